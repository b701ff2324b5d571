"""Plain sums in a sentence of any language, and whether they hold: a judge of steps sees the truth, not the figures.

    "so she sold 48/2 = 24 clips"      48 / 2 = 24, which holds

A sum that is read in part alone, such as the end of "(1 + 2) + 3 = 6", is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

NUMBER = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)"
SIGNS = {"+": "+", "-": "-", "−": "-", "*": "*", "x": "*", "×": "*", "·": "*", "/": "/", "÷": "/"}
_SIGN = "[-+*/x×·÷−]"
_MONEY = "$€£"
_AMOUNT = rf"[{_MONEY}]?{NUMBER}"
_SUM = re.compile(
    rf"(?P<left>{_AMOUNT}(?:\s?{_SIGN}\s?{_AMOUNT}){{1,12}})\s?=\s?(?P<right>{_AMOUNT})(?!\s?{_SIGN}\s?[0-9($])"
)
_PIECE = re.compile(rf"{_AMOUNT}|{_SIGN}")
_LONGER = frozenset("+-*/x×·÷−)]}%^")  # before a sum: it is the end of a longer one
_FIGURES = frozenset(".,0123456789")
LONGEST = 600  # characters of a sentence that are read
_MOST_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum as it stands in a sentence.

    Attributes:
        start, end: of all of it, from its first number to the last.
        numbers: on the left, as they are written, a currency's sign before them.
        signs: between them, of "+-*/".
        right: its result, as it is written.
    """

    start: int
    end: int
    numbers: tuple[str, ...]
    signs: tuple[str, ...]
    right: str

    @property
    def holds(self) -> bool:
        """Whether the right is the left, or the left rounded to the digits of the right."""
        found = worked(self.numbers, self.signs)
        step = Fraction(1, 10 ** len(self.right.partition(".")[2]))
        return found is not None and 2 * abs(found - value(self.right)) <= (step if step < 1 or found > 20 else 0)


def value(number: str) -> Fraction:
    """The value of a written number, e.g. "$1,200" or ".5"."""
    return Fraction(number.lstrip(_MONEY).replace(",", ""))


def plain(number: str) -> str:
    """One spelling of a number: "$1,200.50" as "1200.5", "04" as "4"."""
    whole, _, part = number.lstrip(_MONEY).replace(",", "").partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{part}" if part else "")


def sums(sentence: str) -> Iterator[Sum]:
    """The sums of a sentence, in order."""
    for found in _SUM.finditer(sentence[:LONGEST]):
        before = sentence[: found.start()]
        pieces = _PIECE.findall(found["left"])
        if before.rstrip()[-1:] in _LONGER or before[-1:] in _FIGURES:
            continue
        if any(len(piece) > _MOST_DIGITS for piece in (*pieces, found["right"])):
            continue
        signs = tuple(SIGNS[sign] for sign in pieces[1::2])
        yield Sum(found.start(), found.end(), tuple(pieces[::2]), signs, found["right"])


def money(number: str) -> str:
    """The currency's sign before a number; "" where there is none."""
    return number[:1] if number[:1] in _MONEY else ""


def worked(numbers: tuple[str, ...], signs: tuple[str, ...]) -> Fraction | None:
    """What numbers and signs come to, products first; None where something is divided by nothing."""
    terms = [value(numbers[0])]
    for sign, number in zip(signs, numbers[1:], strict=True):
        one = value(number)
        if sign == "/" and one == 0:
            return None
        if sign in "+-":
            terms.append(one if sign == "+" else -one)
        else:
            terms[-1] = terms[-1] * one if sign == "*" else terms[-1] / one
    return sum(terms, Fraction(0))
