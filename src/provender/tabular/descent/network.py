"""What is learned of private rows: a base of noisy counts, and a network that says how far a row turns it.

base:     how often each code of a column is, given the code of the first column (the outcome)
network:  reads the columns before it, in one order, each gated and with a layer of its own, as `_network` does

The logits of a column are the log of its base plus what its head reads off its hidden layer. Codes are stood for by
fixed numbers, waves over ranks where codes have an order: they are public, so that nothing of them has to be learned
under noise. Heads have no bias of their own, since the base is one.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from provender.tabular.encoding.numbers import Floats
from provender.tabular.generators._network import Shape, contexts
from provender.tabular.networks.even import picked
from provender.tabular.privacy.domain import Bins, Domain

Params: TypeAlias = Mapping[str, Any]
Arrays: TypeAlias = Mapping[str, npt.NDArray[np.float32]]

NOTHING = -1e9  # the base of a code that a column does not have
_PLAIN = 0.2  # how much of an ordered code's numbers is left to chance
_FURTHEST = 3.0  # that a base moves at once


def initial(shape: Shape, rng: np.random.Generator) -> Arrays:
    """Weights to start from: heads that leave the base as it is."""
    columns, width = len(shape.sizes), shape.context
    start = {
        "known": rng.normal(size=(columns, shape.embedding, width)) / np.sqrt(shape.embedding),
        "gate": np.zeros((columns, width)),
        "shift": rng.normal(size=(columns, width)) * 0.1,
        "layer": rng.normal(size=(columns, width, shape.hidden)) * np.sqrt(2 / width),
        "layer_bias": np.zeros((columns, shape.hidden)),
    }
    for band, (size, members) in enumerate(shape.bands):
        start[f"head{band}"] = np.zeros((len(members), shape.hidden, size))
    return {name: value.astype(np.float32) for name, value in start.items()}


def features(domains: Sequence[Domain], width: int, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """(codes, width) what stands for each code of all columns: like numbers for codes that are near in their order."""
    found = []
    for domain in domains:
        told = rng.normal(size=(domain.size, width))
        if isinstance(domain, Bins) or domain.ordered:
            known = domain.size - domain.missing
            ranks, pitch = (np.arange(known) + 0.5) / known, np.arange(1, width + 1)
            waves = np.cos(np.pi * ranks[:, None] * pitch) / np.sqrt(pitch)
            told[:known] = _PLAIN * told[:known] + 1.5 * waves
        found.append(told)
    return np.concatenate(found).astype(np.float32)


def bases(shape: Shape, shares: Sequence[Floats]) -> tuple[Any, ...]:
    """For each band (columns, first's codes, width) the logs of shares.

    Args:
        shares: for each column (first's codes, size), above 0.
    """
    found = []
    for size, members in shape.bands:
        base = np.full((len(members), len(shares[0]), size), NOTHING, np.float32)
        for place, column in enumerate(members):
            base[place, :, : shape.sizes[column]] = np.log(shares[column])
        found.append(jnp.array(base))
    return tuple(found)


def read(params: Params, context: Any, taps: Params | None = None) -> tuple[Any, Any, Any]:
    """What columns make of their contexts, (..., b, context): normed, read and hidden.

    Args:
        taps: what is added to what comes out of "gate" and "layer", so that how the loss moves with it can be told.
    """
    add = taps or {"gate": 0.0, "layer": 0.0}
    normed = context * jax.lax.rsqrt(jnp.mean(context**2, axis=-1, keepdims=True) + 1.0)
    gated = normed * (1 + params["gate"][..., None, :]) + params["shift"][..., None, :]
    seen = jax.nn.relu(gated + add["gate"])
    return normed, seen, jax.nn.relu(seen @ params["layer"] + params["layer_bias"][..., None, :] + add["layer"])


def losses(params: Params, codes: Any, base: Sequence[Any], *, shape: Shape, taps: Params) -> tuple[Any, Params]:
    """(b,) the negative log-likelihood of each row, in nats; and what goes into each weight.

    Args:
        params: weights, and "codes", which stand for codes.
        codes: (columns, b).
        taps: what is added to what comes out of each weight; see `taps_of`.
    """
    embedded = params["codes"][codes + jnp.array(shape.offsets)[:, None]]
    context = contexts(embedded @ params["known"] + taps["known"], jnp.arange(len(shape.sizes)))
    normed, seen, hidden = read(params, context, taps)
    total, into = jnp.zeros(codes.shape[1]), {"known": embedded, "gate": normed, "layer": seen}
    for band, (_, members) in enumerate(shape.bands):
        at, name = jnp.array(members), f"head{band}"
        into[name] = hidden[at]
        logits = hidden[at] @ params[name] + base[band][:, codes[0]] + taps[name]
        picked = jnp.take_along_axis(jax.nn.log_softmax(logits), codes[at][..., None], axis=-1)
        total -= picked[..., 0].sum(axis=0)
    return total, into


def taps_of(shape: Shape, rows: int) -> dict[str, Any]:
    """Nothing, in the shape of what comes out of each weight: (columns, rows, width)."""
    widths = {"known": shape.context, "gate": shape.context, "layer": shape.hidden}
    told = {name: jnp.zeros((len(shape.sizes), rows, width)) for name, width in widths.items()}
    return told | {f"head{at}": jnp.zeros((len(own), rows, size)) for at, (size, own) in enumerate(shape.bands)}


def padded(params: Params, base: Sequence[Any], shape: Shape) -> tuple[Any, Any]:
    """All heads at one width, for drawing: (columns, hidden, widest), and bases (columns, first's codes, widest)."""
    columns, widest = len(shape.sizes), max(shape.sizes)
    weights = np.zeros((columns, shape.hidden, widest), np.float32)
    told = np.full((columns, base[0].shape[1], widest), NOTHING, np.float32)
    for band, (size, members) in enumerate(shape.bands):
        weights[list(members), :, :size] = params[f"head{band}"]
        told[list(members), :, :size] = base[band]
    return jnp.array(weights), jnp.array(told)


@partial(jax.jit, static_argnames=("shape", "rounds"))
def draw(
    params: Params, wide: tuple[Any, Any], draws: Any, shares: Any = None, *, shape: Shape, rounds: int = 0
) -> Any:
    """Rows, one column after the other, and the bases they were drawn with.

    Args:
        wide: as `padded` gives them.
        draws: (b, columns) uniform in [0, 1), spread over rows that are alike, as `_network.draw` takes them.
        shares: (columns, first's codes, widest) how often each code is to be among rows with each code of the first
            column: the base is moved `rounds` times to make it so.

    Returns:
        (b, columns) codes; (columns, first's codes, widest) bases.
    """
    weights, bases = wide
    own = {name: params[name] for name in ("gate", "shift", "layer", "layer_bias", "known")}
    codes = params["codes"]

    def step(state: Any, turn: Any) -> Any:
        context, first = state
        mine, head, base, offset, chances, goal, begins = turn
        _, _, hidden = read(mine, context)
        told = hidden @ head
        hot = jnp.where(begins, jnp.ones_like(first[:, None]), first[:, None] == jnp.arange(base.shape[0]))
        for _ in range(rounds):
            base = _moved(told, base, first, hot=hot.astype(told.dtype), goal=goal)
        code = picked(told + base[first], chances)
        return (context + codes[offset + code] @ mine["known"], jnp.where(begins, code, first)), (code, base)

    columns = len(shape.sizes)
    start = (jnp.zeros((len(draws), shape.context)), jnp.zeros(len(draws), jnp.int32))
    goals = bases if shares is None else shares
    turns = (own, weights, bases, jnp.array(shape.offsets), draws.T, goals, jnp.arange(columns) == 0)
    _, (drawn, moved) = jax.lax.scan(step, start, turns)
    return drawn.T, moved


def _moved(told: Any, base: Any, first: Any, *, hot: Any, goal: Any) -> Any:
    """A base after which rows say each code about as often as they should."""
    said = hot.T @ jax.nn.softmax(told + base[first]) / jnp.maximum(hot.sum(axis=0)[:, None], 1.0)
    there = (goal > 0) & (hot.sum(axis=0) > 0)[:, None]
    step = jnp.log(jnp.where(there, goal, 1.0)) - jnp.log(jnp.where(there, jnp.maximum(said, 1e-7), 1.0))
    return base + jnp.clip(step, -_FURTHEST, _FURTHEST)
