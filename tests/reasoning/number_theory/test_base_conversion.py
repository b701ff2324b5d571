"""Conversions between bases: worked by hand in every language, and steps that do not follow."""

from typing import Any

import pytest
from tests.reasoning.arithmetic.worked import derivation_of, judged, made, problem_of, prose

from provender.core.verdict import Outcome

NAME = "reasoning/number_theory/base_conversion"
STEPS = """1 × 16 + 11 = 27.
27 × 16 + 4 = 436.
436 = 7 × 62 + 2.
62 = 7 × 8 + 6.
8 = 7 × 1 + 1.
1 = 7 × 0 + 1."""
BY_HAND = {
    "en": ("Convert 1B4 from base 16 to base 7.",
           f"{STEPS}\nThe remainders, from last to first, are the digits of 436 in base 7: 1162.", "1162"),
    "sw": ("Je, namba 1B4 ya kizio cha 16 huandikwaje katika kizio cha 7?",
           f"{STEPS}\nMabaki, kuanzia la mwisho hadi la kwanza, ndiyo tarakimu za 436 katika kizio 7: 1162.", "1162"),
    "fr": ("Comment le nombre 1B4 de la base 16 s'écrit-il en base 7 ?",
           f"{STEPS}\nLes restes, du dernier au premier, sont les chiffres de 436 en base 7 : 1162.", "1162"),
    "es": ("Convierte 27 de la base 10 a la base 11.",
           "27 = 11 × 2 + 5.\n2 = 11 × 0 + 2.\n"
           "Los restos, del último al primero, son las cifras de 27 en base 11: 25.", "25"),
    "de": ("Wandle 1B von Basis 16 in Basis 10 um.", "1 × 16 + 11 = 27.", "27"),
}  # fmt: skip


@pytest.mark.parametrize("language", BY_HAND)
def test_a_conversion_written_by_hand_is_proved(language: str) -> None:
    assert judged(NAME, prose(*BY_HAND[language], language=language)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1 × 16 + 11 = 27.\n", ""),
        ("1 × 16 + 11 = 27", "11 × 16 + 1 = 177"),
        ("1 × 16 + 11 = 27", "1 × 11 + 16 = 27"),
        ("27 × 16 + 4 = 436", "27 × 16 + 1 = 433"),
        ("436 = 7 × 62 + 2", "436 = 7 × 61 + 9"),
        ("436 = 7 × 62 + 2", "436 = 62 × 7 + 2"),
        ("62 = 7 × 8 + 6.\n", ""),
        ("1 = 7 × 0 + 1.\n", ""),
        ("of 436", "of 27"),
        ("in base 7", "in base 8"),
        ("base 7: 1162", "base 7: 2611"),
        ("base 7: 1162", "base 7: 1162 "),
        ("\nThe", "\n8 = 7 × 1 + 1.\n0 = 7 × 0 + 0.\nThe"),
    ],
)
def test_a_line_that_does_not_follow_is_failed(before: str, after: str) -> None:
    question, steps, answer = BY_HAND["en"]
    spoilt = steps.replace(before, after, 1)

    assert spoilt != steps
    assert judged(NAME, prose(question, spoilt, answer)).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "asked",
    ["1B4 from base 11 to base 7", "12 from base 17 to base 7", "12 from base 7 to base 7", "6 from base 8 to base 7"],
)
def test_an_unsound_question_is_refused(asked: str) -> None:
    assert judged(NAME, prose(f"Convert {asked}.", STEPS, "1")).outcome is Outcome.FAIL


@pytest.mark.parametrize("level", [1, 3, 6])
def test_both_numbers_are_the_same_number(level: int) -> None:
    for record in made(NAME, count=60, level=level):
        goal: Any = derivation_of(record).goal
        digits, b, c = goal[1:]
        value = 0
        for digit in digits[1:]:
            value = value * b + digit
        assert int(problem_of(record).answer, c) == value
