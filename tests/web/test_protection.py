"""An attack on the written sites: read every table and file, subtract, and look for one child.

What is read is what a reader gets: pages and ``counts.csv``. The truth says which sums hold.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tests.web.conftest import ROUNDS
from tests.web.rounds import example

from cyberflag.core.counts import Count

MARK = "[c]"
SMALL = range(1, 5)
Key = tuple[str, ...]
"""Force, first day, last day, offence, lowest age, highest age, sex, flag, unit."""


def printed(site: Path) -> dict[Key, set[str]]:
    """What ``counts.csv`` prints for each key: a number, a range, or the mark."""
    found: defaultdict[Key, set[str]] = defaultdict(set)
    with (site / "counts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = tuple(list(row.values())[:9])
            assert len(key) == 9
            ends = {row["low"], row["high"]}
            found[key].add(ends.pop() if len(ends) == 1 else f"{row['low']} to {row['high']}")
    return found


def parsed(path: Path) -> Any:  # Any: what an XPath finds has many types
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def key_of(count: Count) -> Key:
    age = count.age
    low, high = ("" if end is None else str(end) for end in (age.low, age.high))
    return (
        count.force_code,
        count.period.start.isoformat(),
        count.period.end.isoformat(),
        count.offence,
        "unknown" if age.unknown else low,
        "unknown" if age.unknown else high,
        count.sex.value,
        count.online.value,
        count.unit.value,
    )


def truth(name: str) -> dict[Key, int]:
    """The exact counts of a round by key."""
    counts = example(*ROUNDS[name])[1].counts
    return {key_of(c): c.value.low for c in counts if c.value is not None and c.value.is_exact}


def is_total(key: Key) -> bool:
    return key[3:7] == ("all", "", "", "all")


@pytest.fixture(params=list(ROUNDS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_no_small_count_below_a_total_is_printed_in_the_file(sites: Path, name: str) -> None:
    hidden = 0
    for key, words in printed(sites / name).items():
        for number in words:
            hidden += number == MARK
            if not is_total(key) and number not in (MARK, ""):
                low, _, high = number.partition(" to ")
                assert not any(int(low) <= small <= int(high or low) for small in SMALL), key
    assert hidden > 3


def test_the_pages_of_a_force_print_no_small_count_but_its_total(sites: Path, name: str) -> None:
    true = truth(name)
    marks = 0
    for path in (sites / name / "forces").glob("*.html"):
        allowed = {n for key, n in true.items() if key[0] == path.stem and is_total(key)}
        page = parsed(path)
        for cell in page.xpath("//td[@class='number']"):
            words = cell.text_content().replace(",", "")
            marks += words == MARK
            if words not in (MARK, "–"):
                number = int(words.split(" to ")[0])
                assert number not in SMALL or number in allowed, (path, words)
    assert marks > 5


def sums(true: dict[Key, int]) -> Iterator[tuple[Key, list[Key]]]:
    """Each number with parts that add up to it: by age, offence, sex, flag, quarter, or two."""
    for whole in true:
        for place, blank in ((slice(4, 6), ("", "")), (slice(3, 4), ("all",)),
                             (slice(6, 7), ("all",)), (slice(7, 8), ("all",))):  # fmt: skip
            if whole[place] != blank:
                continue
            rest = [k for k in true if k != whole and k[place] != blank]
            family = [k for k in rest if k[: place.start] + k[place.stop :]
                      == whole[: place.start] + whole[place.stop :]]  # fmt: skip
            yield from ((whole, parts) for parts in splits(family, true, true[whole]))
        quarters = [
            k
            for k in true
            if k != whole
            and (k[0], *k[3:]) == (whole[0], *whole[3:])
            and whole[1] <= k[1] <= k[2] <= whole[2]
        ]
        if quarters and sum(true[k] for k in quarters) == true[whole]:
            yield whole, quarters


def splits(family: list[Key], true: dict[Key, int], whole: int) -> Iterator[list[Key]]:
    """The family whole, its narrow and its wide age bands, each if it adds up."""
    wide = [k for k in family if not any(holds(o, k) for o in family)]
    narrow = [k for k in family if not any(holds(k, o) for o in family)]
    for parts in (family, wide, narrow):
        if parts and sum(true[k] for k in parts) == whole:
            yield parts


def holds(outer: Key, inner: Key) -> bool:
    ages = [*outer[4:6], *inner[4:6]]
    if outer == inner or "unknown" in ages or outer[3] != inner[3]:
        return False
    low, high, inner_low, inner_high = (int(age or (0, 120)[n % 2]) for n, age in enumerate(ages))
    return low <= inner_low <= inner_high <= high


def test_no_subtraction_in_a_force_s_own_numbers_finds_a_small_count(
    sites: Path, name: str
) -> None:
    true = truth(name)
    shown = printed(sites / name)
    tried = 0
    for whole, parts in sums(true):
        unseen = [k for k in (whole, *parts) if shown.get(k, {MARK}) == {MARK}]
        tried += 1
        if len(unseen) == 1:
            assert true[unseen[0]] not in SMALL, (whole, unseen)
        elif unseen and whole not in unseen:
            left = sum(true[k] for k in unseen)
            zero = any(true[k] == 0 for k in unseen)
            assert zero or len(unseen) == len(parts) or left > len(unseen), (whole, unseen)
    assert tried > (100 if name != "real-replies" else -1)


def test_no_subtraction_from_a_national_figure_finds_a_small_count(sites: Path, name: str) -> None:
    true = {(c.source.file, c.source.where): c for c in example(*ROUNDS[name])[1].counts}
    tried = 0
    for path in (sites / name / "sources").glob("*.html"):
        page = parsed(path)
        for section in page.xpath("//main//section"):
            number = section.xpath("h2")[0].text_content().rpartition(": ")[2].replace(",", "")
            left_out = re.search(r"(\d+) cells? (?:is|are) left out", section.text_content())
            cells = section.xpath(".//td[@class='number']")
            words = [cell.text_content().replace(",", "") for cell in cells]
            if not number.isdigit() or not all(w == MARK or w.isdigit() for w in words):
                continue
            unseen = words.count(MARK) + int(left_out.group(1) if left_out else 0)
            rest = int(number) - sum(int(w) for w in words if w != MARK)
            tried += 1
            assert rest >= 0
            assert unseen != 1 or rest not in SMALL, (path, section.get("id"))
    assert true
    assert tried > (10 if name != "real-replies" else 0)


def national(site: Path, counts: tuple[Count, ...]) -> Iterator[list[Key]]:
    """The cells of each national figure whose number and cells are all plain numbers or marks."""
    where = {
        f"{c.force_code} {c.source.file.rpartition('/')[2]} {c.source.where}": c for c in counts
    }
    for path in (site / "sources").glob("*.html"):
        for section in parsed(path).xpath("//main//section[.//table]"):
            number = section.xpath("h2")[0].text_content().rpartition(": ")[2].replace(",", "")
            rows = section.xpath(".//tbody/tr")
            codes = [row.xpath("string(.//a/@href)").rpartition("/")[2][:-11] for row in rows]
            cells = [
                where.get(f"{code} {row.xpath('string(.//code)')}")
                for code, row in zip(codes, rows, strict=True)
            ]
            found = [cell for cell in cells if cell and cell.value and cell.value.is_exact]
            sums_up = sum(cell.value.low for cell in found if cell.value)
            if len(found) == len(rows) and number.isdigit() and sums_up == int(number):
                yield [key_of(cell) for cell in found]


def test_one_subtraction_after_another_finds_no_small_count(sites: Path, name: str) -> None:
    """What one sum gives is put into the next, until no sum gives anything more."""
    true = truth(name)
    shown = printed(sites / name)
    known = {key for key in true if shown.get(key, {MARK}) != {MARK}}
    counts = example(*ROUNDS[name])[1].counts
    families = [[whole, *parts] for whole, parts in sums(true)]
    columns = list(national(sites / name, counts))
    assert len(columns) > 10 or name == "real-replies"
    learned = -1
    while learned < len(known):
        learned = len(known)
        for family in (*families, *columns):
            unseen = [key for key in family if key not in known]
            in_parts = family in columns or family[0] in known
            if len(unseen) == 1 or (in_parts and sum(true[key] for key in unseen) == 0):
                assert not any(true[key] in SMALL for key in unseen), unseen
                known.update(unseen)


@pytest.mark.parametrize(("name", "age"), [("2015-16", 1), ("2016-17", 3)])
def test_the_youngest_age_is_published_and_its_force_is_not(
    sites: Path, name: str, age: int
) -> None:
    site = sites / name
    assert f"<strong>{age}</strong>" in (site / "index.html").read_text(encoding="utf-8")
    first_year = max(key[1] for key in printed(site))
    for key in printed(site):
        assert key[4:6] != (str(age), str(age)) or key[1] != first_year
    for path in (site / "forces").glob("*.html"):
        page = parsed(path)
        for table in page.xpath("//table"):
            caption = table.xpath("caption")[0].text_content()
            heads = [head.text_content() for head in table.xpath(".//th")]
            if "age" in caption and (name == "2015-16" or "2016/17" in caption):
                assert str(age) not in heads, path
            assert not any(re.search(rf"[Aa]ge {age}(?!\d)(?! to).*2016/17", h) for h in heads)
    index = parsed(site / "index.html")
    described = index.xpath("string(//*[local-name()='desc' and @id='ages-wide-text'])")
    assert f"{age}: {MARK}" in described


def test_the_attack_sees_what_it_looks_for() -> None:
    """Six cells in a table with their sums: with one hidden alone the attack finds it."""
    rows, columns = ("rape", "images"), (("13", "13"), ("14", "14"))
    base = ("X", "2015-04-01", "2016-03-31")
    true: dict[Key, int] = {
        (*base, row, *age, "all", "online", "offences"): n
        for (row, age), n in zip(product(rows, columns), (3, 7, 8, 9), strict=True)
    }
    for row, n in zip(rows, (10, 17), strict=True):
        true[(*base, row, "", "", "all", "online", "offences")] = n
    found = [(true[whole], [true[k] for k in parts]) for whole, parts in sums(true)]
    assert (10, [3, 7]) in found
    assert (17, [8, 9]) in found
