"""Printed totals against their parts."""

from tests.foi.drawn import expect, read, table_of

TITLE = "# Sexual offences against children with a cyber flag, number of offences, 2015/16\n"


def sure_cells(text: str) -> list[str]:
    """The printed figures that are sure."""
    columns = ("printed", "sure")
    return [row[0] for row in table_of(read(TITLE + text).proposals, columns) if row[1] == "sure"]


def test_parts_that_add_up_say_so() -> None:
    reading = read(
        TITLE
        + """
        Age     | Number
        10 - 12 | 3
        13 - 15 | 8
        Total   | 11
        """
    )
    assert not reading.questions
    for proposal in reading.proposals:
        assert "the printed parts add up to the printed total" in proposal.reasons


def test_a_contradiction_is_a_question_that_names_the_cells_and_none_stays_sure() -> None:
    reading = read(
        TITLE
        + """
        Age     | Female | Male | Total
        10 - 12 | 3      | 1    | 4
        13 - 15 | 8      | 20   | 10
        Total   | 11     | 3    | 14
        """
    )
    wheres = [question.where for question in reading.questions]
    assert any("row 3 col 4" in one and "row 3 col 3" in one for one in wheres)
    assert any("row 4 col 3" in one and "row 3 col 3" in one for one in wheres)
    sure = {p.source.where for p in reading.proposals if p.confidence >= 0.9}
    assert sure == {
        f"table 1 row {row}" for row in ("2 col 2", "2 col 4", "4 col 2", "4 col 4")
    } | {"table 1 row 2 col 2"}


def test_intervals_are_weighed_as_intervals() -> None:
    note = "\n        * denotes a count of between 1 and 4.\n"
    table = """
        Age     | Number
        10 - 12 | *
        13 - 15 | 8
        Total   | {}
        """
    assert sure_cells(table.format(11) + note) == ["*", "8", "11"]
    assert sure_cells(table.format(13) + note) == []


def test_a_part_of_the_whole_is_never_more_than_the_whole() -> None:
    text = """
        Offence        | All offences | Of which with a cyber flag
        Rape           | {}           | 9
        Sexual assault | 80           | 7
        """
    title = "# Sexual offences against children, number of offences, 2015/16\n"
    fine, wrong = (read(title + text.format(number)) for number in (60, 6))
    assert [p.confidence >= 0.9 for p in fine.proposals] == [True] * 4
    assert [p.confidence >= 0.9 for p in wrong.proposals] == [False, False, True, True]
    assert len(wrong.questions) == 1


def test_sums_that_leave_out_the_hidden_figures_are_read_at_least() -> None:
    expect(
        """
        Question 1
        Offences recorded under Home Office code 71/17 between 1 April 2024 and 31 March 2025 - Total Count 52
        Question 2
                | 11 and under | 12-15 | 16 and over | Unknown Age
        Female  |              | 22    |             | 2
        Male    | *            | *     |             |
        Unknown |              | *     |             | 22
        Sum:    | 0            | 22    | 0           | 24
        """,
        """
        printed | value       | offence | age         | sex     | total | period
        52      | 52          | 071/17  |             | all     | total | 2024/25
        22      | 22          | 071/17  | 12 to 15    | female  |       | 2024/25
        2       | 2           | 071/17  | unknown     | female  |       | 2024/25
        *       | unknown     | 071/17  | 0 to 11     | male    |       | 2024/25
        *       | unknown     | 071/17  | 12 to 15    | male    |       | 2024/25
        *       | unknown     | 071/17  | 12 to 15    | unknown |       | 2024/25
        22      | 22          | 071/17  | unknown     | unknown |       | 2024/25
        0       | at least 0  | 071/17  | 0 to 11     | all     | total | 2024/25
        22      | at least 22 | 071/17  | 12 to 15    | all     | total | 2024/25
        0       | at least 0  | 071/17  | 16 and over | all     | total | 2024/25
        24      | at least 24 | 071/17  | unknown     | all     | total | 2024/25
        """,
    )


def test_a_total_in_a_sentence_is_weighed_against_a_table_without_a_sum() -> None:
    text = """
        Total: {}
               | 10 - 12 | 13 - 15
        Female | 3       | 8
        Male   | 1       | 2
        """
    assert sure_cells(text.format(14)) == ["14", "3", "8", "1", "2"]
    assert sure_cells(text.format(9)) == []


def test_two_figures_of_the_same_thing_that_differ_are_asked() -> None:
    reading = read(
        TITLE
        + """
        The total was 12 offences with a cyber flag in 2015/16.
        Age     | Number
        10 - 12 | 3
        13 - 15 | 8
        Total   | 11
        """
    )
    assert any("differ: 12 and 11" in question.why for question in reading.questions)


def test_cells_of_one_table_that_seem_to_count_the_same_are_not_sure() -> None:
    assert (
        sure_cells(
            """
        Platform  | Offences
        Messaging | 3
        Gaming    | 8
        """
        )
        == []
    )


def test_a_subtotal_is_a_part_of_the_grand_total_and_is_not_added_twice() -> None:
    text = """
        Offence                              | Offences
        19D Rape of a female child under 16  | 2
        19E Rape of a female child under 13  | 1
        Rape total                           | 3
        88A Sexual grooming                  | 5
        Grooming total                       | 5
        Grand Total                          | 8
        """
    assert len(sure_cells(text)) == 6
