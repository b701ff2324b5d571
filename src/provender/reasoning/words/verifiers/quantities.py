"""Proves quantity problems: the question is read into a graph, which is solved backwards from the goal.

Every sentence of the solution must work out a quantity that the goal needs, by the relation that the
question states, from the numbers that the question gives or that earlier sentences have worked out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import ClassVar, NoReturn, TypeAlias

from provender.core.claim import Term
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.reasoning.read import stories
from provender.reasoning.read.judge import Proof, Said, Wrong, judge
from provender.reasoning.read.lexer import Values
from provender.reasoning.read.lexicon import MANY
from provender.reasoning.read.stories import THEY

NAME = "reasoning/words/quantities"
TOPIC = "quantities"

Node: TypeAlias = tuple[Term, ...]
Operand: TypeAlias = "Node | int"
Law: TypeAlias = tuple[str, str, tuple[Operand, ...]]  # rule, operator, operands

_MONEY = {"en": "{} shillings", "sw": "shilingi {}"}
_COUNT = {"en": "{0} {1}", "sw": "{1} {0}"}


class _Graph:
    """What a question says: numbers given outright, and laws that tie a quantity to others."""

    __slots__ = ("changed", "givens", "goal", "group", "laws", "numbers", "values")

    def __init__(self, said: Sequence[stories.Said]) -> None:
        self.numbers: dict[Node, int] = {}
        self.laws: dict[Node, Law] = {}
        self.givens: list[tuple[str, tuple[Term, ...]]] = []
        self.changed: set[str] = set()
        self.group = ""  # the things that "they" have put together
        self.values: dict[Node, int | None] = {}  # of every quantity that the goal needs
        *told, (asked, of) = said
        for kind, values in told:
            _TELLS[kind](self, values)
        self.goal: Node = (asked.removeprefix("ask_"), *[THEY if name is None else name for name in of])
        if self.goal[0] == "has" and self.goal[1] in self.changed:
            raise Wrong("question does not say when", who=self.goal[1])
        self.solve(self.goal)

    def give(self, node: Node, number: int) -> None:
        """A number that is stated."""
        if node in self.numbers or node in self.laws:
            self._twice(node)
        self.numbers[node] = number
        self.givens.append(("=", (node, number)))

    def tie(self, node: Node, rule: str, op: str, *operands: Operand) -> None:
        """A relation that is stated."""
        if node in self.numbers or node in self.laws:
            self._twice(node)
        self.laws[node] = (rule, op, operands)
        self.givens.append(("=", (node, (op, *operands))))

    def follow(self, node: Node, rule: str, *factors: Node) -> None:
        """A product that goes without saying: so many containers with so many each."""
        if node in self.numbers or node in self.laws:
            self._twice(node)
        self.laws[node] = (rule, "*", factors)

    def _twice(self, node: Node) -> NoReturn:
        """Refuse a quantity that is stated twice: which is meant?"""
        raise Wrong("question states a quantity twice", quantity=node)

    def held(self, who: str, thing: str) -> Node:
        """What somebody has by now."""
        return ("now" if who in self.changed else "has", who, thing)

    def before(self, who: str, thing: str) -> Node:
        """What somebody has in the beginning, to which others are compared."""
        if who in self.changed:
            raise Wrong("question compares after a change", who=who)
        return ("has", who, thing)

    def change(self, who: str, thing: str, rule: str, *, op: str, by: int) -> None:
        """What somebody has from now on; one change each."""
        held = self.held(who, thing)
        self.changed.add(who)
        self.tie(("now", who, thing), rule, op, held, by)

    def source(self, who: str | None, thing: str) -> Node:
        """What is shared or sold: one person's things, or all that they put together."""
        if who is not None:
            return self.held(who, thing)
        if self.group != thing:
            raise Wrong("question does not say who they are", thing=thing)
        return ("all", thing)

    def solve(self, node: Node) -> int:
        """The value of a quantity, asked for by whoever needs it.

        Raises:
            Wrong: it is not stated, or hangs on itself, or comes out below nothing or in pieces.
        """
        if node in self.numbers:
            return self.numbers[node]
        if node in self.values:
            value = self.values[node]
            if value is None:
                raise Wrong("question goes round in circles", quantity=node)
            return value
        law = self.laws.get(node)
        if law is None:
            raise Wrong("question does not state what is needed", quantity=node)
        self.values[node] = None
        value = _calculate(law[1], [self.solve(x) if isinstance(x, tuple) else x for x in law[2]])
        if value is None:
            raise Wrong("question has no whole answer", quantity=node)
        self.values[node] = value
        return value


