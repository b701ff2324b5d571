"""Edges of written addition, subtraction and multiplication."""

import pytest
from tests.reasoning.arithmetic.worked import derivation_of, judged, made, prose

from provender.core.errors import RecipeError
from provender.core.registry import load
from provender.core.verdict import Outcome

COLUMN = "reasoning/arithmetic/column"

SOUND = [
    ("Work out 0 + 0 column by column.", "Ones: 0 + 0 = 0, write 0, carry 0.\nSo 0 + 0 = 0.", "0"),
    (
        "What is 99 + 1? Work column by column.",
        "Ones: 9 + 1 = 10, write 0, carry 1.\nTens: 9 + 0 + 1 = 10, write 0, carry 1.\nSo 99 + 1 = 100.",
        "100",
    ),
    (
        "Subtract 1 from 1000 column by column.",
        "Ones: 0 − 1 is below 0, so borrow 10: 10 − 1 = 9.\n"
        "Tens: 0 − 1 − 0 is below 0, so borrow 10: 10 − 1 − 0 = 9.\n"
        "Hundreds: 0 − 1 − 0 is below 0, so borrow 10: 10 − 1 − 0 = 9.\n"
        "Thousands: 1 − 1 − 0 = 0.\nSo 1000 − 1 = 999.",
        "999",
    ),
    ("Subtract 57 from 57 column by column.", "Ones: 7 − 7 = 0.\nTens: 5 − 0 − 5 = 0.\nSo 57 − 57 = 0.", "0"),
    (
        "Work out 8 − 12 column by column.",
        "8 is less than 12, so work out 12 − 8 and make it negative.\n"
        "Ones: 2 − 8 is below 0, so borrow 10: 12 − 8 = 4.\nTens: 1 − 1 − 0 = 0.\nSo 8 − 12 = -4.",
        "-4",
    ),
    (
        "Multiply 34 by 20 digit by digit.",
        "Ones: 34 × 0 = 0.\nTens: 34 × 20 = 680.\nAdd this to the rest: 0 + 680 = 680.\nSo 34 × 20 = 680.",
        "680",
    ),
    ("Multiply 0 by 0 digit by digit.", "Ones: 0 × 0 = 0.\nSo 0 × 0 = 0.", "0"),
    ("What is seven plus eight? Work column by column.", "Ones: 7 + 8 = 15, write 5, carry 1.\nSo 7 + 8 = 15.", "15"),
    (
        "Je, elfu moja na tatu toa elfu moja na moja ni ngapi? Fanya safu kwa safu.",
        "Mamoja: 3 − 1 = 2.\nMakumi: 0 − 0 − 0 = 0.\nMamia: 0 − 0 − 0 = 0.\nMaelfu: 1 − 0 − 1 = 0.\n"
        "Kwa hiyo 1003 − 1001 = 2.",
        "2",
    ),
]


@pytest.mark.parametrize(("question", "solution", "answer"), SOUND)
def test_column_proves_the_edges_from_text_alone(question: str, solution: str, answer: str) -> None:
    verdict = judged(COLUMN, prose(question, solution, answer))

    assert verdict.outcome is Outcome.PASS, verdict


WRONG = [
    ("Ones: 7 + 8 = 15, write 5, carry 0.\nTens: 4 + 3 + 0 = 7, write 7, carry 0.\nSo 47 + 38 = 75.", "75"),
    ("Ones: 7 + 8 = 15, write 5, carry 1.\nTens: 4 + 3 + 0 = 7, write 7, carry 0.\nSo 47 + 38 = 75.", "75"),
    ("Tens: 7 + 8 = 15, write 5, carry 1.\nOnes: 4 + 3 + 1 = 8, write 8, carry 0.\nSo 47 + 38 = 85.", "85"),
    ("Ones: 8 + 7 = 15, write 5, carry 1.\nTens: 4 + 3 + 1 = 8, write 8, carry 0.\nSo 47 + 38 = 85.", "85"),
    ("So 47 + 38 = 85.", "85"),
    ("Ones: 7 + 8 = 15, write 5, carry 1.\nTens: 4 + 3 + 1 = 8, write 8, carry 0.\nSo 47 + 38 = 86.", "86"),
    ("Ones: 7 + 8 = 15, write 5, carry 1.\nTens: 4 + 3 + 1 = 8, write 8, carry 0.\nSo 47 + 38 = 85.", "86"),
]


@pytest.mark.parametrize(("solution", "answer"), WRONG)
def test_column_fails_a_slip(solution: str, answer: str) -> None:
    record = prose("Add 38 to 47 column by column.", solution, answer)

    assert judged(COLUMN, record).outcome is Outcome.FAIL


def test_column_makes_numbers_of_the_digits_asked_for() -> None:
    goals = [derivation_of(record).goal for record in made(COLUMN, count=50, digits=7)]

    assert {len(str(number)) for goal in goals for number in goal[1:]} == {7}  # type: ignore[index]


def test_column_refuses_a_sixteenth_digit() -> None:
    with pytest.raises(RecipeError, match="digits=16"):
        load("generator", COLUMN, {"digits": 16})


@pytest.mark.parametrize("name", [COLUMN, "reasoning/arithmetic/fractions"])
def test_no_operation_at_all_is_refused(name: str) -> None:
    with pytest.raises(RecipeError, match="operations"):
        load("generator", name, {"operations": []})
