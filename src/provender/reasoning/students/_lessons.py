"""Problems as rows of symbols for a character model, and its writing back as text.

    question ⟨ask⟩ worked steps ⟨answer⟩ 6 ⟨end⟩       show="steps"
    question ⟨ask⟩ ⟨answer⟩ 6 ⟨end⟩                    show="answer"

Everything after ⟨ask⟩ is the student's to write; only that side is learned.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from provender.reasoning.problem import Problem

PAD, END, ASK, ANSWER, UNKNOWN = range(5)
_FIRST = 5  # symbols start here

Show = Literal["steps", "answer"]
Ids = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The characters a student knows, in code-point order; any other reads as UNKNOWN."""

    symbols: str

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> "Alphabet":
        """Every character that occurs in `problems`."""
        return cls("".join(sorted({sign for problem in problems for sign in problem.text()})))

    @property
    def size(self) -> int:
        """Number of ids, marks included."""
        return _FIRST + len(self.symbols)

    def encode(self, text: str) -> list[int]:
        """Ids of a text, one a character."""
        places = {sign: place for place, sign in enumerate(self.symbols, _FIRST)}
        return [places.get(sign, UNKNOWN) for sign in text]

    def decode(self, ids: Iterable[int]) -> str:
        """The characters of `ids`; marks are left out."""
        return "".join(self.symbols[place - _FIRST] for place in ids if place >= _FIRST)


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
