"""Every choice by weight, and every table by kind of offence, made once for all batches."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import pyarrow as pa

from cyberflag.records.example import fields, flags
from cyberflag.records.example.crimes import CRIMES, YEARS
from cyberflag.records.example.dice import SIXTEEN, Choice, Weights
from cyberflag.records.example.kinds import KIND_OFFLINE, KIND_ONLINE, Kind
from cyberflag.records.example.texts import SERVICES
from cyberflag.records.model import OffenceOutcome, Platform

KINDS = tuple(Kind)
SORTS = ("child", "person", "property", "none", "images", "dating")
OUTCOMES = tuple(OffenceOutcome)
THEMES = tuple(fields.SERVICE_USED)
_LONG_AGO = date(1950, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixes:
    """Every choice by weight, made once."""

    crime: Choice
    force: Choice
    year: Choice
    kind: Choice
    age: Choice
    service: Choice
    method: Choice
    relationship: Choice
    outcome: Choice
    reporter: Choice
    support: Choice
    delay: Choice
    online: pa.Array
    """The share online by (crime, year), of 65,536."""
    kind_rows: int
    """Rows of kinds offline; the rows online come after as many."""
    flag: tuple[pa.Array, pa.Array, pa.Array]
    """:func:`flags.flag_use` by (force, year)."""


@cache
def mixes() -> Mixes:
    """The choices; a moment's work."""
    years = range(len(YEARS))
    use = [flags.flag_use(force, year) for force in range(len(flags.FORCE_CODES)) for year in YEARS]
    themes: list[Weights] = [fields.SERVICE_USED[theme] for theme in THEMES]
    services: list[Weights] = [
        {SERVICES.index(Platform(str(p))): share for p, share in row.items()} for row in themes
    ]
    kinds = [
        {KINDS.index(Kind(str(kind))): share for kind, share in table[sort].items()}
        for table in (KIND_OFFLINE, KIND_ONLINE)
        for sort in SORTS
    ]
    outcomes = [
        {OUTCOMES.index(OffenceOutcome(str(name))): share for name, share in row.items()}
        for row in fields.OUTCOMES.values()
    ]
    crimes: list[Weights] = [
        {at: crime.weight for at, crime in enumerate(CRIMES) if crime.used_in(year)}
        for year in YEARS
    ]
    return Mixes(
        crime=Choice(crimes, pa.int32(), bits=16),
        force=Choice([dict(enumerate(flags.FORCES.values()))], pa.int32(), bits=12),
        year=Choice([dict(zip(years, flags.YEAR_WEIGHTS.values(), strict=True))], pa.int32()),
        kind=Choice(kinds, pa.int32()),
        kind_rows=len(SORTS),
        age=Choice(list(fields.AGES.values()), pa.int16()),
        service=Choice(services, pa.int32()),
        method=Choice([fields.METHOD_USED[theme] for theme in THEMES], pa.string()),
        relationship=Choice(list(fields.RELATIONSHIPS.values()), pa.string()),
        outcome=Choice(outcomes, pa.int32()),
        reporter=Choice(list(fields.REPORTERS.values()), pa.string()),
        support=Choice([fields.SUPPORT], pa.string()),
        delay=Choice(list(fields.DELAYS.values()), pa.int32()),
        online=pa.array(
            [
                round(crime.online * flags.ONLINE_GROWTH[year] * SIXTEEN)
                for crime in CRIMES
                for year in YEARS
            ],
            pa.int32(),
        ),
        flag=tuple(pa.array([shares[at] for shares in use], pa.int32()) for at in range(3)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CrimeTables:
    """One value for each of ``CRIMES``: rows of the choices in :class:`Mixes`, codes, days."""

    code: pa.Array
    valid_from: pa.Array
    kind_row: pa.Array
    age_row: pa.Array
    theme_row: pa.Array
    sort_row: pa.Array
    reporter_row: pa.Array
    female: pa.Array
    child: pa.Array
    nobody: pa.Array
    lasting: pa.Array
    images: pa.Array


def _kind_sort(theme: str, online_theme: str, sort: str) -> str:
    if theme == "images":
        return "images"
    return "dating" if online_theme == "dating" else sort


@cache
def crime_tables() -> CrimeTables:
    """The tables; a moment's work."""

    def rows(numbers: list[int]) -> pa.Array:
        return pa.array(numbers, pa.int32())

    sorts = [_kind_sort(crime.theme, crime.online_theme, crime.sort) for crime in CRIMES]
    ages, reporters = list(fields.AGES), list(fields.REPORTERS)
    return CrimeTables(
        code=pa.array([crime.code for crime in CRIMES]),
        valid_from=pa.array([crime.valid_from or _LONG_AGO for crime in CRIMES]).cast(pa.int32()),
        kind_row=rows([SORTS.index(sort) for sort in sorts]),
        age_row=rows([ages.index(crime.ages) for crime in CRIMES]),
        theme_row=rows([THEMES.index(crime.online_theme or THEMES[0]) for crime in CRIMES]),
        sort_row=rows([SORTS.index(crime.sort) for crime in CRIMES]),
        reporter_row=rows(
            [
                reporters.index("images" if sort == "images" else crime.sort)
                for crime, sort in zip(CRIMES, sorts, strict=True)
            ]
        ),
        female=rows([round(crime.female * SIXTEEN) for crime in CRIMES]),
        child=pa.array([crime.sort == "child" for crime in CRIMES]),
        nobody=pa.array([crime.sort == "none" for crime in CRIMES]),
        lasting=pa.array([crime.theme in fields.LASTING for crime in CRIMES]),
        images=pa.array([sort == "images" for sort in sorts]),
    )
