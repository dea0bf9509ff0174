"""How an audit is shown: a design, and what a coded sample says, for a person or a machine."""

from collections.abc import Iterable, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from cyberflag.cli.show import console
from cyberflag.flagging.agreement import Agreement
from cyberflag.flagging.estimate import AuditEstimate, RateEstimate, StratumEstimate
from cyberflag.flagging.interval import Bounds
from cyberflag.flagging.sample import Design, rate_named
from cyberflag.flagging.settle import Settled
from cyberflag.flagging.sheets import Sheet

TOO_FEW = "too few to say"
MOST_REFUSED = 20
"""More refused lines than these are counted only; --json gives them all."""


def percent(value: float) -> str:
    """A share in per cent with one digit, two more below one per cent."""
    return f"{100 * value:.1f}%" if value >= 0.01 or not value else f"{100 * value:.3f}%"


def _between(bounds: Bounds | None) -> str:
    return f"{percent(bounds.low)} to {percent(bounds.high)}" if bounds else ""


def _table(title: str, heads: Iterable[str], left: int) -> Table:
    table = Table(title=title, title_justify="left")
    for number, head in enumerate(heads):
        table.add_column(head, justify="left" if number < left else "right", overflow="fold")
    return table


def show_design(design: Design) -> None:
    """Strata with their samples, and the widths to expect."""
    table = _table(
        f"{design.size:,} of {design.records:,} records",
        (
            "",
            "decision",
            "recorded flag",
            "offence group",
            "records",
            "read",
            "read twice",
            "one in",
        ),
        4,
    )
    for s in design.strata:
        table.add_row(
            s.id,
            s.decision,
            s.recorded,
            s.group,
            *(f"{number:,}" for number in (s.records, s.sampled, s.double)),
            f"{s.records / s.sampled:,.1f}",
        )
    console.print(table)
    if design.superseded:
        console.print(f"{design.superseded:,} earlier versions of these records are left out.")
    expected = _table(
        f"Half widths to expect at {percent(design.confidence)}, under what is assumed",
        ("of", "rate", "plus or minus"),
        2,
    )
    for (split, name), width in design.widths.items():
        expected.add_row(split, name, percent(width))
    console.print(expected)


def show_estimate(
    design: Design, settled: Settled, found: AuditEstimate, agreed: Sequence[Agreement]
) -> None:
    """The account of the sheets, agreement, rates, strata, groups and forces."""
    for sheet in settled.sheets:
        _show_sheet(sheet)
    if settled.uncoded:
        console.print(f"{settled.uncoded:,} of {design.size:,} drawn records are not coded.")
    unsaid = sum(stratum.unsaid for stratum in found.strata)
    if unsaid:
        console.print(f"{unsaid:,} records cannot be told; they count as not sampled.")
    for one in agreed:
        console.print(_agreement_text(one))
    console.print(
        _rates_table(f"How often right, {percent(found.confidence)} intervals", found.rates)
    )
    console.print(_strata_table(found.strata))
    for title, parts in (("By offence group", found.by_group), ("By force", found.by_force)):
        if len(parts) > 1:
            _show_parts(title, parts)


def _show_sheet(sheet: Sheet) -> None:
    console.print(
        f"{sheet.name}: {sheet.lines:,} lines in = {len(sheet.codes):,} used + "
        f"{len(sheet.refused):,} refused"
    )
    for line in sheet.refused[:MOST_REFUSED]:
        console.print(f"  [yellow]line {line.line}[/]: {line.fault}. {line.remedy}")
    if len(sheet.refused) > MOST_REFUSED:
        console.print(f"  … and {len(sheet.refused) - MOST_REFUSED:,} more lines")


def _agreement_text(agreed: Agreement) -> str:
    if agreed.value is None or agreed.bounds is None:
        return f"{agreed.name}: not defined for {agreed.records:,} records read twice."
    return (
        f"{agreed.name}: {agreed.value:.3f} ({agreed.bounds.low:.3f} to "
        f"{agreed.bounds.high:.3f}), {agreed.records:,} records read twice"
    )


