"""What a clause states: who has or does how much of what."""

from collections.abc import Iterator
from functools import partial

from provender.reasoning.read.questions.facts import AGE, MONEY, NOBODY, Amount, Count, Fact, Noun, Op, Rate, Ref
from provender.reasoning.read.questions.lexicon import BE, STOCK, TELLING, TIMES, one
from provender.reasoning.read.questions.prices import Prices

_HANDED = ("give", "sell", "send", "lend", "pass")
_LONGEST = 6  # things said of one amount


class Clauses(Prices):
    """The clauses of a sentence.

    Attributes:
        apart: whether each of several acts for himself.
        each: "every day" at the beginning.
        relative: whom "who" stands for.
    """

    apart: bool = False
    each: Noun = ()
    relative: tuple[str, ...] = ()

    def statements(self, told: list[Fact]) -> None:
        """Every clause up to the end of the sentence; what they state is added to `told`."""
        while True:
            told += self.clause()
            self.fill()
            if self.kind() in (".", "!", "?", ""):
                return
            self.join()

    def join(self) -> None:
        """What may stand between two clauses."""
        comma = self.eat(",", ";")
        word = self.any("and but while so then whereas who")
        self.need(comma or word)
        self.eat("then")
        relative = word == "who" or self.eat("who")
        self.relative = self.people.spoken if relative else ()
        self.need(self.relative or not relative)

    def clause(self) -> list[Fact]:
        """What one clause states."""
        self.fill()
        self.eat(",")
        self.eat("if")
        self.eat("then")
        self.eat("after that")
        self.eat(",")
        self.each = self.maybe(self._every) or ()
        self.time = self.maybe(self.when) or self.time
        if not self.time:
            self.maybe(self._setting)
        self.eat(",")
        self.fill()
        return self.first(
            self.each_has, self.discount, self.shares, self.those_have, self.parted, self.together, self.sum_is,
            self.there, self.price_of, self.rest, self.costs, self.pays_with, self._aged, self._idle, self._does,
        )  # fmt: skip

    def _every(self) -> Noun:
        """Every day, each week."""
        unit = self.unit()
        self.need(unit[-1] in TIMES)
        self.eat(",")
        return unit

    def _setting(self) -> bool:
        """At the market, ..."""
        self.need(self.loose() and (self.eat(",") or self.word() == "there"))
        return True

    def _aged(self) -> list[Fact]:
        """Ann is 12 years old; she is 3 years older than Tom; in 5 years he will be twice as old as she is."""
        shift = self.maybe(self._shift)
        who = self.relative or self.someone()
        self.need(len(who) == 1)
        self.fill()
        if shift:
            self.need(self.eat("will be") if shift[0] == "+" else self.eat("was"))
        else:
            self.need(self.eat("is") or (self.relative and self.eat("was")))
        self.fill()
        self.act, self.who, self.what = "be", who, AGE
        amount = self.first(self._years_old, self._as_old)
        self.people.subject = who
        shift = shift or self.maybe(self._shift)
        return [Count("be", who, AGE, shifted(amount, *shift) if shift else amount)]

    def _years_old(self) -> Amount:
        """12 years old, 12."""
        amount = self.number()
        self.need(self.eat("years old") or self.ends() or self.word() in ("and", "now"))
        return amount

    def _as_old(self) -> Amount:
        """Twice as old as Tom."""
        amount, noun = self.quantity()
        self.need(noun == AGE)
        return amount

    def _shift(self) -> tuple[str, Amount]:
        """In 5 years, 3 years ago."""
        ahead = self.eat("in")
        years = self.number()
        self.eat("more")
        self.need(self.any("years year") and (ahead or self.eat("ago")))
        self.eat("from now")
        self.eat(",")
        return "+" if ahead else "-", years

    def _idle(self) -> list[Fact]:
        """A clause without a number that moves nothing: "Alan goes to the market", "Ann is a teacher"."""
        who = self.someone()
        start = self.at
        lemma = "be" if self.any(BE) else self.verb()
        self.need(STOCK.get(lemma, "0") == "0" and lemma != "have")
        if self.content(0) or self.word() in ("a", "an", "the"):
            self.noun()
        self.loose()
        self.need(self.ends() or self.word() == "and")
        passed = self.tokens[start : self.at]
        self.need(all(token.place < 0 and token.text not in TELLING for token in passed))
        self.who, self.people.subject, self.act = who, who, lemma
        return []

    def _does(self) -> list[Fact]:
        """Ann buys 5 pens for $2 each and 3 books; who is left out did what was done last."""
        who = self.relative or self.maybe(self._acting)
        if who:
            self.who = self.people.subject = who
        self.need(self.who)
        if not (self.act and self.kind() in ("n", "$", "m", "f")):
            self.need(who or self.at > 1)
            self.act = self.verb()
        self.need(self.act not in ("do", "be", "go", "cost"))
        self.fill()
        facts: list[Fact] = []
        while True:
            facts += self.object()
            if not self.more():
                return list(_apart(facts)) if self.apart else facts

    def _acting(self) -> tuple[str, ...]:
        """Whoever does something."""
        who = self.someone()
        self.fill()
        self.apart = len(who) > 1 and bool(self.any("each both"))
        self.people.actors.update(who)
        return who

    def object(self) -> list[Fact]:
        """An amount with all that is said of it."""
        if self.act in ("sell", "buy") and (found := self.maybe(self.each_for)):
            return found
        to = self.maybe(self._receiver) or NOBODY
        self.fill()
        if self.word() == "for" and self.kind(1) == "n" and one(self.word(2)) in TIMES:
            self.at += 1
        if priced := self.maybe(self.priced_thing):
            return priced
        amount, noun = self.quantity()
        if noun == MONEY and self.act == "buy":
            self.act = "receive"  # "gets $5"
        self.what = noun
        if not (self.base and noun[-1] == self.base[-1] and len(noun) > len(self.base)):
            self.base = noun
        if self.eat("each", "apiece"):
            self.need(len(self.who) > 1)
            self.apart = True
        facts: list[Fact] = [Count(self.act, self.who, noun, amount, self.time, to)]
        for _ in range(_LONGEST):
            if not self._said_more(facts):
                break
        if self.each and isinstance(facts[0], Count):
            facts[0] = Rate(noun, self.each, amount, self.who, self.act)
        return facts

    def _receiver(self) -> str:
        """Whom something is given: "gives Tom 5 pens"."""
        self.need(self.act == "give")
        if self.word() in ("him", "them") or (self.word() == "her" and not self.person(0)):
            who = self.people.pronoun(self.word())
            self.at += 1
        else:
            self.need(self.person(0))
            who = self.someone()
        self.need(len(who) == 1)
        return who[0]

    def _said_more(self, facts: list[Fact]) -> bool:
        """One thing said after an amount, added to the facts or changing the first; whether there was one."""
        self.fill()
        if self.whole() or (self.act == "have" and self.eat("left over", "left", "remaining")):
            return True
        count = facts[0]
        if isinstance(count, Count):
            for read in (self._priced, self._given, self._often, self._timed, self._inner):
                found = self.maybe(partial(read, count))
                if found:
                    facts[:1] = found
                    return True
        return self.loose()

    def _priced(self, count: Count) -> list[Fact]:
        """For $2 each."""
        return [count, self.at_price(count)]

    def _inner(self, count: Count) -> list[Fact]:
        """With 12 eggs each, into 8 slices."""
        found = self.maybe(lambda: self.cut(count)) or self.inside(count.noun, single=self.is_one(count.amount))
        self.need(found)
        return [count, *found]

    def _given(self, count: Count) -> list[Fact]:
        """To Tom, to each of her 3 friends."""
        self.need(count.verb in _HANDED and self.eat("to"))
        if self.eat("each of"):
            self.need(self.any("his her the their"))
            each = self.number()
            self.noun()
            return [count._replace(amount=Op("*", count.amount, each))]
        who = self.someone()
        self.need(len(who) == 1 and count.to == NOBODY)
        return [count._replace(to=who[0])]

    def _often(self, count: Count) -> list[Fact]:
        """Per day, each week, an hour, 3 times a week; then, it may be, for 5 days, or 5 days a week."""
        more: list[Fact] = []
        if self.kind() == "m":
            often = self.number("m")
            more.append(Rate(("time",), self.unit(), often, count.who, "often"))
            per: Noun = ("time",)
        else:
            at = self.any("on in for at during")
            within = at == "in" and self.word() in ("a", "an") and one(self.word(1)) in TIMES
            self.need(within or not at or self.word() in ("each", "every"))
            per = self.unit()
        self.need(per != count.noun)
        while span := self.maybe(lambda: self.span(count.who)):
            more.append(span)
        return [Rate(count.noun, per, count.amount, count.who, count.verb), *more]

    def _timed(self, count: Count) -> list[Fact]:
        """On Monday."""
        time = self.when()
        self.need(count.when in ("", self.time))
        return [count._replace(when=time)]


def shifted(amount: Amount, sign: str, years: Amount) -> Amount:
    """An age that is told of another time, as an age of today."""
    return Op("-" if sign == "+" else "+", _then(amount, sign, years), years)


def _then(amount: Amount, sign: str, years: Amount) -> Amount:
    """Every age that an amount is compared to, at that time; those "now" as they are."""
    if isinstance(amount, Ref):
        return amount._replace(when="") if amount.when == "now" else Op(sign, amount, years)
    if isinstance(amount, Op):
        return Op(amount.sign, _then(amount.left, sign, years), _then(amount.right, sign, years))
    return amount


def _apart(facts: list[Fact]) -> Iterator[Fact]:
    """What each of several does for himself."""
    for fact in facts:
        if isinstance(fact, Count):
            yield from (fact._replace(who=(who,)) for who in fact.who)
        else:
            yield fact
