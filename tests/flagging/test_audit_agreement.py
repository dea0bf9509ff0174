"""Agreement against the examples of its inventors."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyberflag.flagging.agreement import cohen_kappa, krippendorff_alpha

MISSING = None
# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability": four observers, twelve units.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, MISSING, MISSING, MISSING],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, MISSING, 3],
    [MISSING, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, MISSING],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, MISSING],
]
UNITS = [[None if c is None else str(c) for c in unit] for unit in zip(*OBSERVERS, strict=True)]


def test_alpha_of_four_observers_with_gaps_is_krippendorffs() -> None:
    found = krippendorff_alpha(UNITS)
    assert found.value == pytest.approx(0.743, abs=0.0005)
    assert found.records == 11
    assert found.bounds is not None
    assert found.bounds.low < 0.743 < found.bounds.high


def test_alpha_of_two_observers_is_krippendorffs() -> None:
    # The same paper, binary: ten units, two observers, alpha 0.095.
    first = "0100000010"
    second = "1110010000"
    found = krippendorff_alpha(list(zip(first, second, strict=True)))
    assert found.value == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_two_observers_with_names_is_krippendorffs() -> None:
    # The same paper, nominal: twelve units, five names, alpha 0.692.
    found = krippendorff_alpha(KRIPPENDORFF_NOMINAL)
    assert found.value == pytest.approx(0.692, abs=0.0005)


# Observer A: a a b b d c c c e d d a; observer B: b a b b b c c c e d d d.
KRIPPENDORFF_NOMINAL = list(zip("aabbdcccedda", "babbbccceddd", strict=True))


def table(counts: list[list[int]]) -> list[tuple[str, str]]:
    return [
        (str(row), str(column))
        for row, line in enumerate(counts)
        for column, number in enumerate(line)
        for _ in range(number)
    ]


def test_kappa_is_cohens() -> None:
    # Cohen (1960), table 1 in frequencies of 200: observed .70, by chance .41, kappa .492.
    found = cohen_kappa(table([[88, 14, 18], [10, 40, 10], [2, 6, 12]]))
    assert found.value == pytest.approx(0.4915, abs=0.001)


def test_kappa_of_two_by_two() -> None:
    found = cohen_kappa(table([[20, 5], [10, 15]]))
    assert found.value == pytest.approx(0.4)
    assert found.bounds is not None
    # The large-sample standard error is 0.127 (Fleiss, Cohen and Everitt 1969).
    assert (found.bounds.high - found.bounds.low) / 2 == pytest.approx(1.96 * 0.127, rel=0.1)


@pytest.mark.parametrize("pairs", [[], [("online", "online")] * 9])
def test_agreement_that_chance_explains_is_not_defined(pairs: list[tuple[str, str]]) -> None:
    for found in (cohen_kappa(pairs), krippendorff_alpha(pairs)):
        assert found.value is None
        assert found.bounds is None


codes = st.sampled_from(["online", "not online", "cannot say"])


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(codes, codes), min_size=2, max_size=40))
def test_agreement_does_not_depend_on_the_order_of_records(pairs: list[tuple[str, str]]) -> None:
    for one, other in (
        (cohen_kappa(pairs), cohen_kappa(pairs[::-1])),
        (krippendorff_alpha(pairs), krippendorff_alpha([pair[::-1] for pair in pairs])),
    ):
        assert one.value == pytest.approx(other.value)
        if one.value is not None:
            assert one.value <= 1


@settings(deadline=None, max_examples=40)
@given(st.lists(codes, min_size=2, max_size=40).filter(lambda said: len(set(said)) > 1))
def test_coders_who_always_agree_have_one(said: list[str]) -> None:
    pairs = [(code, code) for code in said]
    assert cohen_kappa(pairs).value == pytest.approx(1)
    assert krippendorff_alpha(pairs).value == pytest.approx(1)
