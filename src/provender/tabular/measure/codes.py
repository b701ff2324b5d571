"""Frames as small whole numbers, one code a bin or name, so that whatever is counted is counted alike.

    0           missing
    1 .. most   names, the commonest first; all that are left share one code more
    1 .. bins   numbers by bins of equal count

The bins are laid by one frame alone, the yardstick: all that is held against it is then at the same distance from the
rule. Were they laid by the rows that a model learned from, those rows would look closer than any others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from provender.tabular.measure.frame import Floats, Frame

Whole: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """How a column's values become codes.

    Attributes:
        named: whether they are names.
        edges: of bins, growing; of names their codes in the frame, sorted.
        ranks: of names, the code that each of `edges` becomes.
        size: different codes, the one for missing values included.
    """

    named: bool
    edges: Floats
    ranks: Whole
    size: int

    def __call__(self, values: Floats) -> Whole:
        """(n,) codes in [0, size)."""
        gone = np.isnan(values)
        if not self.named:
            return np.where(gone, 0, 1 + np.searchsorted(self.edges, values, "right"))
        places = np.minimum(np.searchsorted(self.edges, values), max(len(self.edges) - 1, 0))
        known = self.edges[places] == values if len(self.edges) else np.zeros(len(values), bool)
        told = self.ranks[places] if len(self.ranks) else np.zeros(len(values), np.int64)
        return np.where(gone, 0, np.where(known, told, self.size - 1))


def rules(yardstick: Frame, *, bins: int, most: int) -> list[Rule]:
    """One rule a column, laid by the yardstick."""
    pairs = zip(yardstick.values.T, yardstick.named, strict=True)
    return [_names(column, most) if named else _bins(column, bins) for column, named in pairs]


def _names(values: Floats, most: int) -> Rule:
    """Names by how common they are."""
    found, counts = np.unique(values[~np.isnan(values)], return_counts=True)
    kept = np.argsort(-counts, kind="stable")[:most]
    order = np.argsort(found[kept])
    return Rule(named=True, edges=found[kept][order], ranks=1 + order.astype(np.int64), size=len(kept) + 2)


def _bins(values: Floats, bins: int) -> Rule:
    """Bins of equal count; a value that fills several of them has one of its own."""
    present = values[~np.isnan(values)]
    edges = np.unique(np.quantile(present, np.arange(1, bins) / bins)) if len(present) else np.empty(0)
    return Rule(named=False, edges=edges, ranks=np.empty(0, np.int64), size=len(edges) + 2)


def coded(frame: Frame, laid: Sequence[Rule]) -> Whole:
    """(n, k) codes of a frame."""
    columns = [rule(values) for rule, values in zip(laid, frame.values.T, strict=True)]
    return np.column_stack(columns) if columns else np.empty((len(frame), 0), np.int64)
