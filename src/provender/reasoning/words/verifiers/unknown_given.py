"""Proves problems that were turned round: the story is run forward from two guesses, the line through them solved.

What comes out grows or falls evenly with the hidden number, for it counts exactly once. Every sentence of the solution
must then undo one relation, or work out what stands beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import as_term
from provender.reasoning.read.judge import Proof, Wrong, judge
from provender.reasoning.read.tales.question import Question, Told, read
from provender.reasoning.words.graph import Check, Law, Node, Number, Operand, beneath
from provender.reasoning.words.verifiers._story import NODES, Story

TOPIC = "unknown_given"

_NODES = {**NODES, "lost": ("A", "N"), "gained": ("A", "N")}
_HIDES = {"given_some": "has", "lose_some": "lost", "gain_some": "gained"}
_ASKS = {"ask_start": "has", "ask_lost": "lost", "ask_gained": "gained"}
_CHANGES = {"lose_some": ("lose", "-"), "gain_some": ("gain", "+")}
_TURNED: Mapping[str, str] = {"+": "-", "-": "+", "*": "/", "/": "*"}


class _Hidden(Story):
    """A story with one number hidden and its result told."""

    __slots__ = ("result", "unknown")

    def __init__(self, told: Sequence[Told]) -> None:
        self.unknown: Node = ()
        self.result: Node = ()
        super().__init__(told)
        if not self.unknown or not self.result:
            raise Wrong("question hides nothing, or tells no result")

    def tell(self, fact: Told) -> None:
        """Two kinds of sentences more than other stories have."""
        kind, slots = fact
        if self.result:
            raise Wrong("question goes on after its result")
        if kind in _HIDES:
            self._hide(kind, slots["A"], slots["N"])
        elif kind.startswith("told_"):
            known = kind.removeprefix("told_")
            self.result = (known.removeprefix("they_"), *[slots.get(slot, slot) for slot in _NODES[known]])
            if self.result not in self.laws:
                raise Wrong("question tells a result that nothing leads to", quantity=self.result)
            self.givens.append(("=", (self.result, slots["1"])))
            self.numbers[self.result] = slots["1"]
        else:
            super().tell(fact)

    def _hide(self, kind: str, who: str, thing: str) -> None:
        """The number that is asked for."""
        if self.unknown:
            raise Wrong("question hides two numbers")
        self.unknown = (_HIDES[kind], who, thing)
        if kind in _CHANGES:
            rule, op = _CHANGES[kind]
            held = self.held(who, thing)
            self.changed.add(who)
            self.tie(("now", who, thing), rule, op, held, self.unknown)
        elif self.unknown in self.laws or self.unknown in self.numbers:
            raise Wrong("question states a quantity twice", quantity=self.unknown)


def _outcome(story: _Hidden, guess: Number) -> Number:
    """What the story comes to if the hidden number is `guess`."""
    told = story.numbers.pop(story.result)
    story.numbers[story.unknown] = guess
    story.values.clear()
    try:
        return story.solve(story.result)
    finally:
        story.numbers[story.result] = told
        del story.numbers[story.unknown]


def _solve(story: _Hidden) -> Number:
    """The hidden number, from the line through two guesses; the story must be sound with it."""
    wanted = story.numbers[story.result]
    story.whole = False
    start = _outcome(story, 0)
    slope = _outcome(story, 1) - start
    if not slope:
        raise Wrong("question's result does not depend on what is asked for")
    found = Fraction(wanted - start) / slope
    story.whole = True
    if found.denominator != 1 or found < 0 or _outcome(story, found.numerator) != wanted:
        raise Wrong("question has no whole answer", quantity=story.unknown)
    return found.numerator


def _ways(story: _Hidden, node: Operand, known: dict[Operand, int]) -> int:
    """In how many ways a quantity rests on the hidden number; the story has been solved, so it goes round no circle."""
    if node not in known:
        law = story.laws.get(node) if isinstance(node, tuple) else None
        known[node] = sum([_ways(story, operand, known) for operand in law.operands]) if law else 0
    return known[node]


def _turned(story: _Hidden, ways: dict[Operand, int]) -> dict[Node, Law]:
    """The laws between the result and the hidden number, each turned round."""
    turned: dict[Node, Law] = {}
    node = story.result
    while node != story.unknown:
        rule, op, operands = story.laws[node]
        inner = [operand for operand in operands if _ways(story, operand, ways)]
        others: list[Operand] = [operand for operand in operands if operand not in inner]
        if len(inner) != 1 or not isinstance(inner[0], tuple):
            raise Wrong("question's result rests on the hidden number in two ways")
        if op in "-/" and operands[0] != inner[0]:
            turned[inner[0]] = Law(f"undo_{rule}", op, (*others, node))
        else:
            turned[inner[0]] = Law(f"undo_{rule}", _TURNED[op], (node, *others))
        node = inner[0]
    return turned


def _read(text: str) -> tuple[str, Question] | None:
    """The question, if it is a story that was turned round."""
    question = read(text, TOPIC)
    return None if question is None else (question.language, question)


def _prove(_language: str, question: Question, sentences: Sequence[str]) -> Proof:
    """The hidden number found, and every sentence proved."""
    story = _Hidden(question.told)
    goal = story.unknown
    asked = question.asked.slots
    if (_ASKS[question.asked.kind], asked["A"], asked["N"]) != goal:
        raise Wrong("question asks for what is not hidden", asked=question.asked)
    value = _solve(story)
    ways: dict[Operand, int] = {goal: 1}
    turned = _turned(story, ways)
    beside = {node: law for node, law in story.laws.items() if not _ways(story, node, ways)}
    laws = {**beside, **turned}
    check = Check(question, story, laws, beneath(laws, [goal]))
    for text in sentences:
        check.read(text, _NODES)
    if goal not in check.place:
        raise Wrong("solution stops before the goal", missing=goal)
    text = question.amount(value, goal[2])
    return Proof(goal=goal, said=check.said, answer=as_term(value), text=text, givens=tuple(story.givens))


@verifier
@dataclass(frozen=True, slots=True)
class UnknownGiven:
    """Runs the story forward from two guesses, solves for the hidden number, and proves every step back.

    Example:
        After "Juma has 5 more books than Amina" and "Juma has 12 books", "Amina has 12 + 5 = 17 books." fails: a sum is
        undone by a difference.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (TOPIC,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge(records, name=name_of(self), topic=TOPIC, read=_read, prove=_prove)
