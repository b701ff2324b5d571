"""Equations without an equals sign: "half of 18 is 9", "2 * 40 cards, or 80 cards"."""

from collections.abc import Sequence

from provender.reasoning.read.prose.sides import Side, before, operand
from provender.reasoning.read.prose.terms import Leaf, computes, leaves
from provender.reasoning.read.prose.tokens import STOP, Token
from provender.reasoning.read.prose.words import BREAKS, NUMBERS, SAYS, STEERS

_ENDS = ("stop", "close")


def said(tokens: Sequence[Token], place: int) -> tuple[Side, Side] | None:
    """The sides of a verb that says what something comes to; None unless both are plain.

    The left must compute something and be tied to nothing before it; the right must be one number after
    which nothing goes on ("is 9 pages", not "is 9 more than").
    """
    if tokens[place].text.lower() not in SAYS or not _numbered(tokens, place + 1):
        return None
    left, right = before(tokens, place), operand(tokens, place + 1)
    if left is None or right is None or left.doubts or not computes(left.node) or _odd(left):
        return None
    follows = tokens[right.end] if right.end < len(tokens) else STOP
    words = {word.lstrip("/") for leaf in leaves(right.node) for word in leaf.units} | {follows.text.lower()}
    ends = follows.kind in _ENDS or follows.text.lower() in BREAKS
    percent = isinstance(right.node, Leaf) and right.node.percent
    return None if words & STEERS or percent or not ends else (left, right)


def restated(tokens: Sequence[Token], place: int) -> tuple[Side, Side] | None:
    """The sides of an "or" that restates what was computed before it, with or without a comma."""
    if tokens[place].text.lower() != "or" or place == 0 or not _numbered(tokens, place + 1):
        return None
    left = before(tokens, place - (tokens[place - 1].text == ","))
    right = operand(tokens, place + 1)
    if left is None or right is None or not computes(left.node):
        return None
    return left, right


def _numbered(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number stands here."""
    if place >= len(tokens):
        return False
    return tokens[place].kind in ("number", "currency") or tokens[place].text.lower() in NUMBERS


def _odd(left: Side) -> bool:
    """Whether a number of the left side goes with words that may steer it elsewhere."""
    return any(STEERS & {*leaf.units} for leaf in leaves(left.node))
