"""Measures as SQL text that DuckDB and Spark both take.

Two tables are read. ``terms`` holds what was chosen of each force's counts: ``subject``
("all", or the offence code a round asks about), ``place`` (0 for the round's own period, 1
for the one before it in the list, …), ``breakdown``, ``force_code``, ``asked_order``,
``offence``, ``age``, ``low``, ``high`` (null: no upper end). ``answers`` holds ``subject``,
``place``, ``force_code``, ``asked_order`` and ``status``.

Shared by both engines: sums cast to BIGINT, ``NULLS LAST``, ``FILTER (WHERE …)``; no
division, no backslash, no column called ``force``.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cyberflag.measures.definitions import Measure, Take

_GROUP = ("subject", "place")
_FORCE = ("force_code", "asked_order")


def sql_of(measure: Measure) -> str:
    """The query of a measure: one row per subject, period and what it is given by, in order."""
    return _TAKEN[measure.take](measure)


def _sums(measure: Measure, by: tuple[str, ...]) -> str:
    keys = ", ".join((*_GROUP, *by))
    return (
        f"SELECT {keys}, CAST(SUM(low) AS BIGINT) AS low, "
        "CASE WHEN COUNT(*) FILTER (WHERE high IS NULL) = 0 "
        "THEN CAST(SUM(high) AS BIGINT) END AS high, "
        "CAST(COUNT(DISTINCT force_code) AS BIGINT) AS forces "
        f"FROM terms WHERE breakdown = '{measure.breakdown}' GROUP BY {keys}"
    )


def _ordered(query: str, keys: tuple[str, ...]) -> str:
    return f"{query} ORDER BY {', '.join(f'{key} NULLS LAST' for key in keys)}"


def _sum(measure: Measure) -> str:
    return _ordered(_sums(measure, measure.by), (*_GROUP, *measure.by))


def _highest(measure: Measure) -> str:
    (key,) = measure.by
    query = (
        f"WITH sums AS ({_sums(measure, measure.by)}) "
        f"SELECT one.subject, one.place, one.{key} FROM sums AS one WHERE NOT EXISTS ("
        "SELECT 1 FROM sums AS other WHERE other.subject = one.subject "
        f"AND other.place = one.place AND other.{key} <> one.{key} "
        "AND (other.high IS NULL OR other.high >= one.low)) AND one.low >= 1"
    )
    return _ordered(query, ("one.subject", "one.place"))


def _youngest(measure: Measure) -> str:
    query = (
        f"WITH sums AS ({_sums(measure, (*measure.by, *_FORCE))}) "
        "SELECT subject, place, CAST(MIN(age) AS BIGINT) AS age FROM sums WHERE low >= 1 "
        "GROUP BY subject, place"
    )
    return _ordered(query, _GROUP)


def _nth_force(measure: Measure, order: str, which: str) -> str:
    query = (
        f"WITH sums AS ({_sums(measure, _FORCE)}), ranked AS (SELECT subject, place, force_code, low, "
        f"ROW_NUMBER() OVER (PARTITION BY subject, place ORDER BY {order}) AS nth, "
        "COUNT(*) OVER (PARTITION BY subject, place) AS of_all FROM sums) "
        f"SELECT subject, place, force_code, low FROM ranked WHERE {which}"
    )
    return _ordered(query, (*_GROUP, "nth"))


def _smallest(measure: Measure) -> str:
    return _nth_force(measure, "low NULLS LAST, asked_order NULLS LAST", "nth = 1")


def _largest(measure: Measure) -> str:
    return _nth_force(measure, "low DESC NULLS LAST, asked_order NULLS LAST", "nth = 1")


def _middle(measure: Measure) -> str:
    # Twice the place of the middle is n + 1; of the middle two it is n and n + 2.
    return _nth_force(
        measure, "low NULLS LAST, asked_order NULLS LAST", "2 * nth BETWEEN of_all AND of_all + 2"
    )


def _forces(measure: Measure) -> str:
    if measure.by:
        keys = ", ".join((*_GROUP, *measure.by))
        query = f"SELECT {keys}, CAST(COUNT(*) AS BIGINT) AS forces FROM answers GROUP BY {keys}"
        return _ordered(query, (*_GROUP, *measure.by))
    bound = f"low >= {measure.least}" if measure.below is None else f"high < {measure.below}"
    query = (
        f"WITH sums AS ({_sums(measure, _FORCE)}) SELECT subject, place, "
        f"CAST(COUNT(*) FILTER (WHERE {bound}) AS BIGINT) AS forces FROM sums "
        "GROUP BY subject, place"
    )
    return _ordered(query, _GROUP)


def _both_periods(measure: Measure) -> str:
    def end(period: str) -> str:
        return (
            f"CAST(SUM({period}.low) AS BIGINT) AS {period}_low, "
            f"CASE WHEN COUNT(*) FILTER (WHERE {period}.high IS NULL) = 0 "
            f"THEN CAST(SUM({period}.high) AS BIGINT) END AS {period}_high"
        )

    query = (
        f"WITH sums AS ({_sums(measure, _FORCE)}) "
        f"SELECT later.subject, {end('earlier')}, {end('later')}, "
        "CAST(COUNT(*) AS BIGINT) AS forces FROM sums AS later JOIN sums AS earlier "
        "ON earlier.subject = later.subject AND earlier.force_code = later.force_code "
        "WHERE later.place = 0 AND earlier.place = 1 GROUP BY later.subject"
    )
    return _ordered(query, ("later.subject",))


_TAKEN: Mapping[Take, Callable[[Measure], str]] = MappingProxyType(
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
