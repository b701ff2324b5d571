"""How much of the sky a point sees: one ray each, in one of sixteen directions, averaged over blocks that hold all."""

import numpy as np

from provender.twin.render.air import blocks
from provender.twin.render.rays import Hits, Rays, Single
from provender.twin.render.surface import Surfaces

_REACH = 2.2  # m within which things take light from each other


def openness(rays: Rays, points: Surfaces, hits: Hits, size: tuple[int, int]) -> Single:
    """(h w,) 0.25 in deep corners to 1 in the open, for the pixels of a picture (h, w)."""
    high, wide = size
    x, y = np.meshgrid(np.arange(wide), np.arange(high))
    cell = ((x % 4) + 4 * (y % 4)).ravel()
    turn = (cell * 7 % 16) * (2 * np.pi / 16)
    tilt = np.sqrt((cell + 0.5) / 16)  # sine, weighted by the cosine
    normal = points.normal
    one = np.stack([normal[:, 1] + normal[:, 2], normal[:, 2] - normal[:, 0], -normal[:, 0] - normal[:, 1]], 1)
    one /= np.maximum(np.linalg.norm(one, axis=1, keepdims=True), 1e-6)
    two = np.cross(normal, one)
    ways = (tilt * np.cos(turn))[:, None] * one + (tilt * np.sin(turn))[:, None] * two
    ways += np.sqrt(1 - tilt**2)[:, None] * normal
    solid = hits.triangle >= 0
    starts = points.at + 6e-3 * normal
    free = np.ones(len(solid), np.float32)
    far = np.full(int(solid.sum()), _REACH, np.float32)
    free[solid] = ~rays.blocked(starts[solid].astype(np.float32), ways[solid].astype(np.float32), far)
    return 0.25 + 0.75 * blocks(free.reshape(size)).ravel()
