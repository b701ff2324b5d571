"""What to count next: columns with the outcome, then pairs with it of which the counts so far tell least.

This is AIM (McKenna, Mullins, Sheldon and Miklau 2022, arXiv 2201.12677) in three strides. All pairs are scored by one
noisy answer, where AIM draws one pair at a time by the exponential mechanism; the workload is the recipe's outcome, so
every count and every clique holds it (whether a drug helps in one disease and not in another is a count of three); and
the number of looks is fixed, so that their price is known before anything is seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import pi, prod, sqrt

import numpy as np

from provender.tabular.privacy.junction import Clique, Counted, Joint, pairs, tree_of, uniform
from provender.tabular.privacy.noise import Whole
from provender.tabular.privacy.teller import Columns, Teller

EXTRA_PAIRS = 8
MOST_CELLS = 60_000  # of all cliques together: what a step of the fit costs
STEPS, LAST_STEPS = 300, 1000
_FIRST, _SCORES, _TREE, _EXTRA = 0.3, 0.05, 0.45, 0.15  # of the budget; scores are looked at twice


def wanted(columns: int) -> list[tuple[float, int]]:
    """The looks for so many columns beside the outcome, in order: (share of the budget, number)."""
    couples = columns * (columns - 1) // 2
    extra = min(EXTRA_PAIRS, couples - (columns - 1))
    strides = [(_SCORES, couples), (_TREE, columns - 1), (_SCORES, couples), (_EXTRA, extra)]
    return [(_FIRST, max(columns, 1)), *(strides[: 2 if extra < 1 else 4] if couples else [])]


def learned(teller: Teller, outcome: Clique, *, steps: int = STEPS, last: int = LAST_STEPS) -> Joint:
    """The distribution that a teller's answers speak for.

    Args:
        teller: with the looks of `wanted` to give.
        outcome: the column that every count is taken together with; () for none.
        steps, last: of the fit after each of the first answers, and after the last.
    """
    learner = _Learner(teller=teller, outcome=outcome)
    joint = learner.first().fitted(learner.seen, steps=steps)
    for joins in (True, False):
        if teller.next.times:
            learner.stride(joint, joins=joins)
            joint = joint.within(tree_of(teller.sizes, learner.cliques)).fitted(learner.seen, steps=steps)
    return joint.fitted(learner.seen, steps=last)


@dataclass(slots=True, kw_only=True)
class _Learner:
    """Asks a teller, and keeps what it said.

    Attributes:
        teller, outcome: as `learned` takes them.
        seen: the counts so far.
    """

    teller: Teller
    outcome: Clique
    seen: list[Counted] = field(default_factory=list)

    @property
    def cliques(self) -> list[Clique]:
        """The columns that need a home together."""
        return [each.columns for each in self.seen]

    def first(self) -> Joint:
        """Every column counted with the outcome; the total is the mean of what all of them sum to."""
        others = [column for column in range(len(self.teller.sizes)) if column not in self.outcome]
        self._count([self._with(column) for column in others] or [self.outcome])
        total = max(float(np.mean([each.counts.sum() for each in self.seen])), 1.0)
        return uniform(tree_of(self.teller.sizes, self.cliques), total)

    def stride(self, joint: Joint, *, joins: bool) -> None:
        """Score all pairs, and count those of which most is to be learned.

        Args:
            joins: whether only pairs count that join columns not joined before: a spanning tree.
        """
        expected = dict(pairs(joint.tree, joint.expected(), core=self.outcome))
        told: dict[Columns, Whole] = {some: np.rint(table).astype(np.int64).ravel() for some, table in expected.items()}
        distances = self.teller.distances(told)
        looks = self.teller.next
        blur = sqrt(2 / pi) * looks.sigma  # what noise alone will put a cell's count off by
        gains = {
            group: far - blur * expected[group].size
            for group, far in zip(expected, distances.tolist(), strict=True)
            if group not in self.cliques
        }
        self._count(self._chosen(gains, looks.times, joins=joins))

    def _chosen(self, gains: Mapping[Clique, float], most: int, *, joins: bool) -> list[Clique]:
        """The groups with the greatest gains, above 0, that can be paid for in cells."""
        part = list(range(len(self.teller.sizes)))
        found: list[Clique] = []
        for group in sorted(gains, key=lambda group: (-gains[group], group)):
            one, other = (part[column] for column in group if column not in self.outcome)
            if len(found) == most or gains[group] <= 0:
                break
            if (joins and one == other) or not self._fits([*found, group]):
                continue
            found.append(group)
            part = [one if its == other else its for its in part]
        return found

    def _fits(self, groups: Sequence[Clique]) -> bool:
        """Whether a tree with these groups is small enough."""
        if any(prod(self.teller.sizes[column] for column in group) > MOST_CELLS for group in groups):
            return False
        return tree_of(self.teller.sizes, [*self.cliques, *groups]).cells <= MOST_CELLS

    def _count(self, groups: Sequence[Clique]) -> None:
        """Ask for the counts of groups of columns."""
        tables, sigma = self.teller.counts(groups)
        for group, table in zip(groups, tables, strict=True):
            counts = table.reshape([self.teller.sizes[column] for column in group]).astype(np.float64)
            self.seen.append(Counted(group, counts, sigma**-2))

    def _with(self, *columns: int) -> Clique:
        """Columns and the outcome, ascending."""
        return tuple(sorted({*self.outcome, *columns}))
