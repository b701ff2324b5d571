"""Draws that are spread evenly: no gaps in a stretch, uniform one by one, columns that know nothing of each other."""

import numpy as np
import pytest

from provender.tabular.generators._points import spread, within


@pytest.mark.parametrize("stretch", [1, 2, 8, 64, 1024])
def test_every_aligned_stretch_of_draws_fills_equal_parts(stretch: int) -> None:
    drawn = spread(np.random.default_rng(0), 10, 3)

    parts = (drawn.reshape(-1, stretch, 3) * stretch).astype(int)

    assert np.array_equal(np.sort(parts, axis=1), np.broadcast_to(np.arange(stretch)[:, None], parts.shape))


def test_columns_of_draws_know_nothing_of_each_other() -> None:
    rng = np.random.default_rng(1)
    together = np.zeros((4, 4))
    for _ in range(50):
        one, other = (spread(rng, 10, 2).T * 4).astype(int)
        np.add.at(together, (one, other), 1 / 50)

    assert np.abs(together - 64).max() < 6  # of 64; a permutation of one by the other would be off by 192


def test_a_single_draw_is_uniform() -> None:
    rng = np.random.default_rng(2)
    firsts = np.sort([spread(rng, 4, 1)[3, 0] for _ in range(2000)])

    assert np.abs(firsts - np.arange(2000) / 2000).max() < 0.044  # Kolmogorov: exceeded by chance once in 1,000


def test_rows_of_one_code_share_its_width_evenly() -> None:
    codes = np.random.default_rng(3).integers(0, 5, (200, 2)).astype(np.int32)

    drawn = within(np.random.default_rng(4), codes)

    for column, code in ((0, 2), (1, 4)):
        mine = np.sort(drawn[codes[:, column] == code, column])
        assert np.array_equal((mine * len(mine)).astype(int), np.arange(len(mine)))
