"""Distances between boxes, cylinders and spheres in any pose, by fields of their own.

The distance of a point to each shape is exact (negative inside). That of two shapes is the least of what points on the
one's surface have to the other, both ways around: never too small, and too large by at most what lies between two
points of a grid.
"""

from functools import lru_cache

import numpy as np

from provender.twin.robots.episode import Array, Body

_AROUND, _ALONG = 48, 7


def turned(quaternions: Array) -> Array:
    """(n, 3, 3) whose columns are a body's axes, of unit quaternions (n, 4) with the scalar first."""
    w, x, y, z = quaternions.T
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
        [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
    return np.moveaxis(np.array(rows), -1, 0)


def inside(body: Body, points: Array) -> Array:
    """(...,) metres from points (..., 3) in a body's own axes to its surface; negative within."""
    if body.shape == "sphere":
        found: Array = np.linalg.norm(points, axis=-1) - body.half[0]
        return found
    if body.shape == "cylinder":
        off = np.stack(
            [np.hypot(points[..., 0], points[..., 1]) - body.half[0], np.abs(points[..., 2]) - body.half[2]], -1
        )
    else:
        off = np.abs(points) - np.array(body.half)
    out: Array = np.linalg.norm(np.maximum(off, 0.0), axis=-1) + np.minimum(off.max(-1), 0.0)
    return out


@lru_cache(maxsize=256)
def _grid(shape: str, half: tuple[float, float, float]) -> Array:
    """(p, 3) points of a surface; of a sphere its middle alone."""
    if shape == "sphere":
        return np.zeros((1, 3))
    even = np.linspace(-1.0, 1.0, _ALONG)
    if shape == "box":
        cube = np.stack(np.meshgrid(even, even, even), -1).reshape(-1, 3)
        return np.asarray(cube[np.abs(cube).max(1) == 1.0] * np.array(half))
    angle = np.arange(_AROUND) * (2 * np.pi / _AROUND)
    rim = np.stack([np.cos(angle), np.sin(angle)], 1) * half[0]
    side = [np.column_stack([rim, np.full(_AROUND, half[2] * high)]) for high in even]
    caps = [np.column_stack([rim * share, np.full(_AROUND, half[2] * end)]) for end in (-1, 1) for share in (0.0, 0.5)]
    return np.concatenate([*side, *caps])


def _one_way(one: Body, pose: Array, other: Body, there: Array) -> Array:
    """(n,) the least distance of `one`'s points to `other`."""
    points = np.einsum("nij,pj->npi", turned(pose[:, 3:]), _grid(one.shape, one.half)) + pose[:, None, :3]
    local = np.einsum("nji,npj->npi", turned(there[:, 3:]), points - there[:, None, :3])
    least = np.asarray(inside(other, local).min(1), np.float64)
    return np.asarray(least - one.half[0]) if one.shape == "sphere" else least


def gaps(one: Body, pose: Array, other: Body, there: Array) -> Array:
    """(n,) metres between two bodies at poses (n, 7) each; negative where they are inside each other."""
    apart = np.linalg.norm(pose[:, :3] - there[:, :3], axis=1) - np.hypot(*_round(one)) - np.hypot(*_round(other))
    found = np.maximum(apart, 0.0)
    near = np.flatnonzero(apart < 0.01)
    if len(near):
        ways = [(one, pose, other, there), (other, there, one, pose)]
        if "sphere" in (one.shape, other.shape):
            ways = ways[:1] if one.shape == "sphere" else ways[1:]
        ways = [way for way in ways if way[0].role != "table"]
        found[near] = np.min([_one_way(a, at[near], b, to[near]) for a, at, b, to in ways], axis=0)
    return np.asarray(found)


def _round(body: Body) -> tuple[float, float]:
    """Half of a body's size across, and along its axis: their hypotenuse reaches to its farthest point."""
    if body.shape == "sphere":
        return body.half[0], 0.0
    return (float(np.hypot(*body.half[:2])) if body.shape == "box" else body.half[0]), body.half[2]


def inertia(body: Body) -> Array:
    """(3,) kg m2 about a body's own axes, its mass spread evenly."""
    x, y, z = body.half
    if body.shape == "sphere":
        return np.full(3, 0.4 * body.mass * x * x)
    if body.shape == "cylinder":
        across = body.mass * (3 * x * x + 4 * z * z) / 12
        return np.array([across, across, body.mass * x * x / 2])
    return np.asarray(body.mass / 3 * np.array([y * y + z * z, x * x + z * z, x * x + y * y]))
