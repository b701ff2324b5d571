"""Screens of a teacher's plan: each finds its planted slip, lets the honest solution through, and knows its place."""

import pytest

from provender.core.errors import RecipeError
from provender.core.record import Origin, Record
from provender.core.registry import load
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.words.asked import asked

KIDS = "A class of 30 is split into 4 teams. How many children are in a team?"
WALK = "Ann walks 2 hours and rests 15 minutes. How many minutes is she out?"
SHOP = "Ann buys 12 pens for 3 dollars each and 5 books for 20 dollars each. How much does she pay?"


def said(screen: str, question: str, answer: str, prose: str, **dials: object) -> Verdict:
    """The verdict of a screen."""
    origin = Origin(source="file", version="", recipe="", seed=0, index=1)
    record = Record(payload=Problem(question, answer, "en", None, prose), origin=origin)
    verdict: Verdict = load("verifier", f"reasoning/words/{screen}", dials)([record])[0]
    return verdict


@pytest.mark.parametrize(
    ("screen", "question", "answer", "prose"),
    [
        ("answer_range", KIDS, "7.5", "So 30 / 4 = 7.5."),
        ("answer_range", KIDS, "-26", "So 4 - 30 = -26."),
        ("question_unit", WALK, "2", "She rests 15 / 15 = 1, so 1 + 1 = 2 hours."),
        ("unused_number", SHOP, "36", "She pays 12 * 3 = 36 dollars."),
    ],
)
def test_a_screen_refuses_its_slip(screen: str, question: str, answer: str, prose: str) -> None:
    refused = said(screen, question, answer, prose, refuse=True)
    assert refused.outcome is Outcome.FAIL
    pointed = said(screen, question, answer, prose, refuse=False)
    assert (pointed.outcome, pointed.grade) == (Outcome.ABSTAIN, None)
    assert pointed.reason == refused.reason


@pytest.mark.parametrize(
    ("screen", "question", "answer", "prose"),
    [
        ("answer_range", KIDS, "7", "So 30 / 4 is 7 and 2 are left over."),
        ("answer_range", "How many miles does he run?", "3.5", "So 7 / 2 = 3.5 miles."),
        ("answer_range", "It is 5 degrees and falls by 8 degrees. How warm is it?", "-3", "So 5 - 8 = -3."),
        ("answer_range", "How many children does an average family have?", "1.5", "So 3 / 2 = 1.5."),
        ("question_unit", WALK, "135", "She is out 2 * 60 + 15 = 135 minutes."),
        ("question_unit", "How many days a year is he off?", "45", "So 9 * 5 = 45 days a year."),
        ("unused_number", SHOP, "136", "She pays 12 * 3 = 36 and 5 * 20 = 100, so 36 + 100 = 136."),
        ("unused_number", "20% of 60 pupils and 2 hours?", "x 1", "So 0.8 * 60 = 48, and 2 * 60 = 120."),
        ("reused_number", SHOP, "136", "She pays 12 * 3 = 36 and 5 * 20 = 100, so 36 + 100 = 136."),
    ],
)
def test_a_screen_lets_an_honest_solution_through_and_never_verifies_it(
    screen: str, question: str, answer: str, prose: str
) -> None:
    verdict = said(screen, question, answer, prose)

    assert (verdict.outcome, verdict.grade) == (Outcome.PASS, Grade.SCREENED)


def test_a_number_used_again_and_again_is_pointed_at() -> None:
    prose = "So 12 * 3 = 36, 12 + 36 = 48, 12 * 5 = 60 and 48 + 60 = 108."

    assert said("reused_number", SHOP, "108", prose).outcome is Outcome.ABSTAIN
    assert said("reused_number", SHOP, "108", prose).evidence == {"numbers": "12"}
    assert said("reused_number", SHOP, "108", prose, refuse=True).outcome is Outcome.FAIL


@pytest.mark.parametrize("screen", ["answer_range", "question_unit", "unused_number", "reused_number"])
def test_a_screen_is_silent_on_other_languages_and_without_an_answer(screen: str) -> None:
    assert said(screen, WALK, "", "I do not know, 2 hours.").outcome is Outcome.ABSTAIN


@pytest.mark.parametrize("screen", ["unused_number", "reused_number"])
def test_a_screen_refuses_a_negative_allowance(screen: str) -> None:
    with pytest.raises(RecipeError, match="most=-1"):
        load("verifier", f"reasoning/words/{screen}", {"most": -1})


def test_asked_reads_the_last_question() -> None:
    found = asked("How many hens? They lay eggs. How many more eggs are left? Think.")

    assert (found.counted, found.unit, found.text) == ("eggs", "", "How many more eggs are left?")
    assert asked(WALK).unit == "minute"
    assert asked("How many of them left?").counted == ""
