"""Laws of core, against plain sets of years and of days."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cyberflag.core.ages import (
    ALL_AGES,
    OLDEST,
    UNKNOWN_AGE,
    AgeBand,
    common_banding,
    parse_age,
    partitions,
)
from cyberflag.core.counts import Interval, SourceRef, total
from cyberflag.core.errors import CyberflagError
from cyberflag.core.forces import resolve_force
from cyberflag.core.offences import OFFENCES, parse_code, resolve_offence
from cyberflag.core.periods import EARLIEST, LATEST, Period, calendar_year, fin_year, parse_period

UNKNOWN = -1
"""The unknown age among the years of a plain set."""


def members(band: AgeBand) -> frozenset[int]:
    """The victims a band holds, as a plain set: the road beside the algebra."""
    if band.unknown:
        return frozenset({UNKNOWN})
    if band.low is None and band.high is None:
        return frozenset(range(UNKNOWN, OLDEST + 1))
    return frozenset(range(band.low or 0, (OLDEST if band.high is None else band.high) + 1))


ENDS = st.sampled_from([0, 1, 2, 5, 9, 10, 11, 12, 13, 15, 16, 17, 18, 119, OLDEST])


@st.composite
def known_bands(draw: st.DrawFn) -> AgeBand:
    low, high = sorted((draw(ENDS), draw(ENDS)))
    return AgeBand(low, draw(st.sampled_from([high, None])))


age_bands = st.one_of(known_bands(), st.just(UNKNOWN_AGE), st.just(ALL_AGES))


@given(age_bands, age_bands)
def test_relations_of_bands_are_relations_of_sets(first: AgeBand, second: AgeBand) -> None:
    mine, theirs = members(first), members(second)
    assert first.contains(second) == (theirs <= mine)
    assert first.overlaps(second) == bool(theirs & mine)
    assert (first == second) == (mine == theirs)
    assert set(first.years) == mine - {UNKNOWN}


@given(st.lists(age_bands, max_size=5), age_bands)
def test_a_partition_is_a_disjoint_union(parts: list[AgeBand], whole: AgeBand) -> None:
    sets = [members(part) for part in parts]
    disjoint = sum(map(len, sets)) == len(frozenset().union(*sets))
    expected = bool(parts) and disjoint and frozenset().union(*sets) == members(whole)
    assert partitions(parts, whole) == expected


@st.composite
def bandings(draw: st.DrawFn) -> list[AgeBand]:
    """Bands that follow on from each other, with or without the unknown age."""
    edges = sorted(draw(st.sets(ENDS, min_size=2, max_size=6)))
    found = [AgeBand(low, high - 1) for low, high in itertools.pairwise(edges)]
    if draw(st.booleans()):
        found.append(AgeBand(edges[-1], None))
    if draw(st.booleans()):
        found.append(UNKNOWN_AGE)
    return draw(st.permutations(draw(st.sampled_from([found, [ALL_AGES]]))))


@given(bandings(), bandings())
def test_common_bands_are_the_finest_that_both_bandings_add_up_to(
    first: list[AgeBand], second: list[AgeBand]
) -> None:
    def unions(bands: list[AgeBand]) -> set[frozenset[int]]:
        """Every set that some of the bands add up to."""
        sums = {frozenset[int]()}
        for band in bands:
            sums |= {one | members(band) for one in sums}
        return sums

    whole = frozenset[int]().union(*map(members, first))
    shared = unions(first) & unions(second) - {frozenset()}
    try:
        common = common_banding(first, second)
    except CyberflagError:
        covers = whole == frozenset[int]().union(*map(members, second))
        assert not covers or whole == {UNKNOWN}
        return
    atoms = {one for one in shared if not any(other < one for other in shared)}
    assert {members(band) for band in common} == atoms
    assert frozenset[int]().union(*map(members, common)) == whole


@given(age_bands)
def test_a_bands_name_reads_back_as_the_band(band: AgeBand) -> None:
    assert parse_age(str(band)) == band
    assert parse_age(f"  {str(band).upper()}: ") == band


days = st.dates(date(EARLIEST, 1, 1), date(LATEST - 1, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(days)
    kind = draw(st.sampled_from(["days", "fin", "year", "month", "quarter"]))
    if kind == "fin":
        return fin_year(start.year)
    if kind == "year":
        return calendar_year(start.year)
    if kind == "days":
        return Period(start, draw(st.dates(start, date(LATEST, 12, 31))))
    months = 1 if kind == "month" else 3
    first = start.replace(day=1)
    after = (first + timedelta(days=31 * months)).replace(day=1)
    return Period(first, after - timedelta(days=1))


@given(periods())
def test_a_periods_name_reads_back_as_the_period(period: Period) -> None:
    assert parse_period(period.label) == period
    assert parse_period(f"({period.label.upper()})".strip("()")) == period


@given(periods(), periods())
def test_relations_of_periods_are_relations_of_sets_of_days(first: Period, second: Period) -> None:
    mine = frozenset(range(first.start.toordinal(), first.end.toordinal() + 1))
    theirs = frozenset(range(second.start.toordinal(), second.end.toordinal() + 1))
    assert first.days == len(mine)
    assert first.contains(second) == (theirs <= mine)
    assert first.overlaps(second) == bool(mine & theirs)


@given(days, days)
def test_two_dates_in_any_usual_form_are_one_period(one: date, other: date) -> None:
    start, end = sorted((one, other))
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d-%b-%Y", "%d.%m.%Y", "%B %d, %Y"):
        text = f"{start.strftime(form)} to {end.strftime(form)}"
        assert parse_period(text) == Period(start, end), text


@given(st.text(max_size=40))
def test_no_text_breaks_a_reader(text: str) -> None:
    parse_age(text), parse_period(text), parse_code(text), resolve_offence(text)
    resolve_force(text)


@given(st.text(alphabet="0123456789 /-.aqfytomnthsr+<>'()", max_size=24))
def test_no_text_like_a_label_breaks_a_reader(text: str) -> None:
    parse_age(text), parse_period(text)


@given(st.sampled_from(sorted(OFFENCES)), st.sampled_from(["", " ", "0"]))
def test_a_code_reads_back(code: str, before: str) -> None:
    assert parse_code(before + code if before.isspace() or "/" not in code else code) == code


sha256 = st.text(alphabet="0123456789abcdef", min_size=64, max_size=64)


@given(
    st.text(min_size=1),
    sha256,
    st.text(min_size=1, max_size=60),
)
def test_an_address_reads_back_whatever_the_file_is_called(
    file: str, digest: str, where: str
) -> None:
    source = SourceRef(file=file, sha256=digest, where=where)
    assert SourceRef.parse(str(source)) == source


@given(st.text(alphabet="@#ab.x", min_size=1), sha256, st.text(alphabet="@#!B7", min_size=1))
def test_an_address_reads_back_with_its_own_marks_in_the_names(
    file: str, digest: str, where: str
) -> None:
    source = SourceRef(file=file, sha256=digest, where=where)
    assert SourceRef.parse(str(source)) == source


@st.composite
def numbers_within(draw: st.DrawFn) -> tuple[Interval, int]:
    low, true, high = sorted(draw(st.tuples(*[st.integers(0, 10_000)] * 3)))
    return Interval(low, draw(st.sampled_from([high, None]))), true


def holds(interval: Interval, number: int) -> bool:
    return interval.low <= number and (interval.high is None or number <= interval.high)


@given(st.lists(numbers_within()))
def test_a_sum_of_intervals_holds_the_sum_of_their_numbers(
    parts: list[tuple[Interval, int]],
) -> None:
    found = total(interval for interval, _ in parts)
    assert holds(found, sum(number for _, number in parts))
    assert found.low == sum(interval.low for interval, _ in parts)


@given(numbers_within(), numbers_within())
def test_intervals_that_hold_one_number_meet(
    first: tuple[Interval, int], second: tuple[Interval, int]
) -> None:
    assert first[0] + second[0] == second[0] + first[0]
    if holds(second[0], first[1]):
        assert first[0].meets(second[0])
