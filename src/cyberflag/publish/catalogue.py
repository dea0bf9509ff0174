"""Every national and force figure a site prints, once: its name, its words, its source page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cyberflag.core.ages import AgeBand
from cyberflag.core.forces import FORCES
from cyberflag.core.offences import ALL_OFFENCES
from cyberflag.core.periods import Period
from cyberflag.measures.model import Change, Figure, PeriodFigures, RoundFigures
from cyberflag.publish.labels import age_words, offence_words
from cyberflag.publish.words import capital


class Of(StrEnum):
    """What a figure is a figure of; also the stem of the page that lists its cells."""

    TOTAL = "total"
    OFFENCE = "offences"
    AGE = "ages"
    BAND = "age-bands"
    FORCE = "forces"
    CHANGE = "change"
    REVISION = "revision"


@dataclass(frozen=True, slots=True)
class FigureKey:
    """The name of a figure: of what, over which days, and which one (``13``, ``rape``).

    ``offence`` is the code that a round on single codes asks about.
    """

    of: Of
    period: Period
    which: str
    offence: str = ALL_OFFENCES


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


def total_key(one: PeriodFigures) -> FigureKey:
    """The name of a period's total; of one code's, where the round asks about codes."""
    return FigureKey(Of.TOTAL, one.period, one.offence, one.offence)


def offence_key(one: PeriodFigures, group: str) -> FigureKey:
    """The name of a group of offences' figure."""
    return FigureKey(Of.OFFENCE, one.period, group)


def age_key(one: PeriodFigures, age: AgeBand) -> FigureKey:
    """The name of an age's figure."""
    of = Of.BAND if age.single_year is None else Of.AGE
    return FigureKey(of, one.period, str(age))


def force_key(one: PeriodFigures, force_code: str) -> FigureKey:
    """The name of a force's total."""
    return FigureKey(Of.FORCE, one.period, force_code, one.offence)


def catalogue(figures: RoundFigures) -> tuple[Entry, ...]:
    """Every figure of the site, national ones first."""
    entries = [entry for one in figures.periods for entry in _of_period(one)]
    entries += [*_of_change(figures.change), *_of_revisions(figures)]
    return tuple(sorted(entries, key=lambda entry: entry.key.of is Of.FORCE))


def _of_period(one: PeriodFigures) -> Iterator[Entry]:
    """A period's figures; of a round on single codes, the totals alone."""
    if one.total.forces:
        title = f"{offence_words(one.offence)}, {one.period}"
        yield Entry(key=total_key(one), title=title, figure=one.total)
    for force in one.forces:
        if force.total is not None:
            title = f"{FORCES[force.force_code].name}, {one.period}"
            yield Entry(key=force_key(one, force.force_code), title=title, figure=force.total)
    if one.offence != ALL_OFFENCES:
        return
    for offence in one.offences:
        title = f"{capital(offence.group)}, {one.period}"
        yield Entry(key=offence_key(one, offence.group), title=title, figure=offence.figure)
    bands = [band for band in (one.under_10, one.ten_and_under) if band is not None]
    for age in (*one.ages, *bands):
        title = f"Victims {age_words(age.age)}, {one.period}"
        yield Entry(key=age_key(one, age.age), title=title, figure=age.figure)


def _of_change(change: Change | None) -> Iterator[Entry]:
    if change is None:
        return
    for word, period, figure in (
        ("later", change.later_period, change.later),
        ("earlier", change.earlier_period, change.earlier),
    ):
        yield Entry(
            key=FigureKey(Of.CHANGE, period, word),
            title=f"{period}, forces that answered for both years",
            figure=figure,
        )


def _of_revisions(figures: RoundFigures) -> Iterator[Entry]:
    revisions = figures.revisions
    if revisions is None:
        return
    for word, figure, whose in (
        ("before", revisions.before, revisions.before_title),
        ("after", revisions.after, figures.title),
    ):
        yield Entry(
            key=FigureKey(Of.REVISION, revisions.period, word),
            title=f"{revisions.period} as given in the round “{whose}”",
            figure=figure,
        )


def national(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that are no single force's."""
    return tuple(entry for entry in entries if entry.key.of is not Of.FORCE)
