"""Runs anybody's Python against a description in words, behind walls: the way to judge a teacher's code.

What the function ought to give is worked out here and never enters the sandbox; what comes back is compared as text. So
a program can neither read the expected values nor talk its way past them.
"""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from provender.core.errors import MachineError
from provender.core.protocols import Ended, Ran, Sandbox, Tools, Verifier
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.code.verifiers import _functions
from provender.reasoning.code.verifiers._functions import Task
from provender.reasoning.code.verifiers.python_functions import read
from provender.reasoning.problem import Problem

MOST_CHARACTERS = 20_000


class _Trial(NamedTuple):
    """A record's code, the lists that it is run on, and what it ought to print."""

    program: str
    lists: Sequence[Sequence[int]]
    wanted: str


@verifier
@dataclass(frozen=True, slots=True)
class PythonTests:
    """Property tests of a function f against the question's description; needs the sandbox that a run has.

    A pass is SCREENED: tests prove that code is wrong, never that it is right.

    Attributes:
        lists: random lists that each function is run on, beside those at the edges of its conditions.

    Example:
        verifiers: [{name: reasoning/code/python_tests, dials: {lists: 20}}]
        "def f(xs): return sum(x for x in xs if x >= 3)" fails on [3] where only numbers greater than 3 count.
    """

    screens: ClassVar[bool] = True

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": ("python_functions",)}

    lists: int  # no default, so that nobody runs programs who did not ask for it

    def bind(self, tools: Tools, /) -> Verifier:
        """The verifier with a sandbox.

        Raises:
            MachineError: there is none, or no walls can be raised here.
        """
        if tools.sandbox is None:
            raise MachineError(
                "code can be tested in a sandbox alone",
                where=name_of(self),
                mend="hand one in: Tools(sandbox=registry.load('sandbox', 'strongest'))",
            )
        tools.sandbox.probe()  # what cannot be raised is better known before the first record
        return _Bound(self, tools.sandbox)


@dataclass(frozen=True, slots=True)
class _Bound:
    """The tests and the place where they are run; a batch of records is one batch of programs."""

    part: PythonTests
    sandbox: Sandbox

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        trials = [_trial(record, self.part.lists) for record in records]
        ran = iter(self.sandbox.run([trial.program for trial in trials if trial is not None]))
        return [
            _verdict(record, name_of(self.part), trial, None if trial is None else next(ran))
            for record, trial in zip(records, trials, strict=True)
        ]


def _trial(record: Record, lists: int) -> _Trial | None:
    """How a record's code is tried; None if its question is of another kind."""
    problem = record.payload
    found = read(problem.question) if isinstance(problem, Problem) else None
    if found is None or not isinstance(problem, Problem) or len(problem.answer) > MOST_CHARACTERS:
        return None
    task = found[1]
    tried = [*_functions.battery(task), *_drawn(task, problem.question, lists)]
    wanted = json.dumps([_functions.meaning(task, xs) for xs in tried])
    return _Trial(
        f"{problem.answer}\nimport json\nprint()\nprint(json.dumps([f(xs) for xs in {tried}]))", tried, wanted
    )


def _drawn(task: Task, question: str, count: int) -> list[list[int]]:
    """Random lists, the same for the same question."""
    rng = random.Random(question)
    most = 2 * max([20, *task.xs])
    return [[rng.randrange(most) for _ in range(rng.randrange(9))] for _ in range(count)]


def _verdict(record: Record, name: str, trial: _Trial | None, ran: Ran | None) -> Verdict:
    """What a run says of a record."""
    outcome, grade, reason, evidence = Outcome.ABSTAIN, None, "question is of another kind", dict[str, str]()
    if trial is not None and ran is not None:
        said = ran.stdout.rstrip("\n").rpartition("\n")[2]
        if ran.ended is not Ended.FINISHED:
            outcome, reason, evidence = Outcome.FAIL, f"code {ran.ended.value}", {"error": ran.error[:300]}
        elif said != trial.wanted:
            outcome, reason, evidence = Outcome.FAIL, "code gives something else", _first(trial, said)
        else:
            outcome, grade, reason = Outcome.PASS, Grade.SCREENED, f"{len(trial.lists)} lists give what they ought to"
    return Verdict(record=record.key, verifier=name, outcome=outcome, grade=grade, reason=reason, evidence=evidence)


def _first(trial: _Trial, said: str) -> dict[str, str]:
    """The first list on which the code differs from its description."""
    pairs = zip(said.strip("[]").split(", "), json.loads(trial.wanted), trial.lists, strict=False)
    told = next(((one, other, xs) for one, other, xs in pairs if one != str(other)), (said, trial.wanted, ""))
    return {"gives": told[0][:100], "expected": str(told[1])[:100], "list": str(told[2])[:200]}
