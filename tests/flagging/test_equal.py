"""The fast decision and the plain one are the same decision, whatever the text."""

from collections.abc import Sequence

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cyberflag.flagging.compiled import compiled
from cyberflag.flagging.decide import DECISIONS, flag_batch
from cyberflag.flagging.plain import decide_record
from cyberflag.flagging.ruleset import standard_ruleset

RULESET = standard_ruleset()
TERMS = sorted(" ".join(term) for term in compiled(RULESET).terms)
SLIPS = sorted(compiled(RULESET).slips)

WORDS = st.one_of(
    st.sampled_from(TERMS),
    st.sampled_from(
        ["no", "online", "suspect", "via", "social", "media", "app", "witness", "saw", "email"]
    ),
    st.sampled_from(SLIPS),
    st.sampled_from(["the", "x", "10.30", "straße", "café", "ﬁle", "İP", "ǅ", "½", "a\u0301pp"]),
    st.text(max_size=6),
)
GAPS = st.sampled_from(
    [" ", " ", " ", "  ", "   ", ". ", ".", ", ", " - ", "-", "\n", "\0", "’", " – ", "…", "—", "",
     "\xa0", "\u200b", "\xad", ": ", "; ", "/", "\u2028", "\x85", "“", "£", "(", "\t-"]
)  # fmt: skip
PIECES = st.lists(st.tuples(WORDS, GAPS, st.booleans()), max_size=14)


def written(pieces: Sequence[tuple[str, str, bool]]) -> str:
    return "".join((word.upper() if shout else word) + gap for word, gap, shout in pieces)


TEXTS = st.one_of(st.none(), st.just(""), PIECES.map(written))
FIELDS = st.sampled_from([None, "none", "social media", "in person", "live stream", "other"])
RECORDS = st.lists(st.tuples(TEXTS, FIELDS, FIELDS, st.sampled_from([None, "071/17", "46", "49"])))


def as_batch(
    rows: Sequence[tuple[str | None, str | None, str | None, str | None]], kind: pa.DataType
) -> pa.RecordBatch:
    summary, platform, method, code = zip(*rows, strict=True) if rows else ((),) * 4
    return pa.RecordBatch.from_arrays(
        [
            pa.array([str(number) for number in range(len(rows))]),
            pa.array(summary, kind),
            pa.array(platform, pa.string()),
            pa.array(method, pa.string()),
            pa.array(code, pa.string()),
        ],
        names=["record_id", "summary", "platform", "method", "offence_code"],
    )


def shown(batch: pa.RecordBatch) -> list[tuple[str, list[tuple[str, int, int, str]]]]:
    return [
        (row["decision"], [tuple(one.values()) for one in row["evidence"]])
        for row in flag_batch(batch, RULESET).to_pylist()
    ]


def expected(batch: pa.RecordBatch) -> list[tuple[str, list[tuple[str, int, int, str]]]]:
    found = []
    for row in batch.to_pylist():
        finding = decide_record(row["summary"], row, RULESET)
        evidence = [(one.rule, one.start, one.end, one.modifier) for one in finding.evidence]
        found.append((finding.decision.value, evidence))
    return found


ACROSS = [("contacted by the suspect on social", None, None, None), ("media", None, None, None)]
RAGGED = [("Suspect sent threats on social   \0  media.. by e-mail", None, None, None)]


@settings(max_examples=400, deadline=None)
@given(RECORDS, st.integers(0, 3), st.sampled_from([pa.string(), pa.large_string()]))
@example(ACROSS, 0, pa.string())
@example(RAGGED, 0, pa.large_string())
def test_a_batch_is_decided_as_each_of_its_records_is(
    rows: list[tuple[str | None, str | None, str | None, str | None]],
    skipped: int,
    kind: pa.DataType,
) -> None:
    batch = as_batch(rows, kind).slice(min(skipped, len(rows)))
    assert shown(batch) == expected(batch)


def test_a_term_does_not_run_across_two_records() -> None:
    assert shown(as_batch(ACROSS, pa.string())) == [("no flag", []), ("no flag", [])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("STRASSE ß İ: suspect sent threats by e-mail.", "e-mail"),
        ("Suspect’s threats – suspect’s threats “online”.", "online"),
        ("Suspect’s ﬁrst threats came by ﬁle-sharing", "ﬁle-sharing"),
        ("Suspect sent threats on soc\u00adial me\u200bdia", "soc\u00adial me\u200bdia"),
    ],
)
def test_evidence_counts_characters_of_the_text_as_it_was(text: str, words: str) -> None:
    batch = as_batch([(text, None, None, None)], pa.string())
    (decision, evidence), *_ = shown(batch)
    assert decision == "flag"
    assert words in [text[start:end] for _, start, end, _ in evidence]


def test_bytes_that_are_no_utf8_do_not_stop_a_batch() -> None:
    broken = b"Suspect sent threats \xff online"
    texts = pa.Array.from_buffers(
        pa.string(),
        1,
        [None, pa.array([0, len(broken)], pa.int32()).buffers()[1], pa.py_buffer(broken)],
    )
    batch = pa.RecordBatch.from_arrays([pa.array(["1"]), texts], names=["record_id", "summary"])
    assert flag_batch(batch, RULESET).column("decision").to_pylist() == ["flag"]


def test_an_empty_batch_has_the_schema_of_decisions() -> None:
    assert flag_batch(as_batch([], pa.string()), RULESET).schema == DECISIONS
