"""Proves any calculation with + − × ÷ from the question's own text, so that a new generator needs no verifier.

    Calculate 3 × 3 + 4 × 4.
    3 × 3 = 9.
    4 × 4 = 16.
    9 + 16 = 25.

The question is evaluated exactly. Each step must be a true equation whose numbers come from the question or
from the steps it uses; and the last step, with every used result replaced by what it was the result of, must
be the question itself, up to the order of terms and factors.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import prod
from typing import NamedTuple, TypeAlias

from provender.core.claim import Derivation, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.read.formula import FORMULA, Exact, is_number, number, parse, value
from provender.reasoning.read.judge import Proof, Said, Wrong, judge, verdict_of

_QUESTIONS = {
    "en": re.compile(rf"(?:(?:Calculate|Evaluate|Work out) ({FORMULA})\.|What is ({FORMULA})\?)"),
    "sw": re.compile(rf"(?:Kokotoa ({FORMULA})\.|(?:Je, )?({FORMULA}) ni ngapi\?)"),
    "fr": re.compile(rf"(?:Calcule(?:z|r)? ({FORMULA})\.|Combien font ({FORMULA}) \?)"),
    "es": re.compile(rf"(?:Calcul[ae] ({FORMULA})\.|¿Cuánto es ({FORMULA})\?)"),
    "de": re.compile(rf"(?:Berechne ({FORMULA})\.|Wie viel ist ({FORMULA})\?)"),
}
_LEADS = {
    "en": "First|Then|Next|Now|So|Hence|Thus|Therefore|Finally|Add|Subtract|Multiply|Divide|Add them|Multiply them",
    "sw": "Kwanza|Kisha|Halafu|Sasa|Hivyo|Kwa hiyo|Basi|Mwisho|Jumlisha|Ongeza|Toa|Zidisha|Gawanya",
    "fr": "D'abord|Puis|Ensuite|Maintenant|Donc|Ainsi|Enfin|On ajoute|On soustrait|On multiplie|On divise",
    "es": "Primero|Luego|Después|Ahora|Así|Entonces|Por tanto|Por último|Suma|Resta|Multiplica|Divide",
    "de": "Zuerst|Dann|Danach|Nun|Also|Daher|Zuletzt|Addiere|Subtrahiere|Multipliziere|Dividiere",
}
_SENTENCES = {
    language: re.compile(rf"(?:(?:{leads})[,:]? )?({FORMULA}) = ({FORMULA})\.") for language, leads in _LEADS.items()
}
_RULES = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
_MOST_WAYS = 256
_BARE = "reasoning_gym"  # a topic whose items hold a bare answer: they have a judge of their own

# a term up to the order of its terms and factors: a value, or ("+" or "*", parts with their signs, sorted)
Shape: TypeAlias = "Exact | tuple[str, tuple[tuple[int, Shape], ...]]"


@verifier
@dataclass(frozen=True, slots=True)
class Expression:
    """Evaluates the question, then unfolds the solution back into it.

    A step's rule is named after its outermost operation: "add", "subtract", "multiply" or "divide".

    Example:
        In "Calculate 3 × 3 + 4 × 4.", the step "9 + 7 = 16." is true and yet fails: 7 comes from nowhere.

    Guarantees:
        A record passes only if every equation is true, every step is needed, and the steps make up the question.
    """

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return [self._judge(record) for record in records]

    def _judge(self, record: Record) -> Verdict:
        """One verdict; several ways may lead to the question, so the derivation's own `uses` are followed."""
        if record.tags.get("topic") == _BARE:
            return verdict_of(record, name_of(self), lambda _: False)
        payload = record.payload
        told = payload.derivation if isinstance(payload, Problem) else None
        prove = partial(_prove, told)
        return judge([record], name=name_of(self), topic=None, read=_read, prove=prove)[0]


def _read(question: str) -> tuple[str, Term] | None:
    """The language and the term asked for, or None."""
    for language, pattern in _QUESTIONS.items():
        found = pattern.fullmatch(question)
        if found is not None:
            term = parse(found[1] or found[2])
            worth = None if term is None else value(term)
            return None if term is None or worth is None or is_number(term) else (language, term)
    return None


def _prove(told: Derivation | None, language: str, goal: Term, lines: Sequence[str]) -> Proof:
    """Check every sentence, then unfold the last one; raises `Wrong`."""
    if not lines:
        raise Wrong("solution stops too soon", steps=0)
    unfolding = _Unfolding(goal)
    said: list[Said] = []
    for place, line in enumerate(lines):
        left, right, result = _equation(line, place + 1, language)
        uses = told.steps[place].uses if told is not None else None
        unfolding.add(left, result, uses)
        said.append(("=", (left, right), _RULES[str(left[0])], uses or ()))
    unfolding.finish()
    worth = value(goal)
    assert worth is not None
    return Proof(goal, said, number(worth), str(worth))


