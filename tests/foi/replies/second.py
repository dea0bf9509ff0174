"""A second batch, held out while the reader was mended: spreadsheets and delimited text."""

from pathlib import Path

from tests.foi.replies.older import ods_write, xls_write
from tests.foi.replies.sheets import ONLINE, new, put
from tests.foi.replies.truth import (
    TOTAL,
    UNDER_18,
    Cell,
    Facts,
    Lines,
    Reply,
    Truth,
    body,
    fy,
    nowhere,
    offences,
    periods,
    sheet,
    unnamed,
    within,
)


def year_sections(path: Path) -> Truth:
    """The year stands in a row of its own above each block, merged over the width."""
    book, page = new("Resp")
    lines: list[list[object]] = [
        ["Online Flagged Offences - Child Victims"],
        ["Offence Group", "Female", "Male", "Total"],
    ]
    counted = {
        2013: [[1, 0, 1], [6, 2, 8]],
        2014: [[3, 0, 3], [11, 1, 12]],
        2015: [[4, 1, 5], [24, 7, 31]],
    }
    cells: list[Cell] = []
    for year, values in counted.items():
        lines.append([f"Financial Year {year}/{year % 100 + 1}"])
        page.merge_cells(start_row=len(lines), end_row=len(lines), start_column=1, end_column=4)
        where = sheet("Resp", len(lines) + 1, 2)
        lines += [
            [label, *line] for label, line in zip(("Rape", "Sexual Assault"), values, strict=True)
        ]
        cols: list[Facts] = [{"sex": "female"}, {"sex": "male"}, TOTAL]
        base = ONLINE.but(period=fy(year))
        cells += body(base, values, offences("rape", "sexual assault"), cols, where)
    put(page, lines)
    book.save(path)
    return Truth(cells=unnamed(cells))


def template(path: Path) -> Truth:
    """The requester's own template: questions down, years across, remarks last."""
    book, page = new("Template")
    values: Lines = [[0, 33, 74], [0, 27, 60], [0, 6, 14], [None, 2, "<5"], [None, 7, 19]]
    questions = [
        "1. Sexual offences against under 18s with a cyber flag (number of offences)",
        "1a. of which victim female",
        "1b. of which victim male",
        "1c. of which victim aged under 10",
        "1d. of which offence was rape",
    ]
    put(
        page,
        [
            ["FORCE:", "Bedfordshire"],
            ["COMPLETED BY:", "FOI desk, ext 2044"],
            ["", "2013/14", "2014/15", "2015/16", "Comments"],
        ],
    )
    put(page, [[q, *v] for q, v in zip(questions, values, strict=True)], row=4)
    page["E4"] = "Flag available from 1 June 2014"
    page["E7"] = "<5 used for 1 to 4"
    book.save(path)
    whole = {"age": UNDER_18}
    rows: list[Facts] = [
        {"either": {**whole, "is_total": (True,)}},
        {"sex": "female", "either": whole},
        {"sex": "male", "either": whole},
        {"age": (0, 9)},
        {"offence": "rape", "either": whole},
    ]
    cells = body(
        ONLINE,
        values,
        rows,
        periods(fy(2013), fy(2014), fy(2015)),
        sheet("Template", 4, 2),
        {"<5": within(1, 4, 0)},
    )
    return Truth(cells=unnamed(cells))


def by_district(path: Path) -> Truth:
    """Areas down: parts of a force are no dimension of a count; only the force's line is one."""
    lines: Lines = [
        ["Cyber flagged child sexual offences (recorded crimes) by Local Policing Area"],
        ["LPA", "2014/15", "2015/16"],
        ["Northern", 6, 15],
        ["Central", 11, 22],
        ["South", 3, 9],
        ["Force", 20, 46],
    ]
    xls_write(path, [("LPA", lines)])
    base = Cell(online="online", unit="crimes", is_total=True, either={"is_total": (False,)})
    cells = body(base, [[20, 46]], [TOTAL], periods(fy(2014), fy(2015)), sheet("LPA", 6, 2))
    return Truth(cells=[c.but(either={"is_total": (False,)}) for c in cells], questions_at_least=1)


