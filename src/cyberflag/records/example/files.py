"""Writing synthetic records to a file of the format its ending names, the truth beside it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa

from cyberflag.records.columns import SCHEMA
from cyberflag.records.example.draw import TRUTH_SCHEMA
from cyberflag.records.write import open_writer


def truth_path(target: Path) -> Path:
    """Where the truth about the records in ``target`` is written."""
    return target.with_name(f"{target.stem}.truth.parquet")


def write_example(
    batches: Iterable[tuple[pa.RecordBatch, pa.RecordBatch]],
    target: Path,
    *,
    written: Callable[[int], None],
) -> None:
    """Write records to ``target`` and their truth to :func:`truth_path`; both whole or neither.

    ``written`` is told the number of records of each batch. Raises :class:`CyberflagError`
    where the ending is unknown or the disk refuses.
    """
    with (
        open_writer(target, SCHEMA) as records,
        open_writer(truth_path(target), TRUTH_SCHEMA) as truths,
    ):
        for batch, about in batches:
            records.write_batch(batch)
            truths.write_batch(about)
            written(batch.num_rows)
