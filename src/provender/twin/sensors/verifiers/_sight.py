"""What a radar must tell of: vehicles of which so much lies in free sight that all their echoes cannot have faded."""

import numpy as np

from provender.twin.scene import VEHICLES, Actor, ActorKind, Scene
from provender.twin.sensors.echoes import Radar
from provender.twin.sensors.verifiers._walls import Numbers, edges

_LINES = 8  # lines of sight to a cell of azimuth
_UP = np.array([0.0, 0.02, 0.04, 0.06])  # rise of their rows: a radar of a car sees as much of what is high
_TRIM = -0.15 * np.ones(3)  # m along, across and up by which bodies are smaller than their boxes,
_REACH = np.array([0.07, 0.07, 0.02])  # by which they reach out of them,
_LIMBS = dict.fromkeys((ActorKind.ADULT, ActorKind.CHILD), np.array([0.5, 0.2, 0.02]))  # and those who swing limbs do
_BEFORE = 0.8  # of the way to a box up to which it reaches at most: the sensor is not within anybody
_TRUNK = 0.5  # m around the middle of a tree, pole or sign
_GIVES = 2.0  # m2 that a vehicle gives back of a square metre of its outline: half of what is measured of cars
_NEAR, _ASIDE = 0.8, 3.0  # m from the sensor, and sigma within the sides of what it sees, where nothing must be told
_FADED = 1e-6  # chance of silence from which on it may be


def due(scene: Scene, radar: Radar, time: float, pose: tuple[Numbers, float]) -> list[int]:
    """Numbers of the vehicles that must give an echo.

    Bodies are boxes to it: what is seen through the spokes of a bicycle, or beside the waist of a child, is not asked
    for. Echoes fade as Swerling's first case says: the SNR of each is exponentially distributed about its mean.

    Args:
        pose: (3,) where the sensor is, and the direction that it looks in.
    """
    start, ahead = pose[0][:2], pose[1]
    side = radar.half_angle - _ASIDE * radar.angle_noise
    azimuth = np.arange(-side, side, radar.angle_cell / _LINES)
    ways = np.stack([np.cos(ahead + azimuth), np.sin(ahead + azimuth)], 1)
    others = [(number, one) for number, one in enumerate(scene.actors, 1) if one.id != radar.rides]
    first = np.minimum(_to_edges(start, ways, edges(scene)), _to_posts(scene, start, ways))
    hides = [_rows(one, time, (pose[0], ways), _LIMBS.get(one.kind, _REACH)) for _, one in others]
    found = []
    for place, (number, one) in enumerate(others):
        if one.kind not in VEHICLES:
            continue
        before = np.min([first + 0 * _UP[:, None], *hides[:place], *hides[place + 1 :]], axis=0)
        away = _rows(one, time, (pose[0], ways), _TRIM)
        free = (away < before) & (away > _NEAR) & (away < radar.longest - 1)
        if _silent(scene, radar, np.broadcast_to(azimuth, free.shape)[free], away[free]) < _FADED:
            found.append(number)
    return found


def _rows(actor: Actor, time: float, sight: tuple[Numbers, Numbers], reach: Numbers) -> Numbers:
    """(rows, n) metres along lines of sight, rising by `_UP`, to a box that is larger by `reach` on every side."""
    start, ways = sight
    away = _to_box(actor, time, (start[:2], ways), reach[:2])
    top = actor.track.at(np.array([time]))[0, 2] + actor.size.height + reach[2]
    with np.errstate(invalid="ignore"):
        return np.where(start[2] + _UP[:, None] * away < top, away, np.inf)


def _silent(scene: Scene, radar: Radar, azimuth: Numbers, away: Numbers) -> float:
    """The chance that what lies on these lines of sight gives no echo: that it fades in every cell."""
    area = _GIVES * away**2 * (_UP[1] - _UP[0]) * radar.angle_cell / _LINES
    loss = 1.132 * scene.weather.rain**0.718 * 2 * away / 1000  # dB, ITU-R P.838-3
    decibels = radar.snr_100 - 10 - loss + 40 * np.log10(100 * np.cos(azimuth) / away)
    cells = np.stack([np.floor(azimuth / radar.angle_cell), np.floor(away / radar.range_cell)], 1)
    which = np.unique(cells, axis=0, return_inverse=True)[1].ravel()
    mean = np.bincount(which, area * 10 ** (decibels / 10))
    return float(np.prod(-np.expm1(-(10 ** (radar.least_snr / 10)) / mean)))


def _to_box(actor: Actor, time: float, sight: tuple[Numbers, Numbers], reach: Numbers) -> Numbers:
    """(n,) metres along lines of sight to a box that is larger by (2,) `reach` along and across; inf past it."""
    start, ways = sight
    x, y, _, heading = actor.track.at(np.array([time]))[0]
    turn = np.array([[np.cos(heading), -np.sin(heading)], [np.sin(heading), np.cos(heading)]])
    here, along = (start - [x, y]) @ turn, ways @ turn
    half = np.array([actor.size.length, actor.size.width]) / 2
    gap = np.hypot(*np.maximum(np.abs(here) - half, 0))
    half += np.minimum(reach, _BEFORE * gap)
    with np.errstate(divide="ignore", invalid="ignore"):
        faces = np.stack([(-half - here) / along, (half - here) / along])
    near, far = faces.min(0).max(1), faces.max(0).min(1)
    return np.where((near <= far) & (far > 0), np.maximum(near, 0.0), np.inf)


def _to_edges(start: Numbers, ways: Numbers, walls: tuple[Numbers, Numbers]) -> Numbers:
    """(n,) metres along lines of sight to the first wall."""
    edge, off = walls[1] - walls[0], walls[0] - start
    turned = ways[:, :1] * edge[:, 1] - ways[:, 1:] * edge[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        away = (off[:, 0] * edge[:, 1] - off[:, 1] * edge[:, 0]) / turned
        share = (off[:, 0] * ways[:, 1:] - off[:, 1] * ways[:, :1]) / turned
    found: Numbers = np.where((away > 0) & (share >= 0) & (share <= 1), away, np.inf).min(1, initial=np.inf)
    return found


def _to_posts(scene: Scene, start: Numbers, ways: Numbers) -> Numbers:
    """(n,) metres along lines of sight to the first trunk or pole."""
    city = scene.map
    stand = [*(one.at for one in city.trees), *(one.at for one in city.lamps), *(one.at for one in city.signals)]
    off = np.array([at[:2] for at in stand]).reshape(-1, 2) - start
    along = ways @ off.T
    deep = _TRUNK**2 - (off**2).sum(1) + along**2
    met = np.where((deep > 0) & (along > 0), along - np.sqrt(np.maximum(deep, 0)), np.inf)
    found: Numbers = met.min(1, initial=np.inf)
    return found
