"""Word letters (docx, docm): paragraphs and tables in order, tables inside tables, notes.

python-docx opens the package; its own walk is not used, because it does not see content
controls, text boxes and tracked changes.
"""

import io
from collections.abc import Iterator

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.part import PartFactory
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from cyberflag.foi.document import Cell, Document, Grid, Line
from cyberflag.foi.docxtext import (
    TEXT_BOX,
    Element,
    Notes,
    Numbering,
    W,
    is_on,
    numbering,
    runs,
    value,
)
from cyberflag.foi.limits import check_table

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORD = "application/vnd.ms-word."
for _kind in (
    f"{_WORD}document.macroEnabled.main+xml",
    f"{_WORD}template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
):
    # Letters with macros and templates are the same inside; only their declared type differs.
    PartFactory.part_type_for[_kind] = DocumentPart

_DELETED = (f"{W}del", f"{W}moveFrom")


def read(content: bytes, file: str) -> Document:
    """Lines (``line 12``), tables (``table 1 row 3 col 4``), then notes and the page's margins.

    ``header line 1``, ``footer line 1`` and ``footnote 1`` are counted apart, so that they
    move no address of the body.
    """
    letter = _opened(content)
    body = letter.element.body
    text = _Letter(file, _part(letter, RELATION.NUMBERING), _part(letter, RELATION.STYLES))
    headers = list(text.margin(letter, RELATION.HEADER, "header"))
    text.walk(body)
    notes = list(text.footnotes(letter))
    footers = list(text.margin(letter, RELATION.FOOTER, "footer"))
    found = []
    if any("vbaProject" in str(part.partname) for part in letter.part.package.iter_parts()):
        found.append("the letter holds macros; they were not run")
    if next(body.iter(*_DELETED, f"{W}ins"), None) is not None:
        found.append("the letter holds tracked changes; it was read as if all were accepted")
    if any(is_on(properties, "vanish") for properties in body.iter(f"{W}rPr")):
        found.append("the letter holds hidden text, which was left out")
    return Document(
        file=file,
        sha256="",
        kind="docx",
        blocks=(*headers, *text.blocks, *notes, *footers),
        warnings=tuple(found),
    )


def _opened(content: bytes) -> DocxDocument:
    package = Package.open(io.BytesIO(content))
    opened: DocxDocument = package.main_document_part.document
    return opened


def _part(letter: DocxDocument, relation: str) -> Element | None:
    for one in letter.part.rels.values():
        if one.reltype == relation and not one.is_external:
            return _root(one.target_part)
    return None


def _root(part: object) -> Element:
    element = getattr(part, "element", None)
    if element is not None:
        root: Element = element
        return root
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(getattr(part, "blob", b""), parser)


