"""The language that a record says it is in, held against its words (langid's byte n-grams, by py3langid).

    >>> from provender.core.record import Origin, Record
    >>> from provender.general.passage import Passage
    >>> words = "The tailor cuts the cloth into twenty equal pieces and sells three of them."
    >>> told = Record(payload=Passage(words), origin=Origin(source="x", version="", recipe="", seed=0, index=0),
    ...               tags={"language": "sw"})
    >>> Language()([told])[0].reason
    'written in another language than it says'

Formulas and names are no language: only words count, and under six of them nothing is said. The beginning and the end
are looked at apart, so that an answer in another language than its question is noticed.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict
from provender.general.tongues import among, known

NAME = "general/language"
TAG = "language"

_WORD = re.compile(r"[^\W\d_]{2,}")
_LITTLE = {  # words that none of the other four languages has
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and is are how many what does there that this with from have has each were was she they",
        "de": "der das und ist sind wie viele nicht auf mit ein eine einen den dem zu sich hat wird werden",
        "fr": "le les est et sont combien dans pour avec qui sur des du au aux elle il ont cette donc",
        "es": "el los las y es son cuántos cuántas para con por del al una tiene hay como más cada",
        "sw": "ya wa na kwa ni ngapi katika kila za la cha vya hii kuna yake wote watu sawa lakini kama",
    }.items()
}
_BATCH = 1024  # texts that are held against the model at once
_PART = 32  # words that are looked at, at the beginning and at the end


class _Seen(NamedTuple):
    """The best guess and how sure it is, among all languages and among the recipe's."""

    language: str
    sure: float


class _Words(NamedTuple):
    """The words of a record that are looked at, in one or two parts, and the languages that they may be in."""

    parts: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    silent: str = ""  # why nothing is said of them


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Refuses what is surely in another language; abstains on short and mathematical text.

    Attributes:
        languages: ISO 639-1 codes of the languages that the recipe makes; set by the recipe's own where it is left
            out. A record's tag `language`, where it has one, says which of them it is.
        words: fewer than so many words of two letters say nothing, >= 1.
        sure: probability from which another language is believed, in (0.5, 1].

    Guarantees:
        A text in a language that the model does not know, or of too few words, is neither passed nor failed.
    """

    screens: ClassVar[bool] = True

    languages: tuple[str, ...] = ()
    words: int = 6
    sure: float = 0.9

    def __post_init__(self) -> None:
        if self.words < 1 or not 0.5 < self.sure <= 1:
            wrong = f"words={self.words}" if self.words < 1 else f"sure={self.sure}"
            raise RecipeError(f"{wrong} is out of range", where=NAME, mend="give words >= 1 and 0.5 < sure <= 1")

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """Judge each record's words."""
        words = [self._words(record) for record in records]
        seen = self._seen({(part, each.expected) for each in words for part in each.parts})
        return [
            self._verdict(record, each, [seen[part, each.expected] for part in each.parts])
            for record, each in zip(records, words, strict=True)
        ]

    def _words(self, record: Record) -> _Words:
        """What is looked at of a record."""
        said = record.tags.get(TAG, "")
        expected = (said,) if said else self.languages
        if not expected:
            return _Words(silent="nobody says which language it is in")
        if not known().issuperset(expected):
            return _Words(silent="a language unknown here")
        told = _WORD.findall(record.payload.text())
        if len(told) < self.words:
            return _Words(silent="too few words to tell its language")
        parts = (told[:_PART], told[-_PART:]) if len(told) > _PART * 3 // 2 else (told,)
        return _Words(tuple(" ".join(part) for part in parts), expected)

    def _seen(self, asked: Collection[tuple[str, tuple[str, ...]]]) -> dict[tuple[str, tuple[str, ...]], _Seen]:
        """What each text looks like to whom expects some languages."""
        seen = {each: _Seen(each[1][0], 1.0) for each in asked if len(each[1]) == 1 and _plainly(each[0], each[1][0])}
        for expected in sorted({each[1] for each in asked}):
            model = among(frozenset(expected))
            texts = sorted(text for text, whose in asked if whose == expected and (text, whose) not in seen)
            for start in range(0, len(texts), _BATCH):
                batch = texts[start : start + _BATCH]
                for text, shares in zip(batch, model.shares(batch), strict=True):
                    seen[text, expected] = self._best(model.labels, shares, expected)
        return seen

    def _best(self, labels: Sequence[str], shares: NDArray[np.float32], expected: Sequence[str]) -> _Seen:
        """Another language where one is sure among all, or among those of the recipe."""
        place = int(shares.argmax())
        if labels[place] in expected or shares[place] >= self.sure:
            return _Seen(labels[place], float(shares[place]))
        near = {label: float(shares[labels.index(label)]) for label in {*self.languages, *expected} & set(labels)}
        among = max(sorted(near), key=lambda label: near[label])
        return _Seen(among, near[among] / (sum(near.values()) or 1.0))

    def _verdict(self, record: Record, words: _Words, seen: Sequence[_Seen]) -> Verdict:
        """One record's verdict."""
        expected = words.expected
        if words.silent:
            return _abstain(record, words.silent)
        if wrong := [each for each in seen if each.language not in expected and each.sure >= self.sure]:
            evidence = {"says": "/".join(expected), "looks like": wrong[0].language, "sure": f"{wrong[0].sure:.3f}"}
            reason = "written in another language than it says"
            return Verdict(record=record.key, verifier=NAME, outcome=Outcome.FAIL, reason=reason, evidence=evidence)
        if all(each.language in expected for each in seen):
            return Verdict(record=record.key, verifier=NAME, outcome=Outcome.PASS, grade=Grade.SCREENED)
        return _abstain(record, "its language is not clear")


def _abstain(record: Record, reason: str) -> Verdict:
    """No word on a record."""
    return Verdict(record=record.key, verifier=NAME, outcome=Outcome.ABSTAIN, reason=reason)


def _plainly(text: str, language: str) -> bool:
    """Whether three little words of a language stand in a text, and none of its neighbours': a tenth of the cost."""
    told = set(text.lower().split())
    if len(told & _LITTLE.get(language, frozenset())) < 3:
        return False
    return all(told.isdisjoint(little) for other, little in _LITTLE.items() if other != language)
