"""What one printed value says: numbers, bounds, marks, and what is no count at all."""

import pytest

from cyberflag.core.counts import REPORTED, Interval, Missing
from cyberflag.foi.words.doubts import Doubt
from cyberflag.foi.words.marks import Meaning, Shape, mark_of, read_value, shape

NUMBERS = [
    # printed, number, doubt
    ("0", 0, None),
    ("7", 7, None),
    ("007", 7, None),
    (" 12 ", 12, None),
    ("1,234", 1234, None),
    ("1 234", 1234, None),
    ("1\u00a0234", 1234, None),
    ("1\u202f234", 1234, None),
    ("1\u2009234", 1234, None),
    ("1'234", 1234, None),
    ("12,345,678", 12345678, None),
    ("12.0", 12, None),
    ("12.00", 12, None),
    ("1,234.0", 1234, None),
    ("１２", 12, None),
    ("12 offences", 12, None),
    ("1 offence", 1, None),
    ("12 recorded crimes", 12, None),
    ("1,234 victims", 1234, None),
    ("nil", 0, None),
    ("Nil", 0, None),
    ("NIL", 0, None),
    ("Nil return", 0, None),
    ("None", 0, None),
    ("None recorded", 0, None),
    ("Zero", 0, None),
    ("No offences", 0, None),
    ("No recorded offences", 0, None),
    ("No recorded incidents", 0, None),
    ("nought", 0, None),
    ("12²", 12, Doubt.FOOTNOTE),
    ("12 ²", 12, Doubt.FOOTNOTE),
    ("1,234¹⁰", 1234, Doubt.FOOTNOTE),
    ("12*", 12, Doubt.FOOTNOTE),
    ("12 **", 12, Doubt.FOOTNOTE),
    ("12†", 12, Doubt.FOOTNOTE),
    ("12 [1]", 12, Doubt.FOOTNOTE),
    ("12 [note 3]", 12, Doubt.FOOTNOTE),
    ("12 (a)", 12, Doubt.FOOTNOTE),
    ("12 (note 1)", 12, Doubt.FOOTNOTE),
    ("12 [r]", 12, Doubt.FOOTNOTE),
    ("12 (3)", 12, Doubt.BRACKETS),
    ("Seven", 7, None),
    ("twenty-one offences", 21, None),
    ("12 (45%)", 12, Doubt.PERCENT_BESIDE),
    ("12 [45.5 %]", 12, Doubt.PERCENT_BESIDE),
    ("(3)", 3, Doubt.BRACKETS),
    ("[3]", 3, Doubt.BRACKETS),
    ("c. 10", 10, Doubt.APPROXIMATE),
    ("c10", 10, Doubt.APPROXIMATE),
    ("~10", 10, Doubt.APPROXIMATE),
    ("approx. 10", 10, Doubt.APPROXIMATE),
    ("approximately 1,200", 1200, Doubt.APPROXIMATE),
    ("about 10", 10, Doubt.APPROXIMATE),
    ("around 10", 10, Doubt.APPROXIMATE),
    ("circa 10", 10, Doubt.APPROXIMATE),
]

BOUNDS = [
    # printed, mark, low, high
    ("<5", "<5", 0, 4),
    ("< 5", "<5", 0, 4),
    ("＜5", "<5", 0, 4),
    ("<  5", "<5", 0, 4),
    ("less than 5", "<5", 0, 4),
    ("Less than five", "<5", 0, 4),
    ("less than 3", "<3", 0, 2),
    ("fewer than five", "<5", 0, 4),
    ("Fewer than 10", "<10", 0, 9),
    ("under 5", "<5", 0, 4),
    ("below 5", "<5", 0, 4),
    ("<1", "<1", 0, 0),
    ("<=3", "<=3", 0, 3),
    ("=<3", "<=3", 0, 3),
    ("≤3", "<=3", 0, 3),
    ("≤ 4", "<=4", 0, 4),
    ("5 or fewer", "<=5", 0, 5),
    ("5 or less", "<=5", 0, 5),
    ("five or fewer", "<=5", 0, 5),
    ("4 and under", "<=4", 0, 4),
    ("up to 4", "<=4", 0, 4),
    ("no more than 4", "<=4", 0, 4),
    ("at most 4", "<=4", 0, 4),
    ("1-4", "1-4", 1, 4),
    ("1 - 4", "1-4", 1, 4),
    ("1–4", "1-4", 1, 4),
    ("1 to 4", "1-4", 1, 4),
    ("one to four", "1-4", 1, 4),
    ("between 1 and 4", "1-4", 1, 4),
    ("0-4", "0-4", 0, 4),
    ("1-4 inclusive", "1-4", 1, 4),
    ("<5 offences", "<5", 0, 4),
    ("Fewer than five victims", "<5", 0, 4),
    ("5 or fewer crimes", "<=5", 0, 5),
    ("(<5)", "<5", 0, 4),
    (">100", ">100", 101, None),
    ("> 100", ">100", 101, None),
    ("more than 100", ">100", 101, None),
    ("over 100", ">100", 101, None),
    ("100+", ">=100", 100, None),
    ("at least 100", ">=100", 100, None),
    ("≥ 100", ">=100", 100, None),
    ("100 or more", ">=100", 100, None),
]

