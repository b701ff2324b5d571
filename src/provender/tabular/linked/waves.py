"""What the heads of numbers are smooth over: cosines over their ranks, and over the days there are for each row."""

from collections.abc import Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from provender.tabular.encoding.encoder import Part
from provender.tabular.encoding.numbers import Numbers

WAVES = 8


def ranked(part: Part, count: int) -> npt.NDArray[np.float32]:
    """(codes, count) waves over the ranks of a number's codes, so that neighbours are alike; zeros for names."""
    waves = np.zeros((part.size, count), np.float32)
    if isinstance(part, Numbers) and len(part.lows) > 1:
        seen = part.counts[: len(part.lows)]
        ranks = (np.cumsum(seen) - seen / 2) / max(seen.sum(), 1)
        pitch = np.arange(1, count + 1)
        waves[: len(ranks)] = np.cos(np.pi * ranks[:, None] * pitch) / np.sqrt(pitch)
    return waves


def paces(
    pairs: Sequence[tuple[int, int]], parts: Sequence[Part], codes: npt.NDArray[np.int32]
) -> npt.NDArray[np.float32]:
    """(pairs, widest, waves, widest) for each code of a window, for each count, waves over the days for each row.

    Args:
        pairs: the columns of a count and of its window.
        codes: (n, columns) of the rows that are learned.
    """
    widest = max((part.size for part in parts), default=1)
    told = np.zeros((len(pairs), widest, WAVES, widest), np.float32)
    pitch = np.arange(1, WAVES + 1)[:, None]
    for at, (count, window) in enumerate(pairs):
        rows, days = _middles(parts[count]), _middles(parts[window])
        pace = days[:, None] / (rows + 1)
        known = (codes[:, count] < len(rows)) & (codes[:, window] < len(days))
        if known.any():
            usual = max(np.median(pace[codes[known, window], codes[known, count]]), 1.0)
            waves = np.cos(np.pi * (pace / (pace + usual))[:, None] * pitch) / np.sqrt(pitch)
            told[at, : len(days), :, : len(rows)] = waves
    return told


def _middles(part: Part) -> npt.NDArray[np.float64]:
    """(codes,) the middle of what each code of a number stands for; none of missing."""
    assert isinstance(part, Numbers), "windows and counts are numbers"
    return np.asarray((part.lows + part.highs) / 2)


def middles(part: Part, widest: int) -> npt.NDArray[np.float32]:
    """(widest,) the middle of what each code of a number stands for, NaN where one stands for none."""
    told = np.full(widest, np.nan, np.float32)
    if isinstance(part, Numbers):
        told[: len(part.lows)] = np.maximum(_middles(part), 0)
    return told


def _waves_over(shares: Any) -> Any:
    """(n, WAVES, codes) cosines over (n, codes) shares in [0, 1]."""
    first = jnp.cos(jnp.pi * shares)
    waves = [jnp.ones_like(first), first]
    for _ in range(WAVES - 1):
        waves.append(2 * first * waves[-1] - waves[-2])  # cos((k + 1) x) from cos(k x) and cos((k - 1) x)
    return jnp.stack([wave / pitch**0.5 for pitch, wave in enumerate(waves[1:], 1)], axis=1)


def paced(params: Mapping[str, Any], hidden: Any, windows: Any, at: int) -> Any:
    """(n, widest) what a pair adds to the logits of its count.

    Args:
        hidden: (n, hidden) of the count.
        windows: (n,) codes of the window.
    """
    waves = jax.lax.stop_gradient(params["paces"])[at, windows]
    return jnp.einsum("nk,nkc->nc", hidden @ params["paced"][at], waves)


def gapped(params: Mapping[str, Any], hidden: Any, pace: Any) -> Any:
    """(n, widest) what the days left for each row add to the logits of gaps.

    Args:
        hidden: (n, hidden) of the first column.
        pace: (n,) days.
    """
    days = jax.lax.stop_gradient(params["gaps"])
    shares = days / (days + jnp.maximum(pace, 0.5)[:, None])
    known = ~jnp.isnan(shares)
    waves = _waves_over(jnp.where(known, shares, 0.0)) * known[:, None]
    return jnp.einsum("nk,nkc->nc", hidden @ params["gapped"], waves)
