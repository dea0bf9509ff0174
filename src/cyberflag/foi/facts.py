"""What one piece of text says of the counts it governs, dimension by dimension."""

from dataclasses import dataclass, replace
from enum import StrEnum

from cyberflag.core.ages import AgeBand
from cyberflag.core.counts import Online, Sex, Unit
from cyberflag.core.periods import Period
from cyberflag.foi.doubts import Reason


class Dim(StrEnum):
    """The dimensions of a count."""

    PERIOD = "period"
    OFFENCE = "offence"
    AGE = "age"
    SEX = "sex"
    ONLINE = "online"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a label, a title or a sentence says; None where it does not speak of a dimension.

    ``part`` is a month or quarter without its year. ``periods`` are all that are
    spoken of. ``stress`` (1 to 3) says how plainly the unit is named as what is counted.
    ``names`` are dimensions named without a
    value (``Age``, ``Cyber flag``), ``several`` those given more than one; ``rest`` holds the words that were not understood.
    """

    period: Period | None = None
    periods: tuple[Period, ...] = ()
    part: tuple[str, int] | None = None
    offence: str | None = None
    age: AgeBand | None = None
    sex: Sex | None = None
    online: Online | None = None
    unit: Unit | None = None
    stress: int = 0
    total: bool = False
    grand: bool = False
    of_which: bool = False
    unknown: bool = False
    counts: bool = False
    measure: str = ""
    names: frozenset[Dim] = frozenset()
    several: frozenset[Dim] = frozenset()
    rest: str = ""
    reasons: tuple[Reason, ...] = ()

    def get(self, dim: Dim) -> object:
        """The value of one dimension, or None."""
        return getattr(self, dim.value)

    @property
    def dims(self) -> frozenset[Dim]:
        """The dimensions it gives a value of."""
        found = {dim for dim in Dim if self.get(dim) is not None}
        if self.part is not None:
            found.add(Dim.PERIOD)
        return frozenset(found)

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing of any dimension and names none."""
        return not (self.dims or self.total or self.measure or self.names or self.unknown)


NOTHING = Facts()


def with_reason(facts: Facts, *reasons: Reason) -> Facts:
    """The same facts with more doubts."""
    return replace(facts, reasons=(*facts.reasons, *reasons))
