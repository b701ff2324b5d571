"""Decimals: by hand in every language, halves by either rule, and roundings that are none."""

import pytest
from tests.reasoning.arithmetic.worked import derivation_of, made
from tests.reasoning.by_hand import Worked, outcome, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/arithmetic/decimals"

EVEN = Worked(
    "What is 3.5 × 2.3 to the nearest 0.1, if a half is rounded to the even figure?",
    [
        "3.5 × 10 = 35.",
        "2.3 × 10 = 23.",
        "With whole numbers: 35 × 23 = 805.",
        "So 3.5 × 2.3 = 805 ÷ 100 = 8.05.",
        "The next lower multiple of 0.1 is 8.0, and 8.05 − 8.0 = 0.05.",
        "0.05 = 0.05, which is half of 0.1.",
        "It lies half way, and the rule says down: 8.05 − 0.05 = 8.0.",
    ],
    "8.0",
)
UP = EVEN._replace(
    question="Work out 3.5 × 2.3 and round to the nearest 0.1; a half is rounded up.",
    solution=[*EVEN.solution[:6], "It lies half way, and the rule says up: 8.0 + 0.1 = 8.1."],
    answer="8.1",
)
OTHERS = [
    Worked(
        "Je, 9.9 + 0.55 ni ngapi hadi 0.1 iliyo karibu, ikiwa nusu hukadiriwa kwenda juu?",
        ["9.9 × 100 = 990.", "0.55 × 100 = 55.", "Kwa namba nzima: 990 + 55 = 1045.",
         "Kwa hiyo 9.9 + 0.55 = 1045 ÷ 100 = 10.45.",
         "Kigawe cha 0.1 kilicho chini yake ni 10.4, na 10.45 − 10.4 = 0.05.",
         "0.05 = 0.05, ambayo ni nusu ya 0.1.", "Iko katikati kabisa, na kanuni inasema juu: 10.4 + 0.1 = 10.5."],
        "10.5", "sw",
    ),
    Worked(
        "Calcule 9,9 − 0,6 et arrondis à 1 près ; la moitié s'arrondit au chiffre pair.",
        ["9,9 × 10 = 99.", "0,6 × 10 = 6.", "Avec des nombres entiers : 99 − 6 = 93.",
         "Donc 9,9 − 0,6 = 93 ÷ 10 = 9,3.", "Le multiple de 1 juste en dessous est 9, et 9,3 − 9 = 0,3.",
         "0,3 < 0,5, la moitié de 1.", "On arrondit donc vers le bas : 9,3 − 0,3 = 9."], "9", "fr",
    ),
    Worked(
        "¿Cuánto es 9,9 + 4, redondeado a 1, si la mitad se redondea hacia arriba?",
        ["9,9 × 10 = 99.", "4 × 10 = 40.", "Con números enteros: 99 + 40 = 139.",
         "Así que 9,9 + 4 = 139 ÷ 10 = 13,9.", "El múltiplo de 1 inmediatamente inferior es 13, y 13,9 − 13 = 0,9.",
         "0,9 > 0,5, que es la mitad de 1.", "Así que se redondea hacia arriba: 13 + 1 = 14."], "14", "es",
    ),
    Worked(
        "Berechne 2 × 0,45 und runde auf 0,1 genau; die Hälfte wird zur geraden Ziffer gerundet.",
        ["0,45 × 100 = 45.", "Mit ganzen Zahlen: 2 × 45 = 90.", "Also 2 × 0,45 = 90 ÷ 100 = 0,9.",
         "Das nächstkleinere Vielfache von 0,1 ist 0,9, und 0,9 − 0,9 = 0.", "0 < 0,05, die Hälfte von 0,1.",
         "Also abrunden: 0,9 − 0 = 0,9."], "0,9", "de",
    ),
]  # fmt: skip


@pytest.mark.parametrize("worked", [EVEN, UP, *OTHERS], ids=lambda worked: f"{worked.language}-{worked.answer}")
def test_a_rounding_is_proved_in_every_language(worked: Worked) -> None:
    assert outcome(NAME, worked) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "3.5 × 100 = 350."),
        (0, "2.3 × 10 = 23."),
        (2, "With whole numbers: 23 × 35 = 805."),
        (3, "So 3.5 × 2.3 = 805 ÷ 10 = 80.5."),
        (4, "The next lower multiple of 0.1 is 8.1, and 8.05 − 8.0 = 0.05."),
        (4, "The next lower multiple of 0.1 is 7.9, and 8.05 − 7.9 = 0.15."),
        (5, "0.05 > 0.05, which is half of 0.1."),
        (5, "0.05 < 0.5, which is half of 1."),
        (6, "It lies half way, and the rule says up: 8.0 + 0.1 = 8.1."),
        (6, "So round down: 8.05 − 0.05 = 8.0."),
    ],
)
def test_a_sentence_against_rule_or_numbers_is_failed(place: int, sentence: str) -> None:
    assert outcome(NAME, with_sentence(EVEN, place, sentence)) is Outcome.FAIL


@pytest.mark.parametrize("answer", ["8", "8.00", "8,0", "8.1"])
def test_the_answer_has_the_figures_asked_for(answer: str) -> None:
    assert reason(NAME, EVEN._replace(answer=answer)) == "answer is wrong"


@pytest.mark.parametrize("question", ["3.5 − 3.5", "0 × 2.3", "2.3 − 3.5"])
def test_a_result_that_is_not_positive_is_no_question(question: str) -> None:
    asked = f"What is {question} to the nearest 0.1, if a half is rounded up?"

    assert outcome(NAME, EVEN._replace(question=asked)) is Outcome.FAIL


@pytest.mark.parametrize("unit", ["0.10", "0.5", "10", "0,1"])
def test_a_unit_is_one_of_one_tenth_one_hundredth_and_so_on(unit: str) -> None:
    assert outcome(NAME, EVEN._replace(question=EVEN.question.replace("0.1", unit))) is Outcome.ABSTAIN


def test_halves_are_common_and_go_both_ways() -> None:
    last = [derivation_of(record).steps[-1].rule for record in made(NAME, count=400, level=2)]

    assert 100 < sum(rule.startswith("tie") for rule in last) < 200  # a third is wanted, and some more come by chance
    assert {"down", "up", "tie_down", "tie_up"} == set(last)
