"""What the table ``counts`` holds for answers without counts, and what it refuses to read."""

from pathlib import Path

import pyarrow as pa
import pytest

from cyberflag.core.ages import ALL_AGES
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
from cyberflag.core.errors import CyberflagError
from cyberflag.core.periods import fin_year
from cyberflag.foi.model import ForceAnswer
from cyberflag.harmonise.table import SCHEMA, from_table, read_counts, rows_of, to_table

SOURCE = SourceRef(file="replies/A/reply.pdf", sha256="0" * 64, where="page 1 line 3")


def answer(status: str, *counts: Count, section: str | None = None) -> ForceAnswer:
    return ForceAnswer(
        force_code="E23000014",
        period=fin_year(2015),
        status=status,
        section=section,
        caveats=(),
        counts=counts,
        open_items=0,
        source=SOURCE,
    )


COUNT = Count(
    force_code="E23000014",
    period=fin_year(2015),
    offence="all",
    age=ALL_AGES,
    sex=Sex.ALL,
    online=Online.ONLINE,
    unit=Unit.CRIMES,
    value=Interval(1, 4),
    status=Missing.SUPPRESSED,
    source=SOURCE,
)


def test_a_refusal_has_a_row_with_its_section_and_no_number() -> None:
    (row,) = rows_of([answer(Missing.REFUSED, section="12")])
    assert (row.count.status, row.section, row.count.value) == (Missing.REFUSED, "12", None)
    (record,) = to_table([row]).to_pylist()
    assert (record["low"], record["high"], record["status"]) == (None, None, "refused")
    assert record["source"] == str(SOURCE)


def test_counts_stand_for_themselves_and_an_answer_still_open_has_no_row() -> None:
    assert [row.count for row in rows_of([answer(REPORTED, COUNT)])] == [COUNT]
    assert rows_of([answer(REPORTED)]) == ()


def test_other_columns_are_refused_by_name() -> None:
    with pytest.raises(CyberflagError) as raised:
        from_table(pa.table({"force": ["A"]}))
    assert raised.value.place == "force"
    assert "force_code" in raised.value.remedy


@pytest.mark.parametrize("name", ["counts.parquet", "counts.csv"])
def test_a_file_that_is_none_is_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("not a table\x00", encoding="utf-8")
    with pytest.raises(CyberflagError) as raised:
        read_counts(path)
    assert name in raised.value.place or "not a table" in raised.value.place
    with pytest.raises(CyberflagError, match=name):
        read_counts(tmp_path / "missing" / name)


def test_the_documented_columns_are_the_columns() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "counts.md"
    text = page.read_text(encoding="utf-8")
    assert [name for name in SCHEMA.names if f"`{name}`" not in text] == []
