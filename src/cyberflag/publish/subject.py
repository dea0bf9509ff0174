"""What a round's figures count, in words taken from the counts themselves."""

from cyberflag.core.counts import Online, Unit
from cyberflag.measures.model import Figure, PeriodFigures
from cyberflag.publish.words import in_list


def counted_words(figure: Figure) -> str:
    """``online sexual offences against children``, or plainly ``offences`` without the flag.

    The unit is the forces' own; where they differ, offences are named and the method page
    says what each force counted.
    """
    if is_flagged(figure):
        return "online sexual offences against children"
    return unit_words(figure)


def is_flagged(figure: Figure) -> bool:
    """Whether every count in the figure is of flagged offences."""
    return bool(figure.parts) and all(count.online is Online.ONLINE for count in figure.parts)


def unit_words(figure: Figure) -> str:
    """The units a figure adds up, as printed: ``offences``, ``offences and crimes``."""
    units = {count.unit for count in figure.parts}
    return in_list([unit.value for unit in Unit if unit in units]) or Unit.OFFENCES.value


def forces_words(one: PeriodFigures) -> str:
    """``the 38 of 44 forces that answered``, ``all 44 forces asked``."""
    answered, asked = one.coverage.answered, one.coverage.asked
    if answered == asked:
        return (
            f"all {asked} forces asked"
            if asked > 2
            else ("the force asked", "both forces asked")[asked - 1]
        )
    return f"the {answered} of {asked} forces that answered"
