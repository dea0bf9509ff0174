"""Synthetic records: the same for a seed, valid, varied, neutral, and true to their truth."""

import re
import subprocess
import sys
from collections import Counter
from itertools import combinations, pairwise

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from cyberflag.core.errors import CyberflagError
from cyberflag.core.forces import FORCES
from cyberflag.core.notifiable import NOTIFIABLE
from cyberflag.core.offences import OFFENCES
from cyberflag.records.columns import COLUMNS, SCHEMA
from cyberflag.records.example import TRUTH_SCHEMA, example_records
from cyberflag.records.example.crimes import CRIMES
from cyberflag.records.example.dice import Choice
from cyberflag.records.example.kinds import Kind
from cyberflag.records.example.texts import AUTHORS, families

MANY = 200_000


def drawn(
    n: int, seed: int = 1, part: str = "all", rows: int = 65_536
) -> tuple[pa.Table, pa.Table]:
    batches = list(example_records(n, seed, part=part, batch_rows=rows))
    return (
        pa.Table.from_batches([records for records, _ in batches], SCHEMA),
        pa.Table.from_batches([truth for _, truth in batches], TRUTH_SCHEMA),
    )


@pytest.fixture(scope="module")
def many() -> tuple[pa.Table, pa.Table]:
    return drawn(MANY)


def test_the_same_seed_gives_the_same_records_and_another_seed_others() -> None:
    assert drawn(3_000) == drawn(3_000)
    assert drawn(3_000)[0]["record_id"] != drawn(3_000, seed=2)[0]["record_id"]


@pytest.mark.parametrize(("k", "rows"), [(1, 1), (999, 65_536), (2_000, 77), (5_000, 4_096)])
def test_the_first_k_of_n_are_the_same_whatever_n_and_the_batches(k: int, rows: int) -> None:
    records, truth = drawn(5_000)
    fewer, fewer_truth = drawn(k, rows=rows)
    assert fewer.combine_chunks() == records.slice(0, k).combine_chunks()
    assert fewer_truth.combine_chunks() == truth.slice(0, fewer_truth.num_rows).combine_chunks()


def test_the_part_changes_the_texts_alone() -> None:
    seen, truth = drawn(2_000, part="seen")
    unseen, _ = drawn(2_000, part="unseen")
    assert set(truth["part"].to_pylist()) == {"seen"}
    both, both_truth = drawn(2_000)
    parts = dict(
        zip(both_truth["record_id"].to_pylist(), both_truth["part"].to_pylist(), strict=True)
    )
    alone = {"seen": seen, "unseen": unseen}
    for at, row in enumerate(both.to_pylist()):
        assert row["summary"] == alone[parts[row["record_id"]]]["summary"][at].as_py()
    different = [name for name in SCHEMA.names if seen[name] != unseen[name]]
    assert set(different) <= {"summary", "platform"}, "a text that tells of posting moves platform"
    with pytest.raises(CyberflagError):
        next(example_records(1, 1, part="other"))


def test_texts_are_varied_and_some_records_have_none(many: tuple[pa.Table, pa.Table]) -> None:
    summary = many[0]["summary"]
    assert pc.count_distinct(summary).as_py() >= 100_000
    assert 0.05 <= summary.null_count / MANY <= 0.10


def test_ids_and_versions_join_up(many: tuple[pa.Table, pa.Table]) -> None:
    records, truth = many
    ids, versions = records["record_id"].to_pylist(), records["version"].to_pylist()
    firsts = [one for one, version in zip(ids, versions, strict=True) if version == 1]
    assert len(set(firsts)) == len(firsts)
    assert truth["record_id"].to_pylist() == firsts
    assert len(set(zip(ids, versions, strict=True))) == MANY
    known = set()
    for one, version in zip(ids, versions, strict=True):
        assert version == 1 or (one, version - 1) in known
        known.add((one, version))
    assert 0.02 <= versions.count(2) / MANY <= 0.05
    assert versions.count(3) > 0


def test_a_later_version_corrects_a_field_and_keeps_the_offence() -> None:
    rows = drawn(20_000)[0].to_pylist()
    first = {row["record_id"]: row for row in rows if row["version"] == 1}
    for later in (row for row in rows if row["version"] > 1):
        before = first[later["record_id"]]
        assert later["outcome"] != before["outcome"]
        for kept in ("force_code", "recorded_on", "offence_code", "committed_from", "summary"):
            assert later[kept] == before[kept]