MARKS = [
    ("*", "*"),
    ("**", "**"),
    ("***", "***"),
    ("[c]", "[c]"),
    ("[C]", "[c]"),
    ("[low]", "[low]"),
    ("[x]", "[x]"),
    ("..", ".."),
    ("...", "..."),
    ("…", "..."),
    (":", ":"),
    ("-", "-"),
    ("–", "-"),
    ("—", "-"),
    ("--", "-"),
    ("x", "x"),
    ("X", "x"),
    ("#", "#"),
    ("~", "~"),
    ("†", "†"),
    ("s", "s"),
    ("suppressed", "suppressed"),
    ("Redacted", "redacted"),
    ("withheld", "withheld"),
]

ABSENT = [
    ("n/a", Missing.NOT_HELD),
    ("N/A", Missing.NOT_HELD),
    ("Not held", Missing.NOT_HELD),
    ("No information held", Missing.NOT_HELD),
    ("Not recorded", Missing.NOT_HELD),
    ("Not available", Missing.NOT_HELD),
    ("Refused", Missing.REFUSED),
    ("Exempt", Missing.REFUSED),
    ("s40(2)", Missing.REFUSED),
    ("Section 40(2)", Missing.REFUSED),
    ("S.12", Missing.REFUSED),
    ("Exempt under s.40(2)", Missing.REFUSED),
    ("Exempt, section 40(2)", Missing.REFUSED),
    ("Flag not used", Missing.FLAG_NOT_USED),
]

NO_COUNTS = [
    "12%", "<5%", "12.5%", "12 %", "0%", "12.5", "0.75", ".5", "£450", "£1,200.50", "$3", "12:30", "01/04/2015",
    "1.4.2015", "2015-04-01", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "+3", "+12%", "-12%", "-0.5",
    "Total", "Rape", "see above", "page 3", "13 years", "see note", "2015/16", "abc", "5 to 9 years", "seven hundred pounds",
]  # fmt: skip


@pytest.mark.parametrize(("printed", "number", "doubt"), NUMBERS)
def test_a_number_is_a_number(printed: str, number: int, doubt: Doubt | None) -> None:
    read = read_value(printed, {})
    assert read is not None
    assert (read.value, read.status, read.mark) == (Interval.exact(number), REPORTED, "")
    assert [reason.doubt for reason in read.reasons] == ([doubt] if doubt else [])
    assert shape(printed) is Shape.COUNT


@pytest.mark.parametrize(("printed", "mark", "low", "high"), BOUNDS)
def test_a_bound_is_read_literally_and_says_so(
    printed: str, mark: str, low: int, high: int | None
) -> None:
    read = read_value(printed, {})
    assert read is not None
    assert (read.value, read.mark) == (Interval(low, high), mark)
    # "1-4" says both its ends itself; "<5" leaves zero open, "100+" its upper end.
    zero_open = [Doubt.MARK_LITERAL] if low == 0 else []
    expected = [Doubt.APPROXIMATE] if high is None else zero_open
    assert [reason.doubt for reason in read.reasons] == expected
    assert shape(printed) is Shape.BOUND


@pytest.mark.parametrize(("printed", "mark"), MARKS)
def test_a_mark_without_a_note_has_no_interval(printed: str, mark: str) -> None:
    read = read_value(printed, {})
    assert read is not None
    assert (read.value, read.status, read.mark) == (None, Missing.SUPPRESSED, mark)
    assert [reason.doubt for reason in read.reasons] == [Doubt.MARK_UNDEFINED]
    assert shape(printed) is Shape.MARK
    assert mark_of(printed) == mark


