"""Print how the corpus is read, file by file; ``-v`` adds every fault.

Run ``python -m tests.foi.replies.report [-v] [NAME...]``.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.foi.replies.make import CORPUS, write
from tests.foi.replies.score import Score, score
from tests.foi.replies.truth import Reply

from cyberflag.core.errors import CyberflagError
from cyberflag.foi.propose import propose
from cyberflag.foi.read import read_document


def scores(replies: Sequence[Reply], folder: Path) -> dict[str, Score]:
    """Write, read and score; a file that cannot be read has all its cells missed."""
    scored = {}
    for name, truth in write(tuple(replies), folder).items():
        try:
            scored[name] = score(truth, propose(read_document(folder / name)))
        except CyberflagError as error:
            missed = Score(true=len(truth.cells), reply_faults=[f"not read: {error}"])
            scored[name] = missed
    return scored


def lines_of(scored: dict[str, Score], *, every_fault: bool) -> list[str]:
    """The report, a line per file and a last line for all."""
    head = f"{'file':28}{'true':>6}{'found':>6}{'right':>6}{'asked':>6}{'wrong':>6}{'extra':>6}{'sure':>6}{'sure wrong':>11}{'reply':>6}"
    lines = [head]
    for name, result in scored.items():
        lines.append(_line(name, [result]))
        if every_fault:
            for title in ("sure_faults", "wrong", "extra", "missed", "unsure", "reply_faults"):
                lines += [f"    {title}: {fault}" for fault in getattr(result, title)]
    return [*lines, _line(f"all {len(scored)}", list(scored.values()))]


def _line(name: str, results: Sequence[Score]) -> str:
    counted = [sum(getattr(s, key) for s in results) for key in ("true", "found", "right", "asked")]
    listed = [sum(len(getattr(s, key)) for s in results) for key in ("wrong", "extra")]
    sure = sum(s.sure for s in results)
    last = [sum(len(s.sure_faults) for s in results), sum(len(s.reply_faults) for s in results)]
    cells = "".join(f"{n:6}" for n in (*counted, *listed, sure))
    return f"{name:28}{cells}{last[0]:11}{last[1]:6}"


if __name__ == "__main__":
    asked = [name for name in sys.argv[1:] if name != "-v"]
    chosen = [reply for reply in CORPUS if not asked or reply.name in asked]
    with tempfile.TemporaryDirectory() as kept:
        report = lines_of(scores(chosen, Path(kept)), every_fault="-v" in sys.argv)
    sys.stdout.write("\n".join(report) + "\n")
