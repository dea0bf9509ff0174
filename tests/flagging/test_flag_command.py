"""``cyberflag flag``, ``explain`` and ``rules`` from the command line."""

import json
import shutil
from pathlib import Path

import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from cyberflag.cli.flag import row_group_parts, streamed_parts
from cyberflag.cli.main import commands
from cyberflag.flagging.ruleset import RULES, standard_ruleset
from cyberflag.records.example import example_records

TEXT = "Suspect contacted the victim through a messaging app. Nil use of e-mail."


def run(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(commands, list(arguments), input=typed, prog_name="cyberflag")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("flag") / "records.parquet"
    batches = [records for records, _ in example_records(3000, 5, part="seen", batch_rows=500)]
    with pq.ParquetWriter(path, batches[0].schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return path


def test_a_parquet_and_a_csv_file_come_to_the_same_decisions(records: Path, tmp_path: Path) -> None:
    as_csv = tmp_path / "records.csv"
    pacsv.write_csv(pq.read_table(records), as_csv)
    outputs = []
    for source in (records, as_csv):
        output = tmp_path / f"{source.suffix}.parquet"
        ran = run("flag", str(source), "-o", str(output), "--workers", "1")
        assert ran.exit_code == 0, ran.output
        assert "3,000" not in ran.output or "decisions with ruleset" in ran.output
        outputs.append(pq.read_table(output))
    assert outputs[0].equals(outputs[1])
    assert outputs[0]["record_id"].to_pylist() == pq.read_table(records)["record_id"].to_pylist()
    assert set(outputs[0]["ruleset"].to_pylist()) == {standard_ruleset().version}


def test_row_groups_and_the_stream_hold_the_same_records(records: Path) -> None:
    grouped = [batch for part in row_group_parts(records) for batch in part.read()]
    streamed = [batch for part in streamed_parts(records) for batch in part.read()]
    assert sum(batch.num_rows for batch in grouped) == sum(batch.num_rows for batch in streamed)


def test_a_csv_has_no_row_groups(tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_text("force_code,record_id\n", encoding="utf-8")
    assert row_group_parts(path) == []


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    ran = run("flag", str(tmp_path / "none.parquet"), "-o", str(tmp_path / "out.parquet"))
    assert ran.exit_code == 1


def test_explain_shows_what_stands_and_what_is_set_aside() -> None:
    ran = run("explain", "--text", TEXT)
    assert ran.exit_code == 0
    assert "messaging app" in ran.output
    assert "negation" in ran.output
    assert "flag" in ran.output.splitlines()[-1]


def test_explain_reads_standard_input_and_gives_json() -> None:
    ran = run("explain", "--text", "-", "--json", typed=TEXT)
    found = json.loads(ran.output)
    assert found["decision"] == "flag"
    assert found["ruleset"] == standard_ruleset().version
    words = [TEXT[one["start"] : one["end"]] for one in found["evidence"]]
    assert words == ["messaging app", "e-mail"]


def test_explain_weighs_fields(records: Path) -> None:
    ran = run("explain", "--text", "Assault.", "--method", "live stream", "--json")
    assert json.loads(ran.output)["evidence"] == [
        {"rule": "method-online", "start": -1, "end": -1, "modifier": ""}
    ]


def test_explain_takes_a_record_by_its_id(records: Path, tmp_path: Path) -> None:
    output = tmp_path / "decisions.parquet"
    assert run("flag", str(records), "-o", str(output), "--workers", "1").exit_code == 0
    decided = {
        row["record_id"]: row
        for row in sorted(pq.read_table(output).to_pylist(), key=lambda row: int(row["version"]))
    }
    for record_id in list(decided)[:5]:
        ran = run("explain", record_id, "--records", str(records), "--json")
        found = json.loads(ran.output)
        assert found["decision"] == decided[record_id]["decision"]
        assert found["evidence"] == decided[record_id]["evidence"]


@pytest.mark.parametrize("arguments", [(), ("one",), ("one", "--text", "two")])
def test_explain_asks_for_a_text_or_a_record(arguments: tuple[str, ...]) -> None:
    assert run("explain", *arguments).exit_code == 2


def test_explain_says_that_a_record_is_not_there(records: Path) -> None:
    ran = run("explain", "no-such-id", "--records", str(records))
    assert ran.exit_code == 1
    assert "no record no-such-id" in str(ran.exception)


def test_rules_test_counts_examples() -> None:
    ran = run("rules", "test")
    assert ran.exit_code == 0
    assert "come out as they should" in ran.output


def test_rules_show_lists_rules_and_terms() -> None:
    ran = run("rules", "show", "--terms")
    for rule in standard_ruleset().rules:
        assert rule.id in ran.output
    assert "gaming headset" in ran.output


def test_rules_diff_counts_what_changes(records: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    file = folder / "4-rules.toml"
    text = file.read_text(encoding="utf-8")
    changed = text.replace("[weigh.doubt]", "[weigh.doubt] # all to a person", 1)
    file.write_text(changed, encoding="utf-8")
    same = run("rules", "diff", str(RULES), str(folder), str(records))
    assert same.output.startswith("0 of ")
    sent = text.replace('"silent" = "review"\n"often online" = "review"\n"mixed" = "review"', '"silent" = "flag"\n"often online" = "flag"\n"mixed" = "review"', 1)  # fmt: skip
    assert sent != text
    file.write_text(sent, encoding="utf-8")
    other = run("rules", "diff", str(RULES), str(folder), str(records), "--ids")
    assert other.exit_code == 0, other.output
    assert "review -> flag" in other.output
