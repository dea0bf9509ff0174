"""A reply as read, before anybody says what it means: lines of text and grids of cells.

Readers make a :class:`Document`; proposals are made from it. The two know nothing of
each other but these nouns.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One printed cell.

    ``row`` and ``col`` count from 1 within the grid; ``where`` is the cell's address for a
    person (``Sheet1!B7``, ``page 2 row 3 col 4``, ``table 1 row 3 col 4``). ``text`` is the
    cell as printed (number format applied), stripped; ``""`` is a blank, never a zero.
    """

    row: int
    col: int
    text: str
    where: str
    row_span: int = 1
    col_span: int = 1
    hidden: bool = False
    bold: bool = False
    note: str = ""
    """Why the cell reads as it does: ``formula without a stored value``, a comment …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One rectangle of cells: a sheet, or a table of a page or document.

    ``cells`` are in row-major order and hold each merged cell once, at its top-left corner,
    with its spans. Blank cells may be left out. ``name`` is the sheet's name or ``table 1``.
    """

    name: str
    cells: tuple[Cell, ...]
    rows: int
    cols: int
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line (or paragraph) of running text; ``where`` is ``line 12`` or ``page 2 line 12``.

    ``heading`` is true where the document marks it as a heading.
    """

    text: str
    where: str
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as read: text and grids in reading order, attachments as documents of their own.

    ``file`` is the path as given, ``sha256`` of the file's bytes (an attachment has its own).
    ``kind`` is one of ``xlsx xls ods csv html docx pdf eml txt``, decided from the bytes, not
    the name. ``warnings`` are facts a person should know (hidden rows, macros, another kind
    than the name says …), each one line without free text of the reply.
    """

    file: str
    sha256: str
    kind: str
    blocks: tuple[Line | Grid, ...]
    parts: tuple["Document", ...] = ()
    warnings: tuple[str, ...] = field(default=())

    def lines(self) -> Iterator[Line]:
        """The lines of running text, in reading order."""
        return (block for block in self.blocks if isinstance(block, Line))

    def grids(self) -> Iterator[Grid]:
        """The grids, in reading order."""
        return (block for block in self.blocks if isinstance(block, Grid))
