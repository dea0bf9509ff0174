"""What may be shown of a round: every number that any page or file prints comes through here."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from cyberflag.core.counts import REPORTED, Count, Interval
from cyberflag.core.offences import ALL_OFFENCES
from cyberflag.core.periods import Period
from cyberflag.measures.model import Figure, ForceFigure, PeriodFigures, RoundFigures
from cyberflag.publish.catalogue import Entry, FigureKey, Of, catalogue, force_key
from cyberflag.publish.equations import (
    CellKey,
    PublishedSum,
    force_equations,
    key_of,
    sum_equation,
    values_of,
)
from cyberflag.publish.protect import LARGEST, MARK, hidden_cells, is_small
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

    def force_number(self, one: PeriodFigures, force: ForceFigure) -> Number:
        """A force's total as printed, or why there is none."""
        key = force_key(one, force.force_code)
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
        may_hide = entry.key.of in (Of.OFFENCE, Of.AGE, Of.BAND) or (
            # The count of one code is a breakdown, though the round asks for nothing else.
            entry.key.offence != ALL_OFFENCES and is_small(whole)
        )
        if len(equation.parts) == 1 and not equation.rest:
            # One number under two names: both are shown or neither.
            if may_hide:
                same[entry.key] = equation.parts[0]
            else:
                kept.add(equation.parts[0])
            continue
        equations.append(equation)
        cells[entry.key] = whole
        kept.add(entry.key)
        if may_hide:
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
    """The single years of age that point to one force, in a table or by being in one at all.

    At such a year one force alone may have recorded a victim, and no more than four; or one
    force alone prints the year, with a zero. Nationally the age may be published (the
    youngest victim's); a row for it in a force's table, even with ``[c]``, would say which
    force it was.
    """
    printed: defaultdict[tuple[Period, int], set[str]] = defaultdict(set)
    recorded: defaultdict[tuple[Period, int], set[str]] = defaultdict(set)
    many: set[tuple[Period, int]] = set()
    for key, value in values.items():
        year = key.age.single_year
        if year is None:
            continue
        at = (key.period, year)
        printed[at].add(key.force_code)
        if value is None or value.high != 0:
            recorded[at].add(key.force_code)
        if value is not None and value.low > LARGEST:
            many.add(at)
    return {
        at for at, forces in printed.items() if at not in many and len(recorded[at] or forces) == 1
    }
