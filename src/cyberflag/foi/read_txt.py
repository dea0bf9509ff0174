"""Plain text: lines, and tables set with spaces, tabs or upright strokes."""

from cyberflag.foi.document import Document
from cyberflag.foi.textcode import decoded
from cyberflag.foi.texttables import blocks_of


def read(content: bytes, file: str) -> Document:
    """The lines (``line 12``) and tables (``table 1 row 3 col 4``) of a text."""
    text, _, warnings = decoded(content)
    return Document(file=file, sha256="", kind="txt", blocks=blocks_of(text), warnings=warnings)
