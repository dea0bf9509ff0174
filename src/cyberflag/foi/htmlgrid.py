"""A web page's elements as lines and grids: own spans, own numbering, texts kept as printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from cyberflag.foi.document import Cell, Grid, Line
from cyberflag.foi.textcode import raised

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "select",
        "option",
        "textarea",
        "button",
        "svg",
        "object",
        "iframe",
        "audio",
        "video",
        "map",
        "canvas",
        "meta",
        "link",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
        "caption",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "legend",
    ]
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_QUOTED = frozenset(("gmail_quote", "gmail_attr", "moz-cite-prefix", "yahoo_quoted"))
_BREAK = "\x1f"
MOST_SPAN = 1_000


def is_hidden(element: HtmlElement) -> bool:
    """Whether the element is not shown on the page."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


@dataclass
class Page:
    """Walks a page; ``blocks`` are its lines (``line 12``) and grids (``table 1``) in order."""

    blocks: list[Line | Grid] = field(default_factory=list)
    lines: int = 0
    tables: int = 0
    quoted: bool = False
    """Whether quoted earlier mail was met, and left out."""

    def walk(self, element: HtmlElement) -> None:
        """Everything shown inside ``element``."""
        self._flush(self._inside(element, []), heading=False)

    def _inside(self, element: HtmlElement, text: list[str]) -> list[str]:
        """The text pending after ``element``; finished lines and grids go to ``blocks``."""
        text.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                text = self._child(child, text)
            text.append(child.tail or "")
        return text

    def _child(self, child: HtmlElement, text: list[str]) -> list[str]:
        tag = str(child.tag).lower()
        if tag in _SKIPPED or is_hidden(child):
            return text
        if _is_quoted(child, tag):
            self.quoted = True
            return text
        if tag == "br":
            self._flush(text, heading=False)
            return []
        if tag == "table":
            self._flush(text, heading=False)
            self._table(child)
            return []
        if tag == "dl":
            self._flush(text, heading=False)
            self._definitions(child)
            return []
        if tag in _BLOCKS:
            self._flush(text, heading=False)
            inner = self._inside(child, [_number(child)] if tag == "li" else [])
            self._flush(inner, heading=tag in _HEADINGS)
            return []
        if tag == "sup":
            return [*text, raised(inline(child))]
        return self._inside(child, text)

    def _flush(self, text: list[str], *, heading: bool) -> None:
        printed = _SPACE.sub(" ", "".join(text)).strip()
        if printed:
            self.lines += 1
            self.blocks.append(Line(text=printed, where=f"line {self.lines}", heading=heading))

    def _definitions(self, element: HtmlElement) -> None:
        """A term and what is said of it stand on one line: ``2015/16: 12``."""
        term = ""
        for entry in element.iter("dt", "dd"):
            if is_hidden(entry):
                continue
            if entry.find(".//table") is not None:
                self._flush([term], heading=False)
                term = ""
                self.walk(entry)
            elif entry.tag == "dt":
                self._flush([term], heading=False)
                term = inline(entry)
            else:
                said = inline(entry)
                self._flush([f"{term.rstrip(':')}: {said}" if term else said], heading=False)
                term = ""
        self._flush([term], heading=False)

    def _table(self, table: HtmlElement) -> None:
        rows = list(_rows(table))
        caption = next((e for e in table if e.tag == "caption" and not is_hidden(e)), None)
        if caption is not None:
            self._flush([inline(caption)], heading=False)
        if _is_layout(table, rows):
            for row in rows:
                for cell in row:
                    if not is_hidden(cell):
                        self.walk(cell)
            return
        self.tables += 1
        name = f"table {self.tables}"
        inner: list[HtmlElement] = []
        grid = _grid(rows, name, inner)
        if grid is not None:
            self.blocks.append(grid)
        for one in inner:
            self._table(one)


def inline(element: HtmlElement) -> str:
    """The shown text inside an element, tables inside it left out; line breaks kept."""
    printed = _SPACE.sub(" ", "".join(_pieces(element)))
    lines = (line.strip() for line in printed.split(_BREAK))
    return "\n".join(line for line in lines if line)


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        tag = child.tag.lower() if isinstance(child.tag, str) else ""
        if tag and tag != "table" and tag not in _SKIPPED and not is_hidden(child):
            if tag == "sup":
                yield raised("".join(_pieces(child)))
            elif tag == "br":
                yield _BREAK
            else:
                apart = _BREAK if tag in _BLOCKS else ""
                yield apart
                yield from _pieces(child)
                yield apart
        yield child.tail or ""


def _rows(table: HtmlElement) -> Iterator[list[HtmlElement]]:
    """The cells of each row of this table, not of tables inside it."""
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is table:
            yield [cell for cell in row if cell.tag in ("td", "th")]


def _is_layout(table: HtmlElement, rows: list[list[HtmlElement]]) -> bool:
    """A table that only places things on the page, such as one around another."""
    if table.get("role") in ("presentation", "none"):
        return True
    nested = table.find(".//table") is not None
    if not nested:
        return sum(len(row) for row in rows) <= 1
    return len([row for row in rows if row]) == 1 or all(len(row) <= 1 for row in rows)


def _grid(rows: list[list[HtmlElement]], name: str, inner: list[HtmlElement]) -> Grid | None:
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    width = 0
    for number, row in enumerate(rows, 1):
        col = 1
        row_hidden = bool(row) and (parent := row[0].getparent()) is not None and is_hidden(parent)
        for element in row:
            while (number, col) in taken:
                col += 1
            down = _span(element, "rowspan") or len(rows)
            down = min(down, len(rows) - number + 1)
            right = _span(element, "colspan") or 1
            taken |= {(number + d, col + r) for d in range(down) for r in range(right)}
            nested = [
                table
                for table in element.iter("table")
                if next(table.iterancestors("td", "th"), None) is element
            ]
            inner += nested
            cells.append(
                Cell(
                    row=number,
                    col=col,
                    text=inline(element),
                    where=f"{name} row {number} col {col}",
                    row_span=down,
                    col_span=right,
                    hidden=row_hidden or is_hidden(element),
                    bold=element.tag == "th" or _is_bold(element),
                )
            )
            col += right
            width = max(width, col - 1)
    kept = tuple(cell for cell in cells if cell.text)
    if not kept and not inner:
        return None
    return Grid(name=name, cells=kept, rows=len(rows), cols=width)


def _span(element: HtmlElement, attribute: str) -> int:
    value = (element.get(attribute) or "1").strip()
    return min(int(value), MOST_SPAN) if value.isdigit() else 1


def _is_bold(element: HtmlElement) -> bool:
    bold = next(element.iter("b", "strong"), None)
    return bold is not None and inline(bold) == inline(element)


def _is_quoted(element: HtmlElement, tag: str) -> bool:
    """Quoted earlier mail, as mail programs mark it."""
    if tag == "blockquote" and element.get("type") == "cite":
        return True
    return bool(_QUOTED & set((element.get("class") or "").split()))


def _number(item: HtmlElement) -> str:
    """The number a browser prints before an item of a numbered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    start = parent.get("start") or "1"
    before = sum(sibling.tag == "li" for sibling in item.itersiblings(preceding=True))
    return f"{(int(start) if start.isdigit() else 1) + before}. "
