"""The description of a client for the scenario."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from server import Endpoint


@dataclass
class CallResult:
    """The result of a call, if the client did not raise an exception."""

    is_error: bool
    text: str
    structured: Any = None


@dataclass
class Handshake:
    protocol_version: str
    name: str
    version: str
    instructions: str | None


class Session(Protocol):
    handshake: Handshake

    async def tools(self) -> list[dict[str, Any]]:
        """The definitions, with the field names of the protocol."""

    async def call(self, name: str, arguments: dict[str, Any]) -> CallResult: ...


@dataclass
class Client:
    name: str
    protocol_version: str
    """The revision that the client and the server negotiate."""
    connect: Callable[[Endpoint], AbstractAsyncContextManager[Session]]
    hides: Collection[str]
    """The fields of a definition that the client omits."""
    cancels: Collection[str]
    """The transports over which cancelling a call also stops it on the server."""
    unknown_tool: Callable[[BaseException], None]
    """Checks the exception for a call of a tool that does not exist."""
    unauthorized: Callable[[BaseException], None]
    """Checks the exception for a connection without the required token."""
