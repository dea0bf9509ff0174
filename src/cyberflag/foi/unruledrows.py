"""Lines of an unruled table as rows of cells: columns, spans, labels over several lines or rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from cyberflag.foi.pagewords import PrintedLine, Stretch

FIGURE = re.compile(
    r"[<>≤]?\s?=?\s?\d[\d,]*(?:\.\d+)?%?[*†‡¹²³]?|\*+|[-–—]|\.\.+|nil|n/a|\[[a-z]\]|[xcsz]"
    r"|\d{1,2}\s?(?:-|–|to)\s?\d{1,2}|(?:5|five) or fewer|(?:less|fewer) than \d+",
    re.IGNORECASE,
)
"""What stands in the cells of a table of counts: numbers, marks, bands."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell: its column, from 0, how many columns and rows it spans, and its text."""

    col: int
    span: int
    text: str
    bold: bool
    rows: int = 1


def rows_of(
    run: Sequence[PrintedLine], columns: Sequence[tuple[float, float]]
) -> tuple[tuple[Placed, ...], ...]:
    """The rows that the lines of a table make in these columns (left and right ends)."""
    rows, between = _joined_labels([_row(line, columns) for line in run], run)
    return tuple(_block_labels(rows, between))


def is_rest(text: str) -> bool:
    """Whether a text reads like the rest of a label that began on the line above."""
    return text[:1].islower() or text[:1] in "(&/"


def _row(line: PrintedLine, columns: Sequence[tuple[float, float]]) -> tuple[Placed, ...]:
    stretches = line.stretches
    if len(stretches) == len(columns):
        return tuple(Placed(col, 1, s.text, s.bold) for col, s in enumerate(stretches))
    if any(_touched(stretch, columns) > 1 for stretch in stretches) or _is_group(
        stretches, columns
    ):
        return _spanning(stretches, columns)
    placed: dict[int, Placed] = {}
    for stretch in stretches:
        col = _nearest(stretch, columns)
        before = placed.get(col)
        text = f"{before.text} {stretch.text}" if before else stretch.text
        placed[col] = Placed(col, 1, text, stretch.bold)
    return tuple(placed[col] for col in sorted(placed))


def _touched(stretch: Stretch, columns: Sequence[tuple[float, float]]) -> int:
    return sum(stretch.x0 < x1 and x0 < stretch.x1 for x0, x1 in columns)


def _is_group(stretches: Sequence[Stretch], columns: Sequence[tuple[float, float]]) -> bool:
    """Few texts without figures, over columns that could be dealt out among them evenly."""
    over = [s for s in stretches if s.x0 >= columns[0][1]]
    return (
        0 < len(over) == len(stretches)
        and 2 * len(over) <= len(columns) - 1
        and not any(FIGURE.fullmatch(s.text) for s in over if not _is_year(s.text))
    )


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text))


def _nearest(stretch: Stretch, columns: Sequence[tuple[float, float]]) -> int:
    def distance(col: int) -> tuple[float, float]:
        x0, x1 = columns[col]
        apart = max(x0 - stretch.x1, stretch.x0 - x1, 0.0)
        return apart, abs((x0 + x1) / 2 - stretch.centre)

    return min(range(len(columns)), key=distance)


def _spanning(
    stretches: Sequence[Stretch], columns: Sequence[tuple[float, float]]
) -> tuple[Placed, ...]:
    """Texts over groups of columns: dealt out so that they stand at the groups' left or middle."""
    first = 0
    while first < len(columns) - 1 and columns[first][1] <= stretches[0].x0:
        first += 1
    left = _dealt(stretches, columns, first, centred=False)
    middle = _dealt(stretches, columns, first, centred=True)
    _, bounds = min(left, middle)
    return tuple(
        Placed(start, stop - start, stretch.text, stretch.bold)
        for stretch, (start, stop) in zip(stretches, bounds, strict=True)
    )


