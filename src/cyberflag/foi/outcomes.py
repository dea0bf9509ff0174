"""What a reply did with each question, numbers apart.

Every sentence is asked what it does (:mod:`cyberflag.foi.claims`); what is said under one
question, or of the reply as a whole, is weighed together: a firm refusal outweighs a cost
estimate, a refusal beside figures is partial, an acknowledgement counts only where nothing
else is said.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cyberflag.foi.claims import (
    SCOTTISH_NOT_HELD,
    Claim,
    claims_in,
    neither_sections,
    reason_sections,
    refusing_sections,
    sections_in,
)
from cyberflag.foi.document import Document
from cyberflag.foi.model import Outcome, OutcomeKind
from cyberflag.foi.outcomewords import IN_FULL
from cyberflag.foi.statements import Statement, statements_of

_SCOTTISH = re.compile(r"\(scotland\) act|\bfoisa\b|police scotland|police service of scotland")
_FIGURE = re.compile(r"\d|\b(?:nil|none|zero)\b")
_WHOLE = None
_ALONE = (OutcomeKind.CLARIFICATION, OutcomeKind.ACKNOWLEDGEMENT)
"""Counted only where a reply does nothing else; the first outweighs the second."""


@dataclass(slots=True, kw_only=True)
class _Scope:
    """All that is said of one question, or of the whole reply."""

    question: str | None
    where: str
    claims: list[tuple[Claim, str]] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    figures: bool = False
    in_full: bool = False


def outcomes_of(document: Document, *, has_figures: bool) -> tuple[Outcome, ...]:
    """The outcomes of a reply: of the whole first, then of each question it numbers.

    ``has_figures`` says whether counts were found in it. A reply that gives figures and says
    nothing else is ``answered``; one that neither gives figures nor does anything has none.
    Where some questions are refused and others answered, the whole is ``partial`` too.
    """
    scopes: dict[str | None, _Scope] = {}
    scottish = False
    for statement in statements_of(document):
        scottish = scottish or bool(_SCOTTISH.search(statement.text))
        for question in statement.questions or (_WHOLE,):
            scope = scopes.setdefault(question, _Scope(question=question, where=statement.where))
            _take(scope, statement)
    whole = scopes.pop(_WHOLE, _Scope(question=None, where=""))
    of_questions = [
        outcome
        for scope in scopes.values()
        for outcome in _weigh(scope, scope.figures and has_figures, scottish)
    ]
    of_whole = [
        outcome
        for outcome in _weigh(whole, has_figures, scottish)
        if (outcome.outcome, outcome.section) not in {(o.outcome, o.section) for o in of_questions}
    ]
    if of_questions:
        answered = [
            Outcome(
                question=scope.question,
                outcome=OutcomeKind.ANSWERED,
                section=None,
                where=scope.where,
            )
            for scope in scopes.values()
            if has_figures
            and scope.figures
            and scope.question not in {o.question for o in of_questions}
        ]
        partial = _partly(of_questions, of_whole) if has_figures else []
        of_questions = sorted(
            of_questions + answered, key=lambda one: list(scopes).index(one.question)
        )
        return tuple(_alone(of_whole + partial + of_questions, has_figures))
    found = list(_alone(of_whole, has_figures))
    if not found and has_figures:
        where = whole.where or next((scope.where for scope in scopes.values()), "")
        return (Outcome(question=None, outcome=OutcomeKind.ANSWERED, section=None, where=where),)
    return tuple(found)


def _take(scope: _Scope, statement: Statement) -> None:
    text = statement.text
    for claim in claims_in(text, asks=statement.asks):
        if statement.in_table and not scope.question and len(text.split()) < 5:
            # "Not held" in a table of figures is that cell's mark, no word on the request.
            continue
        scope.claims.append((claim, statement.where))
    if not statement.asks:
        scope.sections += sections_in(text) or reason_sections(text)
        scope.in_full = scope.in_full or bool(IN_FULL.search(text))
        if not scope.figures and _FIGURE.search(text):
            scope.figures, scope.where = True, statement.where


def _weigh(scope: _Scope, figures: bool, scottish: bool) -> Iterator[Outcome]:
    by_kind: dict[OutcomeKind, list[tuple[Claim, str]]] = {}
    for claim, where in scope.claims:
        by_kind.setdefault(claim.kind, []).append((claim, where))
    firm = {kind for kind, said in by_kind.items() if any(not claim.weak for claim, _ in said)}
    kinds = list(by_kind)
    if OutcomeKind.FLAG_NOT_USED in firm and OutcomeKind.NOT_HELD in kinds:
        kinds.remove(OutcomeKind.NOT_HELD)
    for kind in kinds:
        said = by_kind[kind]
        if kind is OutcomeKind.REFUSED:
            yield from _refused(scope, by_kind, figures)
        elif kind is OutcomeKind.PARTIAL:
            if OutcomeKind.REFUSED not in by_kind and kind in firm:
                yield _outcome(scope, kind, None, said[0][1])
        elif kind is OutcomeKind.NEITHER_CONFIRM_NOR_DENY:
            sections = _named(said) or neither_sections(tuple(dict.fromkeys(scope.sections)))
            yield from (_outcome(scope, kind, one, said[0][1]) for one in sections or (None,))
        elif kind is OutcomeKind.NOT_HELD:
            yield _outcome(scope, kind, SCOTTISH_NOT_HELD if scottish else None, said[0][1])
        elif kind in firm:
            yield _outcome(scope, kind, None, said[0][1])


def _refused(
    scope: _Scope, by_kind: dict[OutcomeKind, list[tuple[Claim, str]]], figures: bool
) -> Iterator[Outcome]:
    said = by_kind[OutcomeKind.REFUSED]
    firm = [(claim, where) for claim, where in said if not claim.weak]
    sections = _named(firm) or refusing_sections(tuple(dict.fromkeys(scope.sections)))
    if not firm:
        sections = _named(said) or sections
        # "We are unable to provide …" refuses only with a reason the Act knows.
        if not sections:
            return
    goodwill = OutcomeKind.PARTIAL in by_kind
    partial = goodwill or (figures and scope.question is None and not scope.in_full)
    kind = OutcomeKind.PARTIAL if partial else OutcomeKind.REFUSED
    where = (firm or said)[0][1]
    yield from (_outcome(scope, kind, one, where) for one in sections or (None,))


def _named(said: Iterable[tuple[Claim, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(section for claim, _ in said for section in claim.sections))


def _outcome(scope: _Scope, kind: OutcomeKind, section: str | None, where: str) -> Outcome:
    return Outcome(question=scope.question, outcome=kind, section=section, where=where)


def _partly(of_questions: list[Outcome], of_whole: list[Outcome]) -> list[Outcome]:
    """Partial as a whole, once for each section under which a question was refused."""
    said = {one.section for one in of_whole if one.outcome is OutcomeKind.PARTIAL}
    refusals = (OutcomeKind.REFUSED, OutcomeKind.NEITHER_CONFIRM_NOR_DENY, OutcomeKind.PARTIAL)
    first = {
        one.section: one.where
        for one in reversed(of_questions)
        if one.outcome in refusals and one.section not in said
    }
    return [
        Outcome(question=None, outcome=OutcomeKind.PARTIAL, section=section, where=where)
        for section, where in reversed(first.items())
    ]


def _alone(outcomes: list[Outcome], has_figures: bool) -> list[Outcome]:
    """Without the acknowledgement, or the question back, of a reply that does more."""
    more = has_figures or any(one.outcome not in _ALONE for one in outcomes)
    for kind in _ALONE:
        if not more and any(one.outcome is kind for one in outcomes):
            return [one for one in outcomes if one.outcome is kind][:1]
    return [
        one
        for one in outcomes
        if one.outcome not in _ALONE
        or (one.outcome is OutcomeKind.CLARIFICATION and one.question is not None)
    ]