def test_fields_are_of_their_lists_and_codes_valid_on_their_days(
    many: tuple[pa.Table, pa.Table],
) -> None:
    for column in COLUMNS:
        if column.values:
            used = set(pc.unique(many[0][column.name]).to_pylist()) - {None}
            assert used <= {value.value for value in column.values}
        if column.required:
            assert many[0][column.name].null_count == 0
    rows = many[0].select(
        ["force_code", "offence_code", "recorded_on", "committed_from", "committed_to"]
    )
    for row in rows.to_pylist():
        recorded, start, end = row["recorded_on"], row["committed_from"], row["committed_to"]
        assert row["force_code"] in FORCES
        assert (start or recorded) <= (end or recorded) <= recorded
        code = NOTIFIABLE.get(row["offence_code"]) or OFFENCES[row["offence_code"]]
        for day in (recorded, start or recorded):
            assert code.valid_from is None or code.valid_from <= day
            assert code.valid_to is None or day <= code.valid_to


def test_every_class_outside_the_sexual_offences_is_in_the_mix() -> None:
    assert set(NOTIFIABLE) <= {crime.code for crime in CRIMES}
    assert not set(NOTIFIABLE) & set(OFFENCES)


AGE_LIMITS = {
    "19D": (13, 15), "19E": (0, 12), "19C": (16, 120), "20B": (0, 12), "20A": (13, 120),
    "071/17": (0, 15), "022/20": (13, 15), "088/01": (0, 15), "17B": (0, 12),
}  # fmt: skip


def test_ages_and_sexes_fit_the_offence(many: tuple[pa.Table, pa.Table]) -> None:
    rows = many[0].select(["offence_code", "victim_age", "victim_sex", "support", "referral"])
    seen = Counter()  # type: Counter[str]
    for row in rows.to_pylist():
        low, high = AGE_LIMITS.get(row["offence_code"], (0, 120))
        if row["victim_age"] is not None:
            seen[row["offence_code"]] += 1
            assert low <= row["victim_age"] <= high
            assert row["victim_age"] < 18 or row["support"] is row["referral"] is None
        if row["offence_code"] in {"19C", "19D", "19E", "20A"}:
            assert row["victim_sex"] != "male"
    assert all(seen[code] for code in AGE_LIMITS)


def test_every_kind_comes_and_says_what_the_truth_says(many: tuple[pa.Table, pa.Table]) -> None:
    records, truth = many
    pairs = Counter(zip(truth["kind"].to_pylist(), truth["online"].to_pylist(), strict=True))
    assert {kind for kind, _ in pairs} == {kind.value for kind in Kind}
    for kind in Kind:
        if kind not in {Kind.DOUBT, Kind.NO_TEXT}:
            online = kind in {Kind.ONLINE, Kind.FIELD_ONLY} or kind.startswith("online")
            assert pairs[kind, not online] == 0
    share = sum(truth["online"].to_pylist()) / truth.num_rows
    assert 0.04 <= share <= 0.10
    unseen = truth["part"].to_pylist().count("unseen") / truth.num_rows
    assert 0.28 <= unseen <= 0.32
    no_text = {
        one
        for one, kind in zip(truth["record_id"].to_pylist(), truth["kind"].to_pylist(), strict=True)
        if kind == Kind.NO_TEXT
    }
    bare = records.filter(pc.is_null(records["summary"]))
    assert set(bare["record_id"].to_pylist()) == no_text


def test_the_flag_is_under_used_by_some_forces_and_better_after_2024() -> None:
    records, truth = drawn(MANY, seed=5)
    online = dict(zip(truth["record_id"].to_pylist(), truth["online"].to_pylist(), strict=True))
    tallies = {"before": Counter(), "after": Counter()}  # type: dict[str, Counter[object]]
    by_force = Counter()  # type: Counter[tuple[str, object]]
    for row in records.select(
        ["record_id", "force_code", "recorded_on", "online_flag", "version"]
    ).to_pylist():
        if row["version"] > 1:
            continue
        era = "after" if row["recorded_on"].isoformat() >= "2024-04-01" else "before"
        if online[row["record_id"]]:
            tallies[era][row["online_flag"]] += 1
        if row["recorded_on"].year == 2015:
            by_force[row["force_code"], row["online_flag"]] += 1
    found = {era: tally["yes"] / tally.total() for era, tally in tallies.items()}
    assert found["before"] < 0.7 < 0.85 < found["after"] < 1
    forces = {force for force, _ in by_force}
    assert any(by_force[force, "no"] == 0 for force in forces), "some leave it empty"
    assert any(by_force[force, "yes"] == 0 < by_force[force, "no"] for force in forces)


