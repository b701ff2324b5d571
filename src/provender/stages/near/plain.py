"""The kernels in numpy and dictionaries: the same twins as numba's, for where that is not installed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Long = npt.NDArray[np.uint64]
Shingle: TypeAlias = tuple[bytes, ...]

_BASE = 0x9E3779B97F4A7C15
_FIRST, _SECOND, _THIRD = (np.uint64(each) for each in (0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93))
_SPACE = 32


def shingled(folded: bytes) -> dict[Shingle, int]:
    """A folded text's different shingles with their hashes."""
    words, text = folded.split(), np.frombuffer(folded + b" ", np.uint8)
    hashes = _mix(_hashes(text))
    if len(words) >= 3:
        made = hashes[:-2] * _FIRST + hashes[1:-1] * _SECOND + hashes[2:] * _THIRD
        return dict(zip(zip(words, words[1:], words[2:], strict=False), _mix(made).tolist(), strict=True))
    if not words:
        return {}
    before, second = hashes[-1:], hashes[:1] if len(words) == 2 else np.zeros(1, np.uint64)
    return {tuple(words): int(_mix(second * _FIRST + before * _SECOND + np.uint64(len(words)))[0])}


def least(hashes: Sequence[int], share: float, hits: int) -> list[int]:
    """The upper halves of the least hashes: as many as texts that are so much alike share `hits` of, and a few more."""
    count = len(hashes)
    if not count:
        return []
    alike = ceil(share * count - 1e-9)
    tops = sorted(value >> 56 for value in hashes)
    top = tops[count - alike + min(hits, alike) - 1]
    return [value >> 32 for value in hashes if value >> 56 <= top]


def met(
    table: Mapping[int, Sequence[int]], keys: Sequence[int], *, count: int, sizes: Mapping[int, int], share: float,
    hits: int, most: int,
) -> Iterator[int]:  # fmt: skip
    """Texts of a table that share enough keys with one of `count` shingles to be so much alike."""
    full = sum(len(table.get(key, ())) == most for key in keys)
    tally = Counter(text for key in keys for text in table.get(key, ()))
    for text, shared in tally.items():
        small, large = sorted((count, sizes[text]))
        if small and small / large >= share and shared >= max(1, min(hits, ceil(share * small - 1e-9)) - full):
            yield text


def _hashes(text: npt.NDArray[np.uint8]) -> Long:
    """Each word's polynomial in its bytes, from sums over all bytes: no loop over words."""
    inside = np.concatenate(([False], text != _SPACE, [False]))
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    first, last = edges[::2], edges[1::2]
    back = _powers(pow(_BASE, -1, 2**64), len(text))
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(text.astype(np.uint64) * back, dtype=np.uint64)))
    return (sums[last] - sums[first]) * _powers(_BASE, len(text))[last - 1]


def _powers(base: int, count: int) -> Long:
    """1, base, base² ... modulo 2⁶⁴, (count,)."""
    steps = np.full(count, base, np.uint64)
    steps[:1] = 1
    return np.cumprod(steps, dtype=np.uint64)


def _mix(value: Long) -> Long:
    """As in the compiled kernel."""
    value = (value ^ (value >> np.uint64(30))) * _FIRST
    value = (value ^ (value >> np.uint64(29))) * _SECOND
    return value ^ (value >> np.uint64(32))
