"""Attribute inference: all of somebody's row is known but one value, which the synthetic table is asked for.

After Giomi et al. 2023: the guess is what the nearest synthetic row says. A name must be met; a number to within a
twentieth of the people's ranks.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from provender.tabular.attacks.people import Matrix, People, apart, chunks, distances
from provender.tabular.attacks.risk import Tried

NEAR = 0.05  # of all ranks


def inference(people: People, secrets: Sequence[int], *, attacks: int, rng: np.random.Generator) -> dict[int, Tried]:
    """What is guessed of so many people in each of the columns `secrets`."""
    count = min(attacks, len(people.learned))
    places = rng.permutation(len(people.learned))[:count]
    known, others = people.learned[places], people.control[places]
    told = {}
    for at, (main, control) in zip(
        secrets, zip(_right(known, people, secrets), _right(others, people, secrets), strict=True), strict=True
    ):
        told[at] = Tried(
            hits=main, tries=count, control_hits=control, control_tries=count, naive=_commonest(known, people, at)
        )
    return told


def _right(targets: Matrix, people: People, secrets: Sequence[int]) -> list[int]:
    """For each secret how many guesses are right."""
    hits = [0] * len(secrets)
    everything = range(len(people.names))
    for piece in chunks(len(targets), len(people.made)):
        some = targets[piece]
        gaps = distances(some, people.made, people.named, everything)
        for place, at in enumerate(secrets):
            guess = people.made[np.argmin(gaps - apart(some, people.made, people.named, at), axis=1), at]
            hits[place] += int(_met(guess, some[:, at], named=bool(people.named[at])).sum())
    return hits


def _met(guess: Matrix, truth: Matrix, *, named: bool) -> npt.NDArray[np.bool_]:
    """(n,) which guesses are right."""
    if named:
        return np.asarray(guess == truth)
    return np.asarray((np.abs(guess - truth) <= NEAR) & ((guess < 0) == (truth < 0)))


def _commonest(known: Matrix, people: People, at: int) -> float:
    """Share right of someone who always says the same: the synthetic table's commonest name, or its median."""
    column = people.made[:, at]
    if people.named[at]:
        values, counts = np.unique(column, return_counts=True)
        guess = values[np.argmax(counts)]
    else:
        guess = np.float32(np.median(column))
    return float(_met(np.full(len(known), guess, np.float32), known[:, at], named=bool(people.named[at])).mean())
