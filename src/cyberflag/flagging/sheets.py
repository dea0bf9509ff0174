"""The sheets people fill in: written without anything that tells a coder what is expected.

A sheet is a table with a number, the record's pseudonym, and an empty column for the code. The
text stays with the force unless it is asked for. Sheets come as CSV and as a spreadsheet with the
same rows; whichever of the two was filled in is read.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.audit import Code
from cyberflag.flagging.designfile import write_whole

AUDIT_ID, CODE = "audit_id", "code"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell must not begin with: a spreadsheet would run it."""

CODES: Mapping[str, Code] = {code.value: code for code in Code}


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLine:
    """A line of a sheet that was not used: which, why, and what to do."""

    sheet: str
    line: int
    fault: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A coded sheet: what each record was coded as. Lines in = used + refused."""

    name: str
    lines: int
    codes: Mapping[str, Code]
    refused: tuple[RefusedLine, ...]

    def __post_init__(self) -> None:
        if self.lines != len(self.codes) + len(self.refused):
            raise AssertionError(f"{self.lines} lines in {self.name} are not accounted for")


def write_table(path: Path, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table as CSV (UTF-8 with its mark, for spreadsheets)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    write_whole(path, text.getvalue().encode("utf-8-sig"))


def write_sheet(stem: Path, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write a coding sheet as ``stem.csv`` and ``stem.xlsx``."""
    write_table(stem.with_suffix(".csv"), heads, rows)
    book = openpyxl.Workbook()
    sheet = book.active
    if sheet is None:
        raise AssertionError("a new workbook has a sheet")
    sheet.title = stem.name
    sheet.append(list(heads))
    for row in rows:
        sheet.append([_safe(cell) for cell in row])
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    write_whole(stem.with_suffix(".xlsx"), content.getvalue())


def _safe(cell: object) -> object:
    if isinstance(cell, str):
        # Control characters cannot stand in a spreadsheet.
        plain = "".join(c if c.isprintable() or c in "\n\t" else " " for c in cell)
        return f"'{plain}" if plain.startswith(DANGEROUS) else plain
    return cell


def filled_sheet(stem: Path) -> Path | None:
    """The one of ``stem.csv`` and ``stem.xlsx`` that holds codes; None where neither is there.

    Raises :class:`CyberflagError` where both hold codes and they are not the same.
    """
    there = [
        path for path in (stem.with_suffix(".csv"), stem.with_suffix(".xlsx")) if path.exists()
    ]
    filled = {path: [row for row in _rows(path)[1:] if row.get(CODE)] for path in there}
    used = [path for path, rows in filled.items() if rows]
    if len(used) == 2:
        csv_codes, book_codes = ({r[AUDIT_ID]: r[CODE] for r in filled[path]} for path in used)
        if csv_codes != book_codes:
            raise CyberflagError(
                f"{used[0].name} and {used[1].name} hold different codes",
                place=str(stem.parent),
                remedy="Keep the one that counts and delete the other.",
            )
    return next(iter(used or there), None)


def read_sheet(path: Path, known: frozenset[str]) -> Sheet:
    """Read a coded sheet; ``known`` are the numbers of the records that should be in it.

    A line with no code, an unknown code or number, or a number that stood before, is refused.
    """
    rows = _rows(path)[1:]
    codes: dict[str, Code] = {}
    refused = []
    for row in rows:
        number, written = row[AUDIT_ID], row[CODE]
        code = CODES.get(" ".join(written.casefold().split()))
        if fault := _fault(number, written, code, known, codes):
            refused.append(
                RefusedLine(sheet=path.name, line=int(row["line"]), fault=fault[0], remedy=fault[1])
            )
        elif code is not None:
            codes[number] = code
    return Sheet(name=path.name, lines=len(rows), codes=codes, refused=tuple(refused))


def _fault(
    number: str, written: str, code: Code | None, known: frozenset[str], codes: Mapping[str, Code]
) -> tuple[str, str] | None:
    if number not in known:
        return (
            "no record of this sheet has this audit_id",
            "Restore the audit_id, or drop the line.",
        )
    if number in codes:
        return "this audit_id stood before", "Keep one line for each record."
    if not written:
        return "no code", f"Write one of {', '.join(CODES)}."
    if code is None:
        return "an unknown code", f"Write one of {', '.join(CODES)}."
    return None


def _rows(path: Path) -> list[dict[str, str]]:
    """The heading (as an empty row) and every line that is not blank, with its number."""
    grid = _book(path) if path.suffix == ".xlsx" else _csv(path)
    heads = [cell.strip().casefold() for cell in grid[0]] if grid else []
    missing = [name for name in (AUDIT_ID, CODE) if name not in heads]
    if missing:
        raise CyberflagError(
            f"there is no column {' and no column '.join(missing)}",
            place=path.name,
            remedy="Keep the first line of the sheet as it was written.",
        )
    rows = [{"line": "1"}]
    for number, cells in enumerate(grid[1:], 2):
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * len(heads)]
            row = {head: cell.strip() for head, cell in zip(heads, padded, strict=False)}
            rows.append({**row, "line": str(number)})
    return rows


def _csv(path: Path) -> list[list[str]]:
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise _unreadable(path) from fault
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Spreadsheets save CSV in the code page of Western Windows.
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _book(path: Path) -> list[list[str]]:
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as fault:
        raise _unreadable(path) from fault
    sheet = book.worksheets[0]
    return [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]


def _unreadable(path: Path) -> CyberflagError:
    return CyberflagError(
        "the sheet cannot be opened",
        place=path.name,
        remedy="Save it again as CSV or as a spreadsheet (.xlsx), and close it elsewhere.",
    )
