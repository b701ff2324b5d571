"""Counting: by hand in every language, formulas in the wrong place, and everything named one by one."""

from itertools import combinations, permutations, product

import pytest
from tests.reasoning.by_hand import Worked, outcome, payloads, reason, with_sentence

from provender.core.claim import Derivation
from provender.core.verdict import Outcome

NAME = "reasoning/combinatorics/counting"

LETTERS = Worked(
    "In how many different orders can all the letters of PAPAA be written?",
    [
        "If all of them differed, there would be 5 × 4 × 3 × 2 × 1 = 120 orders.",
        "A occurs 3 times, so 3 × 2 × 1 = 6 orders look alike.",
        "P occurs 2 times, so 2 × 1 = 2 orders look alike.",
        "That makes 120 ÷ (6 × 2) = 10 different arrangements.",
        "So the number sought is 10.",
    ],
    "10",
)
PATHS = Worked(
    "A path on a grid goes from (0, 0) to (3, 3), each step one unit right or up. How many such paths pass through"
    " (1, 1) but not through (2, 2)?",
    [
        "From (1, 1) to (3, 3) there are 4 × 3 ÷ (2 × 1) = 6 paths.",
        "From (1, 1) to (2, 2) there are 2 ÷ 1 = 2 paths.",
        "From (2, 2) to (3, 3) there are 2 ÷ 1 = 2 paths.",
        "From (0, 0) to (1, 1) there are 2 ÷ 1 = 2 paths.",
        "Through the forbidden point go 2 × 2 = 4 of these paths.",
        "That leaves 6 − 4 = 2 paths.",
        "With the way to the first point, that makes 2 × 2 = 4 paths.",
        "So the number sought is 4.",
    ],
    "4",
)
OTHERS = [
    Worked(
        "Kamati ya watu 4 inachaguliwa kati ya wanawake 4 na wanaume 5. Je, kamati ngapi zina angalau wanawake 2 na"
        " angalau mwanamume 1?",
        [
            "Wanawake 2 wanaweza kuchaguliwa kwa njia 4 × 3 ÷ (2 × 1) = 6.",
            "Wanaume 2 wanaweza kuchaguliwa kwa njia 5 × 4 ÷ (2 × 1) = 10.",
            "Wanawake 2, wanaume 2: kamati 6 × 10 = 60.",
            "Wanawake 3 wanaweza kuchaguliwa kwa njia 4 × 3 × 2 ÷ (3 × 2 × 1) = 4.",
            "Wanaume 1 wanaweza kuchaguliwa kwa njia 5 ÷ 1 = 5.",
            "Wanawake 3, wanaume 1: kamati 4 × 5 = 20.",
            "Kwa jumla ni 60 + 20 = 80.",
            "Kwa hiyo idadi inayotafutwa ni 80.",
        ],
        "80",
        "sw",
    ),
    Worked(
        "Avec les chiffres 0, 1, 2, 3, chacun utilisé au plus une fois, combien de nombres pairs de 3 chiffres peut-on"
        " faire ?",
        [
            "Il y a 3 × 2 = 6 nombres qui finissent par 0.",
            "Il y a 1 × 2 × 2 = 4 nombres qui finissent par un autre chiffre possible.",
            "En tout, cela fait 6 + 4 = 10.",
            "Le nombre cherché est donc 10.",
        ],
        "10",
        "fr",
    ),
    Worked(
        "¿Cuántos números impares de 2 cifras diferentes se pueden formar con las cifras 1, 2, 3?",
        ["Hay 2 × 2 = 4 números que terminan en otra cifra posible.", "Por lo tanto, el número buscado es 4."],
        "4",
        "es",
    ),
    Worked(
        "Wie viele verschiedene Anordnungen der Buchstaben von TASSE, mit oder ohne Sinn, beginnen mit T?",
        [
            "Mit T an erster Stelle bleiben 5 − 1 = 4 Buchstaben.",
            "Wären alle verschieden, so gäbe es 4 × 3 × 2 × 1 = 24 Reihenfolgen.",
            "S kommt 2-mal vor, also sehen 2 × 1 = 2 Reihenfolgen gleich aus.",
            "Das ergibt 24 ÷ 2 = 12 verschiedene Anordnungen.",
            "Also ist die gesuchte Anzahl 12.",
        ],
        "12",
        "de",
    ),
]


