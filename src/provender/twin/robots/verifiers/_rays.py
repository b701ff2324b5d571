"""Rays through the pixels of a camera against boxes, cylinders and spheres in any pose: closed forms, no triangles."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provender.twin.robots.episode import Array, Body
from provender.twin.robots.reel import Lens
from provender.twin.robots.verifiers._fields import turned


class Eye(NamedTuple):
    """A camera: (3,) where it is, (3, 3) its axes right, down and ahead as columns, its focal length and size."""

    at: Array
    axes: Array
    focal: float
    wide: int
    high: int


class Met(NamedTuple):
    """Rays that enter a body: (k,) which they are, (k,) how many of their lengths away, and (k, 3) outward normals."""

    ray: npt.NDArray[np.int64]
    far: Array
    normal: Array


def eye(lens: Lens) -> Eye:
    """The camera of a lens."""
    pose = np.array(lens.pose)
    return Eye(pose[:3], turned(pose[None, 3:])[0], lens.focal, *lens.pixels)


def ways(seen: Eye) -> Array:
    """(h w, 3) one metre ahead each, in the table's frame, row by row."""
    x = (np.arange(seen.wide) + 0.5 - seen.wide / 2) / seen.focal
    y = (np.arange(seen.high) + 0.5 - seen.high / 2) / seen.focal
    found = x[None, :, None] * seen.axes[:, 0] + y[:, None, None] * seen.axes[:, 1] + seen.axes[:, 2]
    return np.asarray(found.reshape(-1, 3))


def met(body: Body, pose: Array, starts: Array, way: Array) -> Met:
    """Where rays from `starts` (3,) or (n, 3) along `way` (n, 3) enter a body; those that begin in it miss."""
    off = pose[:3] - starts
    along = way @ off if off.ndim == 1 else np.einsum("nk,nk->n", way, off)
    long = np.einsum("nk,nk->n", way, way)
    near = np.flatnonzero((off**2).sum(-1) - along**2 / long <= _reach(body) ** 2 + 1e-9)
    axes = turned(pose[None, 3:])[0]
    here = (-off if off.ndim == 1 else -off[near]) @ axes
    enter, leave, normal = _FORMS[body.shape](body, np.broadcast_to(here, (len(near), 3)), way[near] @ axes)
    hit = (enter < leave) & (enter > 0)
    return Met(near[hit], enter[hit], normal[hit] @ axes.T)


def _reach(body: Body) -> float:
    """Metres from its middle to its farthest point."""
    wide, _, high = body.half
    around = {"box": float(np.linalg.norm(body.half)), "cylinder": float(np.hypot(wide, high)), "sphere": wide}
    return around[body.shape]


def _slabs(here: Array, way: Array, half: Array) -> tuple[Array, Array]:
    """(n, k) where rays enter and leave the space between each pair of planes."""
    with np.errstate(divide="ignore", invalid="ignore"):
        one, two = (-half - here) / way, (half - here) / way
    beside = (way == 0) & (np.abs(here) > half)
    level = way == 0
    low = np.where(level, -np.inf, np.minimum(one, two))
    high = np.where(level, np.inf, np.maximum(one, two))
    return np.where(beside, np.inf, low), np.where(beside, -np.inf, high)


def _round(here: Array, way: Array, radius: float) -> tuple[Array, Array]:
    """(n,) where rays (n, k) enter and leave what lies within a radius of 0."""
    a, b, c = (way**2).sum(1), (way * here).sum(1), (here**2).sum(1) - radius**2
    root = np.sqrt(np.maximum(b * b - a * c, 0.0))
    still = a < 1e-18
    miss = np.where(still, c > 0, b * b < a * c)
    a = np.where(still, 1.0, a)
    low, high = np.where(still, -np.inf, (-b - root) / a), np.where(still, np.inf, (-b + root) / a)
    return np.where(miss, np.inf, low), np.where(miss, -np.inf, high)


def _box(body: Body, here: Array, way: Array) -> tuple[Array, Array, Array]:
    low, high = _slabs(here, way, np.array(body.half))
    axis = low.argmax(1)
    normal = np.where(np.arange(3) == axis[:, None], -np.sign(way), 0.0)
    return low.max(1), high.min(1), normal


def _sphere(body: Body, here: Array, way: Array) -> tuple[Array, Array, Array]:
    low, high = _round(here, way, body.half[0])
    at = np.where(np.isfinite(low), low, 0.0)
    return low, high, (here + at[:, None] * way) / body.half[0]


def _cylinder(body: Body, here: Array, way: Array) -> tuple[Array, Array, Array]:
    side, out = _round(here[:, :2], way[:, :2], body.half[0])
    low, high = (each[:, 0] for each in _slabs(here[:, 2:], way[:, 2:], np.array(body.half[2:])))
    at = np.where(np.isfinite(side), side, 0.0)
    around = np.column_stack([(here[:, :2] + at[:, None] * way[:, :2]) / body.half[0], np.zeros(len(at))])
    end = np.column_stack([np.zeros((len(at), 2)), -np.sign(way[:, 2])])
    return np.maximum(side, low), np.minimum(out, high), np.where((side > low)[:, None], around, end)


_FORMS = {"box": _box, "sphere": _sphere, "cylinder": _cylinder}


class Scene(NamedTuple):
    """What a camera must see: of each pixel the nearest solid and what its ray meets there, and of each solid alone.

    Attributes:
        way: (n, 3) of the rays.
        instance: (n,) 0 nothing, k solid k - 1.
        far: (n,) inf where nothing is met; as lengths of the rays, which are metres ahead.
        normal: (n, 3).
        alone: (s, n) whether a solid would be met alone.
    """

    way: Array
    instance: npt.NDArray[np.int64]
    far: Array
    normal: Array
    alone: npt.NDArray[np.bool_]


def scene(solids: tuple[Body, ...], poses: Array, seen: Eye) -> Scene:
    """What is met of solids at poses (s, 7)."""
    way = ways(seen)
    far, normal = np.full(len(way), np.inf), np.zeros((len(way), 3))
    instance = np.zeros(len(way), np.int64)
    alone = np.zeros((len(solids), len(way)), np.bool_)
    for place, (body, pose) in enumerate(zip(solids, poses, strict=True)):
        some = _window(body, pose, seen)
        one = met(body, pose, seen.at, way[some])
        ray = some[one.ray]
        alone[place, ray] = True
        nearer = one.far < far[ray]
        ray = ray[nearer]
        far[ray], normal[ray], instance[ray] = one.far[nearer], one.normal[nearer], place + 1
    return Scene(way, instance, far, normal, alone)


def _window(body: Body, pose: Array, seen: Eye) -> npt.NDArray[np.int64]:
    """(k,) pixels in which a ball around a body can be."""
    places = np.arange(seen.high * seen.wide).reshape(seen.high, seen.wide)
    right, down, ahead = (pose[:3] - seen.at) @ seen.axes
    reach = _reach(body)
    if ahead - reach < 0.05:
        return places.ravel()
    spots = np.array([[(right + a * reach) / (ahead + c * reach), (down + b * reach) / (ahead + c * reach)]
                      for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)])  # fmt: skip
    size = np.array([seen.wide, seen.high])
    low, top = (np.clip(edge(spots * seen.focal + size / 2, axis=0) + off, 0, size).astype(int)
                for edge, off in ((np.min, -1), (np.max, 2)))  # fmt: skip
    return places[low[1] : top[1], low[0] : top[0]].ravel()
