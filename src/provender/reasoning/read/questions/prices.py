"""So much for each: prices, boxes, shares."""

from fractions import Fraction

from provender.reasoning.read.questions.facts import ANYBODY, MONEY, NOBODY, Amount, Count, Fact, Noun, Op, Rate, Ref
from provender.reasoning.read.questions.lexicon import BE, TIMES, VERBS
from provender.reasoning.read.questions.parts import Parts
from provender.reasoning.read.questions.people import Lost

_PRICED = ("cost", "sell", "charge")
_PORTIONS = ("have", "cost", "weigh", "sell", "produce", "lay", "make", "need", "use")
_SHARED = ("share", "divide", "split", "distribute", "give", "pour", "put", "pack", "place")


class Prices(Parts):
    """Clauses on what each of a thing costs, holds or gets."""

    def each_has(self) -> list[Fact]:
        """Each box holds 12 eggs; each apple costs $2."""
        self.need(self.any("each every"))
        self.eat("of the", "of these", "of his", "of her")
        alone = self.word() in VERBS and self.word(1) not in VERBS and self.word(1) not in BE
        per = self.what if self.eat("one") or alone else self.noun()
        self.need(per)
        verb = "be" if self.any(BE) else self.verb()
        self.act, self.who = verb, ()
        amount, noun = self.quantity()
        self.need(noun != per)
        self.loose()
        return [Rate(noun, per, amount, (), "cost" if noun == MONEY and verb in ("be", *_PRICED) else verb)]

    def price_of(self) -> list[Fact]:
        """The price of a pen is $2."""
        self.any("the a an")
        self.need(self.eat("price of", "cost of", "price for", "cost for"))
        self.need(self.any("a an each every") or self.just_one())
        per = self.noun()
        self.need(self.any(BE))
        return [Rate(MONEY, per, self._amount_of_money(), (), "cost")]

    def _amount_of_money(self) -> Amount:
        """$2, or twice as much as a pencil."""
        self.act, self.who, self.what = "cost", (), MONEY
        amount, noun = self.quantity()
        self.need(noun == MONEY)
        return amount

    def costs(self) -> list[Fact]:
        """Pens cost $2 each; a pen costs $2; a pen is $2; tickets are sold for $5 each; the pens cost $8."""
        single = bool(self.any("a an")) or self.just_one()
        named = not single and self.eat("the")
        before = not single and not named and self.eat("they", "it")
        per = self.what if before else self.noun()
        self.need(per)
        if self.any(BE):
            self.any("sold priced")
        else:
            self.need(self.verb() in _PRICED)
        self.any("for at")
        self.need(self.kind() in ("$", "n", "m", "f"))
        amount = self._amount_of_money()
        each = self.eat("each", "apiece") or self.maybe(lambda: self._per(per))
        self.need(each or single or named)
        self.what = per
        if named and not each:
            return [Count("cost", (NOBODY,), MONEY, amount, when=" ".join(per))]
        return [Rate(MONEY, per, amount, (), "cost")]

    def _per(self, thing: Noun) -> bool:
        """Per pen, a pen."""
        self.need(self.unit()[-1] == thing[-1])
        return True

    def those_have(self) -> list[Fact]:
        """5 boxes hold 12 eggs each; 3 pens cost $6."""
        self.any("the his her their these those")
        count, noun = self.number(), self.noun()
        verb = self.verb()
        self.need(verb in _PORTIONS)
        self.act, self.who = verb, ()
        self.eat("for")
        amount, inner = self.quantity()
        each = self.eat("each", "apiece")
        self.need(inner != noun and (each or verb in _PRICED))
        self.what = self.base = noun
        if not each:
            return [Rate(MONEY, noun, Op("/", amount, count), (), "cost")]
        kind = "cost" if inner == MONEY else ""
        return [Count("have", (NOBODY,), noun, count), Rate(inner, noun, amount, (), kind)]

    def discount(self) -> list[Fact]:
        """She gets a 20 % discount; there is a 10 % sales tax."""
        if not (self.eat("there") and self.any(BE)):
            self.maybe(self.someone)
            self.need(self.verb() in ("buy", "have", "receive", "pay", "charge"))
        self.any("a an another")
        part = self.number("%")
        less = self.eat("discount", "off")
        self.need(less or self.eat("sales tax", "tax", "tip"))
        self.loose()
        self.eat("on everything")
        self.need(self.ends())
        return [Count("discount", (NOBODY,), ("part",), Op("*", part, Fraction(-1)) if less else part)]

    def pays_with(self) -> list[Fact]:
        """She pays with a $20 bill: so much she has."""
        who = self.someone()
        self.need(self.verb() == "pay" and self.eat("with"))
        count: Amount = Fraction(1) if self.any("a an") else "?"
        if count == "?":
            count = self.number() if self.kind() == "n" else Fraction(1)
        note = self.number("$")
        self.any("bill bills note notes")
        self.loose()
        self.who, self.act, self.people.subject = who, "pay", who
        return [Count("have", who, MONEY, Op("*", count, note))]

    def shares(self) -> list[Fact]:
        """She shares 12 cookies equally among 4 friends."""
        who = self.someone()
        self.fill()
        even = bool(self.any("equally evenly"))
        verb = VERBS.get(self.word(), "")
        self.need(verb in _SHARED)
        self.at += 1
        even = bool(self.any("equally evenly")) or even
        amount, noun = self.first(self._what_there_is, self.quantity)
        even = bool(self.any("equally evenly")) or even
        self.need(self.any("among between into in"))
        even = self.eat("equal") or even
        self.any("his her the their")
        count = self.number()
        even = self.eat("equal") or even
        group = self.noun()
        self.loose()
        self.need((bool(self.any("equally evenly")) or even) and group != noun)
        self.who, self.act = who, verb
        facts: list[Fact] = [Rate(noun, group, Op("/", amount, count))]
        if isinstance(amount, int):
            facts.append(Count("have", who, noun, amount))
        return facts

    def _what_there_is(self) -> tuple[Amount, Noun]:
        """Them, all the cookies."""
        if self.any("them it") or self.eat("the rest", "the remainder"):
            noun = self.last()
        else:
            self.need(self.any("all the"))
            noun = self.noun()
        return Ref("have", (ANYBODY,), noun), noun

    def each_for(self) -> list[Fact]:
        """... each taco for $2, them for $2 each."""
        them = self.eat("them") or bool(self.any("the his her their"))
        self.need(them or self.any("each every"))
        per = self.what if self.word(-1) == "them" or self.eat("one") else self.noun()
        self.need(per and self.any("for at"))
        price = self.number("$")
        self.need(self.eat("each") or not them)
        return [Rate(MONEY, per, price, (), "cost")]

    def priced_thing(self) -> list[Fact]:
        """... a $7 lamp, 3 $5 books."""
        amount: Amount = Fraction(1) if self.any("a an") else self.number()
        price = self.number("$")
        noun = self.noun()
        if noun in (("bill",), ("note",)):
            return [Count(self.act, self.who, MONEY, Op("*", amount, price), self.time)]
        self.what = noun
        return [Count(self.act, self.who, noun, amount, self.time), Rate(MONEY, noun, price, (), "cost")]

    def cut(self, count: Count) -> list[Fact]:
        """... into 8 slices (each)."""
        single = count.amount == Fraction(1)
        self.any("cut sliced divided split")
        self.need(self.eat("into"))
        amount, noun = self.number(), self.noun()
        self.need(self.eat("each") or single or count.verb in ("cut", "slice"))
        return [Rate(noun, count.noun, amount)]

    def at_price(self, count: Count) -> Fact:
        """... for $2 each, at $2 a pen, that cost $2 each; for $6 in all."""
        each = False
        if self.any("that which who"):
            self.need(self.verb() in _PRICED)
            self.eat("for")
        else:
            word = self.any("for at")
            self.need(word)
            each = word == "at"
        self.eat("a price of", "a cost of", "only")
        price = self.number("$")
        each = self.eat("each", "apiece") or bool(self.maybe(lambda: self._per(count.noun))) or each
        if not each and self.word() in ("per", "a", "an", "each", "every"):
            raise Lost("a price for what")
        if each or count.amount == Fraction(1):
            return Rate(MONEY, count.noun, price, (), "cost")
        return Count("earn" if count.verb == "sell" else "pay", count.who, MONEY, price, count.when)

    def span(self, who: tuple[str, ...]) -> Fact:
        """... for 5 days, 8 hours a day."""
        self.eat(",")
        self.any("for and")
        amount, noun = self.number(), self.noun()
        self.need(noun[-1] in TIMES)
        per = self.maybe(self.unit)
        return Rate(noun, per, amount, who, "span") if per else Count("span", who, noun, amount)
