"""How the figures are made, and what was asked of whom."""

from cyberflag.foi.model import Round
from cyberflag.measures.model import Figure
from cyberflag.publish.cells import word_cell
from cyberflag.publish.model import Column, Page, Part, Row, Table
from cyberflag.publish.subject import is_flagged
from cyberflag.publish.words import in_list, plural


def method_page(round_: Round, total: Figure) -> Page:
    """``method.html``; what holds for every round is set in its template."""
    sent = f"{round_.sent.day} {round_.sent:%B %Y}"
    questions = Table(
        caption="The questions",
        columns=(Column(title="No."), Column(title="As sent")),
        rows=tuple(
            Row(head=word_cell(asked.number), cells=(word_cell(asked.text),))
            for asked in round_.questions
        ),
    )
    periods = in_list([str(period) for period in round_.periods])
    return Page(
        path="method.html",
        template="method.html",
        title="What is counted, and how",
        kicker=round_.title,
        lead=_counted(total),
        parts=(
            Part(
                anchor="what-was-asked",
                title="What was asked",
                paragraphs=(
                    f"One request, for {periods}, sent to "
                    f"{plural(len(round_.asked), 'force', 'forces')} on {sent}.",
                ),
                table=questions if round_.questions else None,
            ),
        ),
    )


def _counted(total: Figure) -> str:
    if is_flagged(total):
        return (
            "The figures here count recorded sexual offences against children that carry it, as "
            "each force gave them in its reply."
        )
    return (
        "The figures here count what was asked below, as each force gave it in its reply, whether "
        "an offence carries the flag or not."
    )
