"""A second batch, held out while the reader was mended: letters, pages, mails."""

from pathlib import Path

from reportlab.platypus import Spacer
from tests.foi.replies.letters import close, fill, letterhead
from tests.foi.replies.mails import mail, save
from tests.foi.replies.pages import bare, build, ruled, text
from tests.foi.replies.truth import (
    TOTAL,
    UNDER_18,
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
    unnamed,
    within,
)
from tests.foi.replies.web import write

ONLINE = Cell(online="online", unit="offences")


def heading_per_year(path: Path) -> Truth:
    counted: dict[int, Lines] = {2014: [[2, 1, 3], [9, 2, 11]], 2015: [[7, 0, 7], [18, 6, 24]]}
    parts = ""
    cells: list[Cell] = []
    cols: list[Facts] = [{"sex": "female"}, {"sex": "male"}, TOTAL]
    for n, (year, values) in enumerate(counted.items(), start=1):
        parts += f"<h3>1st April {year} to 31st March {year + 1}</h3><table><tr><th>Victim age</th><th>Girls</th><th>Boys</th><th>Total</th></tr>"
        for label, line in zip(("under 13", "13 - 17"), values, strict=True):
            parts += f"<tr><th>{label}</th>" + "".join(f"<td>{v}</td>" for v in line) + "</tr>"
        parts += "</table>"
        base = ONLINE.but(period=fy(year))
        cells += body(base, values, ages((0, 12), (13, 17)), cols, table(n, 2, 2))
    write(
        path,
        "FOI 1700/16",
        f"<h1>Hampshire Constabulary FOI 1700/16</h1><p>Offences with the online crime flag.</p>{parts}",
    )
    return Truth(cells=unnamed(cells))


def wide_spans(path: Path) -> Truth:
    values: Lines = [[1, 5, 0, 2], [3, 19, 1, 4]]
    write(
        path,
        "Victims",
        """<p>Dorset Police, 2016-288. Number of victims of cyber flagged sexual offences.</p><table>
<thead><tr><th rowspan=2>Year</th><th colspan=2>Female</th><th colspan=2>Male</th></tr><tr><th>0 to 11<br>years</th><th>12 to 17<br>years</th>
<th>0 to 11<br>years</th><th>12 to 17<br>years</th></tr></thead><tfoot><tr><td>Sum</td><td>4</td><td>24</td><td>1</td><td>6</td></tr></tfoot>
<tbody><tr><td>2014 - 15</td><td>1</td><td>5</td><td>0</td><td>2</td></tr><tr><td>2015 - 16</td><td>3</td><td>19</td><td>1</td><td>4</td></tr></tbody></table>""",
    )
    cols: list[Facts] = [
        {"sex": s, "age": a} for s in ("female", "male") for a in ((0, 11), (12, 17))
    ]
    base = Cell(online="online", unit="victims")
    cells = body(base, values, periods(fy(2014), fy(2015)), cols, nowhere)
    both = TOTAL | {"period": ("2014-04-01", "2016-03-31"), "either": {"period": (None,)}}
    return Truth(cells=[*cells, *body(base, [[4, 24, 1, 6]], [both], cols, nowhere)])


def lines_in_cells(path: Path) -> Truth:
    letter = letterhead("Northamptonshire Police", "001877/16")
    fill(
        letter,
        [
            ["Q1. Sexual offences against children with a cyber flag", "2014/15: 12\n2015/16: 19"],
            ["Q2. Victims of those offences aged 13", "2014/15: 3\n2015/16: 5"],
            ["Q3. Officers in the unit", "14"],
        ],
        "Table Grid",
    )
    close(letter, path)
    years = periods(fy(2014), fy(2015))
    cells = body(ONLINE, [[12], [19]], years, [{}], nowhere)
    cells += body(ONLINE.but(unit="victims", age=(13, 13)), [[3], [5]], years, [{}], nowhere)
    return Truth(cells=cells)


def tabbed(path: Path) -> Truth:
    letter = letterhead("Gwent Police", "2016/18022")
    letter.add_paragraph("Recorded crimes, child sexual offences, cyber flag = Yes")
    for line in (
        "Offence\t2014/15\t2015/16",
        "Rape\t1\t3",
        "Sexual grooming\t8\t10",
        "Total\t9\t13",
    ):
        letter.add_paragraph(line)
    close(letter, path)
    rows = [*offences("rape", "grooming"), TOTAL]
    base = Cell(online="online", unit="crimes")
    return Truth(
        cells=body(base, [[1, 3], [8, 10], [9, 13]], rows, periods(fy(2014), fy(2015)), nowhere)
    )


