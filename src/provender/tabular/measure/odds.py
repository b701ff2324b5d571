"""Odds ratios of many exposures at once, with Woolf's standard error (1955) and Haldane's half (1956)."""

import numpy as np

from provender.tabular.measure.frame import Floats

_HALF = 0.5


def log_odds(among: Floats, exposed: Floats, outcome: Floats, weights: Floats | None = None) -> tuple[Floats, Floats]:
    """(times, q) log odds ratios, and their standard errors.

    Args:
        among: (n, q) 1 for the rows that each ratio is about.
        exposed: (n, q) 1 for the exposed among them.
        outcome: (n,) 1 where the outcome is the case.
        weights: (times, n) how often each row counts; once where left out.
    """
    counted = cells(among, exposed, outcome, weights) + _HALF
    both, first, second, neither = counted
    return np.log(both * neither / (first * second)), np.sqrt((1 / counted).sum(axis=0))


def cells(among: Floats, exposed: Floats, outcome: Floats, weights: Floats | None = None) -> Floats:
    """(4, times, q) rows exposed with the outcome, exposed without, unexposed with, and with neither."""
    counted = np.ones((1, len(outcome))) if weights is None else weights
    inside = among * exposed
    case = outcome[:, None]
    all_, hit, mine, both = (counted @ part for part in (among, among * case, inside, inside * case))
    return np.stack((both, mine - both, hit - both, all_ - mine - hit + both))
