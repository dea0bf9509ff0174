"""Which counts of a force make up one cell: never a total with its parts, nothing twice.

A cell is the printed number where there is one; else the narrowest sum of parts that make
it up exactly, along one dimension, each part again printed or made up of parts. Where the
parts shown leave a gap, the gap is bounded by the printed whole that they are parts of, or
the sum says "at least".
"""

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cyberflag.core.counts import Count, Interval, Online, Unit, total
from cyberflag.harmonise.dimensions import (
    AGE,
    DIMENSIONS,
    PERIOD,
    Dimension,
    Span,
    cell_of,
    is_inside,
)
from cyberflag.harmonise.model import Cell, Choice, Term
from cyberflag.harmonise.reasons import why_none

NOTHING_KNOWN = Interval(0, None)
"""What an undefined mark and an absent number come to: any number at all."""

OFFENCE_UNITS = (Unit.OFFENCES, Unit.CRIMES)
"""What adds up to a number of offences. Victims do not: one offence may have several."""

ANY_UNIT = (Unit.OFFENCES, Unit.CRIMES, Unit.VICTIMS)
"""What adds up to victims by age: offences are counted by their victim's age too."""


@dataclass(frozen=True, slots=True)
class _Sum:
    terms: tuple[Term, ...]

    @property
    def value(self) -> Interval:
        return total(term.value for term in self.terms)

    @property
    def looseness(self) -> tuple[int, int, int]:
        """Smaller is tighter; of two that are alike, the one of fewer terms."""
        value = self.value
        if value.high is None:
            return (1, -value.low, len(self.terms))
        return (0, value.high - value.low, len(self.terms))


class ForceCounts:
    """One force's confirmed counts, ready to be asked for one cell after another.

    Only counts of the asked ``flag`` serve. What was added up once is kept.
    """

    def __init__(
        self, force_code: str, counts: Iterable[Count], *, flag: Online = Online.ONLINE
    ) -> None:
        self.force_code = force_code
        self.counts = tuple(counts)
        self.flag = flag
        self._by_unit = {
            unit: Chooser(c for c in self.counts if c.online is flag and c.unit is unit)
            for unit in Unit
        }

    def choose(self, cell: Cell, units: Sequence[Unit] = OFFENCE_UNITS) -> Choice:
        """What the counts come to in ``cell``, by the first of ``units`` that gives a number."""
        for unit in units:
            chooser = self._by_unit[unit]
            found = chooser.sum_of(cell)
            if found is not None and found.value != NOTHING_KNOWN:
                return Choice(
                    force_code=self.force_code,
                    cell=cell,
                    value=found.value,
                    terms=found.terms,
                    reason="",
                    note=chooser.doubt(cell, found),
                )
        return Choice(
            force_code=self.force_code,
            cell=cell,
            value=None,
            terms=(),
            reason=why_none(self.counts, cell, flag=self.flag, units=units),
            note="",
        )


class Chooser:
    """Adds up one force's counts of one unit and flag; what was added up once is kept."""

    def __init__(self, counts: Iterable[Count]) -> None:
        self._printed: dict[Cell, list[Count]] = {}
        for count in counts:
            self._printed.setdefault(cell_of(count), []).append(count)
        self._made: dict[Cell, _Sum | None] = {}
        self._inside: dict[Cell, list[Cell]] = {}

    def sum_of(self, cell: Cell) -> _Sum | None:
        """The tightest sum that is the cell for certain, or None."""
        made = self._best(cell)
        if made is not None and made.value.is_exact:
            return made
        below = (self._below_whole(cell, dimension) for dimension in DIMENSIONS)
        return min((s for s in (made, *below) if s is not None), key=_looseness, default=None)

    def doubt(self, cell: Cell, chosen: _Sum) -> str:
        """What of the cell contradicts itself, in words; empty where nothing does."""
        for term in chosen.terms:
            if len(term.counts) > 1:
                printed = " and ".join(str(count.value) for count in term.counts)
                return f"cells for the same number differ: {printed}"
        for dimension in DIMENSIONS:
            made = self._exact_sum(cell, dimension, self._parts(cell, dimension))
            if made is not None and not made.value.meets(chosen.value):
                return f"{chosen.value} is given, but the parts by {dimension.name} come to {made.value}"
        return ""

    def _best(self, cell: Cell) -> _Sum | None:
        if cell not in self._made:
            self._made[cell] = self._make(cell)
        return self._made[cell]

    def _make(self, cell: Cell) -> _Sum | None:
        printed = _as_printed(self._printed.get(cell, []))
        if printed is not None and printed.value.is_exact:
            return printed
        found = [printed] if printed else []
        for dimension in DIMENSIONS:
            parts = self._parts(cell, dimension)
            exact = self._exact_sum(cell, dimension, parts)
            if exact is not None:
                found.append(exact)
            elif dimension.of(cell) == dimension.whole or dimension is PERIOD:
                found.extend(_at_least(family, parts) for family in _families(dimension, parts))
        if printed is not None:
            found = [made for made in found if made.value.meets(printed.value)]
        return min(found, key=_looseness, default=None)

    def _parts(
        self, cell: Cell, dimension: Dimension
    ) -> Mapping[Any, _Sum]:  # Any: Dimension.whole
        """The cell broken down along a dimension, as far as its values have a sum."""
        own = dimension.of(cell)
        if cell not in self._inside:
            self._inside[cell] = [c for c in self._printed if is_inside(c, cell)]
        values = dict.fromkeys(dimension.of(c) for c in self._inside[cell])
        made = {v: self._best(dimension.put(cell, v)) for v in values if v != own}
        return {value: one for value, one in made.items() if one is not None}

    def _exact_sum(
        self,
        cell: Cell,
        dimension: Dimension,
        parts: Mapping[Any, _Sum],  # Any: Dimension.whole
    ) -> _Sum | None:
        spans = [
            (span, one)
            for value, one in parts.items()
            if (span := dimension.span(value)) is not None
        ]
        stretch = dimension.stretch(dimension.of(cell), [span for span, _ in spans])
        return None if stretch is None else _chain(stretch, spans)

    def _below_whole(self, cell: Cell, dimension: Dimension) -> _Sum | None:
        """The parts shown within the cell, and what the printed whole leaves for the rest."""
        own, whole = dimension.of(cell), dimension.whole
        if own == whole or whole is None:
            return None
        around = dimension.put(cell, whole)
        printed = _as_printed(self._printed.get(around, []))
        parts = self._parts(around, dimension)
        found = []
        for family in _families(dimension, parts):
            inside = [value for value in family if dimension.holds(own, value)]
            if any(dimension.overlap(own, value) for value in family if value not in inside):
                continue
            rest = _rest(printed, [parts[value] for value in family])
            terms = [term for value in inside for term in parts[value].terms]
            if rest == Interval.exact(0):
                # The rows printed are all there is: what their own parts lack is nothing too.
                found.append(_Sum((*(t for t in terms if t.counts), Term(value=rest, counts=()))))
            elif inside and _may_lack(dimension, own, inside, family):
                found.append(_Sum((*terms, Term(value=rest, counts=()))))
        return min(found, key=_looseness, default=None)


