"""What a reply's notes say of its marks, in many wordings; and what they leave unsaid."""

import pytest

from cyberflag.core.counts import REPORTED, Interval, Missing
from cyberflag.foi.document import Line
from cyberflag.foi.words.marknotes import ANY_MARK, BLANK, marks_defined, meanings_for, says_rounded

DEFINED = [
    # note, mark, low, high
    ("* denotes a number under 5", "*", 0, 4),
    ("* denotes a figure of less than 5", "*", 0, 4),
    ("* = fewer than 5", "*", 0, 4),
    ("* = <5", "*", 0, 4),
    ("*: 1 to 4", "*", 1, 4),
    ("* fewer than 5", "*", 0, 4),
    ("* Figures under 5 have been suppressed", "*", 0, 4),
    ("* Less than 5 (excluding zero)", "*", 1, 4),
    ("* indicates a value between 1 and 4", "*", 1, 4),
    ("* means between one and four offences", "*", 1, 4),
    ("* means 1, 2, 3 or 4", "*", 1, 4),
    ("An asterisk (*) denotes a count of fewer than 5.", "*", 0, 4),
    ("An asterisk denotes a count from 1 to 4 inclusive.", "*", 1, 4),
    ("Asterisks represent numbers below 10", "*", 0, 9),
    ("The symbol * is used where the number is less than 5", "*", 0, 4),
    ("'*' has been used to replace figures fewer than five", "*", 0, 4),
    ("Numbers less than 5 have been replaced with *", "*", 0, 4),
    ("Numbers less than 5 have been replaced by an asterisk to prevent identification.", "*", 0, 4),
    ("Where the number of offences is fewer than 5 this is shown as *", "*", 0, 4),
    ("Counts of between 1 and 4 are shown as *.", "*", 1, 4),
    ("Values of 4 or less are marked with *", "*", 0, 4),
    ("Any figure from 1 to 4 has been redacted and is displayed as *", "*", 1, 4),
    ("Low numbers (1-4) are denoted by *", "*", 1, 4),
    ("Small counts, greater than zero but less than five, appear as *", "*", 1, 4),
    ("* is a non-zero number below 5", "*", 1, 4),
    ("* = 5 or fewer, including zero", "*", 0, 5),
    ("* = less than 3", "*", 0, 2),
    ("** denotes a count under 10", "**", 0, 9),
    ("Figures fewer than 5 have been suppressed (1 to 4) and shown as *", "*", 1, 4),
    ("[c] = suppressed: between 1 and 4", "[c]", 1, 4),
    ("[c] confidential, fewer than 5", "[c]", 0, 4),
    ("The shorthand [c] is used where the count is 1 to 4", "[c]", 1, 4),
    ("[low] means the number is below 3", "[low]", 0, 2),
    (".. represents 1 or 2", "..", 1, 2),
    ("# = fewer than six", "#", 0, 5),
    ("A dash (-) indicates a figure between 1 and 4", "-", 1, 4),
    ("'-' represents a number from 1 to 4.", "-", 1, 4),
    ("x denotes a value of 1 to 5", "x", 1, 5),
    ("<5 means between 1 and 4", "<5", 1, 4),
    ("<5 denotes 1 to 4; zeros are shown as 0.", "<5", 1, 4),
    ("Where a figure is between 1 and 4 it is shown as <5 to prevent identification.", "<5", 1, 4),
    ("<3 means one or two.", "<3", 1, 2),
    ("'<5' includes zero", "<5", 0, 4),
    ('Counts of 1 or 2 are given as "fewer than 3".', "<3", 1, 2),
    ("Counts from 1 to 5 are shown as 5 or fewer.", "<=5", 1, 5),
    ("Small numbers are shown as the range 1-4.", "1-4", 1, 4),
    ("Blank cells indicate a number under 5", BLANK, 0, 4),
    ("Please note: * denotes fewer than 5", "*", 0, 4),
    ("Key: '*' less than 5", "*", 0, 4),
    ("Key: * <5", "*", 0, 4),
    ("(*) denotes a number below 5", "*", 0, 4),
    ("Figures marked with an asterisk are less than 5", "*", 0, 4),
    ("Cells marked with an asterisk contain fewer than 5 offences", "*", 0, 4),
    ("We have used * in place of numbers fewer than 5", "*", 0, 4),
    ("* where the number is 5 or fewer", "*", 0, 5),
    ("*Less than 5", "*", 0, 4),
    ("s = suppressed (fewer than 5)", "s", 0, 4),
    ("Counts fewer than 5 are not provided and have been replaced with '-'", "-", 0, 4),
    ("* denotes 10 to 15", "*", 10, 15),
    ("* denotes fewer than 5 offences. Zero values are shown as 0.", "*", 1, 4),
    ("'Fewer than 5' may include zero", "<5", 0, 4),
    ("<5 does not include zero", "<5", 1, 4),
    ("An entry of * means that there were between 1 and 4 offences", "*", 1, 4),
]

