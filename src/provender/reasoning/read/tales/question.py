"""Reading a whole word problem: its sentences in whichever language, and symbols for whom and what they mention.

People and things get symbols in the order in which they are mentioned, "p1", "p2", "t1": the same in every language and
culture, so that what is proved is the abstract problem.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, NoReturn

from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.tales.de import GERMAN
from provender.reasoning.read.tales.en import ENGLISH
from provender.reasoning.read.tales.es import SPANISH
from provender.reasoning.read.tales.fr import FRENCH
from provender.reasoning.read.tales.grammar import Grammar, Result, Said
from provender.reasoning.read.tales.sw import SWAHILI

MOST_SENTENCES = 64  # a longer question is not of this kind, and may be hostile

_LANGUAGES = {"en": ENGLISH, "sw": SWAHILI, "fr": FRENCH, "es": SPANISH, "de": GERMAN}
_COUNTED = {"N": "t", "C": "c", "K": "k", "T": "u"}
_ALONE = {"M": "money", "L": "place", "F": "feast", "D": "distance", "G": "gram"}


@lru_cache(maxsize=64)
def grammar(language: str, family: str) -> Grammar:
    """One language's sentences of one family, made when they are first wanted."""
    spoken = _LANGUAGES[language]
    return Grammar(spoken, spoken.facts[family], spoken.results[family])


class Told(NamedTuple):
    """A sentence of a question: its kind, its numbers and the symbols of whom and what it mentions."""

    kind: str
    slots: Mapping[str, Any]


class Mentions:
    """Whom and what a question has mentioned, by slot and word."""

    __slots__ = ("_counts", "_first_day", "_known")

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        self._first_day: int | None = None

    def meet(self, said: Said) -> Told:
        """The sentence with symbols in place of words; what was not mentioned before gets one.

        Raises:
            Wrong: a second currency, place or measure.
        """
        slots: dict[str, Any] = {}
        for slot, filler in said.values.items():
            slots[slot] = filler if slot in "12" else self._symbol(slot[0], filler)
        return Told(said.kind, slots)

    def recall(self, said: Said) -> Told | None:
        """The sentence with symbols in place of words; None if it speaks of what the question does not mention."""
        slots = {
            slot: self._day(filler) if slot == "W" else self._known.get((_kind_of(slot[0]), filler))
            for slot, filler in said.values.items()
        }
        return None if None in slots.values() else Told(said.kind, slots)

    def word(self, symbol: str) -> str:
        """What a symbol stands for: a name or a lemma; a lemma stands for itself."""
        return next((word for (_, word), known in self._known.items() if known == symbol), symbol)

    def _symbol(self, slot: str, word: str) -> str:
        """The symbol of a word, a new one if need be."""
        if slot == "W":
            return self._day(word)
        kind = _kind_of(slot)
        known = self._known.get((kind, word))
        if known is None:
            count = self._counts[kind] = self._counts.get(kind, 0) + 1
            if kind in _ALONE.values() and count > 1:
                raise Wrong("question mixes units or places", second=word)
            known = self._known[kind, word] = kind if kind in _ALONE.values() else f"{kind}{count}"
        return known

    def _day(self, word: str) -> str:
        """A weekday, counted from the first one that is mentioned: "d1" to "d7"."""
        day = int(word.removeprefix("day"))
        if self._first_day is None:
            self._first_day = day
        return f"d{(day - self._first_day) % 7 + 1}"


def _kind_of(slot: str) -> str:
    """What is numbered together: both of A and B are people."""
    return _ALONE.get(slot) or _COUNTED.get(slot, "p")


class Question(NamedTuple):
    """A question as it was read: what is told, and what is asked last."""

    language: str
    told: Sequence[Told]
    asked: Told
    mentions: Mentions
    family: str

    def step(self, text: str) -> "tuple[Told, Result] | None":
        """What the sentence of a step says of whom and what the question mentions; None if it cannot be read."""
        result = grammar(self.language, self.family).step(text)
        if result is None:
            return None
        told = self.mentions.recall(result.said)
        return None if told is None else (told, result)

    def amount(self, value: object, symbol: str) -> str:
        """A number of what a symbol stands for, as an answer."""
        many = grammar(self.language, self.family).many[self.mentions.word(symbol)]
        return _LANGUAGES[self.language].amount.format(value, many)

    def age(self, value: object) -> str:
        """A number of years, as an answer."""
        spoken = _LANGUAGES[self.language]
        return spoken.amount.format(value, spoken.years)


def read(text: str, family: str) -> "Question | None":
    """The question in whichever language; None if it is of another kind.

    Raises:
        Wrong: it mixes units.
    """
    body, _, last = text.rpartition(". ")
    sentences = body.split(". ")
    asked = last.removesuffix(".")
    if not body or len(sentences) > MOST_SENTENCES or (asked == last) != last.endswith("?"):
        return None
    for language in _LANGUAGES:
        known = grammar(language, family)
        said = known.fact(asked)
        if said is not None and said.kind.startswith("ask"):
            return _read(known, language, [*sentences, asked], family)
    return None


def _read(known: Grammar, language: str, sentences: Sequence[str], family: str) -> "Question | None":
    """All sentences, in a language that has been found; only the last one asks, and only the first sets a scene."""
    mentions = Mentions()
    told: list[Told] = []
    for place, sentence in enumerate(sentences, 1):
        said = known.fact(sentence)
        if said is None or said.kind.startswith("ask") != (place == len(sentences)) or (said.kind == "scene" and told):
            return None
        told.append(mentions.meet(said))
    return Question(language, [fact for fact in told[:-1] if fact.kind != "scene"], told[-1], mentions, family)


def twice(quantity: object) -> NoReturn:
    """Refuse a quantity that is stated twice: which is meant?"""
    raise Wrong("question states a quantity twice", quantity=quantity)
