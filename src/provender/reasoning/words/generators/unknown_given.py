"""Word problems turned round: a number of the story is hidden, what comes out is told, and the number is asked for.

A story of quantities is drawn as in `quantities`. One number that counts in the end exactly once is then hidden, so
that every relation between it and the result can be undone, from the last one back:

    Amina has some books. Juma has 5 more books than Amina. ... They earn 260 shillings.
    260 ÷ 10 = 26      26 - 9 = 17      17 - 5 = 12, so Amina had 12 books
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from provender.core.claim import Claim, Derivation, Step
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.cultures import CULTURES, Culture
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.tales.tale import Fact, Node, Tale
from provender.reasoning.render.telling import equal, makes, records
from provender.reasoning.words.generators._plot import ENDINGS, SIGNS, SIZES, Operand, Plot, draw, said_of

_HIDDEN = {"lose": "lost", "gain": "gained"}


class _Undo(NamedTuple):
    """A relation turned round: the node that it gives, and how."""

    node: Node
    rule: str
    op: str
    operands: tuple[Operand, ...]


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownGiven:
    """What somebody had at first, gave away or received, found by going back from what came of it.

    Attributes:
        language: of the question and of every sentence.
        culture: of names, money, things and places.
        level: 1 two or three relations with small numbers ... 5 seven or eight; 6 nine or ten.
        distractors: sentences that lead nowhere.

    Guarantees:
        The abstract problem does not depend on the language or the culture.
        The hidden number counts in the result exactly once.

    Example:
        Amina has some books. Juma has 5 more books than Amina. Then Juma sells all the books at 10 shillings each.
        Juma earns 170 shillings. How many books did Amina have at first? 170 ÷ 10 = 17. 17 - 5 = 12. 12 books.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("unknown_given", culture=CULTURES)

    language: Language = "en"
    culture: Culture = "east_africa"
    level: Level = 3
    distractors: Literal[0, 1, 2] = 1

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: stories are drawn until one can be turned round."""
        hidden: list[tuple[int, Node]] = []
        while not hidden:
            plot = draw(rng, SIZES[self.level], self.distractors, endings=ENDINGS[1:])
            hidden = list(_hideable(plot))
        place, unknown = rng.choice(hidden)
        facts, givens = _hide(plot, place, unknown)
        result = said_of(plot.goal)
        facts.append(Fact(f"told_{result.kind}", {**result.slots, "n": plot.value[plot.goal]}))
        asked = Fact(f"ask_{'start' if unknown[0] == 'has' else unknown[0]}", {"A": unknown[1], "N": unknown[2]})
        tale = Tale(rng, self.language, self.culture)
        question = tale.question([*facts, asked])
        steps = _steps(plot, _undone(plot, unknown), tale)
        value = plot.value[unknown]
        derivation = Derivation((*givens, equal(plot.goal, plot.value[plot.goal])), unknown, steps, value)
        return Problem(question, tale.amount(unknown[2], value), self.language, derivation)


def _hideable(plot: Plot) -> Iterator[tuple[int, Node]]:
    """Sentences whose number may be hidden, and the node that it is: those that reach the goal in one way alone."""
    for place, (fact, _) in enumerate(plot.told):
        who, thing = str(fact.slots.get("A")), str(fact.slots.get("N"))
        if fact.kind == "given" and _ways(plot, ("has", who, thing)) == 1:
            yield place, ("has", who, thing)
        elif fact.kind in _HIDDEN and _ways(plot, ("now", who, thing)) == 1:
            yield place, (_HIDDEN[fact.kind], who, thing)


def _ways(plot: Plot, node: Node) -> int:
    """In how many ways the goal rests on a node."""
    ways: dict[Operand, int] = {node: 1}
    for later, (_, _, operands) in plot.how.items():
        if later != node:
            ways[later] = sum(ways.get(operand, 0) for operand in operands)
    return ways.get(plot.goal, 0)


def _hide(plot: Plot, place: int, unknown: Node) -> tuple[list[Fact], list[Claim]]:
    """What is told and what is given, without one number; the plot knows it as a node from now on."""
    told = list(plot.told)
    fact, claims = told[place]
    slots = {slot: filler for slot, filler in fact.slots.items() if slot != "n"}
    if unknown[0] == "has":
        claims = ()
    else:
        now: Node = ("now", *unknown[1:])
        rule, op, (before, number) = plot.how[now]
        plot.value[unknown] = int(str(number))
        plot.how[now] = (rule, op, (before, unknown))
        claims = (equal(now, (op, before, unknown)),)
    told[place] = (Fact(f"{fact.kind}_some", slots), claims)
    return [fact for fact, _ in told], [claim for _, claims in told for claim in claims]


def _undone(plot: Plot, unknown: Node) -> list[_Undo]:
    """The relations between the goal and the unknown, turned round, from the goal back."""
    leads: dict[Operand, Operand] = {unknown: unknown}  # node -> the operand through which it rests on the unknown
    for node, (_, _, operands) in plot.how.items():
        through = next((operand for operand in operands if operand in leads), None)
        if through is not None:
            leads[node] = through
    found: list[_Undo] = []
    node = plot.goal
    while node != unknown:
        rule, op, operands = plot.how[node]
        inner = leads[node]
        others = [operand for operand in operands if operand != inner]
        if op == "-" and operands[0] != inner:
            turned: tuple[str, tuple[Operand, ...]] = ("-", (*others, node))
        else:
            turned = ({"+": "-", "-": "+", "*": "/", "/": "*"}[op], (node, *others))
        assert isinstance(inner, tuple)
        found.append(_Undo(inner, f"undo_{rule}", *turned))
        node = inner
    return found


def _steps(plot: Plot, undone: list[_Undo], tale: Tale) -> tuple[Step, ...]:
    """What goes forward beside the unknown, and then all the way back."""
    back = {undo.node for undo in undone} | {plot.goal}
    beside = plot.needed([operand for undo in undone for operand in undo.operands if operand not in back])
    forward = [_Undo(node, *how) for node, how in plot.how.items() if node in beside]
    place: dict[Operand, int] = {}
    steps: list[Step] = []
    for node, rule, op, operands in (*forward, *undone):
        numbers, value = plot.numbers(operands), plot.value[node]
        text = tale.step(said_of(node), SIGNS[op].join(map(str, numbers)), value)
        uses = tuple(sorted([place[x] for x in operands if x in place]))
        place[node] = len(steps)
        steps.append(Step(Claim("=", (node, (op, *numbers), value)), text, rule, uses))
    return tuple(steps)
