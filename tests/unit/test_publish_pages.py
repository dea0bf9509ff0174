"""Pages of rounds small, empty and odd: what is said, and what is not."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from tests.unit.small_rounds import FORCES, YEAR, count, small_round, table

from cyberflag.core.ages import AgeBand
from cyberflag.core.counts import Count, Interval, Online
from cyberflag.core.errors import CyberflagError
from cyberflag.core.periods import Period
from cyberflag.foi.decisions import Choice, Confirmed, Decision, FileDecisions, Signature
from cyberflag.foi.model import Round
from cyberflag.measures.model import Bounds, Doubt, RoundFigures
from cyberflag.publish.confirmations import Confirmations
from cyberflag.publish.crosstabs import tables
from cyberflag.publish.protect import MARK
from cyberflag.publish.rates import change_words, rate_words
from cyberflag.publish.shown import shown
from cyberflag.publish.site import publish

ONE, TWO = FORCES[:2]


def site_of(
    tmp_path: Path, counts: Iterable[Count], *, flag: Online = Online.ONLINE
) -> dict[str, str]:
    """The pages of a small round's site, by address, as plain text with tags taken out."""
    round_, figures = small_round(counts, flag=flag)
    return written(tmp_path, round_, figures)


def written(tmp_path: Path, round_: Round, figures: RoundFigures) -> dict[str, str]:
    folder = tmp_path / "site"
    publish(figures, round_, (), folder)
    return {
        path.relative_to(folder).as_posix(): re.sub(
            r"\s+", " ", re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8"))
        )
        for path in folder.rglob("*.html")
    }


def test_a_round_without_a_confirmed_figure_says_so(tmp_path: Path) -> None:
    pages = site_of(tmp_path, [])
    assert "No figure is confirmed yet for 2015/16" in pages["index.html"]
    assert "Did not answer" in pages[f"forces/{ONE}.html"]
    assert "No figure does not mean no offences" in pages[f"forces/{ONE}.html"]


def test_an_open_ended_total_says_at_least(tmp_path: Path) -> None:
    pages = site_of(tmp_path, [count(ONE, Interval(30, None)), count(TWO, 12)])
    assert (
        "At least 42 online sexual offences against children recorded by the 2 of 6"
        in (pages["index.html"])
    )
    assert "At least 30 offences in 2015/16" in pages[f"forces/{ONE}.html"]


def test_a_total_with_two_ends_gives_both(tmp_path: Path) -> None:
    pages = site_of(tmp_path, [count(ONE, Interval(31, 34)), count(TWO, 12)])
    assert "43 to 46 online sexual offences" in pages["index.html"]
    assert "At least 43 recorded in 2015/16, at most 46" in pages["index.html"]
    assert "31 to 34" in pages["quality.html"]


def test_a_round_on_codes_adds_nothing_up(tmp_path: Path) -> None:
    counts = [
        count(ONE, 30, offence="088/05", online=Online.ALL),
        count(TWO, 52, offence="071/17", online=Online.ALL),
    ]
    index = site_of(tmp_path, counts, flag=Online.ALL)["index.html"]
    assert "they are not added up" in index
    assert "82" not in index
    assert "flag or not" in site_of(tmp_path, counts, flag=Online.ALL)["method.html"]


def test_a_doubt_is_told_without_the_numbers_in_it(tmp_path: Path) -> None:
    round_, figures = small_round([count(ONE, 30), count(TWO, 12)])
    doubt = Doubt(figure="age 3", force_code=ONE, note="cells for the same number differ: 2 and 3")
    period = replace(figures.periods[0], doubts=(doubt,))
    pages = written(tmp_path, round_, replace(figures, periods=(period,)))
    assert "Its own numbers contradict each other in places." in pages["quality.html"]
    assert not any("2 and 3" in page for page in pages.values())


def test_a_failure_leaves_the_last_site_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_, figures = small_round([count(ONE, 30)])
    out = tmp_path / "site"
    publish(figures, round_, (), out)
    before = (out / "index.html").read_bytes()

    def full(*_: object) -> None:
        raise OSError("no space left")

    # The disk fills up while the last file is written: no real file can be made to fail so.
    monkeypatch.setattr("cyberflag.publish.site.write_counts", full)
    with pytest.raises(OSError, match="no space"):
        publish(figures, round_, (), out)
    assert (out / "index.html").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_is_no_site_of_ours_is_never_replaced(tmp_path: Path) -> None:
    round_, figures = small_round([count(ONE, 30)])
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CyberflagError, match="not a site made by cyberflag"):
        publish(figures, round_, (), tmp_path)
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_a_site_replaces_the_one_before_whole(tmp_path: Path) -> None:
    out = tmp_path / "site"
    for counts in ([count(ONE, 30)], [count(TWO, 40)]):
        round_, figures = small_round(counts, asked=(counts[0].force_code,))
        site = publish(figures, round_, (), out)
    assert [path.stem for path in (out / "forces").iterdir()] == [TWO]
    assert site.index == out / "index.html"
    assert site.headline.startswith("40 online sexual offences")


