"""Records come to the same counts by SQL and by counting them one at a time."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyberflag.core.ages import ALL_AGES, UNKNOWN_AGE, AgeBand
from cyberflag.core.counts import Interval, Missing, Online, Sex, SourceRef
from cyberflag.core.offences import ALL_OFFENCES, GROUPS, OFFENCES, ChildVictim
from cyberflag.core.periods import Period
from cyberflag.harmonise.choose import ForceCounts
from cyberflag.harmonise.model import Cell
from cyberflag.harmonise.records import Decided, Every, FileOfRecords, count_records
from cyberflag.harmonise.table import from_table
from cyberflag.records.columns import SCHEMA

FILE = FileOfRecords(name="o'records.parquet", sha256="a" * 64)
Row = Mapping[str, object]
Key = tuple[str, Period, str, AgeBand, Sex, Online]
CODES = ("19E", "19C", "071/17", "086/02", "86", "023/12", "8L", "34B")

one_record = st.fixed_dictionaries(
    {
        "force_code": st.sampled_from(["BTP", "E23000001"]),
        "record_id": st.sampled_from("abcdefgh"),
        "version": st.integers(1, 3),
        "recorded_on": st.integers(0, 500).map(lambda days: date(2023, 12, 1) + timedelta(days)),
        "offence_code": st.sampled_from(CODES),
        "online_flag": st.sampled_from(["yes", "no", None]),
        "victim_age": st.sampled_from([None, 0, 13, 17, 18, 40]),
        "victim_sex": st.sampled_from(["female", "male", "unknown", None]),
    }
)
records_of = st.lists(
    one_record,
    min_size=1,
    max_size=30,
    unique_by=lambda r: (r["force_code"], r["record_id"], r["version"]),
)
DECIDED = {"flag": Online.ONLINE, "no flag": Online.NOT_ONLINE, "review": None}
RECORDED = {"yes": Online.ONLINE, "no": Online.NOT_ONLINE, None: None}


def table_of(rows: Sequence[Row]) -> pa.Table:
    return pa.Table.from_pylist([dict(row) for row in rows], schema=SCHEMA)


def period_of(day: date, every: Every) -> Period:
    year = day.year - (day.month < 4)
    if every is Every.YEAR:
        return Period(date(year, 4, 1), date(year + 1, 3, 31))
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    after = date(first.year + (first.month == 10), (first.month + 2) % 12 + 1, 1)
    return Period(first, after - timedelta(days=1))


def is_child(row: Row) -> bool:
    offence = OFFENCES.get(str(row["offence_code"]))
    age = row["victim_age"]
    return offence is not None and (
        offence.child_victim is ChildVictim.YES or (isinstance(age, int) and age < 18)
    )


def cells(row: Row) -> Iterator[tuple[str, AgeBand, Sex]]:
    """Every cell that an offence is counted in."""
    age = row["victim_age"]
    band = AgeBand(age, age) if isinstance(age, int) else UNKNOWN_AGE
    group = OFFENCES[str(row["offence_code"])].group
    return product(
        (ALL_OFFENCES, group), (ALL_AGES, band), (Sex.ALL, Sex(str(row["victim_sex"] or "unknown")))
    )


def counted_one_by_one(
    rows: Sequence[Row], said: Sequence[Online | None], every: Every
) -> dict[Key, Interval | str]:
    newest: dict[tuple[object, object], tuple[Row, Online | None]] = {}
    for row, online in sorted(
        zip(rows, said, strict=True), key=lambda pair: str(pair[0]["version"])
    ):
        newest[row["force_code"], row["record_id"]] = (row, online)
    numbers: Counter[Key] = Counter()
    spoken: dict[tuple[str, Period], set[Online | None]] = {}
    for row, online in newest.values():
        day = row["recorded_on"]
        assert isinstance(day, date)
        place = (str(row["force_code"]), period_of(day, every))
        spoken.setdefault(place, set()).add(online)
        if is_child(row):
            for cell in cells(row):
                numbers.update((*place, *cell, view) for view in {Online.ALL, online} if view)
    once = [
        (ALL_OFFENCES, ALL_AGES, Sex.ALL),
        *((group, ALL_AGES, Sex.ALL) for group in GROUPS),
        *((ALL_OFFENCES, AgeBand(age, age), Sex.ALL) for age in range(18)),
        (ALL_OFFENCES, UNKNOWN_AGE, Sex.ALL),
        *((ALL_OFFENCES, ALL_AGES, sex) for sex in (Sex.FEMALE, Sex.MALE, Sex.UNKNOWN)),
    ]
    found: dict[Key, Interval | str] = {}
    for place, words in spoken.items():
        shown = {*once, *(key[2:5] for key in numbers if key[:2] == place)}
        for view in Online:
            why = None
            if view is not Online.ALL and words == {None}:
                why = Missing.FLAG_NOT_USED
            elif view is Online.NOT_ONLINE and Online.NOT_ONLINE not in words:
                why = Missing.NOT_HELD
            if why:
                found[*place, *once[0], view] = why.value
                continue
            for cell in shown:
                found[*place, *cell, view] = Interval.exact(numbers[*place, *cell, view])
    return found


def counted(table: pa.Table) -> dict[Key, Interval | str]:
    rows = [row.count for row in from_table(table)]
    found = {
        (c.force_code, c.period, c.offence, c.age, c.sex, c.online): c.value or str(c.status)
        for c in rows
    }
    assert len(found) == len(rows)
    return found


@settings(deadline=None, max_examples=40)
@given(records_of, st.sampled_from(Every))
def test_the_recorded_flag_is_counted_alike_by_both_roads(rows: list[Row], every: Every) -> None:
    said = [RECORDED[row["online_flag"]] for row in rows]  # type: ignore[index]  # one of three
    assert counted(count_records(table_of(rows), FILE, every=every)) == counted_one_by_one(
        rows, said, every
    )


@settings(deadline=None, max_examples=40)
@given(st.data(), records_of)
def test_decisions_are_counted_alike_by_both_roads(chosen: st.DataObject, rows: list[Row]) -> None:
    words = [chosen.draw(st.sampled_from(sorted(DECIDED))) for _ in rows]
    table = table_of(rows)
    decided = Decided(
        table=table.select(["force_code", "record_id", "version"]).append_column(
            "decision", pa.array(words)
        ),
        file=FileOfRecords(name="decisions.parquet", sha256="b" * 64),
    )
    found = count_records(table, FILE, every=Every.YEAR, decided=decided)
    assert counted(found) == counted_one_by_one(rows, [DECIDED[w] for w in words], Every.YEAR)
    assert {row.count.source.sha256 for row in from_table(found)} == {"a" * 64}


@settings(deadline=None, max_examples=15)
@given(records_of)
def test_the_waist_reads_them_as_it_reads_replies(rows: list[Row]) -> None:
    """A cell shown by no row is exactly none where its whole is printed."""
    by_hand = counted_one_by_one(rows, [RECORDED[r["online_flag"]] for r in rows], Every.YEAR)  # type: ignore[index]  # one of three
    table = count_records(table_of(rows), FILE, every=Every.YEAR)
    counts = [row.count for row in from_table(table)]
    for force_code in {str(row["force_code"]) for row in rows}:
        own = [count for count in counts if count.force_code == force_code]
        chosen = ForceCounts(force_code, own, flag=Online.ALL)
        for period in {count.period for count in own}:
            got = chosen.choose(Cell(period=period, age=AgeBand(0, 9))).value
            expected = sum(
                value.low
                for (force, when, offence, age, sex, view), value in by_hand.items()
                if (force, when, offence, sex, view)
                == (force_code, period, "all", Sex.ALL, Online.ALL)
                and isinstance(value, Interval)
                and age.single_year is not None
                and age.single_year < 10
            )
            assert got == Interval.exact(expected)


def test_each_row_is_addressed_by_the_query_that_finds_its_records() -> None:
    row = {"force_code": "BTP", "record_id": "a", "version": 1, "recorded_on": date(2024, 5, 1)}
    row |= {
        "offence_code": "071/17",
        "online_flag": "yes",
        "victim_age": 13,
        "victim_sex": "female",
    }
    rows = from_table(count_records(table_of([row]), FILE, every=Every.QUARTER))
    (found,) = (
        r.count
        for r in rows
        if (r.count.offence, r.count.age.single_year, r.count.sex, r.count.online)
        == ("sexual communication", 13, Sex.FEMALE, Online.ONLINE)
    )
    assert found.source == SourceRef(
        file="o'records.parquet",
        sha256="a" * 64,
        where="records of BTP recorded 2024-04-01 to 2024-06-30, victim a child, offence sexual "
        "communication, age 13, sex female, online by online flag",
    )


@pytest.mark.parametrize("word", ["yes", "no"])
def test_one_flag_anywhere_makes_none_a_number(word: str) -> None:
    """A force that flags fraud and never a child's case has none; one that flags nothing has no number."""
    row = {"force_code": "BTP", "record_id": "a", "version": 1, "recorded_on": date(2024, 5, 1)}
    child = row | {"offence_code": "071/17"}
    other = row | {"record_id": "b", "offence_code": "34B"}

    def online(rows: list[dict[str, object]]) -> Interval | str:
        period = Period(date(2024, 4, 1), date(2025, 3, 31))
        return counted(count_records(table_of(rows), FILE, every=Every.YEAR))[
            "BTP", period, ALL_OFFENCES, ALL_AGES, Sex.ALL, Online.ONLINE
        ]

    assert online([child, other]) == "flag not used"
    assert online([child, other | {"online_flag": word}]) == Interval.exact(0)
