"""Do boxes, masks, classes and depths of a frame tell of one and the same scene?"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from provender.twin.frame import DEPTH_STEPS, KIND_OF, Frame, Kind, Thing
from provender.twin.scene import Actor, ActorKind
from provender.twin.verifiers._pinhole import Body, Eye, Numbers, body, core, project

Pixels = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]  # rows and columns

_HALF_STEP = 1.5 / DEPTH_STEPS  # m
_STATIC = Kind.SIGN  # the last class of the map
_FILLS = {ActorKind.CAR: 0.86, ActorKind.VAN: 0.86, ActorKind.BALL: 0.8}
_ROUNDED = 0.02  # share of a mask's rim, beside one pixel, that rounding may take
_SIGNS = np.array([[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)], np.float64)


def array_faults(frame: Frame) -> Iterator[str]:
    """Sizes, classes and instances."""
    wide, high = frame.lens.pixels
    for name in ("colour", "depth", "normal", "kind", "instance"):
        if getattr(frame, name).shape[:2] != (high, wide):
            yield f"{name} is no picture of {wide} x {high} pixels"
            return
    if frame.instance.max() > len(frame.scene.actors):
        yield f"instance {frame.instance.max()} is nobody of the scene"
        return
    kinds = np.array([0, *(KIND_OF[actor.kind] for actor in frame.scene.actors)])
    acting = frame.instance > 0
    if (kinds[frame.instance][acting] != frame.kind[acting]).any():
        yield "a pixel of an actor is of another class than the actor"
    if (frame.kind[~acting] > _STATIC).any():
        yield "a pixel of the map is of a class that only actors have"
    sky = frame.kind == Kind.SKY
    if frame.depth[sky].any() or frame.normal[sky].any():
        yield "the sky has a depth or a normal"
    told = {thing.instance for thing in frame.things}
    missing = set(np.unique(frame.instance[acting]).tolist()) - told
    if missing:
        yield f"{frame.scene.actors[min(missing) - 1].id} is seen and not told of"


def thing_faults(frame: Frame, seen: Eye, places: Numbers) -> Iterator[str]:
    """Every thing that is told of, and who is missing."""
    actors = dict(enumerate(frame.scene.actors, 1))
    rows, columns = np.nonzero(frame.instance)
    numbers = frame.instance[rows, columns]
    for thing in frame.things:
        actor = actors.get(thing.instance)
        if actor is None or actor.id != thing.id or KIND_OF[actor.kind].name.lower() != thing.kind:
            yield f"{thing.id} is not who actor {thing.instance} of the scene is"
            continue
        box = body(actor, frame.time)
        own = (rows[numbers == thing.instance], columns[numbers == thing.instance])
        yield from _masks(frame, thing, own)
        yield from _solid(thing, box, seen, frame)
        yield from _projected(thing, actor, box, seen)
        yield from _placed(frame, thing, box, (own, places))
        yield from _hidden(frame, thing, box, seen)
    yield from _absent(frame, seen)


def _masks(frame: Frame, thing: Thing, own: Pixels) -> Iterator[str]:
    """Visible against amodal, and both against their boxes."""
    rows, columns = own
    around = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1) if len(rows) else (0, 0, 0, 0)
    if tuple(int(side) for side in around) != thing.box:
        yield f"the box of {thing.id} is not around its pixels"
    x0, y0, x1, y1 = thing.whole
    wide, high = frame.lens.pixels
    if not (0 <= x0 < x1 <= wide and 0 <= y0 < y1 <= high) or len(thing.mask) * 8 < (x1 - x0) * (y1 - y0):
        yield f"the whole box of {thing.id} lies outside the picture"
        return
    alone = thing.amodal()
    if not (alone[0].any() and alone[-1].any() and alone[:, 0].any() and alone[:, -1].any()):
        yield f"the whole box of {thing.id} is not around its amodal mask"
    within = (rows >= y0) & (rows < y1) & (columns >= x0) & (columns < x1)
    if not within.all() or not alone[rows - y0, columns - x0].all():
        yield f"{thing.id} is seen where it would not be alone"
    if abs(thing.shown - len(rows) / max(alone.sum(), 1)) > 1e-6:
        yield f"{thing.id} is not shown by {thing.shown:.3f}"


def _solid(thing: Thing, box: Body, seen: Eye, frame: Frame) -> Iterator[str]:
    """The 3D box against the scene's."""
    middle = (box.middle - seen.at) @ seen.axes.T
    ahead = box.axes[0]
    turn = np.arctan2(ahead[1], ahead[0]) - seen.heading
    away = abs((thing.solid[6] - turn + np.pi) % (2 * np.pi) - np.pi)
    told = np.array(thing.solid)
    if np.abs(told[:3] - middle).max() > 1e-3 or np.abs(told[3:6] - 2 * box.half).max() > 1e-3 or away > 1e-3:
        yield f"the 3D box of {thing.id} is not where the scene has it"
    clear = np.exp(-frame.scene.weather.fog * np.linalg.norm(middle))
    if abs(clear - thing.clear) > 1e-3:
        yield f"{thing.clear:.3f} of the light of {thing.id} does not come through, but {clear:.3f}"


