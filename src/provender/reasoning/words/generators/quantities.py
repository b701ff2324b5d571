"""Word problems over a graph of quantities: who has how many of what, and what follows.

A quantity is a node, e.g. ("has", "Juma", "book"); a sentence gives it a number or ties it to others:

    ("has", "Amina", "book") = 12                               Amina has 12 books.
    ("has", "Juma", "book") = ("has", "Amina", "book") + 5      Juma has 5 more books than Amina.
    ("all", "book") = has(Amina) + has(Juma)                    Amina and Juma put their books together.

The question asks for one node; the derivation is what remains when the graph is traced back from it.
Sentences that are not reached are distractors. All this is drawn before a word is chosen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Literal, NamedTuple, TypeAlias

from provender.core.claim import Claim, Derivation, Step
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream, stream
from provender.reasoning.problem import Problem
from provender.reasoning.render.lexicon import CONTAINERS, PEOPLE, THINGS, TIMES
from provender.reasoning.render.names import NAMES
from provender.reasoning.render.stories import THEY, Fact, Node, Story
from provender.reasoning.render.story_en import EnglishStory
from provender.reasoning.render.story_sw import SwahiliStory

NAME = "reasoning/words/quantities"
STORIES: Mapping[str, type[Story]] = {"en": EnglishStory, "sw": SwahiliStory}


Operand: TypeAlias = "Node | int"


class Size(NamedTuple):
    """A level: fewest and most steps, largest number told, largest factor, largest count worked out."""

    fewest: int
    most: int
    number: int
    factor: int
    cap: int


SIZES = {
    1: Size(2, 3, 12, 3, 60),
    2: Size(3, 4, 30, 4, 150),
    3: Size(5, 6, 60, 5, 500),
    4: Size(6, 7, 150, 8, 2000),
    5: Size(7, 8, 400, 12, 5000),
}


class Ending(NamedTuple):
    """How a story ends: whether things are put together first, then shared, sold, and something paid."""

    steps: int
    together: bool
    then: tuple[str, ...]


ENDINGS = (
    Ending(0, False, ()),
    Ending(1, True, ()),
    Ending(1, False, ("sell",)),
    Ending(1, False, ("share",)),
    Ending(2, True, ("share",)),
    Ending(2, True, ("sell",)),
    Ending(2, False, ("sell", "pay")),
    Ending(3, True, ("sell", "pay")),
)
SIGNS = {"+": " + ", "-": " - ", "*": " × ", "/": " ÷ "}
DISTRACTORS = ("also", "age", "far", "price", "person")


class _Plot:
    """A story as it is drawn: what is told, the value of every node, and how it comes about."""

    __slots__ = ("goal", "how", "rng", "size", "thing", "told", "used", "value")

    def __init__(self, rng: Stream, size: Size) -> None:
        self.rng = rng
        self.size = size
        self.used: set[str] = set()  # names and things, so that no two are alike
        self.thing = self.new(THINGS)
        self.told: list[tuple[Fact, tuple[Claim, ...]]] = []
        self.value: dict[Node, int] = {}
        self.how: dict[Node, tuple[str, str, tuple[Operand, ...]]] = {}  # node -> rule, operator, operands
        self.goal: Node = ()

    def new(self, words: Sequence[str]) -> str:
        """A word not used before."""
        while (word := self.rng.choice(words)) in self.used:
            pass
        self.used.add(word)
        return word

    def tell(self, fact: Fact, *claims: Claim) -> None:
        """Add a sentence at the end."""
        self.told.append((fact, claims))

    def know(self, node: Node, value: int) -> Claim:
        """A node that the question gives outright."""
        self.value[node] = value
        return Claim("=", (node, value))

    def work(self, rule: str, node: Node, op: str, operands: tuple[Operand, ...]) -> Claim:
        """A node that follows from others; operands are nodes and numbers."""
        numbers = [self.value[x] if isinstance(x, tuple) else x for x in operands]
        if op == "+":
            value = sum(numbers)
        else:
            first, second = numbers
            value = first * second if op == "*" else first - second if op == "-" else first // second
        self.value[node] = value
        self.how[node] = (rule, op, operands)
        return Claim("=", (node, (op, *operands)))

    def has(self, who: str) -> Node:
        """What somebody has: after the change, if there was one."""
        now: Node = ("now", who, self.thing)
        return now if now in self.value else ("has", who, self.thing)

    def number(self) -> int:
        """A number to tell."""
        return self.rng.between(2, self.size.number)

    def start(self, who: str) -> None:
        """Somebody's number, given outright."""
        n = self.number()
        self.tell(Fact("given", who, n, self.thing), self.know(("has", who, self.thing), n))

    def start_product(self, who: str) -> None:
        """Somebody's number as a product: containers, or so many each day."""
        rng = self.rng
        n, m = rng.between(2, 12), rng.between(2, max(12, self.size.number // 4))
        if rng.chance(1, 2):
            box = rng.choice(CONTAINERS)
            fact = Fact("pack", who, n, self.thing, m=m, extra=box)
            factors: tuple[Node, Node] = (("has", who, box), ("in", box, self.thing))
        else:
            time = rng.choice(TIMES)
            fact = Fact("rate", who, n, self.thing, m=m, extra=time)
            factors = (("rate", who, self.thing, time), ("time", who, time))
        known = [self.know(node, value) for node, value in zip(factors, (n, m), strict=True)]
        self.tell(fact, *known)
        self.work(fact.kind, ("has", who, self.thing), "*", factors)

    def compare(self, who: str, base: str) -> tuple[Fact, Claim]:
        """Somebody's number by another's."""
        rng, size = self.rng, self.size
        other: Node = ("has", base, self.thing)
        value = self.value[other]
        kind = rng.below(4)
        operands: tuple[Operand, ...]
        if kind == 0 and value > 5:
            n = rng.between(2, min(value - 2, size.number))
            told, op, operands = "fewer", "-", (other, n)
        elif kind == 1 and 2 * value <= size.cap:
            n = rng.between(2, min(size.factor, size.cap // value))
            told, op, operands = "times", "*", (n, other)
        elif kind == 2 and (parts := [k for k in (2, 3, 4) if value % k == 0 and value >= 2 * k]):
            n = rng.choice(parts)
            told, op, operands = "part", "/", (other, n)
        else:
            n = self.number()
            told, op, operands = "more", "+", (other, n)
        fact = Fact(told, who, n, self.thing, base)
        return fact, self.work(told, ("has", who, self.thing), op, operands)

    def change(self, who: str) -> None:
        """Somebody loses or gains."""
        node = self.has(who)
        value = self.value[node]
        if value > 5 and self.rng.chance(1, 2):
            n = self.rng.between(2, min(value - 2, self.size.number))
            kind, op = "lose", "-"
        else:
            n, kind, op = self.number(), "gain", "+"
        self.tell(Fact(kind, who, n, self.thing), self.work(kind, ("now", who, self.thing), op, (node, n)))

    def give(self, who: str, other: str) -> bool:
        """Somebody gives to another; False if there is too little to give."""
        mine, theirs = self.has(who), self.has(other)
        if self.value[mine] <= 5:
            return False
        n = self.rng.between(2, min(self.value[mine] - 2, self.size.number))
        less = self.work("give", ("now", who, self.thing), "-", (mine, n))
        more = self.work("receive", ("now", other, self.thing), "+", (theirs, n))
        self.tell(Fact("give", who, n, self.thing, other), less, more)
        return True

    def end(self, ending: Ending, people: Sequence[str]) -> None:
        """The story's end, which sets the goal and the last fact: the question."""
        who = people[-1]
        node = self.has(who)
        if ending.together:
            who = THEY
            nodes = tuple([self.has(name) for name in people])
            node = ("all", self.thing)
            claim = self.work("together", node, "+", nodes)
            self.tell(Fact("together", thing=self.thing, people=tuple(people)), claim)
        self.goal = node
        for kind in ending.then:
            self.goal = self._pay(who) if kind == "pay" else self._share_or_sell(kind, who, node)
        goal = self.goal
        extra = goal[1] if goal[0] == "each" else ""
        self.tell(Fact(f"ask_{goal[0]}", who, thing=self.thing, extra=extra))

    def _share_or_sell(self, kind: str, who: str, node: Node) -> Node:
        """Equal shares where the count allows them, else a sale."""
        count = self.value[node]
        shares = [k for k in range(2, 13) if count % k == 0 and count >= 2 * k]
        if kind == "share" and shares:
            people, n = self.rng.choice(PEOPLE), self.rng.choice(shares)
            goal: Node = ("each", people, self.thing)
            claim = self.work("share", goal, "/", (node, n))
            self.tell(Fact("share", who, n, self.thing, extra=people), claim)
            return goal
        price = self.rng.between(2, 60)
        goal = ("money", who)
        self.tell(Fact("sell", who, price, self.thing), self.work("sell", goal, "*", (node, price)))
        return goal

    def _pay(self, who: str) -> Node:
        """Part of the money goes."""
        earned: Node = ("money", who)
        value = self.value[earned]
        n = self.rng.between(2, value - 2)
        goal: Node = ("left", who)
        self.tell(Fact("pay", who, n), self.work("pay", goal, "-", (earned, n)))
        return goal

    def distract(self, kind: str, people: Sequence[str], last: int) -> None:
        """Put a sentence that leads nowhere among the first `last`, after the one it speaks of."""
        rng = self.rng
        base = rng.choice(people)
        first = 0 if kind in ("far", "price") else 1 + [fact.who for fact, _ in self.told].index(base)
        n = self.number()
        if kind == "also":
            thing, size = self.new(THINGS), rng.choice(("small", "big"))
            told = Fact(kind, base, n, thing, extra=size), Claim("=", (("has", base, f"{size} {thing}"), n))
        elif kind == "age":
            n = rng.between(7, 80)
            told = Fact(kind, base, n), Claim("=", (("age", base), n))
        elif kind == "far":
            told = Fact(kind, n=n), Claim("=", (("far", "market"), n))
        elif kind == "price":
            thing = self.new(THINGS)
            told = Fact(kind, n=n, thing=thing), Claim("=", (("price", thing), n))
        else:
            told = self.compare(self.new(NAMES), base)
        self.told.insert(rng.between(first, last), (told[0], told[1:]))


def _draw(rng: Stream, size: Size, distractors: int) -> _Plot:
    """A story whose question takes between `size.fewest` and `size.most` steps."""
    plot = _Plot(rng, size)
    steps = rng.between(size.fewest, size.most)
    ending = rng.choice([ending for ending in ENDINGS if ending.steps < steps])
    head = steps - ending.steps
    product = rng.chance(1, 2)
    changes = rng.below(min(1 + ending.together, head - product) + 1)
    comparisons = head - product - changes
    people = [plot.new(NAMES)]
    if product:
        plot.start_product(people[0])
    else:
        plot.start(people[0])
    if ending.together and comparisons < 2:
        people.append(plot.new(NAMES))
        plot.start(people[-1])
    ends = set(people)
    for _ in range(comparisons):
        base = rng.choice(people) if ending.together else people[-1]
        people.append(plot.new(NAMES))
        fact, claim = plot.compare(people[-1], base)
        plot.tell(fact, claim)
        ends.discard(base)
        ends.add(people[-1])
    last = len(plot.told)
    group = [name for name in people if name in ends or rng.chance(1, 3)] if ending.together else people[-1:]
    if ending.together and len(group) == 1:
        group.insert(0, people[0])
    _change(plot, group, changes, others=[name for name in people if name not in group])
    plot.end(ending, group)
    for kind in rng.sample(DISTRACTORS, distractors):
        plot.distract(kind, people, last)
        last += 1
    return plot


def _change(plot: _Plot, group: Sequence[str], changes: int, *, others: Sequence[str]) -> None:
    """Changes to people whose numbers count in the end, `changes` steps in all."""
    rng = plot.rng
    names = rng.sample(group, len(group))
    while changes:
        who = names.pop()
        if changes > 1 and rng.chance(1, 2) and plot.give(who, names[-1]):
            return
        if changes == 1 and others and rng.chance(1, 2) and plot.give(rng.choice(others), who):
            return
        plot.change(who)
        changes -= 1


def _steps(plot: _Plot, story: Story) -> tuple[Step, ...]:
    """What it takes to reach the goal, in the order of the telling."""
    how, value = plot.how, plot.value
    needed: set[Operand] = set()
    open_: list[Operand] = [plot.goal]
    while open_:
        node = open_.pop()
        if node in how and node not in needed:
            needed.add(node)
            open_ += how[node][2]
    place: dict[Operand, int] = {}
    steps: list[Step] = []
    for node, (rule, op, operands) in how.items():
        if node not in needed:
            continue
        numbers = [value[x] if isinstance(x, tuple) else x for x in operands]
        work = SIGNS[op].join(map(str, numbers))
        claim = Claim("=", (node, (op, *numbers), value[node]))
        uses = tuple(sorted([place[x] for x in operands if x in place]))
        place[node] = len(steps)
        steps.append(Step(claim, story.step(node, work, value[node]), rule, uses))
    return tuple(steps)


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Quantities:
    """Word problems of two to eight steps about who has how many of what, some of it beside the point.

    Attributes:
        language: of the question and of every sentence.
        level: 1 two or three steps with small numbers ... 5 seven or eight steps with numbers to 5000.
        distractors: sentences that lead nowhere.
        numerals: how the question writes numbers to ten; the solution always uses digits.

    Guarantees:
        The abstract problem does not depend on the language or on `numerals`.
        The derivation holds what the goal needs and nothing else.

    >>> record = next(iter(Quantities()(Shard(seed=3, start=0, count=1))))
    >>> 5 <= len(record.payload.derivation.steps) <= 6
    True
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType(
        {"topic": ("quantities",), "level": ("1", "2", "3", "4", "5"), "language": ("en", "sw")}
    )

    language: Literal["en", "sw"] = "en"
    level: Literal[1, 2, 3, 4, 5] = 3
    distractors: Literal[0, 1, 2, 3] = 1
    numerals: Literal["digits", "words"] = "digits"

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        tags = {"topic": "quantities", "level": str(self.level), "language": self.language}
        for index in shard.indices:
            problem = self._problem(stream(shard.seed, index, NAME))
            yield Record(payload=problem, origin=shard.origin(NAME, self.version, index), tags=tags)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first all that is abstract, then its wording."""
        plot = _draw(rng, SIZES[self.level], self.distractors)
        story = STORIES[self.language](words=self.numerals == "words", form=rng.below(2))
        question = " ".join([story.tell(fact) for fact, _ in plot.told])
        goal, value = plot.goal, plot.value[plot.goal]
        givens = tuple([claim for _, claims in plot.told for claim in claims])
        derivation = Derivation(givens, goal, _steps(plot, story), value)
        return Problem(question, story.amount(goal, value), self.language, derivation)
