"""What stands over the columns of a table, level by level, read with its neighbours."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cyberflag.core.offences import GROUPS, OFFENCES
from cyberflag.foi.tables.blocks import Block
from cyberflag.foi.tables.matrix import Row
from cyberflag.foi.tables.roles import OLDEST, Column, runs
from cyberflag.foi.tables.trail import followed, refers_back
from cyberflag.foi.words.combine import combine
from cyberflag.foi.words.doubts import Doubt, Reason
from cyberflag.foi.words.facts import Dim, Facts, with_reason
from cyberflag.foi.words.labels import read_label
from cyberflag.foi.words.offencewords import class_titled


def headers(block: Block, columns: Sequence[Column], figures: Sequence[int]) -> dict[int, Facts]:
    """What the headers over each figure column say, by column."""
    levels: list[dict[int, str]] = []
    for number, row in enumerate(block.header):
        bottom = number == len(block.header) - 1
        levels.append(_level(row, columns, figures, fill=not bottom))
    read = [_read_level(level, levels[:at]) for at, level in enumerate(levels)]
    _name_only(levels, read)
    result: dict[int, Facts] = {}
    for col in figures:
        texts = [level[col] for level in levels if level.get(col)]
        parts = [facts[col] for facts in read if col in facts]
        result[col] = _wrapped(texts, parts)
    spoken = [" ".join(level[col] for level in levels if level.get(col)) for col in result]
    if any(refers_back(text) for text in spoken):
        return dict(zip(result, followed(spoken, list(result.values())), strict=True))
    return result


def _name_only(levels: Sequence[dict[int, str]], read: Sequence[dict[int, Facts]]) -> None:
    """``Cyber flag?`` over ``Yes`` and ``No`` names the flag and claims nothing itself."""
    for at, upper in enumerate(read):
        for text in {levels[at][col] for col, facts in upper.items() if _names_flag(facts)}:
            under = [col for col in upper if levels[at][col] == text]
            lower = [one[col] for one in read[at + 1 :] for col in under if col in one]
            if any(facts.online is not None for facts in lower):
                for col in under:
                    upper[col] = replace(upper[col], online=None)


def _names_flag(facts: Facts) -> bool:
    return facts.online is not None and Dim.ONLINE in facts.names


def _level(
    row: Row, columns: Sequence[Column], figures: Sequence[int], *, fill: bool
) -> dict[int, str]:
    """The header text over each figure column; a group's label is given once, at its start."""
    merged = any(cell.col_span > 1 for cell in row.distinct)
    level: dict[int, str] = {}
    last = ""
    for col in figures:
        text = row.text(col)
        if text:
            last = text
        elif fill and not merged:
            text = last
        if text:
            level[col] = text
    return level


def _read_level(level: dict[int, str], above: Sequence[dict[int, str]]) -> dict[int, Facts]:
    hints: frozenset[Dim] = frozenset()
    for upper in above:
        for text in upper.values():
            hints |= read_label(text).names
    return dict(zip(level, read_axis(list(level.values()), hints), strict=True))


def read_axis(texts: Sequence[str], hints: frozenset[Dim]) -> list[Facts]:
    """Labels that stand side by side, the plain ones telling what the ambiguous ones are."""
    first = [read_label(text, hints) for text in texts]
    spoken = hints | frozenset(dim for facts in first for dim in facts.dims if dim is not Dim.UNIT)
    if not spoken and _ages_run(texts):
        spoken = frozenset({Dim.AGE})
    bare = [text for text, facts in zip(texts, first, strict=True) if _is_bare(text, facts)]
    ages = Dim.AGE not in spoken and spoken and _ages_run(bare)
    result = []
    for text, facts in zip(texts, first, strict=True):
        if ages and text in bare:
            aged = read_label(text, frozenset({Dim.AGE}))
            result.append(
                with_reason(aged, Reason(Doubt.AMBIGUOUS_LABEL, f"{text}, read as an age"))
            )
            continue
        if facts.unknown or facts.rest or (facts.is_empty and not facts.counts):
            again = [read_label(text, frozenset({dim})) for dim in sorted(spoken)]
            found = {
                one.dims: one for one in again if one.dims and not one.rest and not one.unknown
            }
            if len(found) == 1:
                facts = next(iter(found.values()))
            elif len(found) > 1:
                facts = with_reason(facts, Reason(Doubt.AMBIGUOUS_LABEL, text))
        result.append(facts)
    return _codes_for_titles(texts, result)


def _codes_for_titles(texts: Sequence[str], facts: list[Facts]) -> list[Facts]:
    """Among codes, a title that a class shares with its group is the class."""
    if not any(one.offence in OFFENCES for one in facts):
        return facts
    return [
        replace(one, offence=code)
        if one.offence in GROUPS and (code := class_titled(text)) is not None
        else one
        for text, one in zip(texts, facts, strict=True)
    ]


def _is_bare(text: str, facts: Facts) -> bool:
    return text.isdigit() and not facts.dims


def _ages_run(texts: Sequence[str]) -> bool:
    """Bare numbers that rise within childhood are ages."""
    numbers = [int(text) for text in texts if text.isdigit()]
    if len(numbers) < 2 or len(numbers) * 2 < len(texts) or max(numbers) > OLDEST:
        return False
    return all(a < b for a, b in pairwise(numbers)) or runs(numbers)


def _wrapped(texts: Sequence[str], parts: Sequence[Facts]) -> Facts:
    """The levels over a column combined, or read as one label broken over lines."""
    apart = combine(parts)
    distinct = list(dict.fromkeys(texts))
    if len(distinct) > 1 and (apart.rest or any(not part.dims for part in parts)):
        joined = read_label(" ".join(distinct))
        if not joined.rest and not joined.reasons and len(joined.dims) >= len(apart.dims):
            better = apart.rest or len(joined.dims) > len(apart.dims)
            return joined if better else apart
    return apart
