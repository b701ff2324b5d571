"""Whether the two sides of an equals sign agree: proved, refuted or unknown, and in which sense.

10 / 3 = 3.33        proved, rounded       within half of the last digit written
200 / 3 = 66         unknown, cut          between the neighbours, but not the nearer one
46.2 = 46            unknown, coarse       a rounding that leaves two digits may be a slip
90 / 24 = 3          refuted               3.75 is short enough to be written
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from provender.reasoning.read.prose.agree import FIRM, agreement
from provender.reasoning.read.prose.sides import Side
from provender.reasoning.read.prose.terms import Apply, Leaf, Node, leaves
from provender.reasoning.read.prose.values import Mode, lenient, measure, mixed, strict, unlike_terms, value
from provender.reasoning.read.prose.words import HOLDERS, JOINS, LESS, MODULAR, singular

_FINE = Fraction(1, 100)
_ENDLESS = re.compile(r"\.\d*(?:33|66|67|\d{5,})$")  # decimals of a number that was itself rounded


class Truth(Enum):
    """What can be said of a claim."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A truth value, in which sense it holds, and the two values of the plainest reading.

    `kind` is "exact", "rounded" or "run_on" when proved ("5 + 3 = 8 - 2": the 8 was meant);
    "wrong" when refuted; otherwise what leaves it open.
    """

    truth: Truth
    kind: str
    left: Fraction | None = None
    right: Fraction | None = None


def judge(left: Side, right: Side, *, about: bool = False, words: Iterable[str] = ()) -> Judgement:
    """Hold the two sides of a sign against each other.

    Args:
        about: the sign itself says that it rounds, "≈".
        words: of the sentence around, lower case.

    Guarantees:
        A claim that is exactly true under a strict reading is proved.
        A claim is refuted only when no strict and no lenient reading of it is true.
    """
    mode = Mode(converted=_must_agree(left.node, right.first))
    plain = Judgement(Truth.REFUTED, "wrong", value(left.node, mode), value(right.node, mode))
    if plain.left is None or plain.right is None:
        return Judgement(Truth.UNKNOWN, "no value", plain.left, plain.right)
    best = agreement(left.node, right.node, strict(left.node, right.node), about=about)
    if best in FIRM:
        return Judgement(Truth.PROVED, best, plain.left, plain.right)
    for part in (right.first, *right.others):
        if agreement(left.node, part, strict(left.node, part), about=about) in FIRM:
            return Judgement(Truth.PROVED, "run_on", plain.left, plain.right)
    doubt = best or _doubt(left, right, frozenset(words), about=about)
    return Judgement(Truth.UNKNOWN, doubt, plain.left, plain.right) if doubt else plain


def _doubt(left: Side, right: Side, words: frozenset[str], *, about: bool) -> str:
    """Why a claim that no strict reading bears out is still not called false; "" when it is."""
    one, two = value(left.node, Mode()), value(right.first, Mode())
    held = (
        (bool(left.doubts | right.doubts), min(left.doubts | right.doubts, default="")),
        (mixed(left.node, right.node) and not _must_agree(left.node, right.first), "mixed units"),
        (_may_agree(left.node, right.node, about=about), "another reading"),
        (_shorter(left, right, about=about), "a shorter left side"),
        (bool(words & MODULAR), "a remainder"),
        (one is not None and two is not None and one == -two and bool(words & LESS), "a sign said in words"),
        (_from_rounded(left.node, one, two), "rounded numbers"),
        (_holds_others(left.node, right.node), "unlike things"),
        (_is_conversion(left.node, right.node), "unlike units"),
    )
    return next((doubt for holds, doubt in held if holds), "")


def _must_agree(left: Node, right: Node) -> bool:
    """Whether minutes and hours are added and the sum is told in either: then only one reading is careful."""
    if not unlike_terms(left) or not isinstance(right, Leaf) or not (told := measure(right)):
        return False
    return all(known is not None and known[0] == told[0] for known in map(measure, leaves(left)))


def _may_agree(left: Node, right: Node, *, about: bool) -> bool:
    """Whether a kind reader could still find the claim true."""
    if _must_agree(left, right):
        return False
    return bool(agreement(left, right, lenient(left, right), about=about))


def _shorter(left: Side, right: Side, *, about: bool) -> bool:
    """Whether the claim is true once a dash or "half of" is left out of its left side."""
    return any(agreement(other, right.first, strict(other, right.first), about=about) for other in left.others)


def _from_rounded(node: Node, one: Fraction | None, two: Fraction | None) -> bool:
    """Whether an error may come from numbers that were themselves rounded (16.67 * 3 = 50.00)."""
    if one is None or two is None:
        return False
    rounded = [leaf for leaf in leaves(node) if 0 < leaf.number.step <= _FINE and _ENDLESS.search(_decimal(leaf))]
    moved = (value(_moved(node, leaf), Mode()) for leaf in rounded)
    return bool(rounded) and abs(one - two) <= sum(abs(other - one) for other in moved if other is not None)


def _moved(node: Node, leaf: Leaf) -> Node:
    """The term with one number larger by the worth of its last digit."""
    if node is leaf:
        number = leaf.number
        return replace(leaf, number=number._replace(value=number.value + number.step))
    return node if isinstance(node, Leaf) else Apply(node.sign, _moved(node.left, leaf), _moved(node.right, leaf))


def _decimal(leaf: Leaf) -> str:
    """A written number's decimals, ".67"."""
    units = leaf.number.value / leaf.number.step
    places = len(str(leaf.number.step.denominator)) - 1
    return "." + str(units.numerator).zfill(places)[-places:]


def _heads(node: Node) -> list[str]:
    """What each number of a term counts, where it is said."""
    words = (leaf.units[0].lstrip("-") for leaf in leaves(node) if leaf.units)
    return [singular(word) for word in words if word not in JOINS]


def _holds_others(left: Node, right: Node) -> bool:
    """Whether packs and what is in them are added: 2 packs + 3 cans = 15 cans."""
    words = {word for leaf in leaves(left) for word in leaf.units}
    return bool(HOLDERS & words) and _adds(left) and len({*_heads(left), *_heads(right)}) > 1


def _is_conversion(left: Node, right: Node) -> bool:
    """Whether a fraction of one unit is told in another: 1/2 cup = 8 tablespoons."""
    if not (isinstance(left, Apply) and left.sign == "/"):
        return False
    if not (isinstance(left.left, Leaf) and isinstance(left.right, Leaf)) or left.left.units:
        return False
    heads = _heads(left)
    return bool(heads) and heads[-1:] != _heads(right)[:1] and left.left.number.value < left.right.number.value


def _adds(node: Node) -> bool:
    """Whether a term adds or takes away."""
    return isinstance(node, Apply) and (node.sign in "+-" or _adds(node.left) or _adds(node.right))
