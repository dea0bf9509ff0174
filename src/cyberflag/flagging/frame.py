"""The frame of an audit: every record decided on, in a few bytes each, from files of any size.

A record is known by a hash of its force and id. The hash is also what the draw goes by, so the
same seed draws the same records, in whatever order they stand in the file. At its peak the frame
takes about 60 bytes a record, and 12 more where it is joined with the records file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from cyberflag.core.errors import CyberflagError
from cyberflag.core.notifiable import NOTIFIABLE
from cyberflag.core.offences import group_of
from cyberflag.flagging.audit import NO_GROUP, Label
from cyberflag.flagging.model import Against, Decision
from cyberflag.flagging.rates import Recorded

Keys: TypeAlias = npt.NDArray[np.uint64]
Places: TypeAlias = npt.NDArray[np.int32]

NEEDED = ("force_code", "record_id", "version", "decision", "against")
"""The columns of decisions that a frame is made from."""
JOINED = ("force_code", "record_id", "version", "offence_code", "online_flag")
"""The columns of records that are joined to it."""

FLAGGED = "yes"
RECORDED = {
    (Decision.FLAG, Against.AGREES): Recorded.YES,
    (Decision.FLAG, Against.MISSING): Recorded.NOT,
    (Decision.NO_FLAG, Against.CONTRADICTED): Recorded.YES,
    (Decision.NO_FLAG, Against.AGREES): Recorded.NOT,
    (Decision.REVIEW, Against.UNDECIDED): Recorded.NOT_KNOWN,
}
"""The recorded flag that a decision and what it says against the flag come to."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """Records by their key; ``place`` indexes ``labels``. ``superseded`` versions are left out."""

    keys: Keys
    place: Places
    labels: tuple[Label, ...]
    superseded: int

    def counts(self) -> dict[Label, int]:
        """How many records carry each label."""
        numbers = np.bincount(self.place, minlength=len(self.labels))
        return {
            label: int(number) for label, number in zip(self.labels, numbers, strict=True) if number
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Joined:
    """Offence group and recorded flag of each version of a record, in the order of their keys."""

    keys: Keys
    place: Places
    labels: tuple[tuple[str, str], ...]


def offence_group(code: str | None) -> str:
    """The group of an offence code: of a sexual offence, or of a notifiable class."""
    known = NOTIFIABLE.get(code or "")
    return group_of(code or "") or (known.group if known else NO_GROUP)


def record_keys(batch: pa.RecordBatch) -> Keys:
    """A 64-bit hash of force and id of each record; a record without an id is refused."""
    ids = batch.column("record_id")
    if ids.null_count:
        raise CyberflagError(
            f"{ids.null_count:,} records have no id",
            place="record_id",
            remedy="Run `cyberflag check` on the records, and flag what it accepts.",
        )
    pairs = zip(batch.column("force_code").to_pylist(), ids.to_pylist(), strict=True)
    return np.frombuffer(
        b"".join(
            blake2b(f"{force or ''}\0{record}".encode(), digest_size=8).digest()
            for force, record in pairs
        ),
        np.uint64,
    )


def mixed(keys: Keys, salt: int) -> Keys:
    """Another hash of each key; every salt gives an order of its own (splitmix64)."""
    z = keys + np.uint64((salt * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) & 0xFFFF_FFFF_FFFF_FFFF)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def versions(batch: pa.RecordBatch) -> Places:
    """The version of each record; 1 where none is given."""
    column = batch.column("version").cast(pa.int32()).fill_null(1)
    return np.asarray(column.to_numpy(zero_copy_only=False), np.int32)


def version_keys(keys: Keys, version: Places) -> Keys:
    """A key for each version of a record."""
    return mixed(keys ^ (version.astype(np.uint64) << np.uint64(40)), 1)


def _codes(batch: pa.RecordBatch, name: str) -> tuple[Places, list[str]]:
    column = batch.column(name).cast(pa.string()).fill_null("").dictionary_encode()
    return np.asarray(column.indices.to_numpy(zero_copy_only=False), np.int32), [
        str(value) for value in column.dictionary.to_pylist()
    ]


def _distinct(columns: Sequence[tuple[Places, list[str]]]) -> tuple[Places, list[tuple[str, ...]]]:
    """Rows of several coded columns as places in the list of their distinct combinations."""
    joint = np.zeros(len(columns[0][0]), np.int64)
    for codes, names in columns:
        joint = joint * max(len(names), 1) + codes
    found, first, place = np.unique(joint, return_index=True, return_inverse=True)
    rows = [tuple(names[codes[at]] for codes, names in columns) for at in first]
    return place.astype(np.int32), rows if len(found) else []


def join_records(batches: Iterable[pa.RecordBatch]) -> Joined:
    """Offence group and recorded flag of every version in the records file."""
    keys: list[Keys] = []
    places: list[Places] = []
    labels: dict[tuple[str, str], int] = {}
    for batch in batches:
        place, rows = _distinct([_codes(batch, "offence_code"), _codes(batch, "online_flag")])
        here = [
            labels.setdefault(
                (offence_group(code), Recorded.YES if flag == FLAGGED else Recorded.NOT),
                len(labels),
            )
            for code, flag in rows
        ]
        places.append(np.array(here, np.int32)[place] if rows else place)
        keys.append(version_keys(record_keys(batch), versions(batch)))
    every = _together(keys, np.uint64)
    order = np.argsort(every)
    return Joined(keys=every[order], place=_together(places, np.int32)[order], labels=tuple(labels))


def make_frame(batches: Iterable[pa.RecordBatch], joined: Joined | None = None) -> Frame:
    """The frame of a decisions file, in batches with at least :data:`NEEDED`.

    Raises :class:`CyberflagError` where a record or a version stands twice, where a decision is
    none, or where a record is not in the records file it is joined with.
    """
    labels: dict[Label, int] = {}
    keys: list[Keys] = []
    places: list[Places] = []
    version: list[Places] = []
    for batch in batches:
        keys.append(record_keys(batch))
        version.append(versions(batch))
        places.append(_placed(batch, keys[-1], version[-1], joined, labels))
    return _latest(
        _together(keys, np.uint64),
        _together(version, np.int32),
        _together(places, np.int32),
        tuple(labels),
    )


def groups_of(frame: Frame, keys: Keys) -> list[str]:
    """The offence group of each record of ``keys``, all of which are in the frame."""
    order = np.argsort(frame.keys)
    place = frame.place[order[np.searchsorted(frame.keys[order], keys)]]
    return [frame.labels[at].group for at in place]


def _placed(
    batch: pa.RecordBatch,
    keys: Keys,
    version: Places,
    joined: Joined | None,
    labels: dict[Label, int],
) -> Places:
    columns = [_codes(batch, name) for name in ("decision", "against", "force_code")]
    if joined is not None:
        columns.append(
            (
                _found(joined, version_keys(keys, version)),
                [str(n) for n in range(len(joined.labels))],
            )
        )
    place, rows = _distinct(columns)
    here = []
    for decision, against, force, *more in rows:
        recorded: str | None = (
            RECORDED.get((Decision(decision), Against(against)))
            if (decision in set(Decision) and against in set(Against))
            else None
        )
        if recorded is None:
            raise CyberflagError(
                "decision and against do not go together",
                place="the decisions",
                remedy="Give the file that `cyberflag flag` wrote, unchanged.",
            )
        group = NO_GROUP
        if joined is not None:
            group, says = joined.labels[int(more[0])]
            if recorded not in (says, Recorded.NOT_KNOWN):
                raise CyberflagError(
                    "the recorded flag is another than the decisions were held against",
                    place="the records",
                    remedy="Give the records file the decisions were made from.",
                )
            recorded = says
        here.append(labels.setdefault(Label(decision, recorded, group, force), len(labels)))
    return np.array(here, np.int32)[place] if rows else place


def _found(joined: Joined, keys: Keys) -> Places:
    at = np.searchsorted(joined.keys, keys)
    at[at == len(joined.keys)] = 0
    absent = int((joined.keys[at] != keys).sum()) if len(joined.keys) else len(keys)
    if absent:
        raise CyberflagError(
            f"{absent:,} or more records that were decided on are not in it",
            place="the records",
            remedy="Give the records file the decisions were made from.",
        )
    return joined.place[at]


def _latest(keys: Keys, version: Places, place: Places, labels: tuple[Label, ...]) -> Frame:
    order = np.argsort(keys)
    ordered = keys[order]
    same = ordered[1:] == ordered[:-1]
    del ordered
    # Records with one version are most of them, and need no look at it.
    many = order[np.append(same, False)[: len(keys)] | np.insert(same, 0, False)[: len(keys)]]
    del order
    many = many[np.lexsort((version[many], keys[many]))]
    same = keys[many][1:] == keys[many][:-1]
    twice = int((same & (version[many][1:] == version[many][:-1])).sum())
    if twice:
        raise CyberflagError(
            f"{twice:,} versions of records stand more than once",
            place="the decisions",
            remedy="Run `cyberflag check` on the records, keep one of each, and flag them again.",
        )
    latest = np.ones(len(keys), bool)
    latest[many[:-1][same]] = False
    return Frame(
        keys=keys[latest],
        place=place[latest],
        labels=labels,
        superseded=int(len(keys) - latest.sum()),
    )


Code = TypeVar("Code", bound=np.generic)


def _together(parts: list[npt.NDArray[Code]], kind: type[Code]) -> npt.NDArray[Code]:
    """The parts as one array; the list is emptied, so that they are not held twice."""
    whole = np.concatenate(parts) if parts else np.array([], kind)
    parts.clear()
    return whole
