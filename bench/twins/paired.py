"""Differences of pairs, with the interval that as many pairs allow."""

from collections.abc import Sequence
from statistics import fmean, stdev
from typing import NamedTuple

# the 0.975 quantile of Student's t for 1, 2 ... degrees of freedom
_T = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131)


class Difference(NamedTuple):
    """A mean difference and its 95 % interval; that of one pair is unknown."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:+.4g} ({self.low:+.4g} to {self.high:+.4g})"


def paired(one: Sequence[float], other: Sequence[float]) -> Difference:
    """Of `other` less `one`, pair by pair (Student 1908).

    >>> str(paired([1.0, 2.0, 3.0], [2.0, 3.0, 4.5]))
    '+1.167 (+0.4496 to +1.884)'
    """
    gaps = [b - a for a, b in zip(one, other, strict=True)]
    if len(gaps) < 2:
        return Difference(fmean(gaps), float("-inf"), float("inf"))
    reach = _T[min(len(gaps) - 2, len(_T) - 1)] * stdev(gaps) / len(gaps) ** 0.5
    return Difference(fmean(gaps), fmean(gaps) - reach, fmean(gaps) + reach)
