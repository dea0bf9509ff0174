"""The latest version of each record, and the sexual offences against children among them.

An offence is counted where its code is in :mod:`cyberflag.core.offences` and the victim is a
child by the definition of the code or by the recorded age. A class of which only some subcodes
concern children (23, 86) is so by age alone: whoever wants the Home Office's stand-in, all of
class 86, must record the subcode or the age.
"""

from collections.abc import Callable, Sequence
from datetime import date

import pyarrow as pa

from cyberflag.core.errors import CyberflagError
from cyberflag.core.offences import OFFENCES, ChildVictim
from cyberflag.core.periods import Period
from cyberflag.engine.model import Engine

ADULT = 18

NEEDED = (
    "force_code",
    "record_id",
    "version",
    "recorded_on",
    "offence_code",
    "online_flag",
    "victim_age",
    "victim_sex",
)
"""The columns of records that counting reads; no text among them."""

LATEST = (
    "SELECT * FROM (SELECT *, ROW_NUMBER() OVER "
    "(PARTITION BY force_code, record_id ORDER BY version DESC) AS newest FROM records) AS ranked "
    "WHERE newest = 1"
)
"""One row per record: its highest version."""

CHILD = f"COALESCE(offences.child_by_code OR (offences.offence IS NOT NULL AND latest.victim_age < {ADULT}), FALSE)"
"""True of a sexual offence whose victim is a child; ``offences`` left-joined to ``latest``."""


def register_records(
    engine: Engine,
    records: pa.Table,
    period_of: Callable[[date], Period],
    columns: Sequence[str] = NEEDED,
) -> None:
    """Make ``records``, ``offences`` and ``periods`` of recording known to queries.

    Raises :class:`CyberflagError` where a column is not there, or one version of a record
    stands twice: which of the two is true cannot be told.
    """
    absent = [name for name in columns if name not in records.schema.names]
    if absent:
        raise CyberflagError(
            f"there is no column {', '.join(absent)}",
            place="the records",
            remedy="Give records as their specification has them.",
        )
    engine.register("records", records.select(columns))
    engine.register("offences", _offences())
    engine.register("periods", _periods(records, period_of))
    twice = engine.query(
        "SELECT COUNT(*) AS twice FROM (SELECT force_code FROM records "
        "GROUP BY force_code, record_id, version HAVING COUNT(*) > 1) AS doubled"
    )["twice"][0].as_py()
    if twice:
        raise CyberflagError(
            f"{twice:,} versions of records stand more than once",
            place="the records",
            remedy="Run `cyberflag check` on them, and keep one of each.",
        )


def _offences() -> pa.Table:
    return pa.table(
        {
            "code": list(OFFENCES),
            "offence": [offence.group for offence in OFFENCES.values()],
            "child_by_code": [
                offence.child_victim is ChildVictim.YES for offence in OFFENCES.values()
            ],
        }
    )


def _periods(records: pa.Table, period_of: Callable[[date], Period]) -> pa.Table:
    days: list[date] = records["recorded_on"].drop_null().unique().to_pylist()
    found = sorted({period_of(day) for day in days})
    return pa.table(
        {
            "period_start": pa.array([one.start for one in found], pa.date32()),
            "period_end": pa.array([one.end for one in found], pa.date32()),
        }
    )
