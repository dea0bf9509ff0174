"""From filled-in sheets to one code a record: two coders where two read it, and a third's word.

Where both read a record and differ, a person decides on a sheet of its own; without that nothing
is estimated. What nobody coded counts as not sampled.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.audit import Code
from cyberflag.flagging.estimate import Coded
from cyberflag.flagging.sheets import AUDIT_ID, CODE, Sheet, filled_sheet, read_sheet, write_sheet

DESIGN, SAMPLE = "design.toml", "sample.csv"
CODER_1, CODER_2, ADJUDICATION = "coder-1", "coder-2", "adjudication"
SAMPLE_HEADS = (AUDIT_ID, "force_code", "record_id", "version", "stratum", "group", "double")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """One drawn record, by the number it has on the sheets."""

    audit_id: str
    force_code: str
    record_id: str
    version: str
    stratum: str
    group: str
    double: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What came of the sheets: a code for each record, and both codes of those read twice."""

    coded: tuple[Coded, ...]
    pairs: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    uncoded: int
    adjudicated: int


def read_sample(folder: Path) -> tuple[Sampled, ...]:
    """The drawn records of an audit's folder."""
    path = folder / SAMPLE
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
        return tuple(
            Sampled(
                audit_id=row[AUDIT_ID],
                force_code=row["force_code"],
                record_id=row["record_id"],
                version=row["version"],
                stratum=row["stratum"],
                group=row["group"],
                double=row["double"] == "yes",
            )
            for row in rows
        )
    except OSError as fault:
        raise CyberflagError(
            "there is no sample", place=str(path), remedy="Draw one with `cyberflag audit draw`."
        ) from fault
    except (KeyError, UnicodeDecodeError) as fault:
        raise CyberflagError(
            "this is not a sample",
            place=str(path),
            remedy="Take the file `cyberflag audit draw` wrote, unchanged.",
        ) from fault


def settle(folder: Path) -> Settled:
    """Read the sheets in ``folder`` and settle each record's code.

    Where coders differ and nobody has decided, a sheet for it is written and
    :class:`CyberflagError` says so.
    """
    sample = read_sample(folder)
    first = _sheet(folder, CODER_1, frozenset(record.audit_id for record in sample))
    if first is None:
        raise CyberflagError(
            "the first coder's sheet is not there",
            place=str(folder / CODER_1),
            remedy="Put it back as a .csv or .xlsx file.",
        )
    twice = frozenset(record.audit_id for record in sample if record.double)
    second = _sheet(folder, CODER_2, twice) if twice else None
    one, two = first.codes, second.codes if second else {}
    differing = [record for record in sample if _differ(one, two, record.audit_id)]
    third = _sheet(folder, ADJUDICATION, frozenset(record.audit_id for record in differing))
    decided = third.codes if third else {}
    if open_ := [record for record in differing if record.audit_id not in decided]:
        raise _ask(folder, open_, differing, one, two, written=third is not None)
    codes = {**two, **one, **decided}
    return Settled(
        coded=tuple(
            Coded(
                stratum=record.stratum,
                group=record.group,
                force_code=record.force_code,
                code=codes[record.audit_id],
            )
            for record in sample
            if record.audit_id in codes
        ),
        pairs=tuple(
            (one[record.audit_id].value, two[record.audit_id].value)
            for record in sample
            if record.audit_id in one and record.audit_id in two
        ),
        sheets=tuple(sheet for sheet in (first, second, third) if sheet),
        uncoded=sum(record.audit_id not in codes for record in sample),
        adjudicated=len(decided),
    )


def _sheet(folder: Path, name: str, known: frozenset[str]) -> Sheet | None:
    path = filled_sheet(folder / name)
    return read_sheet(path, known) if path else None


def _differ(one: Mapping[str, Code], two: Mapping[str, Code], audit_id: str) -> bool:
    return audit_id in one and audit_id in two and one[audit_id] != two[audit_id]


def _ask(
    folder: Path,
    open_: Sequence[Sampled],
    differing: Sequence[Sampled],
    one: Mapping[str, Code],
    two: Mapping[str, Code],
    *,
    written: bool,
) -> CyberflagError:
    """Write the sheet for those who differ, unless somebody is at work on one."""
    remedy = f"Write the code decided on into each line of {ADJUDICATION}, and run this again."
    if written:
        remedy += " Lines it lacks come on a new sheet once the old one is moved away."
    else:
        write_sheet(
            folder / ADJUDICATION,
            (AUDIT_ID, "force_code", "record_id", "version", "first", "second", CODE, "note"),
            [
                (
                    record.audit_id,
                    record.force_code,
                    record.record_id,
                    record.version,
                    one[record.audit_id].value,
                    two[record.audit_id].value,
                    "",
                    "",
                )
                for record in differing
            ],
        )
    return CyberflagError(
        f"the coders differ on {len(open_):,} records, and nobody has decided",
        place=str(folder / ADJUDICATION),
        remedy=remedy,
    )
