"""Stock problems: hand-made weeks in every language, and steps and questions that must not pass."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/words/inventory"

QUESTION = (
    "Amina starts with 40 mangoes in stock. At first Amina has 30 pens in stock. Juma starts with 9 mangoes in stock. "
    "One pen costs 7 shillings. On Monday, Amina sells 12 mangoes. Amina buys 5 pens on Tuesday. "
    "On Wednesday, Amina sends 8 mangoes to Juma. Amina throws away 3 mangoes on Friday. "
    "How many mangoes do Amina and Juma have together on Thursday evening?"
)
SOLUTION = """On Monday evening Amina has 40 - 12 = 28 mangoes.
On Wednesday evening Amina has 28 - 8 = 20 mangoes.
On Wednesday evening Juma has 9 + 8 = 17 mangoes.
On Thursday evening they have 20 + 17 = 37 mangoes together."""
BY_HAND = {
    "en": (QUESTION, SOLUTION, "37 mangoes"),
    "sw": (
        "Amina anaanza na maembe 40 ghalani. Mnamo Jumatatu, Amina anauza maembe 12. "
        "Amina anatupa maembe 3 mnamo Ijumaa. Amina ana maembe mangapi ghalani jioni ya Alhamisi?",
        "40 - 12 = 28, kwa hiyo jioni ya Jumatatu Amina ana maembe 28.",
        "maembe 28",
    ),
    "fr": (
        "Amina commence avec 40 œufs en stock. Ce lundi, Amina vend 12 œufs. Amina jette 3 œufs ce vendredi. "
        "Combien d'œufs a Amina le jeudi soir ?",
        "Le lundi soir, Amina a 28 œufs : 40 - 12 = 28.",
        "28 œufs",
    ),
    "es": (
        "Ines empieza con 40 tazas en el almacén. El sábado, Ines vende 12 tazas. Ines tira 3 tazas el lunes. "
        "Averigua cuántas tazas tiene Ines el domingo por la noche.",
        "El sábado por la noche Ines tiene 40 - 12 = 28 tazas.",
        "28 tazas",
    ),
    "de": (
        "Zu Beginn hat Amina 40 Teller auf Lager. Am Montag verkauft Amina 12 Teller. "
        "Amina wirft am Freitag 3 Teller weg. Wie viele Teller hat Amina am Donnerstagabend?",
        "40 - 12 = 28, also: am Montagabend hat Amina 28 Teller.",
        "28 Teller",
    ),
}


@pytest.mark.parametrize("language", BY_HAND)
def test_a_week_written_by_hand_is_proved(language: str) -> None:
    assert judged(NAME, prose(*BY_HAND[language], language=language)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("40 - 12 = 28", "40 - 13 = 27", "claim does not follow: other numbers are called for"),
        ("40 - 12 = 28", "40 + 12 = 52", "claim does not follow: another operation is called for"),
        ("28 - 8 = 20", "28 - 8 = 21", "arithmetic is false"),
        ("On Monday", "On Tuesday", "works out a quantity that is not in the story"),
        ("Juma has 9 + 8 = 17 mangoes", "Juma has 9 + 8 = 17 pens", "works out a quantity that is not in the story"),
        ("On Monday evening Amina has 40 - 12 = 28 mangoes.\n", "", "uses a quantity before it is worked out"),
        ("On Thursday", "On Tuesday evening Amina has 30 + 5 = 35 pens.\nOn Thursday",
         "works out what the goal does not need"),
        ("On Thursday", "On Friday evening Amina has 20 - 3 = 17 mangoes.\nOn Thursday",
         "works out what the goal does not need"),
        ("20 + 17 = 37", "28 + 17 = 45", "claim does not follow: other numbers are called for"),
    ],
)  # fmt: skip
def test_a_fault_is_named(before: str, after: str, reason: str) -> None:
    spoilt = SOLUTION.replace(before, after, 1)

    assert spoilt != SOLUTION
    assert judged(NAME, prose(QUESTION, spoilt, "37 mangoes")).reason == reason


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("sells 12", "sells 50", "question has no whole answer"),
        ("buys 5 pens on Tuesday", "buys 5 mangoes on Monday", "question states a quantity twice"),
        ("On Wednesday, Amina", "On Sunday, Amina", "question goes back in time"),
        ("Juma starts with 9 mangoes", "Juma starts with 9 pens",
         "question does not say what there was at the start"),
        ("mangoes to Juma", "mangoes to Amina", "question lets somebody send to themselves"),
        ("Amina and Juma have", "Amina and Amina have", "question counts somebody twice"),
        ("do Amina and Juma have together", "does Zuri have", "question does not say what there was at the start"),
        ("mangoes do Amina and Juma have together on Thursday", "pens does Amina have on Monday",
         "question states what it asks for"),
    ],
)  # fmt: skip
def test_a_question_must_make_sense(before: str, after: str, reason: str) -> None:
    spoilt = QUESTION.replace(before, after, 1)

    assert spoilt != QUESTION
    assert judged(NAME, prose(spoilt, SOLUTION, "37 mangoes")).reason == reason
