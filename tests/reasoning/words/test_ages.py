"""Ages: hand-made families in several languages, steps that must not pass, questions that make no sense."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/words/ages"

QUESTION = (
    "Amina is 3 times as old as Juma. Zuri is 4 years older than Juma. The market is 9 kilometres away. "
    "In 5 years Amina, Juma and Zuri will be 69 years old together. How old is Amina today?"
)
SOLUTION = """All of them together change by 3 × 5 = 15 years.
Today they are 69 - 15 = 54 years old together.
Without the extra years 54 - 4 = 50 years are left.
There are 1 + 3 + 1 = 5 equal parts.
Juma is 50 ÷ 5 = 10 years old.
Amina is 3 × 10 = 30 years old."""
BY_HAND = {
    "en": (QUESTION, SOLUTION, "30 years"),
    "sw": (
        "Umri wa Amina ni mara 3 ya umri wa Juma. Jumla ya umri wa Amina na Juma ni miaka 40. "
        "Amina ana umri wa miaka mingapi leo?",
        "Kuna sehemu sawa 1 + 3 = 4.\nJuma ana umri wa miaka 10: 40 ÷ 4 = 10.\n"
        "3 × 10 = 30, kwa hiyo Amina ana umri wa miaka 30.",
        "miaka 30",
    ),
    "fr": (
        "L'âge d'Amina est 3 fois celui de Juma. En tout, Amina et Juma ont 40 ans. Quel âge a Juma aujourd'hui ?",
        "Il y a 4 parts égales : 1 + 3 = 4.\n40 ÷ 4 = 10, donc Juma a 10 ans.",
        "10 ans",
    ),
    "es": (
        "Amina nació 6 años antes que Ines. Hace 2 años, Amina e Ines tenían 22 años entre todos. "
        "¿Cuántos años tiene Amina hoy?",
        "Entre todos cambian en 2 × 2 = 4 años.\nHoy tienen 22 + 4 = 26 años entre todos.\n"
        "Sin los años de más quedan 26 - 6 = 20 años.\nHay 1 + 1 = 2 partes iguales.\n"
        "20 ÷ 2 = 10, así que Ines tiene 10 años.\nAmina tiene 16 años: 10 + 6 = 16.",
        "16 años",
    ),
    "de": (
        "Amina ist 3-mal so alt wie Juma. Zusammen sind Amina und Juma 40 Jahre alt. Wie alt ist Juma heute?",
        "Es gibt 1 + 3 = 4 gleiche Teile.\nJuma ist 40 ÷ 4 = 10 Jahre alt.",
        "10 Jahre",
    ),
}


@pytest.mark.parametrize("language", BY_HAND)
def test_a_family_written_by_hand_is_proved(language: str) -> None:
    assert judged(NAME, prose(*BY_HAND[language], language=language)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("3 × 5 = 15", "2 × 5 = 10", "claim does not follow: other numbers are called for"),
        ("69 - 15 = 54", "69 + 15 = 84", "claim does not follow: another operation is called for"),
        ("1 + 3 + 1 = 5", "3 + 1 = 4", "claim does not follow: other numbers are called for"),
        ("50 ÷ 5 = 10", "54 ÷ 6 = 9", "claim does not follow: other numbers are called for"),
        ("Juma is 50", "Zuri is 50", "works out what the goal does not need"),
        ("3 × 10 = 30", "3 × 10 = 31", "arithmetic is false"),
        ("Amina is 3", "Zuri is 10 + 4 = 14 years old.\nAmina is 3", "works out what the goal does not need"),
    ],
)
def test_a_fault_is_named(before: str, after: str, reason: str) -> None:
    spoilt = SOLUTION.replace(before, after, 1)

    assert spoilt != SOLUTION
    assert judged(NAME, prose(QUESTION, spoilt, "30 years")).reason == reason


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("69 years", "70 years", "question has no whole answer"),
        ("69 years", "9 years", "question has no whole answer"),
        ("Amina, Juma and Zuri", "Amina and Juma", "question does not add up the ages of all whom it compares"),
        ("older than Juma", "older than Amina", "question compares with more than one person"),
        ("is Amina today", "is Karim today", "question asks for somebody else"),
        ("Zuri is 4 years older", "Amina is 4 years older", "question states a quantity twice"),
        ("How old", "Amina, Juma and Zuri are 54 years old together. How old", "question adds up the ages twice"),
    ],
)
def test_a_question_must_make_sense(before: str, after: str, reason: str) -> None:
    spoilt = QUESTION.replace(before, after, 1)

    assert spoilt != QUESTION
    assert judged(NAME, prose(spoilt, SOLUTION, "30 years")).reason == reason
