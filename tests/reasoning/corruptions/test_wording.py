"""Numbers within sentences: which says what, and what may be put in its place."""

import pytest

from provender.core.claim import Claim, Step
from provender.reasoning.corruptions.tools.wording import figures, flipped, places, restated, reworded, with_words


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("84 = 2 × 36 + 12.", [84, 2, 36, 12], {0: 0, 1: 1, 2: 2, 3: 3}),
        ("(3) Multiply (1) by 2: 4x - 6y = 14.", [4, -6, 14], {0: 3, 1: 4, 2: 5}),
        ("12 pens at 3 each make 36.", [3, 12, 36], {0: 1, 1: 0, 2: 2}),
        ("4 and 4 make 8.", [4, 8, 4], {1: 2}),
        ("none", [4], {}),
        ("none", [], {}),
    ],
)
def test_places_finds_what_a_sentence_says(text: str, said: list[int], expected: dict[int, int]) -> None:
    assert expected == places(text, said)


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("x - 3y = 4", 0, "x + 3y = 4"),
        ("x + 3y = 4", 0, "x - 3y = 4"),
        ("x = −3", 0, "x = 3"),
        ("2 × (-3)", 1, "2 × (3)"),
        ("(1/2) - 3", 2, "(1/2) + 3"),
        ("47 + 38", 0, "-47 + 38"),
    ],
)
def test_a_sign_is_turned_round(text: str, position: int, expected: str) -> None:
    assert expected == flipped(text, position)


def test_a_text_that_does_not_show_a_number_cannot_say_another() -> None:
    assert reworded("forty-seven", [47], [48]) is None


def test_a_decimal_says_no_number_that_is_longer_than_its_place() -> None:
    """Found by the bench: tenths turned from 1 into 10 made 0,10 of 0,1, and the sentence stayed true."""
    said = [519023, 10, 1, 10, 259512, 5]

    assert reworded("3,7 + 0,1 = 3,8", [7, 1, 8], [7, 10, 17]) is None
    assert reworded("3,7 + 0,1 = 3,8", [7, 1, 8], [7, 5, 2]) == "3,7 + 0,5 = 3,2"
    assert reworded("0,05 m", [5], [6]) == "0,06 m"
    assert reworded("51902,3 + 0,1 = 51902,4", said, [10 if number == 1 else number for number in said]) is None


def test_figures_are_alike_where_the_numbers_are() -> None:
    assert figures("0,10 m") == figures("0,1 m") != figures("0,01 m")
    assert figures("10 m") != figures("1 m")


def test_a_step_is_restated_in_claim_and_sentence() -> None:
    step = Step(Claim("=", (("+", 4, 4), 8)), "4 + 4 = 8.", "sum")

    assert restated(step, Claim("=", (("+", 4, 5), 9))) == Step(Claim("=", (("+", 4, 5), 9)), "4 + 5 = 9.", "sum")


def test_words_are_exchanged_all_at_once() -> None:
    assert with_words("Ann saw Ben; Annabel did not.", {"Ann": "Ben", "Ben": "Ann"}) == "Ben saw Ann; Annabel did not."
