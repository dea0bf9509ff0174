"""What the pages show is what happens: every command parses, every session runs as printed."""

import os
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from cyberflag.cli.main import COMMANDS, commands

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "examples" / "README.md",
        *(page for page in (ROOT / "docs").rglob("*.md") if page.name != "commands.md"),
    ]
)
FENCED = re.compile(r"(?:^<!-- keys: (.*) -->\n\n)?^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
"""A fenced block; a comment before it gives the keys to press in its one command."""
CALLED = re.compile(r"(?:^|(?<=`)|(?<=\$ ))cyberflag (?![|>])([^`\n#]+)", re.MULTILINE)
LEFT_OUT = "…"
WIDTH = 100


def calls(page: Path) -> list[str]:
    """Every call of the command on a page, in a block or between backticks."""
    return [found.strip() for found in CALLED.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("page", "call"),
    [(page, call) for page in PAGES for call in calls(page)],
    ids=lambda part: part.name if isinstance(part, Path) else part,
)
def test_every_command_shown_exists_with_its_options(page: Path, call: str) -> None:
    name, *arguments = shlex.split(call)
    if name.startswith("-"):
        assert name in ("--help", "--version")
        return
    assert name in COMMANDS, f"{page.name} shows a command that does not exist"
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    while isinstance(command, click.Group) and arguments:
        name = arguments.pop(0)
        assert name in command.commands, f"{page.name} shows a command that does not exist"
        command = command.commands[name]
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    given = {argument.partition("=")[0] for argument in arguments if argument.startswith("-")}
    assert given <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_path_shown_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    shown = re.findall(r"(?<![\w/.])(?:examples|benchmarks|src|tests|docs)/[\w./*-]*\w", text)
    missing = [path for path in shown if not list(ROOT.glob(path))]
    assert missing == []


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A command of a session, the keys a person presses, and the lines shown below it."""

    command: str
    keys: tuple[str, ...]
    shown: tuple[str, ...]


def steps(kind: str, keys: str, block: str) -> list[Step]:
    """The commands of a ``console`` block; ``> `` goes on with the line before."""
    if kind != "console":
        return []
    found = []
    for called, shown in re.findall(r"^\$ (.*(?:\n>.*)*)((?:\n(?!\$ ).*)*)", block, re.MULTILINE):
        lines = tuple(line.rstrip() for line in shown.splitlines()[1:])
        found.append(
            Step(command=re.sub(r"\n> ?", "\n", called), keys=tuple(keys.split()), shown=lines)
        )
    return found


def sessions(page: Path) -> list[Step]:
    """All steps of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [step for keys, kind, block in FENCED.findall(text) for step in steps(kind, keys, block)]


def follows(shown: Sequence[str], printed: Sequence[str]) -> str | None:
    """The first shown line that was not printed in its place; None where all were.

    A line with an ellipsis alone stands for any lines that were left out.
    """
    place, may_skip = 0, False
    for line in shown:
        if line.strip() == LEFT_OUT:
            may_skip = True
            continue
        places = range(place, len(printed)) if may_skip else range(place, place + 1)
        here = next((at for at in places if at < len(printed) and printed[at] == line), None)
        if here is None:
            return line
        place, may_skip = here + 1, False
    return None


def test_a_session_that_prints_otherwise_is_found() -> None:
    printed = ["one", "two", "three"]
    assert follows(["one", "two", "three"], printed) is None
    assert follows(["one", "…", "three"], printed) is None
    assert follows(["…", "two"], printed) is None
    assert follows(["one", "three"], printed) == "three"
    assert follows(["one", "…", "four"], printed) == "four"
    assert follows(["three", "…", "two"], printed) == "three"


ENTER = "⏎"
ASKS = re.compile(r"(?:\[q\]uit|: )\s*$")
"""The end of a terminal's output when a key is waited for."""


def run(step: Step, cwd: Path, environment: Mapping[str, str]) -> tuple[int, list[str]]:
    """How the command ends and the lines it prints, in a terminal if keys are to be pressed."""
    if not step.keys:
        ran = subprocess.run(
            ["bash", "-c", step.command],
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )
        return ran.returncode, ran.stdout.strip().splitlines()
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        ["bash", "-c", step.command],
        cwd=cwd,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        printed = press(ours, list(step.keys))
        return running.wait(timeout=10), printed.strip().splitlines()
    finally:
        running.kill()
        os.close(ours)


def press(terminal: int, keys: list[str]) -> str:
    """All that is printed while the keys are pressed, each when one is waited for."""
    printed, since = "", ""
    while True:
        ready, _, _ = select.select([terminal], [], [], 0.3 if ASKS.search(since) else 60)
        if ready:
            try:
                text = os.read(terminal, 65536).decode("utf-8", errors="replace")
            except OSError:  # the other end has closed
                return printed
            printed, since = printed + text, since + text
        elif keys and ASKS.search(since):
            key = keys.pop(0)
            os.write(terminal, b"\n" if key == ENTER else key.encode())
            since = ""
        else:
            raise AssertionError(f"waits for a key that the page does not press:\n{printed}")


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if sessions(page)],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_a_session_shown_runs_as_shown(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": str(WIDTH),
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
    for step in sessions(page):
        code, lines = run(step, tmp_path, environment)
        missing = follows(step.shown, [line.rstrip() for line in lines])
        printed = "\n".join(lines)
        assert missing is None, f"$ {step.command}\nshown: {missing}\nprinted:\n{printed}"
        stops = any(line.startswith("Stopped.") for line in step.shown)
        assert code == (1 if stops else 0), f"$ {step.command}\nprinted:\n{printed}"
