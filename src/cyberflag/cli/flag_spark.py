"""``cyberflag flag --engine spark``: the same decisions by Spark's workers.

Loaded only when it is asked for, as PySpark is an extra.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cyberflag.core.errors import CyberflagError
from cyberflag.engine.spark import open_spark
from cyberflag.flagging.decide import DECISIONS, flag_batch
from cyberflag.flagging.model import Ruleset
from cyberflag.flagging.run import NOTHING, Run, Tally, join_files, tally_table
from cyberflag.records.columns import COLUMN
from cyberflag.records.convert import RawBatch, convert


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkDecider:
    """Decides batches in a worker: as a file of records is read, and then flagged."""

    ruleset: Ruleset

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """One batch of decisions for each batch of records."""
        for batch in batches:
            columns = {name: batch.column(name) for name in batch.schema.names}
            raw = RawBatch(columns=columns, lines=range(batch.num_rows), done=1.0)
            yield flag_batch(convert(raw).records, self.ruleset)


def flag_with_spark(
    run: Run, records: Path, columns: Sequence[str], *, workers: int | None
) -> Tally:
    """Decide every record of a Parquet file and join the decisions, in no order, into one file.

    The file is written whole or not at all; a run that was killed begins anew. Raises
    :class:`CyberflagError` where ``records`` is no Parquet file with the needed columns.
    """
    names = _named(records, columns)
    with tempfile.TemporaryDirectory(dir=run.output.parent, prefix=".flag-spark-") as folder:
        target = Path(folder) / "decisions"
        with open_spark(workers) as engine:
            decider = SparkDecider(ruleset=run.ruleset)
            engine.map_parquet(records, names, decider, DECISIONS, target)
        files = sorted(target.glob("*.parquet"))
        join_files(run, files)
        tables = (pq.read_table(file, columns=["decision", "against"]) for file in files)
        return sum(map(tally_table, tables), start=NOTHING)


def _named(records: Path, columns: Sequence[str]) -> list[str]:
    try:
        there = pq.read_schema(records).names
    except (pa.ArrowException, OSError) as fault:
        raise CyberflagError(
            "Spark reads records from Parquet alone",
            place=records.name,
            remedy="Give a Parquet file, or leave --engine out.",
        ) from fault
    absent = [name for name in columns if COLUMN[name].required and name not in there]
    if absent:
        raise CyberflagError(
            f"there is no column {', '.join(absent)}",
            place=records.name,
            remedy="Name the columns as the specification has them, or leave --engine out.",
        )
    return [name for name in columns if name in there]
