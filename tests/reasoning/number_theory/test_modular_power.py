"""Remainders of powers: worked by hand in every language, and steps that do not follow."""

from typing import Any

import pytest
from tests.reasoning.arithmetic.worked import derivation_of, judged, made, prose

from provender.core.verdict import Outcome

NAME = "reasoning/number_theory/modular_power"
STEPS = """12 mod 7 = 5.
12^2 mod 7 = 5^2 mod 7 = 25 mod 7 = 4.
12^3 mod 7 = 4 × 5 mod 7 = 20 mod 7 = 6.
12^6 mod 7 = 6^2 mod 7 = 36 mod 7 = 1."""
ASKED = {
    "en": "What is the remainder when 12^6 is divided by 7?",
    "sw": "Baki la kugawanya 12^6 kwa 7 ni ngapi?",
    "fr": "Quel est le reste de la division de 12^6 par 7 ?",
    "es": "¿Cuál es el resto de dividir 12^6 entre 7?",
    "de": "Welcher Rest bleibt, wenn man 12^6 durch 7 teilt?",
}


@pytest.mark.parametrize("language", ASKED)
def test_a_power_worked_by_hand_is_proved(language: str) -> None:
    assert judged(NAME, prose(ASKED[language], STEPS, "1", language=language)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("12 mod 7 = 5.\n", ""),
        ("12 mod 7 = 5", "12 mod 7 = 12"),
        ("12^2 mod 7 = 5^2", "12^3 mod 7 = 5^2"),
        ("12^2 mod 7 = 5^2", "12^4 mod 7 = 5^2"),
        ("12^2 mod 7 = 5^2", "5^2 mod 7 = 5^2"),
        ("25 mod 7 = 4", "25 mod 7 = 11"),
        ("25 mod 7", "24 mod 7"),
        ("4 × 5 mod 7 = 20", "4 × 12 mod 7 = 48"),
        ("4 × 5", "5 × 4"),
        ("12^3 mod 7 = 4 × 5 mod 7 = 20 mod 7 = 6", "12^3 mod 7 = 5^2 mod 7 = 25 mod 7 = 4"),
        ("12^6 mod 7 = 6^2 mod 7 = 36 mod 7 = 1.", "12^12 mod 7 = 6^2 mod 7 = 36 mod 7 = 1."),
        ("\n12^6 mod 7 = 6^2 mod 7 = 36 mod 7 = 1.", ""),
    ],
)
def test_a_line_that_does_not_follow_is_failed(before: str, after: str) -> None:
    spoilt = STEPS.replace(before, after, 1)

    assert spoilt != STEPS
    assert judged(NAME, prose(ASKED["en"], spoilt, "1")).outcome is Outcome.FAIL


@pytest.mark.parametrize("power", ["1^6 is divided by 7", "12^1 is divided by 7", "12^6 is divided by 1"])
def test_a_power_that_asks_nothing_is_refused(power: str) -> None:
    reason = judged(NAME, prose(f"What is the remainder when {power}?", STEPS, "1")).reason

    assert reason == "question's numbers are too small or too large"


def test_answers_are_those_of_multiplying_one_by_one() -> None:
    for record in made(NAME, count=40, level=4):
        goal: Any = derivation_of(record).goal
        (_, a, e), m = goal[1:]
        rest = 1
        for _ in range(e):
            rest = rest * a % m
        assert derivation_of(record).answer == rest
