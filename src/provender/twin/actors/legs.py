"""People and dogs: along a line, or after something that moves."""

import numpy as np

from provender.twin.actors.way import STEP, Way
from provender.twin.maps.map import Floats, Points
from provender.twin.scene import Track

_SMOOTH = 0.7  # m over which a walker turns a corner
_ARM = 0.45  # m from what is chased at which it is reached
_TURN = 4.0  # rad/s that a runner turns


def walking(line: Points, gone: Floats, *, times: Floats) -> Track:
    """The track of one who has `gone` (n,) metres along a line (m, 2) at `times` (n,)."""
    found = Way(line, smooth=_SMOOTH, fine=0.1).place(gone)
    return Track(times=times, poses=np.column_stack([found[:, :2], np.zeros(len(times)), found[:, 2]]))


def chasing(prey: Track, start: Points, *, begins: float, speed: float, gain: float, times: Floats) -> Track:
    """The track of one who runs after something, always towards where it is now (pure pursuit), and stops beside it.

    Args:
        prey: what is chased.
        start: (2,) where the runner stands until then, facing it.
        begins: s.
        speed, gain: m/s at most, and m/s2.
        times: (n,) at even steps of `STEP`.
    """
    goal = prey.at(times)[:, :2]
    place, pace = np.array(start[:2], np.float64), 0.0
    heading = float(np.arctan2(*(goal[-1] - place)[::-1]))
    poses = []
    for time, target in zip(times, goal, strict=True):
        poses.append((*place, 0.0, heading))
        away = target - place
        far = float(np.hypot(*away))
        if time + 1e-9 < begins:
            continue
        room = max(far - _ARM, 0.0)
        wanted = min(speed, np.sqrt(2 * gain * room))
        pace = min(max(wanted, pace - gain * STEP), pace + gain * STEP)
        if far > _ARM:
            bend = (np.arctan2(away[1], away[0]) - heading + np.pi) % (2 * np.pi) - np.pi
            heading += float(np.clip(bend, -_TURN * STEP, _TURN * STEP))
        place = place + pace * STEP * np.array([np.cos(heading), np.sin(heading)])
    return Track(times=times, poses=np.array(poses))
