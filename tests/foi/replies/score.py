"""Match what a reader proposes to the truth of a reply, figure by figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.foi.replies.truth import Cell, Truth

from cyberflag.foi.confirm import is_sure
from cyberflag.foi.model import Proposal, Reading

SHEET = re.compile(r".+![A-Z]{1,3}\d+")


@dataclass(slots=True, kw_only=True)
class Score:
    """How one file was read. ``true`` counts the cells that must be found, ``found`` those
    that some proposal stands for, ``right`` those with every fact right, ``asked`` the right
    ones that are not sure. The lists hold one line per fault: wrong, extra and missed, and of
    them those proposed as sure."""

    true: int = 0
    found: int = 0
    right: int = 0
    asked: int = 0
    sure: int = 0
    wrong: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    sure_faults: list[str] = field(default_factory=list)
    reply_faults: list[str] = field(default_factory=list)


def meaning_of(proposal: Proposal) -> dict[str, object]:
    """A proposal in the keys of ``read --json``."""
    value, period, age = proposal.value, proposal.period, proposal.age
    ends = ("unknown", "unknown") if age.unknown else (age.low, age.high)
    return {
        "low": value.low if value else None,
        "high": value.high if value else None,
        "status": proposal.status,
        "period_start": period.start.isoformat() if period else None,
        "period_end": period.end.isoformat() if period else None,
        "offence": proposal.offence,
        "age_low": ends[0],
        "age_high": ends[1],
        "sex": str(proposal.sex),
        "online": str(proposal.online),
        "unit": str(proposal.unit) if proposal.unit else None,
        "is_total": proposal.is_total,
    }


def faults_of(proposal: Proposal, cell: Cell) -> dict[str, tuple[object, object]]:
    """Facts that differ from the nearest defensible meaning: key -> (read, true)."""
    read = meaning_of(proposal)
    ways = cell.meanings()
    differ = [{k: (read[k], way[k]) for k in way if read[k] != way[k]} for way in ways]
    return min(differ, key=len)


def score(truth: Truth, reading: Reading) -> Score:
    """Match and count."""
    result = Score(true=sum(not cell.optional for cell in truth.cells))
    left = [p for p in reading.proposals if p.printed.strip() or p.value is not None]
    for cell, proposal in _pairs(truth.cells, left):
        _count(result, cell, proposal)
        left = [p for p in left if p is not proposal]
    for proposal in left:
        line = f"{proposal.source.where}: {proposal.printed!r} {_short(proposal)}"
        result.extra.append(line)
        if is_sure(proposal):
            result.sure_faults.append(f"extra {line}")
    result.sure = sum(is_sure(p) for p in reading.proposals)
    result.reply_faults = _reply_faults(truth, reading)
    return result


def _count(result: Score, cell: Cell, proposal: Proposal | None) -> None:
    if proposal is None:
        if not cell.optional:
            result.missed.append(f"{cell.where}: {cell.printed!r} {cell.meanings()[0]}")
        return
    result.found += not cell.optional
    sure = is_sure(proposal)
    where, faults = proposal.source.where, faults_of(proposal, cell)
    if faults:
        told = ", ".join(f"{k} read {a!r}, true {b!r}" for k, (a, b) in faults.items())
        line = f"{where}: {proposal.printed!r} {told}"
        result.wrong.append(line)
        if sure:
            result.sure_faults.append(f"wrong {line}")
        return
    result.right += not cell.optional
    if not sure and not cell.optional and cell.meanings()[0]["low"] is not None:
        result.asked += 1
        result.unsure.append(f"{where}: {proposal.printed!r} {'; '.join(proposal.reasons)}")


def _pairs(
    cells: Sequence[Cell], proposals: Sequence[Proposal]
) -> list[tuple[Cell, Proposal | None]]:
    """Each cell with its proposal: by address where it has one, then by print and meaning,
    then by print alone, the closest meaning first."""
    free = list(proposals)
    taken: dict[int, Proposal] = {}

    def take(index: int, proposal: Proposal) -> None:
        taken[index] = proposal
        free[:] = [p for p in free if p is not proposal]

    for index, cell in enumerate(cells):
        here = [p for p in free if p.source.where == cell.where]
        if cell.where and here:
            take(index, min(here, key=lambda p: len(faults_of(p, cell))))
    for most in (0, 1, 2, 4, 12):
        for index, cell in enumerate(cells):
            if index in taken or (cell.where and SHEET.fullmatch(cell.where)):
                continue
            near = [p for p in free if _same_print(p.printed, cell.printed)]
            near.sort(key=lambda p: len(faults_of(p, cell)))
            if near and len(faults_of(near[0], cell)) <= most:
                take(index, near[0])
    return [(cell, taken.get(index)) for index, cell in enumerate(cells)]


def _same_print(one: str, other: str) -> bool:
    first, second = (re.sub(r"[,\s]", "", text).casefold() for text in (one, other))
    return first == second or (second in first and not second.isdigit()) or _digits(first) == second


def _digits(text: str) -> str:
    return "".join(re.findall(r"\d+", text))


def _reply_faults(truth: Truth, reading: Reading) -> list[str]:
    faults = []
    read = [(str(o.outcome), o.section) for o in reading.outcomes]
    for kind, section in truth.outcomes:
        if not any(k == kind and (section in (None, s) or _within(section, s)) for k, s in read):
            faults.append(f"outcome missing: {kind} {section or ''}; read {read}")
    expected = {kind for kind, _ in truth.outcomes} | set(truth.allowed)
    faults += [
        f"outcome not so: {o.outcome} {o.section or ''} at {o.where}"
        for o in reading.outcomes
        if str(o.outcome) not in expected
    ]
    asked = len(reading.questions) + sum(not is_sure(p) for p in reading.proposals)
    if asked < truth.questions_at_least:
        faults.append(f"asks {asked} questions, at least {truth.questions_at_least} are open")
    return faults


def _within(section: str, read: str | None) -> bool:
    """Section 12(1) answers for 12, not the other way round for 40(2)."""
    return read is not None and (read == section or read.startswith(f"{section}("))


def _short(proposal: Proposal) -> str:
    shown = meaning_of(proposal)
    plain = {"status": "reported", "sex": "all", "online": "all", "is_total": False}
    return str({k: v for k, v in shown.items() if v is not None and plain.get(k) != v})
