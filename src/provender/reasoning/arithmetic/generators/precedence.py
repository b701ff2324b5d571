"""Brackets first, then products, then sums: a formula worked out one operation at a time, in exact rationals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, NamedTuple, TypeAlias

from provender.core.claim import Term
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
            "ask": ("Work out {formula}, one operation at a time.", "What is {formula}, one operation at a time?"),
            "brackets": "Brackets first: {left} = {right}.",
            "turned": "A minus sign before brackets turns their value round: {left} = {right}.",
            "products": "Then × and ÷ from the left: {left} = {right}.",
            "sums": "Then + and − from the left: {left} = {right}.",
            "value": "So {left} = {right}.",
        },
        "sw": {
            "ask": (
                "Kokotoa {formula}, tendo moja baada ya jingine.",
                "Je, {formula} ni ngapi, tendo moja baada ya jingine?",
            ),
            "brackets": "Mabano kwanza: {left} = {right}.",
            "turned": "Alama ya kutoa mbele ya mabano hugeuza thamani yake: {left} = {right}.",
            "products": "Kisha × na ÷ kutoka kushoto: {left} = {right}.",
            "sums": "Kisha + na − kutoka kushoto: {left} = {right}.",
            "value": "Kwa hiyo {left} = {right}.",
        },
        "fr": {
            "ask": (
                "Calcule {formula}, une opération à la fois.",
                "Combien font {formula}, une opération à la fois ?",
            ),
            "brackets": "D'abord les parenthèses : {left} = {right}.",
            "turned": "Le signe moins devant les parenthèses change le signe de leur valeur : {left} = {right}.",
            "products": "Puis × et ÷ de gauche à droite : {left} = {right}.",
            "sums": "Puis + et − de gauche à droite : {left} = {right}.",
            "value": "Donc {left} = {right}.",
        },
        "es": {
            "ask": (
                "Calcula {formula}, una operación cada vez.",
                "¿Cuánto es {formula}, una operación cada vez?",
            ),
            "brackets": "Primero los paréntesis: {left} = {right}.",
            "turned": "El signo menos ante los paréntesis cambia el signo de su valor: {left} = {right}.",
            "products": "Luego × y ÷ de izquierda a derecha: {left} = {right}.",
            "sums": "Luego + y − de izquierda a derecha: {left} = {right}.",
            "value": "Así que {left} = {right}.",
        },
        "de": {
            "ask": (
                "Berechne {formula}, eine Rechnung nach der anderen.",
                "Wie viel ist {formula}, eine Rechnung nach der anderen?",
            ),
            "brackets": "Zuerst die Klammern: {left} = {right}.",
            "turned": "Das Minuszeichen vor der Klammer kehrt das Vorzeichen ihres Wertes um: {left} = {right}.",
            "products": "Dann × und ÷ von links: {left} = {right}.",
            "sums": "Dann + und − von links: {left} = {right}.",
            "value": "Also {left} = {right}.",
        },
    }
)

_SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}
_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2}
_OPERATIONS = {1: 3, 2: 4, 3: 5, 4: 6, 5: 8, 6: 12}
_LARGEST = 500  # of numerators and denominators on the way


class Op(NamedTuple):
    """An operation; `turned` is a minus sign before its brackets."""

    head: str
    left: "Node"
    right: "Node"
    turned: bool = False


Node: TypeAlias = Fraction | Op


@generator
@dataclass(frozen=True, slots=True)
class Precedence:
    """A nested formula of whole numbers, negative ones among them, with brackets and minus signs before brackets.

    Attributes:
        language: of question and solution.
        level: 1 (three operations) to 5 (eight); 6 has twelve.

    Guarantees:
        The drawn problem does not depend on `language`; no value on the way has more than three figures above or
        below the fraction line.

    Example:
        8 ÷ -(2 − 6): A minus sign before brackets turns their value round: 8 ÷ -(2 − 6) = 8 ÷ 4. ... 8 ÷ 4 = 2.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("precedence")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the formula, then one operation after the other."""
        node, worth = _drawn(rng, _OPERATIONS[self.level])
        say = WORDS[self.language]
        question = say("ask", rng.below(WORDS.forms("ask")), formula=_text(node))
        told = Telling(say)
        goal, formula, answer = _term(node), _text(node), _term(worth)
        uses: tuple[int, ...] = ()
        while isinstance(node, Op):
            after, rule = _reduced(node)
            claim = equal(_term(node), _term(after))
            uses = (told.step(rule, claim, uses, left=_text(node), right=_text(after)),)
            node = after
        told.step("value", equal(goal, answer), uses, left=formula, right=_text(worth))
        return Problem(question, str(worth), self.language, told.derivation(goal, answer))


def _drawn(rng: Stream, operations: int) -> tuple[Node, Fraction]:
    """A formula of so many operations with its value, none on the way too long or divided by zero."""
    if not operations:
        number = Fraction(rng.between(2, 12) * (-1 if rng.chance(1, 4) else 1))
        return number, number
    first = rng.below(operations)
    left, x = _drawn(rng, first)
    while True:
        right, y = _drawn(rng, operations - 1 - first)
        if isinstance(right, Op) and rng.chance(1, 3):
            right, y = right._replace(turned=True), -y
        heads = list("++--**//")
        rng.shuffle(heads)
        for head in heads:
            worth = _worked(head, x, y)
            if worth is not None and max(abs(worth.numerator), worth.denominator) <= _LARGEST:
                return Op(head, left, right), worth


def _worked(head: str, x: Fraction, y: Fraction) -> Fraction | None:
    """One operation; None where it divides by zero."""
    if head == "+":
        return x + y
    if head == "-":
        return x - y
    return x * y if head == "*" else x / y if y else None


def _bracketed(op: Op, child: Node, *, right: bool) -> bool:
    """Whether an operation within another stands in brackets."""
    if not isinstance(child, Op):
        return False
    return child.turned or _BINDS[child.head] < _BINDS[op.head] + right


def _text(node: Node, *, leading: bool = True, alone: bool = True) -> str:
    """The formula as written; within it, fractions have brackets, and negative numbers too unless they come first."""
    if isinstance(node, Fraction):
        bare = alone or (node.denominator == 1 and (leading or node >= 0))
        return str(node) if bare else f"({node})"
    sides = []
    for child, right in ((node.left, False), (node.right, True)):
        inner = _bracketed(node, child, right=right)
        text = _text(child, leading=inner or (leading and not right), alone=False)
        minus = "-" if isinstance(child, Op) and child.turned else ""
        sides.append(f"{minus}({text})" if inner else text)
    return _SIGNS[node.head].join(sides)


def _term(node: Node) -> Term:
    """The formula as a term."""
    if isinstance(node, Fraction):
        return node.numerator if node.denominator == 1 else ("/", node.numerator, node.denominator)
    term = (node.head, _term(node.left), _term(node.right))
    return ("-", term) if node.turned else term


def _reduced(node: Op) -> tuple[Node, str]:
    """The formula with one operation worked out, and the rule: in the first innermost brackets, else by precedence."""
    for child, right in ((node.left, False), (node.right, True)):
        if isinstance(child, Op) and _has_brackets(node, child, right=right):
            after, rule = _reduced(child._replace(turned=False))
            if _bracketed(node, child, right=right):
                after, rule = _in_brackets(after, rule, turned=child.turned)
            return _with(node, after, right=right), rule
    return _flat(node)


def _in_brackets(after: Node, rule: str, *, turned: bool) -> tuple[Node, str]:
    """What brackets hold after a step within them; once it is a number they fall, and a minus before them turns it."""
    if isinstance(after, Op):
        return after._replace(turned=turned), rule if rule == "turned" else "brackets"
    return (-after, "turned") if turned else (after, rule if rule == "turned" else "brackets")


def _with(node: Op, child: Node, *, right: bool) -> Op:
    """The operation with another side."""
    return node._replace(right=child) if right else node._replace(left=child)


def _has_brackets(op: Op, child: Op, *, right: bool) -> bool:
    """Whether a side of an operation is in brackets or has some."""
    sides = ((child.left, False), (child.right, True))
    within = any(isinstance(part, Op) and _has_brackets(child, part, right=at) for part, at in sides)
    return within or _bracketed(op, child, right=right)


def _flat(node: Op) -> tuple[Node, str]:
    """One operation of a formula without brackets: the first product, else the first sum."""
    for heads, rule in (("*/", "products"), ("+-", "sums")):
        if (after := _first(node, heads)) is not None:
            return after, rule
    raise AssertionError("a formula divides by zero")  # `_drawn` lets none through


def _first(node: Op, heads: str) -> Node | None:
    """The formula with the first operation of a kind worked out, if it has one between two numbers."""
    for child, right in ((node.left, False), (node.right, True)):
        if isinstance(child, Op) and (after := _first(child, heads)) is not None:
            return _with(node, after, right=right)
    if node.head in heads and isinstance(node.left, Fraction) and isinstance(node.right, Fraction):
        return _worked(node.head, node.left, node.right)
    return None
