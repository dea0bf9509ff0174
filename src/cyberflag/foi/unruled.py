"""Tables set on paper without lines: columns found where gaps run through rows.

A table is a run of lines with wide gaps that holds figures; prose and letterheads have
neither. Texts over several columns (a year over "Female, Male, All") span them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from cyberflag.foi.pagewords import PrintedLine
from cyberflag.foi.unruledrows import FIGURE, Placed, is_rest, rows_of

FAR = 3.2
"""Rows of one table stand no further apart than this many type sizes."""
EVEN = 0.12
"""A lone label among rows is a row if its distances differ no more than this from theirs."""


@dataclass(frozen=True, slots=True)
class Found:
    """A table: the lines from ``start`` up to ``stop``, its rows, how many columns."""

    start: int
    stop: int
    rows: tuple[tuple[Placed, ...], ...]
    cols: int


def tables_in(lines: Sequence[PrintedLine]) -> list[Found]:
    """The unruled tables among the lines of a page, from the top down."""
    found = []
    place = 0
    while place < len(lines):
        table = _table_at(lines, place)
        if table is None:
            place += 1
        else:
            found.append(table)
            place = table.stop
    return found


def _table_at(lines: Sequence[PrintedLine], start: int) -> Found | None:
    if not _may_begin(lines, start):
        return None
    stop = _end(lines, start)
    run = lines[start:stop]
    wide = [line for line in run if len(line.stretches) > 1]
    if len(wide) < 2 or not _holds_figures(wide):
        return None
    columns = _columns(wide)
    if len(columns) < 2:
        return None
    rows = rows_of(run, columns)
    return Found(start, stop, rows, len(columns))


def _may_begin(lines: Sequence[PrintedLine], start: int) -> bool:
    """A row of several stretches begins a table, or a lone header set in from the left."""
    line = lines[start]
    if len(line.stretches) > 1:
        return True
    if start + 1 >= len(lines) or len(lines[start + 1].stretches) < 2:
        return False
    below = lines[start + 1]
    indented = line.stretches[0].x0 > below.stretches[0].x1
    return indented and _near(line, below)


def _near(upper: PrintedLine, lower: PrintedLine) -> bool:
    return lower.top - upper.top <= FAR * max(upper.size, lower.size)


def _end(lines: Sequence[PrintedLine], start: int) -> int:
    """The line after the run of rows that begins at ``start``."""
    stop = start + 1
    while stop < len(lines) and _near(lines[stop - 1], lines[stop]):
        if len(lines[stop].stretches) == 1 and not _belongs(lines, start, stop):
            break
        stop += 1
    return stop


def _belongs(lines: Sequence[PrintedLine], start: int, place: int) -> bool:
    """Whether a lone stretch is a row: a label at even distance, or the rest of a label."""
    line = lines[place].stretches[0]
    rows = [one for one in lines[start:place] if len(one.stretches) > 1]
    if not rows:
        return True
    left = min(one.stretches[0].x0 for one in rows)
    second = [one.stretches[1].x0 for one in rows]
    indented = line.x0 - left > 2.5 * lines[place].size
    pitches = sorted(b.top - a.top for a, b in pairwise(lines[start:place]))
    pitch = pitches[len(pitches) // 2] if pitches else lines[place].size * 1.5
    before = lines[place].top - lines[place - 1].top
    following = _next_row(lines, place, left, min(second))
    goes_on = following is not None
    if following is not None and _heads_again(following, rows):
        return False
    if indented:
        return goes_on and _even(before, pitch)
    if line.x1 > max(second) and not goes_on:
        return False
    if following is None:
        # The last line of a wrapped label, or a note: a label's rest is close and short.
        return before < (1 - EVEN) * pitch and line.x1 < min(second) and is_rest(line.text)
    after = lines[place + 1].top - lines[place].top
    if len(pitches) == 0:
        return after <= before * (1 + EVEN)
    return (_even(before, pitch) and _even(after, pitch)) or (
        line.x1 < max(second) and min(before, after) < (1 - EVEN) * pitch
    )


def _next_row(
    lines: Sequence[PrintedLine], place: int, left: float, second: float
) -> PrintedLine | None:
    """The next row of several stretches; lone labels of rows left blank may stand before it."""
    for before, line in pairwise(lines[place:]):
        if not _near(before, line):
            return None
        if len(line.stretches) > 1:
            return line
        if line.stretches[0].x1 > second or line.stretches[0].x0 - left > line.size:
            return None
    return None


def _heads_again(row: PrintedLine, rows: Sequence[PrintedLine]) -> bool:
    """Whether a row is the header of another table: no label, or the same header again."""
    labels_end = min(one.stretches[0].x1 for one in rows)
    begins = row.stretches[0].x0
    unlabelled = begins > labels_end and abs(begins - rows[-1].stretches[0].x0) > row.size
    texts = [stretch.text for stretch in row.stretches]
    return unlabelled or texts == [stretch.text for stretch in rows[0].stretches]


def _even(distance: float, pitch: float) -> bool:
    return abs(distance - pitch) <= EVEN * pitch


def _holds_figures(rows: Sequence[PrintedLine]) -> bool:
    figures = [
        sum(bool(FIGURE.fullmatch(stretch.text)) for stretch in row.stretches[1:]) for row in rows
    ]
    return sum(figures) >= 2 and sum(count > 0 for count in figures) * 3 >= len(rows)


def _columns(rows: Sequence[PrintedLine]) -> list[tuple[float, float]]:
    """The extent of each column, from the rows that fill it; spanning texts do not join them."""
    most = max(len(row.stretches) for row in rows)
    full = [row for row in rows if len(row.stretches) * 3 >= most * 2]
    figures = [
        row for row in full if any(FIGURE.fullmatch(s.text) for s in row.stretches[1:])
    ] or full
    size = median(row.size for row in rows)
    extents = _union([(s.x0, s.x1) for row in figures for s in row.stretches], 0.3 * size)
    # A column that only a few rows fill is found by the texts that stand in its gap.
    for row in rows:
        for stretch in row.stretches:
            touched = [e for e in extents if stretch.x0 < e[1] and e[0] < stretch.x1]
            if not touched and len(row.stretches) > len(extents):
                extents = sorted([*extents, (stretch.x0, stretch.x1)])
            elif len(touched) == 1 and len(row.stretches) == len(extents):
                place = extents.index(touched[0])
                wider = (min(stretch.x0, touched[0][0]), max(stretch.x1, touched[0][1]))
                left = extents[place - 1][1] if place else float("-inf")
                right = extents[place + 1][0] if place + 1 < len(extents) else float("inf")
                if left < wider[0] and wider[1] < right:
                    extents[place] = wider
    return extents


def _union(extents: Sequence[tuple[float, float]], close: float) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(extents):
        if merged and x0 - merged[-1][1] < close:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged
