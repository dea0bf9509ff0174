"""``cyberflag count``: the account it prints, and what stops it."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from cyberflag.cli.main import commands
from cyberflag.core.errors import CyberflagError
from cyberflag.harmonise.records import Decided, Every, FileOfRecords, count_records
from cyberflag.harmonise.table import read_counts
from cyberflag.records.columns import SCHEMA
from cyberflag.records.example import example_records


def ran(*arguments: str) -> str:
    result = CliRunner().invoke(commands, ["count", *arguments])
    if result.exception:
        raise result.exception
    return " ".join(result.output.split())


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("count") / "records.parquet"
    pq.write_table(
        pa.Table.from_batches([b for b, _ in example_records(6_000, 3, part="seen")]), path
    )
    return path


def decisions(records: Path, word: str, target: Path) -> Path:
    table = pq.read_table(records, columns=["force_code", "record_id", "version"])
    pq.write_table(table.append_column("decision", pa.array([word] * table.num_rows)), target)
    return target


def test_all_is_online_and_not_online_and_what_nobody_said(records: Path, tmp_path: Path) -> None:
    output = ran(str(records), "-o", str(tmp_path / "out"))
    rows = read_counts(tmp_path / "out" / "counts.parquet")
    assert rows == read_counts(tmp_path / "out" / "counts.csv")
    words = output.split()
    whole, online, not_online, unsaid = (
        int(words[place].replace(",", "")) for place in (0, 6, 9, 13)
    )
    assert whole == online + not_online + unsaid
    assert min(online, not_online, unsaid) > 0
    assert f"{len(rows):,} counts" in output


def test_decisions_take_the_place_of_the_flag(records: Path, tmp_path: Path) -> None:
    made = decisions(records, "flag", tmp_path / "decisions.parquet")
    output = ran(str(records), "--decisions", str(made), "-o", str(tmp_path / "out"))
    whole, online = (int(output.split()[place].replace(",", "")) for place in (0, 6))
    assert whole == online > 0


def test_decisions_about_other_records_are_refused(records: Path, tmp_path: Path) -> None:
    made = decisions(records, "flag", tmp_path / "decisions.parquet")
    part = pq.read_table(made)
    pq.write_table(part.slice(100), made)
    with pytest.raises(CyberflagError, match="have no decision, or more than one"):
        ran(str(records), "--decisions", str(made), "-o", str(tmp_path / "out"))
    pq.write_table(pa.concat_tables([part, part.slice(0, 1)]), made)
    with pytest.raises(CyberflagError, match="have no decision, or more than one"):
        ran(str(records), "--decisions", str(made), "-o", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_what_is_no_file_of_decisions_is_refused(records: Path, tmp_path: Path) -> None:
    with pytest.raises(CyberflagError, match="not a whole file of decisions"):
        ran(str(records), "--decisions", str(records), "-o", str(tmp_path / "out"))


def test_a_version_that_stands_twice_stops_the_count(records: Path, tmp_path: Path) -> None:
    table = pq.read_table(records)
    pq.write_table(pa.concat_tables([table, table.slice(0, 2)]), tmp_path / "twice.parquet")
    with pytest.raises(CyberflagError, match="2 versions of records stand more than once"):
        ran(str(tmp_path / "twice.parquet"), "-o", str(tmp_path / "out"))


def test_turned_away_lines_are_told_and_a_file_without_records_refused(tmp_path: Path) -> None:
    heading = "force_code,record_id,version,recorded_on,offence_code\n"
    path = tmp_path / "records.csv"
    path.write_text(f"{heading}BTP,a,1,2024-05-01,071/17\nBTP,b,1,never,071/17\n", encoding="utf-8")
    output = ran(str(path), "-o", str(tmp_path / "out"))
    assert "2 records in = 1 taken + 1 turned away" in output
    assert "1 sexual offences against children = 0 online + 0 not online + 1 of which" in output
    assert "not used in 1 of 1 periods" in output
    path.write_text(f"{heading}BTP,b,1,never,071/17\n", encoding="utf-8")
    with pytest.raises(CyberflagError, match="no record in this file"):
        ran(str(path), "-o", str(tmp_path / "out"))


def test_records_without_a_needed_column_are_refused() -> None:
    table = pa.Table.from_pylist([], schema=SCHEMA).drop_columns(["victim_age"])
    with pytest.raises(CyberflagError, match="no column victim_age"):
        count_records(table, FileOfRecords(name="r", sha256="a" * 64), every=Every.YEAR)


def test_quarters_add_up_to_their_years(records: Path) -> None:
    file = FileOfRecords(name="r.parquet", sha256="a" * 64)
    table = pq.read_table(records)

    def whole(every: Every) -> int:
        counts = count_records(table, file, every=every)
        kept = counts.filter((pc.field("offence") == "all") & (pc.field("age_unknown")))
        total: int = pc.sum(kept["low"]).as_py()
        return total

    assert whole(Every.YEAR) == whole(Every.QUARTER)


def test_a_table_without_decisions_is_refused() -> None:
    records = pa.Table.from_pylist([], schema=SCHEMA)
    file = FileOfRecords(name="r", sha256="a" * 64)
    with pytest.raises(CyberflagError, match="not decisions about records"):
        count_records(records, file, every=Every.YEAR, decided=Decided(table=records, file=file))
