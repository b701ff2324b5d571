"""Time until something happens: Kaplan and Meier's curve (1958), Cox's hazard ratio (1972) with Efron's ties (1977)."""

import numpy as np
import numpy.typing as npt

from provender.tabular.measure.frame import Floats

_STEPS, _FAR = 30, 12.0  # of Newton's method; log hazard ratios beyond are no estimates


def kaplan_meier(time: Floats, happened: npt.NDArray[np.bool_], at: Floats, weights: Floats | None = None) -> Floats:
    """(times, len(at)) share for whom it has not happened by each of the points `at`.

    Args:
        time: (n,) when it happened, or until when it was known not to have; no NaN.
        happened: (n,) False where it was not seen to happen: censored.
        weights: (times, n) how often each row counts; once where left out.

    >>> kaplan_meier(np.array([1.0, 2, 2, 3]), np.array([True, True, False, True]), np.array([0.0, 1, 2]))
    array([[1. , 0.75, 0.5 ]])
    """
    counted = np.ones((1, len(time))) if weights is None else weights
    order = np.argsort(time, kind="stable")
    moments, starts = np.unique(time[order], return_index=True)
    if not len(moments):
        return np.ones((len(counted), len(at)))
    left = np.cumsum(counted[:, order][:, ::-1], axis=1)[:, ::-1][:, starts]
    ended = np.add.reduceat(counted[:, order] * happened[order], starts, axis=1)
    kept = np.cumprod(1 - ended / np.maximum(left, 1e-12), axis=1)
    places = np.searchsorted(moments, at, "right")
    return np.asarray(np.hstack((np.ones((len(counted), 1)), kept))[:, places])


def at_risk(time: Floats, at: Floats) -> npt.NDArray[np.int64]:
    """(len(at),) rows that are still watched at each point."""
    return np.asarray(len(time) - np.searchsorted(np.sort(time), at), np.int64)


def hazard(time: Floats, happened: npt.NDArray[np.bool_], exposed: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """The log hazard ratio of an exposure and its standard error; NaN where it cannot be told.

    Args:
        time, happened: as `kaplan_meier` takes them.
        exposed: (n,).
    """
    order = np.argsort(-time, kind="stable")
    time, happened, exposed = time[order], happened[order], exposed[order]
    last = np.searchsorted(-time, -time, "right") - 1  # of those that are at risk with each row
    events = np.flatnonzero(happened)
    if not len(events) or not 0 < exposed[events].sum() < len(events):
        return np.nan, np.nan  # it happened to one side alone: the ratio is no number
    _, place = np.unique(-time[events], return_inverse=True)  # ties stand beside each other
    share = (np.arange(len(events)) - np.searchsorted(place, place)) / np.bincount(place)[place]
    risk = np.cumsum(~exposed)[last[events]], np.cumsum(exposed)[last[events]]
    dying = np.bincount(place, ~exposed[events])[place], np.bincount(place, exposed[events])[place]
    none, some = (all_ - share * part for all_, part in zip(risk, dying, strict=True))
    seen = float(exposed[events].sum())
    beta = 0.0
    for _ in range(_STEPS):
        told = some * np.exp(beta) / (none + some * np.exp(beta))
        slope, bend = seen - told.sum(), (told * (1 - told)).sum()
        if bend <= 1e-12 or abs(beta) > _FAR:
            return np.nan, np.nan
        step = float(np.clip(slope / bend, -1, 1))
        beta += step
        if abs(step) < 1e-9:
            break
    return float(beta), float(1 / np.sqrt(bend))
