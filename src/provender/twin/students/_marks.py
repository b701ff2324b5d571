"""Average precision as COCO defines it, at one overlap, over any part of the things and pictures.

`pycocotools` (T.-Y. Lin and others, Microsoft COCO, 2014): the detections of a picture are matched by falling score,
each to the free thing with which it overlaps most, if by as much as is wanted; things that are not counted are matched
last, and what is matched to one counts neither as right nor as wrong. Precision, made to fall with recall, is averaged
over the recalls 0, 0.01 ... 1.
"""

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provender.twin.maps.map import Floats

OVERLAP = 0.5
MOST = 100  # detections of a class in a picture
_RECALLS = np.linspace(0.0, 1.0, 101)
_SURE = 1e-10  # an overlap of 1 is enough where 1 is asked for

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]


class Boxes(NamedTuple):
    """Boxes of one class: the picture (k,) that each is in, and x, y, x, y (k, 4)."""

    of: Places
    boxes: Floats

    def those(self, which: "Flags | Places") -> "Boxes":
        """Some of them."""
        return Boxes(self.of[which], self.boxes[which])


class Matched(NamedTuple):
    """The detections of one class by falling score: their pictures, whether each is right, and whether it counts."""

    of: Places
    right: Flags
    counts: Flags


def overlaps(one: Floats, two: Floats) -> Floats:
    """(k, m) area in common over area in either, of boxes (k, 4) and (m, 4).

    >>> overlaps(np.array([[0.0, 0, 2, 2]]), np.array([[1.0, 0, 3, 2]])).round(3).tolist()
    [[0.333]]
    """
    low = np.maximum(one[:, None, :2], two[None, :, :2])
    high = np.minimum(one[:, None, 2:], two[None, :, 2:])
    common = np.maximum(high - low, 0).prod(2)
    areas = [np.maximum(boxes[:, 2:] - boxes[:, :2], 0).prod(1) for boxes in (one, two)]
    whole: Floats = areas[0][:, None] + areas[1][None] - common
    share: Floats = common / np.maximum(whole, 1e-12)
    return share


def matched(found: Boxes, scores: Floats, truth: Boxes, counted: Flags) -> Matched:
    """Every detection beside the truth, of which `counted` (m,) is asked for."""
    order = np.argsort(-scores, kind="stable")
    found, right, counts = found.those(order), np.zeros(len(order), bool), np.ones(len(order), bool)
    for picture in np.unique(found.of):
        mine, theirs = np.flatnonzero(found.of == picture), np.flatnonzero(truth.of == picture)
        counts[mine[MOST:]] = False
        theirs = theirs[np.argsort(~counted[theirs], kind="stable")]
        if not len(theirs):
            continue
        taken = _taken(overlaps(found.boxes[mine[:MOST]], truth.boxes[theirs]), counted[theirs])
        hit = taken >= 0
        right[mine[:MOST][hit]] = counted[theirs][taken[hit]]
        counts[mine[:MOST][hit]] = counted[theirs][taken[hit]]
    return Matched(found.of, right, counts)


def _taken(shares: Floats, counted: Flags) -> Places:
    """(k,) the thing that each detection takes, -1 for none; those that count stand first."""
    taken, free = np.full(len(shares), -1), np.ones(shares.shape[1], bool)
    wanted = min(OVERLAP, 1 - _SURE)
    for row, share in enumerate(shares):
        for among in (counted, ~counted):
            fine = np.flatnonzero(free & among & (share >= wanted))
            if len(fine):
                taken[row] = fine[share[fine] == share[fine].max()][-1]  # of equals the last, as COCO's own loop
                free[taken[row]] = False
                break
    return taken


def average_precision(seen: Matched, wanted: float, weights: Floats | None = None) -> float:
    """The mean of precision over recall; nan where nothing is wanted.

    Args:
        wanted: how many things there are to find, weighted as their pictures are.
        weights: of each picture, 1 if left out.

    >>> seen = Matched(np.zeros(3, np.int64), np.array([True, False, True]), np.ones(3, bool))
    >>> round(average_precision(seen, 2), 4)  # 51 recalls at precision 1, 50 at 2 / 3
    0.835
    """
    if wanted <= 0:
        return float("nan")
    heavy = np.ones(len(seen.of)) if weights is None else weights[seen.of]
    heavy, right = heavy[seen.counts], seen.right[seen.counts]
    hits, misses = np.cumsum(heavy * right), np.cumsum(heavy * ~right)
    precision = hits / np.maximum(hits + misses, np.spacing(1.0))
    falling = np.maximum.accumulate(precision[::-1])[::-1]
    at = np.searchsorted(hits / wanted, _RECALLS, "left")
    return float(np.where(at < len(falling), np.append(falling, 0.0)[np.minimum(at, len(falling))], 0.0).mean())


def mean_of(values: Sequence[float]) -> float:
    """The mean of what is known; nan where nothing is."""
    known = [value for value in values if isfinite(value)]
    return float(np.mean(known)) if known else float("nan")
