"""PDF letters: lines and tables in the order of the page, by pdfplumber.

Tables with lines are found by their lines, others by the gaps between their columns. A table
that goes on over pages is one grid per page.
"""

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.table import Table

from cyberflag.core.errors import CyberflagError
from cyberflag.foi.document import Cell, Document, Grid, Line
from cyberflag.foi.kinds import locked
from cyberflag.foi.limits import cut_short
from cyberflag.foi.pagewords import PrintedLine, Word, joined, lines_of
from cyberflag.foi.unruled import Found, tables_in

MOST_PAGES = 400
NEAR = 2.0
"""Lines of a table that lie no further apart than this (points) are one line."""

# pdfminer reports every oddity of a file; what matters here is found in what was read.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """A table of a page before it has addresses: rows of (col, row span, col span, text, bold)."""

    top: float
    rows: int
    cols: int
    cells: tuple[tuple[int, int, int, int, str, bool], ...]


def read(content: bytes, file: str) -> Document:
    """Lines (``page 2 line 12``) and grids (``page 2 row 3 col 4``, rows counted over the page)."""
    blocks: list[Line | Grid] = []
    found: list[str] = []
    pictures = []
    tables = 0
    with _opened(content, file) as paper:
        pages = paper.pages
        if not pages:
            raise cut_short(file, "pdf")
        if len(pages) > MOST_PAGES:
            raise CyberflagError(
                f"the file has {len(pages):,} pages",
                place=file,
                remedy="Keep the pages of the answer, save them and read those.",
            )
        for number, page in enumerate(pages, 1):
            words = _words(page)
            if not words and page.images:
                pictures.append(number)
            for block in _page_blocks(page, words, number, tables):
                tables += isinstance(block, Grid)
                blocks.append(block)
            if any(_field_value(annot) for annot in page.annots):
                found.append(f"page {number} has form fields; what is filled in is not read")
            page.close()
    if pictures and not blocks:
        raise CyberflagError(
            "the pages are pictures (a scan) without text",
            place=file,
            remedy="Ask the force for a version with text, or run text recognition (OCR) over it.",
        )
    if pictures:
        named = ", ".join(str(number) for number in pictures)
        found.append(f"pages without text, only pictures: {named}")
    if b"%%EOF" not in content[-2048:]:
        found.append("the file has no proper end; pages may be missing")
    return Document(file=file, sha256="", kind="pdf", blocks=tuple(blocks), warnings=tuple(found))


def _opened(content: bytes, file: str) -> PDF:
    try:
        return pdfplumber.open(io.BytesIO(content))
    except Exception as fault:
        # pdfplumber wraps what pdfminer raises; the cause tells a password from damage.
        causes = (fault, fault.__cause__, fault.__context__, *fault.args)
        if any(isinstance(c, PDFPasswordIncorrect | PDFEncryptionError) for c in causes):
            raise locked(file) from None
        raise cut_short(file, "pdf") from fault


def _words(page: Page) -> list[Word]:
    chars = page.chars
    places = {(c["text"], round(c["x0"]), round(c["top"])) for c in chars}
    if len(places) < len(chars):
        # Bold made by printing twice would print 12 as 1122.
        page = page.dedupe_chars(tolerance=1)
    return [
        Word(
            text=word["text"],
            x0=word["x0"],
            x1=word["x1"],
            top=word["top"],
            bottom=word["bottom"],
            size=word["size"],
            bold="bold" in word["fontname"].lower() or "black" in word["fontname"].lower(),
        )
        for word in page.extract_words(
            x_tolerance_ratio=0.15, use_text_flow=False, extra_attrs=["fontname", "size"]
        )
    ]


def _page_blocks(
    page: Page, words: Sequence[Word], number: int, tables: int
) -> Iterator[Line | Grid]:
    boxes = []
    for table in page.find_tables() if page.edges else ():
        box = _ruled(table, words)
        if box is not None:
            boxes.append(box)
            words = [w for w in words if not _inside(w, table.bbox)]
    lines = lines_of(words)
    unruled = {table.start: table for table in tables_in(lines)}
    row = line_number = 0
    pending = sorted(boxes, key=lambda box: box.top)
    place = 0
    while place < len(lines) or pending:
        if pending and (place == len(lines) or pending[0].top < lines[place].top):
            box = pending.pop(0)
        elif place in unruled:
            box = _unruled_box(unruled[place], lines)
            place = unruled[place].stop
        else:
            line_number += 1
            yield _text_line(lines[place], f"page {number} line {line_number}", lines)
            place += 1
            continue
        tables += 1
        yield _grid(box, f"table {tables}", number, row)
        row += box.rows


def _text_line(line: PrintedLine, where: str, lines: Sequence[PrintedLine]) -> Line:
    sizes = sorted(one.size for one in lines)
    heading = line.bold or line.size > 1.15 * sizes[len(sizes) // 2]
    return Line(text=line.text, where=where, heading=heading)


def _grid(box: _Box, name: str, page: int, above: int) -> Grid:
    """The table with its addresses; ``above`` rows of other tables stand on the page before it."""
    return Grid(
        name=f"page {page} {name}",
        cells=tuple(
            Cell(
                row=row,
                col=col,
                text=text,
                where=f"page {page} row {above + row} col {col}",
                row_span=down,
                col_span=right,
                bold=bold,
            )
            for row, col, down, right, text, bold in box.cells
        ),
        rows=box.rows,
        cols=box.cols,
    )


def _unruled_box(table: Found, lines: Sequence[PrintedLine]) -> _Box:
    return _Box(
        top=lines[table.start].top,
        rows=len(table.rows),
        cols=table.cols,
        cells=tuple(
            (row, cell.col + 1, cell.rows, cell.span, cell.text, cell.bold)
            for row, cells in enumerate(table.rows, 1)
            for cell in cells
        ),
    )


def _ruled(table: Table, words: Sequence[Word]) -> _Box | None:
    """A table by its lines; None for a frame around text or around an unruled table."""
    boxes = list(table.cells)
    xs = _edges([x for box in boxes for x in (box[0], box[2])])
    ys = _edges([y for box in boxes for y in (box[1], box[3])])
    if len(xs) < 3 or len(boxes) < 2:
        return None
    cells = []
    for x0, top, x1, bottom in boxes:
        held = [w for w in words if _inside(w, (x0, top, x1, bottom))]
        row, col = _place(ys, top), _place(xs, x0)
        if held:
            down, right = max(_place(ys, bottom) - row, 1), max(_place(xs, x1) - col, 1)
            bold = all(word.bold for word in held)
            cells.append((row + 1, col + 1, down, right, joined(held), bold))
    if not cells:
        return None
    return _Box(top=table.bbox[1], rows=len(ys) - 1, cols=len(xs) - 1, cells=tuple(sorted(cells)))


def _edges(positions: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for position in sorted(positions):
        if not edges or position - edges[-1] > NEAR:
            edges.append(position)
    return edges


def _place(edges: Sequence[float], position: float) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - position))


def _inside(word: Word, box: tuple[float, float, float, float]) -> bool:
    middle = (word.x0 + word.x1) / 2
    return box[0] <= middle <= box[2] and box[1] <= word.middle <= box[3]


def _field_value(annot: dict[str, Any]) -> bool:  # Any: pdfplumber's own dictionaries
    inner = annot.get("data") or {}
    return bool(isinstance(inner, dict) and inner.get("V"))
