"""A small single-stage detector in plain JAX, without anchors: a heat map of middles for each class, and a box at each.

After X. Zhou and others, Objects as Points (2019): a cell is a square of four pixels; its heat says whether the middle
of something lies there, and four numbers how far the sides of its box are. The heat is learned with the focal loss of
that paper, the box by its overlap (J. Yu and others, UnitBox, 2016). A picture is first brought to mean 0 and
deviation 1, so that dark and fog are no matter of brightness alone.

Weights are drawn and pictures shuffled by numpy's Philox.
"""

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import optax

from provender.twin.maps.map import Floats
from provender.twin.students._lessons import CELL, Order, Target, batches, standardised
from provender.twin.students._pictures import CLASSES, Pictures

Weights: TypeAlias = dict[str, Any]  # name -> array, numpy or JAX
Array: TypeAlias = Any  # a JAX array

_STEM = 12  # channels of the squares of two pixels
_RARE = 0.01  # of cells that hold a middle, to begin with
_FEW = 0.25  # things of a class to a picture, below which a batch is taken to have so many


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Order):
    """All that a compiled step depends on."""

    width: int
    rate: float


def draw(width: int, rng: np.random.Generator) -> Weights:
    """Fresh weights; every block begins as a no-op."""
    out = len(CLASSES) + 4

    def normal(*size: int) -> npt.NDArray[np.float32]:
        return rng.standard_normal(size, np.float32) * np.float32(np.sqrt(2 / size[0]))

    fine = {f"fine{at}": normal(9 * width, width) for at in range(2)}
    coarse = {f"coarse{at}": normal(9 * 2 * width, 2 * width) for at in range(3)}
    ends = {f"{name}_end": np.zeros((wide, wide), np.float32)
            for names, wide in ((fine, width), (coarse, 2 * width)) for name in names}  # fmt: skip
    bias = np.zeros(out, np.float32)
    bias[: len(CLASSES)] = -np.log((1 - _RARE) / _RARE)
    return {
        "stem": normal(9 * 4 * 3, _STEM),
        "first": normal(9 * 4 * _STEM, width), "down": normal(4 * width, 2 * width), "up": normal(2 * width, width),
        **fine, **coarse, **ends,
        "last": normal(9 * width, width), "tell": normal(width, out) * np.float32(0.1), "tell_bias": bias,
    }  # fmt: skip