@pytest.mark.parametrize(("printed", "status"), ABSENT)
def test_an_absence_has_its_name(printed: str, status: Missing) -> None:
    read = read_value(printed, {})
    assert read is not None
    assert (read.value, read.status) == (None, status)
    assert shape(printed) is Shape.ABSENT


@pytest.mark.parametrize("printed", NO_COUNTS)
def test_what_is_no_count_gives_none(printed: str) -> None:
    assert read_value(printed, {}) is None


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\n", "\u200b"])
def test_a_blank_is_never_a_zero(blank: str) -> None:
    assert read_value(blank, {}) is None
    assert shape(blank) is Shape.BLANK
    assert mark_of(blank) == ""


@pytest.mark.parametrize("printed", ["-3", "− 3", "-1,234"])
def test_a_negative_number_is_no_count_but_is_shown_to_a_person(printed: str) -> None:
    read = read_value(printed, {})
    assert read is not None
    assert read.value is None
    assert [reason.doubt for reason in read.reasons] == [Doubt.NEGATIVE]


LOW = Meaning(Interval(1, 4), Missing.SUPPRESSED, "line 9")


@pytest.mark.parametrize(
    ("printed", "mark"), [("*", "*"), ("less than five", "<5"), ("[C]", "[c]"), ("n/a", "n/a")]
)
def test_a_note_defines_its_mark_in_every_spelling(printed: str, mark: str) -> None:
    read = read_value(printed, {mark: (LOW,)})
    assert read is not None
    assert (read.value, read.status) == (Interval(1, 4), Missing.SUPPRESSED)
    assert [(r.doubt, r.detail) for r in read.reasons] == [(Doubt.DEFINED, "line 9")]


def test_a_note_about_another_mark_defines_nothing_here() -> None:
    read = read_value("*", {"[c]": (LOW,), "-": (LOW,)})
    assert read is not None
    assert read.value is None


def test_a_note_without_bounds_gives_none_but_leaves_a_bound_its_literal_one() -> None:
    vague = Meaning(None, Missing.SUPPRESSED, "line 9")
    star, bound = read_value("*", {"*": (vague,)}), read_value("<5", {"<5": (vague,)})
    assert star is not None and bound is not None
    assert star.value is None
    assert bound.value == Interval(0, 4)
    assert [reason.doubt for reason in bound.reasons] == [Doubt.MARK_LITERAL]


def test_two_notes_that_contradict_leave_it_to_a_person() -> None:
    other = Meaning(Interval(0, 9), Missing.SUPPRESSED, "line 20")
    read = read_value("*", {"*": (LOW, other)})
    assert read is not None
    assert read.value is None
    assert [reason.doubt for reason in read.reasons] == [Doubt.MARK_TWO_MEANINGS]
    assert "line 9" in read.reasons[0].detail
    assert "line 20" in read.reasons[0].detail


def test_a_number_with_the_mark_of_suppression_contradicts_itself() -> None:
    read = read_value("12*", {"*": (LOW,)})
    assert read is not None
    assert read.value == Interval.exact(12)
    assert [reason.doubt for reason in read.reasons] == [Doubt.MARK_TWO_MEANINGS]


def test_units_beside_a_number_are_kept() -> None:
    read = read_value("12 recorded crimes", {})
    assert read is not None
    assert read.unit_words == "recorded crimes"


@pytest.mark.parametrize(
    ("printed", "mark", "note", "value"),
    [
        ("<5", "<5", Interval(1, 4), Interval(1, 4)),
        ("1-4", "1-4", Interval(0, 4), Interval(1, 4)),
        ("5 or fewer", "<=5", Interval(1, 5), Interval(1, 5)),
        ("<5", "<5", Interval(0, 5), None),
        ("<5", "<5", Interval(0, 9), None),
    ],
)
def test_a_bound_and_its_note_must_agree(
    printed: str, mark: str, note: Interval, value: Interval | None
) -> None:
    read = read_value(printed, {mark: (Meaning(note, Missing.SUPPRESSED, "line 9"),)})
    assert read is not None
    assert read.value == value
    doubt = Doubt.DEFINED if value else Doubt.MARK_TWO_MEANINGS
    assert [reason.doubt for reason in read.reasons] == [doubt]
