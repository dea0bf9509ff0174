"""A fourth batch, held out: figures beside figures that must not be taken for them."""

from pathlib import Path

from reportlab.platypus import Spacer, Table, TableStyle
from tests.foi.replies.letters import close, fill, letterhead
from tests.foi.replies.older import ods_write, xls_write
from tests.foi.replies.pages import GRID, build, text
from tests.foi.replies.sheets import ONLINE, new, put
from tests.foi.replies.truth import (
    TOTAL,
    Cell,
    Facts,
    Lines,
    Reply,
    Truth,
    ages,
    body,
    fy,
    nowhere,
    offences,
    page,
    periods,
    sheet,
    table,
)
from tests.foi.replies.web import write


def quarters_under_years(path: Path) -> Truth:
    book, page_ = new("Qtrs")
    values: Lines = [[3, 5, 2, 6, 16, 7, 4, 9, 8, 28], [1, 0, 0, 2, 3, 1, 1, 0, 3, 5]]
    put(
        page_,
        [
            ["Child sexual offences recorded with the online flag (number of offences)"],
            ["Victim", "2014/15", None, None, None, None, "2015/16"],
            [None, *(["Q1", "Q2", "Q3", "Q4", "Year"] * 2)],
            ["Female", *values[0]],
            ["Male", *values[1]],
        ],
    )
    for span in ("B2:F2", "G2:K2", "A2:A3"):
        page_.merge_cells(span)
    book.save(path)
    cols: list[Facts] = []
    for y in (2014, 2015):
        quarters = [
            (f"{y}-04-01", f"{y}-06-30"),
            (f"{y}-07-01", f"{y}-09-30"),
            (f"{y}-10-01", f"{y}-12-31"),
            (f"{y + 1}-01-01", f"{y + 1}-03-31"),
        ]
        cols += [
            *periods(*quarters),
            {"period": fy(y), "is_total": True, "either": {"is_total": (False,)}},
        ]
    rows: list[Facts] = [{"sex": "female"}, {"sex": "male"}]
    return Truth(cells=body(ONLINE, values, rows, cols, sheet("Qtrs", 4, 2)))


def two_flags(path: Path) -> Truth:
    """A flag for exploitation beside the cyber flag: only one of them says online."""
    lines: Lines = [
        ["Child sexual offences recorded (crimes)"],
        ["Year", "Crimes", "Cyber flag", "CSE flag"],
        ["2014/15", 301, 22, 40],
        ["2015/16", 355, 51, 63],
    ]
    xls_write(path, [("Flags", lines)])
    years = periods(fy(2014), fy(2015))
    base = Cell(unit="crimes")
    every = body(base, [[301], [355]], years, [{}], sheet("Flags", 3, 2))
    cells = [c.but(either={"is_total": (True,)}) for c in every]
    cells += body(base.but(online="online"), [[22], [51]], years, [{}], sheet("Flags", 3, 3))
    return Truth(cells=cells)


def solved(path: Path) -> Truth:
    """Recorded and solved side by side."""
    path.write_text(
        "Cyber flagged child sexual offences\nYear,Recorded offences,Solved offences,Solved rate\n2014/15,30,9,30.0%\n2015/16,62,14,22.6%\n",
        encoding="utf-8",
    )
    return Truth(
        cells=body(ONLINE, [[30], [62]], periods(fy(2014), fy(2015)), [{}], nowhere),
        questions_at_least=1,
    )


def two_units(path: Path) -> Truth:
    lines: Lines = [
        ["Child sexual offences with an online crime flag, Heddlu De Cymru / South Wales Police"],
        ["Year", "Offences", "Victims"],
        ["2014/15", 27, 24],
        ["2015/16", 60, 53],
    ]
    ods_write(path, [("Tabl", lines)])
    cols: list[Facts] = [{"unit": "offences"}, {"unit": "victims"}]
    return Truth(
        cells=body(
            ONLINE, [[27, 24], [60, 53]], periods(fy(2014), fy(2015)), cols, sheet("Tabl", 3, 2)
        )
    )


