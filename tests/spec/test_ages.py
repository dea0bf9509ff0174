"""Ages: what a printed label means, and how bands relate.

In the tables an age band is written as the years it holds: ``0..11``, ``16..`` (open), ``13``,
``unknown``, ``all``; a dash stands for "no age: a person is asked".
"""

import pytest

from cyberflag.core.ages import (
    ALL_AGES,
    OLDEST,
    UNKNOWN_AGE,
    AgeBand,
    common_banding,
    parse_age,
    partitions,
)
from cyberflag.core.errors import CyberflagError


def band(text: str) -> AgeBand:
    if text in ("unknown", "all"):
        return UNKNOWN_AGE if text == "unknown" else ALL_AGES
    low, dots, high = text.partition("..")
    return AgeBand(int(low), int(high) if high else None if dots else int(low))


def bands(text: str) -> list[AgeBand]:
    return [band(part) for part in text.split()]


LABELS = """
13                            | 13
aged 13                       | 13
Age: 13                       | 13
13 yrs old                    | 13
13-year-old                   | 13
victim aged 13                | 13
Thirteen                      | 13
05                            | 5
0                             | 0
Under 1                       | 0
under one year                | 0
Less than 1 year              | 0
<1                            | 0
11 and under                  | 0..11
11 & under                    | 0..11
11 or younger                 | 0..11
Aged 5 and under              | 0..5
10 and under                  | 0..10
10 years and under            | 0..10
up to 10                      | 0..10
≤ 10                          | 0..10
under 10                      | 0..9
Under 10's                    | 0..9
Under 10’s                    | 0..9
<10                           | 0..9
Under the age of 13           | 0..12
less than 10 years old        | 0..9
5 to 9                        | 5..9
5 to 9 (inclusive)            | 5..9
0-4                           | 0..4
16-17                         | 16..17
12–15 years                   | 12..15
Victims aged 13 - 15          | 13..15
between 10 and 15             | 10..15
ages 16 and 17                | 16..17
16+                           | 16..
16 and over                   | 16..
16 or above                   | 16..
>=16                          | 16..
over 16                       | 17..
> 16                          | 17..
119 and over                  | 119..
unknown                       | unknown
Unknown Age                   | unknown
Age not known                 | unknown
not recorded                  | unknown
N/K                           | unknown
All ages                      | all
All victims                   | all
16 and 17                     | -
ages 10 and 15                | -
13 to 11                      | -
under 0                       | -
over 120                      | -
121                           | -
130 to 140                    | -
11-                           | -
Child                         | -
under 16 (13-15)              | -
Total                         | -
                              | -
"""


@pytest.mark.parametrize("row", LABELS.strip("\n").splitlines(), ids=str.strip)
def test_a_label_means_exactly_these_years(row: str) -> None:
    label, meaning = (part.strip() for part in row.split("|"))
    assert parse_age(label) == (None if meaning == "-" else band(meaning))


def test_a_long_text_is_no_label() -> None:
    assert parse_age("13" + " years" * 20) is None


@pytest.mark.parametrize(
    ("of", "printed"),
    [
        ("0", "under 1"),
        ("13", "13"),
        ("0..11", "0 to 11"),
        ("16..17", "16 to 17"),
        ("16..", "16 and over"),
        ("unknown", "unknown"),
        ("all", "all ages"),
    ],
)
def test_a_band_is_named_so(of: str, printed: str) -> None:
    assert str(band(of)) == printed


RELATIONS = """
whole   | part    | contains | overlaps
all     | 13      | yes      | yes
all     | unknown | yes      | yes
all     | all     | yes      | yes
0..17   | 13      | yes      | yes
0..17   | 16..    | no       | yes
0..10   | 0..9    | yes      | yes
0..9    | 0..10   | no       | yes
0..9    | 10..15  | no       | no
16..    | 16..17  | yes      | yes
16..17  | 16..    | no       | yes
0..     | all     | no       | yes
0..     | unknown | no       | no
unknown | unknown | yes      | yes
unknown | 13      | no       | no
unknown | all     | no       | yes
"""


