"""What a term may be worth: exact rationals, one for every way a careful reader may take it.

A strict reading is what the text plainly says (a percentage is a hundredth, a percentage added to a
number is taken of that number, minutes may be turned into hours). A lenient reading is what a kind
reader would still let pass; it proves nothing, but it keeps a claim from being called false.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from provender.reasoning.read.prose.terms import Apply, Leaf, Node, leaves
from provender.reasoning.read.prose.words import MEASURES, SCALES, singular

_MAX_POWER = 64
_MAX_BITS = 4096
_RATES = {"per", "a", "an", "each", "every"}


class Mode(NamedTuple):
    """One way to take a term.

    Attributes:
        percent: "part" (a hundredth), "base" (added percentages are of what they are added to), "plain".
        scaled: whether "3 million" is worth 3,000,000 rather than 3.
        converted: whether measures are brought to one unit.
        other: which of a number's other meanings is taken, from 1; 0 for none.
        flat: whether "6 / 1/2" is (6 / 1) / 2.
    """

    percent: str = "part"
    scaled: bool = True
    converted: bool = False
    other: int = 0
    flat: bool = False


def measure(leaf: Leaf) -> tuple[str, Fraction] | None:
    """What a number measures, by its currency or its first unit word."""
    if leaf.currency == "$":
        return MEASURES["$"]
    heads = [singular(word.lstrip("-")) for word in leaf.units[:2]]
    if heads and heads[0] in SCALES:
        heads = heads[1:]
    return MEASURES.get(heads[0]) if heads else None


def scale(leaf: Leaf) -> int:
    """The factor of a word like "million" right after a number."""
    return SCALES.get(singular(leaf.units[0]), 1) if leaf.units else 1


def factor(leaf: Leaf, mode: Mode) -> Fraction:
    """What the written number is multiplied by under `mode`."""
    worth = Fraction(1, 100) if leaf.percent and mode.percent != "plain" else Fraction(1)
    if mode.scaled:
        worth *= scale(leaf)
    if mode.converted and (known := measure(leaf)):
        worth *= known[1]
    return worth


def value(node: Node, mode: Mode) -> Fraction | None:
    """The exact value of a term under `mode`; None where it has none (division by zero, huge powers)."""
    if isinstance(node, Leaf):
        number = node.number
        written = number.others[mode.other - 1] if 0 < mode.other <= len(number.others) else number.value
        return written * factor(node, mode)
    if node.sign == "÷":
        return _quotient(node, mode)
    left, right = value(node.left, mode), value(node.right, mode)
    if left is None or right is None:
        return None
    if node.sign in "+-" and mode.percent == "base" and isinstance(node.right, Leaf) and node.right.percent:
        right *= left
    return _apply(node.sign, left, right)


def _quotient(node: Apply, mode: Mode) -> Fraction | None:
    """A number divided by a tightly written fraction, in one of its two senses."""
    whole, part = value(node.left, mode), value(node.right, mode)
    if whole is None or not part:
        return None
    if mode.flat and isinstance(node.right, Apply):
        under = value(node.right.right, mode)
        return whole / part / under / under if under else None
    return whole / part


def _apply(sign: str, left: Fraction, right: Fraction) -> Fraction | None:
    """left sign right."""
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign in ("*", "of"):
        return left * right
    if sign == "/":
        return left / right if right else None
    small = right.denominator == 1 and 0 <= right <= _MAX_POWER
    if not small or max(left.numerator.bit_length(), left.denominator.bit_length()) * right > _MAX_BITS:
        return None
    return left ** int(right)


def mixed(left: Node, right: Node) -> bool:
    """Whether one thing is measured in two units here (hours and minutes, dollars and cents)."""
    seen: dict[str, Fraction] = {}
    for leaf in (*leaves(left), *leaves(right)):
        known = measure(leaf)
        if known and seen.setdefault(known[0], known[1]) != known[1]:
            return True
        for word in leaf.units:
            rate = MEASURES.get(singular(word[1:])) if word[0] == "/" else None
            if rate and seen.setdefault(rate[0], rate[1]) != rate[1]:
                return True
    return False


def strict(left: Node, right: Node) -> Iterator[tuple[Mode, Mode]]:
    """How the two sides may plainly be taken, the plainest first."""
    converted = (
        (True,) if unlike_terms(left) or _is_ratio(left, right) else (False, True) if mixed(left, right) else (False,)
    )
    scaled = (True, False) if _is_scaled(left, right) else (True,)
    flat = (False, True) if _divides_by_fraction(left) else (False,)
    percents = tuple(_percents(left, right))
    for convert, scaling, (here, there), flatly in product(converted, scaled, percents, flat):
        yield Mode(here, scaling, convert, flat=flatly), Mode(there, scaling, convert)


def unlike_terms(node: Node) -> bool:
    """Whether two measures of one kind but of different units are added: 5 hours - 30 minutes."""
    if isinstance(node, Leaf):
        return False
    if node.sign in ("+", "-") and _unlike(node.left, node.right):
        return True
    return unlike_terms(node.left) or unlike_terms(node.right)


def _is_ratio(left: Node, right: Node) -> bool:
    """Whether two such measures are compared, and the result is told without a unit: 12 inches / 10 feet = 10%."""
    if isinstance(left, Apply) and left.sign == "*" and isinstance(left.right, Leaf) and left.right.percent:
        left = left.left
    bare = isinstance(right, Leaf) and (right.percent or not right.units)
    return bare and isinstance(left, Apply) and left.sign == "/" and _unlike(left.left, left.right)


def _unlike(one: Node, two: Node) -> bool:
    """Whether two numbers measure one thing in two units, and neither is a rate."""
    if not (isinstance(one, Leaf) and isinstance(two, Leaf)) or _RATES & {*one.units, *two.units}:
        return False
    here, there = measure(one), measure(two)
    slashed = any(word[0] == "/" for word in (*one.units, *two.units))
    return bool(here and there and not slashed and here[0] == there[0] and here[1] != there[1])


def _is_scaled(left: Node, right: Node) -> bool:
    """Whether a word like "million" follows some number."""
    return any(scale(leaf) != 1 for leaf in (*leaves(left), *leaves(right)))


def _divides_by_fraction(node: Node) -> bool:
    """Whether a term holds a division that may be taken in two senses."""
    if isinstance(node, Leaf):
        return False
    return node.sign == "÷" or _divides_by_fraction(node.left) or _divides_by_fraction(node.right)


def _percents(left: Node, right: Node) -> Iterator[tuple[str, str]]:
    """How percent signs may be taken on the two sides."""
    here = [leaf.percent for leaf in leaves(left)]
    there = any(leaf.percent for leaf in leaves(right))
    yield "part", "part"
    if there and not any(here) and any(leaf.number.value == 100 for leaf in leaves(left)):
        yield "part", "plain"  # 20 / 50 * 100 = 40%
    if any(here) and not all(here):
        yield "base", "part"  # 50 - 20% = 40
    if all(here):
        yield "plain", "plain"  # 100% - 20% = 80


def lenient(left: Node, right: Node) -> Iterator[tuple[Mode, Mode]]:
    """What a kind reader may still make of it."""
    both = (*leaves(left), *leaves(right))
    percents = ("part", "plain") if any(leaf.percent for leaf in both) else ("part",)
    others = range(1 + max(len(leaf.number.others) for leaf in both))
    scales = (True, False) if _is_scaled(left, right) else (True,)
    for other, here, there, one, two in product(others, percents, percents, scales, scales):
        yield Mode(here, one, False, other), Mode(there, two, False, other)
