"""Which values of a tag get more of the next mix: by chance of gaining most, or by weakness.

Thompson (1933): a choice is taken as often as it is likely to be the best one. Of each value the marks before and after
a cycle say what a record of it gained, and how surely; its part of the mix beyond the floor is the probability that
its gain by the record is the largest of all, worked out by integration, without a draw. So what is uncertain is tried
again, and what surely does not learn is left at its floor, however weak it is.
"""

from collections.abc import Mapping, Sequence
from math import erf, exp, pi, sqrt

from provender.core.verdict import Interval

_GRID = 801  # points of the integration
_REACH = 6.0  # standard deviations to either side
_Z = 1.96
_LEAST_SPREAD = 1e-4


def gained(before: tuple[float, int], after: tuple[float, int], records: float) -> tuple[float, float]:
    """What a record gained, and its standard deviation.

    Args:
        before, after: (share right, items) on the probe.
        records: of that value, learned in between; > 0.

    Guarantees:
        The gain is at most the room that is left, 1 - the share right now.
    """
    (was, earlier), (mark, n) = before, after
    spread = sqrt(sum(_spread(share, items) ** 2 for share, items in ((was, earlier), (mark, n))))
    return min(mark - was, 1 - mark) / records, max(spread, _LEAST_SPREAD) / records


def _spread(share: float, items: int) -> float:
    """The standard deviation of a share, from its interval: not 0 where all were right."""
    seen = Interval.wilson(round(share * items), items)
    return (seen.high - seen.low) / (2 * _Z)


def chances(gains: Sequence[tuple[float, float]]) -> list[float]:
    """The probability that each of some independent normal gains (mean, standard deviation) is the largest.

    >>> [round(chance, 2) for chance in chances([(0.0, 1.0), (0.0, 1.0), (-9.0, 0.1)])]
    [0.5, 0.5, 0.0]
    """
    low = min(mean - _REACH * spread for mean, spread in gains)
    high = max(mean + _REACH * spread for mean, spread in gains)
    narrow = min(spread for _, spread in gains)
    points = min(20 * _GRID, max(_GRID, int((high - low) / narrow * 8)))
    step = (high - low) / (points - 1)
    totals = [0.0] * len(gains)
    for at in range(points):
        x = low + at * step
        below = [(1 + erf((x - mean) / (spread * sqrt(2)))) / 2 for mean, spread in gains]
        for place, (mean, spread) in enumerate(gains):
            density = exp(-(((x - mean) / spread) ** 2) / 2) / (spread * sqrt(2 * pi))
            for other, part in enumerate(below):
                density *= part if other != place else 1.0
            totals[place] += density * step
    whole = sum(totals) or 1.0
    return [total / whole for total in totals]


def shared(weights: Mapping[str, float], least: Mapping[str, float], total: float) -> dict[str, float]:
    """`total` divided: to each value its least, the rest by weight; all alike where no weight is above 0."""
    rest, whole = total - sum(least.values()), sum(weights.values())
    return {
        value: least[value] + rest * (weight / whole if whole > 0 else 1 / len(weights))
        for value, weight in weights.items()
    }
