"""What the reader proposes against what a reply truly says."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from benchmarks.generator.paper import Age, Means, Place
from benchmarks.generator.variants import Made
from cyberflag.core.ages import AgeBand
from cyberflag.foi.confirm import is_sure
from cyberflag.foi.model import Proposal, Reading

SAME_OFFENCE = {"88A": "grooming", "071/17": "sexual communication"}
"""A group that holds one class is that class: their titles are the same words."""


@dataclass(slots=True)
class Tally:
    """Cells of truth by what became of them; ``extra`` are proposals that are no count.

    ``right`` and ``wrong`` are by meaning; of these ``sure_right`` and ``sure_wrong`` were
    proposed as sure. ``asked`` cells were proposed, but a person is asked. ``moved`` cells
    stood at another address than the truth gives. ``silent`` misprints were accepted as sure
    without a question that names them, though a total contradicts them.
    """

    files: int = 0
    refused: int = 0
    cells: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    asked: int = 0
    moved: int = 0
    sure_right: int = 0
    sure_wrong: int = 0
    extra: int = 0
    sure_extra: int = 0
    misprints: int = 0
    silent: int = 0

    def __iadd__(self, other: "Tally") -> "Tally":
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))
        return self

    @property
    def sure(self) -> int:
        """Proposals offered as sure."""
        return self.sure_right + self.sure_wrong + self.sure_extra

    @property
    def found_share(self) -> float:
        """Cells found of true cells, 0 to 1."""
        return self.found / self.cells if self.cells else 1.0

    @property
    def sure_right_share(self) -> float:
        """Right of what was proposed as sure, 0 to 1."""
        return self.sure_right / self.sure if self.sure else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One cell that went wrong, for a developer to look at."""

    where: str
    printed: str
    true: str
    read: str
    sure: bool


def compare(made: Made, reading: Reading) -> tuple[Tally, list[Fault]]:
    """Score one file; the faults list what was missed, misread, or is no count."""
    tally = Tally(files=1, cells=len(made.written.places))
    faults: list[Fault] = []
    pairs, missed, extra = _matched(made.written.places, reading.proposals)
    tally.moved = sum(place.where != proposal.source.where for place, proposal in pairs)
    for place, proposal in pairs:
        sure = is_sure(proposal)
        tally.found += 1
        tally.asked += not sure
        if means_same(place.means, proposal):
            tally.right += 1
            tally.sure_right += sure
        else:
            tally.wrong += 1
            # A misprint is counted on its own: its print is not the reader's fault.
            tally.sure_wrong += sure and place != made.misprint
            faults.append(_fault(place, proposal))
    faults += [_fault(place, None) for place in missed]
    for proposal in extra:
        tally.extra += 1
        tally.sure_extra += is_sure(proposal)
        faults.append(_fault(None, proposal))
    if made.misprint is not None:
        tally.misprints = 1
        tally.silent = int(_is_silent(made.misprint, pairs, reading))
    return tally, faults


def _matched(
    places: Sequence[Place], proposals: Iterable[Proposal]
) -> tuple[list[tuple[Place, Proposal]], list[Place], list[Proposal]]:
    """Pairs by address and print; then, in the same part of the file, by print and meaning."""
    at: dict[tuple[str, str], list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        at[proposal.source.where, proposal.printed.strip()].append(proposal)
    pairs: list[tuple[Place, Proposal]] = []
    left: list[Place] = []
    for place in places:
        here = at.get((place.where, place.printed), [])
        same = next((p for p in here if means_same(place.means, p)), None) or next(iter(here), None)
        if same is None:
            left.append(place)
        else:
            here.remove(same)
            pairs.append((place, same))
    rest = [proposal for here in at.values() for proposal in here]
    missed: list[Place] = []
    for place in left:
        moved = next((p for p in rest if _is_moved(place, p)), None)
        if moved is None:
            missed.append(place)
        else:
            rest.remove(moved)
            pairs.append((place, moved))
    return pairs, missed, rest


def _is_moved(place: Place, proposal: Proposal) -> bool:
    part, _, _ = place.where.rpartition(": ")
    return (
        proposal.printed.strip() == place.printed
        and proposal.source.where.startswith(part)
        and means_same(place.means, proposal)
    )


def means_same(means: Means, proposal: Proposal) -> bool:
    """Whether a proposal says what is true; an undefined mark has no value to say."""
    value = proposal.value
    ends = (value.low, value.high) if value else (None, None)
    period = proposal.period
    days = (period.start, period.end) if period else None
    true_days = (means.period.start, means.period.end) if means.period else None
    return (
        ends == (means.low, means.high)
        and proposal.status == means.status
        and days == true_days
        and _offence(proposal.offence) == _offence(means.offence)
        and _age(proposal.age) == _age(means.age)
        and proposal.sex.value == means.sex
        and proposal.online.value == means.online
        and (proposal.unit.value if proposal.unit else None) == means.unit
    )


def _offence(offence: str | None) -> str | None:
    return SAME_OFFENCE.get(offence, offence) if offence else offence


def _age(age: Age | AgeBand) -> tuple[int | None, int | None, bool]:
    """Both ends; no age is below 0, so "under 10" and "0 to 9" are the same."""
    low = 0 if age.low is None and age.high is not None else age.low
    return low, age.high, age.unknown


def _is_silent(misprint: Place, pairs: Iterable[tuple[Place, Proposal]], reading: Reading) -> bool:
    accepted = any(place == misprint and is_sure(proposal) for place, proposal in pairs)
    asked = any(misprint.where in question.where for question in reading.questions)
    return accepted and not asked


def _fault(place: Place | None, proposal: Proposal | None) -> Fault:
    return Fault(
        where=place.where if place else proposal.source.where if proposal else "",
        printed=place.printed if place else proposal.printed if proposal else "",
        true=_said(place.means) if place else "no count",
        read=_read(proposal) if proposal else "nothing",
        sure=proposal is not None and is_sure(proposal),
    )


def _said(means: Means) -> str:
    days = f"{means.period.start} to {means.period.end}" if means.period else "no period"
    return (
        f"[{means.low}, {means.high}] {means.status} {days} {means.offence} "
        f"age {_age(means.age)} {means.sex} {means.online} {means.unit}"
    )


def _read(proposal: Proposal) -> str:
    value, period = proposal.value, proposal.period
    days = f"{period.start} to {period.end}" if period else "no period"
    ends = f"[{value.low}, {value.high}]" if value else "[None, None]"
    unit = proposal.unit.value if proposal.unit else None
    return (
        f"{ends} {proposal.status} {days} {proposal.offence} "
        f"age {_age(proposal.age)} {proposal.sex.value} {proposal.online.value} {unit} "
        f"({proposal.confidence:.2f}: {'; '.join(proposal.reasons)})"
    )