def _calculate(op: str, numbers: Sequence[int]) -> int | None:
    """A sum, difference, product or quotient; None below 0 or with a remainder."""
    if op == "+":
        return sum(numbers)
    if op == "*":
        return prod(numbers)
    if len(numbers) != 2:
        return None
    first, second = numbers
    if op == "-":
        return first - second if first >= second else None
    return first // second if second and first % second == 0 else None


# One function a kind of sentence; `v` holds its values in the order of the slots' names: 1 2 A B C K N T.


def _given(g: _Graph, v: Values) -> None:
    n, who, thing = v
    g.give(("has", who, thing), n)


def _pack(g: _Graph, v: Values) -> None:
    n, m, who, box, thing = v
    boxes, each = ("has", who, box), ("in", box, thing)
    g.give(boxes, n)
    g.give(each, m)
    g.follow(("has", who, thing), "pack", boxes, each)


def _rate(g: _Graph, v: Values) -> None:
    n, m, who, thing, time = v
    rate, long = ("rate", who, thing, time), ("time", who, time)
    g.give(rate, n)
    g.give(long, m)
    g.follow(("has", who, thing), "rate", rate, long)


def _compared(rule: str, op: str) -> Callable[[_Graph, Values], None]:
    """One person's number by another's."""

    def tell(g: _Graph, v: Values) -> None:
        n, who, base, thing = v
        other = g.before(base, thing)
        g.tie(g.before(who, thing), rule, op, *((n, other) if op == "*" else (other, n)))

    return tell


def _fixed(tell: Callable[[_Graph, Values], None], number: int) -> Callable[[_Graph, Values], None]:
    """The same where the number is in the wording, as in "twice"."""
    return lambda g, v: tell(g, (number, *v))


def _changed(rule: str, op: str) -> Callable[[_Graph, Values], None]:
    """More or less from now on."""
    return lambda g, v: g.change(v[1], v[2], rule, op=op, by=v[0])


def _give(g: _Graph, v: Values) -> None:
    n, who, other, thing = v
    if who == other:
        raise Wrong("question lets somebody give to themselves", who=who)
    g.change(who, thing, "give", op="-", by=n)
    g.change(other, thing, "receive", op="+", by=n)


def _together(g: _Graph, v: Values) -> None:
    *people, thing = v
    if len(set(people)) < len(people):
        raise Wrong("question counts somebody twice", who=people)
    g.tie(("all", thing), "together", "+", *[g.held(who, thing) for who in people])
    g.group = thing


def _share(g: _Graph, v: Values) -> None:
    n, who, people, thing = v
    g.tie(("each", people, thing), "share", "/", g.source(who, thing), n)


def _sell(g: _Graph, v: Values) -> None:
    price, who, thing = v
    g.tie(("money", who or THEY), "sell", "*", g.source(who, thing), price)


def _pay(g: _Graph, v: Values) -> None:
    n, who = v
    g.tie(("left", who or THEY), "pay", "-", ("money", who or THEY), n)


def _sized(size: str) -> Callable[[_Graph, Values], None]:
    """Things that count apart, because of their size."""
    return lambda g, v: g.give(("has", v[1], f"{size} {v[2]}"), v[0])


