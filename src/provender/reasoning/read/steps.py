"""Judging a worked solution step by step, for any kind of problem.

A `Kind` says how its questions and sentences are read, when a claim follows from the claims it rests on, and how the
problem is solved by another method. The rest is the same for all kinds and stands here:

    question -> task                        text -> claim, for every sentence
    claim = the derivation's claim          the rule licenses it, given the claims of the steps it uses and no others
    every step is needed                    the last claim is the goal's value
    that value = the second method's        the written answer says it

A solution without a derivation (prose from a file) is judged from its sentences alone: a step may then rest on any
step before it.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Generic, NamedTuple, TypeVar

from provender.core.claim import Claim, Derivation, Term
from provender.core.record import Record
from provender.core.verdict import Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.judge import Wrong, check_labels, verdict_of

T = TypeVar("T")

MOST_STEPS = 400


class Line(NamedTuple, Generic[T]):
    """One kind of sentence, which is also one rule.

    Attributes:
        claim: values of the slots -> what the sentence claims.
        follows: (task, values of the slots, the sentences it rests on) -> whether the claim is true and follows from
            the task and those sentences alone; may raise `Wrong` with a better reason.
    """

    claim: Callable[[Values], Claim]
    follows: Callable[[T, Values, Sequence[Said]], bool]


class Kind(ABC, Generic[T]):
    """How one kind of problem is judged; `T` is the task that a question sets.

    Attributes:
        topic: tag of such records.
        asks: how questions are read.
        says: how sentences are read; each kind of sentence is a rule of `lines`.
        lines: rule -> what such a sentence claims and when it follows.
        tight: whether a step must need every sentence that its derivation says it rests on.
    """

    topic: ClassVar[str]
    tight: ClassVar[bool] = False
    asks: ClassVar[Forms]
    says: ClassVar[Forms]
    lines: ClassVar[Mapping[str, Line]]  # type: ignore[type-arg]  # a class variable knows no type variable

    @abstractmethod
    def task(self, said: Said) -> T:
        """What the question sets.

        Raises:
            Wrong: it is no sound question of this kind.
        """

    def read(self, question: str) -> tuple[str, T] | None:
        """The question's language and task, None if it is of another kind; override it for questions in many sentences.

        Raises:
            Wrong: it is no sound question of this kind.
        """
        said = self.asks.read(question)
        return None if said is None else (said.language, self.task(said))

    def givens(self, task: T) -> tuple[Claim, ...]:
        """What the question states, in its order; nothing, where the goal says it all."""
        return ()

    @abstractmethod
    def goal(self, task: T) -> Term:
        """What the question asks for."""

    @abstractmethod
    def solve(self, task: T) -> Term:
        """The goal's value by a method that has nothing in common with the generator's."""

    def conclusion(self, task: T, answer: Term) -> Claim:
        """What the last sentence must claim."""
        return Claim("=", (self.goal(task), answer))

    @abstractmethod
    def write(self, answer: Term, language: str) -> str:
        """The answer as it must be written."""


@dataclass(frozen=True, slots=True)
class Solution:
    """A worked solution as it stands in a record: its sentences and, where there is one, its formal story."""

    texts: Sequence[str]
    told: Derivation | None


def judge_steps(records: Sequence[Record], kind: Kind[T], *, name: str) -> list[Verdict]:
    """One verdict a record, in order.

    Guarantees:
        A pass is PROVED: question, every sentence, every step and the answer were checked.
        Abstains only on a question of another kind that does not carry the kind's topic.
    """
    return [verdict_of(record, name, partial(_proved, kind)) for record in records]


def latest(before: Sequence[Said], *kinds: str, **wanted: object) -> Values | None:
    """What the last sentence of some kinds says, among those whose slots hold what is wanted; None if there is none."""
    for said in reversed(before):
        if said.kind in kinds and wanted.items() <= said.values.items():
            return said.values
    return None


def _proved(kind: Kind[T], record: Record) -> bool:
    """True when the record is proved, False when its question is of another kind; raises `Wrong`."""
    problem = record.payload
    if not isinstance(problem, Problem):
        return False
    reading = kind.read(problem.question)
    if reading is None:
        if record.tags.get("topic") == kind.topic:
            raise Wrong("question cannot be read", question=problem.question)
        return False
    language, task = reading
    told = problem.derivation
    texts = problem.prose.split("\n") if told is None else [step.text for step in told.steps]
    answer = _solved(kind, language, task, Solution(texts, told))
    if told is not None:
        _check_frame(kind, task, told, answer)
    written = kind.write(answer, language)
    if problem.answer != written:
        raise Wrong("answer is wrong", answer=problem.answer, expected=written)
    check_labels(record, problem, topic=kind.topic, language=language)
    return True


def _solved(kind: Kind[T], language: str, task: T, solution: Solution) -> Term:
    """The goal's value, once every step is proved and the last one gives it."""
    if len(solution.texts) > MOST_STEPS:
        raise Wrong("solution is too long", steps=len(solution.texts))
    before: list[Said] = []
    claim = None
    for place, text in enumerate(solution.texts):
        said = kind.says.read_in(language, text)
        if said is None:
            raise Wrong("sentence cannot be read", step=place + 1, sentence=text)
        line: Line[T] = kind.lines[said.kind]
        claim = line.claim(said.values)
        premises = before if solution.told is None else _premises(solution.told, place, said, claim, before=before)
        if not line.follows(task, said.values, premises):
            raise Wrong("step does not follow", step=place + 1, claim=claim.to_json())
        if kind.tight and solution.told is not None and _has_spare(line, task, said.values, premises):
            raise Wrong("step rests on more than it needs", step=place + 1, claim=claim.to_json())
        before.append(said)
    answer = kind.solve(task)
    if claim != kind.conclusion(task, answer):
        raise Wrong("solution stops before the goal", expected=kind.conclusion(task, answer).to_json())
    if solution.told is not None:
        _check_needed(solution.told)
    return answer


