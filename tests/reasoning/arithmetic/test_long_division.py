"""Long division: by hand in every language, figures that are out of place, and divisions that are none."""

import pytest
from tests.reasoning.by_hand import Worked, outcome, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/arithmetic/long_division"

PAPER = Worked(
    "Divide 1234 by 6 with long division.",
    [
        "Hundreds: 1234 begins with 12.",
        "Hundreds: 6 into 12 goes 2: 2 × 6 = 12.",
        "Hundreds: 12 − 12 = 0.",
        "Tens: bring down 3: 10 × 0 + 3 = 3.",
        "Tens: 6 into 3 goes 0: 0 × 6 = 0.",
        "Tens: 3 − 0 = 3.",
        "Ones: bring down 4: 10 × 3 + 4 = 34.",
        "Ones: 6 into 34 goes 5: 5 × 6 = 30.",
        "Ones: 34 − 30 = 4.",
        "The figures of the quotient make 205, and 4 is left: 1234 = 205 × 6 + 4.",
    ],
    "205 remainder 4",
)
OTHERS = [
    Worked(
        "Gawanya 17 kwa 5 kwa njia ndefu.",
        ["Mamoja: 17 inaanza na 17.", "Mamoja: 5 inaingia mara 3 katika 17: 3 × 5 = 15.", "Mamoja: 17 − 15 = 2.",
         "Tarakimu za hisa ni 3, na baki ni 2: 17 = 3 × 5 + 2."], "3 baki 2", "sw",
    ),
    Worked(
        "Quels sont le quotient et le reste de 17 ÷ 5 ?",
        ["Unités : 17 commence par 17.", "Unités : en 17, il va 3 fois 5 : 3 × 5 = 15.", "Unités : 17 − 15 = 2.",
         "Les chiffres du quotient forment 3 et il reste 2 : 17 = 3 × 5 + 2."], "3 reste 2", "fr",
    ),
    Worked(
        "Divide 17 entre 5 con la división larga.",
        ["Unidades: 17 empieza por 17.", "Unidades: 17 entre 5 cabe a 3: 3 × 5 = 15.", "Unidades: 17 − 15 = 2.",
         "Las cifras del cociente forman 3 y quedan 2: 17 = 3 × 5 + 2."], "3 resto 2", "es",
    ),
    Worked(
        "Dividiere 17 schriftlich durch 5.",
        ["Einer: 17 beginnt mit 17.", "Einer: 5 passt 3-mal in 17: 3 × 5 = 15.", "Einer: 17 − 15 = 2.",
         "Die Ziffern des Quotienten ergeben 3, und 2 bleibt übrig: 17 = 3 × 5 + 2."], "3 Rest 2", "de",
    ),
]  # fmt: skip


@pytest.mark.parametrize("worked", [PAPER, *OTHERS], ids=lambda worked: worked.language)
def test_a_division_is_proved_in_every_language(worked: Worked) -> None:
    assert outcome(NAME, worked) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "Thousands: 1234 begins with 1."),
        (0, "Tens: 1234 begins with 123."),
        (1, "Hundreds: 6 into 12 goes 1: 1 × 6 = 6."),
        (3, "Tens: bring down 4: 10 × 0 + 4 = 4."),
        (3, "Ones: bring down 4: 10 × 0 + 4 = 4."),
        (6, "Ones: bring down 4: 10 × 0 + 4 = 4."),
        (7, "Tens: 6 into 34 goes 5: 5 × 6 = 30."),
        (8, "Ones: 34 − 24 = 10."),
        (9, "The figures of the quotient make 204, and 10 is left: 1234 = 204 × 6 + 10."),
        (9, "The figures of the quotient make 25, and 4 is left: 1234 = 25 × 6 + 4."),
    ],
)
def test_a_figure_out_of_place_is_failed(place: int, sentence: str) -> None:
    assert outcome(NAME, with_sentence(PAPER, place, sentence)) is Outcome.FAIL


@pytest.mark.parametrize("gone", range(9))
def test_no_sentence_may_be_missing(gone: int) -> None:
    told = [sentence for place, sentence in enumerate(PAPER.solution) if place != gone]

    assert reason(NAME, PAPER._replace(solution=told)) == "step does not follow"


@pytest.mark.parametrize("pair", [(5, 0), (5, 1), (5, 6), (10**15, 7)])
def test_a_division_that_is_none_is_no_question(pair: tuple[int, int]) -> None:
    question = f"Divide {pair[0]} by {pair[1]} with long division."

    assert reason(NAME, PAPER._replace(question=question)) == "question is no long division"


def test_a_french_billion_is_no_english_one() -> None:
    english = Worked("Divide 1000000000 by 2 with long division.", ["Billions: 1000000000 begins with 1."], "")
    french = Worked("Pose la division euclidienne de 3000000000 par 2.", ["Billions : 3000000000 commence par 3."], "")

    assert reason(NAME, english) == "step does not follow"  # the first figure stands at the hundred millions
    assert reason(NAME, french) == "step does not follow"
    assert reason(NAME, french._replace(solution=["Milliards : 3000000000 commence par 3."])) != "step does not follow"
