"""Learning by heart: rows that stand alone in the real table, and rows planted there on purpose, turn up again.

Planted rows ("canaries": Carlini et al. 2019, arXiv 1802.08232) are odd on purpose: each value is a real column's own,
their combination nobody's. Half of those that are drawn are planted before anything is learned, the others, their
twins, are kept aside: whatever lies nearer to the planted than to the twins was remembered.
"""

from dataclasses import dataclass

import numpy as np

from provender.core.verdict import Interval
from provender.tabular.attacks.membership import area
from provender.tabular.attacks.people import People, nearest
from provender.tabular.attacks.risk import Tried
from provender.tabular.table import Table, stacked

RARE = 0.05  # share of the real rows that stand most alone
_MOST = 4000  # rows of each kind that are looked at
_NEAR = 0.5  # of the way to the nearest other real row
_CLOSE = 0.25  # the same for planted rows, which lie far from all others


def rare_rows(people: People) -> Tried:
    """How many of the rows that stand most alone have a synthetic row much nearer than any real one.

    The rarest of those learned from are the main guesses, the rarest of the control rows the others.
    """
    learned, control = people.learned[:_MOST], people.control[:_MOST]
    real = np.vstack((learned, control))
    alone = nearest(real, real, people.named, k=2)[0][:, 1]
    told = []
    for rows, lonely in ((learned, alone[: len(learned)]), (control, alone[len(learned) :])):
        rarest = np.argsort(-lonely, kind="stable")[: max(int(RARE * len(rows)), 1)]
        rarest = rarest[lonely[rarest] > 0]
        near = nearest(rows[rarest], people.made, people.named)[0][:, 0]
        told.append((int((near < _NEAR * lonely[rarest]).sum()), len(rarest)))
    (hits, tries), (control_hits, control_tries) = told
    return Tried(hits=hits, tries=tries, control_hits=control_hits, control_tries=control_tries)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Canaries:
    """Rows to be looked for.

    Attributes:
        planted: put among the rows before anything was learned.
        twins: drawn in the same way and kept aside.
    """

    planted: Table
    twins: Table


def plant(table: Table, count: int, *, rng: np.random.Generator) -> tuple[Table, Canaries]:
    """The table with `count` odd rows put in at random places, and these with as many twins.

    Guarantees:
        Every value of a canary stands in its column of `table`; the real rows keep their order.
    """
    drawn = [array.take(rng.integers(0, len(table), 2 * count)) for array in table.arrays]
    odd = Table(table.schema, tuple(drawn))
    canaries = Canaries(planted=odd.slice(0, count), twins=odd.slice(count, count))
    places = np.sort(rng.integers(0, len(table) + 1, count))
    order = np.insert(np.arange(len(table)), places, len(table) + np.arange(count))
    return stacked([table, canaries.planted]).take(order), canaries


def exposed(people: People) -> tuple[Tried, float, Interval]:
    """How many planted rows have a synthetic row much nearer than any real one, beside their twins.

    Args:
        people: whose `others` are the planted rows and the twins.

    Returns:
        The guesses; and the area under the curve of telling planted rows from twins by their nearest synthetic row
        (0.5: nothing was remembered) with its 95 % interval.
    """
    planted, twins = people.others
    near = [nearest(rows, people.made, people.named)[0][:, 0] for rows in (planted, twins)]
    lonely = [nearest(rows, people.control, people.named)[0][:, 0] for rows in (planted, twins)]
    hits = [int((one < _CLOSE * other).sum()) for one, other in zip(near, lonely, strict=True)]
    tried = Tried(hits=hits[0], tries=len(planted), control_hits=hits[1], control_tries=len(twins))
    return tried, *area(-near[0].astype(np.float64), -near[1].astype(np.float64))