def test_each_count_says_how_it_was_confirmed() -> None:
    signed = Signature(by="A Person", at=datetime(2016, 6, 1, tzinfo=UTC), why="the note says 3")
    alone, together = count(ONE, 30), count(ONE, 20, age=AgeBand(13, 13))
    decision = Decision(
        where=alone.source.where,
        printed="30",
        nth=1,
        choice=Choice.CORRECTED,
        meaning=None,
        signed=signed,
    )
    file = FileDecisions(file=alone.source.file, sha256=f"{0:064}", decisions=(decision,))
    confirmations = Confirmations.of([Confirmed(force_code=ONE, files={file.file: file})])
    assert confirmations.how(alone) == "read and corrected by a person"
    assert confirmations.how(together) == "accepted together as sure"


def captions(counts: list[Count]) -> list[str]:
    _, figures = small_round(counts)
    return [one.caption for one in tables(counts, shown(figures))]


def test_a_quarter_and_its_year_are_two_tables() -> None:
    """They end on the same day: their numbers must not meet in one table."""
    year = table(ONE, {13: 20, 14: 30})
    quarter = Period(YEAR.start.replace(year=2016, month=1), YEAR.end)
    last = [replace(c, period=quarter, value=Interval.exact(7)) for c in year]
    assert captions([*year, *last]) == [
        "By victim’s age, 2015/16",
        f"By victim’s age, {quarter}",
    ]


def test_what_is_the_same_in_all_cells_is_said_once() -> None:
    counts = [
        count(ONE, n, offence="071/17", age=AgeBand(age, age), online=Online.ALL)
        for age, n in ((13, 20), (14, 30))
    ]
    _, figures = small_round(counts)
    (one,) = tables(counts, shown(figures))
    assert one.caption == "By victim’s age, 2015/16"
    assert one.note == "Sexual communication (071/17), flagged or not."


def test_flagged_and_other_counts_stand_side_by_side() -> None:
    counts = [
        count(ONE, n, offence=offence, online=online)
        for offence in ("images", "grooming")
        for online, n in ((Online.ONLINE, 20), (Online.NOT_ONLINE, 30), (Online.ALL, 50))
    ]
    _, figures = small_round(counts)
    (one,) = tables(counts, shown(figures))
    assert [column.title for column in one.columns] == [
        "Type of offence",
        "With the flag",
        "Without the flag",
        "Flagged or not",
    ]
    assert [cell.words for cell in one.rows[0].cells] == ["20", "30", "50"]


def test_a_table_full_of_gaps_is_a_list() -> None:
    pairs = [("images", 13), ("grooming", 14), ("rape", 15), ("other", 16)]
    counts = [count(ONE, 9, offence=o, age=AgeBand(a, a)) for o, a in pairs]
    _, figures = small_round([count(ONE, 60), *counts])
    (one,) = tables(counts, shown(figures))
    assert len(one.columns) == 2
    assert [row.head.words for row in one.rows] == [
        "Rape, 15",
        "Grooming, 14",
        "Images, 13",
        "Other, 16",
    ]


@pytest.mark.parametrize(
    ("low", "high", "rate", "change"),
    [
        ("8.7049", "8.7049", "8.7", "8.7% above"),
        ("8.7", "9.25", "8.7 to 9.3", "from 8.7% above to 9.3% above"),
        ("-3.04", "-3.04", "-3.0", "3.0% below"),
    ],
)
def test_rates_are_rounded_once_in_words(
    low: str, high: str | None, rate: str, change: str
) -> None:
    bounds = Bounds(low=Decimal(low), high=None if high is None else Decimal(high))
    assert rate_words(bounds) == rate
    assert change_words(bounds) == change


def test_the_mark_is_explained_where_it_stands(tmp_path: Path) -> None:
    pages = site_of(tmp_path, [*table(ONE, {13: 2, 14: 30, 15: 40}), *table(TWO, {13: 9})])
    page = pages[f"forces/{ONE}.html"]
    assert MARK in page
    assert f"{MARK} is neither zero nor any other number" in page
