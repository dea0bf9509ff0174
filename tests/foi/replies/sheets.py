"""Replies as Excel workbooks, one layout each."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.foi.replies.truth import (
    FLAG,
    TOTAL,
    UNDER_18,
    UNKNOWN,
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
    under,
    unnamed,
    within,
)

ONLINE = Cell(online="online", unit="offences")


def put(page: Worksheet, lines: Lines, row: int = 1, col: int = 1) -> None:
    """Write lines of values, top left at ``row``, ``col``."""
    for r, line in enumerate(lines):
        for c, value in enumerate(line):
            if value is not None:
                page.cell(row + r, col + c, value)


def new(title: str) -> tuple[Workbook, Worksheet]:
    """A workbook with one sheet of that name."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = title
    return book, page


def ages_down(path: Path) -> Truth:
    book, page = new("Freedom of Information")
    put(
        page,
        [
            ["Avon and Somerset Constabulary"],
            ["Freedom of Information Request Reference No: 412/16"],
            ["Date of response: 9 May 2016        Tel: 0117 496 0101"],
            [],
            [
                "Recorded sexual offences against victims under 18 with a cyber flag, by age of victim at time of offence"
            ],
            [],
            ["Age of victim", "2013/14", "2014/15", "2015/16¹", "Total"],
        ],
    )
    lines: Lines = [
        ["Under 1", 0, 0, 1, 1],
        *[
            [n, n % 3, n % 4 + 1, 2 * (n % 5), n % 3 + n % 4 + 1 + 2 * (n % 5)]
            for n in range(1, 18)
        ],
        ["Not recorded", 2, 0, 3, 5],
    ]
    sums: list[object] = ["Total", *[sum(int(str(line[c])) for line in lines) for c in range(1, 5)]]
    put(page, [*lines, sums], row=8)
    put(
        page,
        [
            ["1. The cyber flag has been mandatory since 1 April 2015; earlier use was voluntary."],
            ["Data extracted 21 April 2016. Source: Niche RMS."],
        ],
        row=30,
    )
    book.save(path)
    rows: list[Facts] = [
        *ages(0, *range(1, 18)),
        {"age": UNKNOWN},
        TOTAL | {"either": {"age": UNDER_18}},
    ]
    every = TOTAL | {"period": ("2013-04-01", "2016-03-31"), "either": {"period": (None,)}}
    cols: list[Facts] = [*periods(fy(2013), fy(2014), fy(2015)), every]
    cells = body(
        ONLINE, [x[1:] for x in [*lines, sums]], rows, cols, sheet("Freedom of Information", 8, 2)
    )
    return Truth(cells=cells)


def three_headers(path: Path) -> Truth:
    book, page = new("Table 1")
    put(
        page,
        [
            ["Table 1: Sexual offences against children by online flag and sex of victim"],
            ["Home Office code", "Offence", "2014/15", None, None, None, "2015/16"],
            [None, None, "Female", None, "Male", None, "Female", None, "Male"],
            [None, None, "Online: Y", "Online: N", "Y", "N", "Y", "N", "Y", "N"],
            ["019/07", "Rape of a female aged under 16", 3, 61, None, None, 5, 72],
            ["019/09", "Rape of a male aged under 16", None, None, 1, 14, None, None, 0, 17],
            ["020/06", "Sexual assault on a female child under 13", 2, 48, None, None, 4, 55],
            [
                "088/01",
                "Meeting a female child following sexual grooming etc.",
                9,
                6,
                None,
                None,
                14,
                5,
            ],
            ["Total", None, 14, 115, 1, 14, 23, 132, 0, 17],
        ],
    )
    for span in ("A2:A4", "B2:B4", "C2:F2", "G2:J2", "C3:D3", "E3:F3", "G3:H3", "I3:J3"):
        page.merge_cells(span)
    book.save(path)
    cols: list[Facts] = [
        {"period": year, "sex": sex, "online": online}
        for year in (fy(2014), fy(2015))
        for sex in ("female", "male")
        for online in ("online", "not online")
    ]
    values: Lines = [[page.cell(r, c).value for c in range(3, 11)] for r in range(5, 10)]
    rows: list[Facts] = [
        *offences("019/07", "019/09"),
        {"offence": "020/06", "either": {"age": ((0, 12),)}},
        {"offence": "088/01"},
        TOTAL,
    ]
    return Truth(cells=body(Cell(unit="offences"), values, rows, cols, sheet("Table 1", 5, 3)))


