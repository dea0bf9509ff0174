"""A hundred and twenty-five replies written apart from the reader: what is proposed as sure is right."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.foi.replies.make import EVERY
from tests.foi.replies.report import scores
from tests.foi.replies.score import Score, score
from tests.foi.replies.truth import Cell, Truth, fy

from cyberflag.core.ages import ALL_AGES
from cyberflag.core.counts import REPORTED, Interval, Online, Sex, SourceRef, Unit
from cyberflag.core.periods import fin_year
from cyberflag.foi.model import Proposal, Reading


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    folder: Path = tmp_path_factory.mktemp("replies")
    return scores(EVERY, folder)


def test_no_sure_proposal_is_wrong_or_extra(scored: dict[str, Score]) -> None:
    assert not {name: result.sure_faults for name, result in scored.items() if result.sure_faults}


def test_at_least_nine_of_ten_true_cells_are_proposed(scored: dict[str, Score]) -> None:
    true = sum(result.true for result in scored.values())
    assert true > 1000
    assert sum(result.found for result in scored.values()) >= 0.9 * true


def test_every_outcome_and_question_is_found_and_no_other(scored: dict[str, Score]) -> None:
    faults = {name: result.reply_faults for name, result in scored.items() if result.reply_faults}
    assert faults == {}


TRUE = Truth(
    cells=[
        Cell(period=fy(2015), online="online", unit="offences").number(43, "Sheet1!B2"),
        Cell(period=fy(2015), online="online", unit="offences").number(5, "Sheet1!B3"),
    ]
)
READ = Proposal(
    printed="43",
    value=Interval.exact(43),
    status=REPORTED,
    period=fin_year(2015),
    offence="all",
    age=ALL_AGES,
    sex=Sex.ALL,
    online=Online.ONLINE,
    unit=Unit.OFFENCES,
    is_total=False,
    source=SourceRef(file="a.xlsx", sha256="0" * 64, where="Sheet1!B2"),
    confidence=1.0,
    reasons=(),
)


def reading(*proposals: Proposal) -> Reading:
    return Reading(
        file="a.xlsx", sha256="0" * 64, outcomes=(), questions=(), proposals=tuple(proposals)
    )


def test_a_right_proposal_counts_once_and_a_cell_without_one_is_missed() -> None:
    result = score(TRUE, reading(READ))
    assert (result.found, result.right, len(result.missed)) == (1, 1, 1)
    assert not result.sure_faults


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (replace(READ, online=Online.ALL), "online read 'all', true 'online'"),
        (replace(READ, period=fin_year(2014)), "period_start"),
        (replace(READ, value=Interval.exact(44)), "low read 44, true 43"),
        (replace(READ, source=replace(READ.source, where="Sheet1!C9")), "extra"),
    ],
)
def test_a_sure_proposal_that_differs_is_a_fault(changed: Proposal, told: str) -> None:
    (fault,) = score(TRUE, reading(changed)).sure_faults
    assert told in fault
