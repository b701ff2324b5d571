"""How alike two frames' pairs of columns are: 1 is alike, 0 has nothing in common."""

from itertools import combinations

import numpy as np

from provender.tabular.measure.columns import variation
from provender.tabular.measure.frame import Floats, Frame

BINS = 10  # equal steps over the real range; below and above it are two bins more
CORRELATED, ASSOCIATED = 0.5, 0.3  # from here on a pair has a trend
_BASE = 100_003  # over every code of a column: a pair's two codes are one number


def pairs(real: Frame, made: Frame) -> float:
    """Mean likeness of the pairs of columns."""
    return float(np.mean([_likeness(real, made, *pair) for pair in combinations(range(len(real.names)), 2)]))


def trends(real: Frame, made: Frame) -> float:
    """Mean likeness of the pairs between which anything holds in the real rows: what sdmetrics 0.32 calls pair trends.

    A pair of numbers counts from a correlation of 0.5, any other from Cramér's V of 0.3 (Cramér 1946) over its bins.
    Where no pair does, 1: there is nothing to keep.
    """
    held = [pair for pair in combinations(range(len(real.names)), 2) if _holds(real, *pair)]
    return float(np.mean([_likeness(real, made, *pair) for pair in held])) if held else 1.0


def _holds(real: Frame, one: int, two: int) -> bool:
    """Whether two columns say something of each other."""
    if not (real.named[one] or real.named[two]):
        return abs(correlation(real.values[:, [one, two]])) > CORRELATED
    return association(binned(real, real, one), binned(real, real, two)) >= ASSOCIATED


def association(one: Floats, other: Floats) -> float:
    """Cramér's V of two columns of codes, in [0, 1]; 0 where one is constant."""
    codes = [np.unique(column, return_inverse=True)[1] for column in (one, other)]
    shape = tuple(int(code.max(initial=0)) + 1 for code in codes)
    if min(shape) < 2:
        return 0.0
    counts = np.bincount(codes[0] * shape[1] + codes[1], minlength=shape[0] * shape[1]).reshape(shape)
    expected = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0, keepdims=True) / counts.sum()
    return float(np.sqrt(((counts - expected) ** 2 / expected).sum() / counts.sum() / (min(shape) - 1)))


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
    return np.where(np.isnan(values), -1, np.searchsorted(edges, values, "right"))
