"""The house keeps its own rules: nothing undocumented, nothing loaded needlessly."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from cyberflag.cli.main import COMMANDS, commands
from cyberflag.core.counts import STATUSES
from cyberflag.foi.model import OutcomeKind
from cyberflag.measures.definitions import MEASURES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "cyberflag"
LONGEST_MODULE = 400


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def test_importing_the_package_loads_no_engine_and_no_web_framework() -> None:
    program = (
        "import sys, cyberflag, cyberflag.cli.main; "
        "print([m for m in ('duckdb', 'django', 'altair', 'pdfplumber') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_its_help(name: str) -> None:
    ran = CliRunner().invoke(commands, [name, "--help"], prog_name="cyberflag", terminal_width=100)
    assert ran.exit_code == 0
    assert "Example:" in ran.output
    page = text_of("reference/commands.md")
    assert f"## {name}" in page
    assert ran.output.strip() in page, "run `python docs/generate.py`"


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_documented(status: str) -> None:
    assert f"| `{status}` |" in text_of("reference/counts.md")


@pytest.mark.parametrize("outcome", [kind.value for kind in OutcomeKind])
def test_every_outcome_is_documented(outcome: str) -> None:
    assert f"`{outcome}`" in text_of("reference/read-json.md")


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_is_documented(name: str) -> None:
    assert name in text_of("reference/measures.md")


def test_every_library_has_its_reason_in_a_decision() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    decisions = " ".join(
        page.read_text(encoding="utf-8").lower() for page in (DOCS / "decisions").glob("*.md")
    )
    names = [re.split(r"[\[<>=~; ]", entry)[0] for entry in project["dependencies"]]
    assert [name for name in names if name not in decisions] == []


def test_every_page_of_the_documentation_is_in_its_contents() -> None:
    listed = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    pages = [page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")]
    assert [page for page in pages if f'"{page}"' not in listed] == []


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


PUBLIC_NAMES = sorted(
    {
        node.name
        for module in SOURCE.rglob("*.py")
        for node in ast.parse(module.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }
)


@pytest.mark.parametrize("name", PUBLIC_NAMES)
def test_public_nouns_stand_in_the_glossary(name: str) -> None:
    """Each public class is a noun of the field, explained once."""
    assert re.search(rf"`{name}`", text_of("glossary.md")), f"explain {name} in docs/glossary.md"


FORBIDDEN_NAMES = frozenset(
    {"data", "df", "info", "helper", "helpers", "util", "utils", "misc", "manager"}
)


@pytest.mark.parametrize(
    "module", sorted(SOURCE.rglob("*.py")), ids=lambda m: m.relative_to(SOURCE).as_posix()
)
def test_modules_stay_small_and_names_stay_meaningful(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert module.stem not in FORBIDDEN_NAMES
    bound = {
        node.id
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    assert bound & FORBIDDEN_NAMES == set()


REASONED = re.compile(r"#.*\bAny\b|# type: ignore\[[\w-]+\]  # \S")


@pytest.mark.parametrize(
    "module", sorted(SOURCE.rglob("*.py")), ids=lambda m: m.relative_to(SOURCE).as_posix()
)
def test_every_escape_from_the_types_gives_its_reason(module: Path) -> None:
    lines = module.read_text(encoding="utf-8").splitlines()
    unreasoned = [
        f"{number}: {line.strip()}"
        for number, line in enumerate(lines, 1)
        if "# type: ignore" in line and not REASONED.search(line)
    ]
    assert unreasoned == []
