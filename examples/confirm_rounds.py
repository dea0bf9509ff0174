"""Write the example rounds' ``confirmed/`` files, as an analyst with the truth at hand would.

Run it from the checkout after ``make_rounds.py``, and again when replies are read otherwise
than before: ``python examples/confirm_rounds.py``. Each file's sure proposals are accepted
together; every other proposal is decided against ``truth.csv``, every outcome against
``outcomes.csv``. What it cannot settle it names, and ends with 1.
"""

import argparse
import csv
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cyberflag.core.ages import AgeBand
from cyberflag.core.counts import REPORTED, Interval, Missing, Online, Sex, Unit
from cyberflag.core.periods import Period
from cyberflag.foi.confirm import accept_sure, decide, is_sure, meaning_of, numbered, settle
from cyberflag.foi.decisions import (
    CONFIRMED,
    AnswerDecided,
    Choice,
    Confirmed,
    Decision,
    FileDecisions,
    Meaning,
    Signature,
    save_confirmed,
)
from cyberflag.foi.model import OutcomeKind, Proposal, Reading, Round
from cyberflag.foi.round import ReplyRead, load_round, read_replies

HERE = Path(__file__).resolve().parent
ROUNDS = ("round-2015-16", "round-2016-17", "round-real-replies")
ANALYST = "Example analyst"

STATUS_OF: Mapping[str, str] = {
    OutcomeKind.REFUSED: Missing.REFUSED,
    OutcomeKind.NEITHER_CONFIRM_NOR_DENY: Missing.REFUSED,
    OutcomeKind.FLAG_NOT_USED: Missing.FLAG_NOT_USED,
    OutcomeKind.ACKNOWLEDGEMENT: Missing.NO_ANSWER,
    OutcomeKind.CLARIFICATION: Missing.NO_ANSWER,
}
"""What an outcome without figures leaves the force's answer at."""

CAVEAT_OF: Mapping[str, str] = {
    OutcomeKind.FLAG_NOT_RELIABLE: "flag not reliable",
    OutcomeKind.PARTIAL: "partial",
    OutcomeKind.RETRACTED: "replaces figures that were withdrawn",
}
"""What an outcome beside figures adds to them."""

LATE = "answered late"
LAST_DAY = {date(2016, 4, 11): date(2016, 5, 10), date(2017, 4, 10): date(2017, 5, 10)}
"""By the day a round was sent: twenty working days on, over the bank holidays of that spring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A cell of ``truth.csv``: where it stands, what is printed, what it means."""

    where: str
    printed: str
    meaning: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A row of ``outcomes.csv``: what a file amounts to besides figures."""

    outcome: str
    section: str | None
    counts: bool


def confirm(folder: Path) -> list[str]:
    """Write a round's decisions; what stays open comes back, a line each."""
    round_ = load_round(folder)
    replies = list(read_replies(round_))
    truth = _truth(folder)
    said = _said(folder)
    shutil.rmtree(folder / CONFIRMED, ignore_errors=True)
    decided = []
    for force_code in round_.asked:
        of_force = [reply for reply in replies if reply.force_code == force_code]
        confirmed = _of_force(round_, force_code, of_force, truth, said)
        if confirmed.files or confirmed.answers:
            save_confirmed(folder, confirmed)
        decided.append(confirmed)
    settled = settle(round_, replies, decided)
    return [f"{item.file} {item.where}: {item.kind}: {item.why}" for item in settled.open_items]


def _of_force(
    round_: Round,
    force_code: str,
    replies: Iterable[ReplyRead],
    truth: Mapping[str, list[Truth]],
    said: Mapping[str, Said],
) -> Confirmed:
    files: dict[str, FileDecisions] = {}
    answers: tuple[AnswerDecided, ...] = ()
    for reply in replies:
        reading = reply.result
        assert isinstance(reading, Reading), f"{reply.file} cannot be read"
        outcome = said[reply.file]
        if not outcome.counts:
            files[reply.file] = FileDecisions(
                file=reply.file,
                sha256=reading.sha256,
                set_aside=_signed(round_, "withdrawn by the force and replaced by a later reply"),
            )
            continue
        files[reply.file] = _file(round_, reading, truth.get(reply.file, []))
        answers += tuple(_answers(round_, reply.file, outcome, truth.get(reply.file, [])))
    return Confirmed(force_code=force_code, files=files, answers=answers)


def _file(round_: Round, reading: Reading, cells: list[Truth]) -> FileDecisions:
    file = FileDecisions(file=reading.file, sha256=reading.sha256)
    if any(is_sure(proposal) for proposal in reading.proposals):
        signed = _signed(round_, "sure proposals accepted together")
        file = replace(file, sure=accept_sure(reading, signed))
    left = list(cells)
    for nth, proposal in numbered(reading.proposals):
        cell = _cell_of(proposal, left)
        if cell is not None:
            left.remove(cell)
        if is_sure(proposal) and cell is not None and meaning_of(proposal) == cell.meaning:
            continue
        file = decide(file, _decision(round_, proposal, nth, cell))
    for cell in left:
        file = decide(file, _added(round_, cell))
    for question in reading.questions:
        file = decide(file, _noted(round_, question.where))
    return file


