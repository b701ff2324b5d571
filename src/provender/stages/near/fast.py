"""The index with numba's kernels: a table of keys by open addressing, 8 bytes an entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from provender.stages.near import compiled
from provender.stages.near.signing import MOST_BYTES, TABLE

_LOAD = 0.7  # of the table's places that are taken at most


class Signed(NamedTuple):
    """Texts as shingles and keys.

    Attributes:
        mine: bytes of all texts, and of their different shingles hashes, begins, ends, and where each text's begin.
        keys, key_places: the upper halves of each text's least hashes, and where each text's begin.
    """

    mine: tuple[Any, ...]
    keys: npt.NDArray[np.uint32]
    key_places: npt.NDArray[np.int64]


def sign(texts: Sequence[str], share: float, hits: int) -> Signed:
    """The texts' shingles and keys; a text's depend on that text alone."""
    raw = [text[:MOST_BYTES].encode("utf-8", "surrogatepass")[:MOST_BYTES] for text in texts]
    starts = np.zeros(len(raw) + 1, np.int64)
    np.cumsum([len(each) + 1 for each in raw], out=starts[1:])
    buffer = np.frombuffer(b" ".join([*raw, b""]).translate(TABLE), np.uint8)
    *mine, keys, key_places = compiled.shred(buffer, starts, share, hits)
    return Signed(tuple(mine), keys, key_places)


@dataclass(slots=True)
class Index:
    """Kept texts by their keys.

    Attributes:
        share: least similarity that is looked for.
        hits: keys that texts so much alike share.
        most: texts under one key.
    """

    share: float
    hits: int
    most: int
    _table: npt.NDArray[np.uint64] = field(default_factory=lambda: np.zeros(1024, np.uint64))
    _used: int = 0
    _sizes: npt.NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    _places: npt.NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, np.uint64))

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return sum(each.nbytes for each in (self._table, self._sizes, self._places))

    def sign(self, texts: Sequence[str]) -> Signed:
        """As `sign`."""
        return sign(texts, self.share, self.hits)

    def pairs(self, signed: Signed, rows: Sequence[int], places: npt.NDArray[np.uint64]) -> tuple[Any, Sequence[int]]:
        """Enter rows; with which texts they may be alike, and the places of those among them that lie outside."""
        first = len(self._sizes)
        sizes = np.zeros(len(places), np.int32)
        asked = np.array(rows, np.int64)
        sizes[asked] = np.diff(signed.mine[4])[asked]
        self._sizes, self._places = np.concatenate((self._sizes, sizes)), np.concatenate((self._places, places))
        self._room(len(signed.keys))
        batch = (asked, signed.keys, signed.key_places, first)
        found, entered = compiled.candidates(batch, self._table, self._sizes, (self.share, self.hits, self.most))
        self._used += entered
        return found, self._places[_outside(found, first)].tolist()

    def decide(self, signed: Signed, pairs: Any, texts: Mapping[int, str]) -> dict[int, tuple[int, float]]:
        """Row -> the place of its twin, and how alike they are."""
        first = len(self._sizes) - len(signed.mine[4]) + 1
        outside = _outside(pairs, first)
        theirs = self.sign([texts[place] for place in self._places[outside].tolist()])
        known = np.searchsorted(outside, pairs[:, 1])
        twins, how = compiled.decide(signed.mine, theirs.mine, (pairs, known, first), self.share)
        rows = np.flatnonzero(twins >= 0)
        told = zip(self._places[twins[rows]].tolist(), how[rows].tolist(), strict=True)
        return dict(zip(rows.tolist(), told, strict=True))

    def keep(self, signed: Signed, stays: npt.NDArray[np.bool_]) -> None:
        """Forget those of the batch that was entered last that do not stay: nobody is held against them."""
        self._sizes[len(self._sizes) - len(stays) :][~stays] = 0

    def _room(self, more: int) -> None:
        """A larger table where so many more would crowd this one."""
        size = len(self._table)
        while (self._used + more) > _LOAD * size:
            size *= 2
        if size > len(self._table):
            larger = np.zeros(size, np.uint64)
            compiled.refill(self._table, larger)
            self._table = larger


def _outside(pairs: Any, first: int) -> Any:
    """The texts of pairs that lie before the batch, each once, ascending."""
    texts = np.unique(pairs[:, 1])
    return texts[texts < first]
