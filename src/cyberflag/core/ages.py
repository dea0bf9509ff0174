"""Age bands as an algebra (whole years, both ends inclusive)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class AgeBand:
    """Whole years of age from ``low`` to ``high``, both inclusive.

    ``AgeBand(None, None)`` is all ages; one end None is open ("16 and over" is
    ``AgeBand(16, None)``); ``unknown`` stands for "age not recorded" and has no ends.
    """

    low: int | None = None
    high: int | None = None
    unknown: bool = False


ALL_AGES = AgeBand()
UNKNOWN_AGE = AgeBand(unknown=True)