_TELLS: Mapping[str, Callable[[_Graph, Values], None]] = {
    "given": _given,
    "pack": _pack,
    "rate": _rate,
    "more": _compared("more", "+"),
    "fewer": _compared("fewer", "-"),
    "times": _compared("times", "*"),
    "twice": _fixed(_compared("times", "*"), 2),
    "half": _fixed(_compared("part", "/"), 2),
    "third": _fixed(_compared("part", "/"), 3),
    "quarter": _fixed(_compared("part", "/"), 4),
    "give": _give,
    "lose": _changed("lose", "-"),
    "gain": _changed("gain", "+"),
    "together": _together,
    "share": _share,
    "sell": _sell,
    "pay": _pay,
    "small": _sized("small"),
    "big": _sized("big"),
    "age": lambda g, v: g.give(("age", v[1]), v[0]),
    "far": lambda g, v: g.give(("far", "market"), v[0]),
    "price": lambda g, v: g.give(("price", v[1]), v[0]),
}


class _Check:
    """The sentences of a solution in order."""

    __slots__ = ("graph", "known", "place", "said")

    def __init__(self, graph: _Graph) -> None:
        self.graph = graph
        self.known: dict[Operand, int] = dict(graph.numbers.items())  # what is stated or has been worked out
        self.place: dict[Operand, int] = {}  # quantity -> the step that works it out
        self.said: list[Said] = []

    def read(self, language: str, text: str) -> None:
        """Read and prove one sentence."""
        result = stories.step(language, text)
        if result is None:
            raise Wrong("sentence cannot be read", step=len(self.said) + 1, sentence=text)
        node, op, numbers, value = result
        rule, wanted, operands = self.graph.laws.get(node, _NO_LAW)
        known = self.known
        reason = ""
        if _calculate(op, numbers) != value:
            reason = "arithmetic is false"
        elif node in known or node not in self.graph.values:
            reason = self._needless(node)
        elif op != wanted:
            reason = "claim does not follow: another operation is called for"
        else:
            reason = self._misplaced(op, numbers, operands)
        if reason:
            raise Wrong(reason, step=len(self.said) + 1, claim=text)
        place = self.place
        uses = [place[x] for x in operands if x in place]
        place[node] = len(self.said)
        known[node] = value
        self.said.append(("=", (node, (op, *numbers), value), rule, tuple(sorted(uses))))

    def _misplaced(self, op: str, numbers: Sequence[int], operands: Sequence[Operand]) -> str:
        """Why numbers are not those of a law; "" if they are. A sum or product may be turned round."""
        try:
            called_for = [x if isinstance(x, int) else self.known[x] for x in operands]
        except KeyError:
            return "uses a quantity before it is worked out"
        if called_for == [*numbers] or (op in "+*" and sorted(called_for) == sorted(numbers)):
            return ""
        return "claim does not follow: other numbers are called for"

    def _needless(self, node: Node) -> str:
        """Why a quantity should not be worked out here."""
        if node not in self.graph.laws:
            return "works out a quantity that is not in the story"
        if node not in self.graph.values:
            return "works out what the goal does not need"
        return "works out a quantity twice"


_NO_LAW: Law = ("", "", ())


def _prove(language: str, said: Sequence[stories.Said], sentences: Sequence[str]) -> Proof:
    """The graph solved backwards, and every sentence proved."""
    graph = _Graph(said)
    check = _Check(graph)
    for text in sentences:
        check.read(language, text)
    goal = graph.goal
    if goal not in check.place:
        raise Wrong("solution stops before the goal", missing=goal)
    value = graph.solve(goal)
    unit = goal[0] in ("money", "left")
    text = _MONEY[language].format(value) if unit else _COUNT[language].format(value, MANY[language][str(goal[-1])])
    return Proof(goal=goal, said=check.said, answer=value, text=text, givens=tuple(graph.givens))


@verifier
@dataclass(frozen=True, slots=True)
class Quantities:
    """Reads a story of quantities, solves it backwards from what is asked, proves every step.

    Example:
        Juma has 12 books and Amina twice as many: "Amina has 12 + 12 = 24 books." is true and fails, for the story
        says 2 × 12.

    Guarantees:
        Passes only what is proved from the question's own text.
        What the goal does not need is a distractor, and no step may work on it.

    Example:
        After "Juma has 5 more books than Amina", "Juma has 12 + 5 = 17 books." passes if Amina has 12.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (TOPIC,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        return judge(records, name=NAME, topic=TOPIC, read=stories.question, prove=_prove)
