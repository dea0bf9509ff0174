"""What stands around a table or a line says what its own labels do not."""

from tests.foi.drawn import expect, read, table_of

from cyberflag.foi.words.questions import answered_inline, opening_of, questions_in


def test_a_question_governs_what_follows_until_the_next() -> None:
    expect(
        """
        Q1. How many sexual offences against children were recorded in 2015/16?
        Offence        | Offences
        Rape           | 60
        Sexual assault | 90
        Q2. How many sexual offences against children in 2015/16 had a cyber flag?
        Offence        | Offences
        Rape           | 4
        Sexual assault | 7
        """,
        """
        printed | offence        | online | period  | unit     | sure
        60      | rape           | all    | 2015/16 | offences | sure
        90      | sexual assault | all    | 2015/16 | offences | sure
        4       | rape           | online | 2015/16 | offences | sure
        7       | sexual assault | online | 2015/16 | offences | sure
        """,
    )


def test_a_title_of_its_own_narrows_what_the_heading_says_of_all_tables() -> None:
    expect(
        """
        # Sexual offences against children with the online flag, number of offences
        Table 1: 2014/15
        Age     | Number
        10 - 12 | 3
        13 - 15 | 8
        Table 2: 2015/16
        Age     | Number
        10 - 12 | 5
        13 - 15 | 9
        """,
        """
        printed | period  | offence | online | sure
        3       | 2014/15 | all     | online | sure
        8       | 2014/15 | all     | online | sure
        5       | 2015/16 | all     | online | sure
        9       | 2015/16 | all     | online | sure
        """,
    )


def test_a_line_with_a_figure_titles_the_table_right_below_it() -> None:
    expect(
        """
        # Sexual offences against children with the online flag, number of offences
        2014/15: Total Count 11
               | 10 - 12 | 13 - 15
        Female | 3       | 8
        2015/16: Total Count 14
               | 10 - 12 | 13 - 15
        Female | 5       | 9
        """,
        """
        printed | period  | age      | sex    | total
        11      | 2014/15 |          | all    | total
        3       | 2014/15 | 10 to 12 | female |
        8       | 2014/15 | 13 to 15 | female |
        14      | 2015/16 |          | all    | total
        5       | 2015/16 | 10 to 12 | female |
        9       | 2015/16 | 13 to 15 | female |
        """,
    )


def test_lines_of_years_under_questions_and_a_year_that_is_not_listed() -> None:
    expect(
        """
        Q1. How many offences were recorded under Home Office code 088/05?
        2022/23 - 10
        2023/24 - 6
        2024/25 – 0
        Q2. How many of these offences had a female victim?
        2022/23 - 4
        2023/24 - 1
        """,
        """
        printed | value | period  | offence | sex    | unit     | sure
        10      | 10    | 2022/23 | 088/05  | all    | offences | sure
        6       | 6     | 2023/24 | 088/05  | all    | offences | sure
        0       | 0     | 2024/25 | 088/05  | all    | offences | sure
        4       | 4     | 2022/23 | 088/05  | female | offences | sure
        1       | 1     | 2023/24 | 088/05  | female | offences | sure
        """,
    )


def test_answers_find_the_question_they_name() -> None:
    expect(
        """
        You asked: 1) In 2015/16, how many sexual offences against children had a cyber flag? 2) How old were the victims?
        Response to Q1: 97 offences.
        Response to Q2:
        Age      | Number of offences
        Under 13 | 40
        13 to 17 | 57
        """,
        """
        printed | period  | offence | age      | online | unit
        97      | 2015/16 | all     |          | online | offences
        40      | 2015/16 | all     | 0 to 12  | online | offences
        57      | 2015/16 | all     | 13 to 17 | online | offences
        """,
    )


def test_a_question_and_its_answer_on_one_line() -> None:
    (proposal,) = read(
        "2. How many sexual offences against children had a cyber flag in 2015/16? 28"
    ).proposals
    assert (proposal.printed, proposal.offence, proposal.online.value) == ("28", "all", "online")


def test_what_is_not_said_is_left_unsaid_and_asked() -> None:
    reading = read(
        """
        Offence | Number
        Rape    | 3
        Images  | 9
        """
    )
    assert table_of(reading.proposals, ("period", "unit", "sure")) == [("", "", "asks")] * 2


def test_a_force_that_does_not_use_the_flag_gives_no_sure_flagged_figure() -> None:
    reading = read(
        """
        You asked how many sexual offences against children had a cyber flag.
        Testshire Police does not use the cyber flag.
        In 2015/16 the force recorded 1,108 sexual offences against children.
        """
    )
    assert [proposal.printed for proposal in reading.proposals] == ["1,108"]
    assert reading.proposals[0].confidence < 0.9


def test_wrapped_lines_are_one_text_and_each_figure_keeps_its_line() -> None:
    reading = read(
        """
        Between 1 April 2015 and 31 March 2016 the force recorded 97 sexual offences
        against children to which a cyber flag was attached, of which 15 had a victim
        aged 13.
        """,
        kind="txt",
    )
    assert table_of(reading.proposals, ("printed", "where", "online", "age")) == [
        ("97", "line 1", "online", ""),
        ("15", "line 2", "online", "13"),
    ]


def test_openings_and_questions_inside_a_quoted_request() -> None:
    assert [
        opening.number if (opening := opening_of(text)) else None
        for text in ("Q2. How many", "2) Of these", "(b) female", "Question 3", "2015/16", "12.5")
    ] == ["2", "2", "b", "3", None, None]
    asked = questions_in("You asked: 1) How many offences? 2) How old were the victims?")
    assert [question.number for question in asked] == ["1", "2"]
    assert answered_inline("How many offences? 28") == ("How many offences?", "28")
    assert answered_inline("How many offences? (number of victims)") is None
