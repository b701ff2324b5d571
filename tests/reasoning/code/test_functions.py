"""What only these families know: which code is not the described one, and which program could be mended elsewhere."""

from dataclasses import replace

import pytest

from provender.core.record import Origin, Record
from provender.core.registry import load
from provender.core.verdict import Outcome, Verdict
from provender.reasoning.problem import Problem

NOBODY = Origin(source="file", version="", recipe="", seed=0, index=0)
DESCRIPTION = (
    "The function f takes a list xs of whole numbers and gives the sum of 2 × x + 1 over its numbers x."
    " Only numbers greater than 3 count. If no number counts, that is 0."
)
WRITE = f"{DESCRIPTION} Write f in Python, in one line, and check it with the list [3, 7, 4]."
CODE = "def f(xs): return sum([2 * x + 1 for x in xs if x > 3])"
WORKED = f"""Condition: x > 3.
Of each: 2 * x + 1.
3 does not count: 3 <= 3.
7: 2 × 7 + 1 = 15.
4: 2 × 4 + 1 = 9.
15 + 9 = 24.
So f([3, 7, 4]) is 24.
In one line: {CODE}"""
BUG = f"""{DESCRIPTION} One line of this program is wrong:
1: def f(xs):
2:     total = 0
3:     for x in xs:
4:         if x >= 3:
5:             total = total + 2 * x + 1
6:     return total
f([3, 7, 4]) gives 31 instead of 24. Which line is wrong, and how must it read, with the numbers of the description?"""
FOUND = """As it stands, f([3, 7, 4]) gives 31.
3 does not count: 3 <= 3.
7: 2 × 7 + 1 = 15.
4: 2 × 4 + 1 = 9.
15 + 9 = 24.
So f([3, 7, 4]) is 24.
Line 2 is as described: total = 0
Line 4 is not as described: if x >= 3:
Line 5 is as described: total = total + 2 * x + 1
Line 6 is as described: return total
Line 4 must read: if x > 3:"""


def judged(family: str, problem: Problem) -> Verdict:
    """The verdict of a family's verifier."""
    record = Record(payload=problem, origin=NOBODY, tags={})
    verdict: Verdict = load("verifier", f"reasoning/code/{family}")([record])[0]
    return verdict


written = Problem(WRITE, CODE, "en", None, WORKED)
found = Problem(BUG, "4: if x > 3:", "en", None, FOUND)


def test_a_function_told_in_prose_is_proved() -> None:
    assert judged("python_functions", written).outcome is Outcome.PASS


def test_a_wrong_line_told_in_prose_is_proved() -> None:
    assert judged("bug_localisation", found).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("if x > 3])", "if x >= 3])"),  # another function at the edge alone
        ("if x > 3])", "if x > 3 and x > 3])"),  # the same function, but not the one that was built step by step
        ("2 * x + 1 for", "x * 2 + 1 for"),
        ("3 does not count: 3 <= 3.", "3: 2 × 3 + 1 = 7."),
        ("15 + 9 = 24", "9 + 15 = 24"),
        ("7: 2 × 7 + 1 = 15.\n", ""),
        ("Condition: x > 3.\n", ""),
        ("Of each: 2 * x + 1.", "Of each: 2 * x + 2."),
    ],
)
def test_another_solution_is_refused(was: str, now: str) -> None:
    spoilt = replace(written, answer=written.answer.replace(was, now), prose=written.prose.replace(was, now))

    assert spoilt != written
    assert judged("python_functions", spoilt).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("4: if x > 3:", "4: if x >= 4:"),  # it mends the program, but not in the description's numbers
        ("4: if x > 3:", "5: if x > 3:"),
        ("Line 2 is as described: total = 0\n", ""),
        ("Line 5 is as described", "Line 5 is not as described"),
        ("gives 31.", "gives 30."),
    ],
)
def test_another_finding_is_refused(was: str, now: str) -> None:
    spoilt = replace(found, answer=found.answer.replace(was, now), prose=found.prose.replace(was, now))

    assert spoilt != found
    assert judged("bug_localisation", spoilt).outcome is Outcome.FAIL


def test_a_program_that_could_be_mended_in_two_lines_is_no_question() -> None:
    """To start from 1 and to add 5 in the end: 0 and 5, or 1 and 4."""
    changes = (
        ("that is 0.", "that is 0. In the end f adds 5 to this."),
        ("Line 4 is not as described: if x >= 3", "Line 4 is as described: if x > 3"),
        ("if x >= 3", "if x > 3"),
        ("Line 2 is as", "Line 2 is not as"),
        ("total = 0", "total = 1"),
        ("return total", "return total + 5"),
        ("gives 31", "gives 30"),
        ("instead of 24", "instead of 29"),
        ("So f([3, 7, 4]) is 24.", "In the end: 24 + 5 = 29.\nSo f([3, 7, 4]) is 29."),
        ("Line 4 must read: if x > 3:", "Line 2 must read: total = 0"),
    )
    question, prose = BUG, FOUND
    for was, now in changes:
        question, prose = question.replace(was, now), prose.replace(was, now)
    verdict = judged("bug_localisation", Problem(question, "2: total = 0", "en", None, prose))

    assert Outcome.FAIL is verdict.outcome
    assert "the program is not mended in its wrong line alone" == verdict.reason
    assert "{2, 6}" == verdict.evidence["lines"]


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ("gives 31 instead", "gives 24 instead", "question's test is not what it says"),
        ("instead of 24", "instead of 23", "question's test is not what it says"),
        ("if x >= 3", "if x >= 3 and x < 9", "the program is not mended in its wrong line alone"),
        ("3:     for", "7:     for", "program's lines are not numbered"),
        ("    for x in xs", "    while x in xs", "code does more than is known here"),
    ],
)
def test_a_question_that_does_not_hold_is_refused(was: str, now: str, reason: str) -> None:
    spoilt = replace(found, question=BUG.replace(was, now), prose=FOUND.replace(was, now))
    verdict = judged("bug_localisation", spoilt)

    assert (Outcome.FAIL, reason) == (verdict.outcome, verdict.reason)
