"""Optical flow between two shots: where each pixel's point goes, by geometry alone.

A point of the map stays; one of an actor keeps its place in its triangle, so that wheels, legs and whole bodies move
as they are drawn; the sky keeps its direction. The point is then looked at by the other shot's camera.
"""

import numpy as np
from numba import njit

from provender.twin.clip import FLOW_FAR, FLOW_STEPS, FLOW_ZERO, Fate, Flow
from provender.twin.render.picture import Shot
from provender.twin.render.rays import Single
from provender.twin.render.view import centres

_NEAR = 0.1  # m before the camera
_SHORT = 0.995  # of a ray on which nothing must lie for its end to be seen: single precision, and slanted surfaces
_ENDLESS = 1e6  # m to the sky
_UNTOLD, _SEEN, _LOST = int(Fate.UNTOLD), int(Fate.SEEN), int(Fate.LOST)


def flow(one: Shot, two: Shot) -> Flow:
    """(h, w, 3) from one shot to another of the same scene."""
    wide, high = one.view.camera.pixels
    middles = centres(one.view.camera)
    there = _later(one, two, one.view.ways(middles))
    seen = np.stack([there @ two.view.right, -(there @ two.view.up), there @ two.view.ahead], -1)
    made = np.empty((len(seen), 3), np.uint16)
    landed = _told(seen, middles, (two.view.camera.focal, wide, high), made)
    free = ~two.rays.blocked(np.zeros_like(there[landed]), there[landed], np.full(len(landed), _SHORT, np.float32))
    made[landed[free], 2] = _SEEN
    return made.reshape(high, wide, 3)


def _later(one: Shot, two: Shot, ways: Single) -> Single:
    """(n, 3) where the points are at the other shot's time, from its camera."""
    triangle = one.hits.triangle
    moved = one.view.at - two.view.at
    solid = triangle >= 0
    far = np.where(solid, one.hits.distance, np.float32(_ENDLESS))
    there = ways.astype(np.float64) * far[:, None] + np.where(solid[:, None], moved, 0.0)
    acting = np.flatnonzero(solid & (one.mesh.instance[triangle] > 0))
    # actors stand at the end of the list of triangles, and have the same ones at every time
    now = triangle[acting] - len(one.mesh.instance) + len(two.mesh.instance)
    assert (one.mesh.instance[triangle[acting]] == two.mesh.instance[now]).all(), "actors keep their triangles"
    u, v = one.hits.u[acting, None], one.hits.v[acting, None]
    corners = two.mesh.corners[now]
    there[acting] = (1 - u - v) * corners[:, 0] + u * corners[:, 1] + v * corners[:, 2]
    return there.astype(np.float32)


@njit(cache=True)
def _told(seen, middles, lens, made):  # type: ignore[no-untyped-def]
    """Fills `made` (n, 3); returns which points land in the picture."""
    focal, wide, high = lens
    landed = np.empty(len(seen), np.int64)
    count = 0
    for n in range(len(seen)):
        made[n, 0], made[n, 1], made[n, 2] = 0, 0, _UNTOLD
        if seen[n, 2] < _NEAR:
            continue
        x = seen[n, 0] / seen[n, 2] * focal + wide / 2
        y = seen[n, 1] / seen[n, 2] * focal + high / 2
        u, v = x - middles[n, 0], y - middles[n, 1]
        if abs(u) >= FLOW_FAR - 1 or abs(v) >= FLOW_FAR - 1:
            continue
        made[n, 0] = FLOW_ZERO + round(FLOW_STEPS * u)
        made[n, 1] = FLOW_ZERO + round(FLOW_STEPS * v)
        made[n, 2] = _LOST
        if 0 <= x < wide and 0 <= y < high:
            landed[count] = n
            count += 1
    return landed[:count]
