"""Records added up for compliance: how many there are, and how many say what they must."""

from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from cyberflag.core.periods import fin_year_of, quarter_of
from cyberflag.engine.duck import open_engine
from cyberflag.records.latest import CHILD, LATEST, NEEDED, register_records

CELL_COLUMNS = (*NEEDED, "victim_identified")
"""The columns of records that :func:`cells_of` reads."""

NOT_KNOWN_CHILD, OTHER_CRIME = "sexual, not known to be a child's", "other crime"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedCell:
    """One force's records of one quarter and group: numbers of latest versions.

    ``group`` is a publication group (sexual offences against children), or one of
    :data:`NOT_KNOWN_CHILD` and :data:`OTHER_CRIME`. ``flagged`` have the flag yes,
    ``unflagged`` no, the rest of ``records`` none. ``identified`` are those whose victim is
    not said to be unidentified, ``aged`` those of them with the victim's age.
    """

    force_code: str
    quarter: date
    """Its first day."""
    group: str
    records: int
    flagged: int
    unflagged: int
    identified: int
    aged: int


_SQL = f"""
WITH latest AS ({LATEST}), grouped AS (
  SELECT latest.force_code, periods.period_start AS quarter,
    CASE WHEN {CHILD} THEN offences.offence WHEN offences.offence IS NOT NULL
      THEN '{NOT_KNOWN_CHILD.replace("'", "''")}' ELSE '{OTHER_CRIME}' END AS "group",
    latest.online_flag, latest.victim_age, COALESCE(latest.victim_identified, '') <> 'no' AS known
  FROM latest JOIN periods
    ON latest.recorded_on BETWEEN periods.period_start AND periods.period_end
  LEFT JOIN offences ON offences.code = latest.offence_code)
SELECT force_code, quarter, "group", COUNT(*) AS records,
  COUNT(*) FILTER (WHERE online_flag = 'yes') AS flagged,
  COUNT(*) FILTER (WHERE online_flag = 'no') AS unflagged,
  COUNT(*) FILTER (WHERE known) AS identified,
  COUNT(*) FILTER (WHERE known AND victim_age IS NOT NULL) AS aged
FROM grouped GROUP BY force_code, quarter, "group" ORDER BY force_code, quarter, "group"
"""


def cells_of(records: pa.Table) -> tuple[RecordedCell, ...]:
    """The cells of records with :data:`CELL_COLUMNS`, by force, quarter and group.

    Raises :class:`CyberflagError` where a version of a record stands twice.
    """
    with open_engine() as engine:
        register_records(engine, records, quarter_of, CELL_COLUMNS)
        return tuple(RecordedCell(**row) for row in engine.query(_SQL).to_pylist())


def last_whole_year(cells: tuple[RecordedCell, ...]) -> date:
    """The first day of the last financial year with records in all its quarters.

    Of the last year with any where none is whole.
    """
    quarters = {cell.quarter for cell in cells}
    years = sorted({fin_year_of(quarter).start for quarter in quarters})
    whole = [
        year
        for year in years
        if sum(fin_year_of(quarter).start == year for quarter in quarters) == 4
    ]
    return (whole or years)[-1]
