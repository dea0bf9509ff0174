"""Replies as workbooks whose sheets hold several tables, or hide some."""

from pathlib import Path

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
    offences,
    periods,
    sheet,
    unnamed,
)


def side_by_side(path: Path) -> Truth:
    book, page = new("Data")
    left = [[4, 6], [9, 13], [2, 5], [15, 24]]
    right = [[88, 92], [140, 151], [31, 29], [259, 272]]
    labels = ["Under 10", "10 to 15", "16 to 17", "Total"]
    put(
        page,
        [["Sexual offences - online tag applied"], ["Victim age", "2014/15", "2015/16"]],
        row=2,
        col=2,
    )
    put(
        page,
        [["Sexual offences - no online tag"], ["Victim age", "2014/15", "2015/16"]],
        row=2,
        col=6,
    )
    put(page, [[a, *b] for a, b in zip(labels, left, strict=True)], row=4, col=2)
    put(page, [[a, *b] for a, b in zip(labels, right, strict=True)], row=4, col=6)
    book.save(path)
    rows: list[Facts] = [*ages((0, 9), (10, 15), (16, 17)), TOTAL]
    cols = periods(fy(2014), fy(2015))
    base = Cell(unit="offences")
    cells = body(base.but(online="online"), left, rows, cols, sheet("Data", 4, 3))
    cells += body(base.but(online="not online"), right, rows, cols, sheet("Data", 4, 7))
    return Truth(cells=cells)


def stacked(path: Path) -> Truth:
    book, page = new("Response")
    put(
        page,
        [
            ["Q1. How many sexual offences against children were recorded with a cyber flag?"],
            ["Year", "Count of offences"],
            ["2014/15", 31],
            ["2015/16", 66],
            ["Q2. How many of those in 2015/16 were, by offence type?"],
            ["Offence type", "Count of offences"],
            ["Rape", 5],
            ["Sexual assault", 9],
            ["Indecent images of children", 38],
            ["Other", 14],
            ["Q3. What was the sex of the victims of the offences in Q1 recorded in 2015/16?"],
            ["Female", 51],
            ["Male", 12],
            ["Not recorded", 3],
            ["Q4. Average cost to the force per offence? Not held (s.1)."],
        ],
    )
    book.save(path)
    where = sheet("Response", 3, 2)
    cells = body(ONLINE, [[31], [66]], periods(fy(2014), fy(2015)), [{}], where)
    base = ONLINE.but(period=fy(2015))
    cells += body(
        base,
        [[5], [9], [38], [14]],
        offences("rape", "sexual assault", "images", "other"),
        [{}],
        sheet("Response", 7, 2),
    )
    sexes: list[Facts] = [
        {"sex": s, "either": {"unit": ("victims", None)}} for s in ("female", "male", "unknown")
    ]
    cells += body(base, [[51], [12], [3]], sexes, [{}], sheet("Response", 12, 2))
    return Truth(cells=cells, allowed=("answered", "not held", "partial"))


def transposed(path: Path) -> Truth:
    book, page = new("CYBER")
    head = [
        "FY",
        "Rape",
        "Sexual Assault",
        "Sexual Activity",
        "Sexual Grooming",
        "Other Sexual Offences",
        "All Offences",
    ]
    values: Lines = [[0, 3, 8, 2, 1, 14], [1, 2, 13, 6, 0, 22], [4, 7, 29, 11, 5, 56]]
    put(
        page,
        [
            ["Cyber crime flag - child sexual offences"],
            head,
            *[[y, *v] for y, v in zip(("12/13", "13/14", "14/15"), values, strict=True)],
        ],
    )
    book.save(path)
    cols: list[Facts] = [
        *offences("rape", "sexual assault", "sexual activity and inciting", "grooming", "other"),
        TOTAL,
    ]
    base = Cell(online="online", unit="offences", either={"unit": (None, "crimes")})
    return Truth(
        cells=body(base, values, periods(fy(2012), fy(2013), fy(2014)), cols, sheet("CYBER", 3, 2))
    )


def hidden(path: Path) -> Truth:
    book, page = new("Summary")
    put(
        page,
        [
            ["Internet-flagged offences against children by age, 2015/16"],
            ["Age", "Crime ref base", "Offences"],
        ],
    )
    values: Lines = [[10, 101, 2], [11, 102, 4], [12, 103, 9], [13, 104, 17], [14, 105, 12]]
    put(page, values, row=3)
    put(page, [["Total", None, 44]], row=8)
    page.column_dimensions["B"].hidden = True
    page.row_dimensions[4].hidden = True
    secret = book.create_sheet("Working")
    put(secret, [["Age", "Offences"], [10, 2], [11, 4]])
    secret.sheet_state = "hidden"
    book.save(path)
    base = ONLINE.but(period=fy(2015))
    rows: list[Facts] = [*ages(10, 11, 12, 13, 14), TOTAL]
    cells = body(base, [[2], [4], [9], [17], [12], [44]], rows, [{}], sheet("Summary", 3, 3))
    cells[1] = cells[1].but(optional=True)
    hidden_cells = body(
        ONLINE.but(optional=True, either={"period": (None, fy(2015)), "online": ("all",)}),
        [[2], [4]],
        ages(10, 11),
        [{}],
        sheet("Working", 2, 2),
    )
    return Truth(cells=unnamed(cells + hidden_cells), questions_at_least=1)


REPLIES = (
    Reply(name="side-by-side.xlsx", make=side_by_side),
    Reply(name="stacked.xlsx", make=stacked),
    Reply(name="transposed.xlsx", make=transposed),
    Reply(name="hidden.xlsx", make=hidden),
)
