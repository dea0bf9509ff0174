"""Replies as delimited and plain text."""

import codecs
from pathlib import Path

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
    cy,
    fy,
    nowhere,
    offences,
    periods,
    unnamed,
    within,
)

ONLINE = Cell(online="online", unit="offences")


def csv_semicolons(path: Path) -> Truth:
    lines = [
        "Bedfordshire Police – Freedom of Information 2016/00611;;;",
        "Offences against victims under 16 where the “online flag” is set;;;",
        ";;;",
        "Victim’s age;F;M;Not stated",
        "Under 10;6;2;0",
        "10;3;1;0",
        "11;7;0;1",
        "12;18;4;0",
        "13;33;5;2",
        "14;29;6;0",
        "15;21;3;1",
        "Total;117;21;4",
        "",
        "Period covered: 01/04/2015 to 31/03/2016;;;",
        "Data correct as at 03/05/2016;;;",
    ]
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    values: Lines = [[int(v) for v in line.split(";")[1:]] for line in lines[4:12]]
    rows: list[Facts] = [
        *ages((0, 9), 10, 11, 12, 13, 14, 15),
        TOTAL | {"either": {"age": ((0, 15),)}},
    ]
    return Truth(cells=unnamed(body(ONLINE.but(period=fy(2015)), values, rows, SEXES, nowhere)))


