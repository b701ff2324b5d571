"""The facts of a human problem as equations over what people have, do and pay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from provender.reasoning.read.questions.facts import (
    AGE,
    ANYBODY,
    EVERYBODY,
    MONEY,
    NOBODY,
    Amount,
    Count,
    Fact,
    Noun,
    Op,
    Rate,
    Ref,
)  # fmt: skip
from provender.reasoning.read.questions.lexicon import KINDS, OPPOSITES, STOCK
from provender.reasoning.read.questions.people import Unread
from provender.reasoning.read.questions.problem import Told
from provender.reasoning.words.formal.equations import Line, System, line, plus, total
from provender.reasoning.words.formal.nouns import alike, covers, whole_of

Who: TypeAlias = tuple[str, ...]
Holding: TypeAlias = tuple[Who, Noun]

_MINUS = Fraction(-1)


@dataclass(slots=True, eq=False)
class Node:
    """An amount that was told of, or only spoken of.

    Attributes:
        told: whether it was told; compared: whether by another amount.
    """

    verb: str
    who: Who
    noun: Noun
    when: str
    value: Line
    told: bool = False
    compared: bool = False


class World:
    """The quantities of a problem.

    Attributes:
        nodes: what was done.
        stock: what is held by now; held: of which of it that was told; received: what came from others only.
        first: what was there at first.
        began: the same, and the sign of the first change, where no clause tells it.
        rates: so much for each; prices: of one; lots: of all there is of a thing.
    """

    def __init__(self, told: Told, numbers: Sequence[Fraction]) -> None:
        self.told = told
        self.system = System()
        self.nodes: list[Node] = []
        self.stock: dict[Holding, Line] = {}
        self.first: dict[Holding, Line] = {}
        self.rates: list[tuple[Rate, Line]] = []
        self.prices: dict[Noun, Line] = {}
        self.lots: list[Line] = []
        self.began: dict[Holding, tuple[Line, str]] = {}
        self.held: set[Holding] = set()
        self.received: set[Holding] = set()
        self._numbers = numbers
        self._plain: set[Holding] = set()  # held, and told by a number alone
        self._changed: set[Holding] = set()
        self._last: dict[str, tuple[Line, bool]] = {}  # verb -> what was told last, and whether by a number alone
        self._telling = ""
        self._teller: Who = ()
        self._tell()

    def _tell(self) -> None:
        """Every fact in turn; what several have together comes last."""
        later: list[Count] = []
        counted = {fact.noun for fact in self.told.facts if isinstance(fact, Count)}
        for told in self.told.facts:
            fact = self._of_each(told, counted)
            if isinstance(fact, Rate):
                self._rate(fact)
            elif len(fact.who) > 1 or fact.who == EVERYBODY:
                later.append(fact)
            else:
                self._count(fact)
        for fact in later:
            self._together(fact)
        self._bridge()
        self._opposites()
        self._kinds()

    def _of_each(self, fact: Fact, counted: set[Noun]) -> Fact:
        """What a box holds, as so much for each box, where boxes are counted."""
        if isinstance(fact, Rate) or len(fact.who) != 1 or self.told.people.get(fact.who[0]) != "n":
            return fact
        thing = tuple(fact.who[0].split())
        if thing not in counted or fact.when or fact.to:
            return fact
        return Rate(fact.noun, thing, fact.amount, (), "cost" if fact.noun == MONEY else fact.verb)

    def _rate(self, fact: Rate) -> None:
        """So much for each."""
        value = self._noted(fact)
        if fact.verb == "cost":
            price = self.price(fact.per)
            self.system.equal(price, value)
            value = price
        for other, _ in self.rates:
            same = covers(other.noun, fact.noun) or covers(fact.noun, other.noun)
            if same and (other.per, other.who) == (fact.per, fact.who) and fact.verb != "cost":
                raise Unread("two rates of one thing")
        self.rates.append((fact, value))

    def _noted(self, fact: Count | Rate) -> Line:
        """The amount of a fact, kept for "twice that many"."""
        self._telling, self._teller = fact.verb, fact.who
        value = self.value(fact.amount)
        self._last[fact.verb] = value, isinstance(fact.amount, int)
        return value

    def _count(self, fact: Count) -> None:
        """So much of something."""
        if fact.amount == "rest":
            self._rest(fact)
            return
        value = self._noted(fact)
        if fact.verb == "cost":
            self.lots.append(self.price(tuple(fact.when.split())))
            self.system.equal(self.lots[-1], value)
        elif fact.who == (ANYBODY,):
            self.system.equal(self._anybodys(fact.noun), value)
        elif fact.verb == "have" or (fact.verb in ("bring", "withdraw") and fact.noun == MONEY):
            self._has(fact, value)
        else:
            self._does(fact, value)

    def _has(self, fact: Count, value: Line) -> None:
        """So much is held; after the whole of a thing, its parts."""
        whole = self._whole(fact.who, fact.noun)
        if whole:
            node = self.node("part", (NOBODY,), (*fact.noun[: -len(whole)], "of", *whole))
            node.told = True
            self.system.equal(node.value, value)
            return
        mine = [thing for who, thing in self.held if who == fact.who and thing != fact.noun]
        if sum(fact.noun[-1] == thing[-1] and covers(fact.noun, thing) for thing in mine) > 1:
            raise Unread("a whole after its parts")
        self.system.equal(self._stock(fact.who, fact.noun), value)
        self.held.add((fact.who, fact.noun))
        if isinstance(fact.amount, int):
            self._plain.add((fact.who, fact.noun))

    def _does(self, fact: Count, value: Line) -> None:
        """So much is done, and more or less is held from now on."""
        node = self.node(fact.verb, fact.who, fact.noun, fact.when)
        compared = _compares(fact.amount)
        again = node.told and (node.compared or compared)  # another word on the same amount
        if node.told and not again:
            node = self._add(fact.verb, fact.who, fact.noun, fact.when)
        node.told, node.compared = True, compared
        self.system.equal(node.value, value)
        sign = STOCK.get(fact.verb, "0")
        handed = fact.to != NOBODY and sign == "-"
        if again or sign == "0" or fact.noun == AGE or (fact.noun == MONEY and not handed):
            return
        self._change((fact.who, fact.noun), value, sign)
        if handed:
            self._change(((fact.to,), fact.noun), value, "+")
            self.received.add(((fact.to,), self._known((fact.to,), fact.noun)))

    def _rest(self, fact: Count) -> None:
        """What is left of a whole when its parts are taken off."""
        whole = whole_of(fact.noun)
        parts = [n.value for n in self.nodes if n.verb == "part" and n.noun[-len(whole) - 1 :] == ("of", *whole)]
        node = self.node("part", fact.who, fact.noun)
        node.told = True
        self.system.equal(node.value, plus(self.all_of(whole), total(parts), _MINUS))

    def _together(self, fact: Count) -> None:
        """So much of something in all."""
        value = self.value(fact.amount)
        parts = list(self._amounts(fact.verb, fact.who, fact.noun))
        if len(parts) > 1:
            self.system.equal(total(parts), value)
        elif len(fact.who) == 1:
            self._count(fact._replace(who=(NOBODY,)))
        else:
            raise Unread("who has how much of it")

    def _amounts(self, verb: str, who: Who, noun: Noun) -> Iterator[Line]:
        """What several have or do, each for himself."""
        if verb == "have":
            for (owner, thing), value in self.stock.items():
                if (covers(noun, thing) or alike(noun, thing)) and (who == EVERYBODY or owner[0] in who):
                    yield value
            return
        for node in self.nodes:
            named = covers(noun, node.noun) or alike(noun, node.noun)
            if node.verb == verb and named and (who == EVERYBODY or node.who[0] in who):
                yield node.value

    def _bridge(self) -> None:
        """What was only spoken of under one verb is what was told under the only other: "got", "has"."""
        for node in self.nodes:
            if node.told or node.verb in ("part", "be"):
                continue
            same = [n.value for n in self.nodes if n.told and n.who == node.who and n.noun == node.noun]
            same += [value for key, value in self.stock.items() if key == (node.who, node.noun)]
            if len(same) == 1 and same[0].keys() != node.value.keys():
                self.system.equal(node.value, same[0])

    def _opposites(self) -> None:
        """Men and women are all people there are."""
        parts = {n.noun: n.value for n in self.nodes if n.verb == "part"}
        for noun, value in parts.items():
            place = noun.index("of")
            for one, other in OPPOSITES:
                twin = (*noun[: place - 1], other, *noun[place:])
                if noun[place - 1] == one and twin in parts:
                    self.system.equal(plus(value, parts[twin]), self.all_of(whole_of(noun)))

    def _kinds(self) -> None:
        """Who has 63 coins, and more dimes than nickels, has so many of both together."""
        ask = self.told.ask
        for who, noun in tuple(self._plain):
            if len(noun) > 1 or noun[0] not in (*KINDS, "item", "thing"):
                continue
            if ask.verb == "have" and ask.noun != noun and ask.who in (who, ()) and covers(noun, ask.noun):
                self._stock(who, ask.noun)
            kinds = {key: value for key, value in self.stock.items() if key[0] == who and key[1] not in (noun, MONEY)}
            known = noun[0] not in KINDS or all(covers(noun, thing) for _, thing in kinds)
            if len(kinds) > 1 and known and not kinds.keys() <= self._plain:
                self.system.equal(total(kinds.values()), self.stock[who, noun])

    def value(self, amount: Amount) -> Line:
        """An amount as a line.

        Raises:
            Unread: it speaks of what nobody has told.
        """
        if isinstance(amount, Op):
            return self._worked(amount)
        if isinstance(amount, Ref):
            return self._ref(amount)
        if isinstance(amount, str):
            return self.system.new() if amount == "?" else self._before()
        return line(amount if isinstance(amount, Fraction) else self._numbers[amount])

    def _worked(self, amount: Op) -> Line:
        """A sum, difference, product or quotient."""
        left, right = self.value(amount.left), self.value(amount.right)
        if amount.sign == "*":
            return self.system.times(left, right)
        if amount.sign == "/":
            return self.system.over(left, right)
        return plus(left, right, Fraction(1) if amount.sign == "+" else _MINUS)

    def _before(self) -> Line:
        """What was told last of the same doing, if by a number alone: after "twice as many" it may be either."""
        value, plain = self._last.get(self._telling, ({}, False))
        if not plain:
            raise Unread("as much as what")
        return value

    def _ref(self, ref: Ref) -> Line:
        """What is spoken of."""
        if ref.who == EVERYBODY:
            raise Unread("as many as all of them")
        if ref.whole:
            return total(self._ref(ref._replace(who=(who,), whole=False)) for who in ref.who)
        if ref.verb == "cost":
            return self.price(ref.noun)
        if ref.verb == "have":
            return self._holding(ref)
        when = "" if ref.when == "now" else ref.when
        same = [n for n in self.nodes if (n.verb, n.who) == (ref.verb, ref.who) and n.noun == ref.noun]
        same = same or [n for n in self.nodes if (n.verb, n.who) == (ref.verb, ref.who) and alike(n.noun, ref.noun)]
        if len(same) == 1 and "" in (same[0].when, when):
            return same[0].value
        if len(same) > 1 and when not in [n.when for n in same]:
            raise Unread("at which time")
        return self.node(ref.verb, ref.who, ref.noun, when).value

    def _holding(self, ref: Ref) -> Line:
        """What somebody has."""
        if ref.when:
            raise Unread("what somebody had at another time")
        if ref.who == (ANYBODY,):
            return self._anybodys(ref.noun)
        if ref.who != self._teller and (ref.who, self._known(ref.who, ref.noun)) in self._changed:
            raise Unread("compared after a change")
        return self._stock(ref.who, ref.noun)

    def all_of(self, noun: Noun) -> Line:
        """All that there is of a thing, whoever has it."""
        return self._ref(Ref("have", (ANYBODY,), noun))

    def _anybodys(self, noun: Noun) -> Line:
        """All that there is of a thing, if it is told in one place."""
        found = [value for (_, thing), value in self.stock.items() if covers(noun, thing)]
        found = found or [n.value for n in self.nodes if covers(noun, n.noun) and n.verb != "part"]
        if len(found) > 1:
            raise Unread("a part of what")
        return found[0] if found else self._stock((NOBODY,), noun)

    def price(self, noun: Noun) -> Line:
        """What one of a thing costs."""
        same = [thing for thing in self.prices if alike(thing, noun)]
        key = noun if noun in self.prices or len(same) != 1 else same[0]
        return self.prices.setdefault(key, self.system.new())

    def _stock(self, who: Who, noun: Noun) -> Line:
        """What somebody has by now."""
        whole = self._whole(who, noun)
        if whole:
            return self.node("part", (NOBODY,), (*noun[: -len(whole)], "of", *whole)).value
        key = who, self._known(who, noun)
        return self.stock.setdefault(key, self.first.setdefault(key, self.system.new()))

    def _whole(self, owner: Who, thing: Noun) -> Noun:
        """Of what a thing is a part: "20 marbles", then "12 white marbles"; () where it is none."""
        for who, noun in self.held:
            if who == owner and len(noun) < len(thing) and thing[-len(noun) :] == noun:
                return noun
        return ()

    def _known(self, who: Who, noun: Noun) -> Noun:
        """A thing under the name that it already has."""
        mine = [thing for owner, thing in self.stock if owner == who]
        same = [thing for thing in mine if alike(noun, thing)]
        return same[0] if noun not in mine and len(same) == 1 else noun

    def _change(self, held: Holding, by: Line, sign: str) -> None:
        """More or less from now on."""
        who, noun = held
        key = who, self._known(who, noun)
        if who == (NOBODY,) and key not in self.stock:
            found = [each for each in self.stock if covers(noun, each[1])]
            key = found[0] if len(found) == 1 else key
        if key not in self.stock:
            self.stock[key] = self.first[key] = self.system.new()
            self.began[key] = self.stock[key], sign
        self._changed.add(key)
        self.stock[key] = plus(self.stock[key], by, Fraction(1) if sign == "+" else _MINUS)

    def node(self, verb: str, who: Who, noun: Noun, when: str = "") -> Node:
        """The last amount of its kind, or a new one; one that was only spoken of may have had a like name."""
        same = [n for n in self.nodes if (n.verb, n.who, n.when) == (verb, who, when)]
        exact = [n for n in same if n.noun == noun]
        near = [n for n in same if verb != "part" and not n.told and alike(n.noun, noun)]
        if exact:
            return exact[-1]
        return near[0] if len(near) == 1 else self._add(verb, who, noun, when)

    def _add(self, verb: str, who: Who, noun: Noun, when: str) -> Node:
        """A new amount."""
        self.nodes.append(Node(verb, who, noun, when, self.system.new()))
        return self.nodes[-1]


def _compares(amount: Amount) -> bool:
    """Whether an amount is told by another one."""
    if isinstance(amount, Op):
        return _compares(amount.left) or _compares(amount.right)
    return isinstance(amount, Ref)
