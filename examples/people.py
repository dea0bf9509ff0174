"""Made-up records behind each force's figures: ages, sexes and codes that add up as published.

No record stands for a real person: only the sums named in :mod:`examples.figures` are real.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

from benchmarks.generator.paper import Span
from benchmarks.generator.records import AGE_WEIGHTS, Record, draw_code, draw_records
from examples.figures import share_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """What the ages of a year must come to over all forces that print them.

    ``thirteen`` victims aged 13 and ``young`` aged up to ``young_to``, nobody below
    ``youngest`` (and one force has a victim of that age).
    """

    thirteen: int
    young: int
    young_to: int
    youngest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One force: its total, which ages its layout prints, and what is published of them."""

    total: int
    prints_thirteen: bool
    prints_young: bool
    youngest: int | None = None
    fixed: Mapping[int, int] | None = None
    no_young: bool = False


def draw_force_ages(
    rng: random.Random, shares: Mapping[str, Share], ages: Ages
) -> dict[str, list[int | None]]:
    """Each force's victims' ages, so that the printed ones add up to ``ages``."""
    thirteen = {c: (s.fixed or {}).get(13, 0) for c, s in shares.items()}
    open_ = {
        code: float(share.total)
        for code, share in shares.items()
        if share.prints_thirteen and not share.fixed
    }
    thirteen |= share_out(ages.thirteen - sum(thirteen.values()), open_)
    printing = {
        code: share.total * rng.uniform(0.7, 1.3)
        for code, share in shares.items()
        if share.prints_young and not share.no_young
    }
    young = share_out(ages.young, printing)
    eldest = max(
        (code for code in printing if code in open_ and shares[code].youngest is None),
        key=lambda code: (shares[code].total, code),
    )
    drawn = {}
    for code, share in shares.items():
        youngest = share.youngest or max(ages.youngest + 1, 3)
        must = [ages.youngest] if code == eldest else []
        if share.youngest is not None:
            must = [share.youngest]
        if not share.prints_thirteen:
            thirteen[code] = rng.randint(0, share.total // 5)
        years = range(youngest, ages.young_to + 1)
        little = _draw(rng, years, max(young.get(code, 0) - len(must), 0))
        if young.get(code, 0):
            little += must
        rest = share.total - thirteen[code] - len(little)
        drawn[code] = [13] * thirteen[code] + little + _rest(rng, share, rest, ages.young_to)
    return drawn


def _rest(rng: random.Random, share: Share, how_many: int, young_to: int) -> list[int | None]:
    fixed = {age: n for age, n in (share.fixed or {}).items() if age != 13}
    ages: list[int | None] = [age for age, n in fixed.items() for _ in range(n)]
    weights = {
        age: weight
        for age, weight in AGE_WEIGHTS.items()
        if (age is None or age > young_to) and age != 13 and age not in (share.fixed or {})
    }
    return ages + rng.choices(list(weights), weights=list(weights.values()), k=how_many - len(ages))


def _draw(rng: random.Random, years: range, how_many: int) -> list[int | None]:
    return list(rng.choices(years, weights=[AGE_WEIGHTS.get(y, 1) for y in years], k=how_many))


def people(
    rng: random.Random, ages: list[int | None], span: Span, *, rapes: int | None
) -> tuple[Record, ...]:
    """Records of these ages, exactly ``rapes`` of them rapes where a number is asked for."""
    records = list(draw_records(rng, ages, span))
    if rapes is None:
        return tuple(records)
    for number, record in enumerate(records):
        while record.code in RAPE:
            record = replace(record, code=draw_code(rng, record.age, record.sex))
        records[number] = record
    for number in rng.sample(range(len(records)), rapes):
        record = records[number]
        code = draw_code(rng, record.age, record.sex, "rape")
        records[number] = replace(record, code=code)
    return tuple(records)


def unflagged(rng: random.Random, how_many: int, span: Span) -> tuple[Record, ...]:
    """Records without the flag, for replies that print both."""
    ages: list[int | None] = [None] * how_many
    return draw_records(rng, ages, span, flagged=False)


RAPE = frozenset({"19C", "19D", "19E", "19F", "19G", "19H"})
