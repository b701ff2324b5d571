"""Ages: some are so many times as old as the youngest, some so many years older, and all together so old.

Found without an unknown: take the change of the years away, then the extra years, and divide by the equal parts.

    Amina is 3 times as old as Juma, Zuri 4 years older than Juma; in 5 years they will be 69 together:
    3 × 5 = 15     69 - 15 = 54     54 - 4 = 50     1 + 3 + 1 = 5     50 ÷ 5 = 10, Juma's age     3 × 10 = 30, Amina's
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from provender.core.claim import Claim, Derivation, Step
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
_TODAY: Node = ("today", "they")
_EQUAL: Node = ("equal", "they")
_PARTS: Node = ("parts", "they")

# level -> people, oldest age of the youngest, most years older, most times as old
_SIZES = {
    1: (2, 9, 9, 3),
    2: (3, 12, 15, 3),
    3: (4, 15, 25, 4),
    4: (5, 25, 30, 4),
    5: (7, 30, 40, 4),
    6: (10, 60, 60, 5),
}


class _Family:
    """What is told of people's ages, and how they are found."""

    __slots__ = ("facts", "givens", "how", "value")

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.givens: list[Claim] = []
        self.value: dict[Node, int] = {}
        self.how: dict[Node, tuple[str, str, tuple[Operand, ...]]] = {}

    def know(self, node: Node, number: int) -> None:
        """A number that the question gives."""
        self.givens.append(equal(node, number))
        self.value[node] = number

    def work(self, rule: str, node: Node, op: str, *operands: Operand) -> None:
        """A number that follows."""
        first, *rest = self.numbers(operands)
        for number in rest:
            first = {"+": first + number, "-": first - number, "*": first * number, "/": first // number}[op]
        self.value[node] = first
        self.how[node] = (rule, op, operands)

    def numbers(self, operands: "tuple[Operand, ...]") -> list[int]:
        """The values of operands."""
        return [self.value[x] if isinstance(x, tuple) else x for x in operands]


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """The age of one of several people, from how they compare with the youngest and from all their years together.

    Attributes:
        language: of the question and of every sentence.
        culture: of names, money and places.
        level: 1 two people ... 5 seven; 6 ten.
        distractors: sentences that lead nowhere.

    Guarantees:
        The abstract problem does not depend on the language or the culture.
        Ages are whole, and everybody was born at the time that is told of.

    Example:
        Amina is 3 times as old as Juma. Amina and Juma are 48 years old together. How old is Amina today?
        1 + 3 = 4. 48 ÷ 4 = 12. 3 × 12 = 36. 36 years.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("ages", culture=CULTURES)

    language: Language = "en"
    culture: Culture = "east_africa"
    level: Level = 3
    distractors: Literal[0, 1, 2] = 1

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: the family first, then its wording."""
        family, asked = _draw(rng, self.level)
        for kind in rng.sample(("far", "price"), self.distractors):
            slots: Slots = {"L": "place", "D": "distance"} if kind == "far" else {"N": "t1", "M": "money"}
            number = rng.between(3, 90)
            family.facts.insert(1, Fact(kind, {**slots, "n": number}))
            family.givens.insert(1, equal((kind, "place" if kind == "far" else "t1"), number))
        tale = Tale(rng, self.language, self.culture)
        question = tale.question([*family.facts, Fact("ask_age", {"A": asked})])
        goal: Node = ("old", asked)
        value = family.value[goal]
        derivation = Derivation(tuple(family.givens), goal, _steps(family, tale), value)
        return Problem(question, tale.age(value), self.language, derivation)


def _draw(rng: Stream, level: Level) -> tuple[_Family, str]:
    """People, of whom p2 is the one that all others are compared with, and who is asked for."""
    count, oldest, older, times = _SIZES[level]
    family = _Family()
    base: Node = ("old", "p2")
    young = rng.between(3, oldest)
    ages = {"p2": young}
    extra: list[int] = []
    parts = [1]
    names = ["p2", *(f"p{n}" for n in range(1, count + 1) if n != 2)]
    found: list[tuple[str, str, tuple[Operand, ...]]] = []
    for who in names[1:]:
        multiple = rng.chance(1, 2)
        n = rng.between(2, times if multiple else older)
        kind = "times_old" if multiple else "older"
        ages[who] = n * young if multiple else n + young
        parts.append(n if multiple else 1)
        extra += [] if multiple else [n]
        operands: tuple[Operand, ...] = (n, base) if multiple else (base, n)
        family.facts.append(Fact(kind, {"A": who, "n": n, "B": "p2"}))
        family.givens.append(equal(("old", who), ("*" if multiple else "+", *operands)))
        found.append((who, kind, operands))
    _together(rng, family, names, sum(ages.values()))
    if len(extra) > 1:
        family.work("extra", ("extra", "they"), "+", *extra)
    if extra:
        family.work("equal", _EQUAL, "-", _TODAY, ("extra", "they") if len(extra) > 1 else extra[0])
    family.work("parts", _PARTS, "+", *parts)
    family.work("youngest", base, "/", _EQUAL if extra else _TODAY, _PARTS)
    asked = rng.choice(names)
    for who, kind, operands in found:
        if who == asked:
            family.work(kind, ("old", who), "*" if kind == "times_old" else "+", *operands)
    return family, asked


def _together(rng: Stream, family: _Family, names: list[str], total: int) -> None:
    """All their years, told for today or for some other year."""
    people = tuple(sorted(names, key=lambda name: int(name[1:])))
    kind = rng.choice(("sum_now", "sum_then", "sum_ago"))
    if kind == "sum_now":
        family.facts.append(Fact(kind, {"people": people, "n": total}))
        family.know(_TODAY, total)
        return
    gap = rng.between(2, 20) if kind == "sum_then" else 2
    then = total + len(people) * (gap if kind == "sum_then" else -gap)
    family.facts.append(Fact(kind, {"people": people, "n": then, "m": gap}))
    family.know(("then", "they"), then)
    family.know(("gap", "they"), gap)
    family.work("change", ("change", "they"), "*", len(people), ("gap", "they"))
    family.work("today", _TODAY, "-" if kind == "sum_then" else "+", ("then", "they"), ("change", "they"))


def _steps(family: _Family, tale: Tale) -> tuple[Step, ...]:
    """Everything that was worked out, in order; all of it is needed."""
    place: dict[Operand, int] = {}
    steps: list[Step] = []
    for node, (rule, op, operands) in family.how.items():
        numbers, value = family.numbers(operands), family.value[node]
        fact = Fact(node[0], {"A": node[1]} if node[0] == "old" else {})
        uses = tuple(sorted([place[x] for x in operands if x in place]))
        place[node] = len(steps)
        text = tale.step(fact, _SIGNS[op].join(map(str, numbers)), value)
        steps.append(Step(equal(node, (op, *numbers), value), text, rule, uses))
    return tuple(steps)
