"""A decoder-only transformer in plain JAX: root-mean-square norm before each block, GELU, rotary places, Muon.

Weights are one dict of arrays; those of the blocks carry the layer as their first axis, so that one scan
runs them all and compiling does not grow with depth. Drawn and shuffled by numpy's Philox, so that a
seed means the same weights and the same batches whatever JAX does with its keys.
"""

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import optax
from optax import contrib

from provender.reasoning.students._lessons import END, Ids, Lessons
from provender.reasoning.students._packing import Batch, batches

Weights: TypeAlias = dict[str, Any]  # name -> array, numpy or JAX
Array: TypeAlias = Any  # a JAX array

_MATRICES = ("mix_in", "mix_out", "think_in", "think_out")  # of the blocks: (layers, in, out)
_WEIGHTS = (*_MATRICES, "mix_norm", "think_norm", "norm", "symbol", "tell")
_READ_AT_ONCE = 4  # ids that a place reads before any attention: its own and the three before it
_MUON_RMS = 0.6  # size of Muon's updates beside Adam's, which serves both with one rate
_BASE = 100.0  # of the rotary places: lessons are hundreds of ids long, not thousands


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """All that a compiled step depends on: the network's sizes and the schedule."""

    symbols: int
    width: int
    layers: int
    heads: int
    steps: int
    batch: int
    rate: float


def draw(shape: Shape, rng: np.random.Generator) -> Weights:
    """Fresh weights: normal, scaled by the square root of what each is summed over; every block begins as a no-op."""
    wide, deep = shape.width, shape.layers

    def normal(*size: int, over: int) -> np.ndarray[Any, Any]:
        return rng.standard_normal(size, np.float32) / np.float32(np.sqrt(over))

    return {
        "symbol": normal(_READ_AT_ONCE, shape.symbols, wide, over=_READ_AT_ONCE * wide),
        "mix_in": normal(deep, wide, 3 * wide, over=wide),
        "mix_out": np.zeros((deep, wide, wide), np.float32),
        "think_in": normal(deep, wide, 4 * wide, over=wide),
        "think_out": np.zeros((deep, 4 * wide, wide), np.float32),
        "mix_norm": np.ones((deep, wide), np.float32),
        "think_norm": np.ones((deep, wide), np.float32),
        "norm": np.ones(wide, np.float32),
        "tell": normal(wide, shape.symbols, over=wide),
    }


def _norm(x: Array, gain: Array) -> Array:
    """Scaled to root-mean-square 1 along the last axis (Zhang & Sennrich 2019)."""
    return x * jax.lax.rsqrt(jnp.mean(x * x, -1, keepdims=True) + 1e-6) * gain


def _blocks(weights: Weights) -> Weights:
    """The weights that carry a layer axis."""
    return {name: value for name, value in weights.items() if name.startswith(("mix", "think"))}


def _think(x: Array, block: Weights) -> Array:
    """The feed-forward half of a block."""
    return x + jax.nn.gelu(_norm(x, block["think_norm"]) @ block["think_in"]) @ block["think_out"]


def _attend(query: Array, key: Array, value: Array, seen: Array) -> Array:
    """Attention over the places that `seen` marks; `(rows, heads, queries, width of a head)`."""
    scores = jnp.einsum("bhqd,bhkd->bhqk", query, key) / np.sqrt(query.shape[-1])
    shares = jax.nn.softmax(jnp.where(seen, scores, -1e9), axis=-1)
    return jnp.einsum("bhqk,bhkd->bhqd", shares, value)


def _split(x: Array, block: Weights, heads: int) -> tuple[Array, Array, Array]:
    """Query, key and value of `x` `(rows, places, width)`, one slice a head."""
    mixed = _norm(x, block["mix_norm"]) @ block["mix_in"]
    rows, places, _ = mixed.shape
    query, key, value = jnp.moveaxis(mixed.reshape(rows, places, 3, heads, -1), (2, 3), (0, 2))
    return query, key, value


def _join(attended: Array) -> Array:
    """Heads side by side again: `(rows, places, width)`."""
    rows, _, places, _ = attended.shape
    return jnp.moveaxis(attended, 1, 2).reshape(rows, places, -1)


def _turn(x: Array, at: Array) -> Array:
    """Queries or keys `(..., places, width of a head)` turned by their place (Su et al. 2021).

    A score then depends on how far apart two places are, not on where they stand.
    """
    half = x.shape[-1] // 2
    angle = at[:, None] * _BASE ** -(np.arange(half) / half)
    first, second = x[..., :half], x[..., half:]
    cosine, sine = jnp.cos(angle), jnp.sin(angle)
    return jnp.concatenate([first * cosine - second * sine, first * sine + second * cosine], -1)


def _before(x: Array, back: int) -> Array:
    """`x` `(rows, places)` as it was `back` places before; 0 in front."""
    return jnp.pad(x, ((0, 0), (back, 0)))[:, : x.shape[1]]


def _read(weights: Weights, ids: Array, lesson: Array) -> Array:
    """Each place's id and the few before it in the same lesson, a table for each distance: `(rows, places, width)`."""
    told = weights["symbol"][0][ids]
    for back in range(1, _READ_AT_ONCE):
        same = _before(lesson, back) == lesson
        told = told + weights["symbol"][back][_before(ids, back)] * same[..., None]
    return told


