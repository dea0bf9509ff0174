"""DuckDB in memory: the engine of one machine. The only module that imports duckdb."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from cyberflag.core.errors import CyberflagError
from cyberflag.engine.model import Engine


class DuckEngine:
    """An :class:`Engine` over a private database in memory, with its own connection.

    It runs on one thread: the tables of a round are small, and answers come in the same
    order every time.
    """

    def __init__(self) -> None:
        self._connection = duckdb.connect(":memory:", config={"threads": 1})

    def register(self, name: str, table: pa.Table) -> None:
        """Make ``table`` known to queries as ``name``; an earlier one of that name is replaced."""
        self._connection.register(name, table)

    def query(self, sql: str) -> pa.Table:
        """Run one SELECT and return its rows. Raises :class:`CyberflagError` on bad SQL."""
        try:
            return self._connection.sql(sql).to_arrow_table()
        except duckdb.Error as fault:
            raise CyberflagError(
                f"the query failed ({str(fault).splitlines()[0]})",
                place="DuckDB",
                remedy="Compare the query with the names of the tables and columns.",
            ) from fault

    def close(self) -> None:
        """Let go of everything it holds."""
        self._connection.close()


@contextmanager
def open_engine() -> Iterator[Engine]:
    """A fresh engine with no tables, closed at the end of the block."""
    engine = DuckEngine()
    try:
        yield engine
    finally:
        engine.close()
