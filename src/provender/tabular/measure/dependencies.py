"""Whether what decides in the real rows decides in made ones: functional dependencies between two columns."""

from itertools import permutations

import numpy as np

from provender.tabular.measure.columns import coded
from provender.tabular.measure.frame import Frame

FEW = 100  # different values of a column that may decide another


def violations(learned: Frame, made: Frame) -> float:
    """Share of made rows that break a dependency which all learned rows keep."""
    broken = np.zeros(len(made), bool)
    values, other = coded(learned.values, made.values)
    few = [c for c in range(len(learned.names)) if 2 <= len(np.unique(values[:, c])) <= FEW]
    for one, two in permutations(few, 2):
        told = dict(zip(values[:, one], values[:, two], strict=True))
        if all(np.array([told[key] for key in values[:, one]]) == values[:, two]):
            kept = [told.get(key, value) == value for key, value in zip(*other[:, [one, two]].T, strict=True)]
            broken |= ~np.array(kept, bool)
    return float(broken.mean())
