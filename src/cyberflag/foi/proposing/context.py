"""What titles, headings, questions and sentences around a figure say for it.

A reply is heard in reading order. A numbered question opens a section that holds until the
next; what stands before the first question speaks for all. Of two texts the nearer stands,
a title before a sentence; what is only said elsewhere is taken with a doubt.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache

from cyberflag.foi.words import vocabulary as words
from cyberflag.foi.words.doubts import Doubt, Reason
from cyberflag.foi.words.facts import NOTHING, Dim, Facts
from cyberflag.foi.words.fold import folded
from cyberflag.foi.words.labels import read_prose
from cyberflag.foi.words.marknotes import defines_a_mark
from cyberflag.foi.words.questions import Opening, asks, opening_of, questions_in, quotes_request


class Voice(Enum):
    """How a text speaks: as a title, as a sentence, as a sheet's name."""

    TITLE = auto()
    SENTENCE = auto()
    SHEET = auto()


@dataclass(frozen=True, slots=True)
class Said:
    """One text that may govern figures."""

    text: str
    where: str
    facts: Facts
    voice: Voice
    heading: bool = False
    listed: bool = False
    """A line with a figure: it titles the table below it, unless it is one of a list."""


@dataclass(frozen=True, slots=True)
class Governing:
    """What the surroundings say on one dimension; ``value`` None where they do not."""

    value: object = None
    reasons: tuple[Reason, ...] = ()


@dataclass
class Section:
    """What is heard from one question (or from the start) to the next."""

    number: str = ""
    said: list[Said] = field(default_factory=list)
    near: int = 0
    """Texts from this one on stand after the last table or list of figures."""
    own_titles: set[int] = field(default_factory=set)
    """Texts that headed one table alone."""
    earlier: "Section | None" = None
    """The section that ``of these`` refers to."""


SENTENCE_DIMS = frozenset({Dim.PERIOD, Dim.OFFENCE, Dim.ONLINE, Dim.UNIT})
"""A sentence in passing says nothing of ages and sexes for the figures near it."""

_VERB = re.compile(
    r"\b(?:is|are|was|were|have|has|had|can|may|will|would|should|please|write|wish|be|been|do|does|did|"
    r"recorded that|refer|received|following|shows?|includes?)\b"
)
_YEAR_ENDS = re.compile(
    r"\b(?:12 months|twelve months|years?|y/?e) (?:ending|ended|to|end)\b[ :(),a-z]*$"
)
_POINTS = re.compile(
    r"^(?:please (?:see|find) )?(?:the |our )?(?:following |below |attached )?(?:tables?|figures?|data|answers?)\b.{0,30}?\b(?:below|shows?|details?|provides?|gives?|sets? out|contains?)\b"
)
"""A sentence that introduces the table below it speaks like its title."""
_LETTER = re.compile(
    r"^(?:dear|yours|kind regards|regards|date\b|telephone|tel\b|email|e-mail|from\b|to:|subject\b|sent\b|keywords?\b|home$|news\b|©)"
    r"|\b(?:our|your|foi|foia|request|force|heddlu)? ?ref(?:erence)?s?\b.{0,12}[:\d]|\bfoi[a]?[ :]*[\d-]+/|\bpage \d+ of \d+"
)
"""The furniture of letters and pages, which says nothing of figures."""
_ABOUT_FLAGS = re.compile(
    r"\b(?:introduc\w+|mandat\w+|reliab\w+|consisten\w+|training|guidance|defin\w+|means|rel(?:y|ies|ied)|caution|"
    r"accura\w+|appl(?:y|ies) the|should be|must be|officers?|policy|process|not (?:all|always)|relied|use of)\b"
)


def voice_of(text: str, *, heading: bool = False) -> Voice:
    """Whether a text is a title or a sentence."""
    plain = folded(text)
    if quotes_request(plain):
        return Voice.SENTENCE
    if heading or asks(text) or opening_of(text) or _POINTS.match(plain):
        return Voice.TITLE
    if _LETTER.search(plain) or plain.endswith((".", ",", ";")) or len(plain) > 200:
        return Voice.SENTENCE
    return Voice.SENTENCE if _VERB.search(plain) and len(plain) > 60 else Voice.TITLE


