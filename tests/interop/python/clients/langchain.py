"""LangChain's adapters, through the tools that they give to an agent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from langchain_core.messages import ToolMessage
from langchain_core.tools import BaseTool
from langchain_mcp_adapters.client import MultiServerMCPClient
from langchain_mcp_adapters.tools import load_mcp_tools
from mcp import ClientSession, McpError
from mcp.types import InitializeResult

from client import CallResult, Client, Handshake
from server import Endpoint, Stdio


class Session:
    def __init__(self, session: ClientSession, greeting: InitializeResult, tools: list[BaseTool]) -> None:
        self.session = session
        info = greeting.serverInfo
        self.handshake = Handshake(str(greeting.protocolVersion), info.name, info.version, greeting.instructions)
        self.by_name = {tool.name: tool for tool in tools}

    async def tools(self) -> list[dict[str, Any]]:
        return [
            {
                "name": tool.name,
                "description": tool.description,
                "inputSchema": tool.args_schema,
                "annotations": tool.metadata,
            }
            for tool in self.by_name.values()
        ]

    async def call(self, name: str, arguments: dict[str, Any]) -> CallResult:
        if name not in self.by_name:
            # An agent cannot call it, but the underlying session can.
            result = await self.session.call_tool(name, arguments)
            raise AssertionError(f"{name} succeeded: {result}")
        call = {"type": "tool_call", "id": "call", "name": name, "args": arguments}
        message = await self.by_name[name].ainvoke(call)
        assert isinstance(message, ToolMessage)
        [block] = message.content
        assert isinstance(block, dict)
        artifact = message.artifact or {}
        return CallResult(message.status == "error", block["text"], artifact.get("structured_content"))


@asynccontextmanager
async def connect(endpoint: Endpoint) -> AsyncIterator[Session]:
    client = MultiServerMCPClient({"clerk": connection(endpoint)})
    async with client.session("clerk", auto_initialize=False) as session:
        greeting = await session.initialize()
        yield Session(session, greeting, await load_mcp_tools(session))


def connection(endpoint: Endpoint) -> Any:
    if isinstance(endpoint, Stdio):
        command, *args = endpoint.command
        return {"transport": "stdio", "command": command, "args": args, "env": endpoint.env}
    return {"transport": "streamable_http", "url": endpoint.url, "headers": endpoint.headers}


def unknown_tool(error: BaseException) -> None:
    assert isinstance(error, McpError)
    assert error.error.code == -32602
    assert "Did you mean `getUser`?" in error.error.message


def unauthorized(error: BaseException) -> None:
    assert isinstance(error, httpx.HTTPStatusError)
    assert error.response.status_code == 401


CLIENTS = [
    Client(
        name="LangChain",
        protocol_version="2025-11-25",
        connect=connect,
        hides=["title", "outputSchema"],
        cancels=[],
        unknown_tool=unknown_tool,
        unauthorized=unauthorized,
    )
]
