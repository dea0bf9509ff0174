"""What an engine can do, whichever it is. No domain words."""

from typing import Protocol

import pyarrow as pa


class Engine(Protocol):
    """Holds named tables and runs SQL over them; tables go in and come out as Arrow."""

    def register(self, name: str, table: pa.Table) -> None:
        """Make ``table`` known to queries as ``name``; an earlier one of that name is replaced."""
        ...

    def query(self, sql: str) -> pa.Table:
        """Run one SELECT and return its rows. Raises :class:`CyberflagError` on bad SQL."""
        ...

    def close(self) -> None:
        """Let go of everything it holds."""
        ...
