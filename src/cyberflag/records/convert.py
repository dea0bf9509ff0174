"""Columns as a file holds them -> records, rejects and remarks.

A line is turned away only where it says not which record, whose, when recorded, of what offence.
Any other field that cannot be read is left empty, and that is remarked: nothing else of a record
may keep it from being counted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cyberflag.records.account import Finding, Told
from cyberflag.records.columns import COLUMNS, SCHEMA, Column
from cyberflag.records.values import (
    Unreadable,
    read_date,
    read_force,
    read_listed,
    read_number,
    read_offence,
)

OLDEST_AGE = 150
_MOST_VERSIONS = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RawBatch:
    """Lines as read: a column for each field the file has, of whatever type it holds them in.

    ``lines`` is the number of each row's line. ``heading``, ``blank`` and ``continued`` count
    lines that are no row of their own; ``done`` is the share of the file read.
    """

    columns: Mapping[str, pa.Array]
    lines: Sequence[int]
    rejects: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    heading: int = 0
    blank: int = 0
    continued: int = 0
    notes: tuple[str, ...] = ()
    done: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """Records with their lines, and what was found while they were made."""

    records: pa.RecordBatch
    lines: pa.Array
    rejects: tuple[Finding, ...]
    remarks: tuple[Finding, ...]


def convert(raw: RawBatch) -> Converted:
    """The records of a raw batch; ``rejects`` and ``remarks`` hold those of the batch too."""
    lines = np.asarray(raw.lines, dtype=np.int64)
    kept = np.ones(len(lines), dtype=bool)
    columns: list[pa.Array] = []
    rejects: list[Finding] = []
    remarks: list[tuple[str, Told, np.ndarray]] = []
    for column in COLUMNS:
        array, unreadable = _typed(column, raw.columns.get(column.name), len(lines))
        columns.append(array)
        told = _TOLD.get(column.name, _told(column))
        if not column.required:
            if unreadable.any():
                remarks.append((column.name, told, unreadable))
            continue
        empty = ~_valid(array) & ~unreadable
        for fault, wrong in ((told, unreadable), (Told.EMPTY, empty)):
            first = wrong & kept
            rejects += _findings(lines[first], fault, column.name)
            kept &= ~wrong
    records = pa.RecordBatch.from_arrays(columns, schema=SCHEMA)
    if not kept.all():
        records = records.filter(pa.array(kept))
    return Converted(
        records=records,
        lines=pa.array(lines[kept]),
        rejects=_by_line((*raw.rejects, *rejects)),
        remarks=_by_line(
            (
                *_still_kept(raw.remarks, lines[kept]),
                *(
                    one
                    for name, told, at in remarks
                    for one in _findings(lines[at & kept], told, name)
                ),
            )
        ),
    )


_TOLD: Mapping[str, Told] = {"version": Told.NOT_VERSION, "recorded_on": Told.NOT_RECORDED_ON}


def _told(column: Column) -> Told:
    if pa.types.is_date(column.arrow):
        return Told.NOT_DATE
    if pa.types.is_integer(column.arrow):
        return Told.NOT_AGE
    return Told.NOT_LISTED


def _findings(lines: np.ndarray, rule: Told, field: str) -> list[Finding]:
    return [Finding(line=line, rule=rule.value, field=field) for line in lines.tolist()]


def _by_line(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (one.line, one.rule, one.field)))


def _still_kept(remarks: Sequence[Finding], kept: np.ndarray) -> Sequence[Finding]:
    if not remarks:
        return ()
    lines = set(kept.tolist())
    return [one for one in remarks if one.line in lines]


def _valid(array: pa.Array) -> np.ndarray:
    valid: np.ndarray = pc.is_valid(array).to_numpy(zero_copy_only=False)
    return valid


def _typed(column: Column, array: pa.Array | None, rows: int) -> tuple[pa.Array, np.ndarray]:
    """(the column in its type, where its value cannot be read); the latter are null."""
    nothing = np.zeros(rows, dtype=bool)
    if array is None or pa.types.is_null(array.type):
        return pa.nulls(rows, column.arrow), nothing
    if column.name in _AS_THEY_STAND:
        return _plain(_texts(array), strip=column.required), nothing
    if array.type == column.arrow and column.name in _CHECKED:
        low, high = _CHECKED[column.name]
        wrong = pc.fill_null(pc.or_(pc.less(array, low), pc.greater(array, high)), False)
        unreadable = wrong.to_numpy(zero_copy_only=False)
        return (pc.if_else(wrong, None, array) if unreadable.any() else array), unreadable
    if pa.types.is_date32(array.type) and pa.types.is_date(column.arrow):
        return array, nothing
    return _by_value(column, _days(array) if pa.types.is_date(column.arrow) else _texts(array))


_AS_THEY_STAND = frozenset({"record_id", "summary"})
_CHECKED: Mapping[str, tuple[int, int]] = {
    "version": (1, _MOST_VERSIONS),
    "victim_age": (0, OLDEST_AGE),
}


def _texts(array: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if array.type == pa.string():
        return array
    if pa.types.is_floating(array.type):
        # 13.0 is thirteen; what is not whole stays as it is, to be told.
        return pa.array([None if v is None else repr(v) for v in array.to_pylist()], pa.string())
    return array.cast(pa.string())


def _days(array: pa.Array) -> pa.Array:
    """Times and dates as texts of days; texts as they are."""
    if pa.types.is_timestamp(array.type) or pa.types.is_date(array.type):
        return pc.strftime(array, format="%Y-%m-%d")
    return _texts(array)


def _plain(array: pa.Array, *, strip: bool) -> pa.Array:
    if strip:
        array = pc.utf8_trim_whitespace(array)
    empty = pc.equal(pc.binary_length(array), 0)
    return pc.if_else(pc.fill_null(empty, False), pa.scalar(None, pa.string()), array)


def _by_value(column: Column, texts: pa.Array) -> tuple[pa.Array, np.ndarray]:
    """Each different value is read once: a batch holds few different dates, codes or choices."""
    encoded = texts.dictionary_encode()
    read = _reader(column)
    values: list[object] = []
    unreadable: list[bool] = []
    for text in encoded.dictionary.to_pylist():
        try:
            values.append(read(text))
            unreadable.append(False)
        except Unreadable:
            values.append(None)
            unreadable.append(True)
    array = pa.array(values, column.arrow).take(encoded.indices)
    if not any(unreadable):
        return array, np.zeros(len(texts), dtype=bool)
    wrong = pc.fill_null(pa.array(unreadable).take(encoded.indices), False)
    return array, wrong.to_numpy(zero_copy_only=False)


def _reader(column: Column) -> Callable[[str], object]:
    if column.values is not None:
        return _listed(column.values)
    return _READERS[column.name]


def _listed(values: type[StrEnum]) -> Callable[[str], object]:
    return partial(_read_listed, values)


def _read_listed(values: type[StrEnum], text: str) -> str | None:
    return read_listed(text, values)


def _read_day(text: str) -> date | None:
    return read_date(text)


def _within(name: str, text: str) -> int | None:
    number = read_number(text)
    low, high = _CHECKED[name]
    if number is not None and not low <= number <= high:
        raise Unreadable
    return number


_READERS: Mapping[str, Callable[[str], object]] = {
    "force_code": read_force,
    "version": partial(_within, "version"),
    "recorded_on": _read_day,
    "committed_from": _read_day,
    "committed_to": _read_day,
    "offence_code": read_offence,
    "victim_age": partial(_within, "victim_age"),
}
