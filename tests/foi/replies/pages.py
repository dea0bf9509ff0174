"""Replies as PDF pages: ruled, unruled, several pages, prose."""

from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.flowables import Flowable
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
    nowhere,
    offences,
    page,
    periods,
    unnamed,
    within,
)

ONLINE = Cell(online="online", unit="offences")
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
STYLES = getSampleStyleSheet()


def text(words: str, style: str = "BodyText") -> Paragraph:
    """A paragraph."""
    return Paragraph(words, STYLES[style])


def ruled(lines: Lines, *extra: tuple[object, ...], repeat: int = 0) -> Table:
    """A table with rules."""
    shown = [["" if v is None else str(v) for v in line] for line in lines]
    return Table(shown, repeatRows=repeat, style=TableStyle([GRID, *extra]))


def bare(lines: Lines, *extra: tuple[object, ...]) -> Table:
    """A table without rules."""
    return Table(
        [["" if v is None else str(v) for v in line] for line in lines],
        style=TableStyle(list(extra)),
        hAlign="LEFT",
    )


def build(path: Path, *parts: Flowable, wide: bool = False) -> None:
    """A document of these parts, page numbers at the foot."""

    def foot(canvas: Canvas, _doc: object) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(40, 25, f"NOT PROTECTIVELY MARKED   Page {canvas.getPageNumber()} of 3")

    size = landscape(A4) if wide else A4
    SimpleDocTemplate(str(path), pagesize=size, invariant=1).build(
        list(parts), onFirstPage=foot, onLaterPages=foot
    )


def ruled_merged(path: Path) -> Truth:
    values: list[list[object]] = [[2, 0, 4, 1], [11, 3, 26, 7], [8, 1, 13, 2], [21, 4, 43, 10]]
    lines: Lines = [
        ["Age group", "2014/15", "", "2015/16", ""],
        ["", "Female", "Male", "Female", "Male"],
        *[[a, *b] for a, b in zip(("Under 10", "10-14", "15-17", "Total"), values, strict=True)],
    ]
    build(
        path,
        text("Thames Valley Police", "Heading2"),
        text("RFI2016000387. Tel 101. 27 April 2016"),
        text("Number of offences with a cyber flag, child victims, by age and sex of victim"),
        ruled(lines, ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0)), ("SPAN", (0, 0), (0, 1))),
        text("Offences recorded before 1 April 2015 may not have been flagged."),
    )
    cols: list[Facts] = [
        {"period": p, "sex": s} for p in (fy(2014), fy(2015)) for s in ("female", "male")
    ]
    rows: list[Facts] = [*ages((0, 9), (10, 14), (15, 17)), TOTAL]
    return Truth(cells=unnamed(body(ONLINE, values, rows, cols, page(1, 3, 2))))


def unruled(path: Path) -> Truth:
    values: list[list[object]] = [[3, 1, 6], [9, 17, 20], [5, 4, 15], [17, 22, 41]]
    lines: Lines = [
        ["Offence", "2013/14", "2014/15", "2015/16"],
        *[
            [a, *b]
            for a, b in zip(
                ("Rape", "Sexual assault", "Sexual activity", "Total"), values, strict=True
            )
        ],
    ]
    build(
        path,
        text("Staffordshire Police FOI 7145", "Heading3"),
        text(
            "Cyber flagged sexual offences with a child victim. Figures are numbers of offences. Answered in 16 working days."
        ),
        Spacer(1, 12),
        bare(lines, ("ALIGN", (1, 0), (-1, -1), "RIGHT")),
        Spacer(1, 12),
        text("The force searched 5,112 records. See section 16 for advice and assistance."),
    )
    rows: list[Facts] = [*offences("rape", "sexual assault", "sexual activity and inciting"), TOTAL]
    return Truth(cells=body(ONLINE, values, rows, periods(fy(2013), fy(2014), fy(2015)), nowhere))


