"""The second road to every number: the measures in plain Python, sharing no code with the SQL.

Reads the same two tables as lists of rows and gives the same rows, in the same order.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any, TypeAlias

from cyberflag.measures.definitions import Measure, Take

Row: TypeAlias = dict[str, Any]  # Any: a cell is text, a whole number or None


def answer_of(measure: Measure, terms: Sequence[Row], answers: Sequence[Row]) -> list[Row]:
    """What the measure comes to."""
    if measure.take is Take.FORCES and measure.by:
        return _statuses(measure, answers)
    fitting = [term for term in terms if term["breakdown"] == measure.breakdown]
    return _TAKEN[measure.take](measure, fitting)


def _grouped(
    rows: Iterable[Row], *keys: str
) -> list[tuple[tuple[Any, ...], list[Row]]]:  # Any: see Row
    def key(row: Row) -> tuple[Any, ...]:  # Any: see Row
        return tuple(row[name] for name in keys)

    return [(named, list(group)) for named, group in groupby(sorted(rows, key=key), key)]


def _interval(rows: Iterable[Row], low: str = "low", high: str = "high") -> Row:
    bottom, top, open_ended = 0, 0, False
    for row in rows:
        bottom += row["low"]
        if row["high"] is None:
            open_ended = True
        else:
            top += row["high"]
    return {low: bottom, high: None if open_ended else top}


def _sum(measure: Measure, terms: Sequence[Row]) -> list[Row]:
    keys = ("subject", "place", *measure.by)
    return [
        dict(zip(keys, named, strict=True))
        | _interval(rows)
        | {"forces": len({row["force_code"] for row in rows})}
        for named, rows in _grouped(terms, *keys)
    ]


def _highest(measure: Measure, terms: Sequence[Row]) -> list[Row]:
    (key,) = measure.by
    found: list[Row] = []
    for (subject, place), rows in _grouped(terms, "subject", "place"):
        sums = {value: _interval(group) for (value,), group in _grouped(rows, key)}
        for value, one in sums.items():
            rivals = [other["high"] for name, other in sums.items() if name != value]
            beaten = all(high is not None and high < one["low"] for high in rivals)
            if beaten and one["low"] > 0:
                found.append({"subject": subject, "place": place, key: value})
    return found


def _youngest(_: Measure, terms: Sequence[Row]) -> list[Row]:
    found: list[Row] = []
    for (subject, place), rows in _grouped(terms, "subject", "place"):
        certain = [
            age
            for (age, _force), group in _grouped(rows, "age", "force_code")
            if _interval(group)["low"] > 0
        ]
        if certain:
            found.append({"subject": subject, "place": place, "age": min(certain)})
    return found


def _force_totals(rows: Iterable[Row]) -> list[Row]:
    """One row per force, the least low end first; of several, the one asked first."""
    totals = [
        {"force_code": force_code, "asked_order": order} | _interval(group)
        for (force_code, order), group in _grouped(rows, "force_code", "asked_order")
    ]
    return sorted(totals, key=lambda force: (force["low"], force["asked_order"]))


def _picked(terms: Sequence[Row], pick: Callable[[list[Row]], list[Row]]) -> list[Row]:
    return [
        {"subject": subject, "place": place, "force_code": force["force_code"], "low": force["low"]}
        for (subject, place), rows in _grouped(terms, "subject", "place")
        for force in pick(_force_totals(rows))
    ]


def _smallest(_: Measure, terms: Sequence[Row]) -> list[Row]:
    return _picked(terms, lambda forces: forces[:1])


def _largest(_: Measure, terms: Sequence[Row]) -> list[Row]:
    def pick(forces: list[Row]) -> list[Row]:
        most = max(force["low"] for force in forces)
        return [force for force in forces if force["low"] == most][:1]

    return _picked(terms, pick)


def _middle(_: Measure, terms: Sequence[Row]) -> list[Row]:
    def pick(forces: list[Row]) -> list[Row]:
        half, odd = divmod(len(forces), 2)
        return [forces[half]] if odd else forces[half - 1 : half + 1]

    return _picked(terms, pick)


def _forces(measure: Measure, terms: Sequence[Row]) -> list[Row]:
    def counts(force: Row) -> bool:
        if measure.least is not None and force["low"] < measure.least:
            return False
        return measure.below is None or (
            force["high"] is not None and force["high"] < measure.below
        )

    return [
        {
            "subject": subject,
            "place": place,
            "forces": sum(counts(force) for force in _force_totals(rows)),
        }
        for (subject, place), rows in _grouped(terms, "subject", "place")
    ]


def _statuses(measure: Measure, answers: Sequence[Row]) -> list[Row]:
    keys = ("subject", "place", *measure.by)
    return [
        dict(zip(keys, named, strict=True)) | {"forces": len(rows)}
        for named, rows in _grouped(answers, *keys)
    ]


def _both_periods(_: Measure, terms: Sequence[Row]) -> list[Row]:
    found: list[Row] = []
    for (subject,), rows in _grouped(terms, "subject"):
        given = {
            place: {row["force_code"] for row in rows if row["place"] == place} for place in (0, 1)
        }
        both = given[0] & given[1]
        if both:
            later, earlier = (
                [row for row in rows if row["place"] == place and row["force_code"] in both]
                for place in (0, 1)
            )
            found.append(
                {"subject": subject}
                | _interval(earlier, "earlier_low", "earlier_high")
                | _interval(later, "later_low", "later_high")
                | {"forces": len(both)}
            )
    return found


_TAKEN: Mapping[Take, Callable[[Measure, Sequence[Row]], list[Row]]] = MappingProxyType(
    {
        Take.SUM: _sum,
        Take.HIGHEST: _highest,
        Take.YOUNGEST: _youngest,
        Take.SMALLEST: _smallest,
        Take.LARGEST: _largest,
        Take.MIDDLE: _middle,
        Take.FORCES: _forces,
        Take.BOTH_PERIODS: _both_periods,
    }
)
