"""The network: a distribution in every order, drawn as it says, the same for a seed; it learns what a copula cannot."""

from collections import Counter
from functools import partial
from itertools import permutations, product
from typing import cast

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest

from provender.core.errors import RecipeError
from provender.core.protocols import Fittable, Make
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.tabular.generators._blocks import BLOCK
from provender.tabular.generators._drawing import Drawer
from provender.tabular.generators._network import (
    Params,
    Shape,
    _whole,
    balanced,
    contexts,
    draw,
    heads,
    initial,
    losses,
)
from provender.tabular.generators._points import spread
from provender.tabular.generators.autoregressive import Autoregressive
from provender.tabular.generators.copula import Copula
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import NAMED, Rows, Table, table_of

ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
SMALL = Shape(sizes=(2, 5, 3), embedding=4, context=8, hidden=6)
EVERY_ROW = np.array(list(product(*map(range, SMALL.sizes)))).T


@pytest.fixture(scope="module")
def params() -> Params:
    """A small network with random heads."""
    rng = np.random.default_rng(0)
    counts = [rng.integers(1, 9, size) for size in SMALL.sizes]
    features = rng.normal(size=(sum(SMALL.sizes), SMALL.embedding)).astype(np.float32)
    waves = [rng.normal(size=(2, size)).astype(np.float32) for size in SMALL.sizes]
    start = initial(SMALL, counts, features, waves, key=jax.random.key(1))
    return _whole(
        {
            name: jnp.array(rng.normal(size=value.shape), jnp.float32) if name.startswith(("head", "swing")) else value
            for name, value in start.items()
        }
    )


@partial(jax.jit, static_argnames=("shape",))
def _losses(params: Params, codes: jax.Array, order: jax.Array, *, shape: Shape) -> jax.Array:
    return cast("jax.Array", losses(params, codes, order, shape=shape))


def chances(params: Params, order: tuple[int, ...]) -> npt.NDArray[np.float64]:
    """The chance of every row there is, columns known in an order."""
    return np.exp(-np.asarray(_losses(params, jnp.array(EVERY_ROW), jnp.array(order), shape=SMALL), np.float64))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_chances_of_all_rows_sum_to_one_in_every_order(params: Params, order: tuple[int, ...]) -> None:
    assert abs(chances(params, order).sum() - 1) < 1e-5


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_rows_are_drawn_as_often_as_the_network_says(params: Params, order: tuple[int, ...]) -> None:
    draws = jnp.array(np.random.default_rng(1).random((40_000, 3)), jnp.float32)

    assert _astray(params, draws, order) < 0.02  # about 0.01 by chance


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_rows_of_even_draws_are_nearer_to_what_the_network_says(params: Params, order: tuple[int, ...]) -> None:
    rng = np.random.default_rng(2)
    even = [_astray(params, jnp.array(spread(rng, 10, 3)), order) for _ in range(8)]
    plain = [_astray(params, jnp.array(rng.random((1024, 3)), jnp.float32), order) for _ in range(8)]

    assert np.mean(even) < np.mean(plain) / 2


def _astray(params: Params, draws: jax.Array, order: tuple[int, ...]) -> float:
    """Total variation between rows drawn and their chances."""
    free = {"given": jnp.full(draws.shape, -1), "leave": jnp.zeros((len(SMALL.sizes), max(SMALL.sizes)))}
    codes = np.asarray(draw(params, heads(params, SMALL), draws, jnp.array(order), **free, shape=SMALL)[0])
    counts = Counter(map(tuple, codes.tolist()))
    seen = np.array([counts[tuple(row)] for row in EVERY_ROW.T.tolist()]) / len(codes)
    return float(np.abs(seen - chances(params, order)).sum() / 2)


@pytest.mark.parametrize("column", [1, 2])
def test_candidates_make_rows_of_a_group_as_likely_as_among_all_rows(params: Params, column: int) -> None:
    """These wild heads contradict each other in other orders: what is told first misleads the rest."""
    whole = chances(params, (0, 1, 2)) * (EVERY_ROW[column] == 1)
    leave = [
        np.where(np.arange(size) == 1, 0, -np.inf) if at == column else np.zeros(size)
        for at, size in enumerate(SMALL.sizes)
    ]
    order = (column, *(at for at in range(3) if at != column))

    astray = []
    for candidates in (1, 64):
        drawer = Drawer(shape=SMALL, params=params, candidates=candidates)
        rng = np.random.default_rng(5)
        codes = np.concatenate(
            [drawer.codes(rng, leave=[each.astype(np.float32) for each in leave], first=order) for _ in range(8)]
        )
        counts = Counter(map(tuple, codes.tolist()))
        seen = np.array([counts[tuple(row)] for row in EVERY_ROW.T.tolist()]) / len(codes)
        assert (codes[:, column] == 1).all()
        astray.append(np.abs(seen - whole / whole.sum()).sum() / 2)

    assert astray[1] < min(astray[0] / 2, 0.08)


