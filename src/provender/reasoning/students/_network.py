"""A decoder-only transformer in plain JAX: root-mean-square norm before each block, GELU, learned positions.

Weights are one dict of arrays; those of the blocks carry the layer as their first axis, so that one scan
runs them all and compiling does not grow with depth. Drawn and shuffled by numpy's Philox, so that a
seed means the same weights and the same batches whatever JAX does with its keys.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import optax

from provender.reasoning.students._lessons import END, PAD, Ids, Lessons

Weights: TypeAlias = dict[str, Any]  # name -> array, numpy or JAX
Array: TypeAlias = Any  # a JAX array


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """All that a compiled step depends on: the network's sizes and the schedule."""

    symbols: int
    length: int
    width: int
    layers: int
    heads: int
    steps: int
    batch: int
    rate: float


def draw(shape: Shape, rng: np.random.Generator) -> Weights:
    """Fresh weights: normal, scaled by the square root of what each is summed over."""
    wide, deep = shape.width, shape.layers

    def normal(*size: int, over: int) -> np.ndarray[Any, Any]:
        return rng.standard_normal(size, np.float32) / np.float32(np.sqrt(over))

    return {
        "symbol": normal(shape.symbols, wide, over=wide),
        "place": normal(2 * shape.length, wide, over=wide),
        "mix_in": normal(deep, wide, 3 * wide, over=wide),
        "mix_out": normal(deep, wide, wide, over=2 * deep * wide),
        "think_in": normal(deep, wide, 4 * wide, over=wide),
        "think_out": normal(deep, 4 * wide, wide, over=8 * deep * wide),
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


def _place(at: Array, sizes: Array, length: int) -> Array:
    """Rows of the place table: the question counts from its start, what is written from the question's end.

    So that the first written symbol finds itself at the same place whatever the length of the question.
    """
    return jnp.where(at < sizes, at, length + at - sizes)


def _logits(weights: Weights, ids: Array, sizes: Array, heads: int) -> Array:
    """What comes next at every place: `(rows, places, symbols)`."""
    places = ids.shape[1]
    seen = jnp.tril(jnp.ones((places, places), bool))
    at = _place(jnp.arange(places), sizes[:, None], len(weights["place"]) // 2)

    def block_step(x: Array, block: Weights) -> tuple[Array, None]:
        query, key, value = _split(x, block, heads)
        x = x + _join(_attend(query, key, value, seen)) @ block["mix_out"]
        return _think(x, block), None

    x = weights["symbol"][ids] + weights["place"][at]
    x, _ = jax.lax.scan(block_step, x, _blocks(weights), unroll=True)  # a loop kept as one costs 1.6 times the CPU
    return _norm(x, weights["norm"]) @ weights["tell"]


@lru_cache(maxsize=64)
def _optimiser(shape: Shape) -> optax.GradientTransformation:
    """AdamW behind a gradient norm of at most 1, warmed up and then let down along a cosine."""
    warm = max(1, shape.steps // 20)
    pace = optax.warmup_cosine_decay_schedule(0.0, shape.rate, warm, max(shape.steps, warm + 1), shape.rate / 20)
    return optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(pace, b2=0.98, weight_decay=0.01))


@partial(jax.jit, static_argnames="shape", donate_argnums=(0, 1))
def _step(weights: Weights, state: Any, ids: Array, sizes: Array, *, shape: Shape) -> tuple[Weights, Any]:
    """One update on a batch: cross-entropy over what is the student's to write."""
    own = (jnp.arange(1, shape.length) >= sizes[:, None]) & (ids[:, 1:] != PAD)

    def loss(weights: Weights) -> Array:
        told = _logits(weights, ids[:, :-1], sizes, shape.heads)
        each = optax.softmax_cross_entropy_with_integer_labels(told, ids[:, 1:])
        return jnp.sum(each * own) / jnp.sum(own)

    updates, state = _optimiser(shape).update(jax.grad(loss)(weights), state, weights)
    return optax.apply_updates(weights, updates), state


def _batches(rows: int, shape: Shape, rng: np.random.Generator) -> Iterator[np.ndarray[Any, Any]]:
    """Row numbers of `steps` batches: whole passes in fresh random order, one after the other."""
    left = np.empty(0, np.int64)
    for _ in range(shape.steps):
        while len(left) < shape.batch:
            left = np.concatenate([left, rng.permutation(rows)])
        now, left = left[: shape.batch], left[shape.batch :]
        yield now


def train(lessons: Lessons, shape: Shape, rng: np.random.Generator) -> Weights:
    """Weights after `shape.steps` updates, as numpy arrays."""
    weights: Weights = {name: jnp.asarray(value) for name, value in draw(shape, rng).items()}
    state = _optimiser(shape).init(weights)
    for rows in _batches(len(lessons.ids), shape, rng):
        weights, state = _step(weights, state, lessons.ids[rows], lessons.sizes[rows], shape=shape)
    return {name: np.asarray(value) for name, value in weights.items()}


@partial(jax.jit, static_argnames="heads")
def _write(weights: Weights, ids: Array, sizes: Array, *, heads: int) -> Array:
    """Every row completed greedily, one place at a time, keys and values kept."""
    rows, length = ids.shape
    at = _place(jnp.arange(length)[:, None], sizes, length)
    layers, wide = weights["mix_norm"].shape
    kept = jnp.zeros((2, layers, rows, heads, length, wide // heads))

    def more(carry: tuple[Array, Array, Array, Array]) -> Array:
        place, _, _, done = carry
        return (place < length - 1) & ~jnp.all(done)

    def step(carry: tuple[Array, Array, Array, Array]) -> tuple[Array, Array, Array, Array]:
        place, ids, kept, done = carry

        def block_step(x: Array, block_and_kept: tuple[Weights, Array, Array]) -> tuple[Array, tuple[Array, Array]]:
            block, keys, values = block_and_kept
            query, key, value = _split(x, block, heads)
            keys = jax.lax.dynamic_update_slice_in_dim(keys, key, place, 2)
            values = jax.lax.dynamic_update_slice_in_dim(values, value, place, 2)
            x = x + _join(_attend(query, keys, values, jnp.arange(length) <= place)) @ block["mix_out"]
            return _think(x, block), (keys, values)

        x = (weights["symbol"][ids[:, place]] + weights["place"][at[place]])[:, None]
        x, (keys, values) = jax.lax.scan(block_step, x, (_blocks(weights), kept[0], kept[1]))
        told = jnp.argmax((_norm(x, weights["norm"]) @ weights["tell"])[:, 0], -1).astype(ids.dtype)
        own = place + 1 >= sizes  # before that the question itself comes next
        ids = ids.at[:, place + 1].set(jnp.where(own & ~done, told, ids[:, place + 1]))
        return place + 1, ids, jnp.stack([keys, values]), done | (own & (told == END))

    return jax.lax.while_loop(more, step, (jnp.int32(0), ids, kept, sizes == 0))[1]


def write(weights: Weights, asked: Lessons, *, heads: int, batch: int = 256) -> Ids:
    """The rows of `asked` completed, `batch` at a time; a question of size 0 is skipped."""
    whole = [np.zeros((0, asked.ids.shape[1]), np.int32)]
    for start in range(0, len(asked.ids), batch):
        ids, sizes = asked.ids[start : start + batch], asked.sizes[start : start + batch]
        short = batch - len(ids)  # padded with skipped rows: one compiled shape serves every exam
        full = _write(weights, np.pad(ids, ((0, short), (0, 0))), np.pad(sizes, (0, short)), heads=heads)
        whole.append(np.asarray(full)[: len(ids)])
    return np.concatenate(whole)
