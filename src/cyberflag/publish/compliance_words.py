"""What a compliance report says in words: shares, a force's findings one by one."""

from collections.abc import Iterator
from decimal import Decimal

from cyberflag.core.periods import quarter_of
from cyberflag.publish.words import plural, rounded
from cyberflag.records.breaks import Share, Step
from cyberflag.records.compliance import FlagUse, ForceCompliance, Limit, Standing

LOW_COMPLETENESS = Decimal("0.95")
"""Below this share of records with the flag (or the age) written, it is said."""


def percent(share: Share) -> str:
    """``42%``; never 0% of some nor 100% of fewer than all; a dash of nothing."""
    if not share.whole:
        return "–"
    exact = Decimal(share.part) * 100 / share.whole
    if 0 < exact < Decimal("0.5"):
        return "under 1%"
    if Decimal("99.5") <= exact < 100:
        return "over 99%"
    return f"{rounded(exact, 0)}%"


def percent_of(share: float | None) -> str:
    """A share between 0 and 1 as a whole per cent; a dash where there is none."""
    return "–" if share is None else f"{rounded(Decimal(share) * 100, 0)}%"


def number(value: float | None) -> str:
    """With one decimal place; a dash where there is none."""
    return "–" if value is None else rounded(Decimal(value), 1)


def probability(value: float | None) -> str:
    """``0.02``, ``under 0.001``; a dash where there is none."""
    if value is None:
        return "–"
    return "under 0.001" if value < 0.001 else rounded(Decimal(value), 3)


def findings(force: ForceCompliance) -> list[str]:
    """What a force's registrar should look at, the gravest first; never empty."""
    found = [*_use(force), *_place(force), *_written(force), *_breaks(force)]
    return [*(found or ["Nothing stands out."]), *_known_break(force)]


def _use(force: ForceCompliance) -> Iterator[str]:
    records = force.every_record
    if force.use is FlagUse.NO_RECORDS:
        yield "There is no record in the year."
    elif force.use is FlagUse.MISSING_EVERYWHERE:
        yield (
            f"The flag is missing on every one of {records.missing:,} records: neither yes nor no. "
            "This is no zero; the flag is not written."
        )
    elif force.use is FlagUse.NEVER_YES:
        yield (
            f"No record has the flag yes: {plural(records.no, 'says', 'say')} no, "
            f"{plural(records.missing, 'says', 'say')} nothing. "
        ) + (
            "Where nothing is said there is no zero."
            if _is_low(records.written)
            else "As it stands this is a zero, and not a likely one."
        )
    elif force.use is FlagUse.SEEMS_UNUSED and force.everywhere is not None:
        yield (
            f"The flag seems not to be used: {force.everywhere.observed:,} on all crimes, where "
            f"the national mix implies {number(force.everywhere.expected)}; so few have a "
            f"probability of {probability(force.so_few_everywhere)} even as forces differ."
        )
    if force.only_yes:
        yield (
            "Only yes is ever written, never no: a record without the flag may be one that "
            "nobody looked at."
        )


def _place(force: ForceCompliance) -> Iterator[str]:
    standing = force.standing
    if standing is None or standing.limit in (None, Limit.WITHIN):
        return
    yield (
        f"{plural(standing.place.observed, 'offence', 'offences')} against children flagged of "
        f"{standing.place.offences:,}, where the national mix implies "
        f"{number(standing.place.expected)}: {_side(standing)} the limit of "
        f"{str(standing.limit).removeprefix('beyond ')}."
    )


def _side(standing: Standing) -> str:
    return "below" if standing.place.difference < 0 else "above"


def _written(force: ForceCompliance) -> Iterator[str]:
    for share, what in (
        (force.children.written, "The flag is written (yes or no) on {} of sexual offences against children."),
        (force.ages, "The victim’s age is written on {} of sexual offences; where only the age shows a child, the rest cannot be counted."),
    ):  # fmt: skip
        if _is_low(share):
            yield what.format(f"{percent(share)} ({share.part:,} of {share.whole:,})")


def _is_low(share: Share) -> bool:
    return bool(share.whole) and Decimal(share.part) / share.whole < LOW_COMPLETENESS


def _breaks(force: ForceCompliance) -> Iterator[str]:
    for step in force.breaks:
        yield f"A sudden break at {quarter_name(step)}: {step_words(step)}."


def _known_break(force: ForceCompliance) -> Iterator[str]:
    if force.ndqis is not None:
        yield (
            f"April 2024, when NDQIS began: {step_words(force.ndqis)} (a known break, not the "
            "force’s doing)."
        )


def quarter_name(step: Step) -> str:
    """``Q1 2019/20``: the quarter the step begins with."""
    return quarter_of(step.quarter).label


def step_words(step: Step) -> str:
    """``from 3% (4 of 130) to 31% (50 of 160)``."""
    return (
        f"from {percent(step.before)} ({step.before.part:,} of {step.before.whole:,}) "
        f"to {percent(step.after)} ({step.after.part:,} of {step.after.whole:,})"
    )
