"""Drops and flakes between the camera and the street, as the streaks that they draw while the shutter is open.

Each falls through a box that repeats itself over the world, so that it is in the next picture where its fall and the
camera's own way have brought it. Sizes of drops: J. S. Marshall and W. M. Palmer 1948; their speeds: D. Atlas and
others 1973. Sizes of flakes: K. L. S. Gunn and J. S. Marshall 1958; speeds: J. D. Locatelli and P. V. Hobbs 1974. A
drop sends what it refracts of a wide view, and hides a pixel for the share of the shutter's time in which it is before
it: K. Garg and S. K. Nayar 2007. What is too far to be told apart is part of the fog. Nothing casts a shadow on them.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from provender.twin.render.lights import Lights
from provender.twin.render.rays import Single
from provender.twin.render.shading import beam
from provender.twin.render.textures import chance
from provender.twin.render.view import View
from provender.twin.render.weather.over import put
from provender.twin.scene import Scene

_NEAR, _BEHIND = 0.3, 0.2  # m ahead of the camera at which what falls begins, and ends, to be drawn
_LENS = 0.0025  # m of the aperture: what is near is blurred over as much
_FAINT = 0.002  # share of a pixel's light below which a streak is not drawn
_MOST = 60_000  # in a box
_BOXES = ((5.0, 3.0, 1.0), (18.0, 8.0, 1.9))  # m to a side, m high, mm of the least drop that is told apart there
_FLAKE = 2.4  # times as wide as the drop that it melts to: a fourteenth of water's density
_BRIGHT = 0.9  # albedo of a flake


class Sizes(NamedTuple):
    """How many fall, by size: `many` exp(-`slope` D) a cubic metre and millimetre, D in mm of water."""

    many: float
    slope: float

    def above(self, least: float) -> float:
        """How many are larger than `least` mm in a cubic metre."""
        return self.many / self.slope * float(np.exp(-self.slope * least))


def drops(rain: float) -> Sizes:
    """Of rain, mm an hour (Marshall and Palmer).

    >>> round(drops(10.0).above(1.0))
    252
    """
    return Sizes(8000.0, 4.1 * rain**-0.21)


def flakes(snow: float) -> Sizes:
    """Of snow, mm of water an hour (Gunn and Marshall).

    >>> round(flakes(2.0).above(1.0))
    183
    """
    return Sizes(3800.0 * snow**-0.87, 2.55 * snow**-0.48)


def falling(scene: Scene, view: View, time: float, given: tuple[Single, Lights, float]) -> tuple[Single, Single]:
    """(h, w) the share of light that passes by what falls, and (h, w, 3) the light that it sends itself.

    Args:
        given: (h, w) metres ahead to the surfaces, the lights, and seconds that the shutter is open.
    """
    ahead, shine, shutter = given
    passing, light = np.ones(ahead.shape, np.float32), np.zeros((*ahead.shape, 3), np.float32)
    air = scene.weather
    if air.rain <= 0 and air.snow <= 0:
        return passing, light
    axes = view.axes
    lens = (view.camera.focal, shutter, axes, axes @ _carried(scene, view, time))
    table = (shine.at, shine.way, shine.power, shine.shape, shine.fog)
    for solid, rate in ((False, air.rain), (True, air.snow)):
        if rate <= 0:
            continue
        sizes = flakes(rate) if solid else drops(rate)
        sky = 0.55 * shine.horizon + 0.3 * shine.zenith + 0.12 * shine.sunlight
        for number, (side, high, least) in enumerate(_BOXES):
            many = min(int(sizes.above(least) * side * side * high), _MOST)
            law = (many, 17 * number + 5 * solid, least, sizes.slope, solid)
            box = (view.at + 0.5 * side * view.ahead, view.at, side, high, time)
            _fall(law, box, (lens, table, sky.astype(np.float32)), (ahead, passing, light))
    return passing, light


def _carried(scene: Scene, view: View, time: float) -> "np.ndarray":
    """(3,) m/s at which the camera moves."""
    rider = next((actor for actor in scene.actors if actor.id == view.camera.rides), None)
    return np.zeros(3) if rider is None else rider.track.velocity(np.array([time]))[0]


@njit(cache=True)
def _fall(law, box, seen, out):  # type: ignore[no-untyped-def]
    """Draws every drop or flake of a box."""
    many, seed, least, slope, solid = law
    middle, eye, side, high, time = box
    (focal, shutter, axes, carried), table, sky = seen
    tall, wide = out[0].shape
    off, start, end, sent = np.empty(3), np.empty(3), np.empty(3), np.empty(3)
    for n in range(many):
        size = min(least - np.log(1.0 - chance(n, 4, seed)) / slope, 4.0 if solid else 6.0)
        way = _way(size, solid, chance(n, 5, seed))
        for c in range(3):
            span = high if c == 2 else side
            place = chance(n, c, seed) * span + way[c] * time - middle[c]
            off[c] = middle[c] - eye[c] + place - span * np.floor(place / span + 0.5)
        for c in range(3):
            start[c] = axes[c, 0] * off[0] + axes[c, 1] * off[1] + axes[c, 2] * off[2]
            moved = axes[c, 0] * way[0] + axes[c, 1] * way[1] + axes[c, 2] * way[2] - carried[c]
            end[c] = start[c] + moved * shutter
        if start[2] < _NEAR or end[2] < _BEHIND:
            continue
        x0, y0 = wide / 2 + focal * start[0] / start[2], tall / 2 + focal * start[1] / start[2]
        x1, y1 = wide / 2 + focal * end[0] / end[2], tall / 2 + focal * end[1] / end[2]
        if max(x0, x1) < 0 or min(x0, x1) > wide or max(y0, y1) < 0 or min(y0, y1) > tall:
            continue
        across = size * 1e-3 * (_FLAKE if solid else 1.0) * focal / start[2]
        thick = across + _LENS * focal / start[2]
        long = np.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2)
        share = across * across / ((long + thick) * max(thick, 1.0)) * np.exp(-table[4] * start[2])
        if share < _FAINT:
            continue
        _lit(off, table, (sky, solid), sent)
        _streak((x0, y0, x1, y1), (max(thick, 1.0), min(share, 1.0), start[2]), sent, out)


@njit(cache=True)
def _way(size, solid, turn):  # type: ignore[no-untyped-def]
    """m/s east, north and up of a drop or flake of some mm of water; flakes flutter."""
    if solid:
        swing = 6.283 * turn
        return 0.5 + 0.35 * np.cos(swing), 0.2 + 0.35 * np.sin(swing), -0.8 * (size * _FLAKE) ** 0.16
    return 0.9, 0.4, -(9.65 - 10.3 * np.exp(-0.6 * size))


@njit(cache=True)
def _lit(off, table, kind, sent):  # type: ignore[no-untyped-def]
    """Fills in the mean radiance (3,) of something small at `off` from the eye: of the sky, and of each lamp.

    A drop sends most of a lamp's light onwards and a little back; a flake is a white ball (Lambert's phase function).
    """
    at, middle, power, shape, fog = table
    sky, solid = kind
    for c in range(3):
        sent[c] = (_BRIGHT if solid else 1.0) * sky[c]
    near = np.sqrt(off[0] ** 2 + off[1] ** 2 + off[2] ** 2)
    line = np.empty(3)
    for k in range(len(at)):
        d2, before = 0.0, 0.0
        for c in range(3):
            line[c] = at[k, c] - off[c]
            d2 += line[c] ** 2
            before -= middle[k, c] * line[c]
        if before <= 0 or power[k, 0] < 2e-3 * d2:
            continue
        d = np.sqrt(d2)
        for c in range(3):
            line[c] /= d
        cos = (line[0] * off[0] + line[1] * off[1] + line[2] * off[2]) / near  # 1 where the lamp is behind it
        if solid:
            turn = np.arccos(min(max(cos, -1.0), 1.0))
            phase = _BRIGHT * 8 / 3 / np.pi * (np.sin(turn) - turn * np.cos(turn)) / (4 * np.pi)
        else:
            phase = (0.85 * _scattered(cos, 0.8) + 0.15 * _scattered(cos, -0.5)) / (4 * np.pi)
        flux = beam(shape[k], middle[k], line) / max(d2, 0.25) * np.exp(-fog * d) * phase
        for c in range(3):
            sent[c] += flux * power[k, c]


@njit(cache=True)
def _scattered(cos, forward):  # type: ignore[no-untyped-def]
    """Henyey and Greenstein's phase function, times 4 pi."""
    spread = 1 + forward * forward - 2 * forward * cos
    return (1 - forward * forward) / (spread * np.sqrt(spread))


