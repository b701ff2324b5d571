"""MinHash signatures of texts, straight from their bytes (Broder 1997).

A word is a run of letters, digits, operators or bytes beyond ASCII, in small letters; a shingle is three words in a
row; a text of one or two words is one shingle. A signature holds, for each of 128 hash functions, the least value over
the text's shingles: two signatures agree in a share of places that estimates the Jaccard similarity of the two sets.

Two kernels give the same bits: numba's where it is installed, numpy's elsewhere. So a dataset does not depend on what
is installed.
"""

from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Words: TypeAlias = npt.NDArray[np.uint32]
Shingle: TypeAlias = tuple[bytes, ...]

HASHES = 128
MOST_BYTES = 1 << 20  # of a text that are looked at: hostile lengths cost no more than a long page
SPACE = 32
_KEPT = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789+-*/=<>^%") | frozenset(range(128, 256))
_FOLD = bytes(ord(chr(byte).lower()) if byte < 128 else byte for byte in range(256))
TABLE = bytes(_FOLD[byte] if _FOLD[byte] in _KEPT else SPACE for byte in range(256))

_drawn = np.random.Generator(np.random.Philox(key=20261125)).integers(0, 2**32, (2, HASHES), np.uint32)
MULTIPLY: Words = _drawn[0] | np.uint32(1)  # odd: x -> ax + b is then one to one on 32 bits
ADD: Words = _drawn[1]


def signatures(texts: Sequence[str], *, plain: bool = False) -> Words:
    """The texts' signatures, (n, 128); all ones for a text without words.

    Args:
        plain: take numpy's kernel even where numba is installed.

    Guarantees:
        Both kernels give the same bits; a text's signature depends on that text alone.
    """
    folded = [fold(text) for text in texts]
    starts = np.zeros(len(folded) + 1, np.int64)
    np.cumsum([len(each) + 1 for each in folded], out=starts[1:])
    buffer = np.frombuffer(b" ".join([*folded, b""]), np.uint8)
    if plain or not _compiled():
        from provender.stages.near import plain as numpys

        return numpys.sign(buffer, starts, MULTIPLY, ADD)
    from provender.stages.near import compiled

    signed: Words = compiled.sign(buffer, starts, MULTIPLY, ADD)
    return signed


def fold(text: str) -> bytes:
    """The text's first bytes with words in small letters and everything else a space."""
    return text[:MOST_BYTES].encode("utf-8", "surrogatepass")[:MOST_BYTES].translate(TABLE)


def shingles(text: str) -> frozenset[Shingle]:
    """The text's shingles themselves; empty for a text without words."""
    words = fold(text).split()
    if len(words) < 3:
        return frozenset([tuple(words)] if words else [])
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def similarity(one: frozenset[Shingle], other: frozenset[Shingle]) -> float:
    """Their Jaccard similarity: what they share of what they hold together; 0 where both are empty.

    >>> similarity(shingles("One two three four."), shingles("one, two, three, five"))
    0.3333333333333333
    """
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


@cache
def _compiled() -> bool:
    """Whether numba is there."""
    from importlib.util import find_spec

    return find_spec("numba") is not None
