"""The first page: the headline, the key figures, and the figures by offence, age and force."""

from cyberflag.core.forces import FORCES
from cyberflag.measures.model import PeriodFigures
from cyberflag.publish.catalogue import FigureKey, Of, age_key
from cyberflag.publish.change_parts import change_part, revision_part
from cyberflag.publish.force_parts import FEW, forces_part, missing_part
from cyberflag.publish.kind_parts import ages_part, offences_part
from cyberflag.publish.model import KeyFigure, Page, Part
from cyberflag.publish.protect import MARK
from cyberflag.publish.rates import change_words, rate_words
from cyberflag.publish.shown import Shown
from cyberflag.publish.subject import counted_words, forces_words
from cyberflag.publish.words import capital, in_list, plural

CELLS = "Source cells"
"""What leads from a figure to its cells."""


def front_page(shown: Shown) -> Page:
    """``index.html``: the finding first, then what it is made of."""
    one = shown.figures.periods[0]
    total = shown.figure(FigureKey(Of.TOTAL, one.period, "all"))
    parts: list[Part | None] = [
        change_part(shown),
        offences_part(shown, one),
        ages_part(shown, one),
        forces_part(shown),
        revision_part(shown),
        missing_part(one),
    ]
    return Page(
        path="index.html",
        template="index.html",
        title=f"{capital(total.words)} {counted_words(one.total)} recorded by {forces_words(one)}",
        kicker=shown.figures.title,
        lead=_lead(one),
        keys=_keys(shown, one),
        points=_points(shown, one),
        parts=tuple(part for part in parts if part is not None),
    )


def _lead(one: PeriodFigures) -> str:
    rate = capital(rate_words(one.per_day))
    first = f"{rate} a day over the {one.period.days} days of {one.period}."
    without = [code for _, codes in one.coverage.without for code in codes]
    if not without:
        return f"{first} Every force asked gave a figure."
    gave = plural(len(without), "force gave", "forces gave")
    return f"{first} {gave} no figure: over all {one.coverage.asked} it is at least this many."


def _keys(shown: Shown, one: PeriodFigures) -> tuple[KeyFigure, ...]:
    total = FigureKey(Of.TOTAL, one.period, "all")
    href = shown.entries[total].href
    value = one.total.value
    number = f"{value.low:,}"
    before, after = "Exactly", ""
    if not value.is_exact:
        before = "At least"
        after = "" if value.high is None else f", at most {value.high:,}"
    keys = [
        KeyFigure(
            before=before,
            number=number,
            what=f"recorded in {one.period}{after}",
            href=href,
            href_words=CELLS,
        ),
        KeyFigure(
            before="On average",
            number=rate_words(one.per_day),
            what="a day",
            href=href,
            href_words=CELLS,
        ),
        KeyFigure(
            before="Answers from",
            number=f"{one.coverage.answered} of {one.coverage.asked}",
            what="forces asked",
            href="quality.html#who-answered",
            href_words="Who did not"
            if one.coverage.answered < one.coverage.asked
            else "Who answered",
        ),
    ]
    return (*keys, *_age_keys(shown, one))


def _age_keys(shown: Shown, one: PeriodFigures) -> list[KeyFigure]:
    keys = []
    for before, band, what in (
        ("Largest group", one.commonest_age, "with a victim aged {age}"),
        ("Young children", one.under_10, "with a victim aged under 10"),
    ):
        if band is not None:
            key = age_key(one.period, band.age)
            keys.append(
                KeyFigure(
                    before=before,
                    number=capital(shown.figure(key).words),
                    what=what.format(age=band.age),
                    href=shown.entries[key].href,
                    href_words=CELLS,
                )
            )
    if one.youngest.age is not None:
        keys.append(
            KeyFigure(
                before="Youngest victim",
                number=youngest_words(one.youngest.age),
                what="year of age" if one.youngest.age == 1 else "years of age",
                href="quality.html#protection",
                href_words="Why no cell is named",
            )
        )
    return keys


def youngest_words(age: int) -> str:
    """The youngest age as a number."""
    return "Under 1" if age == 0 else str(age)


def _points(shown: Shown, one: PeriodFigures) -> tuple[str, ...]:
    return tuple(
        sentence
        for sentence in (
            _offence_point(shown, one),
            _age_point(shown, one),
            _force_point(one),
            _change_point(shown),
            _coverage_point(one),
        )
        if sentence
    )


def _offence_point(shown: Shown, one: PeriodFigures) -> str:
    keys = [FigureKey(Of.OFFENCE, one.period, offence.group) for offence in one.offences]
    largest = sorted(keys, key=lambda key: -shown.figure(key).low)[:3]
    named = [
        f"{key.which} ({shown.figure(key).words})"
        for key in largest
        if shown.figure(key).words != MARK and shown.figure(key).high > 0
    ]
    if not named:
        return ""
    return f"By type, the most were {in_list(named)}, in the forces that gave types of offence."


def _age_point(shown: Shown, one: PeriodFigures) -> str:
    commonest = one.commonest_age
    if commonest is None or one.youngest.age is None:
        return ""
    number = shown.figure(age_key(one.period, commonest.age))
    young = ""
    if one.under_10 is not None:
        under = shown.figure(age_key(one.period, one.under_10.age))
        young = f" {capital(under.words)} had a victim under 10;"
    return (
        f"More victims were {commonest.age} than any other age: {number.words}, in "
        f"{plural(len(commonest.figure.forces), 'force that gave', 'forces that gave')} that "
        f"year of age.{young} the youngest was aged {youngest_words(one.youngest.age).casefold()}."
    )


def _force_point(one: PeriodFigures) -> str:
    spread = one.spread
    if spread is None or spread.forces < FEW:
        return ""
    assert spread.largest.total is not None  # a spread is over forces with a total
    assert spread.smallest.total is not None
    return (
        f"Forces vary widely: from {spread.smallest.total.value} "
        f"({FORCES[spread.smallest.force_code].name}) to {spread.largest.total.value} "
        f"({FORCES[spread.largest.force_code].name}). {capital(_at_ends(spread.hundreds, 'at least 100'))}; "
        f"{_at_ends(spread.under_ten, 'fewer than 10')}."
    )


def _at_ends(forces: int, words: str) -> str:
    return f"{plural(forces, 'force', 'forces') if forces else 'no force'} recorded {words}"


def _change_point(shown: Shown) -> str:
    change = shown.figures.change
    if change is None or change.percent is None:
        return ""
    return (
        f"On the {len(change.later.forces)} forces that gave both years, "
        f"{change.later_period} is {change_words(change.percent)} {change.earlier_period}."
    )


def _coverage_point(one: PeriodFigures) -> str:
    said = [
        f"{in_list([FORCES[code].name for code in codes])} ({status})"
        for status, codes in one.coverage.without
    ]
    return f"No figure from {', '.join(said)}. Nothing is put in their place." if said else ""
