"""Products of polynomials: what a coefficient is made of, and what is no product."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/algebra/polynomial_product"
QUESTION = "Expand (x + 2)(3x - 1)."
SOUND = "Degree 2: 1 × 3 = 3.\nDegree 1: 1 × (-1) + 2 × 3 = 5.\nDegree 0: 2 × (-1) = -2.\n"
LAST = "Therefore (x + 2)(3x - 1) = 3x^2 + 5x - 2."
ANSWER = "3x^2 + 5x - 2"


def test_a_product_multiplied_out_by_hand_is_proved() -> None:
    assert judged(NAME, prose(QUESTION, SOUND + LAST, ANSWER)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1 × (-1) + 2 × 3 = 5", "1 × (-1) + 2 × 3 = 7"),
        ("1 × (-1) + 2 × 3 = 5", "2 × 3 + 1 × (-1) = 5"),  # the first factor's highest power comes first
        ("1 × (-1) + 2 × 3 = 5", "2 × 3 = 6"),
        ("1 × (-1) + 2 × 3 = 5", "1 × 5 = 5"),
        ("Degree 1: 1 × (-1) + 2 × 3 = 5.\n", ""),
        ("Degree 2: 1 × 3", "Degree 3: 1 × 3"),
        ("= 3x^2 + 5x - 2.", "= 5x + 3x^2 - 2."),
        ("= 3x^2 + 5x - 2.", "= 3x^2 + 5x + 2."),
        ("Therefore (x + 2)", "Therefore (x + 3)"),
        ("Degree", "Grad"),
    ],
)
def test_a_false_or_foreign_coefficient_is_failed(before: str, after: str) -> None:
    solution = (SOUND + LAST).replace(before, after)

    assert solution != SOUND + LAST
    assert judged(NAME, prose(QUESTION, solution, ANSWER)).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "question",
    ["Expand x^2 - 1.", "Expand (x + 2)(y - 1).", "Expand (x + 2)(x - 1)(x + 3).", "Expand 2(x + 1).",
     "Expand (1 + x)(x + 2).", "Expand (x + 2)(x + 1)/2.", "Expand (x^50 + 2)(x + 1)."],
)  # fmt: skip
def test_what_is_no_product_of_two_polynomials_is_refused(question: str) -> None:
    assert judged(NAME, prose(question, SOUND + LAST, ANSWER)).reason == "question is no product of two polynomials"