class _Letter:
    """Walks a letter and counts its lines and tables."""

    def __init__(self, file: str, numbers: Element | None, styles: Element | None) -> None:
        self.blocks: list[Line | Grid] = []
        self._file = file
        self._notes = Notes()
        self._numbering: Numbering = numbering(numbers, styles)
        self._headings = frozenset(_heading_styles(styles))
        self._lines = 0
        self._tables = 0

    def walk(self, container: Element) -> None:
        """The paragraphs and tables inside ``container``, in order."""
        for child in container:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag not in _DELETED:
                # Content controls and custom XML wrap paragraphs; other elements hold none.
                self.walk(child)

    def _paragraph(self, paragraph: Element) -> None:
        prefix = self._numbering.prefix(paragraph)
        printed = prefix + "".join(run.text for run in runs(paragraph, self._notes))
        style = value(paragraph, f"{W}pPr/{W}pStyle")
        for line in printed.split("\n") if printed.strip() else ():
            if line.strip():
                self._lines += 1
                self.blocks.append(
                    Line(
                        text=line.strip(),
                        where=f"line {self._lines}",
                        heading=style in self._headings,
                    )
                )
        for box in _text_boxes(paragraph):
            self.walk(box)

    def _table(self, table: Element) -> None:
        self._tables += 1
        name = f"table {self._tables}"
        place = len(self.blocks)
        cells = list(self._cells(table, name))
        columns = {cell.col for cell in cells}
        check_table(name, len(cells), len(columns), self._file)
        if cells:
            grid = Grid(
                name=name,
                cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))),
                rows=max(cell.row + cell.row_span - 1 for cell in cells),
                cols=max(cell.col + cell.col_span - 1 for cell in cells),
            )
            self.blocks.insert(place, grid)

    def _cells(self, table: Element, name: str) -> Iterator[Cell]:
        open_: dict[int, tuple[int, int]] = {}
        merged: dict[tuple[int, int], int] = {}
        made: list[Cell] = []
        number = 0
        for row in _own(table, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            number += 1
            col = 1 + int(value(properties, f"{W}gridBefore", "0") or 0)
            for box in _own(row, f"{W}tc"):
                about = box.find(f"{W}tcPr")
                right = int(value(about, f"{W}gridSpan", "1") or 1)
                merge = about.find(f"{W}vMerge") if about is not None else None
                goes_on = merge is not None and merge.get(f"{W}val") != "restart"
                if goes_on and col in open_:
                    merged[open_[col]] += 1
                else:
                    open_.pop(col, None)
                    if merge is not None:
                        open_[col] = (number, col)
                    merged[number, col] = 1
                    made.append(self._cell(box, name, number, col, right))
                col += right
        for cell in made:
            if cell.text:
                down = merged[cell.row, cell.col]
                yield (
                    cell
                    if down == 1
                    else Cell(
                        row=cell.row,
                        col=cell.col,
                        text=cell.text,
                        where=cell.where,
                        row_span=down,
                        col_span=cell.col_span,
                        bold=cell.bold,
                    )
                )

    def _cell(self, box: Element, name: str, row: int, col: int, right: int) -> Cell:
        texts, bold = [], []
        for child in _own(box, f"{W}p"):
            pieces = list(runs(child, self._notes))
            bold += [run.bold for run in pieces if run.text.strip()]
            texts.append(self._numbering.prefix(child) + "".join(run.text for run in pieces))
        for inner in _own(box, f"{W}tbl"):
            self._table(inner)
        return Cell(
            row=row,
            col=col,
            text="\n".join(text.strip() for text in texts if text.strip()),
            where=f"{name} row {row} col {col}",
            col_span=right,
            bold=bool(bold) and all(bold),
        )

    def margin(self, letter: DocxDocument, relation: str, what: str) -> Iterator[Line]:
        """The lines at the top or foot of every page, each once."""
        seen: dict[str, None] = {}
        for one in letter.part.rels.values():
            if one.reltype == relation and not one.is_external:
                for paragraph in _root(one.target_part).iter(f"{W}p"):
                    text = "".join(run.text for run in runs(paragraph, Notes())).strip()
                    if text:
                        seen.setdefault(" ".join(text.split()))
        for number, text in enumerate(seen, 1):
            yield Line(text=text, where=f"{what} line {number}")

    def footnotes(self, letter: DocxDocument) -> Iterator[Line]:
        """The notes referred to, each with the number it is printed with."""
        parts = {
            "footnote": _part(letter, RELATION.FOOTNOTES),
            "endnote": _part(letter, RELATION.ENDNOTES),
        }
        for kind, id_ in list(self._notes.order):
            root = parts[kind]
            for note in root.iter(f"{W}{kind}") if root is not None else ():
                if note.get(f"{W}id") != id_:
                    continue
                number = self._notes.number(kind, id_)
                text = " ".join(
                    "".join(run.text for run in runs(paragraph, Notes())).strip()
                    for paragraph in note.iter(f"{W}p")
                )
                yield Line(text=f"{number} {text.strip()}", where=f"{kind} {number}")


def _heading_styles(styles: Element | None) -> Iterator[str]:
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name = value(style, f"{W}name").lower()
        if name.startswith("heading") or name in ("title", "subtitle"):
            yield str(style.get(f"{W}styleId"))


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    for box in paragraph.iter(TEXT_BOX):
        # Word writes each text box twice, once for old readers.
        if next(box.iterancestors(_FALLBACK), None) is None:
            yield box


def _own(container: Element, tag: str) -> Iterator[Element]:
    """Rows, cells or paragraphs of this container, inside content controls too."""
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _own(child, tag)
