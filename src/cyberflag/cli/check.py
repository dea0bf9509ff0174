"""``cyberflag check``: a file of records by every rule, its account, and what to correct."""

import sys
from datetime import datetime
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from cyberflag.cli.show import console, print_json, progress
from cyberflag.records.check import CheckReport, RuleCount, check_records
from cyberflag.records.rules import Severity

_OUTPUT = click.Path(dir_okay=False, path_type=Path)
_STEPS = 1000


@click.command(name="check")
@click.argument("records", type=click.Path(path_type=Path))
@click.option(
    "--errors",
    type=_OUTPUT,
    help="Write every finding for the sender: line, rule, remedy; no id and no text.",
)
@click.option("--accepted", type=_OUTPUT, help="Write the records that are accepted.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Check as on this day.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, for a machine.")
def command(
    records: Path,
    errors: Path | None,
    accepted: Path | None,
    today: datetime | None,
    as_json: bool,
) -> None:
    """Check a file of records (CSV, JSON lines, Parquet, Arrow) by every rule.

    Records in are always records accepted and records rejected, and each of the rejected has its
    line, its rule and its remedy. An error rejects a record, a warning keeps it. Ends with 0 if
    all were accepted, with 1 if any was rejected or the file cannot be taken at all. Files
    written by --errors and --accepted end in .csv, .jsonl, .parquet or .arrow.

    \b
    Example: cyberflag check records.csv --errors for-the-sender.csv --accepted good.parquet
    """
    day = (today or datetime.now().astimezone()).date()
    with progress("checking") as bar:
        task = bar.add_task("checking", total=_STEPS)
        report = check_records(
            records,
            today=day,
            errors=errors,
            accepted=accepted,
            done=lambda share: bar.update(task, completed=int(share * _STEPS)),
        )
    if as_json:
        print_json(report_json(report))
    else:
        _show(report, errors, accepted)
    if report.rejected:
        sys.exit(1)


def report_json(report: CheckReport) -> dict[str, object]:
    """The stable interface of ``cyberflag check --json``."""
    account = report.account
    return {
        "lines": account.lines,
        "heading": account.heading,
        "blank": account.blank,
        "continued": account.continued,
        "records_in": report.records_in,
        "accepted": report.accepted,
        "rejected": report.rejected,
        "replaced": report.replaced,
        "notes": list(account.notes),
        "rules": [
            {
                "rule": one.rule.id,
                "severity": one.rule.severity.value,
                "title": one.rule.title,
                "lines": one.count,
                "first_lines": list(one.first),
                "fields": list(one.rule.fields),
                "remedy": one.rule.remedy,
            }
            for one in report.broken
        ],
    }


def _show(report: CheckReport, errors: Path | None, accepted: Path | None) -> None:
    for severity, style in ((Severity.ERROR, "red"), (Severity.WARNING, "yellow")):
        found = [one for one in report.broken if one.rule.severity is severity]
        if found:
            console.print(_table(found, severity, style))
    for note in report.account.notes:
        console.print(f"[yellow]Note:[/] {note}", soft_wrap=True)
    account = report.account
    console.print(
        f"{account.lines:,} lines: {account.heading} heading, {account.blank:,} blank, "
        f"{account.continued:,} inside a record, {report.records_in:,} records.",
        soft_wrap=True,
    )
    console.print(
        f"[bold]{report.records_in:,} records in = {report.accepted:,} accepted + "
        f"{report.rejected:,} rejected.[/] Of the accepted, {report.replaced:,} are earlier "
        "versions, replaced by later ones.",
        soft_wrap=True,
    )
    for target, what in ((errors, "What to correct"), (accepted, "The accepted records")):
        if target is not None:
            console.print(f"{what}: {target}", soft_wrap=True)


def _table(found: list[RuleCount], severity: Severity, style: str) -> Table:
    table = Table(title=f"{severity.value.capitalize()}s", title_justify="left", title_style=style)
    table.add_column("rule", style=style)
    table.add_column("lines", justify="right")
    table.add_column("what is wrong", overflow="fold")
    table.add_column("what to do", overflow="fold")
    table.add_column("first on", overflow="fold")
    for one in found:
        table.add_row(
            one.rule.id,
            f"{one.count:,}",
            Text(one.rule.title),
            Text(one.rule.remedy),
            ", ".join(map(str, one.first[:3])),
        )
    return table
