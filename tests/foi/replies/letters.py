"""Replies as Word letters."""

from pathlib import Path

from docx import Document
from docx.document import Document as Letter
from docx.table import Table, _Cell
from tests.foi.replies.truth import (
    FLAG,
    SEXES,
    TOTAL,
    UNDER_18,
    UNKNOWN,
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
    periods,
    table,
    under,
    unnamed,
    within,
)

ONLINE = Cell(online="online", unit="offences")


def fill(holder: Letter | _Cell, lines: Lines, style: str | None = None) -> Table:
    """A table of these lines in a letter or in a cell."""
    made = holder.add_table(rows=len(lines), cols=max(map(len, lines)))
    if style is not None:
        made.style = style
    for r, line in enumerate(lines):
        for c, value in enumerate(line):
            if value is not None:
                made.cell(r, c).text = str(value)
    return made


def letterhead(force: str, ref: str) -> Letter:
    """A letter opened as letters are: address, telephone, date, salutation."""
    letter = Document()
    letter.add_paragraph(
        f"{force}\nInformation Management, PO Box 37, Valley Road\nTel: 101  Ext: 800 4470"
    )
    letter.add_paragraph(f"Our Ref: {ref}\nDate: 12th May 2016")
    letter.add_heading(f"Freedom of Information Request Reference No: {ref}", 2)
    return letter


def close(letter: Letter, path: Path) -> None:
    """The complaints procedure, and save."""
    letter.add_heading("COMPLAINT RIGHTS", 3)
    letter.add_paragraph(
        "You have 40 working days from the date of this letter to ask for an internal review. "
        "Under section 50 of the Act you may then complain to the Information Commissioner, "
        "Wycliffe House, Water Lane, Wilmslow SK9 5AF, telephone 0303 123 1113."
    )
    letter.save(str(path))


def quoted_request(path: Path) -> Truth:
    letter = letterhead("Leicestershire Police", "002211/16")
    letter.add_paragraph(
        "You asked: 1) Between 1 April 2015 and 31 March 2016, how many sexual offences against children aged 17 and under were given a cyber flag? 2) How old was the victim: a) under 5 b) 5 to 9 c) 10 to 13 d) 14 to 17? If more than 18 hours are needed please answer question 1 only."
    )
    letter.add_paragraph("Response to Q1: 97 offences.")
    letter.add_paragraph("Response to Q2:")
    fill(
        letter,
        [
            ["Age of victim", "Number of offences"],
            ["Under 5", 2],
            ["5 to 9", 8],
            ["10 to 13", 49],
            ["14 to 17", 36],
            ["Not known", 2],
        ],
        "Table Grid",
    )
    letter.add_paragraph(
        "The force has 3,200 records with 1 or more keywords; these were not checked."
    )
    close(letter, path)
    base = ONLINE.but(period=fy(2015))
    rows: list[Facts] = [*ages((0, 4), (5, 9), (10, 13), (14, 17)), {"age": UNKNOWN}]
    first = base.number(97, either={"age": ((0, 17),), "is_total": (True,)})
    return Truth(
        cells=[first, *body(base, [[2], [8], [49], [36], [2]], rows, [{}], table(1, 2, 2))]
    )


def answers_in_table(path: Path) -> Truth:
    letter = letterhead("Dyfed-Powys Police", "554/2016")
    lines: Lines = [
        ["", "Question", "Answer"],
        [
            "1",
            "Number of recorded sexual crimes with child victims where the online tag was applied, financial year 2015/16",
            "26 crimes",
        ],
        [
            "2",
            "The same for 2014/15",
            "The tag was not available before 1 April 2015; no information is held.",
        ],
        ["3", "Of Q1, crimes where the victim was aged 13", "7"],
        ["4", "Of Q1, how many led to a charge? ", "Refused, section 40(2)"],
        ["5", "Of Q1, how many were rape", "Fewer than 5"],
    ]
    fill(letter, lines, "Table Grid")
    close(letter, path)
    base = Cell(online="online", unit="crimes", period=fy(2015))
    cells = [
        base.number(26, "table 1 row 2 col 3", either={"is_total": (True,)}),
        base.number(7, "table 1 row 4 col 3", age=(13, 13)),
        base.but(printed="Fewer than 5", where="table 1 row 6 col 3", offence="rape", **under(5)),
        base.but(
            printed="-",
            where="table 1 row 3 col 3",
            period=fy(2014),
            status="not held",
            optional=True,
            either={"status": ("flag not used",)},
        ),
        base.but(printed="-", where="table 1 row 5 col 3", status="refused", optional=True),
    ]
    return Truth(
        cells=cells,
        outcomes=[("refused", "40(2)"), ("not held", None)],
        allowed=("answered", "partial", "flag not used"),
    )


