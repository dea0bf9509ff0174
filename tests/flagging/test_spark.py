"""Spark decides and counts as one machine does: the same decisions, the same rows."""

import random
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from cyberflag.cli.main import commands
from cyberflag.core.errors import CyberflagError
from cyberflag.core.offences import GROUPS
from cyberflag.engine.duck import open_engine
from cyberflag.engine.model import Engine
from cyberflag.measures.definitions import MEASURES, Breakdown
from cyberflag.measures.sql import sql_of
from cyberflag.measures.terms import ANSWERS, TERMS
from cyberflag.records.example import example_records

NUMBER = 100_000
KEYS = [("force_code", "ascending"), ("record_id", "ascending"), ("version", "ascending")]


def ran(*arguments: str) -> None:
    result = CliRunner().invoke(commands, ["flag", *arguments])
    if result.exception:
        raise result.exception


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spark") / "records.parquet"
    table = pa.Table.from_batches([b for b, _ in example_records(NUMBER, 8, part="seen")])
    pq.write_table(table, path, row_group_size=20_000)
    return path


@pytest.fixture(scope="module")
def spark() -> Iterator[Engine]:
    with import_module("cyberflag.engine.spark").open_spark(2) as opened:
        yield opened


@pytest.mark.slow
def test_spark_takes_the_same_decisions_on_every_record(records: Path, tmp_path: Path) -> None:
    here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
    ran(str(records), "-o", str(here))
    ran(str(records), "-o", str(there), "--engine", "spark", "--workers", "2")
    ours, theirs = (pq.read_table(path) for path in (here, there))
    assert ours.num_rows == NUMBER
    assert ours.schema.equals(theirs.schema, check_metadata=True)
    assert ours.sort_by(KEYS).equals(theirs.sort_by(KEYS))
    assert {path.name for path in tmp_path.iterdir()} == {"here.parquet", "there.parquet"}


def terms_of(dice: random.Random) -> pa.Table:
    rows = []
    for _ in range(300):
        low = dice.choice([dice.randint(0, 12), dice.randint(0, 2**40)])
        rows.append(
            {
                "subject": dice.choice(["all", "071/17"]),
                "place": dice.randint(0, 2),
                "breakdown": dice.choice(list(Breakdown)).value,
                "force_code": dice.choice("ABCDE"),
                "offence": dice.choice(GROUPS),
                "age": dice.choice([None, *range(18)]),
                "low": low,
                "high": dice.choice([None, low, low, low + dice.randint(0, 3)]),
            }
        )
    for row in rows:
        row["asked_order"] = "EDCBA".index(row["force_code"])
    return pa.Table.from_pylist(rows, schema=TERMS)


def answers_of(dice: random.Random) -> pa.Table:
    rows = [
        {
            "subject": subject,
            "place": place,
            "force_code": force_code,
            "asked_order": order,
            "status": dice.choice(["reported", "no answer", "refused", "flag not used"]),
        }
        for subject in ("all", "071/17")
        for place in range(3)
        for order, force_code in enumerate("ABCDE")
    ]
    return pa.Table.from_pylist(rows, schema=ANSWERS)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_every_measure_gives_the_same_rows_on_both_engines(spark: Engine, seed: int) -> None:
    dice = random.Random(seed)
    terms, answers = terms_of(dice), answers_of(dice)
    with open_engine() as duck:
        for engine in (duck, spark):
            engine.register("terms", terms if seed else TERMS.empty_table())
            engine.register("answers", answers)
        for measure in MEASURES.values():
            sql = sql_of(measure)
            ours, theirs = (engine.query(sql).to_pylist() for engine in (duck, spark))
            assert ours == theirs, measure.name


@pytest.mark.slow
def test_a_query_that_spark_cannot_run_is_one_plain_error(spark: Engine) -> None:
    with pytest.raises(CyberflagError, match="the query failed"):
        spark.query("SELECT nothing FROM nowhere")


@pytest.mark.slow
def test_spark_reads_parquet_with_the_columns_of_the_specification_alone(
    records: Path, tmp_path: Path
) -> None:
    lines = tmp_path / "records.csv"
    lines.write_text(
        "force_code,record_id,version,recorded_on,offence_code\nBTP,a,1,2024-05-01,071/17\n",
        encoding="utf-8",
    )
    with pytest.raises(CyberflagError, match="from Parquet alone"):
        ran(str(lines), "-o", str(tmp_path / "out.parquet"), "--engine", "spark")
    renamed = tmp_path / "renamed.parquet"
    table = pq.read_table(records).slice(0, 10)
    names = ["Record ID" if name == "record_id" else name for name in table.schema.names]
    pq.write_table(table.rename_columns(names), renamed)
    with pytest.raises(CyberflagError, match="no column record_id"):
        ran(str(renamed), "-o", str(tmp_path / "out.parquet"), "--engine", "spark")


def test_without_pyspark_the_remedy_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = tmp_path / "records.parquet"
    pq.write_table(
        pa.Table.from_batches([b for b, _ in example_records(5, 1, part="seen")]), records
    )
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    for module in ("cyberflag.engine.spark", "cyberflag.cli.flag_spark"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    with pytest.raises(CyberflagError, match="is not installed") as stopped:
        ran(str(records), "-o", str(tmp_path / "out.parquet"), "--engine", "spark")
    assert "pip install 'cyberflag[spark]'" in stopped.value.remedy
    assert not (tmp_path / "out.parquet").exists()
