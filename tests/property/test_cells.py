"""Cells of records come to the same by SQL and by counting one record at a time."""

from collections import Counter
from datetime import date, timedelta

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from cyberflag.core.offences import GROUPS, OFFENCES, ChildVictim
from cyberflag.records.cells import (
    NOT_KNOWN_CHILD,
    OTHER_CRIME,
    RecordedCell,
    cells_of,
    last_whole_year,
)
from cyberflag.records.columns import SCHEMA

Row = dict[str, object]
one_record = st.fixed_dictionaries(
    {
        "force_code": st.sampled_from(["BTP", "E23000001"]),
        "record_id": st.sampled_from("abcdef"),
        "version": st.integers(1, 3),
        "recorded_on": st.integers(0, 400).map(lambda days: date(2023, 12, 1) + timedelta(days)),
        "offence_code": st.sampled_from(["19E", "19C", "086/02", "86", "8L"]),
        "online_flag": st.sampled_from(["yes", "no", None]),
        "victim_age": st.sampled_from([None, 13, 18]),
        "victim_identified": st.sampled_from(["yes", "no", None]),
    }
)


def group_of(row: Row) -> str:
    offence = OFFENCES.get(str(row["offence_code"]))
    if offence is None:
        return OTHER_CRIME
    age = row["victim_age"]
    child = offence.child_victim is ChildVictim.YES or (isinstance(age, int) and age < 18)
    return offence.group if child else NOT_KNOWN_CHILD


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        one_record,
        min_size=1,
        max_size=25,
        unique_by=lambda r: (r["force_code"], r["record_id"], r["version"]),
    )
)
def test_both_roads_come_to_the_same_cells(rows: list[Row]) -> None:
    newest: dict[object, Row] = {}
    for row in sorted(rows, key=lambda r: str(r["version"])):
        newest[row["force_code"], row["record_id"]] = row
    numbers: dict[tuple[str, date, str], Counter[str]] = {}
    for row in newest.values():
        day = row["recorded_on"]
        assert isinstance(day, date)
        quarter = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        known = row["victim_identified"] != "no"
        said = {"yes": ["flagged"], "no": ["unflagged"]}.get(str(row["online_flag"]), [])
        aged = ["aged"] if known and row["victim_age"] is not None else []
        key = (str(row["force_code"]), quarter, group_of(row))
        numbers.setdefault(key, Counter()).update(
            ["records", *said, *(["identified"] if known else []), *aged]
        )
    by_hand = {
        RecordedCell(
            force_code=force_code,
            quarter=quarter,
            group=group,
            records=found["records"],
            flagged=found["flagged"],
            unflagged=found["unflagged"],
            identified=found["identified"],
            aged=found["aged"],
        )
        for (force_code, quarter, group), found in numbers.items()
    }
    cells = cells_of(pa.Table.from_pylist(rows, schema=SCHEMA))
    assert set(cells) == by_hand
    assert len(cells) == len(by_hand)


def cell(quarter: date) -> RecordedCell:
    return RecordedCell(
        force_code="BTP",
        quarter=quarter,
        group=GROUPS[0],
        records=1,
        flagged=0,
        unflagged=0,
        identified=1,
        aged=1,
    )


def test_the_last_year_with_records_in_all_its_quarters_is_judged() -> None:
    whole = [cell(day) for day in (date(2023, 4, 1), date(2023, 7, 1), date(2023, 10, 1))]
    begun = cell(date(2024, 4, 1))
    assert last_whole_year((*whole, cell(date(2024, 1, 1)), begun)) == date(2023, 4, 1)
    assert last_whole_year((*whole, begun)) == date(2024, 4, 1)
