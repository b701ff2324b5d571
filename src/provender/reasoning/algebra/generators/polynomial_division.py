"""Division of polynomials with remainder, one term of the quotient after the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.algebra.polynomials import monomial, multiplied, plus, polynomial, written
from provender.reasoning.render.telling import Telling, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "ask": (
                "Divide {p} by {d}: what are the quotient and the remainder, in this order?",
                "Find the quotient and then the remainder of {p} divided by {d}.",
            ),
            "take": "Take the divisor {t} times away: {f} = {r}.",
            "whole": "So {p} = {f}.",
        },
        "sw": {
            "ask": (
                "Gawanya {p} kwa {d}: hisa na baki ni zipi, kwa mpangilio huo?",
                "Tafuta hisa kisha baki la {p} ikigawanywa kwa {d}.",
            ),
            "take": "Ondoa kigawanyi mara {t}: {f} = {r}.",
            "whole": "Hivyo {p} = {f}.",
        },
        "fr": {
            "ask": (
                "Divise {p} par {d} : quels sont le quotient et le reste, dans cet ordre ?",
                "Trouve le quotient puis le reste de la division de {p} par {d}.",
            ),
            "take": "Retirons {t} fois le diviseur : {f} = {r}.",
            "whole": "Donc {p} = {f}.",
        },
        "es": {
            "ask": (
                "Divide {p} entre {d}: ¿cuáles son el cociente y el resto, en este orden?",
                "Halla el cociente y después el resto de dividir {p} entre {d}.",
            ),
            "take": "Quitamos {t} veces el divisor: {f} = {r}.",
            "whole": "Así que {p} = {f}.",
        },
        "de": {
            "ask": (
                "Teile {p} durch {d}: Wie lauten Quotient und Rest, in dieser Reihenfolge?",
                "Bestimme erst den Quotienten, dann den Rest von {p} geteilt durch {d}.",
            ),
            "take": "Ziehe das {t}-fache des Teilers ab: {f} = {r}.",
            "whole": "Also gilt {p} = {f}.",
        },
    }
)

LETTERS = "xyzt"
# level -> degrees of divisor and quotient, largest coefficient
_SIZES = {1: (1, 1, 6), 2: (1, 2, 6), 3: (2, 2, 15), 4: (2, 3, 25), 5: (3, 4, 40), 6: (4, 6, 90)}


@generator
@dataclass(frozen=True, slots=True)
class PolynomialDivision:
    """Draws divisor, quotient and remainder, and asks for the last two.

    Attributes:
        language: of question and solution.
        level: 1 (a linear quotient) to 5 (a quotient of degree 4); 6 has degree 6.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        Divide 2x^2 + 5x + 7 by x + 1: what are the quotient and the remainder, in this order?
        Take the divisor 2x times away: (2x^2 + 5x + 7) - 2x(x + 1) = 3x + 7. ... = 4. So ... 2x + 3; 4
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("polynomial_division")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first divisor, quotient and remainder, then the words."""
        low, high, most = _SIZES[self.level]
        x = rng.choice(LETTERS)
        divisor, quotient = _drawn(rng, low, most), _drawn(rng, high, most)
        remainder = [rng.between(-most, most) for _ in range(low)]
        whole = multiplied(divisor, quotient)
        for power, c in enumerate(remainder):
            whole[power] += c
        p, d, q, r = (polynomial(part, x) for part in (whole, divisor, quotient, remainder))
        told = Telling(WORDS[self.language])
        question = told.say("ask", rng.below(WORDS.forms("ask")), p=written(p), d=written(d))
        rest, uses = whole, told.places
        for power in range(high, -1, -1):
            if quotient[power]:
                before: Term = polynomial(rest, x)
                rest = [c - quotient[power] * k for c, k in zip(rest, [0] * power + divisor + [0] * 99, strict=False)]
                term = plus([before, _less(quotient[power], power, x, d)])
                after = polynomial(rest, x)
                shown = {"t": written(monomial(quotient[power], power, x)), "f": written(term), "r": written(after)}
                uses = (_take(told, Claim("identity", (term, after)), uses, shown),)
        more = r[1:] if isinstance(r, tuple) and r[0] == "+" else [r] if r != 0 else []
        built = plus([("*", d, q), *more])
        told.step("whole", Claim("identity", (p, built)), uses, p=written(p), f=written(built))
        answer: Term = ("values", q, r)
        text = f"{written(q)}; {written(r)}"
        return Problem(question, text, self.language, told.derivation(("divide", p, d), answer))


def _take(told: Telling, claim: Claim, uses: tuple[int, ...], shown: Mapping[str, str]) -> int:
    """A multiple of the divisor taken away."""
    return told.step("take", claim, uses, t=shown["t"], f=shown["f"], r=shown["r"])


def _less(size: int, power: int, x: str, divisor: Term) -> Term:
    """Minus size · x^power · divisor, as a part of a sum."""
    bare: list[Term] = [x if power == 1 else ("^", x, power)] if power else []
    factors = [*([] if abs(size) == 1 else [-size]), *bare, divisor]
    term: Term = ("*", *factors) if len(factors) > 1 else divisor
    return ("-", term) if size == 1 else term


def _drawn(rng: Stream, degree: int, most: int) -> list[int]:
    """Coefficients, the constant first; the highest and the constant are not 0."""
    found = [rng.between(-most, most) for _ in range(degree + 1)]
    found[0] = found[0] or 1
    found[degree] = rng.between(1, 3)
    return found
