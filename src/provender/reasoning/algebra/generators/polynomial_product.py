"""Products of two polynomials, multiplied out degree by degree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.algebra.polynomials import multiplied, plus, polynomial, written
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "ask": ("Expand {f}.", "Multiply out {f}."),
            "degree": ("Degree {k}: {sum} = {c}.", "The coefficient of degree {k} is {sum} = {c}."),
            "product": "Therefore {f} = {p}.",
        },
        "sw": {
            "ask": ("Panua {f}.", "Zidisha na ufungue mabano: {f}."),
            "degree": ("Kipeo {k}: {sum} = {c}.", "Kizigeu cha kipeo {k} ni {sum} = {c}."),
            "product": "Kwa hiyo {f} = {p}.",
        },
        "fr": {
            "ask": ("Développe {f}.", "Développe et réduis {f}."),
            "degree": ("Degré {k} : {sum} = {c}.", "Le coefficient de degré {k} est {sum} = {c}."),
            "product": "Donc {f} = {p}.",
        },
        "es": {
            "ask": ("Desarrolla {f}.", "Efectúa el producto {f}."),
            "degree": ("Grado {k}: {sum} = {c}.", "El coeficiente de grado {k} es {sum} = {c}."),
            "product": "Por tanto, {f} = {p}.",
        },
        "de": {
            "ask": ("Multipliziere {f} aus.", "Löse die Klammern auf: {f}."),
            "degree": ("Grad {k}: {sum} = {c}.", "Der Koeffizient vom Grad {k} ist {sum} = {c}."),
            "product": "Also gilt {f} = {p}.",
        },
    }
)

LETTERS = "xyzt"
# level -> the degrees of both factors, the largest coefficient
_SIZES = {1: (1, 1, 5), 2: (1, 2, 7), 3: (2, 2, 9), 4: (3, 2, 15), 5: (3, 3, 30), 6: (5, 4, 99)}


@generator
@dataclass(frozen=True, slots=True)
class PolynomialProduct:
    """Draws two polynomials with whole coefficients and multiplies them out.

    Attributes:
        language: of question and solution.
        level: 1 (two binomials) to 5 (two cubics); 6 has degrees 5 and 4.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        Expand (x + 2)(3x - 1). Degree 2: 1 × 3 = 3. Degree 1: 1 × (-1) + 2 × 3 = 5. Degree 0: 2 × (-1) = -2. ...
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("polynomial_product")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the factors, then the words."""
        first, second, most = _SIZES[self.level]
        one, other = _drawn(rng, first, most), _drawn(rng, second, most)
        letter = rng.choice(LETTERS)
        factors: Term = ("*", polynomial(one, letter), polynomial(other, letter))
        told = Telling(WORDS[self.language])
        text = written(factors)
        question = told.say("ask", rng.below(WORDS.forms("ask")), f=text)
        form = rng.below(WORDS.forms("degree"))
        total = multiplied(one, other)
        for k in range(len(total) - 1, -1, -1):
            products: list[Term] = [
                ("*", one[i], other[k - i])
                for i in range(len(one) - 1, -1, -1)
                if 0 <= k - i < len(other) and one[i] and other[k - i]
            ]
            if products:
                claim = equal(("coefficient", k), plus(products), total[k])
                told.step("degree", claim, form=form, k=k, sum=written(plus(products)), c=total[k])
        answer = polynomial(total, letter)
        told.step("product", Claim("identity", (factors, answer)), told.places, f=text, p=written(answer))
        return Problem(question, written(answer), self.language, told.derivation(("expand", factors), answer))


def _drawn(rng: Stream, degree: int, most: int) -> list[int]:
    """Coefficients, the constant first: neither end is 0, and few between."""
    sizes = [rng.between(1, most) for _ in range(degree + 1)]
    drawn = [-size if rng.chance(2, 5) else size for size in sizes]
    for place in range(1, degree):
        drawn[place] *= not rng.chance(1, 6)
    drawn[degree] = abs(drawn[degree])
    return drawn
