"""How each count was confirmed: alone by a person, corrected, or with a file's sure proposals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cyberflag.core.counts import Count
from cyberflag.foi.decisions import Choice, Confirmed, FileDecisions

LOOKED_AT = {
    Choice.ACCEPTED: "looked at and accepted by a person",
    Choice.CORRECTED: "read and corrected by a person",
}
"""How a person decided a single count."""

TOGETHER = "accepted together as sure"


@dataclass(frozen=True, slots=True)
class Confirmations:
    """What persons decided, by file. Their names and reasons stay in the round's own files."""

    files: Mapping[str, FileDecisions]

    @classmethod
    def of(cls, confirmed: Iterable[Confirmed]) -> "Confirmations":
        """From the ``confirmed/`` files of a round."""
        return cls({file: made for one in confirmed for file, made in one.files.items()})

    def how(self, count: Count) -> str:
        """How this count was confirmed, in words."""
        made = self.files.get(count.source.file)
        if made is not None:
            for decision in made.decisions:
                if decision.where == count.source.where and decision.choice in LOOKED_AT:
                    return LOOKED_AT[decision.choice]
        return TOGETHER
