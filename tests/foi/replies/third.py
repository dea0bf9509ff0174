"""A third batch, held out: figures that look like counts of what was asked, and are not."""

from pathlib import Path

from openpyxl.comments import Comment
from reportlab.platypus import Spacer
from tests.foi.replies.letters import close, fill, letterhead
from tests.foi.replies.mails import mail, save
from tests.foi.replies.older import xls_write
from tests.foi.replies.pages import build, ruled, text
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
    under,
    unnamed,
)
from tests.foi.replies.web import write


def all_crime(path: Path) -> Truth:
    """Flagged crime of every kind beside flagged child sexual crime."""
    book, sheet_ = new("Q1-2")
    values: Lines = [[880, 1304], [21, 57]]
    put(
        sheet_,
        [
            ["Cyber flagged crimes recorded", "2014/15", "2015/16"],
            ["All crime types", *values[0]],
            ["of which child sexual offences", *values[1]],
        ],
    )
    book.save(path)
    base = Cell(online="online", unit="crimes")
    any_crime = base.but(offence=None, optional=True)
    cells = body(any_crime, [values[0]], [{}], periods(fy(2014), fy(2015)), sheet("Q1-2", 2, 2))
    own = base.but(either={"unit": ("offences",)})
    cells += [
        c.but(either={"unit": ("offences",)})
        for c in body(own, [values[1]], [{}], periods(fy(2014), fy(2015)), sheet("Q1-2", 3, 2))
    ]
    return Truth(cells=cells)


def of_which(path: Path) -> Truth:
    """Indented rows are parts of the row above, and do not add to the total."""
    book, page_ = new("Table")
    values: Lines = [[9], [2], [30], [41], [80]]
    labels = [
        "Rape",
        "   of which attempted",
        "Sexual assault",
        "Grooming",
        "Total (excluding of which)",
    ]
    put(
        page_,
        [
            ["Online flagged offences, child victims, 2015/16"],
            ["Offence", "Offences"],
            *[[a, *b] for a, b in zip(labels, values, strict=True)],
        ],
    )
    book.save(path)
    base = ONLINE.but(period=fy(2015))
    part = {"offence": "rape", "either": {"offence": (None,)}}
    rows = [*offences("rape"), part, *offences("sexual assault", "grooming"), TOTAL]
    cells = body(base, values, rows, [{}], sheet("Table", 3, 2))
    cells[1] = cells[1].but(optional=True)
    return Truth(cells=unnamed(cells))


def revised(path: Path) -> Truth:
    """One year twice, as first given and as revised: a person must choose."""
    book, page_ = new("Revised")
    put(
        page_,
        [
            ["Child sexual offences with cyber flag (offences)"],
            ["Sex of victim", "2015/16 as supplied May 2016", "2015/16 revised"],
            ["Female", 40, 44],
            ["Male", 9, 9],
            ["Total", 49, 53],
        ],
    )
    book.save(path)
    rows: list[Facts] = [{"sex": "female"}, {"sex": "male"}, TOTAL]
    cells = body(
        ONLINE.but(optional=True),
        [[44], [9], [53]],
        rows,
        periods(fy(2015)),
        sheet("Revised", 3, 3),
    )
    return Truth(cells=cells, questions_at_least=1)


def formatted(path: Path) -> Truth:
    """A number format shows "<5" where the cell holds the number: what is shown is the reply."""
    book, page_ = new("Shown")
    put(
        page_,
        [
            ["Number of offences with the online flag, child sexual offences"],
            ["Victim age", "2015/16"],
            ["0-9", 3],
            ["10-15", 27],
            ["16-17", 11],
        ],
    )
    for row in range(3, 6):
        page_.cell(row, 2).number_format = '[<5]"<5";#,##0'
    book.save(path)
    base = ONLINE.but(period=fy(2015))
    cells = body(
        base,
        [["<5"], [27], [11]],
        ages((0, 9), (10, 15), (16, 17)),
        [{}],
        sheet("Shown", 3, 2),
        {"<5": under(5)},
    )
    return Truth(cells=cells, questions_at_least=1)


def commented(path: Path) -> Truth:
    """The sense of the mark stands in a comment on the cell."""
    book, page_ = new("Data")
    put(
        page_,
        [
            ["Recorded child sexual crimes, online flag applied"],
            ["Year", "Crimes"],
            ["2013/14", "*"],
            ["2014/15", 12],
            ["2015/16", 26],
        ],
    )
    page_["B3"].comment = Comment("* = fewer than 5", "FOI")
    book.save(path)
    base = Cell(online="online", unit="crimes")
    mark = {
        "*": {
            "low": None,
            "high": None,
            "status": "suppressed",
            "either": {"low": (0, 1), "high": (4,)},
        }
    }
    return Truth(
        cells=body(
            base,
            [["*"], [12], [26]],
            periods(fy(2013), fy(2014), fy(2015)),
            [{}],
            sheet("Data", 3, 2),
            mark,
        )
    )


