"""What the scenario needs to know about a client."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from server import Endpoint


@dataclass
class Answer:
    """How a call ended, without being an exception of the client's."""

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
        """The definitions in the protocol's own spelling."""

    async def call(self, name: str, arguments: dict[str, Any]) -> Answer: ...


@dataclass
class Client:
    name: str
    protocol_version: str
    """The revision that it and this server agree on."""
    connect: Callable[[Endpoint], AbstractAsyncContextManager[Session]]
    hides: Collection[str]
    """The fields of a definition that it leaves out."""
    cancels: Collection[str]
    """The transports over which a call that its user cancels is stopped on the server too."""
    unknown_tool: Callable[[BaseException], None]
    """What its user catches at a call of a tool that there is none of."""
    unauthorized: Callable[[BaseException], None]
    """What its user catches at a connection without the token that the server asks for."""
