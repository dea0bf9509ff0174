"""A fifth batch, held out: plain replies, as most disclosure units send them."""

from pathlib import Path

from reportlab.platypus import Spacer
from tests.foi.replies.letters import close, fill, letterhead
from tests.foi.replies.mails import mail, save
from tests.foi.replies.older import ods_write, xls_write
from tests.foi.replies.pages import build, ruled, text
from tests.foi.replies.sheets import ONLINE, new, put
from tests.foi.replies.truth import (
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
    page,
    periods,
    sheet,
    table,
    within,
)
from tests.foi.replies.web import write


def codes_and_years(path: Path) -> Truth:
    book, page_ = new("FOI 1016-16")
    values: Lines = [[4, 6, 9], [0, 1, 3], [12, 20, 18], [0, 0, 0], [16, 27, 30]]
    labels = [
        ("19E", "Rape of a Female Child under 13"),
        ("17B", "Sexual Assault on a Male Child under 13"),
        ("88A", "Sexual Grooming"),
        ("73", "Abuse of Position of Trust of a Sexual Nature"),
        ("", "Total"),
    ]
    put(
        page_,
        [
            ["Freedom of Information Request 1016-16"],
            [
                "Recorded child sexual offences where the online crime flag is set to yes, January 2013 to December 2015"
            ],
            [],
            ["HO class", "Description", 2013, 2014, 2015],
            *[[*a, *b] for a, b in zip(labels, values, strict=True)],
            [],
            ["Source: Athena. Extracted 14/04/2016 by analyst team 3."],
        ],
    )
    book.save(path)
    rows: list[Facts] = [
        {"offence": "19E", "either": {"age": ((0, 12),)}},
        {"offence": "17B", "either": {"age": ((0, 12),)}},
        {"offence": "88A"},
        {"offence": "73"},
        dict(TOTAL),
    ]
    return Truth(
        cells=body(
            ONLINE, values, rows, periods(cy(2013), cy(2014), cy(2015)), sheet("FOI 1016-16", 5, 3)
        )
    )


def sex_and_age(path: Path) -> Truth:
    book, page_ = new("Victims")
    values: Lines = [["~", 14, 31, 9, "~", 58], ["~", 5, 7, "~", 0, 16], [5, 19, 38, 11, "~", 74]]
    put(
        page_,
        [
            ["Norfolk Constabulary"],
            [
                "Child victims of sexual offences with a cyber flag, by sex and age, 1 April 2016 - 31 March 2017"
            ],
            [],
            ["Sex", "0-9", "10-12", "13-15", "16-17", "Unknown", "Total"],
            *[[a, *b] for a, b in zip(("Female", "Male", "Total"), values, strict=True)],
            ["~ denotes a number between 1 and 4"],
        ],
    )
    book.save(path)
    cols = [*ages((0, 9), (10, 12), (13, 15), (16, 17)), {"age": UNKNOWN}, TOTAL]
    rows: list[Facts] = [{"sex": "female"}, {"sex": "male"}, dict(TOTAL)]
    base = Cell(online="online", unit="victims", period=fy(2016))
    return Truth(cells=body(base, values, rows, cols, sheet("Victims", 5, 2), {"~": within(1, 4)}))


def offences_across(path: Path) -> Truth:
    values: Lines = [[3, 7, 15, 6, 31], [5, 11, 26, 9, 51]]
    lines = [
        ["Number of sexual offences against children with an online flag, by offence group"],
        [
            "Financial Year",
            "Rape",
            "Sexual Assault",
            "Sexual Activity with a Child",
            "Sexual Exploitation",
            "Total",
        ],
        ["2014/15", *values[0]],
        ["2015/16", *values[1]],
    ]
    xls_write(path, [("Response", lines)])
    cols = [
        *offences("rape", "sexual assault", "sexual activity and inciting", "exploitation"),
        TOTAL,
    ]
    return Truth(
        cells=body(ONLINE, values, periods(fy(2014), fy(2015)), cols, sheet("Response", 3, 2))
    )


