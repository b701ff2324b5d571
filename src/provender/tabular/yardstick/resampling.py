"""Intervals by resampling rows (Efron 1979), with fixed streams: the same rows give the same interval.

A distance between two tables never falls under zero, so resampling makes it larger on the whole. What is taken from
the repeats is therefore how they scatter around their own mean, laid around the figure that was measured.
"""

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from provender.core.chart import Estimate
from provender.core.seeds import stream
from provender.tabular.measure.frame import Floats

TIMES = 100
_ENDS = (2.5, 97.5)
_FAMILY = 0.005  # of audits of sound rows in which any of many figures looks too far off


def generator(name: str) -> np.random.Generator:
    """Random numbers that depend on the name alone."""
    return np.random.Generator(np.random.Philox(key=stream(0, 0, f"tabular/audit {name}").below(1 << 64)))


def chosen(count: int, most: int, name: str) -> npt.NDArray[np.int64]:
    """At most `most` places of `count`, sorted: all of them where they are no more."""
    if count <= most:
        return np.arange(count)
    return np.sort(generator(name).choice(count, most, replace=False))


def weights(count: int, name: str, *, times: int = TIMES) -> Floats:
    """(times, count) how often each row is drawn."""
    rng = generator(name)
    drawn = [np.bincount(rng.integers(0, count, count), minlength=count) for _ in range(times)]
    return np.asarray(drawn, np.float64)


def estimate(value: float, repeats: Floats | Sequence[float], *, least: float = -np.inf) -> Estimate:
    """A figure with its 95 % interval, from repeats of it.

    Args:
        least: what the figure cannot fall under.
    """
    told = np.asarray(repeats, np.float64)
    if not len(told):
        return float(value), float(value), float(value)
    low, high = np.percentile(told - told.mean(), _ENDS)
    return float(value), float(max(value + low, least)), float(value + high)


def beyond(excess: Floats, repeats: Floats) -> npt.NDArray[np.bool_]:
    """(k,) which of many figures are over zero by more than chance explains.

    Args:
        excess: (k,) figures.
        repeats: (times, k) of them.
    """
    spread = repeats.std(axis=0, ddof=1) if len(repeats) > 1 else np.full(len(excess), np.inf)
    sure = NormalDist().inv_cdf(1 - _FAMILY / max(len(excess), 1))  # Bonferroni
    return np.asarray(excess > sure * np.maximum(spread, 1e-12), bool)
