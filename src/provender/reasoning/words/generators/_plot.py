"""Stories over a graph of quantities: who has how many of what, and what follows.

A quantity is a node, e.g. ("has", "p2", "t1"); a sentence gives it a number or ties it to others:

    ("has", "p1", "t1") = 12                                    Amina has 12 books.
    ("has", "p2", "t1") = ("has", "p1", "t1") + 5               Juma has 5 more books than Amina.
    ("all", "t1") = has(p1) + has(p2)                           Amina and Juma put their books together.

All this is drawn before a word is chosen.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from provender.core.claim import Claim
from provender.core.seeds import Stream
from provender.reasoning.render.tales.tale import (
    Fact,
    Filler,
    Node,
    Slots,
    in_order_of_mention,
    renamed_claims,
    renamed_fact,
)

THEY = "they"
Operand: TypeAlias = "Node | int"
SIGNS = {"+": " + ", "-": " - ", "*": " × ", "/": " ÷ "}


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
    6: Size(9, 10, 2000, 15, 50_000),
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
PARTS = {2: "half", 3: "third", 4: "quarter"}
DISTRACTORS = ("also", "age", "far", "price", "person")
SIZED = ("small", "big")


class Plot:
    """A story as it is drawn: what is told, the value of every node, and how it comes about."""

    __slots__ = ("goal", "how", "rng", "size", "symbols", "thing", "told", "value")

    def __init__(self, rng: Stream, size: Size) -> None:
        self.rng = rng
        self.size = size
        self.symbols = {"p": 0, "t": 0}
        self.thing = self.new("t")
        self.told: list[tuple[Fact, tuple[Claim, ...]]] = []
        self.value: dict[Node, int] = {}
        self.how: dict[Node, tuple[str, str, tuple[Operand, ...]]] = {}  # node -> rule, operator, operands
        self.goal: Node = ()

    def new(self, letter: str) -> str:
        """A symbol not used before: p a person, t a thing."""
        self.symbols[letter] += 1
        return f"{letter}{self.symbols[letter]}"

    def tell(self, kind: str, *claims: Claim, **slots: Filler) -> None:
        """Add a sentence at the end."""
        if slots.get("A") == THEY:
            kind = f"they_{kind}"
            del slots["A"]
        self.told.append((Fact(kind, slots), claims))

    def know(self, node: Node, value: int) -> Claim:
        """A node that the question gives outright."""
        self.value[node] = value
        return Claim("=", (node, value))

    def work(self, rule: str, node: Node, op: str, operands: tuple[Operand, ...]) -> Claim:
        """A node that follows from others; operands are nodes and numbers."""
        numbers = self.numbers(operands)
        if op == "+":
            value = sum(numbers)
        else:
            first, second = numbers
            value = first * second if op == "*" else first - second if op == "-" else first // second
        self.value[node] = value
        self.how[node] = (rule, op, operands)
        return Claim("=", (node, (op, *operands)))

    def numbers(self, operands: Sequence[Operand]) -> list[int]:
        """The values of operands."""
        return [self.value[x] if isinstance(x, tuple) else x for x in operands]

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
        self.tell("given", self.know(("has", who, self.thing), n), A=who, n=n, N=self.thing)

    def start_product(self, who: str) -> None:
        """Somebody's number as a product: containers, or so many each day."""
        rng, thing = self.rng, self.thing
        n, m = rng.between(2, 12), rng.between(2, max(12, self.size.number // 4))
        factors: tuple[Node, Node]
        if rng.chance(1, 2):
            factors = (("has", who, "c1"), ("in", "c1", thing))
            rule = "pack"
            slots: Slots = {"A": who, "n": n, "C": "c1", "m": m, "N": thing}
        else:
            factors = (("rate", who, thing, "u1"), ("time", who, "u1"))
            rule, slots = "rate", {"A": who, "n": n, "N": thing, "m": m, "T": "u1"}
        self.tell(rule, *[self.know(node, value) for node, value in zip(factors, (n, m), strict=True)], **slots)
        self.work(rule, ("has", who, thing), "*", factors)

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
        elif kind == 2 and (parts := [k for k in PARTS if value % k == 0 and value >= 2 * k]):
            n = rng.choice(parts)
            told, op, operands = "part", "/", (other, n)
        else:
            n = self.number()
            told, op, operands = "more", "+", (other, n)
        said = PARTS[n] if told == "part" else "twice" if told == "times" and n == 2 else told
        count = {} if said in ("twice", *PARTS.values()) else {"n": n}
        fact = Fact(said, {"A": who, **count, "N": self.thing, "B": base})
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
        self.tell(kind, self.work(kind, ("now", who, self.thing), op, (node, n)), A=who, n=n, N=self.thing)

    def give(self, who: str, other: str) -> bool:
        """Somebody gives to another; False if there is too little to give."""
        mine, theirs = self.has(who), self.has(other)
        if self.value[mine] <= 5:
            return False
        n = self.rng.between(2, min(self.value[mine] - 2, self.size.number))
        less = self.work("give", ("now", who, self.thing), "-", (mine, n))
        more = self.work("receive", ("now", other, self.thing), "+", (theirs, n))
        self.tell("give", less, more, A=who, B=other, n=n, N=self.thing)
        return True

    def end(self, ending: Ending, people: Sequence[str]) -> None:
        """The story's end, which sets the goal."""
        who = people[-1]
        self.goal = node = self.has(who)
        if ending.together:
            who = THEY
            nodes = tuple([self.has(name) for name in people])
            self.goal = node = ("all", self.thing)
            self.tell("together", self.work("together", node, "+", nodes), people=tuple(people), N=self.thing)
        for kind in ending.then:
            self.goal = self._pay(who) if kind == "pay" else self._share_or_sell(kind, who, node)

    def _share_or_sell(self, kind: str, who: str, node: Node) -> Node:
        """Equal shares where the count allows them, else a sale."""
        count = self.value[node]
        shares = [k for k in range(2, 13) if count % k == 0 and count >= 2 * k]
        if kind == "share" and shares:
            n = self.rng.choice(shares)
            goal: Node = ("each", "k1", self.thing)
            self.tell("share", self.work("share", goal, "/", (node, n)), A=who, n=n, K="k1", N=self.thing)
            return goal
        price = self.rng.between(2, 60)
        goal = ("money", who)
        self.tell("sell", self.work("sell", goal, "*", (node, price)), A=who, N=self.thing, n=price, M="money")
        return goal

    def _pay(self, who: str) -> Node:
        """Part of the money goes."""
        earned: Node = ("money", who)
        n = self.rng.between(2, self.value[earned] - 2)
        goal: Node = ("left", who)
        self.tell("pay", self.work("pay", goal, "-", (earned, n)), A=who, n=n, M="money")
        return goal

    def distract(self, kind: str, people: Sequence[str], last: int) -> None:
        """Put a sentence that leads nowhere among the first `last`, after the one it speaks of."""
        rng = self.rng
        base = rng.choice(people)
        first = 0 if kind in ("far", "price") else 1 + [fact.slots.get("A") for fact, _ in self.told].index(base)
        n = self.number()
        if kind == "also":
            thing, size = self.new("t"), rng.choice(SIZED)
            told = Fact(size, {"A": base, "n": n, "N": thing}), Claim("=", ((size, base, thing), n))
        elif kind == "age":
            n = rng.between(7, 80)
            told = Fact(kind, {"A": base, "n": n}), Claim("=", (("age", base), n))
        elif kind == "far":
            told = Fact(kind, {"L": "place", "n": n, "D": "distance"}), Claim("=", (("far", "place"), n))
        elif kind == "price":
            thing = self.new("t")
            told = Fact(kind, {"N": thing, "n": n, "M": "money"}), Claim("=", (("price", thing), n))
        else:
            told = self.compare(self.new("p"), base)
        self.told.insert(rng.between(first, last), (told[0], told[1:]))

    def needed(self, goals: Sequence[Operand]) -> set[Operand]:
        """What is worked out on the way to some nodes, they among it."""
        needed: set[Operand] = set()
        unseen = [*goals]
        while unseen:
            node = unseen.pop()
            if node in self.how and node not in needed:
                needed.add(node)
                unseen += self.how[node][2]
        return needed

    def renumber(self) -> None:
        """Symbols as a reader meets them."""
        change = in_order_of_mention(fact for fact, _ in self.told)
        if all(old == new for old, new in change.items()):
            return
        self.told = [(renamed_fact(fact, change), renamed_claims(claims, change)) for fact, claims in self.told]
        rename = {node: node_of(node, change) for node in {**self.value, **self.how}}
        self.value = {rename[node]: value for node, value in self.value.items()}
        self.how = {
            rename[node]: (rule, op, tuple([rename[x] if isinstance(x, tuple) else x for x in operands]))
            for node, (rule, op, operands) in self.how.items()
        }
        self.goal = rename[self.goal]


def node_of(node: Node, change: dict[str, str]) -> Node:
    """A node with other symbols."""
    return tuple([change.get(part, part) for part in node])


def said_of(node: Node) -> Fact:
    """What a sentence says that gives a node its number: its kind, and what fills its slots."""
    kind, who, thing = node[0], node[1], node[-1]
    if kind == "each":
        return Fact(kind, {"K": who, "N": thing})
    if kind == "all":
        return Fact(kind, {"N": thing})
    if kind in ("money", "left"):
        return Fact(f"they_{kind}", {"M": "money"}) if who == THEY else Fact(kind, {"A": who, "M": "money"})
    return Fact(kind, {"A": who, "N": thing})


def unit_of(node: Node) -> str:
    """What a node counts."""
    return "money" if node[0] in ("money", "left") else node[-1]


def draw(rng: Stream, size: Size, distractors: int, *, endings: Sequence[Ending] = ENDINGS) -> Plot:
    """A story whose goal takes between `size.fewest` and `size.most` steps; the question itself is not told yet."""
    plot = Plot(rng, size)
    steps = rng.between(size.fewest, size.most)
    ending = rng.choice([ending for ending in endings if ending.steps < steps])
    head = steps - ending.steps
    product = rng.chance(1, 2)
    changes = rng.below(min(1 + ending.together, head - product) + 1)
    comparisons = head - product - changes
    people = [plot.new("p")]
    if product:
        plot.start_product(people[0])
    else:
        plot.start(people[0])
    if ending.together and comparisons < 2:
        people.append(plot.new("p"))
        plot.start(people[-1])
    ends = set(people)
    for _ in range(comparisons):
        base = rng.choice(people) if ending.together else people[-1]
        people.append(plot.new("p"))
        fact, claim = plot.compare(people[-1], base)
        plot.told.append((fact, (claim,)))
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
    plot.renumber()
    return plot


def _change(plot: Plot, group: Sequence[str], changes: int, *, others: Sequence[str]) -> None:
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
