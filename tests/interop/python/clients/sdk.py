"""The official Python SDK, with the revision that it negotiates and with the last one that has a handshake."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx2
import mcp
from mcp.client.streamable_http import streamable_http_client

from client import CallResult, Client, Handshake
from server import Endpoint, Stdio


class Session:
    def __init__(self, client: mcp.Client) -> None:
        self.client = client
        info = client.server_info
        assert info
        self.handshake = Handshake(client.protocol_version, info.name, info.version, client.instructions)

    async def tools(self) -> list[dict[str, Any]]:
        tools = (await self.client.list_tools()).tools
        return [tool.model_dump(by_alias=True, exclude_none=True) for tool in tools]

    async def call(self, name: str, arguments: dict[str, Any]) -> CallResult:
        result = await self.client.call_tool(name, arguments)
        [block] = result.content
        assert isinstance(block, mcp.types.TextContent)
        return CallResult(result.is_error, block.text, result.structured_content)


def connector(mode: str):
    @asynccontextmanager
    async def connect(endpoint: Endpoint) -> AsyncIterator[Session]:
        async with AsyncExitStack() as stack:
            if isinstance(endpoint, Stdio):
                command, *args = endpoint.command
                server = mcp.StdioServerParameters(command=command, args=args, env=endpoint.env)
            else:
                http = await stack.enter_async_context(httpx2.AsyncClient(headers=endpoint.headers, timeout=30))
                server = streamable_http_client(endpoint.url, http_client=http)
            yield Session(await stack.enter_async_context(mcp.Client(server, mode=mode)))

    return connect


def unknown_tool(error: BaseException) -> None:
    assert isinstance(error, mcp.MCPError)
    assert error.code == -32602
    assert "Did you mean `getUser`?" in error.message


def unauthorized(error: BaseException) -> None:
    # The SDK does not make the status available, only the error in the body.
    assert isinstance(error, mcp.MCPError)
    assert error.code == -32600
    assert error.message.startswith("Unauthorized: ")


CLIENTS = [
    Client(
        name=f"Python SDK ({mode})",
        protocol_version=protocol_version,
        connect=connector(mode),
        hides=[],
        cancels=cancels,
        unknown_tool=unknown_tool,
        unauthorized=unauthorized,
    )
    for mode, protocol_version, cancels in [
        ("auto", "2026-07-28", ["stdio", "http"]),
        ("legacy", "2025-11-25", ["stdio"]),
    ]
]
