"""The nouns of an FOI round: what a reply proposes and what a person confirms."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from cyberflag.core.ages import AgeBand
from cyberflag.core.counts import Count, Interval, Online, Sex, SourceRef, Unit
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """One question of the request as sent."""

    number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One request sent to many forces: what ``round.toml`` says.

    ``folder`` holds the round, ``sha256`` is that of its ``round.toml``.
    """

    folder: Path
    sha256: str
    title: str
    periods: tuple[Period, ...]
    """The periods asked for, the round's own (latest) period first."""
    sent: date
    questions: tuple[AskedQuestion, ...]
    asked: tuple[str, ...]
    """Force codes, in the order asked."""
    notice: str
    """What a reader must know of the round as a whole, shown wherever its figures are."""
    flag: Online = Online.ONLINE
    """Which counts make the round's figures: ``online`` where it asks for flagged offences;
    ``all`` where it asks about single offence codes, with the flag or without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceAnswer:
    """What a force's replies come to once a person has confirmed them.

    ``status`` is ``reported`` or why no number is there; ``section`` of the Act if refused.
    ``caveats`` are short facts a reader needs (``flag not reliable``, ``answered late``,
    ``partial``). ``counts`` holds confirmed counts only; ``open_items`` is how many proposals
    and questions still wait for a person.
    """

    force_code: str
    period: Period
    status: str
    section: str | None
    caveats: tuple[str, ...]
    counts: tuple[Count, ...]
    open_items: int
    source: SourceRef
