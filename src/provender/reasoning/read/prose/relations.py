"""Claims that are no computed equation: an order ("1,600 > 1,200") and a conversion ("1 hour = 60 minutes")."""

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from provender.reasoning.read.prose.agree import FIRM, agreement
from provender.reasoning.read.prose.judge import Judgement, Truth
from provender.reasoning.read.prose.sides import Side
from provender.reasoning.read.prose.terms import Leaf, Node
from provender.reasoning.read.prose.values import Mode, lenient, measure, mixed, strict, value
from provender.reasoning.read.prose.words import CALENDAR, singular

Order: TypeAlias = Callable[[Fraction, Fraction], bool]

ORDERS: dict[str, Order] = {"<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}
_CONVERTED = Mode(converted=True)


def judge_order(left: Side, right: Side, sign: str) -> Judgement:
    """Whether one side is larger than the other.

    Guarantees:
        Proved when it holds under every strict reading, refuted when under none, strict or lenient.
    """
    plain = value(left.node, Mode()), value(right.node, Mode())
    careful = [*strict(left.node, right.node)]
    kind = [*lenient(left.node, right.node)]
    if mixed(left.node, right.node):
        careful, kind = [(_CONVERTED, _CONVERTED)], []
    held = [_holds(left.node, right.node, modes, ORDERS[sign]) for modes in careful]
    if None in held:
        return Judgement(Truth.UNKNOWN, "no value", *plain)
    if all(held):
        return Judgement(Truth.PROVED, "exact", *plain)
    doubted = bool(left.doubts | right.doubts)
    if doubted or any(held) or any(_holds(left.node, right.node, modes, ORDERS[sign]) for modes in kind):
        return Judgement(Truth.UNKNOWN, "another reading", *plain)
    return Judgement(Truth.REFUTED, "wrong", *plain)


def _holds(left: Node, right: Node, modes: tuple[Mode, Mode], order: Order) -> bool | None:
    """Whether it holds under one reading; None where a side has no value."""
    one, two = value(left, modes[0]), value(right, modes[1])
    return None if one is None or two is None else order(one, two)


def converts(left: Side, right: Side) -> bool:
    """Whether the two sides only tell one measure in two units."""
    one, two = left.node, right.first
    if not (isinstance(one, Leaf) and isinstance(two, Leaf)) or right.node is not two:
        return False
    here, there = measure(one), measure(two)
    short = max(len(one.units), len(two.units)) <= 1
    return bool(short and here and there and here[0] == there[0] and here[1] != there[1])


def judge_conversion(left: Side, right: Side, *, about: bool) -> Judgement:
    """Whether the two measures are equal; the calendar's are no fixed measures."""
    values = value(left.node, _CONVERTED), value(right.node, _CONVERTED)
    words = {singular(word) for node in (left.node, right.node) if isinstance(node, Leaf) for word in node.units}
    if words & CALENDAR:
        return Judgement(Truth.UNKNOWN, "unlike units", *values)
    kind = agreement(left.node, right.node, [(_CONVERTED, _CONVERTED)], about=about)
    if kind in FIRM:
        return Judgement(Truth.PROVED, kind, *values)
    if kind or left.doubts or right.doubts:
        return Judgement(Truth.UNKNOWN, kind or min(left.doubts | right.doubts), *values)
    return Judgement(Truth.REFUTED, "wrong", *values)
