"""What a careful analyst would say a reply gives, cell by cell, beside the reply itself.

A :class:`Cell` is the truth of one printed figure in the words of ``read --json``. Ages and
periods are pairs here and two keys in the JSON. ``either`` holds, per field, what else could
be defended; ``optional`` marks figures that a reader may leave out (a hidden row, a sign whose
sense the reply does not give) but may not misread.
"""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

Ends = tuple[str, str] | None
Ages = tuple[int | str | None, int | str | None]
Lines = Sequence[Sequence[Any]]  # Any: cells hold what a force types
"""Lines of cells as a force types them."""
Facts = dict[str, Any]  # Any: as wide as the fields of a Cell
"""Changes to a :class:`Cell`, by field."""
Marks = Mapping[str, Facts]
Where = Callable[[int, int], str | None]

ALL_AGES: Ages = (None, None)
UNKNOWN: Ages = ("unknown", "unknown")
UNDER_18: tuple[Ages, ...] = ((0, 17), (None, None))
"""A heading that says "children under 18" names a band, or merely says whom it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure: as printed, where (None: not countable from outside), and what it means."""

    printed: str = ""
    where: str | None = None
    low: int | None = None
    high: int | None = None
    status: str = "reported"
    period: Ends = None
    offence: str | None = "all"
    age: Ages = ALL_AGES
    sex: str = "all"
    online: str = "all"
    unit: str | None = None
    is_total: bool = False
    either: Mapping[str, Sequence[object]] = field(default_factory=dict)
    optional: bool = False

    def but(self, **changes: Any) -> "Cell":  # Any: field by field
        """The same with other facts; ``either`` adds to what is there."""
        either = {**self.either, **changes.pop("either", {})}
        return replace(self, either=either, **changes)

    def number(
        self, printed: object, where: str | None = None, **changes: Any
    ) -> "Cell":  # Any: as in but
        """A plain number printed with or without its comma."""
        value = int(str(printed).replace(",", ""))
        facts = {"low": value, "high": value, "status": "reported", **changes}
        return self.but(printed=str(printed), where=where, **facts)

    def meanings(self) -> list[dict[str, object]]:
        """Every defensible meaning, the first one preferred, in the keys of ``read --json``."""
        base = {name: getattr(self, name) for name in MEANING}
        ways = [
            [base[name], *(v for v in self.either.get(name, ()) if v != base[name])]
            for name in MEANING
        ]
        return [
            _as_json(dict(zip(MEANING, chosen, strict=True))) for chosen in itertools.product(*ways)
        ]


MEANING = ("low", "high", "status", "period", "offence", "age", "sex", "online", "unit", "is_total")


def _as_json(facts: Facts) -> dict[str, object]:
    start, end = facts.pop("period") or (None, None)
    low, high = facts.pop("age")
    return facts | {"period_start": start, "period_end": end, "age_low": low, "age_high": high}


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """All a reply says. ``outcomes`` are pairs (outcome, section) that must be found;
    ``allowed`` outcomes may be found too, any other is wrong."""

    cells: Sequence[Cell] = ()
    outcomes: Sequence[tuple[str, str | None]] = ()
    allowed: Sequence[str] = ("answered",)
    questions_at_least: int = 0

    def as_json(self, file: str) -> dict[str, object]:
        """The object written beside the file."""
        return {
            "file": file,
            "questions_at_least": self.questions_at_least,
            "outcomes": [{"outcome": kind, "section": part} for kind, part in self.outcomes],
            "allowed_outcomes": list(self.allowed),
            "cells": [_cell_json(cell) for cell in self.cells],
        }


