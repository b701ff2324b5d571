"""Division of polynomials: which multiple is taken away, and what may be left."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/algebra/polynomial_division"
QUESTION = "Find the quotient and then the remainder of 2x^2 + 5x + 7 divided by x + 1."
SOUND = """Take the divisor 2x times away: (2x^2 + 5x + 7) - 2x(x + 1) = 3x + 7.
Take the divisor 3 times away: (3x + 7) - 3(x + 1) = 4.
So 2x^2 + 5x + 7 = (x + 1)(2x + 3) + 4."""


def test_a_division_by_hand_is_proved() -> None:
    assert judged(NAME, prose(QUESTION, SOUND, "2x + 3; 4")).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- 2x(x + 1) = 3x + 7", "- 2x(x + 1) = 7x + 7"),  # the sign of the second term lost
        ("2x times away: (2x^2 + 5x + 7) - 2x(x + 1)", "x times away: (2x^2 + 5x + 7) - x(x + 1)"),
        ("Take the divisor 2x", "Take the divisor 3x"),
        ("Take the divisor 3 times away: (3x + 7) - 3(x + 1) = 4.\n", ""),
        ("(x + 1)(2x + 3) + 4", "(x + 1)(2x + 4) - x + 3"),
        ("(x + 1)(2x + 3) + 4", "(x + 1)(2x + 3) - 4"),
        ("(3x + 7) - 3(x + 1) = 4", "(3x + 7) - 3(y + 1) = 4"),
    ],
)
def test_a_false_step_is_failed(before: str, after: str) -> None:
    spoilt = SOUND.replace(before, after)

    assert spoilt != SOUND
    assert judged(NAME, prose(QUESTION, spoilt, "2x + 3; 4")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("divided", "reason"),
    [
        ("x^2 + 1 divided by 2x + 1", "quotient has no whole coefficients"),
        ("x + 1 divided by x^2 + 1", "question is no division of polynomials"),
        ("x^2 + 1 divided by y + 1", "question is no division of polynomials"),
        ("x^2 + 1 divided by 3", "question is no division of polynomials"),
        ("(x + 1)(x + 2) divided by x + 1", "question is no division of polynomials"),
    ],
)
def test_a_division_without_whole_quotient_is_refused(divided: str, reason: str) -> None:
    question = f"Find the quotient and then the remainder of {divided}."

    assert judged(NAME, prose(question, SOUND, "2x + 3; 4")).reason == reason


@pytest.mark.parametrize(
    ("question", "solution"),
    [
        ("Tafuta hisa kisha baki la x^2 + x ikigawanywa kwa x + 1.", "Ondoa kigawanyi mara x: (x^2 + x) - x(x + "
         "1) = 0.\n"
         "Hivyo x^2 + x = (x + 1)x."),
        ("Trouve le quotient puis le reste de la division de x^2 + x par x + 1.", "Retirons x fois le diviseur "
         ": (x^2 + x)"
         " - x(x + 1) = 0.\nDonc x^2 + x = (x + 1)x."),
        ("Halla el cociente y después el resto de dividir x^2 + x entre x + 1.", "Quitamos x veces el divisor: "
         "(x^2 + x) - "
         "x(x + 1) = 0.\nAsí que x^2 + x = (x + 1)x."),
        ("Bestimme erst den Quotienten, dann den Rest von x^2 + x geteilt durch x + 1.", "Ziehe das x-fache des "
         "Teilers ab: "
         "(x^2 + x) - x(x + 1) = 0.\nAlso gilt x^2 + x = (x + 1)x."),
    ],
)  # fmt: skip
def test_every_language_is_read(question: str, solution: str) -> None:
    assert judged(NAME, prose(question, solution, "x; 0")).outcome is Outcome.PASS
