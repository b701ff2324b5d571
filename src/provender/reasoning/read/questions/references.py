"""Amounts that are spoken of elsewhere: "as Ann has", "than on Monday", "the number of cats that he bought"."""

from provender.reasoning.read.questions.facts import AGE, Amount, Noun, Op, Ref
from provender.reasoning.read.questions.lexicon import AUXILIARY, BE, POSSESSIVES, SAME, VERBS
from provender.reasoning.read.questions.phrases import Phrases

_NOW = frozenset(("now", "currently", "today"))
_HE = {"he": "m", "she": "f"}


class References(Phrases):
    """What an amount is compared to.

    Attributes:
        act, who, what, time: the verb, the subject, the thing and the time that the sentence speaks of.
    """

    act: str = ""
    who: tuple[str, ...] = ()
    what: Noun = ()
    time: str = ""

    def last(self) -> Noun:
        """The thing spoken of last."""
        self.need(self.what)
        return self.what

    def reference(self, noun: Noun) -> Amount:
        """Another amount of a thing: somebody's, of another thing, at another time."""
        return self.first(
            self._number_of,
            lambda: Ref(self.act, self.who, noun, self.when()),
            lambda: self._somebodys(noun),
            lambda: self._things(noun),
            lambda: self._another(noun),
        )

    def _number_of(self) -> Amount:
        """The number of cats (that Ann has)."""
        self.need(self.eat("the number of", "the amount of"))
        other = self.noun()
        if self.eat("that") or self.acting():
            return self.done(other)
        return Ref(self.act, self.who, other, self.time)

    def acting(self) -> bool:
        """Whether somebody with a verb comes next: "Ann bought", "he has"."""
        somebody = self.person(0) or self.word() in ("he", "she", "they", "it")
        return somebody and (self.word(1) in AUXILIARY or self.word(1) in VERBS)

    def done(self, noun: Noun) -> Ref:
        """What somebody has or did of something: "that Ann bought", "that they have combined"."""
        who = self.someone()
        word = self.any(AUXILIARY)
        if word in ("has", "have", "had") and self.word() in VERBS:
            word = ""
        lemma = VERBS.get(word) or VERBS.get(self.word(), "")
        if not word:
            self.need(lemma)
            self.at += 1
        verb = self.act if lemma == "do" or word in BE else SAME.get(lemma, lemma)
        if len(who) > 1:
            self.need(self.any("combined together"))
            return Ref(verb, who, noun, whole=True)
        return Ref(verb, who, noun, self.maybe(self.when) or self.time)

    def _somebodys(self, noun: Noun) -> Amount:
        """What somebody else has, or what several have together."""
        self.eat("what")
        self.need(self.person(0) or self.word() in ("he", "she", "they"))
        together = self.maybe(self._combined)
        if together:
            return Ref(self.act, together, noun, whole=True)
        who = self._not_the_subject() or self.one()
        self.people.spoken = who
        if self.word() not in _NOW:
            self.fill()
        lemma = VERBS.get(self.word(), "be" if self.word() in BE else "")
        if lemma in ("do", "be") or self.word() in AUXILIARY or (lemma and SAME.get(lemma, lemma) == self.act):
            self.at += 1
        if noun == AGE and self.word(-1) == "is" and self.any(_NOW):
            return Ref("be", who, AGE, "now")
        if who == self.who and self.content(0) and self.word(-1) in AUXILIARY:
            return Ref(self.act, who, self.noun(), self.time)
        own = self.maybe(self.when) or ""
        self.need(own or who != self.who)
        return Ref(self.act, who, noun, own or self.time)

    def _combined(self) -> tuple[str, ...]:
        """Several who are counted together; "they" are still those of before."""
        group = self.people.group
        who = self.someone()
        self.people.group = group
        self.any(AUXILIARY)
        self.need(len(who) > 1 and self.any("combined together"))
        return who

    def _not_the_subject(self) -> tuple[str, ...]:
        """Whom "he" means in "his brother has more than he has": not the brother."""
        kind = _HE.get(self.word(), "")
        if not kind or len(self.who) != 1 or "'s " not in self.who[0]:
            return ()
        gender = self.people.gender
        found = [who for who in gender if gender[who] in (kind, "") and (who,) != self.who]
        if len(found) != 1 or gender.get(self.who[0]) not in (kind, ""):
            return ()
        self.at += 1
        return (found[0],)

    def _things(self, noun: Noun) -> Amount:
        """As the blue basket holds; as the apples: a thing that acts, or one that is counted."""
        thing = self.thing()
        acts = self.word() in AUXILIARY or self.people.gender.get(thing[0]) == "n"
        if noun != AGE and acts and self._acts(thing[0]):
            self.any(AUXILIARY)
            return Ref(self.act, thing, noun)
        return Ref(self.act, self.who, tuple(thing[0].split()))

    def _acts(self, thing: str) -> bool:
        """Whether a thing acts in this problem, or is of the same name as what acts in this sentence."""
        return thing in self.people.actors or (bool(self.who) and self.who[0].split()[-1:] == thing.split()[-1:])

    def _another(self, noun: Noun) -> Amount:
        """As cats; "red balls than blue"; as cats and dogs combined."""
        other = self.noun()
        if len(noun) > 1 and len(other) == 1 and self.word(-1) == other[0]:
            return Ref(self.act, self.who, (other[0], noun[-1]), self.time)
        base = Ref(self.act, self.who, other, self.time)
        return self.maybe(lambda: self._sum(base)) or base

    def _sum(self, base: Ref) -> Amount:
        """... and dogs combined."""
        self.need(self.eat("and"))
        other = base._replace(noun=self.noun())
        self.need(self.eat("combined", "together", "put together"))
        return Op("+", base, other)

    def age(self) -> Ref:
        """Somebody's age."""
        who: tuple[str, ...]
        if self.eat("the age of"):
            self.need(self.person(0))
            who = self.one()
        elif self.person(0):
            who = (self.name(),)
            self.need(self.eat("'s age"))
        else:
            self.need(self.word() in POSSESSIVES and self.word(1) == "age")
            who = self.people.pronoun(self.word())[:1]
            self.at += 2
        return Ref("be", who, AGE)

    def belongings(self) -> Ref:
        """Ann's pens, her pens: what there is of them by now."""
        if self.word() in POSSESSIVES:
            owner = self.people.pronoun(self.word())
            self.at += 1
        else:
            self.need(self.person(0))
            owner = (self.name(),)
            self.need(self.eat("'s"))
        return Ref("have", owner, self.noun())