TELEPHONE = re.compile(r"\d(?:[\s./-]?\d){5,}")
PERSONAL = re.compile(r"\b(?:mr|mrs|ms|miss|dr)\.? [a-z]|@|\bwww\.|https?:", re.IGNORECASE)
BRANDS = re.compile(
    r"\b(?:facebook|fb|instagram|insta|whatsapp|snapchat|tiktok|twitter|youtube|google|tinder|"
    r"grindr|discord|roblox|fortnite|xbox|playstation|telegram|kik|omegle|skype|zoom|facetime|"
    r"ebay|gumtree|amazon|apple|iphone|ipad|netflix|reddit|onlyfans|paypal|vinted)\b",
    re.IGNORECASE,
)
GRAPHIC = re.compile(
    r"\b(?:naked|nude|breasts?|penetrat\w*|intercourse|oral|anal|porn\w*|blood|stab\w*|corpse)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("pattern", [TELEPHONE, PERSONAL, BRANDS, GRAPHIC])
def test_texts_are_neutral_and_name_nobody(
    pattern: re.Pattern[str], many: tuple[pa.Table, pa.Table]
) -> None:
    texts = many[0]["summary"].slice(0, 50_000).to_pylist()
    assert [text for text in texts if text and pattern.search(text)] == []


def test_every_gap_in_a_template_is_filled(many: tuple[pa.Table, pa.Table]) -> None:
    text = "\n".join(text for text in many[0]["summary"].to_pylist() if text)
    assert not re.search(r"[{}|\x00-\x09\x0b-\x1f]", text)
    assert "\u2019" in text
    assert "\u00a0" in text


@pytest.mark.parametrize("part", ["seen", "unseen"])
def test_a_part_is_told_in_the_words_of_its_authors_alone(part: str) -> None:
    told = "\n".join(text for text in drawn(5_000, part=part)[0]["summary"].to_pylist() if text)
    for author, own_part in AUTHORS.items():
        tails = [tail for tail in families(author).remarks["tail"] if "{" not in tail]
        used = sum(told.count(f"{tail}\n") for tail in tails)
        assert used > 100 if own_part == part else used == 0


@pytest.mark.parametrize(("one", "other"), list(combinations(AUTHORS, 2)))
def test_authors_share_no_template_and_no_service(one: str, other: str) -> None:
    first, second = families(one), families(other)
    for name in ("offline", "online", "bare", "remarks"):
        ours, theirs = getattr(first, name), getattr(second, name)
        assert set(ours) == set(theirs)
        for theme in ours:
            assert set(ours[theme]) & set(theirs[theme]) <= {""}
    assert not {one for many in first.channels.values() for one in many} & {
        one for many in second.channels.values() for one in many
    }


def test_every_weight_above_nothing_gets_its_share() -> None:
    choice = Choice([{1: 98.0, 2: 0.0001, 3: 0.0}, {4: 1.0}], pa.int32(), bits=8)
    draws = pa.array(range(0, 65_536, 256), pa.int32())
    first = choice.pick(draws, pa.array([0] * 256, pa.int32())).to_pylist()
    assert Counter(first) == {1: 255, 2: 1}
    assert set(choice.pick(draws, pa.array([1] * 256, pa.int32())).to_pylist()) == {4}


def test_memory_stays_flat() -> None:
    program = (
        "import resource\n"
        "from cyberflag.records.example import example_records\n"
        "for at, _ in enumerate(example_records(%d, 1, batch_rows=16_384)):\n"
        "    if at == 2: early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - early)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program % MANY], capture_output=True, text=True, check=True
    )
    assert int(ran.stdout) < 60_000, "kilobytes more after twelve batches than after three"


def test_nothing_follows_from_the_place_before() -> None:
    """Neighbouring records agree on the force no oftener than chance makes them."""
    forces = drawn(20_000)[0]["force_code"].to_pylist()
    share = sum(one == other for one, other in pairwise(forces)) / len(forces)
    chance = sum((count / len(forces)) ** 2 for count in Counter(forces).values())
    assert abs(share - chance) < 0.02