def raised(path: Path) -> Truth:
    """Footnote signs as raised figures: 43 with note 1 is not 431."""
    write(
        path,
        "FOI 77",
        """<h1>FOI 77/16 Surrey Police</h1><table><caption>Number of child sexual offences with a cyber flag</caption>
<tr><th>Sex of victim</th><th>2014/15<sup>1</sup></th><th>2015/16</th></tr><tr><td>Female</td><td>21</td><td>43<sup>2</sup></td></tr>
<tr><td>Male<sup>3</sup></td><td>4<sup>2</sup></td><td>12</td></tr></table><p><sup>1</sup> Flag not yet mandatory.</p><p><sup>2</sup> Includes 1 offence since cancelled.</p><p><sup>3</sup> As recorded.</p>""",
    )
    rows: list[Facts] = [{"sex": "female"}, {"sex": "male"}]
    return Truth(
        cells=body(ONLINE, [[21, 43], [4, 12]], rows, periods(fy(2014), fy(2015)), table(1, 2, 2))
    )


def raised_letter(path: Path) -> Truth:
    letter = letterhead("Wiltshire Police", "2016-318")
    letter.add_paragraph("Child sexual offences with an online flag, by year (number of offences)")
    made = fill(letter, [["2014/15", "2015/16"], ["", ""]], "Table Grid")
    for column, (figure, sign) in enumerate((("13", "1"), ("54", "2"))):
        words = made.cell(1, column).paragraphs[0]
        words.add_run(figure)
        words.add_run(sign).font.superscript = True
    letter.add_paragraph("1 Before the flag was mandatory. 2 As at 1 May 2016.")
    close(letter, path)
    return Truth(cells=body(ONLINE, [[13, 54]], [{}], periods(fy(2014), fy(2015)), table(1, 2, 1)))


def raised_page(path: Path) -> Truth:
    lines: Lines = [
        ["Age of victim", "2014/15", "2015/16"],
        ["0-11", 6, 9],
        ["12-17", 30, 44],
        ["Total", 36, 53],
    ]
    shown = [
        [text(f"{v}<super size=6>1</super>") if v == 44 else str(v) for v in line] for line in lines
    ]
    build(
        path,
        text("Essex Police. Child sexual offences with a cyber flag: number of offences"),
        Spacer(1, 6),
        Table(shown, colWidths=[90, 70, 70], style=TableStyle([GRID])),
        text("1 Includes offences recorded late."),
    )
    rows = [*ages((0, 11), (12, 17)), TOTAL]
    return Truth(
        cells=body(
            ONLINE, [[6, 9], [30, 44], [36, 53]], rows, periods(fy(2014), fy(2015)), page(1, 2, 2)
        )
    )


def printed_twice(path: Path) -> Truth:
    """The same table on two sheets; each figure stands twice, with one meaning."""
    book, page_ = new("Data")
    lines: Lines = [
        ["Child sexual offences with cyber flag: offences"],
        ["Sex of victim", "2015/16"],
        ["Female", 31],
        ["Male", 8],
    ]
    put(page_, lines)
    put(book.create_sheet("For print"), lines)
    book.save(path)
    rows: list[Facts] = [{"sex": "female"}, {"sex": "male"}]
    cells = body(ONLINE.but(period=fy(2015)), [[31], [8]], rows, [{}], sheet("Data", 3, 2))
    again = body(
        ONLINE.but(period=fy(2015), optional=True),
        [[31], [8]],
        rows,
        [{}],
        sheet("For print", 3, 2),
    )
    return Truth(cells=[*cells, *again])


def differences(path: Path) -> Truth:
    """A column of change and one of forecast beside the counts."""
    book, page_ = new("Trend")
    put(
        page_,
        [
            ["Child sexual crimes with the cyber flag"],
            ["Victim age", "2014/15 crimes", "2015/16 crimes", "Difference", "Forecast 2016/17"],
            ["Under 13", 6, 11, 5, 14],
            ["13 to 17", 29, 40, 11, 52],
        ],
    )
    book.save(path)
    base = Cell(online="online", unit="crimes")
    cells = body(
        base,
        [[6, 11], [29, 40]],
        ages((0, 12), (13, 17)),
        periods(fy(2014), fy(2015)),
        sheet("Trend", 3, 2),
    )
    return Truth(cells=cells)


def rounded(path: Path) -> Truth:
    """Rounded figures are intervals: 15 stands for 13 to 17."""
    book, page_ = new("Rounded")
    put(
        page_,
        [
            ["Child sexual offences with an online flag (number of offences)"],
            ["Offence", "2014/15", "2015/16"],
            ["Rape", 5, 10],
            ["Sexual assault", 15, 40],
            ["All figures are rounded to the nearest 5."],
        ],
    )
    book.save(path)
    cells = []
    for cell in body(
        ONLINE,
        [[5, 10], [15, 40]],
        offences("rape", "sexual assault"),
        periods(fy(2014), fy(2015)),
        sheet("Rounded", 3, 2),
    ):
        n = int(cell.printed)
        cells.append(cell.but(low=n - 2, high=n + 2))
    return Truth(cells=cells)


