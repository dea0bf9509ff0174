"""The nouns of an FOI round: what a reply proposes and what a person confirms."""

from dataclasses import dataclass
from enum import StrEnum

from cyberflag.core.ages import AgeBand
from cyberflag.core.counts import Interval, Online, Sex, SourceRef, Unit
from cyberflag.core.periods import Period


class OutcomeKind(StrEnum):
    """What a reply did with a question, numbers apart."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    REFUSED = "refused"
    NEITHER_CONFIRM_NOR_DENY = "neither confirm nor deny"
    NOT_HELD = "not held"
    FLAG_NOT_USED = "flag not used"
    FLAG_NOT_RELIABLE = "flag not reliable"
    RETRACTED = "retracted"
    ACKNOWLEDGEMENT = "acknowledgement only"
    CLARIFICATION = "asks for clarification"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One outcome: ``question`` as the reply numbers it (None = the whole reply),
    ``section`` of the Act for a refusal (``"12"``, ``"40(2)"``), and the address."""

    question: str | None
    outcome: OutcomeKind
    section: str | None
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something only a person can decide; ``where`` may name several cells."""

    where: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One count a reply seems to give.

    ``printed`` is the cell or figure as printed. ``value`` is None only where the reply does
    not define its mark. ``status`` is a status of ``counts``. ``period``, ``offence``,
    ``unit`` are None where the reply does not say. ``confidence`` runs from 0 to 1;
    ``reasons`` say why it is what it is, doubts included. ``is_total`` marks a total or
    subtotal over other proposals.
    """

    printed: str
    value: Interval | None
    status: str
    period: Period | None
    offence: str | None
    age: AgeBand
    sex: Sex
    online: Online
    unit: Unit | None
    is_total: bool
    source: SourceRef
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All a file seems to say. ``file`` and ``sha256`` as in the document it came from."""

    file: str
    sha256: str
    outcomes: tuple[Outcome, ...]
    questions: tuple[Question, ...]
    proposals: tuple[Proposal, ...]
    warnings: tuple[str, ...] = ()
