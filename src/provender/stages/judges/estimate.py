"""How many records are truly sound, from a few that a person labelled and all that a judge spoke of.

PPI++ (Angelopoulos, Duchi, Zrnic 2023): the judge's share over everything, corrected by how it errs on the labelled
ones, with the weight of the judge tuned to the least variance. A judge worth nothing costs nothing; a good one
narrows the interval as many more labels would.
"""

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist, fmean

from provender.core.verdict import Interval


def true_share(
    labels: Sequence[bool], said: Sequence[bool], others: Sequence[bool], *, level: float = 0.95
) -> tuple[float, Interval]:
    """The share of sound records among all, with its interval.

    Args:
        labels: of the labelled records, which must be drawn at random from all: whether each is truly sound.
        said: what the judge says of the same records.
        others: what the judge says of all others.

    Returns:
        The estimate and the interval, cut at 0 and 1; [0, 1] with fewer than two labels.

    Guarantees:
        Covers the truth with about `level` where at least 30 of the labels are of each kind; with no others, it is the
        labels' share.
    """
    n, more = len(labels), len(others)
    if n < 2:
        return (fmean(labels) if labels else 0.5), Interval(low=0.0, high=1.0, level=level)
    truth, seen = [float(each) for each in labels], [float(each) for each in said]
    spread = _covariance(seen, seen)
    weight = _covariance(truth, seen) / (spread * (1 + n / more)) if more and spread > 0 else 0.0
    rest = [one - weight * other for one, other in zip(truth, seen, strict=True)]
    value = fmean(rest) + (weight * fmean(others) if more else 0.0)
    variance = _covariance(rest, rest) / n
    if more:
        share = fmean(others)
        variance += weight**2 * share * (1 - share) / more
    reach = NormalDist().inv_cdf((1 + level) / 2) * sqrt(variance)
    low, high = max(0.0, value - reach), min(1.0, value + reach)
    return min(1.0, max(0.0, value)), Interval(low=min(low, 1.0), high=max(high, 0.0), level=level)


def _covariance(one: Sequence[float], other: Sequence[float]) -> float:
    """Sample covariance."""
    middle, centre = fmean(one), fmean(other)
    return sum((a - middle) * (b - centre) for a, b in zip(one, other, strict=True)) / (len(one) - 1)
