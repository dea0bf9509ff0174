"""Forces by size, years by volume, and how each force uses the flag in each year.

Weights and shares are made up; the pattern (under-use, forces that do not use the flag at all,
better from April 2024) is the published one.
"""

from collections.abc import Mapping

from cyberflag.records.example.crimes import YEARS
from cyberflag.records.example.dice import SIXTEEN, scrambled

FORCES: Mapping[object, float] = {
    **dict.fromkeys(("E23000001",), 155),
    **dict.fromkeys(("E23000005", "E23000014", "E23000010"), 58),
    **dict.fromkeys(("E23000032", "E23000030", "E23000029", "E23000028"), 32),
    **dict.fromkeys(("E23000004", "E23000011", "E23000036", "E23000033", "E23000007"), 26),
    **dict.fromkeys(("E23000003", "W15000003", "E23000035", "E23000019", "E23000021"), 22),
    **dict.fromkeys(("E23000012", "E23000016", "E23000027", "E23000006", "E23000018"), 16),
    **dict.fromkeys(("E23000015", "E23000013", "E23000023", "E23000022", "E23000008"), 13),
    **dict.fromkeys(("E23000031", "E23000026", "E23000024", "W15000001", "E23000009"), 10),
    **dict.fromkeys(("W15000002", "E23000039", "E23000020", "E23000025", "E23000038", "BTP"), 9),
    **dict.fromkeys(("E23000037", "E23000017", "E23000002", "W15000004"), 6),
    "E23000034": 1,
}
"""Forces that return records to the Home Office, by about how much crime they record."""

FORCE_CODES = tuple(str(code) for code in FORCES)
YEAR_WEIGHTS = dict(zip(YEARS, (72, 77, 86, 92, 95, 86, 98, 101, 100, 98, 97), strict=True))
ONLINE_GROWTH = dict(
    zip(YEARS, (0.6, 0.65, 0.7, 0.76, 0.8, 0.9, 0.92, 0.94, 0.96, 0.98, 1.0), strict=True)
)
TEXT_SEARCH_YEAR = 2024
"""From April 2024 the national data quality service finds flags in texts; before, under-use."""


def flag_use(force: int, year: int) -> tuple[int, int, int]:
    """(flag yes when online, flag yes when not, flag "no" written), each of 65,536.

    Some forces do not use the flag until a year of their own; among those not using it, some
    write "no" on everything and some leave it empty.
    """
    luck = scrambled(force + 1)
    starts = (2015, 2015, 2015, 2015, 2015, 2016, 2017, 2020)[luck % 8]
    writes_no = (luck >> 8) % 5 < 3
    quality = 0.25 + ((luck >> 16) % 1000) / 2500 + 0.03 * (year - YEARS[0])
    if year >= TEXT_SEARCH_YEAR:
        return _share(0.9 + ((luck >> 32) % 70) / 1000), _share(0.003), _share(0.96)
    if year < starts:
        return 0, 0, _share(0.99 if writes_no else 0.0)
    return _share(min(quality, 0.85)), _share(0.002), _share(0.95 if writes_no else 0.02)


def has_platform_field(force: int) -> bool:
    """About a third of forces have nowhere to write the platform."""
    return scrambled(1000 + force) % 3 > 0


def _share(share: float) -> int:
    return round(share * SIXTEEN)
