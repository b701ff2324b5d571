"""In which sense two exact values agree when one of them is written to so many digits."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from provender.reasoning.read.prose.terms import ZERO, Apply, Leaf, Node
from provender.reasoning.read.prose.values import Mode, factor, value

FIRM = ("exact", "rounded")  # the senses that prove a claim

_FINE_DIGITS = 3  # a rounding that keeps so many digits is taken for one
_FINE_SHARE = Fraction(1, 500)  # or one that moves the value so little
FLOAT_PLACES = 8  # a machine's float, "0.30000000000000004", has more decimals; its last digits are noise
FLOAT_SHARE = Fraction(1, 10**9)
_ABOUT_SHARE = Fraction(1, 10)  # "about" covers so much
_SHORT_PLACES = 4  # an exact value of so few decimals would have been written out


def agreement(left: Node, right: Node, readings: Iterable[tuple[Mode, Mode]], *, about: bool) -> str:
    """The firmest sense in which some reading of the two sides agrees: "exact", "rounded", "cut", "coarse" or "".

    Args:
        readings: how the two sides are taken, the plainest first.
        about: whether the text itself says that it rounds.
    """
    found = ""
    for here, there in readings:
        one, two = value(left, here), value(right, there)
        if one is None or two is None:
            continue
        kind = _agree(one, two, _step(left, right, there), about=about)
        if kind in FIRM:
            return kind
        found = found or kind
    return found


@dataclass(frozen=True, slots=True)
class _Stated:
    """How finely the stated side is written: worth of its last digit, and digits."""

    step: Fraction
    digits: int


def _step(left: Node, right: Node, mode: Mode) -> _Stated:
    """The precision of the side that is a single number; an expression rounds nothing."""
    leaf = right if isinstance(right, Leaf) else _negated(right) or (left if isinstance(left, Leaf) else None)
    if leaf is None:
        return _Stated(Fraction(0), 0)
    return _Stated(leaf.number.step * factor(leaf, mode), leaf.number.digits)


def _negated(node: Node) -> Leaf | None:
    """The number under a minus sign."""
    if isinstance(node, Apply) and node.sign == "-" and isinstance(node.right, Leaf) and node.left == ZERO:
        return node.right
    return None


def _agree(one: Fraction, two: Fraction, stated: _Stated, *, about: bool) -> str:
    """In which sense two values agree; "" when they do not."""
    off = abs(one - two)
    if not off:
        return "exact"
    share = off / max(abs(one), abs(two))
    if stated.step * 10**FLOAT_PLACES <= 1 and stated.step and share <= FLOAT_SHARE:
        return "rounded"
    if _is_nearest(one, two, stated.step):
        fine = stated.step < 1 or stated.digits >= _FINE_DIGITS or share <= _FINE_SHARE
        return "rounded" if fine or about else "coarse"
    if off < stated.step and (about or not (_is_short(one) and _is_short(two))):
        return "cut"
    return "coarse" if about and share <= _ABOUT_SHARE else ""


def _is_nearest(one: Fraction, two: Fraction, step: Fraction) -> bool:
    """Whether `two` is `one` rounded to multiples of `step`; a tie goes up or to the even digit, never down."""
    twice = 2 * abs(one - two)
    return twice < step or (twice == step and (abs(two) > abs(one) or two / step % 2 == 0))


def _is_short(number: Fraction) -> bool:
    """Whether an exact value ends after a few decimals."""
    scaled: Fraction = number * 10**_SHORT_PLACES
    return scaled.denominator == 1
