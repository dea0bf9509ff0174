"""A line of running text in, its figures out."""

import pytest

from cyberflag.foi.document import Line
from cyberflag.foi.proposing.sentences import told_in
from cyberflag.foi.words.marknotes import marks_defined

NO_NOTES: dict[str, tuple[object, ...]] = {}

LINES = {
    "2022/23 - 10": [("10", "2022/23")],
    "2024/25 – 0": [("0", "2024/25")],
    "Total Count 52": [("52", "total")],
    "2015/16: Total Count 52": [("52", "2015/16 total")],
    "Rape: 3": [("3", "rape")],
    "• Sexual assault: 4": [("4", "sexual assault")],
    "Aged 13: 15": [("15", "13")],
    "Number of child sexual offences with the cyber flag: 5 (2015/16).": [
        ("5", "2015/16 all online offences")
    ],
    "There were 97 offences in 2015/16, of which 15 had a victim aged 13 and 12 had a victim aged 14.": [
        ("97", "2015/16 offences"),
        ("15", "2015/16 13 offences"),
        ("12", "2015/16 14 offences"),
    ],
    "There were 97 offences in 2015/16 and 120 in 2016/17.": [
        ("97", "2015/16 offences"),
        ("120", "2016/17 offences"),
    ],
    "In 2015/16 the victim was aged 13 in 12 of these offences, aged 14 in 9 and aged 15 in 4.": [
        ("12", "2015/16 13"),
        ("9", "2015/16 14 offences"),
        ("4", "2015/16 15"),
    ],
    "In 2014/15 there were 25 offences that were cyber flagged. In 2015/16 there were 71.": [
        ("25", "2014/15 online offences"),
        ("71", "2015/16 online offences"),
    ],
    "There were sixty-one (61) offences with the cyber flag. Of these, 12 were rapes.": [
        ("61", "online offences"),
        ("12", "rape online offences"),
    ],
    "I can confirm that 23 crimes were cyber-flagged in 2015/16 (15 female, 8 male).": [
        ("23", "2015/16 online crimes"),
        ("15", "2015/16 female online crimes"),
        ("8", "2015/16 male online crimes"),
    ],
    "No offences were recorded in 2015/16.": [("No", "2015/16 offences")],
}


@pytest.mark.parametrize("line", LINES)
def test_figures_and_what_their_clause_says(line: str) -> None:
    told = [(one.printed, _said(one.facts)) for one in told_in(line, {})]
    assert told == LINES[line]


def _said(facts: object) -> str:
    found = [getattr(facts, name) for name in ("period", "offence", "age", "sex", "online", "unit")]
    words = [str(value) for value in found if value is not None]
    return " ".join([*words, *(["total"] if getattr(facts, "total") else [])])  # noqa: B009


@pytest.mark.parametrize(
    "line",
    [
        "Telephone 01632 960123",
        "Our reference: FOI/2016/01237",
        "Date: 26 April 2016",
        "PO Box 100, Headquarters",
        "Extension 412",
        "The youngest victim was 4.",
        "Requests must be made within 40 working days of the date of this letter.",
        "We extracted the figures in 2 stages and checked them against 1 further source.",
        "1,240 records would have to be read by hand at 5 minutes each, over 103 hours in all.",
        "1 offence may have more than 1 victim.",
        "Of 43 forces, 38 were asked the same.",
        "The flag became mandatory in April 2015 and 1 in 10 records is checked.",
        "This exceeds the limit of 18 hours or £450 under section 12(1) of the Act.",
        "1. How many sexual offences against under 18s had a cyber flag in 2015/16?",
        "You asked: 1) how many of the 52 offences had 2 or more victims? 2) How old were they?",
    ],
)
def test_numbers_that_count_no_offences(line: str) -> None:
    assert not told_in(line, {})


def test_a_bound_in_words_is_read_as_the_note_says() -> None:
    line = "In 2015/16 we recorded fewer than five offences with a cyber flag."
    note = Line(text="Counts of 1 to 4 are given as fewer than five.", where="line 9")
    (literal,) = told_in(line, {})
    (defined,) = told_in(line, marks_defined([note]))
    assert (str(literal.value.value), str(defined.value.value)) == ("0 to 4", "1 to 4")


def test_a_figure_knows_its_place_from_the_end_of_the_text() -> None:
    line = "In 2014/15 there were 25 offences. In 2015/16 there were 71 offences."
    assert [line[len(line) - one.before_end :][:2] for one in told_in(line, {})] == ["25", "71"]
