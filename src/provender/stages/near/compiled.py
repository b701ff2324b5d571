"""The signing kernel in numba: bytes to words to shingles to least hashes, in one pass."""

import numpy as np
from numba import njit

_BASE = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_THIRD = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(29)
_NONE = np.uint64(0)


@njit(cache=True)
def _mix(value):  # type: ignore[no-untyped-def]
    """Spread all bits into the upper half (Stafford's finaliser, cut to two rounds)."""
    value = (value ^ (value >> np.uint64(30))) * _FIRST
    value = (value ^ (value >> _SHIFT)) * _SECOND
    return value ^ (value >> np.uint64(32))


@njit(cache=True)
def _least(row, shingle, multiply, add):  # type: ignore[no-untyped-def]
    """Lower each of the signature's places to the shingle's hash where that is less."""
    low = np.uint32(shingle >> np.uint64(32))
    for place in range(row.shape[0]):
        hashed = np.uint32(low * multiply[place] + add[place])
        row[place] = min(row[place], hashed)


@njit(cache=True)
def _sign(row, text, multiply, add):  # type: ignore[no-untyped-def]
    """One text's signature into `row`, (128,)."""
    words, word, before, second = 0, _NONE, _NONE, _NONE
    inside = False
    for byte in text:
        if byte != 32:
            word = word * _BASE + np.uint64(byte)
            inside = True
        elif inside:
            word = _mix(word)
            words += 1
            if words >= 3:
                _least(row, _mix(second * _FIRST + before * _SECOND + word * _THIRD), multiply, add)
            second, before, word, inside = before, word, _NONE, False
    if 0 < words < 3:
        _least(row, _mix(second * _FIRST + before * _SECOND + np.uint64(words)), multiply, add)


@njit(cache=True, nogil=True)
def sign(buffer, starts, multiply, add):  # type: ignore[no-untyped-def]
    """Signatures, (n, 128), of the texts that start at `starts` in `buffer`, each ended by a space."""
    count = starts.shape[0] - 1
    signed = np.full((count, multiply.shape[0]), 0xFFFFFFFF, np.uint32)
    for text in range(count):
        _sign(signed[text], buffer[starts[text] : starts[text + 1]], multiply, add)
    return signed