def many_pages(path: Path) -> Truth:
    head = ["Offence", "Victim age", "Online flag", "Offences 2015/16"]
    lines: list[list[object]] = []
    facts: list[dict[str, object]] = []
    for code, title in (
        ("19D", "Rape of a Female Child under 16"),
        ("20B", "Sexual Assault on a Female Child under 13"),
        ("22B", "Sexual Activity Involving Child under 16"),
        ("88A", "Sexual Grooming"),
        ("71", "Abuse of Children through Sexual Exploitation"),
    ):
        for age in range(8, 16):
            for flag, online in (("Y", "online"), ("N", "not online")):
                lines.append([f"{code} {title}", age, flag, (len(lines) * 5) % 17])
                facts.append({"offence": code, "age": (age, age), "online": online})
    build(path, text("Lancashire Constabulary", "Heading2"), ruled([head, *lines], repeat=1))
    base = Cell(unit="offences", period=fy(2015))
    return Truth(cells=body(base, [[line[3]] for line in lines], facts, [{}], nowhere))


def letter(path: Path) -> Truth:
    build(
        path,
        text(
            "Derbyshire Constabulary, Butterley Hall, Ripley DE5 3RS. Telephone 101, Fax 01773 572225"
        ),
        text("FOI Reference: 001128/16"),
        text(
            "REQUEST: the number of sexual offences against children, between 1 April 2014 and 31 March 2016, that were cyber flagged; and how many of the victims were aged 12 or under."
        ),
        text("RESPONSE", "Heading3"),
        text(
            "In 2014/15 there were 25 offences that were cyber flagged. In 2015/16 there were 71."
        ),
        text("In 2015/16 the victim was aged 12 or under in 14 offences."),
        text(
            "Please note that the flag became mandatory in April 2015 and 1 in 10 records is checked."
        ),
        PageBreak(),
        text(
            "You may ask for a review within 2 months. The ICO can be reached on 0303 123 1113; section 50 of the Act applies. Refusals under section 12 or 14 are not relevant here."
        ),
    )
    cells = [
        ONLINE.number(25, period=fy(2014)),
        ONLINE.number(71, period=fy(2015)),
        ONLINE.number(14, period=fy(2015), age=(0, 12)),
    ]
    return Truth(cells=cells)


def two_tables(path: Path) -> Truth:
    ages_of: list[list[object]] = [[7, "<5"], [12, 9], [30, 22]]
    by_offence: list[list[object]] = [["<5", 6], [16, 20], [30, 8]]
    build(
        path,
        text("British Transport Police FOI 347-16", "Heading2"),
        text("Table A. Offences against under 18s by age of victim, 2015/16"),
        ruled(
            [
                ["Age", "Flagged online", "Not flagged"],
                *[[a, *b] for a, b in zip(("0-9", "10-13", "14-17"), ages_of, strict=True)],
            ]
        ),
        Spacer(1, 24),
        text("Table B. The same offences by type, 2015/16"),
        ruled(
            [
                ["Type", "Flagged online", "Not flagged"],
                *[
                    [a, *b]
                    for a, b in zip(
                        ("Rape", "Sexual assault", "Exposure and voyeurism"),
                        by_offence,
                        strict=True,
                    )
                ],
            ]
        ),
        text("Where a count is below 5 but not zero it is shown as <5."),
    )
    base = Cell(unit="offences", period=fy(2015))
    marks: Marks = {"<5": within(1, 4)}
    cells = body(base, ages_of, ages((0, 9), (10, 13), (14, 17)), FLAG[:2], nowhere, marks)
    kinds: list[Facts] = [
        *offences("rape", "sexual assault"),
        {"offence": "88E", "either": {"offence": ("other",)}},
    ]
    whole = base.but(either={"age": UNDER_18})
    cells += [
        c.but(either={"age": UNDER_18})
        for c in body(whole, by_offence, kinds, FLAG[:2], nowhere, marks)
    ]
    return Truth(cells=unnamed(cells))


