"""Figures as JSON: every figure with both its ends, its forces and the addresses of its cells."""

from decimal import Decimal

from cyberflag.measures.model import (
    Account,
    AgeFigure,
    Bounds,
    Change,
    Figure,
    ForceFigure,
    PeriodFigures,
    Revisions,
    RoundFigures,
    Spread,
)

Json = dict[str, object]


def round_json(figures: RoundFigures) -> Json:
    """A round's figures; ``cells`` are addresses as in the table ``counts``."""
    return {
        "title": figures.title,
        "notice": figures.notice,
        "periods": [_period(one) for one in figures.periods],
        "change": _change(figures.change) if figures.change else None,
        "revisions": _revisions(figures.revisions) if figures.revisions else None,
        "account": _account(figures.account),
        "unused": [
            {"force_code": one.count.force_code, "cell": str(one.count.source), "why": one.reason}
            for one in figures.unused
        ],
    }


def _period(one: PeriodFigures) -> Json:
    return {
        "period": one.period.label,
        "period_start": one.period.start.isoformat(),
        "period_end": one.period.end.isoformat(),
        "offence": one.offence,
        "total": _figure(one.total),
        "per_day": _bounds(one.per_day),
        "coverage": {
            "asked": one.coverage.asked,
            "answered": one.coverage.answered,
            "without": {status: list(codes) for status, codes in one.coverage.without},
        },
        "commonest_age": _age(one.commonest_age),
        "under_10": _age(one.under_10),
        "ten_and_under": _age(one.ten_and_under),
        "youngest": {
            "age": one.youngest.age,
            "forces": list(one.youngest.forces),
            "cells": [str(part.source) for part in one.youngest.parts],
        },
        "by_offence": [{"offence": by.group, **_figure(by.figure)} for by in one.offences],
        "by_age": [_age(by) for by in one.ages],
        "by_force": [_force(force) for force in one.forces],
        "spread": _spread(one.spread) if one.spread else None,
        "left_out": [
            {"figure": left.figure, "force_code": left.force_code, "why": left.reason}
            for left in one.left_out
        ],
        "doubts": [
            {"figure": doubt.figure, "force_code": doubt.force_code, "why": doubt.note}
            for doubt in one.doubts
        ],
    }


def _figure(figure: Figure) -> Json:
    return {
        "low": figure.value.low,
        "high": figure.value.high,
        "forces": list(figure.forces),
        "cells": [str(part.source) for part in figure.parts],
    }


def _bounds(bounds: Bounds) -> Json:
    return {
        "low": _decimal(bounds.low),
        "high": None if bounds.high is None else _decimal(bounds.high),
    }


def _decimal(number: Decimal) -> float:
    return float(round(number, 4))


def _age(one: AgeFigure | None) -> Json | None:
    if one is None:
        return None
    return {"age_low": one.age.low, "age_high": one.age.high, **_figure(one.figure)}


def _force(force: ForceFigure) -> Json:
    return {
        "force_code": force.force_code,
        "status": force.status,
        "section": force.section,
        "caveats": list(force.caveats),
        "total": _figure(force.total) if force.total else None,
        "open_items": force.open_items,
    }


def _spread(spread: Spread) -> Json:
    return {
        "forces": spread.forces,
        "smallest": spread.smallest.force_code,
        "largest": spread.largest.force_code,
        "median": _decimal(spread.median),
        "with_100_or_more": spread.hundreds,
        "with_fewer_than_10": spread.under_ten,
    }


def _change(change: Change) -> Json:
    return {
        "from": change.earlier_period.label,
        "to": change.later_period.label,
        "earlier": _figure(change.earlier),
        "later": _figure(change.later),
        "percent": _bounds(change.percent) if change.percent else None,
        "only_earlier": list(change.only_earlier),
        "only_later": list(change.only_later),
    }


def _revisions(revisions: Revisions) -> Json:
    return {
        "period": revisions.period.label,
        "earlier_round": revisions.before_title,
        "before": _figure(revisions.before),
        "after": _figure(revisions.after),
        "forces": [
            {
                "force_code": one.force_code,
                "before": _figure(one.before) if one.before else None,
                "after": _figure(one.after) if one.after else None,
            }
            for one in revisions.forces
        ],
    }


def _account(account: Account) -> Json:
    return {
        "files": account.files,
        "files_read": account.files_read,
        "files_refused": [{"file": file, "why": why} for file, why in account.files_refused],
        "proposals": account.proposals,
        "added": account.added,
        "counts": account.counts,
        "rejected": account.rejected,
        "open_proposals": account.open_proposals,
        "open_items": account.open_items,
    }
