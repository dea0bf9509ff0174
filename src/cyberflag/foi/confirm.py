"""From proposals to confirmed counts: what is settled, what still waits for a person.

Decided purely: these functions take readings and decisions and return facts. Only a
person's decision, or a person's acceptance of a file's sure proposals, makes a count.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cyberflag.core.counts import REPORTED, Count, Missing, SourceRef
from cyberflag.core.errors import CyberflagError
from cyberflag.core.periods import Period
from cyberflag.foi.decisions import (
    AnswerDecided,
    Choice,
    Confirmed,
    Decision,
    FileDecisions,
    Meaning,
    Signature,
    SureAccepted,
)
from cyberflag.foi.doubts import SURE
from cyberflag.foi.model import (
    ForceAnswer,
    Outcome,
    OutcomeKind,
    Proposal,
    Question,
    Reading,
    Round,
)
from cyberflag.foi.round import ROUND_FILE, ReplyRead

NEEDS_NO_DECISION = frozenset({OutcomeKind.ANSWERED, OutcomeKind.ACKNOWLEDGEMENT})
"""Outcomes that follow from the files alone: figures given, or none sent yet."""


class Waiting(StrEnum):
    """What kind of thing waits for a person."""

    SURE = "sure proposals"
    PROPOSAL = "proposal"
    QUESTION = "question"
    OUTCOME = "outcome"
    CHANGED = "changed file"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """One thing only a person can settle, and where it stands."""

    force_code: str
    file: str
    kind: Waiting
    where: str
    why: str
    proposal: Proposal | None = None
    nth: int = 1
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a round comes to: one answer per force and period, and all that is open."""

    answers: tuple[ForceAnswer, ...]
    open_items: tuple[OpenItem, ...]
    proposals: int
    rejected: int
    counted: int = 0
    """How many proposals became counts."""
    added: int = 0
    """How many counts a person added that were not proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _FileSettled:
    counts: tuple[Count, ...] = ()
    open_items: tuple[OpenItem, ...] = ()
    rejected: int = 0
    counted: int = 0
    added: int = 0


def is_sure(proposal: Proposal) -> bool:
    """Whether a proposal may be accepted without being looked at one by one."""
    return proposal.confidence >= SURE and meaning_of(proposal) is not None


def meaning_of(proposal: Proposal) -> Meaning | None:
    """The proposal's full reading, or None where the reply leaves a part unsaid."""
    if proposal.period is None or proposal.offence is None or proposal.unit is None:
        return None
    if proposal.value is None and proposal.status == REPORTED:
        return None
    return Meaning(
        value=proposal.value,
        status=proposal.status,
        period=proposal.period,
        offence=proposal.offence,
        age=proposal.age,
        sex=proposal.sex,
        online=proposal.online,
        unit=proposal.unit,
    )


def numbered(proposals: Iterable[Proposal]) -> list[tuple[int, Proposal]]:
    """Each proposal with its number among those printed alike at one address, from 1."""
    seen: Counter[tuple[str, str]] = Counter()
    result = []
    for proposal in proposals:
        key = (proposal.source.where, proposal.printed)
        seen[key] += 1
        result.append((seen[key], proposal))
    return result


def accept_sure(reading: Reading, signed: Signature) -> SureAccepted:
    """A person's acceptance of all sure proposals of a reading."""
    sure = [p for p in reading.proposals if is_sure(p)]
    return SureAccepted(proposals=len(sure), digest=digest_of(sure), signed=signed)


