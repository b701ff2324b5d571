"""Totals over a world: all of a thing that somebody has, did, or that so many boxes hold."""

from fractions import Fraction

from provender.reasoning.read.questions.facts import AGE, EVERYBODY, MONEY, Ask, Noun, Rate
from provender.reasoning.read.questions.lexicon import COLLECTIVE, KINDS, STOCK, TIMES
from provender.reasoning.read.questions.people import Unread
from provender.reasoning.words.formal.equations import Line, plus, total
from provender.reasoning.words.formal.nouns import covers, meant
from provender.reasoning.words.formal.world import Holding, Node, Who, World

ALL = ((), EVERYBODY)


def known(lines: list[Line]) -> Line:
    """All of them together.

    Raises:
        Unread: there is none.
    """
    if not lines:
        raise Unread("nothing is known of it")
    return total(lines)


class Totals:
    """Sums over what a question asks about.

    Attributes:
        ask: the question; whoever it names and nothing else knows is left out.
    """

    def __init__(self, world: World, ask: Ask) -> None:
        self.world = world
        units = {node.noun for node in world.nodes if node.verb == ask.verb}
        if not ask.noun and len(units) == 1:
            ask = ask._replace(noun=units.pop())
        self.ask = ask if _spoken_of(ask.who, world) else ask._replace(who=())
        spans = ask.span is not None and ask.kind != "age"
        self.span: tuple[Noun, Line] | None = (ask.span[1], world.value(ask.span[0])) if spans and ask.span else None
        self._seen: set[Noun] = set()

    def ours(self, who: Who) -> bool:
        """Whether something is of those who are asked about."""
        return not who or self.ask.who in ALL or who[0] in self.ask.who

    def stock(self, who: Who, noun: Noun) -> list[Line]:
        """What somebody, or everybody, has by now; what began with a gain began with nothing."""
        left = self.ask.kind == "left" and self.ask.who == ()
        found = []
        keys = self._holdings(who, noun)
        for key in keys:
            if left and key in self.world.received and key not in self.world.held:
                continue
            first, sign = self.world.began.get(key, ({}, ""))
            if sign == "+" or (sign == "-" and left and len(keys) > 1):
                self.world.system.equal(first, {})
            found.append(self.world.stock[key])
        return found

    def _holdings(self, who: Who, noun: Noun) -> list[Holding]:
        """Whose things, and which, are meant."""
        mine = [key for key in self.world.stock if who in ALL or key[0][0] in who]
        things = meant(noun, {thing for _, thing in mine})
        keys = [key for key in mine if key[1] in things]
        exact = [key for key in keys if key[1] == noun]
        if exact and self.ask.kind == "count":
            return exact
        if len(noun) == 1 and noun[0] in (*KINDS, *COLLECTIVE) and not exact and len(keys) > 1:
            units = {rate.per for rate, _ in self.world.rates}
            rest = [key for key in mine if key not in keys and key[1] != MONEY]
            if rest and noun[0] not in COLLECTIVE:
                raise Unread("what is of the kind")
            return [*keys, *(key for key in rest if key[1] not in units)]
        return keys

    def all(self, noun: Noun, verb: str = "") -> Line:
        """All that there is of a thing: told amounts, and so many of it for each of another.

        Raises:
            Unread: nothing is told of it, or it goes round in circles.
        """
        if noun in self._seen:
            raise Unread("it goes round in circles")
        self._seen.add(noun)
        parts = self._counts(noun, verb)
        for rate, value in self._rates_of(noun):
            parts.append(self.world.system.times(value, self.all(rate.per)))
        if self.span and not parts and noun[-1] in TIMES:
            parts += _in_unit(self.span, noun)
        self._seen.discard(noun)
        if not parts and self.ask.kind in ("total", "left") and noun == self.ask.noun:
            return self._everything()
        return known(parts)

    def _rates_of(self, noun: Noun) -> list[tuple[Rate, Line]]:
        """How much of a thing there is for each of another."""
        found = [(rate, value) for rate, value in self.world.rates if covers(noun, rate.noun) and self.ours(rate.who)]
        if found and any(node.when and node.noun == noun for node in self.world.nodes):
            raise Unread("a rate with exceptions")
        for rate, _ in found:
            same = sum(other.per == rate.per for other, _ in found)
            if same > 1 and len(self._counts(rate.per, "")) > 1:
                raise Unread("which rate for which")
        return found

    def _everything(self) -> Line:
        """All that is counted, where a word is asked for that names it all: pets, toys, items."""
        rates = [rate for rate, _ in self.world.rates if rate.noun != MONEY]
        units = {rate.per for rate in rates}
        told = [node.noun for node in self.world.nodes] + [thing for _, thing in self.world.stock]
        nouns = dict.fromkeys([*told, *(rate.noun for rate in rates)])
        counted = [noun for noun in nouns if not any(covers(per, noun) for per in units)]
        if not _names_all(self.ask.noun) or len(counted) < 2 or any(map(_uncounted, counted)):
            raise Unread("nothing is known of it")
        return known([self.all(noun, self.ask.verb) for noun in counted])

    def _counts(self, noun: Noun, verb: str) -> list[Line]:
        """Told amounts of a thing; of one verb only."""
        if not verb and any(covers(noun, thing) for _, thing in self.world.held):
            return self.stock((), noun)
        if self.ask.kind in ("count", "total"):
            for node in self.world.nodes:  # red pens, of which it was told as a part of all pens
                if node.verb == "part" and (*node.noun[: node.noun.index("of")], noun[-1]) == noun:
                    return [node.value]
        found = self._done(noun, verb)
        if len({node.verb for node in found}) > 1:
            raise Unread("amounts of several kinds")
        return [node.value for node in found] or self.stock(self.ask.who, noun) or self.stock((), noun)

    def _done(self, noun: Noun, verb: str) -> list[Node]:
        """What was done with a thing by those who are asked about, at the time that is asked about."""
        mine = [n for n in self.world.nodes if n.verb != "part" and self.ours(n.who)]
        things = meant(noun, {n.noun for n in mine})
        found = [n for n in mine if n.noun in things]
        if verb:
            sign = STOCK.get(verb, "0")
            own = [node for node in found if node.verb == verb]
            found = own or [node for node in found if STOCK.get(node.verb, "0") == sign]
        if self.ask.when and noun == self.ask.noun:
            found = [node for node in found if node.when in ("", self.ask.when)]
        if verb and noun == self.ask.noun:
            found = self._with_all_kinds(found)
        if self.ask.when and not found:
            raise Unread("nothing is known of that time")
        return found

    def _with_all_kinds(self, found: list[Node]) -> list[Node]:
        """All that was done of the kind: of crows and hawks, where birds are asked for, whatever the lists know."""
        if not found or not _names_all(self.ask.noun) or any(node.noun == self.ask.noun for node in found):
            return found
        verb = self.ask.verb
        more = [n for n in self.world.nodes if n not in found and n.verb == verb and self.ours(n.who)]
        if any(_uncounted(node.noun) for node in [*found, *more]):
            raise Unread("what is of the kind")
        return [*found, *more]


