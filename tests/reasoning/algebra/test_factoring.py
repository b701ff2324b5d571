"""Factorisation: roots, splits, what does not split, and the one order of the factors."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/algebra/factoring"
QUESTION = "Factorise 2x^4 - 2x^3 - 2x + 2 completely over the integers."
SOUND = """Take out 2: 2x^4 - 2x^3 - 2x + 2 = 2(x^4 - x^3 - x + 1).
x = 1 is a root: 1^4 - 1 × 1^3 - 1 × 1 + 1 = 0.
Split off the factor: x^4 - x^3 - x + 1 = (x - 1)(x^3 - 1).
x = 1 is a root: 1^3 - 1 = 0.
Split off the factor: x^3 - 1 = (x - 1)(x^2 + x + 1).
x^2 + x + 1 does not split, its discriminant is negative: 1^2 - 4 × 1 × 1 = -3.
Therefore 2x^4 - 2x^3 - 2x + 2 = 2(x - 1)^2(x^2 + x + 1)."""
ANSWER = "2(x - 1)^2(x^2 + x + 1)"


def test_a_factorisation_by_hand_is_proved() -> None:
    assert judged(NAME, prose(QUESTION, SOUND, ANSWER)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = 1 is a root: 1^3 - 1 = 0", "x = -1 is a root: (-1)^3 + 1 = 0"),
        ("x^3 - 1 = (x - 1)(x^2 + x + 1)", "x^3 - 1 = (x - 1)(x^2 + x - 1)"),
        ("x^3 - 1 = (x - 1)(x^2 + x + 1)", "x^3 - 1 = (x - 1)(x^2 + 1 + x)"),
        ("x^4 - x^3 - x + 1 = (x - 1)(x^3 - 1)", "x^4 - x^3 - x + 1 = (x^2 - 1)(x^2 - x + 1)"),
        ("1^2 - 4 × 1 × 1 = -3", "1^2 + 4 × 1 × 1 = 5"),
        ("x^2 + x + 1 does not split, its discriminant is negative: 1^2 - 4 × 1 × 1 = -3.\n", ""),
        ("= 2(x - 1)^2(x^2 + x + 1).", "= 2(x - 1)(x^3 - 1)."),  # true, and not complete
        ("= 2(x - 1)^2(x^2 + x + 1).", "= 2(x^2 + x + 1)(x - 1)^2."),
        ("x = 1 is a root: 1^3 - 1 = 0.\n", ""),  # a root of what was split before is none of what is left
        ("Take out 2", "Take out 4"),
    ],
)
def test_a_false_or_incomplete_step_is_failed(before: str, after: str) -> None:
    spoilt = SOUND.replace(before, after)

    assert spoilt != SOUND
    assert judged(NAME, prose(QUESTION, spoilt, ANSWER)).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "text",
    ["x + 1", "7", "x^2 + y", "(x + 1)(x + 2)", "-x^2 + 1", "1 + x^2", "x^40 - 1", "x^2/2 - 2"],
)
def test_what_cannot_be_factored_is_refused(text: str) -> None:
    question = f"Factorise {text} completely over the integers."

    assert judged(NAME, prose(question, SOUND, ANSWER)).reason == "question is no polynomial that can be factored"


@pytest.mark.parametrize(
    ("question", "solution"),
    [
        ("Changanua x^2 - 1 kabisa katika namba nzima.", "x = -1 ni kipeuo: (-1)^2 - 1 = 0.\nTenga kigawo "
         "hicho: x^2 - 1 = "
         "(x + 1)(x - 1)."),
        ("Factorise x^2 - 1 complètement sur les entiers.", "x = -1 est une racine : (-1)^2 - 1 = 0.\nSéparons "
         "ce facteur : "
         "x^2 - 1 = (x + 1)(x - 1)."),
        ("Factoriza x^2 - 1 por completo sobre los enteros.", "x = -1 es una raíz: (-1)^2 - 1 = 0.\nSeparamos "
         "ese factor: "
         "x^2 - 1 = (x + 1)(x - 1)."),
        ("Zerlege x^2 - 1 vollständig über den ganzen Zahlen.", "x = -1 ist eine Nullstelle: (-1)^2 - 1 = "
         "0.\nSpalte den "
         "Faktor ab: x^2 - 1 = (x + 1)(x - 1)."),
    ],
)  # fmt: skip
def test_every_language_is_read(question: str, solution: str) -> None:
    assert judged(NAME, prose(question, solution, "(x + 1)(x - 1)")).outcome is Outcome.PASS
