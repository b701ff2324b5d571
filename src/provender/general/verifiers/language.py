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
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, NamedTuple

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict

NAME = "general/language"
TAG = "language"

_WORD = re.compile(r"[^\W\d_]{2,}")
_WRITTEN = frozenset(
    [
        "en",
        "de",
        "fr",
        "es",
        "sw",
        "it",
        "pt",
        "nl",
        "pl",
        "ro",
        "cs",
        "hu",
        "sv",
        "da",
        "fi",
        "el",
        "tr",
        "ru",
        "uk",
        "ar",
        "fa",
        "he",
        "hi",
        "bn",
        "ta",
        "ur",
        "zh",
        "ja",
        "ko",
        "vi",
        "id",
        "th",
        "ha",
        "yo",
        "am",
        "so",
        "zu",
    ]
)
_LITTLE = {  # words that none of the other four languages has
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "is",
            "are",
            "how",
            "many",
            "what",
            "does",
            "there",
            "that",
            "this",
            "with",
            "from",
            "have",
            "has",
            "each",
            "were",
            "was",
            "she",
            "they",
        ]
    ),
    "de": frozenset(
        [
            "der",
            "das",
            "und",
            "ist",
            "sind",
            "wie",
            "viele",
            "nicht",
            "auf",
            "mit",
            "ein",
            "eine",
            "einen",
            "den",
            "dem",
            "zu",
            "sich",
            "hat",
            "wird",
            "werden",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "les",
            "est",
            "et",
            "sont",
            "combien",
            "dans",
            "pour",
            "avec",
            "qui",
            "sur",
            "des",
            "du",
            "au",
            "aux",
            "elle",
            "il",
            "ont",
            "cette",
            "donc",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "los",
            "las",
            "y",
            "es",
            "son",
            "cuántos",
            "cuántas",
            "para",
            "con",
            "por",
            "del",
            "al",
            "una",
            "tiene",
            "hay",
            "como",
            "más",
            "cada",
        ]
    ),
    "sw": frozenset(
        [
            "ya",
            "wa",
            "na",
            "kwa",
            "ni",
            "ngapi",
            "katika",
            "kila",
            "za",
            "la",
            "cha",
            "vya",
            "hii",
            "kuna",
            "yake",
            "wote",
            "watu",
            "sawa",
            "lakini",
            "kama",
        ]
    ),
}
_PART = 32  # words that are looked at, at the beginning and at the end


class _Seen(NamedTuple):
    """The best guess and how sure it is, among all languages and among the recipe's."""

    language: str
    sure: float


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
        return [self._verdict(record) for record in records]

    def _verdict(self, record: Record) -> Verdict:
        """One record's verdict."""
        said = record.tags.get(TAG, "")
        expected = (said,) if said else self.languages
        if not expected:
            return _abstain(record, "nobody says which language it is in")
        if not _known().issuperset(expected):
            return _abstain(record, "a language unknown here")
        told = _WORD.findall(record.payload.text())
        if len(told) < self.words:
            return _abstain(record, "too few words to tell its language")
        parts = [told[:_PART], told[-_PART:]] if len(told) > _PART * 3 // 2 else [told]
        seen = [self._look(" ".join(part), expected) for part in parts]
        if wrong := [each for each in seen if each.language not in expected and each.sure >= self.sure]:
            evidence = {"says": "/".join(expected), "looks like": wrong[0].language, "sure": f"{wrong[0].sure:.3f}"}
            reason = "written in another language than it says"
            return Verdict(record=record.key, verifier=NAME, outcome=Outcome.FAIL, reason=reason, evidence=evidence)
        if all(each.language in expected for each in seen):
            return Verdict(record=record.key, verifier=NAME, outcome=Outcome.PASS, grade=Grade.SCREENED)
        return _abstain(record, "its language is not clear")

    def _look(self, text: str, expected: Sequence[str]) -> _Seen:
        """What a text looks like: another language where one is sure among all, or among those of the recipe."""
        if len(expected) == 1 and _plainly(text, expected[0]):
            return _Seen(expected[0], 1.0)
        model = _among(frozenset(expected))
        best, sure = model.classify(text)
        if best in expected or sure >= self.sure:
            return _Seen(best, sure)
        ranks = dict(model.rank(text))
        near = {language: ranks[language] for language in {*self.languages, *expected} & ranks.keys()}
        among = max(near, key=lambda language: near[language])
        return _Seen(among, near[among] / (sum(near.values()) or 1.0))


def _abstain(record: Record, reason: str) -> Verdict:
    """No word on a record."""
    return Verdict(record=record.key, verifier=NAME, outcome=Outcome.ABSTAIN, reason=reason)


def _plainly(text: str, language: str) -> bool:
    """Whether three little words of a language stand in a text, and none of its neighbours': a tenth of the cost."""
    told = set(text.lower().split())
    if len(told & _LITTLE.get(language, frozenset())) < 3:
        return False
    return all(told.isdisjoint(little) for other, little in _LITTLE.items() if other != language)


@cache
def _model() -> LanguageIdentifier:
    """The model that comes with the package, read once a process."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _among(expected: frozenset[str]) -> LanguageIdentifier:
    """The model for languages that are expected and those that much is written in: rare ones only resemble these."""
    model = copy(_model())
    model.set_languages(sorted((expected | _WRITTEN) & _known()))
    return model


@cache
def _known() -> frozenset[str]:
    """Codes of the languages that the model knows."""
    return frozenset(_model().labels)
