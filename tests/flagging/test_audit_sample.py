"""Frame, design and draw: every record once, each with its known probability."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.allocate import ASSUMED, LEAST, design_strata
from cyberflag.flagging.audit import OTHER_GROUPS, Label
from cyberflag.flagging.frame import Frame, join_records, make_frame
from cyberflag.flagging.rates import RATES, Split
from cyberflag.flagging.sample import draw, drawn_rows, make_design, rate_named, size_for

PAIRS = (
    ("flag", "agrees"),
    ("flag", "missing"),
    ("no flag", "contradicted"),
    ("no flag", "agrees"),
    ("review", "undecided"),
)
CODES = ("086/02", "88A", "19C", "49", "105A")

Row = tuple[str, str, int, str, str]


def decisions(rows: Sequence[Row], size: int = 1000) -> list[pa.RecordBatch]:
    names = ("force_code", "record_id", "version", "decision", "against")
    table = pa.table(
        {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
    )
    batches: list[pa.RecordBatch] = table.to_batches(max_chunksize=size)
    return batches


def records(rows: Sequence[Row], flag_in_review: str | None = "yes") -> list[pa.RecordBatch]:
    said: Mapping[tuple[str, str], str | None] = {
        ("flag", "agrees"): "yes",
        ("flag", "missing"): None,
        ("no flag", "contradicted"): "yes",
        ("no flag", "agrees"): "no",
        ("review", "undecided"): flag_in_review,
    }
    return [
        pa.record_batch(
            {
                "force_code": [row[0] for row in rows],
                "record_id": [row[1] for row in rows],
                "version": pa.array([row[2] for row in rows], pa.int32()),
                "offence_code": [CODES[at % len(CODES)] for at in range(len(rows))],
                "online_flag": pa.array([said[row[3], row[4]] for row in rows], pa.string()),
            }
        )
    ]


def made(number: int) -> list[Row]:
    rng = np.random.default_rng(number)
    chosen = rng.choice(len(PAIRS), size=number, p=[0.05, 0.03, 0.02, 0.87, 0.03])
    return [
        (f"E2300000{at % 3 + 1}", f"{at:06x}", 1, *PAIRS[pair]) for at, pair in enumerate(chosen)
    ]


def frame_of(rows: Sequence[Row], joined: bool = True) -> Frame:
    return make_frame(decisions(rows), join_records(records(rows)) if joined else None)


def test_a_frame_counts_every_record_by_what_it_says() -> None:
    rows = made(3000)
    counts = frame_of(rows).counts()
    assert sum(counts.values()) == len(rows)
    by_cell: Counter[tuple[str, str]] = Counter()
    for label, number in counts.items():
        by_cell[label.cell] += number
    expected = Counter(row[3:] for row in rows)
    assert by_cell["flag", "yes"] == expected["flag", "agrees"]
    assert by_cell["flag", "not"] == expected["flag", "missing"]
    assert by_cell["no flag", "yes"] == expected["no flag", "contradicted"]
    assert by_cell["review", "yes"] == expected["review", "undecided"]
    assert {label.group for label in counts} == {"images", "grooming", "rape", "theft", "violence"}


def test_without_records_the_flag_of_those_in_review_is_not_known() -> None:
    counts = frame_of(made(500), joined=False).counts()
    assert {label.recorded for label in counts if label.decision == "review"} == {"not known"}
    design = make_design(counts, 300, seed=1)
    assert {split for split, _ in design.widths} == {Split.RULES, Split.TRUTH}


def test_only_the_latest_version_counts() -> None:
    rows = [
        ("E23000001", "a", 1, "flag", "missing"),
        ("E23000001", "b", 1, "flag", "agrees"),
        ("E23000001", "a", 3, "no flag", "agrees"),
        ("E23000002", "a", 2, "flag", "agrees"),
        ("E23000001", "a", 2, "review", "undecided"),
    ]
    frame = make_frame(decisions(rows, size=2))
    assert frame.superseded == 2
    assert sorted((*label.cell, label.force_code) for label in frame.counts()) == [
        ("flag", "yes", "E23000001"),
        ("flag", "yes", "E23000002"),
        ("no flag", "not", "E23000001"),
    ]


def test_a_version_that_stands_twice_is_refused() -> None:
    rows = [*made(20), made(20)[7]]
    with pytest.raises(CyberflagError, match="more than once"):
        make_frame(decisions(rows, size=5))


def test_decisions_about_other_records_are_refused() -> None:
    rows = made(50)
    with pytest.raises(CyberflagError, match="not in it"):
        make_frame(decisions(rows), join_records(records(rows[:-1])))


def test_records_whose_flag_changed_are_refused() -> None:
    rows = made(50)
    changed = [(*row[:3], "flag", "agrees") for row in rows]
    with pytest.raises(CyberflagError, match="recorded flag is another"):
        make_frame(decisions(rows), join_records(records(changed)))


@pytest.mark.parametrize("pair", [("flag", "contradicted"), ("maybe", "agrees"), ("", "")])
def test_decisions_that_are_none_are_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(CyberflagError, match="do not go together"):
        make_frame(decisions([("E23000001", "a", 1, *pair)]))


labels = st.builds(
    Label,
    decision=st.sampled_from(["flag", "no flag", "review"]),
    recorded=st.sampled_from(["yes", "not"]),
    group=st.sampled_from(["images", "grooming", "theft", "violence", "drugs"]),
    force_code=st.sampled_from(["E23000001", "W15000001"]),
)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(labels, st.integers(1, 50_000), min_size=1), st.integers(700, 3000))
def test_a_design_holds_every_record_and_its_size(frame: dict[Label, int], size: int) -> None:
    strata = design_strata(frame, size)
    assert sum(stratum.records for stratum in strata) == sum(frame.values())
    assert sum(stratum.sampled for stratum in strata) == min(size, sum(frame.values()))
    assert len({stratum.id for stratum in strata}) == len(strata)
    for stratum in strata:
        assert min(LEAST, stratum.records) <= stratum.sampled <= stratum.records
        assert sum(stratum.by_group.values()) == stratum.records
        assert sum(stratum.by_force.values()) == stratum.records
        if stratum.group != OTHER_GROUPS:
            assert list(stratum.by_group) == [stratum.group]


def test_a_stratum_in_which_errors_matter_is_read_more() -> None:
    frame = {
        Label("flag", "not", "images", "E23000001"): 1000,
        Label("flag", "yes", "images", "E23000001"): 1000,
        Label("no flag", "not", "images", "E23000001"): 100_000,
    }
    by_cell = {stratum.cell: stratum for stratum in design_strata(frame, 1000)}
    rare, common = by_cell["flag", "not"], by_cell["no flag", "not"]
    assert rare.probability > 9 * common.probability


def test_too_small_a_sample_is_refused_with_the_least_that_does() -> None:
    with pytest.raises(CyberflagError, match="too few") as caught:
        design_strata(frame_of(made(3000)).counts(), 20)
    assert "or more" in caught.value.remedy


def test_an_empty_frame_is_refused() -> None:
    with pytest.raises(CyberflagError, match="no record"):
        design_strata({}, 100)


def test_a_wanted_width_is_met_and_not_much_exceeded() -> None:
    counts = frame_of(made(20_000)).counts()
    rate = rate_named(Split.RECORDED, "precision")
    size = size_for(counts, 0.04, rate)
    assert make_design(counts, size, seed=1).widths[Split.RECORDED, "precision"] <= 0.0405
    smaller = make_design(counts, round(size * 0.8), seed=1)
    assert smaller.widths[Split.RECORDED, "precision"] > 0.04


def test_a_width_that_cannot_be_had_is_refused() -> None:
    label = Label("no flag", "not", "theft", "E23000001")
    frame = {label: 5_000_000, Label("flag", "yes", "images", "E23000001"): 100}
    with pytest.raises(CyberflagError, match="too few"):
        size_for(frame, 0.0001, rate_named(Split.RECORDED, "recall"))


def test_rates_are_found_by_name() -> None:
    assert [rate_named(rate.split, rate.name) for rate in RATES] == list(RATES)
    assert all(0 < share < 1 for share in ASSUMED.values())


def test_a_draw_takes_what_the_design_says_and_no_record_twice() -> None:
    rows = made(4000)
    frame = frame_of(rows)
    design = make_design(frame.counts(), 600, seed=7, double=0.25)
    drawn = draw(frame, design)
    assert len(set(drawn.keys.tolist())) == design.size == 600
    taken = Counter(drawn.stratum)
    twice = Counter(s for s, double in zip(drawn.stratum, drawn.double, strict=True) if double)
    for stratum in design.strata:
        assert taken[stratum.id] == stratum.sampled
        assert twice[stratum.id] == stratum.double
        assert stratum.double == -(-stratum.sampled // 4)
    named = drawn_rows(decisions(rows), drawn, ("record_id", "decision", "against"))
    cells = {stratum.id: stratum.cell for stratum in design.strata}
    for (_, decision, _), place in zip(named, drawn.stratum, strict=True):
        assert cells[place][0] == decision


def test_a_draw_does_not_depend_on_the_order_of_the_file() -> None:
    rows = made(2000)
    design = make_design(frame_of(rows).counts(), 400, seed=3)
    one, other = (
        drawn_rows(decisions(order), draw(frame_of(rows), design), ("record_id",))
        for order in (rows, rows[::-1])
    )
    shuffled = make_frame(decisions(rows[::-1], size=37), join_records(records(rows)))
    assert one == other
    assert drawn_rows(decisions(rows), draw(shuffled, design), ("record_id",)) == one
    again = make_design(frame_of(rows).counts(), 400, seed=4)
    assert drawn_rows(decisions(rows), draw(frame_of(rows), again), ("record_id",)) != one


def test_every_record_is_as_likely_as_its_probability_says() -> None:
    rows = made(1500)
    frame = frame_of(rows)
    base = make_design(frame.counts(), 450, seed=0)
    times: Counter[int] = Counter()
    seeds = 150
    for seed in range(seeds):
        times.update(draw(frame, replace(base, seed=seed)).keys.tolist())
    large = max(base.strata, key=lambda stratum: stratum.records)
    members = [
        key
        for key, place in zip(frame.keys.tolist(), frame.place.tolist(), strict=True)
        if frame.labels[place].cell == large.cell and frame.labels[place].group in large.by_group
    ]
    counts = np.array([times[key] for key in members])
    expected = seeds * large.probability
    assert counts.mean() == pytest.approx(expected)
    # Drawn apart, each is binomial: a spread much wider would be a draw that favours records.
    assert counts.var() == pytest.approx(expected * (1 - large.probability), rel=0.25)


def test_a_design_for_another_frame_is_refused() -> None:
    design = make_design(frame_of(made(2000)).counts(), 400, seed=3)
    with pytest.raises(CyberflagError, match="other decisions"):
        draw(frame_of(made(2001)), design)


def test_rows_of_the_latest_version_are_given() -> None:
    rows = [*made(300), ("E23000001", "000000", 2, "flag", "agrees")]
    frame = make_frame(decisions(rows))
    drawn = draw(frame, make_design(frame.counts(), 301, seed=1))
    named = drawn_rows(decisions(rows, size=7), drawn, ("record_id", "version"))
    assert ("000000", "2") in named
    assert ("000000", "1") not in named
    with pytest.raises(CyberflagError, match="not in it"):
        drawn_rows(decisions(rows[:100]), drawn, ("record_id",))