def _rates_table(title: str, rates: Iterable[RateEstimate]) -> Table:
    table = _table(
        title, ("of", "rate", "estimate", "interval", "standard error", "bootstrap", "read"), 2
    )
    for one in rates:
        if one.value is None or one.error is None:
            shown: list[Text | str] = [Text(TOO_FEW, style="dim"), "", "", ""]
        else:
            shown = [
                Text(percent(one.value), style="bold"),
                _between(one.bounds),
                f"{100 * one.error:.2f}",
                _between(one.bootstrap),
            ]
        table.add_row(one.rate.split.value, one.rate.name, *shown, f"{one.sampled:,}")
    return table


def _strata_table(strata: Iterable[StratumEstimate]) -> Table:
    table = _table(
        "Online, by stratum (Clopper-Pearson)",
        ("", "decision", "recorded flag", "offence group", "records", "read", "online", "interval"),
        4,
    )
    for one in strata:
        s = one.stratum
        table.add_row(
            s.id,
            s.decision,
            s.recorded,
            s.group,
            f"{s.records:,}",
            f"{one.read:,}",
            f"{one.online:,}",
            _between(one.bounds),
        )
    return table


def _show_parts(title: str, parts: Mapping[str, Sequence[RateEstimate]]) -> None:
    """A row for each part of which something can be said, and the names of the others."""
    said = {name: ones for name, ones in parts.items() if any(r.value is not None for r in ones)}
    if said:
        rates = [one.rate for one in next(iter(said.values()))]
        heads = ("", *(f"{rate.split.value}: {rate.name}" for rate in rates))
        table = _table(title, heads, 1)
        for name, ones in said.items():
            table.add_row(
                name or "not said",
                *(
                    Text(TOO_FEW, style="dim")
                    if one.value is None
                    else f"{percent(one.value)}\n{_between(one.bounds)}"
                    for one in ones
                ),
            )
        console.print(table)
    if unsaid := [name or "not said" for name in parts if name not in said]:
        console.print(f"{title}, too few to say: {', '.join(unsaid)}.", soft_wrap=True)


def design_json(design: Design) -> dict[str, object]:
    """A design as one JSON object."""
    return {
        "records": design.records,
        "superseded": design.superseded,
        "size": design.size,
        "seed": design.seed,
        "confidence": design.confidence,
        "strata": [
            {
                "id": s.id,
                "decision": s.decision,
                "recorded": s.recorded,
                "group": s.group,
                "records": s.records,
                "sampled": s.sampled,
                "double": s.double,
                "probability": s.probability,
            }
            for s in design.strata
        ],
        "expected": [
            {"of": split, "rate": name, "says": rate_named(split, name).says, "half_width": width}
            for (split, name), width in design.widths.items()
        ],
    }


def estimate_json(
    design: Design, settled: Settled, found: AuditEstimate, agreed: Sequence[Agreement]
) -> dict[str, object]:
    """What a coded sample says, as one JSON object."""
    return {
        "records": design.records,
        "drawn": design.size,
        "not_coded": settled.uncoded,
        "adjudicated": settled.adjudicated,
        "confidence": found.confidence,
        "sheets": [_sheet_json(sheet) for sheet in settled.sheets],
        "agreement": [
            {
                "name": one.name,
                "records": one.records,
                "value": one.value,
                "interval": _ends(one.bounds),
            }
            for one in agreed
        ],
        "rates": [_rate_json(one) for one in found.rates],
        "strata": [
            {
                "id": one.stratum.id,
                "records": one.stratum.records,
                "read": one.read,
                "online": one.online,
                "cannot_say": one.unsaid,
                "interval": _ends(one.bounds),
            }
            for one in found.strata
        ],
        "by_group": {name: [_rate_json(r) for r in ones] for name, ones in found.by_group.items()},
        "by_force": {name: [_rate_json(r) for r in ones] for name, ones in found.by_force.items()},
    }


def _sheet_json(sheet: Sheet) -> dict[str, object]:
    return {
        "sheet": sheet.name,
        "lines": sheet.lines,
        "used": len(sheet.codes),
        "refused": [
            {"line": line.line, "fault": line.fault, "remedy": line.remedy}
            for line in sheet.refused
        ],
    }


def _rate_json(one: RateEstimate) -> dict[str, object]:
    return {
        "of": one.rate.split.value,
        "rate": one.rate.name,
        "read": one.sampled,
        "estimate": one.value,
        "standard_error": one.error,
        "interval": _ends(one.bounds),
        "bootstrap": _ends(one.bootstrap),
    }


def _ends(bounds: Bounds | None) -> list[float] | None:
    return [bounds.low, bounds.high] if bounds else None
