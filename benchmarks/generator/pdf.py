"""Replies as PDF: ruled and unruled tables, over as many pages as they need."""

import io
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from benchmarks.generator.paper import (
    Blank,
    Cell,
    Figure,
    Line,
    NewPage,
    Place,
    Reply,
    Table,
    Written,
)

_FONT, _BOLD, _SIZE = "Helvetica", "Helvetica-Bold", 9.5
_LEFT, _TOP, _BOTTOM = 56.0, A4[1] - 60.0, 60.0
_WIDE = A4[0] - 2 * _LEFT
_LINE, _ROW, _PAD = 13.0, 17.0, 5.0


@dataclass(slots=True)
class _Pen:
    """Draws downwards and knows on which page, line and table row it is."""

    canvas: Canvas
    y: float = _TOP
    page: int = 1
    line: int = 0
    row: int = 0
    places: list[Place] = field(default_factory=list)

    def new_page(self) -> None:
        self.canvas.showPage()
        self.y, self.page, self.line, self.row = _TOP, self.page + 1, 0, 0

    def text(self, x: float, text: str, *, bold: bool = False, size: float = _SIZE) -> None:
        self.canvas.setFont(_BOLD if bold else _FONT, size)
        self.canvas.drawString(x, self.y, text)


def write_pdf(reply: Reply) -> Written:
    """The reply as a PDF whose bytes depend on the reply alone."""
    out = io.BytesIO()
    pen = _Pen(Canvas(out, pagesize=A4, invariant=1, pageCompression=1))
    for block in reply.blocks:
        match block:
            case Line():
                _draw_line(pen, block)
            case Blank(lines=lines):
                pen.y -= _LINE * lines
            case NewPage():
                pen.new_page()
            case _:
                _draw_table(pen, block)
    pen.canvas.save()
    return Written(content=out.getvalue(), places=tuple(pen.places))


def _draw_line(pen: _Pen, line: Line) -> None:
    size = 12.0 if line.heading else _SIZE
    font = _BOLD if line.heading else _FONT
    printed = ("• " if line.bullet else "") + line.text
    pieces = simpleSplit(printed, font, size, _WIDE)
    figures = [p for p in line.parts if isinstance(p, Figure) and p.means is not None]
    for piece in pieces:
        if pen.y < _BOTTOM:
            pen.new_page()
        pen.line += 1
        pen.text(_LEFT, piece, bold=line.heading, size=size)
        pen.y -= _LINE
        rest = piece
        while figures and figures[0].text in rest:
            figure = figures.pop(0)
            rest = rest.partition(figure.text)[2]
            where = f"page {pen.page} line {pen.line}"
            means = figure.means
            if means is not None:
                pen.places.append(Place(where=where, printed=figure.text, means=means))
    pen.y -= 3


def _draw_table(pen: _Pen, drawn: Table) -> None:
    widths, size = _widths(drawn)
    edges = [_LEFT]
    for width in widths:
        edges.append(edges[-1] + width)
    pen.y -= 4
    head = drawn.rows[: drawn.header_rows]
    number = 0
    while number < len(drawn.rows):
        if pen.y - _ROW < _BOTTOM:
            pen.new_page()
            for row in range(len(head)):
                _draw_row(pen, drawn, row, edges, size, counted=False)
        _draw_row(pen, drawn, number, edges, size, counted=True)
        number += 1
    pen.y -= 8


def _draw_row(
    pen: _Pen, drawn: Table, number: int, edges: list[float], size: float, *, counted: bool
) -> None:
    top = pen.y
    pen.row += 1
    for col, cell in enumerate(drawn.rows[number]):
        if cell is None:
            continue
        right = edges[min(col + cell.cols, len(edges) - 1)]
        height = _ROW * cell.rows
        if drawn.ruled:
            pen.canvas.setLineWidth(0.6)
            pen.canvas.rect(edges[col], top - height, right - edges[col], height)
        pen.y = top - height / 2 - size / 3
        bold = cell.bold or number < drawn.header_rows
        if col > 0 and cell.cols == 1:
            wide = stringWidth(cell.text, _BOLD if bold else _FONT, size)
            pen.text(right - _PAD - wide, cell.text, bold=bold, size=size)
        else:
            pen.text(edges[col] + _PAD, cell.text, bold=bold, size=size)
        if counted and cell.means is not None:
            where = f"page {pen.page} row {pen.row} col {col + 1}"
            pen.places.append(Place(where=where, printed=cell.text, means=cell.means))
    pen.y = top - _ROW


def _widths(drawn: Table) -> tuple[list[float], float]:
    """Column widths that fit the page, and the type size that makes them fit."""
    for size in (_SIZE, 8.0, 7.0, 6.0, 5.0):
        widths = [_width(drawn, col, size) for col in range(drawn.width)]
        _widen_for_spans(drawn, widths, size)
        if sum(widths) <= _WIDE:
            return widths, size
    return [width * _WIDE / sum(widths) for width in widths], 5.0


def _width(drawn: Table, col: int, size: float) -> float:
    texts = [cell.text for row in drawn.rows if (cell := row[col]) is not None and cell.cols == 1]
    widest: float = max([stringWidth(t, _BOLD, size) for t in texts] + [18.0])
    return widest + 2 * _PAD


def _widen_for_spans(drawn: Table, widths: list[float], size: float) -> None:
    for row in drawn.rows:
        for col, cell in enumerate(row):
            if isinstance(cell, Cell) and cell.cols > 1:
                needed = stringWidth(cell.text, _BOLD, size) + 2 * _PAD
                held = sum(widths[col : col + cell.cols])
                if needed > held:
                    widths[col + cell.cols - 1] += needed - held
