"""Writing synthetic records to a file of the format its ending names, the truth beside it."""

import json
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import IO, Protocol

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from cyberflag.core.errors import CyberflagError
from cyberflag.records.columns import SCHEMA
from cyberflag.records.example.draw import TRUTH_SCHEMA


class BatchWriter(Protocol):
    """What takes batches one after another into an open file."""

    def write_batch(self, batch: pa.RecordBatch) -> None:
        """Append one batch."""


class _JsonLines:
    """One JSON object a line, dates as year-month-day, empty fields as null."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __enter__(self) -> "_JsonLines":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.flush()

    def write_batch(self, batch: pa.RecordBatch) -> None:
        lines = [
            json.dumps(row, ensure_ascii=False, default=date.isoformat) for row in batch.to_pylist()
        ]
        self._file.write(("\n".join(lines) + "\n").encode())


def _parquet(file: IO[bytes], schema: pa.Schema) -> AbstractContextManager[BatchWriter]:
    writer: AbstractContextManager[BatchWriter] = pq.ParquetWriter(file, schema, compression="zstd")
    return writer


_WRITERS: dict[str, Callable[[IO[bytes]], AbstractContextManager[BatchWriter]]] = {
    ".parquet": lambda file: _parquet(file, SCHEMA),
    ".csv": lambda file: pacsv.CSVWriter(file, SCHEMA),
    ".jsonl": _JsonLines,
    ".arrow": lambda file: pa.ipc.new_file(file, SCHEMA),
}
ENDINGS = tuple(_WRITERS)
"""The endings of files that can be written."""


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
    if target.suffix not in _WRITERS:
        raise CyberflagError(
            f"no format has the ending {target.suffix or '(none)'}",
            place=target.name,
            remedy=f"End the file in one of {', '.join(ENDINGS)}.",
        )
    truth = truth_path(target)
    parts = {path: path.with_name(f"{path.name}.part") for path in (target, truth)}
    try:
        with (
            parts[target].open("wb") as records_file,
            parts[truth].open("wb") as truth_file,
            _WRITERS[target.suffix](records_file) as records,
            _parquet(truth_file, TRUTH_SCHEMA) as truths,
        ):
            for batch, about in batches:
                records.write_batch(batch)
                truths.write_batch(about)
                written(batch.num_rows)
        for path, part in parts.items():
            part.replace(path)
    except OSError as fault:
        raise CyberflagError(
            f"cannot be written: {fault.strerror or 'the disk refused'}",
            place=str(target),
            remedy="Make room or choose another place; nothing was left half written.",
        ) from fault
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
