"""A document in reading order, with what pages broke apart put together again.

Lines wrapped by a page or a mail are one paragraph; a table that goes on over the page, its
header printed again, is one table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cyberflag.foi.document import Document, Grid, Line
from cyberflag.foi.fold import folded, tidy
from cyberflag.foi.matrix import Matrix, Row, matrix_of

WRAPPED = frozenset({"pdf", "txt", "eml"})
"""Kinds whose lines may be broken by the width of the page."""
SHORTEST = 45
"""A shorter line (characters) was not broken by the width of the page."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more lines that read as one text; ``lines`` are tidied."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(line.text for line in self.lines)

    @property
    def heading(self) -> bool:
        """Whether the document marks it as a heading."""
        return self.lines[0].heading

    @property
    def where(self) -> str:
        """Where it begins."""
        return self.lines[0].where

    def where_at(self, before_end: int) -> str:
        """The address of the line that holds the character ``before_end`` from the end."""
        for line in reversed(self.lines):
            if before_end <= len(line.text):
                return line.where
            before_end -= len(line.text) + 1
        return self.where


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table area: a grid laid out, with the pages it goes on over."""

    name: str
    matrix: Matrix
    follows: bool
    """Whether it stands right after another, with no text between."""


_STARTS = re.compile(
    r"^(?:[•·▪●*‣o>-] |\(cid:|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)] |q\d|question \d|answer|response\b|table \d)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.?!:;]$")
_FURNITURE = re.compile(
    r"(?:page )?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?|page \d+.*|official.*|not protectively marked"
)
_NUMBER = re.compile(r"^(.*?)(\d+)$")


def flow_of(document: Document) -> Iterator[Paragraph | Sheet]:
    """The paragraphs and tables of a document, attachments left out."""
    longest = max((len(line.text) for line in document.lines()), default=0)
    lines: list[Line] = []
    grids: list[Grid] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            if lines:
                yield from _paragraphs(lines, document.kind in WRAPPED, longest)
                lines = []
            grids.append(block)
        elif grids and document.kind == "pdf" and _FURNITURE.fullmatch(folded(block.text)):
            continue
        else:
            if grids:
                yield from _sheets(grids, document.kind == "pdf")
                grids = []
            lines.append(block)
    yield from _paragraphs(lines, document.kind in WRAPPED, longest)
    yield from _sheets(grids, document.kind == "pdf")


def _paragraphs(lines: Sequence[Line], wrapped: bool, longest: int) -> Iterator[Paragraph]:
    held: list[Line] = []
    for line in lines:
        tidied = Line(text=tidy(line.text), where=line.where, heading=line.heading)
        if held and not (wrapped and _goes_on(held[-1], tidied, longest)):
            yield Paragraph(tuple(held))
            held = []
        held.append(tidied)
    if held:
        yield Paragraph(tuple(held))


def _goes_on(line: Line, following: Line, longest: int) -> bool:
    """Whether a line was broken by the page's width and ``following`` is its rest."""
    if line.heading != following.heading or len(line.text) < SHORTEST or _ENDS.search(line.text):
        return False
    if _STARTS.match(following.text) or not _adjoins(line.where, following.where):
        return False
    small = following.text[:1].islower() or not following.text[:1].isalpha()
    return small or len(line.text) >= 0.85 * longest or line.heading


def _adjoins(where: str, following: str) -> bool:
    first, second = _NUMBER.match(where), _NUMBER.match(following)
    if first is None or second is None:
        return False
    if first[1] != second[1]:
        # The first line of a page goes on with the last of the page before.
        return second[2] == "1"
    return int(second[2]) - int(first[2]) == 1


def _sheets(grids: Sequence[Grid], pages: bool) -> Iterator[Sheet]:
    held: Sheet | None = None
    for grid in grids:
        matrix = matrix_of(grid)
        joined = _joined(held.matrix, matrix) if held is not None and pages else None
        if held is not None and joined is not None:
            held = Sheet(held.name, joined, held.follows)
            continue
        if held is not None:
            yield held
        held = Sheet(grid.name, matrix, held is not None)
    if held is not None:
        yield held


def _joined(first: Matrix, second: Matrix) -> Matrix | None:
    """Two pages of one table: the second begins with the first one's header again."""
    if len(first.columns) != len(second.columns) or not (first.rows and second.rows):
        return None
    repeated = 0
    for above, below in zip(first.rows, second.rows, strict=False):
        if _texts(above) != _texts(below):
            break
        repeated += 1
    if not repeated or repeated == len(second.rows):
        return None
    return Matrix(first.name, first.rows + second.rows[repeated:], first.columns, first.hidden)


def _texts(row: Row) -> list[str]:
    return [folded(row.text(col)) for col in range(len(row.cells))]
