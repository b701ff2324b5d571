"""Which texts nearly repeat an earlier one: candidates by banded signatures, each held against the texts themselves.

The index keeps 16 bytes a band and text; no text stays in memory. Candidates are read again from where they lie, and
their shingles are compared word by word, so nothing is refused on the word of a hash.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provender.stages.near.signing import HASHES, Shingle, Words, shingles, signatures, similarity

Long = npt.NDArray[np.uint64]
Recall = Callable[[Sequence[int]], Mapping[int, str]]  # places of kept texts -> the texts

_BUCKET = 8  # texts of one bucket that are compared: hostile or monotonous data cannot make every pair a candidate
_WANTED = 0.9  # of pairs exactly as alike as the threshold are to become candidates
_MULTIPLY = np.uint64(0xBF58476D1CE4E5B9)


class Twin(NamedTuple):
    """The earlier text that one nearly repeats: its place, and how alike they are."""

    place: int
    alike: float


@dataclass(frozen=True, slots=True)
class Looked:
    """A batch that was looked up: what it repeats, by row, and what is needed to keep the rest of it."""

    twins: Mapping[int, Twin]
    keys: Long  # (n, bands)
    places: Long  # (n,)


@dataclass(slots=True, kw_only=True)
class NearSeen:
    """The texts kept so far, as keys of their bands.

    Attributes:
        threshold: least Jaccard similarity of word triples that makes a near repeat, in (0, 1].
        recall: reads kept texts again.

    Guarantees:
        Whatever is named a twin is at least `threshold` alike, by its words.
        Which twins are found depends on the batches and their order alone.
    """

    threshold: float
    recall: Recall
    _runs: list[tuple[Long, Long]] = field(default_factory=list)  # keys ascending, places

    @property
    def nbytes(self) -> int:
        """Bytes that the index holds."""
        return sum(keys.nbytes + places.nbytes for keys, places in self._runs)

    def look(self, texts: Sequence[str], places: Long, *, skip: Set[int] = frozenset()) -> Looked:
        """The nearest earlier text of each that has one, of those kept and of the batch itself.

        Args:
            places: (n,) where each text lies, ascending over all batches.
            skip: rows that are refused already: neither looked up nor anybody's twin.
        """
        signed = signatures(texts)
        keys = _keys(signed, rows_a_band(self.threshold))
        usual = ~(signed == np.uint32(0xFFFFFFFF)).all(axis=1)
        rows = [row for row in np.flatnonzero(usual).tolist() if row not in skip]
        found = self._candidates(keys, rows)
        known = dict(self.recall(sorted(set().union(*found.values()))))
        known |= {place: texts[row] for row, place in enumerate(places.tolist())}
        return Looked(self._decide(keys, places.tolist(), rows=rows, found=found, known=known), keys, places)

    def keep(self, looked: Looked, stays: npt.NDArray[np.bool_]) -> None:
        """Remember the texts of a batch that stay."""
        if not stays.any():
            return
        keys = looked.keys[stays].ravel()
        order = np.argsort(keys, kind="stable")
        bands = looked.keys.shape[1]
        self._runs.append((keys[order], np.repeat(looked.places[stays], bands)[order]))
        while len(self._runs) > 1 and len(self._runs[-2][0]) < 2 * len(self._runs[-1][0]):
            later, earlier = self._runs.pop(), self._runs.pop()
            self._runs.append(_merge(earlier, later))

    def _candidates(self, keys: Long, rows: Sequence[int]) -> dict[int, set[int]]:
        """Row -> places of kept texts that share a band with it."""
        found: dict[int, set[int]] = {row: set() for row in rows}
        asked, bands = keys[rows].ravel(), keys.shape[1]
        for known, places in self._runs:
            first = np.searchsorted(known, asked)
            for step in range(_BUCKET):
                at = np.minimum(first + step, len(known) - 1)
                hits = np.flatnonzero((first + step < len(known)) & (known[at] == asked))
                if not len(hits):
                    break
                for hit, place in zip((hits // bands).tolist(), places[at[hits]].tolist(), strict=True):
                    found[rows[hit]].add(place)
        return found

    def _decide(
        self, keys: Long, places: Sequence[int], *, rows: Sequence[int], found: Mapping[int, Set[int]],
        known: Mapping[int, str],
    ) -> dict[int, Twin]:  # fmt: skip
        """Each row in turn against kept texts and against the batch's own that are no twins."""
        sets: dict[int, frozenset[Shingle]] = {}
        twins: dict[int, Twin] = {}
        buckets: dict[int, list[int]] = {}
        for row in rows:
            mine = keys[row].tolist()
            inside = {place for key in mine for place in buckets.get(key, ())}
            candidates = found[row] | inside
            if candidates:
                sets |= {place: shingles(known[place]) for place in {*candidates, places[row]} - sets.keys()}
                own = sets[places[row]]
                best = max((Twin(place, similarity(own, sets[place])) for place in candidates), key=_nearest)
                if best.alike >= self.threshold:
                    twins[row] = best
                    continue
            for key in mine:
                bucket = buckets.setdefault(key, [])
                if len(bucket) < _BUCKET:
                    bucket.append(places[row])
        return twins


def _nearest(twin: Twin) -> tuple[float, int]:
    """The most alike, the earliest among equals."""
    return twin.alike, -twin.place


def rows_a_band(threshold: float) -> int:
    """Hashes that must agree in a band: as many as still make 90 % of pairs at the threshold candidates.

    >>> [rows_a_band(threshold) for threshold in (0.5, 0.7, 0.8, 0.9)]
    [2, 4, 8, 16]
    """
    fit = [rows for rows in (2, 4, 8, 16) if caught(threshold, rows) >= _WANTED]
    return fit[-1] if fit else 2


def caught(alike: float, rows: int) -> float:
    """Chance that a pair this much alike shares a band of so many rows (Leskovec, Rajaraman, Ullman, ch. 3)."""
    return 1.0 - (1.0 - alike**rows) ** (HASHES // rows)


def _keys(signed: Words, rows: int) -> Long:
    """One key a band, (n, 128 / rows): its hashes and its number mixed into 64 bits."""
    parts = signed.reshape(len(signed), HASHES // rows, rows).astype(np.uint64)
    keys = np.broadcast_to(np.arange(1, parts.shape[1] + 1, dtype=np.uint64), parts.shape[:2]).copy()
    for row in range(rows):
        keys = (keys ^ parts[:, :, row]) * _MULTIPLY
        keys ^= keys >> np.uint64(29)
    return keys


def _merge(earlier: tuple[Long, Long], later: tuple[Long, Long]) -> tuple[Long, Long]:
    """Two sorted runs as one; of equal keys the earlier places come first."""
    keys = np.concatenate((earlier[0], later[0]))
    order = np.argsort(keys, kind="stable")
    return keys[order], np.concatenate((earlier[1], later[1]))[order]
