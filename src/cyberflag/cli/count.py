"""``cyberflag count``: records enter the table ``counts`` as any source does."""

from pathlib import Path

import click
import pyarrow as pa
import pyarrow.compute as pc

from cyberflag.cli.records_file import sha256_of, take_decisions, take_records
from cyberflag.cli.show import console
from cyberflag.core.counts import Missing, Online, Sex
from cyberflag.core.offences import ALL_OFFENCES
from cyberflag.harmonise.records import Decided, Every, FileOfRecords, count_records
from cyberflag.harmonise.table import write_table
from cyberflag.records.latest import NEEDED


@click.command(name="count")
@click.argument("records", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--decisions",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Count by the decisions `flag` wrote about these records, not by the recorded flag.",
)
@click.option(
    "--by",
    "every",
    type=click.Choice(list(Every)),
    default=Every.YEAR,
    show_default=True,
    help="Financial years of recording, or their quarters.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder counts.parquet and counts.csv are written into.",
)
def command(records: Path, decisions: Path | None, every: Every, output: Path) -> None:
    """Count records: sexual offences against children, into the table counts.

    The latest version of each record counts. A flag that is missing is neither online nor not
    online: online and not online together are then fewer than all.

    \b
    Example: cyberflag count records.parquet -o counts
    """
    taken = take_records(records, NEEDED)
    decided = None
    if decisions is not None:
        decided = Decided(
            table=take_decisions(decisions, ("force_code", "record_id", "version", "decision")),
            file=FileOfRecords(name=decisions.name, sha256=sha256_of(decisions)),
        )
    file = FileOfRecords(name=records.name, sha256=taken.sha256)
    table = count_records(taken.table, file, every=every, decided=decided)
    write_table(table, output)
    console.print(_summary(table), soft_wrap=True)
    console.print(f"{table.num_rows:,} counts: {output}", soft_wrap=True)


def _summary(table: pa.Table) -> str:
    """The whole in one sentence: no offence lost between all and its parts."""
    is_whole = (
        (pc.field("offence") == ALL_OFFENCES)
        & (pc.field("sex") == Sex.ALL)
        & pc.field("age_low").is_null()
        & ~pc.field("age_unknown")
    )
    wholes = table.filter(is_whole)
    sums = {view: _sum(wholes.filter(pc.field("online") == view)) for view in Online}
    unsaid = sums[Online.ALL] - sums[Online.ONLINE] - sums[Online.NOT_ONLINE]
    unused = wholes.filter(pc.field("status") == Missing.FLAG_NOT_USED).num_rows // 2
    return (
        f"{sums[Online.ALL]:,} sexual offences against children = {sums[Online.ONLINE]:,} online "
        f"+ {sums[Online.NOT_ONLINE]:,} not online + {unsaid:,} of which neither is said; "
        f"the flag was not used in {unused:,} of {wholes.num_rows // 3:,} periods of a force."
    )


def _sum(rows: pa.Table) -> int:
    total: int = pc.sum(rows["low"], min_count=0).as_py()
    return total
