"""Every rule's examples run; no error reads the flag; no code keeps an online offence out."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyberflag.core.notifiable import NOTIFIABLE
from cyberflag.core.offences import OFFENCES
from cyberflag.records.check import CheckReport, broken_rules, check_records
from cyberflag.records.codes import CODES, CodeFacts
from cyberflag.records.columns import COLUMN, SCHEMA
from cyberflag.records.facts import BatchFacts
from cyberflag.records.read import record_batches
from cyberflag.records.rulebook import RULE, RULES
from cyberflag.records.rules import ONLINE_FIELDS, PLAIN, Rows, Rule, Scope, Severity

TODAY = date(2024, 9, 1)


def checked(folder: Path, example: Rows | bytes) -> CheckReport:
    if isinstance(example, bytes):
        json_lines = example.startswith(b"{")
        path = folder / ("records.jsonl" if json_lines else "records.csv")
        path.write_bytes(example)
    else:
        path = folder / "records.csv"
        rows = [",".join(PLAIN)]
        for fields in example:
            values = {**PLAIN, **fields}
            rows.append(",".join(f'"{value}"' for value in values.values()))
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return check_records(path, today=TODAY)


def broken(report: CheckReport) -> set[str]:
    return {one.rule.id for one in report.broken}


def test_there_are_rules_enough_each_with_its_number() -> None:
    assert len(RULES) >= 60
    assert len(RULE) == len(RULES)
    assert [rule.id for rule in RULES] == sorted(RULE)
    for rule in RULES:
        assert all((rule.title, rule.why, rule.source, rule.remedy))
        assert set(rule.fields) <= set(COLUMN)


def test_the_plain_record_breaks_no_rule(tmp_path: Path) -> None:
    report = checked(tmp_path, ({},))
    assert (broken(report), report.accepted, report.rejected) == (set(), 1, 0)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_example_that_passes(rule: Rule, tmp_path: Path) -> None:
    report = checked(tmp_path, rule.passes)
    assert rule.id not in broken(report)
    assert report.rejected == 0


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_example_that_fails(rule: Rule, tmp_path: Path) -> None:
    report = checked(tmp_path, rule.fails)
    assert rule.id in broken(report)
    assert (report.rejected > 0) == (rule.severity is Severity.ERROR)
    assert report.records_in == report.accepted + report.rejected


def online(code: CodeFacts, day: date) -> Mapping[str, object]:
    return {
        "force_code": "E23000001",
        "record_id": f"r-{code.code}-{day}",
        "version": 1,
        "recorded_on": day,
        "committed_from": day - timedelta(days=1),
        "committed_to": day - timedelta(days=1),
        "offence_code": code.code,
        "online_flag": "yes",
        "victim_age": max(code.lowest, min(code.highest, 14)),
        "victim_sex": code.sex or "female",
        "platform": "social media",
        "method": "contact made online",
        "summary": "Suspect sent messages to the victim through social media.",
    }


def days_of_use(code: CodeFacts) -> list[date]:
    """Days on which the code is in use: an early one, a late one."""
    starts = [day for day in (code.committed[0], code.recorded[0]) if day]
    ends = [day for day in (code.committed[1], code.recorded[1]) if day]
    first = max([*starts, date(2004, 5, 1) if not ends else date(2000, 1, 1)])
    return [first + timedelta(days=30), min([*ends, date(2024, 6, 1)])]


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_nothing_keeps_a_true_online_offence_out_whatever_its_code(
    tmp_path: Path, ending: str
) -> None:
    rows = [online(code, day) for code in CODES.values() for day in days_of_use(code)]
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    path = tmp_path / f"records{ending}"
    if ending == ".csv":
        pa.csv.write_csv(table, path)
    else:
        pa.parquet.write_table(table, path)
    report = check_records(path, today=TODAY)
    errors = [one.rule.id for one in report.broken if one.rule.severity is Severity.ERROR]
    assert errors == []
    assert report.accepted == 2 * len(CODES) == 2 * (len(OFFENCES) + len(NOTIFIABLE))


def test_no_error_reads_the_flag_the_platform_or_the_method() -> None:
    """Errors are found, and the same, in a batch that has none of the three columns."""
    rows = [
        {**online(code, day), "victim_age": age}
        for code in CODES.values()
        for day in (date(1999, 5, 1), date(2024, 6, 1), date(2030, 1, 1))
        for age in (3, 14, 40)
    ]
    whole = pa.RecordBatch.from_pylist(rows, schema=SCHEMA)
    blind = whole.drop_columns(sorted(ONLINE_FIELDS))
    errors = [
        rule for rule in RULES if rule.severity is Severity.ERROR and rule.scope is Scope.RECORD
    ]
    found = 0
    for rule in errors:
        assert rule.broken is not None
        seen = rule.broken(BatchFacts(whole, today=TODAY))
        assert (seen == rule.broken(BatchFacts(blind, today=TODAY))).all()
        found += int(seen.sum())
    assert len(errors) > 5
    assert found > 100


_LISTED = {
    name: st.sampled_from([None, *(value.value for value in column.values)])
    for name, column in COLUMN.items()
    if column.values is not None
}
_DAYS = st.dates(date(1990, 1, 1), date(2026, 1, 1))
_RECORDS = st.fixed_dictionaries(
    {
        "force_code": st.sampled_from(["E23000001", "PS", "nowhere"]),
        "record_id": st.sampled_from(["a", "b", "c"]),
        "version": st.integers(1, 3),
        "recorded_on": _DAYS,
        "committed_from": st.none() | _DAYS,
        "committed_to": st.none() | _DAYS,
        "offence_code": st.sampled_from([*CODES, "071/99", "RAPE"]),
        "victim_age": st.none() | st.integers(0, 120),
        "summary": st.sampled_from([None, "Suspect sent messages to the victim.", "x"]),
        **_LISTED,
    }
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_RECORDS, min_size=1, max_size=6), st.sampled_from(sorted(ONLINE_FIELDS)))
def test_what_is_accepted_does_not_turn_on_the_online_fields(
    rows: list[dict[str, object]], field: str
) -> None:
    """Emptying the flag, platform or method of every record rejects neither more nor fewer."""

    def errors(rows: list[dict[str, object]]) -> list[tuple[str, list[bool]]]:
        batch = pa.RecordBatch.from_pylist(rows, schema=SCHEMA)
        return [
            (rule.id, list(map(bool, where)))
            for rule, where in broken_rules(BatchFacts(batch, today=TODAY))
            if rule.severity is Severity.ERROR
        ]

    assert errors(rows) == errors([{**row, field: None} for row in rows])


@settings(max_examples=60, deadline=None)
@given(st.lists(_RECORDS, min_size=0, max_size=12))
def test_records_in_are_accepted_and_rejected_and_nothing_is_twice(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, object]]
) -> None:
    folder = tmp_path_factory.mktemp("check")
    path, good = folder / "in.parquet", folder / "good.arrow"
    pa.parquet.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path)
    report = check_records(path, today=TODAY, accepted=good, errors=folder / "errors.csv")
    taken = pa.Table.from_batches([one.records for one in record_batches(good)]).to_pylist()
    assert report.records_in == len(rows)
    assert len(taken) == report.accepted
    keys = [(row["force_code"], row["record_id"], row["version"]) for row in taken]
    assert len(set(keys)) == len(keys)
    highest = {key[:2]: max(k[2] for k in keys if k[:2] == key[:2]) for key in keys}
    assert report.replaced == len(keys) - len(highest)
