"""What may be shown of a round: small counts, lone ages, figures behind which one force stands."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.small_rounds import FORCES, count, small_round, table

from cyberflag.core.ages import AgeBand
from cyberflag.core.counts import Interval, Online
from cyberflag.publish.catalogue import age_key, catalogue, force_key, offence_key, total_key
from cyberflag.publish.open_data import COLUMNS, count_rows, plain
from cyberflag.publish.protect import MARK
from cyberflag.publish.shown import shown

ONE, TWO, THREE = FORCES[:3]


def test_a_force_s_total_is_shown_whatever_its_size_and_its_parts_are_not() -> None:
    _, figures = small_round([*table(ONE, {13: 2, 14: 1}), *table(TWO, {13: 9, 14: 8})])
    seen = shown(figures)
    period = figures.periods[0]
    assert seen.figure(force_key(period, ONE)).words == "3"
    assert seen.figure(total_key(period)).words == "20"
    of_one = [seen.count(c).words for c in figures.counts if c.force_code == ONE]
    assert of_one == ["3", MARK, MARK]


def test_a_national_figure_minus_the_others_does_not_give_a_force_away() -> None:
    """13: 2 + 9 = 11 is shown, so the 9 must be hidden with the 2."""
    _, figures = small_round([*table(ONE, {13: 2, 14: 60}), *table(TWO, {13: 9, 14: 80})])
    seen = shown(figures)
    period = figures.periods[0]
    assert seen.figure(age_key(period, AgeBand(13, 13))).words == "11"
    by_age = {
        (c.force_code, c.age.single_year): seen.count(c).words
        for c in figures.counts
        if not c.age.is_all
    }
    assert by_age[ONE, 13] == by_age[TWO, 13] == MARK


def test_a_national_figure_behind_which_one_force_stands_is_hidden_with_its_count() -> None:
    rape = [count(ONE, 50), count(ONE, 3, offence="rape"), count(ONE, 40, offence="images")]
    _, figures = small_round([*rape, count(TWO, 20), count(TWO, 12, offence="images")])
    seen = shown(figures)
    period = figures.periods[0]
    assert seen.figure(offence_key(period, "rape")).words == MARK
    assert seen.figure(offence_key(period, "rape")).value is None


def test_a_year_of_age_that_one_force_alone_recorded_has_no_row_for_any_force() -> None:
    _, figures = small_round(
        [*table(ONE, {1: 1, 13: 40, 14: 30}), *table(TWO, {1: 0, 13: 50, 14: 60})]
    )
    seen = shown(figures)
    assert figures.periods[0].youngest.age == 1
    standing = seen.standing(figures.counts)
    assert {c.age.single_year for c in standing} == {None, 13, 14}
    assert not any(row[4] == "1" for row in count_rows(seen))


def test_a_zero_that_one_force_alone_prints_has_no_row_and_a_large_count_keeps_its_own() -> None:
    _, figures = small_round([*table(ONE, {2: 0, 12: 9, 13: 40}), *table(TWO, {13: 50, 14: 60})])
    seen = shown(figures)
    ages = {c.age.single_year for c in seen.standing(figures.counts)}
    assert 2 not in ages
    assert {12, 13, 14} <= ages


def test_the_count_of_a_single_code_is_hidden_like_any_breakdown() -> None:
    counts = [
        count(ONE, 3, offence="088/05", online=Online.ALL),
        count(TWO, 52, offence="071/17", online=Online.ALL),
    ]
    _, figures = small_round(counts, flag=Online.ALL)
    seen = shown(figures)
    words = {e.key.which: seen.figure(e.key).words for e in catalogue(figures)}
    assert words[ONE] == words["088/05"] == MARK
    assert words[TWO] == words["071/17"] == "52"


def test_a_number_no_one_knows_is_told_in_words() -> None:
    _, figures = small_round([count(ONE, 30), count(ONE, None, age=AgeBand(13, 15))])
    seen = shown(figures)
    assert [seen.count(c).words for c in figures.counts] == ["30", "hidden by the force"]
    rows = list(count_rows(seen))
    assert [row[9:12] for row in rows] == [["30", "30", "reported"], ["", "", "suppressed"]]


def test_a_range_of_small_numbers_is_marked_and_a_wider_one_is_shown() -> None:
    marks = [
        count(ONE, Interval(1, 4), offence="rape"),
        count(ONE, Interval(6, 9), offence="images"),
    ]
    _, figures = small_round([count(ONE, 90), *marks])
    seen = shown(figures)
    assert [seen.count(c).words for c in figures.counts] == ["90", MARK, "6 to 9"]


def test_the_file_has_a_column_for_each_thing_said_of_it() -> None:
    _, figures = small_round([count(ONE, 30, where="=cmd", file="=1+1.xlsx")])
    rows = list(count_rows(shown(figures)))
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_nothing_in_the_file_is_taken_for_a_formula() -> None:
    for text in ("=1+1", "+44", "-5", "@x", "\tx", "\rx"):
        assert plain(text) == f"'{text}"
    assert plain("replies/BTP/answer.xlsx@0#Sheet1!B2") == "replies/BTP/answer.xlsx@0#Sheet1!B2"


few = st.integers(0, 8) | st.integers(20, 60)
ages = st.dictionaries(st.sampled_from([11, 12, 13, 14]), few, min_size=2, max_size=4)


@settings(max_examples=25, deadline=None)
@given(st.lists(ages, min_size=2, max_size=4))
def test_whatever_the_ages_no_subtraction_finds_one_to_four(
    made: list[dict[int, int]],
) -> None:
    """The reader adds up rows and columns; what one gives is put into the next."""
    tables = dict(zip(FORCES, made, strict=False))
    _, figures = small_round(c for code, of in tables.items() for c in table(code, of))
    seen = shown(figures)
    period = figures.periods[0]
    words = {(c.force_code, c.age.single_year): seen.count(c).words for c in figures.counts}
    numbers = {(code, age): n for code, of in tables.items() for age, n in of.items()}
    hidden = {place for place in numbers if words[place] == MARK}
    assert {place for place, n in numbers.items() if 1 <= n <= 4} <= hidden
    lines = [[(code, age) for age in of] for code, of in tables.items()]
    for age in {age for _, age in numbers}:
        key = age_key(period, AgeBand(age, age))
        if key in seen.entries and seen.figure(key).words != MARK:
            lines.append([place for place in numbers if place[1] == age])
    learned = True
    while learned:
        learned = False
        for line in lines:
            unseen = [place for place in line if place in hidden]
            if unseen and (len(unseen) == 1 or sum(numbers[place] for place in unseen) == 0):
                assert not any(1 <= numbers[place] <= 4 for place in unseen)
                hidden.difference_update(unseen)
                learned = True
