"""A reply's sentences, each with the question it stands under and its address.

Lines that a printer broke are joined, paragraphs are cut into sentences, and a sentence in
a table belongs to the question its row names. What another hand wrote (a quoted mail) and
what follows the heading of the complaint procedure is no statement of the reply.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cyberflag.foi.document import Document, Grid, Line
from cyberflag.foi.fold import folded, tidy

_NUMBER = r"\d{1,2}(?:\.\d)?(?: ?\(?[a-h]\b\)?| ?\((?:i{1,3}|iv|v)\))?"
_MORE = rf"(?:(?: ?,| ?&| and| to|-) ?(?:q(?:uestions?)?\.? ?)?{_NUMBER})*"
_ASKS = r"(?:(?:question|query|part|point|item|request|answer)s?\.? ?(?:no\.? ?|number )?|qn?s?\.? ?|a\.?)"
_LABEL = re.compile(
    rf"(?:(?:response|answer|reply) to )?(?:{_ASKS}(?P<named>{_NUMBER}{_MORE})(?![\d/%])"
    rf"|\(?(?P<bare>\d{{1,2}}(?:\.\d)?[a-h]?)(?:\) ?(?=\S)|: ?(?=[a-z])|\. (?=\S)|\.(?=[^\d\s]))|(?P<dashed>\d{{1,2}}[a-h]?) - (?=[a-z]))"
    r"[ ).:;-]*"
)
_NAMES_QUESTIONS = re.compile(
    rf"\b(?:questions?|qs?|parts?|points?)\.? ?(?P<named>{_NUMBER}{_MORE})(?![\d/%])"
    r"(?! ?(?:\([^)]*\) ?)*(?:of|to) (?:the )?(?:\w+ )?(?:act|schedule|regulations?|code))"
)
_SAYS = re.compile(
    r"(?:is|are|was|were|has|have|had|can|cannot|will|would|do|does|did|falls?|engages?)\b"
)
_ONE = re.compile(_NUMBER)
_SPAN = re.compile(rf"({_NUMBER}) ?(?:to|-) ?(?:q(?:uestions?)?\.? ?)?({_NUMBER})")

_RESPONSE = re.compile(
    r"(?:(?:our|the|force|police|my|foi) )?(?:response|answer|reply|decision|result|outcome|disclosure|a|ans)s?"
    r"(?: (?:to|of) (?:your|the) (?:request|questions?))? ?(?:[:.-] ?|$)"
)
_ASKED = re.compile(
    r"(?:(?:the|your|original|foi|information) )*(?:requests?(?:ed)?|questions?)(?: (?:details|summary|received|was|as follows))? ?[:.-]?$"
    r"|(?:in (?:your|the) (?:request|email|letter)[^.]{0,40} )?(?:you|the applicant|the requester)(?: have)? (?:asked|requested|wrote|sought|wished)\b"
)
_QUOTED_MAIL = re.compile(r"-+ ?(?:original|forwarded) message ?-+|on .{6,90}wrote:$|_{20,}$")
_COMPLAINTS = re.compile(
    r"(?:freedom of information (?:act )?)?(?:your |the )?(?:complaints?|appeals?|reviews?|internal reviews?)"
    r"(?: rights?| procedures?| process)?(?: (?:rights?|procedures?))?:?$"
    r"|(?:your )?rights? (?:of|to) (?:appeal|review|complain|request|an? )[^.]{0,50}$|are you (?:unhappy|dissatisfied)\b"
)
_CLOSING = re.compile(
    r"(?:yours (?:faithfully|sincerely|truly)|kind regards|regards|many thanks)\b"
)
_REQUEST = re.compile(
    r"[\"'(]*(?:and |also |then |additionally,? |of these,? |\w+ly,? )?(?:please (?!note|be |accept|see|find|treat|disregard|ignore|consider|refer)"
    r"|how (?:many|much|often|do|does)|what|which|who|can you|could you|would you|will you|do you|does|did|have you|has|"
    r"i (?:would|wish|want|am (?:writing|request|seeking|making|looking)|request|seek|understand)|i'd|for each|"
    r"(?:kindly )?(?:provide|state|tell|list|confirm|supply|break)\b|(?:the )?(?:total )?number of\b|under the freedom of information act[^.]{0,40}\bi\b)"
)
_SENTENCES = re.compile(r"(?<=[.?!])[\"')\]]* (?=[\"'(\[]*[A-Z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:s|ss|sec|no|nos|para|e\.g|i\.e|mr|mrs|ms|dr|art|reg|approx|ref|q)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_NUMBERS_HEAD = re.compile(r"(?:q|questions?|requests?)(?: ?(?:no\.?|number|#|ref\.?))?")
_LABEL_COLUMNS = 2
_FIGURE_AT_END = re.compile(r"(?:[:=-] ?)\d[\d,]*(?: \w+){0,3}\.?$")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LONG_LINE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence, folded.

    ``questions`` are the questions it speaks of (none: the whole reply). ``asks`` is true of
    a sentence in the requester's voice.
    """

    text: str
    where: str
    questions: tuple[str, ...]
    asks: bool = False
    in_table: bool = False


