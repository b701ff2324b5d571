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


def players(game: Game, counts: Sequence[npt.NDArray[np.int64]], *, key: Any) -> tuple[Params, Params]:
    """Generator and critic to start from; the generator's heads already say how often each code is."""
    keys = jax.random.split(key, 6)
    shares = np.concatenate([np.log((seen + 0.5) / (seen + 0.5).sum()) for seen in counts])
    row = sum(game.widths)
    generator = {
        "w1": _layer(keys[0], game.noise + row + len(game.widths), game.hidden),
        "b1": jnp.zeros(game.hidden),
        "w2": _layer(keys[1], game.hidden, game.hidden),
        "b2": jnp.zeros(game.hidden),
        "w3": _layer(keys[2], game.hidden, sum(game.sizes)) * 0.5,
        "b3": jnp.array(shares, jnp.float32),
    }
    critic = {
        "w1": _layer(keys[3], game.pac * (row + len(game.widths)), game.hidden),
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


def logits(generator: Params, noise: Any, told: Any) -> Any:
    """(b, codes) what the generator thinks of every code of every column."""
    first = jax.nn.relu(_steady(jnp.concatenate((noise, told), axis=1) @ generator["w1"]) + generator["b1"])
    second = first + jax.nn.relu(_steady(first @ generator["w2"]) + generator["b2"])
    return second @ generator["w3"] + generator["b3"]


def _cut(values: Any, game: Game) -> list[Any]:
    """(b, codes) as one (b, size) a column."""
    return list(jnp.split(values, list(game.ends[1:-1]), axis=-1))


def seen(codes: Any, sight: Sight) -> Any:
    """(b, width) what the critic sees of (columns, b) codes."""
    return jnp.concatenate([look[code] for look, code in zip(sight, codes, strict=True)], axis=-1)


def _drawn(thoughts: Any, sight: Sight, key: Any, game: Game) -> Any:
    """(b, width) what is seen of rows drawn from what the generator thinks, learned through the soft shadow."""
    chances = jax.random.uniform(key, (len(game.sizes), len(thoughts), 1))
    parts = []
    for mine, look, chance in zip(_cut(thoughts, game), sight, chances, strict=True):
        soft = jax.nn.softmax(mine)
        hard = look[(jnp.cumsum(soft, axis=-1)[:, :-1] < chance).sum(axis=-1)]
        shadow = soft @ look
        parts.append(shadow + jax.lax.stop_gradient(hard - shadow))
    return jnp.concatenate(parts, axis=-1)


def _judged(critic: Params, rows: Any) -> Any:
    """(b / pac,) the critic's word on packs of rows."""
    first = jax.nn.leaky_relu(rows @ critic["w1"] + critic["b1"], _SLOPE)
    second = jax.nn.leaky_relu(first @ critic["w2"] + critic["b2"], _SLOPE)
    return (second @ critic["w3"])[:, 0]


def _critic_loss(critic: Params, real: Any, made: Any, key: Any) -> Any:
    """The critic's side of the game, with its penalty."""
    share = jax.random.uniform(key, (len(real), 1))
    between = share * real + (1 - share) * made
    slopes = jax.grad(lambda rows: _judged(critic, rows).sum())(between)
    steep = jnp.sqrt((slopes**2).sum(axis=1) + 1e-12)
    return (_judged(critic, made) - _judged(critic, real)).mean() + _PENALTY * ((steep - 1) ** 2).mean()


def _masks(number: Any, game: Game) -> tuple[Any, Any]:
    """(b, columns) which columns are known before a round, and which after it."""
    turn = np.repeat(np.arange(len(game.groups)), [len(group) for group in game.groups])
    return (turn < number[:, None]).astype(jnp.float32), (turn <= number[:, None]).astype(jnp.float32)


def _wide(mask: Any, game: Game) -> Any:
    """(b, width) a mask of columns over what is seen of them."""
    return jnp.repeat(mask, np.array(game.widths), axis=1, total_repeat_length=sum(game.widths))


def given(view: Any, known: Any, game: Game) -> Any:
    """(b, told) what is seen of known columns alone, and which these are."""
    return jnp.concatenate((view * _wide(known, game), known), axis=1)


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

    def step(state: Any, turn: Any) -> Any:
        generator, mean, critic, maker, judge, done = state
        at, key = turn
        chance, deviates, draw, mix = jax.random.split(key, 4)
        number = jax.random.randint(chance, (game.batch,), 0, len(game.groups))
        known, shown = _masks(number, game)
        view = seen(rows[:, at], sight)
        told, before, after = given(view, known, game), _wide(known, game), _wide(shown, game)
        noise = jax.random.normal(deviates, (game.batch, game.noise))

        def packed(view: Any) -> Any:
            return jnp.concatenate((view * after, shown), axis=1).reshape(game.batch // game.pac, -1)

        def make(generator: Params) -> Any:
            made = _drawn(logits(generator, noise, told), sight, draw, game)
            return packed(jnp.where(before > 0, view, made))

        made, back = jax.vjp(make, generator)
        real = packed(view)
        lost, slope = jax.value_and_grad(_critic_loss)(critic, real, made, mix)
        change, judge = critics.update(slope, judge, critic)
        critic = optax.apply_updates(critic, change)
        (slope,) = back(jax.grad(lambda made: -_judged(critic, made).mean())(made))
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
    for number, group in enumerate(game.groups):
        known, _ = _masks(jnp.full(len(codes), number), game)
        noise = jax.random.normal(jax.random.fold_in(key, number), (len(codes), game.noise))
        told = given(view, known, game)
        found.append(logits(generator, noise, told)[:, game.ends[group[0]] : game.ends[group[-1] + 1]])
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
        known, _ = _masks(jnp.full(len(codes), number), game)
        told = given(seen(codes.T, sight), known, game)
        parts = _cut(logits(generator, noise[number], told), game)
        for column in group:
            ends = jnp.cumsum(jax.nn.softmax(parts[column]), axis=-1)
            rank = jnp.argsort(jnp.argsort((ends / ends[:, -1:]).sum(axis=-1)))
            chosen = (draws[rank, column][:, None] * ends[:, -1:] >= ends).sum(axis=-1)
            codes = codes.at[:, column].set(jnp.minimum(chosen, game.sizes[column] - 1))
    return codes