def nested(path: Path) -> Truth:
    letter = letterhead("Nottinghamshire Police", "003391/16")
    outer = fill(
        letter,
        [
            [
                "Request",
                "How many cyber flagged sexual offences against children, by year and sex of victim?",
            ],
            ["Response", "Please see below; a total of 3 systems were searched."],
        ],
        "Table Grid",
    )
    values: Lines = [[11, 2, 13], [29, 6, 35]]
    fill(
        outer.cell(1, 1),
        [["Year", "Female", "Male", "Total"], ["2014/15", *values[0]], ["2015/16", *values[1]]],
        "Table Grid",
    )
    close(letter, path)
    return Truth(
        cells=body(ONLINE, values, periods(fy(2014), fy(2015)), [*SEXES[:2], TOTAL], nowhere)
    )


def bullets(path: Path) -> Truth:
    letter = letterhead("Hertfordshire Constabulary", "FOI 1234/16")
    letter.add_paragraph("Number of sexual offences against children that were cyber flagged:")
    for line in ("2013/14 – 0", "2014/15 – 19", "2015/16 – 43"):
        letter.add_paragraph(line, style="List Bullet")
    letter.add_paragraph("Of the 43 offences in 2015/16:")
    for line in ("5 - Rape", "9 - Sexual assault", "29 - Indecent images of children"):
        letter.add_paragraph(line, style="List Bullet")
    letter.add_paragraph(
        "The average age of the victims in 2015/16 was 13.4 years; 51% were 13 or 14."
    )
    close(letter, path)
    cells = body(ONLINE, [[0], [19], [43]], periods(fy(2013), fy(2014), fy(2015)), [{}], nowhere)
    cells += body(
        ONLINE.but(period=fy(2015)),
        [[5], [9], [29]],
        offences("rape", "sexual assault", "images"),
        [{}],
        nowhere,
    )
    return Truth(cells=cells)


def goodwill(path: Path) -> Truth:
    letter = letterhead("West Midlands Police", "62A/16")
    letter.add_paragraph(
        "Section 12: to answer questions 2 to 5 would need a manual review of 1,144 records at 3 minutes each, 57 hours, above the 18 hours (£450) set by the Regulations. This letter is a refusal notice for the request as a whole under section 17 of the Act."
    )
    letter.add_paragraph(
        "However, as a gesture of goodwill, outside the Act, the following is supplied. Offences recorded with a cyber flag, victims under 18:"
    )
    fill(letter, [["", "2014/15", "2015/16"], ["Offences with cyber flag", 17, 102]], "Table Grid")
    letter.add_paragraph(
        "In addition, West Midlands Police can neither confirm nor deny that it holds any other information by virtue of Section 23(5)."
    )
    close(letter, path)
    base = ONLINE.but(age=(0, 17), either={"age": ((None, None),)})
    cells = body(base, [[17, 102]], [{}], periods(fy(2014), fy(2015)), table(1, 2, 2))
    cells = [c.but(either={"age": ((None, None),)}) for c in cells]
    return Truth(
        cells=unnamed(cells),
        outcomes=[("refused", "12"), ("neither confirm nor deny", "23(5)")],
        allowed=("partial", "answered"),
    )