def _cell_json(cell: Cell) -> dict[str, object]:
    first, *others = cell.meanings()
    shown = {"printed": cell.printed, "where": cell.where} | first
    if cell.optional:
        shown["optional"] = True
    return shown | ({"either": [first, *others]} if others else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One file of the corpus: its name and how it is made; making it returns its truth."""

    name: str
    make: Callable[[Path], Truth]


# --- periods ------------------------------------------------------------------------------


def fy(start: int) -> Ends:
    """The financial year from 1 April of ``start``."""
    return f"{start}-04-01", f"{start + 1}-03-31"


def cy(year: int) -> Ends:
    """The calendar year."""
    return f"{year}-01-01", f"{year}-12-31"


# --- places -------------------------------------------------------------------------------


def sheet(name: str, row: int, col: int) -> Where:
    """Addresses in a sheet; the body starts at ``row``, ``col``, counted from 1."""
    return lambda r, c: f"{name}!{get_column_letter(col + c)}{row + r}"


def table(number: int, row: int, col: int) -> Where:
    """Addresses in the n-th table of a page or letter."""
    return lambda r, c: f"table {number} row {row + r} col {col + c}"


def page(number: int, row: int, col: int) -> Where:
    """Addresses in the only table of a page."""
    return lambda r, c: f"page {number} row {row + r} col {col + c}"


def nowhere(_row: int, _col: int) -> None:
    """A place that cannot be counted from outside."""
    return


def unnamed(cells: Sequence[Cell]) -> list[Cell]:
    """Cells of a reply that nowhere says which offences it counts: all, or not said."""
    return [
        c.but(either={"offence": (None, *c.either.get("offence", ()))}) if c.offence == "all" else c
        for c in cells
    ]


# --- bodies -------------------------------------------------------------------------------


SUPPRESSED: Facts = {"low": None, "high": None, "status": "suppressed"}
UNEXPLAINED: Facts = {
    "low": None,
    "high": None,
    "status": "suppressed",
    "either": {"status": ("reported", "not held", "refused", "no answer")},
    "optional": True,
}


def within(low: int, high: int, *lows: int) -> Facts:
    """A mark that the reply defines; ``lows`` are other lower ends one could defend."""
    return {"low": low, "high": high, "status": "suppressed", "either": {"low": lows}}


def under(number: int) -> Facts:
    """``<5`` where nothing says whether zero is shown as such."""
    return within(0, number - 1, 1)


def body(
    base: Cell,
    values: Lines,
    rows: Sequence[Facts | None],
    cols: Sequence[Facts | None],
    where: Where,
    marks: Marks | None = None,
) -> list[Cell]:
    """The cells of a cross table: row facts and column facts over a base.

    A row or column whose facts are None holds no counts; a None or empty value no figure.
    ``is_total`` holds where the row or the column says it.
    """
    cells = []
    for r, (line, row) in enumerate(zip(values, rows, strict=True)):
        for c, (value, col) in enumerate(zip(line, cols, strict=True)):
            if row is None or col is None or value is None or value == "":
                continue
            total = bool(row.get("is_total") or col.get("is_total"))
            both = {**row.get("either", {}), **col.get("either", {})}
            cell = base.but(**{**row, **col, "is_total": total, "either": both})
            text = str(value)
            sense = (marks or {}).get(text)
            cells.append(
                cell.number(text, where(r, c))
                if sense is None
                else cell.but(printed=text, where=where(r, c), **sense)
            )
    return cells


def ages(*named: int | tuple[int, int | None]) -> list[Facts]:
    """Facts of rows or columns that are single years or bands."""
    return [{"age": (a, a) if isinstance(a, int) else a} for a in named]


def periods(*named: Ends) -> list[Facts]:
    """Facts of rows or columns that are periods."""
    return [{"period": span} for span in named]


def offences(*named: str) -> list[Facts]:
    """Facts of rows or columns that are offences."""
    return [{"offence": name} for name in named]


TOTAL: Facts = {"is_total": True}
FLAG: tuple[Facts, ...] = (
    {"online": "online"},
    {"online": "not online"},
    {"online": "all", "is_total": True},
)
"""Columns "Yes", "No", "Total" of a flag."""
SEXES: tuple[Facts, ...] = ({"sex": "female"}, {"sex": "male"}, {"sex": "unknown"})
