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


# language -> how a question opens, its "and" between two unknowns left open
_OPENINGS: Mapping[str, tuple[str, str, str]] = {
    "en": ("Solve the system of equations: ", "Find {}: ", "What are {}? "),
    "sw": ("Tatua mfumo wa milinganyo: ", "Tafuta {}: ", "Thamani za {} ni zipi? "),
    "fr": ("Résous le système d'équations : ", "Trouve {} : ", "Que valent {} ? "),
    "es": ("Resuelve el sistema de ecuaciones: ", "Halla {}: ", "¿Cuánto valen {}? "),
    "de": ("Löse das Gleichungssystem: ", "Bestimme {}: ", "Wie groß sind {}? "),
}
# between the last two of a list; before "y" Spanish says "e"
AND = {"en": " and ", "sw": " na ", "fr": " et ", "es": " (?:e (?=y)|y (?!y))", "de": " und "}


def _asked(language: str) -> re.Pattern[str]:
    """The questions of a language: which unknowns they name, if they do, and the equations."""
    solve, *named = _OPENINGS[language]
    listed = rf"([a-z](?:, [a-z])?){AND[language]}([a-z])"
    ways = [re.escape(solve), *(listed.join(map(re.escape, way.split("{}"))) for way in named)]
    return re.compile(rf"(?:{'|'.join(ways)})\(1\) (.+)\.")


_QUESTIONS = {language: _asked(language) for language in _OPENINGS}
_LANGUAGE = {way[:3]: language for language, ways in _OPENINGS.items() for way in ways}

# language -> rule -> two ways to say it, up to its equation, and what follows that
_SENTENCES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {
        "scale": ("Multiply {ref} by {n}: ", "Multiplying {ref} by {n} gives "),
        "add": ("Add {ref} and {ref}: ", "Adding {ref} and {ref} gives "),
        "subtract": ("Subtract {ref} from {ref}: ", "Subtracting {ref} from {ref} gives "),
        "divide": ("Divide {ref} by {n}: ", "Dividing {ref} by {n} gives "),
        "put": ("Put {all} into {ref}: ", "Putting {all} into {ref} gives "),
        "simplify": ("Simplify {ref}: ", "Simplifying {ref} gives "),
        "check": ("Check in {ref}: ", "Checking in {ref} gives "),
    },
    "sw": {
        "scale": ("Zidisha {ref} kwa {n}: ", "Tukizidisha {ref} kwa {n} tunapata "),
        "add": ("Jumlisha {ref} na {ref}: ", "Tukijumlisha {ref} na {ref} tunapata "),
        "subtract": ("Toa {ref} kutoka {ref}: ", "Tukitoa {ref} kutoka {ref} tunapata "),
        "divide": ("Gawanya {ref} kwa {n}: ", "Tukigawanya {ref} kwa {n} tunapata "),
        "put": ("Weka {all} katika {ref}: ", "Tukiweka {all} katika {ref} tunapata "),
        "simplify": ("Rahisisha {ref}: ", "Tukirahisisha {ref} tunapata "),
        "check": ("Hakiki katika {ref}: ", "Tukihakiki katika {ref} tunapata "),
    },
    "fr": {
        "scale": ("Multiplions {ref} par {n} : ", "Multiplier {ref} par {n} donne "),
        "add": ("Additionnons {ref} et {ref} : ", "Additionner {ref} et {ref} donne "),
        "subtract": ("Soustrayons {ref} de {ref} : ", "Soustraire {ref} de {ref} donne "),
        "divide": ("Divisons {ref} par {n} : ", "Diviser {ref} par {n} donne "),
        "put": ("Reportons {all} dans {ref} : ", "Reporter {all} dans {ref} donne "),
        "simplify": ("Simplifions {ref} : ", "Simplifier {ref} donne "),
        "check": ("Vérifions dans {ref} : ", "Vérifier dans {ref} donne "),
    },
    "es": {
        "scale": ("Multiplicamos {ref} por {n}: ", "Multiplicar {ref} por {n} da "),
        "add": ("Sumamos {ref} y {ref}: ", "Sumar {ref} y {ref} da "),
        "subtract": ("Restamos {ref} de {ref}: ", "Restar {ref} de {ref} da "),
        "divide": ("Dividimos {ref} entre {n}: ", "Dividir {ref} entre {n} da "),
        "put": ("Sustituimos {all} en {ref}: ", "Sustituir {all} en {ref} da "),
        "simplify": ("Simplificamos {ref}: ", "Simplificar {ref} da "),
        "check": ("Comprobamos en {ref}: ", "Comprobar en {ref} da "),
    },
    "de": {
        "scale": ("Multipliziere {ref} mit {n}: ", "Multipliziert man {ref} mit {n}, so folgt "),
        "add": ("Addiere {ref} und {ref}: ", "Addiert man {ref} und {ref}, so folgt "),
        "subtract": ("Subtrahiere {ref} von {ref}: ", "Subtrahiert man {ref} von {ref}, so folgt "),
        "divide": ("Dividiere {ref} durch {n}: ", "Dividiert man {ref} durch {n}, so folgt "),
        "put": ("Setze {all} in {ref} ein: ", "Setzt man {all} in {ref} ein, so folgt "),
        "simplify": ("Vereinfache {ref}: ", "Vereinfacht man {ref}, so folgt "),
        "check": ("Mache die Probe in {ref}: ", "Die Probe in {ref} ergibt "),
    },
}
_LINKS = {
    "en": (": ", " gives "),
    "sw": (": ", " tunapata "),
    "fr": (" : ", " donne "),
    "es": (": ", " da "),
    "de": (": ", " folgt ", " ergibt "),
}
_SLOTS = {"{ref}": r"\(([0-9]{1,4})\)", "{n}": r"(-?[0-9]{1,40})", "{all}": "(.+)"}


def _pattern(template: str) -> re.Pattern[str]:
    """A sentence's words behind its own number, up to the equation."""
    parts = re.split(r"(\{[a-z]+\})", template)
    return re.compile(rf"\(([0-9]{{1,4}})\) {''.join(_SLOTS.get(part) or re.escape(part) for part in parts)}")


# language -> first word -> rule and the sentence up to its equation
_HEADS = {
    language: {way.split(" ", 1)[0]: (rule, _pattern(way)) for rule, ways in rules.items() for way in ways}
    for language, rules in _SENTENCES.items()
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
    known = _HEADS[language].get(head.split(" ", 2)[1])
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
    language = _LANGUAGE.get(text[:3])
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
