"""The funnel as a picture: each force's share flagged by its size, with the limits around."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from cyberflag.publish.charts import (
    BAR,
    INK,
    LINE,
    MARKED,
    QUIET,
    RANGE,
    WIDE,
    Chart,
    drawn,
    finished,
)
from cyberflag.records.funnel import LIMIT_95, LIMIT_998

STEPS = 60
"""Points of each limit's curve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelDot:
    """One force: its weight (offences of the national mix with its variance), its share with
    its own mix allowed for, and its name where it stands out."""

    weight: float
    share: float
    label: str = ""
    marked: bool = False


def funnel_chart(
    title: str, alternative: str, dots: Sequence[FunnelDot], centre: float, between: float
) -> Chart:
    """Dots around the national share ``centre``; limits widen to the left of small forces.

    ``between`` is the variance between forces, which the limits allow for.
    """
    most = max(dot.weight for dot in dots)
    limits = [
        {"weight": weight, "share": _bounded(centre + side * z * deviation), "limit": f"{z}{side}"}
        for weight in (most * 1.05 * (step / STEPS) ** 2 for step in range(1, STEPS + 1))
        for deviation in (math.sqrt(centre * (1 - centre) / weight + between),)
        for z in (LIMIT_95, LIMIT_998)
        for side in (1, -1)
    ]
    rows = [
        {"weight": dot.weight, "share": dot.share, "label": dot.label, "marked": dot.marked}
        for dot in dots
    ]
    return drawn(
        "funnel", title, alternative, lambda width: _funnel(rows, limits, centre, most, width)
    )


def _bounded(share: float) -> float:
    return min(1.0, max(0.0, share))


# Any in this module: Altair publishes no types for its charts.
def _funnel(rows: Any, limits: Any, centre: float, most: float, width: int) -> Any:
    top = min(1.0, max(row["share"] for row in rows) * 1.15 + 0.05)
    # Room on the right for the name of the largest force.
    across = alt.Scale(domain=[0, most * 1.25], type="sqrt", nice=False)
    x = alt.X("weight:Q", scale=across, axis=_axis(",d"), title="Offences, at the national mix")
    up = alt.Scale(domain=[-0.04 * top, top], clamp=True)
    y = alt.Y("share:Q", scale=up, axis=_axis("%"), title="Flagged")
    lines = alt.Chart(alt.InlineData(values=limits)).mark_line(color=RANGE, strokeWidth=1.5)
    middle = alt.Chart(alt.InlineData(values=[{"share": centre}]))
    points = alt.Chart(alt.InlineData(values=rows))
    layers = [
        lines.encode(x=x, y=y, detail="limit:N"),
        middle.mark_rule(color=QUIET, strokeDash=[4, 3]).encode(y=y),
        points.mark_circle(size=70, stroke="var(--paper)", strokeWidth=1).encode(
            x=x,
            y=y,
            color=alt.condition("datum.marked", alt.value(MARKED), alt.value(BAR)),
        ),
        points.transform_filter("datum.label != ''")
        .mark_text(align="left", dx=8, color=INK, fontSize=12)
        .encode(x=x, y=y, text="label:N"),
    ]
    return finished(alt.layer(*layers), width, 300 if width < WIDE else 360)


def _axis(form: str) -> Any:
    return alt.Axis(
        format=form,
        labelColor=QUIET,
        labelFontSize=12,
        titleColor=INK,
        titleFontSize=12,
        titleFontWeight="normal",
        gridColor=LINE,
        domain=False,
        ticks=False,
        tickCount=5,
    )
