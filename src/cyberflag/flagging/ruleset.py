"""Rulesets: read from TOML files, checked, tried on their own examples, and hashed.

A ruleset is a folder of TOML files read in the order of their names, as one. Its version is
the SHA-256 of its canonical content, so a comment or the place of a line changes nothing and
any change of meaning changes it.
"""

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields as fields_of
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.compiled import compiled
from cyberflag.flagging.model import (
    Concept,
    Decision,
    FieldCondition,
    FieldsSay,
    Modifier,
    ModifierKind,
    Rule,
    Ruleset,
    TextSays,
)
from cyberflag.flagging.plain import read_text

RULES = Path(__file__).parent / "rules"
VERSION_LENGTH = 16

Toml = dict[str, Any]  # Any: what TOML may hold; checked entry by entry
T = TypeVar("T", Concept, Modifier, Rule, FieldCondition)

_TABLES = ("concept", "modifier", "rule", "field", "passing", "weigh", "spelling")


@lru_cache(maxsize=1)
def standard_ruleset() -> Ruleset:
    """The ruleset that comes with the package."""
    return load_ruleset(RULES)


def load_ruleset(folder: Path) -> Ruleset:
    """The ruleset of a folder. Raises :class:`CyberflagError` naming what is wrong with it."""
    ruleset = _parse(_read(folder), str(folder))
    _check_names(ruleset, str(folder))
    compiled(ruleset)
    if failed := list(failures(ruleset)):
        raise CyberflagError(
            f"{len(failed)} examples fail; first: {failed[0]}",
            place=str(folder),
            remedy="Correct the rule or its example.",
        )
    return ruleset


def _read(folder: Path) -> Toml:
    content: Toml = {name: [] for name in _TABLES}
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise CyberflagError(
            "there are no rules", place=str(folder), remedy="Name a folder of TOML files."
        )
    for file in files:
        try:
            tables = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise CyberflagError(
                f"it is not TOML ({fault})", place=str(file), remedy="Correct the line it names."
            ) from fault
        for name, entries in tables.items():
            if name not in content:
                raise CyberflagError(
                    f"a ruleset has no table {name}",
                    place=str(file),
                    remedy=f"Tables are: {', '.join(_TABLES)}.",
                )
            content[name] += entries if isinstance(entries, list) else [entries]
    return content


def _parse(content: Toml, place: str) -> Ruleset:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    weigh = {
        (TextSays(text), FieldsSay(fields)): Decision(decision)
        for row in content["weigh"]
        for text, by_fields in row.items()
        for fields, decision in by_fields.items()
    }
    if missing := [(t, f) for t in TextSays for f in FieldsSay if (t, f) not in weigh]:
        text, fields = missing[0]
        raise CyberflagError(
            f'nothing says what to decide where the text says "{text}" and the fields "{fields}"',
            place=place,
            remedy="Fill the table weigh.",
        )
    return Ruleset(
        version=hashlib.sha256(canonical).hexdigest()[:VERSION_LENGTH],
        concepts=tuple(_entry(Concept, one, place) for one in content["concept"]),
        modifiers=tuple(_entry(Modifier, one, place) for one in content["modifier"]),
        passing=tuple(term for one in content["passing"] for term in one["terms"]),
        rules=tuple(_entry(Rule, one, place) for one in content["rule"]),
        fields=tuple(_entry(FieldCondition, one, place) for one in content["field"]),
        weigh=weigh,
        real_words=tuple(word for one in content["spelling"] for word in one["real_words"]),
    )


_KINDS: dict[str, Callable[[str], StrEnum]] = {
    "kind": ModifierKind,
    "decision": Decision,
    "says": FieldsSay,
}


def _entry(kind: type[T], one: Toml, place: str) -> T:
    known = {field.name for field in fields_of(kind)}
    where = f"{place}, {kind.__name__.lower()} {one.get('id', '?')}"
    if unknown := sorted(set(one) - known):
        raise CyberflagError(
            f"it has no {unknown[0]}",
            place=where,
            remedy=f"It may have: {', '.join(sorted(known))}.",
        )
    try:
        values: Toml = {
            name: _KINDS[name](value) if name in _KINDS else _frozen(value)
            for name, value in one.items()
        }
        return kind(**values)
    except (TypeError, ValueError) as fault:
        raise CyberflagError(
            f"it does not read ({fault})", place=where, remedy="Give what its kind of entry needs."
        ) from fault


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _check_names(ruleset: Ruleset, place: str) -> None:
    """Every id is used once, and every concept spoken of is there."""
    concepts = [concept.id for concept in ruleset.concepts]
    shown = [modifier.id for modifier in ruleset.modifiers]
    shown += [rule.id for rule in ruleset.rules] + [c.id for c in ruleset.fields]
    for ids in (concepts, shown):
        if doubled := sorted({name for name in ids if ids.count(name) > 1}):
            raise CyberflagError(
                f"the id {doubled[0]} is used twice", place=place, remedy="Give each entry its own."
            )
    spoken_of = {
        name
        for modifier in ruleset.modifiers
        for name in (
            *modifier.by,
            *modifier.needs,
            *modifier.stops,
            *modifier.unless,
            *modifier.targets,
        )
    } | {name for rule in ruleset.rules for name in (*rule.any, *rule.near, *rule.also)}
    if idle := sorted(set(concepts) - spoken_of):
        raise CyberflagError(
            f"nothing asks for the concept {idle[0]}", place=place, remedy="Use it, or remove it."
        )
    if unknown := sorted(spoken_of - set(concepts)):
        raise CyberflagError(
            f"there is no concept {unknown[0]}", place=place, remedy="Define it, or name another."
        )


def failures(ruleset: Ruleset) -> Iterator[str]:
    """Each example that does not come out as it should, as a sentence."""
    for name, example, wanted in examples(ruleset):
        if _acts(name, example, ruleset) is not wanted:
            yield f'{name} should {"" if wanted else "not "}act on "{example}"'


def examples(ruleset: Ruleset) -> Iterator[tuple[str, str, bool]]:
    """Every example: the id of its entry, the text (of a field, the value), and what is wanted.

    A positive example of a rule holds a mention that speaks for it unmodified, a negative one
    none. A positive example of a modifier holds a mention it governs, a negative one none.
    """
    entries: tuple[Rule | Modifier | FieldCondition, ...]
    entries = (*ruleset.rules, *ruleset.modifiers, *ruleset.fields)
    for entry in entries:
        yield from ((entry.id, example, True) for example in entry.positive)
        yield from ((entry.id, example, False) for example in entry.negative)


def _acts(name: str, example: str, ruleset: Ruleset) -> bool:
    for condition in ruleset.fields:
        if condition.id == name:
            return example in condition.values
    _, evidence = read_text(example, ruleset)
    return any(one.modifier == name or (one.rule == name and not one.modifier) for one in evidence)
