"""Inequalities between quadratic forms: proposed at random, refuted at small points, proved by a sum of squares.

Completing the square again and again (Lagrange 1759) writes a positive definite form as a sum of squares with positive
coefficients. What is known are squares of one letter and of sums and differences of two; their sums with positive
coefficients are the diagonally dominant forms (Barker and Carlson, Pacific J. Math. 57, 1975). So a form is new where,
for some letter, twice the coefficient of its square is less than the sizes of its mixed terms together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import lcm
from typing import ClassVar, TypeAlias

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.conjecture.generators._theorems import ANSWERS
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.algebra.polynomials import monomial, plus, written
from provender.reasoning.render.telling import Telling, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "ask": ("Prove for all real numbers that {f} >= 0.", "Show that {f} is never negative."),
            "expand": "{square} = {poly}.",
            "sum": "Together with {last} this is {poly} = {scale} × ({f}).",
            "novel": "For {letter}, 2 × {a} < {sum}, so squares of x, x + y, x - y etc. do not suffice.",
            "proved": "A sum of squares is never negative, so it holds, and it is new.",
        },
        "sw": {
            "ask": ("Thibitisha kwa namba halisi zote kwamba {f} >= 0.", "Onyesha kwamba {f} kamwe si hasi."),
            "expand": "{square} = {poly}.",
            "sum": "Pamoja na {last} ni {poly} = {scale} × ({f}).",
            "novel": "Kwa {letter}, 2 × {a} < {sum}, kwa hiyo miraba ya x, x + y, x - y n.k. haitoshi.",
            "proved": "Jumla ya miraba kamwe si hasi, kwa hiyo ni kweli, na ni mpya.",
        },
        "fr": {
            "ask": ("Démontre pour tous les réels que {f} >= 0.", "Montre que {f} n'est jamais négatif."),
            "expand": "{square} = {poly}.",
            "sum": "Avec {last}, cela fait {poly} = {scale} × ({f}).",
            "novel": "Pour {letter}, 2 × {a} < {sum}, donc les carrés de x, x + y, x - y, etc. ne suffisent pas.",
            "proved": "Une somme de carrés n'est jamais négative, donc c'est vrai, et c'est nouveau.",
        },
        "es": {
            "ask": ("Demuestra para todos los reales que {f} >= 0.", "Muestra que {f} nunca es negativo."),
            "expand": "{square} = {poly}.",
            "sum": "Junto con {last} es {poly} = {scale} × ({f}).",
            "novel": "Para {letter}, 2 × {a} < {sum}, así que los cuadrados de x, x + y, x - y, etc. no bastan.",
            "proved": "Una suma de cuadrados nunca es negativa, así que vale, y es nuevo.",
        },
        "de": {
            "ask": ("Beweise für alle reellen Zahlen, dass {f} >= 0.", "Zeige, dass {f} niemals negativ ist."),
            "expand": "{square} = {poly}.",
            "sum": "Zusammen mit {last} ist das {poly} = {scale} × ({f}).",
            "novel": "Für {letter} ist 2 × {a} < {sum}, also reichen Quadrate von x, x + y, x - y usw. nicht.",
            "proved": "Eine Summe von Quadraten ist niemals negativ, also gilt es, und es ist neu.",
        },
    }
)

# level -> letters, largest coefficient of a square, of a mixed term
_SIZES = {1: (2, 9, 9), 2: (2, 60, 90), 3: (3, 9, 12), 4: (3, 40, 60), 5: (4, 12, 10), 6: (5, 20, 12)}
_LETTERS = "xyzwv"
_LARGEST = 10**12

Matrix: TypeAlias = Sequence[Sequence[int]]
"""Upper half of a form: c[i][i] of x_i^2, c[i][j] of x_i x_j for i < j."""


@generator
@dataclass(frozen=True, slots=True)
class Inequalities:
    """Quadratic inequalities, discovered, proved as sums of squares, and new to this library.

    Attributes:
        language: of statement and proof.
        level: letters and sizes of the coefficients; 6 goes beyond all others.

    Guarantees:
        The form is positive definite, and no sum of squares of single letters and of pairs.

    Example:
        x^2 - 3xy + 3y^2 >= 0, for 4(x^2 - 3xy + 3y^2) = (2x - 3y)^2 + 3y^2.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("inequalities_of_squares")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One inequality with its proof."""
        letters, square, mixed = _SIZES[self.level]
        while True:
            form = _drawn(rng, letters, square, mixed)
            row = next((i for i in range(letters) if 2 * form[i][i] < sum(_mixed(form, i))), None)
            if row is None or _refuted(form):
                continue
            squares = _squares(form)
            if squares and max(max(map(abs, line)) for _, line in squares) < _LARGEST:
                return self._told(rng, form, squares, row=row)

    def _told(self, rng: Stream, form: Matrix, squares: Sequence[tuple[Fraction, list[int]]], *, row: int) -> Problem:
        """The statement in words, and its proof."""
        told = Telling(WORDS[self.language])
        f = _term(form)
        scale = lcm(*(size.denominator for size, _ in squares))
        expanded = []
        *longer, (last, _) = squares
        for size, line in longer:
            whole = int(size * scale)
            shown = _square(whole, line)
            poly = _term(
                [[whole * a * b * (2 if i < j else 1) for j, b in enumerate(line)] for i, a in enumerate(line)]
            )
            claim = Claim("identity", (shown, poly))
            expanded.append(told.step("expand", claim, square=written(shown), poly=written(poly)))
        total = _term([[scale * c for c in line] for line in form])
        claim = Claim("identity", (total, ("*", scale, f)))
        said = {"poly": written(total), "f": written(f), "last": f"{int(last * scale)}{_LETTERS[len(form) - 1]}^2"}
        whole_step = told.step("sum", claim, tuple(expanded), scale=scale, **said)  # type: ignore[arg-type]
        a, sizes = form[row][row], _mixed(form, row)
        less = Claim("<", (("*", 2, a), plus(sizes)))
        novel = told.step("novel", less, letter=_LETTERS[row], a=a, sum=" + ".join(map(str, sizes)))
        told.step("proved", Claim("proved", ()), (whole_step, novel))
        question = told.say("ask", rng.below(WORDS.forms("ask")), f=written(f))
        return Problem(
            question, ANSWERS[self.language], self.language, told.derivation(("never_negative", f), "proved")
        )


def _drawn(rng: Stream, letters: int, square: int, mixed: int) -> Matrix:
    """A form: positive coefficients of squares, any of mixed terms."""
    return [
        [0 if j < i else rng.between(1, square) if j == i else rng.between(-mixed, mixed) for j in range(letters)]
        for i in range(letters)
    ]


def _mixed(form: Matrix, row: int) -> list[int]:
    """Sizes of the mixed terms that hold a letter, without zeros."""
    sizes = [abs(form[min(row, j)][max(row, j)]) for j in range(len(form)) if j != row]
    return [size for size in sizes if size]


def _refuted(form: Matrix) -> bool:
    """Whether some point with coordinates -1, 0 and 1 makes it negative or nought: cheap, and seldom wrong."""
    size = len(form)
    points = (point for point in product((-1, 0, 1), repeat=size) if any(point))
    return any(sum(form[i][j] * p[i] * p[j] for i in range(size) for j in range(i, size)) <= 0 for p in points)


def _squares(form: Matrix) -> list[tuple[Fraction, list[int]]]:
    """(d, line) with the form = sum of d · line^2, d > 0; empty where it is not positive definite."""
    size = len(form)
    rest = [[Fraction(form[min(i, j)][max(i, j)], 1 if i == j else 2) for j in range(size)] for i in range(size)]
    found = []
    for i in range(size):
        pivot = rest[i][i]
        if pivot <= 0:
            return []
        shares = [Fraction(0)] * i + [rest[i][j] / pivot for j in range(i, size)]
        common = lcm(*(share.denominator for share in shares))
        found.append((pivot / common**2, [int(share * common) for share in shares]))
        for a in range(i, size):
            for b in range(i, size):
                rest[a][b] -= pivot * shares[a] * shares[b]
    return found


def _term(form: Matrix) -> Term:
    """The form as a term: squares first, then mixed terms in the letters' order."""
    size = len(form)
    parts = [monomial(form[i][i], 2, _LETTERS[i]) for i in range(size) if form[i][i]]
    for i in range(size):
        for j in range(i + 1, size):
            if c := form[i][j]:
                pair: Term = ("*", _LETTERS[i], _LETTERS[j])
                parts.append(pair if c == 1 else ("-", pair) if c == -1 else ("*", c, _LETTERS[i], _LETTERS[j]))
    return plus(parts)


def _square(size: int, line: Sequence[int]) -> Term:
    """size · (line)^2 as a term."""
    parts = [monomial(c, 1, letter) for c, letter in zip(line, _LETTERS, strict=False) if c]
    squared: Term = ("^", plus(parts), 2)
    return squared if size == 1 else ("*", size, squared)
