"""How many offences each force gives in the example rounds, and which of these are published.

Published figures stand as published; what is left of the published national totals is
shared out among the other forces by chance with a fixed seed, some in hundreds, some under
ten. Only the national totals and the figures in :data:`PUBLISHED` are real.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FIRST, SECOND = "2015/16", "2016/17"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A figure that a named source printed; ``area`` is a force code or a region."""

    area: str
    fin_year: str
    value: int
    note: str
    source_url: str


_HARTLEPOOL = "http://www.hartlepoolmail.co.uk/news/sharp-rise-in-online-sex-crimes-against-children-reported-to-cleveland-police-1-8572244"
_SUNDERLAND = "https://www.sunderlandecho.com/news/huge-rise-in-online-sex-crimes-against-children-in-northumbria-police-area-1-8572200"
_NORTHAMPTON = "https://www.northamptonchron.co.uk/news/nspcc-reveals-cyber-related-child-sex-crimes-increase-sharply-northampton-1116134"
_HEART = "https://www.heart.co.uk/kent/news/local/cyber-crime-link-to-sex-offences/"
_EIGHT_A_DAY = "https://www.nspcc.org.uk/what-we-do/news-opinion/8-child-sex-offences-reported-day-last-year-involving-internet/"
_RISE = "https://www.nspcc.org.uk/what-we-do/news-opinion/rise-in-child-sex-offences-involving-the-internet/"
_LEICESTER = "https://firststepleicester.org.uk/2016/06/21/nspcc-warns-abusers-groom-online/"


def _of(area: str, fin_year: str, value: int, source_url: str, note: str = "") -> Published:
    return Published(area=area, fin_year=fin_year, value=value, note=note, source_url=source_url)


PUBLISHED: tuple[Published, ...] = (
    _of(
        "all",
        FIRST,
        3186,
        "http://www.cypnow.co.uk/cyp/news/1157884/child-sex-offences-involving-the-internet-top-3-000",
        "first round, 38 of 44 forces",
    ),
    _of("all", FIRST, 535, _EIGHT_A_DAY, "first round, victims aged 13"),
    _of("all", FIRST, 272, _EIGHT_A_DAY, "first round, victims aged under 10"),
    _of("all", FIRST, 1, _EIGHT_A_DAY, "first round, age of the youngest victim"),
    _of("all", SECOND, 5653, _RISE, "second round, 39 of 44 forces"),
    _of(
        "all",
        FIRST,
        3903,
        "https://policeprofessional.com/news/npcc-spike-in-cyber-child-sex-abuse-shows-how-vital-raising-awareness-is",
        "second round",
    ),
    _of("all", SECOND, 257, _HEART, "second round, victims aged 13, forces that recorded age"),
    _of("all", SECOND, 3, _RISE, "second round, age of the youngest victim"),
    _of("E23000021", FIRST, 97, _LEICESTER),
    _of("E23000021", FIRST, 23, _LEICESTER, "victims aged 15"),
    _of("E23000021", FIRST, 16, _LEICESTER, "victims aged 14"),
    _of("E23000021", FIRST, 15, _LEICESTER, "victims aged 13"),
    _of(
        "E23000036",
        FIRST,
        68,
        "https://www.thewestonmercury.co.uk/news/child-victims-of-online-sex-crimes-are-very-high-1-4597005",
        "youngest victim 5",
    ),
    _of(
        "E23000009",
        FIRST,
        81,
        "https://www.thenorthernecho.co.uk/news/18692526.reports-online-child-sex-abuse-see-huge-rise/",
    ),
    _of("E23000013", FIRST, 55, _HARTLEPOOL),
    _of("E23000013", SECOND, 145, _HARTLEPOOL),
    _of("E23000008", SECOND, 190, _HARTLEPOOL, "no figures for 2015/16"),
    _of("E23000007", FIRST, 98, _SUNDERLAND),
    _of("E23000007", SECOND, 323, _SUNDERLAND),
    _of("E23000022", FIRST, 59, _NORTHAMPTON),
    _of("E23000022", SECOND, 72, _NORTHAMPTON),
    _of("E23000032", FIRST, 63, _HEART),
    _of("E23000032", SECOND, 361, _HEART),
    _of(
        "E23000023",
        SECOND,
        53,
        "http://www.cambridgeindependent.co.uk/news/crime/nspcc-reveals-53-cyber-related-sex-crimes-against-children-in-cambridgeshire-in-the-past-year-1-5043362",
        "youngest victim 5",
    ),
    _of(
        "E23000020",
        FIRST,
        112,
        "https://thelincolnite.co.uk/2019/06/cyber-child-sex-crimes-rise-by-77-in-lincolnshire/",
    ),
    _of(
        "E23000039",
        FIRST,
        28,
        "https://itv.com/news/meridian/2019-06-25/rise-in-cyber-sex-crimes-against-children-in-dorset-and-wiltshire",
    ),
    _of(
        "South West",
        FIRST,
        187,
        "http://budeandbeyond.co.uk/children-drowning-in-online-offences-says-sw-nspcc/",
        "five forces",
    ),
    _of(
        "North West",
        FIRST,
        690,
        "https://itv.com/news/granada/2020-09-02/online-sex-crimes-against-children-up-by-60-across-north-west-in-just-one-year",
        "five forces",
    ),
)
"""Every figure of the example rounds that is real, with its source."""

