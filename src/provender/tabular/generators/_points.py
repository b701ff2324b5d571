"""Draws that are spread evenly: rows of a block are less left to chance than rows drawn one by one.

Each draw alone is uniform; together they leave no gaps. A histogram of 1,024 such draws is off by about one, where that
of independent ones is off by thirty.
"""

from typing import cast

import numpy as np
import numpy.typing as npt

from provender.tabular.encoding.numbers import Codes, Floats

_FINEST = 2.0**24  # steps that 32-bit floats below 1 keep exactly, so that none is rounded into the next part


def spread(rng: np.random.Generator, bits: int, columns: int) -> npt.NDArray[np.float32]:
    """(2**bits, columns) draws in [0, 1), in each column a scrambled Hammersley net (Owen 1995) of its own.

    Guarantees:
        Every aligned stretch of 2**k draws has one in each of 2**k equal parts of [0, 1).
    """
    count = 2**bits
    places = _flipped(rng, np.tile(np.arange(count)[:, None], columns), bits)
    turned = np.zeros_like(places)
    for bit in range(bits):
        turned |= ((places >> bit) & 1) << (bits - 1 - bit)
    drawn = (_flipped(rng, turned, bits) + rng.random((count, columns))) / count
    return cast("npt.NDArray[np.float32]", (np.floor(drawn * _FINEST) / _FINEST).astype(np.float32))


def _flipped(rng: np.random.Generator, places: npt.NDArray[np.int64], bits: int) -> npt.NDArray[np.int64]:
    """Places in a binary tree after each of its forks was turned or not, at random, in each column."""
    own = np.arange(places.shape[1])
    told = places.copy()
    for bit in range(bits):
        turns = rng.integers(0, 2, (2 ** (bits - bit - 1), places.shape[1])) << bit
        told ^= turns[places >> (bit + 1), own]
    return told


def within(rng: np.random.Generator, codes: Codes) -> Floats:
    """(n, k) draws in [0, 1), evenly spread among the rows that share a column's code."""
    count, columns = codes.shape
    chances = rng.random((2, count, columns))
    drawn = np.empty((count, columns))
    for at in range(columns):
        order = np.lexsort((chances[0, :, at], codes[:, at]))
        mates = np.bincount(codes[:, at])
        first, own = np.cumsum(mates) - mates, codes[order, at]
        drawn[order, at] = (np.arange(count) - first[own] + chances[1, :, at]) / mates[own]
    return cast("Floats", np.minimum(drawn, np.nextafter(1.0, 0.0)))
