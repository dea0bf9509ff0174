"""The record as columns: one table that says each field's name, type, list and meaning.

Readers, checks, the specification page and the Arrow schema are all made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import pyarrow as pa

from cyberflag.records.model import (
    Method,
    OffenceOutcome,
    OnlineFlag,
    Platform,
    Relationship,
    ReportedBy,
    Support,
    VictimSex,
    YesNo,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One field: its Arrow type, the list its values come from, whether it must be there."""

    name: str
    arrow: pa.DataType
    title: str
    values: type[StrEnum] | None = None
    required: bool = False
    leaves_force: bool = True
    """False for free text: it never leaves the force."""


def _listed(name: str, title: str, values: type[StrEnum]) -> Column:
    return Column(name=name, arrow=pa.string(), title=title, values=values)


COLUMNS: tuple[Column, ...] = (
    Column(name="force_code", arrow=pa.string(), title="Force", required=True),
    Column(name="record_id", arrow=pa.string(), title="Pseudonymous id", required=True),
    Column(name="version", arrow=pa.int32(), title="Version, from 1", required=True),
    Column(name="recorded_on", arrow=pa.date32(), title="Date recorded", required=True),
    Column(name="committed_from", arrow=pa.date32(), title="Committed, from"),
    Column(name="committed_to", arrow=pa.date32(), title="Committed, to"),
    Column(name="offence_code", arrow=pa.string(), title="Home Office code", required=True),
    _listed("online_flag", "Online crime flag", OnlineFlag),
    Column(name="victim_age", arrow=pa.int16(), title="Victim's age at the offence"),
    _listed("victim_sex", "Victim's sex", VictimSex),
    _listed("victim_identified", "Victim identified", YesNo),
    _listed("relationship", "Suspect to victim", Relationship),
    _listed("outcome", "Outcome", OffenceOutcome),
    _listed("platform", "Platform", Platform),
    _listed("method", "Method", Method),
    _listed("reported_by", "Reported by", ReportedBy),
    _listed("support", "Support offered", Support),
    _listed("referral", "Referred to children's services", YesNo),
    Column(name="summary", arrow=pa.string(), title="Short summary", leaves_force=False),
)
"""Every field of :class:`~cyberflag.records.model.Record`, in order."""

COLUMN: Mapping[str, Column] = MappingProxyType({column.name: column for column in COLUMNS})

SCHEMA: pa.Schema = pa.schema([(column.name, column.arrow) for column in COLUMNS])
"""The Arrow schema of records: dates as date32, ages as int16, lists as plain strings."""
