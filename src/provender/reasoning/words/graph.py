"""What a story of quantities says: numbers given outright, and laws that tie a quantity to others.

A quantity is a node, e.g. ("has", "p2", "t1"). Numbers may be fractions where the story allows them.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import prod
from typing import NamedTuple, TypeAlias

from provender.core.claim import Term
from provender.reasoning.read.exact import as_term
from provender.reasoning.read.judge import Said, Wrong
from provender.reasoning.read.tales.question import Question, twice

Number: TypeAlias = int | Fraction
Node: TypeAlias = tuple[str, ...]
Operand: TypeAlias = Node | Number


class Law(NamedTuple):
    """How a quantity comes about."""

    rule: str
    op: str
    operands: tuple[Operand, ...]


class Graph:
    """Numbers and laws; `whole` refuses what comes out below nothing or in pieces."""

    __slots__ = ("givens", "laws", "needed", "numbers", "values", "whole")

    def __init__(self, *, whole: bool = True) -> None:
        self.whole = whole
        self.numbers: dict[Node, Number] = {}
        self.laws: dict[Node, Law] = {}
        self.givens: list[tuple[str, tuple[Term, ...]]] = []
        self.values: dict[Node, Number | None] = {}  # of every quantity that has been asked for

    def give(self, node: Node, number: Number) -> None:
        """A number that is stated."""
        self._free(node)
        if self.whole and number.denominator != 1:
            raise Wrong("question counts in pieces", quantity=node)
        self.numbers[node] = number
        self.givens.append(("=", (node, as_term(number))))

    def tie(self, node: Node, rule: str, op: str, *operands: Operand) -> None:
        """A relation that is stated."""
        if self.whole and any(not isinstance(x, tuple) and x.denominator != 1 for x in operands):
            raise Wrong("question counts in pieces", quantity=node)
        self.follow(node, rule, op, *operands)
        terms: list[Term] = [x if isinstance(x, tuple) else as_term(x) for x in operands]
        self.givens.append(("=", (node, (op, *terms))))

    def follow(self, node: Node, rule: str, op: str, *operands: Operand) -> None:
        """A relation that goes without saying: so many containers with so many each."""
        self._free(node)
        self.laws[node] = Law(rule, op, operands)

    def _free(self, node: Node) -> None:
        """Refuse a quantity that is stated twice."""
        if node in self.numbers or node in self.laws:
            twice(node)

    def solve(self, node: Node) -> Number:
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
        value = calculate(law.op, [self.solve(x) if isinstance(x, tuple) else x for x in law.operands])
        if value is None or (self.whole and (value < 0 or value.denominator != 1)):
            raise Wrong("question has no whole answer", quantity=node)
        self.values[node] = value
        return value


def beneath(laws: Mapping[Node, Law], goals: Sequence[Operand]) -> set[Node]:
    """What is worked out on the way to some quantities, they among it."""
    found: set[Node] = set()
    unseen = [*goals]
    while unseen:
        node = unseen.pop()
        if isinstance(node, tuple) and node in laws and node not in found:
            found.add(node)
            unseen += laws[node].operands
    return found


def calculate(op: str, numbers: Sequence[Number]) -> Number | None:
    """A sum, difference, product or quotient, exactly; None where there is none."""
    if op == "+":
        total: Number = sum(numbers)
    elif op == "*":
        total = prod(numbers)
    elif op == "-":
        total = numbers[0] - sum(numbers[1:])
    elif len(numbers) != 2 or not numbers[1]:
        return None
    else:
        first, second = numbers
        total = first // second if first % second == 0 else Fraction(first) / second
    return total.numerator if total.denominator == 1 else total


class Check:
    """The sentences of a solution in order, each held against the law of what it works out."""

    __slots__ = ("_known", "_laws", "_needed", "_question", "place", "said")

    def __init__(self, question: Question, graph: Graph, laws: Mapping[Node, Law], needed: "set[Node]") -> None:
        self._question = question
        self._laws = laws
        self._needed = needed
        self._known: dict[Operand, Number] = dict(graph.numbers.items())  # what is stated or has been worked out
        self.place: dict[Operand, int] = {}  # quantity -> the step that works it out
        self.said: list[Said] = []

    def read(self, text: str, node_of: Mapping[str, Sequence[str]]) -> None:
        """Read and prove one sentence; `node_of` says which slots, in order, name a node of each kind."""
        found = self._question.step(text)
        if found is None:
            raise Wrong("sentence cannot be read", step=len(self.said) + 1, sentence=text)
        told, result = found
        node: Node = (told.kind.removeprefix("they_"), *[told.slots.get(slot, slot) for slot in node_of[told.kind]])
        law = self._laws.get(node)
        reason = ""
        if calculate(result.op, result.numbers) != result.value:
            reason = "arithmetic is false"
        elif law is None:
            reason = "works out a quantity that is not in the story"
        elif node in self._known:
            reason = "works out a quantity twice"
        elif node not in self._needed:
            reason = "works out what the goal does not need"
        elif result.op != law.op:
            reason = "claim does not follow: another operation is called for"
        else:
            reason = self._misplaced(result.op, result.numbers, law.operands)
        if reason or law is None:
            raise Wrong(reason, step=len(self.said) + 1, claim=text)
        uses = tuple(sorted({self.place[x] for x in law.operands if x in self.place}))
        self.place[node] = len(self.said)
        self._known[node] = result.value
        terms = tuple([as_term(number) for number in result.numbers])
        self.said.append(("=", (node, (result.op, *terms), as_term(result.value)), law.rule, uses))

    def _misplaced(self, op: str, numbers: Sequence[Number], operands: Sequence[Operand]) -> str:
        """Why numbers are not those of a law; "" if they are. A sum or product may be turned round."""
        try:
            called_for = [self._known[x] if isinstance(x, tuple) else x for x in operands]
        except KeyError:
            return "uses a quantity before it is worked out"
        if called_for == [*numbers] or (op in "+*" and sorted(called_for) == sorted(numbers)):
            return ""
        return "claim does not follow: other numbers are called for"
