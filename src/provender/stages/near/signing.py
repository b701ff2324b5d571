"""Words and shingles of texts, and how alike two texts are (Broder 1997).

A word is a run of letters, digits, operators or bytes beyond ASCII, in small letters; a shingle is three words in a
row; a text of one or two words is one shingle. Texts are as alike as the Jaccard similarity of their sets of shingles.
"""

from typing import TypeAlias

Shingle: TypeAlias = tuple[bytes, ...]

MOST_BYTES = 1 << 20  # of a text that are looked at: hostile lengths cost no more than a long page
SPACE = 32
_KEPT = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789+-*/=<>^%") | frozenset(range(128, 256))
_FOLD = bytes(ord(chr(byte).lower()) if byte < 128 else byte for byte in range(256))
TABLE = bytes(_FOLD[byte] if _FOLD[byte] in _KEPT else SPACE for byte in range(256))


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
