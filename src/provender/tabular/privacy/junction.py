"""A joint distribution over many columns as tables over few: a junction tree, fitted to noisy counts.

The distribution is the one of most entropy among those nearest to the counts, weighed by their noise (McKenna, Sheldon
and Miklau 2019, "Graphical-model based estimation and inference for differential privacy"), found by entropic mirror
descent whose step is doubled where it may be and halved where it must be. Everything is numpy on a few thousand
cells, so a step takes a millisecond; a compiled step would have to be compiled anew for each choice of cliques.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import NamedTuple, TypeAlias

import numpy as np

from provender.tabular.encoding.numbers import Codes, Floats

Clique: TypeAlias = tuple[int, ...]
"""Columns, ascending."""

_HALVINGS = 40
_SETTLED = 1e-5  # gain of a step, of what is left to explain, below which there is nothing more to find


class Counted(NamedTuple):
    """Noisy counts of the cells of some columns.

    Attributes:
        columns: ascending.
        counts: one axis a column.
        weight: 1 / variance of each count.
    """

    columns: Clique
    counts: Floats
    weight: float


class Branch(NamedTuple):
    """A clique's place in the tree: who is above it, -1 for the root, and the columns that both have."""

    at: int
    above: int
    shared: Clique


@dataclass(frozen=True, eq=False, kw_only=True)
class Tree:
    """Cliques joined so that whoever two of them share stands in all between them.

    Attributes:
        sizes: codes of each column.
        cliques: none inside another.
        branches: one a clique, each after the one above it.
    """

    sizes: tuple[int, ...]
    cliques: tuple[Clique, ...]
    branches: tuple[Branch, ...]

    @property
    def cells(self) -> int:
        """Cells of all cliques together: what a step costs."""
        return sum(prod(self.shape(clique)) for clique in self.cliques)

    def shape(self, columns: Iterable[int]) -> tuple[int, ...]:
        """The sizes of columns."""
        return tuple(self.sizes[column] for column in columns)

    def home(self, columns: Iterable[int]) -> int | None:
        """The smallest clique that holds all of these columns; None where there is none."""
        wanted = set(columns)
        fits = [at for at, clique in enumerate(self.cliques) if wanted <= set(clique)]
        return min(fits, key=lambda at: prod(self.shape(self.cliques[at])), default=None)

    def spread(self, table: Floats, columns: Clique, over: Clique) -> Floats:
        """A table as one that can be broadcast over more columns."""
        return table.reshape([self.sizes[column] if column in columns else 1 for column in over])


def tree_of(sizes: Sequence[int], groups: Iterable[Clique]) -> Tree:
    """The junction tree in which every group of columns has a home: columns are put away cheapest first."""
    beside: list[set[int]] = [set() for _ in sizes]
    for group in groups:
        for one, other in combinations(group, 2):
            beside[one].add(other)
            beside[other].add(one)
    found: list[frozenset[int]] = []
    left = set(range(len(sizes)))
    while left:
        column = min(left, key=lambda c: (_filled(c, beside, sizes), c))
        near = beside[column]
        found.append(frozenset({column, *near}))
        for one in near:
            beside[one] |= near - {one}
            beside[one].discard(column)
        left.discard(column)
    whole = {clique for clique in found if not any(clique < other for other in found)}
    cliques = tuple(sorted(tuple(sorted(clique)) for clique in whole))
    return Tree(sizes=tuple(sizes), cliques=cliques, branches=_branches(cliques))


def _filled(column: int, beside: Sequence[set[int]], sizes: Sequence[int]) -> tuple[float, float]:
    """What putting a column away costs: the cells it binds if neighbours must be joined for it, then all its cells."""
    near = beside[column]
    cells = prod(float(sizes[other]) for other in (*near, column))
    joined = all(other in beside[one] for one, other in combinations(near, 2))
    return (0.0 if joined else cells), cells


def _branches(cliques: Sequence[Clique]) -> tuple[Branch, ...]:
    """A tree over cliques that share most (Prim's way), from the first on."""
    told = [Branch(0, -1, ())]
    outside = set(range(1, len(cliques)))
    nearest = {at: (len(set(cliques[at]) & set(cliques[0])), 0) for at in outside}
    while outside:
        at = max(outside, key=lambda c: (nearest[c][0], -c))
        above = nearest[at][1]
        told.append(Branch(at, above, tuple(c for c in cliques[at] if c in cliques[above])))
        outside.discard(at)
        for other in outside:
            nearest[other] = max(nearest[other], (len(set(cliques[other]) & set(cliques[at])), at))
    return tuple(told)


