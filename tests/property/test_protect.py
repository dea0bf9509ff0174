"""The first rule of protection against a reader who subtracts.

The attack here is written without the code it attacks: it lists every table a reader could
believe in, by adding up sets of possible values.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberflag.core.counts import Interval
from cyberflag.publish.protect import Equation, gives_away, hidden_cells, is_small, worked_out

EXACT = Interval.exact


def possible_sums(choices: list[set[int]]) -> set[int]:
    sums = {0}
    for choice in choices:
        sums = {a + b for a in sums for b in choice}
    return sums


def beliefs(
    whole: int, parts: list[Interval], hidden: set[int], *, zero_hidden: bool
) -> dict[int, set[int]]:
    """For each part the reader does not know: the numbers it may be, from this sum alone."""
    floor = 0 if zero_hidden else 1
    choices: dict[int, set[int]] = {}
    for place, part in enumerate(parts):
        if is_small(part) and not part.is_exact:
            assert part.high is not None
            choices[place] = set(range(part.low, part.high + 1))
        elif place in hidden:
            choices[place] = set(range(floor, whole + 1))
        else:
            assert part.high is not None
            choices[place] = set(range(part.low, part.high + 1))
    found: dict[int, set[int]] = {}
    for place, choice in choices.items():
        others = possible_sums([c for other, c in choices.items() if other != place])
        if len(choice) > 1 or place in hidden:
            found[place] = {number for number in choice if whole - number in others}
    return found


exact_parts = st.lists(
    st.integers(0, 12).map(EXACT) | st.sampled_from([EXACT(n) for n in (0, 0, 1, 2, 3, 4)]),
    min_size=1,
    max_size=6,
)


@given(exact_parts)
def test_one_breakdown_of_a_force_total_says_no_more_than_1_to_4(parts: list[Interval]) -> None:
    whole = sum(part.low for part in parts)
    cells: dict[object, Interval | None] = {"total": EXACT(whole), **dict(enumerate(parts))}
    equation: Equation[object] = Equation("total", tuple(range(len(parts))))

    hidden = hidden_cells(cells, [equation], shown={"total"})

    assert {n for n, part in enumerate(parts) if is_small(part)} <= hidden
    assert "total" not in hidden
    places = {place for place in hidden if isinstance(place, int)}
    zero_hidden = any(parts[place] == EXACT(0) for place in places)
    for place, numbers in beliefs(whole, parts, places, zero_hidden=zero_hidden).items():
        if is_small(parts[place]) and len(places) < len(parts):
            assert set(range(1, min(4, whole) + 1)) <= numbers
    # A zero is hidden only where nothing above zero is left to hide.
    if zero_hidden:
        assert all(place in places for place, part in enumerate(parts) if part.low > 0)


@given(st.data())
def test_forces_by_offence_with_national_figures_shown(draw: st.DataObject) -> None:
    rows = draw.draw(st.integers(1, 5))
    columns = draw.draw(st.integers(1, 4))
    number = st.integers(0, 9)
    table = [[draw.draw(number) for _ in range(columns)] for _ in range(rows)]
    cells: dict[object, Interval | None] = {
        (r, c): EXACT(table[r][c]) for r in range(rows) for c in range(columns)
    }
    equations: list[Equation[object]] = []
    for r in range(rows):
        cells[("force", r)] = EXACT(sum(table[r]))
        equations.append(Equation(("force", r), tuple((r, c) for c in range(columns))))
    nation = [("nation", c) for c in range(columns)]
    for c in range(columns):
        cells[nation[c]] = EXACT(sum(row[c] for row in table))
        equations.append(Equation(nation[c], tuple((r, c) for r in range(rows))))
    shown = {key for key in cells if isinstance(key, tuple) and key[0] in ("force", "nation")}

    hidden = hidden_cells(cells, equations, shown=shown, last_resort=nation)

    for equation in equations:
        everything = set(equation.parts) <= hidden
        alone = equation.whole in hidden
        assert not gives_away(equation, cells, hidden) or everything or alone
        unknown = [key for key in (*equation.parts, equation.whole) if key in hidden]
        if not everything:
            assert len(unknown) != 1 or not is_small(cells[unknown[0]])
    assert not any(key[0] == "force" for key in hidden if isinstance(key, tuple))


intervals = st.one_of(
    st.integers(0, 30).map(EXACT),
    st.sampled_from([Interval(1, 4), Interval(0, 4), Interval(1, 5), Interval(6, 9)]),
)


@given(st.lists(intervals, min_size=2, max_size=6), st.data())
def test_a_force_s_own_marks_are_never_tightened(
    parts: list[Interval], draw: st.DataObject
) -> None:
    """ "<5" beside a printed total: the total must not say which of 1 to 4 it is."""
    true = [draw.draw(st.integers(p.low, p.high if p.high is not None else p.low)) for p in parts]
    whole = sum(true)
    cells: dict[object, Interval | None] = {"total": EXACT(whole), **dict(enumerate(parts))}
    hidden = hidden_cells(cells, [Equation("total", tuple(range(len(parts))))], shown={"total"})
    places = {place for place in hidden if isinstance(place, int)}
    if len(places) == len(parts):
        return
    zero_hidden = any(parts[place] == EXACT(0) for place in places)
    for place, numbers in beliefs(whole, parts, places, zero_hidden=zero_hidden).items():
        part = parts[place]
        if is_small(part) and not part.is_exact:
            assert part.high is not None
            assert set(range(min(part.low, whole), min(part.high, whole) + 1)) <= numbers


@pytest.mark.parametrize(
    ("parts", "rest", "hidden"),
    [
        # No small count: nothing is hidden.
        ([5, 0, 40], 0, set()),
        # One small count takes the smallest other count above zero with it.
        ([3, 20, 40, 0], 0, {0, 1}),
        # Two small counts hide each other only while their sum leaves 1 to 4 open for both.
        ([4, 4, 40], 0, {0, 1}),
        ([1, 1, 40], 0, {0, 1, 2}),
        ([1, 2, 40, 50], 0, {0, 1, 2}),
        # What stands in no part of the table hides a small count by itself.
        ([3, 20, 40], 30, {0}),
        # A remainder of 3 is a small count too, though it is printed nowhere.
        ([10, 20], 3, {0}),
        # Nothing above zero is left: a zero is hidden.
        ([2, 0, 0], 0, {0, 1}),
    ],
)
def test_what_is_hidden(parts: list[int], rest: int, hidden: set[int]) -> None:
    cells: dict[object, Interval | None] = {
        "total": EXACT(sum(parts) + rest),
        **{place: EXACT(part) for place, part in enumerate(parts)},
    }
    equation: Equation[object] = Equation("total", tuple(range(len(parts))), rest)
    assert hidden_cells(cells, [equation], shown={"total"}) == hidden


def test_a_national_figure_of_one_force_is_the_last_thing_to_hide() -> None:
    cells = {"nation": EXACT(2), "force": EXACT(2)}
    equation = Equation("nation", ("force",))
    assert hidden_cells(cells, [equation], shown={"nation"}) == {"force"}
    both = hidden_cells(cells, [equation], shown={"nation"}, last_resort={"nation"})
    assert both == {"force", "nation"}


def test_a_related_table_does_not_give_it_away() -> None:
    """Single years beside "under 10": a hidden year under 10 and a hidden year above it."""
    years: dict[object, Interval | None] = {
        age: EXACT(n) for age, n in ((8, 3), (9, 20), (13, 30), (14, 4), (15, 50))
    }
    cells: dict[object, Interval | None] = {"all": EXACT(107), "under 10": EXACT(23), **years}
    equations: list[Equation[object]] = [
        Equation("under 10", (8, 9)),
        Equation("all", (8, 9, 13, 14, 15)),
        Equation("all", ("under 10", 13, 14, 15)),
    ]
    hidden = hidden_cells(cells, equations, shown={"all"})
    assert {8, 14} <= hidden
    assert not any(gives_away(equation, cells, hidden) for equation in equations)


def test_what_hides_a_number_does_not_follow_from_another_sum() -> None:
    """The 15 is the smallest to hide with the 4, but its own parts are shown: one goes too."""
    cells: dict[object, Interval | None] = {
        name: EXACT(n)
        for name, n in (
            ("all", 145),
            ("a", 4),
            ("b", 107),
            ("c", 19),
            ("d", 15),
            ("d1", 9),
            ("d2", 6),
        )
    }
    equations: list[Equation[object]] = [
        Equation("all", ("a", "b", "c", "d")),
        Equation("d", ("d1", "d2")),
    ]
    hidden = hidden_cells(cells, equations, shown={"all"})
    assert hidden == {"a", "d", "d2"}
    assert worked_out(equations[1], cells, hidden) == set()
    assert worked_out(equations[1], cells, hidden - {"d2"}) == {"d"}


def test_an_unknown_number_hides_nobody_and_is_not_hidden() -> None:
    cells = {"total": EXACT(30), "a": None, "b": EXACT(2), "c": EXACT(20)}
    equation = Equation("total", ("a", "b", "c"))
    assert hidden_cells(cells, [equation], shown={"total"}) == {"b"}