def block_labels(path: Path) -> Truth:
    book, page = new("Sheet1")
    lines: list[list[object]] = [
        ["Offence group", "Age band of victim", "1 April 2015 - 31 March 2016"],
        ["Rape", "0 - 4", 3],
        [None, "5 - 9", 6],
        [None, "10 - 12", 21],
        [None, "13 - 15", 48],
        [None, "16 - 17", 19],
        ["Rape Total", None, 97],
        ["Sexual Assault", "0 - 4", 0],
        [None, "5 - 9", "<3"],
        [None, "10 - 12", 30],
        [None, "13 - 15", 57],
        [None, "16 - 17", 18],
        ["Sexual Assault Total", None, 107],
        ["Grooming", "10 - 12", 4],
        [None, "13 - 15", 11],
        ["Grooming Total", None, 15],
        ["Grand Total", None, 219],
    ]
    put(page, [["Online-flagged crimes recorded, by offence group and age band (Cheshire)"], []])
    put(page, lines, row=3)
    put(page, [["Figures below 3 are shown as <3 to protect identity."]], row=22)
    book.save(path)
    bands = ages((0, 4), (5, 9), (10, 12), (13, 15), (16, 17))
    rows: list[dict[str, object]] = []
    for group, own in (("rape", bands), ("sexual assault", bands), ("grooming", bands[2:4])):
        rows += [{**band, "offence": group} for band in own]
        rows.append({"offence": group, "is_total": True})
    rows.append(dict(TOTAL))
    marks: Marks = {"<3": within(0, 2, 1)}
    base = Cell(online="online", unit="crimes", period=fy(2015))
    return Truth(
        cells=unnamed(
            body(base, [[x[2]] for x in lines[1:]], rows, [{}], sheet("Sheet1", 4, 3), marks)
        )
    )


def sheet_per_year(path: Path) -> Truth:
    book, page = new("Notes")
    put(
        page,
        [
            ["FOI 2016-1187"],
            ["Figures are live data and may change."],
            ["Contact: 101 ext 5521"],
            ["18 years and over excluded"],
        ],
    )
    cells: list[Cell] = []
    years = {
        "2013-14": fy(2013),
        "2014-15": fy(2014),
        "2015-16 (to 30 Sep)": ("2015-04-01", "2015-09-30"),
    }
    for n, (name, period) in enumerate(years.items()):
        page = book.create_sheet(name)
        values = [
            [12 + n, 40 + n, 52 + 2 * n],
            [3, 9 + n, 12 + n],
            [15 + n, 49 + 2 * n, 64 + 3 * n],
        ]
        put(
            page,
            [
                ["Sexual offences, child victims: number of offences"],
                ["Sex of victim", "Cyber flag yes", "Cyber flag no", "All"],
            ],
        )
        put(
            page,
            [[label, *line] for label, line in zip(("Female", "Male", "All"), values, strict=True)],
            row=3,
        )
        rows: list[Facts] = [{"sex": "female"}, {"sex": "male"}, TOTAL]
        cells += body(Cell(unit="offences", period=period), values, rows, FLAG, sheet(name, 3, 2))
    book.save(path)
    return Truth(cells=cells)


def pivot_export(path: Path) -> Truth:
    book, page = new("Sheet4")
    put(
        page,
        [
            ["Online Flag", "Y"],
            ["Victim Age", "(Multiple Items)"],
            [],
            ["Count of Crime Number", "Column Labels"],
            ["Row Labels", "2014/2015", "2015/2016", "(blank)", "Grand Total"],
            ["88A Sexual Grooming", 7, 19, None, 26],
            ["    10", None, 3, None, 3],
            ["    13", 5, 9, None, 14],
            ["    14", 2, 7, None, 9],
            ["86 Obscene Publications etc", 22, 41, None, 63],
            ["    13", 12, 22, None, 34],
            ["    15", 10, 19, None, 29],
            ["Grand Total", 29, 60, None, 89],
        ],
    )
    book.save(path)
    a88: dict[str, object] = {"offence": "88A", "either": {"offence": ("grooming",)}}
    a86: dict[str, object] = {"offence": "86", "either": {"offence": ("images",)}}
    rows: list[Facts] = [
        a88 | {"is_total": True},
        *[a88 | dict(x) for x in ages(10, 13, 14)],
        a86 | {"is_total": True},
        *[a86 | dict(x) for x in ages(13, 15)],
        TOTAL,
    ]
    values: Lines = [[page.cell(r, c).value for c in range(2, 6)] for r in range(6, 14)]
    both = TOTAL | {"period": ("2014-04-01", "2016-03-31"), "either": {"period": (None,)}}
    cols: list[Facts | None] = [*periods(fy(2014), fy(2015)), None, both]
    base = Cell(online="online", unit="crimes", either={"unit": (None, "offences")})
    return Truth(
        cells=unnamed([_merged(c) for c in body(base, values, rows, cols, sheet("Sheet4", 6, 2))])
    )