def _projected(thing: Thing, actor: Actor, box: Body, seen: Eye) -> Iterator[str]:
    """The amodal mask within the box's outline in the picture, and filling it."""
    found = []
    for room in (box.half + box.slack, box.half):
        corners = project(seen, box.middle + (_SIGNS * room) @ box.axes)
        if corners[:, 2].min() < 0.4:
            return
        low, high = corners[:, :2].min(0), corners[:, :2].max(0)
        found.append(np.concatenate([low, high]))
    outer, inner = found
    x0, y0, x1, y1 = thing.whole
    if x0 < outer[0] - 1 or y0 < outer[1] - 1 or x1 > outer[2] + 1 or y1 > outer[3] + 1:
        yield f"{thing.id} is seen outside its own 3D box"
    if (inner[:2] < 0).any() or (inner[2:] > [seen.wide, seen.high]).any():
        return  # cut by the picture's edge
    size, have = inner[2:] - inner[:2], np.array([x1 - x0, y1 - y0])
    flat = corners[:, 2].min() / corners[:, 2].mean()  # of what is near, a hood's corner reaches beyond the roof
    least = _FILLS.get(actor.kind, 0.5) * (1 + flat) / 2 * size - 2
    if (have < least).any():
        yield f"{thing.id} fills {have[0]} x {have[1]} of the {size[0]:.0f} x {size[1]:.0f} pixels of its 3D box"


def _placed(frame: Frame, thing: Thing, box: Body, found: tuple[Pixels, Numbers]) -> Iterator[str]:
    """What is seen of it lies in its box, by its depth."""
    own, places = found
    off = np.abs((places[own] - box.middle) @ box.axes.T)
    deep = frame.depth[own] > 0
    out = (off > box.half + box.slack + _HALF_STEP).any(1) & deep
    if out.any():
        yield f"{int(out.sum())} pixels of {thing.id} have depths outside its 3D box"


def _hidden(frame: Frame, thing: Thing, box: Body, seen: Eye) -> Iterator[str]:
    """Where it is hidden, something nearer is seen."""
    x0, y0, x1, y1 = thing.whole
    alone = thing.amodal()
    behind = alone & (frame.instance[y0:y1, x0:x1] != thing.instance)
    reach = float(((box.middle - seen.at) @ seen.axes[2]) + np.abs(box.axes @ seen.axes[2]) @ (box.half + box.slack))
    depth = frame.depth[y0:y1, x0:x1] / DEPTH_STEPS
    wrong = behind & ((depth == 0) | (depth > reach + _HALF_STEP))
    rim = _rim(alone)
    if reach < 250 and ((wrong & ~rim).any() or wrong.sum() > 1 + _ROUNDED * rim.sum()):
        yield f"{thing.id} is hidden by what is farther away"


def _rim(mask: "np.ndarray") -> "np.ndarray":
    """Pixels of a mask beside which it ends: there rounding decides whether a ray meets the thing."""
    around = np.pad(mask, 1)
    found: np.ndarray = mask & ~(around[:-2, 1:-1] & around[2:, 1:-1] & around[1:-1, :-2] & around[1:-1, 2:])
    return found


def _absent(frame: Frame, seen: Eye) -> Iterator[str]:
    """Actors whose inside is in the picture must be told of; what is seen there is not behind them."""
    told = {thing.instance: thing for thing in frame.things}
    for number, actor in enumerate(frame.scene.actors, 1):
        if actor.id == frame.lens.rides:
            continue
        found = project(seen, core(actor, frame.time))
        column, row = np.floor(found[:, :2]).T
        inside = (
            (found[:, 2] > 0.5)
            & (found[:, 2] < 0.04 * seen.focal)
            & (column >= 0)
            & (column < seen.wide)
            & (row >= 0)
            & (row < seen.high)
        )
        for x, y, ahead in zip(column[inside], row[inside], found[inside, 2], strict=True):
            if number not in told:
                yield f"{actor.id} is in the picture and not told of"
                return
            yield from _through(frame, told[number], (int(x), int(y)), float(ahead))


def _through(frame: Frame, thing: Thing, pixel: tuple[int, int], ahead: float) -> Iterator[str]:
    """At a pixel behind which the inside of a thing lies: it is there alone, and nothing farther is seen."""
    x, y = pixel
    x0, y0, x1, y1 = thing.whole
    if not (x0 <= x < x1 and y0 <= y < y1) or not thing.amodal()[y - y0, x - x0]:
        yield f"{thing.id} lies at pixel {x}, {y}, which is not in its amodal mask"
    depth = frame.depth[y, x] / DEPTH_STEPS
    if ahead < 250 and not 0 < depth <= ahead + 0.05:
        yield f"what is seen at pixel {x}, {y} lies behind {thing.id}"
