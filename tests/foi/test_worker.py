"""Files are read in children: what goes wrong with one costs that one alone."""

import io
import os
import signal
import time
import zipfile
from pathlib import Path

import pytest

from cyberflag.core.errors import CyberflagError
from cyberflag.foi.document import Document
from cyberflag.foi.readers.read import read_document
from cyberflag.foi.readers.worker import MEMORY, read_all


def act(path: Path) -> str:
    """Does what the file's name says; runs in a child."""
    match path.stem.partition("-")[0]:
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "leave":
            os._exit(0)
        case "hang":
            time.sleep(60)
        case "grow":
            bytearray(2 * MEMORY)
        case "fault":
            raise KeyError(path.name)
        case "refuse":
            raise CyberflagError("refused", place=str(path), remedy="Mend it.")
    return path.name.upper()


def test_every_path_comes_back_once_and_in_order() -> None:
    paths = [Path(f"file-{number}") for number in range(20)]
    came = list(read_all(paths, act))
    assert came == [(path, path.name.upper()) for path in paths]


def test_nothing_to_read_is_no_work() -> None:
    assert list(read_all((), act)) == []


def test_what_goes_wrong_with_one_costs_that_one_alone() -> None:
    names = ["good-1", "crash", "good-2", "leave", "hang", "grow", "good-3", "fault", "refuse"]
    came = dict(read_all([Path(name) for name in names], act, seconds=3))
    assert [path.name for path in came] == names
    faults = {p.name: r.fault for p, r in came.items() if isinstance(r, CyberflagError)}
    assert set(faults) == {"crash", "leave", "hang", "grow", "fault", "refuse"}
    assert "broke the parser" in faults["crash"]
    assert "longer than 3 seconds" in faults["hang"]
    assert f"more than {MEMORY // 2**20:,} MB" in faults["grow"]
    assert "KeyError" in faults["fault"]
    assert faults["refuse"] == "refused"
    assert came[Path("good-3")] == "GOOD-3"


def test_who_stops_early_waits_for_nobody() -> None:
    start = time.monotonic()
    for path, _ in read_all([Path("good"), Path("hang-1"), Path("hang-2")], act):
        assert path.name == "good"
        break
    assert time.monotonic() - start < 20


def test_a_document_comes_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "reply.csv"
    path.write_text("Age,Count\n13,<5\n", encoding="utf-8")
    ((_, document),) = read_all((path,), read_document)
    assert isinstance(document, Document)
    assert document == read_document(path)


def hungry_workbook() -> bytes:
    """A workbook that passes every check of its directory and still takes far too much memory."""
    out = io.BytesIO()
    head = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/></Types>',
        )
        archive.writestr(
            "xl/workbook.xml",
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
            '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Type="x" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            stream.write(head.encode())
            # One row without end: a stream of rows cannot let any of it go.
            stream.write(b'<row r="1">')
            for _ in range(150):
                stream.write(b"<c><v>1</v></c>" * 70_000)
            stream.write(b"</row></sheetData></worksheet>")
    return out.getvalue()


@pytest.mark.slow
def test_what_passes_the_checks_is_still_stopped_by_the_memory_limit(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.xlsx", tmp_path / "good.csv"
    bad.write_bytes(hungry_workbook())
    good.write_text("Age,Count\n13,<5\n", encoding="utf-8")
    came = dict(read_all((bad, good), read_document))
    refused = came[bad]
    assert isinstance(refused, CyberflagError)
    assert "memory" in refused.fault or "unpacks" in refused.fault
    assert isinstance(came[good], Document)
