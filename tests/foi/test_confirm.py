"""What is settled and what waits: only a person's word makes a count."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cyberflag.core.ages import AgeBand
from cyberflag.core.counts import REPORTED, Interval, Missing, Online, Sex, SourceRef, Unit
from cyberflag.core.errors import CyberflagError
from cyberflag.core.periods import fin_year
from cyberflag.foi.confirm import Settled, Waiting, accept_sure, decide, settle
from cyberflag.foi.decisions import (
    AnswerDecided,
    Choice,
    Confirmed,
    Decision,
    FileDecisions,
    Meaning,
    Signature,
    load_confirmed,
    save_confirmed,
)
from cyberflag.foi.model import Outcome, OutcomeKind, Proposal, Question, Reading, Round
from cyberflag.foi.round import ReplyRead

FORCE = "E23000021"
FILE = f"replies/{FORCE}/reply.xlsx"
SIGNED = Signature(by="Analyst", at=datetime(2016, 6, 1, 9, tzinfo=UTC), why="as printed")
MEANING = Meaning(
    value=Interval.exact(7),
    status=REPORTED,
    period=fin_year(2015),
    offence="all",
    age=AgeBand(13, 13),
    sex=Sex.ALL,
    online=Online.ONLINE,
    unit=Unit.OFFENCES,
)


def a_round(tmp_path: Path) -> Round:
    return Round(
        folder=tmp_path,
        sha256="b" * 64,
        title="A round",
        periods=(fin_year(2015),),
        sent=date(2016, 4, 11),
        questions=(),
        asked=(FORCE, "E23000001"),
        notice="",
    )


def a_proposal(where: str, number: int, *, confidence: float = 1.0) -> Proposal:
    return Proposal(
        printed=str(number),
        value=Interval.exact(number),
        status=REPORTED,
        period=fin_year(2015),
        offence="all",
        age=AgeBand(13, 13),
        sex=Sex.ALL,
        online=Online.ONLINE,
        unit=Unit.OFFENCES,
        is_total=False,
        source=SourceRef(file=FILE, sha256="a" * 64, where=where),
        confidence=confidence,
        reasons=() if confidence == 1 else ("the heading is not understood",),
    )


def a_reading(
    *proposals: Proposal,
    questions: tuple[Question, ...] = (),
    outcomes: tuple[Outcome, ...] = (),
    sha256: str = "a" * 64,
) -> Reading:
    return Reading(
        file=FILE, sha256=sha256, outcomes=outcomes, questions=questions, proposals=proposals
    )


def outcome_of(
    tmp_path: Path,
    reading: Reading,
    *files: FileDecisions,
    answers: tuple[AnswerDecided, ...] = (),
) -> Settled:
    confirmed = Confirmed(
        force_code=FORCE, files={file.file: file for file in files}, answers=answers
    )
    replies = [ReplyRead(force_code=FORCE, file=FILE, result=reading)]
    return settle(a_round(tmp_path), replies, [confirmed])


def a_file(sha256: str = "a" * 64) -> FileDecisions:
    return FileDecisions(file=FILE, sha256=sha256)


def a_decision(where: str, printed: str, choice: Choice, *, nth: int = 1) -> Decision:
    return Decision(
        where=where,
        printed=printed,
        nth=nth,
        choice=choice,
        meaning=MEANING if choice.has_meaning else None,
        signed=SIGNED,
    )


def test_nothing_counts_before_a_person_has_spoken(tmp_path: Path) -> None:
    settled = outcome_of(tmp_path, a_reading(a_proposal("S!B2", 3), a_proposal("S!B3", 4)))
    assert settled.answers[0].counts == ()
    assert settled.answers[0].status == Missing.NO_ANSWER
    assert [item.kind for item in settled.open_items] == [Waiting.SURE]


def test_sure_proposals_count_once_accepted_together(tmp_path: Path) -> None:
    reading = a_reading(a_proposal("S!B2", 3), a_proposal("S!B3", 4))
    file = replace(a_file(), sure=accept_sure(reading, SIGNED))
    settled = outcome_of(tmp_path, reading, file)
    assert [count.value for count in settled.answers[0].counts] == [
        Interval.exact(3),
        Interval.exact(4),
    ]
    assert settled.open_items == ()
    assert settled.answers[0].status == REPORTED


def test_a_changed_file_is_open_again(tmp_path: Path) -> None:
    reading = a_reading(a_proposal("S!B2", 3))
    file = replace(a_file(), sure=accept_sure(reading, SIGNED))
    settled = outcome_of(tmp_path, replace(reading, sha256="c" * 64), file)
    assert settled.answers[0].counts == ()
    assert [item.kind for item in settled.open_items] == [Waiting.CHANGED, Waiting.SURE]


def test_a_file_read_otherwise_than_when_accepted_is_open_again(tmp_path: Path) -> None:
    file = replace(a_file(), sure=accept_sure(a_reading(a_proposal("S!B2", 3)), SIGNED))
    settled = outcome_of(tmp_path, a_reading(a_proposal("S!B2", 8)), file)
    assert settled.answers[0].counts == ()
    assert "otherwise" in settled.open_items[0].why


def test_each_unsure_proposal_waits_until_it_is_decided(tmp_path: Path) -> None:
    reading = a_reading(
        a_proposal("S!B2", 3, confidence=0.2),
        a_proposal("S!B3", 4, confidence=0.2),
        a_proposal("S!B4", 5, confidence=0.2),
        a_proposal("S!B5", 6, confidence=0.2),
    )
    file = a_file()
    for where, printed, choice in (
        ("S!B2", "3", Choice.ACCEPTED),
        ("S!B3", "4", Choice.CORRECTED),
        ("S!B4", "5", Choice.REJECTED),
    ):
        file = decide(file, a_decision(where, printed, choice))
    settled = outcome_of(tmp_path, reading, file)
    assert [c.value for c in settled.answers[0].counts] == [Interval.exact(3), Interval.exact(7)]
    assert [item.where for item in settled.open_items] == ["S!B5"]
    assert settled.rejected == 1


def test_a_person_may_overrule_a_sure_proposal(tmp_path: Path) -> None:
    reading = a_reading(a_proposal("S!B2", 3))
    file = decide(
        replace(a_file(), sure=accept_sure(reading, SIGNED)),
        a_decision("S!B2", "3", Choice.REJECTED),
    )
    assert outcome_of(tmp_path, reading, file).answers[0].counts == ()


def test_a_person_may_add_a_figure_that_was_not_proposed(tmp_path: Path) -> None:
    file = decide(a_file(), a_decision("S!C9", "7", Choice.ADDED))
    (count,) = outcome_of(tmp_path, a_reading(), file).answers[0].counts
    assert (count.value, str(count.source)) == (Interval.exact(7), f"{FILE}@{'a' * 64}#S!C9")


def test_an_added_figure_counts_once_when_it_is_proposed_after_all(tmp_path: Path) -> None:
    file = decide(a_file(), a_decision("S!C9", "7", Choice.ADDED))
    reading = a_reading(a_proposal("S!C9", 7, confidence=0.2))
    settled = outcome_of(tmp_path, reading, file)
    assert len(settled.answers[0].counts) == 1
    assert settled.open_items == ()


def test_a_later_decision_replaces_an_earlier_one() -> None:
    file = decide(a_file(), a_decision("S!B2", "3", Choice.REJECTED))
    file = decide(file, a_decision("S!B2", "3", Choice.ACCEPTED))
    assert [d.choice for d in file.decisions] == [Choice.ACCEPTED]


def test_figures_printed_alike_in_one_line_are_told_apart(tmp_path: Path) -> None:
    reading = a_reading(
        a_proposal("line 4", 3, confidence=0.2), a_proposal("line 4", 3, confidence=0.2)
    )
    file = decide(a_file(), a_decision("line 4", "3", Choice.ACCEPTED, nth=2))
    settled = outcome_of(tmp_path, reading, file)
    assert [item.nth for item in settled.open_items] == [1]


def test_what_a_reply_leaves_unsaid_cannot_be_accepted(tmp_path: Path) -> None:
    unsaid = replace(a_proposal("S!B2", 3, confidence=0.2), period=None)
    file = decide(a_file(), a_decision("S!B2", "3", Choice.ACCEPTED))
    with pytest.raises(CyberflagError, match="Decide it again"):
        outcome_of(tmp_path, a_reading(unsaid), file)


def test_an_undefined_mark_is_never_sure(tmp_path: Path) -> None:
    undefined = replace(a_proposal("S!B2", 3), value=None, unit=None)
    settled = outcome_of(tmp_path, a_reading(undefined))
    assert [item.kind for item in settled.open_items] == [Waiting.PROPOSAL]


def test_a_question_is_settled_at_its_own_address_or_at_a_cell_it_names(tmp_path: Path) -> None:
    questions = (
        Question(where="S!B2 and S!B9", why="the parts do not add up to the total"),
        Question(where="line 2", why="what does * mean?"),
        Question(where="S!B22", why="a reference number?"),
    )
    reading = a_reading(a_proposal("S!B2", 3, confidence=0.2), questions=questions)
    file = decide(a_file(), a_decision("S!B2", "3", Choice.ACCEPTED))
    file = decide(file, a_decision("line 2", "", Choice.NOTED))
    settled = outcome_of(tmp_path, reading, file)
    assert [item.where for item in settled.open_items] == ["S!B22"]


def test_a_file_set_aside_counts_for_nothing_and_asks_nothing(tmp_path: Path) -> None:
    reading = a_reading(
        a_proposal("S!B2", 3), questions=(Question(where="S!B2", why="a contradiction"),)
    )
    settled = outcome_of(tmp_path, reading, replace(a_file(), set_aside=SIGNED))
    assert (settled.open_items, settled.rejected) == ((), 1)


def test_an_outcome_waits_for_a_person_and_then_names_the_answer(tmp_path: Path) -> None:
    refusal = Outcome(question=None, outcome=OutcomeKind.REFUSED, section="12", where="line 3")
    reading = a_reading(outcomes=(refusal,))
    waiting = outcome_of(tmp_path, reading)
    assert waiting.open_items[0].why == "the reply seems to say: refused under section 12"
    answer = AnswerDecided(
        period=fin_year(2015),
        status=Missing.REFUSED,
        section="12",
        caveats=(),
        file=FILE,
        signed=SIGNED,
    )
    settled = outcome_of(tmp_path, reading, a_file(), answers=(answer,))
    assert (settled.answers[0].status, settled.answers[0].section) == ("refused", "12")
    assert settled.open_items == ()
    changed = outcome_of(tmp_path, replace(reading, sha256="c" * 64), a_file(), answers=(answer,))
    assert changed.answers[0].status == Missing.NO_ANSWER


def test_a_force_without_a_file_gave_no_answer(tmp_path: Path) -> None:
    answer = outcome_of(tmp_path, a_reading()).answers[1]
    assert (answer.force_code, answer.status) == ("E23000001", Missing.NO_ANSWER)
    assert answer.source.where == "asked E23000001"


def test_counts_of_another_period_have_an_answer_of_their_own(tmp_path: Path) -> None:
    earlier = replace(a_proposal("S!B2", 3), period=fin_year(2014))
    reading = a_reading(earlier)
    file = replace(a_file(), sure=accept_sure(reading, SIGNED))
    answers = [a for a in outcome_of(tmp_path, reading, file).answers if a.force_code == FORCE]
    assert [(a.period, a.status, len(a.counts)) for a in answers] == [
        (fin_year(2015), Missing.NO_ANSWER, 0),
        (fin_year(2014), REPORTED, 1),
    ]


def test_decisions_survive_the_file_they_are_written_to(tmp_path: Path) -> None:
    reading = a_reading(a_proposal("S!B2", 3), a_proposal("S!B3", 4, confidence=0.1))
    file = replace(a_file(), sure=accept_sure(reading, SIGNED))
    file = decide(file, a_decision("S!B3", "4", Choice.CORRECTED, nth=2))
    open_ended = replace(MEANING, value=Interval(3, None), age=AgeBand(unknown=True))
    file = decide(file, replace(a_decision("S!B4", "*", Choice.CORRECTED), meaning=open_ended))
    file = decide(file, a_decision("S!C9", "7", Choice.ADDED))
    unbounded = replace(MEANING, value=None, status=Missing.SUPPRESSED, age=AgeBand())
    file = decide(file, replace(a_decision("S!B5", "*", Choice.CORRECTED), meaning=unbounded))
    aside = replace(a_file(), file="replies/other.eml", set_aside=SIGNED)
    answer = AnswerDecided(
        period=fin_year(2015),
        status=REPORTED,
        section=None,
        caveats=("flag not reliable",),
        file=FILE,
        signed=SIGNED,
    )
    refused = replace(answer, status="refused", section="12", caveats=())
    confirmed = Confirmed(
        force_code=FORCE,
        files={file.file: file, aside.file: aside},
        answers=(answer, refused),
    )
    save_confirmed(tmp_path, confirmed)
    assert load_confirmed(tmp_path, FORCE) == confirmed


@pytest.mark.parametrize(
    "text",
    [
        "files = [{}]",
        "[[files]",
        "[[answers]]\nperiod='x'",
        "[[files]]\nfile='a'\nsha256='b'\n[[files.decisions]]\ndecision='corrected'\nwhere='c'",
        "[[files]]\nfile='a'\nsha256='b'\n[files.set_aside]\nby='c'\nwhy='d'\nat=2016-01-01T00:00:00",
    ],
)
def test_decisions_that_cannot_be_read_name_their_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "confirmed").mkdir()
    (tmp_path / "confirmed" / f"{FORCE}.toml").write_text(text)
    with pytest.raises(CyberflagError, match=f"{FORCE}.toml"):
        load_confirmed(tmp_path, FORCE)
