"""Nouns, people, times, and what changes nothing."""

from fractions import Fraction

from provender.reasoning.read.prose.words import MEASURES
from provender.reasoning.read.questions.cursor import Cursor
from provender.reasoning.read.questions.facts import EVERYBODY, MONEY, Amount, Noun, Op
from provender.reasoning.read.questions.lexicon import (
    AGENTS,
    BE,
    DAYTIME,
    FILLERS,
    GENDER,
    MODAL,
    MONTHS,
    ORDINALS,
    PEOPLE,
    POSSESSIVES,
    PRONOUNS,
    SAME,
    SEASONS,
    STOPS,
    TELLING,
    TIMES,
    VERBS,
    WEEKDAYS,
    one,
)  # fmt: skip
from provender.reasoning.read.questions.people import gender_of, is_name

_NO_NOUN = ("year-old", "lot", "few", "couple", "number", "amount", "rest")
_WHOLE = ["between them", "in total", "in all", "total", "altogether", "combined", "together", "all together"]
_THINGS = ("store", "play", "train", "post", "plant", "record", "display", "place", "stick")  # also verbs
_FOLK = ("boys", "girls", "friends", "kids", "children", "siblings", "brothers", "sisters", "men", "women")
_PEOPLE, _POSSESSIVES = frozenset(PEOPLE), frozenset(POSSESSIVES)