def _folded(x: Array, side: int) -> Array:
    """(b, h, w, c) with each square of `side` as one place: (b, h / side, w / side, side * side * c)."""
    b, high, wide, c = x.shape
    x = x.reshape(b, high // side, side, wide // side, side, c)
    return jnp.moveaxis(x, 3, 2).reshape(b, high // side, wide // side, side * side * c)


def _around(x: Array, weight: Array) -> Array:
    """A convolution of three by three, zeros beyond the edge; `weight` (9 * channels, out)."""
    kernel = weight.reshape(3, 3, x.shape[-1], -1)
    return jax.lax.conv_general_dilated(x, kernel, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))


def _norm(x: Array) -> Array:
    """Scaled to root-mean-square 1 over the channels."""
    return x * jax.lax.rsqrt(jnp.mean(x * x, -1, keepdims=True) + 1e-6)


def _block(x: Array, weights: Weights, name: str) -> Array:
    """What is around a place, added to it."""
    return x + jax.nn.relu(_around(_norm(x), weights[name])) @ weights[f"{name}_end"]


def outputs(weights: Weights, pictures: Array) -> tuple[Array, Array]:
    """Logits of heat (b, r, c, classes) and boxes (b, r, c, 4) in cells, of standardised pictures (b, h, w, 3)."""
    x = jax.nn.relu(_around(_folded(pictures, 2), weights["stem"]))
    x = jax.nn.relu(_around(_folded(x, 2), weights["first"]))
    for at in range(2):
        x = _block(x, weights, f"fine{at}")
    low = jax.nn.relu(_folded(_norm(x), 2) @ weights["down"])
    for at in range(3):
        low = _block(low, weights, f"coarse{at}")
    back = jnp.repeat(jnp.repeat(_norm(low) @ weights["up"], 2, 1), 2, 2)
    x = jax.nn.relu(_around(_norm(x) + back, weights["last"]))
    told = x @ weights["tell"] + weights["tell_bias"]
    return told[..., : len(CLASSES)], jnp.exp(jnp.clip(told[..., len(CLASSES) :], -4.0, 5.0))


def _loss(weights: Weights, pictures: Array, target: Target) -> Array:
    """Focal loss of the heat, and one less the overlap of the boxes."""
    logits, box = outputs(weights, pictures)
    sure, heat = jax.nn.sigmoid(logits), target.heat
    is_middle = (heat >= 1.0).astype(logits.dtype)
    hit = is_middle * (1 - sure) ** 2 * jax.nn.softplus(-logits)
    miss = (1 - is_middle) * target.known[..., None] * (1 - heat) ** 4 * sure**2 * jax.nn.softplus(logits)
    count = jnp.maximum(is_middle.sum((0, 1, 2)), _FEW * len(heat))  # each class by itself: a rare one tells as much
    least, most = jnp.minimum(box, target.box), jnp.maximum(box, target.box)
    common = (least[..., 0] + least[..., 2]) * (least[..., 1] + least[..., 3])
    areas = [(one[..., 0] + one[..., 2]) * (one[..., 1] + one[..., 3]) for one in (box, target.box, most)]
    either = areas[0] + areas[1] - common
    loose = 1 - common / either + (areas[2] - either) / areas[2]  # generalised: it draws even where nothing is common
    told = ((hit + miss).sum((0, 1, 2)) / count).sum()
    return told + 2.0 * (loose * target.weight).sum() / jnp.maximum(target.weight.sum(), 1.0)


@lru_cache(maxsize=64)
def _optimiser(shape: Shape) -> optax.GradientTransformation:
    """Adam behind a gradient norm of at most 5, its rate warmed up and let down along a cosine."""
    warm = max(1, shape.steps // 20)
    pace = optax.warmup_cosine_decay_schedule(0.0, shape.rate, warm, max(shape.steps, warm + 1), shape.rate / 50)
    return optax.chain(optax.clip_by_global_norm(5.0), optax.adamw(pace, weight_decay=1e-3))


@partial(jax.jit, static_argnames="shape", donate_argnums=(0, 1))
def _step(weights: Weights, state: Any, given: tuple[Array, Target], *, shape: Shape) -> tuple[Weights, Any]:
    """One update on a batch."""
    updates, state = _optimiser(shape).update(jax.grad(_loss)(weights, *given), state, weights)
    return optax.apply_updates(weights, updates), state


def train(taught: Pictures, asked: npt.NDArray[np.bool_], shape: Shape, rng: np.random.Generator) -> Weights:
    """Weights after `shape.steps` updates; `asked` (m,) says who is to be found, others may be or not."""
    weights: Weights = {name: jnp.asarray(value) for name, value in draw(shape.width, rng).items()}
    state = _optimiser(shape).init(weights)
    for given in batches(taught, asked, shape, rng):
        weights, state = _step(weights, state, given, shape=shape)
    return {name: np.asarray(value) for name, value in weights.items()}


class Detections(NamedTuple):
    """k boxes found: their pictures (k,) ascending, classes (k,), x, y, x, y in pixels (k, 4), and how sure (k,)."""

    of: npt.NDArray[np.int64]
    classes: npt.NDArray[np.int64]
    boxes: Floats
    scores: Floats


@partial(jax.jit, static_argnames="most")
def _peaks(weights: Weights, pictures: Array, *, most: int) -> tuple[Array, Array, Array]:
    """Of each picture the `most` highest peaks of heat: how high, their places in (r, c, classes), their boxes."""
    logits, box = outputs(weights, pictures)
    heat = jax.nn.sigmoid(logits)
    around = jax.lax.reduce_window(heat, -jnp.inf, jax.lax.max, (1, 3, 3, 1), (1, 1, 1, 1), "SAME")
    high, places = jax.lax.top_k(jnp.where(heat == around, heat, 0.0).reshape(len(heat), -1), most)
    cells = (places // heat.shape[-1])[..., None]
    return high, places, jnp.take_along_axis(box.reshape(len(box), -1, 4), cells, axis=1)


def detect(
    weights: Weights, colours: npt.NDArray[np.uint8], *, most: int = 40, least: float = 0.02, batch: int = 32
) -> Detections:
    """What is in pictures (n, h, w, 3), `most` boxes in each at most and none less sure than `least`."""
    parts = []
    for start in range(0, len(colours), batch):
        now = standardised(colours[start : start + batch])
        short = np.pad(now, ((0, batch - len(now)), (0, 0), (0, 0), (0, 0)))  # one compiled shape serves every exam
        high, places, sides = (np.asarray(one)[: len(now)] for one in _peaks(weights, short, most=most))
        row, at = np.nonzero(high >= least)
        cell, which = np.divmod(places[row, at], len(CLASSES))
        columns = short.shape[2] // CELL
        middle = np.stack([cell % columns, cell // columns], 1) + 0.5
        four = sides[row, at].astype(np.float64)
        boxes = np.concatenate([middle - four[:, :2], middle + four[:, 2:]], 1) * CELL
        limit = np.array([colours.shape[2], colours.shape[1]] * 2, np.float64)
        parts.append(Detections(start + row, which, np.clip(boxes, 0, limit), high[row, at].astype(np.float64)))
    return Detections(*(np.concatenate(column) for column in zip(*parts, strict=True)))
