"""Rates: people who work together, prices for so many pieces, mixtures; with exact fractions.

work      Amina needs 6 hours alone, Juma 3:  1 ÷ 6 = 1/6,  1 ÷ 3 = 1/3,  1/6 + 1/3 = 1/2,  1 ÷ 1/2 = 2 hours
prices    4 mangoes cost 10 shillings:        10 ÷ 4 = 5/2,  6 × 5/2 = 15
mixtures  3 litres with 20 grams in each, 5 litres with 60:  60 + 300 = 360,  3 + 5 = 8,  360 ÷ 8 = 45
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import ClassVar, Literal, NamedTuple, TypeAlias

from provender.core.claim import Claim, Derivation, Step, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.cultures import CULTURES, Culture
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.tales.tale import Fact, Node, Slots, Tale
from provender.reasoning.render.telling import equal, makes, records

Operand: TypeAlias = "Node | int"
_SIGNS = {"+": " + ", "-": " - ", "*": " × ", "/": " ÷ "}


class Size(NamedTuple):
    """A level: how many work, goods or parts there are, a number that all hours divide, the largest other number."""

    parts: int
    hours: int
    number: int


SIZES = {
    1: Size(2, 12, 6),
    2: Size(2, 120, 60),
    3: Size(3, 180, 80),
    4: Size(4, 240, 100),
    5: Size(5, 360, 150),
    6: Size(7, 720, 400),
}


class _Plan:
    """What is told, and how each quantity comes about."""

    __slots__ = ("facts", "givens", "goal", "how", "unit", "value")

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.givens: list[Claim] = []
        self.value: dict[Node, Fraction] = {}
        self.how: dict[Node, tuple[Fact, str, tuple[Operand, ...]]] = {}  # node -> its sentence, operator, operands
        self.goal: Node = ()
        self.unit = ""

    def tell(self, kind: str, known: Mapping[Node, int], **slots: "str | int | tuple[str, ...]") -> None:
        """A sentence and the numbers that it gives."""
        self.facts.append(Fact(kind, slots))
        for node, number in known.items():
            self.givens.append(equal(node, number))
            self.value[node] = Fraction(number)

    def work(self, node: Node, op: str, *operands: Operand, **slots: str) -> None:
        """A quantity that follows; its kind names its sentence and its rule."""
        numbers = self.numbers(operands)
        first, *rest = numbers
        results = {
            "+": sum(numbers),
            "*": prod(numbers),
            "-": first - sum(rest),
            "/": first / rest[0] if rest else first,
        }
        self.value[node] = Fraction(results[op])
        self.how[node] = (Fact(node[0], dict(slots)), op, operands)
        self.goal = node

    def numbers(self, operands: "tuple[Operand, ...]") -> list[Fraction]:
        """The values of operands."""
        return [self.value[x] if isinstance(x, tuple) else Fraction(x) for x in operands]


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How long some need together, what so many pieces cost, how sweet a mixture is.

    Attributes:
        language: of the question and of every sentence.
        culture: of names, goods, money and places.
        level: 1 two workers, goods or parts, small numbers ... 5 five; 6 seven.
        distractors: sentences that lead nowhere.

    Guarantees:
        The abstract problem does not depend on the language or the culture.
        Every number is an exact fraction in lowest terms; money is whole.

    Example:
        Amina can do the job alone in 6 hours. Alone, Juma needs 3 hours for the job. How many hours do Amina and Juma
        need for the job together? 1 ÷ 6 = 1/6. 1 ÷ 3 = 1/3. 1/6 + 1/3 = 1/2. 1 ÷ 1/2 = 2. 2 hours.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("rates", culture=CULTURES)

    language: Language = "en"
    culture: Culture = "east_africa"
    level: Level = 3
    distractors: Literal[0, 1, 2] = 1

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: its plan first, then its wording."""
        size = SIZES[self.level]
        draw = rng.choice((_work, _prices, _mixture))
        plan, asked = draw(rng, size)
        while plan.value[plan.goal] < 2:  # so that no language has to say one of a thing
            plan, asked = draw(rng, size)
        for kind in rng.sample(("age", "far"), self.distractors):
            _distract(rng, plan, kind)
        tale = Tale(rng, self.language, self.culture)
        question = tale.question([*plan.facts, asked])
        value = plan.value[plan.goal]
        derivation = Derivation(tuple(plan.givens), plan.goal, _steps(plan, tale), _term(value))
        return Problem(question, tale.amount(plan.unit, value), self.language, derivation)


