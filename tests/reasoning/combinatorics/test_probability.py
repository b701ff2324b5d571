"""Dice, urns and coins: by hand in every language, counts in the wrong place, and every outcome named one by one."""

from collections import Counter
from fractions import Fraction
from itertools import permutations, product

import pytest
from tests.reasoning.by_hand import Worked, outcome, payloads, reason, with_sentence

from provender.core.claim import Derivation
from provender.core.verdict import Outcome

NAME = "reasoning/combinatorics/probability"

URN = Worked(
    "From 3 red, 4 green and 5 blue balls, 4 are taken at random all at once."
    " How likely is it to get 1 red, 1 green and 2 blue?",
    [
        "There are 3 + 4 + 5 = 12 balls.",
        "To choose 2 of 5 there are C(5, 2) = 5 × 4 ÷ 2 = 10 ways.",
        "To choose 4 of 12 there are C(12, 4) = 12 × 11 × 10 × 9 ÷ (4 × 3 × 2) = 495 ways.",
        "Favourable are 3 × 4 × 10 = 120 cases.",
        "120 ÷ 495 = 8/33.",
        "So the probability is 8/33.",
    ],
    "8/33",
)
OTHERS = [
    Worked(
        "Dadu yenye pande 1 hadi 6 na dadu yenye pande 1 hadi 8 zinarushwa pamoja. Tafuta uwezekano wa kupata jumla"
        " ya 10.",
        [
            "Dadu ya kwanza inaonyesha angalau max(1, 10 − 8) = 2.",
            "Dadu ya kwanza inaonyesha si zaidi ya min(6, 10 − 1) = 6.",
            "Hivyo jozi zenye jumla hiyo ni 6 − 2 + 1 = 5.",
            "Jozi zote ni 6 × 8 = 48.",
            "5 ÷ 48 = 5/48.",
            "Kwa hiyo uwezekano ni 5/48.",
        ],
        "5/48",
        "sw",
    ),
    Worked(
        "On lance 3 fois une pièce tordue qui tombe sur pile avec la probabilité 2/5."
        " Calcule la probabilité d'obtenir pile exactement 2 fois.",
        [
            "On obtient face dans 5 − 2 = 3 cas sur 5.",
            "Pour choisir 2 parmi 3, il y a C(3, 2) = 3 × 2 ÷ 2 = 3 façons.",
            "2^2 = 2 × 2 = 4.",
            "Il y a 3 × 4 × 3 = 36 cas favorables.",
            "5^3 = 5 × 5 × 5 = 125.",
            "36 ÷ 125 = 36/125.",
            "La probabilité est donc 36/125.",
        ],
        "36/125",
        "fr",
    ),
    Worked(
        "De 2 bolas rojas, 3 verdes y 5 azules se toma una al azar y se devuelve, 3 veces seguidas."
        " Calcula la probabilidad de que salga roja en 1, verde en 1 y azul en 1 de las extracciones.",
        [
            "Hay 2 + 3 + 5 = 10 bolas.",
            "Los resultados pueden llegar en 3 × 2 = 6 órdenes.",
            "Son favorables 6 × 2 × 3 × 5 = 180 casos.",
            "10^3 = 10 × 10 × 10 = 1000.",
            "180 ÷ 1000 = 9/50.",
            "Por lo tanto, la probabilidad es 9/50.",
        ],
        "9/50",
        "es",
    ),
    Worked(
        "In einer Urne liegen 2 rote, 2 grüne und 3 blaue Kugeln. Es werden 3 Kugeln zufällig und ohne Zurücklegen"
        " gezogen. Wie groß ist die Wahrscheinlichkeit, 1 rote, 1 grüne und 1 blaue zu ziehen?",
        [
            "Es gibt 2 + 2 + 3 = 7 Kugeln.",
            "Um 3 von 7 auszuwählen, gibt es C(7, 3) = 7 × 6 × 5 ÷ (3 × 2) = 35 Möglichkeiten.",
            "Günstig sind 2 × 2 × 3 = 12 Fälle.",
            "12 ÷ 35 = 12/35.",
            "Also ist die Wahrscheinlichkeit 12/35.",
        ],
        "12/35",
        "de",
    ),
]


@pytest.mark.parametrize("worked", [URN, *OTHERS], ids=lambda worked: worked.language)
def test_a_probability_worked_by_hand_is_proved(worked: Worked) -> None:
    assert outcome(NAME, worked) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "There are 3 + 4 = 7 balls."),
        (0, "There are 4 + 3 + 5 = 12 balls."),  # whose balls are whose
        (1, "To choose 2 of 4 there are C(4, 2) = 4 × 3 ÷ 2 = 6 ways."),  # two of the green ones: nobody asked
        (1, "To choose 2 of 5 there are C(5, 2) = 5 × 4 = 20 ways."),  # arrangements, not choices
        (2, "To choose 4 of 12 there are C(12, 4) = 12 × 11 × 10 × 9 = 11880 ways."),
        (3, "Favourable are 3 × 4 × 5 = 60 cases."),
        (3, "Favourable are 4 × 3 × 10 = 120 cases."),
        (4, "10 ÷ 495 = 2/99."),
        (4, "120 ÷ 12 = 10."),
        (5, "So the probability is 8/31."),
    ],
)
def test_a_count_in_another_role_is_failed(place: int, sentence: str) -> None:
    assert reason(NAME, with_sentence(URN, place, sentence)) == "step does not follow"


@pytest.mark.parametrize(
    "asked",
    [
        "From 3 red, 4 green and 5 blue balls, 5 are taken at random all at once."
        " How likely is it to get 1 red, 1 green and 2 blue?",
        "From 3 red, 4 green and 1 blue balls, 4 are taken at random all at once."
        " How likely is it to get 1 red, 1 green and 2 blue?",
        "A bent coin that shows heads with probability 5/5 is tossed 4 times."
        " How likely is it that heads come up exactly 2 times?",
        "A die with faces 1 to 6 and a die with faces 1 to 6 are rolled. How likely is it that they show 13 together?",
    ],
)
def test_a_question_without_a_chance_is_refused(asked: str) -> None:
    assert reason(NAME, URN._replace(question=asked)) == "question has no chance that can be counted"


def named_one_by_one(told: Derivation) -> Fraction:
    """The probability by naming every throw or draw."""
    ask = repr(told.goal).split("'")[3]
    assert isinstance(told.goal, tuple)
    numbers = [part for part in told.goal if isinstance(part, int)]
    if ask == "dice":
        s, u, t = numbers
        throws = list(product(range(1, s + 1), range(1, u + 1)))
        return Fraction(sum(sum(throw) == t for throw in throws), len(throws))
    if ask == "coin":
        p, q, n, k = numbers
        tosses = list(product("h" * p + "t" * (q - p), repeat=n))
        return Fraction(sum(toss.count("h") == k for toss in tosses), len(tosses))
    r, g, b, n, *want = numbers
    balls = "r" * r + "g" * g + "b" * b
    draws = list(permutations(balls, n) if ask == "urn" else product(balls, repeat=n))
    wanted = Counter(dict(zip("rgb", want, strict=True)))
    return Fraction(sum(Counter(draw) == wanted for draw in draws), len(draws))


def test_what_is_counted_is_what_naming_every_outcome_gives() -> None:
    told = [problem.derivation for problem in payloads(NAME, 60, level=1)]

    for derivation in told:
        assert derivation is not None
        share = named_one_by_one(derivation)
        assert derivation.answer == ("/", share.numerator, share.denominator)
