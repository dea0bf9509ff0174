"""Compliance: what each force's year says, zero apart from missing, and the report's files."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser, sync_playwright

from cyberflag.cli.main import commands
from cyberflag.core.errors import CyberflagError
from cyberflag.publish.compliance import write_compliance
from cyberflag.publish.compliance_words import findings, percent, probability
from cyberflag.records.breaks import NOTHING, Share
from cyberflag.records.cells import CELL_COLUMNS, OTHER_CRIME, RecordedCell, cells_of
from cyberflag.records.compliance import Compliance, FlagUse, ForceCompliance, Limit, compliance_of
from cyberflag.records.example import example_records
from cyberflag.records.example.crimes import YEARS
from cyberflag.records.example.flags import FORCE_CODES, flag_use

YEAR = date(2023, 4, 1)
USING = [f"E230000{number:02d}" for number in range(10, 22)]


def cells(force_code: str, yes: int, no: int, missing: int, group: str = "rape") -> RecordedCell:
    records = yes + no + missing
    return RecordedCell(
        force_code=force_code,
        quarter=YEAR,
        group=group,
        records=records,
        flagged=yes,
        unflagged=no,
        identified=records,
        aged=records - records // 10,
    )


def judged(*own: RecordedCell) -> dict[str, ForceCompliance]:
    """Forces beside twelve that flag between 27 and 33 of a hundred."""
    others = [cells(code, 27 + place % 7, 60, 0) for place, code in enumerate(USING)]
    return {force.force_code: force for force in compliance_of([*others, *own], YEAR).forces}


@pytest.mark.parametrize(
    ("own", "use"),
    [
        ((0, 100, 0), FlagUse.NEVER_YES),
        ((0, 1, 99), FlagUse.NEVER_YES),
        ((0, 0, 100), FlagUse.MISSING_EVERYWHERE),
        ((1, 99, 0), FlagUse.SEEMS_UNUSED),
        ((1, 0, 99), FlagUse.SEEMS_UNUSED),
        ((20, 80, 0), FlagUse.USED),
        ((30, 0, 70), FlagUse.USED),
        ((1, 4, 0), FlagUse.USED),
    ],
)
def test_zero_and_missing_and_seldom_are_three_things(
    own: tuple[int, int, int], use: FlagUse
) -> None:
    force = judged(cells("BTP", *own))["BTP"]
    assert force.use is use
    assert (force.every_record.yes, force.every_record.no, force.every_record.missing) == own
    assert force.only_yes is (own[0] > 0 and own[1] == 0)


def test_a_year_without_records_is_said_to_be_so() -> None:
    earlier = RecordedCell(
        force_code="BTP",
        quarter=date(2020, 4, 1),
        group="rape",
        records=5,
        flagged=1,
        unflagged=4,
        identified=5,
        aged=5,
    )
    force = judged(earlier)["BTP"]
    assert force.use is FlagUse.NO_RECORDS
    assert force.standing is None
    assert findings(force) == ["There is no record in the year."]


def test_a_force_far_below_is_outside_and_one_among_the_others_is_not() -> None:
    forces = judged(cells("BTP", 5, 95, 0), cells("PSNI", 28, 62, 0))
    low, among = forces["BTP"].standing, forces["PSNI"].standing
    assert low is not None and among is not None
    assert (low.limit, among.limit) == (Limit.BEYOND_998, Limit.WITHIN)
    assert low.between_forces is not None and low.between_forces < 0.001
    assert "below the limit of 99.8%" in " ".join(findings(forces["BTP"]))
    assert findings(forces["PSNI"])[0].startswith("The victim’s age is written on 90%")


def test_a_force_is_not_blamed_for_what_it_is_told_of() -> None:
    """Images are mostly flagged, rape seldom: a force with few images is expected to flag less."""
    mixed = [
        cell
        for code in USING
        for cell in (cells(code, 5, 95, 0), cells(code, 90, 10, 0, group="images"))
    ]
    few, many = cells("BTP", 5, 95, 0), cells("PSNI", 90, 10, 0, group="images")
    forces = compliance_of([*mixed, few, many], YEAR).forces
    standings = {force.force_code: force.standing for force in forces}
    for code, expected in (("BTP", 5.0), ("PSNI", 90.0)):
        standing = standings[code]
        assert standing is not None
        assert standing.place.expected == pytest.approx(expected)
        assert standing.limit is Limit.WITHIN


def test_a_force_that_flags_other_crimes_uses_the_flag() -> None:
    others = [cells(code, 300, 700, 0, group=OTHER_CRIME) for code in USING]
    force = judged(*others, cells("BTP", 0, 12, 0), cells("BTP", 310, 690, 0, group=OTHER_CRIME))
    assert force["BTP"].use is FlagUse.USED
    assert force["BTP"].children.yes == 0


def test_few_forces_have_no_limits_and_no_judgement_of_use() -> None:
    compliance = compliance_of([cells("BTP", 1, 200, 0), cells("PSNI", 90, 110, 0)], YEAR)
    assert compliance.spread is None
    assert [force.use for force in compliance.forces] == [FlagUse.USED] * 2
    assert all(f.standing is not None and f.standing.limit is None for f in compliance.forces)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (NOTHING, "–"),
        (Share(part=0, whole=9), "0%"),
        (Share(part=1, whole=900), "under 1%"),
        (Share(part=899, whole=900), "over 99%"),
        (Share(part=9, whole=9), "100%"),
        (Share(part=1, whole=8), "13%"),
    ],
)
def test_shares_are_never_none_of_some_or_all_of_fewer(share: Share, words: str) -> None:
    assert percent(share) == words


def test_small_probabilities_are_not_written_as_nothing() -> None:
    assert [probability(p) for p in (None, 0.0, 0.0004, 0.02)] == [
        "–",
        "under 0.001",
        "under 0.001",
        "0.020",
    ]


# --- on synthetic records, whose use of the flag is known -------------------------------


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compliance") / "records.parquet"
    batches = [batch for batch, _ in example_records(60_000, 2, part="seen")]
    pq.write_table(pa.Table.from_batches(batches), path)
    return path


@pytest.fixture(scope="module")
def report(records: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "out"
    ran = CliRunner().invoke(commands, ["compliance", str(records), "-o", str(folder)])
    assert ran.exit_code == 0, ran.output
    assert "2025/26, 4" in ran.output
    return folder


@pytest.mark.slow
def test_forces_that_do_not_use_the_flag_are_found_and_no_others() -> None:
    batches = [batch for batch, _ in example_records(1_000_000, 1, part="seen")]
    found = cells_of(pa.Table.from_batches(batches).select(CELL_COLUMNS))
    missed, wrong, unused = [], [], 0
    for year in YEARS:
        forces = {
            force.force_code: force for force in compliance_of(found, date(year, 4, 1)).forces
        }
        for place, code in enumerate(FORCE_CODES):
            truly = flag_use(place, year)[0] == 0
            unused += truly
            force = forces[code]
            if truly and force.use is FlagUse.USED and sum_expected(force) >= 10:
                missed.append((year, code))
            if not truly and force.use is not FlagUse.USED and sum_expected(force) >= 10:
                wrong.append((year, code))
    assert unused >= 20
    assert missed == []
    assert wrong == []


def sum_expected(force: ForceCompliance) -> float:
    return force.everywhere.expected if force.everywhere else 0.0


def test_the_csv_files_add_up_to_the_records(records: Path, report: Path) -> None:
    def lines(name: str) -> list[dict[str, str]]:
        with (report / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    forces, groups, quarters = (
        lines(name)
        for name in ("compliance.csv", "compliance-groups.csv", "compliance-quarters.csv")
    )
    cells = cells_of(pq.read_table(records, columns=list(CELL_COLUMNS)))
    year = [cell for cell in cells if date(2025, 4, 1) <= cell.quarter < date(2026, 4, 1)]
    assert sum(int(line["all_yes"]) for line in forces) == sum(cell.flagged for cell in year)
    assert sum(int(line["child_offences"]) for line in forces) == sum(
        int(line["records"]) for line in groups
    )
    by_force = {line["force_code"]: int(line["child_yes"]) for line in forces}
    for code, yes in by_force.items():
        own = [line for line in quarters if line["force_code"] == code]
        judged = [line for line in own if line["quarter"].endswith("2025/26")]
        assert yes == sum(int(line["flagged"]) for line in judged)


def test_the_page_stands_alone_and_says_it_is_not_for_publication(
    records: Path, report: Path
) -> None:
    page = (report / "compliance.html").read_text(encoding="utf-8")
    assert "Not for publication." in page
    assert "<script" not in page
    assert re.findall(r'(?:src|href)="(?!#|compliance\.html#|data:,)[^"]*"', page) == []
    assert "url(" not in page.replace("url(#", "")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {link.split("#")[1] for link in re.findall(r'href="([^"]*#[^"]*)"', page)} <= set(ids)
    names = {path.name for path in report.iterdir()}
    texts = "".join((report / name).read_text(encoding="utf-8") for name in names)
    some = pq.read_table(records, columns=["record_id", "summary"]).slice(0, 3_000).to_pylist()
    assert not any(row["record_id"] in texts for row in some)
    assert not any(row["summary"] in texts for row in some if row["summary"])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_shuts_nobody_out_and_fits_its_screen(
    browser: Browser, report: Path, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto((report / "compliance.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()
    context.close()


def test_a_report_without_limits_or_breaks_is_whole(tmp_path: Path) -> None:
    compliance: Compliance = compliance_of([cells("BTP", 1, 20, 0), cells("XX", 0, 0, 4)], YEAR)
    page = write_compliance(compliance, tmp_path / "out").read_text(encoding="utf-8")
    assert "No limits: too few forces" in page
    assert "No sudden break" in page
    assert "The flag is missing on every record of XX." in page


def test_a_year_that_is_none_and_a_place_that_is_none_are_refused(
    records: Path, tmp_path: Path
) -> None:
    for year in ("2024", "May 2024", "never"):
        ran = CliRunner().invoke(commands, ["compliance", str(records), "--year", year])
        assert isinstance(ran.exception, CyberflagError)
        assert "2024/25" in str(ran.exception)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CyberflagError, match="cannot be written"):
        write_compliance(compliance_of([cells("BTP", 1, 2, 0)], YEAR), tmp_path / "file")