def _work(rng: Stream, size: Size) -> tuple[_Plan, Fact]:
    """People who do one job; somebody may have begun alone."""
    plan = _Plan()
    people = tuple(f"p{n}" for n in range(1, size.parts + 1))
    choices = [hours for hours in range(2 * size.parts, size.hours + 1) if size.hours % hours == 0]
    for who in people:
        hours = rng.choice(choices)
        plan.tell("alone", {("hours", who): hours}, A=who, n=hours, T="u1")
    first = rng.choice(people) if rng.chance(1, 2) else ""
    if first:
        worked = rng.between(2, max(2, int(plan.value["hours", first]) // 2))
        plan.tell("first", {("worked", first): worked}, A=first, n=worked, T="u1")
    for who in people:
        plan.work(("speed", who), "/", 1, ("hours", who), A=who, T="u1")
    plan.work(("speeds", "they"), "+", *[("speed", who) for who in people], T="u1")
    if first:
        plan.work(("done", first), "*", ("worked", first), ("speed", first), A=first)
        plan.work(("rest", "they"), "-", 1, ("done", first))
    plan.work(("need", "they"), "/", ("rest", "they") if first else 1, ("speeds", "they"), T="u1")
    plan.unit = "u1"
    return plan, Fact("ask_need_rest" if first else "ask_need", {"people": people, "T": "u1"})


def _prices(rng: Stream, size: Size) -> tuple[_Plan, Fact]:
    """Prices for so many pieces; what is priced and not bought leads nowhere."""
    plan = _Plan()
    goods = [f"t{n}" for n in range(1, size.parts + 1)]
    pieces: dict[str, int] = {}
    for thing in goods:
        pieces[thing] = rng.between(2, 12)
        price = rng.between(2 * pieces[thing], 2 * pieces[thing] + size.number)
        known: dict[Node, int] = {("pieces", thing): pieces[thing], ("price", thing): price}
        plan.tell("deal", known, n=pieces[thing], N=thing, m=price, M="money")
    for thing in goods:
        price = int(plan.value["price", thing])
        count = rng.between(2, 12) * Fraction(price, pieces[thing]).denominator
        plan.tell("order", {("bought", thing): count}, A="p1", n=count, N=thing)
    for thing in goods:
        plan.work(("unit", thing), "/", ("price", thing), ("pieces", thing), N=thing, M="money")
        plan.work(("cost", thing), "*", ("bought", thing), ("unit", thing), N=thing, M="money")
    plan.work(("paid", "p1"), "+", *[("cost", thing) for thing in goods], A="p1", M="money")
    plan.unit = "money"
    return plan, Fact("ask_paid", {"M": "money", "A": "p1"})


def _mixture(rng: Stream, size: Size) -> tuple[_Plan, Fact]:
    """People who pour together what is sweet to different degrees."""
    plan = _Plan()
    people = [f"p{n}" for n in range(1, size.parts + 1)]
    for who in people:
        litres, grams = rng.between(2, 9 + size.number // 4), rng.between(3, 9 + size.number)
        known: dict[Node, int] = {("poured", who): litres, ("grams", who): grams}
        plan.tell("pour", known, A=who, n=litres, m=grams, G="gram")
    for who in people:
        plan.work(("sugar", who), "*", ("poured", who), ("grams", who), A=who, G="gram")
    plan.work(("sugars", "they"), "+", *[("sugar", who) for who in people], G="gram")
    plan.work(("litres", "they"), "+", *[("poured", who) for who in people])
    plan.work(("mix", "they"), "/", ("sugars", "they"), ("litres", "they"), G="gram")
    plan.unit = "gram"
    return plan, Fact("ask_mix", {"G": "gram"})


def _distract(rng: Stream, plan: _Plan, kind: str) -> None:
    """A sentence on something else, anywhere after the first; it gives one number more."""
    number = rng.between(8, 80)
    slots: Slots = {"L": "place", "n": number, "D": "distance"}
    node: Node = ("far", "place")
    people = [str(fact.slots["A"]) for fact in plan.facts[:1] if "A" in fact.slots]
    if kind == "age" and people:
        slots, node = {"A": people[0], "n": number}, ("age", people[0])
    elif ("far", "place") in plan.value:
        return
    plan.value[node] = Fraction(number)
    plan.facts.insert(1, Fact(node[0], slots))
    first = sum(1 for _ in plan.facts[0].slots if _ in "nm")  # the givens of the first sentence
    plan.givens.insert(first, equal(node, number))


def _steps(plan: _Plan, tale: Tale) -> tuple[Step, ...]:
    """Everything that is worked out, in order."""
    place: dict[Operand, int] = {}
    steps: list[Step] = []
    for node, (fact, op, operands) in plan.how.items():
        numbers, value = plan.numbers(operands), plan.value[node]
        text = tale.step(fact, _SIGNS[op].join(map(str, numbers)), value)
        uses = tuple(sorted([place[x] for x in operands if x in place]))
        place[node] = len(steps)
        claim = equal(node, (op, *map(_term, numbers)), _term(value))
        steps.append(Step(claim, text, node[0], uses))
    return tuple(steps)


def _term(number: Fraction) -> Term:
    """A number as a term: a fraction only where it is none that is whole."""
    return number.numerator if number.denominator == 1 else ("/", number.numerator, number.denominator)
