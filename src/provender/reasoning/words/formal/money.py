"""Money that flows: told outright, by prices, by rates; what is left of it, and what one still needs."""

from provender.reasoning.read.questions.facts import MONEY, Noun
from provender.reasoning.read.questions.lexicon import STOCK
from provender.reasoning.read.questions.people import Unread
from provender.reasoning.words.formal.equations import Line, plus, total
from provender.reasoning.words.formal.nouns import alike, covers, meant
from provender.reasoning.words.formal.totals import Totals, known

SPEND = frozenset(("pay", "spend", "cost", "need", "buy"))
EARN = frozenset(("save", "earn", "make", "receive", "sell", "raise", "collect", "charge"))


class Money(Totals):
    """What was spent and earned."""

    def money(self) -> Line:
        """What is asked for of money: spent, earned, had, left."""
        verb = self.ask.verb
        if self.ask.kind == "left":
            return self._left()
        if verb == "have":
            return known(self.stock(self.ask.who, MONEY))
        verbs = SPEND if verb in SPEND else EARN if verb in EARN else frozenset((verb,))
        found = self.flow(verbs)
        if not found:
            raise Unread("no money is spoken of")
        return self._with_discount(found) if verbs is SPEND else found

    def _left(self) -> Line:
        """What there was, and what came and went."""
        had = self.stock(self.ask.who, MONEY)
        if len(had) > 1:
            raise Unread("whose money")
        return plus(plus(total(had), self.flow(EARN)), self.flow(SPEND), -1)

    def _with_discount(self, spent: Line) -> Line:
        """With a discount or a tax on all of it."""
        found = [node.value for node in self.world.nodes if node.verb == "discount"]
        if len(found) > 1:
            raise Unread("two discounts")
        return plus(spent, self.world.system.times(spent, found[0])) if found else spent

    def flow(self, verbs: "frozenset[str]") -> Line:
        """All money of some verbs; nothing where none is told."""
        parts = list(self.world.lots) if "pay" in verbs else []
        parts += [
            node.value
            for node in self.world.nodes
            if node.noun == MONEY and node.told and node.verb in verbs and self.ours(node.who)
        ]
        for rate, value in self.world.rates:
            if rate.noun != MONEY or not self.ours(rate.who):
                continue
            if rate.verb == "cost":
                parts.append(self.world.system.times(value, self._traded(rate.per, sold="sell" in verbs)))
            elif rate.verb in verbs:
                parts.append(self.world.system.times(value, self.all(rate.per)))
        return total(parts)

    def _traded(self, noun: Noun, *, sold: bool) -> Line:
        """How many of a thing were bought, or sold."""
        nodes = [
            node
            for node in self.world.nodes
            if node.told and self.ours(node.who) and (node.verb == "sell" if sold else STOCK.get(node.verb, "0") != "-")
        ]
        things = meant(noun, {node.noun for node in nodes})
        found = [node.value for node in nodes if node.noun in things]
        return total(found) if found or sold else self.all(noun)

    def cost(self) -> Line:
        """What a thing costs, or all of them that were bought."""
        noun = self.ask.second
        same = [thing for thing in self.world.prices if alike(thing, noun)]
        if len(same) != 1:
            raise Unread("what it costs")
        price = self.world.prices[same[0]]
        bought = [node.value for node in self.world.nodes if covers(noun, node.noun) and node.told]
        return self.world.system.times(price, total(bought)) if bought else price

    def profit(self) -> Line:
        """Earned less spent."""
        earned, spent = self.flow(EARN), self.flow(SPEND)
        if not earned or not spent:
            raise Unread("what was earned and spent")
        return plus(earned, spent, -1)

    def needed(self) -> Line:
        """What is missing to what is to be paid."""
        return plus(self.flow(SPEND), known(self.stock(self.ask.who, MONEY)), -1)

    def each(self) -> Line:
        """So much for each; the price of each where only what was paid for all is told."""
        ask, rates = self.ask, self.world.rates
        found = [value for rate, value in rates if rate.per[-1] == ask.second[-1] and covers(ask.noun, rate.noun)]
        if len(found) == 1:
            return found[0]
        if found or ask.noun != MONEY:
            raise Unread("how much each")
        if self.world.lots or any(rate.verb == "cost" for rate, _ in rates):
            raise Unread("other prices")
        return self.world.system.over(self.flow(SPEND), self.all(ask.second))
