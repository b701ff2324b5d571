"""Proves formulas worked out one operation at a time: each step by what the text before it allows, the value by FLINT.

A formula is read level by level, as a row of numbers, operations and bracketed rows. What may be worked out next is
told from such rows alone: inner brackets first, then the products, then the sums, equals from the left.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import ClassVar, NamedTuple, TypeAlias, final

from flint import fmpq

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import as_term
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.formula import FORMULA
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_TOKEN = re.compile(
    r"(?P<number>-?(?:0|[1-9][0-9]{0,39})(?:/[1-9][0-9]{0,39})?(?![0-9/]))|(?P<open>-?\()|(?P<close>\))"
    r"| (?P<op>[+−×÷]) "
)
_HEADS = {"+": "+", "−": "-", "×": "*", "÷": "/"}
_DEEPEST = 20


class Group(NamedTuple):
    """A row in brackets, perhaps with a minus sign before them."""

    minus: bool
    row: "Row"


Row: TypeAlias = tuple[Fraction | Group | str, ...]  # value, operation, value, operation, value


class Formula(NamedTuple):
    """A row and the term that it stands for."""

    row: Row
    term: Term


@lru_cache(maxsize=4096)
def _read(text: str) -> Formula | None:
    """The formula that a text writes, None if it writes none."""
    levels: list[tuple[bool, list[Fraction | Group | str]]] = [(False, [])]
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or not _taken(levels, found):
            return None
        at = found.end()
    if len(levels) > 1 or len(levels[0][1]) % 2 == 0:
        return None
    row = tuple(levels[0][1])
    return Formula(row, _term(row))


def _taken(levels: list[tuple[bool, list[Fraction | Group | str]]], found: re.Match[str]) -> bool:
    """Whether a token may stand here; if so it is put in its place."""
    row = levels[-1][1]
    wanted = len(row) % 2 == 0  # a value comes next
    if found["op"]:
        row.append(_HEADS[found["op"]])
        return not wanted
    if found["open"]:
        levels.append((found["open"] == "-(", []))
        return wanted and len(levels) <= _DEEPEST
    if found["number"]:
        worth = Fraction(found["number"])
        row.append(worth)
        return wanted and str(worth) == found["number"] and (worth >= 0 or len(row) == 1)
    if wanted or len(levels) == 1:
        return False
    minus, inner = levels.pop()
    only = inner[0] if len(inner) == 1 else None
    number = isinstance(only, Fraction) and (only < 0 or only.denominator != 1) and not minus
    levels[-1][1].append(inner[0] if number else Group(minus, tuple(inner)))
    return len(inner) % 2 == 1


def _worked(left: Fraction, head: str, right: Fraction) -> Fraction | None:
    """One operation."""
    if head == "/":
        return left / right if right else None
    return left * right if head == "*" else left + right if head == "+" else left - right


def _next(row: Row) -> Iterator[tuple[str, Row]]:
    """Every row that one licensed operation makes of this one, with the rule that licenses it."""
    inner = [place for place, part in enumerate(row) if isinstance(part, Group)]
    for place in inner:
        group = row[place]
        assert isinstance(group, Group)
        for rule, after in _next(group.row):
            ended = after[0] if len(after) == 1 and isinstance(after[0], Fraction) else None
            if ended is None:
                yield "turned" if rule == "turned" else "brackets", _with(row, place, Group(group.minus, after))
            else:
                yield "turned" if group.minus else "brackets", _with(row, place, -ended if group.minus else ended)
    if not inner:
        yield from _flat(row)


def _with(row: Row, place: int, part: Fraction | Group) -> Row:
    """The row with one other value."""
    return (*row[:place], part, *row[place + 1 :])


def _flat(row: Row) -> Iterator[tuple[str, Row]]:
    """The same for a row without brackets: products that no product stands before, else the first sum."""
    tight = [place for place in range(1, len(row), 2) if str(row[place]) in "*/"]
    for place in [place for place in tight if place - 2 not in tight] or range(1, min(2, len(row))):
        left, head, right = row[place - 1 : place + 2]
        worth = _worked(Fraction(str(left)), str(head), Fraction(str(right)))
        if worth is not None:
            yield "products" if tight else "sums", (*row[: place - 1], worth, *row[place + 2 :])


def _term(row: Row) -> Term:
    """The row as a term: products bind first, equals go left to right."""
    parts: list[Term] = []
    signs: list[str] = []
    for place, part in enumerate(row):
        if isinstance(part, str):
            signs.append(part)
            continue
        worth: Term = as_term(part) if isinstance(part, Fraction) else _inner(part)
        if place and signs[-1] in "*/":
            parts[-1] = (signs.pop(), parts[-1], worth)
        else:
            parts.append(worth)
    total = parts[0]
    for sign, worth in zip(signs, parts[1:], strict=True):
        total = (sign, total, worth)
    return total


def _inner(group: Group) -> Term:
    """A row in brackets as a term."""
    return ("-", _term(group.row)) if group.minus else _term(group.row)


def _value(term: Term) -> fmpq:
    """The value by FLINT; raises ZeroDivisionError where there is none."""
    if isinstance(term, int):
        return fmpq(term)
    sides = [_value(part) for part in term[1:]]
    if len(sides) == 1:
        return -sides[0]
    left, right = sides
    if term[0] == "/":
        return left / right
    return left * right if term[0] == "*" else left + right if term[0] == "+" else left - right


_F = {"f": (FORMULA, _read)}
_ASKS = Forms(
    {
        "en": {
            "ask": ("Work out {f:f}, one operation at a time.", "What is {f:f}, one operation at a time?"),
        },
        "sw": {
            "ask": ("Kokotoa {f:f}, tendo moja baada ya jingine.", "Je, {f:f} ni ngapi, tendo moja baada ya jingine?"),
        },
        "fr": {
            "ask": ("Calcule {f:f}, une opération à la fois.", "Combien font {f:f}, une opération à la fois ?"),
        },
        "es": {
            "ask": ("Calcula {f:f}, una operación cada vez.", "¿Cuánto es {f:f}, una operación cada vez?"),
        },
        "de": {
            "ask": (
                "Berechne {f:f}, eine Rechnung nach der anderen.",
                "Wie viel ist {f:f}, eine Rechnung nach der anderen?",
            ),
        },
    },
    slots=_F,
)
_LEADS = {
    "en": (
        "Brackets first: ",
        "A minus sign before brackets turns their value round: ",
        "Then × and ÷ from the left: ",
        "Then + and − from the left: ",
        "So ",
    ),
    "sw": (
        "Mabano kwanza: ",
        "Alama ya kutoa mbele ya mabano hugeuza thamani yake: ",
        "Kisha × na ÷ kutoka kushoto: ",
        "Kisha + na − kutoka kushoto: ",
        "Kwa hiyo ",
    ),
    "fr": (
        "D'abord les parenthèses : ",
        "Le signe moins devant les parenthèses change le signe de leur valeur : ",
        "Puis × et ÷ de gauche à droite : ",
        "Puis + et − de gauche à droite : ",
        "Donc ",
    ),
    "es": (
        "Primero los paréntesis: ",
        "El signo menos ante los paréntesis cambia el signo de su valor: ",
        "Luego × y ÷ de izquierda a derecha: ",
        "Luego + y − de izquierda a derecha: ",
        "Así que ",
    ),
    "de": (
        "Zuerst die Klammern: ",
        "Das Minuszeichen vor der Klammer kehrt das Vorzeichen ihres Wertes um: ",
        "Dann × und ÷ von links: ",
        "Dann + und − von links: ",
        "Also ",
    ),
}
_RULES = ("brackets", "turned", "products", "sums", "value")
_SAYS = Forms(
    {
        language: {rule: lead + "{left:f} = {right:f}." for rule, lead in zip(_RULES, leads, strict=True)}
        for language, leads in _LEADS.items()
    },
    slots=_F,
)


def _reduces(rule: str) -> Line[Formula]:
    """A sentence that works out one operation of what the sentence before it left, or of the question."""

    def follows(task: Formula, v: Values, before: Sequence[Said]) -> bool:
        left: Formula = before[-1].values["right"] if before else task
        return v["left"] == left and (rule, v["right"].row) in _next(left.row)

    return Line(_claim, follows)


def _claim(v: Values) -> Claim:
    """Both sides are equal."""
    return Claim("=", (v["left"].term, v["right"].term))


def _ends(task: Formula, v: Values, before: Sequence[Said]) -> bool:
    """The question is what the last operation gave."""
    ended = bool(before) and v["right"] == before[-1].values["right"] and len(v["right"].row) == 1
    return ended and bool(v["left"] == task)


@final
class _Precedence(Kind[Formula]):
    """The task is the question's formula."""

    topic = "precedence"
    tight = True
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {**{rule: _reduces(rule) for rule in _RULES[:-1]}, "value": Line(_claim, _ends)}

    def task(self, said: Said) -> Formula:
        """A formula with something to work out that divides by zero nowhere."""
        asked: Formula = said.values["f"]
        try:
            _value(asked.term)
        except ZeroDivisionError:
            raise Wrong("question divides by zero") from None
        if len(asked.row) < 2:
            raise Wrong("question has nothing to work out")
        return asked

    def goal(self, task: Formula) -> Term:
        """The formula."""
        return task.term

    def solve(self, task: Formula) -> Term:
        """FLINT's rationals, over the whole formula at once."""
        worth = _value(task.term)
        return as_term(Fraction(int(worth.p), int(worth.q)))

    def write(self, answer: Term, language: str) -> str:
        """-3/4."""
        return str(answer) if isinstance(answer, int) else f"{answer[1]}/{answer[2]}"


_KIND = _Precedence()


@verifier
@dataclass(frozen=True, slots=True)
class Precedence:
    """Asks of every step whether the row before allows it, and works the whole formula out anew.

    Example:
        "Then + and − from the left: 2 + 3 × 4 = 5 × 4." fails, and so does "9 ÷ 3 × 3 = 9 ÷ 9".
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Precedence.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
