"""Membership inference by somebody who can make such tables too: the likelihood ratio attack of Carlini et al. 2022.

Shadow tables are made from real rows with and without each target. How near the nearest made row lies, in the tables
that knew the target and in those that did not, tells for another table which kind it is (arXiv 2112.03570).
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from provender.tabular.attacks.membership import Scores
from provender.tabular.attacks.people import nearest, people
from provender.tabular.table import Table, stacked

_SMALL = 1e-3  # below which distances are all the same

Make = Callable[[Table, int], Table]
"""(rows to learn from, number of the shadow) -> made rows."""


def shadowed(
    base: Table, targets: Table, make: Make, *, shadows: int, rng: np.random.Generator
) -> tuple[Scores, Scores]:
    """Scores of targets in shadow tables that learned from them, and in those that did not; higher: rather learned.

    Args:
        base: rows that every shadow learns from.
        targets: each is learned by one of every two shadows.
        shadows: even, at least 4; each is attacked with what the others tell, without the one beside it, so that as
            many of them knew a target as did not: else the attack would be led astray.
    """
    first = rng.random((shadows // 2, len(targets))) < 0.5
    knew = np.stack((first, ~first), axis=1).reshape(shadows, len(targets))
    seen = np.array([_nearness(base, targets, make(_with(base, targets, row), at)) for at, row in enumerate(knew)])
    told = np.array([_ratios(seen, knew, at) for at in range(shadows)])
    return told[knew], told[~knew]


def _with(base: Table, targets: Table, knew: npt.NDArray[np.bool_]) -> Table:
    """What a shadow learns from."""
    return stacked([base, targets.take(np.flatnonzero(knew))])


def _nearness(base: Table, targets: Table, made: Table) -> Scores:
    """(n,) how near made rows come to each target."""
    them = people(base, base, made, rng=np.random.default_rng(0), others=(targets,))
    return np.asarray(-np.log(nearest(them.others[0], them.made, them.named)[0][:, 0] + _SMALL), np.float64)


def _ratios(seen: Scores, knew: npt.NDArray[np.bool_], victim: int) -> Scores:
    """(n,) log likelihood ratios for one shadow, normal distributions of equal spread fitted to the others."""
    rest = np.arange(len(seen)) // 2 != victim // 2
    inside, outside = (np.ma.masked_array(seen[rest], ~mask[rest]).mean(axis=0) for mask in (knew, ~knew))
    middle = np.where(knew[rest], inside[None], outside[None])
    spread = float(((seen[rest] - middle) ** 2).mean()) + 1e-9
    return np.asarray((inside - outside) * (seen[victim] - (inside + outside) / 2) / spread, np.float64)
