"""Proves that an equation follows from a law of one operation: every link of the chain is one use of the law.

A link is right where both of its terms are the same but for one part, and there an instance of the law, with the
letters standing for what the sentence says. The second method knows no terms: every magma of two elements, and every
linear one modulo 3 and 5, that keeps the law must keep the equation too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import ClassVar, NamedTuple, TypeAlias, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.conjecture.verifiers._terms import Unreadable, parsed
from provender.reasoning.conjecture.verifiers._theorems import WRITTEN
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_DEPTH = 24
_MOST_LETTERS = 6
_SYMBOL = re.compile(r"[s-z]|[()]| ∘ ")

Pair: TypeAlias = tuple[Term, Term]


@lru_cache(maxsize=4096)
def _parse(text: str) -> "Term | None":
    """x ∘ (y ∘ x) as a term; None if the text is none."""
    return parsed(text, _SYMBOL, _product, _MOST_DEPTH)


def _product(symbols: Sequence[str], at: int, depth: int) -> tuple[Term, int]:
    """One factor, or two."""
    left, at = _factor(symbols, at, depth)
    if at >= len(symbols) or symbols[at] != " ∘ ":
        return left, at
    right, end = _factor(symbols, at + 1, depth)
    return ("o", left, right), end


def _factor(symbols: Sequence[str], at: int, depth: int) -> tuple[Term, int]:
    """A letter, or a product in brackets."""
    if at >= len(symbols) or not depth or symbols[at] in (")", " ∘ "):
        raise Unreadable
    if symbols[at] != "(":
        return symbols[at], at + 1
    inner, end = _product(symbols, at + 1, depth - 1)
    if end >= len(symbols) or symbols[end] != ")" or not isinstance(inner, tuple):
        raise Unreadable
    return inner, end + 1


def _binding(text: str) -> "dict[str, Term] | None":
    """x = y ∘ y, z = u as a mapping; None where a letter stands for no term, or for two."""
    pairs = [part.split(" = ") for part in text.split(", ")]
    terms = [_parse(term) for _, term in pairs]
    found = {letter: term for (letter, _), term in zip(pairs, terms, strict=True) if term is not None}
    return found if len(found) == len(pairs) else None


_TERM = r"[s-z()∘ ]{1,400}"
_SLOTS: Mapping[str, Slot] = {
    "term": (_TERM, _parse),
    "where": (rf"[s-z] = {_TERM}(?:, [s-z] = {_TERM}){{0,5}}", _binding),
}
_LAW, _THEOREM = "{left:term} = {right:term}", "{one:term} = {other:term}"


class _Task(NamedTuple):
    """The law, and the equation that is said to follow."""

    law: Pair
    theorem: Pair


def _bound(term: Term, where: Mapping[str, Term]) -> Term:
    """The term with its letters replaced."""
    if isinstance(term, tuple):
        return ("o", _bound(term[1], where), _bound(term[2], where))
    return where.get(str(term), term)


@lru_cache(maxsize=4096)  # asked of the same two equations for each small magma
def _letters(*terms: Term) -> frozenset[str]:
    """The letters of terms."""
    return frozenset().union(*(_letters(*term[1:]) if isinstance(term, tuple) else {str(term)} for term in terms))


def _changed(one: Term, other: Term) -> Iterator[Pair]:
    """The parts in which two terms may be said to differ: the smallest one, and all that hold it."""
    yield one, other
    if isinstance(one, tuple) and isinstance(other, tuple):
        if one[2] == other[2]:
            yield from _changed(one[1], other[1])
        if one[1] == other[1]:
            yield from _changed(one[2], other[2])


def _rewrite(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """One use of the law, from where the chain stands, with what the letters are said to stand for."""
    stands = before[-1].values["t"] if before else task.theorem[0]
    where: Mapping[str, Term] = v["where"]
    if v["s"] != stands or set(where) != _letters(*task.law):
        return False
    left, right = (_bound(side, where) for side in task.law)
    return any(pair in ((left, right), (right, left)) for pair in _changed(v["s"], v["t"]))


def _novel(task: _Task, _: Values, __: Sequence[Said]) -> bool:
    """No part of the equation in which its sides differ is an instance of the law."""
    for one, other in _changed(*task.theorem):
        for left, right in (task.law, task.law[::-1]):
            found: dict[str, Term] = {}
            if _fits(left, one, found) and _fits(right, other, found):
                return False
    return task.theorem[0] != task.theorem[1]


def _fits(pattern: Term, term: Term, found: dict[str, Term]) -> bool:
    """Whether a term is an instance of a pattern; `found` gathers what the letters stand for."""
    if isinstance(pattern, tuple):
        return isinstance(term, tuple) and _fits(pattern[1], term[1], found) and _fits(pattern[2], term[2], found)
    return found.setdefault(str(pattern), term) == term


def _proved(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The chain has come to the other side, and one link would not have done."""
    links = [said for said in before if said.kind == "rewrite"]
    reached = bool(links) and links[-1].values["t"] == task.theorem[1]
    return reached and (v["one"], v["other"]) == task.theorem and any(said.kind == "novel" for said in before)


