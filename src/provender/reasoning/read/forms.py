"""What a family understands: sentences with typed slots, by language and kind, read strictly or not at all.

    ASKS = Forms({
        "en": {"ask": ("Find the prime factors of {n}.", "Factorise {n}.")},
        "sw": {"ask": ("Tafuta vigawo tasa vya {n}.", "Changanua {n}.")},
    })
    ASKS.read("Factorise 84.")          Said(language="en", kind="ask", values={"n": 84})

A slot is {name} or {name:type}; the same name twice must hold the same text twice. Types:

    (none)     0, 84          int, no sign, no leading zero        int       -3, 84       int
    dec        2.5 (fr 2,5)   int or Fraction, signed              frac      -3, 7/4      int or Fraction, signed
    formula    3 × (4 − x)    term, by `read.formula`              list      2, 3, 5      tuple of int, unsigned
    word       Zuri           letters                              text      no . ? ! in it

Written apart from `render`: nothing here was ever compared with what is said there but by reading it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from provender.reasoning.read import formula

Values: TypeAlias = Mapping[str, Any]
Slot: TypeAlias = tuple[str, Callable[[str], Any]]  # a pattern without groups; text -> value, None refuses it
Templates: TypeAlias = Mapping[str, str | Sequence[str]]

_NATURAL = r"(?:0|[1-9][0-9]{0,39})"
_SLOT = re.compile(r"\{([a-z_][a-z0-9_]*)(?::([a-z]+))?\}")
DECIMAL_SIGN = {"en": ".", "sw": ".", "fr": ",", "es": ",", "de": ","}  # CLDR 45, decimal symbols


class Said(NamedTuple):
    """A sentence understood."""

    language: str
    kind: str
    values: Values


def signed(text: str) -> int:
    """An integer whose minus may be a hyphen or the sign."""
    return int(text.replace("−", "-"))


def ratio(text: str) -> int | Fraction:
    """An integer or a fraction a/b as written, b > 0; whole values as `int`."""
    top, _, low = text.replace("−", "-").partition("/")
    if not low:
        return int(top)
    worth = Fraction(int(top), int(low))
    return worth.numerator if worth.denominator == 1 else worth


def _decimal(point: str) -> Slot:
    """Decimals with this sign between whole part and rest; a trailing zero counts as written."""

    def convert(text: str) -> int | Fraction:
        whole, _, rest = text.replace("−", "-").partition(point)
        if not rest:
            return int(whole)
        worth = Fraction(int(whole + rest), 10 ** len(rest))  # four times as fast as `Fraction(text)`
        return worth.numerator if worth.denominator == 1 else worth

    return rf"[-−]?{_NATURAL}(?:{re.escape(point)}[0-9]{{1,40}})?", convert


_SLOTS: Mapping[str, Slot] = {
    "": (_NATURAL, int),
    "int": (rf"[-−]?{_NATURAL}", signed),
    "frac": (rf"[-−]?{_NATURAL}(?:/[1-9][0-9]{{0,39}})?", ratio),
    "formula": (formula.FORMULA, formula.parse),
    "list": (rf"{_NATURAL}(?:, {_NATURAL}){{0,99}}", lambda text: tuple(map(int, text.split(", ")))),
    "word": (r"[^\W\d_]{1,40}", str),
    "text": (r"[^.?!\n]{1,400}", str),
}


class _Form(NamedTuple):
    """One template as a pattern; an empty group closes it.

    Attributes:
        slots: name, group and text -> value of every slot.
        end: name of the empty group.
    """

    kind: str
    pattern: str
    slots: Sequence[tuple[str, str, Callable[[str], Any]]]
    end: str


class _Branches:
    """Forms as one pattern: `re` tries its branches in their order, and the last group tells which it was."""

    __slots__ = ("_fullmatch", "_taken")

    def __init__(self, language: str, forms: Sequence[_Form]) -> None:
        pattern = re.compile("|".join(form.pattern for form in forms) or "(?!)")
        self._fullmatch = pattern.fullmatch
        self._taken = {
            form.end: (
                language,
                place,
                form.kind,
                [(name, convert) for name, _, convert in form.slots],
                [pattern.groupindex[name] for name in (*(group for _, group, _ in form.slots), form.end)],
            )
            for place, form in enumerate(forms)
        }

    def read(self, text: str) -> Said | int | None:
        """What the first form that the text has says; that form's place, if one of its slots refuses its text."""
        found = self._fullmatch(text)
        if found is None:
            return None
        language, place, kind, slots, groups = self._taken[found.lastgroup]  # type: ignore[index]  # each has its end
        values: dict[str, Any] = {}
        for (name, convert), said in zip(slots, found.group(*groups)):  # noqa: B905  # the end has no slot
            values[name] = worth = convert(said)
            if worth is None:
                return place
        return Said(language, kind, values)


