"""A generator of codes and the critic that it learns from, in JAX: a conditional Wasserstein GAN with gradient penalty.

The game is that of Gulrajani et al. 2017 (arXiv 1704.00028). Rows are made given some of their columns, and sampled so
in training (Xu et al. 2019, arXiv 1907.00503); the critic may judge several rows at once, so that a generator which
makes too few kinds of rows is found out (PacGAN: Lin et al. 2018, arXiv 1712.04086). What is our own:

- any columns are given, not one: the generator fills a row in rounds, each given what the earlier ones drew, and what
  one column says of another no longer hangs on one draw of noise;
- rows are codes on both sides, drawn hard and learned through their soft shadow (straight through: Bengio, Leonard and
  Courville 2013, arXiv 1308.3432), so that atoms, gaps and stored decimals betray nobody;
- the critic reads numbers as waves over their ranks, which keeps it narrow;
- one batch serves both players, and a whole pass over the rows is one compiled loop.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import optax

from provender.tabular.networks.even import picked

Params: TypeAlias = Mapping[str, Any]
Sight: TypeAlias = tuple[Any, ...]
"""For each column (size, width): what both players see of each of its codes."""

_SLOPE = 0.2  # of the critic's leaky units
_PENALTY = 10.0
_FLOOR = 0.05  # of the rates at the end
_PART = 2000  # rows over which heads are balanced at once,
_TIMES = 5  # and how often


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """Who plays, and how; hashable, so that what was compiled for it is found again.

    Attributes:
        sizes: codes of each column.
        widths: numbers that are seen of each column.
        noise: deviates that a row is made of.
        hidden: width of both layers of both players.
        pac: rows judged at once; divides `batch`.
        batch: rows a step.
        steps: after which the rates have fallen to a twentieth, as half a cosine.
        rate, critic_rate: of the generator's and the critic's learning (two time scales: Heusel et al. 2017).
        average: of the generator's weights kept in each step by their running mean.
        rounds: in which a row is filled.
    """

    sizes: tuple[int, ...]
    widths: tuple[int, ...]
    noise: int = 128
    hidden: int = 256
    pac: int = 1
    batch: int = 100
    steps: int = 10_000
    rate: float = 5e-4
    critic_rate: float = 2e-3
    average: float = 0.999
    rounds: int = 5

    @property
    def ends(self) -> tuple[int, ...]:
        """Where each column's codes begin, and where the last end."""
        return tuple(np.cumsum([0, *self.sizes]).tolist())

    @property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """Columns that are drawn together, round by round."""
        parts = np.array_split(np.arange(len(self.sizes)), min(self.rounds, len(self.sizes)))
        return tuple(tuple(part.tolist()) for part in parts)

    @property
    def begins(self) -> tuple[int, ...]:
        """Where what is seen of each round's columns begins, and where that of the last ends."""
        ends = np.cumsum([0, *self.widths])
        return (*(int(ends[group[0]]) for group in self.groups), int(ends[-1]))


def players(game: Game, counts: Sequence[npt.NDArray[np.int64]], *, key: Any) -> tuple[Params, Params]:
    """Generator and critic to start from; the generator's heads already say how often each code is."""
    keys = jax.random.split(key, 6)
    shares = np.concatenate([np.log((seen + 0.5) / (seen + 0.5).sum()) for seen in counts])
    row, rounds = sum(game.widths), len(game.groups)
    generator = {
        "w1": _layer(keys[0], game.noise + row, game.hidden),
        "t1": jnp.zeros((rounds, game.hidden)),
        "b1": jnp.zeros(game.hidden),
        "w2": _layer(keys[1], game.hidden, game.hidden),
        "b2": jnp.zeros(game.hidden),
        "w3": _layer(keys[2], game.hidden, sum(game.sizes)) * 0.5,
        "b3": jnp.array(shares, jnp.float32),
    }
    critic = {
        "w1": _layer(keys[3], game.pac * (row + rounds), game.hidden),
        "b1": jnp.zeros(game.hidden),
        "w2": _layer(keys[4], game.hidden, game.hidden),
        "b2": jnp.zeros(game.hidden),
        "w3": _layer(keys[5], game.hidden, 1),
    }
    return generator, critic


def _layer(key: Any, inputs: int, outputs: int) -> Any:
    """Weights that keep a signal's size (He et al. 2015)."""
    return jax.random.normal(key, (inputs, outputs)) * np.sqrt(2 / inputs)


def _steady(values: Any) -> Any:
    """Rows of mean square one (Zhang and Sennrich 2019): what a row becomes does not depend on its batch."""
    return values * jax.lax.rsqrt(jnp.mean(values**2, axis=-1, keepdims=True) + 1e-6)


def _told(generator: Params, view: Any, number: int, game: Game) -> Any:
    """(b, hidden) what the columns of earlier rounds say to the first layer."""
    row = game.noise + game.begins[number]
    return view[:, : game.begins[number]] @ generator["w1"][game.noise : row] + generator["t1"][number]


