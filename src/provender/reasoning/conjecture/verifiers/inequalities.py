"""Proves quadratic inequalities by principal minors, checks their sums of squares, and asks whether they are new.

A form is never negative exactly when all principal minors of its matrix are at least 0 (Horn and Johnson, Matrix
Analysis, theorem 7.2.5); FLINT works them out. The generator's proof, a sum of squares, is expanded and compared
coefficient by coefficient. A form is new where it is not diagonally dominant: what is known yields just those.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import ClassVar, NamedTuple, TypeAlias, final

from flint import fmpz_mat

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.conjecture.verifiers._theorems import WRITTEN
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.polynomial import parse
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_LETTERS = 6
_MOST_FACTORS = 4

Sum: TypeAlias = Mapping[str, int]  # letters of a monomial, sorted -> coefficient: {"xx": 5, "xy": -4}


class _Task(NamedTuple):
    """A quadratic form that is claimed to be never negative."""

    term: Term
    form: Sum


@lru_cache(maxsize=4096)
def _expanded(term: Term, factors: int = _MOST_FACTORS) -> "Sum | None":
    """A term of letters, numbers, sums, products and squares written out; None where it is anything else, or large."""
    if not isinstance(term, tuple):
        return {"": term} if isinstance(term, int) else {term: 1}
    if term[0] == "^":
        return _expanded(("*", term[1], term[1]), factors) if term[2] == 2 else None
    parts = [found for part in term[1:] if factors and (found := _expanded(part, factors - 1)) is not None]
    if len(parts) != len(term) - 1:
        return None
    if term[0] == "-" and len(parts) == 1:
        return {letters: -c for letters, c in parts[0].items()}
    if term[0] == "+":
        return _added(parts)
    return _multiplied(parts) if term[0] == "*" else None


def _added(parts: Sequence[Sum]) -> Sum:
    """The sum, without zeros."""
    total: Counter[str] = Counter()
    for part in parts:
        for letters, c in part.items():
            total[letters] += c
    return {letters: c for letters, c in total.items() if c}


def _multiplied(parts: Sequence[Sum]) -> Sum:
    """The product, without zeros."""
    total: Sum = {"": 1}
    for part in parts:
        grown: Counter[str] = Counter()
        for one, a in total.items():
            for other, b in part.items():
                grown["".join(sorted(one + other))] += a * b
        total = {letters: c for letters, c in grown.items() if c}
    return total


def _square_of(term: Term) -> bool:
    """Whether a term is a positive multiple of a square."""
    size, squared = (term[1], term[2]) if isinstance(term, tuple) and term[0] == "*" and len(term) == 3 else (1, term)
    return isinstance(size, int) and size > 0 and isinstance(squared, tuple) and squared[0] == "^" and squared[2] == 2


def _expand(_: _Task, v: Values, __: Sequence[Said]) -> bool:
    """A positive multiple of a square, written out."""
    whole = _expanded(v["square"])
    return _square_of(v["square"]) and whole is not None and whole == _expanded(v["poly"])


def _sum(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The squares together, the last of them of one letter, are a positive multiple of the form."""
    squares = [_expanded(said.values["poly"]) or {} for said in before if said.kind == "expand"]
    squares.append(_expanded(v["last"]) or {})
    multiple = {letters: v["scale"] * c for letters, c in task.form.items()}
    right: bool = _expanded(v["poly"]) == multiple and v["f"] == task.term and v["scale"] > 0
    return right and _square_of(v["last"]) and _added(squares) == multiple


def _novel(task: _Task, v: Values, _: Sequence[Said]) -> bool:
    """For this letter the mixed terms outweigh the square."""
    letter, sizes = v["letter"], v["sum"]
    mixed = [abs(c) for pair, c in sorted(task.form.items(), key=_alphabet) if letter in pair and pair != letter * 2]
    outweighed: bool = 2 * v["a"] < sum(sizes)
    return v["a"] == task.form.get(letter * 2) and sizes == mixed and outweighed


def _alphabet(entry: tuple[str, int]) -> list[int]:
    """The order of letters in print: x y z w v."""
    return ["xyzwv".find(letter) for letter in entry[0]]


def _proved(_: _Task, __: Values, before: Sequence[Said]) -> bool:
    """The sum, and that it is new."""
    kinds = {said.kind for said in before}
    return {"sum", "novel"} <= kinds


_SLOTS: Mapping[str, Slot] = {
    "poly": (r"[0-9xyzwv(\-][0-9xyzwv(+×/^) \-]{0,600}", parse),
    "sizes": (r"[1-9][0-9]{0,12}(?: \+ [1-9][0-9]{0,12}){0,5}", lambda text: [int(size) for size in text.split(" + ")]),
    "letter": (r"[xyzwv]", str),
}
_EXPAND = "{square:poly} = {poly:poly}."


