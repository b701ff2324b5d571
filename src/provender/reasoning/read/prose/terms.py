"""Terms as they are written: numbers with their surroundings, under signs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from provender.reasoning.read.prose.tokens import Number, whole


@dataclass(frozen=True, slots=True)
class Leaf:
    """A number with what is written around it: currency, percent sign, unit words."""

    number: Number
    currency: str = ""
    percent: bool = False
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Apply:
    """A sign with its two operands.

    "of" binds a part to a whole. "÷" divides by a fraction that is written tightly, "6 / 1/2", which
    some mean as (6 / 1) / 2.
    """

    sign: str
    left: "Node"
    right: "Node"


Node: TypeAlias = Leaf | Apply

ZERO = Leaf(whole(0))  # what a minus sign without a left operand takes from


def leaves(node: Node) -> Iterator[Leaf]:
    """The numbers of a term, left to right."""
    if isinstance(node, Leaf):
        yield node
    else:
        yield from leaves(node.left)
        yield from leaves(node.right)


def computes(node: Node) -> bool:
    """Whether a term computes anything: a minus sign alone does not."""
    return isinstance(node, Apply) and (node.left is not ZERO or computes(node.right))


def is_part(node: Node) -> bool:
    """Whether a term can stand before "of": a percentage, a fraction, a decimal below one."""
    if isinstance(node, Leaf):
        return not node.units and not node.currency and (node.percent or node.number.value < 1)
    if any(leaf.units for leaf in leaves(node.right)):
        return False
    return node.sign in ("/", "of") or (node.sign == "*" and is_part(node.right))
