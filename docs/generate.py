"""Write the pages that are made from the code and its tables.

Run ``python docs/generate.py``; ``--check`` writes nothing, and ends with 1 naming each page
that is not in step.
"""  # noqa: INP001  # a script beside the pages it writes

import argparse
import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from click.testing import CliRunner

from cyberflag.cli.main import COMMANDS, commands
from cyberflag.core.forces import FORCES
from cyberflag.core.offences import GROUPS, OFFENCES, ChildVictim, Offence
from cyberflag.measures.definitions import MEASURES

DOCS = Path(__file__).resolve().parent
SOURCE = DOCS.parent / "src" / "cyberflag"
SPECS = DOCS.parent / "tests" / "spec" / "measures.toml"
HELP_WIDTH = 100

ROOMS: Mapping[str, str] = {
    "core": "facts everything stands on",
    "engine": "runs SQL",
    "foi": "from a file to confirmed counts",
    "harmonise": "from confirmed counts to one table",
    "measures": "every figure, defined once",
    "publish": "figures as pages",
    "cli": "the command line",
}
"""The rooms of the package from the ground up, and what each holds."""

CHILD_VICTIM: Mapping[ChildVictim, str] = {
    ChildVictim.YES: "yes",
    ChildVictim.PARTIAL: "some subcodes",
    ChildVictim.BY_AGE: "by victim's age",
    ChildVictim.NO: "no",
}

NOUNS = "<!-- nouns: written by docs/generate.py -->"


def commands_page() -> str:
    """Every command with its help, as the terminal prints it."""
    parts = [
        "# Commands",
        "Everything is done by one command, `cyberflag`, which is parsed, calls one function and "
        "prints what came of it. It ends with 0; with 1 and one line that says place, fault and "
        "remedy where a person must act; with 2 where it was called wrongly.",
        _console(_help([])),
    ]
    for name in COMMANDS:
        parts += [f"## {name}", _console(_help([name]))]
    return _page(parts)


def _help(arguments: list[str]) -> str:
    ran = CliRunner().invoke(
        commands, [*arguments, "--help"], prog_name="cyberflag", terminal_width=HELP_WIDTH
    )
    if ran.exit_code:
        raise RuntimeError(f"{' '.join(arguments)} --help failed") from ran.exception
    return ran.output.strip()


def _console(text: str) -> str:
    return f"```text\n{text}\n```"


def forces_page() -> str:
    """Every force with its code, aliases, region, nation and Act."""
    territorial = [force for force in FORCES.values() if force.code[0] in "EW"]
    rows = (
        (
            f"`{force.code}`",
            force.name,
            "; ".join(force.aliases),
            force.region,
            force.nation,
            force.law,
        )
        for force in FORCES.values()
    )
    return _page(
        [
            "# Forces",
            f"The {len(territorial)} territorial forces of England and Wales with the codes of "
            f"the Office for National Statistics, and {len(FORCES) - len(territorial)} more with "
            "codes of our own. The law is the Act a request to the force falls under: the Freedom "
            "of Information Act 2000 (FOIA) or the Freedom of Information (Scotland) Act 2002 "
            "(FOISA).",
            "A name is one of these spellings exactly, or it is no force: case, punctuation, `&`, "
            "and the words *police*, *constabulary*, *service*, *force*, *heddlu* and *the* make "
            "no difference, and a short or Welsh form may stand beside it. Anything else is shown "
            "to a person with the likeliest forces, and never taken for a neighbour.",
            _table(("code", "name", "also written", "region", "nation", "law"), rows),
        ]
    )


def offences_page() -> str:
    """Every offence code by publication group, with the traps."""
    parts = [
        "# Offences",
        "Home Office codes that touch sexual offences against children, and the groups in which "
        "figures are shown. A class (`88A`) is what recorded crime is published by; a subcode "
        "(`071/17`) is what an officer records. *From* and *to* bound the dates of commission a "
        "code may be used for, where they are known.",
        "## Traps",
        "- **`071/17`, sexual communication with a child, is counted in class 88A**, whatever its "
        "number says. A figure for class 88A after April 2017 holds it; a figure for class 71 "
        "does not.\n"
        "- **Class 86 is not images of children** but holds them: only subcodes `086/02`, "
        "`086/10` and `086/15` are. The Home Office takes the whole class as a stand-in.\n"
        "- **Class 23 is mixed**: subcodes `023/12` and `023/13` concern adults.\n"
        "- **Some classes show a child only by the victim's age** ("
        + ", ".join(f"`{code}`" for code in _classes(ChildVictim.BY_AGE))
        + "): a figure for them counts children only where the force looked at the age.",
    ]
    for group in GROUPS:
        found = [offence for offence in OFFENCES.values() if offence.group == group]
        parts += [f"## {group.capitalize()}", _table(_OFFENCE_HEADS, map(_offence_row, found))]
    return _page(parts)


