"""The tested binary, and how to connect to it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TextIO

COMMAND = os.environ.get("CLERK_TOOLKIT", "clerk-toolkit")
TOKEN = "interop-token-0123456789abcdef"


@dataclass
class Stdio:
    """A server that the client starts."""

    args: list[str] = field(default_factory=lambda: ["--sandbox"])
    env: dict[str, str] = field(default_factory=dict)

    @property
    def command(self) -> list[str]:
        return [COMMAND, "mcp", *self.args]


@dataclass
class Http:
    """A running server."""

    url: str
    headers: dict[str, str] = field(default_factory=dict)


Endpoint = Stdio | Http


@contextmanager
def serve(transport: str, stdio: Stdio) -> Iterator[Endpoint]:
    """Provides the server that `stdio` describes, over the given transport."""
    if transport == "stdio":
        yield stdio
        return
    command = [*stdio.command, "--http", "127.0.0.1:0"]
    environment = {**os.environ, "CLERK_TOOLKIT_HTTP_TOKEN": TOKEN, **stdio.env}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        url = _listening(process.stderr)
        # Keep reading, otherwise the server blocks on a full pipe.
        reader = threading.Thread(target=_show, args=(process.stderr,))
        reader.start()
        try:
            yield Http(url, {"Authorization": f"Bearer {TOKEN}"})
        finally:
            process.send_signal(signal.SIGINT)
            reader.join(10)
            process.kill()


def _listening(stderr: TextIO) -> str:
    for line in stderr:
        if match := re.match(r"Listening on (\S+)", line):
            return match[1]
        sys.stderr.write(line)
    raise RuntimeError(f"{COMMAND} ended before it listened")


def _show(stderr: TextIO) -> None:
    for line in stderr:
        os.write(2, line.encode())


class SlowClerk(ThreadingHTTPServer):
    """A Clerk instance that returns the number of users and never responds to any other request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _SlowHandler)
        self.asked = threading.Event()
        self.hung_up = threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def server_close(self) -> None:
        self.shutdown()
        super().server_close()

    @property
    def stdio(self) -> Stdio:
        """The binary, configured to use this instance."""
        url = f"http://127.0.0.1:{self.server_port}"
        return Stdio(["--api-url", url], {"CLERK_SECRET_KEY": "sk_test_aW50ZXJvcA"})


class _SlowHandler(BaseHTTPRequestHandler):
    server: SlowClerk

    def do_GET(self) -> None:
        if not self.path.endswith("/users/count"):
            self.server.asked.set()
            self.rfile.read(1)
            self.server.hung_up.set()
            return
        body = b'{"object":"total_count","total_count":5}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Does not log requests."""
