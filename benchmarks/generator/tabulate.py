"""Counts from records: the cells of a table, each with its meaning."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from benchmarks.generator.paper import (
    UNKNOWN_AGE,
    Age,
    Cell,
    Figure,
    Means,
    Span,
    Table,
    label,
    table,
)
from benchmarks.generator.records import Record, counted
from benchmarks.generator.words import Rule, Words

BANDS = (Age(0, 9), Age(10, 12), Age(13, 15), Age(16, 17), UNKNOWN_AGE)
FINE_BANDS = (Age(0, 4), Age(5, 9), Age(10, 12), Age(13, 15), Age(16, 17), UNKNOWN_AGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One row or column of a table: its label and what it narrows a count to."""

    text: str
    period: Span | None = None
    age: Age | None = None
    sex: str | None = None
    offence: str | None = None
    online: str | None = None
    is_total: bool = False


@dataclass(slots=True, kw_only=True)
class Case:
    """All a layout needs: whose reply, over which periods, from which records, in which words.

    ``spans[0]`` is the reply's own period. ``rule`` is what it does with small numbers.
    """

    force: str
    spans: tuple[Span, ...]
    records: tuple[Record, ...]
    words: Words
    rng: random.Random
    rule: Rule | None = None
    suppressed: int = 0
    bands: tuple[Age, ...] = BANDS
    fine_bands: tuple[Age, ...] = FINE_BANDS

    def means(self, *keys: Key, low: int | None = None, high: int | None = None) -> Means:
        """The meaning of a count at the crossing of ``keys``."""
        means = Means(low=low, high=high, period=self.spans[0], unit=self.words.unit)
        for key in keys:
            means = replace(
                means,
                period=key.period or means.period,
                age=key.age or means.age,
                sex=key.sex or means.sex,
                offence=key.offence or means.offence,
                online=key.online or means.online,
                is_total=key.is_total or means.is_total,
            )
        return means

    def count(self, *keys: Key) -> int:
        """How many records stand at the crossing of ``keys``."""
        return counted(self.records, self.means(*keys))

    def printed(self, *keys: Key) -> tuple[str, Means]:
        """The count as printed, a mark where the reply hides small numbers, and its meaning."""
        number = self.count(*keys)
        if self.rule is not None and 0 < number < self.rule.below:
            self.suppressed += 1
            means = self.means(*keys, low=self.rule.low, high=self.rule.high)
            return self.rule.mark, replace(means, status="suppressed")
        return self.words.number(number), self.means(*keys, low=number, high=number)

    def cell(self, *keys: Key, bold: bool = False) -> Cell:
        """The count as a cell of a table; a blank cell says nothing."""
        text, means = self.printed(*keys)
        if not text:
            return Cell()
        number = float(means.low or 0) if means.status == "reported" and text != "-" else None
        number_format = "#,##0" if self.words.thousands and number is not None else ""
        if number is not None and not text.replace(",", "").isdigit():
            number = None
        return Cell(text=text, means=means, number=number, number_format=number_format, bold=bold)

    def figure(self, *keys: Key) -> Figure:
        """The count as a figure in running text."""
        text, means = self.printed(*keys)
        return Figure(text=text, means=means)

    # --- keys -------------------------------------------------------------------------

    def total(self, text: str = "") -> Key:
        """The key of a total."""
        return Key(text=text or self.words.total, is_total=True)

    def ages(self, ages: Sequence[Age]) -> list[Key]:
        """Keys of age bands."""
        return [Key(text=self.words.age_label(age), age=age) for age in ages]

    def sexes(self, sexes: Sequence[str] = ("female", "male", "unknown")) -> list[Key]:
        """Keys of the victim's sex."""
        return [Key(text=self.words.sex_label(sex), sex=sex) for sex in sexes]

    def periods(self, spans: Sequence[Span] = ()) -> list[Key]:
        """Keys of periods, oldest first."""
        ordered = sorted(spans or self.spans, key=lambda span: span.start)
        return [Key(text=self.words.period_label(span), period=span) for span in ordered]

    def offences(self, offences: Sequence[str]) -> list[Key]:
        """Keys of offence codes or groups."""
        return [Key(text=self.words.offence_label(o), offence=o) for o in offences]

    def present(self, attribute: str) -> list[str]:
        """The codes (``code``) that occur in flagged records, in order."""
        return sorted({str(getattr(r, attribute)) for r in self.records if r.flagged})


def with_total(keys: Sequence[Key], total: Key) -> list[Key]:
    """The keys and their total."""
    return [*keys, total]


def crosstab(
    case: Case,
    down: Sequence[Sequence[Key]],
    across: Sequence[Sequence[Key]] = (),
    *,
    corner: Sequence[str] = (),
    merged: bool = True,
    blocks: str = "merged",
    count_heading: str = "",
) -> Table:
    """A table of ``down`` (up to two levels) by ``across`` (up to two levels).

    ``merged`` merges the upper header cells, else the label stands once and blanks follow.
    ``blocks`` says how the outer row label is printed: ``merged``, ``once`` or ``repeated``.
    """
    columns = list(product(*across)) if across else [()]
    rows = list(product(*down))
    drawn: list[list[Cell | None]] = []
    heads = max(len(across), 1)
    for level in range(heads):
        head: list[Cell | None] = []
        for col in range(len(down)):
            text = corner[col] if level == heads - 1 and col < len(corner) else ""
            head.append(label(text, bold=True))
        head += _header(across, level, merged) if across else [label(count_heading, bold=True)]
        drawn.append(head)
    inner = len(down[1]) if len(down) > 1 else 1
    for number, row in enumerate(rows):
        line: list[Cell | None] = []
        for level, key in enumerate(row):
            starts_block = level == len(row) - 1 or number % inner == 0
            line.append(_row_label(key, starts_block, level < len(row) - 1, inner, blocks))
        bold = any(key.is_total for key in row)
        line += [case.cell(*row, *column, bold=bold) for column in columns]
        drawn.append(line)
    return table(drawn, header_rows=heads)


def _header(across: Sequence[Sequence[Key]], level: int, merged: bool) -> list[Cell | None]:
    if level == len(across) - 1:
        repeats = 1
        for upper in across[:level]:
            repeats *= len(upper)
        return [label(key.text, bold=True) for _ in range(repeats) for key in across[level]]
    width = len(across[level + 1])
    head: list[Cell | None] = []
    for key in across[level]:
        head.append(label(key.text, cols=width if merged else 1, bold=True))
        head += [None if merged else Cell()] * (width - 1)
    return head


def _row_label(key: Key, starts: bool, outer: bool, height: int, blocks: str) -> Cell | None:
    if not outer or blocks == "repeated":
        return label(key.text, bold=key.is_total)
    if not starts:
        return None if blocks == "merged" else Cell()
    return label(key.text, rows=height if blocks == "merged" else 1)
