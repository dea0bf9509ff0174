"""Tables set in plain text, with columns lined up by spaces or parted by tabs or strokes."""

import re
from collections.abc import Iterable, Sequence

from cyberflag.foi.document import Cell, Grid, Line

_INNER_GAP = re.compile(r"\S {2,}\S")
_INDENT = re.compile(r" {2,}\S")
_RULE = re.compile(r"[\s|+:=_-]*")
_NUMBER = re.compile(r"[<>]? ?\d[\d,]*|\*+|-|–|\.\.|nil|\[[a-z]\]", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*•·o]|\d+[.)]|[a-z][.)])\s")

Blocks = tuple[Line | Grid, ...]


def blocks_of(text: str) -> Blocks:
    """Lines (``line 12``, counted with the empty ones) and grids (``table 1``) of a text."""
    lines = [line.rstrip() for line in text.replace("\f", "\n").splitlines()]
    blocks: list[Line | Grid] = []
    tables = 0
    place = 0
    while place < len(lines):
        table = _table_at(lines, place)
        if table is None:
            if lines[place].strip() and not _RULE.fullmatch(lines[place]):
                blocks.append(Line(text=lines[place].strip(), where=f"line {place + 1}"))
            place += 1
            continue
        tables += 1
        rows, place = table
        blocks.append(grid_of(rows, f"table {tables}"))
    return tuple(blocks)


def grid_of(rows: Sequence[Sequence[str]], name: str) -> Grid:
    """Rows of texts as a grid whose cells are ``<name> row 3 col 4``."""
    cells = tuple(
        Cell(row=number, col=col, text=text, where=f"{name} row {number} col {col}")
        for number, row in enumerate(rows, 1)
        for col, text in enumerate(row, 1)
        if text
    )
    return Grid(name=name, cells=cells, rows=len(rows), cols=max(map(len, rows)))


def _table_at(lines: Sequence[str], place: int) -> tuple[list[list[str]], int] | None:
    """The rows of a table that begins at this line and the line after it."""
    for delimiter in ("\t", "|"):
        if delimiter in lines[place]:
            return _delimited(lines, place, delimiter)
    if not _is_seed(lines[place]):
        return None
    end = _end_of_run(lines, place)
    run = [line.expandtabs() for line in lines[place:end]]
    starts = _columns(run)
    cut = [_cut(line, starts) for line in run]
    full = sum(sum(bool(text) for text in row) > 1 for row in cut)
    if len(starts) < 2 or full < 2 or not any(_has_number(row) for row in cut):
        return None
    return cut, end


def _delimited(
    lines: Sequence[str], place: int, delimiter: str
) -> tuple[list[list[str]], int] | None:
    end = place
    while end < len(lines) and delimiter in lines[end]:
        end += 1
    rows = [
        [text.strip() for text in line.strip(" |" if delimiter == "|" else " ").split(delimiter)]
        for line in lines[place:end]
        if not _RULE.fullmatch(line)
    ]
    return (rows, end) if len(rows) > 1 and max(map(len, rows)) > 1 else None


def _is_seed(line: str) -> bool:
    """Whether a line may be a row: a wide gap inside, or text that begins far in."""
    if _BULLET.match(line) and not _INNER_GAP.search(line.strip()):
        return False
    return bool(_INNER_GAP.search(line) or _INDENT.match(line))


def _end_of_run(lines: Sequence[str], place: int) -> int:
    """The line after a run of rows; a row with nothing but its label may stand among them."""
    end = place
    label_end = _label_end(lines, place)
    head = lines[place].split()
    while end < len(lines):
        line = lines[end]
        if _is_seed(line):
            end += 1
            continue
        # Labels of rows whose cells are all blank may follow each other.
        after = end
        while after < len(lines) and 0 < len(lines[after]) <= label_end:
            if _is_seed(lines[after]):
                break
            after += 1
        following = lines[after] if after < len(lines) else ""
        begins_another = bool(_INDENT.match(following)) or following.split() == head
        if after == end or begins_another or not _INNER_GAP.search(following):
            break
        end = after
    return end


def _label_end(lines: Sequence[str], place: int) -> int:
    """Where the second column begins in the rows at ``place``; labels end before it."""
    ends = []
    for line in lines[place:]:
        if not _is_seed(line):
            if not line.strip():
                break
            continue
        gap = re.search(r"\S {2,}(?=\S)", line)
        if gap is not None and not line.startswith(" "):
            ends.append(gap.end())
    return max(ends, default=0)


def _columns(run: Sequence[str]) -> list[int]:
    """Where each column begins: after a stretch of two spaces or more through every row."""
    width = max(map(len, run))
    taken = [
        any(place < len(line) and line[place] != " " for line in run) for place in range(width)
    ]
    starts, gap = [], 2
    for place, inked in enumerate(taken):
        if inked:
            if gap >= 2:
                starts.append(place)
            gap = 0
        else:
            gap += 1
    if starts and starts[0] > 0 and _INDENT.match(run[0]):
        starts[0] = 0
    return starts


def _cut(line: str, starts: Sequence[int]) -> list[str]:
    ends: Iterable[int | None] = [*starts[1:], None]
    return [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _has_number(row: Sequence[str]) -> bool:
    return any(_NUMBER.fullmatch(text) for text in row[1:])
