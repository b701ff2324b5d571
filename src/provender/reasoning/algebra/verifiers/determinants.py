"""Proves determinants: each expansion from the matrix and the minors below it, and the whole by FLINT."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar, TypeAlias, final

from flint import fmpz_mat

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import value
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_Matrix: TypeAlias = tuple[tuple[int, ...], ...]

_MOST = 6  # rows
_ROW = r"\[-?[0-9]{1,30}(?:, -?[0-9]{1,30}){0,9}\]"


def _matrix(text: str) -> _Matrix | None:
    """The rows; None for numbers with leading zeros and rows of unequal length."""
    rows = [row.split(", ") for row in text[2:-2].split("], [")]
    if any(entry != str(int(entry)) for row in rows for entry in row) or {len(row) for row in rows} != {len(rows)}:
        return None
    return tuple(tuple(map(int, row)) for row in rows)


_SLOTS = {"matrix": (rf"\[{_ROW}(?:, {_ROW}){{0,9}}\]", _matrix)}
_ASKS = Forms(
    {
        "en": {"ask": ("Find the determinant of the matrix A = {m:matrix}.", "What is det A for A = {m:matrix}?")},
        "sw": {"ask": ("Tafuta kibainishi cha matriki A = {m:matrix}.", "Je, det A ni ngapi ikiwa A = {m:matrix}?")},
        "fr": {"ask": ("Calcule le déterminant de la matrice A = {m:matrix}.", "Que vaut det A pour A = {m:matrix} ?")},
        "es": {
            "ask": ("Calcula el determinante de la matriz A = {m:matrix}.", "¿Cuánto vale det A si A = {m:matrix}?")
        },
        "de": {
            "ask": ("Berechne die Determinante der Matrix A = {m:matrix}.", "Wie groß ist det A für A = {m:matrix}?")
        },
    },
    slots=_SLOTS,
)
_SAYS = Forms(
    {
        "en": {
            "minor": "Rows {rows:list} and columns {columns:list}: {f:formula} = {d:int}.",
            "whole": "The determinant of A is {f:formula} = {d:int}.",
        },
        "sw": {
            "minor": "Safu mlalo {rows:list} na safu wima {columns:list}: {f:formula} = {d:int}.",
            "whole": "Kibainishi cha A ni {f:formula} = {d:int}.",
        },
        "fr": {
            "minor": "Lignes {rows:list} et colonnes {columns:list} : {f:formula} = {d:int}.",
            "whole": "Le déterminant de A est {f:formula} = {d:int}.",
        },
        "es": {
            "minor": "Filas {rows:list} y columnas {columns:list}: {f:formula} = {d:int}.",
            "whole": "El determinante de A es {f:formula} = {d:int}.",
        },
        "de": {
            "minor": "Zeilen {rows:list} und Spalten {columns:list}: {f:formula} = {d:int}.",
            "whole": "Die Determinante von A ist {f:formula} = {d:int}.",
        },
    }
)


def _expands(matrix: _Matrix, v: Values, before: Sequence[Said]) -> bool:
    """A minor of the lowest rows, along the highest of them."""
    size = len(matrix)
    low = tuple(range(size - len(v["rows"]) + 1, size + 1))
    columns = v["columns"]
    fits = len(columns) == len(low) and columns in combinations(range(1, size + 1), len(low))
    return v["rows"] == low and 1 < len(low) < size and fits and _is_expansion(matrix, columns, v, before)


def _is_whole(matrix: _Matrix, v: Values, before: Sequence[Said]) -> bool:
    """The matrix itself, along its first row."""
    return _is_expansion(matrix, tuple(range(1, len(matrix) + 1)), v, before)


def _is_expansion(matrix: _Matrix, columns: tuple[int, ...], v: Values, before: Sequence[Said]) -> bool:
    """Entries times the minors found before, with alternating signs, rightly worked out."""
    known = {said.values["columns"]: said.values["d"] for said in before if said.kind == "minor"}
    known.update({(column,): entry for column, entry in enumerate(matrix[-1], 1)})
    minors = [known.get((*columns[:i], *columns[i + 1 :])) for i in range(len(columns))]
    row = matrix[len(matrix) - len(columns)]
    if None in minors:
        return False
    return bool(v["f"] == _expansion([row[column - 1] for column in columns], minors) and value(v["f"]) == v["d"])


def _expansion(entries: Sequence[int], minors: Sequence[int | None]) -> Term:
    """The alternating sum, from the left."""
    term: Term = 0
    for place, (entry, minor) in enumerate(zip(entries, minors, strict=True)):
        product: Term = ("*", entry, minor or 0)
        term = ("-" if place % 2 else "+", term, product) if place else product
    return term


def _minor(v: Values) -> Claim:
    """The determinant of some rows and columns."""
    return Claim("=", (("minor", ("rows", *v["rows"]), ("columns", *v["columns"])), v["f"], v["d"]))


def _given(matrix: _Matrix) -> Term:
    """The matrix as a term."""
    rows: list[Term] = [("row", *row) for row in matrix]
    return ("matrix", *rows)


@final
class _Determinants(Kind[_Matrix]):
    """The task is the matrix."""

    topic = "determinants"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "minor": Line(_minor, _expands),
        "whole": Line(lambda v: Claim("=", (("det", "A"), v["f"], v["d"])), _is_whole),
    }

    def task(self, said: Said) -> _Matrix:
        """A square matrix of 2 to 6 rows."""
        matrix: _Matrix = said.values["m"]
        if not 2 <= len(matrix) <= _MOST:
            raise Wrong("matrix is too small or too large", rows=len(matrix))
        return matrix

    def givens(self, task: _Matrix) -> tuple[Claim, ...]:
        """The matrix."""
        return (Claim("=", ("A", _given(task))),)

    def goal(self, task: _Matrix) -> Term:
        """det A."""
        return ("det", "A")

    def solve(self, task: _Matrix) -> Term:
        """FLINT's determinant."""
        return int(fmpz_mat([list(row) for row in task]).det())

    def conclusion(self, task: _Matrix, answer: Term) -> Claim:
        """The expansion along the first row, its minors FLINT's."""
        columns = range(len(task))
        low = [fmpz_mat([[row[c] for c in columns if c != gone] for row in task[1:]]) for gone in columns]
        minors = [int(minor.det()) for minor in low]
        return Claim("=", (("det", "A"), _expansion(task[0], minors), answer))

    def write(self, answer: Term, language: str) -> str:
        """The number."""
        return str(answer)


_KIND = _Determinants()


@verifier
@dataclass(frozen=True, slots=True)
class Determinants:
    """Reads the matrix, proves each expansion, and computes the determinant by FLINT.

    Example:
        "The determinant of A is 2 × 5 + 1 × 4 = 14." fails for A = [[2, 1], [4, 5]]: the signs alternate.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Determinants.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
