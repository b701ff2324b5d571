"""Proves rates: read into a graph of exact fractions, solved backwards, and once more over a common denominator.

Work is measured in pieces of which every worker's hours are a whole number; prices and sweetness are summed before they
are divided. No sentence's number is used on that second way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, ClassVar

from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import as_term
from provender.reasoning.read.judge import Proof, Wrong, judge
from provender.reasoning.read.tales.question import Question, Told, read
from provender.reasoning.words.graph import Check, Graph, Node, Number, beneath

TOPIC = "rates"

_NODES: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("speed", "done", "paid", "sugar"), ("A",)),
    **dict.fromkeys(("speeds", "rest", "need", "sugars", "litres", "mix"), ("they",)),
    **dict.fromkeys(("unit", "cost"), ("N",)),
}
_BESIDE = {"age": "A", "far": "L", "price": "N"}


class _Sheet(Graph):
    """What a question of rates says."""

    __slots__ = ("buyers", "first", "goods", "pourers", "time")

    def __init__(self, told: Sequence[Told]) -> None:
        super().__init__(whole=False)
        self.time = self.first = ""
        self.buyers: list[str] = []
        self.goods: list[str] = []
        self.pourers: list[str] = []
        for kind, v in told:
            self._tell(kind, v)

    def _tell(self, kind: str, v: Mapping[str, Any]) -> None:
        """Add what a sentence says."""
        if any(not isinstance(v.get(slot, 1), int) or v.get(slot, 1) < 1 for slot in "12"):
            raise Wrong("question counts in pieces", kind=kind)
        if kind in _BESIDE:
            self.give((f"{kind}s" if kind == "price" else kind, v[_BESIDE[kind]]), v["1"])
        elif kind in ("alone", "first"):
            self._works(kind, v["A"], v["1"], v["T"])
        elif kind == "deal":
            self.give(("pieces", v["N"]), v["1"])
            self.give(("price", v["N"]), v["2"])
            self.follow(("unit", v["N"]), "unit", "/", ("price", v["N"]), ("pieces", v["N"]))
        elif kind == "order":
            self.give(("bought", v["N"]), v["1"])
            self.follow(("cost", v["N"]), "cost", "*", ("bought", v["N"]), ("unit", v["N"]))
            self.buyers.append(v["A"])
            self.goods.append(v["N"])
        else:
            self.give(("poured", v["A"]), v["1"])
            self.give(("grams", v["A"]), v["2"])
            self.follow(("sugar", v["A"]), "sugar", "*", ("poured", v["A"]), ("grams", v["A"]))
            self.pourers.append(v["A"])

    def _works(self, kind: str, who: str, hours: int, time: str) -> None:
        """How long somebody needs, or has worked before the others came."""
        if self.time not in ("", time):
            raise Wrong("question measures time in two ways")
        self.time = time
        if kind == "alone":
            self.give(("hours", who), hours)
            self.follow(("speed", who), "speed", "/", 1, ("hours", who))
            return
        if self.first:
            raise Wrong("question lets two begin alone")
        self.first = who
        self.give(("worked", who), hours)
        self.follow(("done", who), "done", "*", ("worked", who), ("speed", who))

    def ask(self, asked: Told) -> tuple[Node, Number, str]:
        """What is asked for, its value by the second way, and its unit."""
        if asked.kind == "ask_paid":
            return self._price(asked.slots["A"])
        if asked.kind == "ask_mix":
            return self._mixture()
        people = [filler for slot, filler in asked.slots.items() if slot[0] == "A"]
        if len(set(people)) < len(people) or asked.slots["T"] != self.time:
            raise Wrong("question counts somebody twice, or asks in another unit")
        return self._work(people, rest=asked.kind == "ask_need_rest")

    def _work(self, people: Sequence[str], *, rest: bool) -> tuple[Node, Number, str]:
        """The job cut into so many pieces that everybody does a whole number of them in an hour."""
        if rest != bool(self.first):
            raise Wrong("question does not say who begins")
        self.follow(("speeds", "they"), "speeds", "+", *[("speed", who) for who in people])
        if rest:
            self.follow(("rest", "they"), "rest", "-", 1, ("done", self.first))
        self.follow(("need", "they"), "need", "/", ("rest", "they") if rest else 1, ("speeds", "they"))
        everybody = {*people, *([self.first] if rest else [])}
        hours = {who: int(self.solve(("hours", who))) for who in everybody}
        job = lcm(*hours.values())
        left = job - (int(self.solve(("worked", self.first))) * (job // hours[self.first]) if rest else 0)
        if left <= 0:
            raise Wrong("question leaves nothing to do")
        return ("need", "they"), Fraction(left, sum(job // hours[who] for who in people)), self.time

    def _price(self, who: str) -> tuple[Node, Number, str]:
        """What each good costs, multiplied before it is divided."""
        if set(self.buyers) != {who}:
            raise Wrong("question asks for somebody who does not buy all", who=who)
        if len(self.goods) < 2:
            raise Wrong("question adds nothing up")
        self.follow(("paid", who), "paid", "+", *[("cost", thing) for thing in self.goods])
        total = Fraction(0)
        for thing in self.goods:
            count, price, pieces = (int(self.solve((kind, thing))) for kind in ("bought", "price", "pieces"))
            total += Fraction(count * price, pieces)
        return ("paid", who), total, "money"

    def _mixture(self) -> tuple[Node, Number, str]:
        """Litre after litre."""
        if len(self.pourers) < 2:
            raise Wrong("question mixes nothing")
        self.follow(("sugars", "they"), "sugars", "+", *[("sugar", who) for who in self.pourers])
        self.follow(("litres", "they"), "litres", "+", *[("poured", who) for who in self.pourers])
        self.follow(("mix", "they"), "mix", "/", ("sugars", "they"), ("litres", "they"))
        litres, grams = 0, 0
        for who in self.pourers:
            poured = int(self.solve(("poured", who)))
            litres, grams = litres + poured, grams + poured * int(self.solve(("grams", who)))
        return ("mix", "they"), Fraction(grams, litres), "gram"


def _read(text: str) -> tuple[str, Question] | None:
    """The question, if it is one of rates."""
    question = read(text, TOPIC)
    return None if question is None else (question.language, question)


def _prove(_language: str, question: Question, sentences: Sequence[str]) -> Proof:
    """Both ways compared, and every sentence proved."""
    sheet = _Sheet(question.told)
    goal, value, unit = sheet.ask(question.asked)
    if sheet.solve(goal) != value:
        raise Wrong("two ways of solving the question disagree", goal=goal)
    check = Check(question, sheet, sheet.laws, beneath(sheet.laws, [goal]))
    for text in sentences:
        check.read(text, _NODES)
    if goal not in check.place:
        raise Wrong("solution stops before the goal", missing=goal)
    text = question.amount(value, unit)
    return Proof(goal=goal, said=check.said, answer=as_term(value), text=text, givens=tuple(sheet.givens))


@verifier
@dataclass(frozen=True, slots=True)
class Rates:
    """Solves with exact fractions in two ways, and proves every step.

    Example:
        "Together they do 1/6 + 1/3 = 2/9 of the job each hour." fails, and so does "1/6 + 1/3 = 3/6": lowest terms.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (TOPIC,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge(records, name=name_of(self), topic=TOPIC, read=_read, prove=_prove)