@dataclass(frozen=True, eq=False, kw_only=True)
class Joint:
    """A distribution over the columns of a tree, times a total.

    Attributes:
        tree: its cliques.
        total: rows that it stands for, > 0.
        logs: for each clique the logarithms of its factor.
    """

    tree: Tree
    total: float
    logs: tuple[Floats, ...]

    def expected(self) -> tuple[Floats, ...]:
        """Expected counts of each clique's cells, by passing messages up and down the tree."""
        tree = self.tree
        told = list(self.logs)
        sent: dict[int, Floats] = {}
        for at, above, shared in reversed(tree.branches):
            if above >= 0:
                sent[at] = _log_sums(told[at], tree.cliques[at], shared)
                told[above] = told[above] + tree.spread(sent[at], shared, tree.cliques[above])
        for at, above, shared in tree.branches:
            if above >= 0:
                news = _log_sums(told[above], tree.cliques[above], shared) - sent[at]
                told[at] = told[at] + tree.spread(news, shared, tree.cliques[at])
        scale = _log_sums(told[0], tree.cliques[0], ())
        return tuple(np.exp(logs - scale) * self.total for logs in told)

    def fitted(self, seen: Sequence[Counted], *, steps: int) -> "Joint":
        """The distribution after at most `steps` steps towards noisy counts; each needs a home in the tree."""
        homed = [(home, each) for each in seen if (home := self.tree.home(each.columns)) is not None]
        assert len(homed) == len(seen), "counts without a clique"
        now, means = self, self.expected()
        loss, slopes = self._misses(means, homed)
        pace = 1.0 / (self.total * max(each.weight for each in seen))
        for step in range(steps):
            pace *= 2
            for _ in range(_HALVINGS):
                logs = tuple(one - pace * slope for one, slope in zip(now.logs, slopes, strict=True))
                then = Joint(tree=self.tree, total=self.total, logs=logs)
                there = then.expected()
                gain = sum(float((s * (a - b)).sum()) for s, a, b in zip(slopes, means, there, strict=True))
                less, steeper = self._misses(there, homed)
                if loss - less >= gain / 2:
                    break
                pace /= 2
            settled = step > 20 and loss - less < _SETTLED * less
            now, means, loss, slopes = then, there, less, steeper
            if settled:
                break
        return now

    def _misses(self, means: Sequence[Floats], homed: Sequence[tuple[int, Counted]]) -> tuple[float, list[Floats]]:
        """Half the weighed squared distance to the counts, and its slope by each clique's expected counts."""
        loss = 0.0
        slopes = [np.zeros_like(mean) for mean in means]
        for home, (columns, counts, weight) in homed:
            clique = self.tree.cliques[home]
            miss = summed(means[home], clique, columns) - counts
            loss += weight * float((miss * miss).sum()) / 2
            slopes[home] += self.tree.spread(weight * miss, columns, clique)
        return loss, slopes

    def within(self, tree: Tree) -> "Joint":
        """The same distribution over a tree in which each of its cliques has a home."""
        logs = [np.zeros(tree.shape(clique)) for clique in tree.cliques]
        for clique, mine in zip(self.tree.cliques, self.logs, strict=True):
            home = tree.home(clique)
            assert home is not None, "a clique without a home"
            logs[home] = logs[home] + tree.spread(mine, clique, tree.cliques[home])
        return Joint(tree=tree, total=self.total, logs=tuple(logs))


def uniform(tree: Tree, total: float) -> Joint:
    """All cells alike."""
    return Joint(tree=tree, total=total, logs=tuple(np.zeros(tree.shape(clique)) for clique in tree.cliques))


def summed(table: Floats, columns: Clique, kept: Clique) -> Floats:
    """A table summed over the columns that are not kept."""
    gone = tuple(place for place, column in enumerate(columns) if column not in kept)
    return table.sum(axis=gone) if gone else table


def _log_sums(logs: Floats, columns: Clique, kept: Clique) -> Floats:
    """Logarithms of sums of exponentials, over the columns that are not kept."""
    gone = tuple(place for place, column in enumerate(columns) if column not in kept)
    if not gone:
        return logs
    top = logs.max(axis=gone, keepdims=True)
    return np.asarray(np.log(np.exp(logs - top).sum(axis=gone)) + top.squeeze(gone))


