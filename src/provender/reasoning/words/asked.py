"""What a word problem gives and asks for, as far as plain words tell: its numbers, the kind of its answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from provender.reasoning.read.prose.claims import MAX_CHARACTERS, sentences
from provender.reasoning.read.prose.tokens import plain_text, scan
from provender.reasoning.read.prose.words import MEASURES, NUMBERS, singular

_HOW_MANY = re.compile(r"\bhow many (?:more |fewer |total |whole |full |different )?(?P<what>[a-z]+)", re.IGNORECASE)
_AMOUNT = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)
_SHORTEST = 3  # letters of a thing; what is shorter is the sign of a unit: t, dm
_UNCOUNTED = {
    "more", "less", "times", "percent", "total", "of", "points", "degrees", "calories", "servings", "square", "cubic",
    "acres", "units", "watts", "volts", "amperes", "amps", "ohms", "joules", "newtons",
}  # fmt: skip
_PARTLY = re.compile(r"\b(?:half|quarter|third|fraction|part|average|mean|per|each day|a day)\b", re.IGNORECASE)
_SIGNED = re.compile(
    r"\b(?:degrees?|temperature|below|debts?|owes?|loss|loses?|lost|change[ds]?|difference|sea level|profit|net)\b"
    r"|[-−]\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the last question of a problem asks for.

    Attributes:
        text: the sentence that asks.
        amount: whether it asks how many or how much.
        counted: the things whose number is asked for, "apples"; "" where it is a measure, money or unclear.
        unit: the measure's unit, singular, "minute"; "" where none is named.
        signed: whether a negative answer could make sense.
        parted: whether a part of a thing could make sense.
    """

    text: str
    amount: bool
    counted: str
    unit: str
    signed: bool
    parted: bool


def asked(question: str) -> Asked:
    """What is asked for; the last sentence with a question mark, else the last one."""
    told = [text.strip() for _, text in sentences(question[:MAX_CHARACTERS])] or [""]
    last = next((text for text in reversed(told) if text.endswith("?")), told[-1])
    found = _HOW_MANY.search(last)
    word = found["what"].lower() if found else ""
    measured = singular(word) in MEASURES
    return Asked(
        text=last,
        amount=bool(_AMOUNT.search(last)),
        counted="" if measured or word in _UNCOUNTED or len(word) < _SHORTEST else word,
        unit=singular(word) if measured else "",
        signed=bool(_SIGNED.search(question)),
        parted=bool(_PARTLY.search(last)),
    )


def numbers_of(text: str) -> Iterator[Fraction]:
    """Every number of a text, those in words too; "one" is a pronoun as often as not."""
    for token in scan(plain_text(text[:MAX_CHARACTERS])):
        if token.number is not None:
            yield token.number.value
        elif token.kind == "word":
            parts = (NUMBERS.get(part, 1) for part in token.text.lower().split("-"))
            yield from (Fraction(part) for part in parts if part != 1)