_OFFENCE_HEADS = ("code", "title", "counted in", "child victim", "from", "to", "note")


def _classes(child_victim: ChildVictim) -> Iterator[str]:
    return (o.code for o in OFFENCES.values() if o.is_class and o.child_victim is child_victim)


def _offence_row(offence: Offence) -> tuple[str, ...]:
    return (
        f"`{offence.code}`",
        offence.title,
        "" if offence.is_class else offence.counted_in,
        CHILD_VICTIM[offence.child_victim],
        offence.valid_from.isoformat() if offence.valid_from else "",
        offence.valid_to.isoformat() if offence.valid_to else "",
        offence.note,
    )


def measures_page() -> str:
    """Every measure with its definition, formula and rules, and the examples its tests run."""
    specs = tomllib.loads(SPECS.read_text(encoding="utf-8"))["spec"]
    parts = [
        "# Measures",
        "Every figure, defined once in `cyberflag.measures.definitions`, compiled to SQL and "
        "computed a second time in plain Python. Each example below is run as a test.",
        "One rule comes before all of them: **what makes up a number is chosen force by force, and "
        "nothing is counted twice.** The printed number is taken where there is one; else the "
        "tightest sum of parts that make it up exactly, along one dimension (sex, age, offence or "
        "period), each part again printed or made up of parts; else the parts shown, with what the "
        'printed whole leaves for the rest, or as "at least". Numbers are never worked out by '
        "subtraction and never split in proportion. A force that has no part in a figure is named "
        "with the reason (`left_out` of `cyberflag figures --json`).",
    ]
    for measure in MEASURES.values():
        rows = (
            ("formula", measure.formula),
            ("ends", measure.interval),
            ("left out", measure.left_out),
        )
        heading = measure.name[0].upper() + measure.name[1:]
        parts += [f"## {heading}", f"`{measure.name}`: {measure.definition}"]
        parts += [_table(("", ""), rows)]
        for spec in specs:
            if spec["measure"] == measure.name:
                counts, expected = _listed(spec["counts"]), _listed(spec["expect"])
                parts += [f"*{spec['says']}*", counts, "gives", expected]
    return _page(parts)


def _listed(text: str) -> str:
    """The lines of an example as a table; without lines, that there is no figure."""
    heads, *lines = (
        tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()
    )
    return _table(heads, lines) if lines else "no figure."


def glossary_page() -> str:
    """The glossary: the field's words as they stand, the code's nouns as they are now."""
    terms, mark, _ = (DOCS / "glossary.md").read_text(encoding="utf-8").partition(NOUNS)
    if not mark:
        raise RuntimeError(f"docs/glossary.md has lost its line {NOUNS}")
    parts = [terms.rstrip(), NOUNS, "## Nouns of the code"]
    for room, holds in ROOMS.items():
        nouns = sorted(_nouns(SOURCE / room))
        if nouns:
            rows = ((f"`{name}`", meaning) for name, meaning in nouns)
            parts += [f"### `{room}`: {holds}", _table(("noun", "meaning"), rows)]
    return _page(parts)


def _nouns(room: Path) -> Iterator[tuple[str, str]]:
    """Each public class of a room and the first paragraph of its docstring."""
    for module in room.rglob("*.py"):
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                meaning = (ast.get_docstring(node) or "").split("\n\n")[0]
                yield node.name, _plain(meaning)


def _plain(docstring: str) -> str:
    """A docstring's markup as Markdown."""
    text = re.sub(r":\w+:`~?\.?([^`]+)`", r"`\1`", " ".join(docstring.split()))
    return text.replace("``", "`")


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(text) for text in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"


PAGES: Mapping[str, Callable[[], str]] = {
    "reference/commands.md": commands_page,
    "reference/forces.md": forces_page,
    "reference/offences.md": offences_page,
    "reference/measures.md": measures_page,
    "glossary.md": glossary_page,
}
"""Every page written here, and what writes it."""


def stale() -> list[str]:
    """The pages that are not in step with the code."""
    return [
        page
        for page, write in PAGES.items()
        if not (DOCS / page).exists() or (DOCS / page).read_text(encoding="utf-8") != write()
    ]


def main() -> None:
    """Write every page, or check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 on drift")
    if parser.parse_args().check:
        if pages := stale():
            sys.exit(f"Not in step: {', '.join(pages)}. Run `python docs/generate.py`.")
        return
    for page, write in PAGES.items():
        (DOCS / page).write_text(write(), encoding="utf-8")


if __name__ == "__main__":
    main()
