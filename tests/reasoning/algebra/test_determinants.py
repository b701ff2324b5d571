"""Determinants: signs, rows and columns, and which minors an expansion needs."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/algebra/determinants"
QUESTION = "Find the determinant of the matrix A = [[1, 2, 3], [4, 5, 6], [7, 8, 10]]."
SOUND = """Rows 2, 3 and columns 1, 2: 4 × 8 - 5 × 7 = -3.
Rows 2, 3 and columns 1, 3: 4 × 10 - 6 × 7 = -2.
Rows 2, 3 and columns 2, 3: 5 × 10 - 6 × 8 = 2.
The determinant of A is 1 × 2 - 2 × (-2) + 3 × (-3) = -3."""


def test_an_expansion_by_hand_is_proved() -> None:
    assert judged(NAME, prose(QUESTION, SOUND, "-3")).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1 × 2 - 2 × (-2) + 3", "1 × 2 + 2 × (-2) + 3"),
        ("1 × 2 - 2 × (-2) + 3 × (-3) = -3", "1 × (-3) - 2 × (-2) + 3 × 2 = 7"),
        ("4 × 8 - 5 × 7 = -3", "5 × 7 - 4 × 8 = 3"),
        ("4 × 8 - 5 × 7 = -3", "4 × 8 - 5 × 7 = 67"),
        ("columns 1, 2: 4 × 8 - 5 × 7", "columns 2, 1: 4 × 8 - 5 × 7"),
        ("Rows 2, 3 and columns 1, 3: 4 × 10 - 6 × 7 = -2.\n", ""),
        ("Rows 2, 3 and columns 2, 3: 5 × 10 - 6 × 8 = 2", "Rows 1, 3 and columns 2, 3: 2 × 10 - 3 × 8 = -4"),
        ("Rows 2, 3 and columns 1, 2: 4 × 8 - 5 × 7 = -3", "Rows 2, 3 and columns 1, 9: 4 × 8 - 5 × 7 = -3"),
    ],
)
def test_a_false_expansion_is_failed(before: str, after: str) -> None:
    spoilt = SOUND.replace(before, after)

    assert spoilt != SOUND
    assert judged(NAME, prose(QUESTION, spoilt, "-3")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "matrix", ["[[1, 2], [3]]", "[[1, 2, 3], [4, 5, 6]]", "[[01, 2], [3, 4]]", "[[1, 2], [3, -0]]"]
)
def test_what_is_no_square_matrix_is_not_read(matrix: str) -> None:
    assert judged(NAME, prose(f"What is det A for A = {matrix}?", SOUND, "-3")).outcome is Outcome.ABSTAIN


def test_a_matrix_of_one_row_is_refused() -> None:
    assert judged(NAME, prose("What is det A for A = [[1]]?", SOUND, "1")).reason == "matrix is too small or too large"


@pytest.mark.parametrize(
    ("question", "solution"),
    [
        ("Je, det A ni ngapi ikiwa A = [[2, 1], [4, 5]]?", "Kibainishi cha A ni 2 × 5 - 1 × 4 = 6."),
        ("Que vaut det A pour A = [[2, 1], [4, 5]] ?", "Le déterminant de A est 2 × 5 - 1 × 4 = 6."),
        ("¿Cuánto vale det A si A = [[2, 1], [4, 5]]?", "El determinante de A es 2 × 5 - 1 × 4 = 6."),
        ("Wie groß ist det A für A = [[2, 1], [4, 5]]?", "Die Determinante von A ist 2 × 5 - 1 × 4 = 6."),
    ],
)
def test_every_language_is_read(question: str, solution: str) -> None:
    assert judged(NAME, prose(question, solution, "6")).outcome is Outcome.PASS
