"""Reading linear equations and the sentences that work on them, in each language.

"(3) Multiply (1) by 2: 4x + 6y = 14."  ->  ("scale", ["1", "2"], "4x + 6y = 14")
"4x + 6y = 14"                          ->  Row((4, 6), (14, 1), (("+", ("*", 4, "x"), ("*", 6, "y")), 14))
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from math import gcd
from typing import NamedTuple

from provender.core.claim import Term

MOST_CHARACTERS = 4000  # longer text is not of this kind, and may be hostile

Value = tuple[int, int]  # numerator, denominator > 0, in lowest terms


class Row(NamedTuple):
    """An equation as read: coefficients by unknown, right-hand side, and the claim's arguments."""

    coefficients: tuple[int, ...]
    right: Value
    args: tuple[Term, ...]


class System(NamedTuple):
    """A question as read: letter -> place, and the equations in order."""

    letters: Mapping[str, int]
    rows: tuple[Row, ...]


_LIST = r"([a-z](?:, [a-z])?) %s ([a-z])"
_QUESTIONS = {
    "en": re.compile(
        rf"(?:Solve the system of equations: |Find {_LIST % 'and'}: |What are {_LIST % 'and'}\? )\(1\) (.+)\."
    ),
    "sw": re.compile(
        rf"(?:Tatua mfumo wa milinganyo: |Tafuta {_LIST % 'na'}: |Thamani za {_LIST % 'na'} ni zipi\? )\(1\) (.+)\."
    ),
}
_OPENINGS = {"Sol": "en", "Fin": "en", "Wha": "en", "Tat": "sw", "Taf": "sw", "Tha": "sw"}

_REF = r"\(([0-9]{1,4})\)"
_BY = r"(-?[0-9]{1,40})"
_LINKS = {"en": (": ", " gives "), "sw": (": ", " tunapata ")}
_RULES = {
    "en": (
        ("scale", ("Multiply", "Multiplying"), rf"{_REF} by {_BY}"),
        ("add", ("Add", "Adding"), rf"{_REF} and {_REF}"),
        ("subtract", ("Subtract", "Subtracting"), rf"{_REF} from {_REF}"),
        ("divide", ("Divide", "Dividing"), rf"{_REF} by {_BY}"),
        ("put", ("Put", "Putting"), rf"(.+) into {_REF}"),
        ("simplify", ("Simplify", "Simplifying"), _REF),
        ("check", ("Check", "Checking"), rf"in {_REF}"),
    ),
    "sw": (
        ("scale", ("Zidisha", "Tukizidisha"), rf"{_REF} kwa {_BY}"),
        ("add", ("Jumlisha", "Tukijumlisha"), rf"{_REF} na {_REF}"),
        ("subtract", ("Toa", "Tukitoa"), rf"{_REF} kutoka {_REF}"),
        ("divide", ("Gawanya", "Tukigawanya"), rf"{_REF} kwa {_BY}"),
        ("put", ("Weka", "Tukiweka"), rf"(.+) katika {_REF}"),
        ("simplify", ("Rahisisha", "Tukirahisisha"), _REF),
        ("check", ("Hakiki", "Tukihakiki"), rf"katika {_REF}"),
    ),
}
# language -> verb -> rule and the sentence up to its equation
_SENTENCES: Mapping[str, Mapping[str, tuple[str, "re.Pattern[str]"]]] = {
    language: {
        verb: (rule, re.compile(rf"{_REF} {verb} {middle}{link}"))
        for rule, verbs, middle in rules
        for verb, link in zip(verbs, _LINKS[language], strict=True)
    }
    for language, rules in _RULES.items()
}
_PIECE = re.compile(r"(-?)([2-9]|[1-9][0-9]{1,39})?([a-z])")
_WHOLE = re.compile(r"-?[1-9][0-9]{0,39}|0")
FIRST = "first"  # stands for the sign of a sum's first term, which has none
_SIGNS = {FIRST: "", "+": "", "-": "-"}


@lru_cache(maxsize=8192)
def number(text: str) -> Value | None:
    """A whole number or a fraction in lowest terms, in its only spelling; else None."""
    top, slash, bottom = text.partition("/")
    if not _WHOLE.fullmatch(top):
        return None
    if not slash:
        return int(top), 1
    if not _WHOLE.fullmatch(bottom) or int(bottom) < 2 or gcd(int(top), int(bottom)) != 1:
        return None
    return int(top), int(bottom)


def rational(value: Value) -> Term:
    """The term of a rational."""
    return value[0] if value[1] == 1 else ("/", value[0], value[1])


