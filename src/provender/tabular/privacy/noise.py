"""Whole noise without a float in its making: discrete Gaussians from a secret (Canonne, Kamath, Steinke 2020).

A number is drawn by comparing 192 random bits with a table of the distribution's cumulative weights, kept as whole
numbers of 192 bits. So no rounding of floats can tell what was added (Mironov 2012); what is left is a distance to
the distribution of less than 2^-170 a draw, which no delta notices. How long a draw takes is not hidden.
"""

import hmac
from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Context, Decimal
from functools import lru_cache
from hashlib import shake_256
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from provender.core.protocols import Secret

BITS = 192
_BYTES = BITS // 8
_TOP = 64
_REACH = 16.4  # standard deviations that the table goes to either side: beyond lies less than 2^-192

Whole: TypeAlias = npt.NDArray[np.int64]


@dataclass(slots=True)
class Stream:
    """Random bytes that only the holder of a secret can make: SHAKE-256 of a key and a counter.

    Attributes:
        key: 32 bytes; see `stream`.
    """

    key: bytes = field(repr=False)
    _drawn: int = 0

    def take(self, count: int) -> bytes:
        """The next `count` bytes; no two calls give the same ones."""
        self._drawn += 1
        return shake_256(self.key + self._drawn.to_bytes(8, "little")).digest(count)


def stream(secret: Secret, context: bytes) -> Stream:
    """The stream of a secret for one use.

    Args:
        secret: 16 bytes or more that nobody else knows.
        context: what the noise is for: rows and plan. Other rows or another plan never meet the same noise.
    """
    return Stream(hmac.digest(secret.value, b"noise\0" + context, "sha256"))


def veiled(secret: Secret, data: bytes) -> str:
    """A digest of private data that only the holder of the secret can make or compare; hex."""
    return hmac.digest(secret.value, b"veiled\0" + data, "sha256").hex()


def gaussians(sigma: float, count: int, source: Stream) -> Whole:
    """(count,) whole numbers, x with weight exp(-x² / (2 sigma²)).

    Args:
        sigma: standard deviation, > 0; its variance is 1 in 10^8 or less from sigma² once sigma >= 1.
    """
    reach, ends, heads = _table(sigma)
    drawn = source.take(count * _BYTES)
    tops = np.frombuffer(drawn, ">u8").reshape(count, _BYTES // 8)[:, 0]
    places = np.searchsorted(heads, tops, "right")
    for at in np.flatnonzero(np.isin(tops, heads)):  # once in 2^50 draws: the first 64 bits do not decide
        number = int.from_bytes(drawn[at * _BYTES : (at + 1) * _BYTES], "big")
        places[at] = bisect_right(ends, number)
    return np.minimum(places, 2 * reach).astype(np.int64) - reach


@lru_cache(maxsize=64)
def _table(sigma: float) -> tuple[int, list[int], npt.NDArray[np.uint64]]:
    """The furthest number; for each number from -furthest on the weight of it and all below; the first 64 bits of each.

    The last is left out: it is 2^192, and every draw lies below.
    """
    exact = Context(prec=90)
    reach = max(int(sigma * _REACH) + 1, 2)
    half = exact.divide(Decimal(-1), exact.multiply(2, exact.power(Decimal(sigma), 2)))
    base = exact.exp(half)
    square = exact.multiply(base, base)
    weights, step = [Decimal(1)], base
    for _ in range(reach):  # exp(-(x + 1)² h) = exp(-x² h) · exp(-(2x + 1) h)
        weights.append(exact.multiply(weights[-1], step))
        step = exact.multiply(step, square)
    parts = [part for part in (int(exact.multiply(weight, 2**BITS)) for weight in weights) if part]
    reach = len(parts) - 1
    sides = [*reversed(parts[1:]), *parts]
    total = sum(sides)
    ends, below = [], 0
    for part in sides[:-1]:
        below += part
        ends.append((below << BITS) // total)
    return reach, ends, np.array([end >> (BITS - _TOP) for end in ends], np.uint64)
