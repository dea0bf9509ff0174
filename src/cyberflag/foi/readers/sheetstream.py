"""Large Excel sheets row by row, in bounded memory: cells as printed, like the small ones.

openpyxl keeps every cell and takes half a minute for 100,000 rows; this reads the same parts
of the same file as a stream. A test compares the two.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import IO

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from cyberflag.foi.document import Grid
from cyberflag.foi.readers.numberformat import general, printed
from cyberflag.foi.readers.sheetgrid import SheetGrid
from cyberflag.foi.readers.textcode import raised

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_VALUE, _INLINE, _FORMULA, _TEXT, _RUN = (f"{M}{tag}" for tag in ("v", "is", "f", "t", "r"))
NO_VALUE = "formula without a stored value"

Style = tuple[str, bool, bool]
"""Number format, whether it is one of dates, whether the font is bold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What the sheets of a workbook share."""

    archive: zipfile.ZipFile
    strings: list[str]
    styles: list[Style]
    mac_dates: bool


def is_streamable(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook is of the usual dialect, with its parts where they usually are."""
    names = set(archive.namelist())
    usual = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names
    return usual and _STRICT[1:-1].encode() not in archive.read("xl/workbook.xml")


def streamed(archive: zipfile.ZipFile, file: str) -> Iterator[Grid]:
    """One grid per sheet that holds something; comments are left out."""
    root = _tree(archive, "xl/workbook.xml")
    properties = root.find(f"{M}workbookPr")
    book = _Book(
        archive=archive,
        strings=_strings(archive),
        styles=_styles(archive),
        mac_dates=properties is not None and properties.get("date1904") in ("1", "true"),
    )
    for name, title, hidden in sheet_parts(archive):
        grid = _sheet(book, name, title, file, hidden=hidden)
        if grid is not None:
            yield grid


def sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str, bool]]:
    """Each worksheet's part, its title, and whether it is hidden."""
    targets = {
        relation.get("Id"): str(relation.get("Target"))
        for relation in _tree(archive, "xl/_rels/workbook.xml.rels")
    }
    names = set(archive.namelist())
    for sheet in _tree(archive, "xl/workbook.xml").iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "").lstrip("/")
        name = target if target.startswith("xl/") else f"xl/{target}"
        if name in names and "worksheets/" in name:
            yield name, str(sheet.get("name")), sheet.get("state", "visible") != "visible"


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(name), parser)


def _events(part: IO[bytes], *tags: str) -> Iterator[etree._Element]:
    """Elements of these tags as they end; what came before them is let go."""
    for _, element in etree.iterparse(part, tag=tags, resolve_entities=False, no_network=True):
        yield element
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    with archive.open("xl/sharedStrings.xml") as part:
        return [_rich(item) for item in _events(part, f"{M}si")]


def _rich(item: etree._Element) -> str:
    """A string of one look or of several, raised digits as superscripts."""
    pieces = []
    for child in item:
        tag = child.tag
        if tag == _TEXT:
            pieces.append(child.text or "")
        elif tag == _RUN:
            text = child.findtext(f"{M}t") or ""
            align = child.find(f"{M}rPr/{M}vertAlign")
            is_raised = align is not None and align.get("val") == "superscript"
            pieces.append(raised(text) if is_raised else text)
    return "".join(pieces)


def _styles(archive: zipfile.ZipFile) -> list[Style]:
    if "xl/styles.xml" not in archive.namelist():
        return []
    root = _tree(archive, "xl/styles.xml")
    formats = {
        int(own.get("numFmtId", "0")): str(own.get("formatCode"))
        for own in root.iterfind(f"{M}numFmts/{M}numFmt")
    }
    bold = [
        (on := font.find(f"{M}b")) is not None and on.get("val", "1") not in ("0", "false")
        for font in root.iterfind(f"{M}fonts/{M}font")
    ]
    styles = []
    for look in root.iterfind(f"{M}cellXfs/{M}xf"):
        number = int(look.get("numFmtId", "0"))
        text = formats.get(number) or str(BUILTIN_FORMATS.get(number, "General"))
        font = int(look.get("fontId", "0"))
        styles.append((text, is_date_format(text), font < len(bold) and bold[font]))
    return styles


def _sheet(book: _Book, name: str, title: str, file: str, *, hidden: bool) -> Grid | None:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    hidden_cols: set[int] = set()
    hidden_rows: set[int] = set()
    made = SheetGrid(
        title, file, spans=spans, hidden_rows=hidden_rows, hidden_cols=hidden_cols, hidden=hidden
    )
    number = 0
    with book.archive.open(name) as part:
        for element in _events(part, f"{M}row", f"{M}col", f"{M}mergeCell"):
            if element.tag == f"{M}row":
                number = int(element.get("r") or number + 1)
                if element.get("hidden") in ("1", "true"):
                    hidden_rows.add(number)
                _row(book, made, element, number)
            elif element.tag == f"{M}col":
                if element.get("hidden") in ("1", "true"):
                    first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                    hidden_cols.update(range(first, last + 1))
            elif ":" in (reference := element.get("ref", "")):
                (top, left), (bottom, right) = map(_place, reference.split(":"))
                spans[top, left] = (bottom - top + 1, right - left + 1)
    return made.grid()


def _row(book: _Book, made: SheetGrid, row: etree._Element, number: int) -> None:
    col = 0
    for cell in row:
        reference = cell.get("r")
        col = _column(reference.rstrip("0123456789")) if reference else col + 1
        if len(cell):
            style = int(cell.get("s", "0"))
            look = book.styles[style] if style < len(book.styles) else ("General", False, False)
            text, note = _printed(book, cell, look)
            if text or note:
                made.add(number, col, text, bold=look[2], note=note)


def _printed(book: _Book, cell: etree._Element, look: Style) -> tuple[str, str]:
    """A cell's text, and why it is blank."""
    kind = cell.get("t", "n")
    stored, is_formula = None, False
    # Children one by one: find and findtext take longer than all the rest for a sheet of millions.
    for part in cell:
        tag = part.tag
        if tag == _VALUE:
            stored = part.text
        elif tag == _INLINE:
            return _rich(part), ""
        elif tag == _FORMULA:
            is_formula = True
    if not stored:
        return "", NO_VALUE if is_formula else ""
    if kind == "n":
        return _number(book, float(stored), look)
    if kind == "s":
        return printed(book.strings[int(stored)], look[0]), ""
    return (printed(stored == "1") if kind == "b" else stored), ""


def _number(book: _Book, value: float, look: Style) -> tuple[str, str]:
    if look[0] == "General":
        return general(value), ""
    if look[1]:
        epoch = MAC_EPOCH if book.mac_dates else WINDOWS_EPOCH
        return printed(from_excel(value, epoch), look[0]), ""
    text = printed(value, look[0])
    return text, "" if text.strip() else "the number format prints nothing"


def _place(reference: str) -> tuple[int, int]:
    """Row and column of ``B7``: (7, 2)."""
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), _column(letters)


@cache
def _column(letters: str) -> int:
    col = 0
    for letter in letters.replace("$", "").upper():
        col = col * 26 + ord(letter) - 64
    return col
