"""Linear equations: what each transformation may do, and which equations have no one solution."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/algebra/linear_equations"
QUESTION = "Solve for x: (x + 1)/2 + 3(x - 2) = x/4 + 1."
SOUND = """Multiply both sides by 4: 2(x + 1) + 12(x - 2) = x + 4.
Remove the brackets: 2x + 2 + 12x - 24 = x + 4.
Simplify each side: 14x - 22 = x + 4.
Subtract x from both sides: 13x - 22 = 4.
Add 22 to both sides: 13x = 26.
Divide both sides by 13: x = 2.
Left side for x = 2: (2 + 1)/2 + 3 × (2 - 2) = 3/2.
Right side for x = 2: 2/4 + 1 = 3/2.
Both sides are 3/2, so x = 2."""


def test_a_solution_written_by_hand_is_proved() -> None:
    assert judged(NAME, prose(QUESTION, SOUND, "2")).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("by 4: 2(x + 1) + 12(x - 2) = x + 4", "by 4: 2(x + 1) + 3(x - 2) = x + 4"),  # a term left out
        ("by 4: 2(x + 1)", "by 8: 2(x + 1)"),
        ("12x - 24 = x", "12x - 2 = x"),  # a factor not carried to the second term
        ("12x - 24 = x", "12(x - 2) = x"),
        ("14x - 22 = x + 4", "14x - 22 = 4 + x"),
        ("14x - 22 = x + 4", "14x + 22 = x + 4"),
        ("Subtract x from both sides: 13x", "Add x to both sides: 13x"),
        ("13x - 22 = 4", "15x - 22 = 4"),  # moved over without its sign
        ("Add 22", "Add y"),
        ("Divide both sides by 13: x = 2", "Divide both sides by 13: x = 13"),
        ("Divide both sides by 13: x = 2", "Divide both sides by 0: x = 2"),
        ("Divide both sides by 13: x = 2", "Divide both sides by 13: y = 2"),
        ("Left side for x = 2", "Left side for x = 3"),
        ("(2 + 1)/2 + 3 × (2 - 2) = 3/2", "(2 + 1)/2 + 3 × (2 - 2) = 5/2"),
        ("(2 + 1)/2 + 3 × (2 - 2) = 3/2", "2/4 + 1 = 3/2"),  # true, of the other side
        ("Right side for x = 2: 2/4 + 1 = 3/2.\n", ""),
        ("Both sides are 3/2", "Both sides are 2"),
        ("3/2, so x = 2", "3/2, so x = 4/2 + 0"),
    ],
)
def test_a_false_step_is_failed(before: str, after: str) -> None:
    spoilt = SOUND.replace(before, after)

    assert spoilt != SOUND
    assert judged(NAME, prose(QUESTION, spoilt, "2")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("equation", "reason"),
    [
        ("2(x + 1) = 2x + 2", "equation has no single solution"),
        ("2(x + 1) = 2x + 3", "equation has no single solution"),
        ("x(x + 1) = 2x + 3", "equation has no single solution"),
        ("2y + 1 = 3", "question is no linear equation in its unknown"),
        ("x/(x + 1) = 3", "question is no linear equation in its unknown"),
    ],
)
def test_an_equation_without_one_solution_is_refused(equation: str, reason: str) -> None:
    assert judged(NAME, prose(f"Solve for x: {equation}.", SOUND, "2")).reason == reason


@pytest.mark.parametrize(
    ("question", "solution"),
    [
        ("Tafuta x ikiwa 2x + 3 = 9.", "Toa 3 pande zote mbili: 2x = 6.\nGawanya pande zote mbili kwa 2: x = 3.\n"
         "Upande wa kushoto kwa x = 3: 2 × 3 + 3 = 9.\nPande zote mbili ni 9, kwa hiyo x = 3."),
        ("Trouve x sachant que 2x + 3 = 9.", "Retranchons 3 des deux membres : 2x = 6.\nDivisons les deux membres par "
         "2 : x = 3.\nMembre de gauche pour x = 3 : 2 × 3 + 3 = 9.\nLes deux membres valent 9, donc x = 3."),
        ("Halla x si 2x + 3 = 9.", "Restamos 3 en ambos lados: 2x = 6.\nDividimos ambos lados entre 2: x = 3.\n"
         "Lado izquierdo para x = 3: 2 × 3 + 3 = 9.\nAmbos lados valen 9, así que x = 3."),
        ("Löse nach x auf: 2x + 3 = 9.", "Subtrahiere 3 auf beiden Seiten: 2x = 6.\nTeile beide Seiten durch 2: x = 3."
         "\nLinke Seite für x = 3: 2 × 3 + 3 = 9.\nBeide Seiten sind 9, also gilt x = 3."),
    ],
)  # fmt: skip
def test_every_language_is_read(question: str, solution: str) -> None:
    assert judged(NAME, prose(question, solution, "3")).outcome is Outcome.PASS
