"""Figures in the terminal: the headline, who answered, breakdowns, change, the account."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from cyberflag.cli.show import console
from cyberflag.core.counts import REPORTED, Interval
from cyberflag.core.forces import FORCES
from cyberflag.core.offences import ALL_OFFENCES, OFFENCES
from cyberflag.measures.model import (
    Account,
    Bounds,
    Change,
    Figure,
    ForceFigure,
    PeriodFigures,
    Revisions,
    RoundFigures,
)

BAR = 24
"""The widest bar, in characters."""


def show_round(figures: RoundFigures) -> None:
    """The whole round, headline first, account last."""
    console.print(f"\n[bold]{escape(figures.title)}[/]")
    if figures.notice:
        console.print(f"[dim]{escape(figures.notice)}[/]")
    if all(one.offence != ALL_OFFENCES for one in figures.periods):
        _show_codes(figures.periods)
    else:
        own, *others = figures.periods
        _show_period(own)
        for other in others:
            _headline(other)
    if figures.change:
        _show_change(figures.change, figures.revisions)
    if figures.revisions:
        _show_revisions(figures.revisions, figures.periods[0])
    _show_account(figures.account)


# --- one period -------------------------------------------------------------------------


def _show_period(one: PeriodFigures) -> None:
    _headline(one)
    _show_keys(one)
    _show_breakdown(
        f"By offence: {_of_forces(one, [by.figure for by in one.offences])}",
        [(by.group, by.figure) for by in one.offences],
    )
    _show_breakdown(
        f"By victim's age: {_of_forces(one, [by.figure for by in one.ages])}",
        [(str(by.age), by.figure) for by in one.ages],
    )
    _show_forces(one)
    _show_spread(one)
    for doubt in one.doubts:
        console.print(f"[yellow]Doubt:[/] {_name(doubt.force_code)}, {doubt.figure}: {doubt.note}")


def _headline(one: PeriodFigures) -> None:
    coverage = one.coverage
    console.print()
    if not one.total.forces:
        console.print(f"[bold]{one.period.label}[/]: no figure is confirmed yet")
    else:
        console.print(
            f"[bold]{one.period.label}[/]: [bold cyan]{one.total.value} offences[/], "
            f"[bold cyan]{_rate(one.per_day)} a day[/]"
        )
    console.print(
        f"{coverage.answered} of {coverage.asked} forces answered, "
        f"{len(one.total.forces)} of them with a number."
    )
    sections = {force.force_code: force.section for force in one.forces}
    for status, codes in coverage.without:
        named = (
            _name(code) + (f" (section {sections[code]})" if sections[code] else "")
            for code in codes
        )
        console.print(f"  [yellow]{status}:[/] {', '.join(named)}")
    unheard = [
        force.force_code for force in one.forces if force.status == REPORTED and not force.total
    ]
    reasons = {left.force_code: left.reason for left in one.left_out if left.figure == "total"}
    for code in unheard:
        console.print(f"  [yellow]no total:[/] {_name(code)}: {reasons.get(code, 'open')}")


def _show_keys(one: PeriodFigures) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="left")
    table.add_column(justify="right", style="bold")
    table.add_column(style="dim")
    if one.commonest_age:
        figure = one.commonest_age.figure
        note = f"the largest single year of age, {_forces(figure)}"
        table.add_row(f"Age {one.commonest_age.age}", str(figure.value), note)
    for label, by in (("Under 10", one.under_10), ("10 and under", one.ten_and_under)):
        if by:
            table.add_row(label, str(by.figure.value), _forces(by.figure))
    if one.youngest.age is not None:
        named = ", ".join(_name(code) for code in one.youngest.forces[:3])
        more = len(one.youngest.forces) - 3
        also = f" and {more} more" if more > 0 else ""
        table.add_row("Youngest victim", str(one.youngest.age), f"{named}{also}")
    if table.row_count:
        console.print()
        console.print(table)


def _show_breakdown(title: str, rows: Sequence[tuple[str, Figure]]) -> None:
    if not rows:
        return
    table = _table("", "offences", "", "forces")
    most = max(figure.value.low for _, figure in rows)
    for label, figure in rows:
        table.add_row(label, str(figure.value), _bar(figure.value, most), str(len(figure.forces)))
    console.print(f"\n[bold]{title}[/]")
    console.print(table)


def _show_forces(one: PeriodFigures) -> None:
    given = [force for force in one.forces if force.total]
    given.sort(key=lambda force: (-_low(force), _name(force.force_code)))
    rest = sorted(
        (force for force in one.forces if not force.total),
        key=lambda force: (force.status, _name(force.force_code)),
    )
    most = max((_low(force) for force in given), default=0)
    table = _table("", "offences", "", "")
    for force in (*given, *rest):
        value = force.total.value if force.total else None
        section = f" (section {force.section})" if force.section and not value else ""
        remarks = [*force.caveats, f"{force.open_items} open" if force.open_items else ""]
        table.add_row(
            _name(force.force_code),
            str(value) if value else Text(f"{force.status}{section}", style="yellow"),
            _bar(value, most) if value else Text(""),
            ", ".join(remark for remark in remarks if remark),
        )
    console.print("\n[bold]By force[/]")
    console.print(table)


def _show_spread(one: PeriodFigures) -> None:
    spread = one.spread
    if spread is None:
        return
    console.print(
        f"\nForces vary from {_low(spread.smallest):,} ({_name(spread.smallest.force_code)}) to "
        f"{_low(spread.largest):,} ({_name(spread.largest.force_code)}); the middle force "
        f"recorded {_rounded(spread.median, 0 if spread.median == int(spread.median) else 1)}. "
        f"{_number(spread.hundreds, 'force')} recorded 100 or more, "
        f"{spread.under_ten} fewer than 10."
    )


def _of_forces(one: PeriodFigures, figures: Iterable[Figure]) -> str:
    """How many of the forces with a number have a part in any of the figures."""
    shown = {code for figure in figures for code in figure.forces}
    return f"{len(shown)} of the {_number(len(one.total.forces), 'force')} with a number show it"


# --- rounds on single codes -------------------------------------------------------------


def _show_codes(periods: Sequence[PeriodFigures]) -> None:
    table = _table("code", "offences", "force", "period")
    for one in periods:
        for force in one.forces:
            known = OFFENCES.get(one.offence)
            table.add_row(
                f"{one.offence} {known.title}" if known else one.offence,
                str(force.total.value) if force.total else Text(force.status, style="yellow"),
                _name(force.force_code),
                one.period.label,
            )
    console.print("\n[bold]By offence code, force and period[/]")
    console.print(table if table.row_count else "No figure is confirmed yet.")
    console.print("[dim]Different codes are different offences: they are not added up.[/]")


# --- change and revisions ---------------------------------------------------------------


def _show_change(change: Change, revisions: Revisions | None) -> None:
    percent = "" if change.percent is None else f", {_rate(change.percent, signed=True)}%"
    console.print(
        f"\n[bold]Change[/] on the {_number(len(change.later.forces), 'force')} that gave both years: "
        f"{change.earlier.value} in {change.earlier_period.label}, {change.later.value} in "
        f"{change.later_period.label}[bold cyan]{percent}[/]."
    )
    for codes, period in (
        (change.only_later, change.later_period),
        (change.only_earlier, change.earlier_period),
    ):
        if codes:
            named = ", ".join(_name(code) for code in codes)
            console.print(f"  Left out, because only {period.label} was given: {named}.")
    if revisions is None:
        console.print(
            f"  An earlier round may give {change.earlier_period.label} differently: forces that "
            "answered then and now are not the same, and counts are revised. Compare with --against."
        )


def _show_revisions(revisions: Revisions, own: PeriodFigures) -> None:
    gone = [one for one in revisions.forces if one.after is None]
    new = [one for one in revisions.forces if one.before is None]
    revised = [one for one in revisions.forces if one.before and one.after]
    console.print(
        f"\n[bold]{revisions.period.label} in two rounds:[/] {revisions.before.value} then "
        f"({escape(revisions.before_title)}), {revisions.after.value} now."
    )
    if own.period != revisions.period:
        console.print(
            f"{own.total.value} in {own.period.label} against {revisions.before.value} in "
            f"{revisions.period.label} is therefore no change: the forces are not the same, and "
            "counts were revised."
        )
    for words, some in (
        ("gave a number only then", gone),
        ("gave a number only now", new),
        ("gave another number now than then", revised),
    ):
        before = sum(one.before.value.low for one in some if one.before)
        after = sum(one.after.value.low for one in some if one.after)
        if some:
            console.print(
                f"  {_number(len(some), 'force')} {words} ({before:,} then, {after:,} now)"
            )


# --- the account ------------------------------------------------------------------------


def _show_account(account: Account) -> None:
    console.print(
        f"\n{_number(account.files, 'file')} in = {account.files_read} read + "
        f"{len(account.files_refused)} refused"
    )
    for file, why in account.files_refused:
        console.print(f"  [yellow]refused:[/] {escape(file)}: {escape(why)}")
    added = f" + {account.added} added by a person" if account.added else ""
    console.print(
        f"{_number(account.proposals, 'proposal')}{added} = {account.counts:,} counted + "
        f"{account.rejected:,} left out + {account.open_proposals:,} open"
    )
    if account.open_items:
        console.print(
            f"[yellow]{_number(account.open_items, 'thing')} wait for a person:[/] cyberflag confirm"
        )


# --- words ------------------------------------------------------------------------------


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, justify="right" if heading in ("offences", "forces") else "left")
    return table


def _bar(value: Interval, most: int) -> Text:
    full = round(BAR * value.low / most) if most else 0
    high = value.low if value.high is None else value.high
    further = round(BAR * min(high, most) / most) - full if most else 0
    more = ">" if value.high is None else ""
    return Text("█" * full, style="cyan") + Text("░" * further + more, style="cyan")


def _name(force_code: str) -> str:
    return FORCES[force_code].name


def _low(force: ForceFigure) -> int:
    return force.total.value.low if force.total else 0


def _forces(figure: Figure) -> str:
    return _number(len(figure.forces), "force")


def _number(many: int, one: str) -> str:
    return f"{many:,} {one if many == 1 else f'{one}s'}"


def _rounded(number: Decimal, places: int, *, signed: bool = False) -> str:
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:+,}" if signed else f"{rounded:,}"


def _rate(bounds: Bounds, *, signed: bool = False) -> str:
    low = _rounded(bounds.low, 1, signed=signed)
    if bounds.high is None:
        return f"at least {low}"
    high = _rounded(bounds.high, 1, signed=signed)
    return low if low == high else f"{low} to {high}"
