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
from cyberflag.core.iccs import ICCS
from cyberflag.core.notifiable import NOTIFIABLE
from cyberflag.core.offences import GROUPS, OFFENCES, ChildVictim, Offence
from cyberflag.flagging.model import Concept, FieldsSay, Modifier, TextSays
from cyberflag.flagging.model import Rule as FlagRule
from cyberflag.flagging.ruleset import examples, standard_ruleset
from cyberflag.measures.definitions import MEASURES
from cyberflag.records.columns import COLUMNS, Column
from cyberflag.records.rulebook import RULES, SECTIONS
from cyberflag.records.rules import PLAIN, Rows, Rule, Severity

DOCS = Path(__file__).resolve().parent
SOURCE = DOCS.parent / "src" / "cyberflag"
SPECS = DOCS.parent / "tests" / "spec" / "measures.toml"
HELP_WIDTH = 100
LONGEST_EXAMPLE = 60

ROOMS: Mapping[str, str] = {
    "core": "facts everything stands on",
    "engine": "runs SQL",
    "foi": "from a file to confirmed counts",
    "records": "one offence as a force holds it",
    "flagging": "whether the flag applies, and how often that is right",
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
            ", ".join(dict.fromkeys(part for part in (force.region, force.nation) if part)),
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
            _table(("code", "name", "also written", "region and nation", "law"), rows),
        ]
    )


