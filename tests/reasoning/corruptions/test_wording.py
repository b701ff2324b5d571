"""Numbers within sentences: which says what, and what may be put in its place."""

import pytest

from provender.core.claim import Claim, Step
from provender.reasoning.corruptions.tools.wording import flipped, places, restated, reworded, with_words


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


def test_a_step_is_restated_in_claim_and_sentence() -> None:
    step = Step(Claim("=", (("+", 4, 4), 8)), "4 + 4 = 8.", "sum")

    assert restated(step, Claim("=", (("+", 4, 5), 9))) == Step(Claim("=", (("+", 4, 5), 9)), "4 + 5 = 9.", "sum")


def test_words_are_exchanged_all_at_once() -> None:
    assert with_words("Ann saw Ben; Annabel did not.", {"Ann": "Ben", "Ben": "Ann"}) == "Ben saw Ann; Annabel did not."