def year_ends(path: Path) -> Truth:
    """Dates as headings: the last month of twelve."""
    lines: Lines = [
        ["Sexual offences on children, flag = cyber; offences in the 12 months ending"],
        ["Victim", "Mar-15", "Mar-16"],
        ["Girl", 18, 25],
        ["Boy", 4, 5],
    ]
    xls_write(path, [("12m", lines)])
    rows: list[Facts] = [{"sex": "female"}, {"sex": "male"}]
    return Truth(
        cells=body(
            ONLINE, [[18, 25], [4, 5]], rows, periods(fy(2014), fy(2015)), sheet("12m", 3, 2)
        )
    )


def two_forces(path: Path) -> Truth:
    """A joint unit answers for two forces: whose figures they are no cell says by itself."""
    lines = ["Force,2014/15,2015/16", "Norfolk Constabulary,14,39", "Suffolk Constabulary,8,21"]
    path.write_text(
        "Child sexual offences with cyber flag (number of offences)\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )
    return Truth(questions_at_least=1)


def sixteen_bits(path: Path) -> Truth:
    values: Lines = [["1 204", "1 388"], ["17", "52"]]
    lines = [
        "Child sexual offences recorded\t2014/15\t2015/16",
        "All offences\t1 204\t1 388",
        "Online crime flag\t17\t52",
    ]
    path.write_bytes("\r\n".join(lines).encode("utf-16"))
    shown = [[str(v).replace(" ", ",") for v in line] for line in values]
    rows: list[Facts] = [{"online": "all"}, {"online": "online"}]
    cells = body(Cell(unit="offences"), shown, rows, periods(fy(2014), fy(2015)), nowhere)
    return Truth(
        cells=[
            c.but(printed=c.printed.replace(",", " "), either={"is_total": (True, False)})
            for c in cells
        ]
    )


def overlapping(path: Path) -> Truth:
    """Bands that hold each other: the wider are totals of a kind, the whole is not their sum."""
    values: Lines = [["Under 10", 5], ["Under 13", 19], ["Under 16", 58], ["Under 18", 66]]
    lines = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in values)
    write(
        path,
        "FOI 22",
        f"<h1>FOI 22/16 Gwent Police</h1><table><tr><th>Age of victim</th><th>Child sexual offences with a cyber flag, 2015/16</th></tr>{lines}</table>",
    )
    rows = ages((0, 9), (0, 12), (0, 15), (0, 17))
    cells = body(ONLINE.but(period=fy(2015)), [[b] for _, b in values], rows, [{}], table(1, 2, 2))
    return Truth(cells=[c.but(either={"is_total": (True,)}) for c in cells])


def offender_sex(path: Path) -> Truth:
    """Sex of the offender is not the sex of the victim."""
    write(
        path,
        "FOI 23",
        """<h1>FOI 23/16</h1><p>Suspects linked to child sexual offences with a cyber flag in 2015/16, by sex of suspect</p>
<table><tr><th>Suspect</th><th>Number</th></tr><tr><td>Male</td><td>40</td></tr><tr><td>Female</td><td>6</td></tr></table>""",
    )
    return Truth(questions_at_least=1)


def total_first(path: Path) -> Truth:
    letter = letterhead("Lincolnshire Police", "00921/16")
    letter.add_paragraph("Recorded child sexual offences with the cyber flag")
    values: Lines = [[15, 48], [12, 40], [3, 7], [0, 1]]
    fill(
        letter,
        [
            ["", "2014/15", "2015/16"],
            *[
                [a, *b]
                for a, b in zip(
                    ("All victims", "Female", "Male", "Gender unknown"), values, strict=True
                )
            ],
        ],
        "Table Grid",
    )
    close(letter, path)
    rows: list[Facts] = [dict(TOTAL), {"sex": "female"}, {"sex": "male"}, {"sex": "unknown"}]
    return Truth(cells=body(ONLINE, values, rows, periods(fy(2014), fy(2015)), table(1, 2, 2)))