def offences_page() -> str:
    """Every offence code by publication group, with the traps."""
    parts = [
        "# Offences",
        "Home Office codes that touch sexual offences against children, and the groups in which "
        "figures are shown. A class (`88A`) is what recorded crime is published by; a subcode "
        "(`071/17`) is what an officer records. *Committed* bounds the days of commission a "
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


_OFFENCE_HEADS = ("code", "title", "counted in", "child victim", "committed")


def _classes(child_victim: ChildVictim) -> Iterator[str]:
    return (o.code for o in OFFENCES.values() if o.is_class and o.child_victim is child_victim)


def _offence_row(offence: Offence) -> tuple[str, ...]:
    return (
        f"`{offence.code}`",
        f"{offence.title} (*{offence.note}*)" if offence.note else offence.title,
        "" if offence.is_class else offence.counted_in,
        CHILD_VICTIM[offence.child_victim],
        _committed(offence),
    )


def _committed(offence: Offence) -> str:
    if offence.valid_to:
        return f"until {offence.valid_to}"
    return f"from {offence.valid_from}" if offence.valid_from else ""


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


def record_page() -> str:
    """Every field of a record, how its values may be written, and the codes beside the ICCS."""
    listed = [column for column in COLUMNS if column.values is not None]
    matches = (
        (
            f"`{one.offence}`",
            OFFENCES[one.offence].title
            if one.offence in OFFENCES
            else NOTIFIABLE[one.offence].title,
            f"`{one.iccs}`" if one.iccs else "",
            one.title,
            one.match.value,
            "yes" if one.verified else "",
            one.note,
        )
        for one in ICCS.values()
    )
    return _page(
        [
            "# The record",
            "One offence as a force holds it, in one version. A file of records is CSV (any "
            "delimiter of `,` `;` tab `|`), JSON lines, Parquet or Arrow, told by its bytes. It "
            "holds no name, address, full postcode, date of birth, telephone number, e-mail "
            "address or National Insurance number: a column that looks like one, by its heading "
            "or by its values, refuses the whole file.",
            "## Fields",
            _table(
                ("field", "what it is", "type", "must be there", "leaves the force"),
                map(_field_row, COLUMNS),
            ),
            "The highest `version` of a `record_id` in a force replaces the others. Columns may "
            "stand in any order, and headings in any case (`Force Code`, `FORCE_CODE`). A column "
            "that is no field is not read. An empty field is *not recorded*, never no.",
            "## How values may be written",
            "- **Encodings**: UTF-8, UTF-16 and UTF-32 by their byte order mark, UTF-16 without "
            "one, Windows-1252; a file that mixes UTF-8 and Windows-1252 is read line by line.\n"
            "- **Dates**: `2016-04-25` (with or without a time), `25/04/2016`, `25 April 2016`, "
            "`25-Apr-16`, `20160425`. Day first; `04/25/2016` is no date.\n"
            "- **Numbers** may be texts: `13`, `13.0`, `013`.\n"
            "- **Lists** in any case and punctuation (`Social Media`, `social_media`); yes and no "
            "also as `Y`, `N`, `true`, `false`, `1`, `0`; sex also as `F`, `M`, `U`.\n"
            "- **Not recorded**: empty, `NULL`, `N/A`, `not recorded`.\n"
            "- **Codes**: `88A`, `071/17`, `71/17`, `71.17`; forces by code or exact name.",
            "A line is turned away only where force, id, version, day recorded or offence cannot "
            "be read. Any other field that cannot be read is left empty and remarked, so that "
            "nothing else keeps an offence from being counted. [Checks](checks.md) lists every "
            "rule.",
            "## Lists",
            _table(
                ("field", "values"),
                (
                    (f"`{column.name}`", ", ".join(f"`{one.value}`" for one in column.values or ()))
                    for column in listed
                ),
            ),
            "## Offence codes beside the ICCS",
            "The International Classification of Crime for Statistical Purposes, version 1.0 "
            "(UNODC 2015). *Exact*: all that is recorded under the code falls in the category; "
            "*partial*: part of it does; *none*: there is no such category. *Verified*: number "
            "and title were read in a quotation of the classification, whose words are kept. A "
            "subcode that is not listed is as its class. In the ICCS the flag is the event's "
            "attribute *Cy* (cybercrime related: yes, no), not a category.",
            _table(("code", "title", "ICCS", "category", "match", "verified", "note"), matches),
        ]
    )


def _field_row(column: Column) -> tuple[str, ...]:
    return (
        f"`{column.name}`",
        column.title,
        "list" if column.values is not None else str(column.arrow),
        "yes" if column.required else "",
        "yes" if column.leaves_force else "**never**",
    )


def checks_page() -> str:
    """Every rule with its reason and its source, and the examples its tests run."""
    errors = sum(rule.severity is Severity.ERROR for rule in RULES)
    parts = [
        "# Checks",
        f"`cyberflag check` holds every record against {len(RULES)} rules: {errors} errors, which "
        f"turn a record away, and {len(RULES) - errors} warnings, which keep it and tell the "
        "sender. **Records in = accepted + rejected, always.** Of two identical copies the first "
        "is kept; of one version saying two things none is.",
        "**No error reads the flag, the platform or the method**, and a test holds it for every "
        "code: in another country's collection a rule that allowed online places only for listed "
        "offences made true online offences unrecordable.",
        "Each rule's examples run as tests. They give the fields in which a record differs from "
        "this one, which breaks no rule:",
        _table(tuple(PLAIN), [tuple(PLAIN.values())]),
    ]
    for section, rules in SECTIONS.items():
        parts += [f"## {section}", _table(_RULE_HEADS, map(_rule_row, rules))]
    return _page(parts)


_RULE_HEADS = ("rule", "severity", "what is wrong", "why", "remedy", "passes", "fails", "source")


def _rule_row(rule: Rule) -> tuple[str, ...]:
    if isinstance(rule.passes, bytes) and isinstance(rule.fails, bytes):
        passes, fails = _where_they_part(rule.passes, rule.fails)
    else:
        passes, fails = (_changes(one) for one in (rule.passes, rule.fails))
    said = (rule.id, rule.severity.value, rule.title, rule.why, rule.remedy)
    return (*said, passes, fails, rule.source)


def _where_they_part(passes: bytes, fails: bytes) -> tuple[str, str]:
    """The bytes of two files around the first that differs."""
    same = next(at for at, byte in enumerate(fails) if passes[at : at + 1] != bytes([byte]))
    start = max(same - 12, 0)
    shown = (repr(one[start : same + 28])[2:-1] for one in (passes, fails))
    passed, failed = (f"`…{text}…`" if text else "as it is" for text in shown)
    return passed, failed


def _changes(example: Rows | bytes) -> str:
    """The fields in which each record of an example differs from the plain one."""
    return "; then ".join(
        ", ".join(f"`{name}` {_short(value)}" for name, value in fields.items()) or "as it is"
        for fields in example
        if isinstance(fields, Mapping)
    )


def _short(value: str) -> str:
    if not value:
        return "empty"
    shown = value.encode("unicode_escape").decode()
    return f"`{shown if len(shown) < LONGEST_EXAMPLE else shown[:20] + '…'}`"


def rules_page() -> str:
    """Every rule, modifier, condition and term of the standard ruleset, with its examples."""
    ruleset = standard_ruleset()
    used = {name for rule in ruleset.rules for name in rule.any}
    fields = ("condition", "field", "values", "says")
    parts = [
        "# Rules of the flag",
        f"The standard ruleset, version `{ruleset.version}`: `cyberflag rules show` prints it, "
        "`cyberflag flag --rules FOLDER` takes another. [How a decision is made]"
        "(../explanation/flagging.md) says what the words here mean. Every example runs when the "
        "rules are loaded, and as a test.",
        "## Text against fields",
        "What is decided, by what the text says (down) and what the fields say (across).",
        _table(
            ("", *FieldsSay),
            ((text, *(ruleset.weigh[text, said] for said in FieldsSay)) for text in TextSays),
        ),
        "## Rules",
    ]
    for rule in ruleset.rules:
        asks = f"**{rule.decision}** on a mention of {_ids(rule.any)}{_beside(rule)}."
        parts += [f"### {rule.id}", f"{rule.title}: {asks}", _examples_of(rule.id)]
    parts += ["## Modifiers", "The first that governs a mention, in this order, is named."]
    for modifier in ruleset.modifiers:
        parts += [f"### {modifier.id}", f"{modifier.title} (*{modifier.kind}*). {_reach(modifier)}"]
        parts += [_patterns(modifier.terms)] if modifier.terms else []
        parts += [_examples_of(modifier.id)]
    conditions = (
        (one.title, f"`{one.column}`", ", ".join(f"`{v}`" for v in one.values), one.says)
        for one in ruleset.fields
    )
    parts += ["## Conditions on fields", _table(fields, conditions), "## Concepts"]
    parts += [_LEGEND]
    for heading, evidence in (("Evidence", True), ("What only steers modifiers", False)):
        found = [concept for concept in ruleset.concepts if (concept.id in used) is evidence]
        parts += [f"### {heading}", *(_concept(concept) for concept in found)]
    return _page([*parts, "### Phrases that are passed over", _patterns(ruleset.passing)])


_LEGEND = (
    "`{a|b}` is one of them, `(s)` is there or not. One slip in a word of five letters or more "
    "(a letter left out, doubled, or two changed round) is found too, unless it makes an English "
    "word."
)


def _beside(rule: FlagRule) -> str:
    """What a rule wants beside the mention, in words."""
    if not rule.near:
        return ""
    wanted = " and ".join(
        f"one of {_ids(concepts)}" for concepts in (rule.near, rule.also) if concepts
    )
    return (
        f" with {wanted} at most {rule.within} words away{' in its clause' if rule.clause else ''}"
    )


def _ids(concepts: Iterable[str]) -> str:
    return ", ".join(f"*{name}*" for name in concepts)


def _concept(concept: Concept) -> str:
    return f"*{concept.id}*: {concept.title}. {_patterns(concept.terms)}"


def _patterns(terms: Iterable[str]) -> str:
    return ", ".join(f"`{term}`" for term in terms)


def _reach(modifier: Modifier) -> str:
    """How far a modifier reaches and what holds it, in words."""
    place = "clause" if modifier.clause else "sentence"
    said = [
        f"Governs what begins up to {modifier.after} words behind it" if modifier.after else "",
        f"Governs what ends up to {modifier.before} words in front of it"
        if modifier.before
        else "",
        f"Governs only what stands inside it in its {place}"
        if not modifier.after and not modifier.before
        else f"Stays in its {place}",
        f"Triggered by {_ids(modifier.by)} too" if modifier.by else "",
        f"Needs {_ids(modifier.needs)} up to {modifier.needs_before} words in front or "
        f"{modifier.needs_after} behind"
        if modifier.needs
        else "",
        f"Stops at {_ids(modifier.stops)}" if modifier.stops else "",
        f"Undone by {_ids(modifier.unless)} in the {place}" if modifier.unless else "",
        f"Governs only {_ids(modifier.targets)}" if modifier.targets else "",
    ]
    return " ".join(f"{part}." for part in said if part)


def _examples_of(name: str) -> str:
    return "\n".join(
        f"- {'acts on' if wanted else 'not on'}: {example}"
        for entry, example, wanted in examples(standard_ruleset())
        if entry == name
    )


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
    "reference/record.md": record_page,
    "reference/checks.md": checks_page,
    "reference/rules.md": rules_page,
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
