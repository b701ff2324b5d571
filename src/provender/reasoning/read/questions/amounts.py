"""How much: numbers, and what is compared, "3 more than twice as many as Ann has"."""

from fractions import Fraction
from functools import partial

from provender.reasoning.read.questions.facts import AGE, MONEY, Amount, Noun, Op, Ref
from provender.reasoning.read.questions.lexicon import POSSESSIVES, STOCK
from provender.reasoning.read.questions.people import Lost, Unread
from provender.reasoning.read.questions.references import References

_MORE = frozenset(("more", "older", "taller", "longer", "heavier"))
_LESS = frozenset(("fewer", "less", "younger", "shorter", "lighter"))
_THOSE = frozenset(("them", "these", "those", "the", "his", "her", "their", "its"))


class Amounts(References):
    """Amounts of a clause whose verb and subject are known."""

    parts: int = 0  # parts of a stock that the sentence has spoken of

    def quantity(self) -> tuple[Amount, Noun]:
        """An amount and what it is of; the thing spoken of last where none is named.

        Raises:
            Unread: no amount, or one that is not understood.
        """
        self.any("another additional extra")
        self.eat("a total of", "a combined total of", "all of")
        return self.first(self._numbered, self._multiplied, self._same, self._some, self._all_of, self._one_of)

    def _numbered(self) -> tuple[Amount, Noun]:
        """5 apples, $5, 20 % of the apples, 20 % more apples than Ann."""
        if self.kind() == "$":
            return self._counted(self.number("$"), MONEY)
        if self.kind() == "n":
            return self._counted(self.number(), ())
        self.need(self.word(1) != "as")
        part = self.number("%")
        if self.word() in _MORE or self.word() in _LESS:
            return self._raised(part)
        return self._part_of(part)

    def _same(self) -> tuple[Amount, Noun]:
        """As many apples as Ann, the same number of apples as Ann."""
        if self.eat("the same number of", "the same amount of"):
            noun = self.noun()
        else:
            self.need(self.eat("as many", "as much"))
            noun = self.maybe(self.noun) or self.last()
        self.need(self.eat("as"))
        return self.reference(noun), noun

    def _some(self) -> tuple[Amount, Noun]:
        """Some apples."""
        self.need(self.eat("some", "a certain number of"))
        return "?", self.noun()

    def _all_of(self) -> tuple[Amount, Noun]:
        """All the apples, the rest of them, the remaining apples: what there is by now, which goes."""
        self.need(self.word() in ("all", "the") and STOCK.get(self.act) == "-")
        self.eat("all")
        self.eat("of")
        if self.eat("them"):
            noun = self.last()
        elif self.eat("the rest", "the remainder", "the others"):
            noun = self._those() if self.word() == "of" else self.last()
        else:
            self.need(self.eat("the remaining") or (self.word(-1) in ("all", "of") and self.any(_THOSE)))
            self.eat("remaining")
            noun = self.maybe(self.noun) or self.last()
        return Ref("have", self.who, noun), noun

    def _one_of(self) -> tuple[Amount, Noun]:
        """A book."""
        self.need(self.word() in ("a", "an"))
        return Fraction(1), self.noun()

    def _those(self) -> Noun:
        """Of them, of the apples."""
        self.eat("of")
        word = self.any(_THOSE)
        return self.last() if word == "them" else self.maybe(self.noun) or self.last()

    def _counted(self, place: int, noun: Noun) -> tuple[Amount, Noun]:
        """After a number: what it counts, or more than what."""
        way = self._way()
        if way:
            return self._compared(place, way, noun)
        self.eat("total")
        if noun:
            self.need(self.word() != "worth")
            return place, noun
        if self.word() == "of" and self.word(1) in _THOSE:
            return place, self._those()
        noun = self.maybe(self.noun) or ()
        way = self._way() if noun else ""
        amount, known = self.scaled(place, noun or self.last())
        if not way:
            return amount, known
        aged = known == ("year",) and self.word(-1) in ("older", "younger")
        return self._compared(amount, way, AGE if aged else known, named=True)

    def _way(self) -> str:
        """+ for more, - for fewer; "" for neither."""
        return "+" if self.any(_MORE) else "-" if self.any(_LESS) else ""

    def _compared(self, amount: Amount, way: str, noun: Noun, *, named: bool = False) -> tuple[Amount, Noun]:
        """So many more or fewer, than what is said."""
        if not noun and not named and self.word() != "than":
            amount, noun = self.scaled(amount, self.noun())
        self.time = self.maybe(self.when) or self.time  # "10 more letters on Tuesday than on Monday"
        if self.eat("than"):
            base, noun = self._comparand(noun)
            return Op(way, base, amount), noun
        if way == "+" and not named and STOCK.get(self.act) in ("+", "-"):
            return amount, noun  # "buys 5 more apples"
        raise Unread("more than what")

    def _comparand(self, noun: Noun) -> tuple[Amount, Noun]:
        """What an amount is compared to: a number of times another, or another."""
        if self.kind() and self.kind() in "mf":
            self.what = noun or self.what
            base, other = self._multiplied()
            return base, noun or other
        noun = noun or self.last()
        return self.reference(noun), noun

    def _multiplied(self) -> tuple[Amount, Noun]:
        """Twice as many, half of, three times the number of."""
        kind = self.kind()
        factor = self.number("mf%")
        if self.word() in _MORE or self.word() in _LESS:
            if self.people.counts[factor] >= 1:
                raise Lost("so many times more, or so many times as many")
            return self._raised(factor)
        readers = [self._as_many, self._that_many, self._number, self._owned]
        if kind == "f":
            readers.append(self._part_of)
        return self.first(*[partial(read, factor) for read in readers])

    def _as_many(self, factor: Amount) -> tuple[Amount, Noun]:
        """... as many apples (as Ann)."""
        self.need(self.eat("as"))
        way = self.any("many much old long far tall heavy")
        self.need(way)
        noun = AGE if way == "old" else self.maybe(self.noun) or self.last()
        if noun != AGE and self.word() != "as":
            self.loose()
        if self.kind() in (",", ".") or self.word() in ("and", "for"):
            return Op("*", factor, "before"), noun
        self.need(self.eat("as"))
        return Op("*", factor, self.reference(noun)), noun

    def _that_many(self, factor: Amount) -> tuple[Amount, Noun]:
        """... that number of apples, that many."""
        if self.eat("that number of"):
            return Op("*", factor, "before"), self.noun()
        self.need(self.eat("that number", "that many", "that amount", "that much"))
        return Op("*", factor, "before"), self.maybe(self.noun) or self.last()

    def _number(self, factor: Amount) -> tuple[Amount, Noun]:
        """... the number of cats (as dogs, that Ann has)."""
        self.need(self.eat("the number of", "the amount of", "as many"))
        noun = self.noun()
        base: Amount = Ref(self.act, self.who, noun)
        if self.eat("as"):
            base = self.reference(noun)
        elif self.eat("that") or self.acting():
            base = self.done(noun)
        return Op("*", factor, base), noun

    def _owned(self, factor: Amount) -> tuple[Amount, Noun]:
        """... her age, Ann's pens."""
        base = self.age() if self.act == "be" else self.belongings()
        if self.act == "weigh" and base.noun == ("weight",):
            base = Ref("weigh", base.who, self.last())
        return Op("*", factor, base), base.noun

    def _raised(self, part: Amount) -> tuple[Amount, Noun]:
        """20 % more apples than Ann, 1/4 times more apples."""
        way = self._way()
        noun = self.noun() if self.word() != "than" else self.last()
        self.need(self.eat("than"))
        base = self.reference(noun)
        return Op(way, base, Op("*", part, base)), noun

    def _part_of(self, factor: Amount) -> tuple[Amount, Noun]:
        """A part of what there is: of the apples, of them, of what Ann has."""
        self.eat("of")
        if self.eat("what"):
            noun = self.last()
            return Op("*", factor, self.done(noun)), noun
        self.parts += 1
        if self.parts > 1:
            raise Lost("a second part, of what was there or of what is left")
        if self.person(0):
            base = self.belongings()
            return Op("*", factor, base), base.noun
        if self.any("them these those"):
            noun = self.last()
        else:
            self.eat("all")
            word = self.any(_THOSE)
            self.need(word)
            if word in POSSESSIVES and word != "their":
                self.need(self.people.pronoun(word) == self.who)
            noun = self.noun()
        return Op("*", factor, Ref("have", self.who, noun)), noun
