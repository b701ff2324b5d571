"""Dirt and drops on the lens: too near to be sharp, so that specks are soft and drops show the street upside down.

A dried speck holds light back and scatters what the picture around it sends; a drop refracts a wide view, which the
lens cannot focus. Where they lie depends on the scene, so they stay through a clip.
"""

from collections.abc import Iterator

import numpy as np
from numba import njit

from provender.core.seeds import Stream, stream
from provender.twin.render.air import enlarged, smoothed
from provender.twin.render.rays import Single
from provender.twin.render.weather.over import put
from provender.twin.scene import Scene

_SMALL = 8  # pixels of the picture to one of what specks and drops show
_SEEN = 0.03  # share of light that is lost, from which on a pixel counts as covered
_SPECKS = 400  # at most
_MUD = np.array([0.3, 0.26, 0.2], np.float32)  # of the light around, that specks scatter


def lens(scene: Scene, picture: Single) -> tuple[Single, Single]:
    """(h, w) the share of light that a lens lets through, and (h, w, 3) what dirt and drops on it add to that.

    Args:
        picture: (h, w, 3) what comes to the lens.
    """
    high, wide = picture.shape[:2]
    passing, light = np.ones((high, wide), np.float32), np.zeros((high, wide, 3), np.float32)
    air = scene.weather
    if air.dirt <= 0 and air.rain <= 0:
        return passing, light
    rng = stream(int.from_bytes(scene.digest()[:7], "little"), 0, "twin/lens")
    small = enlarged(picture, (-(-high // _SMALL), -(-wide // _SMALL)))
    soft = enlarged(smoothed(smoothed(small, 4), 4), (high, wide)) * _MUD
    if air.dirt > 0:
        _specks(air.dirt, rng, (passing, light, soft))
    around = smoothed(small, 1)
    for drop in _drops(air.rain, rng):
        _drop(drop, around, passing, light)
    return passing, light


def _specks(dirt: float, rng: Stream, out: tuple[Single, Single, Single]) -> None:
    """Soft discs, until the share that is asked for is covered."""
    passing, light, soft = out
    high, wide = passing.shape
    for _ in range(_SPECKS):
        if float((passing < 1 - _SEEN).mean()) >= dirt:
            break
        size = wide * (0.008 + 0.045 * (rng.below(1000) / 1000) ** 3)
        at = (rng.below(10_000) / 10_000 * wide, rng.below(10_000) / 10_000 * high)
        _speck((*at, size, rng.between(30, 85) / 100), passing, light, soft)


@njit(cache=True)
def _speck(speck, passing, light, soft):  # type: ignore[no-untyped-def]
    """Draws a disc with a soft and a little ragged edge."""
    x, y, size, thick = speck
    high, wide = passing.shape
    for row in range(max(int(y - 1.4 * size), 0), min(int(y + 1.4 * size) + 1, high)):
        for column in range(max(int(x - 1.4 * size), 0), min(int(x + 1.4 * size) + 1, wide)):
            right, down = (column + 0.5 - x) / size, (row + 0.5 - y) / size
            turn = np.arctan2(down, right)
            ragged = 1 + 0.13 * np.sin(3 * turn + x) + 0.08 * np.sin(5 * turn + y)
            gone = np.sqrt(right * right + down * down) / ragged
            cover = thick * min(max((1.15 - gone) / 0.5, 0.0), 1.0)
            put((passing, light), (row, column), cover, soft[row, column])


def _drops(rain: float, rng: Stream) -> Iterator[tuple[float, float, float]]:
    """Place and size of drops as shares of the picture's width and height; the more the harder it rains."""
    for _ in range(min(int(4 + 1.5 * rain), 34) if rain > 0 else 0):
        across, down = rng.below(10_000) / 10_000, rng.below(10_000) / 10_000
        yield across, down, 0.006 + 0.016 * (rng.below(1000) / 1000) ** 2


@njit(cache=True)
def _drop(drop, around, passing, light):  # type: ignore[no-untyped-def]
    """Draws a drop: the street upside down and blurred, darker towards the rim."""
    high, wide = passing.shape
    x, y, size = drop[0] * wide, drop[1] * high, drop[2] * wide
    rows, columns = around.shape[:2]
    for row in range(max(int(y - 1.3 * size), 0), min(int(y + 1.3 * size) + 1, high)):
        for column in range(max(int(x - size), 0), min(int(x + size) + 1, wide)):
            right, down = (column + 0.5 - x) / size, (row + 0.5 - y) / (1.15 * size)
            gone = right * right + down * down
            cover = min(max((1.0 - gone) / 0.45, 0.0), 1.0)
            if cover <= 0:
                continue
            i = min(max(int((0.5 - 0.48 * down) * rows), 0), rows - 1)
            j = min(max(int((drop[0] - 0.45 * right) * columns), 0), columns - 1)
            put((passing, light), (row, column), cover, (1.0 - 0.55 * gone * gone) * around[i, j])
