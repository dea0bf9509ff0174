"""Summaries put together from pools of sentences that are expanded and misspelt beforehand.

A text is an opener, a sentence on the offence (with the service used in it), a remark that
makes it hard or nothing, and a close. Every pool holds :data:`POOL` entries, so that a text is
a few lookups and one join; the pools depend on the families alone and not on the seed.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import pyarrow as pa

from cyberflag.records.example.crimes import CRIMES, Crime
from cyberflag.records.example.fields import POSTABLE
from cyberflag.records.example.kinds import Kind
from cyberflag.records.example.mess import SERVICE, Mess, messed, one_of
from cyberflag.records.model import Platform

PARTS = ("seen", "unseen")
AUTHORS = {"seen": "seen", "seen_second": "seen", "seen_third": "seen", "unseen": "unseen"}
"""Whose templates there are, each in the file of that name, and the part each belongs to."""
POOL_BITS = 10
POOL = 1 << POOL_BITS
SERVICES = tuple(platform for platform in Platform if platform not in {"none", "unknown"})
"""The platforms a text can speak of; a service pool's place is its place here."""
SERVICE_BITS = 6

_GAP = re.compile(r"\{([^{}]*)\}")
_POSTING = "{post}"
_SERVICE_GAPS = frozenset({"ch", "post"})
_SPECIAL = _SERVICE_GAPS | {"ref"}
_JOINS = {". ": 70, " - ": 7, "; ": 6, ", ": 6, ".": 3, " . ": 2, "... ": 1, ".  ": 5}
_ENDS = {".": 60, "": 38, " ": 2}
_CLOSE_EMPTY = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """One author's templates and words, as the file of that name in :data:`AUTHORS` holds them."""

    author: str
    words: Mapping[str, Sequence[str]]
    offline: Mapping[str, Sequence[str]]
    online: Mapping[str, Sequence[str]]
    bare: Mapping[str, Sequence[str]]
    remarks: Mapping[str, Sequence[str]]
    channels: Mapping[str, Sequence[str]]
    mess: Mess

    def expanded(self, template: str, random: Random) -> str:
        """``template`` with every gap filled but the service's, and spelt as this author does."""

        def filled(gap: re.Match[str]) -> str:
            named = gap[1]
            if named in _SPECIAL:
                return SERVICE if named in _SERVICE_GAPS else _reference(random)
            return one_of(self.words.get(named) or named.split("|"), random)

        text = template
        while "{" in text:
            text = _GAP.sub(filled, text)
        return messed(text, self.mess, random)