def _thought(generator: Params, noise: Any, told: Any) -> Any:
    """(b, hidden) the second layer."""
    first = jax.nn.relu(_steady(noise @ generator["w1"][: len(noise[0])] + told) + generator["b1"])
    return first + jax.nn.relu(_steady(first @ generator["w2"]) + generator["b2"])


def _heads(generator: Params, thought: Any, number: int, game: Game) -> list[Any]:
    """(b, size) what is thought of every code, for each column of a round."""
    group = game.groups[number]
    start, end = game.ends[group[0]], game.ends[group[-1] + 1]
    told = thought @ generator["w3"][:, start:end] + generator["b3"][start:end]
    return list(jnp.split(told, [game.ends[column] - start for column in group[1:]], axis=-1))


def logits(generator: Params, noise: Any, view: Any, number: int, *, game: Game) -> list[Any]:
    """(b, size) what the generator thinks of every code, for each column of a round.

    Args:
        noise: (b, noise) normal deviates.
        view: (b, width) what is seen of rows; only the columns of earlier rounds are looked at.
    """
    return _heads(generator, _thought(generator, noise, _told(generator, view, number, game)), number, game)


def seen(codes: Any, sight: Sight) -> Any:
    """(b, width) what the critic sees of (columns, b) codes."""
    return jnp.concatenate([look[code] for look, code in zip(sight, codes, strict=True)], axis=-1)


def _drawn(heads: Sequence[Any], sight: Sequence[Any], chances: Any) -> list[Any]:
    """(b, width) what is seen of each column drawn from what is thought of it, learned through the soft shadow."""
    parts = []
    for mine, look, chance in zip(heads, sight, chances, strict=True):
        soft = jax.nn.softmax(mine)
        sums = np.triu(np.ones((mine.shape[1], mine.shape[1] - 1), np.float32))  # faster than a cumulative sum
        hard = look[(jax.lax.stop_gradient(soft) @ sums < chance).sum(axis=-1)]
        shadow = soft @ look
        parts.append(shadow + jax.lax.stop_gradient(hard - shadow))
    return parts


def _judged(critic: Params, first: Any) -> Any:
    """(b / pac,) the critic's word on packs of rows, from what they say to its first layer."""
    one = jax.nn.leaky_relu(first + critic["b1"], _SLOPE)
    two = jax.nn.leaky_relu(one @ critic["w2"] + critic["b2"], _SLOPE)
    return (two @ critic["w3"])[:, 0]


def _critic_loss(critic: Params, real: Any, made: Any, key: Any) -> Any:
    """The critic's side of the game, with its penalty at points between rows.

    The first layer is linear: what a point between two rows says to it lies between what they say.
    """
    share = jax.random.uniform(key, (len(real), 1))
    told = jnp.concatenate((real, made)) @ critic["w1"]
    one, two = jnp.split(told, 2)
    slopes = jax.grad(lambda first: _judged(critic, first).sum())(share * one + (1 - share) * two) @ critic["w1"].T
    steep = jnp.sqrt((slopes**2).sum(axis=1) + 1e-12)
    return (_judged(critic, two) - _judged(critic, one)).mean() + _PENALTY * ((steep - 1) ** 2).mean()


