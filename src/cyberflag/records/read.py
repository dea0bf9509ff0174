"""A file of records of any format, told by its bytes -> batches, rejects and the account."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

import pyarrow as pa

from cyberflag.core.errors import CyberflagError
from cyberflag.records.account import Account, ReadBatch
from cyberflag.records.columns import SCHEMA
from cyberflag.records.convert import RawBatch, convert
from cyberflag.records.read_arrow import read_arrow, read_parquet
from cyberflag.records.read_csv import read_csv
from cyberflag.records.read_json import read_json

_Reader = Callable[[IO[bytes], Path, int], Iterator[RawBatch]]

_MAGIC: Mapping[bytes, _Reader] = {
    b"PAR1": read_parquet,
    b"ARROW1": read_arrow,
    b"\xff\xff\xff\xff": read_arrow,
}
_NOT_RECORDS: Mapping[bytes, str] = {
    b"PK\x03\x04": "a spreadsheet or a zip archive",
    b"\x1f\x8b": "compressed",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet or document",
    b"%PDF": "a PDF",
}


def record_batches(path: Path) -> Iterator[ReadBatch]:
    """Stream a file of records: CSV, JSON lines, Parquet or Arrow, whatever it is called.

    Yields at least one batch. The last one's account is that of the whole file; lines in are
    records + rejects in every one. Memory does not grow with the file. Raises
    :class:`CyberflagError` where the file cannot be opened, is of no known format, lacks a
    required column, is cut short (Parquet, Arrow), or holds a column of direct identifiers.
    """
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            yield from _counted(_reader(file, path, size)(file, path, size))
    except OSError as fault:
        raise CyberflagError(
            f"cannot be read: {fault.strerror or 'the disk refused'}",
            place=str(path),
            remedy="Name a file that is there and may be read.",
        ) from fault


def _reader(file: IO[bytes], path: Path, size: int) -> _Reader:
    head = file.read(4096)
    file.seek(0)
    if not size:
        raise CyberflagError(
            "the file is empty", place=path.name, remedy="Ask for it again; nothing was taken."
        )
    for magic, reader in _MAGIC.items():
        if head.startswith(magic):
            return reader
    for magic, what in _NOT_RECORDS.items():
        if head.startswith(magic):
            raise CyberflagError(
                f"the file is {what}",
                place=path.name,
                remedy="Records come as CSV, JSON lines, Parquet or Arrow: unpack it, or save it "
                "as CSV (UTF-8).",
            )
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"["):
        raise CyberflagError(
            "the file is one JSON list",
            place=path.name,
            remedy="Write one object a line (JSON lines), without brackets around them.",
        )
    return read_json if start.startswith(b"{") else read_csv


def _counted(batches: Iterator[RawBatch]) -> Iterator[ReadBatch]:
    account = Account(lines=0)
    told = False
    for raw in batches:
        converted = convert(raw)
        records, rejected = converted.records.num_rows, len(converted.rejects)
        beside = raw.heading + raw.blank + raw.continued
        account = Account(
            lines=account.lines + len(raw.lines) + len(raw.rejects) + beside,
            heading=account.heading + raw.heading,
            blank=account.blank + raw.blank,
            continued=account.continued + raw.continued,
            records=account.records + records,
            rejected=account.rejected + rejected,
            notes=account.notes + raw.notes,
        )
        told = True
        yield ReadBatch(
            records=converted.records,
            lines=converted.lines,
            rejects=converted.rejects,
            remarks=converted.remarks,
            account=account,
            done=min(raw.done, 1.0),
        )
    if not told:
        yield ReadBatch(
            records=pa.RecordBatch.from_pylist([], schema=SCHEMA),
            lines=pa.array([], pa.int64()),
            rejects=(),
            remarks=(),
            account=account,
            done=1.0,
        )
