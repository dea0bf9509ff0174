"""``cyberflag explain``: one record's decision, with the words it rests on."""

import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click
import pyarrow.compute as pc
from rich.text import Text

from cyberflag.cli.rules import rules_option
from cyberflag.cli.show import console, print_json
from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.model import Decision, Evidence, Finding, Ruleset
from cyberflag.flagging.plain import decide_record
from cyberflag.records.read import record_batches

_STYLE = {Decision.FLAG: "bold red", Decision.REVIEW: "bold yellow", Decision.NO_FLAG: "bold green"}
_FIELDS = ("platform", "method", "offence_code")


@click.command(name="explain")
@click.argument("record_id", required=False)
@click.option(
    "--records",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file the record of this id is in.",
)
@click.option("--text", help="A summary, in place of a record; - reads it from standard input.")
@click.option("--platform", help="With --text: the platform.")
@click.option("--method", help="With --text: the method.")
@click.option("--code", "offence_code", help="With --text: the offence code.")
@rules_option
@click.option("--json", "as_json", is_flag=True, help="One JSON document, for a machine.")
def command(
    record_id: str | None,
    records: Path | None,
    text: str | None,
    ruleset: Ruleset,
    as_json: bool,
    **fields: str | None,
) -> None:
    """Say whether the online flag applies to one record, and show the words that decide.

    What stands is marked in red, what was set aside in grey with the reason, what is in doubt
    in yellow. The text goes to your terminal and nowhere else.

    \b
    Example: cyberflag explain --text "Suspect contacted the victim through a messaging app."
    """
    if (text is None) == (record_id is None) or (record_id is None) != (records is None):
        raise click.UsageError("Give --text, or a record's id and --records.")
    summary: str | None
    if text is not None:
        summary = sys.stdin.read() if text == "-" else text
    else:
        assert record_id is not None
        assert records is not None
        summary, fields = _record(records, record_id)
    finding = decide_record(summary, fields, ruleset)
    if as_json:
        print_json(asdict(finding))
    else:
        _show(finding, summary, ruleset)


def _record(path: Path, record_id: str) -> tuple[str | None, dict[str, str | None]]:
    """The latest version of a record: its summary and the fields rules look at."""
    versions = [
        row
        for read in record_batches(path)
        for row in read.records.filter(
            pc.equal(read.records.column("record_id"), record_id)
        ).to_pylist()
    ]
    if not versions:
        raise CyberflagError(
            f"there is no record {record_id}",
            place=path.name,
            remedy="Take the id as `cyberflag check` or a decisions file has it.",
        )
    latest = max(versions, key=lambda row: int(row["version"]))
    return latest["summary"], {name: latest[name] for name in _FIELDS}


def _show(finding: Finding, summary: str | None, ruleset: Ruleset) -> None:
    kinds = {modifier.id: modifier.kind for modifier in ruleset.modifiers}
    titles = {rule.id: rule.title for rule in ruleset.rules}
    titles |= {condition.id: condition.title for condition in ruleset.fields}
    if summary:
        shown = Text(summary)
        for evidence in finding.evidence:
            if evidence.start >= 0:
                shown.stylize(_mark(evidence, kinds), evidence.start, evidence.end)
        console.print(shown, soft_wrap=True)
    for evidence in finding.evidence:
        words = summary[evidence.start : evidence.end] if summary and evidence.start >= 0 else ""
        line = Text(f'  "{words}" ' if words else "  ") + Text(titles[evidence.rule], style="dim")
        if evidence.modifier:
            line += Text(f" ({kinds[evidence.modifier]}: {evidence.modifier})")
        console.print(line, soft_wrap=True)
    console.print(
        Text(finding.decision, style=_STYLE[finding.decision]),
        f"  text: {finding.text}, fields: {finding.fields}, ruleset {finding.ruleset}",
        soft_wrap=True,
    )


def _mark(evidence: Evidence, kinds: Mapping[str, str]) -> str:
    if not evidence.modifier:
        return "black on red"
    return "black on yellow" if kinds[evidence.modifier] == "doubt" else "white on grey37"
