"""Numbers with given remainders: worked by hand in every language, and steps that do not follow."""

from math import lcm
from typing import Any

import pytest
from tests.reasoning.arithmetic.worked import derivation_of, judged, made, prose

from provender.core.verdict import Outcome

NAME = "reasoning/number_theory/chinese_remainder"
QUESTION = "Find the smallest whole number x ≥ 0 with x mod 4 = 3; x mod 6 = 1; x mod 9 = 4. If there is none, say so."
STEPS = """(1 - 3) mod 6 = 4.
4 × 1 mod 6 = 4.
3 + 4 × 1 = 7.
lcm(4, 6) = 12.
(4 - 7) mod 9 = 6.
12 × 2 mod 9 = 6.
7 + 12 × 2 = 31."""
GIVEN = "x mod 4 = 3; x mod 6 = 2"
NONE = "(2 - 3) mod 6 = 5.\ngcd(4, 6) = 2.\n5 mod 2 = 1, "
BY_HAND = {
    "en": (QUESTION, STEPS, "31"),
    "sw": (
        f"Tafuta namba nzima ndogo kuliko zote x ≥ 0 yenye {GIVEN}. Kama hakuna, sema hivyo.",
        f"{NONE}si 0, kwa hiyo hakuna namba kama hiyo.",
        "hakuna",
    ),
    "fr": (
        f"Quel est le plus petit entier x ≥ 0 tel que {GIVEN} ? S'il n'y en a pas, dis-le.",
        f"{NONE}pas 0, donc il n'y a pas de tel nombre.",
        "aucun",
    ),
    "es": (
        f"¿Cuál es el menor entero x ≥ 0 tal que {GIVEN}? Si no hay ninguno, dilo.",
        f"{NONE}no 0, así que no hay tal número.",
        "ninguno",
    ),
    "de": (
        f"Finde die kleinste ganze Zahl x ≥ 0 mit {GIVEN}. Gibt es keine, so sage es.",
        f"{NONE}nicht 0, also gibt es keine solche Zahl.",
        "keine",
    ),
}


@pytest.mark.parametrize("language", BY_HAND)
def test_a_solution_written_by_hand_is_proved(language: str) -> None:
    assert judged(NAME, prose(*BY_HAND[language], language=language)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(1 - 3) mod 6 = 4", "(3 - 1) mod 6 = 2"),
        ("(1 - 3) mod 6 = 4", "(1 - 3) mod 6 = 10"),
        ("4 × 1 mod 6", "4 × 4 mod 6"),
        ("4 × 1 mod 6 = 4.\n", ""),
        ("(1 - 3) mod 6 = 4.\n", ""),
        ("3 + 4 × 1 = 7", "3 + 4 × 4 = 19"),
        ("lcm(4, 6) = 12", "lcm(4, 6) = 24"),
        ("lcm(4, 6) = 12", "lcm(6, 4) = 12"),
        ("lcm(4, 6) = 12", "gcd(4, 6) = 2"),
        ("lcm(4, 6) = 12.\n", ""),
        ("(4 - 7) mod 9 = 6", "(4 - 3) mod 9 = 1"),
        ("12 × 2 mod 9", "12 × 5 mod 9"),
        ("12 × 2 mod 9 = 6.\n7 + 12 × 2 = 31", "12 × 5 mod 9 = 6.\n7 + 12 × 5 = 67"),
        ("7 + 12 × 2 = 31", "31 + 12 × 0 = 31"),
    ],
)
def test_a_line_that_does_not_follow_is_failed(before: str, after: str) -> None:
    spoilt = STEPS.replace(before, after, 1)

    assert spoilt != STEPS
    assert judged(NAME, prose(QUESTION, spoilt, "31")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(2 - 3) mod 6 = 5.\n", ""),
        ("gcd(4, 6) = 2.\n", ""),
        ("gcd(4, 6) = 2", "gcd(4, 6) = 1"),
        ("5 mod 2 = 1", "5 mod 4 = 1"),
        ("5 mod 2 = 1", "4 mod 2 = 0"),
        ("5 mod 2 = 1", "3 mod 2 = 1"),
    ],
)
def test_that_there_is_none_must_be_shown(before: str, after: str) -> None:
    question, solution, answer = BY_HAND["de"]
    spoilt = solution.replace(before, after, 1)

    assert spoilt != solution
    assert judged(NAME, prose(question, spoilt, answer, language="de")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "given", ["x mod 4 = 4; x mod 6 = 1", "x mod 1 = 0; x mod 6 = 1", "x mod 4 = 1; x mod 9999 = 1"]
)
def test_an_unsound_question_is_refused(given: str) -> None:
    question = f"Find the smallest whole number x ≥ 0 with {given}. If there is none, say so."

    assert judged(NAME, prose(question, STEPS, "1")).reason.startswith("a remainder is not below its modulus")


def test_answers_are_those_of_trying_every_number() -> None:
    none = 0
    for record in made(NAME, count=150, level=2):
        told = derivation_of(record)
        claims: list[Any] = [claim.args for claim in told.givens]
        given = [(mod[2], s) for mod, s in claims]
        numbers = range(lcm(*[m for m, _ in given]))
        fit = (x for x in numbers if all(x % m == s for m, s in given))
        assert told.answer == next(fit, "none")
        none += told.answer == "none"
    assert 10 < none < 75
