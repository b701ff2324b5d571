"""Ghost clipping gives what row by row would: the same sum, each row's gradient at most so long."""

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from provender.tabular.descent.clipped import ROUNDING, clipped
from provender.tabular.descent.learning import shares_of, summed
from provender.tabular.descent.network import bases, features, initial, losses, taps_of
from provender.tabular.encoding.numbers import Codes
from provender.tabular.generators._network import Shape
from provender.tabular.privacy.domain import Bins, Domain, Listed

SHAPE = Shape(sizes=(2, 5, 7, 3, 20), embedding=4, context=8, hidden=6)
DOMAINS = [Listed(names=tuple("abcdefghijklmnopqrst"[:size])) for size in SHAPE.sizes[:-1]]


def learner() -> tuple[dict[str, Any], tuple[Any, ...], Codes]:
    """Weights that nothing is 0 in, a base and rows."""
    rng = np.random.default_rng(0)
    domains: list[Domain] = [*DOMAINS, Bins(edges=tuple(float(edge) for edge in range(21)))]
    weights = {
        name: (value + rng.normal(0, 0.3, value.shape)).astype(np.float32)
        for name, value in initial(SHAPE, rng).items()
    }
    weights["codes"] = features(domains, SHAPE.embedding, rng)
    base = bases(SHAPE, [np.full((2, size), 1 / size) for size in SHAPE.sizes])
    codes = np.column_stack([rng.integers(0, size, 40) for size in SHAPE.sizes]).astype(np.int32)
    return {name: jnp.array(value, jnp.float32) for name, value in weights.items()}, base, codes


def one_by_one(params: dict[str, Any], base: tuple[Any, ...], codes: Codes) -> dict[str, Any]:
    """(b, ...) the gradient of each row, by autodiff."""
    learned = {name: value for name, value in params.items() if name != "codes"}

    def lost(weights: Any, row: Any) -> Any:
        whole = {**weights, "codes": params["codes"]}
        return losses(whole, row[:, None], base, shape=SHAPE, taps=taps_of(SHAPE, 1))[0][0]

    found: dict[str, Any] = jax.jit(jax.vmap(jax.grad(lost), in_axes=(None, 0)))(learned, jnp.array(codes))
    return found


@pytest.mark.parametrize("clip", [0.3, 2.0, 1e4])
def test_the_clipped_sum_is_the_sum_of_clipped_gradients(clip: float) -> None:
    params, base, codes = learner()
    each = one_by_one(params, base, codes)
    norms = np.sqrt(sum((np.asarray(value) ** 2).reshape(len(codes), -1).sum(axis=1) for value in each.values()))
    there = (np.arange(len(codes)) % 3 > 0).astype(np.float32)

    told = clipped(params, jnp.array(codes.T), jnp.array(there), base, shape=SHAPE, clip=clip)

    weights = there * np.minimum(clip * (1 - ROUNDING) / norms, 1.0)
    assert set(told) == set(each)
    for name, value in each.items():
        expected = np.tensordot(weights, np.asarray(value), 1)
        np.testing.assert_allclose(told[name], expected, rtol=2e-4, atol=2e-5 * clip if clip < 10 else 2e-4)


def test_one_person_moves_a_sum_by_at_most_one() -> None:
    params, base, codes = learner()
    summing = partial(summed, params=params, base=base, shape=SHAPE)
    many = np.concatenate([codes] * 40)  # several chunks, so that one more moves everybody's place

    moved = [np.linalg.norm(summing(many) - summing(np.delete(many, at, axis=0))) for at in (0, 511, 700, 1599)]

    assert abs(max(moved) - (1.0 - ROUNDING)) < 1e-4  # what floats add: a hundredth of what is kept back for it
    assert min(moved) > 0.5
    assert not summing(codes[:0]).any()


def test_shares_are_those_of_the_counts_and_none_is_nothing() -> None:
    counts = [np.array([[50, 30, 20], [0, -8, 108]]), np.array([[90, 10], [55, 45]])]

    first, one, other = shares_of(counts, 4.0)

    assert np.allclose(first, 0.5)
    assert np.allclose(one[0], [0.5, 0.3, 0.2], atol=0.02)
    assert np.allclose(other[1], [0.55, 0.45], atol=0.02)
    assert min(share.min() for share in (first, one, other)) > 0
    assert all(np.allclose(share.sum(axis=1), 1) for share in (first, one, other))
    assert np.allclose(shares_of([np.array([[-5, -9], [-1, -2]])], 4.0)[1], 0.5)