@cache
def families(author: str) -> Families:
    """The families of one author, read from their file."""
    text = files("cyberflag.records.example").joinpath(f"{author}.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)  # Any: a file's tables, checked by their use
    mess = Mess(**table.pop("mess"))
    return Families(author=author, mess=mess, **table)


def _reference(random: Random) -> str:
    """A made-up reference: letters among its digits, so that it is no telephone number."""
    letters, digits = "abcdefghjkmnpqrstuvwxyz", "0123456789"
    marks = [one_of(letters if at % 3 == 0 else digits + letters, random) for at in range(9)]
    plain = "".join(marks)
    return one_of((plain, plain.upper(), f"{plain[:4]}/{plain[4:]}", "[ref]"), random)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pools:
    """Every pool laid end to end; a pool's number times :data:`POOL` is its first entry.

    ``lead_of`` is the pool of leads by (author, crime, :data:`LEADS`), ``remark_of`` the pool of
    remarks by (author, crime, kind); both flat, int32. ``spoken`` says whether a lead has a gap
    for the service, ``posted`` whether that service must be one where things are posted.
    """

    before: pa.Array
    after: pa.Array
    spoken: pa.Array
    posted: pa.Array
    front: pa.Array
    back: pa.Array
    openers: pa.Array
    closes: pa.Array
    services: pa.Array
    lead_of: pa.Array
    remark_of: pa.Array


LEADS = ("offline", "online", "bare")


@cache
def pools() -> Pools:
    """The pools of every author; about a second's work, done once."""
    leads: dict[tuple[str, str, str], int] = {}
    before, after, spoken, posted = [], [], [], []
    remarks: dict[tuple[str, str], int] = {("", ""): 0}
    front, back = [""] * POOL, [""] * POOL
    for author in AUTHORS:
        own = families(author)
        for sort in LEADS:
            for theme, templates in getattr(own, sort).items():
                leads[author, sort, theme] = len(leads)
                random = Random(f"{author} {sort} {theme}")
                for at in range(POOL):
                    template = templates[at % len(templates)]
                    head, gap, rest = own.expanded(template, random).partition(SERVICE)
                    before.append(head)
                    after.append(rest)
                    spoken.append(bool(gap))
                    posted.append(_POSTING in template)
        for name in own.remarks:
            if name in {"opener", "tail"}:
                continue
            remarks[author, name] = len(remarks)
            random = Random(f"{author} remark {name}")
            for at in range(POOL):
                remark = own.expanded(own.remarks[name][at % len(own.remarks[name])], random)
                front.append(remark + _weighted(_JOINS, random))
                back.append(_weighted(_JOINS, random) + remark)
    return Pools(
        before=pa.array(before),
        after=pa.array(after),
        spoken=pa.array(spoken),
        posted=pa.array(posted),
        front=pa.array(front),
        back=pa.array(back),
        openers=pa.array([text for author in AUTHORS for text in _openers(families(author))]),
        closes=pa.array([text for author in AUTHORS for text in _closes(families(author))]),
        services=pa.array([*_services(), *[""] * (1 << SERVICE_BITS)]),
        lead_of=pa.array(
            [
                _lead(leads, author, crime, sort)
                for author in AUTHORS
                for crime in CRIMES
                for sort in LEADS
            ],
            pa.int32(),
        ),
        remark_of=pa.array(
            [
                remarks[_remark(author, crime, kind)]
                for author in AUTHORS
                for crime in CRIMES
                for kind in Kind
            ],
            pa.int32(),
        ),
    )


def _weighted(weights: Mapping[str, float], random: Random) -> str:
    return random.choices(tuple(weights), tuple(weights.values()))[0]


def _openers(own: Families) -> list[str]:
    random = Random(f"{own.author} opener")
    templates = own.remarks["opener"]
    return [own.expanded(templates[at % len(templates)], random) for at in range(POOL)]


def _closes(own: Families) -> list[str]:
    random = Random(f"{own.author} close")
    closes = []
    for _ in range(POOL):
        close = ""
        for _ in range(0 if random.random() < _CLOSE_EMPTY else 1 + (random.random() < 0.35)):
            tail = own.expanded(one_of(own.remarks["tail"], random), random)
            close += _weighted(_JOINS, random) + tail
        closes.append(close + _weighted(_ENDS, random))
    return closes


def _services() -> list[str]:
    phrases = []
    for author in AUTHORS:
        own = families(author)
        for platform in SERVICES:
            random = Random(f"{author} {platform}")
            spelt = own.channels[platform]
            phrases += [
                messed(spelt[at % len(spelt)], own.mess, random) for at in range(1 << SERVICE_BITS)
            ]
    return phrases


def _lead(leads: Mapping[tuple[str, str, str], int], author: str, crime: Crime, sort: str) -> int:
    """A bare text says nothing of the way; where there is none for a theme, the offline one."""
    bare = {"child": "child", "images": "images", "person": "adult"}
    wanted = {
        "offline": crime.theme,
        "online": crime.online_theme or crime.theme,
        "bare": bare.get("images" if crime.theme == "images" else crime.sort, ""),
    }[sort]
    hidden = crime.online_theme in {"", "dating", "sale", "hate", "exploitation", "exposure"}
    if sort == "bare" and (hidden or (author, "bare", wanted) not in leads):
        sort, wanted = "offline", crime.theme
    if sort == "online" and not crime.online_theme:
        sort = "offline"
    return leads[author, sort, wanted]


def _remark(author: str, crime: Crime, kind: Kind) -> tuple[str, str]:
    """The family of remarks of a kind, fitted to whom the text is about; ("", "") for none."""
    young = "child" if crime.sort == "child" else "adult"
    unrelated = "unrelated_none" if crime.sort == "none" else f"unrelated_{young}"
    name = {
        Kind.BOTH: "both_meet" if crime.online_theme == "dating" else f"both_{young}",
        Kind.BESIDE_NEGATION: "beside_negated",
        Kind.BESIDE_UNRELATED: unrelated,
        Kind.NEGATED: "negated",
        Kind.OTHER_PERSON: f"other_{young}",
        Kind.UNRELATED: unrelated,
        Kind.DOUBT: "doubt",
        Kind.PAST: "past",
    }.get(kind)
    return (author, name) if name else ("", "")


POSTING_PLACES = pa.array([platform in POSTABLE for platform in SERVICES])
"""Whether things are posted for others to see there, by place in :data:`SERVICES`."""
