"""How alike two frames' pairs of columns are: 1 is alike, 0 has nothing in common."""

from itertools import combinations

import numpy as np

from provender.tabular.measure.columns import variation
from provender.tabular.measure.frame import Floats, Frame

BINS = 10  # equal steps over the real range; below and above it are two bins more
_BASE = 100_003  # over every code of a column: a pair's two codes are one number


def pairs(real: Frame, made: Frame) -> float:
    """Mean likeness of the pairs of columns."""
    return float(np.mean([_likeness(real, made, *pair) for pair in combinations(range(len(real.names)), 2)]))


def _likeness(real: Frame, made: Frame, one: int, two: int) -> float:
    """1 - half the difference of correlations for numbers; for others 1 - total variation of the binned pairs."""
    if not (real.named[one] or real.named[two]):
        return 1 - abs(correlation(real.values[:, [one, two]]) - correlation(made.values[:, [one, two]])) / 2
    both = [binned(real, frame, one) * _BASE + binned(real, frame, two) for frame in (real, made)]
    return 1 - variation(both[0], both[1])


def correlation(values: Floats) -> float:
    """Pearson's correlation of two columns, rows with a missing value left out; 0 where one does not vary."""
    values = values[~np.isnan(values).any(axis=1)]
    if len(values) < 3 or not (np.ptp(values, axis=0) > 0).all():
        return 0.0
    return float(np.asarray(np.corrcoef(values.T))[0, 1])


def binned(real: Frame, frame: Frame, column: int) -> Floats:
    """(n,) codes of a column: names as they are, numbers by equal steps of the real range, missing -1."""
    values, measured = frame.values[:, column], real.values[:, column]
    if real.named[column]:
        return np.nan_to_num(values, nan=-1)
    low, high = np.nanmin(measured, initial=np.inf), np.nanmax(measured, initial=-np.inf)
    edges = np.linspace(low, high, BINS + 1) if low <= high else np.zeros(1)
    return np.where(np.isnan(values), -1, np.searchsorted(edges, values))