def _names_all(noun: Noun) -> bool:
    """Whether a word may name all that is counted."""
    return len(noun) == 1 and noun[0] in COLLECTIVE


def _uncounted(noun: Noun) -> bool:
    """Whether a thing is no thing that one counts: money, an age, a time."""
    return noun in (MONEY, AGE) or noun[-1] in TIMES


def _in_unit(span: tuple[Noun, Line], noun: Noun) -> list[Line]:
    """The time that is asked about, in another unit."""
    unit, amount = span
    if unit == noun:
        return [amount]
    factor, at = Fraction(1), unit[-1]
    while TIMES[at][0]:
        at, step = TIMES[at]
        factor *= step
        if at == noun[-1]:
            return [plus({}, amount, factor)]
    return []


def _spoken_of(who: Who, world: World) -> bool:
    """Whether anything was told of those who are asked about; of a thing, "the house", nothing need be.

    Raises:
        Unread: nothing was told of a person, or only of some of several.
    """
    if who in ALL:
        return True
    acting = {n.who for n in world.nodes} | {owner for owner, _ in world.stock} | {rate.who for rate, _ in world.rates}
    flat = {each for group in acting for each in group}
    if len(who) > 1 and not flat.issuperset(who):
        raise Unread("one of them is unknown")
    found = bool(flat.intersection(who))
    if not found and world.told.people.get(who[0]) != "n":
        raise Unread("nothing is known of them")
    return found