def typed(templates: Templates, types: Mapping[str, str]) -> Templates:
    """The templates with a type for each slot that has one in `types`, so that a type is written once.

    >>> typed({"half": "{x} is half of {y}."}, {"x": "dec"})
    {'half': ['{x:dec} is half of {y}.']}
    """

    def with_types(template: str) -> str:
        return _SLOT.sub(lambda slot: f"{{{slot[1]}:{types[slot[1]]}}}" if slot[1] in types else slot[0], template)

    return {kind: [with_types(form) for form in _several(said)] for kind, said in templates.items()}


class Forms:
    """All that a family understands of one thing (its questions, or its steps), in all its languages.

    Args:
        by_language: language -> kind -> template or templates.
        slots: further types of slots: name -> (pattern without groups, text -> value; None refuses the text).
    """

    def __init__(self, by_language: Mapping[str, Templates], slots: Mapping[str, Slot] | None = None) -> None:
        self._forms: dict[str, list[_Form]] = {}
        self._branches: dict[tuple[str, int], _Branches] = {}  # of a language's forms from this place on, once wanted
        for language, templates in by_language.items():
            known = {**_SLOTS, "dec": _decimal(DECIMAL_SIGN[language]), **(slots or {})}
            listed = [(kind, form) for kind, said in templates.items() for form in _several(said)]
            self._forms[language] = [_form(kind, form, known, f"_{place}") for place, (kind, form) in enumerate(listed)]

    def read(self, text: str) -> Said | None:
        """What a text says in whichever language; None if it is not understood."""
        for language in self._forms:
            if said := self.read_in(language, text):
                return said
        return None

    def read_in(self, language: str, text: str, start: int = 0) -> Said | None:
        """What a text says in one language, by the first of its forms, from the place `start`, that can read it."""
        branches = self._branches.get((language, start))
        if branches is None:
            branches = self._branches[language, start] = _Branches(language, self._forms[language][start:])
        said = branches.read(text)
        return self.read_in(language, text, start + said + 1) if isinstance(said, int) else said


def _several(said: str | Sequence[str]) -> Sequence[str]:
    """One template or several, as several."""
    return (said,) if isinstance(said, str) else said


def _form(kind: str, template: str, known: Mapping[str, Slot], mark: str) -> _Form:
    """The template as a pattern whose groups end in `mark`; literal text stands for itself."""
    pattern, at = "", 0
    slots: dict[str, tuple[str, str, Callable[[str], Any]]] = {}
    for slot in _SLOT.finditer(template):
        pattern += re.escape(template[at : slot.start()])
        name, group = slot[1], slot[1] + mark
        if name in slots:
            pattern += f"(?P={group})"
        else:
            shape, to_value = known[slot[2] or ""]
            pattern += f"(?P<{group}>{shape})"
            slots[name] = (name, group, to_value)
        at = slot.end()
    return _Form(kind, f"{pattern}{re.escape(template[at:])}(?P<{mark}>)", tuple(slots.values()), mark)
