"""What the pages show is what happens: every command parses, every session runs as printed."""

import os
import re
import shlex
import shutil
import subprocess
import sys
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
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
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
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    given = {argument.partition("=")[0] for argument in arguments if argument.startswith("-")}
    assert given <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_path_shown_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    shown = re.findall(r"(?<![\w/.])(?:examples|benchmarks|src|tests|docs)/[\w./*-]*\w", text)
    missing = [path for path in shown if not list(ROOT.glob(path))]
    assert missing == []


def steps(block: str) -> list[tuple[str, list[str]]]:
    """The commands of a session, each with the lines shown below it."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line.rstrip())
    return found


def sessions(page: Path) -> list[tuple[str, list[str]]]:
    """All steps of a page's ``console`` blocks, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        step for kind, block in FENCED.findall(text) if kind == "console" for step in steps(block)
    ]


def follows(shown: list[str], printed: list[str]) -> str | None:
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


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if sessions(page)],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_a_session_shown_runs_as_shown(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    beside = Path(sys.executable).parent
    environment = os.environ | {
        "PATH": f"{beside}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": str(WIDTH),
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
    for command, shown in sessions(page):
        ran = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )
        printed = [line.rstrip() for line in ran.stdout.splitlines()]
        missing = follows(shown, printed)
        assert missing is None, f"$ {command}\nshown: {missing}\nprinted:\n{ran.stdout}"
