"""Bayes: by hand in every language, counts that only look right, and questions about what cannot be."""

from fractions import Fraction

import pytest
from tests.reasoning.by_hand import Worked, outcome, payloads, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/combinatorics/bayes"

ILL = Worked(
    "A disease affects 10 of every 1000 people. A test is positive for 90% of those who have it and for 9% of those"
    " who do not. How likely is it that a person who tests positive has the disease?",
    [
        "Of every 1000 people, 1000 − 10 = 990 do not have the disease.",
        "Of 100000 people, 10 × 90 = 900 have the disease and test positive.",
        "Of 100000 people, 990 × 9 = 8910 do not have the disease and test positive.",
        "In all, 900 + 8910 = 9810 people get this result.",
        "900 ÷ 9810 = 10/109.",
        "So the probability is 10/109.",
    ],
    "10/109",
)
OTHERS = [
    Worked(
        "Kati ya wanafunzi 100 wa shule, 40 hucheza mpira, na 10 kati ya hao ni wasichana. Kati ya wengine, 30 ni"
        " wasichana. Tafuta uwezekano kwamba msichana aliyechaguliwa bila mpangilio anacheza mpira.",
        ["Wasichana ni 10 + 30 = 40.", "10 ÷ 40 = 1/4.", "Kwa hiyo uwezekano ni 1/4."],
        "1/4",
        "sw",
    ),
    Worked(
        "Dans une usine, la machine A fabrique 60 % des pièces, dont 2 % sont défectueuses; la machine B fabrique 40 %"
        " des pièces, dont 3 % sont défectueuses. Une pièce est défectueuse. Quelle est la probabilité qu'elle vienne"
        " de la machine B ?",
        [
            "Sur 10000 pièces, 60 × 2 = 120 viennent de la machine A et sont défectueuses.",
            "Sur 10000 pièces, 40 × 3 = 120 viennent de la machine B et sont défectueuses.",
            "En tout, 120 + 120 = 240 pièces sont défectueuses.",
            "120 ÷ 240 = 1/2.",
            "La probabilité est donc 1/2.",
        ],
        "1/2",
        "fr",
    ),
    Worked(
        "De los 100 alumnos de una escuela, 40 juegan al fútbol, y 10 de ellos son chicas. Entre los demás hay 30"
        " chicas. Calcula la probabilidad de que un chico elegido al azar juegue al fútbol.",
        [
            "Entre los que juegan hay 40 − 10 = 30 chicos.",
            "100 − 40 = 60 alumnos no juegan al fútbol.",
            "Entre ellos hay 60 − 30 = 30 chicos.",
            "Hay 30 + 30 = 60 chicos.",
            "30 ÷ 60 = 1/2.",
            "Por lo tanto, la probabilidad es 1/2.",
        ],
        "1/2",
        "es",
    ),
    Worked(
        "Eine Krankheit trifft 10 von je 1000 Menschen. Ein Test ist bei 90 % der Kranken positiv und bei 10 % der"
        " Gesunden. Berechne die Wahrscheinlichkeit, dass eine Person mit negativem Test gesund ist.",
        [
            "Von je 1000 Menschen sind 1000 − 10 = 990 gesund.",
            "Der Test ist bei 100 − 90 = 10 % der Kranken negativ.",
            "Der Test ist bei 100 − 10 = 90 % der Gesunden negativ.",
            "Von 100000 Menschen sind 10 × 10 = 100 krank und haben einen negativen Test.",
            "Von 100000 Menschen sind 990 × 90 = 89100 gesund und haben einen negativen Test.",
            "Insgesamt haben 100 + 89100 = 89200 Menschen dieses Ergebnis.",
            "89100 ÷ 89200 = 891/892.",
            "Also ist die Wahrscheinlichkeit 891/892.",
        ],
        "891/892",
        "de",
    ),
]


@pytest.mark.parametrize("worked", [ILL, *OTHERS], ids=lambda worked: worked.language)
def test_a_probability_worked_by_hand_is_proved(worked: Worked) -> None:
    assert outcome(NAME, worked) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "Of every 1000 people, 100 − 10 = 90 do not have the disease."),
        (1, "Of 100000 people, 990 × 9 = 8910 have the disease and test positive."),  # the healthy ones
        (2, "Of 100000 people, 1000 × 9 = 9000 do not have the disease and test positive."),
        (3, "In all, 8910 + 900 = 9810 people get this result."),  # exchanged: whom each number counts
        (4, "900 ÷ 9900 = 1/11."),
        (4, "900 ÷ 1000 = 9/10."),  # the sensitivity: base rate neglected
        (4, "8910 ÷ 9810 = 99/109."),  # of the healthy
        (5, "So the probability is 9/10."),
    ],
)
def test_a_count_in_another_role_is_failed(place: int, sentence: str) -> None:
    assert reason(NAME, with_sentence(ILL, place, sentence)) == "step does not follow"


@pytest.mark.parametrize(
    "stated",
    [
        "A disease affects 1000 of every 1000 people. A test is positive for 90% of those who have it and for 9% of"
        " those who do not. How likely is it that a person who tests positive has the disease?",
        "A disease affects 10 of every 1000 people. A test is positive for 101% of those who have it and for 9% of"
        " those who do not. How likely is it that a person who tests positive has the disease?",
        "A disease affects 10 of every 1000 people. A test is positive for 0% of those who have it and for 0% of those"
        " who do not. How likely is it that a person who tests positive has the disease?",
        "Of 50 pupils in a school, 40 play football, and 41 of these are girls. Of the others, 3 are girls."
        " How likely is it that a girl chosen at random plays football?",
        "Of 50 pupils in a school, 40 play football, and 4 of these are girls. Of the others, 11 are girls."
        " How likely is it that a girl chosen at random plays football?",
        "In a factory machine A makes 60% of the parts, 2% of them faulty; machine B makes 50% of the parts, 3% of them"
        " faulty. How likely is it that a faulty part comes from machine A?",
        "In a factory machine A makes 60% of the parts, 2% of them faulty; machine A makes 40% of the parts, 3% of them"
        " faulty. How likely is it that a faulty part comes from machine A?",
        "In a factory machine A makes 60% of the parts, 2% of them faulty; machine B makes 40% of the parts, 3% of them"
        " faulty. How likely is it that a faulty part comes from machine C?",
    ],
)
def test_a_question_about_what_cannot_be_is_refused(stated: str) -> None:
    assert reason(NAME, ILL._replace(question=stated)) == "question speaks of what cannot be"


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5, 6])
def test_every_probability_is_proper(level: int) -> None:
    assert all(0 < Fraction(problem.answer) < 1 for problem in payloads(NAME, 60, level=level))
