"""What each column of a table is for: labels of its rows, figures, or neither."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cyberflag.foi import vocabulary as words
from cyberflag.foi.facts import Dim, Facts
from cyberflag.foi.fold import folded
from cyberflag.foi.labels import read_label
from cyberflag.foi.marks import Shape
from cyberflag.foi.matrix import Row

_YEAR = re.compile(r"(?:19|20)\d\d")
NO_DIMS: frozenset[Dim] = frozenset()
OLDEST = 25
"""Bare numbers up to this may be the ages of victims who are children or nearly so."""
SAMPLE = 400
"""Body rows looked at to tell a column's role; more would tell nothing new."""


class Role(StrEnum):
    """What a column holds."""

    LABEL = "label"
    FIGURES = "figures"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's role, its lowest heading, and the dimensions that heading gives its labels."""

    role: Role
    heading: str
    facts: Facts
    hints: frozenset[Dim]
    doubtful: bool = False


def columns_of(header: Sequence[Row], body: Sequence[Row], width: int) -> list[Column]:
    """The role of each column of a table."""
    rows = [row for row in body if len(row.distinct) > 1][:SAMPLE] or list(body[:SAMPLE])
    columns: list[Column] = []
    for col in range(width):
        heading = next((row.text(col) for row in reversed(header) if row.text(col)), "")
        spread = _is_spread(header, col)
        columns.append(_column(heading, rows, col, spread, first=col == 0))
    if len(columns) > 2 and _is_index(header, rows, columns):
        columns[0] = Column(Role.OTHER, columns[0].heading, columns[0].facts, NO_DIMS)
    if columns and all(column.role is Role.FIGURES for column in columns) and width > 1:
        columns[0] = _leading(columns[0], rows)
    return columns


_INDEX = re.compile(
    r"(?:no|nos|number|#|item|row|line|s/n|serial|ref|rank|id|q|question)\.?(?: no\.?)?|"
)


def _is_index(header: Sequence[Row], rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether the first column only numbers the rows, whose labels stand in the second."""
    if columns[1].role is not Role.LABEL or not _INDEX.fullmatch(folded(columns[0].heading)):
        return False
    texts = [folded(row.text(0)).strip(".)(") for row in rows if row.text(0)]
    numbers = [int(text) for text in texts if text.isdigit()]
    return (
        bool(numbers)
        and len(numbers) == len(texts)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] <= 1
    )


def _is_spread(header: Sequence[Row], col: int) -> bool:
    """Whether the column's lowest heading is merged over further columns, heading no single one."""
    for row in reversed(header):
        cell = row.cells[col]
        if cell is not None and cell.text:
            return sum(other is cell for other in row.cells) > 1
    return False


def _column(heading: str, rows: Sequence[Row], col: int, spread: bool, *, first: bool) -> Column:
    facts = read_label(heading)
    shapes = Counter(row.shape(col) for row in rows)
    labels = shapes[Shape.LABEL]
    figures = shapes[Shape.COUNT] + shapes[Shape.MARK] + shapes[Shape.ABSENT]
    hints = facts.names
    if facts.measure:
        return Column(Role.OTHER, heading, facts, hints)
    if facts.names and not spread:
        if facts.names == {Dim.ONLINE} and not _yes_no(rows, col):
            role = Role.FIGURES if figures >= labels and figures else Role.LABEL
            return Column(role, heading, facts, hints)
        if (
            facts.names == {Dim.OFFENCE}
            and not first
            and figures > labels
            and not _codes(rows, col)
        ):
            return Column(Role.FIGURES, heading, facts, hints)
        return Column(Role.LABEL, heading, facts, hints)
    if first and not (facts.dims or facts.counts) and (axis := _number_axis(rows, col)):
        return Column(Role.LABEL, heading, facts, frozenset({axis[0]}), doubtful=axis[1])
    if labels > figures + (0 if first else shapes[Shape.BOUND]):
        return Column(Role.LABEL, heading, facts, hints)
    if first and shapes[Shape.BOUND] >= figures and shapes[Shape.BOUND] and not facts.dims:
        return Column(Role.LABEL, heading, facts, hints)
    if first and labels and not (facts.dims or facts.counts):
        return Column(Role.LABEL, heading, facts, hints)
    if shapes[Shape.OTHER_NUMBER] > figures:
        return Column(Role.OTHER, heading, facts, hints)
    return Column(Role.FIGURES, heading, facts, hints)


def _yes_no(rows: Sequence[Row], col: int) -> bool:
    texts = {folded(row.text(col)) for row in rows} - {""}
    plain = texts - set(words.YES_NO)
    # A column of 0s and 1s under "Cyber flag" may count as well as say yes or no.
    return (
        bool(texts)
        and not texts <= {"0", "1"}
        and len(plain) * 3 <= len(texts) * 2
        and bool(texts & (set(words.YES_NO) - {"0", "1", "none"}))
    )


def _codes(rows: Sequence[Row], col: int) -> bool:
    texts = [row.text(col) for row in rows if row.text(col)]
    read = [read_label(text, frozenset({Dim.OFFENCE})).offence for text in texts]
    return sum(offence is not None for offence in read) * 2 > len(texts)


def _number_axis(rows: Sequence[Row], col: int) -> tuple[Dim, bool] | None:
    """Ages or years printed as bare numbers down the first column, and whether that is doubtful."""
    texts = [folded(row.text(col)) for row in rows if row.text(col) and row.own(col)]
    bare = [text for text in texts if text.isdigit()]
    if len(bare) < 2 or len(bare) * 2 < len(texts):
        return None
    if all(_YEAR.fullmatch(text) for text in bare):
        return Dim.PERIOD, False
    numbers = [int(text) for text in bare]
    if max(numbers) > OLDEST:
        return None
    rising = all(a < b for a, b in itertools.pairwise(numbers))
    falling = all(a > b for a, b in itertools.pairwise(numbers))
    if len(set(numbers)) < len(numbers) and not runs(numbers):
        return None
    return Dim.AGE, len(numbers) < 3 or not (rising or falling or runs(numbers))


def runs(numbers: Sequence[int]) -> bool:
    """Whether the numbers rise in several runs, as ages do once per block."""
    falls = sum(a >= b for a, b in itertools.pairwise(numbers))
    return 0 < falls <= len(numbers) / 3


def _leading(column: Column, rows: Sequence[Row]) -> Column:
    """The first column where every column looks like figures: bare labels, or truly figures."""
    axis = _number_axis(rows, 0)
    if axis is not None and not (column.facts.dims or column.facts.counts):
        return Column(Role.LABEL, column.heading, column.facts, frozenset({axis[0]}), axis[1])
    return column
