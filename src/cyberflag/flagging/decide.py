"""Decisions about a batch of records: text weighed against fields, held against the flag.

:func:`flag_batch` depends on its arguments alone and can be called in any process: the command,
a worker, or Spark's ``mapInArrow``.
"""

from dataclasses import replace
from itertools import product

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.compiled import Compiled, automata, compiled, fields_say
from cyberflag.flagging.model import Against, Decision, FieldsSay, Ruleset, TextSays
from cyberflag.flagging.plain import read_text
from cyberflag.flagging.scan import Ints, sieve, text_bytes
from cyberflag.flagging.scope import NONE, Mentions, mentions, says
from cyberflag.flagging.search import cut, lay_out, search

SUMMARY, FLAG = "summary", "online_flag"
KEYS = ("force_code", "record_id", "version")
"""Columns carried from the records to the decisions, where they are there."""
FLAGGED = "yes"

EVIDENCE = pa.struct(
    [("rule", pa.string()), ("start", pa.int32()), ("end", pa.int32()), ("modifier", pa.string())]
)
DECISIONS: pa.Schema = pa.schema(
    [
        ("force_code", pa.string()),
        ("record_id", pa.string()),
        ("version", pa.int32()),
        ("decision", pa.string()),
        ("against", pa.string()),
        ("ruleset", pa.string()),
        ("evidence", pa.list_(EVIDENCE)),
    ]
)
"""The Arrow schema of decisions; offsets are characters of the summary, -1 for a field."""

TEXT_STATES = (TextSays.SILENT, TextSays.SET_ASIDE, TextSays.DOUBT, TextSays.ONLINE)
NO_TEXT = len(TEXT_STATES)
STATES = (*TEXT_STATES, TextSays.NO_TEXT)
FIELD_STATES = tuple(FieldsSay)
CHOICES = tuple(Decision)

Codes = npt.NDArray[np.int8]

AGAINST = np.array(
    [
        [tuple(Against).index(against) for against in by_flag]
        for by_flag in (
            (Against.MISSING, Against.AGREES),
            (Against.AGREES, Against.CONTRADICTED),
            (Against.UNDECIDED, Against.UNDECIDED),
        )
    ],
    np.int8,
)
"""By decision (as in ``CHOICES``) and by whether the record carries the flag."""


def flag_batch(batch: pa.RecordBatch, ruleset: Ruleset) -> pa.RecordBatch:
    """One decision a record, in the order of the records, with :data:`DECISIONS`.

    Raises :class:`CyberflagError` where the batch has no column ``record_id`` or ``summary``.
    """
    for name in ("record_id", SUMMARY):
        if name not in batch.schema.names:
            raise CyberflagError(
                f"there is no column {name}",
                place="the records",
                remedy="Give records as their specification has them.",
            )
    ready = compiled(ruleset)
    texts = _strings(batch, SUMMARY)
    text_state, spoken = _read(texts, ready)
    conditions = _conditions(batch, ruleset)
    field_state = _field_state(conditions, ruleset)
    chosen = _weigh_table(ruleset)[text_state, field_state]
    columns = [
        _key(batch, "force_code", pa.string()),
        _key(batch, "record_id", pa.string()),
        _key(batch, "version", pa.int32()),
        _named(chosen, [choice.value for choice in CHOICES]),
        _against(chosen, _strings(batch, FLAG)),
        _named(np.zeros(batch.num_rows, np.int8), [ruleset.version]),
        _evidence(spoken, conditions, ruleset, batch.num_rows),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=DECISIONS)


def _strings(batch: pa.RecordBatch, name: str) -> pa.Array:
    """A column as strings without dictionary; all null where it is missing."""
    if name not in batch.schema.names:
        return pa.nulls(batch.num_rows, pa.string())
    column = batch.column(name)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return column
    return column.cast(pa.string())


def _key(batch: pa.RecordBatch, name: str, kind: pa.DataType) -> pa.Array:
    if name not in batch.schema.names:
        return pa.nulls(batch.num_rows, kind)
    return batch.column(name).cast(kind)


