"""Charts as inline SVG: Altair says what is drawn, vl-convert draws it, the page's CSS colours it.

Every chart is drawn twice, for a wide and for a narrow screen, so that its text stays
readable on a telephone. Colours and the typeface are CSS variables of the page, so one
drawing serves light, dark and print. A chart is one image to assistive technology: a name,
a description, nothing inside.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import altair as alt
import vl_convert as vlc

from cyberflag.core.counts import Interval

BAR, MARKED, RANGE, INK, QUIET, LINE = (
    f"var(--chart-{name})" for name in ("bar", "marked", "range", "ink", "quiet", "line")
)
WIDE, NARROW = 620, 340
"""Widths in px: a column of the page, and a telephone of 390 px less its margins."""

LONGEST_OVER_COLUMN = 5
"""How many characters stand over a column; longer ranges are read from the table beside."""

SVG = "{http://www.w3.org/2000/svg}"
ElementTree.register_namespace("", SVG.strip("{}"))

UNUSED = ("class", "font-family", "pointer-events", "role")
"""Attributes the page's stylesheet or the image's own description replaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its label, its number, the words at its end, and whether the title speaks of it."""

    label: str
    value: Interval
    words: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One force on a row of dots; only a row's last dot has room for a label."""

    row: str
    value: int
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawn chart: the text alternative, and one SVG per screen."""

    name: str
    title: str
    alternative: str
    wide: str
    narrow: str


def bar_chart(name: str, title: str, alternative: str, bars: Sequence[Bar]) -> Chart:
    """Lying bars, longest as given first; a paler piece runs from the low to the high end."""
    return drawn(name, title, alternative, lambda width: _bars(bars, width))


def column_chart(name: str, title: str, alternative: str, bars: Sequence[Bar]) -> Chart:
    """Standing columns in the order given: for ages."""
    return drawn(name, title, alternative, lambda width: _columns(bars, width))


def dot_chart(name: str, title: str, alternative: str, dots: Sequence[Dot]) -> Chart:
    """One row of dots per group, rows in the order given."""
    return drawn(name, title, alternative, lambda width: _dots(dots, width))


# Any in this module: Altair publishes no types for its charts.
def drawn(name: str, title: str, alternative: str, draw: Any) -> Chart:
    """The chart that ``draw`` makes for a width in px, at both widths."""
    return Chart(
        name=name,
        title=title,
        alternative=alternative,
        wide=_svg(draw(WIDE), f"{name}-wide", title, alternative),
        narrow=_svg(draw(NARROW), f"{name}-narrow", title, alternative),
    )


def _bars(bars: Sequence[Bar], width: int) -> Any:
    rows = [_bar_row(bar) for bar in bars]
    narrow = width < WIDE
    step = 44 if narrow else 30
    # The words stand beyond the bar: leave them room on the scale.
    most = _most(bar.value for bar in bars)
    room = 1.42 if narrow else 1.22
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y(
            "label:N",
            sort=None,
            title=None,
            scale=alt.Scale(paddingInner=0, paddingOuter=0),
            axis=None if narrow else _label_axis(),
        )
    )
    scale = alt.Scale(domain=[0, most * room], nice=False)
    shift = 9 if narrow else 0
    thick = 16 if narrow else 18
    layers = [
        base.mark_bar(color=RANGE, size=thick, yOffset=shift).encode(
            x=alt.X("low:Q", axis=None, scale=scale), x2="high:Q"
        ),
        base.mark_bar(size=thick, yOffset=shift).encode(
            x=alt.X("low:Q", axis=None, scale=scale), color=_colour()
        ),
        base.mark_text(align="left", dx=6, dy=shift, color=INK, fontSize=13).encode(
            x=alt.X("high:Q", axis=None, scale=scale), text="words:N"
        ),
    ]
    if narrow:
        layers.append(
            base.mark_text(align="left", dy=-9, color=INK, fontSize=13).encode(
                x=alt.value(0), text="label:N"
            )
        )
    return finished(alt.layer(*layers), width, step * len(rows))


def _columns(bars: Sequence[Bar], width: int) -> Any:
    rows = [_bar_row(bar) for bar in bars]
    narrow = width < WIDE
    most = _most(bar.value for bar in bars)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "label:N",
            sort=[bar.label for bar in bars],
            title=None,
            scale=alt.Scale(paddingInner=0.18, paddingOuter=0),
            axis=alt.Axis(
                labelAngle=0,
                labelColor=INK,
                labelFontSize=11 if narrow else 13,
                labelOverlap=False,
                ticks=False,
                domainColor=LINE,
                labelPadding=6,
            ),
        )
    )
    scale = alt.Scale(domain=[0, most * 1.06], nice=False)
    axis = alt.Axis(
        title=None,
        tickCount=4,
        labelColor=QUIET,
        labelFontSize=11 if narrow else 12,
        gridColor=LINE,
        domain=False,
        ticks=False,
        format=",d",
    )
    low = alt.Y("low:Q", axis=axis, scale=scale)
    words = base.mark_text(baseline="bottom", dy=-3, color=INK, fontSize=12)
    fits = f"length(datum.words) <= {LONGEST_OVER_COLUMN}"
    layers = [
        base.mark_bar(color=RANGE).encode(y=low, y2="high:Q"),
        base.mark_bar().encode(y=low, color=_colour()),
        # A column has no room for long words, a narrow one for none but the marked one's.
        words.transform_filter("datum.marked" if narrow else fits).encode(
            y=alt.Y("high:Q", scale=scale), text="words:N"
        ),
    ]
    return finished(alt.layer(*layers), width, 210 if narrow else 260)


def _dots(dots: Sequence[Dot], width: int) -> Any:
    rows = [{"row": dot.row, "value": dot.value, "label": dot.label} for dot in dots]
    narrow = width < WIDE
    order = list(dict.fromkeys(dot.row for dot in dots))
    most = max([1, *(dot.value for dot in dots)])
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y(
            "row:N",
            sort=order,
            title=None,
            scale=alt.Scale(type="band", paddingInner=0, paddingOuter=0),
            axis=None if narrow else _label_axis(),
        ),
        x=alt.X(
            "value:Q",
            # The label stands right of the row's last dot: leave it room.
            scale=alt.Scale(domain=[0, most * (1.62 if narrow else 1.38)], nice=False),
            axis=alt.Axis(
                title=None,
                tickCount=4 if narrow else 6,
                orient="top",
                labelColor=QUIET,
                labelFontSize=12,
                gridColor=LINE,
                domain=False,
                ticks=False,
                format=",d",
            ),
        ),
    )
    shift = 8 if narrow else 0
    layers = [
        base.mark_circle(
            size=90, color=BAR, opacity=0.75, stroke="var(--paper)", strokeWidth=1, yOffset=shift
        ),
        base.transform_filter("datum.label != ''")
        .mark_text(align="left", dx=9, dy=shift, color=INK, fontSize=12)
        .encode(text="label:N"),
    ]
    if narrow:
        layers.append(
            alt.Chart(alt.InlineData(values=[{"row": row} for row in order]))
            .mark_text(align="left", dy=-10, color=INK, fontSize=12)
            .encode(y=alt.Y("row:N", sort=order), x=alt.value(0), text="row:N")
        )
    return finished(alt.layer(*layers), width, (42 if narrow else 32) * len(order))


def _bar_row(bar: Bar) -> dict[str, str | int | bool]:
    return {
        "label": bar.label,
        "low": bar.value.low,
        "high": _high(bar.value),
        "words": bar.words,
        "marked": bar.marked,
    }


def _high(value: Interval) -> int:
    """The end of the drawn range; where no upper end is known nothing is drawn beyond the low."""
    return value.low if value.high is None else value.high


def _most(values: Iterable[Interval]) -> int:
    return max([1, *(_high(value) for value in values)])


def _label_axis() -> Any:
    return alt.Axis(
        labelColor=INK,
        labelFontSize=13,
        labelLimit=220,
        labelPadding=10,
        ticks=False,
        domainColor=LINE,
    )


def _colour() -> Any:
    return alt.condition("datum.marked", alt.value(MARKED), alt.value(BAR))


def finished(layered: Any, width: int, height: int) -> Any:
    """The layers as one picture of this size, with the page's typeface and no ground."""
    return (
        layered.properties(
            width=width,
            height=height,
            background="transparent",
            padding=0,
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        )
        .configure(font="Arial, sans-serif")
        .configure_view(stroke=None)
    )


