"""Words to symbols: the first step of reading a sentence as one look-up in a table of grammar."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Any

Lexed = tuple[str, str | int | Fraction | None]
Symbols = tuple[str, ...]
Values = Sequence[Any]


class Lexer(dict[str, Lexed]):
    """A word's symbol and value, e.g. "vitabu" -> ("N8", "book"); what stands for itself has no value.

    Words met are kept, up to a bound on their number and length, so that no text can fill the memory.

    Args:
        words: words that have a meaning of their own.
        other: reads any other word.
    """

    MOST = 50_000
    LONGEST = 40

    def __init__(self, words: Mapping[str, Lexed], other: Callable[[str], Lexed]) -> None:
        super().__init__(words)
        self.other = other

    def __missing__(self, word: str) -> Lexed:
        lexed = self.other(word)
        if len(self) < self.MOST and len(word) <= self.LONGEST:
            self[word] = lexed
        return lexed

    def lex(self, text: str) -> tuple[Symbols, Values]:
        """The symbols and the values of a sentence without its stop; a comma is a word."""
        if "," in text:
            text = text.replace(",", " ,")
        symbols, values = zip(*map(self.__getitem__, text.split(" ")), strict=True)
        return symbols, values


def picker(places: Sequence[int]) -> Callable[[Values], Values]:
    """`itemgetter`, but always of a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda values: tuple([values[place] for place in places])
