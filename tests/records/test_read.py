"""Every line of a file is a record, a reject with its reason, or counted as neither."""

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cyberflag.core.errors import CyberflagError
from cyberflag.records.account import ReadBatch, Told
from cyberflag.records.columns import SCHEMA
from cyberflag.records.read import record_batches

HEAD = "force_code,record_id,version,recorded_on,offence_code,online_flag,victim_age,summary"
PLAIN = 'E23000001,{},1,2016-04-25,071/17,yes,13,"Suspect sent messages through a gaming platform"'


def line(record_id: str) -> str:
    return PLAIN.format(record_id)


def written(folder: Path, content: str | bytes, name: str = "records.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path) -> list[ReadBatch]:
    return list(record_batches(path))


def ids(batches: list[ReadBatch]) -> list[str]:
    return [one for batch in batches for one in batch.records["record_id"].to_pylist()]


def faults(batches: list[ReadBatch]) -> list[tuple[int, str]]:
    return [(one.line, one.rule) for batch in batches for one in batch.rejects]


def remarks(batches: list[ReadBatch]) -> list[tuple[int, str, str]]:
    return [(one.line, one.rule, one.field) for batch in batches for one in batch.remarks]


def lines(batches: list[ReadBatch]) -> list[int]:
    return [one for batch in batches for one in batch.lines.to_pylist()]


def column(batches: list[ReadBatch], name: str) -> list[object]:
    return [one for batch in batches for one in batch.records[name].to_pylist()]


def test_reading_goes_on_past_blank_lines_and_lines_of_delimiters(tmp_path: Path) -> None:
    text = "\n".join(["", HEAD, line("a"), "", "   ", line("b"), ",,,,,,,", line("c"), ""])
    batches = read(written(tmp_path, text))
    assert ids(batches) == ["a", "b", "c"]
    account = batches[-1].account
    assert (account.lines, account.heading, account.blank, account.records) == (8, 1, 4, 3)
    assert lines(batches) == [3, 6, 8]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "\r\n".join([HEAD, line("a").replace("gaming", "“gaming”"), line("b")]) + "\r\n"
    batches = read(written(tmp_path, text.encode(encoding)))
    assert ids(batches) == ["a", "b"]
    assert "“gaming”" in str(column(batches, "summary")[0])
    other = [(2, Told.OTHER_ENCODING.value, "")] if encoding == "cp1252" else []
    assert remarks(batches) == other


def test_a_line_in_another_encoding_is_read_as_its_own_and_remarked(tmp_path: Path) -> None:
    content = "\n".join([HEAD, line("a").replace("gaming", "“gaming”")]).encode()
    content += b"\n" + line("b").replace("gaming", "’s gaming").encode("cp1252") + b"\n"
    batches = read(written(tmp_path, content))
    assert "“gaming”" in str(column(batches, "summary")[0])
    assert "’s gaming" in str(column(batches, "summary")[1])
    assert remarks(batches) == [(3, Told.OTHER_ENCODING.value, "")]


def test_zero_bytes_and_bytes_that_are_no_text_turn_one_line_away(tmp_path: Path) -> None:
    content = "\n".join([HEAD, line("a"), line("b"), line("c"), line("d")]).encode()
    content = content.replace(b",b,", b",b\0\0,").replace(b",c,", b",c\x81\xff,")
    batches = read(written(tmp_path, content))
    assert ids(batches) == ["a", "d"]
    assert faults(batches) == [(3, "V001"), (4, "V002")]


def test_a_quote_left_open_costs_its_own_line_only(tmp_path: Path) -> None:
    broken = line("b").removesuffix('"')
    batches = read(written(tmp_path, "\n".join([HEAD, line("a"), broken, line("c"), line("d")])))
    assert ids(batches) == ["a", "c", "d"]
    assert faults(batches) == [(3, "V004")]


@pytest.mark.parametrize(
    "broken",
    [
        'E23000001,b,1,2016-04-25,071/17,yes,13,"He said "hello" twice"',
        '"E23000001",b,1,2016-04-25,071/17,yes,13,"open',
        'E23000001,"b,1,2016-04-25,071/17,yes,13,open',
        'E23000001,b,1,2016-04-25,071/17,yes,13,"closed" too soon',
    ],
)
def test_broken_quotes(tmp_path: Path, broken: str) -> None:
    quoted = ",".join(f'"{part}"' for part in line("c").replace('"', "").split(","))
    batches = read(written(tmp_path, "\n".join([HEAD, line("a"), broken, quoted, line("d")])))
    assert ids(batches) == ["a", "c", "d"]
    assert faults(batches) == [(3, "V004")]


def test_a_quoted_text_over_lines_is_one_record(tmp_path: Path) -> None:
    text = "\n".join([HEAD, line("a").replace(" through", '\n\n""through""'), line("b")])
    batches = read(written(tmp_path, text))
    assert column(batches, "summary")[0] == ('Suspect sent messages\n\n"through" a gaming platform')
    account = batches[-1].account
    assert (account.lines, account.continued, account.records) == (5, 2, 2)
    assert lines(batches) == [2, 5]


def test_a_quote_open_at_the_end_of_the_file(tmp_path: Path) -> None:
    batches = read(written(tmp_path, "\n".join([HEAD, line("a"), line("b").removesuffix('"')])))
    assert ids(batches) == ["a"]
    assert faults(batches) == [(3, "V004")]


def test_fields_too_few_and_too_many(tmp_path: Path) -> None:
    long, short = line("b") + ",more", line("c").rpartition(",")[0]
    padded = line("d") + ",,"
    batches = read(written(tmp_path, "\n".join([HEAD, line("a"), long, short, padded])))
    assert ids(batches) == ["a", "d"]
    assert faults(batches) == [(3, "V005"), (4, "V005")]


def test_a_field_of_a_megabyte_is_read(tmp_path: Path) -> None:
    long = "long " * 200_000
    text = "\n".join([HEAD, line("a").replace("gaming", long), line("b")])
    batches = read(written(tmp_path, text))
    assert ids(batches) == ["a", "b"]
    assert len(str(column(batches, "summary")[0])) > 1_000_000


def test_an_endless_line_is_passed_over(tmp_path: Path) -> None:
    text = "\n".join([HEAD, line("a"), "x" * (1 << 25), line("b"), line("c")])
    batches = read(written(tmp_path, text))
    assert ids(batches) == ["a", "b", "c"]
    assert faults(batches) == [(3, "V003")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    text = "\n".join([HEAD, line("a")]).replace(",", delimiter)
    assert ids(read(written(tmp_path, text))) == ["a"]


def test_headings_in_a_forces_own_words(tmp_path: Path) -> None:
    head = HEAD.replace("force_code", "FORCE").replace("recorded_on", "Date Recorded")
    batches = read(written(tmp_path, "\n".join([head + ",beat", line("a") + ",A1"])))
    assert ids(batches) == ["a"]
    assert "1 columns are no field" in " ".join(batches[-1].account.notes)


@pytest.mark.parametrize(
    "written_as", ["2016-04-25", "25/04/2016", "25 April 2016", "25-Apr-16", "20160425"]
)
def test_dates_in_five_styles(tmp_path: Path, written_as: str) -> None:
    text = "\n".join([HEAD, line("a").replace("2016-04-25", written_as)])
    assert column(read(written(tmp_path, text)), "recorded_on") == [date(2016, 4, 25)]


def test_numbers_as_text(tmp_path: Path) -> None:
    text = "\n".join([HEAD, line("a").replace(",1,", ",1.0,").replace(",13,", ", 013 ,")])
    batches = read(written(tmp_path, text.replace("071/17", "71/17")))
    assert column(batches, "version") == [1]
    assert column(batches, "victim_age") == [13]
    assert column(batches, "offence_code") == ["071/17"]


def test_an_optional_field_that_cannot_be_read_is_left_empty_and_told(tmp_path: Path) -> None:
    text = "\n".join([HEAD, line("a").replace(",yes,13,", ",perhaps,thirteen,")])
    batches = read(written(tmp_path, text))
    assert column(batches, "online_flag") == [None]
    assert column(batches, "victim_age") == [None]
    assert remarks(batches) == [(2, "V012", "victim_age"), (2, "V013", "online_flag")]


def test_a_required_field_that_is_empty_or_unreadable_rejects(tmp_path: Path) -> None:
    rows = [
        line(""),
        line("b").replace("2016-04-25", "04/25/2016"),
        line("c").replace(",1,", ",first,"),
        line("d").replace(",1,", ",0,"),
        line("e"),
    ]
    batches = read(written(tmp_path, "\n".join([HEAD, *rows])))
    assert ids(batches) == ["e"]
    assert faults(batches) == [(2, "V008"), (3, "V010"), (4, "V009"), (5, "V009")]


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (HEAD.replace("recorded_on,", ""), "no column for recorded_on"),
        (HEAD.replace("summary", "Recorded On"), "two columns say recorded_on"),
        (line("a"), "names no column"),
        ("", "empty"),
        ("[{}]", "JSON list"),
        ("PK\x03\x04", "spreadsheet"),
    ],
)
def test_files_that_cannot_be_records(tmp_path: Path, head: str, says: str) -> None:
    with pytest.raises(CyberflagError, match=says):
        read(written(tmp_path, head))


