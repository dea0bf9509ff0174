"""How often the rules are right on synthetic records, and what they miss, by kind.

Run ``python benchmarks/rules.py``: the families rules were written from. ``--part unseen`` takes
those that nobody who writes rules has read: it is meant to be run once for a version of the
rules, since looking at it and mending makes it seen. Ends with 1 where a bar is missed.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from cyberflag.flagging.decide import flag_batch
from cyberflag.flagging.model import Decision
from cyberflag.flagging.ruleset import standard_ruleset
from cyberflag.records.example import example_records

PRECISION_BAR, RECALL_BAR, REVIEW_BAR = 0.97, 0.95, 0.10
SEED = 20_261_124

console = Console(width=120 if not sys.stdout.isatty() else None)


@dataclass(slots=True)
class Tally:
    """Decisions by truth: (decision, online) -> how many."""

    cells: Counter[tuple[str, bool]] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All records."""
        return self.cells.total()

    @property
    def precision(self) -> float:
        """Online of what is flagged."""
        right = self.cells[Decision.FLAG, True]
        return right / max(1, right + self.cells[Decision.FLAG, False])

    @property
    def recall(self) -> float:
        """Flagged of what is online and was decided."""
        right = self.cells[Decision.FLAG, True]
        return right / max(1, right + self.cells[Decision.NO_FLAG, True])

    @property
    def review(self) -> float:
        """The share a person looks at."""
        asked = self.cells[Decision.REVIEW, True] + self.cells[Decision.REVIEW, False]
        return asked / max(1, self.total)

    @property
    def online_in_review(self) -> int:
        """Online records among those a person looks at."""
        return self.cells[Decision.REVIEW, True]


def decided(records: int, seed: int, part: str) -> Iterator[tuple[str, str, bool]]:
    """(kind, decision, online) of the first version of each record."""
    for batch, truth in example_records(records, seed, part=part):
        true = {row["record_id"]: row for row in truth.to_pylist()}
        decisions = flag_batch(batch, standard_ruleset())
        versions = batch.column("version").to_pylist()
        ids, chosen = (decisions.column(name).to_pylist() for name in ("record_id", "decision"))
        for record_id, version, decision in zip(ids, versions, chosen, strict=True):
            if version == 1 and record_id in true:
                yield true[record_id]["kind"], decision, true[record_id]["online"]


def main() -> int:
    """Measure; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--part", choices=("seen", "unseen"), default="seen")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    whole = Tally()
    kinds: defaultdict[str, Tally] = defaultdict(Tally)
    for kind, decision, online in decided(args.records, args.seed, args.part):
        whole.cells[decision, online] += 1
        kinds[kind].cells[decision, online] += 1
    bars = {
        "precision": (whole.precision, whole.precision >= PRECISION_BAR),
        "recall outside review": (whole.recall, whole.recall >= RECALL_BAR),
        "share for review": (whole.review, whole.review <= REVIEW_BAR),
    }
    if args.json:
        body = {name: {"reached": reached, "met": met} for name, (reached, met) in bars.items()}
        print(json.dumps(body | {"ruleset": standard_ruleset().version}, indent=2))
    else:
        console.print(_report(kinds, args.part))
        for name, (reached, met) in bars.items():
            console.print(f"{'pass' if met else 'FAIL'}  {name}: {reached:.4f}", highlight=False)
        console.print(
            f"{whole.total:,} records, ruleset {standard_ruleset().version}; "
            f"{whole.online_in_review:,} online ones wait in review",
            highlight=False,
        )
    return 0 if all(met for _, met in bars.values()) else 1


def _report(kinds: dict[str, Tally], part: str) -> Table:
    table = Table(title=f"Decisions on the {part} part, by kind of text")
    table.add_column("kind")
    for head in ("online", "flag", "review", "missed", "not online", "flag wrongly", "review"):
        table.add_column(head, justify="right")
    for kind in sorted(kinds):
        cells = kinds[kind].cells
        row = []
        for online in (True, False):
            found = [cells[choice, online] for choice in Decision]
            named = dict(zip(Decision, found, strict=True))
            row += (
                [sum(found), named[Decision.FLAG], named[Decision.REVIEW], named[Decision.NO_FLAG]]
                if online
                else [sum(found), named[Decision.FLAG], named[Decision.REVIEW]]
            )
        table.add_row(kind, *(f"{number:,}" for number in row))
    return table


if __name__ == "__main__":
    sys.exit(main())