NAMED = [
    # note, mark, interval or None, status
    ("Blank cells indicate zero", BLANK, Interval.exact(0), REPORTED),
    ("A blank means no offences", BLANK, Interval.exact(0), REPORTED),
    ("Cells left blank are nil", BLANK, Interval.exact(0), REPORTED),
    ("Empty cells denote nil", BLANK, Interval.exact(0), REPORTED),
    ("Where no offences were recorded the cell is left blank", BLANK, Interval.exact(0), REPORTED),
    ("Zeros have been left blank", BLANK, Interval.exact(0), REPORTED),
    ("Cells are blank where the figure is nil", BLANK, Interval.exact(0), REPORTED),
    ("A blank field means zero", BLANK, Interval.exact(0), REPORTED),
    ("Zero is shown by a dash", "-", Interval.exact(0), REPORTED),
    ("- denotes zero", "-", Interval.exact(0), REPORTED),
    ("A dash means nil", "-", Interval.exact(0), REPORTED),
    ("- = no offences recorded", "-", Interval.exact(0), REPORTED),
    (".. = not available", "..", None, Missing.NOT_HELD),
    ("- indicates data not held", "-", None, Missing.NOT_HELD),
    ("Blank cells mean the data is not available", BLANK, None, Missing.NOT_HELD),
    ("[x] = not applicable", "[x]", None, Missing.NOT_HELD),
    ("* = suppressed", "*", None, Missing.SUPPRESSED),
    ("* Data withheld", "*", None, Missing.SUPPRESSED),
    ("* denotes redacted figures", "*", None, Missing.SUPPRESSED),
    ("[c] is used where a figure has been suppressed for confidentiality", "[c]", None, Missing.SUPPRESSED),
    ("Small numbers have been replaced with *", "*", None, Missing.SUPPRESSED),
]  # fmt: skip

SAYS_NOTHING = [
    "A blank cell does not mean zero",
    "Blank cells should not be read as zero",
    "A dash does not necessarily indicate nil",
    "Where the age is unknown the field is blank",
    "Figures are for the financial year 2015/16.",
    "* Home Office code 071/17",
    "* Figures provided by the Performance Unit",
    "* Please note that one crime may have several victims",
    "12 - 15 years",
    "Age - under 5",
    "Section 40(2) - personal information",
    "The number of offences is between 5 and 10 per month.",
    "Victims under 5 are included in the first band",
    "Offences against children under 10 are shown in table 2",
    "Table 1 shows victims aged between 1 and 4",
    "Q1 - How many offences were recorded against children under 13?",
    "Total: 45",
    "2015/16 - 10",
    "- Rape: 3",
    "- Sexual assault: 12",
    "The response took less than 5 days",
    "The search would take over 18 hours",
    "Percentages below 5 are not shown separately by region",
    "<5",
    "*",
]


def defined(*notes: str) -> dict[str, tuple[tuple[int, int | None] | None, ...]]:
    lines = [Line(text=note, where=f"line {at}") for at, note in enumerate(notes, 1)]
    return {
        mark: tuple((m.value.low, m.value.high) if m.value else None for m in meanings)
        for mark, meanings in marks_defined(lines).items()
    }


@pytest.mark.parametrize(("note", "mark", "low", "high"), DEFINED)
def test_a_note_defines_its_mark(note: str, mark: str, low: int, high: int) -> None:
    assert defined(note) == {mark: ((low, high),)}


