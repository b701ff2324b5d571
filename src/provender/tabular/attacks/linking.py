"""Linkability: two halves of somebody's row, held by different people, are joined through the synthetic table.

After Giomi et al. 2023: each half is looked for among the synthetic rows; the guess is that both halves belong to one
person where some row is among the nearest to both. It is right where they do.
"""

import numpy as np

from provender.tabular.attacks.people import Matrix, People, nearest
from provender.tabular.attacks.risk import Tried


def linkability(people: People, *, attacks: int, rng: np.random.Generator, neighbours: int = 1) -> Tried:
    """Look for both halves of so many people's rows; which columns are in which half is drawn at random."""
    columns = rng.permutation(len(people.names))
    halves = [np.sort(part).tolist() for part in np.array_split(columns, 2)]
    count = min(attacks, len(people.learned)) if all(halves) else 0
    places = rng.permutation(len(people.learned))[:count]
    hits = _joined(people.learned[places], people, halves, neighbours)
    control_hits = _joined(people.control[places], people, halves, neighbours)
    return Tried(
        hits=hits, tries=count, control_hits=control_hits, control_tries=count,
        naive=min(neighbours**2 / max(len(people.made), 1), 1.0),
    )  # fmt: skip


def _joined(targets: Matrix, people: People, halves: list[list[int]], neighbours: int) -> int:
    """How many targets have a synthetic row among the nearest of both their halves."""
    if not len(targets):
        return 0
    found = [nearest(targets, people.made, people.named, half, k=neighbours)[1] for half in halves]
    return int((found[0][:, :, None] == found[1][:, None, :]).any(axis=(1, 2)).sum())
