"""Web pages: the grid a browser shows, texts as printed."""

from pathlib import Path

from tests.foi.reading import cells_of, lines, read_content, rows, texts, the_grid

from cyberflag.foi.document import Grid


def test_spans_are_laid_out_and_texts_kept(tmp_path: Path) -> None:
    page = """<!doctype html><html><head><title>Log</title><style>td{}</style></head><body>
    <h2>Question 1</h2><script>var x = 12;</script>
    <table><caption>Offences</caption><thead>
    <tr><th rowspan=2>Age</th><th colspan=2>2015/16</th></tr>
    <tr><th>Girls</th><th>Boys</th></tr></thead><tbody>
    <tr><td>066</td><td>1,234</td><td>12<sup>1</sup></td></tr>
    <tr style="display:none"><td>x</td><td>1</td><td>2</td></tr>
    <tr><td>13<br>to 15</td><td><b>&lt;5</b></td><td>&nbsp;</td></tr></tbody></table>
    <p>Total&nbsp;Count <strong>52</strong></p></body></html>"""
    document = read_content(tmp_path, "reply.html", page.encode())
    assert document.kind == "html"
    assert texts(document) == {
        "table 1 row 1 col 1": "Age",
        "table 1 row 1 col 2": "2015/16",
        "table 1 row 2 col 2": "Girls",
        "table 1 row 2 col 3": "Boys",
        "table 1 row 3 col 1": "066",
        "table 1 row 3 col 2": "1,234",
        "table 1 row 3 col 3": "12¹",
        "table 1 row 4 col 1": "x",
        "table 1 row 4 col 2": "1",
        "table 1 row 4 col 3": "2",
        "table 1 row 5 col 1": "13\nto 15",
        "table 1 row 5 col 2": "<5",
    }
    cells = {cell.where: cell for cell in cells_of(document)}
    assert cells["table 1 row 1 col 1"].row_span == 2
    assert cells["table 1 row 1 col 2"].col_span == 2
    assert cells["table 1 row 4 col 2"].hidden and not cells["table 1 row 5 col 2"].hidden
    assert cells["table 1 row 5 col 2"].bold and cells["table 1 row 2 col 2"].bold
    assert lines(document) == ["Question 1", "Offences", "Total Count 52"]
    assert next(document.lines()).heading


def test_a_table_in_a_table_is_a_grid_of_its_own(tmp_path: Path) -> None:
    page = """<table><tr><td>Q1</td><td>Answer<table><tr><td>13</td><td>7</td></tr></table></td>
    </tr><tr><td>Q2</td><td>12</td></tr></table>"""
    outer, inner = read_content(tmp_path, "reply.html", page.encode()).grids()
    assert rows(outer) == [["Q1", "Answer"], ["Q2", "12"]]
    assert rows(inner) == [["13", "7"]]
    assert inner.cells[1].where == "table 2 row 1 col 2"


def test_a_table_that_only_places_things_is_not_shown_as_one(tmp_path: Path) -> None:
    page = """<table role="presentation"><tr><td><p>Dear Sir</p>
    <table><tr><td>13</td><td>7</td></tr></table></td></tr></table>"""
    document = read_content(tmp_path, "reply.html", page.encode())
    assert lines(document) == ["Dear Sir"]
    assert the_grid(document).name == "table 1"


def test_lists_breaks_and_definitions_are_lines(tmp_path: Path) -> None:
    page = """<div>2015/16 - 12<br>2016/17 - 6</div><ol><li>First<li>Second</ol>
    <ul><li>2014/15: 3</ul><dl><dt>Flagged</dt><dd>12</dd></dl><p style="display: none">no</p>"""
    document = read_content(tmp_path, "reply.html", b"<html><body>" + page.encode())
    assert lines(document) == [
        "2015/16 - 12",
        "2016/17 - 6",
        "1. First",
        "2. Second",
        "2014/15: 3",
        "Flagged: 12",
    ]


def test_a_page_named_as_a_spreadsheet_is_read_as_a_page(tmp_path: Path) -> None:
    page = b"<html><meta charset=windows-1252><table><tr><td>Girls \x96 all<td>12</table></html>"
    document = read_content(tmp_path, "reply.xls", page)
    assert document.kind == "html"
    assert texts(document)["table 1 row 1 col 1"] == "Girls – all"
    assert "the name ends in .xls, but the file is html" in document.warnings[0]


def test_spans_without_bounds_stay_bounded(tmp_path: Path) -> None:
    page = b"<table><tr><td rowspan=99999999 colspan=99999999>1<td>2<tr><td>3</table>"
    document = read_content(tmp_path, "reply.html", b"<html>" + page)
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    assert grid.rows == 2
