"""How likely an answer is right, by who else gave it: calibrated on the probes, and held against itself.

What Dawid and Skene's model makes of the agreement is one column of a logistic regression; who agrees with
whom are the others, so that the probes correct what the model does not know: that questions differ in
difficulty, and that teachers of one lineage err together.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provender.core.errors import InputError
from provender.core.seeds import stream
from provender.core.verdict import Interval
from provender.reasoning.agreement import dawid_skene
from provender.reasoning.agreement.votes import Votes

Floats = NDArray[np.float64]

_FOLDS = 10
_PENALTY = 4.0  # of all but the constant; from 1 to 4 nothing moves by more than a hundredth, 4 is calibrated best
_HARDLY = 0.01
_FAINT = 0.001
_STEPS = 25
_FLAT = 1e-9
FEWEST = 10  # probes


@dataclass(frozen=True, slots=True)
class Sureness:
    """How likely each answer is right.

    Attributes:
        all: (n, T) by all probes; 0 where there is no answer.
        held_out: (n, T) on the probes, each by a fit that did not see its question; elsewhere as in `all`.
    """

    all: Floats
    held_out: Floats


def sureness(votes: Votes, extra: Sequence[Floats] = (), *, seed: int = 0) -> Sureness:
    """Calibrate the agreement on the probes.

    Args:
        extra: further columns, each (n, T), that may tell right answers from wrong ones.
        seed: of the folds.

    Raises:
        InputError: fewer than ten probes.
    """
    places = np.flatnonzero(votes.known)
    _require(len(places))
    columns = features(votes, extra)
    order = list(range(len(places)))
    stream(seed, len(places), "reasoning/agreement").shuffle(order)
    everything = _predicted(columns, votes, places)
    held_out = everything.copy()
    for fold in range(_FOLDS):
        out = places[order[fold::_FOLDS]]
        held_out[out] = _predicted(columns, votes, np.setdiff1d(places, out))[out]
    return Sureness(everything, held_out)


def _require(probes: int) -> None:
    """Refuse to calibrate on a handful."""
    if probes < FEWEST:
        mend = f"let at least {FEWEST} questions have known answers"
        raise InputError(f"{probes} probes calibrate nothing", where="reasoning/agreement", mend=mend)


def features(votes: Votes, extra: Sequence[Floats] = ()) -> Floats:
    """(n, T, k): 1, who it is, who agrees with it, how many do, how large the largest other group is, and `extra`."""
    width = len(votes.teachers)
    same = votes.same().astype(float)
    company = same.sum(2)
    rival = np.where(same.astype(bool) | np.eye(width, dtype=bool), 0, company[:, None, :]).max(2)
    who = np.broadcast_to(np.eye(width), (len(votes), width, width))
    counts = [(company >= k)[:, :, None] for k in range(1, width)]
    rivals = [(rival >= k)[:, :, None] for k in range(1, width - 1)]
    scaled = [((each - each.mean()) / max(each.std(), _FLAT))[:, :, None] for each in extra]
    one = np.ones((len(votes), width, 1))
    columns: Floats = np.concatenate([one, who, same, *counts, *rivals, *scaled], axis=2, dtype=float)
    return columns


def reliability(
    sure: Floats, right: NDArray[np.bool_], edges: Sequence[float] = (0, 0.25, 0.5, 0.75, 0.9, 1)
) -> list[tuple[float, float, int, float, Interval]]:  # fmt: skip
    """Per bin of stated probability: its ends, how many, the mean stated, and the share right with its interval."""
    found = []
    for low, high in itertools.pairwise(edges):
        inside = (sure >= low) & ((sure < high) | (high == edges[-1]))
        n, hits = int(inside.sum()), int(right[inside].sum())
        found.append((low, high, n, float(sure[inside].mean()) if n else 0.0, Interval.wilson(hits, n)))
    return found


def _predicted(columns: Floats, votes: Votes, places: NDArray[np.intp]) -> Floats:
    """(n, T) by a fit on the questions at `places`."""
    believed = np.clip(dawid_skene.sureness(votes, dawid_skene.fit(votes.at(places))), _FAINT, 1 - _FAINT)
    columns = np.concatenate([columns, np.log(believed / (1 - believed))[:, :, None]], axis=2)
    width = columns.shape[2]
    weights = _fitted(columns[places].reshape(-1, width), votes.right[places].ravel().astype(float))
    return np.where(votes.given, _logistic(columns @ weights), 0.0)


def _fitted(columns: Floats, hits: Floats) -> Floats:
    """Penalised logistic regression by Newton's method; the first column, a constant, is hardly penalised."""
    penalty = np.diag([_HARDLY, *[_PENALTY] * (columns.shape[1] - 1)])
    weights = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        chance = _logistic(columns @ weights)
        slope = columns.T @ (chance - hits) + penalty @ weights
        bend = (columns * (chance * (1 - chance))[:, None]).T @ columns + penalty
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if float(np.abs(step).max()) < _FLAT:
            break
    return weights


def _logistic(scores: Floats) -> Floats:
    """1 / (1 + exp(-scores))."""
    found: Floats = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    return found