@final
class _Inequalities(Kind[_Task]):
    """The task is the form."""

    topic = "inequalities_of_squares"
    asks = Forms(
        {
            "en": {"ask": ("Prove for all real numbers that {f:poly} >= 0.", "Show that {f:poly} is never negative.")},
            "sw": {
                "ask": (
                    "Thibitisha kwa namba halisi zote kwamba {f:poly} >= 0.",
                    "Onyesha kwamba {f:poly} kamwe si hasi.",
                )
            },
            "fr": {
                "ask": ("Démontre pour tous les réels que {f:poly} >= 0.", "Montre que {f:poly} n'est jamais négatif.")
            },
            "es": {
                "ask": ("Demuestra para todos los reales que {f:poly} >= 0.", "Muestra que {f:poly} nunca es negativo.")
            },
            "de": {
                "ask": (
                    "Beweise für alle reellen Zahlen, dass {f:poly} >= 0.",
                    "Zeige, dass {f:poly} niemals negativ ist.",
                )
            },
        },
        slots=_SLOTS,
    )
    says = Forms(
        {
            "en": {
                "sum": "Together with {last:poly} this is {poly:poly} = {scale} × ({f:poly}).",
                "novel": "For {letter:letter}, 2 × {a} < {sum:sizes}, so squares of x, x + y, x - y etc. "
                "do not suffice.",
                "proved": "A sum of squares is never negative, so it holds, and it is new.",
                "expand": _EXPAND,
            },
            "sw": {
                "sum": "Pamoja na {last:poly} ni {poly:poly} = {scale} × ({f:poly}).",
                "novel": "Kwa {letter:letter}, 2 × {a} < {sum:sizes}, kwa hiyo miraba ya x, x + y, x - y n.k. "
                "haitoshi.",
                "proved": "Jumla ya miraba kamwe si hasi, kwa hiyo ni kweli, na ni mpya.",
                "expand": _EXPAND,
            },
            "fr": {
                "sum": "Avec {last:poly}, cela fait {poly:poly} = {scale} × ({f:poly}).",
                "novel": "Pour {letter:letter}, 2 × {a} < {sum:sizes}, donc les carrés de x, x + y, x - y, etc. "
                "ne suffisent pas.",
                "proved": "Une somme de carrés n'est jamais négative, donc c'est vrai, et c'est nouveau.",
                "expand": _EXPAND,
            },
            "es": {
                "sum": "Junto con {last:poly} es {poly:poly} = {scale} × ({f:poly}).",
                "novel": "Para {letter:letter}, 2 × {a} < {sum:sizes}, así que los cuadrados de x, x + y, x - y, etc. "
                "no bastan.",
                "proved": "Una suma de cuadrados nunca es negativa, así que vale, y es nuevo.",
                "expand": _EXPAND,
            },
            "de": {
                "sum": "Zusammen mit {last:poly} ist das {poly:poly} = {scale} × ({f:poly}).",
                "novel": "Für {letter:letter} ist 2 × {a} < {sum:sizes}, also reichen Quadrate von x, x + y, x - y "
                "usw. nicht.",
                "proved": "Eine Summe von Quadraten ist niemals negativ, also gilt es, und es ist neu.",
                "expand": _EXPAND,
            },
        },
        slots=_SLOTS,
    )
    lines: ClassVar = {
        "expand": Line(lambda v: Claim("identity", (v["square"], v["poly"])), _expand),
        "sum": Line(lambda v: Claim("identity", (v["poly"], ("*", v["scale"], v["f"]))), _sum),
        "novel": Line(lambda v: Claim("<", (("*", 2, v["a"]), _plus(v["sum"]))), _novel),
        "proved": Line(lambda _: Claim("proved", ()), _proved),
    }

    def task(self, said: Said) -> _Task:
        """A quadratic form, written out."""
        term = said.values["f"]
        form = _expanded(term)
        letters = set().union(*map(set, form)) if form else set()
        if not form or any(len(pair) != 2 for pair in form) or len(letters) > _MOST_LETTERS or not _is_flat(term):
            raise Wrong("question has no quadratic form that can be checked", letters=sorted(letters))
        return _Task(term, form)

    def goal(self, task: _Task) -> Term:
        """The form is never negative."""
        return ("never_negative", task.term)

    def solve(self, task: _Task) -> Term:
        """All principal minors; refuted where one is negative."""
        letters = sorted(set("".join(task.form)))
        matrix = [[task.form.get("".join(sorted(a + b)), 0) * (2 if a == b else 1) for b in letters] for a in letters]
        for size in range(1, len(letters) + 1):
            for rows in combinations(range(len(letters)), size):
                minor = fmpz_mat([[matrix[i][j] for j in rows] for i in rows]).det()
                if minor < 0:
                    raise Wrong("statement is false", minor=minor)
        return "proved"

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """That it is proved."""
        return Claim("proved", ())

    def write(self, answer: Term, language: str) -> str:
        """Proved, and new to this library."""
        return WRITTEN[language]


def _plus(sizes: Sequence[int]) -> Term:
    """Their sum as a term."""
    return ("+", *sizes) if len(sizes) > 1 else sizes[0]


def _is_flat(term: Term) -> bool:
    """Whether a term is a plain sum of monomials, each of other letters."""
    parts = term[1:] if isinstance(term, tuple) and term[0] == "+" else (term,)
    found = [_expanded(part) for part in parts]
    seen = [letters for part in found if part for letters in part]
    nested = any(isinstance(part, tuple) and "+" in map(_head, part[1:]) for part in parts)
    return len(seen) == len(set(seen)) == len(parts) and not nested


def _head(term: Term) -> Term:
    """What a term does."""
    return term[0] if isinstance(term, tuple) else ""


_KIND = _Inequalities()


@verifier
@dataclass(frozen=True, slots=True)
class Inequalities:
    """Reads a quadratic form, proves it by its minors, and expands the sum of squares that the proof gives.

    Example:
        "x^2 - 2xy + y^2 >= 0" is proved and refused: the square of x - y is known. "x^2 - 3xy + y^2 >= 0" is refuted.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Inequalities.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
