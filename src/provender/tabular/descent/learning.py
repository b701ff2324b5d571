"""Learning by steps that are paid for: a base from noisy counts, then descent by noisy sums of clipped gradients.

A step's sum is taken in units of the clip, and never divided by how many rows there were, which is private: Adam
(Kingma and Ba 2015) goes as far for any scale. What is kept is the running mean of the weights, since the noise of
single steps averages out (Shejwalkar et al. 2022). Nothing looks at the rows for when to stop. At the end the bases are
moved until rows that are drawn say each code as often as the noisy counts do: clipping shortens what is rare, and
leaves shares off by a few per cent. That looks at drawn rows alone, and costs nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import optax

from provender.tabular.descent.clipped import clipped
from provender.tabular.descent.network import Params, bases, draw, initial, padded
from provender.tabular.encoding.numbers import Codes, Floats
from provender.tabular.generators._network import Shape
from provender.tabular.generators._points import spread
from provender.tabular.privacy.noise import Whole
from provender.tabular.privacy.steps import Steps

CLIP = 3.0  # of a row's gradient; nearly all are longer, so that it hardly matters (.5 to 9 were tried)
_CHUNK = 512  # rows at once, of which some may not count: no shape tells how large a sample was
_AVERAGE = 0.99  # of the weights kept in each step by their running mean
_FALL = 0.05  # of the rate that is left at the end
_BALANCED = 13  # rows over which bases are moved, as a power of two
_ROUNDS = 3
_LEAST = 0.02  # of the noise, or of a person, that a share counts at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What was learned; all of it may be shown.

    Attributes:
        params: weights and "codes".
        heads, bases: as `network.padded` gives them.
    """

    params: Params
    heads: Any
    bases: Any


class _State(NamedTuple):
    """Where descent is: the weights, their running mean, the optimiser, and how many steps were taken."""

    params: Params
    mean: Params
    adam: Any
    done: Any


def shares_of(tables: Sequence[Whole], sigma: float) -> list[Floats]:
    """For each column (first's codes, size) how often each code is given the first column's, from noisy counts.

    Args:
        tables: for each column but the first (first's codes, size) counts.
        sigma: of their noise.

    Returns:
        The first column's shares, the same in all its rows, and the others': each sums to 1, and none is 0.
    """
    totals = np.mean([table.sum(axis=1) for table in tables], axis=0)
    least = max(_LEAST * sigma, 1.0)
    first = np.maximum(totals, least)
    found = [np.tile(first / first.sum(), (len(first), 1))]
    for table in tables:
        told = np.array([_whole(row, max(total, 0.0)) for row, total in zip(table, totals, strict=True)]) + least
        found.append(told / told.sum(axis=1, keepdims=True))
    return found


def _whole(counts: Whole, total: float) -> Floats:
    """The numbers >= 0 of this total that are nearest to noisy counts (Held, Wolfe and Crowder 1974)."""
    falling = np.sort(counts)[::-1]
    over = (np.cumsum(falling) - total) / np.arange(1, len(counts) + 1)
    found: Floats = np.maximum(counts - over[np.flatnonzero(falling > over)[-1] if total else 0], 0.0)
    return found


def learn(
    steps: Steps,
    shares: Sequence[Floats],
    features: npt.NDArray[np.float32],
    *,
    shape: Shape,
    rate: float,
    rng: np.random.Generator,
) -> Learned:
    """Take all steps, and balance what came of them.

    Args:
        shares: as `shares_of` gives them.
        features: (codes, embedding) what stands for each code.
        rate: of learning, at its highest; it falls as half a cosine.
        rng: public: of the weights at the start, and of the rows by which bases are balanced.
    """
    start, base = {name: jnp.array(value) for name, value in initial(shape, rng).items()}, bases(shape, shares)
    adam = _adam(rate, steps.looks.times)
    state = _State(start, start, adam.init(start), jnp.zeros(()))
    for _ in range(steps.looks.times):
        params = {**state.params, "codes": jnp.array(features)}
        summing = partial(summed, params=params, base=base, shape=shape)
        state = _moved(state, _unpacked(steps.noisy(summing), start), adam.update)
    params = {**state.mean, "codes": jnp.array(features)}
    heads, told = padded(params, base, shape)
    goals = np.zeros(told.shape, np.float32)
    for column, share in enumerate(shares):
        goals[column, :, : shape.sizes[column]] = share
    draws = jnp.array(spread(rng, _BALANCED, len(shape.sizes)))
    _, balanced = draw(params, (heads, told), draws, jnp.array(goals), shape=shape, rounds=_ROUNDS)
    return Learned(params=params, heads=heads, bases=balanced)


@lru_cache(maxsize=8)
def _adam(rate: float, steps: int) -> Any:
    """The optimiser; kept, so that what was compiled for it is found again."""
    return optax.adam(optax.cosine_decay_schedule(rate, steps, _FALL))


def summed(rows: Codes, *, params: Params, base: Sequence[Any], shape: Shape) -> Floats:
    """(weights,) the sum of clipped gradients, in clips, chunk by chunk."""
    total: Floats | float = 0.0
    for begin in range(0, max(len(rows), 1), _CHUNK):
        chunk = rows[begin : begin + _CHUNK]
        there = np.arange(_CHUNK) < len(chunk)
        filled = np.zeros((_CHUNK, rows.shape[1]), np.int32)
        filled[: len(chunk)] = chunk
        told = clipped(params, jnp.array(filled.T), jnp.array(there, jnp.float32), base, shape=shape, clip=CLIP)
        total = total + np.concatenate([np.asarray(told[name], np.float64).ravel() for name in sorted(told)])
    return np.asarray(total) / CLIP


def _unpacked(flat: Floats, like: Params) -> dict[str, Any]:
    """Numbers in a row as weights again."""
    names = sorted(like)
    ends = np.cumsum([like[name].size for name in names])[:-1]
    return {
        name: jnp.array(part.reshape(like[name].shape), jnp.float32)
        for name, part in zip(names, np.split(flat, ends), strict=True)
    }


@partial(jax.jit, static_argnames=("update",))
def _moved(state: _State, slope: Mapping[str, Any], update: Any) -> _State:
    """After one step."""
    change, adam = update(slope, state.adam, state.params)
    params = optax.apply_updates(state.params, change)
    kept = jnp.minimum(_AVERAGE, (1 + state.done) / (10 + state.done))  # so that the beginning is forgotten
    mean = jax.tree.map(lambda old, new: old + (1 - kept) * (new - old), state.mean, params)
    return _State(params, mean, adam, state.done + 1)
