"""Why a proposal may be wrong: one table of doubts, and the confidence that follows.

A proposal starts at confidence 1 and each doubt takes its share. The weights are set so
that any one real doubt puts a proposal below :data:`SURE`; only remarks, which tell a
person where a reading came from, do not.
"""

from dataclasses import dataclass
from enum import Enum

SURE = 0.9
"""At or above this confidence a proposal may be accepted without being looked at alone.

``benchmarks/layouts.py`` measures how often what stands above it is right.
"""


class Doubt(Enum):
    """Each doubt: how much confidence it takes, and the words a person reads."""

    # Remarks.
    FROM_CONTEXT = (0.0, "taken from the text around the table")
    ALSO_STANDS_AT = (0.0, "the same figure also stands at")
    ADDS_UP = (0.0, "the printed parts add up to the printed total")
    DEFINED = (0.0, "the reply says what the mark means")
    FOOTNOTE = (0.02, "a footnote sign stands beside the figure")
    PERCENT_BESIDE = (0.03, "a percentage stands in the same cell")
    # Doubts of the figure.
    MARK_UNDEFINED = (0.5, "the reply does not say what this mark means")
    MARK_LITERAL = (0.3, "the reply does not say whether this mark includes zero; read literally")
    MARK_TWO_MEANINGS = (0.5, "the reply gives this mark two meanings")
    ROUNDED = (0.3, "the reply says its figures are rounded or approximate")
    BRACKETS = (0.4, "a number in brackets: a figure, a negative or a reference")
    APPROXIMATE = (0.4, "printed as an approximate figure")
    NEGATIVE = (0.6, "a negative number")
    BROKEN_CELL = (0.5, "the cell is not what it seems")
    HIDDEN = (0.4, "the cell is hidden in the file")
    STRUCK = (0.4, "the reply withdraws its figures")
    # Doubts of its meaning.
    NO_PERIOD = (0.4, "the reply prints no period for this figure")
    ASKED_PERIOD = (0.3, "no period is printed; the period asked for is assumed")
    TWO_PERIODS = (0.4, "more than one period could apply")
    YEAR_KIND = (0.3, "a bare year: calendar or financial is not said")
    NO_OFFENCE = (0.3, "the reply does not say which offences these are")
    TOTAL_OFFENCE = (0.2, "a total over the offences listed; whether they are all is not said")
    TWO_OFFENCES = (0.4, "more than one offence could apply")
    NO_UNIT = (0.2, "whether offences, victims or crimes were counted is not said")
    OTHER_UNIT = (0.3, "counted in a unit that is neither offences, victims nor crimes")
    TWO_UNITS = (0.2, "more than one unit could apply")
    FLAG_UNCLEAR = (0.3, "the text speaks of the flag but not for these figures")
    FAR_CONTEXT = (0.2, "taken from text that belongs to another table or stands far away")
    UNKNOWN_LABEL = (0.4, "a label is not understood")
    NO_LABEL = (0.4, "no label says what this row or column is")
    FUZZY_LABEL = (0.3, "a label only resembles a known one")
    AMBIGUOUS_LABEL = (0.3, "a label can be read in two ways")
    CLASHING_LABELS = (0.5, "two labels contradict each other")
    RESTRICTED = (0.4, "the text narrows what was counted in a way not understood")
    HEADERLESS = (0.3, "the header of the table before it is assumed")
    FILLED_DOWN = (0.2, "the label above is assumed, as the row's own is blank")
    SENTENCE = (0.2, "a figure in a sentence, not understood to the last word")
    LOOSE_FIGURE = (0.4, "a figure that stands without a table")
    # Doubts that come from other figures.
    SUM_DIFFERS = (0.5, "a printed total and its parts contradict each other")
    SUM_LEAVES_OUT = (0.2, "the printed sum leaves out the hidden figures: at least this many")
    SAME_CELL_TWICE = (0.5, "two figures say the same thing differently")
    SAME_MEANING = (0.3, "two cells of one table seem to count the same thing")

    @property
    def weight(self) -> float:
        """The share of confidence this doubt takes."""
        return self.value[0]

    @property
    def words(self) -> str:
        """The doubt in plain words."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Reason:
    """One doubt or remark as it applies to one proposal."""

    doubt: Doubt
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.doubt.words}: {self.detail}" if self.detail else self.doubt.words


def confidence(reasons: tuple[Reason, ...]) -> float:
    """What is left of 1 after each distinct doubt has taken its share (two decimals)."""
    left = 1.0
    for doubt in {reason.doubt for reason in reasons}:
        left *= 1 - doubt.weight
    return round(left, 2)
