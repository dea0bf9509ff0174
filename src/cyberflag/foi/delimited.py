"""Text in columns: which character delimits it, if one does, and its rows."""

import csv
import io
from collections import Counter

DELIMITERS = ("\t", ",", ";", "|")
SAMPLE = 400
"""How many lines are looked at."""
SHORT = 40
"""Cells of a table are mostly shorter than this; clauses between commas of prose are longer."""


def rows_of(text: str, delimiter: str) -> list[list[str]]:
    """The rows; line breaks inside quotes stay inside their cell."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return list(reader)


def delimiter_of(text: str, *, sure: bool = False) -> str:
    """The character that delimits the text, ``""`` for none.

    ``sure`` asks for a table that could not be prose: most lines in the same number of
    columns, most cells short.
    """
    sample = "\n".join(text.split("\n", SAMPLE)[:SAMPLE])
    best, best_score = "", 0.0
    for delimiter in DELIMITERS:
        if delimiter not in sample:
            continue
        score = _score(sample, delimiter, sure=sure)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _score(sample: str, delimiter: str, *, sure: bool) -> float:
    """How table-like the sample is when cut at ``delimiter``; 0 is not at all."""
    try:
        rows = [row for row in rows_of(sample, delimiter) if any(cell.strip() for cell in row)]
    except csv.Error:
        return 0.0
    wide = Counter(len(row) for row in rows if len(row) > 1)
    if not wide:
        return 0.0
    width, lines = max(wide.items(), key=lambda pair: (pair[1] * pair[0], pair[0]))
    share = lines / len(rows)
    cells = [cell for row in rows if len(row) == width for cell in row if cell.strip()]
    short = sum(len(cell) < SHORT for cell in cells) / max(len(cells), 1)
    if sure:
        digits = sum(any(c.isdigit() for c in cell) for cell in cells) / max(len(cells), 1)
        sound = lines >= 3 and share >= 0.6 and short >= 0.8 and digits >= 0.2
        if delimiter == "," and any(cell[:1] == " " for cell in cells if cell.strip()):
            # "Dear Sir, thank you": a comma of prose is followed by a space.
            sound = sound and sum(cell[:1] == " " for cell in cells) < 0.2 * len(cells)
        if not sound:
            return 0.0
    return share * short * (1 + 0.01 * width)
