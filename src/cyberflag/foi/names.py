"""Ranked proposals for a name that is not exactly a force's: for a person, never for a program."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from cyberflag.core.errors import CyberflagError
from cyberflag.core.forces import FORCES, Force, resolve_force

LEAST_LIKENESS = 60.0
"""Below this likeness (0 to 100) a name is no proposal at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameProposal:
    """A force whose name is like the one given; ``likeness`` from 0 to 100."""

    force: Force
    likeness: float


def propose_forces(name: str, *, limit: int = 3) -> tuple[NameProposal, ...]:
    """The forces whose names or aliases are most like ``name``, best first.

    A ranking for a person to choose from; nothing in cyberflag picks the first by itself.
    """
    spellings = {
        (code, spelling): spelling
        for code, force in FORCES.items()
        for spelling in (force.name, *force.aliases)
    }
    found = process.extract(
        name,
        spellings,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=LEAST_LIKENESS,
        limit=None,
    )
    best: dict[str, float] = {}
    for _, likeness, (code, _) in found:
        best[code] = max(best.get(code, 0.0), likeness)
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        NameProposal(force=FORCES[code], likeness=likeness) for code, likeness in ranked[:limit]
    )


def named_force(text: str, *, place: str) -> Force:
    """The force with this code or exactly this name; raises with ranked proposals otherwise."""
    found = FORCES.get(text.strip()) or resolve_force(text)
    if found is not None:
        return found
    proposals = propose_forces(text)
    remedy = (
        "Did you mean "
        + " or ".join(f"{p.force.name} ({p.force.code})" for p in proposals)
        + "? Write the name or the code exactly."
        if proposals
        else "Write a force's name or code; `cyberflag forces` lists them."
    )
    raise CyberflagError(f"{text!r} is no force's name", place=place, remedy=remedy)
