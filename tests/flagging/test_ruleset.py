"""Rulesets: every example comes out, faults are named, the version is of what rules mean."""

import shutil
from pathlib import Path

import pytest

from cyberflag.core.errors import CyberflagError
from cyberflag.core.notifiable import NOTIFIABLE
from cyberflag.core.offences import OFFENCES
from cyberflag.flagging.compiled import compiled, listed_terms
from cyberflag.flagging.model import Decision, FieldsSay, Ruleset, TextSays
from cyberflag.flagging.plain import read_text
from cyberflag.flagging.ruleset import RULES, examples, load_ruleset, standard_ruleset

STANDARD = standard_ruleset()
FIELDS = {condition.id: condition for condition in STANDARD.fields}


@pytest.mark.parametrize(
    ("name", "example", "wanted"), list(examples(STANDARD)), ids=lambda value: str(value)[:50]
)
def test_every_example_comes_out(name: str, example: str, wanted: bool) -> None:
    if name in FIELDS:
        assert (example in FIELDS[name].values) is wanted
        return
    _, evidence = read_text(example, STANDARD)
    acts = [one for one in evidence if name == (one.modifier or one.rule)]
    assert bool(acts) is wanted


def test_every_rule_and_modifier_has_examples_both_ways() -> None:
    both = {True, False}
    entries = (len(STANDARD.rules), len(STANDARD.modifiers), len(STANDARD.fields))
    assert len({name for name, _, _ in examples(STANDARD)}) == sum(entries)
    for entry in {name for name, _, _ in examples(STANDARD)}:
        assert {wanted for name, _, wanted in examples(STANDARD) if name == entry} == both


def test_the_vocabulary_is_wide() -> None:
    evidential = compiled(STANDARD).evidential
    terms = [term for term, entry, _ in listed_terms(STANDARD) if evidential[entry]]
    assert len(set(terms)) >= 400


def test_each_offence_speaks_once_and_is_a_known_one() -> None:
    codes = [v for c in STANDARD.fields if c.column == "offence_code" for v in c.values]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= set(NOTIFIABLE) | set(OFFENCES)


def test_an_offence_seldom_online_is_never_flagged_outright() -> None:
    by_text = {text: STANDARD.weigh[text, FieldsSay.SELDOM] for text in TextSays}
    assert by_text == {
        TextSays.ONLINE: Decision.REVIEW,
        TextSays.DOUBT: Decision.REVIEW,
        TextSays.SET_ASIDE: Decision.NO_FLAG,
        TextSays.SILENT: Decision.NO_FLAG,
        TextSays.NO_TEXT: Decision.NO_FLAG,
    }
    assert STANDARD.weigh[TextSays.ONLINE, FieldsSay.SILENT] is Decision.FLAG


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(RULES, tmp_path / "rules")
    return tmp_path / "rules"


def changed(folder: Path, old: str, new: str) -> Ruleset:
    for file in folder.glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        if old in text:
            file.write_text(text.replace(old, new, 1), encoding="utf-8")
            return load_ruleset(folder)
    raise AssertionError(f"{old} is in no file")


def test_a_comment_changes_no_version(folder: Path) -> None:
    ruleset = changed(folder, "[[rule]]", "# A remark.\n[[rule]]")
    assert ruleset.version == STANDARD.version
    assert ruleset == STANDARD


def test_another_term_is_another_version(folder: Path) -> None:
    ruleset = changed(folder, '"gaming headset"', '"gaming headset", "pager network"')
    assert ruleset.version != STANDARD.version


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('any = ["post"]', 'any = ["posts"]', "no concept posts"),
        ('id = "post"\ntitle = "Something', 'id = "not"\ntitle = "Something', "used twice"),
        ('"gaming headset"', '"witness"', "stands in two entries"),
        ('"gaming headset"', '"--"', "is empty"),
        ('decision = "flag"', 'decision = "perhaps"', "does not read"),
        ('decision = "flag"', 'verdict = "flag"', "has no verdict"),
        ("[[rule]]", "[[rules]]", "no table rules"),
        ("[[rule]]", "[[rule]", "not TOML"),
        ('"perhaps online" = "flag"', "", "nothing says what to decide"),
        ('positive = ["Suspect posted', 'positive = ["Nobody wrote', "examples fail"),
        (
            "[[concept]]",
            '[[concept]]\nid = "idle"\ntitle = ""\nterms = ["qq"]\n[[concept]]',
            "idle",
        ),
    ],
)
def test_a_fault_is_named(folder: Path, old: str, new: str, fault: str) -> None:
    with pytest.raises(CyberflagError, match=fault):
        changed(folder, old, new)


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CyberflagError, match="no rules"):
        load_ruleset(tmp_path)