class Phrases(Cursor):
    """Nouns, people and times."""

    def noun(self) -> Noun:
        """A thing, determiner left out: "the red toy cars", "bags of chips", "dollars"."""
        self.any("the a an this that these those some all")
        words = self._nouns()
        if self.word() == "of" and self.content(1) and words[-1] not in _NO_NOUN:
            self.at += 1
            words = [*self._nouns(), *([] if words == ["piece"] else words)]
        elif (
            words[-1] in MEASURES and self.word() == "of" and self.content(2) and self.word(1) in ("the", "his", "her")
        ):
            self.at += 2
            words = [*self._nouns(), *words]
        return MONEY if words[-1] in ("dollar", "buck", "money") else tuple(words)

    def _nouns(self) -> list[str]:
        """Adjectives and nouns in a row."""
        words: list[str] = []
        while self.content(0) and not (words and self._breaks(words[-1])):
            words.append(self.word())
            self.at += 1
        self.need(words and words[-1] not in _NO_NOUN)
        words[-1] = one(words[-1])
        return words

    def content(self, ahead: int) -> bool:
        """Whether a token may be a part of a noun."""
        if self.kind(ahead) != "w":
            return False
        word, place = self.word(ahead), self.at + ahead
        if self.tokens[place].name and word not in GENDER and (
            self.word(ahead - 1) in ("a", "an") or self.kind(ahead - 1) == "n"
        ):  # fmt: skip
            return word not in WEEKDAYS and word not in MONTHS
        if word in STOPS or word in FILLERS or word in WEEKDAYS or word in MONTHS:
            return False
        if word in PEOPLE and (self.word(ahead - 1) == "'s" or self.word(ahead - 1) in POSSESSIVES):
            return False
        return place == 0 or not self.tokens[place].name

    def _breaks(self, before: str) -> bool:
        """Whether a word in a noun phrase ends it, being a verb or a time: "the kids play", not "the music store"."""
        word = self.word()
        if word in DAYTIME or word in ORDINALS:
            return True
        if word not in VERBS or self.word(1) in VERBS or self.word(1) in BE:
            return False
        if word in _THINGS:
            return one(before) != before
        plural = one(word) != word and word[-2:] != "es"
        return not (plural and self.word(1) in ("of", "in", "on", "at", "from", "with", "and", "or", "than"))

    def verb(self) -> str:
        """A verb's lemma, those that say the same as one; auxiliaries before it are gone past."""
        self.fill()
        while self.any(MODAL) or self._aiming():
            self.fill()
        lemma = VERBS.get(self.word(), "")
        self.need(lemma)
        self.at += 1
        self.any("away up out back down off")
        return SAME.get(lemma, lemma)

    def _aiming(self) -> bool:
        """Go past "needs to", "decides to", "is going to", "had"."""
        word, following = self.word(), self.word(1)
        if following == "to" and VERBS.get(word) in ("decide", "plan", "want", "need", "have", "go"):
            self.at += 2
            return True
        perfect = word in ("has", "had", "have") and following in VERBS and following[-2:] in ("ed", "en")
        going = word in BE and following in VERBS and following[-3:] == "ing"
        self.at += perfect or going
        return perfect or going

    def someone(self) -> tuple[str, ...]:
        """Who: names, kin, a pronoun, or a thing that acts, like "the farmer"."""
        if self.word() in ("the", "all") and self.kind(1) == "n" and (several := self.maybe(self._several)):
            return several
        if self.word() == "the" and self.word(1) in _FOLK and self.word(2) not in ("of", "'s"):
            self.at += 2
            return self.people.pronoun("they")
        if self.eat("all of them", "both of them"):
            return EVERYBODY
        found = [self.one()]
        while self.kind() == "," and self.person(1):
            self.at += 1
            self.eat("and")
            found.append(self.one())
        if self.word() == "and" and self.person(1):
            self.at += 1
            found.append(self.one())
        whole = tuple(who for each in found for who in each)
        self.need(len(set(whole)) == len(whole))
        if len(whole) > 1:
            self.people.group = whole
        return whole

    def _several(self) -> tuple[str, ...]:
        """The three of them, the two friends."""
        self.eat("the", "all")
        place = self.number()
        if not self.eat("of them") and self.word() not in VERBS:
            self.noun()
        people = [who for who, gender in self.people.gender.items() if gender != "n"]
        self.need(self.people.counts[place] == len(people))
        self.people.idle.add(place)
        return EVERYBODY

    def person(self, ahead: int) -> bool:
        """Whether a person may begin at a token, an "and" left out."""
        ahead += self.word(ahead) == "and"
        if self.word(ahead) in POSSESSIVES:
            return self.word(ahead + 1) in PEOPLE or self.word(ahead + 2) in PEOPLE
        return self.at + ahead < len(self.tokens) and is_name(self.tokens, self.at + ahead, self.people.names)

    def one(self) -> tuple[str, ...]:
        """One person, or those whom a pronoun means."""
        word = self.word()
        if word in PRONOUNS:
            self.at += 1
            return self.people.pronoun(word)
        if word in POSSESSIVES:
            owner = self.people.pronoun(word)
            self.at += 1
            return self._kin(owner[0])
        if not self.person(0):
            return self.thing()
        name = self.name()
        if not self.eat("'s"):
            return (name,)
        return self.first(lambda: self._kin(name), lambda: self._possession(name))

    def name(self) -> str:
        """A name of one word or more."""
        words = [self.word()]
        self.at += 1
        while self.at < len(self.tokens) and is_name(self.tokens, self.at, self.people.names):
            words.append(self.word())
            self.at += 1
        return self.people.meet(" ".join(words), gender_of(words[0]))

    def _kin(self, owner: str) -> tuple[str, ...]:
        """Somebody's brother; also by name."""
        self.any("older younger little best twin elder big")
        word = self.any(_PEOPLE)
        self.need(word)
        comma = self.kind() == "," and self.kind(2) == ","
        at = self.at + comma
        if at < len(self.tokens) and is_name(self.tokens, at, self.people.names):
            self.at = at
            name = self.name()
            self.at += comma
            self.people.meet(name, PEOPLE[word])
            return (name,)
        return (self.people.meet(f"{owner}'s {word}", PEOPLE[word]),)

    def _possession(self, name: str) -> tuple[str, ...]:
        """Ann's garden."""
        return (self.people.meet(f"{name}'s {' '.join(self.noun())}", "n"),)

    def thing(self) -> tuple[str, ...]:
        """A noun that acts: the farmer, a bakery."""
        self.need(self.word() in ("the", "a", "an"))
        words = self.noun()
        return (self.people.meet(" ".join(words), "" if words[-1].endswith(AGENTS) else "n"),)

    def when(self) -> str:
        """A time that tells one amount from another: on Monday, in May, last week, the next day, in the morning."""
        self.any("on in during at for by that over")
        self.eat("the")
        words = []
        while word := self.any(ORDINALS):
            words.append(word)
        word = self.word()
        named = word in WEEKDAYS or word in MONTHS or word in SEASONS or (word in DAYTIME and not words)
        self.need(named or (words and (word in TIMES or self.any("one") or words == ["first"])))
        if named or word in TIMES:
            self.at += 1
            words.append(word)
        return " ".join(words)

    def unit(self) -> Noun:
        """What is counted by: per day, a week, each box, an hour."""
        word = self.any("per a an each every")
        self.need(word)
        self.need(one(self.word()) in TIMES or word in ("per", "each", "every") or self.content(0))
        noun = self.noun()
        return ("day",) if noun[-1] in ("morning", "afternoon", "evening", "night") else noun

    def whole(self) -> bool:
        """Go past words by which several are counted as one: "in total"; whether there are some."""
        return self.eat(*_WHOLE)

    def loose(self) -> bool:
        """Go past what changes nothing: "at the market", "for her brother", "to make lemonade"; whether any was."""
        found = False
        while self.maybe(self._loose):
            found = True
        return found

    def _loose(self) -> bool:
        """One phrase that changes nothing."""
        if self.eat("as a", "as an"):
            return bool(self.noun())
        word = self.any("at in from for on with to around near inside into by during after before")
        self.need(word)
        if self.person(0):
            own = self.word() in POSSESSIVES
            who = self.one()
            self.need(own or word in ("for", "from") or "'s " in who[0])
            return True
        if word == "to" and self.word() in VERBS:
            self.at += 1
            self.any("to at")
        several = self.maybe(self._several) if self.kind(1) == "n" else None  # "in the three towns"
        if several:
            return True
        self.any(_POSSESSIVES)
        self.need(self.kind() == "w" and self.word() not in ("each", "every"))
        noun = self.noun()
        if noun == ("end",) and self.eat("of the"):
            self.noun()
        self.need(noun[-1] not in TIMES and not TELLING.intersection(noun))
        return True

    def scaled(self, amount: Amount, noun: Noun) -> tuple[Amount, Noun]:
        """Cents as money."""
        return (Op("*", amount, Fraction(1, 100)), MONEY) if noun == ("cent",) else (amount, noun)
