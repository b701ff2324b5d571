"""The one door to private rows: whatever they are asked is in the plan, and has its noise before anybody sees it.

    teller = Teller(codes, sizes, plan, stream(secret, context))
    teller.counts([(0, 14), (1, 14)])          the plan's first looks
    teller.distances({(0, 1): expected})       its second

Two kinds of questions are answered. Counts of the cells of some columns: a person changes one of them by one.
Distances of whole expectations from the counts of some columns, summed over the cells: a person changes each by one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import TypeAlias

import numpy as np

from provender.tabular.encoding.numbers import Codes
from provender.tabular.privacy.accountant import Looks, Plan
from provender.tabular.privacy.noise import Stream, Whole, gaussians

Columns: TypeAlias = tuple[int, ...]


def counted(codes: Codes, columns: Columns, sizes: Sequence[int]) -> Whole:
    """(cells,) rows in each cell of some columns, the last column's code running fastest."""
    cells = np.zeros(len(codes), np.int64)
    for column in columns:
        cells = cells * sizes[column] + codes[:, column]
    return np.bincount(cells, minlength=prod(sizes[column] for column in columns)).astype(np.int64)


def distances(codes: Codes, expected: Mapping[Columns, Whole], sizes: Sequence[int]) -> Whole:
    """(groups,) for each group of columns the sum over its cells of how far counts lie from what was expected."""
    return np.array([np.abs(counted(codes, group, sizes) - told).sum() for group, told in expected.items()], np.int64)


@dataclass(slots=True)
class Teller:
    """Answers a plan's looks, in its order, and nothing else.

    Attributes:
        codes: (persons, columns), one row a person.
        sizes: codes of each column.
        plan: the looks that were paid for.
        source: of the noise.
    """

    codes: Codes = field(repr=False)
    sizes: tuple[int, ...]
    plan: Plan
    source: Stream = field(repr=False)
    _at: int = 0

    def counts(self, groups: Sequence[Columns]) -> tuple[list[Whole], float]:
        """Noisy counts of each group's cells, and the standard deviation of their noise: one look a group."""
        sigma = self._paid(len(groups))
        return [self.noisy(counted(self.codes, group, self.sizes), sigma) for group in groups], sigma

    def distances(self, expected: Mapping[Columns, Whole]) -> Whole:
        """Noisy distances from what was expected: one look a group.

        Args:
            expected: group of columns -> (cells,) whole numbers, which may depend on earlier answers alone.
        """
        sigma = self._paid(len(expected))
        return self.noisy(distances(self.codes, expected, self.sizes), sigma)

    def noisy(self, exact: Whole, sigma: float) -> Whole:
        """An answer with its noise."""
        return exact + gaussians(sigma, len(exact), self.source)

    @property
    def next(self) -> Looks:
        """What was paid for next; no looks where nothing is left."""
        return self.plan[self._at] if self._at < len(self.plan) else Looks(0.0, 0)

    def _paid(self, times: int) -> float:
        """The noise of the next looks.

        Raises:
            AssertionError: there are more looks than were paid for.
        """
        looks = self.next
        if times > looks.times:  # no `assert`: this must hold under `python -O` too
            raise AssertionError(f"{times} looks where {looks.times} were paid for")
        self._at += 1
        return looks.sigma
