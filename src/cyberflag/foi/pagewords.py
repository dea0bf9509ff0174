"""The words of a page as printed lines, and lines as stretches parted by wide gaps.

Coordinates are points from the page's top left corner.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from cyberflag.foi.textcode import raised

GAP = 0.8
"""A gap wider than this many type sizes parts two columns; the space of a text is 0.3 wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word where it is printed."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words of one line with no wide gap between them."""

    text: str
    x0: float
    x1: float
    bold: bool

    @property
    def centre(self) -> float:
        """Half-way between its ends."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """One line of a page, from left to right."""

    stretches: tuple[Stretch, ...]
    top: float
    bottom: float
    size: float

    @property
    def text(self) -> str:
        """The line as printed."""
        return " ".join(stretch.text for stretch in self.stretches)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(stretch.bold for stretch in self.stretches)


def lines_of(words: Iterable[Word]) -> list[PrintedLine]:
    """Words as lines, from the top down; raised small words stay in the line they belong to."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.size, word.top)):
        row = next((row for row in rows if _same_line(row[0], word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    lines = [_line(row) for row in rows]
    return sorted(lines, key=lambda line: (line.top, line.stretches[0].x0))


def joined(words: Sequence[Word]) -> str:
    """The words of a cell: its lines from the top down, raised digits as superscripts."""
    return " ".join(line.text for line in lines_of(words))


def _same_line(first: Word, word: Word) -> bool:
    shared = min(first.bottom, word.bottom) - max(first.top, word.top)
    return shared > 0.5 * min(first.bottom - first.top, word.bottom - word.top)


def _line(row: list[Word]) -> PrintedLine:
    row.sort(key=lambda word: word.x0)
    size = max(word.size for word in row)
    foot = median(word.bottom for word in row if word.size > 0.8 * size)
    stretches: list[Stretch] = []
    group: list[Word] = []
    for word in row:
        if group and word.x0 - group[-1].x1 > GAP * size:
            stretches.append(_stretch(group, size, foot))
            group = []
        group.append(word)
    stretches.append(_stretch(group, size, foot))
    return PrintedLine(
        stretches=tuple(stretches),
        top=min(word.top for word in row if word.size > 0.8 * size),
        bottom=foot,
        size=size,
    )


def _stretch(group: Sequence[Word], size: float, foot: float) -> Stretch:
    text = ""
    for place, word in enumerate(group):
        is_raised = word.size < 0.8 * size and word.bottom < foot - 0.15 * size
        if place and word.x0 - group[place - 1].x1 > 0.12 * size and not is_raised:
            text += " "
        text += raised(word.text) if is_raised else word.text
    return Stretch(
        text=text, x0=group[0].x0, x1=group[-1].x1, bold=all(word.bold for word in group)
    )
