"""How much sky a point sees: one ray for four points, in one of sixteen directions, averaged over blocks of all."""

import numpy as np
from numba import njit

from provender.twin.render.air import blocks
from provender.twin.render.rays import Hits, Rays, Single
from provender.twin.render.surface import Surfaces

_REACH = 2.2  # m within which things take light from each other
_LIFT = 6e-3  # m
_EVERY = 2  # rows and columns of pixels between two that are asked
_CELL = np.arange(16)
_TURN = (_CELL * 7 % 16) * (2 * np.pi / 16)
_TILT = np.sqrt((_CELL + 0.5) / 16)  # sine, weighted by the cosine
_LOCAL = np.stack([_TILT * np.cos(_TURN), _TILT * np.sin(_TURN), np.sqrt(1 - _TILT**2)], 1)


def openness(rays: Rays, points: Surfaces, hits: Hits, size: tuple[int, int]) -> Single:
    """(h w,) 0.25 in deep corners to 1 in the open, for the pixels of a picture (h, w)."""
    high, wide = size
    asked = np.arange(high * wide).reshape(size)[::_EVERY, ::_EVERY]
    solid = asked[(hits.triangle >= 0).reshape(size)[::_EVERY, ::_EVERY]]
    starts, ways = _upward((points.at, points.normal), solid, wide, _LOCAL)
    free = np.ones(high * wide, np.float32)
    free[solid] = ~rays.blocked(starts, ways, np.full(len(solid), _REACH, np.float32))
    some = blocks(free.reshape(size)[::_EVERY, ::_EVERY])
    return 0.25 + 0.75 * np.repeat(np.repeat(some, _EVERY, 0), _EVERY, 1)[:high, :wide].ravel()


@njit(cache=True)
def _upward(points, solid, wide, local):  # type: ignore[no-untyped-def]
    """Starts and directions (n, 3) of one ray from each point, by its place among 4 x 4 pixels."""
    at, normals = points
    starts, ways = np.empty((len(solid), 3), np.float32), np.empty((len(solid), 3), np.float32)
    one, two = np.empty(3), np.empty(3)
    for n in range(len(solid)):
        place = solid[n]
        normal = normals[place]
        way = local[place % wide // _EVERY % 4 + 4 * (place // wide // _EVERY % 4)]
        one[0], one[1], one[2] = normal[1] + normal[2], normal[2] - normal[0], -normal[0] - normal[1]
        long = max(np.sqrt(one[0] ** 2 + one[1] ** 2 + one[2] ** 2), 1e-6)
        for c in range(3):
            one[c] /= long
        for c in range(3):
            i, j = (c + 1) % 3, (c + 2) % 3
            two[c] = normal[i] * one[j] - normal[j] * one[i]
        for c in range(3):
            starts[n, c] = at[place, c] + _LIFT * normal[c]
            ways[n, c] = way[0] * one[c] + way[1] * two[c] + way[2] * normal[c]
    return starts, ways