def statements_of(document: Document) -> Iterator[Statement]:
    """Every sentence of a reply and its attachments, in reading order."""
    yield from _Reader().statements(document)
    for part in document.parts:
        yield from statements_of(part)


def numbers_in(words: str) -> tuple[str, ...]:
    """The question numbers of ``2 and 3(a)`` or ``1 to 3``, as ``2``, ``3a``."""
    if span := _SPAN.fullmatch(words.strip()):
        low, high = _plain(span[1]), _plain(span[2])
        if low.isdigit() and high.isdigit() and int(low) < int(high):
            return tuple(str(number) for number in range(int(low), int(high) + 1))
    return tuple(dict.fromkeys(_plain(hit[0]) for hit in _ONE.finditer(words)))


def _plain(number: str) -> str:
    return re.sub(r"[ ()]", "", number)


class _Reader:
    """Walks one document, keeping the question in force."""

    def __init__(self) -> None:
        self.questions: tuple[str, ...] = ()
        self.unanswered: list[str] = []
        self.ended = False

    def statements(self, document: Document) -> Iterator[Statement]:
        waiting: list[Line] = []
        for block in document.blocks:
            if isinstance(block, Line):
                if waiting and not _continues(waiting[-1], block):
                    yield from self._paragraph(waiting)
                    waiting = []
                if block.text.strip():
                    waiting.append(block)
                continue
            if waiting:
                yield from self._paragraph(waiting)
                waiting = []
            self._answered()
            yield from self._grid(block)
        if waiting:
            yield from self._paragraph(waiting)

    def _paragraph(self, lines: list[Line]) -> Iterator[Statement]:
        words = folded(lines[0].text)
        if _QUOTED_MAIL.match(words) or _COMPLAINTS.match(words):
            self.ended = True
        if self.ended or words.startswith(">"):
            return
        label = _LABEL.match(words)
        if label is not None:
            self._label(label, words)
        elif _ASKED.match(words):
            self.questions, self.unanswered = (), []
        elif _RESPONSE.match(words) is not None:
            self._answered()
        elif _CLOSING.match(words) or lines[0].heading:
            self.questions, self.unanswered = (), []
        elif not _is_request(words):
            self._answered()
        for text, where in _sentences(lines):
            yield self._statement(text, where)

    def _label(self, label: re.Match[str], words: str) -> None:
        self.questions = _numbers(label)
        if not _FIGURE_AT_END.search(words, label.end()):
            self.unanswered += self.questions

    def _answered(self) -> None:
        # What follows several questions in a row answers none of them alone.
        if len(self.unanswered) > len(self.questions):
            self.questions = ()
        self.unanswered = []

    def _statement(self, text: str, where: str) -> Statement:
        label = _LABEL.match(text)
        body = text[label.end() :] if label and not _SAYS.match(text, label.end()) else text
        body = body[answer.end() :] if (answer := _RESPONSE.match(body)) else body
        # A sentence that names questions in two places says different things of them.
        named = [hit["named"] for hit in _NAMES_QUESTIONS.finditer(body)]
        return Statement(
            text=body.strip(),
            where=where,
            questions=numbers_in(named[0]) if len(named) == 1 else self.questions,
            asks=_is_request(body) or bool(_ASKED.match(text)),
        )

    def _grid(self, grid: Grid) -> Iterator[Statement]:
        row, questions = 0, self.questions
        numbered = any(
            _NUMBERS_HEAD.fullmatch(folded(cell.text)) for cell in grid.cells[: grid.cols]
        )
        # A column says the same thing in thousands of rows: once is enough.
        said: set[tuple[str, tuple[str, ...]]] = set()
        for cell in grid.cells:
            if cell.row != row:
                row, questions = cell.row, self.questions
            if self.ended or not cell.text:
                continue
            if cell.col <= _LABEL_COLUMNS and questions == self.questions:
                questions = _question_of(cell.text, numbered=numbered) or questions
                if questions != self.questions and cell.text.isdigit():
                    continue
            text = cell.text if _LETTERS.search(cell.text) else "0"
            if (text, questions) in said:
                continue
            said.add((text, questions))
            for sentence in _cut(tidy(text)) if len(text) > _LONG_LINE else (text,):
                yield self._in_cell(sentence, cell.where, questions)

    def _in_cell(self, text: str, where: str, questions: tuple[str, ...]) -> Statement:
        words = folded(text)
        label = _LABEL.match(words)
        body = words[label.end() :] if label else words
        return Statement(
            text=body.strip(),
            where=where,
            questions=questions,
            asks=_is_request(body),
            in_table=True,
        )