@pytest.mark.parametrize(("note", "mark", "value", "status"), NAMED)
def test_a_note_names_an_absence_or_a_zero(
    note: str, mark: str, value: Interval | None, status: str
) -> None:
    (meaning,) = marks_defined([Line(text=note, where="line 1")])[mark]
    assert (meaning.value, meaning.status, meaning.where) == (value, status, "line 1")


@pytest.mark.parametrize("text", SAYS_NOTHING)
def test_text_that_is_no_note_defines_nothing(text: str) -> None:
    assert defined(text) == {}


RULES = [
    # a rule that names no mark, low, high
    ("Figures fewer than 5 have been suppressed.", 0, 4),
    ("Numbers below 5 have been redacted under section 40(2).", 0, 4),
    ("Counts of 1 to 4 are not shown, to protect individuals.", 1, 4),
    ("Any number under 10 has been withheld.", 0, 9),
    ("Small numbers between one and four have been removed.", 1, 4),
    ("Figures of fewer than five (but not zero) have been suppressed.", 1, 4),
    ("Disclosure control: values under 3 suppressed.", 0, 2),
]


@pytest.mark.parametrize(("rule", "low", "high"), RULES)
def test_a_rule_without_a_mark_holds_for_the_marks_in_use(rule: str, low: int, high: int) -> None:
    meanings = marks_defined([Line(text=rule, where="line 7")])
    assert list(meanings) == [ANY_MARK]
    found = meanings_for(["*", "[c]", "-", BLANK, "..", ":"], meanings)
    assert set(found) == {"*", "[c]"}, "a dash, dots or a blank may be something else"
    assert {m.value for one in found.values() for m in one} == {Interval(low, high)}
    assert {m.where for one in found.values() for m in one} == {"line 7"}


def test_a_rule_says_more_of_a_bound_only_where_it_fits() -> None:
    meanings = marks_defined([Line(text="Counts of 1 to 4 are not shown.", where="line 7")])
    found = meanings_for(["<5", "<3", "<=4"], meanings)
    assert {mark: one[0].value for mark, one in found.items()} == {
        "<5": Interval(1, 4),
        "<=4": Interval(1, 4),
    }


def test_a_note_of_its_own_outweighs_a_rule() -> None:
    notes = ["Figures under 10 have been suppressed.", "* denotes 1 to 4"]
    meanings = marks_defined(Line(text=note, where=f"line {n}") for n, note in enumerate(notes, 1))
    assert [m.value for m in meanings_for(["*"], meanings)["*"]] == [Interval(1, 4)]


def test_two_notes_that_contradict_are_both_kept() -> None:
    assert defined("* denotes a number under 5", "Key: * = 1 to 9") == {"*": ((0, 4), (1, 9))}


def test_the_note_that_speaks_of_zero_says_more() -> None:
    assert defined("* = fewer than 5", "* denotes a count of 1 to 4") == {"*": ((1, 4),)}


def test_a_bound_says_more_than_the_word_suppressed() -> None:
    assert defined("* = suppressed", "* denotes a number under 5") == {"*": ((0, 4),)}


def test_one_line_may_define_several_marks() -> None:
    assert defined("* = 1 to 4; - = zero; .. = not available") == {
        "*": ((1, 4),),
        "-": ((0, 0),),
        "..": (None,),
    }


def test_a_note_about_another_mark_defines_no_other() -> None:
    assert "[c]" not in defined("* denotes a number under 5")
    assert "**" not in defined("* denotes a number under 5")


@pytest.mark.parametrize(
    ("text", "rounded"),
    [
        ("All figures are rounded to the nearest 5.", True),
        ("Figures have been rounded to the nearest ten", True),
        ("Please note that figures are approximate.", True),
        ("Numbers have been rounded up to multiples of five.", True),
        ("The figures are exact and have not been rounded.", False),
        ("Percentages are rounded to the nearest whole number.", False),
        ("Round 2 of the request", False),
    ],
)
def test_rounding_is_noticed(text: str, rounded: bool) -> None:
    assert (says_rounded([Line(text=text, where="line 1")]) is not None) is rounded
