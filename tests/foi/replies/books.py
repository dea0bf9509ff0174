"""Replies as workbooks with awkward cells: formulas, text for numbers, dates for headings."""

from datetime import date
from pathlib import Path

import xlsxwriter
from tests.foi.replies.sheets import ONLINE, new, put
from tests.foi.replies.truth import (
    TOTAL,
    UNEXPLAINED,
    Cell,
    Facts,
    Lines,
    Marks,
    Reply,
    Truth,
    ages,
    body,
    fy,
    offences,
    periods,
    sheet,
    unnamed,
    within,
)


def formulas(path: Path) -> Truth:
    """Totals as formulas: one sheet with kept values, one never calculated."""
    book, page = new("Uncalculated")
    put(
        page,
        [
            ["Offences with online flag by quarter"],
            ["Quarter", "Offences"],
            ["Q1 2015/16", 12],
            ["Q2 2015/16", 15],
            ["Q3 2015/16", 9],
            ["Q4 2015/16", 20],
            ["2015/16 total", "=SUM(B3:B6)"],
        ],
    )
    book.save(path)
    quarters = [
        ("2015-04-01", "2015-06-30"),
        ("2015-07-01", "2015-09-30"),
        ("2015-10-01", "2015-12-31"),
        ("2016-01-01", "2016-03-31"),
    ]
    cells = body(
        ONLINE, [[12], [15], [9], [20]], periods(*quarters), [{}], sheet("Uncalculated", 3, 2)
    )
    return Truth(cells=unnamed(cells), questions_at_least=1)


def kept_formulas(path: Path) -> Truth:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("Figures")
    thousands = book.add_format({"num_format": "#,##0"})
    share = book.add_format({"num_format": "0.0%"})
    for r, line in enumerate(
        [
            ["Surrey Police FOI 00188-16"],
            ["All crimes against children with and without an online crime flag, 2015/16"],
            ["Online crime flag", "Crimes", "% of all", "Rate per 1,000 children"],
        ]
    ):
        page.write_row(r, 0, line)
    for r, (label, count, part, rate) in enumerate(
        [("Yes", 64, 0.042, 0.25), ("No", 1461, 0.958, 5.62)], start=3
    ):
        page.write(r, 0, label)
        page.write_number(r, 1, count, thousands)
        page.write_number(r, 2, part, share)
        page.write_number(r, 3, rate)
    page.write(5, 0, "Total")
    page.write_formula(5, 1, "=SUM(B4:B5)", thousands, 1525)
    page.write_formula(5, 2, "=SUM(C4:C5)", share, 1)
    page.write_formula(5, 3, "=SUM(D4:D5)", None, 5.87)
    book.close()
    base = Cell(unit="crimes", period=fy(2015))
    at = sheet("Figures", 4, 2)
    return Truth(
        cells=unnamed(
            [
                base.number(64, at(0, 0), online="online"),
                base.number("1,461", at(1, 0), online="not online"),
                base.number("1,525", at(2, 0), is_total=True),
            ]
        )
    )


def text_numbers(path: Path) -> Truth:
    book, page = new("FOI")
    put(
        page,
        [
            ["Code", "Description", "No of Victims FY2015/16", "of which Cyber Flag = Y"],
            ["019/16", "Rape of a female child under 13 by a male", "1,204", " 12 "],
            ["066/00", "Abandoning child under two", "6", "0"],
            ["071/17", "Sexual communication with a child", "-", "-"],
            ["073/10", "Abuse of position of trust", "35", "nil"],
            ["", "TOTAL", "1,245", "12"],
        ],
    )
    put(page, [["Note: a dash means the offence did not exist in the period."]], row=8)
    book.save(path)
    rows: list[Facts] = [
        *offences("019/16"),
        {"offence": None, "either": {"offence": ("other", "all"), "age": ((0, 1),)}},
        *offences("071/17", "073/10"),
        TOTAL,
    ]
    cols: list[Facts] = [{"online": "all"}, {"online": "online"}]
    marks: Marks = {
        "-": {**UNEXPLAINED, "low": None, "high": None},
        "nil": {"low": 0, "high": 0},
        " 12 ": {"low": 12, "high": 12},
    }
    values: Lines = [["1,204", " 12 "], ["6", "0"], ["-", "-"], ["35", "nil"], ["1,245", "12"]]
    cells = body(
        Cell(unit="victims", period=fy(2015)), values, rows, cols, sheet("FOI", 2, 3), marks
    )
    return Truth(cells=unnamed([c.but(optional=True) if c.offence is None else c for c in cells]))


