"""Word problems turned round: hand-made stories in every language, and steps that must not pass."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/words/unknown_given"

QUESTION = (
    "Amina has some books. Juma has 5 more books than Amina. Zuri owns 9 books. Zuri is 12 years old. "
    "Juma and Zuri put their books together. Then they sell all the books at 10 shillings each. "
    "They earn 260 shillings. How many books did Amina have at first?"
)
SOLUTION = """There are 260 ÷ 10 = 26 books in all.
Juma has 26 - 9 = 17 books.
Amina has 17 - 5 = 12 books."""
BY_HAND = {
    "en": (QUESTION, SOLUTION, "12 books"),
    "sw": (
        "Mwanzoni Amina ana idadi fulani ya vitabu. Juma ana vitabu 5 zaidi ya Amina. Zuri ana vitabu 9. "
        "Juma na Zuri wanaweka vitabu vyao pamoja. Kisha wanauza vitabu vyote kwa shilingi 10 kila kimoja. "
        "Wanapata shilingi 260. Mwanzoni Amina alikuwa na vitabu vingapi?",
        "Kuna vitabu 260 ÷ 10 = 26 kwa jumla.\n26 - 9 = 17, kwa hiyo Juma ana vitabu 17.\n"
        "Amina ana vitabu 12: 17 - 5 = 12.",
        "vitabu 12",
    ),
    "fr": (
        "Juma a 9 livres. Puis Juma perd une partie de ses livres. Puis Juma vend tous les livres, "
        "chacun pour 10 euros. "
        "Le résultat : Juma gagne 60 euros. De combien de livres se sépare Juma ?",
        "60 ÷ 10 = 6, donc maintenant Juma a 6 livres.\nJuma se sépare de 9 - 6 = 3 livres.",
        "3 livres",
    ),
    "es": (
        "Ines tiene 9 velas. Luego Ines compra algunas velas más. Luego Ines reparte todas las velas por igual entre 3 "
        "niños. Cada niño recibe 8 velas. ¿Cuántas velas consiguió Ines?",
        "Ahora Ines tiene 8 × 3 = 24 velas.\nInes consigue 15 velas: 24 - 9 = 15.",
        "15 velas",
    ),
    "de": (
        "Am Anfang hat Amina eine gewisse Anzahl Hüte. Dann verschenkt Amina 4 Hüte. Dann verteilt Amina alle Hüte "
        "gerecht an 2 Kinder. Das Ergebnis: es bekommt jedes Kind 3 Hüte. Wie viele Hüte hatte Amina am Anfang?",
        "3 × 2 = 6, also: jetzt hat Amina 6 Hüte.\nAmina hat 6 + 4 = 10 Hüte.",
        "10 Hüte",
    ),
}


@pytest.mark.parametrize("language", BY_HAND)
def test_a_story_written_by_hand_is_proved(language: str) -> None:
    assert judged(NAME, prose(*BY_HAND[language], language=language)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("260 ÷ 10 = 26", "260 × 10 = 2600", "claim does not follow: another operation is called for"),
        ("26 - 9 = 17", "26 - 5 = 21", "claim does not follow: other numbers are called for"),
        ("26 - 9 = 17", "26 - 12 = 14", "claim does not follow: other numbers are called for"),
        ("17 - 5 = 12", "17 + 5 = 22", "claim does not follow: another operation is called for"),
        ("17 - 5 = 12", "17 - 5 = 13", "arithmetic is false"),
        ("Amina has 17", "Zuri has 17", "works out a quantity that is not in the story"),
        ("Juma has 26 - 9 = 17 books.\n", "", "uses a quantity before it is worked out"),
        ("There are", "They earn 26 × 10 = 260 shillings.\nThere are", "works out a quantity that is not in the story"),
        ("\nAmina has 17 - 5 = 12 books.", "", "solution stops before the goal"),
    ],
)
def test_a_fault_is_named(before: str, after: str, reason: str) -> None:
    spoilt = SOLUTION.replace(before, after, 1)

    assert spoilt != SOLUTION
    assert judged(NAME, prose(QUESTION, spoilt, "12 books")).reason == reason


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("Amina has some books. ", "", "question hides nothing, or tells no result"),
        ("They earn 260 shillings. ", "", "question hides nothing, or tells no result"),
        ("Zuri owns 9 books", "Zuri has some books", "question hides two numbers"),
        ("than Amina", "than Zuri", "question's result does not depend on what is asked for"),
        ("260 shillings", "265 shillings", "question has no whole answer"),
        ("260 shillings", "100 shillings", "question has no whole answer"),
        ("did Amina have", "did Juma have", "question asks for what is not hidden"),
        ("They earn 260 shillings", "Juma earns 260 shillings", "question tells a result that nothing leads to"),
        ("They earn 260 shillings. ", "They earn 260 shillings. Zuri also has 3 big pens. ",
         "question goes on after its result"),
    ],
)  # fmt: skip
def test_a_question_must_make_sense(before: str, after: str, reason: str) -> None:
    spoilt = QUESTION.replace(before, after, 1)

    assert spoilt != QUESTION
    assert judged(NAME, prose(spoilt, SOLUTION, "12 books")).reason == reason


def test_a_number_that_counts_twice_cannot_be_undone_by_going_back() -> None:
    question = QUESTION.replace("Juma and Zuri put", "Amina, Juma and Zuri put").replace("260", "280")

    assert judged(NAME, prose(question, SOLUTION, "7 books")).reason == (
        "question's result rests on the hidden number in two ways"
    )
