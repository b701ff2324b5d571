"""Percents: by hand in every language, the usual slips, and questions that contradict themselves."""

import pytest
from tests.reasoning.by_hand import Worked, outcome, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/arithmetic/percent"

BACK = Worked(
    "A price rises by 20%, then falls by 10%. Then it is 216. What was it at first?",
    [
        "Change 2: 100 − 10 = 90, so it becomes 90% of what it was.",
        "Before change 2: 216 × 100 ÷ 90 = 240.",
        "Change 1: 100 + 20 = 120, so it becomes 120% of what it was.",
        "Before change 1: 240 × 100 ÷ 120 = 200.",
    ],
    "200",
)
EVEN = Worked(
    "A price rises by 50%, then falls by 50%. By how many percent has it fallen in all?",
    [
        "Change 1: 100 + 50 = 150, so it becomes 150% of what it was.",
        "After change 1: 100 × 150 ÷ 100 = 150.",
        "Change 2: 100 − 50 = 50, so it becomes 50% of what it was.",
        "After change 2: 150 × 50 ÷ 100 = 75.",
        "Of 100 at first, 75 has become: 100 − 75 = 25.",
    ],
    "25",
)
OTHERS = [
    Worked("Je, 15% ya 42 ni ngapi?", ["1% ya 42 ni 42 ÷ 100 = 0.42.", "15% ni mara 15 ya hiyo: 0.42 × 15 = 6.3."],
           "6.3", "sw"),
    Worked("Un prix passe de 80 à 74. De combien de pour cent baisse-t-il ?",
           ["Il baisse de 80 − 74 = 6.", "Par rapport à l'ancien prix : 6 ÷ 80 = 0,075.",
            "En pour cent : 0,075 × 100 = 7,5."], "7,5", "fr"),
    Worked("Un precio sube de 80 a 90. Calcula en qué porcentaje sube.",
           ["Sube 90 − 80 = 10.", "Respecto al precio anterior: 10 ÷ 80 = 0,125.",
            "En porcentaje: 0,125 × 100 = 12,5."], "12,5", "es"),
    Worked("Ein Preis von 50 fällt um 5 %, steigt um 20 %. Wie hoch ist er am Ende?",
           ["Änderung 1: 100 − 5 = 95, er beträgt also 95 % des vorigen Preises.",
            "Nach Änderung 1: 50 × 95 ÷ 100 = 47,5.",
            "Änderung 2: 100 + 20 = 120, er beträgt also 120 % des vorigen Preises.",
            "Nach Änderung 2: 47,5 × 120 ÷ 100 = 57."], "57", "de"),
]  # fmt: skip


@pytest.mark.parametrize("worked", [BACK, EVEN, *OTHERS], ids=lambda worked: f"{worked.language}-{worked.answer}")
def test_percents_are_proved_in_every_language(worked: Worked) -> None:
    assert outcome(NAME, worked) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "Change 2: 100 + 10 = 110, so it becomes 110% of what it was."),
        (0, "Change 1: 100 − 10 = 90, so it becomes 90% of what it was."),
        (0, "Change 3: 100 − 10 = 90, so it becomes 90% of what it was."),
        (1, "Before change 2: 216 × 90 ÷ 100 = 194.4."),
        (1, "After change 2: 216 × 90 ÷ 100 = 194.4."),
        (1, "Before change 2: 216 × 100 ÷ 120 = 180."),
        (3, "Before change 1: 216 × 100 ÷ 120 = 180."),
        (3, "Before change 1: 240 × 100 ÷ 90 = 800/3."),
    ],
)
def test_a_change_undone_the_wrong_way_is_failed(place: int, sentence: str) -> None:
    assert outcome(NAME, with_sentence(BACK, place, sentence)) is Outcome.FAIL


def test_equal_changes_up_and_down_do_not_cancel() -> None:
    lazy = EVEN._replace(solution=["Of 100 at first, 100 has become: 100 − 100 = 0."], answer="0")

    assert reason(NAME, lazy) == "step does not follow"


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("A price rises by 50%, then falls by 50%. By how many percent has it risen in all?", "calls a rise a fall"),
        ("A price falls from 80 to 90. By how many percent does it fall?", "calls a rise a fall"),
        ("A price of 0 rises by 5%. Find the final price.", "a price of nothing"),
        ("A price rises by 10%. Then it is 1. Find the first price.", "step does not follow"),
    ],
)
def test_a_question_against_itself_is_refused(question: str, why: str) -> None:
    assert why in reason(NAME, BACK._replace(question=question))


def test_an_answer_without_an_end_is_refused() -> None:
    told = Worked(
        "A price rises by 10%. Then it is 1. Find the first price.",
        ["Change 1: 100 + 10 = 110, so it becomes 110% of what it was.", "Before change 1: 1 × 100 ÷ 110 = 0.9."],
        "0.9",
    )

    assert outcome(NAME, told) is Outcome.FAIL