def _named(codes: Codes, names: list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(codes, names).dictionary_decode()


def _read(texts: pa.Array, ready: Compiled) -> tuple[Codes, Mentions]:
    """What each text says, and every mention, by row."""
    state = np.zeros(len(texts), np.int8)
    state[_empty(texts)] = NO_TEXT
    finders = automata(ready.ruleset)
    rows = sieve(texts, finders)
    laid_out = lay_out(texts.take(pa.array(rows.plain)))
    sentences = cut(laid_out, rows)
    spoken = mentions(laid_out, sentences, search(laid_out, sentences, finders), ready)
    spoken = replace(spoken, row=rows.plain[spoken.row])
    np.maximum.at(state, spoken.row, says(spoken, ready.ruleset))
    if rows.lettered.size:
        spoken = _with_lettered(texts, rows.lettered, spoken, state, ready.ruleset)
    return state, spoken


def _empty(texts: pa.Array) -> npt.NDArray[np.bool_]:
    """Null, or without a byte."""
    _, bounds = text_bytes(texts)
    known: npt.NDArray[np.bool_] = np.asarray(texts.is_valid())
    missing: npt.NDArray[np.bool_] = ~known | (np.diff(bounds) == 0)
    return missing


def _with_lettered(
    texts: pa.Array, rows: Ints, spoken: Mentions, state: Codes, ruleset: Ruleset
) -> Mentions:
    """The mentions with those of texts read one by one; sets their states."""
    rule_of = {rule.id: number for number, rule in enumerate(ruleset.rules)}
    modifier_of = {m.id: number for number, m in enumerate(ruleset.modifiers)} | {"": NONE}
    found: list[tuple[int, int, int, int, int]] = []
    for row in rows.tolist():
        text = texts[row].as_buffer().to_pybytes().decode(errors="replace")
        said, evidence = read_text(text, ruleset)
        state[row] = STATES.index(said)
        found += [(row, e.start, e.end, rule_of[e.rule], modifier_of[e.modifier]) for e in evidence]
    if not found:
        return spoken
    row_, start, end, rule, modifier = np.array(found, dtype=np.int64).T
    return Mentions(
        row=np.concatenate([spoken.row, row_]),
        start=np.concatenate([spoken.start, start]),
        end=np.concatenate([spoken.end, end]),
        rule=np.concatenate([spoken.rule, rule]),
        modifier=np.concatenate([spoken.modifier, modifier]),
    )


def _conditions(batch: pa.RecordBatch, ruleset: Ruleset) -> list[npt.NDArray[np.bool_]]:
    """For each condition on fields, the rows it holds for."""
    columns = {c.column: _strings(batch, c.column) for c in ruleset.fields}
    return [
        np.asarray(
            pc.is_in(columns[c.column], pa.array(c.values, columns[c.column].type)),
        )
        for c in ruleset.fields
    ]


def _field_state(conditions: list[npt.NDArray[np.bool_]], ruleset: Ruleset) -> Codes:
    """What the fields of each row say: every combination of conditions is looked up once."""
    key = np.zeros(conditions[0].size if conditions else 0, np.int64)
    for number, holds in enumerate(conditions):
        key |= holds.astype(np.int64) << number
    said = [
        FIELD_STATES.index(fields_say(c for c, on in zip(ruleset.fields, held, strict=True) if on))
        for held in (held[::-1] for held in product((False, True), repeat=len(conditions)))
    ]
    return np.array(said, np.int8)[key]


def _weigh_table(ruleset: Ruleset) -> Codes:
    """Decisions by text state and field state, as numbers."""
    return np.array(
        [[CHOICES.index(ruleset.weigh[text, f]) for f in FIELD_STATES] for text in STATES],
        np.int8,
    )


def _against(chosen: Codes, recorded: pa.Array) -> pa.Array:
    """Each decision against the flag as recorded; one not recorded counts as no."""
    flagged = np.asarray(pc.fill_null(pc.equal(recorded, FLAGGED), False))
    return _named(AGAINST[chosen, flagged.astype(np.int8)], [against.value for against in Against])


def _evidence(
    spoken: Mentions, conditions: list[npt.NDArray[np.bool_]], ruleset: Ruleset, rows: int
) -> pa.Array:
    """Mentions in order, then the fields that say something, row by row."""
    held = [np.flatnonzero(holds) for holds in conditions]
    fields = np.repeat(np.arange(len(held)) + len(ruleset.rules), [len(h) for h in held])
    row = np.concatenate([spoken.row, *held])
    order = np.argsort(row, kind="stable")
    nowhere = np.full(fields.size, -1)
    rule = np.concatenate([spoken.rule, fields])[order]
    modifier = np.concatenate([spoken.modifier, nowhere])[order] + 1
    items = pa.StructArray.from_arrays(
        [
            _named(rule, [r.id for r in ruleset.rules] + [c.id for c in ruleset.fields]),
            pa.array(np.concatenate([spoken.start, nowhere])[order].astype(np.int32)),
            pa.array(np.concatenate([spoken.end, nowhere])[order].astype(np.int32)),
            _named(modifier, ["", *(m.id for m in ruleset.modifiers)]),
        ],
        fields=list(EVIDENCE),
    )
    counts = np.bincount(row, minlength=rows)
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return pa.ListArray.from_arrays(offsets, items, type=DECISIONS.field("evidence").type)
