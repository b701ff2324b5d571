"""Ratios: by hand in every language, links and parts out of their role, and questions without an answer."""

import pytest
from tests.reasoning.by_hand import Worked, outcome, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/arithmetic/ratio"

SHARED = Worked(
    "Share 60 in the ratio 2 : 3 : 1. How large is each part, in this order?",
    [
        "There are 2 + 3 + 1 = 6 shares.",
        "One share is 60 ÷ 6 = 10.",
        "Part 1: 2 × 10 = 20.",
        "Part 2: 3 × 10 = 30.",
        "Part 3: 1 × 10 = 10.",
        "So the parts are 20, 30, 10.",
    ],
    "20, 30, 10",
)
CHAIN = Worked(
    "A : B = 2 : 3. B : C = 4 : 5. If C is 60, find A.",
    ["B is to C as 4 to 5, so B = 60 × 4 ÷ 5 = 48.", "A is to B as 2 to 3, so A = 48 × 2 ÷ 3 = 32."],
    "32",
)
OTHERS = [
    Worked("Ramani ina skeli ya 1 : 50000. Mita 1250 ni sentimita ngapi kwenye ramani?",
           ["Kwa sentimita: 1250 × 100 = 125000.", "Kwenye ramani: 125000 ÷ 50000 = 2.5."], "2.5", "sw"),
    Worked("Sur une carte à l'échelle 1 : 250, un chemin mesure 4,5 cm. Trouve sa longueur réelle en mètres.",
           ["Longueur réelle en centimètres : 4,5 × 250 = 1125.", "En mètres : 1125 ÷ 100 = 11,25."], "11,25", "fr"),
    Worked("A : B = 5 : 2. B vale 8. ¿Cuánto vale A?", ["A es a B como 5 es a 2, así que A = 8 × 5 ÷ 2 = 20."],
           "20", "es"),
    Worked("25 wird im Verhältnis 4 : 1 geteilt. Bestimme die Teile in dieser Reihenfolge.",
           ["Das sind 4 + 1 = 5 gleiche Anteile.", "Ein Anteil ist 25 ÷ 5 = 5.", "Teil 1: 4 × 5 = 20.",
            "Teil 2: 1 × 5 = 5.", "Also sind die Teile 20, 5."], "20, 5", "de"),
]  # fmt: skip


@pytest.mark.parametrize("worked", [SHARED, CHAIN, *OTHERS], ids=lambda worked: f"{worked.language}-{worked.answer}")
def test_ratios_are_proved_in_every_language(worked: Worked) -> None:
    assert outcome(NAME, worked) is Outcome.PASS


@pytest.mark.parametrize(
    ("worked", "place", "sentence"),
    [
        (SHARED, 0, "There are 3 + 2 + 1 = 6 shares."),
        (SHARED, 1, "One share is 60 ÷ 5 = 12."),
        (SHARED, 2, "Part 1: 3 × 10 = 30."),
        (SHARED, 4, "Part 4: 1 × 10 = 10."),
        (SHARED, 5, "So the parts are 10, 30, 20."),
        (CHAIN, 0, "B is to C as 4 to 5, so B = 60 × 5 ÷ 4 = 75."),
        (CHAIN, 0, "A is to B as 2 to 3, so A = 60 × 2 ÷ 3 = 40."),
        (CHAIN, 1, "A is to B as 3 to 2, so A = 48 × 3 ÷ 2 = 72."),
        (CHAIN, 1, "A is to C as 2 to 3, so A = 48 × 2 ÷ 3 = 32."),
    ],
)
def test_a_term_in_another_role_is_failed(worked: Worked, place: int, sentence: str) -> None:
    assert outcome(NAME, with_sentence(worked, place, sentence)) is Outcome.FAIL


@pytest.mark.parametrize(
    "question",
    [
        "Share 0 in the ratio 2 : 3. How large is each part, in this order?",
        "Share 1.5 in the ratio 2 : 3. How large is each part, in this order?",
        "A : B = 2 : 3. B : C = 4 : 5. If B is 60, find A.",
        "A map has the scale 1 : 0. How long is a way of 5 cm on the map in reality, in metres?",
    ],
)
def test_a_question_without_an_answer_is_refused(question: str) -> None:
    assert reason(NAME, CHAIN._replace(question=question)).startswith("question ")


def test_letters_run_on_from_the_first() -> None:
    asked = CHAIN._replace(question="A : B = 2 : 3. C : D = 4 : 5. If D is 60, find A.")

    assert outcome(NAME, asked) is Outcome.ABSTAIN
