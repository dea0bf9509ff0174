"""``cyberflag audit``: from a decisions file to rates, by way of sheets that people fill in."""

import csv
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from cyberflag.cli.main import commands
from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.sheets import write_sheet
from cyberflag.records.example import example_records
from cyberflag.records.example.files import write_example

NUMBER, SIZE = 6000, 700
RUN_TEXT = "=1+1 neutral text"


def ran(*arguments: object) -> str:
    result = CliRunner().invoke(commands, ["audit", *map(str, arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records, their truth, and decisions that are right unless a record's id ends in 0."""
    folder = tmp_path_factory.mktemp("audit")
    write_example(
        example_records(NUMBER, 5, part="seen"), folder / "records.parquet", written=lambda _: None
    )
    truth = truth_of(folder)
    rows = []
    for record in pq.read_table(folder / "records.parquet").to_pylist():
        online = truth[record["record_id"]] != record["record_id"].endswith("0")
        decision = (
            "review" if record["record_id"].endswith("1") else "flag" if online else "no flag"
        )
        flagged = record["online_flag"] == "yes"
        against = {
            ("flag", True): "agrees",
            ("flag", False): "missing",
            ("no flag", True): "contradicted",
            ("no flag", False): "agrees",
        }.get((decision, flagged), "undecided")
        rows.append(
            {
                "force_code": record["force_code"],
                "record_id": record["record_id"],
                "version": record["version"],
                "decision": decision,
                "against": against,
            }
        )
    table = pa.Table.from_pylist(rows)
    version = table.schema.get_field_index("version")
    pq.write_table(
        table.set_column(version, "version", table["version"].cast(pa.int32())),
        folder / "decisions.parquet",
    )
    return folder


def truth_of(folder: Path) -> Mapping[str, bool]:
    table = pq.read_table(folder / "records.truth.parquet")
    return dict(zip(table["record_id"].to_pylist(), table["online"].to_pylist(), strict=True))


def drawn(files: Path, folder: Path) -> Path:
    """A copy of the sheets of one draw; where none was made yet, it is made."""
    if not (files / "audit").exists():
        draw_into(files, files)
    return Path(shutil.copytree(files / "audit", folder / "audit"))


def draw_into(files: Path, folder: Path, *more: str) -> Path:
    both = (files / "decisions.parquet", "--records", files / "records.parquet")
    ran("design", *both, "--size", SIZE, "-o", folder / "design.toml")
    ran("draw", *both, "--design", folder / "design.toml", "-o", folder / "audit", *more)
    return folder / "audit"


def lines(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def fill(path: Path, code: Callable[[dict[str, str]], str]) -> None:
    rows = lines(path)
    for row in rows:
        row["code"] = code(row)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def said(files: Path) -> Callable[[dict[str, str]], str]:
    truth = truth_of(files)
    return lambda row: "online" if truth[row["record_id"]] else "not online"


def test_the_whole_way_gives_rates_near_the_truth(files: Path, tmp_path: Path) -> None:
    audit = drawn(files, tmp_path)
    right = said(files)
    fill(audit / "coder-1.csv", right)
    fill(audit / "coder-2.csv", right)
    found = json.loads(ran("estimate", audit, "--json"))
    decided = pq.read_table(files / "decisions.parquet").to_pylist()
    latest = {
        (r["force_code"], r["record_id"]): r for r in sorted(decided, key=lambda r: r["version"])
    }
    truth = truth_of(files)
    online = [r for r in latest.values() if truth[r["record_id"]]]
    assert found["records"] == len(latest)
    rates = {(r["of"], r["rate"]): r for r in found["rates"]}
    flagged = [r for r in latest.values() if r["decision"] == "flag"]
    for name, part, whole in (
        (("truth", "online share"), online, latest),
        (("rules", "precision"), [r for r in flagged if truth[r["record_id"]]], flagged),
        (("rules", "recall"), [r for r in online if r["decision"] == "flag"], online),
    ):
        low, high = rates[name]["interval"]
        slack = (high - low) / 2
        assert low - slack <= len(part) / len(whole) <= high + slack, name
    assert [one["value"] for one in found["agreement"]] == [1, 1]
    assert found["not_coded"] == 0


def test_a_sheet_tells_its_coder_nothing(files: Path, tmp_path: Path) -> None:
    audit = drawn(files, tmp_path)
    heads = ["audit_id", "force_code", "record_id", "version", "offence_code", "code", "note"]
    first, second = lines(audit / "coder-1.csv"), lines(audit / "coder-2.csv")
    assert list(first[0]) == heads
    assert len(first) == SIZE
    assert {row["audit_id"] for row in second} < {row["audit_id"] for row in first}
    assert all(row["code"] == "" for row in first)
    sheet = openpyxl.load_workbook(audit / "coder-1.xlsx").worksheets[0]
    assert [[c or "" for c in row] for row in sheet.iter_rows(values_only=True, max_row=3)] == [
        heads,
        *(list(row.values()) for row in first[:2]),
    ]
    strata = [row["stratum"] for row in lines(audit / "sample.csv")]
    assert strata != sorted(strata)


def test_text_is_on_a_sheet_only_where_asked_for(files: Path, tmp_path: Path) -> None:
    texts = set(pq.read_table(files / "records.parquet")["summary"].drop_null().to_pylist())
    audit = draw_into(files, tmp_path, "--with-text")
    shown = {row["summary"] for row in lines(audit / "coder-1.csv")}
    assert shown & texts
    without = drawn(files, tmp_path / "other")
    content = (without / "coder-1.csv").read_text(encoding="utf-8-sig")
    assert not any(text in content for text in shown & texts if len(text) > 20)


def test_the_same_design_draws_the_same_records(files: Path, tmp_path: Path) -> None:
    one, other = drawn(files, tmp_path / "one"), draw_into(files, tmp_path / "other")
    for name in ("sample.csv", "coder-1.csv", "coder-2.csv", "design.toml"):
        assert (one / name).read_bytes() == (other / name).read_bytes()


def test_sheets_that_may_be_coded_are_not_overwritten(files: Path, tmp_path: Path) -> None:
    audit = drawn(files, tmp_path)
    with pytest.raises(CyberflagError, match="already there"):
        ran("draw", files / "decisions.parquet", "--design", audit / "design.toml", "-o", audit)


def test_lines_that_cannot_be_used_are_named(files: Path, tmp_path: Path) -> None:
    audit = drawn(files, tmp_path)
    right = said(files)
    wrong = {"A00003": "onlne", "A00005": "", "A00009": "  Not   ONLINE "}
    fill(audit / "coder-1.csv", lambda row: wrong.get(row["audit_id"], right(row)))
    fill(audit / "coder-2.csv", right)
    path = audit / "coder-1.csv"
    text = path.read_text(encoding="utf-8")
    again = text.splitlines()[1]
    path.write_text(text + again + "\n\nA99999,,,,,online,\n", encoding="cp1252")
    found = json.loads(ran("estimate", audit, "--json"))
    sheet = found["sheets"][0]
    assert sheet["lines"] == SIZE + 2 == sheet["used"] + len(sheet["refused"])
    assert [(line["line"], line["fault"]) for line in sheet["refused"]] == [
        (4, "an unknown code"),
        (6, "no code"),
        (SIZE + 2, "this audit_id stood before"),
        (SIZE + 4, "no record of this sheet has this audit_id"),
    ]
    shown = ran("estimate", audit)
    assert f"{SIZE + 2:,} lines in = {SIZE - 2:,} used + 4 refused" in shown
    assert "Write one of online, not online, cannot say." in shown


def test_coders_who_differ_are_settled_on_a_sheet_of_its_own(files: Path, tmp_path: Path) -> None:
    audit = drawn(files, tmp_path)
    right = said(files)
    twice = [row["audit_id"] for row in lines(audit / "coder-2.csv")]
    fill(audit / "coder-1.csv", right)
    other = {"online": "not online", "not online": "online"}
    fill(
        audit / "coder-2.csv",
        lambda row: other[right(row)] if row["audit_id"] in twice[:4] else right(row),
    )
    with pytest.raises(CyberflagError, match="differ on 4 records"):
        ran("estimate", audit)
    assert [row["audit_id"] for row in lines(audit / "adjudication.csv")] == twice[:4]
    fill(
        audit / "adjudication.csv",
        lambda row: right(row) if row["audit_id"] != twice[0] else "",
    )
    with pytest.raises(CyberflagError, match="differ on 1 records"):
        ran("estimate", audit)
    fill(audit / "adjudication.csv", right)
    found = json.loads(ran("estimate", audit, "--json"))
    assert found["adjudicated"] == 4
    kappa = found["agreement"][0]
    assert kappa["records"] == len(twice)
    assert 0 < kappa["interval"][0] < kappa["value"] < 1


def test_a_spreadsheet_is_read_where_it_was_filled_in(files: Path, tmp_path: Path) -> None:
    audit = drawn(files, tmp_path)
    right = said(files)
    for name in ("coder-1", "coder-2"):
        book = openpyxl.load_workbook(audit / f"{name}.xlsx")
        sheet = book.worksheets[0]
        heads = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            values = {str(h): str(c.value) for h, c in zip(heads, row, strict=True)}
            row[heads.index("code")].value = right(values)
        book.save(audit / f"{name}.xlsx")
    found = json.loads(ran("estimate", audit, "--json"))
    assert [sheet["sheet"] for sheet in found["sheets"]] == ["coder-1.xlsx", "coder-2.xlsx"]
    assert next(sheet["used"] for sheet in found["sheets"]) == SIZE
    fill(audit / "coder-1.csv", lambda row: "cannot say")
    with pytest.raises(CyberflagError, match="different codes"):
        ran("estimate", audit)


def test_what_cannot_be_told_counts_as_not_sampled(files: Path, tmp_path: Path) -> None:
    audit = drawn(files, tmp_path)
    right = said(files)
    unsure = {"A00001", "A00002", "A00003"}
    for name in ("coder-1.csv", "coder-2.csv"):
        fill(
            audit / name,
            lambda row: "cannot say" if row["audit_id"] in unsure else right(row),
        )
    found = json.loads(ran("estimate", audit, "--json"))
    assert sum(stratum["cannot_say"] for stratum in found["strata"]) == 3
    assert sum(stratum["read"] for stratum in found["strata"]) == SIZE - 3
    assert "3 records cannot be told" in ran("estimate", audit)


def test_a_sheet_nobody_filled_in_gives_no_figure(files: Path, tmp_path: Path) -> None:
    audit = drawn(files, tmp_path)
    with pytest.raises(CyberflagError, match="was coded"):
        ran("estimate", audit)


def test_small_parts_are_too_few_to_say(files: Path, tmp_path: Path) -> None:
    audit = drawn(files, tmp_path)
    right = said(files)
    fill(audit / "coder-1.csv", right)
    fill(audit / "coder-2.csv", right)
    shown = ran("estimate", audit)
    assert "By force, too few to say: " in shown
    found = json.loads(ran("estimate", audit, "--json"))
    for rates in found["by_force"].values():
        for rate in rates:
            assert (rate["estimate"] is None) == (rate["interval"] is None)
    records = {
        group: rates[-1]["read"] for group, rates in found["by_group"].items() if len(rates) == 6
    }
    assert sum(records.values()) == SIZE
    assert all(rate["estimate"] is None for rate in found["by_force"]["BTP"])


def test_a_wanted_width_gives_the_size(files: Path, tmp_path: Path) -> None:
    shown = json.loads(
        ran(
            "design",
            files / "decisions.parquet",
            "--records",
            files / "records.parquet",
            "--half-width",
            "0.06",
            "--rate",
            "recorded flag precision",
            "--assume",
            "flag/yes=0.9",
            "-o",
            tmp_path / "design.toml",
            "--json",
        )
    )
    widths = {(one["of"], one["rate"]): one["half_width"] for one in shown["expected"]}
    assert widths["recorded flag", "precision"] <= 0.061
    assert shown["size"] == sum(stratum["sampled"] for stratum in shown["strata"])


def test_a_design_is_shown(files: Path, tmp_path: Path) -> None:
    shown = ran(
        "design", files / "decisions.parquet", "--size", "400", "-o", tmp_path / "design.toml"
    )
    assert "400 of" in shown
    assert "earlier versions" in shown
    assert "plus or minus" in shown


@pytest.mark.parametrize(
    "arguments",
    [[], ["--size", "9", "--half-width", "0.1"], ["--size", "900", "--assume", "flag=2"]],
)
def test_a_design_asked_for_wrongly_is_refused(
    files: Path, tmp_path: Path, arguments: list[str]
) -> None:
    called = [
        "audit",
        "design",
        str(files / "decisions.parquet"),
        "-o",
        str(tmp_path / "d.toml"),
        *arguments,
    ]
    assert CliRunner().invoke(commands, called).exit_code == 2
    assert not (tmp_path / "d.toml").exists()


@pytest.mark.parametrize(
    ("content", "fault"),
    [("", "not a design"), ("records = 3\n[[stratum]]\n", "not a design"), (None, "no design")],
)
def test_a_broken_design_is_refused(
    files: Path, tmp_path: Path, content: str | None, fault: str
) -> None:
    design = tmp_path / "design.toml"
    if content is not None:
        design.write_text(content, encoding="utf-8")
    with pytest.raises(CyberflagError, match=fault):
        ran("draw", files / "decisions.parquet", "--design", design, "-o", tmp_path / "audit")


def test_a_design_that_was_altered_is_refused(files: Path, tmp_path: Path) -> None:
    audit = drawn(files, tmp_path)
    design = audit / "design.toml"
    text = design.read_text(encoding="utf-8")
    design.write_text(text.replace(f"size = {SIZE}", f"size = {SIZE + 1}"), encoding="utf-8")
    with pytest.raises(CyberflagError, match="do not sum"):
        ran("estimate", audit)


def test_a_file_that_holds_no_decisions_is_refused(files: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.parquet").write_bytes((files / "decisions.parquet").read_bytes()[:5000])
    for path in (tmp_path / "cut.parquet", files / "records.parquet", tmp_path / "none.parquet"):
        with pytest.raises(CyberflagError, match="not a whole file of decisions"):
            ran("design", path, "--size", "400", "-o", tmp_path / "design.toml")


def test_a_sheet_without_its_columns_is_refused(files: Path, tmp_path: Path) -> None:
    audit = drawn(files, tmp_path)
    (audit / "coder-1.xlsx").unlink()
    (audit / "coder-1.csv").write_text("audit_id,answer\nA00001,online\n", encoding="utf-8")
    with pytest.raises(CyberflagError, match="no column code"):
        ran("estimate", audit)
    (audit / "coder-1.csv").unlink()
    with pytest.raises(CyberflagError, match="not there"):
        ran("estimate", audit)
    (audit / "sample.csv").unlink()
    with pytest.raises(CyberflagError, match="no sample"):
        ran("estimate", audit)


def test_a_cell_that_a_spreadsheet_would_run_is_written_as_text(tmp_path: Path) -> None:
    from_sheet = tmp_path / "coder-1"
    write_sheet(from_sheet, ("audit_id", "code"), [(RUN_TEXT, "\x00@x")])
    assert lines(from_sheet.with_suffix(".csv")) == [{"audit_id": f"'{RUN_TEXT}", "code": " @x"}]
    sheet = openpyxl.load_workbook(from_sheet.with_suffix(".xlsx")).worksheets[0]
    assert sheet["A2"].value == f"'{RUN_TEXT}"
    assert sheet["A2"].data_type == "s"
