"""OpenAI's Agents SDK with strict schemas, through a scripted model: python -m pytest openai_agents_strict.py

The SDK makes every argument required, so the model writes an empty text for what it means to leave out.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import anyio
import pytest
from agents import Agent, OpenAIChatCompletionsModel, Runner, set_tracing_disabled
from agents.mcp import MCPServerStdio
from openai import AsyncOpenAI

from server import Stdio

set_tracing_disabled(True)

ACME = "org_2AcmeInc0000000000000000001"
ADA = "user_2AdaLovelace000000000000001"


class Model(ThreadingHTTPServer):
    """An OpenAI-compatible server. Its model makes one call, and then returns the result of the call as its answer."""

    daemon_threads = True

    def __init__(self, name: str, arguments: dict[str, Any]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.call = {"name": name, "arguments": json.dumps(arguments)}
        self.tools: list[dict[str, Any]] = []
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def server_close(self) -> None:
        self.shutdown()
        super().server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Model

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.tools = [tool["function"] for tool in request["tools"]]
        last = request["messages"][-1]
        message: dict[str, Any] = {"role": "assistant", "content": None}
        if last["role"] == "tool":
            message["content"] = text_of(last["content"])
        else:
            message["tool_calls"] = [{"id": "call_1", "type": "function", "function": self.server.call}]
        finish = "stop" if message["content"] else "tool_calls"
        body = json.dumps(
            {
                "id": "chatcmpl_1",
                "object": "chat.completion",
                "created": 0,
                "model": "scripted",
                "choices": [{"index": 0, "finish_reason": finish, "message": message}],
            }
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Does not log requests."""


def text_of(content: Any) -> str:
    """The text of a tool message, which may be a list of parts."""
    return content if isinstance(content, str) else "".join(part["text"] for part in content)


def run(name: str, arguments: dict[str, Any]) -> tuple[Any, list[dict[str, Any]]]:
    """Runs an agent whose model makes this call: the result of the call, and the tools that the model was sent."""

    async def main(model: Model) -> Any:
        command, *args = Stdio().command
        async with MCPServerStdio({"command": command, "args": args}) as server:
            agent = Agent(
                "Clerk",
                model=OpenAIChatCompletionsModel(
                    "scripted", AsyncOpenAI(base_url=f"http://127.0.0.1:{model.server_port}", api_key="none")
                ),
                mcp_servers=[server],
                mcp_config={"convert_schemas_to_strict": True},
            )
            result = json.loads((await Runner.run(agent, "Do it.")).final_output)
            # The SDK passes on the content block of the result.
            return json.loads(result["text"]) if set(result) >= {"type", "text"} else result

    with Model(name, arguments) as model:
        return anyio.run(main, model), model.tools


def schemas(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema, and all schemas inside it."""
    yield schema
    for inner in [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]:
        yield from schemas(inner)


def test_every_tool_is_strict() -> None:
    _, tools = run("getUserCount", {})
    assert tools
    for tool in tools:
        assert tool["strict"] is True, tool["name"]
        for schema in schemas(tool["parameters"]):
            if schema["type"] == "object":
                assert schema["additionalProperties"] is False, tool["name"]
                assert schema["required"] == list(schema["properties"]), tool["name"]
                # A closed object without properties could hold no metadata.
                assert schema["properties"] or schema is tool["parameters"], tool["name"]


@pytest.mark.parametrize(
    "arguments",
    [
        {"organizationId": ACME, "slug": "", "includeMembersCount": True},
        {"organizationId": "", "slug": "acme", "includeMembersCount": False},
    ],
)
def test_an_organization_is_read(arguments: dict[str, Any]) -> None:
    organization, tools = run("getOrganization", arguments)
    assert organization["id"] == ACME
    [tool] = [tool for tool in tools if tool["name"] == "getOrganization"]
    assert tool["parameters"]["required"] == list(arguments)


def test_a_user_is_updated() -> None:
    arguments = {
        "userId": ADA,
        "firstName": "Augusta",
        "lastName": "King",
        "username": "",
        "profileImageId": "",
        "primaryEmailAddressId": "",
        "notifyPrimaryEmailAddressChanged": False,
        "primaryPhoneNumberId": "",
        "externalId": "",
    }
    user, tools = run("updateUser", arguments)
    assert (user["first_name"], user["last_name"], user["username"]) == ("Augusta", "King", "ada-lovelace")
    [tool] = [tool for tool in tools if tool["name"] == "updateUser"]
    assert tool["parameters"]["required"] == list(arguments)


def test_an_empty_name_does_not_clear_the_name() -> None:
    arguments = {"userId": ADA, "firstName": "Augusta", "lastName": "", "username": "", "profileImageId": ""}
    result, _ = run("updateUser", arguments)
    assert result["error"]["message"] == "`lastName`: expected a text that is not empty."
    assert result["error"]["hint"].startswith("To keep `lastName` unchanged, leave it out")


@pytest.mark.parametrize("metadata", [{"plan": "pro", "seats": [{"row": 1}]}, {}])
def test_metadata_is_written_as_text(metadata: dict[str, Any]) -> None:
    arguments = {"userId": ADA, "metadata": json.dumps(metadata)}
    user, tools = run("updateUserUnsafeMetadata", arguments)
    assert user["unsafe_metadata"].items() >= metadata.items()
    [tool] = [tool for tool in tools if tool["name"] == "updateUserUnsafeMetadata"]
    assert tool["parameters"]["required"] == list(arguments)


def test_empty_metadata_is_left_out() -> None:
    arguments = {"organizationId": ACME, "publicMetadata": ""}
    organization, _ = run("getOrganization", {"organizationId": ACME, "slug": "", "includeMembersCount": False})
    updated, _ = run("updateOrganizationMetadata", arguments)
    assert updated["public_metadata"] == organization["public_metadata"]
