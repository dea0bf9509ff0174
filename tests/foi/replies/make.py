"""Write the corpus of replies, each file with its truth beside it.

Run ``python -m tests.foi.replies.make FOLDER``; the same files come out each time.
"""

import json
import sys
from pathlib import Path

from tests.foi.replies import books, grids, letters, mails, older, pages, sheets, texts, web
from tests.foi.replies.truth import Reply, Truth

CORPUS: tuple[Reply, ...] = (
    *sheets.REPLIES,
    *grids.REPLIES,
    *books.REPLIES,
    *older.REPLIES,
    *texts.REPLIES,
    *web.REPLIES,
    *letters.REPLIES,
    *pages.REPLIES,
    *mails.REPLIES,
)


def write(replies: tuple[Reply, ...], folder: Path) -> dict[str, Truth]:
    """Write files and truths into ``folder``; what was written, by file name."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for reply in replies:
        truth = reply.make(folder / reply.name)
        shown = json.dumps(truth.as_json(reply.name), indent=1, ensure_ascii=False)
        (folder / f"{reply.name}.json").write_text(shown + "\n", encoding="utf-8")
        written[reply.name] = truth
    return written


if __name__ == "__main__":
    sys.stdout.write(f"{len(write(CORPUS, Path(sys.argv[1])))} replies written\n")