def test_given_codes_come_back_and_the_rest_is_drawn(params: Params) -> None:
    rng = np.random.default_rng(6)
    given = np.where(rng.random((BLOCK, 3)) < 0.5, -1, rng.integers(0, 2, (BLOCK, 3))).astype(np.int32)

    codes = Drawer(shape=SMALL, params=params, candidates=2).codes(rng, given=given)

    assert (codes[given >= 0] == given[given >= 0]).all()
    assert (codes >= 0).all()
    assert (codes < np.array(SMALL.sizes)).all()


def test_balanced_heads_say_each_code_as_often_as_it_is_there(params: Params) -> None:
    rng = np.random.default_rng(3)
    codes = np.column_stack([np.minimum(rng.geometric(0.4, 4000) - 1, size - 1) for size in SMALL.sizes])

    told = balanced(params, codes.astype(np.int32), shape=SMALL)

    for column, size in enumerate(SMALL.sizes):
        seen = np.bincount(codes[:, column], minlength=size) / len(codes)
        before, after = (np.abs(_said(weights, codes, column) - seen).max() for weights in (params, told))
        assert after < before / 4  # these heads are wilder than learned ones, which come within 0.001


def _said(params: Params, codes: npt.NDArray[np.int64], column: int) -> npt.NDArray[np.float64]:
    """How often, over all rows, each code of a column is expected after the codes before it."""
    every = chances(params, (0, 1, 2)).reshape(SMALL.sizes)
    joint = every.sum(axis=tuple(range(column + 1, 3)))
    given = joint / joint.sum(axis=-1, keepdims=True)
    return np.asarray(given[tuple(codes[:, :column].T)].reshape(-1, SMALL.sizes[column]).mean(axis=0))


@pytest.mark.parametrize("columns", [5, 48, 49, 64, 77])
def test_a_context_is_the_sum_of_what_came_before(columns: int) -> None:
    rng = np.random.default_rng(columns)
    told, order = rng.normal(size=(columns, 3, 4)), rng.permutation(columns)

    found = np.asarray(contexts(jnp.array(told, jnp.float32), jnp.array(order)))

    for place, column in enumerate(order):
        assert np.allclose(found[column], told[order[:place]].sum(axis=0), atol=1e-4)


def parity(count: int) -> Rows:
    """Three bits of which each follows from the other two, and from none alone; and a number beside them."""
    rng = np.random.default_rng(4)
    bits = rng.integers(0, 2, (2, count))
    columns = [*bits, bits[0] ^ bits[1]]
    arrays = [pa.array(np.where(bit, "yes", "no")).dictionary_encode().cast(NAMED) for bit in columns]
    schema = [Column(name=name, kind=Kind.CATEGORY) for name in "abc"] + [Column(name="x", kind=Kind.DECIMAL, digits=1)]
    numbers = pa.array(np.round(rng.normal(size=count) + 5 * bits[0], 1))
    return Rows(Table(Schema(tuple(schema)), (*arrays, numbers)), ORIGIN, np.arange(count))


def drawn(make: Make, start: int, count: int) -> list[Record]:
    made = list(make(Shard(seed=5, start=start, count=count)))
    return [record for record in made if isinstance(record, Record)]


def kept_parity(part: Fittable) -> float:
    """In how many of 2,000 rows the third bit follows from the others."""
    make = part.restore(part.fit(parity(3000), seed=1, noise=None))
    table = table_of(drawn(make, 0, 2000))
    rows = zip(*(table[name].to_pylist() for name in "abc"), strict=True)
    return float(np.mean([(a != b) == (c == "yes") for a, b, c in rows]))


@pytest.mark.slow
def test_it_learns_what_no_pair_of_columns_tells() -> None:
    assert kept_parity(Autoregressive(epochs=25, dropout=0.1)) > 0.97
    assert kept_parity(Copula()) < 0.6


@pytest.mark.slow
def test_a_fit_and_what_is_drawn_of_it_follow_from_the_seed() -> None:
    part = Autoregressive(epochs=2)
    one, other = (part.fit(parity(400), seed=7, noise=None) for _ in range(2))
    make = part.restore(one)

    assert one.content == other.content
    whole = drawn(make, 1000, 60)
    assert drawn(make, 1000, BLOCK - 1000) + drawn(make, BLOCK, 1060 - BLOCK) == whole
    assert {record.origin.depth for record in whole} == {1}


@pytest.mark.parametrize(
    "dials", [{"epochs": -1}, {"rate": 0.0}, {"dropout": 1.0}, {"dropout": -0.1}, {"floor": 0}, {"batch": 0}]
)
def test_dials_out_of_range_are_refused(dials: dict[str, float]) -> None:
    with pytest.raises(RecipeError, match="out of its range"):
        Autoregressive(**dials)  # type: ignore[arg-type]


def test_too_few_rows_are_refused() -> None:
    with pytest.raises(RecipeError, match="99 rows to learn from"):
        Autoregressive().fit(parity(99), seed=0, noise=None)


def test_a_table_of_identifiers_alone_is_refused() -> None:
    schema = Schema((Column(name="id", kind=Kind.IDENTIFIER, form="###"),))
    table = Table(schema, (pa.array([f"{n:03}" for n in range(200)]),))

    with pytest.raises(RecipeError, match="no column of the reference can be learned"):
        Autoregressive().fit(Rows(table, ORIGIN, np.arange(200)), seed=0, noise=None)
