"""The sum over rows of their gradients, each clipped, without ever holding one: ghost clipping with bookkeeping.

Every weight acts once a row, so that a row's gradient is an outer product: of what went into the weight, and of how
the row's loss moves with what came out. Its norm is the product of theirs (Goodfellow 2015, arXiv 1510.01799; Li,
Tramer, Liang and Hashimoto 2021, arXiv 2110.05679). One backward pass tells both for all rows; weighing rows by how far
they are clipped gives the sum from the same pass (Bu, Wang, Zha and Karypis 2022, arXiv 2210.00038).
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp

from provender.tabular.descent.network import Params, losses, taps_of
from provender.tabular.generators._network import Shape

ROUNDING = 0.01  # of the clip is kept back for what floats add: by far more than the 1e-5 that is measured
_BIAS = {"gate": "shift", "layer": "layer_bias"}


@partial(jax.jit, static_argnames=("shape",))
def clipped(params: Params, codes: Any, there: Any, base: Sequence[Any], *, shape: Shape, clip: float) -> Any:
    """The sum of gradients over rows, each at most `clip` long, by weight.

    Args:
        params: as `losses` takes them; "codes" has no gradient.
        codes: (columns, b).
        there: (b,) 1, or 0 for a row that is not to count.

    Guarantees:
        What autodiff row by row gives, clipped to (1 - ROUNDING) times `clip`.
    """

    def told(taps: Params) -> tuple[Any, Params]:
        each, into = losses(params, codes, base, shape=shape, taps=taps)
        return each.sum(), into

    slopes, into = jax.grad(told, has_aux=True)(taps_of(shape, codes.shape[1]))
    squares = sum(_squares(name, slope, into[name]) for name, slope in slopes.items())
    weights = there * jnp.minimum(clip * (1 - ROUNDING) * jax.lax.rsqrt(squares + 1e-12), 1.0)
    found: dict[str, Any] = {}
    for name, slope in slopes.items():
        weighed = slope * weights[None, :, None]
        outer = (weighed * into[name]).sum(axis=1) if name == "gate" else jnp.swapaxes(into[name], 1, 2) @ weighed
        found[name] = outer
        if name in _BIAS:
            found[_BIAS[name]] = weighed.sum(axis=1)
    return found


def _squares(name: str, slope: Any, into: Any) -> Any:
    """(b,) the square of the norm of each row's gradient, of one weight and of the bias beside it."""
    if name == "gate":
        return ((slope * into) ** 2 + slope**2).sum(axis=(0, 2))
    return (((into**2).sum(axis=-1) + (name in _BIAS)) * (slope**2).sum(axis=-1)).sum(axis=0)
