"""Sentences for the greatest common divisor and the least common multiple, by Euclid's algorithm."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import final

from provender.reasoning.render.numbers import in_words


class Grammar(ABC):
    """What one language needs to say. `form` chooses among ways of asking the same."""

    forms = 4

    @abstractmethod
    def question(self, form: int, goal: str, pair: str) -> str:
        """Asks for the "gcd" or "lcm" of a pair; 0 <= form < forms."""

    @abstractmethod
    def pair(self, a: int, b: int, *, words: bool) -> str:
        """Two numbers joined; in words a comma keeps them apart."""

    def equation(self, a: int, b: int, q: int, r: int) -> str:
        """a = q × b + r, with no word said."""
        return f"{a} = {q} × {b} + {r}."

    @abstractmethod
    def division(self, a: int, b: int, q: int, r: int) -> str:
        """The same with the division named."""

    @abstractmethod
    def divisor(self, a: int, b: int, g: int) -> str:
        """The greatest common divisor, once the remainder is 0."""

    @abstractmethod
    def cofactor(self, a: int, g: int, k: int) -> str:
        """a ÷ g = k."""

    @abstractmethod
    def product(self, k: int, b: int, m: int) -> str:
        """k × b = m."""

    @abstractmethod
    def multiple(self, a: int, b: int, m: int) -> str:
        """The least common multiple."""


@final
class English(Grammar):
    """English."""

    def question(self, form: int, goal: str, pair: str) -> str:
        """See `Grammar`."""
        if form == 3 and goal == "gcd":
            return f"What is the largest whole number that divides both {pair}?"
        if form == 3:
            return f"What is the smallest positive whole number that is a multiple of both {pair}?"
        name = "greatest common divisor" if goal == "gcd" else "least common multiple"
        if form == 2:
            return f"Use Euclid's algorithm to find the {name} of {pair}."
        return f"Find the {name} of {pair}." if form else f"What is the {name} of {pair}?"

    def pair(self, a: int, b: int, *, words: bool) -> str:
        """See `Grammar`."""
        return f"{in_words(a, 'en')}, and {in_words(b, 'en')}" if words else f"{a} and {b}"

    def division(self, a: int, b: int, q: int, r: int) -> str:
        """See `Grammar`."""
        return f"Divide {a} by {b}: {a} = {q} × {b} + {r}."

    def divisor(self, a: int, b: int, g: int) -> str:
        """See `Grammar`."""
        return f"The remainder is 0, so the greatest common divisor of {a} and {b} is {g}."

    def cofactor(self, a: int, g: int, k: int) -> str:
        """See `Grammar`."""
        return f"Divide the first number by it: {a} ÷ {g} = {k}."

    def product(self, k: int, b: int, m: int) -> str:
        """See `Grammar`."""
        return f"Multiply by the second number: {k} × {b} = {m}."

    def multiple(self, a: int, b: int, m: int) -> str:
        """See `Grammar`."""
        return f"So the least common multiple of {a} and {b} is {m}."


@final
class Swahili(Grammar):
    """Swahili, with the terms of Tanzania's school books (KKS and KDS)."""

    def question(self, form: int, goal: str, pair: str) -> str:
        """See `Grammar`."""
        if form == 3 and goal == "gcd":
            return f"Ni namba gani kubwa kuliko zote inayogawanya {pair} bila baki?"
        if form == 3:
            return f"Ni namba gani ndogo kuliko zote inayogawanyika kwa {pair} bila baki?"
        name = "kigawo kikubwa cha shirika" if goal == "gcd" else "kigawe kidogo cha shirika"
        if form == 2:
            return f"Tumia kanuni ya Euklidi kutafuta {name} cha {pair}."
        return f"Tafuta {name} cha {pair}." if form else f"Je, {name} cha {pair} ni kipi?"

    def pair(self, a: int, b: int, *, words: bool) -> str:
        """See `Grammar`."""
        return f"{in_words(a, 'sw')}, na {in_words(b, 'sw')}" if words else f"{a} na {b}"

    def division(self, a: int, b: int, q: int, r: int) -> str:
        """See `Grammar`."""
        return f"Gawanya {a} kwa {b}: {a} = {q} × {b} + {r}."

    def divisor(self, a: int, b: int, g: int) -> str:
        """See `Grammar`."""
        return f"Baki ni 0, kwa hiyo kigawo kikubwa cha shirika cha {a} na {b} ni {g}."

    def cofactor(self, a: int, g: int, k: int) -> str:
        """See `Grammar`."""
        return f"Gawanya namba ya kwanza kwa kigawo hicho: {a} ÷ {g} = {k}."

    def product(self, k: int, b: int, m: int) -> str:
        """See `Grammar`."""
        return f"Zidisha kwa namba ya pili: {k} × {b} = {m}."

    def multiple(self, a: int, b: int, m: int) -> str:
        """See `Grammar`."""
        return f"Kwa hiyo kigawe kidogo cha shirika cha {a} na {b} ni {m}."


GRAMMARS: Mapping[str, Grammar] = {"en": English(), "sw": Swahili()}
