"""The table ``counts``: to Arrow and back, to Parquet and CSV and back, without loss."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet

from cyberflag.core.ages import AgeBand
from cyberflag.core.counts import REPORTED, Count, Interval, Online, Sex, SourceRef, Unit
from cyberflag.core.errors import CyberflagError
from cyberflag.core.offences import ALL_OFFENCES
from cyberflag.core.periods import Period
from cyberflag.foi.model import ForceAnswer
from cyberflag.harmonise.model import CountsRow

SCHEMA = pa.schema(
    [
        pa.field("force_code", pa.string(), nullable=False),
        pa.field("period_start", pa.date32(), nullable=False),
        pa.field("period_end", pa.date32(), nullable=False),
        pa.field("offence", pa.string(), nullable=False),
        pa.field("age_low", pa.int16()),
        pa.field("age_high", pa.int16()),
        pa.field("age_unknown", pa.bool_(), nullable=False),
        pa.field("sex", pa.string(), nullable=False),
        pa.field("online", pa.string(), nullable=False),
        pa.field("unit", pa.string(), nullable=False),
        pa.field("low", pa.int64()),
        pa.field("high", pa.int64()),
        pa.field("status", pa.string(), nullable=False),
        pa.field("section", pa.string()),
        pa.field("source", pa.string(), nullable=False),
    ]
)
"""The columns of ``counts``. ``low`` is null where nothing is known of the number, ``high``
where it has no known upper end."""


def rows_of(
    answers: Iterable[ForceAnswer], *, flag: Online = Online.ONLINE
) -> tuple[CountsRow, ...]:
    """Every confirmed count, and for a force and period without any, a row that says why.

    An answer that is said to be reported and has no count yet has no row.
    """
    rows: list[CountsRow] = []
    for answer in answers:
        rows.extend(CountsRow(count=count) for count in answer.counts)
        if not answer.counts and answer.status != REPORTED:
            rows.append(CountsRow(count=_absence(answer, flag), section=answer.section))
    return tuple(rows)


def _absence(answer: ForceAnswer, flag: Online) -> Count:
    return Count(
        force_code=answer.force_code,
        period=answer.period,
        offence=ALL_OFFENCES,
        age=AgeBand(),
        sex=Sex.ALL,
        online=flag,
        unit=Unit.OFFENCES,
        value=None,
        status=answer.status,
        source=answer.source,
    )


def to_table(rows: Sequence[CountsRow]) -> pa.Table:
    """The rows as an Arrow table of :data:`SCHEMA`, in the same order."""
    return pa.Table.from_pylist([_record(row) for row in rows], schema=SCHEMA)


def from_table(table: pa.Table) -> tuple[CountsRow, ...]:
    """The rows of an Arrow table; raises :class:`CyberflagError` if its columns are others."""
    if table.schema.names != SCHEMA.names:
        raise CyberflagError(
            "these are not the columns of the table counts",
            place=", ".join(table.schema.names)[:200],
            remedy=f"Give the columns {', '.join(SCHEMA.names)}.",
        )
    return tuple(_row(record) for record in table.to_pylist())


def write_counts(rows: Sequence[CountsRow], folder: Path) -> tuple[Path, Path]:
    """Write ``counts.parquet`` and ``counts.csv`` into ``folder``; returns their paths."""
    return write_table(to_table(rows), folder)


def write_table(table: pa.Table, folder: Path) -> tuple[Path, Path]:
    """Write a table of :data:`SCHEMA` as :func:`write_counts` does."""
    folder.mkdir(parents=True, exist_ok=True)
    parquet, csv = folder / "counts.parquet", folder / "counts.csv"
    pa_parquet.write_table(table, parquet)
    pa_csv.write_csv(table, csv)
    return parquet, csv


def read_counts(path: Path) -> tuple[CountsRow, ...]:
    """Read back what :func:`write_counts` wrote, from either file.

    Raises :class:`CyberflagError` naming the file where it is none of the two.
    """
    try:
        table = _read_csv(path) if path.suffix == ".csv" else pa_parquet.read_table(path)
        return from_table(table)
    except (pa.ArrowException, OSError) as fault:
        raise CyberflagError(
            "this file does not hold the table counts",
            place=str(path),
            remedy="Give a counts.parquet or counts.csv that cyberflag wrote.",
        ) from fault


def _read_csv(path: Path) -> pa.Table:
    # Only an empty cell is null: every column of text here that may be empty is null then.
    convert = pa_csv.ConvertOptions(
        column_types=SCHEMA,
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
    )
    return pa_csv.read_csv(path, convert_options=convert)


def _record(row: CountsRow) -> dict[str, object]:
    count = row.count
    value = count.value
    return {
        "force_code": count.force_code,
        "period_start": count.period.start,
        "period_end": count.period.end,
        "offence": count.offence,
        "age_low": count.age.low,
        "age_high": count.age.high,
        "age_unknown": count.age.unknown,
        "sex": count.sex.value,
        "online": count.online.value,
        "unit": count.unit.value,
        "low": None if value is None else value.low,
        "high": None if value is None else value.high,
        "status": str(count.status),
        "section": row.section,
        "source": str(count.source),
    }


def _row(record: dict[str, Any]) -> CountsRow:  # Any: Arrow's values, by column type
    low = record["low"]
    count = Count(
        force_code=record["force_code"],
        period=Period(record["period_start"], record["period_end"]),
        offence=record["offence"],
        age=AgeBand(record["age_low"], record["age_high"], record["age_unknown"]),
        sex=Sex(record["sex"]),
        online=Online(record["online"]),
        unit=Unit(record["unit"]),
        value=None if low is None else Interval(low, record["high"]),
        status=record["status"],
        source=SourceRef.parse(record["source"]),
    )
    return CountsRow(count=count, section=record["section"])
