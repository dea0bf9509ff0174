"""Police forces: codes, names, aliases, regions, nations and the Act a request falls under."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from cyberflag.core.errors import CyberflagError
from cyberflag.core.names import fold_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """One force: 43 territorial forces of England and Wales, BTP, Police Scotland, PSNI.

    ``code`` is the ONS police force area code, or BTP, PS, PSNI. ``region`` is empty for the
    British Transport Police. ``law`` is ``FOIA`` or ``FOISA``.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    region: str
    nation: str
    law: str


def _load() -> Mapping[str, Force]:
    text = files("cyberflag.core").joinpath("tables/forces.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            row["force_code"]: Force(
                code=row["force_code"],
                name=row["name"],
                aliases=tuple(alias for alias in row["aliases"].split(";") if alias),
                region=row["region"],
                nation=row["nation"],
                law=row["law"],
            )
            for row in csv.DictReader(text.splitlines())
        }
    )


FORCES: Mapping[str, Force] = _load()
"""Every force by its code."""


def force(code: str) -> Force:
    """The force with this code; raises :class:`CyberflagError` where there is none."""
    try:
        return FORCES[code]
    except KeyError:
        raise CyberflagError(
            "there is no force with this code",
            place=code,
            remedy="`cyberflag forces` lists the codes.",
        ) from None


_BESIDE = re.compile(r"[()/|]| [-–—] ")
# "pnn" is the police's own network, in mail addresses.
_TRIMMED = re.compile(r"\b(?:the|police|constabulary|service|force|heddlu|pnn)\b")


def resolve_force(name: str) -> Force | None:
    """The force that ``name`` exactly is, or None; never a neighbour.

    Case, punctuation, "&", "the" and the words police, constabulary, service and force make
    no difference. A name with its short or Welsh form beside it ("Greater Manchester Police
    (GMP)", "Gwent Police / Heddlu Gwent") is one name if all its parts are.
    """
    code = _code(name)
    if code is None:
        parts = {_code(part) for part in _BESIDE.split(name) if part.strip()}
        code = parts.pop() if len(parts) == 1 else None
    return FORCES[code] if code else None


def _code(name: str) -> str | None:
    folded = fold_name(name)
    return _by_name().get(folded) or _by_name().get(_trim(folded))


@cache
def _by_name() -> Mapping[str, str]:
    by_name: dict[str, str] = {}
    for one in FORCES.values():
        for spelling in (one.name, *one.aliases):
            folded = fold_name(spelling)
            by_name[folded] = one.code
            by_name.setdefault(_trim(folded), one.code)
    return by_name


def _trim(folded: str) -> str:
    return " ".join(_TRIMMED.sub(" ", folded).split())
