"""The total interpreter: it does what Python does, in a sandbox, and refuses the rest of Python."""

import ast
import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.errors import MachineError
from provender.core.protocols import Ended, Sandbox
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.reasoning.code.verifiers import _python
from provender.reasoning.code.verifiers.bug_localisation import _KIND as BUGS
from provender.reasoning.problem import Problem
from provender.reasoning.read.judge import Wrong

CODES = (
    "def f(xs): return sum([x // 3 for x in xs if x > 1])",
    "def f(xs): return max([x * x - 7 for x in xs if x % 2 == 1 and x != 5], default=0) % 11",
    "def f(xs):\n  t = 1\n  for x in xs:\n    if x > 3 or x == 0 and t < 9:\n      t = t - 2 * x\n  return t",
    "def f(xs):\n  for x in xs:\n    if x >= 4:\n      return x\n  return 0 - 1",
    "def f(xs):\n  if min(xs, default=3) <= 2:\n    return 1\n  else:\n    return sum([y for y in xs]) * 2",
)


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    """The strongest walls; without any the second method is left out."""
    made: Sandbox = load("sandbox", "strongest")
    try:
        made.run([])
    except MachineError as refused:
        pytest.skip(refused.what)
    return made


def run(sandbox: Sandbox, codes: list[str], lists: list[list[int]]) -> list[list[int]]:
    """What Python itself makes of functions on lists, behind walls."""
    programs = [f"{code}\nimport json\nprint(json.dumps([f(xs) for xs in {lists}]))" for code in codes]
    ran = sandbox.run(programs)

    assert {Ended.FINISHED} == {one.ended for one in ran}
    return [json.loads(one.stdout) for one in ran]


def problems(name: str, count: int, level: int) -> list[Problem]:
    """What a family makes."""
    records = load("generator", name, {"level": level})(Shard(seed=8, start=0, count=count))
    return [record.payload for record in records if isinstance(record, Record) and isinstance(record.payload, Problem)]


def test_the_interpreter_does_what_python_does(sandbox: Sandbox) -> None:
    rng = Random(5)
    lists = [[rng.randrange(12) for _ in range(n)] for n in range(9)]
    found = [[_python.call(_python.parse(code), xs) for xs in lists] for code in CODES]

    assert run(sandbox, list(CODES), lists) == found


@pytest.mark.parametrize("level", [1, 3, 6])
def test_functions_do_in_a_sandbox_what_their_checks_say(sandbox: Sandbox, level: int) -> None:
    """The second method, on a sample: property tests against the interpreter, and every worked check."""
    made = problems("reasoning/code/python_functions", 30, level)
    rng = Random(level)
    lists = [[rng.randrange(99) for _ in range(n % 8)] for n in range(40)]

    assert run(sandbox, [problem.answer for problem in made], lists) == [
        [_python.call(_python.parse(problem.answer), xs) for xs in lists] for problem in made
    ]
    for problem in made:
        assert problem.derivation
        checks = [step.claim.args for step in problem.derivation.steps if step.rule == "check"]
        for called, value in checks:
            assert isinstance(called, tuple)
            assert [[value]] == run(sandbox, [problem.answer], [[int(str(x)) for x in called[1:]]])


def test_wrong_programs_fail_their_test_in_a_sandbox_and_mended_ones_pass_it(sandbox: Sandbox) -> None:
    for problem in problems("reasoning/code/bug_localisation", 25, 4):
        read = BUGS.read(problem.question)
        assert read
        task = read[1]
        place, _, code = problem.answer.partition(": ")
        line = task.program[int(place) - 1]
        indent = line[: len(line) - len(line.lstrip())]
        mended = [*task.program[: int(place) - 1], indent + code, *task.program[int(place) :]]
        found = run(sandbox, ["\n".join(task.program), "\n".join(mended)], [list(task.xs)])
        assert problem.derivation
        wanted = next(step.claim.args[1] for step in problem.derivation.steps if step.rule == "check")

        assert [[task.got], [wanted]] == found
        assert task.got != wanted


@pytest.mark.parametrize(
    "source",
    [
        "import os", "f = 1", "def f(xs): pass", "def f(): return 1", "def f(xs): return xs", "def f(xs): return y",
        "def f(xs): return xs.copy()", "def f(xs): return __import__('os')", "def f(xs): return f(xs)",
        "def f(xs): return 9 ** 9 ** 9", "def f(xs): return 1 / 2", "def f(xs): return 1 % 0",
        "def f(xs): return max([])",
        "def f(xs):\n  while 1: xs = xs", "def f(xs): return sum(xs, default=1)", "def f(xs): return [1] < 2",
         "def f(xs): return 1or 2", "def f(xs): return 1 < 2 < 3",
        "def f(xs): return sum([x for x in xs for y in xs])", "def f(xs): return sum([x for x in 3])", "def f(xs)",
        "def f(xs): return lambda: 1", "def f(xs):\n  xs[0] = 1\n  return 1", "def f(xs): return 'x'", "x" * 700,
        "def f(xs):\n  for x in xs:\n    for y in xs:\n      for z in xs:\n        for w in xs: w = w\n  return 1",
    ],
)  # fmt: skip
def test_the_rest_of_python_is_refused(source: str) -> None:
    with pytest.raises(Wrong):
        _python.call(_python.parse(source), list(range(12)))


def test_code_may_nest_deeply() -> None:
    """Twice as deep as this the text is too long; where the stack is nearly full already, it is refused."""

    def at(depth: int) -> int:
        return at(depth - 1) if depth else _python.call(_python.parse(f"def f(xs): return {'1+' * 280}1"), [])

    with pytest.raises(Wrong, match="nests too deeply"):
        at(500)


def test_no_number_grows_without_bound() -> None:
    source = "def f(xs):\n  t = 9\n  for x in xs:\n    t = t * t\n  return t"
    with pytest.raises(Wrong, match="small number"):
        _python.call(_python.parse(source), list(range(30)))


@given(text=st.text(alphabet="def f(xs):return xs+1=\n[]for in if sum0123456789<>%*", max_size=80))
def test_no_text_breaks_the_interpreter(text: str) -> None:
    try:
        value = _python.call(_python.parse(text), [1, 2])
    except Wrong:
        return
    assert isinstance(value, int)
    assert ast.parse(text)