class Surroundings:
    """All that has been heard so far, and what it says for a figure that stands here."""

    def __init__(self, before: Iterable[Said] = ()) -> None:
        self.outside = list(before)
        """What a covering mail says of its attachments."""
        self.preamble = Section()
        self.section = self.preamble
        self.sections: list[Section] = [self.preamble]
        self.questions: dict[str, Said] = {}
        self.listing = False
        self.head = NOTHING
        """What the last figure told by itself counts: ``of these`` refers to it."""

    def hear(self, text: str, where: str, *, heading: bool = False, note: bool = False) -> None:
        """Take in a line, a title or a note."""
        if defines_a_mark(text):
            # "Figures under 5 are hidden" speaks of figures, not of ages.
            return
        if self.listing:
            self.table_done()
        opening = opening_of(text)
        voice = Voice.SENTENCE if note else voice_of(text, heading=heading)
        said = Said(text, where, read_prose(text), voice, heading)
        for asked in questions_in(text):
            part = Said(asked.text, where, read_prose(asked.text), Voice.TITLE)
            self.questions.setdefault(asked.number, part)
        if opening is not None and not note:
            self._open(opening, said)
        else:
            self.section.said.append(said)

    def open_sheet(self, name: str) -> None:
        """A new sheet speaks for itself; its name may refer to a question."""
        opening = opening_of(name)
        said = Said(name, name, read_prose(name), Voice.SHEET)
        if self.sections == [self.preamble] and not self.preamble.said:
            self.preamble.said.append(said)
            return
        self._open(opening or Opening("", ""), said)

    def hear_figures(self, text: str, where: str) -> None:
        """Take in a line whose figures were read: what it says may hold for what follows."""
        voice = voice_of(text)
        self.section.said.append(Said(text, where, read_prose(text), voice, listed=True))
        self.listing = True

    @property
    def just_opened(self) -> bool:
        """Whether nothing has been heard since a question opened."""
        return bool(self.section.number) and len(self.section.said) - self.section.near <= 2

    def open_for(self, text: str, where: str) -> bool:
        """An answer that names its question (``Q1 - 97``) stands in that question's section."""
        opening = opening_of(text)
        if opening is None or opening.number not in self.questions:
            return False
        asked = self.questions[opening.number]
        if asked not in self.section.said:
            section = Section(number=opening.number, said=[asked])
            self.sections.append(section)
            self.section = section
        return True

    def begin_table(self) -> None:
        """A table begins: a single line with a figure right above it is its title too."""
        self.listing = False

    def asked_last(self) -> bool:
        """Whether the text right before asks for a figure, and does not only quote a request."""
        said = self.section.said
        if not said or said[-1].listed:
            return False
        return asks(said[-1].text) and not quotes_request(said[-1].text)

    @property
    def year_ends(self) -> bool:
        """Whether a title right above says that months stand for the years they end."""
        near = self.section.said[self.section.near :]
        return any(_YEAR_ENDS.search(folded(said.text)) for said in near)

    def table_done(self) -> None:
        """A table or list of figures ends here: its own title holds for it alone."""
        self.listing = False
        section = self.section
        fresh = range(section.near, len(section.said))
        titles = [
            at
            for at in fresh
            if section.said[at].voice is Voice.TITLE and not section.said[at].listed
        ]
        shared = section.near == 0 and len(titles) > 1
        if titles and (shared or section.near > 0):
            section.own_titles.add(titles[-1])
        section.near = len(section.said)

    def _open(self, opening: Opening, said: Said) -> None:
        asked = self.questions.get(opening.number)
        refers = bool(words.REFERS_BACK.search(folded(said.text)))
        section = Section(number=opening.number, earlier=self.section if refers else None)
        if asked is not None and not said.facts.dims - {Dim.UNIT}:
            section.said.append(asked)
            if words.REFERS_BACK.search(folded(asked.text)):
                section.earlier = self.sections[-1]
        elif opening.text and opening.number:
            self.questions.setdefault(opening.number, said)
        section.said.append(said)
        self.sections.append(section)
        self.section = section

    def everything(self) -> list[Said]:
        """All texts heard, in order."""
        return [*self.outside, *(said for one in self.sections for said in one.said)]

    # What governs a figure.

    def says(self, dim: Dim, after: Iterable[Said] = ()) -> Governing:
        """What governs on ``dim`` here; ``after`` are the notes right below a table."""
        for texts, doubts in self._tiers(after):
            if dim in (Dim.AGE, Dim.SEX) and doubts:
                continue
            found = _first(texts, dim)
            if found is not None:
                return Governing(found.value, (*found.reasons, *doubts))
        return Governing()

    def _tiers(self, after: Iterable[Said]) -> Iterator[tuple[list[Said], tuple[Reason, ...]]]:
        section = self.section
        near = section.said[section.near :]
        one = sum(said.listed for said in near) == 1 and near[-1].listed and not self.listing
        titles = [s for s in near if s.voice is Voice.TITLE and (one or not s.listed)]
        shared = [
            said
            for at, said in enumerate(section.said[: section.near])
            if at not in section.own_titles and said.voice is Voice.TITLE and not said.listed
        ]
        yield titles[::-1], ()
        yield shared[::-1], ()
        sentences = [s for s in section.said if s.voice is Voice.SENTENCE]
        yield _agreed(sentences), (Reason(Doubt.FROM_CONTEXT),)
        back = section.earlier
        while back is not None:
            yield [s for s in back.said if s.voice is Voice.TITLE], (Reason(Doubt.FROM_CONTEXT),)
            yield (
                _agreed(s for s in back.said if s.voice is Voice.SENTENCE),
                (Reason(Doubt.FROM_CONTEXT),),
            )
            back = back.earlier
        yield [s for s in section.said if s.voice is Voice.SHEET], (Reason(Doubt.FROM_CONTEXT),)
        yield list(after), (Reason(Doubt.FROM_CONTEXT),)
        far = (Reason(Doubt.FAR_CONTEXT),)
        if section is not self.preamble:
            told = (Reason(Doubt.FROM_CONTEXT),)
            yield [s for s in self.preamble.said[::-1] if s.voice is Voice.TITLE], told
            yield _agreed(s for s in self.preamble.said if s.voice is Voice.SENTENCE), told
        yield [section.said[at] for at in sorted(section.own_titles, reverse=True)], far
        yield self.outside[::-1], far
        for other in reversed(self.sections):
            if other is not section and other is not self.preamble:
                # Questions quoted one after the other are answered together.
                quoted = all(asks(said.text) for said in other.said)
                yield other.said[::-1], (Reason(Doubt.FROM_CONTEXT),) if quoted else far