def table_per_year(path: Path) -> Truth:
    letter = letterhead("South Yorkshire Police", "20160455")
    letter.add_paragraph("The number of child victims of sexual offences, by age and cyber flag.")
    cells: list[Cell] = []
    counted: dict[int, Lines] = {
        2014: [[8, 40], [12, 88], ["*", 61], [20, 189]],
        2015: [[7, 37], [20, 91], [6, 70], [33, 198]],
    }
    for n, (year, values) in enumerate(counted.items()):
        letter.add_paragraph(f"Year Ending 31 March {year + 1}")
        lines = [
            ["Age", "Cyber flag", "No cyber flag"],
            *[
                [a, *b]
                for a, b in zip(
                    ("Under 10 years", "10-15 years", "16-17 years", "Total"), values, strict=True
                )
            ],
        ]
        fill(letter, lines, "Light Grid Accent 1" if n else "Table Grid")
        rows: list[Facts] = [*ages((0, 9), (10, 15), (16, 17)), TOTAL]
        cells += body(
            Cell(unit="victims", period=fy(year)),
            values,
            rows,
            FLAG[:2],
            table(n + 1, 2, 2),
            {"*": within(1, 5, 0)},
        )
    letter.add_paragraph(
        "* A figure of five or less is not shown, and is not counted in the total."
    )
    close(letter, path)
    # The printed total is what is shown, not what it says: a reader may ask about it.
    cells = [
        c.but(optional=True, either={"low": (21,), "high": (25, None)})
        if c.is_total and c.low == 20
        else c
        for c in cells
    ]
    return Truth(cells=cells)


def header_merged(path: Path) -> Truth:
    letter = letterhead("Greater Manchester Police", "GSA/0977/16")
    values: Lines = [[6, 1, 11, 2], [19, 4, 38, 9], [25, 5, 49, 11]]
    lines: Lines = [
        [
            "Cyber-flagged offences",
            "1 April 2014 to 31 March 2015",
            None,
            "1 April 2015 to 31 March 2016",
            None,
        ],
        [None, "F", "M", "F", "M"],
        *[[a, *b] for a, b in zip(("Under 13", "13 to 17", "Total"), values, strict=True)],
    ]
    made = fill(letter, lines, "Table Grid")
    made.cell(0, 1).merge(made.cell(0, 2))
    made.cell(0, 3).merge(made.cell(0, 4))
    made.cell(0, 0).merge(made.cell(1, 0))
    close(letter, path)
    cols: list[Facts] = [
        {"period": p, "sex": s} for p in (fy(2014), fy(2015)) for s in ("female", "male")
    ]
    rows: list[Facts] = [*ages((0, 12), (13, 17)), TOTAL | {"either": {"age": ((0, 17),)}}]
    return Truth(cells=unnamed(body(ONLINE, values, rows, cols, table(1, 3, 2))))


def prose_only(path: Path) -> Truth:
    letter = letterhead("North Yorkshire Police", "392.2016-17")
    letter.add_paragraph(
        "I can confirm that a total of 34 offences of a sexual nature against persons under 18 with the cyber flag were recorded from 1 April 2016 to 31 December 2016."
    )
    letter.add_paragraph(
        "This includes 19 offences of causing or inciting a child to engage in sexual activity and 4 offences of rape."
    )
    letter.add_paragraph(
        "The request took 2 hours. Crime statistics have been published since 2002 and 43 forces contribute."
    )
    close(letter, path)
    base = ONLINE.but(period=("2016-04-01", "2016-12-31"), either={"age": UNDER_18})
    total = base.number(34, is_total=True, either={"is_total": (False,)})
    cells = [
        total,
        base.number(19, offence="sexual activity and inciting"),
        base.number(4, offence="rape"),
    ]
    return Truth(cells=cells)


REPLIES = (
    Reply(name="quoted-request.docx", make=quoted_request),
    Reply(name="answers-in-table.docx", make=answers_in_table),
    Reply(name="nested.docx", make=nested),
    Reply(name="bullets.docx", make=bullets),
    Reply(name="goodwill.docx", make=goodwill),
    Reply(name="table-per-year.docx", make=table_per_year),
    Reply(name="header-merged.docx", make=header_merged),
    Reply(name="prose-only.docx", make=prose_only),
)
