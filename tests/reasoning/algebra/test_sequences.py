"""Sequences of a declared class: the equations for p and q, and terms that fix no rule."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/algebra/sequences"
RULE = "a(n) = p × a(n - 1) + q × a(n - 2), p and q fixed"
QUESTION = f"The sequence a(1), a(2), ... begins 1, 3, 13, 55 and obeys {RULE}. What is a(6)?"
SOUND = """For n = 3: 3p + q = 13.
For n = 4: 13p + 3q = 55.
For n = 3, multiplied by 3: 9p + 3q = 39.
The second less the first: 4p = 16.
So p = 16/4 = 4.
So q = 13 - 3 × 4 = 1.
a(5) = 4 × 55 + 1 × 13 = 233.
a(6) = 4 × 233 + 1 × 55 = 987."""


def test_a_solution_by_hand_is_proved() -> None:
    assert judged(NAME, prose(QUESTION, SOUND, "987")).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("3p + q = 13", "p + 3q = 13"),
        ("multiplied by 3: 9p + 3q = 39", "multiplied by 3: 9p + 3q = 13"),
        ("For n = 3, multiplied by 3: 9p + 3q = 39.\n", ""),
        ("4p = 16", "-4p = -16"),
        ("p = 16/4 = 4", "p = 16/4 = 3"),
        ("p = 16/4 = 4", "p = 8/2 = 4"),
        ("q = 13 - 3 × 4 = 1", "q = 55 - 13 × 4 = 3"),
        ("4 × 233 + 1 × 55", "4 × 233 + 1 × 13"),
        ("a(5) = 4 × 55 + 1 × 13 = 233.\n", ""),
        ("a(6) = 4", "a(7) = 4"),
    ],
)
def test_a_false_step_is_failed(before: str, after: str) -> None:
    spoilt = SOUND.replace(before, after)

    assert spoilt != SOUND
    assert judged(NAME, prose(QUESTION, spoilt, "987")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("terms", "n", "reason"),
    [
        ("1, 2, 4, 8", 6, "the terms do not fix the rule"),
        ("1, 3, 13, 56", 6, "no whole p and q fit the terms"),
        ("1, 3, 13, 55, 234", 6, "no whole p and q fit the terms"),
        ("1, 3, 13", 6, "question asks for no term beyond those that fix the rule"),
        ("1, 3, 13, 55", 4, "question asks for no term beyond those that fix the rule"),
        ("1, 3, 13, 55", 99999, "question asks for no term beyond those that fix the rule"),
    ],
)
def test_terms_that_fix_no_rule_are_refused(terms: str, n: int, reason: str) -> None:
    question = f"The sequence a(1), a(2), ... begins {terms} and obeys {RULE}. What is a({n})?"

    assert judged(NAME, prose(question, SOUND, "987")).reason == reason


@pytest.mark.parametrize(
    ("question", "solution"),
    [
        ("Namba 3, 7, 15 ni a(1), a(2), ... za mfuatano wenye %s, p na q hazibadiliki. Tafuta a(4).",
         "Kwa n = 2: 3p + q = 7.\nKwa n = 3: 7p + q = 15.\nMlinganyo wa pili kutoa wa kwanza: 4p = 8.\n"
         "Hivyo p = 8/4 = 2.\nHivyo q = 7 - 3 × 2 = 1.\na(4) = 2 × 15 + 1 = 31."),
        ("Les nombres 3, 7, 15 sont a(1), a(2), ... d'une suite où %s, p et q fixes. Trouve a(4).",
         "Pour n = 2 : 3p + q = 7.\nPour n = 3 : 7p + q = 15.\nLa seconde moins la première : 4p = 8.\n"
         "Donc p = 8/4 = 2.\nDonc q = 7 - 3 × 2 = 1.\na(4) = 2 × 15 + 1 = 31."),
        ("Los números 3, 7, 15 son a(1), a(2), ... de una sucesión con %s, p y q fijos. Halla a(4).",
         "Para n = 2: 3p + q = 7.\nPara n = 3: 7p + q = 15.\nLa segunda menos la primera: 4p = 8.\n"
         "Así que p = 8/4 = 2.\nAsí que q = 7 - 3 × 2 = 1.\na(4) = 2 × 15 + 1 = 31."),
        ("Die Zahlen 3, 7, 15 sind a(1), a(2), ... einer Folge mit %s, p und q fest. Bestimme a(4).",
         "Für n = 2: 3p + q = 7.\nFür n = 3: 7p + q = 15.\nDie zweite minus die erste: 4p = 8.\n"
         "Also ist p = 8/4 = 2.\nAlso ist q = 7 - 3 × 2 = 1.\na(4) = 2 × 15 + 1 = 31."),
    ],
)  # fmt: skip
def test_every_language_is_read(question: str, solution: str) -> None:
    assert judged(NAME, prose(question % "a(n) = p × a(n - 1) + q", solution, "31")).outcome is Outcome.PASS
