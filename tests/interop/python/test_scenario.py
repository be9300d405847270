"""The tests of every client over every transport."""

from __future__ import annotations

import json
import re
import subprocess
import time
from collections.abc import AsyncIterator
from typing import Any

import anyio
import pytest

from client import CallResult, Client, Session
from server import COMMAND, Http, SlowClerk, Stdio, serve

pytestmark = pytest.mark.anyio

# The default tools in the toolset's order, as the binary writes them without a client.
TOOLS = json.loads(subprocess.run([COMMAND, "tools", "--format", "mcp"], check=True, capture_output=True).stdout)

ADA = "user_2AdaLovelace000000000000001"
USERNAMES = {
    ADA: "ada-lovelace",
    "user_2GraceHopper000000000000001": "grace-hopper",
    "user_2AlanTuring0000000000000001": "alan-turing",
    "user_2KatherineJohnson0000000001": "katherine-johnson",
}
EDSGER = "user_2EdsgerDijkstra000000000001"
NOBODY = "user_2Nobody00000000000000000001"


@pytest.fixture(scope="module")
async def session(client: Client, transport: str) -> AsyncIterator[Session]:
    with serve(transport, Stdio()) as endpoint:
        async with client.connect(endpoint) as session:
            yield session
            start = time.monotonic()
        # The clients kill a server that has not ended after two seconds.
        assert time.monotonic() - start < 1.5


async def test_the_server_describes_itself(client: Client, session: Session) -> None:
    handshake = session.handshake
    assert handshake.protocol_version == client.protocol_version
    assert handshake.name == "clerk-toolkit"
    assert handshake.version.count(".") == 2
    assert handshake.instructions
    assert re.match(r"Tools for the Clerk instance at http\S+: users \(\d+\), ", handshake.instructions)


async def test_it_lists_every_tool_in_order(client: Client, session: Session) -> None:
    tools = await session.tools()
    assert tools
    assert tools == [{field: value for field, value in tool.items() if field not in client.hides} for tool in TOOLS]


async def test_a_read(session: Session) -> None:
    ada = succeeded(await session.call("getUser", {"userId": ADA}))
    assert ada["username"] == "ada-lovelace"
    assert ada["email_addresses"][0]["email_address"] == "ada@example.com"
    assert ada["public_metadata"] == {"plan": "pro", "preferences": {"theme": "dark", "language": "en"}}
    assert ada["private_metadata"] == {"redacted": "[redacted by clerk-toolkit: private metadata]"}


async def test_a_write_is_visible_to_the_next_read(session: Session) -> None:
    written = succeeded(await session.call("updateUser", {"userId": EDSGER, "firstName": "Edsger Wybe"}))
    assert written["first_name"] == "Edsger Wybe"
    read = succeeded(await session.call("getUser", {"userId": EDSGER}))
    assert (read["first_name"], read["last_name"]) == ("Edsger Wybe", "Dijkstra")


async def test_a_user_that_does_not_exist(session: Session) -> None:
    error = failed(await session.call("getUser", {"userId": NOBODY}))
    assert error["code"] == "resource_not_found"
    assert error["message"] == f"No user was found with id {NOBODY}"
    assert error["retryable"] is False


async def test_a_misspelt_argument(session: Session) -> None:
    error = failed(await session.call("updateUser", {"userId": ADA, "first_name": "Augusta"}))
    assert error["code"] == "arguments_invalid"
    assert error["message"] == "The tool `updateUser` has no argument `first_name`."
    assert error["hint"] == "Did you mean `firstName`?"
    assert succeeded(await session.call("getUser", {"userId": ADA}))["first_name"] == "Ada"


async def test_a_misspelt_required_argument(session: Session) -> None:
    error = failed(await session.call("getUser", {"user_id": ADA}))
    assert error["code"] == "arguments_invalid"
    assert error["hint"] == "Did you mean `userId`?"


async def test_a_tool_that_does_not_exist(client: Client, session: Session) -> None:
    with pytest.raises(Exception) as raised:
        await session.call("getUsr", {})
    client.unknown_tool(raised.value)


async def test_200_concurrent_calls_each_with_its_own_result(session: Session) -> None:
    people = list(USERNAMES.items())

    async def call(user_id: str, username: str) -> None:
        assert succeeded(await session.call("getUser", {"userId": user_id}))["username"] == username

    async with anyio.create_task_group() as tasks:
        for index in range(200):
            tasks.start_soon(call, *people[index % len(people)])


async def test_a_cancelled_call(client: Client, transport: str) -> None:
    with SlowClerk() as clerk, serve(transport, clerk.stdio) as endpoint:
        async with client.connect(endpoint) as session:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(session.call, "getUser", {"userId": ADA})
                assert await anyio.to_thread.run_sync(clerk.asked.wait, 10)
                tasks.cancel_scope.cancel()
            if transport in client.cancels:
                assert await anyio.to_thread.run_sync(clerk.hung_up.wait, 10)
            assert succeeded(await session.call("getUserCount", {}))["total_count"] == 5
            assert clerk.hung_up.is_set() == (transport in client.cancels)


async def test_with_and_without_the_bearer_token(client: Client) -> None:
    with serve("http", Stdio()) as endpoint:
        assert isinstance(endpoint, Http)
        with pytest.raises(ExceptionGroup) as raised:
            async with client.connect(Http(endpoint.url)):
                pass
        client.unauthorized(alone_in(raised.value))
        async with client.connect(endpoint) as session:
            assert succeeded(await session.call("getUserCount", {}))["total_count"] == 5


def alone_in(group: BaseException) -> BaseException:
    """The only exception in the nested task groups of a connection."""
    while isinstance(group, BaseExceptionGroup):
        [group] = group.exceptions
    return group


def succeeded(result: CallResult) -> Any:
    """The output of a successful call. Checks that the text and the structured content are equal."""
    assert not result.is_error, result.text
    value = json.loads(result.text)
    assert result.structured == value
    return value


def failed(result: CallResult) -> Any:
    """The toolkit's error, as the model reads it."""
    assert result.is_error, result.text
    assert result.structured is None
    return json.loads(result.text)["error"]
