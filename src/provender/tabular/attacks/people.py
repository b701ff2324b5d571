"""Real and synthetic rows on one scale, and how far apart they lie.

The distance is Gower's 1971: the mean over columns of 0 or 1 for names and of the difference of ranks for numbers;
a missing value lies 1 from any other and 0 from another missing one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from provender.tabular.measure.frame import Frame, frames
from provender.tabular.table import Table

Matrix: TypeAlias = npt.NDArray[np.float32]
Places: TypeAlias = npt.NDArray[np.int64]

_MISSING = -9.0  # a code that no name has
_COLUMNS = 60  # of a wide table
_CELLS = 4_000_000  # distances held at once


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Three sets of rows, (n, k) each: those learned from, those not, and the synthetic ones.

    Attributes:
        learned, control: of equal length, drawn from the real rows.
        made: synthetic.
        names: of the k columns.
        named: (k,) whether a column holds names.
        others: further rows on the same scale.
    """

    learned: Matrix
    control: Matrix
    made: Matrix
    names: tuple[str, ...]
    named: npt.NDArray[np.bool_]
    others: tuple[Matrix, ...] = ()


def people(
    learned: Table, control: Table, made: Table, *, rng: np.random.Generator, others: Sequence[Table] = (),
    most: int = 20_000, wanted: Sequence[str] = (),
) -> People:  # fmt: skip
    """Rows as numbers: names as codes, numbers by their rank among all real rows.

    Args:
        others: tables of which all rows are kept.
        most: rows taken of each set, at random; learned and control equally many, else their number tells them apart.
        wanted: columns that are looked at in any case; of many columns sixty are, at random.
    """
    told = frames([learned, control, made, *others])
    real = min(len(learned), len(control), most)
    counts = (real, real, min(len(made), most))
    sets = [_some(frame, count, rng) for frame, count in zip(told[:3], counts, strict=True)] + told[3:]
    order = np.random.default_rng(0).permutation(len(told[0].names))  # the same columns, whoever is drawn
    named_first = [told[0].names.index(name) for name in wanted if name in told[0].names]
    kept = np.sort(list(dict.fromkeys([*named_first, *order.tolist()]))[: max(_COLUMNS, len(named_first))]).astype(int)
    scale = np.vstack((told[0].values[:, kept], told[1].values[:, kept]))
    named = told[0].named[kept]
    values = [_scaled(frame.values[:, kept], scale, named) for frame in sets]
    names = tuple(told[0].names[at] for at in kept)
    known, control_, synthetic, *rest = values
    return People(learned=known, control=control_, made=synthetic, names=names, named=named, others=tuple(rest))


def _some(frame: Frame, count: int, rng: np.random.Generator) -> Frame:
    """`count` of the rows, at random."""
    return frame.take(rng.permutation(len(frame))[:count])


def _scaled(values: npt.NDArray[np.float64], scale: npt.NDArray[np.float64], named: npt.NDArray[np.bool_]) -> Matrix:
    """(n, k) codes as they are, numbers as their rank in [0, 1] among those of `scale`, steps between them kept."""
    told = np.empty(values.shape, np.float32)
    for at in range(values.shape[1]):
        column, known = values[:, at], np.unique(scale[~np.isnan(scale[:, at]), at])
        if named[at] or not len(known):
            told[:, at] = np.where(np.isnan(column), _MISSING, column)
            continue
        ranks = np.interp(column, known, np.linspace(0.0, 1.0, len(known)) if len(known) > 1 else np.zeros(1))
        told[:, at] = np.where(np.isnan(column), _MISSING, ranks)
    return told


def apart(some: Matrix, others: Matrix, named: npt.NDArray[np.bool_], at: int) -> Matrix:
    """(n, m) distances in column `at`."""
    one, two = some[:, at, None], others[None, :, at]
    if named[at]:
        return np.asarray(one != two, np.float32)
    return np.asarray(np.minimum(np.abs(one - two), 1.0))  # a missing value lies far outside the ranks


def distances(some: Matrix, others: Matrix, named: npt.NDArray[np.bool_], columns: Sequence[int]) -> Matrix:
    """(n, m) distances over `columns`, summed."""
    total = np.zeros((len(some), len(others)), np.float32)
    for at in columns:
        total += apart(some, others, named, at)
    return total


def chunks(count: int, others: int) -> list[slice]:
    """Rows in pieces whose distances to `others` fit into memory."""
    step = max(_CELLS // max(others, 1), 1)
    return [slice(start, start + step) for start in range(0, count, step)]


def nearest(
    some: Matrix, others: Matrix, named: npt.NDArray[np.bool_], columns: Sequence[int] | None = None, *, k: int = 1
) -> tuple[Matrix, Places]:
    """(n, k) distances to the k nearest of `others`, and (n, k) which they are, ties by place."""
    chosen = range(some.shape[1]) if columns is None else columns
    far = np.empty((len(some), k), np.float32)
    which = np.empty((len(some), k), np.int64)
    for piece in chunks(len(some), len(others)):
        gaps = distances(some[piece], others, named, list(chosen))
        for at in range(k):  # the first of the smallest each time: a partial sort breaks ties by the processor's width
            which[piece, at] = np.argmin(gaps, axis=1)
            rows = np.arange(len(gaps))
            far[piece, at] = gaps[rows, which[piece, at]]
            gaps[rows, which[piece, at]] = np.inf
    return far, which
