"""``cyberflag figures`` on small rounds of real files, from replies to what is printed."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cyberflag.cli.main import commands
from cyberflag.cli.show import console
from cyberflag.harmonise.table import read_counts

ROUND = """title = "{title}"
periods = [{periods}]
sent = 2016-04-11
notice = "Made for a test."
asked = [{asked}]
{more}
"""
HEADING = "Sexual offences against children recorded with a cyber flag, offences\n\n"
LEICESTERSHIRE, LINCOLNSHIRE, DURHAM = "E23000021", "E23000020", "E23000008"


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "width", 160)


def make_round(
    folder: Path,
    replies: dict[str, str],
    *,
    periods: tuple[str, ...],
    more: str = "",
    asked: tuple[str, ...] = (LEICESTERSHIRE, LINCOLNSHIRE, DURHAM),
    heading: str = HEADING,
) -> Path:
    (folder / "replies").mkdir(parents=True)
    text = ROUND.format(
        title=folder.name.capitalize(),
        periods=", ".join(f'"{period}"' for period in periods),
        asked=", ".join(f'"{code}"' for code in asked),
        more=more,
    )
    (folder / "round.toml").write_text(text, encoding="utf-8")
    for force_code, lines in replies.items():
        home = folder / "replies" / force_code
        home.mkdir()
        (home / "reply.csv").write_text(heading + lines, encoding="utf-8")
    run("confirm", folder, "--accept-sure", "--list", "--by", "tester")
    return folder


def run(*arguments: str | Path) -> str:
    ran = CliRunner().invoke(commands, [str(argument) for argument in arguments])
    assert ran.exit_code == 0, ran.output
    return ran.output


def first_round(folder: Path) -> Path:
    return make_round(
        folder,
        {
            LEICESTERSHIRE: "Victim age,2015/16\n9,1\n12,4\n13,9\n14,7\nTotal,21\n",
            LINCOLNSHIRE: "Victim age,2015/16\n9,2\n13,3\nTotal,5\n",
        },
        periods=("2015/16",),
    )


def second_round(folder: Path) -> Path:
    return make_round(
        folder,
        {
            LEICESTERSHIRE: "Victim age,2015/16,2016/17\n12,5,8\n13,10,12\nTotal,15,20\n",
            DURHAM: "Victim age,2016/17\n13,140\nTotal,140\n",
        },
        periods=("2016/17", "2015/16"),
    )


def test_a_round_prints_its_headline_who_is_missing_and_its_account(tmp_path: Path) -> None:
    shown = run("figures", first_round(tmp_path / "first"))
    assert "Made for a test." in shown
    assert "2015/16: 26 offences, 0.1 a day" in shown
    assert "2 of 3 forces answered, 2 of them with a number." in shown
    assert "no answer: Durham" in shown
    assert "Age 13" in shown
    assert "the largest single year of age, 2 forces" in shown
    assert "Forces vary from 5 (Lincolnshire) to 21 (Leicestershire)" in shown
    assert "2 files in = 2 read + 0 refused" in shown
    assert "8 proposals = 8 counted + 0 left out + 0 open" in shown


def test_a_second_round_prints_the_change_on_the_same_forces_and_why_it_is_not_the_other(
    tmp_path: Path,
) -> None:
    first, second = first_round(tmp_path / "first"), second_round(tmp_path / "second")
    shown = run("figures", second, "--against", first)
    assert "2016/17: 160 offences" in shown
    assert (
        "Change on the 1 force that gave both years: 15 in 2015/16, 20 in 2016/17, +33.3%" in shown
    )
    assert "only 2016/17 was given: Durham" in shown
    assert "2015/16 in two rounds: 26 then (First), 15 now." in shown
    assert "160 in 2016/17 against 26 in 2015/16 is therefore no change" in shown
    assert "1 force gave a number only then (5 then, 0 now)" in shown
    assert "1 force gave another number now than then (21 then, 15 now)" in shown
    assert "Compare with --against" in run("figures", second)


def test_json_gives_every_figure_with_its_cells(tmp_path: Path) -> None:
    first, second = first_round(tmp_path / "first"), second_round(tmp_path / "second")
    told: dict[str, Any] = json.loads(
        run("figures", second, "--against", first, "--json")
    )  # Any: JSON
    later, earlier = told["periods"]
    assert (later["total"]["low"], later["total"]["high"]) == (160, 160)
    assert earlier["total"]["forces"] == [LEICESTERSHIRE]
    (cell,) = earlier["total"]["cells"]
    assert cell.startswith(f"replies/{LEICESTERSHIRE}/reply.csv@")
    assert later["coverage"]["without"] == {"no answer": [LINCOLNSHIRE]}
    assert later["commonest_age"]["age_low"] == 13
    assert later["youngest"]["age"] == 12
    assert later["spread"]["largest"] == DURHAM
    assert told["change"]["percent"] == {"low": 33.3333, "high": 33.3333}
    assert [one["force_code"] for one in told["revisions"]["forces"]] == [
        LEICESTERSHIRE,
        LINCOLNSHIRE,
    ]
    assert told["revisions"]["forces"][1]["after"] is None
    account = told["account"]
    assert account["proposals"] + account["added"] == (
        account["counts"] + account["rejected"] + account["open_proposals"]
    )


def test_the_table_counts_is_written_with_a_row_for_the_force_that_did_not_answer(
    tmp_path: Path,
) -> None:
    folder = first_round(tmp_path / "first")
    run("figures", folder, "--counts", tmp_path / "out")
    for name in ("counts.parquet", "counts.csv"):
        rows = read_counts(tmp_path / "out" / name)
        assert len(rows) == 8 + 1
        (absent,) = [row.count for row in rows if row.count.value is None]
        assert (absent.force_code, absent.status) == (DURHAM, "no answer")


def test_what_is_not_confirmed_is_not_counted(tmp_path: Path) -> None:
    folder = first_round(tmp_path / "first")
    for decided in (folder / "confirmed").iterdir():
        decided.unlink()
    (folder / "replies" / DURHAM).mkdir()
    (folder / "replies" / DURHAM / "reply.xlsx").write_bytes(b"")
    shown = run("figures", folder)
    assert "no figure is confirmed yet" in shown
    assert "3 files in = 2 read + 1 refused" in shown
    assert f"refused: replies/{DURHAM}/reply.xlsx" in shown
    assert "8 proposals = 0 counted + 0 left out + 8 open" in shown
    assert "wait for a person" in shown


def test_a_range_is_printed_with_both_ends(tmp_path: Path) -> None:
    folder = make_round(
        tmp_path / "hidden",
        {
            LEICESTERSHIRE: "Victim age,2015/16\n12,<5\n13,9\n14,30\n\n"
            "Figures shown as <5 are between 1 and 4.\n"
        },
        periods=("2015/16",),
    )
    told: dict[str, Any] = json.loads(run("figures", folder, "--json"))  # Any: JSON
    ages = {one["age_low"]: (one["low"], one["high"]) for one in told["periods"][0]["by_age"]}
    assert ages == {12: (1, 4), 13: (9, 9), 14: (30, 30)}
    assert "1 to 4" in run("figures", folder)


def test_a_round_on_codes_prints_them_one_by_one(tmp_path: Path) -> None:
    folder = make_round(
        tmp_path / "codes",
        {LEICESTERSHIRE: "Home Office code,2015/16\n071/17,52\n088/05,0\n"},
        periods=("2015/16",),
        more='flag = "all"',
        asked=(LEICESTERSHIRE,),
        heading="Offences recorded\n\n",
    )
    shown = run("figures", folder)
    assert "071/17" in shown
    assert "they are not added up" in shown
    assert " a day" not in shown
    told: dict[str, Any] = json.loads(run("figures", folder, "--json"))  # Any: JSON
    assert [(one["offence"], one["total"]["low"]) for one in told["periods"]] == [
        ("071/17", 52),
        ("088/05", 0),
    ]


def test_a_round_with_another_flag_is_refused(tmp_path: Path) -> None:
    folder = first_round(tmp_path / "first")
    with (folder / "round.toml").open("a", encoding="utf-8") as text:
        text.write('flag = "perhaps"\n')
    ran = CliRunner().invoke(commands, ["figures", str(folder)])
    assert ran.exit_code == 1
    assert "`flag` is 'perhaps'" in str(ran.exception)