def _merged(cell: Cell) -> Cell:
    """The unit of a count of crime numbers is not plain, whatever else may be."""
    return cell.but(either={"unit": (None, "offences")})


def tidy(path: Path) -> Truth:
    book, page = new("Export")
    head = [
        "Fin Year",
        "HO Code",
        "Offence Title",
        "Victim Gender",
        "Victim Age Group",
        "Internet Involved",
        "No. of Offences",
    ]
    groups = {"08801": "088/01", "07101": "071/01", "08602": "086/02"}
    titles = {
        "08801": "Meeting a female child following sexual grooming",
        "07101": "Arranging or facilitating",
        "08602": "Taking, making or distributing indecent photographs",
    }
    lines: list[list[object]] = []
    cells: list[Cell] = []
    bands = {"11 and under": (0, 11), "12-15": (12, 15), "16-17": (16, 17)}
    for n, (year, code, sex, band, flag) in enumerate(
        (y, c, s, b, f)
        for y in ("2014/15", "2015/16")
        for c in groups
        for s in "FM"
        for b in bands
        for f in ("Yes", "No")
        if (len(b) + ord(s)) % 3 != 1
    ):
        count = (n * 7) % 23
        lines.append([year, code, titles[code], sex, band, flag, count])
        cells.append(
            Cell(
                period=fy(int(year[:4])),
                offence=groups[code],
                sex={"F": "female", "M": "male"}[sex],
                age=bands[band],
                online="online" if flag == "Yes" else "not online",
                unit="offences",
            ).number(count, f"Export!G{n + 2}")
        )
    put(page, [head, *lines])
    book.save(path)
    return Truth(cells=cells)


def record_level(path: Path) -> Truth:
    book, page = new("Crimes")
    head = [
        "Ref",
        "Recorded Date",
        "HO Offence",
        "Victim Age",
        "Victim Sex",
        "Cyber Flag",
        "Outcome",
    ]
    lines: Lines = [
        [
            1000 + n,
            date(2015, 4 + n % 8, 1 + n % 27),
            "071/01",
            10 + n % 7,
            "F" if n % 3 else "M",
            "Y",
            14 + n % 4,
        ]
        for n in range(24)
    ]
    put(page, [head, *lines])
    book.save(path)
    return Truth(questions_at_least=1)


def form_filled(path: Path) -> Truth:
    book, page = new("Request form")
    put(
        page,
        [
            ["Please complete the highlighted cells and return by 20 working days", None],
            ["Force name:", "Gwent Police"],
            ["Force reference:", "2016/14471"],
            ["Question", "Answer"],
            ["1. Does your force use the cyber flag? (Yes/No)", "Yes"],
            ["2. From what date has it been used?", date(2015, 4, 1)],
            ["3. Number of sexual offences against under-18s with a cyber flag, 2015/16", 58],
            ["3a. Of these, number with a female victim", 47],
            ["3b. Of these, number with a male victim", 11],
            ["3c. Of these, number where the victim was under 10", "fewer than 5"],
            ["3d. Age of the youngest victim", 9],
            ["4. Number of rapes within Q3", 2],
            ["5. Hours taken to answer", 3.5],
        ],
    )
    book.save(path)
    base = ONLINE.but(period=fy(2015), either={"age": UNDER_18})
    at = "Request form!B{}".format
    few = base.but(printed="fewer than 5", where=at(10), age=(0, 9), either={"age": ()})
    return Truth(
        cells=[
            base.number(58, at(7), either={"is_total": (True,)}),
            base.number(47, at(8), sex="female"),
            base.number(11, at(9), sex="male"),
            few.but(**under(5)),
            base.number(2, at(12), offence="rape"),
        ]
    )


REPLIES = (
    Reply(name="ages-down.xlsx", make=ages_down),
    Reply(name="three-headers.xlsx", make=three_headers),
    Reply(name="block-labels.xlsx", make=block_labels),
    Reply(name="sheet-per-year.xlsx", make=sheet_per_year),
    Reply(name="pivot-export.xlsx", make=pivot_export),
    Reply(name="tidy.xlsx", make=tidy),
    Reply(name="record-level.xlsx", make=record_level),
    Reply(name="form-filled.xlsx", make=form_filled),
)
