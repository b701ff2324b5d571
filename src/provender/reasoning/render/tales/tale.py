"""A story as it is told: what is abstract gets names, things and money of a culture, and words of a language.

    Fact("more", {"A": "p2", "n": 5, "N": "t1", "B": "p1"})      Juma has 5 more books than Amina.

The letters of a slot say what fills it: A and B people, N things, C containers, K those who share, T units of time,
M money, L a place, F a feast, D a distance, G grams, W a day of the week, n and m numbers. What fills it is a symbol
of the abstract problem ("p2", the second person who is mentioned) and means another word in every language and culture.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias

from provender.core.claim import Claim, Term
from provender.core.seeds import Stream
from provender.reasoning.cultures import PACKS, Culture, Pack
from provender.reasoning.problem import Language
from provender.reasoning.render.tales import de, en, es, fr, sw
from provender.reasoning.render.wording import Wording

LANGUAGES = {"en": en, "sw": sw, "fr": fr, "es": es, "de": de}
WORDING = Wording({language: {**spoken.SENTENCES, **spoken.STEPS} for language, spoken in LANGUAGES.items()})
if twice := en.SENTENCES.keys() & en.STEPS.keys():
    raise ValueError(f"kinds of sentences that are steps as well: {sorted(twice)}")

_ANYWHERE = (
    ("c", ("box", "basket", "bag", "shelf")),
    ("k", ("child", "pupil", "guest", "worker", "farmer", "teacher")),
    ("u", ("hour", "day", "week", "month")),
)

Node: TypeAlias = tuple[str, ...]
Filler: TypeAlias = str | int | tuple[str, ...]
Slots: TypeAlias = dict[str, Filler]


class Fact(NamedTuple):
    """One sentence of a question: its kind, and the symbols and numbers that fill its slots in the order of mention."""

    kind: str
    slots: Slots


class Digits(int):
    """A number in digits, whatever noun it stands with."""

    def __format__(self, agrees: str) -> str:
        return int.__repr__(self)


class Spelt(Digits):
    """A number that is written in words to ten."""

    def __new__(cls, number: int, spell: Callable[[int, str], str]) -> "Spelt":
        made = super().__new__(cls, number)
        made.spell = spell
        return made

    spell: Callable[[int, str], str]

    def __format__(self, agrees: str) -> str:
        return self.spell(int(self), agrees) if 0 < self <= 10 else int.__repr__(self)


@lru_cache(maxsize=1024)
def _person(language: Language, name: str) -> object:
    """A name as the language's sentences want it."""
    return LANGUAGES[language].person(name)


class _Cast(dict[str, object]):
    """What every symbol stands for, drawn when it is first mentioned: names and things by chance, no two alike."""

    def __init__(self, rng: Stream, language: Language, pack: Pack) -> None:
        nouns = LANGUAGES[language].NOUNS
        super().__init__(
            money=nouns[pack.money],
            place=nouns[pack.place],
            feast=nouns[pack.feast],
            distance=nouns[pack.distance],
            gram=nouns["gram"],
        )
        self._draw = rng.below
        self._language: Language = language
        self._nouns = nouns
        self._monday = pack.monday
        self._left = {letter: [*words] for letter, words in (("p", pack.names), ("t", pack.things), *_ANYWHERE)}

    def __missing__(self, symbol: str) -> object:
        if symbol[0] == "d":  # d1 is the week's first day
            return self._nouns[f"day{(int(symbol[1:]) - 1 - self._monday) % 7}"]
        left = self._left[symbol[0]]
        word = left.pop(self._draw(len(left)))
        self[symbol] = meant = _person(self._language, word) if symbol[0] == "p" else self._nouns[word]
        return meant


class Tale:
    """A story in one language and culture. What it draws is the same in all of them."""

    __slots__ = ("_cast", "_number", "_people", "_rng", "_say")

    def __init__(self, rng: Stream, language: Language, culture: Culture, *, words: bool = False) -> None:
        spoken = LANGUAGES[language]
        self._say = WORDING[language]
        self._rng = rng
        self._people = spoken.people
        self._number: Callable[[int], Digits] = partial(_spelt, spoken.number) if words else Digits
        self._cast = _Cast(rng, language, PACKS[culture])

    def question(self, facts: Iterable[Fact]) -> str:
        """All sentences in order; now and then the scene is set first."""
        scene = [Fact("scene", {"L": "place", "F": "feast"})] if self._rng.chance(1, 2) else []
        return " ".join([self.tell(fact) for fact in (*scene, *facts)])

    def tell(self, fact: Fact) -> str:
        """The sentence that says a fact, in one of its forms."""
        form = self._rng.below(WORDING.forms(fact.kind))
        return self._say(fact.kind, form, **{slot: self._shown(filler) for slot, filler in fact.slots.items()})

    def step(self, fact: Fact, work: str, value: object) -> str:
        """The sentence that works something out: `work` is "12 + 5", `value` 17."""
        form = self._rng.below(WORDING.forms(fact.kind))
        shown = {slot: self._shown(filler) for slot, filler in fact.slots.items()}
        return self._say(fact.kind, form, work=work, v=value, **shown)

    def amount(self, symbol: str, value: object) -> str:
        """A number of things, as an answer."""
        return self._say("amount", v=value, N=self._cast[symbol])

    def age(self, value: object) -> str:
        """A number of years, as an answer."""
        return self._say("years", v=value)

    def _shown(self, filler: Filler) -> object:
        """What fills a slot, in words."""
        if isinstance(filler, int):
            return self._number(filler)
        if isinstance(filler, str):
            return self._cast[filler]
        return self._people([str(self._cast[symbol]) for symbol in filler])


def _spelt(spell: Callable[[int, str], str], number: int) -> Digits:
    """A number that is written in words to ten."""
    return Spelt(number, spell)


def in_order_of_mention(facts: Iterable[Fact]) -> dict[str, str]:
    """New symbols for people and things, numbered as a reader meets them: "p3" -> "p1" where p3 is named first."""
    change: dict[str, str] = {}
    counts: dict[str, int] = {}
    fillers = [filler for _, slots in facts for filler in slots.values()]
    for symbol in [part for filler in fillers for part in (filler if isinstance(filler, tuple) else (filler,))]:
        if isinstance(symbol, str) and symbol not in change and symbol[-1].isdecimal() and symbol[0] != "d":
            counts[symbol[0]] = counts.get(symbol[0], 0) + 1
            change[symbol] = f"{symbol[0]}{counts[symbol[0]]}"
    return change


def renamed(term: Term, change: Mapping[str, str]) -> Term:
    """The term with other symbols."""
    if isinstance(term, tuple):
        return tuple([renamed(part, change) for part in term])
    return change.get(term, term) if isinstance(term, str) else term


def renamed_claims(claims: Sequence[Claim], change: Mapping[str, str]) -> tuple[Claim, ...]:
    """Claims with other symbols."""
    return tuple([Claim(claim.relation, tuple([renamed(term, change) for term in claim.args])) for claim in claims])


def renamed_fact(fact: Fact, change: Mapping[str, str]) -> Fact:
    """A fact with other symbols."""
    slots: Slots = {}
    for slot, filler in fact.slots.items():
        if isinstance(filler, tuple):
            slots[slot] = tuple([change.get(symbol, symbol) for symbol in filler])
        else:
            slots[slot] = change.get(filler, filler) if isinstance(filler, str) else filler
    return Fact(fact.kind, slots)
