"""Forces: a name is exactly one force, or a ranked proposal for a person, never a neighbour."""

import csv
from importlib.resources import files

import pytest

from cyberflag.core.errors import CyberflagError
from cyberflag.core.forces import FORCES, force, resolve_force
from cyberflag.core.names import fold_name
from cyberflag.foi.names import named_force, propose_forces

NAMES = """
Devon & Cornwall Police                | E23000035
D&C                                    | E23000035
GMP                                    | E23000005
Greater Manchester Police (GMP)        | E23000005
WMP                                    | E23000014
West Mids                              | E23000014
MPS                                    | E23000001
The Metropolitan Police Service        | E23000001
the Met                                | E23000001
BTP                                    | BTP
Heddlu Gwent                           | W15000002
Heddlu De Cymru / South Wales Police   | W15000003
Dyfed–Powys                            | W15000004
Avon & Somerset Constabulary           | E23000036
Hampshire & Isle of Wight Constabulary | E23000030
SUSSEX POLICE                          | E23000033
Sussex                                 | E23000033
northants.police.uk                    | E23000022
west-midlands.pnn.police.uk            | E23000014
Police Service of Northern Ireland     | PSNI
Police Scotland                        | PS
"""

NO_FORCE = """
Wales
Yorkshire
West
South
Thames
Midlands
London
Norfolk and Suffolk
Kent (Essex)
Devon
Avon
Police
The Constabulary
North Yorkshire and West Yorkshire
Warwickshire and West Mercia
Bedfordshire, Cambridgeshire and Hertfordshire
North West
Nort Yorkshire

()
"""


@pytest.mark.parametrize("row", NAMES.strip("\n").splitlines(), ids=str.strip)
def test_a_name_is_exactly_one_force(row: str) -> None:
    name, code = (cell.strip() for cell in row.split("|"))
    found = resolve_force(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", NO_FORCE.strip("\n").splitlines())
def test_a_region_a_part_or_two_forces_are_no_force(name: str) -> None:
    assert resolve_force(name) is None


def spellings() -> list[tuple[str, str]]:
    return [(s, f.code) for f in FORCES.values() for s in (f.name, *f.aliases)]


@pytest.mark.parametrize(("spelling", "code"), spellings(), ids=[s for s, _ in spellings()])
def test_no_spelling_belongs_to_two_forces(spelling: str, code: str) -> None:
    for written in (spelling, f"{spelling} Police", f"The {spelling.upper()} Constabulary"):
        found = resolve_force(written)
        assert found is not None
        assert found.code == code


def test_no_two_spellings_fold_alike() -> None:
    folded = [fold_name(spelling) for spelling, _ in spellings()]
    assert len(set(folded)) == len(folded)


@pytest.mark.parametrize(
    "first, second",
    [
        ("North Yorkshire", "South Yorkshire"),
        ("North Yorkshire", "West Yorkshire"),
        ("North Wales", "South Wales"),
        ("Norfolk", "Suffolk"),
        ("Northumbria", "Cumbria"),
        ("West Midlands", "West Mercia"),
        ("Staffordshire", "Hertfordshire"),
        ("Derbyshire", "Bedfordshire"),
        ("Metropolitan", "City of London"),
    ],
)
def test_neighbours_and_likes_stay_apart(first: str, second: str) -> None:
    found = resolve_force(first), resolve_force(second)
    assert [force.name for force in found if force] == [first, second]


def test_43_territorial_forces_and_three_more() -> None:
    territorial = [code for code in FORCES if code.startswith(("E23", "W15"))]
    assert len(territorial) == 43
    assert set(FORCES) - set(territorial) == {"BTP", "PSNI", "PS"}


@pytest.mark.parametrize(
    ("code", "region", "nation", "law"),
    [
        ("E23000021", "East Midlands", "England", "FOIA"),
        ("W15000002", "Wales", "Wales", "FOIA"),
        ("BTP", "", "Great Britain", "FOIA"),
        ("PSNI", "Northern Ireland", "Northern Ireland", "FOIA"),
        ("PS", "Scotland", "Scotland", "FOISA"),
    ],
)
def test_region_nation_and_law(code: str, region: str, nation: str, law: str) -> None:
    one = force(code)
    assert (one.region, one.nation, one.law) == (region, nation, law)


def test_ten_regions_hold_every_territorial_force() -> None:
    territorial = [f for f in FORCES.values() if f.code.startswith(("E23", "W15"))]
    assert len({f.region for f in territorial}) == 10
    assert {f.nation for f in territorial} == {"England", "Wales"}
    assert {f.law for f in FORCES.values() if f.code != "PS"} == {"FOIA"}


def test_an_unknown_code_says_what_to_do() -> None:
    with pytest.raises(CyberflagError, match="cyberflag forces"):
        force("E23000040")


def test_every_table_of_core_is_described_in_sources() -> None:
    tables = files("cyberflag.core").joinpath("tables")
    described = tables.joinpath("SOURCES.md").read_text(encoding="utf-8")
    names = [table.name for table in tables.iterdir() if table.name.endswith(".csv")]
    assert [name for name in names if f"`{name}`" not in described] == []
    for name in names:
        rows = csv.reader(tables.joinpath(name).read_text(encoding="utf-8").splitlines())
        assert len({len(row) for row in rows}) == 1, name


# --- for a person: ranked proposals -------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Leicestershir", "Leicestershire"),
        ("Glostershire", "Gloucestershire"),
        ("Devon and Cornwal Police", "Devon and Cornwall"),
        ("Metropolitain Police", "Metropolitan"),
        ("Nort Wales", "North Wales"),
    ],
)
def test_a_misspelt_name_is_proposed_first(name: str, first: str) -> None:
    assert resolve_force(name) is None
    proposals = propose_forces(name)
    assert proposals[0].force.name == first
    likenesses = [proposal.likeness for proposal in proposals]
    assert likenesses == sorted(likenesses, reverse=True)
    assert len({proposal.force.code for proposal in proposals}) == len(proposals) <= 3


def test_a_part_of_several_names_proposes_them_all() -> None:
    proposed = {proposal.force.name for proposal in propose_forces("Yorkshire")}
    assert proposed == {"North Yorkshire", "South Yorkshire", "West Yorkshire"}


@pytest.mark.parametrize("name", ["E23000021", " E23000021 ", "Leics", "Leicestershire Police"])
def test_a_code_or_an_exact_name_is_taken(name: str) -> None:
    assert named_force(name, place="round.toml").name == "Leicestershire"


def test_a_name_that_is_not_exact_stops_with_proposals() -> None:
    with pytest.raises(CyberflagError, match=r"Did you mean Leicestershire \(E23000021\)"):
        named_force("Leicestershir", place="round.toml")


def test_a_name_like_nothing_stops_without_proposals() -> None:
    with pytest.raises(CyberflagError, match="cyberflag forces"):
        named_force("zzz", place="round.toml")