def _svg(drawing: Any, name: str, title: str, alternative: str) -> str:
    """The drawing as one inline image: named, described, with ids of its own."""
    # What vl-convert wrote just now, not a file of unknown origin.
    root = ElementTree.fromstring(vlc.vegalite_to_svg(drawing.to_dict()))
    for element in root.iter():
        _strip(element)
        for empty in [child for child in element if _draws_nothing(child, element)]:
            element.remove(empty)
        for attribute, value in element.attrib.items():
            if attribute == "id":
                element.set(attribute, f"{name}-{value}")
            elif value.startswith("url(#"):
                element.set(attribute, value.replace("url(#", f"url(#{name}-"))
    del root.attrib["version"]
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-text")
    for place, (tag, key, text) in enumerate(
        (("title", "title", title), ("desc", "text", alternative))
    ):
        child = ElementTree.Element(f"{SVG}{tag}", {"id": f"{name}-{key}"})
        child.text = text
        root.insert(place, child)
    return ElementTree.tostring(root, encoding="unicode")


def _strip(element: ElementTree.Element) -> None:
    for attribute in list(element.attrib):
        if attribute in UNUSED or attribute.startswith("aria-"):
            del element.attrib[attribute]
    if element.get("opacity") == "1":
        del element.attrib["opacity"]


def _draws_nothing(child: ElementTree.Element, parent: ElementTree.Element) -> bool:
    return (
        child.tag == f"{SVG}path"
        and parent.tag != f"{SVG}clipPath"
        and not {"fill", "stroke"} & set(child.attrib)
    )
