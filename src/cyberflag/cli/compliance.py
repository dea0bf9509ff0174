"""``cyberflag compliance``: how each force uses the flag, for the force itself."""

from datetime import date
from pathlib import Path

import click

from cyberflag.cli.records_file import take_records
from cyberflag.cli.show import console
from cyberflag.core.errors import CyberflagError
from cyberflag.core.periods import fin_year_of, parse_period
from cyberflag.publish.compliance import force_name, write_compliance
from cyberflag.records.cells import CELL_COLUMNS, cells_of, last_whole_year
from cyberflag.records.compliance import FlagUse, compliance_of


@click.command(name="compliance")
@click.argument("records", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--year", help="The financial year judged, as 2024/25; else the last whole one.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("compliance"),
    show_default=True,
    help="The folder the page and the CSV files are written into.",
)
def command(records: Path, year: str | None, output: Path) -> None:
    """Report how each force uses the flag: one page and three CSV files.

    Completeness of flag and age, the share flagged against what the national mix implies, zero
    against missing, sudden breaks, and forces that seem not to use the flag. Not for
    publication: small numbers are not protected.

    \b
    Example: cyberflag compliance records.parquet -o compliance
    """
    cells = cells_of(take_records(records, CELL_COLUMNS).table)
    chosen = _year(year) if year else last_whole_year(cells)
    compliance = compliance_of(cells, chosen)
    page = write_compliance(compliance, output)
    for use in (FlagUse.MISSING_EVERYWHERE, FlagUse.NEVER_YES, FlagUse.SEEMS_UNUSED):
        names = [force_name(force) for force in compliance.forces if force.use is use]
        if names:
            console.print(f"Flag {use}: {', '.join(names)}", soft_wrap=True)
    console.print(f"{compliance.period}, {len(compliance.forces)} forces: {page}", soft_wrap=True)


def _year(text: str) -> date:
    period = parse_period(text)
    if period is None or fin_year_of(period.start) != period:
        raise CyberflagError(
            "this is not a financial year", place="--year", remedy="Write it as 2024/25."
        )
    return period.start
