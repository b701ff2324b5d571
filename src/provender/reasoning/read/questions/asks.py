"""What a question asks for: conditions first, then how many, how much, how old, how long, what part."""

from fractions import Fraction

from provender.reasoning.read.questions.clauses import Clauses
from provender.reasoning.read.questions.facts import AGE, EVERYBODY, MONEY, Amount, Ask, Count, Fact, Noun
from provender.reasoning.read.questions.lexicon import BE, DO, MODAL, SAME, STOCK, TIMES, VERBS
from provender.reasoning.read.questions.people import Unread
from provender.reasoning.read.questions.tokens import Token

_HOW = ("many", "much", "old", "long")
_WHAT = ("is", "was", "'s", "percent", "percentage")
_TELL = ("calculate", "find", "determine")
_ENDINGS = 4
_FIRST = ("at first", "at the beginning", "at the start", "originally", "initially", "to begin with")


class Asks(Clauses):
    """Questions.

    Attributes:
        second: another thing that is asked for at once.
        extra: what the question itself states.
    """

    second: Noun = ()
    extra: tuple[Fact, ...] = ()

    def question(self, told: list[Fact]) -> Ask:
        """What the sentence asks for; what its conditions state is added to `told`."""
        self.fill()
        start = self._begins()
        early = self.maybe(self._during) if start > self.at else None
        if early:
            self.need(self.eat(",") and self.at == start)
        if start > self.at:
            self._conditions(start, told)
        ask = self._asked()
        told += self.extra
        if early:
            self.need(ask.span is None)
            ask = ask._replace(span=early)
        ask = self._in_unit(ask)
        if self.eat("if"):
            told += self.clause()
        self.need(self.kind() in ("?", "."))
        self.need(self.at + 1 == len(self.tokens))
        return ask

    def _begins(self) -> int:
        """Where "how many" begins."""
        for place in range(self.at, len(self.tokens) - 1):
            word, following = self.tokens[place].text, self.tokens[place + 1].text
            if (word in _TELL and following in ("the", "how")) or (word == "what" and following in _WHAT):
                return place
            if word == "how" and following in _HOW:
                before = self.tokens[place - 1].text if place else ""
                return place - (before in ("and", "then"))
        raise Unread("no question")

    def _conditions(self, start: int, told: list[Fact]) -> None:
        """If ..., given that ...: clauses up to the question itself."""
        self.eat("if", "given that")
        whole, self.tokens = self.tokens, [*self.tokens[:start], Token(".", ".")]
        while True:
            told += self.clause()
            self.fill()
            if self.kind() == ".":
                break
            if self.at == start - 1 and self.eat(","):
                break
            self.join()
        self.tokens = whole
        self.need(self.at == start)

    def _in_unit(self, ask: Ask) -> Ask:
        """... in dollars, in pounds."""
        self.eat(",")
        if self.word() != "in":
            return ask
        self.eat("in")
        unit = self.noun()
        self.need(unit == MONEY == ask.noun or (ask.verb == "weigh" and not ask.noun))
        return ask._replace(noun=unit)

    def _asked(self) -> Ask:
        """The question itself."""
        self.any("and then")
        if self.any(frozenset(_TELL)) and self.word() != "how":
            return self._what_is()
        if self.eat("what"):
            return self.first(self._percent, self._what_is)
        self.need(self.eat("how"))
        word = self.any(frozenset(_HOW))
        return {"many": self._many, "much": self._much, "old": self._old, "long": self._long}[word]()

    def _many(self) -> Ask:
        """How many pens ...?"""
        if self.word() in ("more", "fewer", "less"):
            return self._more_than(())
        whole = self.eat("total")
        self.eat("of them", "of these", "of the")
        noun = self.what if self.word() in DO or self.word() in BE else self.noun()
        self.need(noun)
        if noun[-1] in TIMES and (taking := self.maybe(lambda: self._takes(noun))):
            return taking
        if self.eat("and"):
            self.second, whole = self.noun(), True
        whole = self.eat("in total", "altogether", "in all", "total") or whole
        return self.first(
            lambda: self._are(noun), lambda: self._each_gets(noun), lambda: self._did(noun, whole=whole)
        )  # fmt: skip

    def _long(self) -> Ask:
        """How long does it take Ann ...?"""
        return self._takes(())

    def _what_is(self) -> Ask:
        """What is the total number of pens (that they have), the sum of their ages, Ann's age?"""
        self.any("is was 's")
        if self.person(0):
            who = (self.name(),)
            self.need(self.eat("'s age"))
            self.fill()
            return Ask("age", "be", who, AGE)
        self.need(self.eat("the"))
        if self.eat("sum of", "total of"):
            return self._ages()
        whole = self.eat("total", "combined")
        self.need(self.eat("number of", "amount of"))
        noun = self.noun()
        if self.eat("and"):
            self.second, whole = self.noun(), True
        self.eat("that")
        if self.ends() or self.loose():
            self._end()
            return Ask("total", "have", (), noun, second=self.second)
        return self._done(noun, whole=whole)

    def _ages(self) -> Ask:
        """The sum of their ages, of Ann and Tom's ages."""
        who = EVERYBODY
        if not self.eat("their"):
            who = self.someone()
            self.eat("'s")
        self.need(self.eat("ages"))
        self.fill()
        return Ask("age", "be", who, AGE)

    def _old(self) -> Ask:
        """How old is Ann (in 5 years)?"""
        word = self.any("is are will")
        self.need(word)
        who = self.someone()
        self.eat("be")
        self.any("now today currently")
        span = None
        if self.eat("in"):
            span = (self.number(), ("year",))
            self.need(self.any("years year"))
        self.eat("from now")
        alone = len(who) == 1 and who != EVERYBODY
        self.need(alone or self._end() == "total")
        self.need((word == "will") == (span is not None) and (alone or span is None))
        return Ask("age", "be", who, AGE, span=span)

    def _percent(self) -> Ask:
        """What percentage of the pens are red?"""
        self.need(self.any("percent percentage") and self.eat("of"))
        self.any("the his her their")
        whole = self.noun()
        self.need(self.any(BE))
        return Ask("percent", "part", (), (*self.quality(), "of", *whole))

    def _takes(self, unit: Noun) -> Ask:
        """How many hours does it take her (to read 100 pages)?"""
        self.need(self.any(DO) or self.any(MODAL))
        if self.eat("it"):
            self.need(self.eat("take"))
            who = () if self.word() == "to" else self.someone()
            self.need(self.eat("to"))
        else:
            who = self.someone()
            self.need(self.eat("need to", "have to", "take to"))
        self.who, self.act = who, self.verb()
        if self.kind() in ("n", "$"):
            wanted = self.object()
            self.extra = tuple(fact._replace(verb="target") if isinstance(fact, Count) else fact for fact in wanted)
        elif self.word() in ("all", "the"):
            self.eat("all")
            self.noun()
        self.loose()
        return Ask("time", "target", who, unit)

    def _are(self, noun: Noun) -> Ask:
        """How many are there (in all), are left, are red?"""
        self.need(self.any(BE))
        there = self.eat("there")
        self.fill()
        there = self.loose() or there
        if self.eat("left", "remaining"):
            who = self.maybe(self._for_whom) or ()
            self._end()
            return Ask("left", "have", who, noun, second=self.second)
        if there:
            self.need(self.word() != "each")
            self._end()
            return Ask("total", "have", (), noun, second=self.second)
        past = VERBS.get(self.word(), "")
        if STOCK.get(past, "0") != "0":
            self.at += 1
            self._end()
            return Ask("total", SAME.get(past, past), (), noun, second=self.second)
        other = self.eat("not")
        if other and (STOCK.get(VERBS.get(self.word(), "")) == "-" or self.word() == "used"):
            self.at += 1
            return Ask("left", "have", (), noun)
        return Ask("other" if other else "part", "part", (), (*self.quality(), "of", *(self.base or noun)))

    def _for_whom(self) -> tuple[str, ...]:
        """... for Ann."""
        self.need(self.eat("for"))
        return self.someone()

    def _each_gets(self, noun: Noun) -> Ask:
        """How many cookies does each child get, are in each box?"""
        if self.any(BE):
            self.eat("there")
            self.need(self.eat("in each", "on each"))
            return Ask("rate", "have", (), noun, second=self.noun())
        self.need((self.any(DO) or self.any(MODAL)) and self.eat("each"))
        per = self.noun()
        self.need(self.verb() in ("buy", "receive", "have", "cost"))
        self._end()
        return Ask("rate", "have", (), noun, second=per)

    def _did(self, noun: Noun, *, whole: bool) -> Ask:
        """How many pens does Ann have, did they buy?"""
        self.need(self.any(DO) or self.any(MODAL))
        return self._done(noun, whole=whole)

    def _done(self, noun: Noun, *, whole: bool) -> Ask:
        """... Ann have (left, in all, in 5 days, on Monday)?"""
        who = self.someone()
        self.eat("both")
        early = self.eat("originally", "initially")
        verb = self.verb()
        if noun == MONEY and verb == "buy":
            verb = "receive"  # "how much did he get"
        if verb == "have" and (self.eat(*_FIRST) or early):
            return Ask("first", verb, who, noun)
        time, span, said = "", None, "left" if noun == MONEY and self.eat("back", "in change") else ""
        for _ in range(_ENDINGS):
            said = self._end() or said
            span = span or self.maybe(self._during)
            time = time or self.maybe(self.when) or ""
        if said == "left":
            self.need(not time and span is None)
            return Ask("left", verb, who, noun, second=self.second)
        several = bool(said) or whole or len(who) > 1 or who == EVERYBODY
        return Ask("total" if several else "count", verb, who, noun, time, second=self.second, span=span)

    def _end(self) -> str:
        """Words at the end that change nothing, or say that all are meant ("total"), or what is "left"."""
        said = ""
        for _ in range(_ENDINGS):
            self.fill()
            if self.maybe(self._and_in_all) or self.whole():
                said = "total"
            elif self.eat("left over", "left", "remaining"):
                said = "left"
            elif not self.loose():
                break
        return said

    def _and_in_all(self) -> bool:
        """..., in total."""
        self.need(self.eat(",") and self.whole())
        return True

    def _during(self) -> tuple[Amount, Noun]:
        """In 5 days, per week, a year."""
        amount: Amount = Fraction(1)
        if self.any("in after for over"):
            if not self.any("a an one"):
                amount = self.number()
            unit = self.noun()
        else:
            unit = self.unit()
        self.need(unit[-1] in TIMES)
        return amount, unit

    def _much(self) -> Ask:
        """How much (money) does Ann spend, earn, have left, need; how much do they cost, does she weigh?"""
        if self.eat("more"):
            self.eat("money")
            return self.first(self._needs, lambda: self._more_than(MONEY))
        if each := self.maybe(lambda: self._each_gets(MONEY)):
            return each
        if change := self.maybe(self._change):
            return change
        self.eat("money")
        self.eat("in dollars")
        self.eat("in total", "total")
        return self.first(self._profit, self._costs, self._weighs, lambda: self._did(MONEY, whole=True))

    def _change(self) -> Ask:
        """... change does Ann get (back)?"""
        self.need(self.eat("change") and (self.any(DO) or self.any(MODAL)))
        who = self.someone()
        self.need(self.verb() in ("buy", "receive", "have"))
        self.eat("back")
        self._end()
        return Ask("left", "have", who, MONEY)

    def _profit(self) -> Ask:
        """... profit does Ann make?"""
        self.need(self.eat("profit") and (self.any(DO) or self.any(MODAL)))
        who = self.someone()
        self.need(self.verb() in ("make", "earn", "have"))
        self._end()
        return Ask("profit", "earn", who, MONEY)

    def _costs(self) -> Ask:
        """... do all the pens cost, does it cost?"""
        self.need(self.any(DO) or self.any(MODAL))
        noun = () if self.eat("it", "they", "everything") else self.noun()
        self.need(VERBS.get(self.word()) == "cost")
        self.at += 1
        self._end()
        return Ask("cost", "cost", (), MONEY, second=noun) if noun else Ask("total", "pay", (), MONEY)

    def _weighs(self) -> Ask:
        """... does Ann weigh?"""
        self.need(self.any(DO) or self.any(MODAL))
        who = self.someone()
        self.need(VERBS.get(self.word()) == "weigh")
        self.at += 1
        together = self._end() == "total" or len(who) > 1
        return Ask("total" if together else "count", "weigh", who, ())

    def _needs(self) -> Ask:
        """... more money does Ann need (to buy the pens)?"""
        self.need(self.any(DO) or self.any(MODAL))
        who = self.someone()
        self.need(self.eat("need") and (self.kind() == "?" or self.eat("to buy")))
        while self.kind() == "w":
            self.any("the both all these them")
            self.noun()
            self.loose()
        return Ask("need", "need", who, MONEY)

    def _more_than(self, noun: Noun) -> Ask:
        """How many more pens does Ann have than Tom?"""
        more = bool(noun) or self.eat("more")
        self.need(more or self.any("fewer less"))
        noun = noun or self.noun()
        self.need(self.any(DO) or self.any(MODAL))
        who = self.someone()
        verb = self.verb()
        span = self.maybe(self._during)
        other_noun: Noun = ()
        if self.ends():
            people = self.people.gender
            other = tuple(each for each in people if people[each] != "n" and each not in who)
            self.need(len(other) == 1 and verb not in ("need", "want", "buy"))
        else:
            self.need(self.eat("than", "compared to"))
            other, other_noun = self.first(self._than_somebody, lambda: (who, self.noun()))
            self._end()
            span = span or self.maybe(self._during)
        if more:
            return Ask("more", verb, who, noun, other=other, second=other_noun, span=span)
        return Ask("more", verb, other, other_noun or noun, other=who, second=noun, span=span)

    def _than_somebody(self) -> tuple[tuple[str, ...], Noun]:
        """... Tom (does)."""
        self.need(self.person(0))
        other = self.someone()
        self.any("do does did has")
        return other, ()
