"""Sentences for written addition, subtraction and multiplication, column by column.

Formulas are the same in every language and come ready made; a grammar puts the words around them.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, final

from provender.reasoning.render.numbers import in_words

SIGNS = {"+": "+", "-": "−", "*": "×"}


class Grammar(ABC):
    """What one language needs to say. A column is named by its place: 0 for the ones, 1 for the tens, ...

    Attributes:
        forms: ways of asking; the first has a verb for the operation, the others a sign.
        places: names of the columns, from the ones to the hundred billions.
        signs: operations in words.
    """

    forms: ClassVar[int] = 3
    language: ClassVar[str]
    places: ClassVar[tuple[str, ...]]
    signs: ClassVar[Mapping[str, str]]

    def question(self, form: int, op: str, numbers: tuple[int, int], *, words: bool) -> str:
        """Asks for a op b in one of `forms`, the numbers in digits or in words."""
        a, b = [in_words(number, self.language) if words else str(number) for number in numbers]
        if form == 0:
            return self.command(op, a, b)
        sign = self.signs[op] if words else SIGNS[op]
        return self.inquiry(form, op, f"{a} {sign} {b}")

    @abstractmethod
    def command(self, op: str, a: str, b: str) -> str:
        """Asks by a verb; op is "+", "-" or "*"."""

    @abstractmethod
    def inquiry(self, form: int, op: str, formula: str) -> str:
        """Asks for the value of a formula, in form 1 or 2."""

    @abstractmethod
    def carry(self, place: int, equation: str, digit: int, carry: int) -> str:
        """A column is added: "7 + 8 + 1 = 16", write 6, carry 1."""

    def column(self, place: int, equation: str) -> str:
        """A column needs no more than its equation."""
        return f"{self.places[place]}: {equation}."

    @abstractmethod
    def borrow(self, place: int, short: str, equation: str) -> str:
        """A column is below zero, e.g. "2 − 6", so ten is borrowed: "12 − 6 = 6"."""

    @abstractmethod
    def swap(self, a: int, b: int) -> str:
        """a − b with a < b is taken the other way round."""

    @abstractmethod
    def running(self, equation: str) -> str:
        """Partial products are added up."""

    @abstractmethod
    def result(self, equation: str) -> str:
        """The whole calculation."""


@final
class English(Grammar):
    """English."""

    language = "en"
    places = (
        *("Ones", "Tens", "Hundreds", "Thousands", "Ten thousands", "Hundred thousands"),
        *("Millions", "Ten millions", "Hundred millions", "Billions", "Ten billions", "Hundred billions"),
    )
    signs: ClassVar[Mapping[str, str]] = {"+": "plus", "-": "minus", "*": "times"}

    def command(self, op: str, a: str, b: str) -> str:
        """See `Grammar`."""
        if op == "+":
            return f"Add {b} to {a} column by column."
        return f"Subtract {b} from {a} column by column." if op == "-" else f"Multiply {a} by {b} digit by digit."

    def inquiry(self, form: int, op: str, formula: str) -> str:
        """See `Grammar`."""
        way = "digit by digit" if op == "*" else "column by column"
        return f"Work out {formula} {way}." if form == 1 else f"What is {formula}? Work {way}."

    def carry(self, place: int, equation: str, digit: int, carry: int) -> str:
        """See `Grammar`."""
        return f"{self.places[place]}: {equation}, write {digit}, carry {carry}."

    def borrow(self, place: int, short: str, equation: str) -> str:
        """See `Grammar`."""
        return f"{self.places[place]}: {short} is below 0, so borrow 10: {equation}."

    def swap(self, a: int, b: int) -> str:
        """See `Grammar`."""
        return f"{a} is less than {b}, so work out {b} − {a} and make it negative."

    def running(self, equation: str) -> str:
        """See `Grammar`."""
        return f"Add this to the rest: {equation}."

    def result(self, equation: str) -> str:
        """See `Grammar`."""
        return f"So {equation}."


@final
class Swahili(Grammar):
    """Swahili, with the names of places that school books use."""

    language = "sw"
    places = (
        *("Mamoja", "Makumi", "Mamia", "Maelfu", "Makumi elfu", "Malaki"),
        *("Mamilioni", "Makumi milioni", "Mamia milioni", "Mabilioni", "Makumi bilioni", "Mamia bilioni"),
    )
    signs: ClassVar[Mapping[str, str]] = {"+": "jumlisha", "-": "toa", "*": "mara"}

    def command(self, op: str, a: str, b: str) -> str:
        """See `Grammar`."""
        if op == "+":
            return f"Ongeza {b} kwenye {a} safu kwa safu."
        return f"Toa {b} kutoka {a} safu kwa safu." if op == "-" else f"Zidisha {a} kwa {b} tarakimu kwa tarakimu."

    def inquiry(self, form: int, op: str, formula: str) -> str:
        """See `Grammar`."""
        way = "tarakimu kwa tarakimu" if op == "*" else "safu kwa safu"
        return f"Tafuta {formula} {way}." if form == 1 else f"Je, {formula} ni ngapi? Fanya {way}."

    def carry(self, place: int, equation: str, digit: int, carry: int) -> str:
        """See `Grammar`."""
        return f"{self.places[place]}: {equation}, andika {digit}, beba {carry}."

    def borrow(self, place: int, short: str, equation: str) -> str:
        """See `Grammar`."""
        return f"{self.places[place]}: {short} ni chini ya 0, hivyo kopa 10: {equation}."

    def swap(self, a: int, b: int) -> str:
        """See `Grammar`."""
        return f"{a} ni ndogo kuliko {b}, hivyo tafuta {b} − {a} na uifanye hasi."

    def running(self, equation: str) -> str:
        """See `Grammar`."""
        return f"Ongeza kwenye jumla: {equation}."

    def result(self, equation: str) -> str:
        """See `Grammar`."""
        return f"Kwa hiyo {equation}."


GRAMMARS: Mapping[str, Grammar] = {"en": English(), "sw": Swahili()}
