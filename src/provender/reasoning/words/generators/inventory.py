"""Stock kept over a week: bought, sold, thrown away and sent; how much is there on some evening?

Events of other goods, of other people and of later days are told in between and lead nowhere.
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

DAYS = 7
_OPS = {"bought": "+", "sold": "-", "spoilt": "-", "sent": "-", "received": "+"}


class Size(NamedTuple):
    """A level: people, goods, how many people are asked for, events that count, events that do not, largest number."""

    people: int
    goods: int
    asked: int
    events: tuple[int, int]
    idle: int
    number: int


SIZES = {
    1: Size(1, 1, 1, (2, 3), 1, 20),
    2: Size(1, 2, 1, (3, 4), 2, 60),
    3: Size(2, 2, 1, (5, 5), 4, 150),
    4: Size(2, 2, 2, (5, 6), 4, 400),
    5: Size(3, 2, 2, (7, 8), 5, 1500),
    6: Size(4, 2, 4, (12, 14), 6, 9000),
}


class _Book:
    """The stock of everybody as the week goes on."""

    __slots__ = ("facts", "givens", "how", "now", "value")

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.givens: list[Claim] = []
        self.now: dict[tuple[str, str], Node] = {}  # (who, thing) -> the stock as it was last
        self.value: dict[Node, int] = {}
        self.how: dict[Node, tuple[str, Node, int]] = {}  # node -> rule, the stock before, the number

    def begin(self, who: str, thing: str, number: int) -> None:
        """The stock at the start."""
        node: Node = ("stock", who, thing)
        self.facts.append(Fact("stock", {"A": who, "n": number, "N": thing}))
        self.givens.append(equal(node, number))
        self.now[who, thing] = node
        self.value[node] = number

    def enter(self, rule: str, who: str, thing: str, *, day: int, number: int) -> None:
        """A change of one stock on a day."""
        before = self.now[who, thing]
        node: Node = ("on", f"d{day}", who, thing)
        op = _OPS[rule]
        self.value[node] = self.value[before] + (number if op == "+" else -number)
        self.how[node] = (rule, before, number)
        self.givens.append(equal(node, (op, before, number)))
        self.now[who, thing] = node


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """How much of something one or more people have on an evening, after many events, most of them beside the point.

    Attributes:
        language: of the question and of every sentence.
        culture: of names, goods, places and the week's first day.
        level: 1 one person and one good ... 5 three people, two of whom are asked for; 6 four people.
        distractors: sentences on something else altogether.

    Guarantees:
        The abstract problem does not depend on the language or the culture.
        A stock changes at most once a day and is never below nothing.

    Example:
        Amina starts with 40 mangoes in stock. On Monday, Amina sells 12 mangoes. Amina buys 9 mangoes on Tuesday.
        How many mangoes does Amina have on Monday evening? 40 - 12 = 28.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("inventory", culture=CULTURES)

    language: Language = "en"
    culture: Culture = "east_africa"
    level: Level = 3
    distractors: Literal[0, 1, 2] = 1

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: the week first, then its wording."""
        size = SIZES[self.level]
        book, asked, thing, evening = _draw(rng, size)
        for kind in rng.sample(("age", "far", "price"), self.distractors):
            _distract(rng, book, kind)
        nodes = [book.now[who, thing] for who in asked]
        told = Fact("ask_on", {"A": asked[0], "N": thing, "W": evening})
        goal = nodes[0]
        if len(asked) > 1:
            told = Fact("ask_all_on", {"people": asked, "N": thing, "W": evening})
            goal = ("all_on", evening, thing)
        tale = Tale(rng, self.language, self.culture)
        question = tale.question([*book.facts, told])
        steps = _steps(book, nodes, goal, tale)
        value = sum(book.value[node] for node in nodes)
        derivation = Derivation(tuple(book.givens), goal, steps, value)
        return Problem(question, tale.amount(thing, value), self.language, derivation)


def _draw(rng: Stream, size: Size) -> tuple[_Book, tuple[str, ...], str, str]:
    """The week, who is asked for, the good, and the evening; `now` holds what they have on that evening."""
    people = [f"p{n}" for n in range(1, size.people + 1)]
    goods = [f"t{n}" for n in range(1, size.goods + 1)]
    book = _Book()
    for who in people:
        for good in goods:
            book.begin(who, good, rng.between(6, size.number))
    thing = rng.choice(goods)
    asked = tuple(sorted(rng.sample(people, size.asked)))
    last = rng.between(max(2, -(-rng.between(*size.events) // size.asked)), DAYS - 1)
    count = min(rng.between(*size.events), last * size.asked)
    counted = rng.sample([(day, who, thing) for who in asked for day in range(1, last + 1)], count)
    others = [
        (day, who, good)
        for who in people
        for good in goods
        for day in range(1, DAYS + 1)
        if (who, good) not in [(one, thing) for one in asked] or day > last
    ]
    slots = sorted([*counted, *rng.sample(others, min(size.idle, len(others)))], key=lambda slot: slot[0])
    shift = slots[0][0] - 1
    evening = dict[tuple[str, str], Node]()
    for day, who, good in slots:
        if day > last and not evening:
            evening = dict(book.now)
        _event(rng, book, (who, good), day - shift, busy=slots)
    book.now = evening or book.now
    return book, asked, thing, f"d{last - shift}"


def _event(rng: Stream, book: _Book, stock: tuple[str, str], day: int, *, busy: list[tuple[int, str, str]]) -> None:
    """Something happens to a stock; it is sent on only to people whose own stock has no event that week."""
    who, thing = stock
    value = book.value[book.now[stock]]
    idle = [one for one, good in book.now if good == thing and one != who and (one, thing) not in {b[1:] for b in busy}]
    kind = rng.choice(("bought", "sold", "spoilt", "sent"))
    if value < 6:
        kind = "bought"
    elif kind == "sent" and not idle:
        kind = "sold"
    number = (
        rng.between(2, value + 9)
        if kind == "bought"
        else rng.between(2, max(2, value // (4 if kind == "spoilt" else 2)))
    )
    slots: dict[str, str | int | tuple[str, ...]] = {"W": f"d{day}", "A": who, "n": number, "N": thing}
    if kind == "sent":
        to = rng.choice(idle)
        if book.now[to, thing] == ("on", f"d{day}", to, thing):
            kind = "sold"
        else:
            slots["B"] = to
            book.facts.append(Fact(kind, slots))
            book.enter("sent", who, thing, day=day, number=number)
            book.enter("received", to, thing, day=day, number=number)
            return
    book.facts.append(Fact(kind, slots))
    book.enter(kind, who, thing, day=day, number=number)


def _distract(rng: Stream, book: _Book, kind: str) -> None:
    """A sentence on something else, after the stocks are opened."""
    number = rng.between(8, 80)
    opened = sum(fact.kind == "stock" for fact in book.facts)
    facts = {
        "age": (Fact("age", {"A": "p1", "n": number}), equal(("age", "p1"), number)),
        "far": (Fact("far", {"L": "place", "n": number, "D": "distance"}), equal(("far", "place"), number)),
        "price": (Fact("price", {"N": "t1", "n": number, "M": "money"}), equal(("price", "t1"), number)),
    }
    fact, claim = facts[kind]
    book.facts.insert(opened, fact)
    book.givens.insert(opened, claim)


def _steps(book: _Book, nodes: list[Node], goal: Node, tale: Tale) -> tuple[Step, ...]:
    """Every change of the stocks asked for, day by day, and their sum."""
    wanted = set(nodes)
    for node in reversed(book.how):
        if node in wanted:
            wanted.add(book.how[node][1])
    place: dict[Node, int] = {}
    steps: list[Step] = []
    for node, (rule, before, number) in book.how.items():
        if node in wanted:
            op, had, value = _OPS[rule], book.value[before], book.value[node]
            fact = Fact("on", {"W": node[1], "A": node[2], "N": node[3]})
            uses: tuple[int, ...] = (place[before],) if before in place else ()
            place[node] = len(steps)
            text = tale.step(fact, f"{had} {op} {number}", value)
            steps.append(Step(equal(node, (op, had, number), value), text, rule, uses))
    if len(nodes) > 1:
        numbers = [book.value[node] for node in nodes]
        uses = tuple(sorted([place[node] for node in nodes if node in place]))
        text = tale.step(Fact("all_on", {"W": goal[1], "N": goal[2]}), " + ".join(map(str, numbers)), sum(numbers))
        steps.append(Step(equal(goal, ("+", *numbers), sum(numbers)), text, "together", uses))
    return tuple(steps)
