"""Sequences of a declared class: a linear recurrence whose coefficients are found from the first terms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.algebra.polynomials import monomial, plus, written
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "ask": (
                "The sequence a(1), a(2), ... begins {terms} and obeys a(n) = {rule}, p and q fixed. What is a({n})?",
                (
                    "The numbers {terms} are a(1), a(2), ... of a sequence with a(n) = {rule}, p and q fixed. Find "
                    "a({n})."
                ),
            ),
            "instance": "For n = {n}: {l} = {r}.",
            "times": "For n = {n}, multiplied by {k}: {l} = {r}.",
            "subtract": "The second less the first: {l} = {r}.",
            "first": "So p = {f} = {v}.",
            "second": "So q = {f} = {v}.",
            "next": "a({n}) = {f} = {v}.",
        },
        "sw": {
            "ask": (
                (
                    "Mfuatano a(1), a(2), ... unaanza {terms} na kufuata a(n) = {rule}, p na q hazibadiliki. a({n}) "
                    "ni ngapi?"
                ),
                (
                    "Namba {terms} ni a(1), a(2), ... za mfuatano wenye a(n) = {rule}, p na q hazibadiliki. Tafuta "
                    "a({n})."
                ),
            ),
            "instance": "Kwa n = {n}: {l} = {r}.",
            "times": "Kwa n = {n}, tukizidisha kwa {k}: {l} = {r}.",
            "subtract": "Mlinganyo wa pili kutoa wa kwanza: {l} = {r}.",
            "first": "Hivyo p = {f} = {v}.",
            "second": "Hivyo q = {f} = {v}.",
            "next": "a({n}) = {f} = {v}.",
        },
        "fr": {
            "ask": (
                (
                    "La suite a(1), a(2), ... commence par {terms} et vérifie a(n) = {rule}, p et q fixes. Que vaut "
                    "a({n}) ?"
                ),
                "Les nombres {terms} sont a(1), a(2), ... d'une suite où a(n) = {rule}, p et q fixes. Trouve a({n}).",
            ),
            "instance": "Pour n = {n} : {l} = {r}.",
            "times": "Pour n = {n}, multiplié par {k} : {l} = {r}.",
            "subtract": "La seconde moins la première : {l} = {r}.",
            "first": "Donc p = {f} = {v}.",
            "second": "Donc q = {f} = {v}.",
            "next": "a({n}) = {f} = {v}.",
        },
        "es": {
            "ask": (
                (
                    "La sucesión a(1), a(2), ... empieza por {terms} y cumple a(n) = {rule}, p y q fijos. ¿Cuánto "
                    "vale a({n})?"
                ),
                (
                    "Los números {terms} son a(1), a(2), ... de una sucesión con a(n) = {rule}, p y q fijos. Halla "
                    "a({n})."
                ),
            ),
            "instance": "Para n = {n}: {l} = {r}.",
            "times": "Para n = {n}, multiplicado por {k}: {l} = {r}.",
            "subtract": "La segunda menos la primera: {l} = {r}.",
            "first": "Así que p = {f} = {v}.",
            "second": "Así que q = {f} = {v}.",
            "next": "a({n}) = {f} = {v}.",
        },
        "de": {
            "ask": (
                (
                    "Die Folge a(1), a(2), ... beginnt mit {terms} und erfüllt a(n) = {rule}, p und q fest. Wie groß "
                    "ist a({n})?"
                ),
                (
                    "Die Zahlen {terms} sind a(1), a(2), ... einer Folge mit a(n) = {rule}, p und q fest. Bestimme "
                    "a({n})."
                ),
            ),
            "instance": "Für n = {n}: {l} = {r}.",
            "times": "Für n = {n}, mal {k}: {l} = {r}.",
            "subtract": "Die zweite minus die erste: {l} = {r}.",
            "first": "Also ist p = {f} = {v}.",
            "second": "Also ist q = {f} = {v}.",
            "next": "a({n}) = {f} = {v}.",
        },
    }
)


class Size(NamedTuple):
    """A level: how many terms back the rule looks, the largest p and first term, how far beyond the given terms."""

    order: int
    coefficient: int
    first: int
    ahead: int


_SIZES = {
    1: Size(1, 5, 9, 1),
    2: Size(1, 12, 50, 1),
    3: Size(2, 6, 20, 1),
    4: Size(2, 9, 40, 2),
    5: Size(2, 12, 60, 4),
    6: Size(2, 20, 90, 8),
}
_RULE = {1: "p × a(n - 1) + q", 2: "p × a(n - 1) + q × a(n - 2)"}


@generator
@dataclass(frozen=True, slots=True)
class Sequences:
    """a(n) = p a(n-1) + q, or p a(n-1) + q a(n-2), with p and q to be found: the class is declared, so one answer fits.

    Attributes:
        language: of question and solution.
        level: 1 and 2 look back one term, 3 to 5 two terms; 6 goes eight terms beyond those given.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        The sequence a(1), a(2), ... begins 3, 7, 15 and obeys a(n) = p × a(n - 1) + q, p and q fixed. What is a(4)? ...
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("sequences")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the recurrence and its terms, then the words."""
        size = _SIZES[self.level]
        p, q, terms = _drawn(rng, size)
        shown = terms[: 2 + size.order]
        wanted = len(shown) + size.ahead
        told = Telling(WORDS[self.language])
        listed = ", ".join(map(str, shown))
        question = told.say("ask", rng.below(WORDS.forms("ask")), terms=listed, rule=_RULE[size.order], n=wanted)
        uses = _found(told, size.order, shown)
        for n in range(len(shown) + 1, wanted + 1):
            latest = (*uses[:2], *uses[2:][-size.order :])
            parts: list[Term] = [("*", p, terms[n - 2]), ("*", q, terms[n - 3]) if size.order == 2 else q]
            fill: dict[str, Any] = {"n": n, "f": written(plus(parts)), "v": terms[n - 1]}
            uses = (*uses, told.step("next", equal(("a", n), plus(parts), terms[n - 1]), latest, **fill))
        givens = [_recurrence(size.order), *(equal(("a", n), term) for n, term in enumerate(shown, 1))]
        answer = terms[wanted - 1]
        return Problem(question, str(answer), self.language, told.derivation(("a", wanted), answer, tuple(givens)))


def _recurrence(order: int) -> Claim:
    """The declared class as a claim."""
    back = [("a", ("+", "n", -k)) for k in range(1, order + 1)]
    parts: list[Term] = [("*", "p", back[0]), ("*", "q", back[1]) if order == 2 else "q"]
    return equal(("a", "n"), plus(parts))


def _equation(row: Sequence[int]) -> tuple[Term, dict[str, Any]]:
    """a p + b q = c from (a, b, c): its left side, and what fills the slots."""
    left = plus([monomial(size, 1, name) for size, name in zip(row, "pq", strict=False) if size])
    return left, {"l": written(left), "r": row[2]}


def _found(told: Telling, order: int, shown: Sequence[int]) -> tuple[int, ...]:
    """p and q from two instances of the rule: the steps that state them."""
    rows, places = [], []
    for n in (order + 1, order + 2):
        row = (shown[n - 2], shown[n - 3] if order == 2 else 1, shown[n - 1])
        left, fill = _equation(row)
        places.append(told.step("instance", equal(left, row[2]), n=n, **fill))
        rows.append(row)
    factors, scaled = (rows[1][1], rows[0][1]), list(places)
    for i in range(2):
        if factors[i] != 1 and order == 2:
            times = tuple(factors[i] * number for number in rows[i])
            left, fill = _equation(times)
            scaled[i] = told.step("times", equal(left, times[2]), (places[i],), n=order + 1 + i, k=factors[i], **fill)
    (a, b, c), (d, e, f) = rows
    left, fill = _equation((d * b - a * e, 0, f * b - c * e))
    at = told.step("subtract", equal(left, fill["r"]), tuple(sorted(scaled)), **fill)
    p = fill["r"] // (d * b - a * e)
    quotient: Term = ("/", fill["r"], d * b - a * e)
    first = told.step("first", equal("p", quotient, p), (at,), f=written(quotient), v=p)
    rest: Term = ("+", c, ("*", -a, p))
    term: Term = rest if b == 1 else ("/", rest, b)
    q = (c - a * p) // b
    second = told.step("second", equal("q", term, q), (places[0], first), f=written(term), v=q)
    return first, second


def _drawn(rng: Stream, size: Size) -> tuple[int, int, list[int]]:
    """p, q and terms enough, of which the first ones tell p and q apart and none is 0."""
    while True:
        p, q = (rng.between(1, size.coefficient) * rng.choice([1, 1, -1]) for _ in range(2))
        terms = [rng.between(1, size.first) * rng.choice([1, 1, -1]) for _ in range(size.order)]
        while len(terms) < 2 + size.order + size.ahead:
            terms.append(p * terms[-1] + (q * terms[-2] if size.order == 2 else q))
        gap = terms[1] ** 2 - terms[0] * terms[2] if size.order == 2 else terms[1] - terms[0]
        if p != 1 and gap and all(terms):
            return p, q, terms
