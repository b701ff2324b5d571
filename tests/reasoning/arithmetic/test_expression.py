"""The verifier of any calculation: what it follows and what it refuses."""

from dataclasses import replace

import pytest
from tests.reasoning.arithmetic.worked import ORIGIN, judged, made, prose

from provender.core.claim import Claim, Derivation, Step
from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.reasoning.problem import Problem

EXPRESSION = "reasoning/arithmetic/expression"

SOUND = [
    ("Calculate 3 × 3 + 4 × 4.", "3 × 3 = 9.\n4 × 4 = 16.\n9 + 16 = 25.", "25"),
    ("Calculate 3 × 3 + 3 × 3.", "3 × 3 = 9.\n3 × 3 = 9.\n9 + 9 = 18.", "18"),
    ("Calculate (2 + 1) × (2 + 1).", "2 + 1 = 3.\n3 × 3 = 9.", "9"),
    ("Calculate 1 + 2 + 3.", "First, 2 + 3 = 5.\nSo 5 + 1 = 6.", "6"),
    ("What is 10 − 4 − 3?", "10 − 3 = 7.\n7 − 4 = 3.", "3"),
    ("What is 10 − 4 − 3?", "10 − 4 − 3 = 3.", "3"),
    ("Evaluate 2 − 5.", "2 − 5 = -3.", "-3"),
    ("Evaluate -(2 + 5) × 2.", "2 + 5 = 7.\n-7 × 2 = -14.", "-14"),
    ("Calculate 1/2 + 1/3.", "1/2 + 1/3 = 5/6.", "5/6"),
    ("Calculate 7 ÷ 2 + 1/2.", "7/2 + 1/2 = 4.", "4"),
    ("Kokotoa 2 × (5 + 6).", "Kwanza, 5 + 6 = 11.\nKwa hiyo 2 × 11 = 22.", "22"),
    ("Je, 6 × 7 ni ngapi?", "6 × 7 = 42.", "42"),
    ("Calculate 9 + 3 × 3.", "3 × 3 = 9.\n9 + 9 = 18.", "18"),
]


@pytest.mark.parametrize(("question", "solution", "answer"), SOUND)
def test_expression_proves_a_calculation_from_text_alone(question: str, solution: str, answer: str) -> None:
    verdict = judged(EXPRESSION, prose(question, solution, answer))

    assert verdict.outcome is Outcome.PASS, verdict


WRONG = [
    ("3 × 3 = 9.\n4 × 4 = 15.\n9 + 15 = 24.", "24", "equation is false"),
    ("3 × 3 = 9.\n9 + 7 = 16.", "16", "number comes from nowhere"),
    ("3 × 3 = 9.\n4 × 4 = 16.\n9 + 16 = 25.", "24", "answer is wrong"),
    ("3 × 3 = 9.\n4 × 4 = 16.\n9 × 16 = 144.", "144", "last step is not what the question asks"),
    ("3 × 3 = 9.\n4 × 4 = 16.", "25", "last step is not what the question asks"),
    ("3 × 3 = 9.\n3 + 4 = 7.\n4 × 4 = 16.\n9 + 16 = 25.", "25", "step is not needed"),
    ("3 × 3 + 4 × 4 = 50/2.", "25", "result is not in lowest terms"),
    ("3 × 3 = 9.\n4 × 4 = 16.\n9 + 16 = 25. Trust me.", "25", "sentence cannot be read"),
    ("Not 3 × 3 = 9.", "25", "sentence cannot be read"),
    ("9 = 9.", "25", "step calculates nothing"),
    ("3 ÷ (4 − 4) = 3.", "25", "equation is false"),
    ("", "25", "sentence cannot be read"),
]


@pytest.mark.parametrize(("solution", "answer", "reason"), WRONG)
def test_expression_says_why_it_refuses(solution: str, answer: str, reason: str) -> None:
    verdict = judged(EXPRESSION, prose("Calculate 3 × 3 + 4 × 4.", solution, answer))

    assert (verdict.outcome, verdict.reason) == (Outcome.FAIL, reason)


@pytest.mark.parametrize(
    "question",
    [
        "Calculate x + 1.",
        "Calculate 5.",
        "Calculate 1 ÷ 0.",
        "Calculate 2 +.",
        "Add 3 to 4.",
        "Calculate " + "1+" * 300,
    ],
)
def test_expression_leaves_other_questions_alone(question: str) -> None:
    assert judged(EXPRESSION, prose(question, "1 + 1 = 2.", "2")).outcome is Outcome.ABSTAIN


def _worked(*uses: tuple[int, ...]) -> Record:
    """3 × 3 + 3 × 3, the steps resting on what is given."""
    square = Claim("=", (("*", 3, 3), 9))
    steps = (
        Step(square, "3 × 3 = 9.", "multiply", uses[0]),
        Step(square, "3 × 3 = 9.", "multiply", uses[1]),
        Step(Claim("=", (("+", 9, 9), 18)), "9 + 9 = 18.", "add", uses[2]),
    )
    goal = ("+", ("*", 3, 3), ("*", 3, 3))
    told = Derivation((), goal, steps, 18)
    return Record(payload=Problem("Calculate 3 × 3 + 3 × 3.", "18", "en", told), origin=ORIGIN)


def test_equal_results_of_different_steps_are_told_apart_by_their_uses() -> None:
    assert judged(EXPRESSION, _worked((), (), (0, 1))).outcome is Outcome.PASS
    assert judged(EXPRESSION, _worked((), (), (0,))).reason == "step is not needed"


@pytest.mark.parametrize("uses", [(2,), (1, 0), (0, 0), (-1,), (0, 5), ()])
def test_uses_that_do_not_fit_are_refused(uses: tuple[int, ...]) -> None:
    assert judged(EXPRESSION, _worked((), (), uses)).outcome is Outcome.FAIL


def test_a_derivation_without_steps_is_refused() -> None:
    record = _worked((), (), (0, 1))
    problem = replace(record.payload, derivation=Derivation((), 3, (), 3))  # type: ignore[type-var]

    assert judged(EXPRESSION, replace(record, payload=problem)).reason == "solution stops too soon"


def test_a_tangle_of_equal_numbers_ends_quickly() -> None:
    ones = " + ".join(["1"] * 60)
    solution = "\n".join([*["1 × 1 = 1."] * 60, f"{ones} = 60."])

    assert judged(EXPRESSION, prose(f"Calculate {ones}.", solution, "60")).outcome is Outcome.FAIL


def test_the_file_to_copy_is_proved_by_it_alone() -> None:
    records = made("reasoning/arithmetic/sum_of_squares", count=20, seed=3, language="sw")

    assert all(judged(EXPRESSION, record).outcome is Outcome.PASS for record in records)
