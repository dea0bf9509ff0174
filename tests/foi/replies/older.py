"""Replies in the older and the open spreadsheet formats."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from tests.foi.replies.sheets import ONLINE
from tests.foi.replies.truth import (
    FLAG,
    SUPPRESSED,
    TOTAL,
    UNEXPLAINED,
    UNKNOWN,
    Cell,
    Facts,
    Lines,
    Reply,
    Truth,
    ages,
    body,
    cy,
    fy,
    offences,
    periods,
    sheet,
    under,
    within,
)


def xls_write(
    path: Path,
    pages: Sequence[tuple[str, Lines]],
    merges: Sequence[tuple[int, int, int, int]] = (),
) -> None:
    """Write an old Excel workbook; merges (first row, last row, first col, last col) hold on the first sheet."""
    book = xlwt.Workbook()
    for n, (name, lines) in enumerate(pages):
        page = book.add_sheet(name)
        spans = {(r1, c1): (r1, r2, c1, c2) for r1, r2, c1, c2 in merges} if n == 0 else {}
        for r, line in enumerate(lines):
            for c, value in enumerate(line):
                if (r, c) in spans:
                    page.write_merge(*spans[r, c], value)
                elif value is not None:
                    page.write(r, c, value)
    book.save(str(path))


def sex_by_band(path: Path) -> Truth:
    values: list[list[object]] = [
        [None, 22, None, 2],
        ["*", "*", None, None],
        [None, "*", None, 22],
        [0, 22, 0, 24],
    ]
    lines: Lines = [
        ["Total Count 52"],
        [None, "11 and under", "12-15", "16 and over", "Unknown Age"],
        *[[a, *b] for a, b in zip(("Female", "Male", "Unknown", "Sum:"), values, strict=True)],
        [],
        ["* denotes five or fewer. Sums do not include suppressed values."],
    ]
    xls_write(path, [("Q1 071-17 2024-25", lines)])
    rows: list[Facts] = [{"sex": "female"}, {"sex": "male"}, {"sex": "unknown"}, TOTAL]
    cols: list[Facts] = [*ages((0, 11), (12, 15), (16, None)), {"age": UNKNOWN}]
    base = Cell(
        offence="071/17", period=fy(2024), either={"offence": ("all", None), "period": (None,)}
    )
    cells = body(base, values, rows, cols, sheet("Q1 071-17 2024-25", 3, 2), {"*": within(1, 5, 0)})
    # The printed sums leave out what is suppressed: as totals they are not what they say.
    cells = [
        c.but(optional=True, either={"low": (0, 22, 24), "high": (None, 5, 27, 10, 32, 29)})
        if c.is_total
        else c
        for c in cells
    ]
    cells.append(base.number(52, "Q1 071-17 2024-25!A1", is_total=True))
    return Truth(
        cells=[c.but(either={"unit": ("offences", "victims")}) for c in cells], questions_at_least=1
    )


def calendar_years(path: Path) -> Truth:
    values: Lines = [[2.0, 0.0, 5.0], [18.0, 23.0, 31.0], [20.0, 23.0, 36.0]]
    lines: Lines = [
        ["Norfolk Constabulary"],
        ["Crimes recorded with Keyword 'Cyber', child sexual offences"],
        [],
        ["Calendar Year", 2014.0, 2015.0, 2016.0],
        *[[a, *b] for a, b in zip(("Rape", "Other sexual offences", "Total"), values, strict=True)],
        ["FOI 3381/17", 1.0],
    ]
    xls_write(path, [("Sheet1", lines)])
    rows: list[Facts] = [*offences("rape", "other"), TOTAL]
    shown = [[int(v) for v in line] for line in values]
    base = Cell(online="online", unit="crimes", either={"unit": ("offences",)})
    return Truth(
        cells=body(base, shown, rows, periods(cy(2014), cy(2015), cy(2016)), sheet("Sheet1", 5, 2))
    )


def xls_two_years(path: Path) -> Truth:
    top = [
        ["Offence", "01/04/2014 - 31/03/2015", None, None, "01/04/2015 - 31/03/2016", None, None],
        [None, "Cyber Flag Y", "Cyber Flag N", "Total", "Cyber Flag Y", "Cyber Flag N", "Total"],
    ]
    values: Lines = [
        [2, 96, 98, 4, 101, 105],
        [11, 210, 221, 17, 198, 215],
        [30, 12, 42, 44, 9, 53],
        [43, 318, 361, 65, 308, 373],
    ]
    labels = [
        "Rape of a Female Child under 13 (19E)",
        "Sexual Activity Involving Child under 16 (22B)",
        "Sexual Grooming (88A)",
        "Grand Total",
    ]
    lines: Lines = [
        ["Number of crimes"],
        *top,
        *[[a, *b] for a, b in zip(labels, values, strict=True)],
    ]
    xls_write(path, [("Data", lines)], merges=[(1, 2, 0, 0), (1, 1, 1, 3), (1, 1, 4, 6)])
    cols: list[Facts] = [{**flag, "period": year} for year in (fy(2014), fy(2015)) for flag in FLAG]
    rows: list[Facts] = [*offences("19E", "22B", "88A"), TOTAL]
    return Truth(cells=body(Cell(unit="crimes"), values, rows, cols, sheet("Data", 4, 2)))


def ods_write(
    path: Path,
    pages: Sequence[tuple[str, Lines]],
    wide: dict[tuple[int, int], int] | None = None,
) -> None:
    """Write an OpenDocument spreadsheet; ``wide`` maps (row, col), from 0, to columns spanned."""
    book = OpenDocumentSpreadsheet()
    for name, lines in pages:
        page = Table(name=name)
        for r, line in enumerate(lines):
            row = TableRow()
            covered = 0
            for c, value in enumerate(line):
                if covered:
                    row.addElement(CoveredTableCell())
                    covered -= 1
                    continue
                row.addElement(_ods_cell(value, (wide or {}).get((r, c), 1)))
                covered = (wide or {}).get((r, c), 1) - 1
            page.addElement(row)
        book.spreadsheet.addElement(page)
    book.save(str(path))


def _ods_cell(value: object, span: int) -> TableCell:
    facts: dict[str, object] = {"numbercolumnsspanned": span} if span > 1 else {}
    if value is None:
        return TableCell(**facts)
    if isinstance(value, int | float):
        facts |= {"valuetype": "float", "value": value}
    else:
        facts |= {"valuetype": "string"}
    cell = TableCell(**facts)
    cell.addElement(P(text=str(value)))
    return cell


def welsh(path: Path) -> Truth:
    values: list[list[object]] = [[7, 8, 15], [9, 31, 40], ["<5", 12, 14], [18, 51, 69]]
    lines: Lines = [
        ["Heddlu Gogledd Cymru / North Wales Police"],
        ["Rhif Cyfeirnod / Reference: 2016/402"],
        [
            "Troseddau rhywiol yn erbyn plant gyda baner seiber / Sexual offences against children with cyber flag"
        ],
        ["Oedran / Age", "2014/15", "2015/16", "Cyfanswm / Total"],
        *[
            [a, *b]
            for a, b in zip(("0-9", "10-15", "16-17", "Cyfanswm / Total"), values, strict=True)
        ],
    ]
    ods_write(path, [("Taflen1", lines)])
    rows: list[Facts] = [*ages((0, 9), (10, 15), (16, 17)), TOTAL]
    cols: list[Facts] = [
        *periods(fy(2014), fy(2015)),
        TOTAL | {"period": ("2014-04-01", "2016-03-31"), "either": {"period": (None,)}},
    ]
    return Truth(cells=body(ONLINE, values, rows, cols, sheet("Taflen1", 5, 2), {"<5": under(5)}))


def flag_rows(path: Path) -> Truth:
    values: Lines = [
        [5, 7, 12],
        [60, 71, 131],
        [65, 78, 143],
        [2, 4, 6],
        [33, 40, 73],
        [35, 44, 79],
    ]
    heads = [
        "Offence",
        "Cyber-enabled?",
        "Apr 2014 to Mar 2015",
        "Apr 2015 to Mar 2016",
        "Both years",
    ]
    labels = [
        ("Sexual Assault", "Yes"),
        (None, "No"),
        (None, "Subtotal"),
        ("Rape", "Yes"),
        (None, "No"),
        (None, "Subtotal"),
    ]
    lines: Lines = [
        ["Victims under 18 by offence and flag"],
        heads,
        *[[*a, *b] for a, b in zip(labels, values, strict=True)],
    ]
    ods_write(path, [("Victims", lines)], wide={(0, 0): 1})
    rows: list[Facts] = [
        {**flag, "offence": o} for o in ("sexual assault", "rape") for flag in FLAG
    ]
    cols: list[Facts] = [
        *periods(fy(2014), fy(2015)),
        TOTAL | {"period": ("2014-04-01", "2016-03-31"), "either": {"period": (None,)}},
    ]
    base = Cell(unit="victims", age=(0, 17))
    cells = body(base, values, rows, cols, sheet("Victims", 3, 3))
    return Truth(cells=[c.but(either={"age": ((None, None),)}) for c in cells])


def stars_no_note(path: Path) -> Truth:
    values: list[list[object]] = [["*", 14, 18], [6, "*", 9], ["..", 0, "*"]]
    lines: list[list[Any]] = [  # Any: as a force types
        ["Offence (online flag = 1)", "2013/14", None, "2014/15", None, "2015/16", None],
        [None, "No.", "%", "No.", "%", "No.", "%"],
    ]
    parts = [["*", "61%", "67%"], ["24%", "*", "33%"], ["..", "0%", "*"]]
    for label, counts, shares in zip(
        ("Grooming", "Sexual exploitation", "Rape"), values, parts, strict=True
    ):
        lines.append([label, *[v for pair in zip(counts, shares, strict=True) for v in pair]])
    ods_write(path, [("Offences", lines)], wide={(0, 1): 2, (0, 3): 2, (0, 5): 2})
    rows = offences("grooming", "exploitation", "rape")
    cols: list[Facts | None] = [x for p in periods(fy(2013), fy(2014), fy(2015)) for x in (p, None)]
    shown = [[v for n in line for v in (n, None)] for line in values]
    cells = body(
        ONLINE, shown, rows, cols, sheet("Offences", 3, 2), {"*": SUPPRESSED, "..": UNEXPLAINED}
    )
    cells = [c.but(either={"unit": (None,)}) for c in cells]
    # A mark in a column of percentages is no count; a reader that asks about it does no harm.
    return Truth(cells=cells, questions_at_least=1)


REPLIES = (
    Reply(name="sex-by-band.xls", make=sex_by_band),
    Reply(name="calendar-years.xls", make=calendar_years),
    Reply(name="two-years.xls", make=xls_two_years),
    Reply(name="welsh.ods", make=welsh),
    Reply(name="flag-rows.ods", make=flag_rows),
    Reply(name="stars-no-note.ods", make=stars_no_note),
)
