"""A reply in, its proposals out: tables as forces lay them out."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.foi.drawn import expect, grid, read, table_of

from cyberflag.core.periods import fin_year
from cyberflag.foi.document import Document, Line
from cyberflag.foi.propose import propose

TITLE = "# Sexual offences against children with a cyber flag, number of offences, 2015/16"
MEANING = ("value", "period", "offence", "age", "sex", "online", "unit", "total")


def test_ages_down_years_across() -> None:
    expect(
        """
        # Sexual offences against under 18s with a cyber flag (number of offences)
        Age of victim | 2014/15 | 2015/16 | Total
        Under 10      | 2       | 3       | 5
        10 to 15      | 7       | 9       | 16
        Not recorded  | 0       | 1       | 1
        Total         | 9       | 13      | 22
        """,
        """
        printed | period                     | offence | age      | online | unit     | total | sure
        2       | 2014/15                    | all     | 0 to 9   | online | offences |       | sure
        3       | 2015/16                    | all     | 0 to 9   | online | offences |       | sure
        5       | 1 Apr 2014 to 31 Mar 2016  | all     | 0 to 9   | online | offences | total | sure
        7       | 2014/15                    | all     | 10 to 15 | online | offences |       | sure
        9       | 2015/16                    | all     | 10 to 15 | online | offences |       | sure
        16      | 1 Apr 2014 to 31 Mar 2016  | all     | 10 to 15 | online | offences | total | sure
        0       | 2014/15                    | all     | unknown  | online | offences |       | sure
        1       | 2015/16                    | all     | unknown  | online | offences |       | sure
        1       | 1 Apr 2014 to 31 Mar 2016  | all     | unknown  | online | offences | total | sure
        9       | 2014/15                    | all     |          | online | offences | total | sure
        13      | 2015/16                    | all     |          | online | offences | total | sure
        22      | 1 Apr 2014 to 31 Mar 2016  | all     |          | online | offences | total | sure
        """,
    )


def test_the_flag_may_be_named_over_yes_and_no() -> None:
    expect(
        """
        # Recorded sexual offences against children, number of crimes, 2015/16
        Offence        | Cyber flag? | ~  | Total
                       | Yes         | No |
        Rape           | 2           | 5  | 7
        Sexual assault | 1           | 4  | 5
        """,
        """
        printed | offence        | online     | total | sure
        2       | rape           | online     |       | sure
        5       | rape           | not online |       | sure
        7       | rape           | all        | total | sure
        1       | sexual assault | online     |       | sure
        4       | sexual assault | not online |       | sure
        5       | sexual assault | all        | total | sure
        """,
    )


def test_a_label_given_once_holds_for_its_block_and_its_subtotal() -> None:
    expect(
        TITLE
        + """
        Sex    | Age      | Number
        Female | 10-12    | 4
               | 13-15    | 6
               | Subtotal | 10
        Male   | 10-12    | 1
               | 13-15    | 2
               | Subtotal | 3
        """,
        """
        printed | age      | sex    | total
        4       | 10 to 12 | female |
        6       | 13 to 15 | female |
        10      |          | female | total
        1       | 10 to 12 | male   |
        2       | 13 to 15 | male   |
        3       |          | male   | total
        """,
    )


def test_a_pivot_prints_an_offence_above_the_years_it_holds() -> None:
    expect(
        """
        # Recorded sexual offences against children, number of offences
        Online flag          | Y
        Row Labels           | Count of Crime Number
        88A Sexual grooming  | 9
        2014/15              | 4
        2015/16              | 5
        19D Rape of a female child under 16 | 3
        2014/15              | 1
        2015/16              | 2
        """,
        """
        printed | period                    | offence | online | total
        9       | 1 Apr 2014 to 31 Mar 2016 | 88A     | online | total
        4       | 2014/15 | 88A     | online |
        5       | 2015/16 | 88A     | online |
        3       | 1 Apr 2014 to 31 Mar 2016 | 19D     | online | total
        1       | 2014/15 | 19D     | online |
        2       | 2015/16 | 19D     | online |
        """,
    )


def test_a_form_asks_for_parts_of_what_it_asked_before() -> None:
    expect(
        """
        Force reference: | 2016/14471
        Question | Answer
        1. Does your force use the cyber flag? | Yes
        2. Number of sexual offences against children with a cyber flag, 2015/16 | 58
        2a. Of these, number with a female victim | 47
        2b. Age of the youngest victim | 9
        3. Number of rapes within Q2 | 2
        4. Hours taken to answer | 3.5
        """,
        """
        printed | period  | offence | sex    | online | unit
        58      | 2015/16 | all     | all    | online | offences
        47      | 2015/16 | all     | female | online | offences
        2       | 2015/16 | rape    | all    | online | offences
        """,
    )


def test_one_row_per_count_is_read_and_one_row_per_record_is_not() -> None:
    expect(
        """
        Fin Year | HO Code | Offence title | Victim sex | Age band | Internet involved | No. of offences
        2015/16  | 08801   | Meeting a female child following sexual grooming | M | 12-15 | Yes | 4
        2015/16  | 08801   | Meeting a female child following sexual grooming | F | 12-15 | No  | 6
        """,
        """
        printed | period  | offence | age      | sex    | online     | unit     | sure
        4       | 2015/16 | 088/01  | 12 to 15 | male   | online     | offences | sure
        6       | 2015/16 | 088/01  | 12 to 15 | female | not online | offences | sure
        """,
    )
    records = read(
        """
        Ref  | Recorded date | HO offence | Victim age | Victim sex | Cyber flag
        1000 | 2015-04-01    | 071/01     | 10         | M          | Y
        1001 | 2015-05-02    | 071/01     | 11         | F          | Y
        """
    )
    assert not records.proposals
    assert [question.where for question in records.questions] == ["table 1 row 1 col 1"]


def test_shares_rates_references_and_running_numbers_are_no_counts() -> None:
    expect(
        TITLE
        + """
        No. | Offence        | Offences | % of total | Rate per 1,000 | Crime ref | Comment
        1   | Rape           | 12       | 54.5%      | 0.2            | 4471      | includes 2 attempts
        2   | Sexual assault | 10       | 45.5%      | 0.1            | 4472      |
            | Total          | 22       | 100%       | 0.3            |           |
        """,
        """
        printed | offence        | where
        12      | rape           | table 1 row 2 col 3
        10      | sexual assault | table 1 row 3 col 3
        22      | all            | table 1 row 4 col 3
        """,
    )


def test_a_mark_means_what_the_note_says_and_else_a_person_is_asked() -> None:
    text = (
        TITLE
        + """
        Age     | Number
        10 - 12 | *
        13 - 15 | 9
        """
    )
    defined = read(text + "\n        * denotes a count of between 1 and 4.\n")
    assert table_of(defined.proposals, ("value", "sure")) == [("1 to 4", "sure"), ("9", "sure")]
    assert not defined.questions
    silent = read(text)
    assert table_of(silent.proposals, ("value", "sure")) == [("unknown", "asks"), ("9", "sure")]
    (question,) = silent.questions
    assert question.where == "table 1 row 2 col 2"


def test_a_blank_is_never_a_zero_unless_a_note_says_so() -> None:
    text = (
        TITLE
        + """
        Age     | Female | Male
        10 - 12 | 3      |
        13 - 15 |        | 2
        """
    )
    assert table_of(read(text).proposals, ("value",)) == [("3",), ("2",)]
    said = read(text + "\n        Blank cells indicate zero.\n")
    assert table_of(said.proposals, ("value", "sex")) == [
        ("3", "female"),
        ("0", "male"),
        ("0", "female"),
        ("2", "male"),
    ]


def test_a_period_that_is_not_printed_is_the_one_asked_for_and_asks() -> None:
    document = Document(
        file="reply",
        sha256="0" * 64,
        kind="docx",
        blocks=(
            Line(text="Sexual offences against children (number of offences)", where="line 1"),
            grid([["Age", "Number"], ["13", "4"], ["14", "5"]], "table 1"),
        ),
    )
    (unsaid, _) = propose(document).proposals
    (assumed, _) = propose(document, asked=(fin_year(2015), fin_year(2014))).proposals
    assert unsaid.period is None
    assert assumed.period == fin_year(2015)
    assert max(unsaid.confidence, assumed.confidence) < 0.9


OFFENCES = ("Rape", "Sexual assault", "Sexual grooming", "Indecent images")
AGES = ("Under 10", "10 to 12", "13 to 15", "16 to 17", "Not recorded")
SEXES = ("Female", "Male", "Not known")
YEARS = ("2013/14", "2014/15", "2015/16")
AXES = {"Offence": OFFENCES, "Age of victim": AGES, "Sex of victim": SEXES, "Period": YEARS}


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A cross table of two of the axes, some cells blank, no row or column wholly."""
    down, across = draw(st.permutations(sorted(AXES)))[:2]
    rows = draw(st.lists(st.sampled_from(AXES[down]), min_size=2, unique=True))
    cols = draw(st.lists(st.sampled_from(AXES[across]), min_size=2, unique=True))
    ordered = [label for label in AXES[across] if label in cols]
    labels = [label for label in AXES[down] if label in rows]
    body = [[draw(st.sampled_from(["", "0", "7", "1,204"])) for _ in ordered] for _ in labels]
    for at in range(max(len(labels), len(ordered))):
        row, col = at % len(labels), at % len(ordered)
        body[row][col] = body[row][col] or "12"
    return [[down, *ordered], *([label, *row] for label, row in zip(labels, body, strict=True))]


