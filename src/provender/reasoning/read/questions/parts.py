"""What there is, and the parts of it: "20 of them are red, the rest are blue"."""

from fractions import Fraction

from provender.reasoning.read.questions.amounts import Amounts
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
from provender.reasoning.read.questions.lexicon import BE, STOCK, VERBS, one

_HOLDING = ("have", "hold", "contain", "weigh", "cost")
_SEVERAL = ("n", "$", "m", "f", "%")


class Parts(Amounts):
    """Clauses on what there is and of what it is made up.

    Attributes:
        base: what is told in parts.
    """

    base: Noun = ()

    def there(self) -> list[Fact]:
        """There are 5 boxes in the room; there are 12 eggs in each box."""
        self.need(self.eat("there") and self.any(BE))
        self.fill()
        self.act, self.who = "have", (NOBODY,)
        facts: list[Fact] = []
        while True:
            amount, noun = self.quantity()
            self.what = self.base = noun
            per = self.maybe(self._in_each)
            facts.append(Rate(noun, per, amount) if per else Count("have", (NOBODY,), noun, amount))
            facts += self.inside(noun)
            self.loose()
            if self.whole():
                facts = [fact._replace(who=EVERYBODY) if isinstance(fact, Count) else fact for fact in facts]
            if not self.more():
                return facts

    def more(self) -> bool:
        """Whether another amount follows, as in a list."""
        return bool(self.maybe(self._and_another))

    def _and_another(self) -> bool:
        """... and 3 pens."""
        comma = self.eat(",")
        self.need(self.eat("and") or comma)
        self.need(self.kind() in _SEVERAL or self.word() in ("a", "an"))
        return True

    def _in_each(self) -> Noun:
        """In each box."""
        self.need(self.eat("in", "on") and self.any("each every"))
        self.eat("of the", "of those", "of these")
        return self.noun()

    def inside(self, noun: Noun, *, single: bool = False) -> list[Fact]:
        """With 12 eggs each, that hold 12 eggs each, each of which costs $2; nothing where it is not said.

        Args:
            single: whether the thing is one, so that "each" need not be said.
        """
        found = self.maybe(lambda: self._inside(noun, single=single))
        return [found] if found else []

    def _inside(self, noun: Noun, *, single: bool) -> Fact:
        """What each of a thing holds or costs."""
        said = single
        if self.any("that which"):
            self.need(VERBS.get(self.word()) in _HOLDING or self.word() in BE)
            self.at += 1
        elif self.eat(", each of which", "each of which"):
            self.need(VERBS.get(self.word()) in _HOLDING)
            self.at += 1
            said = True
        else:
            self.need(self.eat("filled with") or self.any("with of containing weighing costing holding"))
        kept = self.what
        self.need(self.kind() in ("n", "$"))
        amount, inner = self.quantity()
        self.what = kept
        self.need(inner != noun)
        self.eat("long")
        self.need(said or self.eat("each", "in each", "apiece", f"per {noun[-1]}"))
        return Rate(inner, noun, amount, (), "cost" if inner == MONEY else "")

    def parted(self) -> list[Fact]:
        """20 of them are red; 70 % of the trees are pines; 10 are blue; 3 were eaten."""
        self.eat(",")
        fraction = self.kind() in ("f", "%")
        part = self.number("nf%")
        whole = self._whole_of()
        self.need(whole and self.any(BE))
        self.base = whole
        amount: Amount = Op("*", part, Ref("have", (ANYBODY,), whole)) if fraction else part
        lost = VERBS.get(self.word(), "")
        if STOCK.get(lost) == "-" or lost in ("take", "die"):
            self.at += 1
            self.any("out away")
            self.loose()
            return [Count("remove" if lost == "take" else lost, (NOBODY,), whole, amount)]
        return [Count("part", (NOBODY,), (*self.quality(), "of", *whole), amount)]

    def _whole_of(self) -> Noun:
        """Of what a part is told."""
        whole = self.base
        if self.eat("of"):
            if self.any("them which these those"):
                return whole or self.what
            self.need(self.any("the his her their its"))
            return self.noun()
        if self.content(0):
            self.need(whole and self.noun()[-1] == whole[-1])
        return whole

    def quality(self) -> Noun:
        """Red, for sale, pine trees."""
        words: list[str] = []
        while self.kind() == "w" and self.word() not in ("and", "while", "but", "or", "not"):
            words.append(one(self.word()))
            self.at += 1
        self.need(0 < len(words) < 4)
        if len(words) > 1 and self.base and words[-1] == self.base[-1]:
            words.pop()
        return tuple(words)

    def rest(self) -> list[Fact]:
        """The rest are blue."""
        self.need(self.base and self.eat("the"))
        word = self.any("rest others remaining remainder")
        self.need(word)
        if word == "remaining" and self.content(0):
            self.need(self.noun()[-1] == self.base[-1])
        self.eat("of the") and self.noun()
        self.eat("of them")
        self.need(self.any(BE))
        return [Count("part", (NOBODY,), (*self.quality(), "of", *self.base), "rest")]

    def together(self) -> list[Fact]:
        """Together they have 50 pens."""
        self.need(self.whole())
        self.eat(",")
        who = self.someone()
        self.need(len(who) > 1 or who == EVERYBODY)
        self.who, self.act = who, self.verb()
        amount, noun = self.quantity()
        self.what = noun
        self.loose()
        return [Count(self.act, who, noun, amount)]

    def sum_is(self) -> list[Fact]:
        """The total number of pens is 50; the number of pens is 3 more than ...; the sum of their ages is 34."""
        if self.eat("the sum of their ages", "their combined age"):
            self.need(self.any(BE))
            place = self.number()
            self.eat("years old", "years")
            return [Count("be", EVERYBODY, AGE, place)]
        whole = self.eat("the total number of")
        self.need(whole or self.eat("the number of"))
        noun = self.noun()
        self.loose()
        self.need(self.any(BE))
        self.act, self.who, self.what = "have", (ANYBODY,), noun
        amount, other = self.quantity()
        self.need(other == noun)
        return [Count("have", EVERYBODY if whole else (ANYBODY,), noun, amount)]

    def just_one(self) -> bool:
        """Go past "one" in "one pen costs", a number that only says of what; whether it is there."""
        if self.kind() != "n":
            return False
        place = self.tokens[self.at].place
        if self.people.counts[place] != 1:
            return False
        self.at += 1
        self.people.idle.add(place)
        return True

    def is_one(self, amount: Amount) -> bool:
        """Whether an amount is one of a thing, which then only says of what."""
        if isinstance(amount, int) and self.people.counts[amount] == 1:
            self.people.idle.add(amount)
            return True
        return amount == Fraction(1)