@lru_cache(maxsize=8192)
def piece(sign: str, token: str) -> tuple[int, str, Term] | None:
    """One term of a sum behind its sign, e.g. "-", "3y" -> (-3, "y", ("*", -3, "y"))."""
    match = _PIECE.fullmatch(token)
    if match is None or sign not in _SIGNS or (sign != FIRST and match[1]):
        return None
    coefficient = int((match[1] or _SIGNS[sign]) + (match[2] or "1"))
    letter = match[3]
    return coefficient, letter, letter if coefficient == 1 else ("*", coefficient, letter)


@lru_cache(maxsize=8192)
def product(sign: str, token: str, factor: str) -> tuple[int, Value, Term] | None:
    """A term with a value put in, e.g. "-", "3", "(1/2)"; only whole numbers >= 0 stand without brackets."""
    bare = factor[1:-1] if factor[:1] == "(" and factor[-1:] == ")" else factor
    first, value = number(token), number(bare)
    if first is None or value is None or (bare == factor) != bare.isdecimal():
        return None
    if first[1] != 1 or sign not in _SIGNS or (sign != FIRST and first[0] < 0):
        return None
    coefficient = -first[0] if sign == "-" else first[0]
    return coefficient, value, ("*", coefficient, rational(value))


def row(text: str, letters: Mapping[str, int]) -> Row | None:
    """An equation with all its unknowns on the left, in their order; None if it is not one."""
    left, _, right = text.partition(" = ")
    value = number(right)
    if value is None:
        return None
    stated = value[0] if value[1] == 1 else ("/", *value)
    tokens = left.split(" ")
    coefficients = [0] * len(letters)
    terms = []
    last = -1
    sign = FIRST
    for at, token in enumerate(tokens):
        if at % 2:
            sign = token
            continue
        found = piece(sign, token)
        if found is None or letters.get(found[1], -1) <= last:
            return None
        last = letters[found[1]]
        coefficients[last] = found[0]
        terms.append(found[2])
    if not len(tokens) % 2:
        return None
    return Row(tuple(coefficients), value, (("+", *terms) if len(terms) > 1 else terms[0], stated))


def mixed(text: str) -> tuple[list[tuple[int, str | Value, Term]], Value] | None:
    """An equation with values put in: its terms, each a coefficient with a letter or a value, and the right side.

    >>> mixed("2x - 3 × (1/2) = 7")
    ([(2, 'x', ('*', 2, 'x')), (-3, (1, 2), ('*', -3, ('/', 1, 2)))], (7, 1))
    """
    left, _, right = text.partition(" = ")
    value = number(right)
    tokens = [FIRST, *left.split(" ")]
    terms: list[tuple[int, str | Value, Term]] = []
    at = 0
    while value and at < len(tokens):
        sign, *term = tokens[at : at + 4]
        times = term[1:2] == ["×"] and len(term) == 3
        found = product(sign, term[0], term[2]) if times else piece(sign, term[0]) if term else None
        if found is None:
            return None
        terms.append(found)
        at += 4 if times else 2
    return (terms, value) if value else None


@lru_cache(maxsize=8192)
def _head(language: str, head: str) -> tuple[str, tuple[str, ...]] | None:
    """The rule of a sentence's words, and its parts: own number and what it names."""
    known = _SENTENCES[language].get(head.split(" ", 2)[1])
    match = known[1].fullmatch(head) if known else None
    return (known[0], match.groups()) if known and match else None


def sentence(language: str, text: str) -> tuple[str, tuple[str, ...], str] | None:
    """The rule of a sentence, its own number with what it names, and the equation; None if it is none."""
    if len(text) > MOST_CHARACTERS:
        return None
    for link in _LINKS[language]:
        head, found, equation = text.rpartition(link)
        if found and equation[-1] == "." and " " in head:
            read = _head(language, head + link)
            return read and (*read, equation[:-1])
    return None


def question(text: str) -> tuple[str, System] | None:
    """The language and system of a question; None when it is of another kind."""
    language = _OPENINGS.get(text[:3])
    match = _QUESTIONS[language].fullmatch(text) if language and len(text) <= MOST_CHARACTERS else None
    if language is None or match is None:
        return None
    first, second, third, fourth, body = match.groups()
    parts = body.split("; ")
    named = [c for c in parts[0] if c.isalpha()]
    letters = {letter: place for place, letter in enumerate(named)}
    listed = first or third
    if not len(parts) == len(named) == len(letters) or len(letters) not in (2, 3):
        return None
    if listed and [*listed.split(", "), second or fourth] != named:
        return None
    rows = []
    for label, part in enumerate(parts, 1):
        head = f"({label}) " if label > 1 else ""
        read = row(part[len(head) :], letters) if part.startswith(head) else None
        if read is None:
            return None
        rows.append(read)
    return language, System(letters, tuple(rows))