def reply_of(rows: list[list[str]]) -> Document:
    """The table under a title that says all else."""
    title = Line(text=TITLE.removeprefix("# "), where="line 1", heading=True)
    return Document(
        file="reply", sha256="0" * 64, kind="docx", blocks=(title, grid(rows, "table 1"))
    )


@settings(max_examples=60, deadline=None)
@given(tables())
def test_transposing_a_table_changes_no_meaning(rows: list[list[str]]) -> None:
    turned = [list(row) for row in zip(*rows, strict=True)]
    turned[0][0] = ""
    rows[0][0] = ""
    one = propose(reply_of(rows)).proposals
    other = propose(reply_of(turned)).proposals
    assert sorted(table_of(one, MEANING)) == sorted(table_of(other, MEANING))


@settings(max_examples=60, deadline=None)
@given(tables())
def test_blank_cells_never_yield_a_count(rows: list[list[str]]) -> None:
    printed = [text for row in rows[1:] for text in row[1:] if text]
    proposals = propose(reply_of(rows)).proposals
    assert sorted(p.printed for p in proposals) == sorted(printed)
    assert all(p.printed.strip() for p in proposals)


def test_a_long_list_is_read_in_time_that_grows_with_its_rows() -> None:
    rng = random.Random(1)
    head = ["Financial year", "Offence", "Victim sex", "Victim age", "Cyber flag", "Offences"]
    keys = [
        [year, offence, sex, str(age), flag]
        for year in YEARS
        for offence in OFFENCES
        for sex in ("Female", "Male")
        for age in range(18)
        for flag in ("Yes", "No")
    ]
    rows = [head, *([*key, str(rng.randint(0, 40))] for key in keys)]
    proposals = propose(reply_of(rows)).proposals
    assert len(proposals) == len(keys)
    assert {p.confidence for p in proposals} == {1.0}
