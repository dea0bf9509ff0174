"""What commands about records share: reading a file of them, with a bar and its account."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pa_parquet

from cyberflag.cli.show import console, progress
from cyberflag.core.errors import CyberflagError
from cyberflag.records.account import Account
from cyberflag.records.read import record_batches


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenRecords:
    """Some columns of every record of a file, what became of its lines, and its SHA-256."""

    table: pa.Table
    account: Account
    sha256: str


def take_records(path: Path, columns: Sequence[str]) -> TakenRecords:
    """Read a file of records of any format; only ``columns`` are kept in memory.

    Says how many lines were turned away. Raises :class:`CyberflagError` where the file is none
    of records, or holds not one.
    """
    batches: list[pa.RecordBatch] = []
    with progress(f"reading {path.name}") as bar:
        task = bar.add_task("", total=100)
        for read in record_batches(path):
            batches.append(read.records.select(columns))
            account = read.account
            bar.update(task, completed=round(100 * read.done))
    if not account.records:
        raise CyberflagError(
            "there is no record in this file",
            place=path.name,
            remedy="Run `cyberflag check` on it to see why each line was turned away.",
        )
    if account.rejected:
        console.print(
            f"{account.rows:,} records in = {account.records:,} taken + "
            f"{account.rejected:,} turned away; `cyberflag check` says why.",
            soft_wrap=True,
        )
    return TakenRecords(
        table=pa.Table.from_batches(batches), account=account, sha256=sha256_of(path)
    )


def take_decisions(path: Path, columns: Sequence[str]) -> pa.Table:
    """Some columns of a decisions file; raises :class:`CyberflagError` where it is none."""
    try:
        return pa_parquet.read_table(path, columns=list(columns))
    except (pa.ArrowException, OSError) as fault:
        raise CyberflagError(
            "this is not a whole file of decisions",
            place=path.name,
            remedy="Give the Parquet file that `cyberflag flag` wrote.",
        ) from fault


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
