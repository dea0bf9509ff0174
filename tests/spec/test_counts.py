"""Counts as closed intervals, absence by name, addresses, errors."""

import pickle
from datetime import date

import pytest

from cyberflag.core.ages import ALL_AGES
from cyberflag.core.counts import (
    REPORTED,
    STATUSES,
    Count,
    Interval,
    Missing,
    Online,
    Sex,
    SourceRef,
    Unit,
    total,
)
from cyberflag.core.errors import CyberflagError
from cyberflag.core.periods import Period

SHA = "0123456789abcdef" * 4


def interval(text: str) -> Interval:
    low, dots, high = text.partition("..")
    return Interval(int(low), int(high) if high else None if dots else int(low))


SUMS = """
3          | 4        | 7      | 7
1..4       | 10       | 11..14 | 11 to 14
1..4       | 0..4     | 1..8   | 1 to 8
3..        | 4        | 7..    | at least 7
0..        | 1,000..  | 1000.. | at least 1,000
0          | 0        | 0      | 0
"""


@pytest.mark.parametrize("row", SUMS.strip().splitlines())
def test_a_sum_carries_both_ends(row: str) -> None:
    first, second, both, words = (cell.strip() for cell in row.split("|"))
    found = interval(first.replace(",", "")) + interval(second.replace(",", ""))
    assert found == interval(both)
    assert str(found) == words


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        ("3", "3", True),
        ("3", "4", False),
        ("1..4", "4..9", True),
        ("1..4", "5..9", False),
        ("5..9", "1..4", False),
        ("3..", "1..2", False),
        ("3..", "1..3", True),
        ("3..", "9..", True),
    ],
)
def test_whether_one_number_satisfies_both(first: str, second: str, meet: bool) -> None:
    assert interval(first).meets(interval(second)) is meet
    assert interval(second).meets(interval(first)) is meet


def test_the_sum_of_nothing_is_exactly_zero() -> None:
    assert total([]) == Interval.exact(0)
    assert total([Interval(1, 4), Interval.exact(2)]) == Interval(3, 6)


def test_an_exact_figure_is_exact() -> None:
    assert Interval.exact(3).is_exact
    assert not Interval(1, 4).is_exact
    assert not Interval(0, None).is_exact


@pytest.mark.parametrize(("low", "high"), [(-1, 4), (5, 4), (-2, None)])
def test_what_is_no_interval_is_refused(low: int, high: int | None) -> None:
    with pytest.raises(CyberflagError, match="not an interval of counts"):
        Interval(low, high)


# --- a count ------------------------------------------------------------------------------


def count(status: str, value: Interval | None) -> Count:
    return Count(
        force_code="E23000021",
        period=Period(date(2015, 4, 1), date(2016, 3, 31)),
        offence="all",
        age=ALL_AGES,
        sex=Sex.ALL,
        online=Online.ONLINE,
        unit=Unit.OFFENCES,
        value=value,
        status=status,
        source=SourceRef(file="reply.xlsx", sha256=SHA, where="Sheet1!B7"),
    )


STATUS_TABLE = """
status        | without a number | with a number
reported      | no               | yes
suppressed    | yes              | yes
refused       | yes              | no
not held      | yes              | no
flag not used | yes              | no
no answer     | yes              | no
retracted     | yes              | no
guessed       | no               | no
"""


@pytest.mark.parametrize("row", STATUS_TABLE.strip().splitlines()[1:])
def test_zero_is_a_number_and_absence_has_a_name(row: str) -> None:
    status, *allowed = (cell.strip() for cell in row.split("|"))
    for value, may in zip((None, Interval.exact(0)), allowed, strict=True):
        if may == "yes":
            assert count(status, value).value == value
        else:
            with pytest.raises(CyberflagError, match=rf"reply\.xlsx@{SHA}#Sheet1!B7"):
                count(status, value)


def test_the_table_above_holds_every_status() -> None:
    rows = [row.split("|")[0].strip() for row in STATUS_TABLE.strip().splitlines()[1:]]
    assert rows == [*STATUSES, "guessed"]
    assert (REPORTED, *Missing) == STATUSES


# --- an address ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "where"),
    [
        ("replies/E23000021/reply.xlsx", "Sheet1!B7"),
        ("a@b#c.eml", "line 12"),
        ("reply.xlsx", "Q1@home#2!B7"),
        (f"copy@{SHA}#old.xlsx", "Sheet@1!A1"),
    ],
)
def test_an_address_reads_back(file: str, where: str) -> None:
    source = SourceRef(file=file, sha256=SHA, where=where)
    assert SourceRef.parse(str(source)) == source


@pytest.mark.parametrize(
    "text", ["", "reply.xlsx", f"@{SHA}#B7", f"reply.xlsx@{SHA}", f"reply.xlsx@{SHA}#", "a@abc#B7"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(CyberflagError, match=r"file@sha256#where"):
        SourceRef.parse(text)


# --- errors -------------------------------------------------------------------------------


def test_an_error_says_place_fault_and_remedy_across_processes() -> None:
    fault = CyberflagError("the file is empty", place="reply.pdf", remedy="Ask for it again.")
    assert str(fault) == "reply.pdf: the file is empty. Ask for it again."
    again = pickle.loads(pickle.dumps(fault))
    assert type(again) is CyberflagError
    assert (again.fault, again.place, again.remedy) == (fault.fault, fault.place, fault.remedy)
