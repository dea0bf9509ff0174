"""Offence codes and their groups, with the traps of police recording."""

from datetime import date

import pytest

from cyberflag.core.offences import (
    ALL_OFFENCES,
    GROUPS,
    OFFENCES,
    ChildVictim,
    group_of,
    parse_code,
    resolve_offence,
)

CODES = """
71/17   | 071/17
071/17  | 071/17
71 / 17 | 071/17
71.17   | 071/17
07117   | 071/17
88A     | 88A
088A    | 88A
088 a   | 88A
21      | 21
71.1    | -
71/1    | 071/01
7117    | -
999/99  | -
88Z     | -
071/17a | -
rape    | -
        | -
"""


@pytest.mark.parametrize("row", CODES.strip("\n").splitlines(), ids=str.strip)
def test_a_printed_code_is_one_code_or_none(row: str) -> None:
    printed, code = (cell.strip() for cell in row.split("|"))
    assert parse_code(printed) == (None if code == "-" else code)


TITLES = """
Rape                                                       | rape
Rape of a female child under 13                            | 19E
RAPE OF A FEMALE CHILD UNDER 13.                           | 19E
Engage Sexual communication with a child                   | 071/17
Sexual communication with a child                          | 071/17
Sexual Grooming                                            | grooming
Possession of indecent photograph of a child               | 086/10
Indecent images of children                                | images
Sexual activity with a male child under 16 (offender under 18) | 022/13
Extreme pornography offences                               | -
Rape of a female                                           | -
Sexual                                                     | -
                                                           | -
"""


@pytest.mark.parametrize("row", TITLES.strip("\n").splitlines(), ids=str.strip)
def test_words_name_exactly_one_offence_or_none(row: str) -> None:
    words, offence = (cell.strip() for cell in row.split("|"))
    assert resolve_offence(words) == (None if offence == "-" else offence)


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_names_itself(group: str) -> None:
    assert resolve_offence(group.upper()) == group
    assert group_of(group) == group


@pytest.mark.parametrize(
    ("offence", "group"),
    [
        ("19D", "rape"),
        ("019/16", "rape"),
        ("20B", "sexual assault"),
        ("22B", "sexual activity and inciting"),
        ("088/01", "grooming"),
        ("086/02", "images"),
        ("071/02", "exploitation"),
        ("73", "other"),
        (ALL_OFFENCES, None),
        ("no such code", None),
    ],
)
def test_the_group_of_a_code(offence: str, group: str | None) -> None:
    assert group_of(offence) == group


def test_every_code_has_a_known_group_and_class() -> None:
    for offence in OFFENCES.values():
        assert offence.group in GROUPS
        assert offence.counted_in == "" or OFFENCES[offence.counted_in].is_class
        assert offence.is_class == (offence.counted_in == offence.code)


def test_every_code_reads_back_as_itself() -> None:
    assert {code: parse_code(code) for code in OFFENCES} == {code: code for code in OFFENCES}


# --- traps ------------------------------------------------------------------------------


def test_sexual_communication_is_numbered_under_71_but_counted_in_88a() -> None:
    communication = OFFENCES["071/17"]
    assert communication.counted_in == "88A"
    assert communication.group == "sexual communication"
    assert "88A" in communication.note
    assert "071/17" in OFFENCES["88A"].note
    others = [code for code in OFFENCES if code.startswith("071/") and code != "071/17"]
    assert {OFFENCES[code].counted_in for code in others} == {"71"}


def test_only_three_subcodes_of_class_86_are_images_of_children() -> None:
    subcodes = [offence for code, offence in OFFENCES.items() if code.startswith("086/")]
    assert OFFENCES["86"].child_victim is ChildVictim.PARTIAL
    images = {offence.code for offence in subcodes if offence.group == "images"}
    children = {offence.code for offence in subcodes if offence.child_victim is ChildVictim.YES}
    assert images == children == {"086/02", "086/10", "086/15"}


def test_class_23_is_mixed() -> None:
    assert OFFENCES["23"].child_victim is ChildVictim.PARTIAL
    adults = {
        code
        for code, offence in OFFENCES.items()
        if code.startswith("023/") and offence.child_victim is ChildVictim.NO
    }
    assert adults == {"023/02", "023/12", "023/13"} & OFFENCES.keys()
    assert adults
    assert OFFENCES["023/14"].child_victim is ChildVictim.YES


@pytest.mark.parametrize("code", ["17A", "19C", "19F", "20A", "22A", "70", "88E"])
def test_some_classes_show_a_child_only_by_the_victims_age(code: str) -> None:
    assert OFFENCES[code].child_victim is ChildVictim.BY_AGE
    within = [o for o in OFFENCES.values() if o.counted_in == code]
    assert {offence.child_victim for offence in within} == {ChildVictim.BY_AGE}


@pytest.mark.parametrize(
    "code", ["17B", "19D", "19E", "19G", "19H", "20B", "21", "22B", "71", "73", "88A"]
)
def test_some_classes_are_children_by_definition(code: str) -> None:
    assert OFFENCES[code].child_victim is ChildVictim.YES
    within = [o for o in OFFENCES.values() if o.counted_in == code]
    assert {offence.child_victim for offence in within} == {ChildVictim.YES}


@pytest.mark.parametrize(
    ("code", "day", "valid"),
    [
        ("071/17", date(2017, 4, 2), False),
        ("071/17", date(2017, 4, 3), True),
        ("020/01", date(2004, 4, 30), True),
        ("020/01", date(2004, 5, 1), False),
        ("19D", date(1990, 1, 1), True),
        ("086/15", date(2010, 4, 5), False),
    ],
)
def test_a_code_is_valid_for_offences_committed_between_its_dates(
    code: str, day: date, valid: bool
) -> None:
    assert OFFENCES[code].valid_on(day) is valid
