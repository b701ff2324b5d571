"""A small single-stage detector in plain JAX, without anchors: a heat map of middles for each class, and a box at each.

After X. Zhou and others, Objects as Points (2019): a cell is a square of four pixels; its heat says whether the middle
of something lies there, and four numbers how far the sides of its box are. The heat is learned with the focal loss of
that paper, the box by its overlap (J. Yu and others, UnitBox, 2016). A picture is first brought to mean 0 and
deviation 1, so that dark and fog are no matter of brightness alone.

Weights are drawn and pictures shuffled by numpy's Philox.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import optax

from provender.twin.maps.map import Floats
from provender.twin.students._pictures import CLASSES, Pictures

Weights: TypeAlias = dict[str, Any]  # name -> array, numpy or JAX
Array: TypeAlias = Any  # a JAX array

CELL = 4  # pixels
_GRAIN = 8  # pixels to a multiple of which a picture is padded: the coarse half sees squares of eight
_STEM = 12  # channels of the squares of two pixels
_RARE = 0.01  # of cells that hold a middle, to begin with
_SPREAD = 1 / 6  # of a box's side: the deviation of its heat
_FEW = 0.25  # things of a class to a picture, below which a batch is taken to have so many
_INNER = 0.6  # heat from which on a cell learns the box
_LIGHTER, _NOISE = 0.2, 0.02  # of a picture's deviation: how it is varied


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """All that a compiled step depends on."""

    width: int
    steps: int
    batch: int
    rate: float


class Target(NamedTuple):
    """What a batch of b pictures of r x c cells is to say.

    Attributes:
        heat: (b, r, c, classes) 1 at middles, falling around.
        box: (b, r, c, 4) cells to the left, up, right and down from a cell's middle.
        weight: (b, r, c) of the box there.
        known: (b, r, c) 0 where somebody is whom nobody is asked to find.
    """

    heat: Any
    box: Any
    weight: Any
    known: Any


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
    for given in _batches(taught, asked, shape, rng):
        weights, state = _step(weights, state, given, shape=shape)
    return {name: np.asarray(value) for name, value in weights.items()}


def _batches(
    taught: Pictures, asked: npt.NDArray[np.bool_], shape: Shape, rng: np.random.Generator
) -> Iterator[tuple[npt.NDArray[np.float32], Target]]:
    """Pictures in random order, each as often as the others to within one; half mirrored, all a little varied."""
    queue = np.zeros(0, np.int64)
    for _ in range(shape.steps):
        while len(queue) < shape.batch:
            queue = np.concatenate([queue, rng.permutation(len(taught.colours))])
        places, queue = queue[: shape.batch], queue[shape.batch :]
        mirrored = rng.random(shape.batch) < 0.5
        shown = standardised(taught.colours[places])
        shown = shown * np.exp(_LIGHTER * rng.standard_normal((shape.batch, 1, 1, 1), np.float32))
        shown += _NOISE * rng.standard_normal(shown.shape, np.float32)
        wide = taught.colours.shape[2]
        shown[mirrored, :, :wide] = shown[mirrored, :, :wide][:, :, ::-1]
        yield shown, targets(taught, asked, places, mirrored)


def standardised(colours: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """(b, h, w, 3) of mean 0 and deviation 1 each, zeros added below and to the right up to whole squares."""
    shown = colours.astype(np.float32)
    shown -= shown.mean((1, 2, 3), keepdims=True)
    shown /= shown.std((1, 2, 3), keepdims=True) + 1.0
    high, wide = colours.shape[1:3]
    return np.pad(shown, ((0, 0), (0, -high % _GRAIN), (0, -wide % _GRAIN), (0, 0)))


def targets(
    taught: Pictures, asked: npt.NDArray[np.bool_], places: npt.NDArray[np.int64], mirrored: npt.NDArray[np.bool_]
) -> Target:
    """What is to be said of the pictures at `places`, mirrored where `mirrored` says so."""
    high, wide = taught.colours.shape[1:3]
    size = (len(places), -(-high // _GRAIN) * _GRAIN // CELL, -(-wide // _GRAIN) * _GRAIN // CELL)
    made = Target(
        np.zeros((*size, len(CLASSES)), np.float32), np.ones((*size, 4), np.float32),
        np.zeros(size, np.float32), np.ones(size, np.float32),
    )  # fmt: skip
    first, last = np.searchsorted(taught.of, places, "left"), np.searchsorted(taught.of, places, "right")
    for at, (a, b) in enumerate(zip(first, last, strict=True)):
        boxes = taught.boxes[a:b].copy()
        if mirrored[at]:
            boxes[:, [0, 2]] = wide - boxes[:, [2, 0]]
        order = np.argsort(-(boxes[:, 2:] - boxes[:, :2]).prod(1), kind="stable")  # small ones last: they have the say
        for row in order:
            _mark(made, at, boxes[row] / CELL, int(taught.classes[a + row]) if asked[a + row] else -1)
    return made


def _mark(made: Target, at: int, box: Floats, which: int) -> None:
    """One box, in cells, in a picture's target; of no class, only not to be counted against."""
    rows, columns = made.weight.shape[1:]
    (x, y), (wide, high) = (box[:2] + box[2:]) / 2, np.maximum(box[2:] - box[:2], 0.25)
    if which < 0:
        low, end = np.floor(box[:2]).astype(int), np.ceil(box[2:]).astype(int)
        made.known[at, max(low[1], 0) : end[1], max(low[0], 0) : end[0]] = 0.0
        return
    column, row = min(int(x), columns - 1), min(int(y), rows - 1)
    down, right = np.arange(rows) - row, np.arange(columns) - column
    tall = np.exp(-(down**2) / (2 * max(_SPREAD * high, 0.35) ** 2))
    broad = np.exp(-(right**2) / (2 * max(_SPREAD * wide, 0.35) ** 2))
    heat = (tall[:, None] * broad[None]).astype(np.float32)
    made.heat[at, :, :, which] = np.maximum(made.heat[at, :, :, which], heat)
    inner = heat >= _INNER
    inner &= np.abs(np.arange(rows) + 0.5 - y)[:, None] < high / 2
    inner &= np.abs(np.arange(columns) + 0.5 - x)[None] < wide / 2
    inner[row, column] = True
    r, c = np.nonzero(inner)
    sides = np.stack([c + 0.5 - box[0], r + 0.5 - box[1], box[2] - c - 0.5, box[3] - r - 0.5], 1)
    made.box[at, r, c] = np.maximum(sides, 0.05)
    made.weight[at, r, c] = heat[r, c] / heat[r, c].sum()  # small things tell as much as large ones


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
