"""Proves divisions of polynomials: each term of the quotient by itself, the whole by FLINT's division."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, final

from flint import fmpz_poly

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.polynomial import (
    SLOTS,
    as_term,
    coefficients_of,
    is_written_out,
    letters,
    same,
    text_of,
)
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_DEGREE = 40


class _Division(NamedTuple):
    """The letter, dividend and divisor as terms, and FLINT's quotient and remainder by coefficients."""

    letter: str
    dividend: Term
    divisor: Term
    quotient: Sequence[int]
    remainder: Sequence[int]


_ASKS = Forms(
    {
        "en": {
            "ask": (
                "Divide {p:poly} by {d:poly}: what are the quotient and the remainder, in this order?",
                "Find the quotient and then the remainder of {p:poly} divided by {d:poly}.",
            ),
        },
        "sw": {
            "ask": (
                "Gawanya {p:poly} kwa {d:poly}: hisa na baki ni zipi, kwa mpangilio huo?",
                "Tafuta hisa kisha baki la {p:poly} ikigawanywa kwa {d:poly}.",
            ),
        },
        "fr": {
            "ask": (
                "Divise {p:poly} par {d:poly} : quels sont le quotient et le reste, dans cet ordre ?",
                "Trouve le quotient puis le reste de la division de {p:poly} par {d:poly}.",
            ),
        },
        "es": {
            "ask": (
                "Divide {p:poly} entre {d:poly}: ¿cuáles son el cociente y el resto, en este orden?",
                "Halla el cociente y después el resto de dividir {p:poly} entre {d:poly}.",
            ),
        },
        "de": {
            "ask": (
                "Teile {p:poly} durch {d:poly}: Wie lauten Quotient und Rest, in dieser Reihenfolge?",
                "Bestimme erst den Quotienten, dann den Rest von {p:poly} geteilt durch {d:poly}.",
            ),
        },
    },
    slots=SLOTS,
)
_SAYS = Forms(
    {
        "en": {
            "take": "Take the divisor {t:poly} times away: {f:poly} = {r:poly}.",
            "whole": "So {p:poly} = {f:poly}.",
        },
        "sw": {
            "take": "Ondoa kigawanyi mara {t:poly}: {f:poly} = {r:poly}.",
            "whole": "Hivyo {p:poly} = {f:poly}.",
        },
        "fr": {
            "take": "Retirons {t:poly} fois le diviseur : {f:poly} = {r:poly}.",
            "whole": "Donc {p:poly} = {f:poly}.",
        },
        "es": {
            "take": "Quitamos {t:poly} veces el divisor: {f:poly} = {r:poly}.",
            "whole": "Así que {p:poly} = {f:poly}.",
        },
        "de": {
            "take": "Ziehe das {t:poly}-fache des Teilers ab: {f:poly} = {r:poly}.",
            "whole": "Also gilt {p:poly} = {f:poly}.",
        },
    },
    slots=SLOTS,
)


def _taken(divisor: Term, multiple: Term) -> Term:
    """Minus a multiple of the divisor, as a part of a sum."""
    size: Term = multiple
    bare: Term | None = None
    if isinstance(multiple, tuple) and multiple[0] in ("*", "-"):
        size, bare = (-1 if multiple[0] == "-" else multiple[1]), multiple[-1]
    elif not isinstance(multiple, int):
        size, bare = 1, multiple
    less = -size if isinstance(size, int) else 0
    factors = [*([] if abs(less) == 1 else [less]), *([] if bare is None else [bare]), divisor]
    term: Term = ("*", *factors) if len(factors) > 1 else divisor
    return ("-", term) if less == -1 else term


def _take(task: _Division, v: Values, before: Sequence[Said]) -> bool:
    """The highest term of what is left, over the divisor's, taken away."""
    rest: Term = before[-1].values["r"] if before else task.dividend
    left, low = coefficients_of(rest) or (0,), coefficients_of(task.divisor) or (1,)
    power = len(left) - len(low)
    if power < 0 or left[-1] % low[-1]:
        return False
    multiple = as_term([0] * power + [left[-1] // low[-1]], task.letter)
    taken = v["t"] == multiple and v["f"] == ("+", rest, _taken(task.divisor, multiple))
    return taken and is_written_out(v["r"], task.letter) and same(v["f"], v["r"])


def _is_whole(task: _Division, v: Values, before: Sequence[Said]) -> bool:
    """Divisor times quotient plus remainder, once no more can be taken away."""
    left = as_term(task.remainder, task.letter)
    return bool(before) and before[-1].values["r"] == left and v["p"] == task.dividend and v["f"] == _built(task)


def _built(task: _Division) -> Term:
    """Divisor times quotient plus remainder."""
    product: Term = ("*", task.divisor, as_term(task.quotient, task.letter))
    rest = as_term(task.remainder, task.letter)
    if isinstance(rest, tuple) and rest[0] == "+":
        return ("+", product, *rest[1:])
    return product if rest == 0 else ("+", product, rest)


@final
class _PolynomialDivision(Kind[_Division]):
    """The task is dividend and divisor."""

    topic = "polynomial_division"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "take": Line(lambda v: Claim("identity", (v["f"], v["r"])), _take),
        "whole": Line(lambda v: Claim("identity", (v["p"], v["f"])), _is_whole),
    }

    def task(self, said: Said) -> _Division:
        """Two polynomials in one letter, of which the first is the longer, with a whole quotient."""
        p, d = said.values["p"], said.values["d"]
        high, low = coefficients_of(p) or (), coefficients_of(d) or ()
        x = letters(d)
        plain = len(x) == 1 and letters(p) == x and is_written_out(p, x) and is_written_out(d, x)
        if not plain or not 2 <= len(low) < len(high) <= _MOST_DEGREE:
            raise Wrong("question is no division of polynomials")
        quotient, remainder = divmod(fmpz_poly(list(high)), fmpz_poly(list(low)))
        if remainder.degree() >= len(low) - 1:
            raise Wrong("quotient has no whole coefficients")
        return _Division(x, p, d, [int(c) for c in quotient], [int(c) for c in remainder])

    def goal(self, task: _Division) -> Term:
        """The division."""
        return ("divide", task.dividend, task.divisor)

    def solve(self, task: _Division) -> Term:
        """FLINT's quotient and remainder."""
        return ("values", as_term(task.quotient, task.letter), as_term(task.remainder, task.letter))

    def conclusion(self, task: _Division, answer: Term) -> Claim:
        """The dividend is divisor times quotient plus remainder."""
        return Claim("identity", (task.dividend, _built(task)))

    def write(self, answer: Term, language: str) -> str:
        """2x + 3; 4."""
        parts = answer[1:] if isinstance(answer, tuple) else ()
        return "; ".join([text_of(coefficients_of(part) or (), letters(part)) for part in parts])


_KIND = _PolynomialDivision()


@verifier
@dataclass(frozen=True, slots=True)
class PolynomialDivision:
    """Reads dividend and divisor, proves each multiple taken away, and divides by FLINT.

    Example:
        "Take the divisor 2x times away: (2x^2 + 5x + 7) - 2x(x + 1) = 3x + 7." passes for the divisor x + 1.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_PolynomialDivision.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