def _dealt(
    stretches: Sequence[Stretch],
    columns: Sequence[tuple[float, float]],
    first: int,
    *,
    centred: bool,
) -> tuple[float, list[tuple[int, int]]]:
    """The cheapest way to deal the columns from ``first`` on among the texts, and its cost."""
    last = len(columns)
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {first: (0.0, [])}
    for number, stretch in enumerate(stretches):
        rest = len(stretches) - number - 1
        reached: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for start, (cost, bounds) in best.items():
            stops = range(start + 1, last - rest + 1) if rest else (last,)
            for stop in stops:
                if stop <= start:
                    continue
                x0, x1 = columns[start][0], columns[stop - 1][1]
                off = abs((x0 + x1) / 2 - stretch.centre) if centred else abs(x0 - stretch.x0)
                if stop not in reached or cost + off < reached[stop][0]:
                    reached[stop] = (cost + off, [*bounds, (start, stop)])
        best = reached
    if last not in best:
        # More texts than columns: each takes the nearest.
        near = [_nearest(stretch, columns) for stretch in stretches]
        return float("inf"), [(col, col + 1) for col in near]
    return best[last]


def _joined_labels(
    rows: Sequence[tuple[Placed, ...]], run: Sequence[PrintedLine]
) -> tuple[list[tuple[Placed, ...]], dict[float, Placed]]:
    """Rows with labels broken over two lines put together, and labels that stand between rows.

    The latter are keyed by their height in rows: 2.5 is half-way between the third and fourth.
    """
    kept: list[tuple[Placed, ...]] = []
    between: dict[float, Placed] = {}
    pitches = [b.top - a.top for a, b in pairwise(run)]
    pitch = max(median(pitches), max(pitches) * 0.75) if pitches else 0.0
    for place, row in enumerate(rows):
        alone = len(row) == 1 and row[0].col == 0
        following = rows[place + 1] if place + 1 < len(rows) else ()
        tight = place + 1 < len(rows) and pitches[place] < 0.8 * pitch
        if alone and kept and is_rest(row[0].text):
            kept[-1] = _with_label(kept[-1], kept[-1][0].text, row[0].text)
        elif alone and kept and following and tight and following[0].col and kept[-1][0].col:
            between[len(kept) - 0.5] = row[0]
        elif place and _goes_into(rows[place - 1], row, pitches[place - 1] < 0.8 * pitch):
            kept[-1] = _with_label(row, rows[place - 1][0].text, row[0].text)
        else:
            kept.append(row)
    return kept, between


def _goes_into(upper: tuple[Placed, ...], row: tuple[Placed, ...], tight: bool) -> bool:
    """Whether a lone label on the line above is the beginning of this row's label."""
    alone = len(upper) == 1 and upper[0].col == 0 and not is_rest(upper[0].text)
    return alone and len(row) > 1 and row[0].col == 0 and (tight or is_rest(row[0].text))


def _with_label(row: tuple[Placed, ...], upper: str, lower: str) -> tuple[Placed, ...]:
    head = row[0]
    if head.col != 0:
        return (Placed(0, 1, lower, False), *row)
    return (replace(head, text=f"{upper} {lower}"), *row[1:])


def _block_labels(
    rows: list[tuple[Placed, ...]], between: dict[float, Placed]
) -> list[tuple[Placed, ...]]:
    """Rows with each label that is centred over a block of rows moved to the block's first row."""
    first = next(
        (n for n, row in enumerate(rows) if any(FIGURE.fullmatch(c.text) for c in row[1:])), None
    )
    if first is None:
        return rows
    inline = {n + 0.0: row[0] for n, row in enumerate(rows) if n >= first and row[0].col == 0}
    labels = between | inline
    blocks = _tiled(sorted(labels), first, len(rows))
    sizes = {stop - start for start, stop in blocks[:-1]}
    centred = bool(blocks) and (bool(between) or (len(sizes) == 1 and sizes != {1}))
    if not centred:
        # A label between two rows that is centred over nothing stays with the row below it.
        for height, label in between.items():
            rows[int(height + 0.5)] = (label, *rows[int(height + 0.5)])
        return rows
    moved = [row if n < first or row[0].col else row[1:] for n, row in enumerate(rows)]
    for (start, stop), height in zip(blocks, sorted(labels), strict=True):
        moved[start] = (replace(labels[height], rows=stop - start), *moved[start])
    return moved


def _tiled(heights: Sequence[float], first: int, last: int) -> list[tuple[int, int]]:
    """The blocks of rows whose middles these heights are, if they fill ``first`` to ``last``."""
    blocks = []
    start = first
    for height in heights:
        stop = round(2 * height) - start + 1
        if stop <= start:
            return []
        blocks.append((start, stop))
        start = stop
    return blocks if start == last else []