@pytest.mark.parametrize("row", RELATIONS.strip().splitlines()[1:])
def test_bands_contain_and_overlap(row: str) -> None:
    whole, part, contains, overlaps = (cell.strip() for cell in row.split("|"))
    assert band(whole).contains(band(part)) == (contains == "yes")
    assert band(whole).overlaps(band(part)) == (overlaps == "yes")
    assert band(part).overlaps(band(whole)) == (overlaps == "yes")


def test_the_same_years_are_the_same_band() -> None:
    assert AgeBand(None, 11) == AgeBand(0, 11)
    assert AgeBand(16, OLDEST) == AgeBand(16, None)
    assert AgeBand(0, None) != ALL_AGES, "all ages hold the unknown too"


@pytest.mark.parametrize(
    ("of", "year", "years"),
    [("13", 13, 1), ("0", 0, 1), ("0..11", None, 12), ("16..", None, 105), ("unknown", None, 0)],
)
def test_years_of_a_band(of: str, year: int | None, years: int) -> None:
    assert band(of).single_year == year
    assert len(band(of).years) == years


PARTITIONS = """
all     | 0..11 12..15 16.. unknown | yes
all     | 0..11 12..15 16..         | no
all     | unknown                   | no
all     | all                       | yes
all     | all unknown               | no
all     | 0.. unknown unknown       | no
0..17   | 16..17 0..11 12..15       | yes
0..17   | 0..11 12..15              | no
0..17   | 0..11 11..17              | no
0..17   | 0..11 13..17              | no
0..17   | 0..17 unknown             | no
0..17   | 1..17                     | no
0..17   |                           | no
16..    | 16 17 18..                | yes
unknown | unknown                   | yes
unknown | 13                        | no
"""


@pytest.mark.parametrize("row", PARTITIONS.strip().splitlines())
def test_bands_partition_a_whole(row: str) -> None:
    whole, parts, answer = (cell.strip() for cell in row.split("|"))
    assert partitions(bands(parts), band(whole)) == (answer == "yes")


COMMON = """
0..5 6..10 11..15 16..17    | 0..10 11..17          | 0..10 11..17
0..11 12..15 16..17         | 0..10 11..15 16..17   | 0..15 16..17
0..11 12..15 16.. unknown   | 0..15 16.. unknown    | 0..15 16.. unknown
16..17 0..15                | 0..9 10..17           | 0..17
all                         | 0..15 16.. unknown    | all
all                         | all                   | all
0..11 12..15 16..17         | 0..11 12..15 16..     | -
0..15 16.. unknown          | 0..15 16..            | -
all                         | 0..15 16..            | -
0..17                       | all                   | -
0..10 10..17                | 0..17                 | -
0..9 11..17                 | 0..17                 | -
                            | 0..17                 | -
unknown                     | unknown               | -
"""


@pytest.mark.parametrize("row", COMMON.strip("\n").splitlines())
def test_two_bandings_combine_only_where_exact(row: str) -> None:
    first, second, common = (cell.strip() for cell in row.split("|"))
    if common == "-":
        with pytest.raises(CyberflagError, match=r"no common bands|overlap or leave a gap"):
            common_banding(bands(first), bands(second))
    else:
        assert common_banding(bands(first), bands(second)) == tuple(bands(common))


@pytest.mark.parametrize(("low", "high"), [(-1, 3), (5, 4), (0, OLDEST + 1), (OLDEST + 1, None)])
def test_what_is_no_band_is_refused(low: int, high: int | None) -> None:
    with pytest.raises(CyberflagError, match="is not a band of ages"):
        AgeBand(low, high)


def test_an_unknown_age_has_no_ends() -> None:
    with pytest.raises(CyberflagError, match="has no ends"):
        AgeBand(0, None, unknown=True)
