"""The one value that a problem asks for, worked out and held against every number of its text."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from provender.reasoning.read.prose.words import MEASURES
from provender.reasoning.read.questions.facts import AGE, EVERYBODY, MONEY, Count, Noun
from provender.reasoning.read.questions.lexicon import OPPOSITES, TIMES
from provender.reasoning.read.questions.people import Unread
from provender.reasoning.read.questions.problem import Told
from provender.reasoning.words.formal.equations import Line, plus
from provender.reasoning.words.formal.money import Money
from provender.reasoning.words.formal.nouns import covers, meant, whole_of
from provender.reasoning.words.formal.totals import known
from provender.reasoning.words.formal.world import Who, World

_NUDGE = Fraction(1, 7)  # what a number is changed by, to see whether the answer hangs on it


def answer(told: Told) -> Fraction:
    """The one answer.

    Raises:
        Unread: there is none, or no such number of things, or a number of the text has no bearing on it.
    """
    found = _solved(told, told.numbers)
    if found < 0 or (found.denominator != 1 and not _parted(told.ask.noun)):
        raise Unread("no such number of things")
    for place in sorted(set(range(len(told.numbers))) - told.idle - _counted_times(told)):
        nudged = [*told.numbers]
        nudged[place] += _NUDGE
        if _solved(told, nudged) == found:
            raise Unread("a number does not matter")
    return found


def _solved(told: Told, numbers: Sequence[Fraction]) -> Fraction:
    """The answer with these numbers."""
    world = World(told, numbers)
    value = world.system.solve(Goal(world, told.ask).line())
    if value is None:
        raise Unread("the answer is not determined")
    return value


def _parted(noun: Noun) -> bool:
    """Whether a part of one makes sense: money, time, a measure."""
    return noun in ((), MONEY, AGE) or noun[-1] in TIMES or noun[-1] in MEASURES


def _counted_times(told: Told) -> set[int]:
    """The number of "in two days", where two days were told of one by one."""
    span = told.ask.span
    if span is None or not isinstance(span[0], int):
        return set()
    times = {fact.when for fact in told.facts if isinstance(fact, Count) and fact.when}
    return {span[0]} if told.numbers[span[0]] == len(times) > 1 else set()


class Goal(Money):
    """What is asked for, as a line of the world's variables."""

    def line(self) -> Line:
        """The goal.

        Raises:
            Unread: nothing is known of it.
        """
        kinds: Mapping[str, Callable[[], Line]] = {
            "age": self._age,
            "first": self._first,
            "more": self._more,
            "part": self._part,
            "other": self._other_parts,
            "percent": self._percent,
            "rate": self.each,
            "time": self._time,
            "profit": self.profit,
            "need": self.needed,
            "cost": self.cost,
        }
        if self.ask.kind in kinds:
            return kinds[self.ask.kind]()
        if self.ask.noun == MONEY:
            return self.money()
        first = self._asked(self.ask.noun)
        return plus(first, self._asked(self.ask.second)) if self.ask.second else first

    def _asked(self, noun: Noun) -> Line:
        """One of the things asked for."""
        if (self.ask.kind == "left" or self.ask.verb == "have") and not self.span:
            held = self.stock(self.ask.who, noun)
            if held:
                return known(held)
        return self.all(noun, self.ask.verb)

    def _age(self) -> Line:
        """An age, or several together, now or in some years."""
        who = self.ask.who
        if who == EVERYBODY:
            who = tuple(dict.fromkeys(node.who[0] for node in self.world.nodes if node.verb == "be"))
        value = known([self.world.node("be", (each,), AGE).value for each in who])
        return plus(value, self.world.value(self.ask.span[0])) if self.ask.span else value

    def _first(self) -> Line:
        """What there was at first."""
        things = meant(self.ask.noun, {thing for who, thing in self.world.first if who == self.ask.who})
        return known([self.world.first[self.ask.who, thing] for thing in things])

    def _more(self) -> Line:
        """How many more than somebody else, or than of another thing."""
        ask = self.ask
        first = self._one(ask.verb, ask.who, ask.noun)
        return plus(first, self._one(ask.verb, ask.other, ask.second or ask.noun), -1)

    def _one(self, verb: str, who: Who, noun: Noun) -> Line:
        """One person's amount."""
        if self.span or (noun == MONEY and verb != "have"):
            kept, self.ask = self.ask, self.ask._replace(who=who, kind="count")
            found = self.money() if noun == MONEY else self.all(noun, verb)
            self.ask = kept
            return found
        if verb == "have":
            return known(self.stock(who, noun))
        return known([n.value for n in self.world.nodes if n.verb == verb and n.who == who and covers(noun, n.noun)])

    def _time(self) -> Line:
        """How long something takes at a steady rate."""
        unit = self.ask.noun
        rates = [
            (rate, value)
            for rate, value in self.world.rates
            if rate.per[-1] in TIMES and self.ours(rate.who) and unit in ((), rate.per)
        ]
        if len(rates) != 1:
            raise Unread("which rate")
        rate, value = rates[0]
        self.world.rates.remove(rates[0])
        wanted = [n.value for n in self.world.nodes if n.verb == "target" and covers(rate.noun, n.noun)]
        return self.world.system.over(wanted[0] if len(wanted) == 1 else self.all(rate.noun), value)

    def _percent(self) -> Line:
        """A part in a hundred."""
        share = self.world.system.over(self._part(), self.world.all_of(whole_of(self.ask.noun)))
        return plus({}, share, Fraction(100))

    def _told_parts(self) -> list[Line]:
        """The part asked for, if it was told."""
        return [node.value for node in self.world.nodes if node.verb == "part" and node.noun == self.ask.noun]

    def _part(self) -> Line:
        """How many are red: as it was told, or as the rest of those that are not."""
        noun, found = self.ask.noun, self._told_parts()
        if len(found) == 1:
            return found[0]
        twins = [node.value for node in self.world.nodes if node.verb == "part" and _opposite(node.noun, noun)]
        if len(twins) == 1 and not found:
            return plus(self.world.all_of(whole_of(noun)), twins[0], -1)
        return self._asked((*noun[: noun.index("of")], noun[-1]))

    def _other_parts(self) -> Line:
        """How many are not red."""
        return plus(self.world.all_of(whole_of(self.ask.noun)), known(self._told_parts()), -1)


def _opposite(one: Noun, other: Noun) -> bool:
    """Whether two parts make up a whole."""
    pair = one[one.index("of") - 1], other[other.index("of") - 1]
    return whole_of(one) == whole_of(other) and (pair in OPPOSITES or pair[::-1] in OPPOSITES)
