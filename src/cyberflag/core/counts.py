"""Counts as closed intervals, absence by name, and the address of every figure.

A row of ``counts`` is one count as its source gave it. Zero is a number; absence has a
name; neither ever becomes the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cyberflag.core.ages import AgeBand
from cyberflag.core.errors import CyberflagError
from cyberflag.core.periods import Period


class Missing(StrEnum):
    """Why a number is not there."""

    SUPPRESSED = "suppressed"
    REFUSED = "refused"
    NOT_HELD = "not held"
    FLAG_NOT_USED = "flag not used"
    NO_ANSWER = "no answer"
    RETRACTED = "retracted"


REPORTED = "reported"
"""The status of a count whose number is there."""

STATUSES: tuple[str, ...] = (REPORTED, *Missing)
"""Every status a row of ``counts`` may carry."""

WITH_NUMBER: frozenset[str] = frozenset({REPORTED, Missing.SUPPRESSED})
"""The statuses that may carry a number; every other is an absence and has none."""


class Online(StrEnum):
    """What the count says of the online (cyber) flag."""

    ONLINE = "online"
    NOT_ONLINE = "not online"
    ALL = "all"


class Sex(StrEnum):
    """The victim's sex as the source groups it."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"
    ALL = "all"


class Unit(StrEnum):
    """What was counted, as printed by the source."""

    OFFENCES = "offences"
    VICTIMS = "victims"
    CRIMES = "crimes"


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of whole numbers: ``low <= true count <= high``.

    ``high is None`` means no upper end is known: the figure is read "at least ``low``".
    An exact figure has ``low == high``.
    """

    low: int
    high: int | None

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise CyberflagError(
                f"[{self.low}, {self.high}] is not an interval of counts",
                place="Interval",
                remedy="Give 0 <= low <= high, or None for an unknown upper end.",
            )

    @classmethod
    def exact(cls, number: int) -> "Interval":
        """The interval that holds one number."""
        return cls(number, number)

    @property
    def is_exact(self) -> bool:
        """Whether one number is left."""
        return self.low == self.high

    def __add__(self, other: "Interval") -> "Interval":
        if self.high is None or other.high is None:
            return Interval(self.low + other.low, None)
        return Interval(self.low + other.low, self.high + other.high)

    def meets(self, other: "Interval") -> bool:
        """Whether one number could satisfy both intervals."""
        below = self.high is None or other.low <= self.high
        above = other.high is None or self.low <= other.high
        return below and above

    def __str__(self) -> str:
        if self.high is None:
            return f"at least {self.low:,}"
        return f"{self.low:,}" if self.is_exact else f"{self.low:,} to {self.high:,}"


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of intervals; of none, exactly 0."""
    result = Interval.exact(0)
    for interval in intervals:
        result = result + interval
    return result


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SourceRef:
    """The address of a figure: a file, its SHA-256 and the cell.

    ``str`` gives ``file@sha256#where`` and :meth:`parse` takes it back.
    """

    file: str
    sha256: str
    where: str

    def __str__(self) -> str:
        return f"{self.file}@{self.sha256}#{self.where}"

    @classmethod
    def parse(cls, text: str) -> "SourceRef":
        """Read back what ``str`` wrote; raises :class:`CyberflagError` on anything else."""
        head, at, tail = text.rpartition("@")
        sha256, mark, where = tail.partition("#")
        # A sheet's name may itself hold "@": the hash is what follows the last "@" that has one.
        while at and not _is_sha256(sha256):
            head, at, rest = head.rpartition("@")
            tail = f"{rest}@{tail}"
            sha256, mark, where = tail.partition("#")
        if not (head and mark and where):
            raise CyberflagError(
                "not a source address",
                place=text[:120],
                remedy="Write it as file@sha256#where.",
            )
        return cls(file=head, sha256=sha256, where=where)


def _is_sha256(text: str) -> bool:
    return len(text) == 64 and all(character in "0123456789abcdef" for character in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One row of ``counts``: one count as its source gave it.

    ``offence`` is a Home Office code, a publication group, or ``"all"``. ``value`` is None
    where nothing bounds the number (refused, not held, an undefined mark); an absence never
    carries one.
    """

    force_code: str
    period: Period
    offence: str
    age: AgeBand
    sex: Sex
    online: Online
    unit: Unit
    value: Interval | None
    status: str
    source: SourceRef

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise CyberflagError(
                f"{self.status!r} is not a status",
                place=str(self.source),
                remedy=f"Use one of: {', '.join(STATUSES)}.",
            )
        if self.status == REPORTED and self.value is None:
            raise CyberflagError(
                "a reported count has no number",
                place=str(self.source),
                remedy="Give its interval, or the status that says why it is absent.",
            )
        if self.status not in WITH_NUMBER and self.value is not None:
            raise CyberflagError(
                f"a count that is {self.status} has a number",
                place=str(self.source),
                remedy="Give the number as reported, or leave it out.",
            )