def _looseness(one: _Sum) -> tuple[int, int, int]:
    return one.looseness


def _as_printed(counts: Sequence[Count]) -> _Sum | None:
    """The number printed for a cell: the tightest, or what holds all where they contradict."""
    if not counts:
        return None
    values = [count.value or NOTHING_KNOWN for count in counts]
    tightest = min(
        range(len(counts)), key=lambda n: _Sum((Term(value=values[n], counts=()),)).looseness
    )
    if all(values[tightest].meets(value) for value in values):
        return _Sum((Term(value=values[tightest], counts=(counts[tightest],)),))
    ends = [value.high for value in values]
    high = None if None in ends else max(end for end in ends if end is not None)
    around = Interval(min(value.low for value in values), high)
    return _Sum((Term(value=around, counts=tuple(counts)),))


def _chain(stretch: Span, parts: Iterable[tuple[Span, _Sum]]) -> _Sum | None:
    """The tightest of the sums whose spans follow on from each other through the stretch."""
    reached: dict[int, _Sum] = {stretch[0]: _Sum(())}
    for (start, stop), one in sorted(parts, key=lambda part: part[0]):
        if start in reached:
            longer = _Sum(reached[start].terms + one.terms)
            if stop not in reached or longer.looseness < reached[stop].looseness:
                reached[stop] = longer
    return reached.get(stretch[1])


def _families(
    dimension: Dimension, parts: Collection[Any]
) -> list[list[Any]]:  # Any: Dimension.whole
    """The smallest values and the largest, each as a list that counts nothing twice."""
    smallest = [v for v in parts if not any(w != v and dimension.holds(v, w) for w in parts)]
    largest = [v for v in parts if not any(w != v and dimension.holds(w, v) for w in parts)]
    return [
        family
        for family in (smallest, largest)
        if family
        and not any(
            dimension.overlap(one, other) for one, other in itertools.combinations(family, 2)
        )
    ]


def _at_least(family: Sequence[Any], parts: Mapping[Any, _Sum]) -> _Sum:  # Any: Dimension.whole
    terms = (term for value in family for term in parts[value].terms)
    return _Sum((*terms, Term(value=NOTHING_KNOWN, counts=())))


def _rest(printed: _Sum | None, shown: Iterable[_Sum]) -> Interval:
    """What the rows that were not printed may hold together."""
    if printed is None or printed.value.high is None:
        return NOTHING_KNOWN
    left = printed.value.high - total(one.value for one in shown).low
    # Parts that come to more than their whole contradict it: the whole then bounds nothing.
    return Interval(0, left) if left >= 0 else NOTHING_KNOWN


def _may_lack(
    dimension: Dimension,
    own: Any,
    inside: Sequence[Any],
    family: Sequence[Any],  # Any: Dimension.whole
) -> bool:
    """Whether rows may be missing within the cell without making its sum misleading.

    A list of offences may leave some out. Ages must fit: only those younger than the
    youngest printed, or older than the oldest, may be missing, as in tables that begin with
    the youngest victim.
    """
    if dimension is not AGE or own.unknown:
        return dimension.may_lack
    spans = sorted(span for value in inside if (span := AGE.span(value)) is not None)
    if any(before[1] != after[0] for before, after in itertools.pairwise(spans)):
        return False
    known = [(band.years.start, band.years.stop) for band in family if not band.unknown]
    starts_right = spans[0][0] == own.years.start or spans[0] == min(known)
    return starts_right and (spans[-1][1] == own.years.stop or spans[-1] == max(known))
