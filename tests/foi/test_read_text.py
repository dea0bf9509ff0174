"""Plain and delimited text: every encoding, every delimiter, tables set with spaces."""

from pathlib import Path

import pytest
from tests.foi.reading import lines, read_content, rows, texts, the_grid

TABLE = "Age,2015/16,2016/17\n13,12,<5\n14,7,9\nTotal,19,*\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["reply.csv", "reply.txt", "reply.xls"])
def test_any_delimiter_is_found_whatever_the_name(
    tmp_path: Path, delimiter: str, name: str
) -> None:
    document = read_content(tmp_path, name, TABLE.replace(",", delimiter).encode())
    if not (name == "reply.txt" and delimiter in "\t|"):
        assert document.kind == "csv"
        assert bool(document.warnings) == (name != "reply.csv")
    assert rows(the_grid(document)) == [line.split(",") for line in TABLE.splitlines()]
    assert texts(document)["table 1 row 2 col 3"] == "<5"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
def test_any_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    content = "Age,Girls – “flagged”\n13,12\n14,£7\nTotal,19\n".encode(encoding)
    document = read_content(tmp_path, "reply.csv", content)
    assert texts(document)["table 1 row 1 col 2"] == "Girls – “flagged”"
    assert texts(document)["table 1 row 3 col 2"] == "£7"
    assert document.warnings == ()


def test_lines_in_two_encodings_are_each_read_as_their_own(tmp_path: Path) -> None:
    content = b"Girls \xe2\x80\x93 flagged\r\nBoys \x96 flagged\r\n"
    document = read_content(tmp_path, "reply.txt", content)
    assert lines(document) == ["Girls – flagged", "Boys – flagged"]
    assert "two encodings" in document.warnings[0]


def test_preamble_notes_and_quoted_breaks_keep_their_rows(tmp_path: Path) -> None:
    content = (
        'Offences recorded with the flag\n\n"Age\nof victim",Number\n13,"1,234"\n\n'
        '"Note: marks, such as *, hide 1 to 4"\n'
    )
    document = read_content(tmp_path, "reply.csv", content.encode())
    assert texts(document) == {
        "table 1 row 1 col 1": "Offences recorded with the flag",
        "table 1 row 3 col 1": "Age\nof victim",
        "table 1 row 3 col 2": "Number",
        "table 1 row 4 col 1": "13",
        "table 1 row 4 col 2": "1,234",
        "table 1 row 6 col 1": "Note: marks, such as *, hide 1 to 4",
    }


def test_a_column_of_lines_is_csv_by_its_name_and_text_by_another(tmp_path: Path) -> None:
    content = b"Offences\n2015/16 - 12\n2016/17 - 6\n"
    assert read_content(tmp_path, "reply.csv", content).kind == "csv"
    document = read_content(tmp_path, "reply.txt", content)
    assert document.kind == "txt"
    assert [line.where for line in document.lines()] == ["line 1", "line 2", "line 3"]


def test_a_letter_with_commas_is_no_table(tmp_path: Path) -> None:
    letter = (
        "Dear Sir,\nThank you for your request, received on 4 May.\n\n"
        "In 2015/16, 12 offences were recorded, of which 3 were flagged.\nYours, the unit\n"
    )
    document = read_content(tmp_path, "reply.txt", letter.encode())
    assert document.kind == "txt"
    assert list(document.grids()) == []
    assert [line.where for line in document.lines()] == ["line 1", "line 2", "line 4", "line 5"]


ALIGNED = """\
Offences with the flag, 2015/16
Age group      Girls   Boys   Total
Under 10           1      *       1
10-12

13-15              8      2      10

Please note that figures may change.
               2015/16   2016/17
All                 12        14
2014/15
Part                 3
Female              22
"""


def test_tables_set_with_spaces_are_grids(tmp_path: Path) -> None:
    document = read_content(tmp_path, "reply.txt", ALIGNED.encode())
    first, *_ = document.grids()
    assert rows(first)[:2] == [
        ["Age group", "Girls", "Boys", "Total"],
        ["Under 10", "1", "*", "1"],
    ]
    assert lines(document)[0] == "Offences with the flag, 2015/16"
    last = list(document.grids())[-1]
    assert rows(last)[0] == ["", "2015/16", "2016/17"]
    assert rows(last)[2] == ["2014/15", "", ""]
    assert rows(last)[3] == ["Part", "3", ""]


def test_tables_with_strokes_and_rules_are_grids(tmp_path: Path) -> None:
    text = "Reply\n\n| Age | Count |\n|-----|------:|\n| 13  | 12    |\n| 14  | <5    |\n"
    document = read_content(tmp_path, "reply.txt", text.encode())
    assert rows(the_grid(document)) == [["Age", "Count"], ["13", "12"], ["14", "<5"]]
    assert texts(document)["table 1 row 3 col 2"] == "<5"


DRAWN = """\
+-------+-------+
|       | Count |
+-------+-------+
| 13    |    12 |
+-------+-------+
| 14    |    <5 |
+-------+-------+
"""
UNDERLINED = "          Count\n--------  -----\n13           12\n14           <5\n"
LOOSE = "Age band      Count  Share\n13  12  5%\n14 to 15  <5  9%\n"


@pytest.mark.parametrize(
    ("text", "table"),
    [
        (DRAWN, [["", "Count"], ["13", "12"], ["14", "<5"]]),
        (UNDERLINED, [["", "Count"], ["13", "12"], ["14", "<5"]]),
        (LOOSE, [["Age band", "Count", "Share"], ["13", "12", "5%"], ["14 to 15", "<5", "9%"]]),
    ],
)
def test_drawn_underlined_and_loose_tables_are_grids(
    tmp_path: Path, text: str, table: list[list[str]]
) -> None:
    document = read_content(tmp_path, "reply.txt", f"Our answer\n\n{text}".encode())
    assert rows(the_grid(document)) == table


def test_prose_with_two_spaces_is_no_table(tmp_path: Path) -> None:
    text = "We hold 12 records.  They are listed.\nOf these 3 carry it.  The rest do not.\n"
    document = read_content(tmp_path, "reply.txt", text.encode())
    assert list(document.grids()) == []
