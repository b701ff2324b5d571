"""Exact intervals of a share (Clopper and Pearson 1934), by the incomplete beta function.

    >>> seen = clopper_pearson(0, 59)
    >>> round(upper_bound(0, 59), 4), round(seen.high, 4)
    (0.0495, 0.0606)

They hold for every number seen, however small: the true share lies inside with at least the stated probability.
"""

from collections.abc import Callable
from math import exp, lgamma, log, log1p, sqrt

from provender.core.verdict import Interval

_STEPS = 400  # of the continued fraction; it needs about the square root of n
_TINY = 1e-300


def clopper_pearson(hits: int, n: int, level: float = 0.95) -> Interval:
    """The interval of a share, `hits` of `n` seen; [0, 1] when nothing was seen.

    Guarantees:
        Covers the true share with probability at least `level`, for every n.
        Holds hits / n; the interval of the misses is its mirror image.
    """
    rest = (1 - level) / 2
    low = 0.0 if hits == 0 else _quantile(lambda share: 1 - _tail(hits - 1, n, share), rest)
    high = 1.0 if hits == n else _quantile(lambda share: 1 - _tail(hits, n, share), 1 - rest)
    return Interval(low=low, high=high, level=level)


def upper_bound(hits: int, n: int, level: float = 0.95) -> float:
    """The share that the true one does not exceed, with probability `level`; 1 when nothing was seen."""
    return 1.0 if hits == n else _quantile(lambda share: 1 - _tail(hits, n, share), level)


def needed(limit: float, level: float = 0.95) -> int:
    """The fewest trials that can bound a share by `limit`: those of which none is a hit.

    >>> needed(0.05), needed(0.01)
    (59, 299)
    """
    n = 1
    while upper_bound(0, n, level) > limit:
        n += 1
    return n


def student_t(freedom: int, level: float = 0.95) -> float:
    """How many standard errors a two-sided interval reaches (Student 1908), by the incomplete beta function.

    >>> round(student_t(4), 3), round(student_t(100), 3)
    (2.776, 1.984)
    """
    share = _quantile(lambda part: 1 - _beta(freedom / 2, 0.5, 1 - part), level)  # part = t^2 / (freedom + t^2)
    return sqrt(freedom * share / (1 - share))


def _quantile(rising: Callable[[float], float], level: float) -> float:
    """Where a rising function on [0, 1] reaches `level`."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < level else (low, middle)
    return (low + high) / 2


def _tail(hits: int, n: int, share: float) -> float:
    """P(at most `hits` of n) at a share in (0, 1): I(n - hits, hits + 1) at 1 - share."""
    return _beta(n - hits, hits + 1, 1 - share)


def _beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function (Lentz's continued fraction, DLMF 8.17.22)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    c, d = 1.0, 1 / max(1 - (a + b) * x / (a + 1), _TINY)
    value = d
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + term * d or _TINY)
            c = 1 + term / c or _TINY
            value *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return front * value