def no_offences(path: Path) -> Truth:
    letter = letterhead("Dorset Police", "2016-561")
    letter.add_paragraph(
        "There were no sexual offences against children with a cyber flag in 2013/14, 6 in 2014/15 and 31 in 2015/16. Of the 31, 4 were rapes."
    )
    letter.add_paragraph(
        "This compares with 412 sexual offences against children in 2015/16 in total."
    )
    close(letter, path)
    nil = ONLINE.but(printed="no", low=0, high=0, period=fy(2013), optional=True)
    base = ONLINE.but(either={"is_total": (True,)})
    every = Cell(unit="offences").number(412, period=fy(2015), either={"is_total": (True,)})
    return Truth(
        cells=[
            nil,
            base.number(6, period=fy(2014)),
            base.number(31, period=fy(2015)),
            ONLINE.number(4, period=fy(2015), offence="rape"),
            every,
        ]
    )


def averages(path: Path) -> Truth:
    """The force beside its most similar forces' average."""
    lines: Lines = [
        ["Child sexual offences with online flag", "Our force", "MSG average"],
        ["2014/15", 22, 19],
        ["2015/16", 47, 35],
    ]
    build(path, text("Humberside Police", "Heading3"), text("Offences recorded"), ruled(lines))
    cells = body(ONLINE, [[22], [47]], periods(fy(2014), fy(2015)), [{}], page(1, 2, 2))
    return Truth(cells=cells)


def across_pages(path: Path) -> Truth:
    """One table on two pages, the head on the first only; the group only where it begins."""
    lines: list[list[object]] = [["Group", "Age", "Offences 2014/15", "Offences 2015/16"]]
    facts: list[Facts] = []
    for group in ("Rape", "Sexual assault", "Grooming"):
        for age in range(1, 18):
            lines.append([group if age == 1 else "", age, age * 3 % 7, age * 5 % 11])
            facts.append({"offence": group.casefold(), "age": (age, age)})
    build(
        path,
        text("Cleveland Police: cyber flagged child sexual offences, age of victim"),
        Spacer(1, 6),
        ruled(lines),
    )
    return Truth(
        cells=body(
            ONLINE, [line[2:] for line in lines[1:]], facts, periods(fy(2014), fy(2015)), nowhere
        )
    )


def corrected(path: Path) -> Truth:
    """A mail that corrects one figure of an earlier answer, which it quotes."""
    words = """Apologies, the answer to question 2 should have read 18, not 81.

So: sexual offences against children with a cyber flag, 2015/16: 63. Of these, victim under 13: 18.

South Wales Police Disclosure

On 4 May 2016 we wrote:
> Q1. Sexual offences against children with a cyber flag, 2015/16: 63
> Q2. Of these, victim under 13: 81
"""
    save(mail("southwales", "FOI 412/16 correction", words), path)
    base = ONLINE.but(period=fy(2015))
    return Truth(
        cells=[base.number(63, either={"is_total": (True,)}), base.number(18, age=(0, 12))],
        allowed=("answered", "retracted", "partial"),
    )


def numbered(path: Path) -> Truth:
    """Answers numbered as the questions, which are not repeated."""
    path.write_text(
        """Request 3391-16, Durham Constabulary

Child sexual offences and the cyber flag, 1 April 2015 to 31 March 2016

1. 1,022 offences
2. 46 offences were flagged
3. See 2
4. Exempt, section 40(2)
5. 13 (youngest victim: 4)
""",
        encoding="utf-8",
    )
    base = Cell(unit="offences", period=fy(2015))
    every = base.number("1,022", optional=True, either={"online": ("online",), "is_total": (True,)})
    return Truth(
        cells=[every, base.number(46, online="online")],
        outcomes=[("refused", "40(2)")],
        allowed=("answered", "partial"),
    )


REPLIES = (
    Reply(name="all-crime.xlsx", make=all_crime),
    Reply(name="of-which.xlsx", make=of_which),
    Reply(name="revised.xlsx", make=revised),
    Reply(name="formatted.xlsx", make=formatted),
    Reply(name="commented.xlsx", make=commented),
    Reply(name="year-ends.xls", make=year_ends),
    Reply(name="two-forces.csv", make=two_forces),
    Reply(name="sixteen-bits.tsv", make=sixteen_bits),
    Reply(name="overlapping.html", make=overlapping),
    Reply(name="offender-sex.html", make=offender_sex),
    Reply(name="total-first.docx", make=total_first),
    Reply(name="no-offences.docx", make=no_offences),
    Reply(name="averages.pdf", make=averages),
    Reply(name="across-pages.pdf", make=across_pages),
    Reply(name="corrected.eml", make=corrected),
    Reply(name="numbered.txt", make=numbered),
)
