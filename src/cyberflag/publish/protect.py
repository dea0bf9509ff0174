"""The first rule of protection: no small count below a force's total, nor its give-away.

A cell is *small* when its number may be 1, 2, 3 or 4. Small cells are hidden, and more
cells with them, until no single published sum tells a reader more of a small cell than
that it lies between 1 and 4. What this rule does not do (several sums solved together,
earlier releases, outside knowledge) is said on the quality page.

Pure functions: cells and equations in, the set of hidden cells out.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cyberflag.core.counts import Interval

MARK = "[c]"
"""How a hidden count is written: the Government Analysis Function's mark for confidential."""

SMALLEST, LARGEST = 1, 4
"""A count from SMALLEST to LARGEST is small."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Equation(Generic[K]):
    """A published sum: ``whole`` is ``parts`` added up, with ``rest`` that stands nowhere.

    ``rest`` is what the parts leave of the whole: 0 where they make it up exactly. It is
    printed nowhere, but the reader can work it out where all the parts are shown.
    """

    whole: K
    parts: tuple[K, ...]
    rest: int = 0


@dataclass(frozen=True, slots=True)
class _Term:
    """A hidden number of an equation as a reader sees it: sign, and bounds known beforehand."""

    key: object
    sign: int
    low: int
    high: int | None
    small: bool
    exact: bool


def is_small(value: Interval | None) -> bool:
    """Whether the number may be from 1 to 4. An unknown number is nobody's to hide."""
    if value is None:
        return False
    return value.meets(Interval(SMALLEST, LARGEST))


def hidden_cells(
    cells: Mapping[K, Interval | None],
    equations: Sequence[Equation[K]],
    *,
    shown: Collection[K] = frozenset(),
    last_resort: Collection[K] = frozenset(),
    left_out: Collection[K] = frozenset(),
) -> frozenset[K]:
    """The cells to write as ``[c]``.

    Parameters
    ----------
    cells
        Every published cell; None where no number is known.
    equations
        Every sum a reader can do with them.
    shown
        Cells never hidden: force totals, national figures.
    last_resort
        Those of ``shown`` that are hidden after all where nothing else is left to hide: a
        national figure behind which one force stands alone.
    left_out
        Cells hidden from the start, whatever their size: they are printed nowhere.

    Small cells outside ``shown`` are hidden first. Then each equation that gives a small cell
    away loses its smallest cell above zero that is still to be seen, then a zero, then its
    whole if that is a last resort. Where none is left the cell stays as it is: a breakdown
    of a force's total into one part.
    """
    kept = frozenset(shown)
    spare = frozenset(last_resort)
    hidden = {key for key, value in cells.items() if key not in kept and is_small(value)}
    hidden.update(left_out)
    waiting = [equation for equation in equations if equation.parts]
    while True:
        added = False
        for equation in waiting:
            while gives_away(equation, cells, hidden):
                partner = _partner(equation, cells, hidden, kept, spare)
                if partner is None:
                    break
                hidden.add(partner)
                added = True
        if not added:
            return frozenset(hidden)


def gives_away(
    equation: Equation[K], cells: Mapping[K, Interval | None], hidden: Collection[K]
) -> bool:
    """Whether this one sum says more of a small hidden number than "1 to 4".

    A reader knows every shown number, that a hidden count is at least 1 (at least 0 where
    a zero is hidden too), and the ends of an interval its source printed.
    """
    terms, known = _terms(equation, cells, hidden)
    if not any(term.small for term in terms):
        return False
    ceiling = _ceiling(equation, cells, hidden)
    return any(
        term.small and _is_narrowed(term, [t for t in terms if t is not term], known, ceiling)
        for term in terms
    )


def _terms(
    equation: Equation[K], cells: Mapping[K, Interval | None], hidden: Collection[K]
) -> tuple[list[_Term], int]:
    """The numbers a reader does not know, and the signed sum of those he does."""
    signed = [(equation.whole, -1), *((part, 1) for part in equation.parts)]
    floor = 0 if any(cells[key] == Interval.exact(0) and key in hidden for key, _ in signed) else 1
    terms: list[_Term] = []
    known = 0
    for key, sign in signed:
        value = cells[key]
        if value is None:
            terms.append(_Term(key, sign, 0, None, small=False, exact=False))
        elif is_small(value) and not value.is_exact:
            terms.append(_Term(key, sign, value.low, value.high, small=True, exact=False))
        elif key in hidden:
            terms.append(_Term(key, sign, floor, None, small=is_small(value), exact=True))
        elif not value.is_exact:
            terms.append(_Term(key, sign, value.low, value.high, small=False, exact=False))
        else:
            known += sign * value.low
    if equation.rest:
        small = SMALLEST <= equation.rest <= LARGEST
        terms.append(_Term("rest", 1, 1, None, small=small, exact=True))
    return terms, known


def _ceiling(
    equation: Equation[K], cells: Mapping[K, Interval | None], hidden: Collection[K]
) -> int | None:
    """The most a part can be, whatever is hidden: the whole, where it is shown."""
    whole = cells[equation.whole]
    return None if whole is None or equation.whole in hidden else whole.high


def _is_narrowed(term: _Term, others: Iterable[_Term], known: int, ceiling: int | None) -> bool:
    # sign * x = -(known + sum of the others); the ends of the others bound x.
    least: int | None = known
    most: int | None = known
    for other in others:
        low = other.low if other.sign > 0 else _minus(other.high)
        high = other.high if other.sign > 0 else -other.low
        least = None if least is None or low is None else least + low
        most = None if most is None or high is None else most + high
    if term.sign > 0:
        bottom, top = _minus(most), _minus(least)
    else:
        bottom, top = least, most
    want_low = SMALLEST if term.exact else term.low
    want_high = LARGEST if term.exact else term.high
    if ceiling is not None and term.sign > 0:
        want_high = ceiling if want_high is None else min(want_high, ceiling)
        # Below a whole of 1 a cell is 0 or 1: both must stay possible.
        want_low = min(want_low, ceiling if ceiling > 1 or not term.exact else 0)
    too_high = bottom is not None and bottom > want_low
    too_low = top is not None and (want_high is None or top < want_high)
    return too_high or too_low


def _minus(number: int | None) -> int | None:
    return None if number is None else -number


def _partner(
    equation: Equation[K],
    cells: Mapping[K, Interval | None],
    hidden: Collection[K],
    kept: Collection[K],
    spare: Collection[K],
) -> K | None:
    """What to hide next: the smallest number above zero, else a zero, else a spare whole."""
    open_cells = [
        (value == Interval.exact(0), value.low, place, key)
        for place, key in enumerate((*equation.parts, equation.whole))
        if key not in hidden and key not in kept and (value := cells[key]) is not None
    ]
    if open_cells:
        return min(open_cells, key=lambda entry: entry[:3])[3]
    if equation.whole in spare and equation.whole not in hidden:
        return equation.whole
    return None
