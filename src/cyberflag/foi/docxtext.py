"""What a Word paragraph prints: tracked deletions and hidden text left out, numbers of lists in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from cyberflag.foi.textcode import raised

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rPr", f"{W}pPr", _FALLBACK}
)
TEXT_BOX = f"{W}txbxContent"

Element = etree._Element


def value(element: Element | None, path: str, default: str = "") -> str:
    """The ``w:val`` of the element at ``path`` below ``element``."""
    found = element.find(path) if element is not None else None
    return default if found is None else str(found.get(f"{W}val", default))


def is_on(properties: Element | None, name: str) -> bool:
    """Whether a switch such as ``w:b`` or ``w:vanish`` is set."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off", "none")


@dataclass
class Notes:
    """Footnotes and endnotes in the order they are referred to, as Word numbers them."""

    order: list[tuple[str, str]] = field(default_factory=list)

    def number(self, kind: str, id_: str) -> int:
        """The number printed for a reference."""
        if (kind, id_) not in self.order:
            self.order.append((kind, id_))
        return 1 + [one for one in self.order if one[0] == kind].index((kind, id_))


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look."""

    text: str
    bold: bool


def runs(paragraph: Element, notes: Notes) -> Iterator[Run]:
    """The printed runs of a paragraph, text boxes left out (they are paragraphs of their own)."""
    for child in paragraph:
        if child.tag == f"{W}r":
            yield from _run(child, notes)
        elif child.tag not in _LEFT_OUT and child.tag != TEXT_BOX:
            yield from runs(child, notes)


def _run(run: Element, notes: Notes) -> Iterator[Run]:
    properties = run.find(f"{W}rPr")
    if is_on(properties, "vanish"):
        return
    bold = is_on(properties, "b")
    text = "".join(_printed(run, notes))
    if value(properties, f"{W}vertAlign") == "superscript":
        text = raised(text)
    if text:
        yield Run(text, bold)


def _printed(run: Element, notes: Notes) -> Iterator[str]:
    for piece in run:
        match str(piece.tag).rpartition("}")[2]:
            case "t":
                yield piece.text or ""
            case "tab" | "ptab":
                yield "\t"
            case "br" if piece.get(f"{W}type") not in ("page", "column"):
                yield "\n"
            case "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case "footnoteReference" | "endnoteReference" as kind:
                number = notes.number(kind.removesuffix("Reference"), str(piece.get(f"{W}id")))
                yield raised(str(number))


@dataclass
class Numbering:
    """The numbers Word prints before the paragraphs of numbered lists."""

    formats: Mapping[tuple[str, int], tuple[str, str, int]]
    """By list and level: kind of number, text (``%1.``), first number."""
    by_style: Mapping[str, tuple[str, int]]
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def prefix(self, paragraph: Element) -> str:
        """``1.`` or ``2.3)`` with a space, ``""`` for bullets and for paragraphs in no list."""
        properties = paragraph.find(f"{W}pPr")
        numbered = properties.find(f"{W}numPr") if properties is not None else None
        if numbered is not None:
            list_ = value(numbered, f"{W}numId")
            level = int(value(numbered, f"{W}ilvl", "0") or 0)
        else:
            list_, level = self.by_style.get(value(properties, f"{W}pStyle"), ("", 0))
        if (list_, level) not in self.formats:
            return ""
        counts = self._counts.setdefault(list_, [])
        while len(counts) <= level:
            counts.append(self.formats.get((list_, len(counts)), ("", "", 1))[2] - 1)
        counts[level] += 1
        del counts[level + 1 :]
        kind, text, _ = self.formats[list_, level]
        if kind in ("bullet", "none", ""):
            return ""
        for place, count in enumerate(counts, 1):
            own = self.formats.get((list_, place - 1), (kind, "", 1))[0]
            text = text.replace(f"%{place}", _spelled(count, own))
        return f"{text} "


def _spelled(number: int, kind: str) -> str:
    if kind.endswith("Letter") and 1 <= number <= 26:
        letter = chr(96 + number)
        return letter if kind.startswith("lower") else letter.upper()
    if kind.endswith("Roman") and 1 <= number <= 39:
        units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
        roman = "x" * (number // 10) + units[number % 10]
        return roman if kind.startswith("lower") else roman.upper()
    return str(number)


def numbering(numbers: Element | None, styles: Element | None) -> Numbering:
    """The numbering of a document from its numbering and style parts."""
    formats: dict[tuple[str, int], tuple[str, str, int]] = {}
    if numbers is not None:
        abstract = {a.get(f"{W}abstractNumId"): a for a in numbers.iter(f"{W}abstractNum")}
        for num in numbers.iter(f"{W}num"):
            template = abstract.get(value(num, f"{W}abstractNumId"))
            for level in template.iter(f"{W}lvl") if template is not None else ():
                start = value(level, f"{W}start", "1")
                formats[str(num.get(f"{W}numId")), int(level.get(f"{W}ilvl", "0"))] = (
                    value(level, f"{W}numFmt", "decimal"),
                    value(level, f"{W}lvlText"),
                    int(start) if start.isdigit() else 1,
                )
    by_style: dict[str, tuple[str, int]] = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        list_ = value(style, f"{W}pPr/{W}numPr/{W}numId")
        if list_:
            level_ = value(style, f"{W}pPr/{W}numPr/{W}ilvl", "0")
            by_style[str(style.get(f"{W}styleId"))] = (list_, int(level_ or 0))
    return Numbering(formats, by_style)
