"""Junction trees: exact sums, every pair of columns, and the distribution that noisy counts speak for."""

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.tabular.privacy.junction import Counted, Joint, drawer, pairs, summed, tree_of, uniform

SIZES = (2, 3, 2, 4, 2)
columns = st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True).map(lambda c: tuple(sorted(c)))
groups = st.lists(columns, min_size=1, max_size=5)


def random_joint(cliques: Sequence[tuple[int, ...]], seed: int) -> Joint:
    rng = np.random.default_rng(seed)
    tree = tree_of(SIZES, cliques)
    return Joint(tree=tree, total=100.0, logs=tuple(rng.normal(size=tree.shape(clique)) for clique in tree.cliques))


def full(joint: Joint) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """The whole distribution, cell by cell, by its definition."""
    logs = np.zeros(SIZES)
    for clique, mine in zip(joint.tree.cliques, joint.logs, strict=True):
        logs = logs + joint.tree.spread(mine, clique, tuple(range(len(SIZES))))
    cells = np.exp(logs)
    return np.asarray(cells / cells.sum() * joint.total)


@given(cliques=groups)
def test_every_group_has_a_home_and_shared_columns_hang_together(cliques: list[tuple[int, ...]]) -> None:
    tree = tree_of(SIZES, cliques)

    assert all(tree.home(group) is not None for group in [*cliques, *[(c,) for c in range(5)]])
    above = {branch.at: branch.above for branch in tree.branches}
    for column in range(5):
        holding = {at for at, clique in enumerate(tree.cliques) if column in clique}
        assert sum(above[at] not in holding for at in holding) == 1  # one of them is on top: the others hang below it


@given(cliques=groups, seed=st.integers(0, 99))
def test_messages_find_the_sums_of_the_whole_distribution(cliques: list[tuple[int, ...]], seed: int) -> None:
    joint = random_joint(cliques, seed)

    whole, means = full(joint), joint.expected()
    for clique, mean in zip(joint.tree.cliques, means, strict=True):
        assert np.allclose(mean, summed(whole, tuple(range(5)), clique))
    told = dict(pairs(joint.tree, means))
    assert set(told) == set(combinations(range(5), 2))
    for pair, table in told.items():
        assert np.allclose(table, summed(whole, tuple(range(5)), pair))


@given(cliques=groups, core=st.integers(0, 4), seed=st.integers(0, 99))
def test_every_pair_is_found_together_with_a_column_that_stands_everywhere(
    cliques: list[tuple[int, ...]], core: int, seed: int
) -> None:
    everywhere = [(core,), *(tuple(sorted({*clique, core})) for clique in [*cliques, *[(c,) for c in range(5)]])]
    joint = random_joint(everywhere, seed)

    told = dict(pairs(joint.tree, joint.expected(), core=(core,)))
    others = [column for column in range(5) if column != core]
    assert set(told) == {tuple(sorted((*pair, core))) for pair in combinations(others, 2)}
    for some, table in told.items():
        assert np.allclose(table, summed(full(joint), tuple(range(5)), some))


@given(cliques=groups, more=columns, seed=st.integers(0, 99))
def test_a_larger_tree_holds_the_same_distribution(
    cliques: list[tuple[int, ...]], more: tuple[int, ...], seed: int
) -> None:
    joint = random_joint(cliques, seed)

    assert np.allclose(full(joint.within(tree_of(SIZES, [*joint.tree.cliques, more]))), full(joint))


def test_exact_counts_of_a_tree_are_met_exactly() -> None:
    cliques = [(0, 1), (1, 2), (1, 3), (3, 4)]
    truth = random_joint(cliques, 5)
    whole = full(truth)
    seen = [Counted(clique, summed(whole, tuple(range(5)), clique), 1.0) for clique in cliques]

    found = uniform(tree_of(SIZES, cliques), 100.0).fitted(seen, steps=2000)

    assert np.abs(full(found) - whole).max() < 0.02


def test_counts_weigh_by_how_sure_they_are() -> None:
    sure, unsure = np.array([70.0, 30.0]), np.array([30.0, 70.0])

    found = uniform(tree_of((2,), [(0,)]), 100.0).fitted(
        [Counted((0,), sure, 1.0), Counted((0,), unsure, 1 / 9)], steps=500
    )

    assert found.expected()[0].tolist() == pytest.approx([66.0, 34.0], abs=0.1)


def test_rows_are_drawn_as_often_as_the_distribution_says() -> None:
    joint = random_joint([(0, 1, 2), (2, 3), (3, 4)], 7)

    drawn = drawer(joint.tree, joint.expected())(np.random.default_rng(0), 200_000)

    cells = np.zeros(SIZES)
    np.add.at(cells, tuple(drawn.T), 1)
    wanted = full(joint) * 2000
    worst = max(abs(cells[at] - wanted[at]) / np.sqrt(wanted[at] + 1) for at in product(*map(range, SIZES)))
    assert worst < 5  # 96 cells: a false alarm in 10,000 seeds
