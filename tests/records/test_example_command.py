"""``cyberflag example records``: the formats agree, the truth stands beside, faults are plain."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from cyberflag.cli.main import commands
from cyberflag.core.errors import CyberflagError
from cyberflag.records.columns import SCHEMA
from cyberflag.records.example import example_records
from cyberflag.records.write import ENDINGS

NUMBER = 700


def made(target: Path, *more: str) -> str:
    ran = CliRunner().invoke(
        commands, ["example", "records", "--n", str(NUMBER), "-o", str(target), *more]
    )
    if ran.exception:
        raise ran.exception
    return ran.output


def read_rows(target: Path) -> list[dict[str, object]]:
    match target.suffix:
        case ".parquet":
            table = pq.read_table(target)
        case ".csv":
            table = pacsv.read_csv(
                target,
                convert_options=pacsv.ConvertOptions(column_types=SCHEMA, strings_can_be_null=True),
            )
        case ".arrow":
            table = pa.ipc.open_file(target).read_all()
        case _:
            rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
            for row in rows:
                for name in ("recorded_on", "committed_from", "committed_to"):
                    row[name] = pa.scalar(row[name]).cast(pa.date32()).as_py()
            return rows
    assert table.schema.equals(SCHEMA)
    found: list[dict[str, object]] = table.to_pylist()
    return found


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_holds_the_same_records(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"records{ending}"
    output = made(target, "--seed", "4")
    expected = [row for batch, _ in example_records(NUMBER, 4) for row in batch.to_pylist()]
    assert read_rows(target) == expected
    truth = pq.read_table(tmp_path / "records.truth.parquet")
    assert truth.num_rows == len({row["record_id"] for row in expected})
    assert f"{NUMBER:,} records, {target.stat().st_size:,} bytes" in output
    assert "records.truth.parquet" in output
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        target.name,
        "records.truth.parquet",
    ]


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    made(tmp_path / "one.parquet")
    made(tmp_path / "two.parquet")
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()


def test_an_unknown_ending_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(CyberflagError, match="ending"):
        made(tmp_path / "records.txt")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CyberflagError, match="cannot be written"):
        made(tmp_path / "nowhere" / "records.parquet")
    assert list(tmp_path.iterdir()) == []


def test_the_kept_back_part_can_be_made_alone(tmp_path: Path) -> None:
    made(tmp_path / "records.parquet", "--part", "unseen")
    truth = pq.read_table(tmp_path / "records.truth.parquet")
    assert set(truth["part"].to_pylist()) == {"unseen"}
