"""Codes by draws that are spread evenly over rows, for every network that draws a block column by column."""

from typing import Any

import jax
import jax.numpy as jnp


def picked(logits: Any, draws: Any) -> Any:
    """(b,) codes for `logits` (b, codes): the row of which the r-th smallest code is expected takes the r-th draw.

    Draws that are evenly spread over every stretch of rows, as `_points.spread` gives them, make each code as frequent
    as it is expected to be, among like rows too (array-RQMC: L'Ecuyer, Lecot and Tuffin 2008); independent ones make
    independent rows.

    Args:
        draws: (b,) uniform in [0, 1).
    """
    ends = jnp.cumsum(jax.nn.softmax(logits), axis=-1)
    order = jnp.argsort((ends / ends[:, -1:]).sum(axis=-1))
    own = jnp.zeros_like(draws).at[order].set(draws)
    return (own[:, None] * ends[:, -1:] >= ends).sum(axis=-1)
