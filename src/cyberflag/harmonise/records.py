"""Records to rows of ``counts``, as a reply of the force would give them.

The sexual offences against children (:mod:`cyberflag.records.latest`) by force, period of
recording, publication group, single year of age and sex: each alone with its zeros, each
combination of two or three where it is not zero, and the whole. Each cell is counted three
times: ``online``, ``not online`` and ``all``.

A record whose flag is not recorded, or whose decision is ``review``, is in ``all`` only: what
``all`` has more than the other two is what nobody has said. Zero and absence stay apart: where
no record of a force and period, whatever its offence, carries a flag, the flag was not used,
and where all that carry one carry yes, offences without the flag are not held apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import pyarrow as pa

from cyberflag.core.counts import REPORTED, Missing, Online, Sex, Unit
from cyberflag.core.errors import CyberflagError
from cyberflag.core.offences import ALL_OFFENCES, GROUPS
from cyberflag.core.periods import fin_year_of, quarter_of
from cyberflag.engine.duck import open_engine
from cyberflag.engine.model import Engine
from cyberflag.harmonise.dimensions import ADULT
from cyberflag.harmonise.table import SCHEMA
from cyberflag.records.latest import CHILD, LATEST, register_records


class Every(StrEnum):
    """The length of the periods that records are counted by."""

    YEAR = "year"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOfRecords:
    """The file that records, or decisions about them, were read from."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Decisions about every record: ``table`` has force_code, record_id, version, decision."""

    table: pa.Table
    file: FileOfRecords


SAID: Mapping[str, str] = MappingProxyType(
    {
        "yes": Online.ONLINE.value,
        "flag": Online.ONLINE.value,
        "no": Online.NOT_ONLINE.value,
        "no flag": Online.NOT_ONLINE.value,
    }
)
"""What a recorded flag and a decision say; anything else (missing, review) says nothing."""

_OF_DAY = MappingProxyType({Every.YEAR: fin_year_of, Every.QUARTER: quarter_of})
_WHOLE_AGE, _UNKNOWN_AGE, _OLDEST = -2, -1, 119
_CELL = "force_code, period_start, period_end, offence, age, sex"


def count_records(
    records: pa.Table, file: FileOfRecords, *, every: Every, decided: Decided | None = None
) -> pa.Table:
    """The rows of ``counts`` that records come to, with its schema, in order.

    With ``decided`` the decisions say what is online, else the flag as recorded. Raises
    :class:`CyberflagError` where a version stands twice or a record has not one decision.
    """
    with open_engine() as engine:
        register_records(engine, records, _OF_DAY[every])
        engine.register("said", pa.table({"word": list(SAID), "online": list(SAID.values())}))
        engine.register("frame", _frame())
        engine.register("views", pa.table({"online": [view.value for view in Online]}))
        if decided is not None:
            _register_decisions(engine, decided)
        return engine.query(_sql(file, decided)).cast(SCHEMA)


def _frame() -> pa.Table:
    """The cells that stand with their zeros: the whole, and one breakdown at a time."""
    whole = (ALL_OFFENCES, _WHOLE_AGE, Sex.ALL.value)
    cells = [
        whole,
        *((group, *whole[1:]) for group in GROUPS),
        *((ALL_OFFENCES, age, Sex.ALL.value) for age in (_UNKNOWN_AGE, *range(ADULT))),
        *((ALL_OFFENCES, _WHOLE_AGE, sex.value) for sex in Sex if sex is not Sex.ALL),
    ]
    offences, ages, sexes = zip(*cells, strict=True)
    return pa.table({"offence": offences, "age": pa.array(ages, pa.int16()), "sex": sexes})


def _register_decisions(engine: Engine, decided: Decided) -> None:
    keys = ("force_code", "record_id", "version")
    try:
        engine.register("decisions", decided.table.select([*keys, "decision"]))
    except KeyError as fault:
        raise CyberflagError(
            "these are not decisions about records",
            place=decided.file.name,
            remedy="Give the file that `cyberflag flag` wrote about these records.",
        ) from fault
    same = " AND ".join(f"decisions.{key} = latest.{key}" for key in keys)
    found = engine.query(
        f"SELECT COUNT(*) FILTER (WHERE times <> 1) AS astray FROM (SELECT latest.record_id, "
        f"COUNT(decisions.decision) AS times FROM ({LATEST}) AS latest LEFT JOIN decisions ON {same} "
        "GROUP BY latest.force_code, latest.record_id) AS joined"
    )
    astray = found["astray"][0].as_py()
    if astray:
        raise CyberflagError(
            f"{astray:,} records have no decision, or more than one",
            place=decided.file.name,
            remedy="Run `cyberflag flag` on this very file of records.",
        )


