"""How often each teacher is right, from probes and from the agreement of all answers, with intervals.

The probes alone are unbiased and few; agreement alone is plentiful and biased. Prediction-powered inference
(Angelopoulos et al., 2023) takes both: the mean of what agreement predicts for the questions whose truth is
not known, plus what it gets wrong on the probes. Its error is that of the residuals, so the better
agreement predicts, the narrower the interval, and where it predicts badly the probes' own mean is left.

What agreement gets wrong on a hundred probes is mostly the luck of their draw, and each teacher's own share of it
the more so. So it is shrunk towards what it gets wrong for all teachers together, the further the less the
teachers differ beyond what luck explains (empirical Bayes; Efron and Morris, 1975).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from provender.core.verdict import Interval
from provender.reasoning.agreement.confidence import Floats, Sureness
from provender.reasoning.agreement.votes import Votes

_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How often a teacher is right.

    Attributes:
        teacher: its name.
        asked: questions in all; probes: those whose truth is known.
        plain: the share right among the probes.
        estimated: of all questions.
        interval: of `estimated`, 95 %.
    """

    teacher: str
    asked: int
    probes: int
    plain: float
    estimated: float
    interval: Interval


def rates(votes: Votes, sure: Sureness, inside: NDArray[np.bool_] | None = None) -> list[Rate]:
    """The share right of each teacher over the questions of a slice.

    Args:
        sure: of all questions.
        inside: (n,) the slice; None takes all.

    Guarantees:
        Where every truth is known, the estimate is the truth and the interval a point.
    """
    chosen = np.ones(len(votes), bool) if inside is None else inside
    known, rest = chosen & votes.known, chosen & ~votes.known
    hits = votes.right[known].astype(float)
    mistakes = _shrunk(hits - sure.held_out[known])
    found = []
    for teacher, name in enumerate(votes.teachers):
        own, predicted = hits[:, teacher], sure.held_out[known, teacher]
        plain = float(own.mean()) if len(own) else 0.0
        estimated, interval = plain, Interval(low=plain, high=plain)
        if rest.any():
            elsewhere = float(sure.all[rest, teacher].mean() + mistakes[teacher])
            estimated, interval = _filled(own, predicted, elsewhere, rest=int(rest.sum()))
        found.append(
            Rate(
                teacher=name,
                asked=int(chosen.sum()),
                probes=len(own),
                plain=plain,
                estimated=estimated,
                interval=interval,
            )
        )
    return found


def _shrunk(residuals: Floats) -> Floats:
    """(T,): what agreement gets wrong for each teacher on average, shrunk towards the average of all.

    Args:
        residuals: (n, T) of the probes.
    """
    n, width = residuals.shape
    if n < 2:
        return np.zeros(width)
    own: Floats = residuals.mean(0)
    if width < 2:
        return own
    luck = np.cov(residuals.T) / n
    noise = float(np.trace(luck) - luck.sum() / width) / (width - 1)
    spread = float(((own - own.mean()) ** 2).sum()) / (width - 1)
    kept = max(spread - noise, 0.0) / spread if spread > 0 else 0.0
    shrunk: Floats = own.mean() + kept * (own - own.mean())
    return shrunk


def _filled(hits: Floats, predicted: Floats, elsewhere: float, *, rest: int) -> tuple[float, Interval]:
    """The share right of known and unknown questions together, and its interval.

    Args:
        hits: (n,) of the probes, 1 where right; predicted: what agreement makes of them, held out.
        elsewhere: what agreement makes of the others, mended by what it gets wrong on the probes.
        rest: how many others there are.
    """
    n, total = len(hits), len(hits) + rest
    trust = _trust(hits, predicted)
    mended = trust * elsewhere + (1 - trust) * (float(hits.mean()) if n else 0.0)
    estimated = min(max((float(hits.sum()) + rest * mended) / total, 0.0), 1.0)
    return estimated, _interval(estimated, hits - trust * predicted, n / total)


def _trust(hits: Floats, predicted: Floats) -> float:
    """How far agreement is believed: the weight that leaves the smallest residuals, in [0, 1]."""
    spread = float(predicted.var()) if len(predicted) > 1 else 0.0
    if not spread:
        return 1.0
    return min(max(float(np.mean((hits - hits.mean()) * (predicted - predicted.mean()))) / spread, 0.0), 1.0)


def _interval(estimated: float, residuals: Floats, share: float) -> Interval:
    """Wilson's interval at the size of a sample of coins that would err as much as the residuals do.

    One residual of full size is added, as if the next probe were a surprise; sampling without putting back
    takes off the share that is known.
    """
    n = len(residuals)
    if n < 2:
        return Interval(low=0.0, high=1.0)
    spread = (float(((residuals - residuals.mean()) ** 2).sum()) + 1) / (n - 1)
    variance = spread / n * (1 - share) * _student(n) ** 2
    kept = min(max(estimated, 0.5 / n), 1 - 0.5 / n)
    size = kept * (1 - kept) / variance
    square = _Z95**2 / size
    middle = (estimated + square / 2) / (1 + square)
    reach = _Z95 * sqrt(max(estimated * (1 - estimated), 0.0) / size + square / (4 * size)) / (1 + square)
    return Interval(low=max(middle - reach, 0.0), high=min(middle + reach, 1.0))


def _student(n: int) -> float:
    """How much wider Student's t is than the normal with n - 1 degrees of freedom (Fisher's expansion)."""
    return 1 + (_Z95**2 + 1) / (4 * (n - 1))


def ranked(found: Sequence[Rate]) -> list[str]:
    """Teachers, the best first."""
    return [rate.teacher for rate in sorted(found, key=lambda rate: (-rate.estimated, rate.teacher))]
