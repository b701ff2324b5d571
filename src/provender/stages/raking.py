"""Raking: weights under which records that are there meet margins that were asked for, and what that costs.

Iterative proportional fitting (Deming and Stephan 1940) over records: each tag in turn, weights are scaled until its
shares are met. A weight is held to at most `cap` times the mean, since a few heavy records are those few records and no
more; what margins then miss is told. By Kish (1965) the records are worth

    (sum of weights) ** 2 / (sum of squared weights)

unweighted ones. Weights make nothing: a value that no record has cannot be weighed up, and is to be made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from provender.core.errors import RecipeError

Weights = npt.NDArray[np.float64]

CAP = 5.0  # of the mean weight
_ROUNDS = 200
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Raked:
    """Weights and what they are worth.

    Attributes:
        weights: (n,) with mean 1, none above the cap.
        worth: effective number of records, in (0, n].
        missed: (tag, value) -> share asked for that the weighted records still miss, where that is over 0.001.
        empty: (tag, value) asked for that no record has.
    """

    weights: Weights
    worth: float
    missed: Mapping[tuple[str, str], float]
    empty: tuple[tuple[str, str], ...]


def rake(tags: Sequence[Mapping[str, str]], targets: Mapping[tuple[str, str], float], *, cap: float = CAP) -> Raked:
    """Weights under which records meet the targets as nearly as `cap` allows.

    Args:
        tags: of each record.
        targets: (tag, value) -> share in [0, 1]; what a tag's shares leave over goes to its other values together.
        cap: largest weight beside the mean, >= 1.

    Raises:
        RecipeError: there are no records, or `cap` is under 1.

    Guarantees:
        Weights have mean 1 and lie in (0, cap]; where no weight reaches the cap and no value is empty, every target is
        met. Records alike in all tags of the targets weigh alike.
    """
    if not tags or cap < 1:
        what = "there are no records to weigh" if not tags else f"cap={cap} is under the mean weight"
        raise RecipeError(what, where="raking", mend="give records, and cap >= 1")
    groups = [_groups(tags, name, targets) for name in sorted({name for name, _ in targets})]
    weights = np.ones(len(tags))
    for _ in range(_ROUNDS):
        before = weights
        for places, shares in groups:
            have = np.bincount(places, weights, len(shares)) / weights.sum()
            reached = shares / np.where(have > 0, have, 1.0)
            weights = weights * reached[places]
            weights = _capped(weights / weights.mean(), cap)
        if np.abs(weights - before).max() < _CLOSE:
            break
    held = {pair: _share(tags, weights, pair) for pair in targets}
    return Raked(
        weights=weights,
        worth=float(weights.sum() ** 2 / (weights**2).sum()),
        missed={pair: share - held[pair] for pair, share in sorted(targets.items()) if abs(share - held[pair]) > 1e-3},
        empty=tuple(pair for pair, share in sorted(targets.items()) if share > 0 and not held[pair]),
    )


def _groups(
    tags: Sequence[Mapping[str, str]], name: str, targets: Mapping[tuple[str, str], float]
) -> tuple[npt.NDArray[np.int64], Weights]:
    """Each record's place among a tag's values, and the shares of those; values that are not named share one place."""
    values = sorted(value for tag, value in targets if tag == name)
    place = {value: at for at, value in enumerate(values)}
    places = np.array([place.get(record.get(name, ""), len(values)) for record in tags], np.int64)
    shares = [targets[name, value] for value in values]
    wanted = np.array([*shares, max(0.0, 1 - sum(shares))])
    there = np.bincount(places, minlength=len(wanted)) > 0
    wanted = np.where(there, np.maximum(wanted, _CLOSE), 0.0)  # what nobody has is nobody's weight
    return places, wanted / wanted.sum()


def _capped(weights: Weights, cap: float) -> Weights:
    """Weights of mean 1 of which none is above `cap`: what is cut off goes to the others, in proportion."""
    for _ in range(_ROUNDS):
        over = weights > cap * (1 + _CLOSE)
        if not over.any():
            return weights
        free = ~over & (weights < cap)
        room = weights[free].sum()
        left = len(weights) - cap * (~free).sum()
        weights = np.where(free, weights * (left / room if room > 0 else 0.0), cap)
    return weights


def _share(tags: Sequence[Mapping[str, str]], weights: Weights, pair: tuple[str, str]) -> float:
    """The weighted share of a value."""
    name, value = pair
    has = np.array([record.get(name) == value for record in tags])
    return float(weights[has].sum() / weights.sum())
