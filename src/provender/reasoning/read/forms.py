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
    worth = Fraction(int(top), int(low or 1))
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
    """One template, compiled."""

    kind: str
    pattern: re.Pattern[str]
    convert: Sequence[tuple[str, Callable[[str], Any]]]

    def read(self, text: str) -> Values | None:
        """What the slots hold; None if the text has another form."""
        found = self.pattern.fullmatch(text)
        if found is None:
            return None
        values = {name: convert(found[name]) for name, convert in self.convert}
        return None if None in values.values() else values


def typed(templates: Templates, types: Mapping[str, str]) -> Templates:
    """The templates with a type for each slot that has one in `types`, so that a type is written once.

    >>> typed({"half": "{x} is half of {y}."}, {"x": "dec"})
    {'half': ['{x:dec} is half of {y}.']}
    """

    def with_types(template: str) -> str:
        return _SLOT.sub(lambda slot: f"{{{slot[1]}:{types[slot[1]]}}}" if slot[1] in types else slot[0], template)

    return {
        kind: [with_types(form) for form in ((said,) if isinstance(said, str) else said)]
        for kind, said in templates.items()
    }


class Forms:
    """All that a family understands of one thing (its questions, or its steps), in all its languages.

    Args:
        by_language: language -> kind -> template or templates.
        slots: further types of slots: name -> (pattern without groups, text -> value; None refuses the text).
    """

    def __init__(self, by_language: Mapping[str, Templates], slots: Mapping[str, Slot] | None = None) -> None:
        self._forms: dict[str, list[_Form]] = {}
        for language, templates in by_language.items():
            known = {**_SLOTS, "dec": _decimal(DECIMAL_SIGN[language]), **(slots or {})}
            self._forms[language] = [
                _compiled(kind, form, known)
                for kind, said in templates.items()
                for form in ((said,) if isinstance(said, str) else said)
            ]

    def read(self, text: str) -> Said | None:
        """What a text says in whichever language; None if it is not understood."""
        for language in self._forms:
            if said := self.read_in(language, text):
                return said
        return None

    def read_in(self, language: str, text: str) -> Said | None:
        """What a text says in one language."""
        for form in self._forms[language]:
            values = form.read(text)
            if values is not None:
                return Said(language, form.kind, values)
        return None


def _compiled(kind: str, template: str, known: Mapping[str, Slot]) -> _Form:
    """The template as a pattern; literal text stands for itself."""
    pattern, at = "", 0
    convert: list[tuple[str, Callable[[str], Any]]] = []
    for slot in _SLOT.finditer(template):
        pattern += re.escape(template[at : slot.start()])
        name, kind_of_slot = slot[1], slot[2] or ""
        if any(name == seen for seen, _ in convert):
            pattern += f"(?P={name})"
        else:
            shape, to_value = known[kind_of_slot]
            pattern += f"(?P<{name}>{shape})"
            convert.append((name, to_value))
        at = slot.end()
    return _Form(kind, re.compile(pattern + re.escape(template[at:])), tuple(convert))
