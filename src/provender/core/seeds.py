"""Independent counter-based random streams, one per (seed, index, part).

Record `index` of a run never depends on the records before it, so a shard may be cut anywhere.
Bits come from BLAKE2b in counter mode (RFC 7693): keyed by seed and part, message = index and
counter. Neighbouring seeds or indices share nothing, integers are exact on every machine, and a
stream costs about a microsecond (seeding `random.Random` costs nineteen).
"""

from collections.abc import MutableSequence, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

_BITS = 512
_SPARE = 64  # a draw keeps this many unread bits in hand: its bias stays below 2**-64


@lru_cache(maxsize=256)
def _keyed(seed: int, part: str) -> "blake2b":
    """The hash state after key and part; copied, never fed."""
    key = blake2b(f"{seed}\0{part}".encode(), digest_size=32).digest()
    return blake2b(key=key, digest_size=_BITS // 8)


class Stream:
    """Draws for one record. Not shared, not stored: made by `stream` and dropped with the record.

    Guarantees:
        The same (seed, index, part) gives the same draws on every machine.
        Every draw is uniform up to a bias below 2**-64.

    >>> rng = stream(7, 0, "example")
    >>> 0 <= rng.below(6) < 6
    True
    """

    __slots__ = ("_base", "_counter", "_left", "_pool")

    def __init__(self, base: "blake2b", index: int) -> None:
        self._base = base.copy()
        self._base.update(index.to_bytes(8, "little"))
        self._counter = 0
        self._pool = int.from_bytes(self._base.digest(), "little")
        self._left = _BITS

    def _refill(self, bits: int) -> None:
        """Append fresh blocks until `bits` and the spare are there."""
        while self._left < bits + _SPARE:
            self._counter += 1
            block = self._base.copy()
            block.update(self._counter.to_bytes(8, "little"))
            self._pool = self._pool << _BITS | int.from_bytes(block.digest(), "little")
            self._left += _BITS

    def below(self, n: int) -> int:
        """Uniform integer in [0, n), n >= 1."""
        bits = n.bit_length()
        if self._left < bits + _SPARE:
            self._refill(bits)
        self._left -= bits
        self._pool, drawn = divmod(self._pool, n)
        return drawn

    def between(self, low: int, high: int) -> int:
        """Uniform integer in [low, high], both ends included."""
        return low + self.below(high - low + 1)

    def choice(self, items: Sequence[T]) -> T:
        """One of `items`, all alike likely."""
        return items[self.below(len(items))]

    def chance(self, numerator: int, denominator: int) -> bool:
        """True with probability numerator / denominator, exactly."""
        return self.below(denominator) < numerator

    def shuffle(self, items: MutableSequence[T]) -> None:
        """Permute in place (Fisher-Yates)."""
        for last in range(len(items) - 1, 0, -1):
            other = self.below(last + 1)
            items[last], items[other] = items[other], items[last]

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """`count` different places of `items`, in random order."""
        rest = list(items)
        for place in range(count):
            other = place + self.below(len(rest) - place)
            rest[place], rest[other] = rest[other], rest[place]
        return rest[:count]


def stream(seed: int, index: int, part: str) -> Stream:
    """The random stream of record `index` of `part` under `seed`.

    Args:
        seed: any integer.
        index: 0 <= index < 2**64.
        part: the part's name, so that two parts never share draws.
    """
    return Stream(_keyed(seed, part), index)
