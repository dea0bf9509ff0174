"""What a reply is made of before it becomes a file: lines, tables, figures with their meaning."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``start`` to ``end``, both inclusive."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Age:
    """Whole years from ``low`` to ``high``, both inclusive; None is an open end."""

    low: int | None = None
    high: int | None = None
    unknown: bool = False

    def holds(self, age: int | None) -> bool:
        """Whether a victim of this age (None: not recorded) belongs here."""
        if self == ALL_AGES:
            return True
        if age is None or self.unknown:
            return age is None and self.unknown
        return (self.low is None or self.low <= age) and (self.high is None or age <= self.high)


ALL_AGES = Age()
UNKNOWN_AGE = Age(unknown=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a printed figure truly says.

    ``low`` and ``high`` are None only where the reply does not define its mark.
    ``status`` is ``reported`` or ``suppressed``. ``offence`` is a code, a group or ``all``.
    """

    low: int | None
    high: int | None
    period: Span | None
    status: str = "reported"
    offence: str | None = "all"
    age: Age = ALL_AGES
    sex: str = "all"
    online: str = "online"
    unit: str | None = "offences"
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: its print, and what it means where it is a count.

    ``number`` makes it a number in a spreadsheet, ``number_format`` its format there.
    ``rows`` and ``cols`` are its spans. ``inner`` is a table inside the cell (docx, html).
    """

    text: str = ""
    means: Means | None = None
    number: float | None = None
    number_format: str = ""
    formula: str = ""
    rows: int = 1
    cols: int = 1
    bold: bool = False
    inner: "Table | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A rectangle of cells; None is a place covered by a span from above or the left.

    ``hidden_rows`` are counted from 0 and hidden in spreadsheets. ``header_rows`` are
    printed again at the top of a further page. ``ruled`` draws lines on paper.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    header_rows: int = 1
    hidden_rows: frozenset[int] = frozenset()
    ruled: bool = True

    @property
    def width(self) -> int:
        """How many columns."""
        return max(len(row) for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure inside running text."""

    text: str
    means: Means | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line or paragraph of running text."""

    parts: tuple[str | Figure, ...]
    heading: bool = False
    bullet: bool = False

    @property
    def text(self) -> str:
        """The line as printed."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty line, or empty rows in a spreadsheet."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page break on paper; in a spreadsheet a new sheet called ``name``."""

    name: str = ""


Block = Line | Table | Blank | NewPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A figure's address in the file that was written, its print and its meaning."""

    where: str
    printed: str
    means: Means


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the reply did with a question, numbers apart."""

    outcome: str
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The bytes of a file and where its figures stand in it."""

    content: bytes
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One reply, before it is a file. ``sheet`` names the first sheet of a spreadsheet."""

    blocks: tuple[Block, ...]
    sheet: str = "Sheet1"
    outcomes: tuple[Outcome, ...] = field(default=())


def text_line(text: str, *, heading: bool = False, bullet: bool = False) -> Line:
    """A line without figures."""
    return Line(parts=(text,), heading=heading, bullet=bullet)


def label(text: str, *, rows: int = 1, cols: int = 1, bold: bool = False) -> Cell:
    """A cell that is no count; a bare number such as an age is a number in a spreadsheet."""
    number = (
        float(text) if text.isdigit() and not text.startswith("0") and rows == cols == 1 else None
    )
    return Cell(text=text, number=number, rows=rows, cols=cols, bold=bold)


def noise(number: float, text: str = "", number_format: str = "") -> Cell:
    """A number that is no count: a percentage, a year, a reference."""
    return Cell(text=text or f"{number:g}", number=number, number_format=number_format)


def table(rows: Iterable[Iterable[Cell | None]], *, header_rows: int = 1) -> Table:
    """A table of rows, filled to a rectangle with blank cells."""
    drawn = [tuple(row) for row in rows]
    width = max(len(row) for row in drawn)
    return Table(
        rows=tuple(row + (Cell(),) * (width - len(row)) for row in drawn),
        header_rows=header_rows,
    )


def transposed(drawn: Table) -> Table:
    """The same table with rows and columns exchanged, spans included."""
    turned = [
        [_turn(drawn.rows[row][col]) for row in range(len(drawn.rows))]
        for col in range(drawn.width)
    ]
    return table(turned, header_rows=1)


def _turn(cell: Cell | None) -> Cell | None:
    if cell is None:
        return None
    return Cell(
        text=cell.text,
        means=cell.means,
        number=cell.number,
        number_format=cell.number_format,
        rows=cell.cols,
        cols=cell.rows,
        bold=cell.bold,
    )


def side_by_side(left: Table, right: Table) -> Table:
    """Two tables beside each other with an empty column between them."""
    height = max(len(left.rows), len(right.rows))

    def row_of(drawn: Table, number: int) -> tuple[Cell | None, ...]:
        if number < len(drawn.rows):
            return drawn.rows[number]
        return (Cell(),) * drawn.width

    return table([(*row_of(left, n), Cell(), *row_of(right, n)) for n in range(height)])