def months(path: Path) -> Truth:
    book, page = new("Monthly")
    put(
        page,
        [
            [
                "Humberside Police - number of recorded offences with the Cyber Enabled marker, victims aged 17 and under"
            ],
            ["Offence"],
        ],
    )
    heads = [date(2015 + (m > 12), (m - 1) % 12 + 1, 1) for m in range(4, 10)]
    for c, day in enumerate(heads, start=2):
        page.cell(2, c, day).number_format = "mmm-yy"
    page.cell(2, 8, "Apr-Sep 2015")
    values: Lines = [[1, 0, 2, 2, 1, 0, 6], [3, 4, 1, 0, 5, 2, 15], [4, 4, 3, 2, 6, 2, 21]]
    put(
        page,
        [
            [label, *line]
            for label, line in zip(
                ("Sexual Assault", "Sexual Grooming", "Total"), values, strict=True
            )
        ],
        row=3,
    )
    book.save(path)
    last = [30, 31, 30, 31, 31, 30]
    spans = [
        (f"2015-{m:02d}-01", f"2015-{m:02d}-{d}") for m, d in zip(range(4, 10), last, strict=True)
    ]
    cols: list[Facts] = [
        *periods(*spans),
        {
            "period": ("2015-04-01", "2015-09-30"),
            "is_total": True,
            "either": {"is_total": (False,)},
        },
    ]
    base = ONLINE.but(age=(0, 17), either={"age": ((None, None),)})
    rows: list[Facts] = [*offences("sexual assault", "grooming"), TOTAL]
    cells = body(base, values, rows, cols, sheet("Monthly", 3, 2))
    return Truth(cells=unnamed(cells))


def shorthand(path: Path) -> Truth:
    """The Analysis Function's marks, explained in a notes sheet."""
    book, page = new("Cover")
    put(
        page,
        [
            ["Notes"],
            ["[c] = suppressed to protect confidentiality: counts of 1 to 4"],
            ["[x] = not available"],
            ["[z] = not applicable"],
            ["Published 12 May 2017; contact the Statistics Unit on 01926 415000"],
        ],
    )
    page = book.create_sheet("Table_2")
    put(
        page,
        [
            [
                "Table 2: Child sexual offences (number of offences) with an online crime flag by age group and sex, year ending March 2017 [note 1]"
            ],
            ["Age group", "Female", "Male", "Not recorded", "All persons"],
            ["0 to 4", "[c]", 0, 0, "[c]"],
            ["5 to 9", 8, "[c]", 0, 11],
            ["10 to 14", 62, 19, "[c]", 83],
            ["15 to 17", 40, 11, "[x]", 51],
            ["All ages", 112, 33, "[c]", 147],
        ],
    )
    book.save(path)
    values: Lines = [
        ["[c]", 0, 0, "[c]"],
        [8, "[c]", 0, 11],
        [62, 19, "[c]", 83],
        [40, 11, "[x]", 51],
        [112, 33, "[c]", 147],
    ]
    rows: list[Facts] = [*ages((0, 4), (5, 9), (10, 14), (15, 17)), TOTAL]
    cols: list[Facts] = [{"sex": "female"}, {"sex": "male"}, {"sex": "unknown"}, TOTAL]
    marks: Marks = {
        "[c]": within(1, 4),
        "[x]": {
            "low": None,
            "high": None,
            "status": "not held",
            "either": {"status": ("suppressed", "no answer")},
            "optional": True,
        },
    }
    cells = body(ONLINE.but(period=fy(2016)), values, rows, cols, sheet("Table_2", 3, 2), marks)
    return Truth(cells=cells)


REPLIES = (
    Reply(name="formulas.xlsx", make=formulas),
    Reply(name="kept-formulas.xlsx", make=kept_formulas),
    Reply(name="text-numbers.xlsx", make=text_numbers),
    Reply(name="months.xlsx", make=months),
    Reply(name="shorthand.xlsx", make=shorthand),
)