def _question_of(text: str, *, numbered: bool) -> tuple[str, ...]:
    """The question a row's first cells name; a bare number only under a heading that says so."""
    words = folded(text)
    if numbered and re.fullmatch(_NUMBER, words):
        return (_plain(words),)
    label = _LABEL.match(words)
    return _numbers(label) if label else ()


def _numbers(label: re.Match[str]) -> tuple[str, ...]:
    return numbers_in(label["named"] or label["bare"] or label["dashed"])


def _is_request(words: str) -> bool:
    return bool(_REQUEST.match(words)) or words.rstrip("\"' )").endswith("?")


def _continues(before: Line, line: Line) -> bool:
    """Whether a printer broke one paragraph between two lines."""
    first, second = tidy(before.text), tidy(line.text)
    if not second or before.heading != line.heading or first.endswith((".", "?", "!", ":", ";")):
        return bool(second) and first.endswith((" s.", " S.", " ss."))
    words = second.casefold()
    if _LABEL.match(words) or _RESPONSE.match(words) or second.startswith(("-", "•", ">", "*")):
        return False
    if second[0].islower() or first.endswith(("section", "Section", ",", " of", " the", " and")):
        return not _LABEL.fullmatch(first.casefold())
    return len(first) >= _LONG_LINE


def _sentences(lines: list[Line]) -> Iterator[tuple[str, str]]:
    """Folded sentences of a paragraph, each with the address of the line it starts on."""
    starts: list[tuple[int, str]] = []
    paragraph = ""
    for line in lines:
        paragraph += " " if paragraph else ""
        starts.append((len(paragraph), line.where))
        paragraph += tidy(line.text)
    at = 0
    for sentence in _cut(paragraph):
        start = paragraph.index(sentence, at)
        yield folded(sentence), next(where for begin, where in reversed(starts) if begin <= start)
        at = start + len(sentence)


def _cut(paragraph: str) -> Iterator[str]:
    begin = 0
    for hit in _SENTENCES.finditer(paragraph):
        if _ABBREVIATION.search(paragraph[begin : hit.start()]):
            continue
        yield paragraph[begin : hit.start()]
        begin = hit.end()
    if begin < len(paragraph):
        yield paragraph[begin:]
