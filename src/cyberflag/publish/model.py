"""The nouns of a page: what a template prints, every number already in words and protected."""

from dataclasses import dataclass
from enum import StrEnum

from cyberflag.publish.charts import Chart


class Kind(StrEnum):
    """How a column of a table is set."""

    WORDS = "words"
    NUMBER = "number"
    BAR = "bar"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's heading and setting; an ``optional`` one is left out on a narrow screen."""

    title: str
    kind: Kind = Kind.WORDS
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """A cell as printed. A bar runs from 0 to ``low`` and paler on to ``high`` (shares of 1)."""

    words: str = ""
    href: str = ""
    is_number: bool = True
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: its head, and one cell for each further column. ``whole`` marks a total."""

    head: TableCell
    cells: tuple[TableCell, ...]
    whole: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its caption; the first column heads the rows."""

    caption: str
    note: str = ""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One number of the head of a page: words before, the number, what it is, its cells."""

    before: str = ""
    number: str
    what: str
    href: str = ""
    href_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of a page: a finding, what to know of it, a chart, a table, its cells.

    The table stands beside the chart; where the part is ``stacked`` the paragraphs do, and the
    table below.
    """

    anchor: str
    title: str
    paragraphs: tuple[str, ...] = ()
    chart: Chart | None = None
    chart_note: str = ""
    has_ranges: bool = False
    stacked: bool = False
    table: Table | None = None
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead to a page of the site."""

    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page prints. ``path`` is its address below the site, ``template`` what sets it."""

    path: str
    template: str
    title: str
    kicker: str
    lead: str = ""
    keys: tuple[KeyFigure, ...] = ()
    points: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    near: tuple[Link, ...] = ()
    """The pages before and after this one."""

    @property
    def root(self) -> str:
        """The way from this page to the site's first."""
        return "../" * self.path.count("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What all pages of one site share: the round, its year, the notice a reader must see."""

    title: str
    year: str
    notice: str