def tidy_list(path: Path) -> Truth:
    lines: list[list[object]] = [
        [
            "Year",
            "Offence",
            "Sex of Victim",
            "Age of Victim",
            "Cyber Crime Flag (Y/N)",
            "Total Crimes",
        ]
    ]
    cells = []
    base = Cell(unit="crimes")
    for n, (year, offence, sex, age, flag) in enumerate(
        (y, o, s, a, f)
        for y in (2014, 2015)
        for o in ("Rape", "Sexual Assault")
        for s in ("Female", "Male")
        for a in (11, 14)
        for f in "YN"
    ):
        lines.append([f"{year}/{year % 100 + 1}", offence, sex, age, flag, n * 3 % 14])
        cells.append(
            base.number(
                n * 3 % 14,
                f"List!F{n + 2}",
                period=fy(year),
                offence=offence.casefold(),
                sex=sex.casefold(),
                age=(age, age),
                online="online" if flag == "Y" else "not online",
            )
        )
    ods_write(path, [("List", lines)])
    return Truth(cells=cells)


def quoted_thousands(path: Path) -> Truth:
    lines = [
        "Child sexual offences recorded by flag,,",
        "Flag,2014-2015,2015-2016",
        "Cyber flagged,41,88",
        'Not cyber flagged,"1,302","1,377"',
        'All offences,"1,343","1,465"',
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows: list[Facts] = [
        {"online": "online"},
        {"online": "not online"},
        {"online": "all", "is_total": True},
    ]
    return Truth(
        cells=body(
            Cell(unit="offences"),
            [[41, 88], ["1,302", "1,377"], ["1,343", "1,465"]],
            rows,
            periods(fy(2014), fy(2015)),
            nowhere,
        )
    )


def three_questions(path: Path) -> Truth:
    write(
        path,
        "FOI 2016/88",
        """<h1>FOI 2016/88 Gloucestershire Constabulary</h1><h2>Question 1: number of sexual offences against children with a cyber flag</h2>
<table><tr><th>2014/15</th><th>2015/16</th></tr><tr><td>16</td><td>35</td></tr></table>
<h2>Question 2: those offences in 2015/16 by age of victim</h2><table><tr><th>Age</th><th>Offences</th></tr><tr><td>Under 10</td><td>4</td></tr>
<tr><td>10 - 13</td><td>17</td></tr><tr><td>14 - 17</td><td>14</td></tr></table><h2>Question 3: cost of investigations</h2><p>Not held.</p>""",
    )
    cells = body(ONLINE, [[16, 35]], [{}], periods(fy(2014), fy(2015)), table(1, 2, 1))
    cells += body(
        ONLINE.but(period=fy(2015)),
        [[4], [17], [14]],
        ages((0, 9), (10, 13), (14, 17)),
        [{}],
        table(2, 2, 2),
    )
    return Truth(cells=cells, allowed=("answered", "partial", "not held"))


def question_answer(path: Path) -> Truth:
    letter = letterhead("Cumbria Constabulary", "FOI 388/16")
    for words in (
        "Question 1. How many sexual offences against children in 2015/16 had a cyber flag?",
        "Answer: 29 offences.",
        "Question 2. How many of these were rape?",
        "Answer: 3.",
        "Question 3. How many involved a male victim?",
        "Answer: 6.",
        "Question 4. What is the name of the officer in charge?",
        "Answer: This is exempt under section 40(2).",
    ):
        letter.add_paragraph(words)
    close(letter, path)
    base = ONLINE.but(period=fy(2015))
    cells = [
        base.number(29, either={"is_total": (True,)}),
        base.number(3, offence="rape"),
        base.number(6, sex="male", either={"unit": ("offences", "victims", None)}),
    ]
    return Truth(cells=cells, outcomes=[("refused", "40(2)")], allowed=("answered", "partial"))


def ages_letter(path: Path) -> Truth:
    letter = letterhead("Derbyshire Constabulary", "002931/17")
    letter.add_paragraph(
        "The table shows the number of child sexual offences recorded between 01/04/2016 and 31/03/2017 with the online crime flag, by age of victim."
    )
    values = [1, 0, 2, 5, 9, 14, 20, 17, 6, 3, 77]
    labels = ["8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "Total"]
    fill(
        letter,
        [["Age", "Number"], *[[a, v] for a, v in zip(labels, values, strict=True)]],
        "Table Grid",
    )
    close(letter, path)
    rows = [*ages(*range(8, 18)), TOTAL]
    return Truth(
        cells=body(ONLINE.but(period=fy(2016)), [[v] for v in values], rows, [{}], table(1, 2, 2))
    )


def questions_page(path: Path) -> Truth:
    lines: Lines = [
        ["Question", "2014/15", "2015/16"],
        ["Number of child sexual offences with a cyber flag", 18, 42],
        ["of which rape", 2, 5],
        ["of which female victim", 15, 33],
    ]
    build(path, text("Cheshire Constabulary FOI 8841", "Heading3"), Spacer(1, 6), ruled(lines))
    rows: list[Facts] = [
        {"either": {"is_total": (True,)}},
        {"offence": "rape"},
        {"sex": "female", "either": {"unit": ("victims", None)}},
    ]
    return Truth(
        cells=body(
            ONLINE, [[18, 42], [2, 5], [15, 33]], rows, periods(fy(2014), fy(2015)), page(1, 2, 2)
        )
    )


def sentences_page(path: Path) -> Truth:
    build(
        path,
        text("Lincolnshire Police", "Heading2"),
        text("Reference 000512/16, 6 May 2016"),
        text(
            "During the financial year 2015/16 Lincolnshire Police recorded 37 sexual offences against children to which the cyber flag was applied. The victim was female in 30 of these offences and male in 7."
        ),
        text("During 2014/15 the figure was 12 offences."),
    )
    base = ONLINE.but(period=fy(2015))
    return Truth(
        cells=[
            base.number(37, either={"is_total": (True,)}),
            base.number(30, sex="female"),
            base.number(7, sex="male"),
            ONLINE.number(12, period=fy(2014), either={"is_total": (True,)}),
        ]
    )


def html_bullets(path: Path) -> Truth:
    made = mail("northyorkshire", "FOI 512.2016-17", "Please view as HTML.")
    made.add_alternative(
        """<html><body><p>Our answer to your request: recorded sexual offences against children under 18 with the online flag.</p>
<ul><li>2013/14: 2 offences</li><li>2014/15: 15 offences</li><li>2015/16: 46 offences</li></ul><p>North Yorkshire Police, Alverton Court, DL6 1BF</p></body></html>""",
        subtype="html",
    )
    save(made, path)
    base = ONLINE.but(either={"age": UNDER_18})
    return Truth(
        cells=[
            base.number(2, period=fy(2013)),
            base.number(15, period=fy(2014)),
            base.number(46, period=fy(2015)),
        ]
    )


def bullets_text(path: Path) -> Truth:
    path.write_text(
        """Suffolk Constabulary FOI 001588/16

Sexual offences against children with the cyber flag, 1 April 2015 - 31 March 2016 (number of offences):

* Rape: <5
* Sexual assault: 9
* Grooming: 11
* Indecent images: 34

<5 is used for numbers from 1 to 4.
""",
        encoding="utf-8",
    )
    rows = offences("rape", "sexual assault", "grooming", "images")
    return Truth(
        cells=body(
            ONLINE.but(period=fy(2015)),
            [["<5"], [9], [11], [34]],
            rows,
            [{}],
            nowhere,
            {"<5": within(1, 4)},
        )
    )


REPLIES = (
    Reply(name="codes-and-years.xlsx", make=codes_and_years),
    Reply(name="sex-and-age.xlsx", make=sex_and_age),
    Reply(name="offences-across.xls", make=offences_across),
    Reply(name="tidy-list.ods", make=tidy_list),
    Reply(name="quoted-thousands.csv", make=quoted_thousands),
    Reply(name="three-questions.html", make=three_questions),
    Reply(name="question-answer.docx", make=question_answer),
    Reply(name="ages-letter.docx", make=ages_letter),
    Reply(name="questions-page.pdf", make=questions_page),
    Reply(name="sentences-page.pdf", make=sentences_page),
    Reply(name="bullets.eml", make=html_bullets),
    Reply(name="bullets.txt", make=bullets_text),
)
