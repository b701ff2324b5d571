"""Lights of a scene as one table: street lamps, headlamps with a cut-off, and the sun and sky around them.

Radiances are in a unit of their own: a white wall under the noon sun is about 1. Street lamps and headlamps are in
right proportion to each other (a low beam 15,000 cd at its brightest, a lamp 1,500 cd straight down), both a thousand
times brighter against the sun than they are, which the eye does too.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provender.twin.render.mesh.shapes import Array
from provender.twin.render.mesh.vehicles import is_parked
from provender.twin.render.rays import Single
from provender.twin.scene import VEHICLES, ActorKind, Scene

LAMP, LOW, HIGH = 0, 1, 2
_LAMPS, _BEAMS = 10, 8  # at most, the nearest first
_FAR = 75.0  # m


class Lights(NamedTuple):
    """What shines.

    Attributes:
        at, way: (k, 3) metres from the origin, and unit vectors of the middle of the beam.
        power: (k, 3) radiant intensity at its brightest.
        shape: (k,) LAMP, LOW or HIGH.
        sun: (3,) the unit vector to the sun.
        sunlight, zenith, horizon, air: (3,) of the sun, of the sky above and low, and of fog far away.
        fog: extinction of the air, 1/m.
    """

    at: Single
    way: Single
    power: Single
    shape: npt.NDArray[np.int64]
    sun: Single
    sunlight: Single
    zenith: Single
    horizon: Single
    air: Single
    fog: float


def lights(scene: Scene, time: float, origin: Array, eye: Array) -> Lights:
    """The lights that matter near an eye."""
    rows: list[tuple[Array, Array, Array, int]] = []
    if scene.light.lamps:
        rows += _lamps(scene, eye)
    if scene.light.beams != "off":
        rows += _beams(scene, time, eye)
    at = np.array([row[0] for row in rows]).reshape(-1, 3) - origin
    way, power = (np.array([row[place] for row in rows]).reshape(-1, 3) for place in (1, 2))
    shape = np.array([row[3] for row in rows], np.int64)
    sky = (part.astype(np.float32) for part in _sky(scene))
    single = (part.astype(np.float32) for part in (at, way, power))
    return Lights(*single, shape, *sky, scene.weather.fog)  # type: ignore[call-arg, arg-type]


def _lamps(scene: Scene, eye: Array) -> list[tuple[Array, Array, Array, int]]:
    """The nearest lit street lamps, warm or neutral."""
    found = []
    for lamp in scene.map.lamps:
        lean = np.array([np.cos(lamp.heading), np.sin(lamp.heading), 0.0])
        at = np.array([*lamp.at, lamp.height]) + 1.3 * lean
        gone = float(np.hypot(*(at - eye)[:2]))
        if gone < _FAR:
            down = 0.22 * lean - np.array([0.0, 0.0, 1.0])
            warm = np.array([1.0, 0.66, 0.34]) if hash_of(lamp.id) % 3 else np.array([1.0, 0.88, 0.7])
            found.append((gone, (at, down / np.linalg.norm(down), 4.2 * warm, LAMP)))
    return [row for _, row in sorted(found, key=lambda item: item[0])[:_LAMPS]]


def hash_of(name: str) -> int:
    """A whole number of a name, the same in every process."""
    return sum((place + 1) * letter for place, letter in enumerate(name.encode()))


def _beams(scene: Scene, time: float, eye: Array) -> list[tuple[Array, Array, Array, int]]:
    """The headlamps of what drives, the nearest first."""
    found = []
    poses = scene.at(time)
    shape = HIGH if scene.light.beams == "high" else LOW
    for actor in scene.actors:
        if actor.kind not in VEHICLES or is_parked(actor):
            continue
        x, y, z, heading = poses[actor.id]
        ahead, left = (
            np.array([np.cos(heading), np.sin(heading), 0.0]),
            np.array([-np.sin(heading), np.cos(heading), 0]),
        )
        gone = float(np.hypot(x - eye[0], y - eye[1]))
        if gone > 2 * _FAR:
            continue
        tall = actor.kind is not ActorKind.CAR
        high = 0.66 if not tall else min(0.85, 0.35 * actor.size.height)
        for side in (-0.36, 0.36):
            at = np.array([x, y, z + high]) + (actor.size.length / 2 + 0.06) * ahead + side * actor.size.width * left
            found.append((gone, (at, ahead, np.array([34.0, 33.0, 30.0]), shape)))
    return [row for _, row in sorted(found, key=lambda item: item[0])[:_BEAMS]]


def _sky(scene: Scene) -> tuple[Array, Array, Array, Array, Array]:
    """Sun and sky by the sun's height; in fog and rain the sky is grey and the sun is dimmed."""
    light, weather = scene.light, scene.weather
    high = float(np.sin(light.altitude))
    azimuth = light.azimuth
    flat = np.cos(light.altitude)
    sun = np.array([np.sin(azimuth) * flat, np.cos(azimuth) * flat, high])
    day = float(np.clip((high + 0.10) / 0.28, 0.0, 1.0)) ** 1.5
    low = float(np.exp(-max(high, 0.0) / 0.13))  # how red the sun is
    grey = float(np.clip(60.0 * weather.fog + weather.rain / 6.0 + weather.snow / 4.0, 0.0, 1.0))
    clear = float(np.exp(-weather.fog * 150.0)) * (1.0 - 0.9 * grey)
    sunlight = max(high + 0.02, 0.0) ** 0.4 * clear * np.array([2.7, 2.5 - 0.9 * low, 2.2 - 1.6 * low])
    blue = day * np.array([0.16, 0.31, 0.66]) + np.array([0.0011, 0.0014, 0.0024])
    pale = day * np.array([0.62 + 0.2 * low, 0.68, 0.78 - 0.25 * low]) + np.array([0.0042, 0.0036, 0.0031])
    dull = day * np.array([0.52, 0.55, 0.58]) + np.array([0.0034, 0.0032, 0.003])
    zenith, horizon = (grey * dull + (1 - grey) * part for part in (blue, pale))
    air = 0.92 * dull
    return sun, sunlight, zenith, horizon, air
