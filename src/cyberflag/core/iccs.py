"""Offence codes beside the International Classification of Crime for Statistical Purposes (ICCS)."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType

from cyberflag.core.offences import OFFENCES


class MatchQuality(StrEnum):
    """How a code and a category fit."""

    EXACT = "exact"
    """All that is recorded under the code falls in the category."""
    PARTIAL = "partial"
    """Part of it does; the note says what does not."""
    NONE = "none"
    """There is no such category."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IccsMatch:
    """One offence code, the category it falls in (empty for none), and how well it fits.

    ``verified`` says that number and title were read in the classification or a quotation of it.
    """

    offence: str
    iccs: str
    title: str
    match: MatchQuality
    verified: bool
    note: str


def _load() -> Mapping[str, IccsMatch]:
    text = files("cyberflag.core").joinpath("tables/iccs.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            row["offence"]: IccsMatch(
                offence=row["offence"],
                iccs=row["iccs"],
                title=row["title"],
                match=MatchQuality(row["match"]),
                verified=row["verified"] == "yes",
                note=row["note"],
            )
            for row in csv.DictReader(text.splitlines())
        }
    )


ICCS: Mapping[str, IccsMatch] = _load()
"""The matches as the table holds them; :func:`iccs_of` looks one up for any code."""


def iccs_of(code: str) -> IccsMatch | None:
    """The match of a code: its own, else that of the class it is counted in; None where open."""
    if code in ICCS:
        return ICCS[code]
    offence = OFFENCES.get(code)
    return ICCS.get(offence.counted_in) if offence else None
