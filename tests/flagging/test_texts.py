"""Summaries written by hand are decided as a careful reader would, but for those that are named."""

import tomllib
from pathlib import Path

import pytest

from cyberflag.flagging.model import Decision
from cyberflag.flagging.plain import decide_record, decide_text
from cyberflag.flagging.ruleset import standard_ruleset

LISTED = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))
OTHERWISE = LISTED.pop("otherwise")
CODED = LISTED.pop("coded")
WANTED = [(text, Decision(name.replace("_", " "))) for name in LISTED for text in LISTED[name]]


@pytest.mark.parametrize(("text", "wanted"), WANTED, ids=[text[:60] for text, _ in WANTED])
def test_the_decision_is_the_readers(text: str, wanted: Decision) -> None:
    assert decide_text(text, standard_ruleset()).decision == OTHERWISE.get(text, wanted)


@pytest.mark.parametrize("one", CODED, ids=lambda one: f"{one['code']} {one['text'][:50]}")
def test_the_offence_is_weighed_with_the_text(one: dict[str, str]) -> None:
    finding = decide_record(one["text"], {"offence_code": one["code"]}, standard_ruleset())
    assert finding.decision == one["decision"]


def test_few_are_decided_otherwise_and_most_of_those_are_left_to_a_person() -> None:
    assert len(OTHERWISE) <= 0.08 * len(WANTED)
    assert list(OTHERWISE.values()).count("review") >= len(OTHERWISE) / 2
