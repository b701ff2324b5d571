"""Anybody's code, tried in the sandbox: wrong code is found, right code in any style is not refused."""

from dataclasses import replace

import pytest
from tests.reasoning.code.test_functions import NOBODY, WRITE

from provender.core.errors import MachineError
from provender.core.protocols import Tools, Verifier
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem

PART = load("verifier", "reasoning/code/python_tests", {"lists": 20})


@pytest.fixture(scope="module")
def tests() -> Verifier:
    """The verifier bound to the strongest walls; left out where there are none."""
    sandbox = load("sandbox", "strongest", {"cpu_s": 1})
    try:
        sandbox.run([])
    except MachineError as refused:
        pytest.skip(refused.what)
    bound: Verifier = PART.bind(Tools(sandbox=sandbox))
    return bound


def judged(tests: Verifier, *answers: str) -> list[Verdict]:
    """What is said of answers to one question."""
    problem = Problem(WRITE, "", "en", None, "")
    return list(tests([Record(payload=replace(problem, answer=told), origin=NOBODY, tags={}) for told in answers]))


def test_right_code_of_any_style_passes_and_is_only_screened(tests: Verifier) -> None:
    verdicts = judged(
        tests,
        "def f(xs): return sum([2 * x + 1 for x in xs if x > 3])",
        "f = lambda xs: sum(x + x + 1 for x in filter((3).__lt__, xs))",
        "def f(xs):\n    print('hm')\n    t = 0\n    while xs:\n        x = xs.pop()\n        t += (2*x+1) * (x > 3)\n"
        "    return t",
    )

    assert [(Outcome.PASS, Grade.SCREENED)] * 3 == [(verdict.outcome, verdict.grade) for verdict in verdicts]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("def f(xs): return sum([2 * x + 1 for x in xs if x >= 3])", "code gives something else"),
        ("def f(xs): return True", "code gives something else"),
        ("def g(xs): return 1", "code raised"),
        ("", "code raised"),
        ("def f(xs):\n  while True: pass", "code timed out"),
        ("def f(xs): return open('/etc/passwd').read()", "code raised"),
        ("def f(xs):\n  import os; print('[15, 24]'); os._exit(0)", "code left"),
        ("def f(xs): return 'x' * 10**6", "code overflow"),
    ],
)
def test_wrong_code_is_found(tests: Verifier, answer: str, reason: str) -> None:
    (verdict,) = judged(tests, answer)

    assert (Outcome.FAIL, reason) == (verdict.outcome, verdict.reason)


def test_a_counterexample_is_shown(tests: Verifier) -> None:
    (verdict,) = judged(tests, "def f(xs): return sum([2 * x + 1 for x in xs if x >= 3])")

    assert {"gives": "7", "expected": "0", "list": "[3]"} == verdict.evidence


def test_another_question_is_left_alone(tests: Verifier) -> None:
    (verdict,) = tests([Record(payload=Problem("What is 1 + 1?", "2"), origin=NOBODY, tags={})])

    assert Outcome.ABSTAIN is verdict.outcome


def test_without_a_sandbox_nothing_is_run() -> None:
    with pytest.raises(MachineError, match="sandbox alone"):
        PART.bind(Tools())
