"""The GAN: the same rows for a seed, cut anywhere; rounds that know what earlier ones drew; what a game learns."""

from collections import Counter
from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pyarrow as pa
import pytest

from provender.core.errors import RecipeError
from provender.core.protocols import Make
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.tabular.encoding.encoder import learn_encoder
from provender.tabular.generators._points import spread
from provender.tabular.generators.gan import Gan, sight_of
from provender.tabular.generators.ward import SCHEMA, Ward
from provender.tabular.networks.adversary import (
    Game,
    _critic_loss,
    _judged,
    balanced,
    draw,
    logits,
    play,
    players,
    seen,
)
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import NAMED, Rows, Table, table_of

ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
BRIEF = Gan(steps=60, hidden=32, batch=50)
PLANTED = "QZXJKVWPLANTED"


def ward(count: int) -> list[Record]:
    made = list(Ward()(Shard(seed=1, start=0, count=count)))
    return [record for record in made if isinstance(record, Record)]


@pytest.fixture(scope="module")
def learned() -> Make:
    """What a short game makes of five hundred patients."""
    return BRIEF.restore(BRIEF.fit(ward(500), seed=3, noise=None))


def drawn(make: Make, start: int, count: int, seed: int = 5) -> list[Record]:
    made = list(make(Shard(seed=seed, start=start, count=count, recipe="c0ffee")))
    return [record for record in made if isinstance(record, Record)]


def test_a_fit_depends_on_rows_and_seed_alone() -> None:
    rows = ward(300)
    one, other, third = (BRIEF.fit(rows, seed=seed, noise=None) for seed in (1, 1, 2))

    assert one.content == other.content
    assert one.content != third.content
    assert one.from_data == third.from_data


@pytest.mark.parametrize("cut", [0, 1, 700, 1000])
def test_a_learned_shard_may_be_cut_anywhere(learned: Make, cut: int) -> None:
    whole = drawn(learned, 24, 1100)

    assert drawn(learned, 24, cut) + drawn(learned, 24 + cut, 1100 - cut) == whole


def test_rows_keep_the_tables_columns_gaps_and_grid(learned: Make) -> None:
    table = table_of(drawn(learned, 0, 1024))

    assert table.schema == SCHEMA
    assert table["weeks"].is_null().to_pylist() == [sex == "m" for sex in table["sex"].to_pylist()]
    values = table["weight_kg"].drop_null().to_numpy()
    assert (np.round(values, 1) == values).all()


def test_even_a_short_game_keeps_how_often_names_are(learned: Make) -> None:
    real, made = (Counter(table_of(rows)["diagnosis"].to_pylist()) for rows in (ward(500), drawn(learned, 0, 5120)))

    assert max(abs(real[name] / 500 - made[name] / 5120) for name in real) < 0.04


def small() -> tuple[Game, np.ndarray, tuple[jax.Array, ...]]:
    """A game over two names that decide each other and a number that does not."""
    rng = np.random.default_rng(0)
    names = pa.array(rng.choice(["a", "b", "c"], 600)).dictionary_encode().cast(NAMED)
    numbers = pa.array(rng.integers(0, 9, 600))
    columns = (Column(name="x", kind=Kind.CATEGORY), Column(name="y", kind=Kind.CATEGORY))
    schema = Schema((*columns, Column(name="n", kind=Kind.INTEGER)))
    table = Table(schema, (names, names, numbers.cast(pa.int64())))
    encoder = learn_encoder(table)
    sight = sight_of(encoder)
    sizes, widths = tuple(p.size for p in encoder.flat), tuple(look.shape[1] for look in sight)
    return Game(sizes=sizes, widths=widths, hidden=16, noise=4, rounds=3), encoder.encode(table), sight


def test_a_round_knows_the_columns_of_earlier_rounds_and_no_others() -> None:
    game, codes, sight = small()
    generator, _ = players(game, [np.ones(size, np.int64) for size in game.sizes], key=jax.random.key(0))
    noise = jnp.zeros((len(codes), game.noise))

    def told(column: int) -> list[np.ndarray]:
        changed = codes.copy()
        changed[:, column] = (changed[:, column] + 1) % game.sizes[column]
        return [np.asarray(each) for each in logits(generator, noise, seen(changed.T, sight), 1, game=game)]

    whole = [np.asarray(each) for each in logits(generator, noise, seen(codes.T, sight), 1, game=game)]
    assert [each.shape for each in whole] == [(len(codes), game.sizes[1])]
    assert not np.array_equal(whole[0], told(0)[0])
    assert np.array_equal(whole[0], told(1)[0])
    assert np.array_equal(whole[0], told(2)[0])