def platforms(path: Path) -> Truth:
    """By platform: parts of a kind no count has; only the last line is a count."""
    book, page_ = new("Platform")
    put(
        page_,
        [
            ["Child sexual offences with a cyber flag 2015/16 by platform"],
            ["Platform", "Offences"],
            ["Messaging app A", 14],
            ["Video site B", 5],
            ["Game C", 3],
            ["Not recorded", 30],
            ["Total", 52],
        ],
    )
    book.save(path)
    return Truth(
        cells=[ONLINE.number(52, "Platform!B7", period=fy(2015), is_total=True)],
        questions_at_least=1,
    )


def in_brackets(path: Path) -> Truth:
    write(
        path,
        "FOI 80",
        """<p>Northamptonshire Police. Child sexual offences with a cyber flag, 2015/16 (number of offences; share in brackets)</p>
<table><tr><th>Age of victim</th><th>Offences (%)</th></tr><tr><td>Under 12</td><td>18 (30%)</td></tr><tr><td>12-15</td><td>36 (60%)</td></tr><tr><td>16-17</td><td>6 (10%)</td></tr></table>""",
    )
    cells = body(
        ONLINE.but(period=fy(2015)),
        [[18], [36], [6]],
        ages((0, 11), (12, 15), (16, 17)),
        [{}],
        table(1, 2, 2),
    )
    return Truth(cells=cells)


def year_lines(path: Path) -> Truth:
    path.write_text(
        """Merseyside Police - reference DJ 88/16

Number of child sexual offences carrying the cyber flag

2014/15
Rape                 3
Sexual assault      11
Indecent images     40

2015/16
Rape                 6
Sexual assault      10
Indecent images     77
""",
        encoding="utf-8",
    )
    rows = offences("rape", "sexual assault", "images")
    cells = body(ONLINE.but(period=fy(2014)), [[3], [11], [40]], rows, [{}], nowhere)
    return Truth(
        cells=[*cells, *body(ONLINE.but(period=fy(2015)), [[6], [10], [77]], rows, [{}], nowhere)]
    )


def only_unflagged(path: Path) -> Truth:
    path.write_text(
        "Kent Police FOI 91/16\n\nIn 2015/16 there were 61 child sexual offences with a cyber flag and 940 child sexual offences without one.\n",
        encoding="utf-8",
    )
    base = Cell(unit="offences", period=fy(2015))
    return Truth(cells=[base.number(61, online="online"), base.number(940, online="not online")])


def whole_refused(path: Path) -> Truth:
    letter = letterhead("Metropolitan Police Service", "01.FOI.16.025489")
    letter.add_paragraph(
        "DECISION: I am not required by statute to release the information. This letter is a Refusal Notice under section 17. Section 14(1): the request, with 26 others received between 1 March and 30 April 2016, is vexatious."
    )
    letter.add_paragraph(
        "You asked: how many sexual offences against children were cyber flagged in 2015/16; we hold 0 duty to answer again."
    )
    close(letter, path)
    return Truth(outcomes=[("refused", "14")], allowed=("refused",))


def published(path: Path) -> Truth:
    build(
        path,
        text("Avon and Somerset Constabulary FOI 520/16", "Heading3"),
        text(
            "Section 21(1) - Information reasonably accessible by other means. The number of cyber flagged sexual offences against children is published at www.avonandsomerset.police.uk/foi/2016/404 (page 3, table 2). This part of the request is therefore refused."
        ),
    )
    return Truth(allowed=("refused", "partial"))


REPLIES = (
    Reply(name="quarters-under-years.xlsx", make=quarters_under_years),
    Reply(name="two-flags.xls", make=two_flags),
    Reply(name="solved.csv", make=solved),
    Reply(name="two-units.ods", make=two_units),
    Reply(name="raised.html", make=raised),
    Reply(name="raised.docx", make=raised_letter),
    Reply(name="raised.pdf", make=raised_page),
    Reply(name="printed-twice.xlsx", make=printed_twice),
    Reply(name="differences.xlsx", make=differences),
    Reply(name="rounded.xlsx", make=rounded),
    Reply(name="platforms.xlsx", make=platforms),
    Reply(name="in-brackets.html", make=in_brackets),
    Reply(name="year-lines.txt", make=year_lines),
    Reply(name="without-flag.txt", make=only_unflagged),
    Reply(name="vexatious.docx", make=whole_refused),
    Reply(name="published.pdf", make=published),
)