def _agreed(sentences: Iterable[Said]) -> list[Said]:
    """Sentences, the last first, kept to what a sentence may say."""
    return list(sentences)[::-1]


def _first(texts: list[Said], dim: Dim) -> Governing | None:
    """The first text that speaks of ``dim``; sentences that disagree leave a doubt."""
    found: Governing | None = None
    for said in texts:
        here = _speaks(said, dim)
        if here is None:
            continue
        if said.voice is not Voice.SENTENCE:
            return found if found is not None else here
        if found is None:
            found = here
        elif here.value is not None and here.value != found.value:
            return Governing(found.value, (*found.reasons, Reason(_TWO[dim], said.where)))
    return found


_TWO = {
    Dim.PERIOD: Doubt.TWO_PERIODS,
    Dim.OFFENCE: Doubt.TWO_OFFENCES,
    Dim.UNIT: Doubt.TWO_UNITS,
    Dim.ONLINE: Doubt.FLAG_UNCLEAR,
    Dim.AGE: Doubt.AMBIGUOUS_LABEL,
    Dim.SEX: Doubt.AMBIGUOUS_LABEL,
}


@lru_cache(maxsize=16384)
def _is_furniture(text: str) -> bool:
    return bool(_LETTER.search(folded(text)))


@lru_cache(maxsize=16384)
def _restricts(text: str) -> bool:
    return bool(words.RESTRICTING.search(folded(text)))


def _speaks(said: Said, dim: Dim) -> Governing | None:
    facts = said.facts
    if facts.says_nothing:
        return None
    sentence = said.voice is Voice.SENTENCE
    if (sentence and dim not in SENTENCE_DIMS) or _is_furniture(said.text):
        return None
    if dim is Dim.ONLINE:
        return _speaks_of_flag(said)
    value = facts.get(dim)
    if value is not None:
        narrowed = (
            (Reason(Doubt.RESTRICTED, said.where),)
            if dim is Dim.OFFENCE and not sentence and _restricts(said.text)
            else ()
        )
        return Governing(value, narrowed)
    if dim in facts.several and not (dim is Dim.SEX or sentence):
        return Governing(None, (Reason(_TWO[dim], said.where),))
    return None


def _speaks_of_flag(said: Said) -> Governing | None:
    facts = said.facts
    claims = facts.online is not None
    if said.voice is Voice.SENTENCE and (claims or Dim.ONLINE in facts.names):
        counted = facts.unit is not None or facts.offence is not None
        if not counted or _ABOUT_FLAGS.search(folded(said.text)):
            return None
    if claims:
        return Governing(facts.online)
    if Dim.ONLINE in facts.names or Dim.ONLINE in facts.several:
        return Governing(None, (Reason(Doubt.FLAG_UNCLEAR, said.where),))
    return None
