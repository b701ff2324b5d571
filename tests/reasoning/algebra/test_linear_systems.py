"""Systems of linear equations: what the sentences may say, and what is caught by name."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reasoning.arithmetic.worked import derivation_of, judged, made, problem_of, prose, with_step

from provender.core.claim import Step
from provender.core.verdict import Outcome
from provender.reasoning.read import equations

NAME = "reasoning/algebra/linear_systems"

QUESTION = "Solve the system of equations: (1) 2x + 3y = 13; (2) x - y = -1."
SOUND = """(3) Multiply (2) by 2: 2x - 2y = -2.
(4) Subtract (3) from (1): 5y = 15.
(5) Divide (4) by 5: y = 3.
(6) Put y = 3 into (1): 2x + 3 × 3 = 13.
(7) Simplify (6): 2x = 4.
(8) Divide (7) by 2: x = 2.
(9) Check in (2): 1 × 2 - 1 × 3 = -1."""
OTHER = """(3) Multiplying (2) by 3 gives 3x - 3y = -3.
(4) Add (1) and (3): 5x = 10.
(5) Divide (4) by 5: x = 2.
(6) Putting x = 2 into (2) gives 1 × 2 - y = -1.
(7) Simplifying (6) gives -y = -3.
(8) Divide (7) by -1: y = 3."""
ANSWER = "x = 2, y = 3"


@pytest.mark.parametrize("solution", [SOUND, OTHER])
def test_a_solution_written_by_hand_is_proved(solution: str) -> None:
    assert judged(NAME, prose(QUESTION, solution, ANSWER)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after", "reason", "step"),
    [
        ("5y = 15", "5y = 16", "claim is false", 2),
        ("2x - 2y = -2", "5y = 15", "claim does not follow", 1),
        ("(3) Multiply", "(4) Multiply", "equation is numbered wrongly", 1),
        ("by 2: 2x - 2y", "by 3: 2x - 2y", "claim does not follow", 1),
        ("by 2: 2x - 2y = -2", "by 0: 0x = 0", "multiplies by nothing", 1),
        ("Subtract (3) from (1)", "Subtract (1) from (3)", "claim does not follow", 2),
        ("Subtract (3) from (1)", "Subtract (3) from (3)", "combines an equation with itself", 2),
        ("Subtract (3) from (1)", "Subtract (9) from (1)", "names an equation that is not there", 2),
        ("Divide (4) by 5", "Divide (4) by 0", "does not divide", 3),
        ("Divide (4) by 5", "Divide (4) by 2", "does not divide", 3),
        ("y = 3.", "y = 6/2.", "equation cannot be read", 3),
        ("y = 3.", "y  = 3.", "equation cannot be read", 3),
        ("Put y = 3", "Put y = 4", "puts in a value that was not found", 4),
        ("Put y = 3", "Put x = 3", "puts in a value that was not found", 4),
        ("Put y = 3", "Put y = 3 and y = 3", "puts in a value twice or out of order", 4),
        ("2x + 3 × 3", "2x + 3 × 4", "claim does not follow", 4),
        ("2x + 3 × 3", "2x + 3 × ", "equation cannot be read", 4),
        ("2x + 3 × 3", "2x + 3 × (3)", "equation cannot be read", 4),
        ("Simplify (6)", "Simplify (5)", "simplifies an equation with nothing put in", 5),
        ("Simplify (6): 2x = 4", "Divide (6) by 2: x = 2", "works on an equation that is not simplified", 5),
        ("Check in (2)", "Check in (3)", "checks too early or in the wrong place", 7),
        ("1 × 2 - 1 × 3", "1 × 3 - 1 × 2", "claim does not follow", 7),
        ("Divide (4) by 5", "Split (4) by 5", "sentence cannot be read", 3),
        ("Divide (4) by 5", "Gawanya (4) kwa 5", "sentence cannot be read", 3),
    ],
)
def test_a_fault_is_named_with_its_step(before: str, after: str, reason: str, step: int) -> None:
    spoilt = SOUND.replace(before, after, 1)
    verdict = judged(NAME, prose(QUESTION, spoilt, ANSWER))

    assert spoilt != SOUND
    assert (verdict.outcome, verdict.reason, verdict.evidence["step"]) == (Outcome.FAIL, reason, str(step))


@pytest.mark.parametrize(
    ("solution", "reason"),
    [
        ("\n".join(SOUND.split("\n")[:5]), "solution stops before the goal"),
        (SOUND + "\n(10) Multiply (1) by 7: 14x + 21y = 91.", "step serves nothing"),
        ("", "sentence cannot be read"),
    ],
)
def test_a_solution_must_reach_the_goal_and_nothing_else(solution: str, reason: str) -> None:
    assert judged(NAME, prose(QUESTION, solution, ANSWER)).reason == reason


@pytest.mark.parametrize("last", ["26", "27"])
def test_a_system_without_one_solution_is_refused(last: str) -> None:
    question = f"Solve the system of equations: (1) 2x + 3y = 13; (2) 4x + 6y = {last}."

    assert judged(NAME, prose(question, SOUND, ANSWER)).reason == "system has no single solution"


@pytest.mark.parametrize(
    "question",
    [
        "",
        "(1) x = 2",
        "Solve the system of equations: x = 2.",
        "Solve the system of equations: (1) 2x + 3y = 13.",
        "Solve the system of equations: (1) 2x + 3y = 13; (2) x - z = 1.",
        "Solve the system of equations: (1) 2x + 3y = 13; (3) x - y = 1.",
        "Solve the system of equations: (1) 2x + 3x = 13; (2) x - y = 1.",
        "Solve the system of equations: (1) 2x + 3x + y = 13; (2) x - y = 1.",
        "Solve the system of equations: (1) 02x + 3y = 13; (2) x - y = 1.",
        "Solve the system of equations: (1) 2x  3y = 13; (2) x - y = 1.",
        "Find a and b: (1) 2x + 3y = 13; (2) x - y = -1.",
        "Find x and y: (1) 2x + 3y = 1e3; (2) x - y = -1.",
    ],
)
def test_what_is_no_system_is_left_alone(question: str) -> None:
    assert judged(NAME, prose(question, SOUND, ANSWER)).outcome is Outcome.ABSTAIN


@pytest.mark.parametrize("text", ["3/6", "03", "+3", "-0", "1/1", "1/0", "3/-4", "", "3/", "٣", "3/4/5", " 3"])
def test_a_number_has_one_spelling(text: str) -> None:
    assert equations.number(text) is None


@given(top=st.integers(-(10**6), 10**6), bottom=st.integers(1, 10**6))
def test_a_number_reads_back(top: int, bottom: int) -> None:
    value = Fraction(top, bottom)

    assert equations.number(str(value)) == (value.numerator, value.denominator)


def fraction(term: Any) -> Fraction:
    """A rational's term as a number."""
    return Fraction(*term[1:]) if isinstance(term, tuple) else Fraction(term)


