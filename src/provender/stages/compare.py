"""Which of two did better, over rounds in which both had the same budget; or that nobody can tell yet.

Rounds are pairs: both sides have the same seed and the same budget in a round. The mean difference has Student's t
interval (1908). Where it holds 0 it is said how many rounds would part them, were difference and spread what they seem.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean, stdev

from provender.core.verdict import Interval
from provender.stages.judges.exact import student_t

_MOST = 10_000  # rounds; beyond that the two are as good as alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What rounds say of two sides.

    Attributes:
        winner: 0 for the first, 1 for the second, None where nobody can tell yet.
        difference: mean of the second's figure less the first's.
        interval: of it.
        more: rounds that are still needed to tell, as it seems; None where there is a winner, or no end to it.
    """

    winner: int | None
    difference: float
    interval: Interval
    more: int | None


def decide(one: Sequence[float], two: Sequence[float], *, level: float = 0.95) -> Decision:
    """Hold rounds of two sides against each other; more is better.

    Args:
        one, two: a figure for each round, in the same order; at least two rounds.

    Guarantees:
        Exchanging the sides mirrors the decision. Of two alike sides a winner is named with probability 1 - `level`,
        where differences are normal.

    >>> decide([0.5, 0.6, 0.55], [0.8, 0.85, 0.86]).winner
    1
    """
    apart = [b - a for a, b in zip(one, two, strict=True)]
    middle, spread = mean(apart), stdev(apart)
    reach = student_t(len(apart) - 1, level) * spread / sqrt(len(apart))
    interval = Interval(low=middle - reach, high=middle + reach, level=level)
    if middle and abs(middle) > reach:
        return Decision(winner=int(middle > 0), difference=middle, interval=interval, more=None)
    return Decision(winner=None, difference=middle, interval=interval, more=_more(middle, spread, len(apart), level))


def _more(middle: float, spread: float, rounds: int, level: float) -> int | None:
    """Rounds beyond those there are by which the interval would leave 0."""
    n = rounds + 1
    while n <= _MOST:
        if student_t(n - 1, level) * spread / sqrt(n) < abs(middle):
            return n - rounds
        n += max(1, n // 50)
    return None
