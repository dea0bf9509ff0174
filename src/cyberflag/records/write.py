"""Records to a file of the format its ending names; the file is there whole or not at all."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Protocol

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from cyberflag.core.errors import CyberflagError


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
        for row in batch.to_pylist():
            line = json.dumps(row, ensure_ascii=False, default=date.isoformat)
            self._file.write(line.encode() + b"\n")


_Opener = Callable[[IO[bytes], pa.Schema], AbstractContextManager[BatchWriter]]


def _parquet(file: IO[bytes], schema: pa.Schema) -> AbstractContextManager[BatchWriter]:
    writer: AbstractContextManager[BatchWriter] = pq.ParquetWriter(file, schema, compression="zstd")
    return writer


_WRITERS: Mapping[str, _Opener] = {
    ".parquet": _parquet,
    ".csv": pacsv.CSVWriter,
    ".jsonl": lambda file, _: _JsonLines(file),
    ".arrow": pa.ipc.new_file,
}
ENDINGS = tuple(_WRITERS)
"""The endings of files that can be written."""


@contextmanager
def open_writer(target: Path, schema: pa.Schema) -> Iterator[BatchWriter]:
    """A writer to ``target``; the file appears when the block ends well, and only then.

    An older file of that name stands until the new one is whole on the disk. Raises
    :class:`CyberflagError` where the ending is unknown or the disk refuses.
    """
    if target.suffix not in _WRITERS:
        raise CyberflagError(
            f"no format has the ending {target.suffix or '(none)'}",
            place=target.name,
            remedy=f"End the file in one of {', '.join(ENDINGS)}.",
        )
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            with _WRITERS[target.suffix](file, schema) as writer:
                yield writer
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as fault:
        raise CyberflagError(
            f"cannot be written: {fault.strerror or 'the disk refused'}",
            place=str(target),
            remedy="Make room or choose another place; nothing was left half written.",
        ) from fault
    finally:
        part.unlink(missing_ok=True)
