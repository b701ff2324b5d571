"""What a family says: templates with named slots, by language and kind of sentence.

    WORDS = Wording({
        "en": {"ask": ("Find the prime factors of {n}.", "Factorise {n}."), "divide": "{n} ÷ {p} = {q}."},
        "sw": {"ask": ("Tafuta vigawo tasa vya {n}.", "Changanua {n}."), "divide": "{n} ÷ {p} = {q}."},
    })
    WORDS["sw"]("divide", n=84, p=2, q=42)          "84 ÷ 2 = 42."

Every language says every kind in as many ways, with the same slots: so what is drawn never depends on the language.
"""

from collections.abc import Callable, Mapping, Sequence
from string import Formatter
from typing import TypeAlias

Templates: TypeAlias = Mapping[str, str | Sequence[str]]


class Voice:
    """One language's sentences. Calling it says one: the kind, which of its forms, and what fills the slots."""

    __slots__ = ("_say",)

    def __init__(self, templates: Templates) -> None:
        self._say: Mapping[str, tuple[Callable[[Mapping[str, object]], str], ...]] = {
            kind: tuple([form.format_map for form in _forms(said)]) for kind, said in templates.items()
        }

    def __call__(self, kind: str, form: int = 0, /, **slots: object) -> str:
        """The sentence.

        Raises:
            KeyError: no such kind, or a slot is not filled.
        """
        return self._say[kind][form](slots)

    def fill(self, kind: str, form: int, slots: Mapping[str, object]) -> str:
        """The same for slots that are in a mapping already."""
        return self._say[kind][form](slots)


class Wording:
    """All that a family says, in all its languages.

    Raises:
        ValueError: a language lacks a kind, or says it in fewer ways or with other slots than the first one.
    """

    def __init__(self, by_language: Mapping[str, Templates]) -> None:
        first, *others = by_language
        for language in others:
            _insist_alike(first, by_language[first], language, by_language[language])
        self._voices = {language: Voice(templates) for language, templates in by_language.items()}
        self._counts = {kind: len(_forms(said)) for kind, said in by_language[first].items()}

    def __getitem__(self, language: str) -> Voice:
        return self._voices[language]

    def forms(self, kind: str) -> int:
        """In how many ways a kind is said."""
        return self._counts[kind]


def _forms(said: str | Sequence[str]) -> Sequence[str]:
    """One template or several, as several."""
    return (said,) if isinstance(said, str) else said


def _insist_alike(first: str, known: Templates, language: str, said: Templates) -> None:
    """Refuse a language that says other things than the first."""
    if known.keys() != said.keys():
        raise ValueError(f"{language} and {first} differ in kinds: {sorted(known.keys() ^ said.keys())}")
    for kind in known:
        if [_slots(form) for form in _forms(known[kind])] != [_slots(form) for form in _forms(said[kind])]:
            raise ValueError(f"{language} and {first} differ in the forms or slots of {kind!r}")


def _slots(template: str) -> set[str]:
    """The names of a template's slots."""
    return {name.partition(".")[0].partition("[")[0] for _, name, _, _ in Formatter().parse(template) if name}
