"""Edges of calculating with fractions."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

FRACTIONS = "reasoning/arithmetic/fractions"

SOUND = [
    (
        "Write 1/2 + 1/2 in lowest terms.",
        "The least common denominator of 2 and 2 is 2.\n1/2 + 1/2 = 2/2.\n"
        "The greatest common divisor of 2 and 2 is 2.\nDivide both by 2: 2/2 = 1.\nSo 1/2 + 1/2 = 1.",
        "1",
    ),
    (
        "What is 3/4 − 3/4 in lowest terms?",
        "The least common denominator of 4 and 4 is 4.\n3/4 − 3/4 = 0/4.\n"
        "The greatest common divisor of 0 and 4 is 4.\nDivide both by 4: 0/4 = 0.\nSo 3/4 − 3/4 = 0.",
        "0",
    ),
    (
        "Subtract 2/3 from 1/2 and reduce the result.",
        "The least common denominator of 2 and 3 is 6.\n1/2 = 3/6.\n2/3 = 4/6.\n3/6 − 4/6 = -1/6.\n"
        "The greatest common divisor of 1 and 6 is 1.\nSo 1/2 − 2/3 = -1/6.",
        "-1/6",
    ),
    (
        "Divide 9/4 by 3/2 and reduce the result.",
        "Turn the second fraction over: 9/4 ÷ 3/2 = 9/4 × 2/3.\nMultiply the numerators: 9 × 2 = 18.\n"
        "Multiply the denominators: 4 × 3 = 12.\n9/4 × 2/3 = 18/12.\nThe greatest common divisor of 18 and 12 is 6.\n"
        "Divide both by 6: 18/12 = 3/2.\nSo 9/4 ÷ 3/2 = 3/2.",
        "3/2",
    ),
    (
        "Divide 2/3 by 1/5 and reduce the result.",
        "Turn the second fraction over: 2/3 ÷ 1/5 = 2/3 × 5.\nMultiply the numerators: 2 × 5 = 10.\n"
        "Multiply the denominators: 3 × 1 = 3.\n2/3 × 5 = 10/3.\nThe greatest common divisor of 10 and 3 is 1.\n"
        "So 2/3 ÷ 1/5 = 10/3.",
        "10/3",
    ),
    (
        "Compare 2/4 and 3/6: answer with <, = or >.",
        "The least common denominator of 4 and 6 is 12.\n2/4 = 6/12.\n3/6 = 6/12.\n"
        "Compare the numerators: 6 = 6.\nSo 2/4 = 3/6.",
        "=",
    ),
    (
        "Je, 5/4 ni ndogo kuliko, sawa na, au kubwa kuliko 7/8? Jibu kwa <, = au >.",
        "Kigawe kidogo cha shirika cha asili 4 na 8 ni 8.\n5/4 = 10/8.\n"
        "Linganisha viasi: 10 > 7.\nKwa hiyo 5/4 > 7/8.",
        ">",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("question", "solution", "answer"), SOUND)
def test_fractions_proves_the_edges_from_text_alone(question: str, solution: str, answer: str) -> None:
    verdict = judged(FRACTIONS, prose(question, solution, answer))

    assert verdict.outcome is Outcome.PASS, verdict


WRONG = [
    ("1/2 + 1/3 = 2/5.", "2/5"),
    (
        "The least common denominator of 2 and 3 is 12.\n1/2 = 6/12.\n1/3 = 4/12.\n6/12 + 4/12 = 10/12.\n"
        "The greatest common divisor of 10 and 12 is 2.\nDivide both by 2: 10/12 = 5/6.\nSo 1/2 + 1/3 = 5/6.",
        "5/6",
    ),
    (
        "The least common denominator of 2 and 3 is 6.\n1/2 = 3/6.\n1/3 = 2/6.\n3/6 + 2/6 = 5/6.\n"
        "The greatest common divisor of 5 and 6 is 1.\nSo 1/2 + 1/3 = 5/6.",
        "10/12",
    ),
    (
        "The least common denominator of 2 and 3 is 6.\n1/3 = 2/6.\n1/2 = 3/6.\n3/6 + 2/6 = 5/6.\n"
        "The greatest common divisor of 5 and 6 is 1.\nSo 1/2 + 1/3 = 5/6.",
        "5/6",
    ),
]


@pytest.mark.parametrize(("solution", "answer"), WRONG)
def test_fractions_fails_a_slip(solution: str, answer: str) -> None:
    record = prose("Add 1/2 and 1/3 and reduce the result.", solution, answer)

    assert judged(FRACTIONS, record).outcome is Outcome.FAIL


@pytest.mark.parametrize("question", ["Write 1/0 + 1/2 in lowest terms.", "Divide 1/2 by 0/3 and reduce the result."])
def test_fractions_leaves_a_division_by_zero_alone(question: str) -> None:
    assert judged(FRACTIONS, prose(question, "", "0")).outcome is Outcome.ABSTAIN
