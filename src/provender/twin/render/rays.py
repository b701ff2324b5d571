"""Rays through a scene's triangles: by Embree, and for those of a whole picture by going through the triangles."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from embreex import rtcore_scene
from embreex.mesh_construction import TriangleMesh
from numba import njit

Single = npt.NDArray[np.float32]
_CLOSE = 0.02  # m ahead, nearer than which nothing is seen


class Hits(NamedTuple):
    """The first triangle on each of n rays.

    Attributes:
        triangle: (n,) -1 where a ray meets nothing.
        distance: (n,) in lengths of the ray's direction.
        u, v: (n,) weights of the triangle's second and third corner.
    """

    triangle: npt.NDArray[np.int32]
    distance: Single
    u: Single
    v: Single


class Rays:
    """Triangles (n, 3, 3) in single precision, to be asked for hits and shadows."""

    def __init__(self, corners: Single) -> None:
        self._scene = rtcore_scene.EmbreeScene()
        self._mesh = TriangleMesh(self._scene, np.ascontiguousarray(corners))

    def first(self, starts: Single, ways: Single, far: Single | None = None) -> Hits:
        """What rays (n, 3), (n, 3) meet first, within `far` (n,) lengths of their directions where it is given."""
        if not len(starts):
            nothing = np.empty(0, np.float32)
            return Hits(np.empty(0, np.int32), nothing, nothing, nothing)
        starts, ways = np.ascontiguousarray(starts), np.ascontiguousarray(ways)
        found = self._scene.run(starts, ways, dists=far, query="INTERSECT", output=True)
        return Hits(found["primID"], found["tfar"], found["u"], found["v"])

    def blocked(self, starts: Single, ways: Single, far: Single) -> npt.NDArray[np.bool_]:
        """(n,) whether anything lies on rays within `far` lengths of their directions."""
        if not len(starts):
            return np.empty(0, np.bool_)
        starts, ways = np.ascontiguousarray(starts), np.ascontiguousarray(ways)
        return np.asarray(self._scene.run(starts, ways, dists=np.ascontiguousarray(far), query="OCCLUDED")) != -1


def pinhole(corners: Single, axes: npt.NDArray[np.float64], lens: tuple[int, int, float]) -> Hits:
    """What the rays from the origin through the middles of all pixels meet first, row by row.

    As `Rays.first` would tell, three times faster: each triangle is asked for the few rays that could meet it. A ray
    meets it where it lies on the same side of the three planes through the origin and the triangle's sides.

    Args:
        corners: (n, 3, 3); axes: (3, 3) right, down and ahead as rows, to which distances are metres along the last.
        lens: width, height and focal length in pixels.
    """
    wide, high, _ = lens
    nearest = np.full(high * wide, np.inf)
    triangle, u, v = (
        np.full(high * wide, -1, np.int32),
        np.zeros(high * wide, np.float32),
        np.zeros(high * wide, np.float32),
    )
    _raster((corners, axes), lens, (nearest, triangle, u, v))
    return Hits(triangle, nearest.astype(np.float32), u, v)


@njit(cache=True)
def _raster(given, lens, out):  # type: ignore[no-untyped-def]
    """Fills in nearest hits, triangle by triangle; of two at one distance the first stays."""
    corners, axes = given
    at, side, bounds = np.empty((3, 3)), np.empty((3, 3)), np.empty(4)
    for k in range(len(corners)):
        for i in range(3):
            x, y, z = corners[k, i]
            at[i, 0] = axes[0, 0] * x + axes[0, 1] * y + axes[0, 2] * z
            at[i, 1] = axes[1, 0] * x + axes[1, 1] * y + axes[1, 2] * z
            at[i, 2] = axes[2, 0] * x + axes[2, 1] * y + axes[2, 2] * z
        if _bounds(at, lens, bounds):
            _fill((k, _sides(at, side), side), bounds, lens, out)


@njit(cache=True)
def _fill(plate, bounds, lens, out):  # type: ignore[no-untyped-def]
    """Asks the pixels within some bounds about one triangle."""
    k, whole, side = plate
    wide, high, focal = lens
    nearest, triangle, u, v = out
    for row in range(int(bounds[1]), int(bounds[3])):
        y = (row + 0.5 - high / 2) / focal
        first = side[0, 1] * y + side[0, 2], side[1, 1] * y + side[1, 2], side[2, 1] * y + side[2, 2]
        for column in range(int(bounds[0]), int(bounds[2])):
            x = (column + 0.5 - wide / 2) / focal
            a, b, c = side[0, 0] * x + first[0], side[1, 0] * x + first[1], side[2, 0] * x + first[2]
            total = a + b + c
            if not ((a >= 0 and b >= 0 and c >= 0) or (a <= 0 and b <= 0 and c <= 0)) or total == 0:
                continue
            far, n = whole / total, row * wide + column
            if 0 < far < nearest[n]:
                nearest[n], triangle[n], u[n], v[n] = far, k, b / total, c / total


@njit(cache=True)
def _sides(at, side):  # type: ignore[no-untyped-def]
    """Fills in normals (3, 3) of the planes through the origin and the sides; six times the volume spanned."""
    for i in range(3):
        p, q = at[(i + 1) % 3], at[(i + 2) % 3]
        for c in range(3):
            d, e = (c + 1) % 3, (c + 2) % 3
            side[i, c] = p[d] * q[e] - p[e] * q[d]
    return at[0, 0] * side[0, 0] + at[0, 1] * side[0, 1] + at[0, 2] * side[0, 2]


@njit(cache=True)
def _bounds(at, lens, bounds):  # type: ignore[no-untyped-def]
    """Fills in first column and row and the ends of both within which a triangle could be seen; False for nowhere."""
    wide, high, focal = lens
    bounds[0], bounds[1], bounds[2], bounds[3] = wide, high, 0.0, 0.0
    for i in range(3):
        one, two = at[i], at[(i + 1) % 3]
        ends = 1 if one[2] >= _CLOSE else 0
        if (one[2] >= _CLOSE) != (two[2] >= _CLOSE):
            ends += 2
        for end in range(2):
            if not ends & (1 << end):
                continue
            share = 0.0 if end == 0 else (_CLOSE - one[2]) / (two[2] - one[2])
            z = one[2] + share * (two[2] - one[2])
            x = wide / 2 + focal * (one[0] + share * (two[0] - one[0])) / z
            y = high / 2 + focal * (one[1] + share * (two[1] - one[1])) / z
            bounds[0], bounds[1] = min(bounds[0], np.floor(x - 0.5)), min(bounds[1], np.floor(y - 0.5))
            bounds[2], bounds[3] = max(bounds[2], np.ceil(x + 0.5)), max(bounds[3], np.ceil(y + 0.5))
    bounds[0], bounds[1] = max(bounds[0], 0.0), max(bounds[1], 0.0)
    bounds[2], bounds[3] = min(bounds[2], wide), min(bounds[3], high)
    return bounds[2] > bounds[0] and bounds[3] > bounds[1]
