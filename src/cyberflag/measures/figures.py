"""From confirmed answers to the figures of a round: choose, compute in SQL, follow to cells."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cyberflag.core.counts import REPORTED, WITH_NUMBER, Count, Interval, Missing, Online
from cyberflag.core.offences import ALL_OFFENCES, GROUPS
from cyberflag.engine.duck import open_engine
from cyberflag.foi.model import ForceAnswer, Round
from cyberflag.harmonise.choose import ANY_UNIT
from cyberflag.harmonise.reasons import unused
from cyberflag.measures.definitions import MEASURES, Breakdown
from cyberflag.measures.model import (
    Account,
    AgeFigure,
    Change,
    Coverage,
    Doubt,
    Figure,
    ForceFigure,
    LeftOut,
    OffenceFigure,
    PeriodFigures,
    Revision,
    Revisions,
    RoundFigures,
    Spread,
    Youngest,
)
from cyberflag.measures.rates import mean, per_day, percent_change
from cyberflag.measures.sql import sql_of
from cyberflag.measures.terms import (
    TEN_AND_UNDER,
    UNDER_10,
    YEARS,
    Chosen,
    Subject,
    answers_table,
    choose_all,
    terms_table,
)

ANSWERED = frozenset({REPORTED, Missing.SUPPRESSED, Missing.NOT_HELD, Missing.FLAG_NOT_USED})
"""Statuses of a force that answered: to hold none, or not to use the flag, is an answer."""

NO_FIGURE = Figure(value=Interval(0, None), parts=(), forces=())
"""A total to which no force gave a number: nothing is known of it."""


def figures_of(
    round_: Round,
    answers: Sequence[ForceAnswer],
    account: Account,
    *,
    against: RoundFigures | None = None,
) -> RoundFigures:
    """Every figure of a round.

    Parameters
    ----------
    round_
        What was asked of whom; its ``flag`` says which counts make the figures.
    answers
        One per force and period, as confirmed (``Settled.answers``).
    account
        What became of the files and proposals.
    against
        An earlier round's figures: its own period is then compared with what this round says.
    """
    counts = tuple(dict.fromkeys(count for answer in answers for count in answer.counts))
    by_force: dict[str, list[Count]] = {answer.force_code: [] for answer in answers}
    for count in counts:
        by_force[count.force_code].append(count)
    subjects = _subjects(round_, answers)
    chosen = choose_all(subjects, by_force, round_.flag)
    worked = _Worked(chosen, _compute(subjects, chosen))
    periods = tuple(worked.period_figures(subject) for subject in subjects)
    used = {count for one in chosen for term in one.choice.terms for count in term.counts}
    return RoundFigures(
        title=round_.title,
        notice=round_.notice,
        periods=periods,
        change=worked.change(periods) if round_.flag is Online.ONLINE else None,
        revisions=None if against is None else _revisions(periods, against),
        account=account,
        counts=counts,
        unused=unused(
            counts,
            used,
            periods={subject.period for subject in subjects},
            flag=round_.flag,
            units=ANY_UNIT,
        ),
    )


def _subjects(round_: Round, answers: Sequence[ForceAnswer]) -> tuple[Subject, ...]:
    if round_.flag is Online.ONLINE:
        return tuple(
            Subject(
                offence=ALL_OFFENCES,
                period=period,
                place=place,
                answers=tuple(answer for answer in answers if answer.period == period),
            )
            for place, period in enumerate(round_.periods)
        )
    further = {answer.period for answer in answers} - set(round_.periods)
    periods = (*round_.periods, *sorted(further, reverse=True))
    asked_of: dict[str, set[str]] = defaultdict(set)
    for answer in answers:
        for count in answer.counts:
            asked_of[count.offence].add(answer.force_code)
    subjects = (
        Subject(
            offence=offence,
            period=period,
            place=place,
            answers=tuple(
                answer
                for answer in answers
                if answer.period == period and answer.force_code in asked_of[offence]
            ),
        )
        for offence in sorted(asked_of)
        for place, period in enumerate(periods)
    )
    return tuple(subject for subject in subjects if subject.answers)


Row = Mapping[str, Any]  # Any: a cell of a query's result is text, a whole number or None


def _compute(subjects: Sequence[Subject], chosen: Sequence[Chosen]) -> dict[str, list[Row]]:
    """The rows of every measure, by its name."""
    with open_engine() as engine:
        engine.register("terms", terms_table(chosen))
        engine.register("answers", answers_table(subjects))
        return {
            name: engine.query(sql_of(measure)).to_pylist() for name, measure in MEASURES.items()
        }


@dataclass(frozen=True, slots=True)
class _Worked:
    """What was chosen, and what the queries made of it."""

    chosen: Sequence[Chosen]
    rows: Mapping[str, Sequence[Row]]

    def period_figures(self, subject: Subject) -> PeriodFigures:
        total = self._figure("total", subject) or NO_FIGURE
        forces = tuple(self._force(subject, answer) for answer in subject.answers)
        ages = [
            AgeFigure(age=year, figure=figure)
            for year in YEARS
            if (figure := self._figure("by age", subject, age=year.single_year)) and figure.parts
        ]
        commonest = {row["age"] for row in self._rows("commonest age", subject)}
        under_10 = self._figure("under 10", subject)
        ten_and_under = self._figure("10 and under", subject)
        return PeriodFigures(
            period=subject.period,
            offence=subject.offence,
            total=total,
            per_day=per_day(total.value, subject.period),
            offences=tuple(
                OffenceFigure(group=group, figure=figure)
                for group in GROUPS
                if (figure := self._figure("by offence", subject, offence=group)) and figure.parts
            ),
            ages=tuple(ages),
            commonest_age=next((one for one in ages if one.age.single_year in commonest), None),
            under_10=AgeFigure(age=UNDER_10, figure=under_10) if under_10 else None,
            ten_and_under=AgeFigure(age=TEN_AND_UNDER, figure=ten_and_under)
            if ten_and_under
            else None,
            youngest=self._youngest(subject),
            forces=forces,
            spread=self._spread(subject, forces),
            coverage=self._coverage(subject),
            left_out=self._left_out(subject),
            doubts=tuple(
                Doubt(figure=_label(one), force_code=one.choice.force_code, note=one.choice.note)
                for one in self.chosen
                if one.subject is subject and one.choice.note
            ),
        )

    def change(self, periods: Sequence[PeriodFigures]) -> Change | None:
        """From the second period to the first, on the forces that gave both."""
        if not self.rows["change"]:
            return None
        (row,) = self.rows["change"]
        later, earlier = periods[0], periods[1]
        both = [code for code in later.total.forces if code in earlier.total.forces]
        before = Interval(row["earlier_low"], row["earlier_high"])
        after = Interval(row["later_low"], row["later_high"])
        return Change(
            earlier_period=earlier.period,
            later_period=later.period,
            earlier=_among(earlier.total, both, before),
            later=_among(later.total, both, after),
            percent=percent_change(before, after),
            only_earlier=tuple(c for c in earlier.total.forces if c not in both),
            only_later=tuple(c for c in later.total.forces if c not in both),
        )

    def _rows(self, name: str, subject: Subject, **by: object) -> list[Row]:
        wanted = {"subject": subject.offence, "place": subject.place} | by
        return [
            row
            for row in self.rows[name]
            if all(row[key] == value for key, value in wanted.items())
        ]

    def _figure(self, name: str, subject: Subject, **by: object) -> Figure | None:
        rows = self._rows(name, subject, **by)
        if not rows:
            return None
        given = [
            one.choice
            for one in self.chosen
            if one.subject is subject
            and one.breakdown is MEASURES[name].breakdown
            and one.choice.terms
            and all(_keys(one)[key] == value for key, value in by.items())
        ]
        return Figure(
            value=Interval(rows[0]["low"], rows[0]["high"]),
            parts=tuple(
                count for choice in given for term in choice.terms for count in term.counts
            ),
            forces=tuple(choice.force_code for choice in given),
        )

    def _force(self, subject: Subject, answer: ForceAnswer) -> ForceFigure:
        return ForceFigure(
            force_code=answer.force_code,
            status=str(answer.status),
            section=answer.section,
            caveats=answer.caveats,
            total=self._figure("force total", subject, force_code=answer.force_code),
            open_items=answer.open_items,
        )

    def _youngest(self, subject: Subject) -> Youngest:
        rows = self._rows("youngest", subject)
        if not rows:
            return Youngest(age=None, forces=(), parts=())
        age = rows[0]["age"]
        certain = [
            one.choice
            for one in self.chosen
            if one.subject is subject
            and one.breakdown is Breakdown.AGE
            and one.choice.cell.age.single_year == age
            and one.choice.value is not None
            and one.choice.value.low > 0
        ]
        return Youngest(
            age=age,
            forces=tuple(choice.force_code for choice in certain),
            parts=tuple(c for choice in certain for term in choice.terms for c in term.counts),
        )

    def _spread(self, subject: Subject, forces: Sequence[ForceFigure]) -> Spread | None:
        by_code = {force.force_code: force for force in forces}
        smallest = self._rows("smallest force", subject)
        if not smallest:
            return None
        (largest,) = self._rows("largest force", subject)
        (hundreds,) = self._rows("forces with 100 or more", subject)
        (under_ten,) = self._rows("forces with fewer than 10", subject)
        return Spread(
            forces=sum(force.total is not None for force in forces),
            smallest=by_code[smallest[0]["force_code"]],
            largest=by_code[largest["force_code"]],
            median=mean([row["low"] for row in self._rows("median force", subject)]),
            hundreds=hundreds["forces"],
            under_ten=under_ten["forces"],
        )

    def _coverage(self, subject: Subject) -> Coverage:
        number = {row["status"]: row["forces"] for row in self._rows("coverage", subject)}
        codes: dict[str, list[str]] = defaultdict(list)
        for answer in subject.answers:
            codes[str(answer.status)].append(answer.force_code)
        return Coverage(
            asked=sum(number.values()),
            answered=sum(n for status, n in number.items() if status in ANSWERED),
            without=tuple(
                (str(status), tuple(codes[status])) for status in Missing if codes.get(status)
            ),
        )

    def _left_out(self, subject: Subject) -> tuple[LeftOut, ...]:
        gave = {a.force_code for a in subject.answers if a.status in WITH_NUMBER}
        return tuple(
            LeftOut(figure=_label(one), force_code=one.choice.force_code, reason=one.choice.reason)
            for one in self.chosen
            if one.subject is subject and one.choice.reason and one.choice.force_code in gave
        )


def _keys(one: Chosen) -> Mapping[str, object]:
    cell = one.choice.cell
    return {
        "offence": cell.offence,
        "age": cell.age.single_year,
        "force_code": one.choice.force_code,
    }


def _label(one: Chosen) -> str:
    """What a cell counts, in words: ``total``, ``rape``, ``age 13``, ``under 10``."""
    cell = one.choice.cell
    return {
        Breakdown.WHOLE: "total",
        Breakdown.OFFENCE: cell.offence,
        Breakdown.AGE: f"age {cell.age}",
        Breakdown.UNDER_10: "under 10",
        Breakdown.TEN_AND_UNDER: "10 and under",
    }[one.breakdown]


def _among(figure: Figure, forces: Iterable[str], value: Interval) -> Figure:
    """The figure over some of its forces only."""
    kept = tuple(forces)
    return Figure(
        value=value, parts=tuple(c for c in figure.parts if c.force_code in kept), forces=kept
    )


def _revisions(periods: Sequence[PeriodFigures], against: RoundFigures) -> Revisions | None:
    """The earlier round's own period, as it gave it and as this round does."""
    before = against.periods[0] if against.periods else None
    after = next(
        (
            one
            for one in periods
            if before and (one.period, one.offence) == (before.period, before.offence)
        ),
        None,
    )
    if before is None or after is None:
        return None
    was = {force.force_code: force.total for force in before.forces}
    now = {force.force_code: force.total for force in after.forces}
    return Revisions(
        period=after.period,
        before_title=against.title,
        before=before.total,
        after=after.total,
        forces=tuple(
            Revision(force_code=code, before=was.get(code), after=now.get(code))
            for code in dict.fromkeys((*was, *now))
            if _value(was.get(code)) != _value(now.get(code))
        ),
    )


def _value(figure: Figure | None) -> Interval | None:
    return figure.value if figure else None