@pytest.mark.parametrize(("batch", "rounds"), [(10, 3), (2, 3), (1, 1)])
def test_a_step_shows_the_critic_every_round_of_rows_it_is_asked_for(batch: int, rounds: int) -> None:
    game, codes, sight = small()
    game = replace(game, batch=batch, rounds=rounds, steps=3)

    weights = play(codes[:20], sight, game=game, key=jax.random.key(0))

    assert all(bool(jnp.isfinite(each).all()) for each in weights.values())
    start, _ = players(game, [np.ones(size, np.int64) for size in game.sizes], key=jax.random.key(0))
    assert not np.array_equal(weights["w1"], start["w1"])


def test_the_penalty_is_taken_at_points_between_rows() -> None:
    game, *_ = small()
    _, critic = players(game, [np.ones(size, np.int64) for size in game.sizes], key=jax.random.key(0))
    rng = np.random.default_rng(0)
    real, made = (jnp.array(rng.random((5, len(critic["w1"]))), jnp.float32) for _ in range(2))
    share = jax.random.uniform(jax.random.key(1), (5, 1))

    def judged(rows: jax.Array) -> jax.Array:
        return _judged(critic, rows @ critic["w1"])

    slopes = jax.vmap(jax.grad(lambda row: judged(row[None])[0]))(share * real + (1 - share) * made)
    penalty = 10 * ((jnp.linalg.norm(slopes, axis=1) - 1) ** 2).mean()

    expected = judged(made).mean() - judged(real).mean() + penalty
    assert np.isclose(expected, _critic_loss(critic, real, made, jax.random.key(1)), rtol=1e-5)


def test_balanced_heads_say_each_code_as_often_as_it_is_there() -> None:
    game, codes, sight = small()
    generator, _ = players(game, [np.ones(size, np.int64) for size in game.sizes], key=jax.random.key(0))
    generator = balanced(generator, codes, sight, game=game, key=jax.random.key(1))
    rng = np.random.default_rng(0)
    noise = jnp.array(rng.standard_normal((3, 4096, game.noise)), jnp.float32)
    made = np.asarray(draw(generator, sight, noise, jnp.array(spread(rng, 12, 3)), game=game))

    for column in range(3):
        shares = [np.bincount(rows[:, column], minlength=game.sizes[column]) / len(rows) for rows in (codes, made)]
        assert np.abs(shares[0] - shares[1]).max() < 0.05


@pytest.mark.slow
def test_a_game_learns_that_one_name_decides_another() -> None:
    rng = np.random.default_rng(1)
    x = rng.choice(["a", "b", "c", "d"], 2000)
    y = np.array([{"a": "p", "b": "q", "c": "p", "d": "r"}[each] for each in x])
    y = np.where(rng.random(2000) < 0.02, "s", y)  # so that no dependency is found and kept by rule
    arrays = tuple(pa.array(each).dictionary_encode().cast(NAMED) for each in (x, y))
    schema = Schema((Column(name="x", kind=Kind.CATEGORY), Column(name="y", kind=Kind.CATEGORY)))
    rows = Rows(Table(schema, arrays), ORIGIN, np.arange(2000))
    part = Gan(steps=1500, hidden=64)

    made = table_of(drawn(part.restore(part.fit(rows, seed=0, noise=None)), 0, 4096))

    pairs = Counter(zip(made["x"].to_pylist(), made["y"].to_pylist(), strict=True))
    right = sum(pairs[pair] for pair in [("a", "p"), ("b", "q"), ("c", "p"), ("d", "r")])
    assert right / 4096 > 0.9  # columns drawn apart would reach about a third
    assert min(pairs[pair] for pair in [("a", "p"), ("b", "q"), ("c", "p"), ("d", "r")]) > 700


def test_nothing_rare_is_in_the_artefact() -> None:
    names = pa.array([PLANTED] + ["red", "blue"] * 200).dictionary_encode().cast(NAMED)
    schema = Schema((Column(name="c", kind=Kind.CATEGORY),))
    artefact = BRIEF.fit(Rows(Table(schema, (names,)), ORIGIN, np.arange(401)), seed=0, noise=None)

    assert PLANTED.encode() not in artefact.content
    assert set(table_of(drawn(BRIEF.restore(artefact), 0, 1000))["c"].to_pylist()) == {"red", "blue"}


@pytest.mark.parametrize("count", [0, 1, 199])
def test_too_few_rows_are_refused(count: int) -> None:
    with pytest.raises(RecipeError, match=f"{count} rows to learn from"):
        BRIEF.fit(ward(count), seed=0, noise=None)


@pytest.mark.parametrize("dials", [{"pac": 3}, {"steps": 0}, {"rate": 0.0}, {"rounds": 0}])
def test_a_dial_out_of_range_is_refused(dials: dict[str, float]) -> None:
    with pytest.raises(RecipeError, match="out of its range"):
        Gan(**dials)  # type: ignore[arg-type]
