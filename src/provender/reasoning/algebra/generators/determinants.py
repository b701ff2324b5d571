"""Determinants by expansion along rows: first all minors of the two lowest rows, then of three, up to the whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar

from provender.core.claim import Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "ask": ("Find the determinant of the matrix A = {m}.", "What is det A for A = {m}?"),
            "minor": "Rows {rows} and columns {columns}: {f} = {d}.",
            "whole": "The determinant of A is {f} = {d}.",
        },
        "sw": {
            "ask": ("Tafuta kibainishi cha matriki A = {m}.", "Je, det A ni ngapi ikiwa A = {m}?"),
            "minor": "Safu mlalo {rows} na safu wima {columns}: {f} = {d}.",
            "whole": "Kibainishi cha A ni {f} = {d}.",
        },
        "fr": {
            "ask": ("Calcule le déterminant de la matrice A = {m}.", "Que vaut det A pour A = {m} ?"),
            "minor": "Lignes {rows} et colonnes {columns} : {f} = {d}.",
            "whole": "Le déterminant de A est {f} = {d}.",
        },
        "es": {
            "ask": ("Calcula el determinante de la matriz A = {m}.", "¿Cuánto vale det A si A = {m}?"),
            "minor": "Filas {rows} y columnas {columns}: {f} = {d}.",
            "whole": "El determinante de A es {f} = {d}.",
        },
        "de": {
            "ask": ("Berechne die Determinante der Matrix A = {m}.", "Wie groß ist det A für A = {m}?"),
            "minor": "Zeilen {rows} und Spalten {columns}: {f} = {d}.",
            "whole": "Die Determinante von A ist {f} = {d}.",
        },
    }
)

# level -> rows and columns, the largest entry
_SIZES = {1: (2, 9), 2: (2, 60), 3: (3, 9), 4: (3, 30), 5: (3, 200), 6: (4, 30)}


@generator
@dataclass(frozen=True, slots=True)
class Determinants:
    """Square matrices of whole numbers, expanded along their highest row (Laplace).

    Attributes:
        language: of question and solution.
        level: 1 and 2 (two rows) to 5 (three rows of numbers up to 200); 6 has four rows.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        Find the determinant of the matrix A = [[2, 1], [4, 5]]. The determinant of A is 2 × 5 - 1 × 4 = 6.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("determinants")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the matrix, then the words."""
        size, most = _SIZES[self.level]
        matrix = [[rng.between(-most, most) for _ in range(size)] for _ in range(size)]
        shown = f"[{', '.join(str(row) for row in matrix)}]"
        told = Telling(WORDS[self.language])
        question = told.say("ask", rng.below(WORDS.forms("ask")), m=shown)
        answer = _solve(told, matrix)
        rows: list[Term] = [("row", *row) for row in matrix]
        given = equal("A", ("matrix", *rows))
        return Problem(question, str(answer), self.language, told.derivation(("det", "A"), answer, (given,)))


def _solve(told: Telling, matrix: Sequence[Sequence[int]]) -> int:
    """The determinant, told from the lowest rows up."""
    size = len(matrix)
    # columns, from 0 -> the minor of the lowest rows in these columns, and the step that found it
    minors: dict[tuple[int, ...], tuple[int, tuple[int, ...]]] = {(c,): (n, ()) for c, n in enumerate(matrix[-1])}
    for height in range(2, size + 1):
        rows = tuple(range(size - height + 1, size + 1))
        found: dict[tuple[int, ...], tuple[int, tuple[int, ...]]] = {}
        for columns in combinations(range(size), height):
            parts = [minors[(*columns[:i], *columns[i + 1 :])] for i in range(height)]
            term, text, worth = _expanded([matrix[-height][c] for c in columns], [part[0] for part in parts])
            uses = tuple(sorted(use for part in parts for use in part[1]))
            if height == size:
                told.step("whole", equal(("det", "A"), term, worth), uses, f=text, d=worth)
                return worth
            shown = tuple(c + 1 for c in columns)
            claim = equal(("minor", ("rows", *rows), ("columns", *shown)), term, worth)
            fill: dict[str, Any] = {"rows": _listed(rows), "columns": _listed(shown), "f": text, "d": worth}
            found[columns] = (worth, (told.step("minor", claim, uses, **fill),))
        minors = found
    return matrix[0][0]


def _expanded(entries: Sequence[int], minors: Sequence[int]) -> tuple[Term, str, int]:
    """Entries times minors with alternating signs: as a term, as text, and its value."""
    term: Term = ("*", entries[0], minors[0])
    text = f"{entries[0]} × {_bracketed(minors[0])}"
    worth = entries[0] * minors[0]
    for place in range(1, len(entries)):
        sign = "-" if place % 2 else "+"
        term = (sign, term, ("*", entries[place], minors[place]))
        text += f" {sign} {_bracketed(entries[place])} × {_bracketed(minors[place])}"
        worth += entries[place] * minors[place] * (-1) ** place
    return term, text, worth


def _bracketed(number: int) -> str:
    """A negative number stands in brackets behind a sign."""
    return f"({number})" if number < 0 else str(number)


def _listed(numbers: Sequence[int]) -> str:
    """Numbers with commas."""
    return ", ".join(map(str, numbers))
