"""Derivatives at a point: product rule, chain rule, and what each step must have before it."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/algebra/derivatives"
QUESTION = "Find f'(2) for f(x) = (x^2 + 1)(3x - 1)^2."
SOUND = """The derivative of x^2 + 1 is 2x.
The derivative of 3x - 1 is 3.
By the chain rule, the derivative of (3x - 1)^2 is 2(3x - 1) × 3.
For x = 2, x^2 + 1 is 2^2 + 1 = 5.
For x = 2, 2x is 2 × 2 = 4.
For x = 2, (3x - 1)^2 is (3 × 2 - 1)^2 = 25.
For x = 2, 2(3x - 1) × 3 is 2 × (3 × 2 - 1) × 3 = 30.
By the product rule, f'(2) = 4 × 25 + 5 × 30 = 250."""


def test_a_derivative_by_hand_is_proved() -> None:
    assert judged(NAME, prose(QUESTION, SOUND, "250")).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x^2 + 1 is 2x.", "x^2 + 1 is 2x + 1."),
        ("x^2 + 1 is 2x.", "x^2 + 1 is x."),
        ("is 2(3x - 1) × 3.", "is 2(3x - 1)."),  # the inner derivative forgotten
        ("is 2(3x - 1) × 3.", "is 3(3x - 1) × 2."),
        ("The derivative of 3x - 1 is 3.\n", ""),
        ("For x = 2, 2x is", "For x = 3, 2x is"),
        ("2x is 2 × 2 = 4", "2x is 2 × 2 = 5"),
        ("For x = 2, 2x is 2 × 2 = 4.\n", ""),
        ("4 × 25 + 5 × 30 = 250", "4 × 30 = 120"),  # the product of the derivatives
        ("4 × 25 + 5 × 30 = 250", "5 × 25 + 4 × 30 = 245"),
        ("4 × 25 + 5 × 30 = 250", "4 × 25 - 5 × 30 = -50"),
        ("f'(2) = 4", "f'(3) = 4"),
    ],
)
def test_a_false_step_is_failed(before: str, after: str) -> None:
    spoilt = SOUND.replace(before, after)

    assert spoilt != SOUND
    assert judged(NAME, prose(QUESTION, spoilt, "250")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "function",
    ["x^2 + y", "(x + 1)(x + 2)(x + 3)", "(x + 1)/(x + 2)", "3(x + 1)^2", "(1 + x)^2", "7", "((x + 1)^90)^90"],
)
def test_a_function_of_another_class_is_refused(function: str) -> None:
    reason = "question is no derivative of a product of powers of polynomials"

    assert judged(NAME, prose(f"Find f'(2) for f(x) = {function}.", SOUND, "250")).reason == reason


@pytest.mark.parametrize(
    ("question", "solution"),
    [
        ("Tafuta f'(2) kwa f(x) = x^3 - x.", "Kinyambuo cha x^3 - x ni 3x^2 - 1.\nHivyo f'(2) = 3 × 2^2 - 1 = 11."),
        ("Calcule f'(2) pour f(x) = x^3 - x.", "La dérivée de x^3 - x est 3x^2 - 1.\nDonc f'(2) = 3 × 2^2 - 1 = 11."),
        (
            "Calcula f'(2) para f(x) = x^3 - x.",
            "La derivada de x^3 - x es 3x^2 - 1.\nAsí que f'(2) = 3 × 2^2 - 1 = 11.",
        ),
        (
            "Berechne f'(2) für f(x) = x^3 - x.",
            "Die Ableitung von x^3 - x ist 3x^2 - 1.\nAlso ist f'(2) = 3 × 2^2 - 1 = 11.",
        ),
    ],
)
def test_every_language_is_read(question: str, solution: str) -> None:
    assert judged(NAME, prose(question, solution, "11")).outcome is Outcome.PASS