SOUTH_WEST = ("E23000035", "E23000036", "E23000037", "E23000038", "E23000039")
NORTH_WEST = ("E23000002", "E23000003", "E23000004", "E23000005", "E23000006")
DURHAM = "E23000008"

ASKED: tuple[str, ...] = (
    *(f"E230000{number:02}" for number in range(1, 40)),
    *(f"W1500000{number}" for number in range(1, 5)),
    "BTP",
)
"""The 43 territorial forces of England and Wales and British Transport Police."""

WITHOUT_ANSWER_FIRST = frozenset(
    {"E23000001", "E23000014", "E23000030", "E23000031", "E23000026", "W15000004"}
)
WITHOUT_ANSWER_SECOND = frozenset({"E23000001", "E23000014", "E23000028", "E23000012", "W15000002"})

_SIZES: Mapping[str, int] = {
    # Rough sizes for sharing out what is left; illustrative.
    "E23000002": 30, "E23000003": 170, "E23000004": 120, "E23000005": 290, "E23000006": 80,
    "E23000010": 210, "E23000011": 118, "E23000012": 40, "E23000015": 160, "E23000016": 95,
    "E23000017": 30, "E23000018": 75, "E23000019": 90, "E23000023": 30, "E23000024": 85,
    "E23000025": 38, "E23000026": 60, "E23000027": 60, "E23000028": 110, "E23000029": 280,
    "E23000030": 190, "E23000031": 110, "E23000033": 115, "E23000034": 3, "E23000035": 55,
    "E23000037": 20, "E23000038": 16, "W15000001": 45, "W15000002": 35, "W15000003": 97,
    "W15000004": 35, "BTP": 6,
}  # fmt: skip


def share_out(whole: int, sizes: Mapping[str, float]) -> dict[str, int]:
    """``whole`` shared out in proportion to ``sizes`` by largest remainders."""
    scale = whole / sum(sizes.values())
    shares = {name: int(size * scale) for name, size in sizes.items()}
    by_rest = sorted(sizes, key=lambda name: (shares[name] - sizes[name] * scale, name))
    for name in by_rest[: whole - sum(shares.values())]:
        shares[name] += 1
    return shares


def force_total(fin_year: str) -> dict[str, int]:
    """Published force totals of a year (ages and national figures left out)."""
    return {
        fact.area: fact.value
        for fact in PUBLISHED
        if fact.fin_year == fin_year and fact.area in ASKED and "aged" not in fact.note
    }


def _shake(rng: random.Random, names: Sequence[str], spread: float) -> dict[str, float]:
    return {name: _SIZES[name] * rng.uniform(1 - spread, 1 + spread) for name in names}


def first_round(rng: random.Random) -> dict[str, int]:
    """2015/16 as given in the first round: 37 forces with a number, 3,186 in all."""
    totals = force_total(FIRST)
    for region, members in (("South West", SOUTH_WEST), ("North West", NORTH_WEST)):
        whole = next(f.value for f in PUBLISHED if f.area == region and f.fin_year == FIRST)
        left = [code for code in members if code not in totals]
        known = sum(totals[code] for code in members if code in totals)
        totals |= share_out(whole - known, _shake(rng, left, 0.1))
    left = [
        code
        for code in ASKED
        if code not in totals and code not in WITHOUT_ANSWER_FIRST and code != DURHAM
    ]
    totals |= share_out(3186 - sum(totals.values()), _shake(rng, left, 0.15))
    return totals


def second_round(
    rng: random.Random, first: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, int]]:
    """2016/17 (5,653) and 2015/16 as then revised (3,903), by force.

    Published figures, and those in a published regional sum, stay as they were.
    """
    answering = [code for code in ASKED if code not in WITHOUT_ANSWER_SECOND]
    earlier = {
        code: first[code]
        for code in (*force_total(FIRST), *SOUTH_WEST, *NORTH_WEST)
        if code in answering
    }
    open_ = [code for code in answering if code not in earlier and code != DURHAM]
    sizes = {
        code: first[code] * rng.choice((1.0, 1.1, 1.2, 1.35))
        if code in first
        else 1.3 * _SIZES[code]
        for code in open_
    }
    small = [code for code in open_ if first.get(code, 99) < 10]
    earlier |= {code: first[code] + 1 for code in small}
    rest = {code: size for code, size in sizes.items() if code not in small}
    earlier |= share_out(3903 - sum(earlier.values()), rest)
    later = force_total(SECOND)
    grown = {code: earlier[code] * rng.uniform(0.9, 1.6) for code in answering if code not in later}
    later |= share_out(5653 - sum(later.values()), grown)
    return later, earlier
