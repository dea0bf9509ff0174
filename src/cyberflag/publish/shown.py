"""What may be shown of a round: every number that any page or file prints comes through here."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from cyberflag.core.counts import REPORTED, Count, Interval
from cyberflag.core.periods import Period
from cyberflag.measures.model import Figure, ForceFigure, RoundFigures
from cyberflag.publish.catalogue import Entry, FigureKey, Of, catalogue
from cyberflag.publish.equations import (
    CellKey,
    PublishedSum,
    force_equations,
    key_of,
    sum_equation,
    values_of,
)
from cyberflag.publish.protect import MARK, hidden_cells
from cyberflag.publish.words import NO_NUMBER, number_words, status_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as printed. ``value`` is None where the words stand in its place."""

    words: str
    value: Interval | None

    @property
    def low(self) -> int:
        """Its low end; 0 where none is printed."""
        return 0 if self.value is None else self.value.low

    @property
    def high(self) -> int:
        """Its high end; the low one where no upper end is known."""
        if self.value is None:
            return 0
        return self.value.low if self.value.high is None else self.value.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A round's figures with what is hidden of them.

    ``left_out`` are counts that stand nowhere on the site, not even as ``[c]``: their very
    row would point to one force (see :func:`lone_ages`).
    """

    figures: RoundFigures
    entries: Mapping[FigureKey, Entry]
    hidden: frozenset[Hashable]
    left_out: frozenset[CellKey]

    def figure(self, key: FigureKey) -> Number:
        """A figure of the site as printed."""
        if key in self.hidden:
            return Number(words=MARK, value=None)
        value = self.entries[key].figure.value
        return Number(words=str(value), value=value)

    def count(self, count: Count) -> Number:
        """One confirmed count as printed."""
        if key_of(count) in self.hidden:
            return Number(words=MARK, value=None)
        return Number(words=number_words(count.value, count.status), value=count.value)

    def standing(self, counts: Iterable[Count]) -> tuple[Count, ...]:
        """Those of the counts that stand on the site, as numbers or as ``[c]``."""
        return tuple(count for count in counts if key_of(count) not in self.left_out)

    def force_number(self, force: ForceFigure, period: Period) -> Number:
        """A force's total as printed, or why there is none."""
        key = FigureKey(Of.FORCE, period, force.force_code)
        if key in self.entries:
            return self.figure(key)
        missing = NO_NUMBER if force.status == REPORTED else status_words(force.status)
        return Number(words=missing, value=None)


def shown(figures: RoundFigures) -> Shown:
    """The figures with everything hidden that the quality page says is hidden."""
    entries = {entry.key: entry for entry in catalogue(figures)}
    values = values_of(figures.counts)
    left_out = _at_lone_ages(values)
    cells: dict[Hashable, Interval | None] = {}
    cells |= ((key, value) for key, value in values.items())
    equations = list(force_equations(values))
    periods = [one.period for one in figures.periods]
    kept: set[Hashable] = {key for key in values if key.is_force_total(periods)}
    spare: set[Hashable] = set()
    same: dict[FigureKey, Hashable] = {}
    for entry in entries.values():
        found = sum_equation(_published(entry.key, entry.figure), values)
        if found is None:
            continue
        equation, whole = found
        of_forces = entry.key.of in (Of.OFFENCE, Of.AGE)
        if len(equation.parts) == 1 and not equation.rest:
            # One number under two names: both are shown or neither.
            if of_forces:
                same[entry.key] = equation.parts[0]
            else:
                kept.add(equation.parts[0])
            continue
        equations.append(equation)
        cells[entry.key] = whole
        kept.add(entry.key)
        if of_forces:
            spare.add(entry.key)
    hidden = hidden_cells(cells, equations, shown=kept, last_resort=spare, left_out=left_out)
    twins = {figure for figure, cell in same.items() if cell in hidden}
    return Shown(figures=figures, entries=entries, hidden=hidden | twins, left_out=left_out)


def _published(key: FigureKey, figure: Figure) -> PublishedSum:
    return PublishedSum(
        name=key, value=figure.value, keys=tuple(key_of(count) for count in figure.parts)
    )


def _at_lone_ages(values: Mapping[CellKey, Interval | None]) -> frozenset[CellKey]:
    lone = lone_ages(values)
    return frozenset(key for key in values if (key.period, key.age.single_year) in lone)


def lone_ages(values: Mapping[CellKey, Interval | None]) -> Collection[tuple[Period, int]]:
    """The single years of age at which at most one force may have recorded a victim.

    Nationally such an age may be published (the youngest victim's); a row for it in a
    force's table, even with ``[c]`` or 0 in it, would say which force it was.
    """
    forces: defaultdict[tuple[Period, int], set[str]] = defaultdict(set)
    for key, value in values.items():
        year = key.age.single_year
        if year is not None:
            found = forces[key.period, year]
            if value is None or value.high != 0:
                found.add(key.force_code)
    return {at for at, found in forces.items() if len(found) <= 1}
