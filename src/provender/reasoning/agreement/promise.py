"""What share of the answers that pass is right: promised from the probes, or plainly not.

The more sure an answer, the more often it is right; how often, only the probes say. For each threshold of
sureness the answers to the probes that reach it are so many right ones of so many, and the exact lower bound of
Clopper and Pearson (1934) says what share is right at least, wrong for a small share of the draws of the
probes. The lowest threshold whose bound reaches what is asked keeps the promise with the most answers.
"""

from dataclasses import dataclass
from math import lgamma

import numpy as np
from numpy.typing import NDArray

from provender.reasoning.agreement.confidence import Floats, Sureness
from provender.reasoning.agreement.votes import SILENT, Votes

_THRESHOLDS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.84, 0.88, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98)
_HALVINGS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What the probes can promise of the answers that are sure enough.

    Attributes:
        threshold: of sureness, from which on answers pass; None where the probes cannot promise what is asked.
        most: the most that they could promise at any threshold, in [0, 1].
    """

    threshold: float | None
    most: float


def promise(votes: Votes, sure: Sureness, asked: float, *, risk: float) -> Promise:
    """The lowest threshold above which at least a share `asked` of distinct answers is right.

    Args:
        votes, sure: answers, and how sure they are; on the probes held out.
        asked: in [0, 1].
        risk: how often, over draws of the probes, the share may be less all the same; in (0, 1).

    Guarantees:
        Asking for more never lowers the threshold; a smaller risk never promises more.
    """
    scores, right = _distinct(votes, sure.held_out)
    bounds = [
        at_least(int(right[scores >= threshold].sum()), int((scores >= threshold).sum()), risk=risk)
        for threshold in _THRESHOLDS
    ]
    kept = [threshold for threshold, bound in zip(_THRESHOLDS, bounds, strict=True) if bound >= asked]
    return Promise(threshold=kept[0] if kept else None, most=max(bounds))


def at_least(hits: int, n: int, *, risk: float) -> float:
    """The least share right that makes so many hits of n, or more, no rarer than `risk` (Clopper and Pearson).

    >>> round(at_least(29, 30, risk=0.1), 3), at_least(0, 30, risk=0.1)
    (0.876, 0.0)
    """
    if not hits:
        return 0.0
    counts = np.arange(hits, n + 1)
    ways = np.array([lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) for k in counts.tolist()])
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        share = (low + high) / 2
        tail = float(np.exp(ways + counts * np.log(share) + (n - counts) * np.log1p(-share)).sum())
        low, high = (low, share) if tail >= risk else (share, high)
    return low


def _distinct(votes: Votes, sure: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Each distinct answer to a probe once: how sure its surest teacher makes it, and whether it is right."""
    scores: list[float] = []
    right: list[bool] = []
    for place in np.flatnonzero(votes.known):
        classes = votes.classes[place]
        for each in sorted({*classes.tolist()} - {SILENT}):
            scores.append(float(sure[place][classes == each].max()))
            right.append(bool(votes.right[place][classes == each].any()))
    return np.array(scores), np.array(right, dtype=bool)
