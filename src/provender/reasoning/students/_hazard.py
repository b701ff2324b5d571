"""A small network over bags of clues: how likely a step is the first wrong one.

Each clue has a vector, a step is the sum of its own, and one hidden layer makes of that a chance. Drawn and shuffled by
numpy's Philox, so that a seed means the same weights whatever JAX does with its keys.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from provender.reasoning.students._clues import MOST, SIZE

Weights: TypeAlias = dict[str, Any]  # name -> array, numpy or JAX
Array: TypeAlias = Any  # a JAX array
Ids: TypeAlias = NDArray[np.int32]

_AT_ONCE = 512  # steps that are judged at once: one compiled shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """All that a compiled update depends on: sizes and schedule. `forget` is the share of clues left out in each."""

    width: int
    hidden: int
    steps: int
    rate: float
    forget: float


def bags(found: Sequence[Sequence[int]]) -> Ids:
    """Clues as rows `(n, MOST)`, padded with 0."""
    rows: Ids = np.zeros((len(found), MOST), np.int32)
    for place, row in enumerate(found):
        rows[place, : len(row)] = row
    return rows


def _draw(shape: Shape, rng: np.random.Generator) -> Weights:
    """Fresh weights; the last layer begins at nothing."""
    return {
        "clue": rng.standard_normal((SIZE, shape.width), np.float32) * np.float32(0.05),
        "plain": np.zeros(SIZE, np.float32),
        "in": rng.standard_normal((shape.width, shape.hidden), np.float32) / np.float32(np.sqrt(shape.width)),
        "bend": np.zeros(shape.hidden, np.float32),
        "out": np.zeros(shape.hidden, np.float32),
        "base": np.zeros((), np.float32),
    }


def _logits(weights: Weights, rows: Array, kept: Array) -> Array:
    """The log-odds of each row; `kept` weighs its clues."""
    summed = jnp.einsum("nkw,nk->nw", weights["clue"][rows], kept)
    hidden = jax.nn.gelu(summed @ weights["in"] + weights["bend"])
    return hidden @ weights["out"] + jnp.sum(weights["plain"][rows] * kept, 1) + weights["base"]


@lru_cache(maxsize=64)
def _optimiser(shape: Shape) -> optax.GradientTransformation:
    """Adam with decoupled decay, warmed up and then let down along a cosine."""
    warm = max(1, shape.steps // 20)
    pace = optax.warmup_cosine_decay_schedule(0.0, shape.rate, warm, max(shape.steps, warm + 1), shape.rate / 20)
    return optax.adamw(pace, weight_decay=1e-3)


@partial(jax.jit, static_argnames="shape", donate_argnums=(0, 1))
def _step(weights: Weights, state: Any, shown: tuple[Array, ...], *, shape: Shape) -> tuple[Weights, Any]:
    """One update: cross-entropy over the steps that are shown (rows, what is kept of them, whether they are wrong)."""
    rows, kept, wrong = shown

    def loss(weights: Weights) -> Array:
        return jnp.mean(optax.sigmoid_binary_cross_entropy(_logits(weights, rows, kept), wrong))

    updates, state = _optimiser(shape).update(jax.grad(loss)(weights), state, weights)
    return optax.apply_updates(weights, updates), state


def train(rows: Ids, wrong: NDArray[np.float32], *, shape: Shape, batch: int, rng: np.random.Generator) -> Weights:
    """Weights after `shape.steps` updates on steps `(n, MOST)` that are wrong (1) or not (0), as numpy arrays."""
    weights: Weights = {name: jnp.asarray(value) for name, value in _draw(shape, rng).items()}
    state = _optimiser(shape).init(weights)
    order: list[int] = []
    for _ in range(shape.steps):
        while len(order) < batch:
            order += rng.permutation(len(rows)).tolist()
        now, order = order[:batch], order[batch:]
        shown = rows[now]
        kept = (rng.random(shown.shape, np.float32) >= shape.forget) & (shown > 0)
        weights, state = _step(weights, state, (shown, kept.astype(np.float32), wrong[now]), shape=shape)
    return {name: np.asarray(value) for name, value in weights.items()}


@partial(jax.jit)
def _told(weights: Weights, rows: Array, kept: Array) -> Array:
    """Chances of rows."""
    return jax.nn.sigmoid(_logits(weights, rows, kept))


def hazards(weights: Weights, rows: Ids, *, forget: float) -> NDArray[np.float64]:
    """How likely each row is the first wrong step."""
    found = np.zeros(len(rows))
    for start in range(0, len(rows), _AT_ONCE):
        now = rows[start : start + _AT_ONCE]
        full = np.pad(now, ((0, _AT_ONCE - len(now)), (0, 0)))
        told = _told(weights, full, (full > 0).astype(np.float32) * np.float32(1 - forget))
        found[start : start + _AT_ONCE] = np.asarray(told)[: len(now)]
    return found
