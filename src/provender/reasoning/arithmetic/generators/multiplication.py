"""Long multiplication by partial products: both numbers are split by place value, cell by cell, row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

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
            "ask": ("Multiply {a} by {b} with partial products.", "What is {a} × {b}? Use partial products."),
            "split": "Split {n} by place value: {n} = {parts}.",
            "cell": "{x} × {y} = {z}.",
            "row": "Add up the row of {y}: {a} × {y} = {parts} = {z}.",
            "total": "Add up the rows: {a} × {b} = {parts} = {z}.",
        },
        "sw": {
            "ask": (
                "Zidisha {a} kwa {b} kwa njia ya mazao ya sehemu.",
                "Je, {a} × {b} ni ngapi? Tumia mazao ya sehemu.",
            ),
            "split": "Tenganisha {n} kwa thamani ya nafasi: {n} = {parts}.",
            "cell": "{x} × {y} = {z}.",
            "row": "Jumlisha safu ya {y}: {a} × {y} = {parts} = {z}.",
            "total": "Jumlisha safu zote: {a} × {b} = {parts} = {z}.",
        },
        "fr": {
            "ask": (
                "Multiplie {a} par {b} à l'aide de produits partiels.",
                "Combien font {a} × {b} ? Utilise des produits partiels.",
            ),
            "split": "On décompose {n} selon ses chiffres : {n} = {parts}.",
            "cell": "{x} × {y} = {z}.",
            "row": "On additionne la ligne de {y} : {a} × {y} = {parts} = {z}.",
            "total": "On additionne les lignes : {a} × {b} = {parts} = {z}.",
        },
        "es": {
            "ask": (
                "Multiplica {a} por {b} con productos parciales.",
                "¿Cuánto es {a} × {b}? Usa productos parciales.",
            ),
            "split": "Descompón {n} según el valor posicional: {n} = {parts}.",
            "cell": "{x} × {y} = {z}.",
            "row": "Suma la fila de {y}: {a} × {y} = {parts} = {z}.",
            "total": "Suma las filas: {a} × {b} = {parts} = {z}.",
        },
        "de": {
            "ask": (
                "Multipliziere {a} mit {b} über Teilprodukte.",
                "Wie viel ist {a} × {b}? Rechne mit Teilprodukten.",
            ),
            "split": "Zerlege {n} nach Stellenwerten: {n} = {parts}.",
            "cell": "{x} × {y} = {z}.",
            "row": "Addiere die Zeile zu {y}: {a} × {y} = {parts} = {z}.",
            "total": "Addiere die Zeilen: {a} × {b} = {parts} = {z}.",
        },
    }
)

# level -> digits of either number
_DIGITS = {1: (2, 2), 2: (3, 2), 3: (4, 2), 4: (4, 3), 5: (5, 3), 6: (6, 4)}


@generator
@dataclass(frozen=True, slots=True)
class Multiplication:
    """Two numbers with at least two figures that are not 0, multiplied in a grid of their parts.

    Attributes:
        language: of question and solution.
        level: 1 (two digits by two) to 5 (five by three); 6 has six by four.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        47 × 26: 47 = 40 + 7. 26 = 20 + 6. 40 × 20 = 800. 7 × 20 = 140. 47 × 20 = 800 + 140 = 940. ...
        47 × 26 = 940 + 282 = 1222.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("multiplication")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the numbers, then the grid."""
        a, b = (_number(rng, digits) for digits in _DIGITS[self.level])
        say = WORDS[self.language]
        question = say("ask", rng.below(WORDS.forms("ask")), a=a, b=b)
        told = Telling(say)
        split = {n: told.step("split", equal(n, ("+", *_parts(n))), n=n, parts=_sum(_parts(n))) for n in {a: 0, b: 0}}
        grounds = tuple(split.values())  # one alone for a square
        rows = [_row(told, a, y, grounds) for y in _parts(b)]
        lines = [a * y for y in _parts(b)]
        claim = equal(("*", a, b), ("+", *lines), a * b)
        told.step("total", claim, (split[b], *rows), a=a, b=b, parts=_sum(lines), z=a * b)
        return Problem(question, str(a * b), self.language, told.derivation(("*", a, b), a * b))


def _number(rng: Stream, digits: int) -> int:
    """A number of so many digits that is more than one figure and zeros."""
    number = rng.between(10 ** (digits - 1), 10**digits - 1)
    return number if len(_parts(number)) > 1 else number + rng.between(1, 9)


def _parts(number: int) -> list[int]:
    """347 -> 300, 40, 7; zeros are left out."""
    figures = str(number)
    return [int(figure) * 10 ** (len(figures) - 1 - at) for at, figure in enumerate(figures) if figure != "0"]


def _sum(parts: list[int]) -> str:
    """300 + 40 + 7."""
    return " + ".join(map(str, parts))


def _row(told: Telling, a: int, y: int, splits: tuple[int, ...]) -> int:
    """The products of a's parts with one part of the other number, and their sum; its place."""
    cells = [x * y for x in _parts(a)]
    uses = [told.step("cell", equal(("*", x, y), x * y), splits, x=x, y=y, z=x * y) for x in _parts(a)]
    claim = equal(("*", a, y), ("+", *cells), a * y)
    return told.step("row", claim, (splits[0], *uses), a=a, y=y, parts=_sum(cells), z=a * y)
