"""Delimited text -> rows with their line numbers, past blank lines and broken quotes.

A record may run over lines where a field is quoted. A quote left open would swallow the records
behind it: where a line inside a quoted field is itself a whole record, the quote is taken as
broken, that one line is turned away, and reading goes on at the next.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyarrow as pa

from cyberflag.core.errors import CyberflagError
from cyberflag.records.account import Finding, Told
from cyberflag.records.convert import RawBatch
from cyberflag.records.door import guard_door
from cyberflag.records.headings import Headings, field_of, match_headings
from cyberflag.records.textlines import LONGEST_LINE, Lines, text_blocks

DELIMITERS = ",;\t|"
SLICE = 512
"""Lines parsed at a time: few enough to stay in the processor's cache."""

SHOWN = 1000
"""About so many rows of a block, evenly spaced, are shown to the door."""

MOST_CONTINUED = 1000
"""Lines of one quoted field, at most; a quote open for longer is broken."""

# The library's own limit (128 KB a field) would refuse what is merely long.
csv.field_size_limit(LONGEST_LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parsed:
    """The fields of a block's rows and their lines; ``used`` lines were taken, the rest needs more.

    ``sample`` are some of the rows whole, with the columns that are no field.
    """

    columns: Mapping[str, pa.Array]
    sample: list[list[str]]
    lines: Sequence[int]
    rejects: tuple[Finding, ...]
    blank: int
    continued: int
    used: int


def read_csv(file: IO[bytes], path: Path, size: int) -> Iterator[RawBatch]:
    """Every line of the file, as a row, a reject, or a line that is neither.

    Raises :class:`CyberflagError` where the first line that is not blank names no columns, or
    the door refuses them.
    """
    headings: Headings | None = None
    delimiter, heading, blank = ",", 0, 0
    held = Lines(first=1, texts=[], done=0)
    for block in _with_last(text_blocks(file)):
        lines = _joined(held, block) if block else held
        if headings and not lines.texts:
            return
        if headings is None:
            blank = _blanks(lines.texts)
            if blank == len(lines.texts) and block:
                held = lines
                continue
            headings, delimiter = _headings(lines.texts[blank:], path)
            lines = _rest(lines, blank + 1)
            heading = 1
            parsed = _parse(lines, delimiter, headings, last=block is None)
            guard_door(headings.names, parsed.sample, place=path.name)
        else:
            parsed = _parse(lines, delimiter, headings, last=block is None)
        yield _raw(parsed, headings, lines, heading=heading, blank=blank, size=size)
        held, heading, blank = _rest(lines, parsed.used), 0, 0


def _with_last(blocks: Iterator[Lines]) -> Iterator[Lines | None]:
    """The blocks, then None: what is held by then has no more to come."""
    yield from blocks
    yield None


def _joined(held: Lines, block: Lines) -> Lines:
    shift = len(held.texts)
    return Lines(
        first=held.first if shift else block.first,
        texts=held.texts + block.texts,
        done=block.done,
        faults=held.faults | {place + shift: told for place, told in block.faults.items()},
        other=(*held.other, *(place + shift for place in block.other)),
    )


def _rest(lines: Lines, used: int) -> Lines:
    return Lines(
        first=lines.first + used,
        texts=lines.texts[used:],
        done=lines.done,
        faults={at - used: told for at, told in lines.faults.items() if at >= used},
        other=tuple(at - used for at in lines.other if at >= used),
    )


def _blanks(texts: list[str]) -> int:
    return next((at for at, text in enumerate(texts) if text.strip()), len(texts))


def _headings(texts: list[str], path: Path) -> tuple[Headings, str]:
    """The columns and the delimiter: the one under which most columns are fields."""
    line = texts[0] if texts else ""
    best: list[str] = []
    delimiter = ","
    for candidate in DELIMITERS:
        try:
            names = next(csv.reader([line], delimiter=candidate, strict=True), [])
        except csv.Error:
            continue
        if sum(map(bool, map(field_of, names))) > sum(map(bool, map(field_of, best))):
            best, delimiter = names, candidate
    if not best:
        raise CyberflagError(
            "the first line names no column of a record",
            place=path.name,
            remedy="Put the names of the columns (force_code, record_id …) in the first line.",
        )
    return match_headings(best, path.name), delimiter


def _parse(lines: Lines, delimiter: str, headings: Headings, *, last: bool) -> _Parsed:
    """The rows of a block: slice by slice where nothing is amiss, else record by record."""
    if not lines.faults:
        parsed = _parse_plainly(lines, delimiter, headings)
        if parsed is not None:
            return parsed
    return _parse_slowly(lines, delimiter, headings, last=last)


def _parse_plainly(lines: Lines, delimiter: str, headings: Headings) -> _Parsed | None:
    """The rows of a block in which each line is one whole record; None where any is not."""
    columns = len(headings.names)
    slices: list[Mapping[str, pa.Array]] = []
    sample: list[list[str]] = []
    for first in range(0, len(lines.texts), SLICE):
        ended = [text + "\n" for text in lines.texts[first : first + SLICE]]
        try:
            rows = list(csv.reader(ended, delimiter=delimiter, strict=True))
        except csv.Error:
            return None
        plain = len(rows) == len(ended) and set(map(len, rows)) == {columns}
        if not plain or not all(map(any, rows)):
            return None
        slices.append(_columns(rows, headings))
        sample += rows[:: _step(len(lines.texts))]
    return _Parsed(
        columns={
            name: pa.concat_arrays([one[name] for one in slices])
            if slices
            else pa.array([], pa.string())
            for name in headings.places
        },
        sample=sample,
        lines=range(lines.first, lines.first + len(lines.texts)),
        rejects=(),
        blank=0,
        continued=0,
        used=len(lines.texts),
    )


def _step(rows: int) -> int:
    return max(1, rows // SHOWN)


def _columns(rows: list[list[str]], headings: Headings) -> Mapping[str, pa.Array]:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(headings.names)
    return {name: pa.array(columns[place], pa.string()) for name, place in headings.places.items()}


def _parse_slowly(lines: Lines, delimiter: str, headings: Headings, *, last: bool) -> _Parsed:
    """The rows of a block in which something is amiss, a run of whole records after another."""
    columns = len(headings.names)
    rows: list[list[str]] = []
    numbers: list[int] = []
    rejects: list[Finding] = []
    at = blank = continued = 0
    while at < len(lines.texts):
        run = _Run(lines, at, delimiter, columns)
        for row in _whole(csv.reader(run, delimiter=delimiter, strict=True)):
            told = _told(row, columns)
            if told is not None:
                rejects.append(Finding(line=lines.first + at, rule=told.value))
            elif not any(map(str.strip, row)):
                blank += 1
            else:
                rows.append(row[:columns])
                numbers.append(lines.first + at)
            continued += run.next - at - 1
            at = run.begin = run.next
        if at == len(lines.texts) or (run.ran_out and not last):
            break
        # The run ended before a line that cannot be read, or in a quote that is broken.
        rejects.append(Finding(line=lines.first + at, rule=lines.faults.get(at, Told.QUOTES).value))
        at += 1
    return _Parsed(
        columns=_columns(rows, headings),
        sample=rows[:: _step(len(rows))],
        lines=numbers,
        rejects=tuple(rejects),
        blank=blank,
        continued=continued,
        used=at,
    )


def _whole(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows up to a broken one."""
    try:
        yield from reader
    except csv.Error:
        return


def _told(row: list[str], columns: int) -> Told | None:
    """Why a row is none: too many fields that hold something, or too few."""
    if len(row) == columns or not any(map(str.strip, row)):
        return None
    return None if len(row) > columns and not any(row[columns:]) else Told.FIELDS


class _Run:
    """Lines for records one after another; ends where the one at ``begin`` cannot go on.

    ``next`` is the line to be taken next. ``ran_out`` is true where a record wanted more lines
    than the block has.
    """

    __slots__ = ("_columns", "_delimiter", "_lines", "begin", "next", "ran_out")

    def __init__(self, lines: Lines, begin: int, delimiter: str, columns: int) -> None:
        self._lines, self._delimiter, self._columns = lines, delimiter, columns
        self.begin = self.next = begin
        self.ran_out = False

    def __iter__(self) -> "_Run":
        return self

    def __next__(self) -> str:
        at = self.next
        if at >= len(self._lines.texts):
            self.ran_out = at > self.begin
            raise StopIteration
        if at in self._lines.faults or (at > self.begin and self._must_end(at)):
            raise StopIteration
        self.next = at + 1
        return self._lines.texts[at] + "\n"

    def _must_end(self, at: int) -> bool:
        """Whether a line inside a quoted field is itself a record, or the quote open too long."""
        if at - self.begin > MOST_CONTINUED:
            return True
        text = self._lines.texts[at]
        if text.count(self._delimiter) < self._columns - 1:
            return False
        try:
            found = list(csv.reader([text], delimiter=self._delimiter, strict=True))
        except csv.Error:
            return False
        return [len(row) for row in found] == [self._columns]


def _raw(
    parsed: _Parsed, headings: Headings, lines: Lines, *, heading: int, blank: int, size: int
) -> RawBatch:
    other = {lines.first + at for at in lines.other if at < parsed.used}
    return RawBatch(
        columns=parsed.columns,
        lines=parsed.lines,
        rejects=parsed.rejects,
        remarks=tuple(Finding(line=line, rule=Told.OTHER_ENCODING.value) for line in sorted(other)),
        heading=heading,
        blank=blank + parsed.blank,
        continued=parsed.continued,
        notes=headings.notes() if heading else (),
        done=lines.done / size,
    )
