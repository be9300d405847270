"""Runs commands of the binary and draws what a terminal shows, as an SVG picture."""

import fcntl
import os
import pty
import select
import shlex
import struct
import subprocess
import sys
import termios
from pathlib import Path

from rich.console import Console
from rich.text import Text

ADA = "user_2AdaLovelace000000000000001"
COMMANDS = [
    "clerk-toolkit tools users --read-only",
    "clerk-toolkit call getUserCount --sandbox",
    f"clerk-toolkit call updateUser userId={ADA} lastNam=King --sandbox",
    "clerk-toolkit call getUser userId=user_1/ban --sandbox",
    "clerk-toolkit call deleteOrganization organizationId=org_1 --sandbox --read-only",
]
COLUMNS = 96
PICTURE = Path(__file__).resolve().parents[2] / "clerk-toolkit/docs/session.svg"

# rich's own picture, without its web fonts: a picture in a README loads nothing.
FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, monospace; font-size: {char_height}px; \
line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def run(binary: Path, command: str) -> tuple[str, bool]:
    """What the command prints, and whether it succeeds."""
    arguments = [str(binary), *shlex.split(command)[1:]]
    # No key and no address of the person who runs this: the session needs neither.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLERK_")}
    environment = {**kept, "COLUMNS": str(COLUMNS), "NO_COLOR": "1"}
    # The binary prints JSON instead of tables if its output is not a terminal.
    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    process = subprocess.Popen(
        arguments, env=environment, stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal, close_fds=True
    )
    os.close(terminal)
    output = read_all(controller)
    os.close(controller)
    return output.replace("\r\n", "\n").rstrip("\n"), process.wait(timeout=60) == 0


def read_all(descriptor: int) -> str:
    """Everything that a process writes to its terminal."""
    chunks = []
    while True:
        if not select.select([descriptor], [], [], 60)[0]:
            sys.exit("the binary has printed nothing for a minute, and runs on")
        try:
            chunk = os.read(descriptor, 65536)
        except OSError:  # Linux reports the end of a terminal as an error.
            chunk = b""
        if not chunk:
            return b"".join(chunks).decode()
        chunks.append(chunk)


def draw(binary: Path) -> str:
    """The session as SVG."""
    console = Console(record=True, width=COLUMNS, file=open(os.devnull, "w"), force_terminal=True, color_system="truecolor")
    for command in COMMANDS:
        output, succeeds = run(binary, command)
        console.print(Text.assemble(("$ ", "bold green"), (command, "bold")), soft_wrap=False)
        console.print(Text(output, style="" if succeeds else "yellow"))
        console.print()
    return console.export_svg(title="clerk-toolkit", code_format=FORMAT, unique_id="session")


def main() -> None:
    binary, *options = sys.argv[1:]
    picture = draw(Path(binary).resolve())
    if options == ["--check"]:
        if PICTURE.read_text() != picture:
            sys.exit("the picture does not show what the binary prints: run tests/session/run, and look at the change")
        print("the picture shows what the binary prints")
    else:
        PICTURE.write_text(picture)
        print(f"wrote {PICTURE}")


main()
