"""Replies that give no figure: refusals, acknowledgements, and a flag that is not used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoFigure:
    """A reply without figures: its sentences and what they amount to."""

    form: str
    sent: date
    sentences: tuple[str, ...]
    outcome: str
    section: str | None = None


_COST = (
    "Unfortunately the force is not able to provide the information. To establish which records "
    "involve the internet, 1,240 records would have to be read by hand at 5 minutes each, over "
    "103 hours in all.",
    "This exceeds the appropriate limit of 18 hours or £450, and your request is therefore "
    "refused under section 12(1) of the Freedom of Information Act 2000.",
)
_PERSONAL = (
    "The number of offences is small and to disclose it would allow persons to be identified.",
    "The information is exempt from disclosure under section 40(2) of the Freedom of "
    "Information Act 2000 and your request is refused.",
)
_NEITHER = (
    "The force neither confirms nor denies that it holds the information requested, by virtue "
    "of section 31(3) of the Freedom of Information Act 2000.",
)
_RECEIVED = (
    "We acknowledge receipt of your request, which is being dealt with under the Freedom of "
    "Information Act 2000. A response will be sent within 20 working days.",
)
_CLARIFY = (
    "Before we can deal with your request we need clarification. Please tell us whether you ask "
    "for the date on which offences were committed or the date on which they were recorded.",
    "Until we hear from you the request is on hold and the time for our response is stopped.",
)
_NOT_USED = (
    "The cyber flag was introduced on our recording system after the period you ask about and "
    "was not used in 2015/16. No figures are available for that year.",
)

FIRST_ROUND: Mapping[str, NoFigure] = {
    "E23000008": NoFigure(
        form="docx", sent=date(2016, 5, 4), sentences=_NOT_USED, outcome="flag not used"
    ),
    "E23000014": NoFigure(
        form="pdf", sent=date(2016, 5, 9), sentences=_COST, outcome="refused", section="12"
    ),
    "E23000026": NoFigure(
        form="eml", sent=date(2016, 4, 20), sentences=_CLARIFY, outcome="asks for clarification"
    ),
    "E23000030": NoFigure(
        form="eml", sent=date(2016, 4, 12), sentences=_RECEIVED, outcome="acknowledgement only"
    ),
    "E23000031": NoFigure(
        form="docx",
        sent=date(2016, 5, 10),
        sentences=_NEITHER,
        outcome="neither confirm nor deny",
        section="31(3)",
    ),
    "W15000004": NoFigure(
        form="html", sent=date(2016, 5, 6), sentences=_PERSONAL, outcome="refused", section="40(2)"
    ),
}
"""First round: one force that does not use the flag, five without an answer. The sixth, the
Metropolitan Police, sent nothing."""

SECOND_ROUND: Mapping[str, NoFigure] = {
    "E23000014": NoFigure(
        form="pdf", sent=date(2017, 5, 12), sentences=_COST, outcome="refused", section="12"
    ),
    "E23000012": NoFigure(
        form="eml", sent=date(2017, 4, 18), sentences=_RECEIVED, outcome="acknowledgement only"
    ),
    "E23000028": NoFigure(
        form="html", sent=date(2017, 5, 8), sentences=_COST, outcome="refused", section="12"
    ),
    "W15000002": NoFigure(
        form="txt", sent=date(2017, 5, 9), sentences=_PERSONAL, outcome="refused", section="40(2)"
    ),
}
"""Second round: four without an answer; the Metropolitan Police sent nothing again."""
