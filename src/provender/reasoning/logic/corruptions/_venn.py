"""Statements about groups: what follows from them by Aristotle's moods, and the argument in words."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from provender.core.claim import Claim
from provender.reasoning.corruptions.tools.spoil import told
from provender.reasoning.logic.generators._people import Statement, group, statement
from provender.reasoning.logic.generators.syllogisms import WORDS, combined
from provender.reasoning.problem import Problem
from provender.reasoning.render.telling import Telling

Proof: TypeAlias = dict[Statement, tuple[Statement, ...]]  # what each statement follows from; nothing for a premise


def premises(problem: Problem) -> list[Statement]:
    """The premises; none of a problem of another family."""
    goal: Any = told(problem).goal
    if not isinstance(goal, tuple) or goal[:1] != ("follows",):
        return []
    return [(claim.relation, str(claim.args[0]), str(claim.args[1])) for claim in told(problem).givens[:-1]]


def claimed(problem: Problem) -> Statement:
    """The statement of which it is asked whether it follows."""
    goal: Any = told(problem).goal
    form, x, y = goal[1]
    return form, x, y


def proved(given: Iterable[Statement], *, peopled: bool) -> Proof:
    """All that follows, two statements at a time, and, where no group is empty, from one."""
    return extended({}, [(said, ()) for said in given], peopled=peopled)


def extended(known: Proof, more: Iterable[tuple[Statement, tuple[Statement, ...]]], *, peopled: bool) -> Proof:
    """What is known, more that is said to follow from such grounds, and all that this entails."""
    found, todo = known.copy(), deque(more)
    while todo:
        said, grounds = todo.popleft()
        if said in found:
            continue
        for other in found:
            if len({*said[1:], *other[1:]}) == 3:
                todo += [(new, (other, said)) for new in combined(other, said)]
        found[said] = grounds
        if peopled and said[0] == "all":
            todo.append((("some", *said[1:]), (said,)))
    return found


def argued(problem: Problem, proof: Proof) -> "tuple[Argument, Problem]":
    """The problem, its claim argued for in words and answered by yes."""
    argument = Argument(problem, proof)
    argument.tell(claimed(problem))
    story = argument.telling.derivation(told(problem).goal, "yes", told(problem).givens)
    return argument, replace(problem, derivation=story, answer=WORDS[problem.language]("answer", 1))


class Argument:
    """An argument as it is told, grounds first: where each statement is concluded, and where it is first cited."""

    def __init__(self, problem: Problem, proof: Mapping[Statement, tuple[Statement, ...]]) -> None:
        self.telling = Telling(WORDS[problem.language])
        self.place: dict[Statement, int] = {}
        self.cited: dict[Statement, int] = {}
        self._proof = proof
        self._language = problem.language

    def tell(self, said: Statement) -> None:
        """Say how a statement is shown, unless it is a premise or was said before."""
        grounds = self._proof[said]
        if not grounds or said in self.place:
            return
        for ground in grounds:
            self.tell(ground)
        slots: dict[str, Any] = {"c": statement(self._language, said), "xs": group(self._language, said[1])[1]}
        for slot, ground in zip(("one", "two"), grounds, strict=False):
            slots[slot] = statement(self._language, ground)
        slots["one"] = slots["one"][0].upper() + slots["one"][1:]
        uses = tuple(sorted(self.place[ground] for ground in grounds if ground in self.place))
        rule = "syllogism" if len(grounds) > 1 else "existence"
        place = self.telling.step(rule, Claim(said[0], said[1:]), uses, **slots)
        self.place[said] = place
        for ground in grounds:
            self.cited.setdefault(ground, place)
