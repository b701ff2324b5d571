"""Which texts nearly repeat an earlier one: every pair that is alike enough, by its words.

Of a text its least shingle hashes are kept as keys: as many as make sure that any text as alike as the threshold shares
eight of them (prefix filtering, Bayardo, Ma, Srikant 2007; with several hits, Wang, Li, Feng 2012). Texts that do are
read again from where they lie, and their shingles compared byte by byte, so nothing is refused on the word of a hash.
The index keeps 8 bytes a key and text, in a table that is a third to two thirds full; no text stays in memory.

Two kernels find the same twins: numba's where it is installed, dictionaries elsewhere.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Long = npt.NDArray[np.uint64]
Recall = Callable[[Sequence[int]], Mapping[int, str]]  # places of kept texts -> the texts

HITS = 8  # keys that alike texts share
_BUCKET = 32  # texts under one key: hostile or monotonous data cannot make every pair a candidate


class Twin(NamedTuple):
    """The earlier text that one nearly repeats: its place, and how alike they are."""

    place: int
    alike: float


@dataclass(frozen=True, slots=True)
class Looked:
    """A batch that was looked up: what it repeats, by row, and what is needed to keep the rest of it."""

    twins: Mapping[int, Twin]
    signed: Any
    places: Long  # (n,)


@dataclass(slots=True, kw_only=True)
class NearSeen:
    """The texts kept so far, as keys.

    Attributes:
        threshold: least Jaccard similarity of word triples that makes a near repeat, in (0, 1].
        recall: reads kept texts again.
        plain: take dictionaries even where numba is installed.

    Guarantees:
        Whatever is named a twin is at least `threshold` alike, by its words.
        Whatever is at least `threshold` alike is found, but where 32 texts stand under each key that they share.
        Which twins are found depends on the batches and their order alone, not on what is installed.
    """

    threshold: float
    recall: Recall
    plain: bool = False
    _index: Any = field(init=False)

    def __post_init__(self) -> None:
        self._index = _kernel(plain=self.plain)(self.threshold, HITS, _BUCKET)

    @property
    def nbytes(self) -> int:
        """Bytes that the index holds."""
        return int(self._index.nbytes)

    def look(self, texts: Sequence[str], places: Long, *, skip: Set[int] = frozenset()) -> Looked:
        """The nearest earlier text of each that has one, of those kept and of the batch itself; of equals the earliest.

        Args:
            places: (n,) where each text lies, ascending over all batches.
            skip: rows that are refused already: neither looked up nor anybody's twin.
        """
        signed = self._index.sign(texts)
        rows = [row for row in range(len(texts)) if row not in skip]
        pairs, wanted = self._index.pairs(signed, rows, places)
        found = self._index.decide(signed, pairs, self.recall(wanted) if wanted else {})
        return Looked({row: Twin(*twin) for row, twin in found.items()}, signed, places)

    def keep(self, looked: Looked, stays: npt.NDArray[np.bool_]) -> None:
        """Forget the texts of the batch that was looked up last that do not stay."""
        self._index.keep(looked.signed, stays)


@cache
def _kernel(*, plain: bool) -> type[Any]:
    """The index that is to be used."""
    from importlib.util import find_spec

    if plain or find_spec("numba") is None:
        from provender.stages.near import slow

        return slow.Index
    from provender.stages.near import fast

    return fast.Index
