"""Reading a sentence from left to right, with going back where a reading fails."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from provender.reasoning.read.questions.lexicon import FILLERS
from provender.reasoning.read.questions.people import Lost, People, Unread
from provender.reasoning.read.questions.tokens import Token

T = TypeVar("T")
_FUEL = 4000  # words looked at in one sentence before it is given up; of people's, those that were read took up to 679


@lru_cache(maxsize=512)
def _split(words: str) -> tuple[str, ...]:
    """Words set apart by spaces."""
    return tuple(words.split())


class Cursor:
    """A place in a sentence."""

    def __init__(self, tokens: Sequence[Token], people: People) -> None:
        self.tokens = tokens
        self.people = people
        self.at = 0
        self._fuel = _FUEL

    def word(self, ahead: int = 0) -> str:
        """The text of a token; "" outside the sentence."""
        self._fuel -= 1
        if self._fuel < 0:
            raise Lost("too long a search")
        place = self.at + ahead
        return self.tokens[place].text if 0 <= place < len(self.tokens) else ""

    def kind(self, ahead: int = 0) -> str:
        """The kind of a token; "" outside the sentence."""
        place = self.at + ahead
        return self.tokens[place].kind if 0 <= place < len(self.tokens) else ""

    def eat(self, *phrases: str) -> bool:
        """Go past the first of these phrases that comes next; whether one does."""
        for phrase in phrases:
            words = _split(phrase)
            if all(self.word(ahead) == word for ahead, word in enumerate(words)):
                self.at += len(words)
                return True
        return False

    def any(self, words: "str | frozenset[str]") -> str:
        """Go past one of these words and say which; "" if none comes next."""
        word = self.word()
        if word and word in (_split(words) if isinstance(words, str) else words):
            self.at += 1
            return word
        return ""

    def maybe(self, read: Callable[[], T]) -> "T | None":
        """What `read` reads; None, with all as it was before, where it cannot."""
        before, known = self.__dict__.copy(), self.people.copy()
        try:
            return read()
        except Unread:
            before["_fuel"] = self._fuel
            self.__dict__.clear()
            self.__dict__.update(before)
            self.people.restore(known)
            return None

    def first(self, *readers: Callable[[], T]) -> T:
        """What the first of the readers that can reads.

        Raises:
            Unread: none of them can.
        """
        for read in readers:
            found = self.maybe(read)
            if found is not None:
                return found
        raise Unread(f"at {self.word() or 'the end'}")

    def need(self, found: object) -> None:
        """Refuse what is not there."""
        if not found:
            raise Unread(f"at {self.word() or 'the end'}")

    def fill(self) -> None:
        """Go past words that change nothing."""
        while self.any(FILLERS) or (self.kind() == "," and self.word(1) in FILLERS):
            pass

    def ends(self) -> bool:
        """Whether the clause ends here."""
        return self.kind() in (",", ";", ".", "?", "!", "")

    def number(self, kinds: str = "n") -> int:
        """The place of the number that comes next."""
        self.need(self.kind() and self.kind() in kinds)
        place = self.tokens[self.at].place
        self.at += 1
        return place
