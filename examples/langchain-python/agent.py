"""An agent with Clerk's tools: LangChain and a Clerk instance in memory."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

from langchain.agents import create_agent
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, ToolMessage
from langchain_mcp_adapters.client import MultiServerMCPClient
from langchain_mcp_adapters.tools import load_mcp_tools

from scripted_model import ADA, scripted_model

TASK = f"Ada Lovelace ({ADA}) has married. Change her last name to King."


async def main() -> None:
    client = MultiServerMCPClient(
        {
            "clerk": {
                "transport": "stdio",
                "command": os.environ.get("CLERK_TOOLKIT", "clerk-toolkit"),
                "args": ["mcp", "--sandbox"],
            }
        }
    )
    # `client.get_tools()` would start a new server with a new sandbox for every call.
    async with client.session("clerk") as session:
        tools = await load_mcp_tools(session)
        print(f"{len(tools)} tools: {', '.join(tool.name for tool in tools)}")
        agent = create_agent(model(), tools)
        print(f"user: {TASK}")
        messages: list[AnyMessage] = []
        async for step in agent.astream({"messages": [("user", TASK)]}, stream_mode="updates"):
            for update in step.values():
                messages += update["messages"]
                for message in update["messages"]:
                    show(message)
        after = await session.call_tool("getUser", {"userId": ADA})
    check(messages, after.structuredContent)


def model() -> BaseChatModel:
    """The model in `MODEL`, such as `openai:gpt-5-mini`, or the scripted one if `MODEL` is not set."""
    name = os.environ.get("MODEL")
    return init_chat_model(name) if name else scripted_model()


def show(message: AnyMessage) -> None:
    if isinstance(message, AIMessage):
        for call in message.tool_calls:
            print(f"model calls {call['name']} {call['args']}")
        if message.text:
            print(f"model: {message.text}")
    elif isinstance(message, ToolMessage):
        print(f"  {message.status}: {message.text[:160]}")


def check(messages: list[AnyMessage], ada: Any) -> None:
    """Exits with an error if the run did not have the expected result."""
    failures = [message.text for message in messages if isinstance(message, ToolMessage) and message.status == "error"]
    if ada["last_name"] != "King":
        sys.exit(f"Ada's last name is {ada['last_name']}")
    if "MODEL" not in os.environ and ["Did you mean `lastName`?" in failure for failure in failures] != [True]:
        sys.exit(f"the script makes one mistake, but these calls failed: {failures}")


asyncio.run(main())
