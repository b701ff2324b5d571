"""Where a sensor and the places of a body are, and how they move: tracks looked at twice within a moment."""

import numpy as np

from provender.twin.scene import Actor, Scene
from provender.twin.sensors.echoes import Radar
from provender.twin.sensors.verifiers._walls import Numbers

_MOMENT = 1e-4  # s over which motion is looked at


def pose(scene: Scene, radar: Radar, time: float) -> tuple[Numbers, float]:
    """(3,) where the sensor is, and the direction that it looks in."""
    carrier = next(actor for actor in scene.actors if actor.id == radar.rides)
    x, y, z, heading = carrier.track.at(np.array([time]))[0]
    ahead, left, up = radar.at
    cos, sin = np.cos(heading), np.sin(heading)
    return np.array([x + ahead * cos - left * sin, y + ahead * sin + left * cos, z + up]), float(heading)


def own_motion(scene: Scene, radar: Radar, time: float) -> Numbers:
    """(2,) m/s of the sensor."""
    now, later = (pose(scene, radar, one)[0][:2] for one in (time, time + _MOMENT))
    return (later - now) / _MOMENT


def local(actor: Actor, time: float, places: Numbers) -> Numbers:
    """(n, 2) metres ahead and to the left of the middle of a body."""
    x, y, _, heading = actor.track.at(np.array([time]))[0]
    turn = np.array([[np.cos(heading), -np.sin(heading)], [np.sin(heading), np.cos(heading)]])
    found: Numbers = (places - [x, y]) @ turn
    return found


def carried(actor: Actor, time: float, spots: Numbers) -> tuple[Numbers, Numbers]:
    """(n, 2), (n, 2) where spots ahead and to the left of the middle of a body are, and the m/s at which they move."""
    now, later = (_placed(spots, one) for one in actor.track.at(np.array([time, time + _MOMENT])))
    return now, (later - now) / _MOMENT


def _placed(spots: Numbers, at: Numbers) -> Numbers:
    """(n, 2) where spots on a body are at a pose."""
    cos, sin = np.cos(at[3]), np.sin(at[3])
    return np.stack([at[0] + spots[:, 0] * cos - spots[:, 1] * sin, at[1] + spots[:, 0] * sin + spots[:, 1] * cos], 1)
