"""Tables set in plain text, with columns lined up by spaces or parted by tabs or strokes."""

import re
from collections.abc import Iterable, Sequence

from cyberflag.foi.document import Cell, Grid, Line

_INNER_GAP = re.compile(r"\S {2,}\S")
_GAP = re.compile(r" {2,}")
_INDENT = re.compile(r" {2,}\S")
_TABS = re.compile(r"\t+")
_RULE = re.compile(r"[\s|+:=_-]*")
_NUMBER = re.compile(r"[<>]? ?\d[\d,]*|\*+|-|–|\.\.|nil|\[[a-z]\]", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*•·o]|\d+[.)]|[a-z][.)])\s")

LONG_RUN = 100
"""So many lines with gaps but without columns are looked at once, not from each line again."""

Blocks = tuple[Line | Grid, ...]


def blocks_of(text: str) -> Blocks:
    """Lines (``line 12``, counted with the empty ones) and grids (``table 1``) of a text."""
    lines = [line.rstrip() for line in text.replace("\f", "\n").splitlines()]
    blocks: list[Line | Grid] = []
    tables = 0
    place = 0
    while place < len(lines):
        rows, end = _table_at(lines, place)
        if rows:
            tables += 1
            blocks.append(grid_of(rows, f"table {tables}"))
        else:
            blocks += [
                Line(text=lines[number].strip(), where=f"line {number + 1}")
                for number in range(place, end)
                if lines[number].strip() and not _RULE.fullmatch(lines[number])
            ]
        place = end
    return tuple(blocks)


def tabbed(blocks: Sequence[Line | Grid]) -> Blocks:
    """The blocks, with lines set in columns by tabs (three or more with figures) as grids.

    Their cells keep the address of the line they stand on.
    """
    made: list[Line | Grid] = []
    run: list[Line] = []
    for block in (*blocks, None):
        if isinstance(block, Line) and _tabs(block) and (not run or _tabs(block) == _tabs(run[0])):
            run.append(block)
            continue
        made += _tab_grid(run)
        run = []
        if isinstance(block, Line) and _tabs(block):
            run = [block]
        elif block is not None:
            made.append(block)
    return tuple(made)


def _tabs(line: Line) -> int:
    return len(_TABS.findall(line.text))


def _tab_grid(run: Sequence[Line]) -> Blocks:
    rows = [[text.strip() for text in _TABS.split(line.text)] for line in run]
    if len(rows) < 3 or sum(map(_has_number, rows)) * 2 <= len(rows):
        return tuple(run)
    cells = tuple(
        Cell(row=number, col=col, text=text, where=line.where)
        for number, (line, row) in enumerate(zip(run, rows, strict=True), 1)
        for col, text in enumerate(row, 1)
        if text
    )
    name = f"{run[0].where} to {run[-1].where.rpartition(' ')[2]}"
    return (Grid(name=name, cells=cells, rows=len(rows), cols=len(rows[0])),)


def grid_of(rows: Sequence[Sequence[str]], name: str) -> Grid:
    """Rows of texts as a grid whose cells are ``<name> row 3 col 4``."""
    cells = tuple(
        Cell(row=number, col=col, text=text, where=f"{name} row {number} col {col}")
        for number, row in enumerate(rows, 1)
        for col, text in enumerate(row, 1)
        if text
    )
    return Grid(name=name, cells=cells, rows=len(rows), cols=max(map(len, rows)))


def _table_at(lines: Sequence[str], place: int) -> tuple[list[list[str]], int]:
    """The rows of a table that begins at this line, none if none does; the line to go on from."""
    for delimiter in ("\t", "|"):
        if delimiter in lines[place]:
            return _delimited(lines, place, delimiter)
    if not _is_seed(lines[place]):
        return [], place + 1
    end = _end_of_run(lines, place)
    run = [line for line in lines[place:end] if not _RULE.fullmatch(line)]
    starts = _columns(run) if run else []
    cut = [_cut(line, starts) for line in run]
    loose = [_GAP.split(line.strip()) for line in run]
    filled = sum(bool(text) for row in cut for text in row)
    even = len({len(row) for row in loose}) == 1 and len(loose[0]) >= len(starts)
    if even and filled < len(loose) * len(loose[0]):
        # Not lined up, but every line has as many gaps.
        cut, starts = loose, list(range(len(loose[0])))
    full = sum(sum(bool(text) for text in row) > 1 for row in cut)
    if len(starts) < 2 or full < 2 or not any(_has_number(row) for row in cut):
        # The table may begin further down; a long run of lines in no columns is not one at all.
        return [], place + 1 if end - place < LONG_RUN else end
    return cut, end


def _delimited(lines: Sequence[str], place: int, delimiter: str) -> tuple[list[list[str]], int]:
    end = place
    while end < len(lines) and (delimiter in lines[end] or _is_drawn(lines[end])):
        end += 1
    rows = []
    for line in lines[place:end]:
        if not _RULE.fullmatch(line):
            if delimiter == "|":
                line = line.strip().removeprefix("|").removesuffix("|")
            rows.append([text.strip() for text in line.split(delimiter)])
    return (rows, end) if len(rows) > 1 and max(map(len, rows)) > 1 else ([], end)


def _is_drawn(line: str) -> bool:
    """Whether a line is a rule of a table drawn with strokes."""
    return line.strip()[:1] in ("+", "|") and bool(_RULE.fullmatch(line))


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
