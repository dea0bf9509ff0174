"""Offence codes beside the ICCS."""

import pytest

from cyberflag.core.iccs import ICCS, MatchQuality, iccs_of
from cyberflag.core.notifiable import NOTIFIABLE
from cyberflag.core.offences import OFFENCES


@pytest.mark.parametrize(
    ("code", "iccs", "match"),
    [
        ("071/17", "030223", "exact"),
        ("88A", "030223", "exact"),
        ("086/10", "030221", "exact"),
        ("86", "030221", "partial"),
        ("086/11", "08022", "exact"),
        ("019/16", "03011", "exact"),
        ("088/15", "", "none"),
    ],
)
def test_matches(code: str, iccs: str, match: str) -> None:
    found = iccs_of(code)
    assert found is not None
    assert (found.iccs, found.match) == (iccs, match)


def test_every_class_of_sexual_offences_has_its_match() -> None:
    assert {code for code, one in OFFENCES.items() if one.is_class} <= set(ICCS)
    assert iccs_of("99") is None


def test_the_table_is_sound() -> None:
    for code, one in ICCS.items():
        assert code in OFFENCES or code in NOTIFIABLE
        assert (one.match is MatchQuality.NONE) == (one.iccs == "") == (one.title == "")
        assert one.match is not MatchQuality.PARTIAL or one.note or not one.verified