def test_json_lines(tmp_path: Path) -> None:
    whole = {
        "force_code": "E23000001",
        "record_id": "a",
        "version": 1,
        "recorded_on": "25/04/2016",
        "offence_code": "88A",
        "victim_age": "12",
        "summary": "Suspect sent messages",
    }
    rows = [
        json.dumps(whole),
        "",
        json.dumps(whole)[:-10],
        '{"record_id": "x", "record_id": "y"}',
        json.dumps(whole | {"record_id": ["a"]}),
        json.dumps(whole | {"record_id": "b", "Victim Age": 11}),
        json.dumps(whole | {"record_id": "d"}).replace("victim_age", "Victim Age"),
        "7",
        json.dumps(whole | {"record_id": "\ud800"}),
        json.dumps(whole | {"record_id": "c", "version": None}),
    ]
    batches = read(written(tmp_path, "\n".join(rows), "records.jsonl"))
    assert ids(batches) == ["a", "d"]
    assert column(batches, "victim_age") == [12, 12]
    assert faults(batches) == [
        (3, "V006"),
        (4, "V007"),
        (5, "V006"),
        (6, "V007"),
        (8, "V006"),
        (9, "V006"),
        (10, "V008"),
    ]
    assert batches[-1].account.blank == 1


def table(rows: int) -> pa.Table:
    whole = {
        "force_code": "E23000001",
        "version": 1,
        "recorded_on": date(2016, 4, 25),
        "offence_code": "88A",
    }
    return pa.Table.from_pylist([whole | {"record_id": f"r{at}"} for at in range(rows)], SCHEMA)


