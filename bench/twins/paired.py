"""Differences of pairs, with the interval that as many pairs allow."""

from collections.abc import Sequence
from statistics import fmean, stdev
from typing import NamedTuple

from provender.stages.judges.exact import student_t


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
    reach = student_t(len(gaps) - 1) * stdev(gaps) / len(gaps) ** 0.5
    return Difference(fmean(gaps), fmean(gaps) - reach, fmean(gaps) + reach)