def refused(path: Path) -> Truth:
    build(
        path,
        text("Northumbria Police", "Heading2"),
        text("FOI 1293/16: refusal notice"),
        text(
            "We have estimated that 1,144 records at 3 minutes per record, over 57 hours, would have to be read. This exceeds the 18 hours laid down, and your request is refused under Section 12(1) of the Freedom of Information Act 2000."
        ),
        text(
            "By way of advice, section 16, you may wish to limit the request to 2015/16 and to 1 offence type."
        ),
    )
    return Truth(outcomes=[("refused", "12")], allowed=("refused",))


def wide_table(path: Path) -> Truth:
    values: list[list[object]] = [[n * k % 11 for n in range(1, 18)] for k in (3, 5)]
    sums: list[object] = [int(str(a)) + int(str(b)) for a, b in zip(*values, strict=True)]
    lines: Lines = [["Year", *range(1, 18), "U/K", "All"]]
    extra = [4, 0]
    full = [[*v, e, sum(int(str(x)) for x in v) + e] for v, e in zip(values, extra, strict=True)]
    whole = [*sums, 4, int(str(full[0][-1])) + int(str(full[1][-1]))]
    build(
        path,
        text(
            "Devon and Cornwall Police: victims (number) of cyber flagged sexual offences by age in years"
        ),
        ruled([*lines, ["2014/15", *full[0]], ["2015/16", *full[1]], ["Total", *whole]]),
        wide=True,
    )
    cols: list[Facts] = [*ages(*range(1, 18)), {"age": UNKNOWN}, TOTAL]
    both = TOTAL | {"period": ("2014-04-01", "2016-03-31"), "either": {"period": (None,)}}
    base = Cell(online="online", unit="victims")
    return Truth(
        cells=body(base, [*full, whole], [*periods(fy(2014), fy(2015)), both], cols, page(1, 2, 2))
    )


def aligned(path: Path) -> Truth:
    """Drawn as text at fixed places, labels wrapped on two lines, notes close by."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(
        60,
        780,
        "Cambridgeshire Constabulary   FOI2016/05954   Hinchingbrooke Park, PE29 6NP   0345 456 4564",
    )
    canvas.drawString(
        60, 750, "Offences with the online flag, 1 April 2015 - 31 March 2016, victims by age"
    )
    for x, head in ((300, "11 and under"), (390, "12-15"), (460, "16-17")):
        canvas.drawRightString(x + 50, 720, head)
    drawn = [
        (("Indecent images of children", ""), (3, 21, 8)),
        (("Causing or inciting a child to", "engage in sexual activity"), (5, 33, 4)),
        (("Sexual grooming", ""), (0, 12, 0)),
    ]
    y = 700
    for (first, second), counts in drawn:
        canvas.drawString(60, y, first)
        if second:
            canvas.drawString(60, y - 12, second)
        for x, value in zip((300, 390, 460), counts, strict=True):
            canvas.drawRightString(x + 50, y, str(value))
        y -= 32
    canvas.drawString(
        60, y - 10, "1 offence may have several victims. Prepared by Performance, desk 14."
    )
    canvas.save()
    values: Lines = [list(counts) for _, counts in drawn]
    rows = offences("images", "sexual activity and inciting", "grooming")
    cells = body(
        ONLINE.but(period=fy(2015)), values, rows, ages((0, 11), (12, 15), (16, 17)), nowhere
    )
    return Truth(cells=[c.but(either={"unit": ("victims",)}) for c in cells])


REPLIES = (
    Reply(name="ruled-merged.pdf", make=ruled_merged),
    Reply(name="unruled.pdf", make=unruled),
    Reply(name="many-pages.pdf", make=many_pages),
    Reply(name="letter.pdf", make=letter),
    Reply(name="two-tables.pdf", make=two_tables),
    Reply(name="refused.pdf", make=refused),
    Reply(name="wide.pdf", make=wide_table),
    Reply(name="aligned.pdf", make=aligned),
)
