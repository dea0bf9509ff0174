"""``cyberflag check``: the account, the file for the sender, bad input, and a kill at any moment."""

import csv
import json
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cyberflag.core.errors import CyberflagError
from cyberflag.records.check import ERROR_FILE
from cyberflag.records.columns import SCHEMA
from cyberflag.records.example import example_records
from cyberflag.records.read import record_batches
from cyberflag.records.rulebook import RULE
from cyberflag.records.rules import PLAIN
from cyberflag.records.write import open_writer

MANY = 20_000
CYBERFLAG = (sys.executable, "-c", "from cyberflag.cli.main import main; main()")


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CYBERFLAG, "check", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def lines_of(*changes: Mapping[str, str]) -> list[str]:
    rows = [",".join(PLAIN)]
    for at, fields in enumerate(changes):
        values = {**PLAIN, "record_id": f"p{at}", **fields}
        values["summary"] = f'"{values["summary"]} {at}"'
        rows.append(",".join(values.values()))
    return rows


def mixed(folder: Path) -> Path:
    """Ten records of which six are good, with a blank line among them."""
    rows = lines_of(
        {},
        {"victim_age": "31", "offence_code": "19D"},
        {"recorded_on": "31/02/2024"},
        {"recorded_on": "02/05/2024"},
        {"record_id": "p0"},
        {"online_flag": "", "platform": "Messaging"},
        {"force_code": "Nowhere"},
        {},
        {},
        {},
    )
    rows.insert(3, "")
    path = folder / "records.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def ids(path: Path) -> list[str]:
    return [one for batch in record_batches(path) for one in batch.records["record_id"].to_pylist()]


def test_the_account_and_the_file_for_the_sender(tmp_path: Path) -> None:
    path, errors, good = mixed(tmp_path), tmp_path / "errors.csv", tmp_path / "good.parquet"
    ran = run(path, "--errors", errors, "--accepted", good, "--today", "2024-09-01", "--json")
    assert ran.returncode == 1
    report = json.loads(ran.stdout)
    assert (report["records_in"], report["accepted"], report["rejected"]) == (10, 5, 5)
    assert (report["lines"], report["heading"], report["blank"]) == (12, 1, 1)
    with errors.open(encoding="utf-8") as file:
        findings = list(csv.DictReader(file))
    assert list(findings[0]) == ERROR_FILE.names
    assert {int(one["line"]) for one in findings if one["severity"] == "error"} == {2, 3, 5, 7, 9}
    assert all(one["remedy"] == RULE[one["rule"]].remedy for one in findings)
    said = errors.read_text(encoding="utf-8") + ran.stdout + run(path).stdout
    for secret in ("p0", "p1", "messaging app", "Nowhere", "31/02"):
        assert secret not in said
    assert ids(good) == ["p3", "p5", "p7", "p8", "p9"]


def test_it_ends_with_nothing_where_all_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_text("\n".join(lines_of({}, {})) + "\n", encoding="utf-8")
    ran = run(path, "--today", "2024-09-01")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "2 records in = 2 accepted + 0 rejected." in ran.stdout


def test_warnings_reject_nothing(tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    rows = lines_of({"online_flag": ""}, {"support": "none at all"})
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    ran = run(path, "--today", "2024-09-01")
    assert ran.returncode == 0
    assert "V501" in ran.stdout
    assert "V013" in ran.stdout
    assert "none at all" not in ran.stdout


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Victim Name", "x"),
        ("surname", "x"),
        ("Address Line 1", "x"),
        ("home_address", "x"),
        ("POSTCODE", "x"),
        ("DOB", "x"),
        ("victimDateOfBirth", "x"),
        ("Mobile No", "x"),
        ("Email", "x"),
        ("NINO", "x"),
        ("Crime Ref and Name", "x"),
        ("column a", "person{}@example.org"),
        ("column a", "07700 90012{}"),
        ("column a", "ZZ{} 1ZZ"),
        ("column a", "AB 12 34 5{} C"),
        ("column a", "1{} Example Street"),
        ("column a", "Anna Xample{}"),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_direct_identifiers_are_refused_at_the_door(
    tmp_path: Path, heading: str, value: str, ending: str
) -> None:
    letters = "abcdefgh" if "Xample" in value else "12345678"
    rows = [{**PLAIN, "record_id": f"p{at}", heading: value.format(letters[at])} for at in range(8)]
    path = tmp_path / f"records.{ending}"
    if ending == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    elif ending == "jsonl":
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    with pytest.raises(CyberflagError, match="direct identifiers are not taken") as refused:
        list(record_batches(path))
    assert heading not in str(refused.value) or heading in {"Email", "POSTCODE", "NINO"}
    assert value.format(letters[0]) not in str(refused.value).replace("example", "")


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("beat", ["North West", "South East"]),
        ("IP count", ["1", "2"]),
        ("station name", ["Central", "Harbour"]),
        ("phone seized", ["yes", "no"]),
        ("postcode district", ["ZZ1", "ZZ2"]),
        ("reference", ["0770090012", "8812009931"]),
    ],
)
def test_other_columns_pass_the_door(tmp_path: Path, heading: str, values: list[str]) -> None:
    rows = lines_of(*({} for _ in range(20)))
    path = tmp_path / "records.csv"
    beside = [heading, *(values[at % 2] for at in range(20))]
    path.write_text(
        "\n".join(f"{row},{one}" for row, one in zip(rows, beside, strict=True)), encoding="utf-8"
    )
    assert len(ids(path)) == 20


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "records.csv"
    with open_writer(path, SCHEMA) as writer:
        for records, _ in example_records(MANY, 3, part="seen"):
            writer.write_batch(records)
    return path


