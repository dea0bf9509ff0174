"""Tables that may outgrow memory: appended batch by batch, asked at the end. No domain words."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from cyberflag.core.errors import CyberflagError

MEMORY = "256MB"
"""What it holds in memory; the rest it moves to its private folder."""

BATCH_ROWS = 65_536


class Spool:
    """Tables in memory, and in a private folder where they outgrow it; gone when it is closed.

    Runs on one thread, and answers in the order a query asks for.
    """

    def __init__(self, folder: Path) -> None:
        self._connection = duckdb.connect(
            ":memory:",
            config={"threads": 1, "memory_limit": MEMORY, "temp_directory": str(folder)},
        )

    def append(self, table: str, batch: pa.RecordBatch | pa.Table, columns: str = "*") -> None:
        """Add rows to a table, made by the first; ``columns`` is the list of a SELECT over them."""
        with _faults():
            self._connection.register("appended", batch)
            made = self._connection.execute(
                "SELECT count(*) FROM duckdb_tables() WHERE table_name = ?", [table]
            ).fetchone()
            into = (
                f"INSERT INTO {table}"
                if made is not None and made[0]
                else f"CREATE TABLE {table} AS"
            )
            self._connection.execute(f"{into} SELECT {columns} FROM appended")
            self._connection.unregister("appended")

    def run(self, sql: str) -> None:
        """Run a statement that gives no rows."""
        with _faults():
            self._connection.execute(sql)

    def batches(self, sql: str) -> Iterator[pa.RecordBatch]:
        """The rows of one SELECT, a batch at a time."""
        with _faults():
            yield from self._connection.sql(sql).to_arrow_reader(BATCH_ROWS)

    def close(self) -> None:
        """Let go of everything it holds."""
        self._connection.close()


@contextmanager
def open_spool() -> Iterator[Spool]:
    """A fresh spool; its folder is taken away at the end of the block, whatever happens."""
    with tempfile.TemporaryDirectory(prefix="cyberflag-") as folder:
        spool = Spool(Path(folder))
        try:
            yield spool
        finally:
            spool.close()


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as fault:
        raise CyberflagError(
            f"the work table failed ({type(fault).__name__})",
            place=tempfile.gettempdir(),
            remedy="Make room on the disk for temporary files, or name another by TMPDIR.",
        ) from fault
