"""``cyberflag rules``: try a ruleset, show it, and say what a change of it would change."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.markup import escape
from rich.table import Table

from cyberflag.cli.show import console
from cyberflag.flagging.compiled import compiled, listed_terms
from cyberflag.flagging.decide import flag_batch
from cyberflag.flagging.model import Ruleset
from cyberflag.flagging.ruleset import RULES, examples, load_ruleset, standard_ruleset
from cyberflag.records.read import record_batches

F = TypeVar("F", bound=Callable[..., Any])  # Any: click's own decorators take any callback

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class RulesetType(click.ParamType[Ruleset]):
    """A folder of rules on the command line, loaded and tried on its examples."""

    name = "folder"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Ruleset:
        """The ruleset of a folder; the standard one where none is named."""
        if isinstance(value, Ruleset):
            return value
        folder = Path(_FOLDER.convert(str(value), param, ctx))
        return standard_ruleset() if folder == RULES else load_ruleset(folder)


def rules_option(command: F) -> F:
    """The option ``--rules``, which gives ``ruleset``."""
    return click.option(
        "--rules",
        "ruleset",
        type=RulesetType(),
        default=RULES,
        show_default="those of the package",
        help="A folder of TOML files.",
    )(command)


@click.group(name="rules")
def command() -> None:
    """Try a ruleset on its examples, show it, or compare two on records.

    \b
    Example: cyberflag rules test
    """


@command.command(name="test")
@rules_option
def test(ruleset: Ruleset) -> None:
    """Run every example of every rule; end with 1 and the first that fails.

    \b
    Example: cyberflag rules test --rules my-rules
    """
    console.print(
        f"Ruleset {ruleset.version}: {len(list(examples(ruleset))):,} examples come out as they "
        "should.",
        soft_wrap=True,
    )


@command.command(name="show")
@rules_option
@click.option("--terms", is_flag=True, help="Every term of every concept too.")
def show(ruleset: Ruleset, terms: bool) -> None:
    """Show rules, modifiers, fields, and how text and fields are weighed.

    \b
    Example: cyberflag rules show --terms
    """
    console.print(f"Ruleset {ruleset.version}", soft_wrap=True)
    table = Table()
    for heading in ("", "id", "what it does", "comes to"):
        table.add_column(heading)
    for rule in ruleset.rules:
        table.add_row("rule", rule.id, rule.title, rule.decision)
    for modifier in ruleset.modifiers:
        table.add_row("modifier", modifier.id, modifier.title, modifier.kind)
    for condition in ruleset.fields:
        table.add_row("field", condition.id, condition.title, condition.says)
    console.print(table)
    console.print(_weighed(ruleset))
    counts = Counter(entry for _, entry, _ in listed_terms(ruleset))
    for number, concept in enumerate(ruleset.concepts):
        console.print(f"[bold]{concept.id}[/] {concept.title}: {counts[number]:,} terms")
        if terms:
            console.print(escape("  " + "; ".join(concept.terms)), soft_wrap=True)
    console.print(f"{len(compiled(ruleset).terms):,} terms in all.", soft_wrap=True)


def _weighed(ruleset: Ruleset) -> Table:
    table = Table(title="The text says (down), the fields say (across)", title_justify="left")
    texts = list(dict.fromkeys(text for text, _ in ruleset.weigh))
    fields = list(dict.fromkeys(field for _, field in ruleset.weigh))
    table.add_column("")
    for field in fields:
        table.add_column(field)
    for text in texts:
        table.add_row(text, *(ruleset.weigh[text, field] for field in fields))
    return table


@command.command(name="diff")
@click.argument("old", type=RulesetType())
@click.argument("new", type=RulesetType())
@click.argument("records", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--ids", is_flag=True, help="List the records that change, by id.")
def diff(old: Ruleset, new: Ruleset, records: Path, ids: bool) -> None:
    """Say how many decisions on RECORDS would change from ruleset OLD to NEW, and how.

    \b
    Example: cyberflag rules diff rules-2025 rules-2026 records.parquet --ids
    """
    changes: Counter[tuple[str, str]] = Counter()
    changed: list[tuple[str, str, str]] = []
    total = 0
    for read in record_batches(records):
        names = read.records.column("record_id").to_pylist()
        before, after = (
            flag_batch(read.records, ruleset).column("decision").to_pylist()
            for ruleset in (old, new)
        )
        total += len(names)
        for name, was, becomes in zip(names, before, after, strict=True):
            if was != becomes:
                changes[was, becomes] += 1
                changed.append((name, was, becomes))
    for (was, becomes), many in sorted(changes.items()):
        console.print(f"{many:>12,}  {was} -> {becomes}")
    if ids:
        for name, was, becomes in changed:
            console.print(f"{escape(name)}: {was} -> {becomes}", soft_wrap=True)
    console.print(
        f"{len(changed):,} of {total:,} decisions change from {old.version} to {new.version}.",
        soft_wrap=True,
    )
