"""Rates: hand-made problems in every language, steps that must not pass, questions that make no sense."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/words/rates"

WORK = (
    "Amina can do the job alone in 6 hours. Alone, Juma needs 3 hours for the job. "
    "Zuri can do the job alone in 2 hours. How many hours do Amina and Juma need for the job together?"
)
SHARES = """Amina does 1 ÷ 6 = 1/6 of the job each hour.
Juma does 1 ÷ 3 = 1/3 of the job each hour.
Together they do 1/6 + 1/3 = 1/2 of the job each hour.
Together they need 1 ÷ 1/2 = 2 hours."""
BY_HAND = {
    "en": (WORK, SHARES, "2 hours"),
    "sw": (
        "Unalipa shilingi 10 kwa maembe 4. Bei ya kalamu 2 ni shilingi 6. Amina ananunua maembe 6. "
        "Amina anachukua kalamu 3. Amina analipa shilingi ngapi?",
        "10 ÷ 4 = 5/2, kwa hiyo kila embe linagharimu shilingi 5/2.\nBei ya maembe yote ni shilingi 6 × 5/2 = 15.\n"
        "Kila kalamu inagharimu shilingi 3: 6 ÷ 2 = 3.\nBei ya kalamu zote ni shilingi 9: 3 × 3 = 9.\n"
        "Amina analipa shilingi 24 kwa jumla: 15 + 9 = 24.",
        "shilingi 24",
    ),
    "fr": (
        "Amina verse 3 litres avec 20 grammes de sucre par litre. "
        "Juma ajoute 5 litres, chacun avec 60 grammes de sucre. "
        "Combien de grammes de sucre y a-t-il dans chaque litre du mélange ?",
        "Amina ajoute 60 grammes de sucre : 3 × 20 = 60.\nJuma ajoute 5 × 60 = 300 grammes de sucre.\n"
        "Il y a 60 + 300 = 360 grammes de sucre en tout.\n3 + 5 = 8, donc il y a 8 litres en tout.\n"
        "Chaque litre du mélange contient 45 grammes de sucre : 360 ÷ 8 = 45.",
        "45 grammes",
    ),
    "es": (
        "Ines hace el trabajo sin ayuda en 12 días. Sin ayuda, Juma necesita 6 días para el trabajo. "
        "Ines empieza sin ayuda y trabaja 3 días. ¿Cuántos días necesitan después Juma e Ines para terminar juntos?",
        "Ines hace 1 ÷ 12 = 1/12 del trabajo cada día.\nJuma hace 1 ÷ 6 = 1/6 del trabajo cada día.\n"
        "Juntos hacen 1/6 + 1/12 = 1/4 del trabajo cada día.\nInes ha hecho 3 × 1/12 = 1/4 del trabajo.\n"
        "La parte del trabajo que queda es 1 - 1/4 = 3/4.\nJuntos necesitan 3/4 ÷ 1/4 = 3 días.",
        "3 días",
    ),
    "de": (
        "4 Äpfel kosten 10 Euro. Für 2 Hüte zahlt man 6 Euro. Amina nimmt 6 Äpfel. Amina kauft 3 Hüte. "
        "Finde heraus, wie viele Euro Amina zahlt.",
        "Es kostet jeder Apfel 10 ÷ 4 = 5/2 Euro.\nDie Äpfel kosten 15 Euro: 6 × 5/2 = 15.\n"
        "6 ÷ 2 = 3, also: es kostet jeder Hut 3 Euro.\nDie Hüte kosten 3 × 3 = 9 Euro.\n"
        "Amina zahlt insgesamt 15 + 9 = 24 Euro.",
        "24 Euro",
    ),
}


@pytest.mark.parametrize("language", BY_HAND)
def test_a_problem_written_by_hand_is_proved(language: str) -> None:
    assert judged(NAME, prose(*BY_HAND[language], language=language)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("1/6 + 1/3 = 1/2", "1/6 + 1/3 = 2/9", "arithmetic is false"),
        ("1/6 + 1/3 = 1/2", "1/6 + 1/3 = 3/6", "sentence cannot be read"),
        ("1/6 + 1/3 = 1/2", "1/6 + 1/2 = 2/3", "claim does not follow: other numbers are called for"),
        ("1 ÷ 6 = 1/6", "6 ÷ 1 = 6", "claim does not follow: other numbers are called for"),
        ("Juma does", "Zuri does", "works out what the goal does not need"),
        ("1 ÷ 1/2 = 2", "1 × 1/2 = 1/2", "claim does not follow: another operation is called for"),
        ("2 hours", "2 days", "sentence cannot be read"),
    ],
)
def test_a_fault_is_named(before: str, after: str, reason: str) -> None:
    spoilt = SHARES.replace(before, after, 1)

    assert spoilt != SHARES
    assert judged(NAME, prose(WORK, spoilt, "2 hours")).reason == reason


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("Juma needs 3 hours", "Juma needs 3 days", "question measures time in two ways"),
        ("Juma needs 3 hours", "Juma needs 1/3 hours", "question counts in pieces"),
        ("Juma needs 3 hours", "Amina needs 3 hours", "question states a quantity twice"),
        ("Amina and Juma need", "Amina and Amina need", "question counts somebody twice, or asks in another unit"),
        ("Amina and Juma need", "Amina and Karim need", "question does not state what is needed"),
        ("How many hours do", "First Amina works alone for 2 hours. How many hours do",
         "question does not say who begins"),
        ("How many hours do Amina and Juma need for the job together?",
         "First Amina works alone for 6 hours. How many hours do Amina and Juma then need together for the rest?",
         "question leaves nothing to do"),
    ],
)  # fmt: skip
def test_a_question_must_make_sense(before: str, after: str, reason: str) -> None:
    spoilt = WORK.replace(before, after, 1)

    assert spoilt != WORK
    assert judged(NAME, prose(spoilt, SHARES, "2 hours")).reason == reason
