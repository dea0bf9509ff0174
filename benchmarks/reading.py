"""How long reading a whole round takes, against the bare parsers opening the same files.

Run ``python benchmarks/reading.py [ROUND]``; ``--full`` also reads a sheet of 100,000 rows.
Ends with 1 if the project takes more than twice as long as the parsers alone.
"""

import argparse
import csv
import email
import email.policy
import io
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pdfplumber
import xlrd
import xlsxwriter
from lxml import html as lxml_html
from python_calamine import load_workbook
from rich.console import Console

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cyberflag.core.errors import CyberflagError
from cyberflag.foi.document import Document
from cyberflag.foi.readers.read import read_document
from cyberflag.foi.readers.worker import read_all
from cyberflag.foi.round import load_round, read_replies, reply_files

ROUND = Path(__file__).resolve().parents[1] / "examples" / "round-2015-16"
BAR = 2.0
TIMES = 5
LONG_ROWS = 100_000
MEGABYTE = 1024

console = Console()


def _calamine(content: bytes) -> None:
    book = load_workbook(io.BytesIO(content))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def _xlsx(content: bytes) -> None:
    # Values from one parser, hidden rows, formats and formulas from the other.
    _calamine(content)
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass


def _xls(content: bytes) -> None:
    book = xlrd.open_workbook(file_contents=content, formatting_info=True)
    for sheet in book.sheets():
        for row in range(sheet.nrows):
            sheet.row_values(row)


def _delimited(content: bytes) -> None:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"
    list(csv.reader(io.StringIO(content.decode(encoding, errors="replace"))))


def _html(content: bytes) -> None:
    for _ in lxml_html.fromstring(content).iter():
        pass


def _docx(content: bytes) -> None:
    letter = docx.Document(io.BytesIO(content))
    for block in letter.iter_inner_content():
        if isinstance(block, docx.table.Table):
            for row in block.rows:
                for cell in row.cells:
                    _ = cell.text
        else:
            _ = block.text


def _pdf(content: bytes) -> None:
    with pdfplumber.open(io.BytesIO(content)) as paper:
        for page in paper.pages:
            page.extract_text()
            page.extract_tables()


def _mail(content: bytes) -> None:
    mail = email.message_from_bytes(content, policy=email.policy.default)
    for part in mail.walk():
        if not part.is_multipart():
            body = part.get_payload(decode=True)
            ending = (part.get_filename() or "").rpartition(".")[2]
            if ending in BARE and isinstance(body, bytes):
                BARE[ending](body)
            elif part.get_content_type() == "text/html" and isinstance(body, bytes):
                _html(body)


def _text(content: bytes) -> None:
    content.decode("cp1252", errors="replace").splitlines()


BARE: Mapping[str, Callable[[bytes], None]] = {
    "xlsx": _xlsx,
    "xls": _xls,
    "ods": _calamine,
    "csv": _delimited,
    "tsv": _delimited,
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
    "eml": _mail,
    "txt": _text,
}
"""The parsers the project stands on, alone: open the file and take out what it holds."""


def bare_seconds(files: list[Path]) -> float:
    """Wall time of the bare parsers over these files, one after the other."""
    start = time.perf_counter()
    for file in files:
        BARE[file.suffix[1:]](file.read_bytes())
    return time.perf_counter() - start


def project_seconds(folder: Path) -> tuple[float, int, int]:
    """Wall time of reading the round through the project, files read, files refused."""
    start = time.perf_counter()
    replies = list(read_replies(load_round(folder)))
    seconds = time.perf_counter() - start
    refused = sum(isinstance(reply.result, CyberflagError) for reply in replies)
    return seconds, len(replies) - refused, refused


def peak_megabytes() -> float:
    """Peak memory so far of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


@dataclass(frozen=True, slots=True)
class Held:
    """What a child read of one file: how many cells, and its own peak memory so far, in MB."""

    cells: int
    peak: float


def held(path: Path) -> Held:
    """Read a file and look at one's own memory; runs in the child."""
    document: Document = read_document(path)
    return Held(sum(len(grid.cells) for grid in document.grids()), peak_megabytes())


def peak_of_children(files: list[Path]) -> float:
    """The largest peak of the children that read these files."""
    results = (result for _, result in read_all(files, held))
    return max(result.peak for result in results if isinstance(result, Held))


def long_sheet(path: Path) -> None:
    """A sheet of 100,000 rows by 6 columns."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Period", "Offence", "Sex", "Age", "Flag", "Number of offences"])
    for row in range(1, LONG_ROWS + 1):
        sheet.write_row(row, 0, ["2015/16", "88A", "Female", 10 + row % 8, "Yes", 1 + row % 3])
    book.close()


def long_seconds() -> tuple[float, Held | CyberflagError]:
    """Wall time of reading the long sheet in a child with limits, and what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.xlsx"
        long_sheet(path)
        start = time.perf_counter()
        result = next(iter(read_all((path,), held)))[1]
        seconds = time.perf_counter() - start
    return seconds, result


def main() -> int:
    """Measure; 1 if the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("round", nargs="?", type=Path, default=ROUND)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--full", action="store_true", help="also a sheet of 100,000 rows")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    round_ = load_round(args.round)
    files = [path for code in round_.asked for path in reply_files(round_, code)]
    bare_seconds(files[:5])
    bare, project, read, refused = [], [], 0, 0
    for _ in range(args.times):
        bare.append(bare_seconds(files))
        seconds, read, refused = project_seconds(args.round)
        project.append(seconds)
    ratio = statistics.median(project) / statistics.median(bare)
    body: dict[str, object] = {
        "files": len(files),
        "read": read,
        "refused": refused,
        "bare_seconds": round(statistics.median(bare), 3),
        "project_seconds": round(statistics.median(project), 3),
        "ratio": round(ratio, 2),
        "peak_mb": round(peak_megabytes()),
        "peak_child_mb": round(peak_of_children(files)),
    }
    if args.full:
        seconds, came = long_seconds()
        body["long_seconds"] = round(seconds, 2)
        if isinstance(came, Held):
            body |= {"long_cells": came.cells, "long_child_mb": round(came.peak)}
        else:
            body["long_refused"] = str(came)
    if args.json:
        print(json.dumps(body, indent=2))
    else:
        for name, value in body.items():
            console.print(f"{name:16} {value}", highlight=False)
        console.print(f"{'pass' if ratio <= BAR else 'FAIL'}  at most {BAR:g} times the parsers")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
