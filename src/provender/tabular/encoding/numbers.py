"""Numbers as codes: values that repeat often are atoms, kept exactly; the rest lies in bins of equal count.

No code stands for fewer than `floor` rows, and the bins end at the floor-th smallest and largest value: what is rarer
has no number of its own. A bin remembers with how many decimals its values were written, so that what is drawn from
it lies on the same grid.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Codes: TypeAlias = npt.NDArray[np.int32]

MOST_ATOMS = 256
MOST_BINS = 64
_SPIKY = 4.0  # times the usual count from which a value among very many is an atom


@dataclass(frozen=True, eq=False, kw_only=True)
class Numbers:
    """The codes of a column of numbers, in the order of the numbers; a last one for missing where there is any.

    Attributes:
        lows, highs: (c,) ends of what each code stands for; equal for an atom.
        grids: (c, d) for each code the cumulative share of its values with 0, 1, ... decimals.
        counts: (size,) rows that had each code when the codes were made.
        missing: whether the last code is "missing".
    """

    lows: Floats
    highs: Floats
    grids: Floats
    counts: npt.NDArray[np.int64]
    missing: bool

    @property
    def size(self) -> int:
        """How many codes there are."""
        return len(self.counts)

    def encode(self, values: Floats) -> Codes:
        """(n,) codes of numbers, NaN being missing; what was never seen gets the nearest code.

        Guarantees:
            A value that is an atom gets the atom's code; any other, between the ends, a bin that holds it.
        """
        if not len(self.lows):
            return np.zeros(len(values), np.int32)
        is_atom = self.lows == self.highs
        atoms, bins = np.flatnonzero(is_atom), np.flatnonzero(~is_atom)
        there = ~np.isnan(values)
        codes = np.full(len(values), len(self.lows), np.int32)
        codes[there] = _nearest(values[there], self.lows[atoms], atoms) if len(atoms) else bins[0]
        if len(bins):
            away = there if not len(atoms) else there & (self.lows[np.minimum(codes, len(self.lows) - 1)] != values)
            at = np.searchsorted(self.highs[bins][:-1], values[away], "left")
            codes[away] = bins[at]
        if not self.missing:
            codes[~there] = int(np.argmax(self.counts))
        return codes

    def decode(self, codes: Codes, within: Floats) -> Floats:
        """(n,) numbers of codes: atoms exactly, bins at `within` in [0, 1) of their width, on their grid."""
        if not len(self.lows):
            return np.full(len(codes), np.nan)
        gone = codes >= len(self.lows)
        kept = np.where(gone, 0, codes)
        low, high = self.lows[kept], self.highs[kept]
        share = (within * 2.0**20) % 1.0  # bits of the draw that hardly move the place
        digits = (share[:, None] >= self.grids[kept]).sum(axis=1)
        values = _on_grid(low, high, low + within * (high - low), digits)
        finest = self.grids.shape[1] - 1
        lost = (values < low) | (values > high)
        values[lost] = _on_grid(low[lost], high[lost], (low + high)[lost] / 2, np.full(int(lost.sum()), finest))
        values = np.where(low == high, low, values)
        return np.where(gone, np.nan, values)

    def plain(self) -> dict[str, object]:
        """The codes as JSON values."""
        return {
            "lows": self.lows.tolist(),
            "highs": self.highs.tolist(),
            "grids": np.round(self.grids, 4).tolist(),
            "counts": self.counts.tolist(),
            "missing": self.missing,
        }


def _nearest(values: Floats, atoms: Floats, codes: npt.NDArray[np.int64]) -> Codes:
    """The codes of the nearest atoms."""
    right = np.minimum(np.searchsorted(atoms, values), len(atoms) - 1)
    left = np.maximum(right - 1, 0)
    nearer = np.where(values - atoms[left] <= atoms[right] - values, left, right)
    return cast("Codes", codes[nearer].astype(np.int32))


def _on_grid(low: Floats, high: Floats, values: Floats, digits: npt.NDArray[np.int64]) -> Floats:
    """Values rounded to so many decimals, and moved inside their bin where rounding left it."""
    made = values.copy()
    for count in np.unique(digits):
        rows = digits == count
        scale = 10.0 ** int(count)
        rounded = np.round(values[rows], int(count))
        inside = np.where(rounded > high[rows], np.floor(high[rows] * scale) / scale, rounded)
        made[rows] = np.round(np.where(inside < low[rows], np.ceil(low[rows] * scale) / scale, inside), int(count))
    return made


def numbers_from(plain: Mapping[str, Any]) -> Numbers:
    """Read what `Numbers.plain` wrote."""
    return Numbers(
        lows=np.array(plain["lows"], np.float64),
        highs=np.array(plain["highs"], np.float64),
        grids=np.array(plain["grids"], np.float64).reshape(len(plain["lows"]), -1 if plain["lows"] else 1),
        counts=np.array(plain["counts"], np.int64),
        missing=bool(plain["missing"]),
    )


def learn_numbers(values: Floats, *, floor: int, digits: int) -> Numbers:
    """The codes for a column.

    Args:
        values: (n,) numbers, NaN where missing.
        floor: least rows behind a code.
        digits: most decimals that a value is written with.
    """
    present = values[~np.isnan(values)]
    distinct, times = np.unique(present, return_counts=True)
    often = _atoms(times, floor)
    atoms = distinct[often]
    rest = np.repeat(distinct[~often], times[~often])
    edges = _edges(rest, floor, alone=not len(atoms))
    lows, highs = np.concatenate((atoms, edges[:-1])), np.concatenate((atoms, edges[1:]))
    order = np.argsort(lows + highs, kind="stable")
    lows, highs = lows[order], highs[order]
    missing = len(present) < len(values) or not len(values)
    bare = Numbers(
        lows=lows, highs=highs, grids=np.zeros((len(lows), digits + 1)), counts=np.ones(len(lows) + missing, np.int64),
        missing=missing,
    )  # fmt: skip
    codes = bare.encode(values)
    counts = np.bincount(codes, minlength=bare.size).astype(np.int64)
    grids = _grids(values, codes, len(lows), digits)
    return Numbers(lows=lows, highs=highs, grids=grids, counts=counts, missing=missing)


def _atoms(times: npt.NDArray[np.int64], floor: int) -> npt.NDArray[np.bool_]:
    """Which of the different values are atoms: those that repeat; of very many, those that stand out."""
    often = times >= floor
    if often.sum() <= MOST_ATOMS:
        return often
    chosen = np.zeros(len(times), bool)
    chosen[np.argsort(-times, kind="stable")[: MOST_ATOMS // 2]] = True
    return chosen & (times > _SPIKY * np.median(times))


def _edges(rest: Floats, floor: int, *, alone: bool) -> Floats:
    """Ends of bins of equal count over sorted values; none where the few values may go to the nearest atoms."""
    count = len(rest)
    if count < 3 * floor:
        return rest[[count // 4, -1 - count // 4]] if alone and count else np.empty(0)
    cuts = np.linspace(0, count, min(MOST_BINS, count // (2 * floor)) + 1).round().astype(np.int64)
    cuts[0], cuts[-1] = floor, count - floor
    edges = np.unique((rest[cuts - 1] + rest[cuts]) / 2)
    return edges if len(edges) > 1 else np.array([edges[0], np.nextafter(edges[0], np.inf)])


def _grids(values: Floats, codes: Codes, count: int, digits: int) -> Floats:
    """(count, digits + 1) cumulative shares of decimals among the values of each code."""
    there = ~np.isnan(values)
    distinct, places = np.unique(values[there], return_inverse=True)
    needed = np.full(len(distinct), digits, np.int64)
    for fewer in range(digits - 1, -1, -1):
        needed[np.round(distinct, fewer) == distinct] = fewer
    seen = np.zeros((count, digits + 1))
    np.add.at(seen, (codes[there], needed[places]), 1.0)
    seen[seen.sum(axis=1) == 0, -1] = 1.0
    shares = np.cumsum(seen, axis=1) / seen.sum(axis=1, keepdims=True)
    shares[:, -1] = 1.0
    return cast("Floats", np.round(shares, 4))
