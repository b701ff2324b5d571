"""Proves ages: every age is a multiple of the youngest's and some years, so one linear equation gives them all.

That equation is the second way; the sentences are held against the graph of parts and extra years.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.judge import Proof, Wrong, judge
from provender.reasoning.read.tales.question import Question, Told, read
from provender.reasoning.words.graph import Check, Graph, Node, Operand, beneath

TOPIC = "ages"

_NODES: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("change", "today", "extra", "equal", "parts"), ("they",)),
    "old": ("A",),
}
_BESIDE = {"far": "L", "price": "N"}
_WHEN = {"sum_now": 0, "sum_then": 1, "sum_ago": -1}


class _Family(Graph):
    """Who is compared with whom, and what all are together."""

    __slots__ = ("base", "lines", "people", "when")

    def __init__(self, told: Sequence[Told]) -> None:
        super().__init__()
        self.base = ""
        self.lines: dict[str, tuple[int, int]] = {}  # who -> how many times the youngest's age, and how many years more
        self.people: list[str] = []
        self.when = 0
        for kind, v in told:
            self._tell(kind, v)
        if not self.people or set(self.people) != {self.base, *self.lines} or len(self.people) < 2:
            raise Wrong("question does not add up the ages of all whom it compares")
        self._divide()

    def _tell(self, kind: str, v: Mapping[str, Any]) -> None:
        """Add what a sentence says."""
        if kind in _BESIDE:
            self.give((kind, v[_BESIDE[kind]]), v["1"])
        elif kind in _WHEN:
            self._together(_WHEN[kind], v)
        else:
            if self.base not in ("", v["B"]) or v["A"] == v["B"]:
                raise Wrong("question compares with more than one person", other=v["B"])
            self.base = v["B"]
            base: Node = ("old", self.base)
            times, more = (v["1"], 0) if kind == "times_old" else (1, v["1"])
            operands: tuple[Operand, ...] = (times, base) if kind == "times_old" else (base, more)
            self.tie(("old", v["A"]), kind, "*" if kind == "times_old" else "+", *operands)
            self.lines[v["A"]] = (times, more)

    def _together(self, when: int, v: Mapping[str, Any]) -> None:
        """What all are together, today or in another year."""
        if self.people:
            raise Wrong("question adds up the ages twice")
        self.people = [filler for slot, filler in v.items() if slot[0] == "A"]
        if len(set(self.people)) < len(self.people):
            raise Wrong("question counts somebody twice", who=self.people)
        self.when = when * v.get("2", 0)
        if not when:
            self.give(("today", "they"), v["1"])
            return
        self.give(("then", "they"), v["1"])
        self.give(("gap", "they"), v["2"])
        self.follow(("change", "they"), "change", "*", len(self.people), ("gap", "they"))
        self.follow(("today", "they"), "today", "-" if when > 0 else "+", ("then", "they"), ("change", "they"))

    def _divide(self) -> None:
        """The years without what some have more, divided by the equal parts."""
        extra = [more for times, more in self.lines.values() if more]
        left: Node = ("today", "they")
        if len(extra) > 1:
            self.follow(("extra", "they"), "extra", "+", *extra)
        if extra:
            self.follow(("equal", "they"), "equal", "-", left, ("extra", "they") if len(extra) > 1 else extra[0])
            left = ("equal", "they")
        self.follow(("parts", "they"), "parts", "+", 1, *[times for times, _ in self.lines.values()])
        self.follow(("old", self.base), "youngest", "/", left, ("parts", "they"))

    def equation(self, who: str) -> Fraction:
        """An age, from times · x + more added up over all; nobody may be unborn at the time that is told of."""
        lines = {self.base: (1, 0), **self.lines}
        told = self.numbers[("then", "they") if self.when else ("today", "they")]
        years = told - len(lines) * self.when - sum(more for _, more in lines.values())
        x = Fraction(years) / sum(times for times, _ in lines.values())
        ages = {name: times * x + more for name, (times, more) in lines.items()}
        if any(age.denominator != 1 or age < max(0, -self.when) for age in ages.values()):
            raise Wrong("question has no whole answer", youngest=x)
        if who not in ages:
            raise Wrong("question asks for somebody else", who=who)
        return ages[who]


def _read(text: str) -> tuple[str, Question] | None:
    """The question, if it is one of ages."""
    question = read(text, TOPIC)
    return None if question is None else (question.language, question)


def _prove(_language: str, question: Question, sentences: Sequence[str]) -> Proof:
    """Both ways compared, and every sentence proved."""
    family = _Family(question.told)
    goal: Node = ("old", question.asked.slots["A"])
    value = family.equation(goal[1])
    if family.solve(goal) != value:
        raise Wrong("two ways of solving the question disagree", goal=goal)
    check = Check(question, family, family.laws, beneath(family.laws, [goal]))
    for text in sentences:
        check.read(text, _NODES)
    if goal not in check.place:
        raise Wrong("solution stops before the goal", missing=goal)
    text = question.age(value)
    return Proof(goal=goal, said=check.said, answer=int(value), text=text, givens=tuple(family.givens))


@verifier
@dataclass(frozen=True, slots=True)
class Ages:
    """Solves one linear equation for the youngest, and proves every step by parts.

    Example:
        "Amina is 3 × 10 = 30 years old." fails where it is Zuri who is three times as old as Juma.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (TOPIC,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge(records, name=name_of(self), topic=TOPIC, read=_read, prove=_prove)