def _logits(weights: Weights, ids: Array, lesson: Array, heads: int) -> Array:
    """What comes next at every place, to which nothing but its own lesson is known: `(rows, places, symbols)`."""
    at = jnp.arange(ids.shape[1])
    seen = ((at[:, None] >= at) & (lesson[:, :, None] == lesson[:, None, :]))[:, None]

    def block_step(x: Array, block: Weights) -> tuple[Array, None]:
        query, key, value = _split(x, block, heads)
        x = x + _join(_attend(_turn(query, at), _turn(key, at), value, seen)) @ block["mix_out"]
        return _think(x, block), None

    x = _read(weights, ids, lesson)
    x, _ = jax.lax.scan(block_step, x, _blocks(weights), unroll=True)  # a loop kept as one costs 1.6 times the CPU
    return _norm(x, weights["norm"]) @ weights["tell"]


@lru_cache(maxsize=64)
def _optimiser(shape: Shape) -> optax.GradientTransformation:
    """Muon for the blocks' matrices (Jordan et al. 2024), Adam for all else, behind a gradient norm of at most 1.

    One rate serves both, warmed up and then let down along a cosine.
    """
    warm = max(1, shape.steps // 20)
    pace = optax.warmup_cosine_decay_schedule(0.0, shape.rate, warm, max(shape.steps, warm + 1), shape.rate / 20)

    matrices = {name: contrib.MuonDimensionNumbers(1, 2) if name in _MATRICES else None for name in _WEIGHTS}
    muon = contrib.muon(
        pace, muon_weight_dimension_numbers=matrices, consistent_rms=_MUON_RMS, adam_b2=0.98, weight_decay=0.01
    )
    return optax.chain(optax.clip_by_global_norm(1.0), muon)


@partial(jax.jit, static_argnames="shape", donate_argnums=(0, 1))
def _step(weights: Weights, state: Any, batch: Batch, *, shape: Shape) -> tuple[Weights, Any]:
    """One update on a batch: cross-entropy over what is the student's to write."""

    def loss(weights: Weights) -> Array:
        told = _logits(weights, batch.ids, batch.lesson, shape.heads)
        each = optax.softmax_cross_entropy_with_integer_labels(told, jnp.roll(batch.ids, -1, axis=1))
        return jnp.sum(each * batch.own) / jnp.sum(batch.own)

    updates, state = _optimiser(shape).update(jax.grad(loss)(weights), state, weights)
    return optax.apply_updates(weights, updates), state


def train(taught: Lessons, shape: Shape, rng: np.random.Generator) -> Weights:
    """Weights after `shape.steps` updates, as numpy arrays."""
    weights: Weights = {name: jnp.asarray(value) for name, value in draw(shape, rng).items()}
    state = _optimiser(shape).init(weights)
    for batch in batches(taught, rows=shape.batch, steps=shape.steps, rng=rng):
        weights, state = _step(weights, state, batch, shape=shape)
    return {name: np.asarray(value) for name, value in weights.items()}


@partial(jax.jit, static_argnames="heads")
def _write(weights: Weights, ids: Array, sizes: Array, *, heads: int) -> Array:
    """Every row completed greedily, one place at a time, keys and values kept."""
    rows, length = ids.shape
    layers, wide = weights["mix_norm"].shape
    kept = jnp.zeros((layers, rows, heads, length, wide // heads))

    def more(carry: tuple[Array, ...]) -> Array:
        place, _, _, _, done = carry
        return (place < length - 1) & ~jnp.all(done)

    def step(carry: tuple[Array, ...]) -> tuple[Array, ...]:
        place, ids, keys, values, done = carry

        def block_step(x: Array, block_and_kept: tuple[Weights, Array, Array]) -> tuple[Array, tuple[Array, Array]]:
            block, keys, values = block_and_kept
            query, key, value = _split(x, block, heads)
            keys = jax.lax.dynamic_update_slice_in_dim(keys, _turn(key, place[None]), place, 2)
            values = jax.lax.dynamic_update_slice_in_dim(values, value, place, 2)
            seen = jnp.arange(length) <= place
            x = x + _join(_attend(_turn(query, place[None]), keys, values, seen)) @ block["mix_out"]
            return _think(x, block), (keys, values)

        read = [weights["symbol"][back][ids[:, place - back]] * (place >= back) for back in range(_READ_AT_ONCE)]
        x, (keys, values) = jax.lax.scan(block_step, sum(read)[:, None], (_blocks(weights), keys, values))
        told = jnp.argmax((_norm(x, weights["norm"]) @ weights["tell"])[:, 0], -1).astype(ids.dtype)
        own = place + 1 >= sizes  # before that the question itself comes next
        ids = ids.at[:, place + 1].set(jnp.where(own & ~done, told, ids[:, place + 1]))
        return place + 1, ids, keys, values, done | (own & (told == END))

    return jax.lax.while_loop(more, step, (jnp.int32(0), ids, kept, kept, sizes == 0))[1]


def write(weights: Weights, asked: Lessons, *, heads: int, batch: int = 256) -> Ids:
    """The rows of `asked` completed, `batch` at a time; a question of size 0 is skipped."""
    whole = np.zeros_like(asked.ids)
    order = np.argsort(asked.sizes, kind="stable")  # those of a length together: a batch ends with its last row
    for start in range(0, len(order), batch):
        now = order[start : start + batch]
        short = batch - len(now)  # padded with skipped rows: one compiled shape serves every exam
        ids, sizes = np.pad(asked.ids[now], ((0, short), (0, 0))), np.pad(asked.sizes[now], (0, short))
        whole[now] = np.asarray(_write(weights, ids, sizes, heads=heads))[: len(now)]
    return whole