def _equation(line: str, place: int, language: str) -> tuple[tuple[Term, ...], Term, Exact]:
    """Both sides of a sentence and their value; raises `Wrong` unless it is a true calculation."""
    found = _SENTENCES[language].fullmatch(line)
    left, right = (parse(found[1]), parse(found[2])) if found else (None, None)
    if left is None or right is None:
        raise Wrong("sentence cannot be read", step=place, sentence=line)
    if not isinstance(left, tuple) or is_number(left):
        raise Wrong("step calculates nothing", step=place, sentence=line)
    result = value(left)
    if result is None or result != value(right):
        raise Wrong("equation is false", step=place, sentence=line)
    if right != number(result):
        raise Wrong("result is not in lowest terms", step=place, sentence=line)
    return left, right, result


def _leaves(term: Term) -> Iterator[Exact]:
    """The numbers of a term, left to right."""
    if isinstance(term, tuple) and not is_number(term):
        for side in term[1:]:
            yield from _leaves(side)
    else:
        yield value(term) or 0


def _shape(term: Term, leaves: Iterator[Shape]) -> Shape:
    """A term's shape, its numbers replaced by `leaves` from left to right."""
    if not isinstance(term, tuple) or is_number(term):
        return next(leaves)
    op = str(term[0])
    if len(term) == 2:
        return _join("+", [(-1, _shape(term[1], leaves))])
    left, right = _shape(term[1], leaves), _shape(term[2], leaves)
    return _join("+" if op in "+-" else "*", [(1, left), (-1 if op in "-/" else 1, right)])


def _join(op: str, parts: Sequence[tuple[int, Shape]]) -> Shape:
    """A sum or product whose nested sums or products of the same kind are spread out, in one fixed order."""
    flat: list[tuple[int, Shape]] = []
    for sign, part in parts:
        if isinstance(part, tuple) and part[0] == op:
            flat += [(sign * inner, piece) for inner, piece in part[1]]
        else:
            flat.append((sign, part))
    if len(flat) == 1 and flat[0][0] == 1:
        return flat[0][1]
    return (op, tuple(sorted(flat, key=repr)))


class _Way(NamedTuple):
    """One way to understand a step: what it unfolds to, the steps it takes up, and all steps below those."""

    shape: Shape
    uses: frozenset[int]
    reached: frozenset[int]


_Source: TypeAlias = tuple[int, _Way]  # a step, or -1 for the question, and how it is understood
_NONE: frozenset[int] = frozenset()


class _Unfolding:
    """The steps so far, each with every way to understand it.

    A number may be one of the question's or the result of an earlier step, and 9 may be both.
    """

    def __init__(self, goal: Term) -> None:
        self._goal = _shape(goal, iter(list(_leaves(goal))))
        self._literals = set(_leaves(goal))
        self._results: list[Exact] = []
        self._ways: list[list[_Way]] = []

    def add(self, left: Term, result: Exact, uses: tuple[int, ...] | None) -> None:
        """Take in a step; `uses` None leaves open which steps it rests on."""
        place = len(self._results)
        if uses is not None and (list(uses) != sorted(set(uses)) or (uses and not 0 <= uses[0] <= uses[-1] < place)):
            raise Wrong("step rests on the wrong steps", step=place + 1, uses=uses)
        numbers = list(_leaves(left))
        choices = [self._sources(worth, range(place) if uses is None else uses) for worth in numbers]
        for worth, sources in zip(numbers, choices, strict=True):
            if not sources:
                raise Wrong("number comes from nowhere", step=place + 1, number=worth)
        if prod(map(len, choices)) > _MOST_WAYS:
            raise Wrong("step may be understood in too many ways", step=place + 1)
        ways = {self._way(left, picked) for picked in product(*choices)}
        fitting = [way for way in ways if uses is None or way.uses == frozenset(uses)]
        if not fitting:
            raise Wrong("step rests on the wrong steps", step=place + 1, uses=uses)
        self._results.append(result)
        self._ways.append(fitting)

    def _sources(self, worth: Exact, steps: Iterable[int]) -> list[_Source]:
        """Where a number, or the same without its minus sign, may come from."""
        found: list[_Source] = [(-1, _Way(worth, _NONE, _NONE))] if worth in self._literals else []
        for step in steps:
            if self._results[step] == worth:
                found += [(step, way) for way in self._ways[step]]
            elif self._results[step] == -worth:
                found += [(step, way._replace(shape=_join("+", [(-1, way.shape)]))) for way in self._ways[step]]
        return found

    @staticmethod
    def _way(left: Term, picked: Sequence[_Source]) -> _Way:
        """A step understood by one source for each of its numbers."""
        uses = frozenset(step for step, _ in picked if step >= 0)
        return _Way(
            _shape(left, iter([way.shape for _, way in picked])), uses, uses.union(*(w.reached for _, w in picked))
        )

    def finish(self) -> None:
        """Raise `Wrong` unless the last step unfolds to the question and needs all the others."""
        last = len(self._ways) - 1
        whole = [way for way in self._ways[-1] if way.shape == self._goal]
        if not whole:
            raise Wrong("last step is not what the question asks", step=last + 1)
        best = max(whole, key=lambda way: len(way.reached))
        if len(best.reached) < last:
            unused = min(set(range(last)) - best.reached)
            raise Wrong("step is not needed", step=unused + 1)
