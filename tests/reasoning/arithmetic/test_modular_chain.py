"""What a chain means, and each way in which one can be wrong."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reasoning.arithmetic.worked import judged, made, problem_of, prose

from provender.core.verdict import Outcome

NAME = "reasoning/arithmetic/modular_chain"
ASK = "Left to right, modulo 10: 7+5*3-2="
SOLVED = "7+5=2\n2*3=6\n6-2=4"


@given(seed=st.integers(0, 2**32), level=st.integers(1, 6))
def test_a_chain_ends_at_its_value_left_to_right_modulo_ten(seed: int, level: int) -> None:
    problem = problem_of(made(NAME, seed=seed, count=1, level=level)[0])
    first, *moves = re.findall(r"^\d|[-+*]\d", problem.question.rpartition(" ")[2])

    value = eval("(" * len(moves) + first + "".join(f"{move})" for move in moves))  # digits and + - * alone

    assert len(moves) == (9 if level == 6 else level)
    assert problem.answer == str(value % 10)


def test_every_digit_is_an_answer_and_none_dominates() -> None:
    counts = Counter(problem_of(record).answer for record in made(NAME, count=2000))

    assert set(counts) == set("0123456789")
    assert max(counts.values()) < 0.25 * 2000  # products fall on 0 most often: 18 %


@given(
    seed=st.integers(0, 2**32),
    level=st.integers(1, 5),
    where=st.integers(0, 60),
    sign=st.sampled_from("0123456789+-*"),
)
def test_another_character_in_a_solution_is_refuted(seed: int, level: int, where: int, sign: str) -> None:
    problem = problem_of(made(NAME, seed=seed, count=1, level=level)[0])
    told = problem.solution
    where %= len(told)
    spoilt = told[:where] + sign + told[where + 1 :]

    verdict = judged(NAME, prose(problem.question, spoilt, problem.answer))

    assert verdict.outcome is (Outcome.PASS if spoilt == told else Outcome.FAIL)


@pytest.mark.parametrize(
    ("solution", "answer", "reason"),
    [
        (SOLVED, "5", "answer is wrong"),
        (SOLVED, "04", "answer is wrong"),
        ("7+5=2\n2*3=7\n7-2=5", "4", "equation is false"),
        ("7+5=12\n2*3=6\n6-2=4", "4", "sentence cannot be read"),
        ("7+5=2\n3*3=9\n9-2=7", "4", "step takes the wrong numbers"),
        ("5*3=5\n5+7=2\n2-2=0", "4", "step takes the wrong numbers"),
        ("7+5=2\n6-2=4", "4", "step takes the wrong numbers"),
        ("7+5=2\n2*3=6", "4", "solution stops too soon"),
        (f"{SOLVED}\n4+0=4", "4", "solution goes on after its end"),
        ("7+5=2\n2*3=6\x0b\n6-2=4", "4", "sentence cannot be read"),
        ("7+5=2\n2*٣=6\n6-2=4", "4", "sentence cannot be read"),
        ("", "4", "sentence cannot be read"),
    ],
)
def test_a_wrong_chain_is_refuted_with_its_reason(solution: str, answer: str, reason: str) -> None:
    verdict = judged(NAME, prose(ASK, solution, answer))

    assert (verdict.outcome, verdict.reason) == (Outcome.FAIL, reason)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "7+5*3-2=",
        f"{ASK} ",
        "left to right, modulo 10: 7+5*3-2=",
        "Left to right, modulo 9: 7+5*3-2=",
        "Left to right, modulo 10: 7+5*3-2=4=",
        "Left to right, modulo 10: 0" + "*9" * 10**5 + "=",
    ],
)
def test_a_question_that_is_no_chain_gets_no_verdict(question: str) -> None:
    assert judged(NAME, prose(question, SOLVED, "4")).outcome is Outcome.ABSTAIN