def tsv_preamble(path: Path) -> Truth:
    lines = [
        "FOI 16-0934\tRequest received 11/04/2016\tDue 10/05/2016",
        "",
        "Offence group\tCyber flag\t2014-15\t2015-16\t% change",
        "Rape\tYes\t4\t9\t125.0",
        "Rape\tNo\t97\t104\t7.2",
        "Sexual assault\tYes\t7\t12\t71.4",
        "Sexual assault\tNo\t161\t150\t-6.8",
        "Images\tYes\t51\t88\t72.5",
        "Images\tNo\t20\t17\t-15.0",
        "",
        "Counts are of recorded offences. 1 offence may have more than 1 victim.",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    values: Lines = [line.split("\t")[2:4] for line in lines[3:9]]
    rows: list[Facts] = [
        {**flag, "offence": o} for o in ("rape", "sexual assault", "images") for flag in FLAG[:2]
    ]
    return Truth(
        cells=body(Cell(unit="offences"), values, rows, periods(fy(2014), fy(2015)), nowhere)
    )


def csv_tidy(path: Path) -> Truth:
    lines = [
        '"Year Ending","Offence","Victim Age","Victim Sex","Online Crime Flag","Victims"',
        '"YE March 2016","Sexual grooming","13","Female","Online","11"',
        '"YE March 2016","Sexual grooming","13","Male","Online","2"',
        '"YE March 2016","Sexual grooming","Age not recorded","Female","Online","1"',
        '"YE March 2016","Sexual grooming","14","Female","Not online","3"',
        '"YE March 2017","Sexual grooming","13","Female","Online","16"',
        '"YE March 2017","Rape","12","Female","Online","fewer than 3"',
        '"YE March 2017","Rape","12","Female","Not online","20"',
        '"YE March 2017","Sexual exploitation","16","Male","Online","0"',
    ]
    path.write_bytes(codecs.BOM_UTF8 + "\n".join(lines).encode())
    g, r, x = "grooming", "rape", "exploitation"
    base = Cell(unit="victims")
    a, b = base.but(period=fy(2015)), base.but(period=fy(2016))
    few = b.but(printed="fewer than 3", offence=r, age=(12, 12), sex="female", online="online")
    cells = [
        a.number(11, offence=g, age=(13, 13), sex="female", online="online"),
        a.number(2, offence=g, age=(13, 13), sex="male", online="online"),
        a.number(1, offence=g, age=UNKNOWN, sex="female", online="online"),
        a.number(3, offence=g, age=(14, 14), sex="female", online="not online"),
        b.number(16, offence=g, age=(13, 13), sex="female", online="online"),
        few.but(**within(0, 2, 1)),
        b.number(20, offence=r, age=(12, 12), sex="female", online="not online"),
        b.number(0, offence=x, age=(16, 16), sex="male", online="online"),
    ]
    return Truth(cells=cells)


def csv_years_down(path: Path) -> Truth:
    lines = [
        "Lincolnshire Police,,,,",
        '"Sexual offences, victims aged 17 and under, by whether the Internet Involved marker is set",,,,',
        "Year,Marker Y,Marker N,Marker blank,All offences",
        "2012,14,301,8,323",
        "2013,22,340,3,365",
        "2014,41,377,0,418",
        "2015,77,412,0,489",
        "2016 (1 Jan - 31 May),39,190,0,229",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    values: Lines = [line.split(",")[1:] for line in lines[3:]]
    rows = periods(cy(2012), cy(2013), cy(2014), cy(2015), ("2016-01-01", "2016-05-31"))
    blank = {"online": "not online", "either": {"online": ("all",)}, "optional": True}
    base = Cell(unit="offences", age=(0, 17), either={"age": ((None, None),)})
    cells = []
    for n, cols in enumerate((FLAG[0], FLAG[1], blank, FLAG[2])):
        for cell in body(base, [[line[n]] for line in values], rows, [cols], nowhere):
            both = {"age": ((None, None),), "online": cell.either.get("online", ())}
            cells.append(cell.but(either=both))
    return Truth(cells=cells)


def letter_columns(path: Path) -> Truth:
    path.write_text(
        """DURHAM CONSTABULARY
Information Rights, Aykley Heads, Durham DH1 5TT     Tel 101
Our ref: FOIA 288/16                                 4 May 2016

FREEDOM OF INFORMATION ACT 2000

Thank you for your request received on 6 April 2016, which asked:

  "1. How many sexual offences against children under 18 had a cyber flag in each of
      2014/15 and 2015/16?
   2. Please split by offence. I understand the limit is 18 hours or £450."

Our answer:

Offence                          2014/15    2015/16
------------------------------   -------    -------
Rape                                   0          4
Sexual assault                         2          9
Sexual activity                        6         21
Sexual grooming                        3          5
                                 -------    -------
TOTAL                                 11         39

Please note that police forces record in different ways; do not compare.

If you are unhappy you may ask for a review within 40 working days, or complain to the
Information Commissioner under section 50, Wycliffe House, SK9 5AF, 0303 123 1113.
""",
        encoding="utf-8",
    )
    base = ONLINE.but(either={"age": UNDER_18})
    rows: list[Facts] = [
        *offences("rape", "sexual assault", "sexual activity and inciting", "grooming"),
        TOTAL,
    ]
    values: Lines = [[0, 4], [2, 9], [6, 21], [3, 5], [11, 39]]
    cells = body(base, values, rows, periods(fy(2014), fy(2015)), nowhere)
    return Truth(cells=[c.but(either={"age": UNDER_18}) for c in cells])


def pipes(path: Path) -> Truth:
    path.write_text(
        """FOI/2016/0719 - Wiltshire Police

| Financial year | Offences with online flag | Offences without | All |
|----------------|---------------------------|------------------|-----|
| 2013/14        | 0                         | 402              | 402 |
| 2014/15        | 13                        | 455              | 468 |
| 2015/16        | 54                        | 511              | 565 |

These are sexual offences where the victim was a child (17 or under).
""",
        encoding="utf-8",
    )
    values: Lines = [[0, 402, 402], [13, 455, 468], [54, 511, 565]]
    base = Cell(unit="offences", either={"age": ((0, 17),)})
    cells = body(base, values, periods(fy(2013), fy(2014), fy(2015)), FLAG, nowhere)
    return Truth(cells=[c.but(either={"age": ((0, 17),)}) for c in cells])


def cleveland(path: Path) -> Truth:
    path.write_text(
        """Cleveland Police response 2024/10233

Question 1 - How many offences of 088/05 (administering a substance with intent) were recorded in each of the last three financial years?

2022/23 - 10
2023/24 - 6
2024/25 – 0

Question 2 - How many of the above involved a victim under 18?

2022/23 – 4
2023/24 – 1

Question 3 - How many of the offences were cyber flagged?

No information held.
""",
        encoding="utf-8",
    )
    base = Cell(offence="088/05", unit="offences")
    years = periods(fy(2022), fy(2023), fy(2024))
    cells = body(base, [[10], [6], [0]], years, [{}], nowhere)
    cells += body(base.but(age=(0, 17)), [[4], [1]], years[:2], [{}], nowhere)
    return Truth(
        cells=[
            c.but(either={"unit": ("offences", "victims", None)}) if c.age[1] else c for c in cells
        ],
        outcomes=[("not held", None)],
        allowed=("answered", "partial"),
    )


def flag_unused(path: Path) -> Truth:
    path.write_text(
        """West Mercia Police
Request ref 8123/16

You asked for the number of recorded sexual offences against under 18s from 1 April 2015 to
31 March 2016 to which a cyber flag was attached.

West Mercia Police does not use the cyber flag. The crime recording system (CRIMES, in use
since 2010) has no such marker, and officers were not instructed to apply one until 2017.

In total 1,108 sexual offences against victims aged under 18 were recorded in 2015/16.
""",
        encoding="utf-8",
    )
    cell = Cell(unit="offences", period=fy(2015), age=(0, 17), either={"age": ((None, None),)})
    return Truth(
        cells=[cell.number("1,108")],
        outcomes=[("flag not used", None)],
        allowed=("answered", "partial"),
    )


def neither(path: Path) -> Truth:
    path.write_text(
        """City of London Police
Ref. COL/16/294

In accordance with the Act this letter represents a Refusal Notice for question 4.

Questions 1-3: between 1 January 2015 and 31 December 2015 the force recorded 7 sexual
offences against children, of which 3 carry the online crime flag.

Question 4: City of London Police neither confirms nor denies that it holds any other
information relevant to the request by virtue of section 23(5) and section 31(3).

Section 23 is an absolute class-based exemption and there is no requirement to consider the
public interest. Of 43 forces, 38 were asked the same.
""",
        encoding="utf-8",
    )
    base = Cell(unit="offences", period=cy(2015))
    cells = [base.number(7), base.number(3, online="online")]
    return Truth(
        cells=cells,
        outcomes=[("neither confirm nor deny", "23(5)")],
        allowed=("answered", "partial", "refused", "neither confirm nor deny"),
    )


def unreliable(path: Path) -> Truth:
    path.write_text(
        """Suffolk Constabulary: F-2016-01177

Number of child sexual offences with the cyber flag: 5 (2015/16).

The flag was introduced on 1 April 2015. Its use has not been consistent; a sample of 50
records found 21 where it should have been applied but was not. The figure is therefore not
a reliable indication of the level of online offending and should be treated with caution.
""",
        encoding="utf-8",
    )
    return Truth(cells=[ONLINE.number(5, period=fy(2015))], outcomes=[("flag not reliable", None)])


def words(path: Path) -> Truth:
    path.write_text(
        """Gloucestershire Constabulary FOI 2017.2381

Between 01/04/2016 and 31/03/2017 there were sixty-one (61) recorded offences against children
with the cyber flag. Of these, 12 were rapes, 20 were sexual assaults and the remaining 29 were
other sexual offences. The victim was female in 49 cases and male in 12. The youngest victim
was 7 years old; eight victims were aged under 10.

This compares with 44 offences in 2015/16, a rise of 38.6%.
""",
        encoding="utf-8",
    )
    base = ONLINE.but(period=fy(2016))
    no_unit = {"unit": (None, "victims")}
    cells = [
        base.number(61, either={"is_total": (True,)}),
        base.number(12, offence="rape"),
        base.number(20, offence="sexual assault"),
        base.number(29, offence="other"),
        base.number(49, sex="female", either=no_unit),
        base.number(12, sex="male", either=no_unit),
        base.but(printed="eight", low=8, high=8, age=(0, 9), unit="victims", optional=True),
        base.number(44, period=fy(2015), either={"is_total": (True,)}),
    ]
    return Truth(cells=unnamed(cells))


def stars(path: Path) -> Truth:
    """Indented lists whose meaning hangs on the line above."""
    path.write_text(
        """Cumbria Constabulary
FOI 401/16

Crimes with a cyber flag, victims under 18, 2015/16

Rape
    Female victim: *
    Male victim: 0
Sexual activity with a child
    Female victim: 17
    Male victim: 6
Indecent images of children
    Female victim: 22
    Male victim: *

* Withheld under section 40(2): fewer than three.
""",
        encoding="utf-8",
    )
    base = Cell(online="online", unit="crimes", period=fy(2015), age=(0, 17))
    rows: list[Facts] = [
        {"offence": o, "sex": s}
        for o in ("rape", "sexual activity and inciting", "images")
        for s in ("female", "male")
    ]
    cells = body(
        base, [["*"], [0], [17], [6], [22], ["*"]], rows, [{}], nowhere, {"*": within(0, 2, 1)}
    )
    either = {"age": ((None, None),)}
    cells = [
        c.but(either=either | ({"low": (1,), "status": ("refused",)} if c.printed == "*" else {}))
        for c in cells
    ]
    return Truth(cells=cells, allowed=("answered", "partial", "refused"))


REPLIES = (
    Reply(name="semicolons.csv", make=csv_semicolons),
    Reply(name="preamble.tsv", make=tsv_preamble),
    Reply(name="tidy.csv", make=csv_tidy),
    Reply(name="years-down.csv", make=csv_years_down),
    Reply(name="letter-columns.txt", make=letter_columns),
    Reply(name="pipes.txt", make=pipes),
    Reply(name="088-05.txt", make=cleveland),
    Reply(name="flag-unused.txt", make=flag_unused),
    Reply(name="neither.txt", make=neither),
    Reply(name="unreliable.txt", make=unreliable),
    Reply(name="words.txt", make=words),
    Reply(name="indented.txt", make=stars),
)
