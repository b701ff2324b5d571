"""Reading propositional formulas, and their truth tables as integers with one bit a row.

    parse("(P ∧ Q) → ¬R")      ("implies", ("and", "P", "Q"), ("not", "R"))
    parse("P ∧ Q → R")         None: what binds stronger must be said by brackets

Written apart from the generators' own table of truth.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from provender.core.claim import Term
from provender.reasoning.read.judge import Wrong

PATTERN = r"[A-Z¬∧∨→() ]{1,300}"
MOST_LETTERS = 16  # the table doubles with every letter

_TOKEN = re.compile(r" ([∧∨→]) |([A-Z¬()])")
_SIGNS = {"∧": "and", "∨": "or", "→": "implies"}
_DEEPEST = 30


@lru_cache(maxsize=4096)
def parse(text: str) -> "Term | None":
    """The term of a formula; None if it is not well formed."""
    tokens, at = [], 0
    for found in _TOKEN.finditer(text):
        if found.start() != at:
            return None
        tokens.append(found[1] or found[2])
        at = found.end()
    if at != len(text):
        return None
    reader = _Reader(tokens)
    term = reader.formula(0)
    return term if term is not None and reader.at == len(tokens) else None


class _Reader:
    """A cursor over the tokens; every method reads one thing or returns None."""

    __slots__ = ("at", "tokens")

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = [*tokens, ""]
        self.at = 0

    def formula(self, depth: int) -> "Term | None":
        """A part, or parts joined by one kind of sign; of → there is one alone."""
        bare = not depth and self.tokens[0] != "("  # brackets round all of it, or round a single part, say nothing
        first = self.part(depth)
        sign = self.tokens[self.at]
        if first is None or sign not in _SIGNS:
            return first if bare else None
        parts = [first]
        while self.tokens[self.at] == sign:
            self.at += 1
            following = self.part(depth)
            if following is None:
                return None
            parts.append(following)
        return (_SIGNS[sign], *parts) if len(parts) == 2 or sign != "→" else None

    def part(self, depth: int) -> "Term | None":
        """A letter, a negated part, or a formula in brackets."""
        token = self.tokens[self.at]
        if depth > _DEEPEST or not token or token in _SIGNS or token == ")":
            return None
        self.at += 1
        if token == "¬":
            inner = self.part(depth + 1)
            return None if inner is None else ("not", inner)
        if token != "(":
            return token
        inside = self.formula(depth + 1)
        if inside is None or self.tokens[self.at] != ")":
            return None
        self.at += 1
        return inside


def parse_list(text: str) -> "tuple[Term, ...] | None":
    """Formulas between semicolons."""
    found = [parse(part) for part in text.split("; ")]
    return tuple([term for term in found if term is not None]) if None not in found else None


def letters(terms: Iterable[Term]) -> list[str]:
    """The letters of formulas, sorted."""
    return sorted({letter for term in terms for letter in _letters(term)})


def _letters(term: Term) -> Iterator[str]:
    """The letters of one formula."""
    if isinstance(term, tuple):
        for part in term[1:]:
            yield from _letters(part)
    else:
        yield str(term)


@lru_cache(maxsize=256)
def _column(place: int, count: int) -> int:
    """The rows in which a letter is true: blocks of 2**place rows by turns, the first of them false."""
    block = 1 << place
    column = ((1 << block) - 1) << block
    while 2 * block < 1 << count:
        block *= 2
        column |= column << block
    return column


class Table:
    """The truth table over the letters of some formulas.

    Raises:
        Wrong: there are too many letters.
    """

    __slots__ = ("_true", "every", "letters")

    def __init__(self, terms: Iterable[Term]) -> None:
        self.letters = letters(terms)
        if len(self.letters) > MOST_LETTERS:
            raise Wrong("question has too many letters", letters=len(self.letters))
        self.every = (1 << (1 << len(self.letters))) - 1
        self._true: dict[Term, int] = {
            letter: _column(place, len(self.letters)) for place, letter in enumerate(self.letters)
        }

    def true(self, term: Term) -> int:
        """The rows in which a formula is true, worked out once."""
        known = self._true.get(term)
        if known is None:
            known = self._true[term] = self._compound(term)
        return known

    def _compound(self, term: Term) -> int:
        """The same, from the formula's parts."""
        assert isinstance(term, tuple), "letters are known"
        head, *parts = term
        if head == "not":
            return self.every ^ self.true(parts[0])
        if head == "implies":
            return (self.every ^ self.true(parts[0])) | self.true(parts[1])
        found = self.true(parts[0])
        for part in parts[1:]:
            found = found & self.true(part) if head == "and" else found | self.true(part)
        return found
