"""Proves stock problems: the week is added up good by good, and every sentence held against the event that it follows.

What somebody has on an evening is what they began with, and all that came in, less all that went out until then: one
sum, not a chain of states, which is how the answer is found a second time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.judge import Proof, Wrong, judge
from provender.reasoning.read.tales.question import Question, Told, read
from provender.reasoning.words.graph import Check, Graph, Node, beneath

TOPIC = "inventory"

_NODES = {"on": ("W", "A", "N"), "all_on": ("W", "N")}
_BESIDE = {"age": "A", "far": "L", "price": "N"}  # what leads nowhere, and of whom or what it is said
_SIGNS = {"bought": 1, "sold": -1, "spoilt": -1, "sent": -1, "received": 1}


class _Week(Graph):
    """A graph of stocks by day, and what came and went."""

    __slots__ = ("_day", "_moves", "_now")

    def __init__(self, told: Sequence[Told]) -> None:
        super().__init__()
        self._day = 1
        self._now: dict[tuple[str, str], list[Node]] = {}
        self._moves: list[tuple[int, str, str, int]] = []  # day (0 at the start), who, what, how many more
        for kind, v in told:
            self._tell(kind, v)
        for node in self.laws:
            self.solve(node)

    def _tell(self, kind: str, v: Mapping[str, Any]) -> None:
        """Add what a sentence says."""
        if kind == "stock":
            self._open(v["A"], v["N"], v["1"])
        elif kind in _BESIDE:
            self.give((kind, v[_BESIDE[kind]]), v["1"])
        else:
            self._event(kind, v["W"], v["A"], (v["N"], v["1"]))
        if kind == "sent":
            if v["A"] == v["B"]:
                raise Wrong("question lets somebody send to themselves", who=v["A"])
            self._event("received", v["W"], v["B"], (v["N"], v["1"]))

    def _open(self, who: str, thing: str, number: int) -> None:
        """The stock at the start."""
        if self._day > 1 or len(self._moves) > len(self._now):
            raise Wrong("question opens a stock after the week has begun", who=who)
        self.give(("stock", who, thing), number)
        self._now[who, thing] = [("stock", who, thing)]
        self._moves.append((0, who, thing, number))

    def _event(self, rule: str, when: str, who: str, what: tuple[str, int]) -> None:
        """A change on a day; days never go back."""
        thing, number = what
        day = int(when[1:])
        if day < self._day:
            raise Wrong("question goes back in time", day=when)
        self._day = day
        if (who, thing) not in self._now:
            raise Wrong("question does not say what there was at the start", who=who)
        sign = _SIGNS[rule]
        node: Node = ("on", when, who, thing)
        self.tie(node, rule, "+" if sign > 0 else "-", self._now[who, thing][-1], number)
        self._now[who, thing].append(node)
        self._moves.append((day, who, thing, sign * number))

    def held(self, who: str, thing: str, evening: int) -> Node:
        """What somebody has on an evening."""
        nodes = [node for node in self._now.get((who, thing), ()) if node[0] == "stock" or int(node[1][1:]) <= evening]
        if not nodes:
            raise Wrong("question does not say what there was at the start", who=who)
        return nodes[-1]

    def added_up(self, people: Sequence[str], thing: str, evening: int) -> int:
        """What people have on an evening, as one sum."""
        return sum(by for day, who, what, by in self._moves if day <= evening and who in people and what == thing)


def _goal(week: _Week, asked: Told) -> tuple[Node, int]:
    """What is asked for, tied to what it is made of, and its value by one sum."""
    when, thing = asked.slots["W"], asked.slots["N"]
    evening = int(when[1:])
    people = [filler for slot, filler in asked.slots.items() if slot[0] == "A"]
    if len(set(people)) < len(people):
        raise Wrong("question counts somebody twice", who=people)
    if asked.kind == "ask_on":
        goal = week.held(people[0], thing, evening)
    else:
        goal = ("all_on", when, thing)
        week.follow(goal, "together", "+", *[week.held(who, thing, evening) for who in people])
    if goal not in week.laws:
        raise Wrong("question states what it asks for", goal=goal)
    return goal, week.added_up(people, thing, evening)


def _read(text: str) -> tuple[str, Question] | None:
    """The question, if it is a week of ours."""
    question = read(text, TOPIC)
    return None if question is None else (question.language, question)


def _prove(_language: str, question: Question, sentences: Sequence[str]) -> Proof:
    """The week added up, and every sentence proved."""
    week = _Week(question.told)
    goal, value = _goal(week, question.asked)
    check = Check(question, week, week.laws, beneath(week.laws, [goal]))
    for text in sentences:
        check.read(text, _NODES)
    if goal not in check.place:
        raise Wrong("solution stops before the goal", missing=goal)
    text = question.amount(value, question.asked.slots["N"])
    return Proof(goal=goal, said=check.said, answer=value, text=text, givens=tuple(week.givens))


@verifier
@dataclass(frozen=True, slots=True)
class Inventory:
    """Adds up what came and went until the evening, and proves every state on the way.

    Example:
        "On Tuesday evening Amina has 28 + 9 = 37 mangoes." fails where Tuesday's nine were oranges.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (TOPIC,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge(records, name=name_of(self), topic=TOPIC, read=_read, prove=_prove)
