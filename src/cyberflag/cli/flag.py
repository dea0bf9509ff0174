"""``cyberflag flag``: decide whether the online flag applies, for a file of any size."""

import os
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.parquet as pq
from rich.table import Table

from cyberflag.cli.records_file import sha256_of
from cyberflag.cli.rules import rules_option
from cyberflag.cli.show import console, progress
from cyberflag.flagging.model import Against, Decision, Ruleset
from cyberflag.flagging.run import Part, Run, Tally, flag_parts
from cyberflag.records.account import ReadBatch
from cyberflag.records.columns import COLUMN, SCHEMA
from cyberflag.records.convert import RawBatch, convert
from cyberflag.records.read import record_batches

PART_ROWS = 262_144
BATCH_ROWS = 65_536
NEEDED = tuple(
    name
    for name in SCHEMA.names
    if COLUMN[name].required or name in {"online_flag", "platform", "method", "summary"}
)
"""What is read of a record to decide on it, and to know it for one."""


@click.command(name="flag")
@click.argument("records", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The Parquet file of decisions, one a record, in the order of the records.",
)
@rules_option
@click.option("--workers", type=click.IntRange(min=1), help="Processes; as many as cores.")
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="Processes of our own, or Spark's (the extra spark; Parquet only, begins anew if killed).",
)
def command(
    records: Path, output: Path, ruleset: Ruleset, workers: int | None, engine: str
) -> None:
    """Decide for each record whether the online flag applies, and hold it against the flag.

    Decisions are flag, no flag or review, each with its evidence and the version of the rules;
    against the recorded flag they agree, find it missing or contradict it. A run that was
    killed goes on where it stopped when the same command is given again.

    \b
    Example: cyberflag flag records.parquet -o decisions.parquet
    """
    first = next(record_batches(records))
    run = Run(
        output=output, records_sha256=sha256_of(records), part_rows=PART_ROWS, ruleset=ruleset
    )
    if engine == "spark":
        flag_with_spark = import_module("cyberflag.cli.flag_spark").flag_with_spark
        total: Tally = flag_with_spark(run, records, NEEDED, workers=workers)
    else:
        total = _flag_here(run, records, first, workers)
    console.print(_shown(total, output))
    console.print(
        f"{total.records:,} decisions with ruleset {ruleset.version}: {output}", soft_wrap=True
    )


def _flag_here(run: Run, records: Path, first: ReadBatch, workers: int | None) -> Tally:
    parts = row_group_parts(records) or streamed_parts(records)
    with progress("records") as bar:
        task = bar.add_task("records", total=None if first.done < 1 else first.account.rows)
        return flag_parts(
            run,
            parts,
            workers=workers or os.cpu_count() or 1,
            done=lambda tally: bar.advance(task, tally.records),
        )


def row_group_parts(path: Path) -> list[Part]:
    """Parts that workers read by themselves: none where the file is not so written.

    That needs Parquet whose columns have the names of the specification, in row groups that
    are not much larger than a part.
    """
    with path.open("rb") as file:
        if file.read(4) != b"PAR1":
            return []
    parquet = pq.ParquetFile(path)
    sizes = [parquet.metadata.row_group(n).num_rows for n in range(parquet.num_row_groups)]
    required = {name for name in NEEDED if COLUMN[name].required}
    if not required <= set(parquet.schema_arrow.names) or max(sizes, default=0) > 2 * PART_ROWS:
        return []
    parts: list[Part] = []
    groups: list[int] = []
    for group, size in enumerate(sizes):
        groups.append(group)
        if sum(sizes[g] for g in groups) + size > PART_ROWS or group == len(sizes) - 1:
            parts.append(Part(number=len(parts), read=partial(_row_groups, path, tuple(groups))))
            groups = []
    return parts


def _row_groups(path: Path, groups: tuple[int, ...]) -> Iterator[pa.RecordBatch]:
    parquet = pq.ParquetFile(path)
    names = [name for name in NEEDED if name in parquet.schema_arrow.names]
    batches = parquet.iter_batches(BATCH_ROWS, row_groups=list(groups), columns=names)
    for batch in batches:
        columns = {name: batch.column(name) for name in names}
        raw = RawBatch(columns=columns, lines=range(batch.num_rows), done=1.0)
        yield convert(raw).records


def streamed_parts(path: Path) -> Iterator[Part]:
    """Parts of a file that is read from its start to its end, here, and decided elsewhere."""
    held: list[pa.RecordBatch] = []
    number = 0
    for read in record_batches(path):
        held.append(read.records.select(NEEDED))
        if sum(batch.num_rows for batch in held) >= PART_ROWS:
            yield Part(number=number, read=partial(tuple, held))
            held, number = [], number + 1
    if held:
        yield Part(number=number, read=partial(tuple, held))


def _shown(total: Tally, output: Path) -> Table:
    """Decisions down, against the recorded flag across."""
    counts = {(decision, against): many for decision, against, many in total.by}
    table = Table(title=output.name, title_justify="left")
    table.add_column("decision")
    for heading in (*Against, "all"):
        table.add_column(heading, justify="right")
    for decision in Decision:
        row = [counts.get((decision, against), 0) for against in Against]
        table.add_row(decision, *(f"{many:,}" for many in (*row, sum(row))))
    return table
