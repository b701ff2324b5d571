"""Quadratic equations: the discriminant's certificate, both branches, none and one solution."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/algebra/quadratics"
QUESTION = "Find all real solutions x of (x + 1)(2x - 5) = -3, the smallest first."
SOUND = """Bring everything to one side: 2x^2 - 3x - 2 = 0.
The discriminant is (-3)^2 - 4 × 2 × (-2) = 25.
Its root: 5 × 5 = 25.
With minus: (3 - 5)/(2 × 2) = -1/2.
With plus: (3 + 5)/(2 × 2) = 2.
In ascending order, x is -1/2, 2."""


def asked(equation: str) -> str:
    """The question about another equation."""
    return f"Find all real solutions x of {equation}, the smallest first."


def test_a_solution_by_hand_is_proved() -> None:
    assert judged(NAME, prose(QUESTION, SOUND, "-1/2, 2")).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2x^2 - 3x - 2 = 0", "2x^2 - 3x - 5 = 0"),
        ("2x^2 - 3x - 2 = 0", "2y^2 - 3y - 2 = 0"),
        ("Bring everything to one side: 2x^2 - 3x - 2 = 0.\n", ""),
        ("(-3)^2 - 4 × 2 × (-2) = 25", "(-3)^2 + 4 × 2 × (-2) = -7"),
        ("(-3)^2 - 4 × 2 × (-2) = 25", "(-3)^2 - 4 × 2 × (-2) = -7"),
        ("5 × 5 = 25", "-5 × 5 = 25"),
        ("Its root: 5 × 5 = 25.\n", ""),
        ("(3 - 5)/(2 × 2) = -1/2", "(3 + 5)/(2 × 2) = 2"),
        ("(3 - 5)/(2 × 2)", "(-3 - 5)/(2 × 2)"),
        ("(3 - 5)/(2 × 2) = -1/2", "(3 - 5)/2 = -1"),
        ("With plus: (3 + 5)/(2 × 2) = 2.\n", ""),
        ("x is -1/2, 2", "x is 2, -1/2"),
        ("x is -1/2, 2", "x is 2"),
        ("x is -1/2, 2.", "x is -1/2, 2.\nIt is negative, so no real x solves the equation."),
    ],
)
def test_a_false_step_is_failed(before: str, after: str) -> None:
    spoilt = SOUND.replace(before, after)

    assert spoilt != SOUND
    assert judged(NAME, prose(QUESTION, spoilt, "-1/2, 2")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("equation", "reason"),
    [
        ("x^2 = 2", "solutions are no rational numbers"),
        ("3x + 1 = 0", "question is no quadratic equation in its unknown"),
        ("x^2 = x^2 + x - 1", "question is no quadratic equation in its unknown"),
        ("y^2 = 4", "question is no quadratic equation in its unknown"),
        ("x^3 = 4", "question is no quadratic equation in its unknown"),
        ("x^2/2 = 3x/4", "question is no quadratic equation in its unknown"),
    ],
)
def test_an_equation_of_another_kind_is_refused(equation: str, reason: str) -> None:
    solution = "Bring everything to one side: x^2 - 2 = 0.\nThe discriminant is 0^2 - 4 × 1 × (-2) = 8."

    assert judged(NAME, prose(asked(equation), solution, "2")).reason == reason


def test_no_irrational_solution_is_called_none() -> None:
    solution = "Bring everything to one side: x^2 - 2 = 0.\nThe discriminant is 0^2 - 4 × 1 × (-2) = 8."

    assert judged(NAME, prose(asked("x^2 = 2"), solution, "none")).reason == "solutions are no rational numbers"


@pytest.mark.parametrize(
    ("question", "solution", "answer"),
    [
        ("Kwa x halisi zipi, kuanzia ndogo, x^2 + 1 = 0?", "Kitofautishi ni 0^2 - 4 × 1 × 1 = -4.\nNi hasi, kwa hiyo "
         "hakuna x halisi inayotatua mlinganyo.", "hakuna"),
        ("Pour quels x réels, par ordre croissant, a-t-on x^2 + 1 = 0 ?", "Le discriminant vaut 0^2 - 4 × 1 × 1 = -4.\n"
         "Il est négatif, donc aucun x réel ne résout l'équation.", "aucune"),
        ("¿Para qué x reales, en orden creciente, se cumple x^2 - 2x + 1 = 0?", "El discriminante es (-2)^2 - 4 × 1 × 1"
         " = 0.\nComo es 0, las dos son una sola: 2/(2 × 1) = 1.\nEn orden creciente, x es 1.", "1"),
        ("Für welche reellen x, der Größe nach, gilt x^2 - 2x + 1 = 0?", "Die Diskriminante ist (-2)^2 - 4 × 1 × 1 = 0."
         "\nDa sie 0 ist, fallen beide zusammen: 2/(2 × 1) = 1.\nDer Größe nach ist x gleich 1.", "1"),
    ],
)  # fmt: skip
def test_every_language_is_read(question: str, solution: str, answer: str) -> None:
    assert judged(NAME, prose(question, solution, answer)).outcome is Outcome.PASS
