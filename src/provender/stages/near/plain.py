"""The signing kernel in numpy: the same bits as numba's, for where that is not installed."""

import numpy as np
import numpy.typing as npt

Long = npt.NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15
_FIRST, _SECOND, _THIRD = (np.uint64(each) for each in (0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93))
_SPACE = 32


def sign(
    buffer: npt.NDArray[np.uint8], starts: npt.NDArray[np.int64], multiply: npt.NDArray[np.uint32],
    add: npt.NDArray[np.uint32],
) -> npt.NDArray[np.uint32]:  # fmt: skip
    """Signatures, (n, 128), of the texts that start at `starts` in `buffer`, each ended by a space."""
    signed = np.full((len(starts) - 1, len(multiply)), 0xFFFFFFFF, np.uint32)
    for text, (start, stop) in enumerate(zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)):
        words = _mix(_hashes(buffer[start:stop]))
        if len(words) >= 3:
            made = words[:-2] * _FIRST + words[1:-1] * _SECOND + words[2:] * _THIRD
        elif len(words):
            second = words[:1] if len(words) == 2 else np.zeros(1, np.uint64)
            made = second * _FIRST + words[-1:] * _SECOND + np.uint64(len(words))
        else:
            continue
        low = (_mix(made) >> np.uint64(32)).astype(np.uint32)
        for part in range(0, len(low), 4096):
            hashed = (low[part : part + 4096, None] * multiply + add).min(axis=0)
            signed[text] = np.minimum(signed[text], hashed)
    return signed


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
