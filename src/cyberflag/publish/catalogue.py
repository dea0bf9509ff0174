"""Every national and force figure a site prints, once: its name, its words, its source page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cyberflag.core.ages import AgeBand
from cyberflag.core.forces import FORCES
from cyberflag.core.periods import Period
from cyberflag.measures.model import Figure, PeriodFigures, RoundFigures
from cyberflag.publish.words import capital


class Of(StrEnum):
    """What a figure is a figure of; also the stem of the page that lists its cells."""

    TOTAL = "total"
    OFFENCE = "offences"
    AGE = "ages"
    FORCE = "forces"
    CHANGE = "change"
    REVISION = "revision"


@dataclass(frozen=True, slots=True)
class FigureKey:
    """The name of a figure: of what, over which days, and which one (``13``, ``rape``)."""

    of: Of
    period: Period
    which: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A figure of the site, and the words that say what it counts."""

    key: FigureKey
    title: str
    figure: Figure

    @property
    def href(self) -> str:
        """Where its source cells are listed, from the site's root."""
        if self.key.of is Of.FORCE:
            return f"forces/{self.key.which}.html#cells"
        return f"{sources_path(self.key)}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """Its place on the page of its cells."""
        return f"of-{slug(self.key.which)}"


def slug(words: str) -> str:
    """Words as a file name or an anchor: ``2015/16`` is ``2015-16``."""
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")


def sources_path(key: FigureKey) -> str:
    """The page that lists the cells of a national figure, from the site's root."""
    if key.of in (Of.CHANGE, Of.REVISION):
        return f"sources/{key.of}.html"
    return f"sources/{key.of}-{slug(key.period.label)}.html"


def age_words(age: AgeBand) -> str:
    """An age as a reader says it: ``aged 13``, ``aged under 10``, ``of unknown age``."""
    if age.unknown:
        return "of unknown age"
    if age.is_all:
        return "of all ages"
    if age.low in (None, 0) and age.high is not None:
        return f"aged under {age.high + 1}"
    return f"aged {age}"


def catalogue(figures: RoundFigures) -> tuple[Entry, ...]:
    """Every figure of the site, national ones first."""
    return tuple(_entries(figures))


def _entries(figures: RoundFigures) -> Iterator[Entry]:
    for one in figures.periods:
        yield from _of_period(one)
    change = figures.change
    if change is not None:
        for word, period, figure in (
            ("later", change.later_period, change.later),
            ("earlier", change.earlier_period, change.earlier),
        ):
            yield Entry(
                key=FigureKey(Of.CHANGE, period, word),
                title=f"{period}, forces that answered for both years",
                figure=figure,
            )
    revisions = figures.revisions
    if revisions is not None:
        for word, figure, whose in (
            ("before", revisions.before, revisions.before_title),
            ("after", revisions.after, figures.title),
        ):
            yield Entry(
                key=FigureKey(Of.REVISION, revisions.period, word),
                title=f"{revisions.period} as given in the round “{whose}”",
                figure=figure,
            )


def _of_period(one: PeriodFigures) -> Iterator[Entry]:
    period = one.period
    yield Entry(
        key=FigureKey(Of.TOTAL, period, "all"),
        title=f"All offences, {period}",
        figure=one.total,
    )
    for offence in one.offences:
        yield Entry(
            key=FigureKey(Of.OFFENCE, period, offence.group),
            title=f"{capital(offence.group)}, {period}",
            figure=offence.figure,
        )
    bands = [one.under_10, one.ten_and_under]
    for age in (*one.ages, *(band for band in bands if band is not None)):
        yield Entry(
            key=age_key(period, age.age),
            title=f"Victims {age_words(age.age)}, {period}",
            figure=age.figure,
        )
    for force in one.forces:
        if force.total is not None:
            yield Entry(
                key=FigureKey(Of.FORCE, period, force.force_code),
                title=f"{FORCES[force.force_code].name}, {period}",
                figure=force.total,
            )


def age_key(period: Period, age: AgeBand) -> FigureKey:
    """The name of an age's national figure."""
    return FigureKey(Of.AGE, period, str(age))


def national(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that are no single force's."""
    return tuple(entry for entry in entries if entry.key.of is not Of.FORCE)
