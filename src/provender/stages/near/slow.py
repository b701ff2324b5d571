"""The same index without numba: dictionaries, and the same twins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from provender.stages.near.plain import least, met, shingled
from provender.stages.near.signing import Shingle, fold, shingles, similarity

Signed = list[tuple[frozenset[Shingle], list[int]]]  # a text's shingles and keys


@dataclass(slots=True)
class Index:
    """As `fast.Index`."""

    share: float
    hits: int
    most: int
    _table: dict[int, list[int]] = field(default_factory=dict)
    _sizes: dict[int, int] = field(default_factory=dict)  # place -> shingles, 0 for who was not kept
    _batch: list[int] = field(default_factory=list)

    @property
    def nbytes(self) -> int:
        """Bytes held, as far as entries go: 8 a key and text."""
        return 8 * sum(map(len, self._table.values()))

    def sign(self, texts: Sequence[str]) -> Signed:
        """Shingles and keys."""
        made = [shingled(fold(text)) for text in texts]
        return [(frozenset(each), least(list(each.values()), self.share, self.hits)) for each in made]

    def pairs(
        self, signed: Signed, rows: Sequence[int], places: npt.NDArray[np.uint64]
    ) -> tuple[list[tuple[int, int]], Sequence[int]]:
        """As `fast.Index.pairs`; texts by their places."""
        own: list[int] = places.tolist()
        self._batch = own
        found = []
        for row in rows:
            mine, keys = signed[row]
            self._sizes[own[row]] = len(mine)
            met_ = met(
                self._table, keys, count=len(mine), sizes=self._sizes, share=self.share, hits=self.hits, most=self.most
            )
            found += [(row, place) for place in sorted(met_)]
            _enter(self._table, keys, own[row], self.most)
        return found, sorted({place for _, place in found} - set(own))

    def decide(
        self, signed: Signed, pairs: Sequence[tuple[int, int]], texts: Mapping[int, str]
    ) -> dict[int, tuple[int, float]]:
        """As `fast.Index.decide`."""
        known = {place: shingles(text) for place, text in texts.items()}
        known |= {place: signed[row][0] for row, place in enumerate(self._batch)}
        rows = {place: row for row, place in enumerate(self._batch)}
        twins: dict[int, tuple[int, float]] = {}
        for row, place in pairs:
            alike = similarity(signed[row][0], known[place])
            if rows.get(place) not in twins and alike >= self.share and alike > twins.get(row, (0, 0.0))[1]:
                twins[row] = place, alike
        return twins

    def keep(self, signed: Signed, stays: npt.NDArray[np.bool_]) -> None:
        """As `fast.Index.keep`."""
        for place in (place for place, stay in zip(self._batch, stays.tolist(), strict=True) if not stay):
            self._sizes[place] = 0


def _enter(table: dict[int, list[int]], keys: Sequence[int], text: int, most: int) -> None:
    """A text under each of its keys that is not full."""
    for key in keys:
        if len(bucket := table.setdefault(key, [])) < most:
            bucket.append(text)
