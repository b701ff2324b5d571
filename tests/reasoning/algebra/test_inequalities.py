"""Inequalities: turned signs, ends that belong or not, and sets that need every zero."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/algebra/inequalities"
QUESTION = "Solve x^2 - 3x ≥ 2x - 6 for real x; write the set as intervals."
SOUND = """Bring everything to the left: x^2 - 5x + 6 ≥ 0.
x^2 - 5x + 6 is 0 at x = 2: 2^2 - 5 × 2 + 6 = 0.
x^2 - 5x + 6 is 0 at x = 3: 3^2 - 5 × 3 + 6 = 0.
Its graph opens upwards, for 1 > 0.
So x lies in (-∞, 2] ∪ [3, ∞)."""


def asked(inequality: str) -> str:
    """The question about another inequality."""
    return f"Solve {inequality} for real x; write the set as intervals."


def test_a_solution_by_hand_is_proved() -> None:
    assert judged(NAME, prose(QUESTION, SOUND, "(-∞, 2] ∪ [3, ∞)")).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x^2 - 5x + 6 ≥ 0", "x^2 - 5x + 6 > 0"),
        ("x^2 - 5x + 6 ≥ 0", "x^2 - x - 6 ≥ 0"),
        ("Bring everything to the left: x^2 - 5x + 6 ≥ 0.\n", ""),
        ("x^2 - 5x + 6 is 0 at x = 3: 3^2 - 5 × 3 + 6 = 0.\n", ""),
        ("opens upwards, for 1 > 0", "opens downwards, for 1 < 0"),
        ("Its graph opens upwards, for 1 > 0.\n", ""),
        ("(-∞, 2] ∪ [3, ∞)", "[2, 3]"),
        ("(-∞, 2] ∪ [3, ∞)", "(-∞, 2) ∪ [3, ∞)"),
        ("(-∞, 2] ∪ [3, ∞)", "[3, ∞)"),
    ],
)
def test_a_false_step_is_failed(before: str, after: str) -> None:
    spoilt = SOUND.replace(before, after)

    assert spoilt != SOUND
    assert judged(NAME, prose(QUESTION, spoilt, "(-∞, 2] ∪ [3, ∞)")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Divide by -3, which is negative, so the sign turns: x > -2.\nSo x lies in (-2, ∞).", Outcome.PASS),
        ("Divide by -3, which is negative, so the sign turns: x < -2.\nSo x lies in (-2, ∞).", Outcome.FAIL),
        ("Divide by -3, which is positive, so the sign stays: x < -2.\nSo x lies in (-2, ∞).", Outcome.FAIL),
        ("Divide by -3, which is negative, so the sign turns: x > -2.\nSo x lies in [-2, ∞).", Outcome.FAIL),
        ("So x lies in (-2, ∞).", Outcome.FAIL),
    ],
)
def test_a_negative_divisor_turns_the_sign(sentence: str, outcome: Outcome) -> None:
    assert judged(NAME, prose(asked("-3x < 6"), sentence, "(-2, ∞)")).outcome is outcome


@pytest.mark.parametrize(
    ("relation", "answer"), [("<", "∅"), ("≤", "[3, 3]"), (">", "(-∞, 3) ∪ (3, ∞)"), ("≥", "(-∞, ∞)")]
)
def test_a_double_zero_gives_all_or_one_or_none(relation: str, answer: str) -> None:
    solution = (
        f"x^2 - 6x + 9 is 0 at x = 3: 3^2 - 6 × 3 + 9 = 0.\nIts graph opens upwards, for 1 > 0.\nSo x lies in {answer}."
    )

    assert judged(NAME, prose(asked(f"x^2 - 6x + 9 {relation} 0"), solution, answer)).outcome is Outcome.PASS


def test_no_zero_must_be_shown() -> None:
    shown = "x^2 + 1 has no real zero, for its discriminant is negative: 0^2 - 4 × 1 × 1 = -4.\n"
    rest = "Its graph opens upwards, for 1 > 0.\nSo x lies in ∅."

    assert judged(NAME, prose(asked("x^2 + 1 < 0"), shown + rest, "∅")).outcome is Outcome.PASS
    assert judged(NAME, prose(asked("x^2 + 1 < 0"), rest, "∅")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("inequality", "reason"),
    [
        ("x^2 < 2", "zeros are no rational numbers"),
        ("x^3 < 2", "question is no linear or quadratic inequality in its unknown"),
        ("2x + 1 < 2x", "question is no linear or quadratic inequality in its unknown"),
        ("2y < 4", "question is no linear or quadratic inequality in its unknown"),
    ],
)
def test_an_inequality_of_another_kind_is_refused(inequality: str, reason: str) -> None:
    assert judged(NAME, prose(asked(inequality), SOUND, "∅")).reason == reason


@pytest.mark.parametrize(
    ("question", "solution"),
    [
        ("Tatua 2x < 6 kwa x halisi; andika seti kama vipindi.", "Gawanya kwa 2, ambayo ni chanya, hivyo alama "
         "haibadiliki: x < 3.\nHivyo x iko katika (-∞, 3)."),
        ("Résous 2x < 6 pour x réel ; écris l'ensemble avec des intervalles.", "Divisons par 2, qui est "
         "positif, le sens "
         "reste : x < 3.\nDonc x est dans (-∞, 3)."),
        ("Resuelve 2x < 6 para x real; escribe el conjunto con intervalos.", "Dividimos entre 2, que es positivo, y el "
         "signo se mantiene: x < 3.\nAsí que x está en (-∞, 3)."),
        ("Löse 2x < 6 für reelles x; schreibe die Menge mit Intervallen.", "Teile durch 2, eine positive Zahl, "
         "das Zeichen "
         "bleibt: x < 3.\nAlso liegt x in (-∞, 3)."),
    ],
)  # fmt: skip
def test_every_language_is_read(question: str, solution: str) -> None:
    assert judged(NAME, prose(question, solution, "(-∞, 3)")).outcome is Outcome.PASS
