"""Offences inside a longer text: codes, titles, aliases and the words for all of them."""

import re
from functools import lru_cache

from cyberflag.core.names import fold_name
from cyberflag.core.offences import (
    ALL_OFFENCES,
    OFFENCES,
    group_of,
    parse_code,
    resolve_offence,
)

_CODE = re.compile(
    r"(?<![\d.-])(?<!\d/)(?:\d{1,3} ?/ ?\d{2}|\d{5}|\d{1,2}[a-h])(?!\d|/\d(?!\d?[a-h])|-\d|\w)"
)
_BARE_CLASS = re.compile(r"(?:\b(?:class|code|ho code|hocr) )(\d{2,3})\b")
_TOPIC = re.compile(
    r"sex|rape|groom|indecent|image|photo|exploit|obscen|voyeur|expos|incest|prostitut|traffick|porn|"
    r"communicat|assault|incit|buggery|cse\b|penetrat|trust|familial"
)
_CHILD = r"(?:children|a child|child|minors?|young (?:people|persons?)|under[ -]?(?:18|eighteen)'?s?|persons? under 18|those under 18)"
_ALL = re.compile(
    rf"\b(?:recorded |child |children's |notifiable |such )*(?:sexual|sex)(?: abuse| exploitation and abuse)?[ -](?:offen[cs]es?|crimes?|abuse)(?: and abuse)?"
    rf"(?: offences| crimes)?(?: (?:committed |recorded |perpetrated )?(?:against|involving|on|with|towards|where the victim (?:is|was)) {_CHILD})?"
    rf"|\b(?:offen[cs]es|crimes)(?: \|)? (?:committed |recorded )?against {_CHILD}|\b(?:offen[cs]es|crimes) of a sexual nature(?: against {_CHILD})?|\bchild (?:sexual )?abuse(?: offences| crimes)?|\bcsa(?:e|/e)?\b(?: offences)?"
    rf"|\ball offences(?= (?:listed|above|in scope|requested))"
)
_SUBSET = re.compile(r"\b(?:including|such as|e\.?g\.?|for example|namely|incl\.?)\b")
_NOT_FIRST = frozenset(
    "of the a an and or for in by with to on at recorded number total - | :".split()  # noqa: SIM905
)
LONGEST = 26
"""Words in the longest run tried as a title."""


@lru_cache(maxsize=16384)
def take_offence(text: str, by_code: bool) -> tuple[tuple[str, ...], bool, str]:
    """The offences of a folded text, whether it speaks of all of them, and the text without.

    ``by_code``: the heading or the neighbours say that codes stand here, so that ``22/23`` is
    a code and not a year.
    """
    found: list[str] = []
    text = _take_codes(text, by_code, found)
    titled: list[str] = []
    everything = False
    if _TOPIC.search(text):
        text, everything = _take_titles(text, titled)
    if len(found) == 1 and all(group_of(one) in (group_of(found[0]), None) for one in titled):
        # A code beside its title, which may be its class's or shared, is the code.
        return tuple(found), False, text
    group = group_of(found[0]) if found else None
    if group in titled and {group_of(one) for one in found} == {group}:
        # "Rape (19D/19E/19G)": several codes of the group that is named.
        return (group,), False, text  # type: ignore[return-value]  # a group that is in titled is no None
    return _distinct([*found, *titled]), everything, text


def _take_codes(text: str, by_code: bool, found: list[str]) -> str:
    def replace(hit: re.Match[str]) -> str:
        printed = hit[0].replace(" ", "")
        first, _, second = printed.partition("/")
        if not by_code and (printed.isdigit() or (len(first) < 3 and _follow(first, second))):
            return hit[0]
        code = parse_code(printed)
        if code is None:
            return hit[0]
        found.append(code)
        return " | "

    text = _CODE.sub(replace, text)
    for hit in list(_BARE_CLASS.finditer(text)):
        if (code := parse_code(hit[1])) is not None:
            found.append(code)
            text = text.replace(hit[0], " | ", 1)
    if by_code and re.fullmatch(r"[\s|]*\d{1,3}[\s|]*", text):
        code = parse_code(text.strip(" |"))
        if code is not None:
            found.append(code)
            return " | "
    return text


def _follow(first: str, second: str) -> bool:
    return bool(second) and int(second) == (int(first) + 1) % 100


def _take_titles(text: str, found: list[str]) -> tuple[str, bool]:
    everything = False
    while True:
        run = _longest_title(text)
        whole = _ALL.search(text)
        if run is None and whole is None:
            return text, everything
        # "sexual offences" inside a longer title belongs to it; otherwise the first is taken.
        if run is not None and (
            whole is None
            or run[1] - run[0] >= whole.end() - whole.start()
            or run[0] < whole.start()
        ):
            start, end, offence = run
            if offence == ALL_OFFENCES:
                everything = True
            else:
                found.append(offence)
        else:
            assert whole is not None
            start, end = whole.span()
            everything = True
        subset = everything and _SUBSET.search(text, end)
        text = f"{text[:start]} | {text[end:]}"
        if subset:
            # "sexual offences including rape" counts them all.
            found.clear()
            return text, True


def _longest_title(text: str) -> tuple[int, int, str] | None:
    places = [(hit.start(), hit.end(), hit[0]) for hit in re.finditer(r"[^\s|]+", text)]
    for size in range(min(LONGEST, len(places)), 0, -1):
        for first in range(len(places) - size + 1):
            if places[first][2] in _NOT_FIRST:
                continue
            start, end = places[first][0], places[first + size - 1][1]
            if "|" in text[start:end]:
                continue
            offence = _resolve(text[start:end].strip(" ,.;:-()\"'"))
            if offence is not None:
                return start, end, offence
    return None


@lru_cache(maxsize=65536)
def resolved(text: str) -> str | None:
    """The code or group that a whole text names; a class before the subcodes of its title.

    A class's own title names the class where its group holds further classes.
    """
    classes = [code for code in _CLASSES.get(_plain(text), ()) if _is_not_its_group(code)]
    return classes[0] if len(classes) == 1 else resolve_offence(text)


def _resolve(text: str) -> str | None:
    return resolved(text) if text and _TOPIC.search(text) else None


def _plain(text: str) -> str:
    return fold_name(text.replace("[", " ").replace("]", " "))


def _is_not_its_group(code: str) -> bool:
    group = group_of(code)
    return sum(one.is_class and one.group == group for one in OFFENCES.values()) > 1


def _classes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, offence in OFFENCES.items():
        if offence.is_class:
            found.setdefault(_plain(offence.title), []).append(code)
    return found


_CLASSES = _classes()


def _distinct(found: list[str]) -> tuple[str, ...]:
    """A group beside one of its own codes says nothing more than the code."""
    codes = list(dict.fromkeys(found))
    if len(codes) < 2:
        return tuple(codes)
    groups = {group_of(code) for code in codes}
    own = [code for code in codes if code not in groups]
    if len(groups) == 1 and len(own) == 1:
        return (own[0],)
    return tuple(codes)
