"""Web pages: lines and tables as a browser shows them, by lxml."""

import re

from lxml import etree, html

from cyberflag.foi.document import Document, Grid
from cyberflag.foi.htmlgrid import Page
from cyberflag.foi.limits import check_table
from cyberflag.foi.textcode import decoded

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


def read(content: bytes, file: str) -> Document:
    """The page's lines (``line 12``) and tables (``table 1 row 3 col 4``), scripts left out."""
    text, warnings = _text(content)
    page = page_of(text)
    for block in page.blocks:
        if isinstance(block, Grid):
            columns = {cell.col for cell in block.cells}
            check_table(block.name, len(block.cells), len(columns), file)
    return Document(file=file, sha256="", kind="html", blocks=tuple(page.blocks), warnings=warnings)


def page_of(text: str) -> Page:
    """The page a text of HTML makes."""
    page = Page()
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError:
        return page
    body = root.find("body")
    page.walk(root if body is None else body)
    return page


def _text(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The page's text; its own ``charset`` counts where the bytes leave a choice."""
    text, encoding, warnings = decoded(content)
    declared = _CHARSET.search(content[:4096])
    if declared and encoding in ("cp1252", "mac_roman") and not warnings:
        try:
            return content.decode(declared[1].decode("ascii")), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return text, warnings
