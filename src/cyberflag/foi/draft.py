"""A count in the making: what a figure means, before other figures speak for or against it."""

from dataclasses import dataclass, field

from cyberflag.core.ages import AgeBand
from cyberflag.core.counts import Interval, Online, Sex, Unit
from cyberflag.core.periods import Period
from cyberflag.foi.doubts import Doubt, Reason


@dataclass(frozen=True, slots=True)
class Sense:
    """What is counted, on every dimension; None where the reply does not say."""

    period: Period | None
    offence: str | None
    age: AgeBand
    sex: Sex
    online: Online
    unit: Unit | None


@dataclass(slots=True, kw_only=True)
class Draft:
    """One figure with its sense; ``group`` is its table or list.

    ``plain_total`` says that its label is nothing but "Total". ``row`` and ``col`` place it
    in its table. A ``blank`` draft is an empty cell: it is never proposed, but stands where a
    sum may have a part that is not printed.
    """

    printed: str
    where: str
    value: Interval | None
    status: str
    sense: Sense
    group: int
    row: int = 0
    col: int = 0
    is_total: bool = False
    plain_total: bool = False
    across_total: bool = False
    blank: bool = False
    reasons: list[Reason] = field(default_factory=list)

    @property
    def is_hidden(self) -> bool:
        """Whether a mark stands here that may hide a number above zero."""
        if self.blank or (self.value is not None and self.value.is_exact):
            return False
        return self.value is None or self.value.high != 0

    @property
    def bounds(self) -> Interval:
        """The interval, with no upper end where nothing is known."""
        return self.value if self.value is not None else Interval(0, None)

    def doubt(self, doubt: Doubt, detail: str = "") -> None:
        """Add a doubt once."""
        reason = Reason(doubt, detail)
        if reason not in self.reasons:
            self.reasons.append(reason)