def _packed(parts: Sequence[Any], game: Game) -> Any:
    """(b / pac, width) the rows of a step as the critic is shown them.

    Args:
        parts: (b, width) for each round, of its rows, those columns that are known after it.
    """
    whole = []
    for number, part in enumerate(parts):
        sign = jnp.zeros((len(part), len(game.groups))).at[:, number].set(1)
        rest = jnp.zeros((len(part), sum(game.widths) - part.shape[1]))
        whole.append(jnp.concatenate((part, rest, sign), axis=1))
    return jnp.concatenate(whole).reshape(game.batch // game.pac, -1)


def _optimisers(game: Game) -> tuple[Any, Any]:
    """Adam with little memory, as such games want it, for generator and critic."""
    rates = [optax.cosine_decay_schedule(rate, game.steps, _FLOOR) for rate in (game.rate, game.critic_rate)]
    return optax.adam(rates[0], b1=0.5, b2=0.9), optax.adam(rates[1], b1=0.5, b2=0.9)


@partial(jax.jit, static_argnames=("game",), donate_argnums=(0,))
def _epoch(state: Any, rows: Any, sight: Sight, key: Any, *, game: Game) -> Any:
    """One pass over (columns, n) codes."""
    shuffle, rest = jax.random.split(key)
    order = jax.random.permutation(shuffle, rows.shape[1])
    batches = order[: len(order) // game.batch * game.batch].reshape(-1, game.batch)
    makers, critics = _optimisers(game)

    cuts = np.cumsum([len(part) for part in np.array_split(np.arange(game.batch), len(game.groups))])[:-1].tolist()

    def step(state: Any, turn: Any) -> Any:
        generator, mean, critic, maker, judge, done = state
        at, key = turn
        deviates, draw, mix = jax.random.split(key, 3)
        views = jnp.split(seen(rows[:, at], sight), cuts)  # as many rows for each round
        noise = jax.random.normal(deviates, (game.batch, game.noise))
        chances = jnp.split(jax.random.uniform(draw, (len(game.sizes), game.batch, 1)), cuts, axis=1)

        def make(generator: Params) -> Any:
            told = [_told(generator, view, number, game) for number, view in enumerate(views)]
            thought = jnp.split(_thought(generator, noise, jnp.concatenate(told)), cuts)
            made = []
            for number, group in enumerate(game.groups):
                which = slice(group[0], group[-1] + 1)
                heads = _heads(generator, thought[number], number, game)
                drawn = _drawn(heads, sight[which], chances[number][which])
                made.append(jnp.concatenate((views[number][:, : game.begins[number]], *drawn), axis=1))
            return _packed(made, game)

        made, back = jax.vjp(make, generator)
        real = _packed([view[:, : game.begins[number + 1]] for number, view in enumerate(views)], game)
        lost, slope = jax.value_and_grad(_critic_loss)(critic, real, made, mix)
        change, judge = critics.update(slope, judge, critic)
        critic = optax.apply_updates(critic, change)
        (slope,) = back(jax.grad(lambda made: -_judged(critic, made @ critic["w1"]).mean())(made))
        change, maker = makers.update(slope, maker, generator)
        generator = optax.apply_updates(generator, change)
        kept = jnp.minimum(game.average, (1 + done) / (10 + done))
        mean = jax.tree.map(lambda old, new: old + (1 - kept) * (new - old), mean, generator)
        return (generator, mean, critic, maker, judge, done + 1), lost

    return jax.lax.scan(step, state, (batches, jax.random.split(rest, len(batches))))


def play(codes: npt.NDArray[np.int32], sight: Sight, *, game: Game, key: Any) -> Params:
    """Play until the rates have fallen; the running mean of the generator's weights, its heads not balanced yet.

    Args:
        codes: (n, columns) of the real rows, at least `game.batch` of them.
    """
    counts = [np.bincount(column, minlength=size) for column, size in zip(codes.T, game.sizes, strict=True)]
    generator, critic = players(game, counts, key=key)
    makers, critics = _optimisers(game)
    state = (
        generator, jax.tree.map(jnp.copy, generator), critic,
        makers.init(generator), critics.init(critic), jnp.zeros(()),
    )  # fmt: skip
    rows = jnp.array(codes.T)
    for number in range(max(round(game.steps / (len(codes) // game.batch)), 1)):
        state, _ = _epoch(state, rows, sight, jax.random.fold_in(key, number), game=game)
    mean: Params = state[1]
    return mean


@partial(jax.jit, static_argnames=("game",))
def _thoughts(generator: Params, codes: Any, sight: Sight, key: Any, *, game: Game) -> Any:
    """(b, codes) what the generator thinks of each column given the columns of earlier rounds."""
    view = seen(codes.T, sight)
    found = []
    for number in range(len(game.groups)):
        noise = jax.random.normal(jax.random.fold_in(key, number), (len(codes), game.noise))
        found += logits(generator, noise, view, number, game=game)
    return jnp.concatenate(found, axis=1)


def balanced(generator: Params, codes: npt.NDArray[np.int32], sight: Sight, *, game: Game, key: Any) -> Params:
    """The generator with heads that say each code as often, over the real rows, as it is there."""
    parts = np.array_split(codes, max(len(codes) // _PART, 1))
    thoughts = np.concatenate(
        [_thoughts(generator, part, sight, jax.random.fold_in(key, at), game=game) for at, part in enumerate(parts)]
    )
    bias = np.array(generator["b3"])
    for column, (start, end) in enumerate(zip(game.ends, game.ends[1:], strict=False)):
        wanted = np.bincount(codes[:, column], minlength=end - start) + 0.5
        mine, lift = thoughts[:, start:end], np.zeros(end - start)
        for _ in range(_TIMES):
            told = np.exp(mine + lift - (mine + lift).max(axis=1, keepdims=True))
            lift += np.log(wanted / ((told / told.sum(axis=1, keepdims=True)).sum(axis=0) + 0.5))
        bias[start:end] += lift
    return {**generator, "b3": jnp.array(bias)}


@partial(jax.jit, static_argnames=("game",))
def draw(generator: Params, sight: Sight, noise: Any, draws: Any, *, game: Game) -> Any:
    """(b, columns) codes of rows, filled round by round.

    Args:
        noise: (rounds, b, noise) normal deviates, fresh in every round as in training.
        draws: (b, columns) uniform in [0, 1), evenly spread as the default generator takes them.
    """
    codes = jnp.zeros((len(draws), len(game.sizes)), jnp.int32)
    for number, group in enumerate(game.groups):
        heads = logits(generator, noise[number], seen(codes.T, sight), number, game=game)
        for column, mine in zip(group, heads, strict=True):
            chosen = picked(mine, draws[:, column])
            codes = codes.at[:, column].set(jnp.minimum(chosen, game.sizes[column] - 1))
    return codes
