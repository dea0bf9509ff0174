"""JSON lines -> rows with their line numbers: one flat object a line."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

import pyarrow as pa

from cyberflag.core.errors import CyberflagError
from cyberflag.records.account import Finding, Told
from cyberflag.records.convert import RawBatch
from cyberflag.records.door import guard_door
from cyberflag.records.headings import Headings, field_of, match_headings
from cyberflag.records.textlines import Lines, text_blocks

_Fields = dict[str, str | None]


class _Refused(Exception):
    """The line is no flat object, or names a field twice."""

    def __init__(self, told: Told) -> None:
        super().__init__(told)
        self.told = told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parsed:
    rows: list[_Fields]
    lines: Sequence[int]
    rejects: tuple[Finding, ...]
    blank: int


def read_json(file: IO[bytes], path: Path, size: int) -> Iterator[RawBatch]:
    """Every line of the file, as a row, a reject, or a blank line.

    Raises :class:`CyberflagError` where the first lines that are objects lack a required field
    altogether, or the door refuses them.
    """
    headings: Headings | None = None
    for block in text_blocks(file):
        parsed = _parse(block)
        notes: tuple[str, ...] = ()
        if headings is None and parsed.rows:
            names = list(dict.fromkeys(name for row in parsed.rows for name in row))
            headings = match_headings(_first_spellings(names), path.name)
            notes = headings.notes()
            guard_door(
                names, [[row.get(n) or "" for n in names] for row in parsed.rows], place=path.name
            )
        yield RawBatch(
            columns=_columns(parsed.rows),
            lines=parsed.lines,
            rejects=parsed.rejects,
            remarks=tuple(
                Finding(line=block.first + at, rule=Told.OTHER_ENCODING.value) for at in block.other
            ),
            blank=parsed.blank,
            notes=notes,
            done=block.done / size,
        )
    if headings is None:
        raise CyberflagError(
            "no line of it is a record",
            place=path.name,
            remedy='Each line must be one object, such as {"force_code": "E23000001", …}.',
        )


def _parse(block: Lines) -> _Parsed:
    rows: list[_Fields] = []
    lines: list[int] = []
    rejects: list[Finding] = []
    blank = 0
    for number, text in enumerate(block.texts, block.first):
        told = block.faults.get(number - block.first)
        if told is None and not text.strip():
            blank += 1
            continue
        try:
            if told is not None:
                raise _Refused(told)
            rows.append(_fields(text))
            lines.append(number)
        except _Refused as fault:
            rejects.append(Finding(line=number, rule=fault.told.value))
    return _Parsed(rows=rows, lines=lines, rejects=tuple(rejects), blank=blank)


def _fields(text: str) -> _Fields:
    """The object's fields as texts; raises :class:`_Refused`."""
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
        if "\\u" in text:
            # Half a pair of surrogates is no letter, and Arrow holds none.
            json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise _Refused(Told.NOT_OBJECT) from None
    if not isinstance(found, dict):
        raise _Refused(Told.NOT_OBJECT)
    if _doubled(tuple(found)):
        raise _Refused(Told.FIELD_TWICE)
    return found


@lru_cache(1024)
def _doubled(names: tuple[str, ...]) -> bool:
    """Whether two of the names are one field in two spellings."""
    fields = [field for name in names if (field := field_of(name))]
    return len(set(fields)) < len(fields)


def _first_spellings(names: list[str]) -> list[str]:
    """The names without other spellings of fields named before; lines may differ in theirs."""
    return list({field_of(name) or name: name for name in reversed(names)}.values())[::-1]


def _object(pairs: list[tuple[str, object]]) -> _Fields:
    fields: _Fields = {name: value if type(value) is str else _text(value) for name, value in pairs}
    if len(fields) != len(pairs):
        raise _Refused(Told.FIELD_TWICE)
    return fields


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    raise _Refused(Told.NOT_OBJECT)


def _no_constant(_: str) -> None:
    raise _Refused(Told.NOT_OBJECT)


def _columns(rows: list[_Fields]) -> Mapping[str, pa.Array]:
    """A column for each field that any of the rows has, however it spells it."""
    spellings: dict[str, list[str]] = {}
    for name in dict.fromkeys(name for keys in dict.fromkeys(map(tuple, rows)) for name in keys):
        if field := field_of(name):
            spellings.setdefault(field, []).append(name)
    return {
        field: pa.array(_values(rows, names), pa.string()) for field, names in spellings.items()
    }


def _values(rows: list[_Fields], names: list[str]) -> list[str | None]:
    if len(names) == 1:
        return [row.get(names[0]) for row in rows]
    return [next((row[name] for name in names if name in row), None) for row in rows]