def shares_beside(path: Path) -> Truth:
    values: Lines = [[6, None, 14, None], [31, None, 52, None], [37, None, 66, None]]
    lines: Lines = [
        ["", "2014/15", "2014/15", "2015/16", "2015/16"],
        ["Victim age", "Offences", "%", "Offences", "%"],
        ["Under 12", 6, "16.2", 14, "21.2"],
        ["12 to 17", 31, "83.8", 52, "78.8"],
        ["Total", 37, "100", 66, "100"],
    ]
    build(
        path,
        text("Merseyside Police DJ 411/16", "Heading3"),
        text("Offences against children with the online crime flag"),
        Spacer(1, 8),
        bare(lines, ("ALIGN", (1, 0), (-1, -1), "RIGHT")),
    )
    cols = [periods(fy(2014))[0], None, periods(fy(2015))[0], None]
    rows = [*ages((0, 11), (12, 17)), TOTAL]
    return Truth(cells=body(ONLINE, values, rows, cols, nowhere))


def ruled_answers(path: Path) -> Truth:
    lines: Lines = [
        ["Question", "Answer"],
        ["How many crimes had a cyber flag and a victim under 18, 2015/16?", "148"],
        ["How many were sexual offences?", "61"],
        ["How many of the 61 had a male victim?", "Fewer than 10"],
        ["Is the flag mandatory?", "Yes, since 2015"],
    ]
    build(path, text("Kent Police 16/06/881", "Heading3"), ruled(lines))
    base = Cell(
        online="online",
        unit="crimes",
        period=fy(2015),
        either={"age": UNDER_18, "unit": ("offences", None)},
    )
    any_crime = base.but(optional=True, either={"offence": (None,)})
    few = base.but(
        printed="Fewer than 10", where="page 1 row 4 col 2", sex="male", **within(0, 9, 1)
    )
    few = few.but(either={"age": UNDER_18, "unit": ("offences", "victims", None)})
    return Truth(
        cells=unnamed(
            [
                any_crime.number(148, "page 1 row 2 col 2"),
                base.number(61, "page 1 row 3 col 2"),
                few,
            ]
        )
    )


def inline_answers(path: Path) -> Truth:
    words = """Our ref 2016-411, Cumbria Constabulary

> 1. How many sexual offences against children were recorded with a cyber flag in 2015/16?

Answer: 24

> 2. And in 2014/15?

Answer: 11

> 3. In how many of the 2015/16 offences was the victim under 10? (I know that you may not
> release numbers under 5.)

Answer: 0
"""
    save(mail("cumbria", "FOI 2016-411", words), path)
    base = ONLINE
    cells = [
        base.number(24, period=fy(2015)),
        base.number(11, period=fy(2014)),
        base.number(0, period=fy(2015), age=(0, 9)),
    ]
    return Truth(cells=cells)


def brackets(path: Path) -> Truth:
    path.write_text(
        """Norfolk Constabulary 2016/1301. Offences with the cyber flag, victims aged under 18.

2014/15: 27 (of which 21 female, 6 male)
2015/16: 43 (of which 31 female, 12 male)

Section 22: figures for 2016/17 are refused, as they are intended for future publication.
""",
        encoding="utf-8",
    )
    base = ONLINE.but(age=(0, 17))
    cells = []
    for year, (both, girls, boys) in {2014: (27, 21, 6), 2015: (43, 31, 12)}.items():
        here = base.but(period=fy(year))
        cells += [
            here.number(both),
            here.number(girls, sex="female"),
            here.number(boys, sex="male"),
        ]
    either = {"age": ((None, None),), "is_total": (True, False), "unit": ("offences", "victims")}
    return Truth(
        cells=unnamed([c.but(either=either) for c in cells]),
        outcomes=[("refused", "22")],
        allowed=("answered", "partial"),
    )


REPLIES = (
    Reply(name="heading-per-year.html", make=heading_per_year),
    Reply(name="wide-spans.html", make=wide_spans),
    Reply(name="lines-in-cells.docx", make=lines_in_cells),
    Reply(name="tabbed.docx", make=tabbed),
    Reply(name="shares-beside.pdf", make=shares_beside),
    Reply(name="ruled-answers.pdf", make=ruled_answers),
    Reply(name="inline-answers.eml", make=inline_answers),
    Reply(name="brackets.txt", make=brackets),
)