@final
class _Magmas(Kind[_Task]):
    """The task is the law and the equation."""

    topic = "magmas"
    asks = Forms(
        {
            "en": {
                "ask": (
                    f"From the law {_LAW}, prove {_THEOREM}.",
                    f"Let {_LAW} for all elements. Show that {_THEOREM}.",
                )
            },
            "sw": {
                "ask": (
                    f"Kutoka sheria {_LAW}, thibitisha {_THEOREM}.",
                    f"Chukua {_LAW} kwa vitu vyote. Onyesha kwamba {_THEOREM}.",
                )
            },
            "fr": {
                "ask": (
                    f"À partir de la loi {_LAW}, démontre {_THEOREM}.",
                    f"Soit {_LAW} pour tous les éléments. Montre que {_THEOREM}.",
                )
            },
            "es": {
                "ask": (
                    f"A partir de la ley {_LAW}, demuestra {_THEOREM}.",
                    f"Sea {_LAW} para todos los elementos. Muestra que {_THEOREM}.",
                )
            },
            "de": {
                "ask": (
                    f"Beweise aus dem Gesetz {_LAW}, dass {_THEOREM}.",
                    f"Für alle Elemente gelte {_LAW}. Zeige, dass {_THEOREM}.",
                )
            },
        },
        slots=_SLOTS,
    )
    says = Forms(
        {
            "en": {
                "rewrite": "{s:term} = {t:term}, by the law with {where:where}.",
                "novel": "No single use of the law does it.",
                "proved": f"So {_THEOREM}, and it is new.",
            },
            "sw": {
                "rewrite": "{s:term} = {t:term}, kwa sheria ambapo {where:where}.",
                "novel": "Kuitumia sheria mara moja tu hakutoshi.",
                "proved": f"Kwa hiyo {_THEOREM}, na ni mpya.",
            },
            "fr": {
                "rewrite": "{s:term} = {t:term}, par la loi avec {where:where}.",
                "novel": "Une seule application de la loi n'y suffit pas.",
                "proved": f"Donc {_THEOREM}, et c'est nouveau.",
            },
            "es": {
                "rewrite": "{s:term} = {t:term}, por la ley con {where:where}.",
                "novel": "Una sola aplicación de la ley no basta.",
                "proved": f"Luego {_THEOREM}, y es nuevo.",
            },
            "de": {
                "rewrite": "{s:term} = {t:term}, nach dem Gesetz mit {where:where}.",
                "novel": "Eine einzige Anwendung des Gesetzes reicht nicht.",
                "proved": f"Also {_THEOREM}, und es ist neu.",
            },
        },
        slots=_SLOTS,
    )
    lines: ClassVar = {
        "rewrite": Line(lambda v: Claim("equals", (v["s"], v["t"])), _rewrite),
        "novel": Line(lambda _: Claim("apart", ()), _novel),
        "proved": Line(lambda v: Claim("equals", (v["one"], v["other"])), _proved),
    }

    def task(self, said: Said) -> _Task:
        """A law and an equation, both of a sane size."""
        v = said.values
        task = _Task((v["left"], v["right"]), (v["one"], v["other"]))
        if len(_letters(*task.law)) > _MOST_LETTERS or len(_letters(*task.theorem)) > _MOST_LETTERS:
            raise Wrong("question has more letters than can be checked")
        return task

    def givens(self, task: _Task) -> tuple[Claim, ...]:
        """The law."""
        return (Claim("law", task.law),)

    def goal(self, task: _Task) -> Term:
        """The equation."""
        return ("equation", *task.theorem)

    def solve(self, task: _Task) -> Term:
        """Small magmas that keep the law; refuted where one does not keep the equation."""
        for table in product(range(2), repeat=4):
            if _table_keeps(table, task.law) and not _table_keeps(table, task.theorem):
                raise Wrong("statement is false", magma=table)
        for n in (3, 5):
            for a, b, c in product(range(n), repeat=3):
                if _line_keeps((n, a, b, c), task.law) and not _line_keeps((n, a, b, c), task.theorem):
                    raise Wrong("statement is false", magma=f"{a} x + {b} y + {c} modulo {n}")
        return "proved"

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The equation itself."""
        return Claim("equals", task.theorem)

    def write(self, answer: Term, language: str) -> str:
        """Proved, and new to this library."""
        return WRITTEN[language]


def _table_keeps(table: Sequence[int], equation: Pair) -> bool:
    """Whether an equation holds in a magma of two elements, x ∘ y being entry 2 x + y of its table."""
    letters = sorted(_letters(*equation))
    rows = [dict(zip(letters, row, strict=True)) for row in product(range(2), repeat=len(letters))]
    return all(_in_table(table, equation[0], row) == _in_table(table, equation[1], row) for row in rows)


def _in_table(table: Sequence[int], term: Term, row: Mapping[str, int]) -> int:
    """A term's value."""
    if not isinstance(term, tuple):
        return row[str(term)]
    return table[2 * _in_table(table, term[1], row) + _in_table(table, term[2], row)]


def _line_keeps(magma: tuple[int, int, int, int], equation: Pair) -> bool:
    """Whether an equation holds where x ∘ y = a x + b y + c modulo n: linear sides that agree at 0 and each letter."""
    letters = sorted(_letters(*equation))
    points = [dict.fromkeys(letters, 0), *({**dict.fromkeys(letters, 0), letter: 1} for letter in letters)]
    return all(_on_line(magma, equation[0], point) == _on_line(magma, equation[1], point) for point in points)


def _on_line(magma: tuple[int, int, int, int], term: Term, point: Mapping[str, int]) -> int:
    """A term's value."""
    if not isinstance(term, tuple):
        return point[str(term)]
    n, a, b, c = magma
    return (a * _on_line(magma, term[1], point) + b * _on_line(magma, term[2], point) + c) % n


_KIND = _Magmas()


@verifier
@dataclass(frozen=True, slots=True)
class Magmas:
    """Reads a law and an equation, checks every link of the chain, and tries the equation in small magmas.

    Example:
        From x ∘ y = y ∘ x, "x ∘ (y ∘ z) = x ∘ (z ∘ y)" is proved and refused: one use of the law gives it.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Magmas.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
