"""Who is meant: names, kin, pronouns. A pronoun that may mean two people is not read."""

from collections.abc import Sequence
from fractions import Fraction

from provender.reasoning.read.questions.facts import EVERYBODY
from provender.reasoning.read.questions.lexicon import FILLERS, GENDER, POSSESSIVES, PRONOUNS, STOPS, VERBS, one
from provender.reasoning.read.questions.tokens import Token


class Unread(Exception):
    """The grammar does not understand."""


class Lost(Exception):
    """The grammar understands too little for any other reading to be tried."""


class People:
    """Everybody who has been spoken of, and who was spoken of last."""

    def __init__(self, names: frozenset[str], counts: Sequence[Fraction] = ()) -> None:
        self.names = names  # words written with a capital inside a sentence
        self.counts = counts  # the numbers of the text
        self.gender: dict[str, str] = {}  # who -> m, f, n for a thing, "" for unknown; in order of mention
        self.subject: tuple[str, ...] = ()
        self.group: tuple[str, ...] = ()
        self.actors: set[str] = set()
        self.idle: set[int] = set()  # places of numbers that only say how many people there are
        self.spoken: tuple[str, ...] = ()  # to whom an amount was compared last: "who" after a comma

    def copy(self) -> tuple[object, ...]:
        """All that is known by now, to go back to."""
        return dict(self.gender), self.subject, self.group, set(self.actors), set(self.idle), self.spoken

    def restore(self, kept: tuple[object, ...]) -> None:
        """Forget what was learned since."""
        self.gender, self.subject, self.group, self.actors, self.idle, self.spoken = kept  # type: ignore[assignment]

    def meet(self, who: str, gender: str = "") -> str:
        """Somebody is spoken of."""
        self.gender[who] = gender if self.gender.get(who, "?") in ("", "?") else self.gender[who]
        return who

    def pronoun(self, word: str) -> tuple[str, ...]:
        """Whom "she", "their" or "it" means.

        Raises:
            Unread: nobody, or one of several.
        """
        kind = PRONOUNS.get(word) or POSSESSIVES[word]
        if kind == "p":
            return self._they()
        if kind == "n":
            return self._one([who for who, gender in self.gender.items() if gender == "n"], "n")
        if word in POSSESSIVES or word in ("him", "her"):
            named = [who for who, gender in self.gender.items() if gender in (kind, "") and "'s " not in who]
            if len(named) == 1:
                return self._one(named, kind)
        sure = [who for who, gender in self.gender.items() if gender == kind]
        perhaps = [who for who, gender in self.gender.items() if gender == ""]
        return self._one([*sure, *perhaps], kind)

    def _one(self, found: Sequence[str], kind: str) -> tuple[str, ...]:
        """The only candidate; of several the last subject, if all others are of another sentence."""
        if len(found) > 1:
            found = [who for who in found if (who,) == self.subject]
        if len(found) != 1:
            raise Unread("whom a pronoun means")
        self.meet(found[0], kind)
        return (found[0],)

    def _they(self) -> tuple[str, ...]:
        """Those who were named together, or everybody."""
        if self.group:
            return self.group
        if len(self.subject) == 1 and self.gender.get(self.subject[0]) == "n":
            return self.subject
        people = [who for who, gender in self.gender.items() if gender != "n"]
        if len(people) == 1:
            return tuple(people)
        if len(people) < 2:
            raise Unread("who they are")
        return EVERYBODY


def is_name(tokens: Sequence[Token], at: int, names: frozenset[str]) -> bool:
    """Whether the token at a place is a name."""
    token = tokens[at]
    if token.kind != "w" or not token.name or token.text in STOPS:
        return False
    if at > 0 or token.text in GENDER or token.text in names:
        return True
    following = tokens[at + 1] if len(tokens) > 1 else token
    if following.text == "and" and len(tokens) > 2:
        return tokens[at + 2].name
    known = token.text in VERBS or token.text in FILLERS or one(token.text) != token.text
    return following.name or (
        not known and (following.text == "'s" or following.text in VERBS or following.text == "is")
    )


def gender_of(name: str) -> str:
    """m or f where a name tells, else ""."""
    return GENDER.get(name, "")
