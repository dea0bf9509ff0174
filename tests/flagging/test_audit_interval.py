"""Intervals: exact where they must be, unbiased, and right over many draws."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]  # scipy ships no types

from cyberflag.flagging.audit import Code, Label, Stratum
from cyberflag.flagging.estimate import Coded, RateEstimate, estimate
from cyberflag.flagging.interval import Strata, between, clopper_pearson, drawn_totals, estimates
from cyberflag.flagging.rates import RATES, Rate, Split
from cyberflag.flagging.simulate import Scenario, coverage, online_by_stratum, sample

CELLS = [
    (decision, recorded)
    for decision in ("flag", "no flag", "review")
    for recorded in ("yes", "not")
]


@pytest.mark.parametrize(
    ("online", "sampled", "low", "high"),
    [
        # Tables of exact limits, as in Documenta Geigy and every textbook since.
        (0, 10, 0.0, 0.3085),
        (1, 10, 0.0025, 0.4450),
        (5, 10, 0.1871, 0.8129),
        (10, 10, 0.6915, 1.0),
        (1, 20, 0.0013, 0.2487),
        (15, 50, 0.1786, 0.4461),
        (0, 100, 0.0, 0.0362),
    ],
)
def test_exact_limits_are_those_of_the_tables(
    online: int, sampled: int, low: float, high: float
) -> None:
    bounds = clopper_pearson(online, sampled)
    assert (bounds.low, bounds.high) == pytest.approx((low, high), abs=5e-5)


@settings(deadline=None)
@given(st.integers(1, 400), st.data(), st.sampled_from([0.9, 0.95, 0.99]))
def test_exact_limits_are_scipys(sampled: int, draw: st.DataObject, confidence: float) -> None:
    online = draw.draw(st.integers(0, sampled))
    ours = clopper_pearson(online, sampled, confidence)
    theirs = stats.binomtest(online, sampled).proportion_ci(confidence, method="exact")
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_nothing_sampled_says_nothing() -> None:
    assert (clopper_pearson(0, 0).low, clopper_pearson(0, 0).high) == (0.0, 1.0)


def one_stratum(records: int, sampled: int) -> Strata:
    return Strata(
        records=np.array([records]),
        sampled=np.array([sampled]),
        side=np.array([0]),
        sides=1,
        lent=np.array([False]),
    )


@pytest.mark.parametrize(("online", "sampled"), [(0, 60), (3, 60), (30, 60), (58, 60)])
def test_in_one_large_stratum_the_interval_is_near_the_exact_one(online: int, sampled: int) -> None:
    strata = one_stratum(10_000_000, sampled)
    rng = np.random.default_rng(0)
    (drawn,) = drawn_totals(strata, np.array([[online]]), draws=40_000, rng=rng)
    low, high = between(drawn / 10_000_000, 0.95)
    exact = clopper_pearson(online, sampled)
    # The exact interval is the wider one; this one lies within it, and not far within.
    assert exact.low - 0.005 <= low[0] <= exact.low + 0.02
    assert exact.high - 0.03 <= high[0] <= exact.high + 0.005


def test_a_stratum_sampled_whole_is_known() -> None:
    (drawn,) = drawn_totals(
        one_stratum(40, 40), np.array([[7]]), draws=100, rng=np.random.default_rng(0)
    )
    assert np.all(drawn == 7)


def test_the_last_record_not_sampled_is_online_or_not() -> None:
    (drawn,) = drawn_totals(
        one_stratum(41, 40), np.array([[20]]), draws=4000, rng=np.random.default_rng(0)
    )
    near = np.minimum(np.abs(drawn - 20), np.abs(drawn - 21))
    assert near.mean() < 0.02
    assert (drawn > 20.5).mean() == pytest.approx(0.5, abs=0.05)


def test_more_sampled_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="sampled"):
        one_stratum(10, 11)


@st.composite
def frames(draw: st.DrawFn) -> tuple[list[Stratum], list[int]]:
    """Strata and the true number online in each, with at least one online and one flagged."""
    strata, online = [], []
    for number, (decision, recorded) in enumerate(CELLS):
        records = draw(st.integers(2, 60))
        strata.append(
            Stratum(
                id=f"S{number:02d}",
                decision=decision,
                recorded=recorded,
                group="images",
                records=records,
                sampled=records,
                by_group={"images": records},
                by_force={"E23000001": records},
            )
        )
        online.append(draw(st.integers(0, records)))
    return strata, online


def coded_as(strata: list[Stratum], online: list[int]) -> list[Coded]:
    return [
        Coded(
            stratum=stratum.id,
            group="images",
            force_code="E23000001",
            code=Code.ONLINE if at < found else Code.NOT_ONLINE,
        )
        for stratum, found in zip(strata, online, strict=True)
        for at in range(stratum.sampled)
    ]


def by_name(rates: tuple[RateEstimate, ...]) -> dict[tuple[str, str], RateEstimate]:
    return {(one.rate.split.value, one.rate.name): one for one in rates}


def counted(strata: list[Stratum], online: list[int], **chosen: str) -> tuple[int, int]:
    """Records and online records of the strata with these attributes."""
    places = [
        at
        for at, stratum in enumerate(strata)
        if all(getattr(stratum, name) == value for name, value in chosen.items())
    ]
    return sum(strata[at].records for at in places), sum(online[at] for at in places)


@settings(max_examples=25, deadline=None)
@given(frames())
def test_a_whole_frame_read_gives_the_exact_rates(frame: tuple[list[Stratum], list[int]]) -> None:
    strata, online = frame
    found = by_name(estimate(strata, coded_as(strata, online), draws=50).rates)
    records, every = counted(strata, online)
    flagged, right = counted(strata, online, recorded="yes")
    ruled, ruled_right = counted(strata, online, decision="flag")
    _, missed = counted(strata, online, decision="no flag")
    expected = {
        ("recorded flag", "precision"): (right, flagged),
        ("recorded flag", "recall"): (right, every),
        ("rules", "precision"): (ruled_right, ruled),
        ("rules", "recall outside review"): (ruled_right, ruled_right + missed),
        ("rules", "recall"): (ruled_right, every),
        ("truth", "online share"): (every, records),
    }
    for name, (part, whole) in expected.items():
        one = found[name]
        if not whole:
            assert one.value is None
            continue
        assert one.value == pytest.approx(part / whole)
        assert one.bounds is not None
        assert one.bootstrap is not None
        assert (one.bounds.low, one.bounds.high) == pytest.approx((part / whole, part / whole))
        assert (one.bootstrap.low, one.bootstrap.high) == pytest.approx(
            (part / whole, part / whole)
        )
        assert one.error == pytest.approx(0)


def small_population() -> tuple[list[Stratum], list[int]]:
    records, sampled = [400, 300, 90, 5000, 120, 200], [60, 80, 90, 200, 40, 50]
    online = [380, 200, 20, 15, 70, 40]
    return [
        replace(
            Stratum(
                id=f"S{number}",
                decision=decision,
                recorded=recorded,
                group="images",
                records=records[number],
            ),
            sampled=sampled[number],
        )
        for number, (decision, recorded) in enumerate(CELLS)
    ], online


def test_estimates_are_unbiased_over_draws() -> None:
    strata, online = small_population()
    found = sample(strata, np.array(online), 40_000, np.random.default_rng(3))
    arrays = Strata(
        records=np.array([s.records for s in strata]),
        sampled=np.array([s.sampled for s in strata]),
        side=np.array([0, 1, 0, 1, 0, 1]),
        sides=2,
        lent=np.zeros(6, bool),
    )
    totals = estimates(arrays, found)
    truth = np.array([sum(online[0::2]), sum(online[1::2])])
    deviation = totals.std(axis=0) / np.sqrt(len(totals))
    assert np.all(np.abs(totals.mean(axis=0) - truth) < 4 * deviation)


def test_the_standard_error_is_what_estimates_vary_by() -> None:
    strata, _ = small_population()
    found = sample(strata, np.array([300, 200, 20, 900, 70, 80]), 60, np.random.default_rng(4))
    shown: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in found:
        coded = coded_as(strata, row.tolist())
        for name, one in by_name(estimate(strata, coded, draws=50).rates).items():
            assert one.value is not None
            assert one.error is not None
            shown.setdefault(name, []).append((one.value, one.error))
    for pairs in shown.values():
        values, errors = np.array(pairs).T
        assert errors.mean() == pytest.approx(values.std(ddof=1), rel=0.35)


def test_interval_and_bootstrap_agree_where_nothing_is_rare() -> None:
    strata, online = small_population()
    half = [round(stratum.sampled * 0.5) for stratum in strata]
    for one in estimate(strata, coded_as(strata, half)).rates:
        assert one.bounds is not None
        assert one.bootstrap is not None
        width = one.bounds.high - one.bounds.low
        assert abs(one.bounds.low - one.bootstrap.low) < 0.2 * width
        assert abs(one.bounds.high - one.bootstrap.high) < 0.2 * width
    assert online[0] == 380


def test_the_same_codes_give_the_same_numbers() -> None:
    strata, _ = small_population()
    coded = coded_as(strata, [50, 60, 20, 1, 30, 10])
    assert estimate(strata, coded, seed=5) == estimate(strata, coded, seed=5)


def test_simulated_population_has_the_rates_of_its_scenario() -> None:
    scenario = Scenario(records=1_000_000, share=0.06, precision=0.8, recall=0.7)
    truth = {
        rate: held.truth for rate, held in coverage(scenario, 1500, trials=2, draws=50).items()
    }
    named = {(rate.split, rate.name): value for rate, value in truth.items()}
    assert named[Split.RECORDED, "precision"] == pytest.approx(0.8, abs=0.001)
    assert named[Split.RECORDED, "recall"] == pytest.approx(0.7, abs=0.001)
    assert named[Split.TRUTH, "online share"] == pytest.approx(0.06, abs=0.001)


def test_online_by_stratum_follows_joined_groups() -> None:
    label = Label("flag", "yes", "images", "")
    other = Label("flag", "yes", "grooming", "")
    joined = Stratum(
        id="S1",
        decision="flag",
        recorded="yes",
        group="other groups",
        records=30,
        by_group={"images": 10, "grooming": 20},
    )
    made = {label: (10, 4), other: (20, 5), Label("flag", "not", "images", ""): (9, 9)}
    assert online_by_stratum([joined], made).tolist() == [9]


FLAG_RATES: tuple[Rate, ...] = tuple(rate for rate in RATES if rate.split is not Split.RULES)


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.002, 0.01, 0.06])
@pytest.mark.parametrize(("precision", "recall"), [(0.5, 0.95), (0.8, 0.7), (0.98, 0.3)])
def test_intervals_hold_as_often_as_they_say(share: float, precision: float, recall: float) -> None:
    """As the benchmark, with fewer scenarios; the limits allow for 2,000 draws' own error."""
    scenario = Scenario(records=1_000_000, share=share, precision=precision, recall=recall)
    held = coverage(scenario, 2000, trials=2000)
    for rate in FLAG_RATES:
        assert 0.93 <= held[rate].inside <= 0.985, rate.name
        assert abs(held[rate].bias) < held[rate].half_width / 3
