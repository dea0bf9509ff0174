"""The table ``counts`` comes back from Arrow, Parquet and CSV as it was written."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from cyberflag.core.ages import UNKNOWN_AGE, AgeBand
from cyberflag.core.counts import (
    REPORTED,
    Count,
    Interval,
    Missing,
    Online,
    Sex,
    SourceRef,
    Unit,
)
from cyberflag.core.periods import Period
from cyberflag.harmonise.model import CountsRow
from cyberflag.harmonise.table import from_table, read_counts, to_table, write_counts

# Sheets are named by people: quotes, commas, "@", "#", spaces and any script.
NAMES = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12
)


@st.composite
def ages(draw: st.DrawFn) -> AgeBand:
    low = draw(st.none() | st.integers(0, 120))
    high = draw(st.none() | st.integers(low or 0, 120))
    return draw(st.sampled_from([AgeBand(low, high), UNKNOWN_AGE]))


@st.composite
def rows(draw: st.DrawFn) -> CountsRow:
    start = draw(st.dates(date(1990, 1, 1), date(2050, 1, 1)))
    low = draw(st.integers(0, 10**9))
    high = draw(st.none() | st.integers(low, 2 * 10**9))
    value = draw(st.none() | st.just(Interval(low, high)))
    status = draw(st.sampled_from([Missing.SUPPRESSED, REPORTED] if value else list(Missing)))
    count = Count(
        force_code=draw(st.sampled_from(["E23000001", "BTP"])),
        period=Period(start, start + timedelta(days=draw(st.integers(0, 800)))),
        offence=draw(st.sampled_from(["all", "rape", "071/17", "88A", "sexual assault"])),
        age=draw(ages()),
        sex=draw(st.sampled_from(Sex)),
        online=draw(st.sampled_from(Online)),
        unit=draw(st.sampled_from(Unit)),
        value=value,
        status=status,
        source=SourceRef(
            file=f"replies/{draw(NAMES)}.xlsx", sha256="0f" * 32, where=f"{draw(NAMES)}!B7"
        ),
    )
    return CountsRow(count=count, section=draw(st.sampled_from([None, "12", "40(2)"])))


@given(given_rows=st.lists(rows(), max_size=12).map(tuple))
@settings(max_examples=100, deadline=None)
def test_counts_come_back_from_every_form(given_rows: tuple[CountsRow, ...]) -> None:
    assert from_table(to_table(given_rows)) == given_rows
    with tempfile.TemporaryDirectory() as folder:
        for path in write_counts(given_rows, Path(folder) / "out"):
            assert read_counts(path) == given_rows
