"""Funnel limits: the published formulas step by step, exact tails, and how often limits hold."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyberflag.records.funnel import (
    LIMIT_95,
    Place,
    Spread,
    place_of,
    so_few_between_forces,
    so_few_by_chance,
    spread_of,
)

group = st.tuples(st.integers(1, 4), st.sampled_from([0.1, 0.3, 0.5, 0.9]))


def choose(n: int, k: int, p: float) -> float:
    return math.comb(n, k) * p**k * (1 - p) ** (n - k)


@settings(deadline=None)
@given(st.lists(group, min_size=1, max_size=3), st.integers(0, 12))
def test_so_few_by_chance_is_the_sum_over_every_way(
    groups: list[tuple[int, float]], flagged: int
) -> None:
    ways = product(*(range(n + 1) for n, _ in groups))
    by_hand = sum(
        math.prod(choose(n, k, p) for (n, p), k in zip(groups, way, strict=True))
        for way in ways
        if sum(way) <= flagged
    )
    offences, shares = zip(*groups, strict=True)
    assert so_few_by_chance(offences, flagged, shares) == pytest.approx(by_hand)


def test_none_of_many_is_the_product_of_their_chances() -> None:
    assert so_few_by_chance([10, 4], 0, [0.2, 0.5]) == pytest.approx(0.8**10 * 0.5**4)


@pytest.mark.parametrize("offences", [[], [5], [5, 3]])
def test_nothing_to_differ_from_has_no_place(offences: list[int]) -> None:
    assert place_of(offences, 0, [0.0, 1.0][: len(offences)]) is None


def test_a_place_is_the_sum_of_its_groups() -> None:
    place = place_of([20, 10], 9, [0.1, 0.5])
    assert place is not None
    assert place.expected == pytest.approx(7)
    assert place.difference == pytest.approx(2 / 30)
    assert place.variance == pytest.approx((20 * 0.09 + 10 * 0.25) / 30**2)
    assert place.z() == pytest.approx(2 / math.sqrt(4.3))


def test_the_spread_follows_the_published_formulas() -> None:
    places = [
        Place(offences=n, observed=o, expected=0.3 * n, variance=0.21 / n)
        for n, o in ((40, 2), (60, 30), (100, 25), (80, 40), (50, 14), (200, 90), (30, 9))
    ]
    z = sorted((p.observed / p.offences - 0.3) / math.sqrt(0.21 / p.offences) for p in places)
    # Of seven, the 10% quantile lies 0.6 of the way from the first to the second.
    low, high = z[0] + 0.6 * (z[1] - z[0]), z[-1] - 0.6 * (z[-1] - z[-2])
    phi = sum(min(max(one, low), high) ** 2 for one in z) / 7 / 0.678654
    weights = [p.offences / 0.21 for p in places]
    tau2 = (7 * phi - 6) / (sum(weights) - sum(w * w for w in weights) / sum(weights))
    spread = spread_of(places)
    assert spread is not None
    assert spread.phi == pytest.approx(phi, rel=1e-4)
    assert spread.tau2 == pytest.approx(tau2, rel=1e-4)


def test_four_forces_are_too_few_to_tell_the_spread() -> None:
    place = Place(offences=10, observed=3, expected=3, variance=0.02)
    assert spread_of([place] * 4) is None
    assert spread_of([place] * 5) == Spread(forces=5, phi=0, tau2=0)


def simulated(rng: np.random.Generator, between: float) -> list[Place]:
    """43 forces around a share of 0.35 that differ by a beta distribution of this variance."""
    weight = 0.35 * 0.65 / between - 1 if between else 0
    places = []
    for offences in rng.integers(20, 400, 43).tolist():
        share = rng.beta(0.35 * weight, 0.65 * weight) if between else 0.35
        places.append(
            Place(
                offences=offences,
                observed=int(rng.binomial(offences, share)),
                expected=0.35 * offences,
                variance=0.35 * 0.65 / offences,
            )
        )
    return places


@pytest.mark.parametrize("between", [0.0, 0.0025, 0.01])
def test_about_one_force_in_twenty_is_outside_when_forces_only_differ_as_they_do(
    between: float,
) -> None:
    rng = np.random.default_rng(5)
    outside, naive, forces = 0, 0, 0
    for _ in range(100):
        places = simulated(rng, between)
        spread = spread_of(places)
        assert spread is not None
        outside += sum(abs(place.z(spread.tau2)) > LIMIT_95 for place in places)
        naive += sum(abs(place.z()) > LIMIT_95 for place in places)
        forces += len(places)
    assert 0.03 < outside / forces < 0.065
    if between:
        assert naive / forces > 0.2


def test_so_few_between_forces_is_wider_than_chance_and_meets_it() -> None:
    place = Place(offences=60, observed=2, expected=12, variance=0.2 * 0.8 / 60)
    chance = so_few_by_chance([60], 2, [0.2])
    none, little, much = (
        so_few_between_forces(place, Spread(forces=40, phi=1, tau2=tau2))
        for tau2 in (0, 1e-9, 0.01)
    )
    assert none == pytest.approx(chance)
    assert little == pytest.approx(chance, rel=1e-3)
    assert much > 10 * chance


def test_a_spread_as_wide_as_can_be_says_nothing() -> None:
    place = Place(offences=60, observed=0, expected=12, variance=0.2 * 0.8 / 60)
    assert so_few_between_forces(place, Spread(forces=40, phi=9, tau2=0.17)) == 1
    sure = Place(offences=60, observed=60, expected=60, variance=0.1)
    assert so_few_between_forces(sure, Spread(forces=40, phi=1, tau2=0)) == 1