def _premises(told: Derivation, place: int, said: Said, claim: Claim, *, before: Sequence[Said]) -> Sequence[Said]:
    """The sentences that a step rests on, once claim and rule are those that its sentence says."""
    step = told.steps[place]
    if step.claim != claim:
        raise Wrong("claim differs from its sentence", step=place + 1, claim=step.claim.to_json(), says=claim.to_json())
    if step.rule != said.kind:
        raise Wrong("rule does not license the step", step=place + 1, rule=step.rule, expected=said.kind)
    last = -1
    for use in step.uses:
        if not last < use < place:  # ascending, each once, each before the step
            raise Wrong("step rests on the wrong steps", step=place + 1, uses=step.uses)
        last = use
    return [before[use] for use in step.uses]


def _has_spare(line: Line[T], task: T, values: Values, premises: Sequence[Said]) -> bool:
    """Whether a step that follows would do so without one of the sentences that it names."""
    for place in range(len(premises)):
        try:
            if line.follows(task, values, [*premises[:place], *premises[place + 1 :]]):
                return True
        except Wrong:
            continue
    return False


def _check_needed(told: Derivation) -> None:
    """Raise `Wrong` if the last step rests, through others, not on all of them."""
    steps = told.steps
    needed = {len(steps) - 1}
    for place in range(len(steps) - 1, -1, -1):
        if place not in needed:
            raise Wrong("step is not needed", step=place + 1)
        needed.update(steps[place].uses)


def _check_frame(kind: Kind[T], task: T, told: Derivation, answer: Term) -> None:
    """Raise `Wrong` unless goal, answer and givens are those of the question."""
    if told.goal != kind.goal(task):
        raise Wrong("goal is not what the question asks", goal=told.goal, expected=kind.goal(task))
    if told.answer != answer:
        raise Wrong("derivation's answer is wrong", answer=told.answer, expected=answer)
    givens = kind.givens(task)
    if told.givens != givens:
        raise Wrong("givens are not what the question states", givens=told.givens, expected=givens)