def _cell_of(proposal: Proposal, cells: list[Truth]) -> Truth | None:
    here = [
        cell
        for cell in cells
        if (cell.where, cell.printed) == (proposal.source.where, proposal.printed.strip())
    ]
    meant = meaning_of(proposal)
    return next((cell for cell in here if cell.meaning == meant), next(iter(here), None))


def _decision(round_: Round, proposal: Proposal, nth: int, cell: Truth | None) -> Decision:
    if cell is None:
        choice, meaning, why = Choice.REJECTED, None, "not a count that was asked for"
    elif meaning_of(proposal) == cell.meaning:
        choice, meaning, why = Choice.ACCEPTED, None, "read in its context: as proposed"
    else:
        choice, meaning, why = Choice.CORRECTED, cell.meaning, _why(proposal)
    return Decision(
        where=proposal.source.where,
        printed=proposal.printed,
        nth=nth,
        choice=choice,
        meaning=meaning,
        signed=_signed(round_, why),
    )


def _why(proposal: Proposal) -> str:
    if proposal.value is None:
        return "the force says by telephone what its mark means"
    return "read in the context of the whole reply"


def _added(round_: Round, cell: Truth) -> Decision:
    return Decision(
        where=cell.where,
        printed=cell.printed,
        nth=1,
        choice=Choice.ADDED,
        meaning=cell.meaning,
        signed=_signed(round_, "printed there and not proposed"),
    )


def _noted(round_: Round, where: str) -> Decision:
    signed = _signed(round_, "read; the figures stand as decided")
    return Decision(
        where=where, printed="", nth=1, choice=Choice.NOTED, meaning=None, signed=signed
    )


def _answers(round_: Round, file: str, said: Said, cells: list[Truth]) -> Iterator[AnswerDecided]:
    """What the file makes of the force's answer, where the figures alone do not say it."""
    caveats = [CAVEAT_OF[said.outcome]] if said.outcome in CAVEAT_OF else []
    if _received(file) > LAST_DAY.get(round_.sent, date.max):
        caveats.append(LATE)
    for period in round_.periods:
        has_figures = any(period.contains(cell.meaning.period) for cell in cells)
        status = REPORTED if has_figures else STATUS_OF.get(said.outcome)
        # An outcome that speaks of the years without figures says nothing of the others.
        partly = said.outcome in STATUS_OF and has_figures
        if status is None or (status == REPORTED and not caveats) or partly:
            continue
        yield AnswerDecided(
            period=period,
            status=status,
            section=said.section,
            caveats=tuple(caveats),
            file=file,
            signed=_signed(round_, f"the reply says: {said.outcome or LATE}"),
        )


def _received(file: str) -> date:
    dated = re.match(r"\d{4}-\d\d-\d\d", Path(file).name)
    return date.fromisoformat(dated[0]) if dated else date.min


def _signed(round_: Round, why: str) -> Signature:
    at = datetime(round_.sent.year, 6, 10, 9, 30, tzinfo=UTC)
    return Signature(by=ANALYST, at=at, why=why)


def _truth(folder: Path) -> dict[str, list[Truth]]:
    cells: dict[str, list[Truth]] = {}
    for row in _rows(folder / "truth.csv"):
        file = f"replies/{row['force_code']}/{row['file']}"
        cells.setdefault(file, []).append(
            Truth(where=row["where"], printed=row["printed"], meaning=_meaning(row))
        )
    return cells


def _meaning(row: Mapping[str, str]) -> Meaning:
    value = None
    if row["low"]:
        value = Interval(int(row["low"]), int(row["high"]) if row["high"] else None)
    return Meaning(
        value=value,
        status=row["status"],
        period=Period(
            date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
        ),
        offence=row["offence"],
        age=_age(row["age_low"], row["age_high"]),
        sex=Sex(row["sex"]),
        online=Online(row["online"]),
        unit=Unit(row["unit"]),
    )


def _age(low: str, high: str) -> AgeBand:
    if low == "unknown":
        return AgeBand(unknown=True)
    return AgeBand(int(low) if low else None, int(high) if high else None)


def _said(folder: Path) -> dict[str, Said]:
    return {
        f"replies/{row['force_code']}/{row['file']}": Said(
            outcome=row["outcome"], section=row["section"] or None, counts=row["counts"] == "yes"
        )
        for row in _rows(folder / "outcomes.csv")
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> int:
    """Confirm the rounds; 1 if something stays open."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--in", dest="folder", type=Path, default=HERE)
    folder = parser.parse_args().folder
    open_items = [line for name in ROUNDS for line in confirm(folder / name)]
    for line in open_items:
        print(line)
    print(f"{len(open_items)} open")
    return 1 if open_items else 0


if __name__ == "__main__":
    sys.exit(main())
