"""Curate: repeats found by content, in memory that a laptop has.

The index keeps 24 bytes a record: two halves of the 16-byte digest and where the record lies.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from provender.core.protocols import Judged

Words = npt.NDArray[np.uint64]
REPEAT = "repeats"
NEAR_REPEAT = "near_repeats"
ANCHORED_REPEAT = "anchor"
NOWHERE = np.uint64(2**64 - 1)

_SHELVES = 16
_BORDERS = np.arange(_SHELVES, dtype=np.uint64) << np.uint64(60)


@dataclass(frozen=True, slots=True)
class _Run:
    """A sorted stretch of the index: digests' high words ascending, low words, places."""

    high: Words  # (n,)
    low: Words  # (n,)
    place: Words  # (n,)


@dataclass(slots=True)
class Seen:
    """Every content digest accepted so far, and the place of the first record that had it.

    Shelves by the digest's first bits, each of sorted runs that are merged when neighbours are alike in size:
    keeping n digests costs O(n log n), looking up a few binary searches, and a merge moves one shelf at a time,
    so that the memory it needs beside the index stays small.

    Guarantees:
        `find` names the first of all records kept before, and of the batch itself, that has the content.
    """

    _shelves: tuple[list[_Run], ...] = field(default_factory=lambda: tuple([] for _ in range(_SHELVES)))

    def __len__(self) -> int:
        return sum(len(run.high) for shelf in self._shelves for run in shelf)

    @property
    def nbytes(self) -> int:
        """Bytes that the index holds."""
        runs = [run for shelf in self._shelves for run in shelf]
        return sum(run.high.nbytes + run.low.nbytes + run.place.nbytes for run in runs)

    def find(self, digests: npt.NDArray[np.uint8], places: Words) -> Words:
        """For each record the place of the earlier one that it repeats, or `NOWHERE`.

        Args:
            digests: (n, 16) content digests.
            places: (n,) ascending in the order of the records.

        Returns:
            (n,) places of first occurrences; `NOWHERE` for what is new.
        """
        high, low = _words(digests)
        order = np.lexsort((places, low, high))
        high, low, places = high[order], low[order], places[order]
        found = np.full(len(high), NOWHERE, np.uint64)
        for shelf, part in self._cut(high):
            for run in shelf:
                _look_up(run, high[part], low[part], found[part])
        same = np.concatenate(([False], (high[1:] == high[:-1]) & (low[1:] == low[:-1])))[: len(high)]
        first = np.maximum.accumulate(np.where(same, 0, np.arange(len(high))))
        inside = same & (found == NOWHERE)
        found[inside] = places[first[inside]]
        twins = np.empty_like(found)
        twins[order] = found
        return twins

    def keep(self, digests: npt.NDArray[np.uint8], places: Words) -> None:
        """Remember records that stay; none of them may repeat another."""
        high, low = _words(digests)
        order = np.argsort(high, kind="stable")
        high, low, places = high[order], low[order], places[order]
        for shelf, part in self._cut(high):
            if part.start < part.stop:
                shelf.append(_Run(high[part].copy(), low[part].copy(), places[part].copy()))
                while len(shelf) > 1 and len(shelf[-2].high) < 2 * len(shelf[-1].high):
                    shelf.append(_merge(shelf.pop(), shelf.pop()))

    def _cut(self, high: Words) -> Iterator[tuple[list[_Run], slice]]:
        """Each shelf with its stretch of ascending high words."""
        borders = np.searchsorted(high, _BORDERS).tolist()
        for shelf, start, stop in zip(self._shelves, borders, [*borders[1:], len(high)], strict=True):
            yield shelf, slice(start, stop)


def _words(digests: npt.NDArray[np.uint8]) -> tuple[Words, Words]:
    """High and low words of (n, 16) digests, each (n,)."""
    words = np.ascontiguousarray(digests).view(np.uint64).reshape(len(digests), 2)
    return words[:, 0], words[:, 1]


def _look_up(run: _Run, high: Words, low: Words, twin: Words) -> None:
    """Fill `twin` where `run` holds the digest."""
    at = np.searchsorted(run.high, high)
    while True:  # equal high words lie side by side: step through them (nearly always one)
        inside = at < len(run.high)
        here = np.minimum(at, len(run.high) - 1) if len(run.high) else at
        if not inside.any():
            return
        same_high = inside & (run.high[here] == high)
        found = same_high & (run.low[here] == low)
        twin[found] = run.place[here[found]]
        rest = same_high & ~found
        if not rest.any():
            return
        at = np.where(rest, at + 1, len(run.high))


def _merge(one: _Run, other: _Run) -> _Run:
    """Two sorted runs as one."""
    high = np.concatenate((one.high, other.high))
    order = np.argsort(high, kind="stable")
    low = np.concatenate((one.low, other.low))[order]
    return _Run(high[order], low, np.concatenate((one.place, other.place))[order])


def refuse_known(judged: Sequence[Judged], fingerprints: Iterable[bytes]) -> list[Judged]:
    """Refuse accepted records that belong to a held-back part of the anchor (decontamination).

    Args:
        fingerprints: `Payload.group()` of every control, probe and exam record; nothing else of them is seen.
    """
    known = frozenset(fingerprints)
    if not known:
        return list(judged)
    return [_unless_known(item, known) for item in judged]


def _unless_known(item: Judged, known: frozenset[bytes]) -> Judged:
    """The item, refused when its group is held back."""
    if item.fate != "accepted" or item.record.payload.group() not in known:
        return item
    reason = "repeats an item of the anchor that is held back for examination"
    return Judged(record=item.record, fate="rejected", verifier=ANCHORED_REPEAT, reason=reason, passed=item.passed)