def digest_of(proposals: Iterable[Proposal]) -> str:
    """A digest of what proposals say and where, whatever their order."""
    lines = sorted(
        "|".join(map(str, (p.source.where, p.printed, *_values(meaning_of(p))))) for p in proposals
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _values(meaning: Meaning | None) -> tuple[object, ...]:
    if meaning is None:
        return ()
    value = meaning.value
    ends = (None, None) if value is None else (value.low, value.high)
    age = meaning.age
    return (
        *ends,
        meaning.status,
        meaning.period.start,
        meaning.period.end,
        meaning.offence,
        (age.low, age.high, age.unknown),
        meaning.sex,
        meaning.online,
        meaning.unit,
    )


def decide(decided: FileDecisions, decision: Decision) -> FileDecisions:
    """The file's decisions with one more; a later decision on the same figure replaces it."""
    key = (decision.where, decision.printed, decision.nth)
    kept = tuple(d for d in decided.decisions if (d.where, d.printed, d.nth) != key)
    return replace(decided, decisions=(*kept, decision))


def settle(round_: Round, replies: Sequence[ReplyRead], confirmed: Iterable[Confirmed]) -> Settled:
    """What the replies come to with what was decided, for every force asked."""
    decided = {one.force_code: one for one in confirmed}
    answers: list[ForceAnswer] = []
    waiting: list[OpenItem] = []
    proposals = rejected = counted = added = 0
    for force_code in round_.asked:
        readings = [
            reply.result
            for reply in replies
            if reply.force_code == force_code and isinstance(reply.result, Reading)
        ]
        of_force = decided.get(force_code, Confirmed(force_code=force_code))
        files = [_settle_file(force_code, reading, of_force) for reading in readings]
        open_items = [item for file in files for item in file.open_items]
        waiting.extend(open_items)
        proposals += sum(len(reading.proposals) for reading in readings)
        rejected += sum(file.rejected for file in files)
        counted += sum(file.counted for file in files)
        added += sum(file.added for file in files)
        counts = tuple(count for file in files for count in file.counts)
        answers.extend(_answers(round_, of_force, readings, counts, len(open_items)))
    return Settled(
        answers=tuple(answers),
        open_items=tuple(waiting),
        proposals=proposals,
        rejected=rejected,
        counted=counted,
        added=added,
    )


def _settle_file(force_code: str, reading: Reading, confirmed: Confirmed) -> _FileSettled:
    decided = confirmed.files.get(reading.file)
    changed = decided is not None and decided.sha256 != reading.sha256
    if decided is None or changed:
        decided = FileDecisions(file=reading.file, sha256=reading.sha256)
    if decided.set_aside is not None:
        return _FileSettled(rejected=len(reading.proposals))

    def waits(kind: Waiting, where: str, why: str, **of_item: object) -> OpenItem:
        item = OpenItem(force_code=force_code, file=reading.file, kind=kind, where=where, why=why)
        return replace(item, **of_item)  # type: ignore[arg-type]  # fields of OpenItem only

    counts: list[Count] = []
    open_items: list[OpenItem] = []
    if changed:
        why = "the file is not the one that was confirmed; all its figures are open again"
        open_items.append(waits(Waiting.CHANGED, "file", why))

    decisions = {(d.where, d.printed, d.nth): d for d in decided.decisions}
    sure = [p for p in reading.proposals if is_sure(p)]
    sure_holds = decided.sure is not None and decided.sure.digest == digest_of(sure)
    if sure and not sure_holds:
        why = (
            f"{len(sure)} sure proposals wait to be accepted"
            if decided.sure is None
            else "the file is now read otherwise than when its sure proposals were accepted"
        )
        open_items.append(waits(Waiting.SURE, "file", why))
    rejected = replaced = 0
    for nth, proposal in numbered(reading.proposals):
        where = proposal.source.where
        decision = decisions.get((where, proposal.printed, nth))
        if decision is not None and decision.choice is Choice.ADDED:
            # Added when it was not proposed, and now it is: the person's reading stands.
            replaced += 1
            continue
        if decision is not None:
            meaning = _decided_meaning(decision, proposal)
            rejected += meaning is None
        elif is_sure(proposal):
            meaning = meaning_of(proposal) if sure_holds else None
        else:
            meaning = None
            why = "; ".join(proposal.reasons) or "not sure"
            open_items.append(waits(Waiting.PROPOSAL, where, why, proposal=proposal, nth=nth))
        if meaning is not None:
            counts.append(_count(force_code, meaning, proposal.source))
    proposed = len(counts)
    for added in decided.decisions:
        if added.choice is Choice.ADDED and added.meaning is not None:
            source = SourceRef(file=reading.file, sha256=reading.sha256, where=added.where)
            counts.append(_count(force_code, added.meaning, source))
    open_items.extend(
        waits(Waiting.QUESTION, question.where, question.why)
        for question in reading.questions
        if not _is_settled(question, decided)
    )
    has_answer = any(answer.file == reading.file for answer in confirmed.answers)
    if changed or not has_answer:
        open_items.extend(
            waits(Waiting.OUTCOME, outcome.where, _outcome_text(outcome), outcome=outcome)
            for outcome in reading.outcomes
            if outcome.outcome not in NEEDS_NO_DECISION
        )
    return _FileSettled(
        counts=tuple(counts),
        open_items=tuple(open_items),
        rejected=rejected,
        counted=proposed + replaced,
        added=len(counts) - proposed - replaced,
    )


def _decided_meaning(decision: Decision, proposal: Proposal) -> Meaning | None:
    if decision.choice is Choice.CORRECTED:
        return decision.meaning
    if decision.choice is not Choice.ACCEPTED:
        return None
    meaning = meaning_of(proposal)
    if meaning is None:
        raise CyberflagError(
            "the figure was accepted, but the reply leaves its period, offence or unit unsaid",
            place=f"{proposal.source.file}, {decision.where}",
            remedy="Decide it again as a correction that says all of them.",
        )
    return meaning


def _is_settled(question: Question, decided: FileDecisions) -> bool:
    """Settled by a decision at its own address, or at any cell that it names."""
    return any(
        re.search(rf"(?<![\w!]){re.escape(decision.where)}(?!\w)", question.where)
        for decision in decided.decisions
    )


def _outcome_text(outcome: Outcome) -> str:
    of = f" (question {outcome.question})" if outcome.question else ""
    section = f" under section {outcome.section}" if outcome.section else ""
    return f"the reply seems to say: {outcome.outcome}{section}{of}"


def _count(force_code: str, meaning: Meaning, source: SourceRef) -> Count:
    return Count(
        force_code=force_code,
        period=meaning.period,
        offence=meaning.offence,
        age=meaning.age,
        sex=meaning.sex,
        online=meaning.online,
        unit=meaning.unit,
        value=meaning.value,
        status=meaning.status,
        source=source,
    )


def _answers(
    round_: Round,
    confirmed: Confirmed,
    readings: Sequence[Reading],
    counts: tuple[Count, ...],
    open_items: int,
) -> Iterable[ForceAnswer]:
    """One answer for each period asked, and one for each further period with counts."""
    hashes = {reading.file: reading.sha256 for reading in readings}
    further = {c.period for c in counts if not any(p.contains(c.period) for p in round_.periods)}
    for period in (*round_.periods, *sorted(further)):
        within = tuple(count for count in counts if period.contains(count.period))
        said = next((a for a in confirmed.answers if a.period == period), None)
        if said is not None and not _still_stands(said, confirmed, hashes):
            said = None
        yield ForceAnswer(
            force_code=confirmed.force_code,
            period=period,
            status=said.status if said else (REPORTED if within else Missing.NO_ANSWER),
            section=said.section if said else None,
            caveats=said.caveats if said else (),
            counts=within if said is None or said.status == REPORTED else (),
            open_items=open_items,
            source=_answer_source(round_, confirmed.force_code, period, said, within, hashes),
        )


def _still_stands(answer: AnswerDecided, confirmed: Confirmed, hashes: dict[str, str]) -> bool:
    """Whether the file the answer was read from is still the one that was confirmed."""
    if answer.file == ROUND_FILE:
        return True
    decided = confirmed.files.get(answer.file)
    return decided is not None and hashes.get(answer.file) == decided.sha256


def _answer_source(
    round_: Round,
    force_code: str,
    period: Period,
    said: AnswerDecided | None,
    counts: tuple[Count, ...],
    hashes: dict[str, str],
) -> SourceRef:
    if counts:
        return counts[0].source
    file = said.file if said else next(iter(hashes), ROUND_FILE)
    sha256 = hashes.get(file)
    if sha256 is None:
        return SourceRef(file=ROUND_FILE, sha256=round_.sha256, where=f"asked {force_code}")
    return SourceRef(file=file, sha256=sha256, where=f"answer for {period.label}")
