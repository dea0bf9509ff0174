"""The figures of a round as nouns: what is counted, over which forces, from which counts."""

from dataclasses import dataclass
from decimal import Decimal

from cyberflag.core.ages import AgeBand
from cyberflag.core.counts import Count, Interval
from cyberflag.core.offences import ALL_OFFENCES
from cyberflag.core.periods import Period
from cyberflag.harmonise.reasons import UnusedCount


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: its interval, and the confirmed counts that were added up in it.

    ``forces`` are the codes of the forces that gave a number for it, in the order asked.
    ``value.high`` is None where a part has no known upper end: read "at least ``low``".
    """

    value: Interval
    parts: tuple[Count, ...]
    forces: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A rate, a share or a change as a closed interval of decimals, unrounded.

    ``high`` is None where no upper end is known.
    """

    low: Decimal
    high: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OffenceFigure:
    """The offences of one publication group, over the forces that broke theirs down by offence."""

    group: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeFigure:
    """The victims of one age band, over the forces whose own bands fit it exactly."""

    age: AgeBand
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Youngest:
    """The youngest age at which a single year of age has a count of at least one.

    Ages given only in bands are not looked into: ``age`` is None where no force gave
    single years with a count.
    """

    age: int | None
    forces: tuple[str, ...]
    """The forces that recorded a victim of that age."""
    parts: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceFigure:
    """One force's answer: its status, and its total where it gave one.

    ``status`` is a status of ``counts``; ``section`` of the Act if refused; ``caveats`` as
    confirmed ("flag not reliable", "answered late"). ``open_items`` still wait for a person.
    """

    force_code: str
    status: str
    section: str | None
    caveats: tuple[str, ...]
    total: Figure | None
    open_items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How widely forces vary: over the exact force totals and the ends of the others.

    ``hundreds`` is how many forces recorded at least 100 for certain, ``under_ten`` fewer
    than 10 for certain. Smallest, median and largest go by each total's low end.
    """

    forces: int
    smallest: ForceFigure
    largest: ForceFigure
    median: Decimal
    hundreds: int
    under_ten: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Who answered: forces asked, forces that answered, and the forces of each status.

    A force answered if it gave a number, or said that it holds none or does not use the flag.
    A refusal is no answer.
    """

    asked: int
    answered: int
    without: tuple[tuple[str, tuple[str, ...]], ...]
    """(status, force codes) for every status but ``reported``, empty ones left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From one period to the next on the forces that gave both, as given in one round.

    ``percent`` is None where the earlier figure may be zero. ``only_earlier`` and
    ``only_later`` are the forces left out because they gave one of the two.
    """

    earlier_period: Period
    later_period: Period
    earlier: Figure
    later: Figure
    percent: Bounds | None
    only_earlier: tuple[str, ...]
    only_later: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One force's total for one period as an earlier round gave it and as this one does.

    ``before`` or ``after`` is None where that round has no number.
    """

    force_code: str
    before: Figure | None
    after: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions:
    """One period as two rounds give it: the totals, and the forces that differ."""

    period: Period
    before_title: str
    before: Figure
    after: Figure
    forces: tuple[Revision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Nothing is lost: files in = read + refused; proposals + added = counts + rejected + open.

    ``files_refused`` names each refused file with its reason in one line. ``counts`` are the
    confirmed counts, ``added`` those of them that a person gave and no file proposed,
    ``rejected`` the proposals a person said are none, ``open_items`` what still waits for a
    person (proposals, questions and outcomes).
    """

    files: int
    files_read: int
    files_refused: tuple[tuple[str, str], ...]
    proposals: int
    counts: int
    rejected: int
    open_proposals: int
    open_items: int
    added: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A force that reported and has no part in one figure (``total``, ``rape``, ``age 13``,
    ``under 10``), and why."""

    figure: str
    force_code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A force's number that its own reply contradicts, and how."""

    figure: str
    force_code: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFigures:
    """All figures of one period of a round."""

    period: Period
    total: Figure
    per_day: Bounds
    offences: tuple[OffenceFigure, ...]
    """One per publication group that any force gave, in the groups' own order."""
    ages: tuple[AgeFigure, ...]
    """Single years of age 0 to 17 that any force gave, in order."""
    commonest_age: AgeFigure | None
    """The single year of age with the most victims for certain; None where none is certain."""
    under_10: AgeFigure | None
    ten_and_under: AgeFigure | None
    youngest: Youngest
    forces: tuple[ForceFigure, ...]
    """Every force asked, in the order asked."""
    spread: Spread | None
    coverage: Coverage
    offence: str = ALL_OFFENCES
    """What is counted: all flagged offences, or the one code that a round asks about."""
    left_out: tuple[LeftOut, ...] = ()
    """Every force that reported and has no part in a figure, with the reason."""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFigures:
    """What a round comes to. ``periods`` holds the round's own period first.

    A round on single offence codes has one entry in ``periods`` for each code and period
    that was answered: different codes are never added up.
    """

    title: str
    notice: str
    periods: tuple[PeriodFigures, ...]
    change: Change | None
    """From the second of the round's periods to its own, on the same forces."""
    revisions: Revisions | None
    """Against an earlier round, where one was given."""
    account: Account
    counts: tuple[Count, ...]
    """Every confirmed count of the round, as it stands in the table ``counts``."""
    unused: tuple[UnusedCount, ...] = ()
    """The counts that no figure adds up, each with its reason."""