@pytest.mark.parametrize("worked", [LETTERS, PATHS, *OTHERS], ids=range(6))
def test_a_count_worked_by_hand_is_proved(worked: Worked) -> None:
    assert outcome(NAME, worked) is Outcome.PASS


@pytest.mark.parametrize(
    ("worked", "place", "sentence"),
    [
        (LETTERS, 0, "If all of them differed, there would be 5 × 4 × 3 × 2 = 120 orders."),
        (LETTERS, 1, "A occurs 2 times, so 2 × 1 = 2 orders look alike."),
        (LETTERS, 3, "That makes 120 ÷ 6 = 20 different arrangements."),
        (LETTERS, 3, "That makes 120 ÷ (2 × 6) = 10 different arrangements."),
        (LETTERS, 4, "So the number sought is 120."),
        (PATHS, 0, "From (0, 0) to (3, 3) there are 6 × 5 × 4 ÷ (3 × 2 × 1) = 20 paths."),  # true, and not asked for
        (PATHS, 1, "From (1, 1) to (2, 2) there are 2 ÷ 1 = 1 paths."),
        (PATHS, 4, "Through the forbidden point go 2 + 2 = 4 of these paths."),
        (PATHS, 5, "That leaves 6 − 2 = 4 paths."),
        (PATHS, 7, "So the number sought is 2."),
    ],
)
def test_a_formula_in_another_role_is_failed(worked: Worked, place: int, sentence: str) -> None:
    assert reason(NAME, with_sentence(worked, place, sentence)) == "step does not follow"


@pytest.mark.parametrize(
    "asked",
    [
        "In how many different orders can all the letters of PAPAA be written, if B comes first?",
        "In how many different orders can all the letters of PASTE be written?",  # none equal: another kind of problem
        "In how many different orders can all the letters of AABBCCDDEEFFGGHHIIJJKKLLMMNNOO be written?",
        "A committee of 5 is chosen from 3 women and 9 men. How many committees have at least 2 women and at"
        " least 1 man?",
        "How many even numbers of 3 different digits can be formed from the digits 3, 1, 2, 4?",
        "How many even numbers of 3 different digits can be formed from the digits 1, 3, 5, 7?",
        "A path on a grid goes from (0, 0) to (3, 3), each step one unit right or up. How many such paths pass through"
        " (2, 2) but not through (1, 1)?",
    ],
)
def test_a_question_with_nothing_to_count_is_refused(asked: str) -> None:
    assert reason(NAME, LETTERS._replace(question=asked)) == "question has nothing that can be counted"


def named_one_by_one(told: Derivation) -> int:
    """The count by naming every word, committee, path or number."""
    assert isinstance(told.goal, tuple)
    ask = repr(told.goal).split("'")[3]
    numbers = [part for part in told.goal if isinstance(part, int)]
    if ask in ("letters", "first"):
        word, *first = [part for part in told.goal[2:] if isinstance(part, str)]
        return sum("".join(order).startswith("".join(first)) for order in set(permutations(word)))
    if ask == "committee":
        k, a, b, m = numbers
        chosen = combinations(["w"] * a + ["m"] * b, k)
        return sum(m <= each.count("w") < k for each in chosen)
    if ask == "avoid":
        a, b, e, g = numbers
        paths = set(permutations("r" * a + "u" * b))
        return sum(
            all((path[:n].count("r"), n - path[:n].count("r")) != (e, g) for n in range(a + b)) for path in paths
        )
    n, *digits = numbers
    fits = {"even": (2, 0), "odd": (2, 1), "five": (5, 0)}[ask]
    made = [int("".join(map(str, order))) for order in product(digits, repeat=n) if order[0] and len(set(order)) == n]
    return sum(number % fits[0] == fits[1] for number in made)


def test_what_is_counted_is_what_naming_everything_gives() -> None:
    asked = set()
    for problem in payloads(NAME, 60, level=1):
        told = problem.derivation
        assert told is not None
        kind, sizes = repr(told.goal).split("'")[3], [part for part in told.goal if isinstance(part, int)]  # type: ignore[union-attr]
        if kind != "avoid" or sum(sizes[:2]) <= 8:  # 40,320 permutations and no more
            assert told.answer == named_one_by_one(told)
            asked.add(kind)

    assert len(asked) >= 5
