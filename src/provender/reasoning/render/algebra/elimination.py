"""How systems of linear equations are written: numbered equations, and what is done with them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from provender.core.claim import Claim, Term

Value: TypeAlias = tuple[int, int]
"""Numerator, denominator > 0, in lowest terms."""


class Row(NamedTuple):
    """One equation: coefficients in the order of the unknowns, and the right-hand side."""

    coefficients: tuple[int, ...]
    right: Value


NO_VALUES: Mapping[int, Value] = MappingProxyType({})

QUESTIONS: Mapping[str, Sequence[str]] = {
    "en": ("Solve the system of equations: %s.", "Find %s: %s.", "What are %s? %s."),
    "sw": ("Tatua mfumo wa milinganyo: %s.", "Tafuta %s: %s.", "Thamani za %s ni zipi? %s."),
    "fr": ("Résous le système d'équations : %s.", "Trouve %s : %s.", "Que valent %s ? %s."),
    "es": ("Resuelve el sistema de ecuaciones: %s.", "Halla %s: %s.", "¿Cuánto valen %s? %s."),
    "de": ("Löse das Gleichungssystem: %s.", "Bestimme %s: %s.", "Wie groß sind %s? %s."),
}
_AND = {"en": " and ", "sw": " na ", "fr": " et ", "es": " y ", "de": " und "}

# language -> rule -> two ways to say it, numbered and with its equation
SAYINGS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "en": {
        "scale": ("(%d) Multiply (%d) by %d: %s.", "(%d) Multiplying (%d) by %d gives %s."),
        "add": ("(%d) Add (%d) and (%d): %s.", "(%d) Adding (%d) and (%d) gives %s."),
        "subtract": ("(%d) Subtract (%d) from (%d): %s.", "(%d) Subtracting (%d) from (%d) gives %s."),
        "divide": ("(%d) Divide (%d) by %d: %s.", "(%d) Dividing (%d) by %d gives %s."),
        "put": ("(%d) Put %s into (%d): %s.", "(%d) Putting %s into (%d) gives %s."),
        "simplify": ("(%d) Simplify (%d): %s.", "(%d) Simplifying (%d) gives %s."),
        "check": ("(%d) Check in (%d): %s.", "(%d) Checking in (%d) gives %s."),
    },
    "sw": {
        "scale": ("(%d) Zidisha (%d) kwa %d: %s.", "(%d) Tukizidisha (%d) kwa %d tunapata %s."),
        "add": ("(%d) Jumlisha (%d) na (%d): %s.", "(%d) Tukijumlisha (%d) na (%d) tunapata %s."),
        "subtract": ("(%d) Toa (%d) kutoka (%d): %s.", "(%d) Tukitoa (%d) kutoka (%d) tunapata %s."),
        "divide": ("(%d) Gawanya (%d) kwa %d: %s.", "(%d) Tukigawanya (%d) kwa %d tunapata %s."),
        "put": ("(%d) Weka %s katika (%d): %s.", "(%d) Tukiweka %s katika (%d) tunapata %s."),
        "simplify": ("(%d) Rahisisha (%d): %s.", "(%d) Tukirahisisha (%d) tunapata %s."),
        "check": ("(%d) Hakiki katika (%d): %s.", "(%d) Tukihakiki katika (%d) tunapata %s."),
    },
    "fr": {
        "scale": ("(%d) Multiplions (%d) par %d : %s.", "(%d) Multiplier (%d) par %d donne %s."),
        "add": ("(%d) Additionnons (%d) et (%d) : %s.", "(%d) Additionner (%d) et (%d) donne %s."),
        "subtract": ("(%d) Soustrayons (%d) de (%d) : %s.", "(%d) Soustraire (%d) de (%d) donne %s."),
        "divide": ("(%d) Divisons (%d) par %d : %s.", "(%d) Diviser (%d) par %d donne %s."),
        "put": ("(%d) Reportons %s dans (%d) : %s.", "(%d) Reporter %s dans (%d) donne %s."),
        "simplify": ("(%d) Simplifions (%d) : %s.", "(%d) Simplifier (%d) donne %s."),
        "check": ("(%d) Vérifions dans (%d) : %s.", "(%d) Vérifier dans (%d) donne %s."),
    },
    "es": {
        "scale": ("(%d) Multiplicamos (%d) por %d: %s.", "(%d) Multiplicar (%d) por %d da %s."),
        "add": ("(%d) Sumamos (%d) y (%d): %s.", "(%d) Sumar (%d) y (%d) da %s."),
        "subtract": ("(%d) Restamos (%d) de (%d): %s.", "(%d) Restar (%d) de (%d) da %s."),
        "divide": ("(%d) Dividimos (%d) entre %d: %s.", "(%d) Dividir (%d) entre %d da %s."),
        "put": ("(%d) Sustituimos %s en (%d): %s.", "(%d) Sustituir %s en (%d) da %s."),
        "simplify": ("(%d) Simplificamos (%d): %s.", "(%d) Simplificar (%d) da %s."),
        "check": ("(%d) Comprobamos en (%d): %s.", "(%d) Comprobar en (%d) da %s."),
    },
    "de": {
        "scale": ("(%d) Multipliziere (%d) mit %d: %s.", "(%d) Multipliziert man (%d) mit %d, so folgt %s."),
        "add": ("(%d) Addiere (%d) und (%d): %s.", "(%d) Addiert man (%d) und (%d), so folgt %s."),
        "subtract": ("(%d) Subtrahiere (%d) von (%d): %s.", "(%d) Subtrahiert man (%d) von (%d), so folgt %s."),
        "divide": ("(%d) Dividiere (%d) durch %d: %s.", "(%d) Dividiert man (%d) durch %d, so folgt %s."),
        "put": ("(%d) Setze %s in (%d) ein: %s.", "(%d) Setzt man %s in (%d) ein, so folgt %s."),
        "simplify": ("(%d) Vereinfache (%d): %s.", "(%d) Vereinfacht man (%d), so folgt %s."),
        "check": ("(%d) Mache die Probe in (%d): %s.", "(%d) Die Probe in (%d) ergibt %s."),
    },
}


def joined(parts: Sequence[str], language: str) -> str:
    """The last two with "and" between them, the others with commas; Spanish says "x e y" for the sound's sake.

    >>> joined(["x", "y"], "es"), joined(["x", "y", "z"], "en")
    ('x e y', 'x, y and z')
    """
    *first, last = parts
    if not first:
        return last
    link = " e " if language == "es" and last.startswith("y") else _AND[language]
    return f"{', '.join(first)}{link}{last}"


@lru_cache(maxsize=4096)
def _piece(coefficient: int, letter: str) -> tuple[str, str, Term]:
    """A term at the head of a sum, after another term, and formally: ("-3y", " - 3y", ("*", -3, "y"))."""
    size = abs(coefficient)
    body = letter if size == 1 else f"{size}{letter}"
    term: Term = letter if coefficient == 1 else ("*", coefficient, letter)
    return (body, f" + {body}", term) if coefficient > 0 else (f"-{body}", f" - {body}", term)


@lru_cache(maxsize=4096)
def _product(coefficient: int, value: Value) -> tuple[str, str, Term]:
    """The same for a term whose unknown has been replaced: ("-3 × (1/2)", " - 3 × (1/2)", ...)."""
    shown = number(value)
    body = f"{abs(coefficient)} × {shown if shown.isdigit() else f'({shown})'}"
    term: Term = ("*", coefficient, rational(value))
    return (body, f" + {body}", term) if coefficient > 0 else (f"-{body}", f" - {body}", term)


def number(value: Value) -> str:
    """A rational as text, e.g. "-3/4"."""
    return str(value[0]) if value[1] == 1 else f"{value[0]}/{value[1]}"


def rational(value: Value) -> Term:
    """A rational as a term."""
    return value[0] if value[1] == 1 else ("/", *value)


def equation(row: Row, letters: str, values: Mapping[int, Value] = NO_VALUES) -> tuple[str, Claim]:
    """A row as text and as a claim, known unknowns replaced by `values` (place -> value)."""
    coefficients, right = row
    text = ""
    terms: list[Term] = []
    for place, coefficient in enumerate(coefficients):
        if coefficient:
            if place in values:
                head, tail, term = _product(coefficient, values[place])
            else:
                head, tail, term = _piece(coefficient, letters[place])
            text += tail if terms else head
            terms.append(term)
    left = ("+", *terms) if len(terms) > 1 else terms[0]
    if right[1] == 1:
        return f"{text} = {right[0]}", Claim("=", (left, right[0]))
    return f"{text} = {right[0]}/{right[1]}", Claim("=", (left, ("/", *right)))
