"""Linear equations in one unknown, with brackets and fractions; solved and put back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, ClassVar, NamedTuple

from provender.core.claim import Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.algebra.polynomials import monomial, plus, polynomial, put, rational, written
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Voice, Wording

WORDS = Wording(
    {
        "en": {
            "ask": ("Solve for {x}: {l} = {r}.", "Find {x} if {l} = {r}."),
            "multiply": "Multiply both sides by {n}: {l} = {r}.",
            "expand": "Remove the brackets: {l} = {r}.",
            "collect": "Simplify each side: {l} = {r}.",
            "add": "Add {t} to both sides: {l} = {r}.",
            "subtract": "Subtract {t} from both sides: {l} = {r}.",
            "divide": "Divide both sides by {n}: {l} = {r}.",
            "left": "Left side for {x} = {v}: {side} = {n}.",
            "right": "Right side for {x} = {v}: {side} = {n}.",
            "solution": "Both sides are {n}, so {x} = {v}.",
        },
        "sw": {
            "ask": ("Tatua mlinganyo ili kupata {x}: {l} = {r}.", "Tafuta {x} ikiwa {l} = {r}."),
            "multiply": "Zidisha pande zote mbili kwa {n}: {l} = {r}.",
            "expand": "Ondoa mabano: {l} = {r}.",
            "collect": "Rahisisha kila upande: {l} = {r}.",
            "add": "Ongeza {t} pande zote mbili: {l} = {r}.",
            "subtract": "Toa {t} pande zote mbili: {l} = {r}.",
            "divide": "Gawanya pande zote mbili kwa {n}: {l} = {r}.",
            "left": "Upande wa kushoto kwa {x} = {v}: {side} = {n}.",
            "right": "Upande wa kulia kwa {x} = {v}: {side} = {n}.",
            "solution": "Pande zote mbili ni {n}, kwa hiyo {x} = {v}.",
        },
        "fr": {
            "ask": ("Résous l'équation d'inconnue {x} : {l} = {r}.", "Trouve {x} sachant que {l} = {r}."),
            "multiply": "Multiplions les deux membres par {n} : {l} = {r}.",
            "expand": "Développons : {l} = {r}.",
            "collect": "Réduisons chaque membre : {l} = {r}.",
            "add": "Ajoutons {t} aux deux membres : {l} = {r}.",
            "subtract": "Retranchons {t} des deux membres : {l} = {r}.",
            "divide": "Divisons les deux membres par {n} : {l} = {r}.",
            "left": "Membre de gauche pour {x} = {v} : {side} = {n}.",
            "right": "Membre de droite pour {x} = {v} : {side} = {n}.",
            "solution": "Les deux membres valent {n}, donc {x} = {v}.",
        },
        "es": {
            "ask": ("Resuelve la ecuación de incógnita {x}: {l} = {r}.", "Halla {x} si {l} = {r}."),
            "multiply": "Multiplicamos ambos lados por {n}: {l} = {r}.",
            "expand": "Quitamos los paréntesis: {l} = {r}.",
            "collect": "Simplificamos cada lado: {l} = {r}.",
            "add": "Sumamos {t} en ambos lados: {l} = {r}.",
            "subtract": "Restamos {t} en ambos lados: {l} = {r}.",
            "divide": "Dividimos ambos lados entre {n}: {l} = {r}.",
            "left": "Lado izquierdo para {x} = {v}: {side} = {n}.",
            "right": "Lado derecho para {x} = {v}: {side} = {n}.",
            "solution": "Ambos lados valen {n}, así que {x} = {v}.",
        },
        "de": {
            "ask": ("Löse nach {x} auf: {l} = {r}.", "Bestimme {x}, wenn {l} = {r} gilt."),
            "multiply": "Multipliziere beide Seiten mit {n}: {l} = {r}.",
            "expand": "Löse die Klammern auf: {l} = {r}.",
            "collect": "Fasse jede Seite zusammen: {l} = {r}.",
            "add": "Addiere {t} auf beiden Seiten: {l} = {r}.",
            "subtract": "Subtrahiere {t} auf beiden Seiten: {l} = {r}.",
            "divide": "Teile beide Seiten durch {n}: {l} = {r}.",
            "left": "Linke Seite für {x} = {v}: {side} = {n}.",
            "right": "Rechte Seite für {x} = {v}: {side} = {n}.",
            "solution": "Beide Seiten sind {n}, also gilt {x} = {v}.",
        },
    }
)


class Piece(NamedTuple):
    """factor · (slope · x + constant) / divisor; `factor` is 1 where there is a divisor."""

    factor: int
    constant: int
    slope: int
    divisor: int = 1


class Size(NamedTuple):
    """A level: the pieces of both sides by their kind (p plain, b bracket, f fraction), and how large numbers are.

    `solution` 0 means that nothing is fitted to it: the solution is what comes out.
    """

    left: str
    right: str
    most: int
    solution: int


_SIZES = {
    1: Size("p", "n", 9, 9),
    2: Size("p", "p", 12, 12),
    3: Size("bn", "p", 9, 12),
    4: Size("bp", "bn", 12, 0),
    5: Size("fbn", "f", 12, 0),
    6: Size("ffbn", "ffp", 40, 0),
}
LETTERS = "xyztnk"


@generator
@dataclass(frozen=True, slots=True)
class LinearEquations:
    """Equations with one solution; from level 3 with brackets, from 5 with fractions.

    Attributes:
        language: of question and solution.
        level: 1 (the unknown once) to 5 (fractions on both sides); 6 has more and larger ones.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        Solve for x: 3(2x - 1) + 4 = 4x + 9. Remove the brackets: 6x - 3 + 4 = 4x + 9. ... Both sides are 25, so x = 4.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("linear_equations")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first both sides, then the words."""
        left, right = _drawn(rng, _SIZES[self.level])
        solving = _Solving(WORDS[self.language], rng.choice(LETTERS), left, right)
        x, sides, told = solving.letter, solving.terms(), solving.told
        question = told.say("ask", rng.below(WORDS.forms("ask")), x=x, l=written(sides[0]), r=written(sides[1]))
        solution = solving.solve()
        value, worth = rational(solution), rational(sum(_worth(piece, solution) for piece in left))
        fill: dict[str, Any] = {"x": x, "v": written(value), "n": written(worth)}
        uses = [told.places[-1]]
        for side, term in zip(("left", "right"), sides, strict=True):
            if (shown := put(term, solution)) != term:  # a bare number needs no working out
                uses.append(told.step(side, equal(shown, worth), (uses[0],), **fill, side=written(shown)))
        told.step("solution", equal(x, value), tuple(uses), **fill)
        return Problem(question, fill["v"], self.language, told.derivation(x, value, (equal(*sides),)))


class _Solving:
    """An equation on its way to its solution, told step by step."""

    def __init__(self, say: Voice, letter: str, left: Sequence[Piece], right: Sequence[Piece]) -> None:
        self.told = Telling(say)
        self.letter = letter
        self.sides = [list(left), list(right)]

    def terms(self) -> list[Term]:
        """Both sides as they stand."""
        return [plus([part for piece in side for part in _parts(piece, self.letter)]) for side in self.sides]

    def _tell(self, kind: str, terms: Sequence[Term], **fill: Any) -> None:
        """The equation after a step, which rests on the step before it."""
        left, right = terms
        self.told.step(kind, equal(left, right), self.told.places[-1:], l=written(left), r=written(right), **fill)

    def solve(self) -> Fraction:
        """The solution, told down to it."""
        factor = lcm(*(piece.divisor for side in self.sides for piece in side))
        if factor > 1:
            self.sides = [[_scaled(piece, factor) for piece in side] for side in self.sides]
            self._tell("multiply", self.terms(), n=factor)
        if any(piece.factor != 1 for side in self.sides for piece in side):
            self.sides = [[Piece(1, p.factor * p.constant, p.factor * p.slope) for p in side] for side in self.sides]
            self._tell("expand", self.terms())
        (b, a), (d, c) = ([sum(p.constant for p in side), sum(p.slope for p in side)] for side in self.sides)
        shortest = [polynomial([b, a], self.letter), polynomial([d, c], self.letter)]
        if shortest != self.terms():
            self._tell("collect", shortest)
        return self._isolate(a, b, c, d)

    def _isolate(self, a: int, b: int, c: int, d: int) -> Fraction:
        """The unknown to the left, the numbers to the right, and what is left divided."""
        if c:
            self._shift(monomial(abs(c), 1, self.letter), c, [b, a - c], [d, 0])
        if b:
            self._shift(abs(b), b, [0, a - c], [d - b, 0])
        solution = Fraction(d - b, a - c)
        if a - c != 1:
            self._tell("divide", [self.letter, rational(solution)], n=a - c)
        return solution

    def _shift(self, part: Term, sign: int, left: Sequence[int], right: Sequence[int]) -> None:
        """A part taken away on both sides, or added where it is negative."""
        terms = [polynomial(left, self.letter), polynomial(right, self.letter)]
        self._tell("subtract" if sign > 0 else "add", terms, t=written(part))


def _parts(piece: Piece, x: str) -> list[Term]:
    """A piece as parts of a sum."""
    parts = [monomial(c, power, x) for c, power in ((piece.slope, 1), (piece.constant, 0)) if c]
    if piece.divisor > 1:
        return [("/", plus(parts), piece.divisor)]
    if piece.factor == 1:
        return parts
    return [("-", plus(parts)) if piece.factor == -1 else ("*", piece.factor, plus(parts))]


def _scaled(piece: Piece, factor: int) -> Piece:
    """A piece times a multiple of its divisor; what stands in no bracket is multiplied out at once."""
    size = factor // piece.divisor
    if piece.divisor == 1 and piece.factor == 1:
        return Piece(1, piece.constant * size, piece.slope * size)
    return Piece(piece.factor * size, piece.constant, piece.slope)


def _worth(piece: Piece, x: Fraction) -> Fraction:
    """A piece's value."""
    return piece.factor * (piece.slope * x + piece.constant) / piece.divisor


