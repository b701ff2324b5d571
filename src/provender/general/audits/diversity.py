"""Diversity: how many different things the records say, beside as many records of the anchor.

The Vendi score (Friedman and Dieng 2023) is the exponential of the entropy of the eigenvalues of K / n, K holding the
similarity of every pair: n records of which no two are alike score n, n copies of one score 1. K is never built: for
unit vectors X it has the eigenvalues of the small matrix X'X. The score grows with n, so both sides are drawn to one
size; and it is one number for the whole, which hides a slice that was lost, so slices are told apart as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from provender.core.anchor import Anchor
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding, Interval
from provender.general.hashed import Vectors, Weighing

NAME = "general/diversity"
_LEAST = 30  # records of a slice on either side
_SEED = 20230601


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Diversity:
    """How much less diverse the records are than as many of the anchor's: 0 for as diverse, 1 for copies of one.

    Attributes:
        by: tags by whose values slices are told apart.
        size: most records a side, drawn at random, >= 30.
        draws: of the bootstrap, >= 20.
        limit: most that may be missing, in [0, 1].

    Guarantees:
        Copies make a set less diverse; the records' order and their number beyond `size` change nothing but chance.
        No text is shown, only scores.
    """

    by: tuple[str, ...] = ("language",)
    size: int = 1000
    draws: int = 100
    limit: float = 0.3

    def __post_init__(self) -> None:
        if self.size < _LEAST or self.draws < 20 or not 0 <= self.limit <= 1:
            mend = f"give size >= {_LEAST}, draws >= 20 and 0 <= limit <= 1"
            raise RecipeError("a dial of the audit is out of range", where=NAME, mend=mend)

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Compare with the control split, terms weighed by the reference split.

        Raises:
            RecipeError: either side has too few records.
        """
        if min(len(records), len(anchor.control)) < _LEAST:
            what = f"{len(records)} records and {len(anchor.control)} of the anchor's control split are too few"
            raise RecipeError(what, where=NAME, mend=f"give at least {_LEAST} on both sides")
        weighing = Weighing.of([record.payload.text() for record in (anchor.reference or anchor.control)])
        made, real = (self._drawn(part, weighing) for part in (records, anchor.control))
        parts, intervals = {}, {}
        for name, rows, others in self._slices(made[0], real[0]):
            parts[name], intervals[name] = self._missing(made[1][rows], real[1][others])
        value, interval = parts.pop(""), intervals.pop("")
        reason = f"the records say {1 - value:.0%} as many different things as the same number of the anchor's"
        if worst := max(parts, key=lambda name: parts[name], default=""):
            reason += f"; least diverse beside it is {worst}, {1 - parts[worst]:.0%}"
        return Finding(
            audit=NAME,
            value=value,
            limit=self.limit,
            interval=interval,
            reason=reason,
            parts=parts,
            intervals=intervals,
        )

    def _drawn(self, records: Sequence[Record], weighing: Weighing) -> tuple[list[Record], Vectors]:
        """At most `size` records, and their vectors."""
        places = np.random.Generator(np.random.Philox(key=_SEED)).permutation(len(records))[: self.size]
        drawn = [records[place] for place in sorted(places.tolist())]
        return drawn, weighing.vectors([record.payload.text() for record in drawn])

    def _slices(self, made: Sequence[Record], real: Sequence[Record]) -> list[tuple[str, list[int], list[int]]]:
        """Name and rows of both sides: "" for all, then each tag's values that both sides have enough of."""
        slices = [("", list(range(len(made))), list(range(len(real))))]
        for tag in self.by:
            for value in sorted({record.tags.get(tag, "") for record in real} - {""}):
                rows, others = (
                    [row for row, record in enumerate(side) if record.tags.get(tag) == value] for side in (made, real)
                )
                if min(len(rows), len(others)) >= _LEAST:
                    slices.append((f"{tag} {value}", rows, others))
        return slices

    def _missing(self, made: Vectors, real: Vectors) -> tuple[float, Interval]:
        """1 - the ratio of the scores at one size, never below 0, and its bootstrap interval."""
        size = min(len(made), len(real))
        rng = np.random.Generator(np.random.Philox(key=_SEED + 1))
        ratios = np.array([_score(made, rng, size) / _score(real, rng, size) for _ in range(self.draws)])
        low, middle, high = (max(0.0, 1 - float(part)) for part in np.quantile(ratios, (0.975, 0.5, 0.025)))
        return middle, Interval(low=low, high=high)


def _score(vectors: Vectors, rng: np.random.Generator, size: int) -> float:
    """The score of a bootstrap sample."""
    return vendi(vectors[rng.integers(0, len(vectors), size)])


def vendi(vectors: Vectors) -> float:
    """The Vendi score of unit rows, from the smaller of the two Gram matrices.

    Guarantees:
        Lies in [1, n]; n for rows at right angles, 1 for copies of one.
    """
    n, places = vectors.shape
    small = vectors @ vectors.T if n < places else vectors.T @ vectors
    shares = np.linalg.eigvalsh(small / n).clip(1e-15)
    shares /= shares.sum()
    return float(np.exp(-(shares * np.log(shares)).sum()))
