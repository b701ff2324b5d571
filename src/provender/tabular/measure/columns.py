"""How alike two frames' columns are, each for itself: 1 is alike, 0 has nothing in common."""

import numpy as np

from provender.tabular.measure.frame import Floats, Frame

_MISSING = -1.0  # a code of its own for missing names


def shapes(real: Frame, made: Frame) -> float:
    """Mean likeness of the columns."""
    return float(np.mean(likenesses(real, made)))


def likenesses(real: Frame, made: Frame) -> list[float]:
    """(k,) likeness of each column: 1 - Kolmogorov and Smirnov's distance, 1 - total variation for names."""
    pairs = zip(real.values.T, made.values.T, real.named, strict=True)
    return [1 - (variation(*coded(one, two)) if named else ks(one, two)) for one, two, named in pairs]


def ks(real: Floats, made: Floats) -> float:
    """Largest gap between two empirical distributions, missing values left out."""
    one, two = (np.sort(values[~np.isnan(values)]) for values in (real, made))
    points = np.concatenate((one, two))
    ranks = [np.searchsorted(values, points, "right") / max(len(values), 1) for values in (one, two)]
    return float(np.abs(ranks[0] - ranks[1]).max(initial=0))


def coded(real: Floats, made: Floats) -> tuple[Floats, Floats]:
    """Two columns of names, missing ones under a code of their own."""
    return np.nan_to_num(real, nan=_MISSING), np.nan_to_num(made, nan=_MISSING)


def variation(real: Floats, made: Floats) -> float:
    """Total variation between two columns of codes: the least share of rows that would have to change."""
    codes, places = np.unique(np.concatenate((real, made)), return_inverse=True)
    shares = [np.bincount(p, minlength=len(codes)) / max(len(p), 1) for p in np.split(places, [len(real)])]
    return float(np.abs(shares[0] - shares[1]).sum() / 2)