def _sql(file: FileOfRecords, decided: Decided | None) -> str:
    word, joined = "latest.online_flag", ""
    if decided is not None:
        word = "decisions.decision"
        joined = (
            "JOIN decisions ON decisions.force_code = latest.force_code "
            "AND decisions.record_id = latest.record_id AND decisions.version = latest.version "
        )
    return (
        f"WITH latest AS ({LATEST}), "
        "read AS (SELECT latest.force_code, periods.period_start, periods.period_end, "
        f"offences.offence, {CHILD} AS is_child, "
        f"CASE WHEN latest.victim_age BETWEEN 0 AND {_OLDEST} THEN latest.victim_age "
        f"ELSE CAST({_UNKNOWN_AGE} AS SMALLINT) END AS age, "
        f"COALESCE(latest.victim_sex, '{Sex.UNKNOWN}') AS sex, said.online FROM latest {joined}"
        "JOIN periods ON latest.recorded_on BETWEEN periods.period_start AND periods.period_end "
        "LEFT JOIN offences ON offences.code = latest.offence_code "
        f"LEFT JOIN said ON said.word = {word}), "
        f"{_CELLS} {_ROWS.format(source=_source_sql(file, decided))}"
    )


_CELLS = f"""
use AS (
  SELECT force_code, period_start, period_end,
    COUNT(*) FILTER (WHERE online = '{Online.ONLINE}') AS yes,
    COUNT(*) FILTER (WHERE online = '{Online.NOT_ONLINE}') AS no
  FROM read GROUP BY force_code, period_start, period_end),
counted AS (
  SELECT force_code, period_start, period_end, COALESCE(offence, '{ALL_OFFENCES}') AS offence,
    COALESCE(age, {_WHOLE_AGE}) AS age, COALESCE(sex, '{Sex.ALL}') AS sex,
    COUNT(*) AS every_one, COUNT(*) FILTER (WHERE online = '{Online.ONLINE}') AS flagged,
    COUNT(*) FILTER (WHERE online = '{Online.NOT_ONLINE}') AS unflagged
  FROM read WHERE is_child
  GROUP BY force_code, period_start, period_end, CUBE (offence, age, sex)),
cells AS (
  SELECT force_code, period_start, period_end, frame.offence, frame.age, frame.sex
  FROM use CROSS JOIN frame UNION SELECT {_CELL} FROM counted),
rows AS (
  SELECT {", ".join(f"cells.{name}" for name in _CELL.split(", "))}, views.online,
    COALESCE(CASE views.online WHEN '{Online.ALL}' THEN every_one
      WHEN '{Online.ONLINE}' THEN flagged ELSE unflagged END, 0) AS number,
    CASE WHEN views.online = '{Online.ALL}' THEN '{REPORTED}'
      WHEN yes + no = 0 THEN '{Missing.FLAG_NOT_USED}'
      WHEN views.online = '{Online.NOT_ONLINE}' AND no = 0 THEN '{Missing.NOT_HELD}'
      ELSE '{REPORTED}' END AS status
  FROM cells CROSS JOIN views JOIN use USING (force_code, period_start, period_end)
  LEFT JOIN counted USING ({_CELL}))
"""
_ROWS = f"""
SELECT force_code, period_start, period_end, offence,
  CASE WHEN age >= 0 THEN age END AS age_low, CASE WHEN age >= 0 THEN age END AS age_high,
  age = {_UNKNOWN_AGE} AS age_unknown, sex, online, '{Unit.OFFENCES}' AS unit,
  CASE WHEN status = '{REPORTED}' THEN number END AS low,
  CASE WHEN status = '{REPORTED}' THEN number END AS high,
  status, CAST(NULL AS VARCHAR) AS section, {{source}} AS source
FROM rows
WHERE status = '{REPORTED}'
  OR (offence = '{ALL_OFFENCES}' AND age = {_WHOLE_AGE} AND sex = '{Sex.ALL}')
ORDER BY force_code, period_start, offence, age, sex, online
"""


def _source_sql(file: FileOfRecords, decided: Decided | None) -> str:
    """The address of each row: the file and the query that finds its records in it."""
    by = "online flag" if decided is None else f"decisions sha256 {decided.file.sha256}"
    head, by = (text.replace("'", "''") for text in (f"{file.name}@{file.sha256}#", by))
    return (
        f"'{head}records of ' || force_code || ' recorded ' || CAST(period_start AS VARCHAR) "
        "|| ' to ' || CAST(period_end AS VARCHAR) || ', victim a child, offence ' || offence "
        f"|| ', age ' || CASE WHEN age = {_WHOLE_AGE} THEN 'all' WHEN age = {_UNKNOWN_AGE} "
        "THEN 'unknown' ELSE CAST(age AS VARCHAR) END || ', sex ' || sex || ', ' || online "
        f"|| ' by {by}'"
    )
