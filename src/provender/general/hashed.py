"""Texts as unit vectors: hashed words and pairs of words, weighed by how rare they are among known texts.

Signed feature hashing (Weinberger et al. 2009) keeps inner products on average, so a few hundred places hold what a
vocabulary of any size would; a term's place comes from CRC-32, never from this process's own hash seed.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

Vectors: TypeAlias = npt.NDArray[np.float64]  # (n, places), rows of length 1, or 0 for a text without words

PLACES = 512
_WORD = re.compile(r"[^\W_]+|[+*/=<>^%-]")
_MOST = 1 << 16  # characters of a text that are looked at


def terms(text: str) -> Counter[str]:
    """Words, and words in a row, of a text."""
    words = _WORD.findall(text[:_MOST].lower())
    return Counter([*words, *map(" ".join, pairwise(words))])


@dataclass(frozen=True, slots=True)
class Weighing:
    """How much each term counts, learned from known texts.

    Attributes:
        rarity: term -> log of how rare it is.
        unseen: of a term that no known text has.
    """

    rarity: dict[str, float]
    unseen: float

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Weighing":
        """Inverse document frequencies, smoothed."""
        held = Counter(term for text in texts for term in terms(text))
        most = log(1 + len(texts)) + 1
        return cls({term: most - log(1 + count) for term, count in held.items()}, most)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One unit row a text."""
        made = np.zeros((len(texts), PLACES))
        for row, text in enumerate(texts):
            for term, count in terms(text).items():
                place = crc32(term.encode("utf-8", "surrogatepass"))
                weight = (1 + log(count)) * self.rarity.get(term, self.unseen)
                made[row, place % PLACES] += weight if place & 0x80000000 else -weight
        return units(made)


def units(vectors: Vectors) -> Vectors:
    """Each row at length 1; one of length 0 stays."""
    sizes = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(sizes > 0, sizes, 1.0)


@dataclass(frozen=True, slots=True)
class Topics:
    """The directions in which known texts differ most: by them texts are near that share topics more than words.

    A truncated singular value decomposition of the known texts' vectors (Deerwester et al. 1990), worked out from the
    small matrix of places by places, whatever the number of texts.

    Attributes:
        axes: (places, rank) orthonormal columns, the strongest first.
    """

    axes: Vectors

    @classmethod
    def of(cls, known: Vectors, rank: int) -> "Topics":
        """Of known texts' unit rows; at most `rank` directions, none along which nothing lies."""
        strengths, axes = np.linalg.eigh(known.T @ known)
        kept = np.flatnonzero(strengths > strengths.max(initial=0.0) * 1e-9)[::-1][:rank]
        return cls(axes[:, kept])

    def alike(self, vectors: Vectors, known: Vectors) -> Vectors:
        """(n, m) similarity of unit rows to known ones, in [-1, 1].

        What a text says beside all topics counts against it: it is projected, and not lengthened again.
        """
        seen: Vectors = vectors @ self.axes @ units(known @ self.axes).T
        return seen