@njit(cache=True)
def _streak(line, look, sent, out):  # type: ignore[no-untyped-def]
    """Draws a line with soft sides, pixel by pixel along its longer way, where nothing nearer is."""
    x0, y0, x1, y1 = line
    thick, share, far = look
    ahead, passing, light = out
    tall, wide = ahead.shape
    steep = abs(y1 - y0) > abs(x1 - x0)
    a0, a1, b0, b1 = (y0, y1, x0, x1) if steep else (x0, x1, y0, y1)
    if a0 > a1:
        a0, a1, b0, b1 = a1, a0, b1, b0
    lean = (b1 - b0) / max(a1 - a0, 1e-6)
    straight = 1 / np.sqrt(1 + lean * lean)  # cosine of the angle to the longer way
    half, limit = (thick / 2 + 0.5) / straight, (tall if steep else wide)
    for a in range(max(int(a0 - thick / 2), 0), min(int(a1 + thick / 2) + 1, limit)):
        held = min(max(a + 0.5, a0), a1)
        middle = b0 + lean * (held - a0)
        short = max(a0 - a - 0.5, a + 0.5 - a1, 0.0)
        for b in range(max(int(middle - half), 0), min(int(middle + half) + 1, wide if steep else tall)):
            y, x = (a, b) if steep else (b, a)
            gone = np.sqrt(((b + 0.5 - middle) * straight) ** 2 + short * short)
            cover = share * min(max(thick / 2 + 0.5 - gone, 0.0), 1.0)
            if cover > 0 and ahead[y, x] > far:
                put((passing, light), (y, x), cover, sent)
