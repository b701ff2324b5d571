"""What a detector is shown in each update, pictures or pieces of them, and what it is to say of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from provender.twin.maps.map import Floats
from provender.twin.students._pictures import CLASSES, Pictures

CELL = 4  # pixels
_GRAIN = 8  # pixels to a multiple of which a picture is padded: the coarse half sees squares of eight
_SPREAD = 1 / 6  # of a box's side: the deviation of its heat
_INNER = 0.6  # heat from which on a cell learns the box
_LIGHTER, _NOISE = 0.2, 0.02  # of a picture's deviation: how it is varied
_SOUGHT = 0.75  # of the pieces that lie about somebody, the others anywhere
_ASIDE = 0.35  # of a piece's side, by which somebody may lie off its middle
_WHOLE = 0.5  # of somebody that must be in a piece, to be asked for there

Scales = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How many updates on how many pictures each, and how wide a piece of each is shown; 0 shows all of it."""

    steps: int
    batch: int
    window: int = 0

    def size(self, colours: npt.NDArray[np.uint8]) -> tuple[int, int]:
        """Width and height in pixels of what is shown; a piece is three fifths as high as it is wide."""
        high, wide = colours.shape[1:3]
        if not self.window:
            return wide, high
        return min(self.window, wide // _GRAIN * _GRAIN), min(
            round(self.window * 0.6 / _GRAIN) * _GRAIN, high // _GRAIN * _GRAIN
        )


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


class Pieces(NamedTuple):
    """Pieces of one size of b pictures: which pictures, where each piece begins (b, 2), and which are mirrored."""

    places: Ints
    corners: Ints
    mirrored: Flags
    size: tuple[int, int]


def batches(
    taught: Pictures, asked: Flags, order: Order, rng: np.random.Generator
) -> Iterator[tuple[npt.NDArray[np.float32], Target]]:
    """Pictures in random order, each as often as the others to within one; half mirrored, all a little varied."""
    queue = np.zeros(0, np.int64)
    scales = scales_of(taught.colours)
    size = order.size(taught.colours)
    for _ in range(order.steps):
        while len(queue) < order.batch:
            queue = np.concatenate([queue, rng.permutation(len(taught.colours))])
        places, queue = queue[: order.batch], queue[order.batch :]
        corners = np.zeros((len(places), 2), np.int64)
        if order.window:
            corners = np.stack([_corner(taught, asked, place, size=size, rng=rng) for place in places])
        pieces = Pieces(places, corners, rng.random(order.batch) < 0.5, size)
        shown = _cut(taught.colours, scales, pieces)
        shown = shown * np.exp(_LIGHTER * rng.standard_normal((order.batch, 1, 1, 1), np.float32))
        even = rng.random(shown.shape, np.float32) - np.float32(0.5)  # cheaper to draw than a bell of that deviation
        shown += _NOISE * np.float32(12**0.5) * even
        yield shown, targets(taught, asked, pieces)


def whole(colours: npt.NDArray[np.uint8], places: Ints, mirrored: Flags) -> Pieces:
    """All of the pictures at `places`, those that are so flagged mirrored."""
    high, wide = colours.shape[1:3]
    return Pieces(places, np.zeros((len(places), 2), np.int64), mirrored, (wide, high))


def _corner(taught: Pictures, asked: Flags, place: int, *, size: tuple[int, int], rng: np.random.Generator) -> Ints:
    """Where a piece of a picture begins: mostly about somebody, every class that is there as often as the others."""
    high, wide = taught.colours.shape[1:3]
    room = np.array([wide - size[0], high - size[1]])
    first, last = np.searchsorted(taught.of, [place, place + 1], "left")
    there = first + np.flatnonzero(asked[first:last])
    corner: Ints = rng.integers(0, room + 1)
    if len(there) and rng.random() < _SOUGHT:
        who = rng.choice(there[taught.classes[there] == rng.choice(np.unique(taught.classes[there]))])
        middle = taught.boxes[who].reshape(2, 2).mean(0) + rng.uniform(-_ASIDE, _ASIDE, 2) * size
        corner = np.clip(np.rint(middle - np.array(size) / 2), 0, room).astype(np.int64)
    return corner


def _cut(colours: npt.NDArray[np.uint8], scales: Scales, pieces: Pieces) -> npt.NDArray[np.float32]:
    """The pieces of pictures, standardised as the wholes are, zeros about them up to whole squares."""
    wide, high = pieces.size
    shape = (len(pieces.places), -(-high // _GRAIN) * _GRAIN, -(-wide // _GRAIN) * _GRAIN, 3)
    cut = np.zeros(shape, np.float32)
    for at, (place, (x, y)) in enumerate(zip(pieces.places, pieces.corners, strict=True)):
        piece = colours[place, y : y + high, x : x + wide]
        middle, deviation = scales[place]
        cut[at, :high, :wide] = ((piece[:, ::-1] if pieces.mirrored[at] else piece) - middle) / deviation
    return cut


def scales_of(colours: npt.NDArray[np.uint8]) -> Scales:
    """(n, 2) of each picture its mean and its deviation, that plus one level: a picture of one colour has none."""
    told = [(one.mean(dtype=np.float64), one.std(dtype=np.float64) + 1.0) for one in colours]
    return np.array(told, np.float32).reshape(-1, 2)


def standardised(colours: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """(b, h, w, 3) of mean 0 and deviation 1 each, zeros added below and to the right up to whole squares."""
    count = len(colours)
    return _cut(colours, scales_of(colours), whole(colours, np.arange(count), np.zeros(count, bool)))


def targets(taught: Pictures, asked: Flags, pieces: Pieces) -> Target:
    """What is to be said of pieces of pictures; of who is less than half in one, nothing."""
    wide, high = pieces.size
    size = (len(pieces.places), -(-high // _GRAIN) * _GRAIN // CELL, -(-wide // _GRAIN) * _GRAIN // CELL)
    made = Target(
        np.zeros((*size, len(CLASSES)), np.float32), np.ones((*size, 4), np.float32),
        np.zeros(size, np.float32), np.ones(size, np.float32),
    )  # fmt: skip
    first = np.searchsorted(taught.of, pieces.places, "left")
    last = np.searchsorted(taught.of, pieces.places, "right")
    for at, (a, b) in enumerate(zip(first, last, strict=True)):
        boxes = taught.boxes[a:b] - np.tile(pieces.corners[at], 2)
        if pieces.mirrored[at]:
            boxes[:, [0, 2]] = wide - boxes[:, [2, 0]]
        inside = np.clip(boxes, 0, [wide, high, wide, high])
        share = _areas(inside) / np.maximum(_areas(boxes), 1e-9)
        order = np.argsort(-_areas(inside), kind="stable")  # small ones last: they have the say
        for row in order[share[order] > 0]:
            wanted = asked[a + row] and share[row] >= _WHOLE
            _mark(made, at, inside[row] / CELL, int(taught.classes[a + row]) if wanted else -1)
    return made


def _areas(boxes: Floats) -> Floats:
    """(k,) areas of boxes (k, 4)."""
    found: Floats = (boxes[:, 2:] - boxes[:, :2]).prod(1)
    return found


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
