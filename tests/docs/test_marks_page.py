"""Every row of the page on marks is an example that holds."""

import re
from pathlib import Path

import pytest

from cyberflag.foi.document import Line
from cyberflag.foi.words.marknotes import marks_defined, meanings_for
from cyberflag.foi.words.marks import mark_of, read_value

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "marks.md"


def rows() -> list[tuple[str, ...]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    cells = [tuple(cell.strip() for cell in line.split("|")[1:-1]) for line in lines if "|" in line]
    return [row for row in cells if row[0] != "printed" and not row[0].startswith("---")]


def printed_as_code(cell: str) -> str:
    return cell.removeprefix("`").removesuffix("`")


@pytest.mark.parametrize("row", rows(), ids=" | ".join)
def test_a_row_reads_as_the_page_says(row: tuple[str, ...]) -> None:
    printed, note = (printed_as_code(cell) for cell in row[:2])
    defined = marks_defined([Line(text=note, where="line 1")])
    read = read_value(printed, meanings_for([mark_of(printed)], defined))
    if len(row) == 3:
        assert read is None
        assert row[2] == "no count"
        return
    assert read is not None
    reasons = "; ".join(reason.doubt.words for reason in read.reasons) or "-"
    assert (str(read.value or "unknown"), str(read.status), reasons) == row[2:]


def test_the_page_has_rows_of_every_kind() -> None:
    assert len(rows()) > 60
    assert {len(row) for row in rows()} == {3, 5}
    headings = re.findall(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == ["Numbers", "No counts", "Bounds", "Marks", "Absence"]