def _drawn(rng: Stream, size: Size) -> tuple[list[Piece], list[Piece]]:
    """Both sides, of which one solution makes an equation."""
    while True:
        left, right = ([_piece(rng, kind, size.most) for kind in kinds] for kinds in (size.left, size.right))
        slope = sum(_slope(piece) for piece in left) - sum(_slope(piece) for piece in right)
        if size.solution:
            x = Fraction(rng.between(1, size.solution) * rng.choice([1, -1]))
            gap = sum(_worth(piece, x) for piece in left) - sum(_worth(piece, x) for piece in right)
            right[-1] = right[-1]._replace(constant=right[-1].constant + int(gap))
        if slope and right[-1].constant and any(piece.slope for piece in left):
            return left, right


def _slope(piece: Piece) -> Fraction:
    """How much of the unknown a piece holds."""
    return Fraction(piece.factor * piece.slope, piece.divisor)


def _piece(rng: Stream, kind: str, most: int) -> Piece:
    """A plain piece ax + b, a number, a bracket or a fraction."""
    slope, constant = (rng.between(1, most) * rng.choice([1, 1, -1]) for _ in range(2))
    if kind == "b":
        return Piece(rng.between(2, 9) * rng.choice([1, 1, -1]), constant, slope)
    if kind == "f":
        return Piece(1, constant, slope, rng.between(2, 9))
    return Piece(1, constant, 0 if kind == "n" else slope)