def pairs(tree: Tree, means: Sequence[Floats], *, core: Clique = ()) -> Iterator[tuple[Clique, Floats]]:
    """Expected counts of every pair of columns with those of `core`, each once: these columns, ascending, and a table.

    Args:
        core: columns that stand in every clique.
    """
    for column in range(len(tree.sizes)):
        if column not in core:
            yield from _pairs_of(column, tree, means, core).items()


def _pairs_of(column: int, tree: Tree, means: Sequence[Floats], core: Clique) -> Mapping[Clique, Floats]:
    """Those of one column with the columns after it: its joint with each clique, carried along the tree."""
    start = tree.home((column,))
    assert start is not None, "a column without a clique"
    place = tree.cliques[start].index(column)
    alone = np.eye(tree.sizes[column]).reshape(
        [tree.sizes[column], *(tree.sizes[column] if at == place else 1 for at in range(means[start].ndim))]
    )
    joints = {start: means[start] * alone}
    found: dict[Clique, Floats] = {}
    waiting = [start]
    while waiting:
        at = waiting.pop()
        clique = tree.cliques[at]
        for other in clique:
            if other > column and other not in core:
                axes = (column, *(c for c in clique if c == other or c in core))
                table = np.transpose(_kept(joints[at], clique, axes[1:]), np.argsort(axes))
                found.setdefault(tuple(sorted(axes)), table)
        for beside, shared in _neighbours(tree, at):
            if beside not in joints:
                joints[beside] = _carried(
                    _kept(joints[at], clique, shared), shared, tree.cliques[beside], mean=means[beside], tree=tree
                )
                waiting.append(beside)
    return found


def _kept(joint: Floats, clique: Clique, kept: Clique) -> Floats:
    """A joint of a column (first axis) and a clique, summed over what is not kept of the clique."""
    gone = tuple(place + 1 for place, column in enumerate(clique) if column not in kept)
    return joint.sum(axis=gone) if gone else joint


def _carried(joint: Floats, shared: Clique, clique: Clique, *, mean: Floats, tree: Tree) -> Floats:
    """A joint with what two cliques share, as one with all of the second, whose expected counts are `mean`."""
    below = tree.spread(summed(mean, clique, shared), shared, clique)
    given = mean / np.maximum(below, 1e-300)
    wide = [len(joint), *(tree.sizes[column] if column in shared else 1 for column in clique)]
    return np.asarray(joint.reshape(wide) * given)


def _neighbours(tree: Tree, at: int) -> list[tuple[int, Clique]]:
    """The cliques above and below one, each with what it shares."""
    return [
        (branch.above if branch.at == at else branch.at, branch.shared)
        for branch in tree.branches
        if at in (branch.at, branch.above) and branch.above >= 0
    ]


@dataclass(frozen=True, eq=False, kw_only=True)
class Drawer:
    """Draws rows: the root's columns together, then each clique's others given what it shares with the one above.

    Attributes:
        columns: how many a row has.
        steps: for each clique its shared columns, its new ones, their sizes, and (shared cells, new cells) cumulative
            shares, each row raised by its number so that one search serves all rows.
    """

    columns: int
    steps: tuple[tuple[Clique, Clique, tuple[int, ...], tuple[int, ...], Floats], ...]

    def __call__(self, rng: np.random.Generator, count: int) -> Codes:
        """(count, columns) codes."""
        rows = np.zeros((count, self.columns), np.int32)
        for shared, new, above, sizes, ends in self.steps:
            group = np.zeros(count, np.int64)
            for column, size in zip(shared, above, strict=True):
                group = group * size + rows[:, column]
            wide = prod(sizes)
            cells = np.searchsorted(ends, rng.random(count) + group, "right") - group * wide
            cells = np.clip(cells, 0, wide - 1)
            for column, size in zip(reversed(new), reversed(sizes), strict=True):
                rows[:, column] = cells % size
                cells //= size
        return rows


def drawer(tree: Tree, means: Sequence[Floats]) -> Drawer:
    """What draws from a distribution of expected counts."""
    steps = []
    for at, _, shared in tree.branches:
        clique = tree.cliques[at]
        new = tuple(column for column in clique if column not in shared)
        moved = np.transpose(means[at], [clique.index(column) for column in (*shared, *new)])
        flat = moved.reshape(prod(tree.shape(shared)), -1)
        ends = np.cumsum(flat, axis=1)
        ends /= np.maximum(ends[:, -1:], 1e-300)
        raised = ends + np.arange(len(ends))[:, None]
        steps.append((shared, new, tree.shape(shared), tree.shape(new), raised.ravel()))
    return Drawer(columns=len(tree.sizes), steps=tuple(steps))
