"""Problems as rows of symbols for a language model, and its writing back as text.

    question ⟨ask⟩ worked steps ⟨answer⟩ 6 ⟨end⟩       show="steps"
    question ⟨ask⟩ ⟨answer⟩ 6 ⟨end⟩                    show="answer"

Everything after ⟨ask⟩ is the student's to write; only that side is learned.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from provender.reasoning.problem import Problem

PAD, END, ASK, ANSWER, UNKNOWN = range(5)
_FIRST = 5  # symbols start here

Show = Literal["steps", "answer"]
Pieces = Literal["characters", "words"]
Ids = NDArray[np.int32]

_PIECES = {
    "characters": re.compile(r".", re.DOTALL),
    "words": re.compile(r" ?[^\W\d_]+| [=+\-−×÷/<>] |.", re.DOTALL),
}


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The pieces of text a student knows, sorted; any other reads as UNKNOWN.

    Attributes:
        symbols: single characters, or words with the space before them, signs with the spaces around them, digits.
        pieces: which of the two.

    Guarantees:
        The pieces of a text, one after the other, are the text.
    """

    symbols: tuple[str, ...]
    pieces: Pieces = "characters"

    @classmethod
    def of(cls, problems: Iterable[Problem], pieces: Pieces = "characters") -> "Alphabet":
        """Every piece that occurs in `problems`."""
        return cls(
            tuple(sorted({piece for told in problems for piece in _PIECES[pieces].findall(told.text())})), pieces
        )

    @property
    def size(self) -> int:
        """Number of ids, marks included."""
        return _FIRST + len(self.symbols)

    def encode(self, text: str) -> list[int]:
        """Ids of a text, one a piece."""
        places = _places(self.symbols)
        return [places.get(piece, UNKNOWN) for piece in _PIECES[self.pieces].findall(text)]

    def decode(self, ids: Iterable[int]) -> str:
        """The pieces of `ids`; marks are left out."""
        return "".join(self.symbols[place - _FIRST] for place in ids if place >= _FIRST)


@lru_cache(maxsize=8)
def _places(symbols: tuple[str, ...]) -> dict[str, int]:
    """Piece -> id."""
    return {piece: place for place, piece in enumerate(symbols, _FIRST)}


class Lessons(NamedTuple):
    """Rows: ids `(n, length)` padded at the end, and how many of each row are the question, its ⟨ask⟩ included."""

    ids: Ids
    sizes: Ids


class Written(NamedTuple):
    """What a student wrote: its worked steps and its answer; the answer is empty if it never came to one."""

    steps: str
    answer: str


def lessons(problems: Sequence[Problem], alphabet: Alphabet, *, show: Show, context: int) -> Lessons:
    """The problems that fit into `context` ids, as rows as long as the longest of them."""
    rows: list[tuple[list[int], int]] = []
    for problem in problems:
        ask = [*alphabet.encode(problem.question), ASK]
        shown = alphabet.encode(problem.solution) if show == "steps" else []
        row = [*ask, *shown, ANSWER, *alphabet.encode(problem.answer), END]
        if len(row) <= context:
            rows.append((row, len(ask)))
    return _table(rows, max((len(row) for row, _ in rows), default=0))


def questions(problems: Sequence[Problem], alphabet: Alphabet, *, length: int) -> Lessons:
    """Questions alone, `length` ids a row; one that leaves no room for an answer is left empty, of size 0."""
    asked = ([*alphabet.encode(problem.question), ASK] for problem in problems)
    return _table([(ask, len(ask)) if len(ask) < length else ([], 0) for ask in asked], length)


def _table(rows: Sequence[tuple[list[int], int]], length: int) -> Lessons:
    """Rows of ids, each with the size of its question, as arrays."""
    ids = np.full((len(rows), length), PAD, np.int32)
    for place, (row, _) in enumerate(rows):
        ids[place, : len(row)] = row
    return Lessons(ids, np.array([size for _, size in rows], np.int32))


def written(row: Sequence[int], size: int, alphabet: Alphabet) -> Written:
    """Steps and answer of a finished row whose question takes `size` ids."""
    told = list(row[size:])
    if not size or END not in told:
        return Written("", "")
    told = told[: told.index(END)]
    if ANSWER not in told:
        return Written(alphabet.decode(told), "")
    mark = told.index(ANSWER)
    return Written(alphabet.decode(told[:mark]), alphabet.decode(told[mark:]))
