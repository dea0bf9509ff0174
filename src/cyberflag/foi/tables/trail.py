"""Labels that refer to one before: ``of which``, ``of these``, ``within Q3``, parents of a list.

A form asks "3. Number of offences …" and then "3a. Of these, female"; a pivot table prints an
offence and below it the ages of its victims. What the one says holds for the other.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cyberflag.foi.words import vocabulary as words
from cyberflag.foi.words.facts import NOTHING, Dim, Facts
from cyberflag.foi.words.fold import folded
from cyberflag.foi.words.questions import opening_of

_NAMED = re.compile(
    r"\b(?:of|within|in|for|from) (?:[a-z ]{0,30}?\bin )?(?:q|question ?)(?P<number>\d{1,2}[a-h]?)\b"
)


def inherited(facts: Facts, anchor: Facts) -> Facts:
    """``facts`` with every dimension it does not speak of taken from ``anchor``."""
    taken = {
        dim.value: anchor.get(dim)
        for dim in Dim
        if facts.get(dim) is None and dim not in facts.several and anchor.get(dim) is not None
    }
    if "unit" in taken:
        taken["stress"] = anchor.stress
    elif facts.unit is not None and anchor.unit is not None and facts.stress < anchor.stress:
        taken |= {"unit": anchor.unit, "stress": anchor.stress}
    return replace(facts, **taken)  # type: ignore[arg-type]  # names and values come from Facts itself


def refers_back(text: str) -> bool:
    """Whether a label speaks of a part of what stands before it."""
    return bool(words.REFERS_BACK.search(folded(text)))


def followed(
    texts: Sequence[str], facts: Sequence[Facts], numbers: Sequence[str] = ()
) -> list[Facts]:
    """Each label's facts with those of the label it refers to, in reading order.

    ``numbers`` are the questions' numbers where they stand apart from the labels.
    """
    result: list[Facts] = []
    by_number: dict[str, Facts] = {}
    anchor = NOTHING
    for at, (text, own) in enumerate(zip(texts, facts, strict=True)):
        opening = opening_of(text)
        number = numbers[at] if numbers else opening.number if opening else ""
        back = None if own.total else _anchor(text, by_number, anchor)
        full = inherited(own, back) if back is not None else own
        if back is None and own.dims - {Dim.UNIT}:
            anchor = own
        if number:
            by_number[number] = full
        result.append(full)
    return result


def _anchor(text: str, by_number: Mapping[str, Facts], anchor: Facts) -> Facts | None:
    named = _NAMED.search(folded(text))
    if named is not None and named["number"] in by_number:
        return by_number[named["number"]]
    return anchor if refers_back(text) and anchor.dims else None


def parents(facts: Sequence[Facts]) -> list[int | None] | None:
    """For each row of a list, the row above it that governs it; None where none does.

    Rows of one kind (offences) must each be followed by rows of another (ages): a parent,
    its children, the next parent. Anything else is no such list.
    """
    kinds = [one.dims - {Dim.UNIT} for one in facts]
    outer = next((kind for kind in kinds if kind), frozenset())
    if not outer or kinds[0] != outer:
        return None
    result: list[int | None] = []
    parent: int | None = None
    children = 0
    for at, (one, kind) in enumerate(zip(facts, kinds, strict=True)):
        if kind == outer:
            if parent is not None and not children:
                return None
            parent, children = at, 0
            result.append(None)
        elif one.total and not kind:
            result.append(None)
        elif kind and not kind & outer and parent is not None:
            children += 1
            result.append(parent)
        else:
            return None
    found = [at for at in result if at is not None]
    return result if children and len(found) >= 2 else None