@given(seed=st.integers(0, 2**32), level=st.integers(1, 5), unknowns=st.sampled_from([2, 3]))
@settings(max_examples=30, deadline=None)
def test_the_answer_solves_the_question(seed: int, level: int, unknowns: int) -> None:
    told: Any = derivation_of(made(NAME, seed=seed, count=1, level=level, unknowns=unknowns)[0])
    values = dict(zip(told.goal[1:], map(fraction, told.answer[1:]), strict=True))

    for equation in told.givens:
        left, right = equation.args
        terms = [("*", 1, term) if isinstance(term, str) else term for term in left[1:]]
        assert sum(coefficient * values[letter] for _, coefficient, letter in terms) == right


def test_levels_one_to_three_have_whole_solutions() -> None:
    for level in (1, 2, 3):
        assert not any("/" in problem_of(record).answer for record in made(NAME, count=200, level=level))
    assert any("/" in problem_of(record).answer for record in made(NAME, count=200, level=4))


def fields(step: Step) -> dict[str, object]:
    """A step's fields by name."""
    return {name: getattr(step, name) for name in ("claim", "text", "rule", "uses")}


def test_a_step_moved_to_another_place_is_failed() -> None:
    record = made(NAME, count=1)[0]
    first, second, *_ = derivation_of(record).steps
    swapped = with_step(with_step(record, 0, **fields(second)), 1, **fields(first))

    assert judged(NAME, swapped).outcome is Outcome.FAIL
    assert judged(NAME, replace(record, tags={})).outcome is Outcome.PASS
