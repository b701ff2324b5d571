"""The other door to private rows: sums of clipped vectors over Poisson samples, each with its noise, each paid for.

    steps = Steps(codes, plan[-1], stream(secret, context))
    steps.noisy(summed)          summed: rows -> the sum of one vector a row, each at most 1 long

This is the sampled Gaussian mechanism (Abadi et al. 2016). Each person is in each sample by a coin of their own, of 64
secret bits, so that what is accounted is what is done. What is told is rounded to a grid of 1/256 of the noise, after
the noise: of exact normal deviates that would be post-processing, and costs nothing. The deviates that are added are
doubles (Box and Muller 1958) from 106 secret bits a pair, off by less than 1e-14 of sigma. So what a cell of the grid
weighs is off by about 1e-12 of itself, which over a billion numbers shifts epsilon by less than .002 (beyond 8.3 sigma,
where one number in 10^16 lies, by more: that is less than 1e-6 of delta); and no hole between floats is left to be seen
(Mironov 2012), since every number of the grid is reached from many of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from provender.tabular.encoding.numbers import Codes, Floats
from provender.tabular.privacy.accountant import Looks
from provender.tabular.privacy.noise import Stream

GRID = 256  # steps of what is told, to one sigma
_BYTES = 8
_SHORT = 11  # bits of 64 that a double has no room for


def normals(count: int, source: Stream) -> Floats:
    """(count,) normal deviates, from secret bits."""
    pairs = -(-count // 2)
    bits = np.frombuffer(source.take(2 * pairs * _BYTES), ">u8").astype(np.uint64) >> np.uint64(_SHORT)
    lots = (bits.astype(np.float64) + 0.5) * 2.0 ** (_SHORT - 64)
    radius, turn = np.sqrt(-2.0 * np.log(lots[:pairs])), 2.0 * np.pi * lots[pairs:]
    found: Floats = np.concatenate((radius * np.cos(turn), radius * np.sin(turn)))
    return found[:count]


@dataclass(slots=True)
class Steps:
    """Takes the steps that were paid for, and no more.

    Attributes:
        codes: (persons, columns), one row a person.
        looks: how many steps, their noise and their sampling.
        source: of samples and noise.
    """

    codes: Codes = field(repr=False)
    looks: Looks
    source: Stream = field(repr=False)
    _taken: int = 0

    def noisy(self, summed: Callable[[Codes], Floats]) -> Floats:
        """(d,) the sum over a fresh sample, with noise, on the grid.

        Args:
            summed: (k, columns) rows, of which there may be none, -> (d,) the sum of vectors at most 1 long.

        Raises:
            AssertionError: more steps are taken than were paid for.
        """
        if self._taken >= self.looks.times:  # no `assert`: this must hold under `python -O` too
            raise AssertionError(f"{self._taken + 1} steps where {self.looks.times} were paid for")
        self._taken += 1
        exact = summed(self.codes[self.sampled()])
        pitch = self.looks.sigma / GRID
        return np.asarray(np.rint((exact + self.noise(len(exact))) / pitch) * pitch)

    def sampled(self) -> Codes:
        """The places of a sample: each person by a coin of their own."""
        coins = np.frombuffer(self.source.take(len(self.codes) * _BYTES), ">u8")
        return np.flatnonzero(coins < np.uint64(int(Fraction(self.looks.sampling) * 2**64))).astype(np.int32)

    def noise(self, count: int) -> Floats:
        """(count,) the noise of one step."""
        return self.looks.sigma * normals(count, self.source)