def _unclosed(content: bytes) -> bytes:
    """The first record that ends in a text loses its last quote."""
    heading, end, rest = content.partition(b"\n")
    return heading + end + rest.replace(b'"\n"', b'\n"', 1)


Damage = Callable[[bytes], bytes]
DAMAGES: Mapping[str, tuple[Damage, int]] = {
    "zero bytes in a line": (lambda b: b.replace(b"E23", b"E\0\x0023", 1), 1),
    "a block of zeros": (lambda b: b[:9000] + bytes(4096) + b[9000:], 1),
    "a quote never closed": (_unclosed, 1),
    "cut in the middle": (lambda b: b[: len(b) // 2], 1),
    "a megabyte in one field": (lambda b: b.replace(b"E23", b"E23" + b"x" * 1_000_000, 1), 1),
    "carriage returns": (lambda b: b.replace(b"\n", b"\r\n"), 0),
    "blank lines": (lambda b: b.replace(b"\n", b"\n\n"), 0),
    "a line of another system": (
        lambda b: b + b"E23000001;z;1;02/05/2024;88A\n" + b.splitlines()[1] + b"\n",
        2,
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_costs_the_lines_it_hits_and_no_other(
    tmp_path: Path, many: Path, damage: str
) -> None:
    broken, lost = DAMAGES[damage]
    content = broken(many.read_bytes())
    path, good = tmp_path / "records.csv", tmp_path / "good.parquet"
    path.write_bytes(content)
    ran = run(path, "--accepted", good, "--json", "--today", "2026-11-24")
    report = json.loads(ran.stdout)
    assert report["lines"] == content.count(b"\n") + (not content.endswith(b"\n"))
    assert report["records_in"] == report["accepted"] + report["rejected"]
    beside = report["heading"] + report["blank"] + report["continued"]
    assert report["records_in"] == report["lines"] - beside
    assert report["rejected"] == lost
    assert ran.returncode == (1 if lost else 0)
    kept, whole = ids(good), ids(many)
    assert len(kept) == report["accepted"]
    if damage == "cut in the middle":
        assert kept == whole[: len(kept)]
    else:
        assert len(kept) >= MANY - lost
        rest = iter(whole)
        assert all(one in rest for one in kept), "the same records in the same order"


def limited(megabytes: int) -> Callable[[], None]:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (megabytes << 20, megabytes << 20))

    return limit


@pytest.mark.parametrize("option", ["--accepted", "--errors"])
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, many: Path, option: str) -> None:
    """A limit on the size of a file fails in the same way as a full disk: in the middle."""
    target = tmp_path / "out.jsonl"
    target.write_text("older\n", encoding="utf-8")
    ran = subprocess.run(
        [*CYBERFLAG, "check", str(many), option, str(target)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited(1),
    )
    assert ran.returncode == 1
    assert "cannot be written" in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.stderr
    assert target.read_text(encoding="utf-8") == "older\n"
    assert [one.name for one in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_the_whole_file_or_the_older(
    tmp_path: Path, many: Path
) -> None:
    target = tmp_path / "good.parquet"
    command = [*CYBERFLAG, "check", str(many), "--accepted", str(target)]
    started = time.monotonic()
    subprocess.run(command, capture_output=True, check=True)
    took = time.monotonic() - started
    whole = target.read_bytes()
    finished = 0
    for part in range(1, 9):
        target.write_bytes(b"older")
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(took * part / 8)
        process.kill()
        process.wait()
        assert target.read_bytes() in {b"older", whole}
        finished += target.read_bytes() == whole
    subprocess.run(command, capture_output=True, check=True)
    assert target.read_bytes() == whole
    assert finished < 8
