"""Parquet and Arrow files -> rows by their number, batch by batch."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from cyberflag.core.errors import CyberflagError
from cyberflag.records.convert import RawBatch
from cyberflag.records.door import SAMPLE, by_heading, look_of, refuse
from cyberflag.records.headings import Headings, match_headings

BATCH_ROWS = 65_536
_STREAM_END = b"\xff\xff\xff\xff\x00\x00\x00\x00"


def read_parquet(file: IO[bytes], path: Path, size: int) -> Iterator[RawBatch]:
    """Every row of a Parquet file. Raises :class:`CyberflagError` where it is cut short or damaged."""
    with _damage(path):
        # Read ahead, it would hold what it has read until the end of the file.
        parquet = pq.ParquetFile(file, pre_buffer=False)
        headings = _headings(parquet.schema_arrow, path)
        rows = parquet.metadata.num_rows
        batches = parquet.iter_batches(batch_size=BATCH_ROWS, use_threads=False)
        yield from _raw(batches, headings, path, rows)


def read_arrow(file: IO[bytes], path: Path, size: int) -> Iterator[RawBatch]:
    """Every row of an Arrow file, or of a stream written to a file. Raises as above."""
    with _damage(path):
        if file.read(6) == b"ARROW1":
            opened = pa.ipc.open_file(file)
            batches = (opened.get_batch(at) for at in range(opened.num_record_batches))
            yield from _raw(batches, _headings(opened.schema, path), path, None, file, size)
            return
        file.seek(-len(_STREAM_END), 2)
        if file.read() != _STREAM_END:
            raise pa.ArrowInvalid("no end")
        file.seek(0)
        stream = pa.ipc.open_stream(file)
        yield from _raw(iter(stream), _headings(stream.schema, path), path, None, file, size)


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError) as fault:
        if isinstance(fault, FileNotFoundError | PermissionError):
            raise
        raise CyberflagError(
            "the file is cut short or damaged",
            place=path.name,
            remedy="Nothing of it was taken. Ask for it again, or write it again, and compare the "
            "sizes of the two.",
        ) from fault


def _headings(schema: pa.Schema, path: Path) -> Headings:
    headings = match_headings(schema.names, path.name)
    refuse(by_heading(schema.names), path.name)
    for name, place in headings.places.items():
        kind = schema.field(place).type
        if pa.types.is_nested(kind) or _is_bytes(kind):
            raise CyberflagError(
                f"the column {name} holds values of type {kind}",
                place=path.name,
                remedy="Write it as text, whole numbers or dates.",
            )
    return headings


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_fixed_size_binary(kind)
    )


def _raw(
    batches: Iterator[pa.RecordBatch],
    headings: Headings,
    path: Path,
    rows: int | None,
    file: IO[bytes] | None = None,
    size: int = 0,
) -> Iterator[RawBatch]:
    first = 1
    for batch in batches:
        batch.validate(full=True)
        if first == 1:
            refuse(_by_look(batch, headings), path.name)
        last = first + batch.num_rows
        yield RawBatch(
            columns={name: batch.column(place) for name, place in headings.places.items()},
            lines=range(first, last),
            notes=headings.notes() if first == 1 else (),
            done=(last - 1) / max(rows, 1) if rows is not None else _share(file, size),
        )
        first = last


def _share(file: IO[bytes] | None, size: int) -> float:
    return file.tell() / size if file is not None else 0.0


def _by_look(batch: pa.RecordBatch, headings: Headings) -> Sequence[tuple[int, str]]:
    found = []
    for place, name in enumerate(headings.names):
        column = batch.column(place)
        if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
            continue
        step = max(1, batch.num_rows // SAMPLE)
        sampled = column.take(pa.array(range(0, batch.num_rows, step), pa.int64())).to_pylist()
        if kind := look_of(name, [value or "" for value in sampled]):
            found.append((place + 1, f"holds what look like {kind}"))
    return found
