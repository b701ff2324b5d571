"""Sentences for calculating with fractions. Formulas come ready made; a grammar puts the words around them."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, final


class Grammar(ABC):
    """What one language needs to say; x and y are fractions as written, e.g. "3/4".

    Attributes:
        forms: ways of asking for a value.
        compare_forms: ways of asking for "<", "=" or ">".
    """

    forms: ClassVar[int] = 4
    compare_forms: ClassVar[int] = 3

    @abstractmethod
    def question(self, form: int, formula: str) -> str:
        """Asks for the value of a formula, 0 <= form < 3."""

    @abstractmethod
    def command(self, op: str, x: str, y: str) -> str:
        """Asks by a verb, the last of `forms`; op is "+", "-", "*" or "/"."""

    @abstractmethod
    def compare(self, form: int, x: str, y: str) -> str:
        """Asks for the sign between x and y."""

    @abstractmethod
    def common(self, b: int, d: int, m: int) -> str:
        """The least common denominator."""

    def formula(self, equation: str) -> str:
        """An equation that needs no word."""
        return f"{equation}."

    @abstractmethod
    def divisor(self, n: int, d: int, g: int) -> str:
        """The greatest common divisor of numerator and denominator."""

    @abstractmethod
    def reduce(self, g: int, equation: str) -> str:
        """Both parts are divided by g."""

    @abstractmethod
    def numerators(self, equation: str) -> str:
        """Numerators are multiplied."""

    @abstractmethod
    def denominators(self, equation: str) -> str:
        """Denominators are multiplied."""

    @abstractmethod
    def invert(self, equation: str) -> str:
        """A division becomes a multiplication."""

    @abstractmethod
    def order(self, relation: str) -> str:
        """Numerators over one denominator are compared, e.g. "9 < 10"."""

    @abstractmethod
    def result(self, equation: str) -> str:
        """The whole calculation."""


@final
class English(Grammar):
    """English."""

    def question(self, form: int, formula: str) -> str:
        """See `Grammar`."""
        if form == 0:
            return f"Write {formula} in lowest terms."
        return f"What is {formula} in lowest terms?" if form == 1 else f"Simplify {formula} to lowest terms."

    def command(self, op: str, x: str, y: str) -> str:
        """See `Grammar`."""
        if op == "+":
            return f"Add {x} and {y} and reduce the result."
        if op == "-":
            return f"Subtract {y} from {x} and reduce the result."
        return f"{'Multiply' if op == '*' else 'Divide'} {x} by {y} and reduce the result."

    def compare(self, form: int, x: str, y: str) -> str:
        """See `Grammar`."""
        if form == 0:
            return f"Which sign belongs between {x} and {y}: <, = or >?"
        if form == 1:
            return f"Compare {x} and {y}: answer with <, = or >."
        return f"Is {x} less than, equal to or greater than {y}? Answer with <, = or >."

    def common(self, b: int, d: int, m: int) -> str:
        """See `Grammar`."""
        return f"The least common denominator of {b} and {d} is {m}."

    def divisor(self, n: int, d: int, g: int) -> str:
        """See `Grammar`."""
        return f"The greatest common divisor of {n} and {d} is {g}."

    def reduce(self, g: int, equation: str) -> str:
        """See `Grammar`."""
        return f"Divide both by {g}: {equation}."

    def numerators(self, equation: str) -> str:
        """See `Grammar`."""
        return f"Multiply the numerators: {equation}."

    def denominators(self, equation: str) -> str:
        """See `Grammar`."""
        return f"Multiply the denominators: {equation}."

    def invert(self, equation: str) -> str:
        """See `Grammar`."""
        return f"Turn the second fraction over: {equation}."

    def order(self, relation: str) -> str:
        """See `Grammar`."""
        return f"Compare the numerators: {relation}."

    def result(self, equation: str) -> str:
        """See `Grammar`."""
        return f"So {equation}."


@final
class Swahili(Grammar):
    """Swahili; "kiasi" is a numerator and "asili" a denominator, as in Tanzania's school books."""

    def question(self, form: int, formula: str) -> str:
        """See `Grammar`."""
        if form == 0:
            return f"Andika {formula} katika umbo rahisi kabisa."
        if form == 1:
            return f"Je, {formula} ni ngapi katika umbo rahisi kabisa?"
        return f"Rahisisha {formula} hadi umbo rahisi kabisa."

    def command(self, op: str, x: str, y: str) -> str:
        """See `Grammar`."""
        if op == "+":
            return f"Jumlisha {x} na {y}, kisha rahisisha jibu."
        if op == "-":
            return f"Toa {y} kutoka {x}, kisha rahisisha jibu."
        return f"{'Zidisha' if op == '*' else 'Gawanya'} {x} kwa {y}, kisha rahisisha jibu."

    def compare(self, form: int, x: str, y: str) -> str:
        """See `Grammar`."""
        if form == 0:
            return f"Alama ipi kati ya <, = na > inafaa kuwekwa kati ya {x} na {y}?"
        if form == 1:
            return f"Linganisha {x} na {y}: jibu kwa <, = au >."
        return f"Je, {x} ni ndogo kuliko, sawa na, au kubwa kuliko {y}? Jibu kwa <, = au >."

    def common(self, b: int, d: int, m: int) -> str:
        """See `Grammar`."""
        return f"Kigawe kidogo cha shirika cha asili {b} na {d} ni {m}."

    def divisor(self, n: int, d: int, g: int) -> str:
        """See `Grammar`."""
        return f"Kigawo kikubwa cha shirika cha {n} na {d} ni {g}."

    def reduce(self, g: int, equation: str) -> str:
        """See `Grammar`."""
        return f"Gawanya kiasi na asili kwa {g}: {equation}."

    def numerators(self, equation: str) -> str:
        """See `Grammar`."""
        return f"Zidisha viasi: {equation}."

    def denominators(self, equation: str) -> str:
        """See `Grammar`."""
        return f"Zidisha asili: {equation}."

    def invert(self, equation: str) -> str:
        """See `Grammar`."""
        return f"Pindua sehemu ya pili: {equation}."

    def order(self, relation: str) -> str:
        """See `Grammar`."""
        return f"Linganisha viasi: {relation}."

    def result(self, equation: str) -> str:
        """See `Grammar`."""
        return f"Kwa hiyo {equation}."


GRAMMARS: Mapping[str, Grammar] = {"en": English(), "sw": Swahili()}