def test_a_parquet_or_arrow_file_cut_short_is_refused_whole(tmp_path: Path) -> None:
    parquet, arrow, stream = (tmp_path / name for name in ("a.parquet", "a.arrow", "a.arrows"))
    pq.write_table(table(1000), parquet)
    with pa.ipc.new_file(arrow, SCHEMA) as writer:
        writer.write_table(table(1000))
    with pa.ipc.new_stream(stream, SCHEMA) as writer:
        writer.write_table(table(1000))
    for path in (parquet, arrow, stream):
        whole = path.read_bytes()
        assert len(ids(read(path))) == 1000
        for cut in (len(whole) - 1, len(whole) // 2, 10):
            path.write_bytes(whole[:cut])
            with pytest.raises(CyberflagError, match="cut short or damaged"):
                read(path)


def test_a_parquet_of_texts_and_times_is_read_as_records(tmp_path: Path) -> None:
    texts = {name: pa.array(["E23000001"]) for name in ("force_code", "record_id")}
    odd = pa.table(
        texts
        | {
            "version": pa.array([1.0]),
            "recorded_on": pa.array([date(2016, 4, 25)]).cast(pa.timestamp("ns")),
            "offence_code": pa.array([71], pa.int64()),
            "victim_age": pa.array([13], pa.int64()),
            "online_flag": pa.array([True]),
            "outcome": pa.array(["other"]).dictionary_encode(),
        }
    )
    pq.write_table(odd, tmp_path / "odd.parquet")
    batches = read(tmp_path / "odd.parquet")
    assert column(batches, "recorded_on") == [date(2016, 4, 25)]
    assert column(batches, "version") == [1]
    assert column(batches, "online_flag") == ["yes"]
    assert column(batches, "offence_code") == ["71"]


def test_no_file_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(CyberflagError, match="No such file"):
        read(tmp_path / "none.csv")


@pytest.mark.parametrize("block_bytes", [1, 7, 64, 100_000])
def test_where_blocks_end_makes_no_difference(
    tmp_path: Path, block_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [HEAD, line("a").replace(" through", "\nthrough"), "", line("b").removesuffix('"')]
    path = written(tmp_path, "\n".join([*rows, line("c"), line("d").replace("gaming", "“g”")]))
    whole = read(path)
    monkeypatch.setattr("cyberflag.records.textlines.BLOCK_BYTES", block_bytes)
    parts = read(path)
    assert ids(parts) == ids(whole) == ["a", "c", "d"]
    assert faults(parts) == faults(whole) == [(5, "V004")]
    assert parts[-1].account == whole[-1].account
