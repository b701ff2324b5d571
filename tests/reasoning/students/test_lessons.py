"""How problems become rows of symbols, and rows become answers again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.reasoning.problem import Problem
from provender.reasoning.students._lessons import (
    ANSWER,
    ASK,
    END,
    PAD,
    UNKNOWN,
    Alphabet,
    Show,
    Written,
    lessons,
    questions,
    written,
)

texts = st.text(max_size=12)
problems = st.builds(Problem, question=texts, answer=texts, prose=texts)


@given(problem=problems)
def test_a_text_of_known_characters_survives_the_alphabet(problem: Problem) -> None:
    alphabet = Alphabet.of([problem])

    assert alphabet.decode(alphabet.encode(problem.text())) == problem.text()


@given(problem=problems, show=st.sampled_from(["steps", "answer"]))
def test_a_lesson_reads_back_to_what_was_to_be_written(problem: Problem, show: Show) -> None:
    alphabet = Alphabet.of([problem])
    taught = lessons([problem], alphabet, show=show, context=64)
    asked = questions([problem], alphabet, length=taught.ids.shape[1])
    size = int(taught.sizes[0])

    told = written(taught.ids[0].tolist(), size, alphabet)

    assert told == Written(problem.solution if show == "steps" else "", problem.answer)
    assert asked.sizes.tolist() == [size]
    assert asked.ids[0].tolist() == [*taught.ids[0, :size].tolist(), *[PAD] * (taught.ids.shape[1] - size)]


def test_a_problem_beyond_the_context_is_left_out_and_rows_are_as_long_as_the_longest() -> None:
    short, long = Problem("ab", "c", prose="d"), Problem("a" * 50, "c", prose="d")
    alphabet = Alphabet.of([short, long])

    assert lessons([short, long], alphabet, show="steps", context=20).ids.shape == (1, 7)
    assert lessons([short, long], alphabet, show="steps", context=55).ids.shape == (2, 55)
    assert lessons([long], alphabet, show="steps", context=20).ids.shape == (0, 0)


def test_a_question_too_long_to_be_answered_is_left_empty() -> None:
    asked = questions([Problem("abcd", "e"), Problem("ab", "e")], Alphabet(tuple("abcde")), length=5)

    assert asked.sizes.tolist() == [0, 3]
    assert not asked.ids[0].any()


def test_an_unknown_character_reads_as_unknown() -> None:
    assert Alphabet(("a", "b")).encode("axb") == [5, UNKNOWN, 6]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ([5, ASK, 6, ANSWER, 7, END], Written("b", "c")),
        ([5, ASK, ANSWER, 7, 7, END], Written("", "cc")),
        ([5, ASK, ANSWER, END, 7, END], Written("", "")),
        ([5, ASK, 6, ANSWER, 7, 7], Written("", "")),  # cut off: never came to an end
        ([5, ASK, 6, 7, END], Written("bc", "")),  # never came to an answer
    ],
)
def test_what_was_written_is_read_up_to_its_end(row: list[int], told: Written) -> None:
    assert written(row, 2, Alphabet(("a", "b", "c"))) == told