def by_outcome(path: Path) -> Truth:
    """Outcomes across: only the last column counts offences as such."""
    lines: Lines = [
        ["Online flagged offences against children by outcome type"],
        [
            "Year recorded",
            "Charge/Summons",
            "Caution",
            "Evidential difficulties",
            "Not yet assigned",
            "Total offences",
        ],
        ["2014/15", 5, 1, 8, 0, 14],
        ["2015/16", 9, 2, 20, 12, 43],
    ]
    ods_write(path, [("Outcomes", lines)])
    cells = body(
        ONLINE, [[14], [43]], periods(fy(2014), fy(2015)), [TOTAL], sheet("Outcomes", 3, 6)
    )
    return Truth(
        cells=unnamed([c.but(either={"is_total": (False,)}) for c in cells]), questions_at_least=1
    )


def suspects(path: Path) -> Truth:
    """Ages of suspects are not ages of victims."""
    book, page = new("Q5")
    put(
        page,
        [
            [
                "Q5. Age of suspect at time of offence, offences with a cyber flag and a child victim, 2015/16"
            ],
            ["Suspect age", "Number of offences"],
            ["10-17", 21],
            ["18-24", 15],
            ["25 and over", 19],
            ["Suspect not identified", 30],
            ["Total", 85],
        ],
    )
    book.save(path)
    total = ONLINE.number(85, "Q5!B7", period=fy(2015), is_total=True)
    return Truth(cells=unnamed([total]), questions_at_least=1)


def shares_only(path: Path) -> Truth:
    """Percentages and a rate, no counts."""
    book, page = new("Rates")
    put(
        page,
        [
            ["Share of child sexual offences carrying the cyber flag"],
            ["Year", "% flagged", "Offences per 1,000 children"],
            ["2014/15", 4.1, 1.6],
            ["2015/16", 8.7, 1.9],
        ],
    )
    book.save(path)
    return Truth()


def compound_heads(path: Path) -> Truth:
    head = "Offence,F 0-9 Online,F 10-15 Online,M 0-9 Online,M 10-15 Online,All Online"
    values: Lines = [[0, 3, 0, 1, 4], [2, 9, 1, 2, 14], [1, 30, 0, 8, 39]]
    labels = ("Rape", "Sexual assault", "Indecent images")
    lines = [f"{a}," + ",".join(map(str, b)) for a, b in zip(labels, values, strict=True)]
    path.write_text(
        "Recorded offences 01/04/15 to 31/03/16\n" + "\n".join([head, *lines]) + "\n",
        encoding="utf-8",
    )
    cols: list[Facts] = [
        {"sex": s, "age": a} for s in ("female", "male") for a in ((0, 9), (10, 15))
    ]
    base = ONLINE.but(period=fy(2015))
    rows = offences("rape", "sexual assault", "images")
    return Truth(cells=unnamed(body(base, values, rows, [*cols, TOTAL], nowhere)))


def labelled_pairs(path: Path) -> Truth:
    """One line per offence and year in one label."""
    counts = {
        ("Rape", 2014): 5,
        ("Rape", 2015): 8,
        ("Sexual assault", 2014): 12,
        ("Sexual assault", 2015): 19,
        ("Grooming", 2014): 0,
        ("Grooming", 2015): 6,
    }
    lines = [f"{offence} ({year}/{year % 100 + 1})\t{n}" for (offence, year), n in counts.items()]
    path.write_text("\n".join(["Measure\tCrimes with cyber flag", *lines]) + "\n", encoding="utf-8")
    base = Cell(online="online", unit="crimes")
    cells = [base.number(n, offence=o.casefold(), period=fy(y)) for (o, y), n in counts.items()]
    return Truth(cells=unnamed(cells))


REPLIES = (
    Reply(name="year-sections.xlsx", make=year_sections),
    Reply(name="template.xlsx", make=template),
    Reply(name="by-district.xls", make=by_district),
    Reply(name="by-outcome.ods", make=by_outcome),
    Reply(name="suspects.xlsx", make=suspects),
    Reply(name="shares-only.xlsx", make=shares_only),
    Reply(name="compound-heads.csv", make=compound_heads),
    Reply(name="labelled-pairs.tsv", make=labelled_pairs),
)
