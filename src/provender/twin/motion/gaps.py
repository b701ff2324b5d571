"""Does ordinary traffic keep its distance and the limit? Bumper to bumper and lane by lane, told by states alone.

It knows no model of drivers: a gap is measured along the follower's own heading, to whom its own width would meet.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from provender.twin.maps.map import LaneKind, Map
from provender.twin.scene import VEHICLES, Actor, Scene

_TRAFFIC = "rule:traffic"
_MOVES = 3.0  # m/s from which a gap is asked for
_LEAST = 0.3  # s behind whoever is ahead
_SAME = np.radians(12)  # between the headings of two who drive one behind the other
_SEEN = 40.0  # m ahead
_OVER, _MORE = 1.1, 0.5  # of the limit, and m/s, that nobody exceeds it by
_LIKE = np.radians(50)  # between a vehicle and the lane whose limit it has to keep

Numbers = npt.NDArray[np.float64]


def gap_faults(scene: Scene) -> Iterator[str]:
    """Vehicles of ordinary traffic too close behind another, or too fast for every lane that they are on."""
    wheels = [actor for actor in scene.actors if actor.kind in VEHICLES]
    own = [actor for actor in wheels if actor.because.startswith(_TRAFFIC) and len(actor.track.times) > 2]
    if not own:
        return
    limits = _Limits(scene.map)
    for actor in own:
        times = actor.track.times[:-1]
        poses, speeds = actor.track.poses[:-1], np.hypot(*actor.track.velocity(times)[:, :2].T)
        yield from limits.faults(actor, poses, speeds)
        for other in wheels:
            if other is not actor:
                yield from _close(actor, other, poses, speeds)


def _close(actor: Actor, other: Actor, poses: Numbers, speeds: Numbers) -> Iterator[str]:
    """Somebody ahead in a vehicle's own width, nearer than can be."""
    times = actor.track.times[:-1]
    there = other.track.at(times)
    cos, sin = np.cos(poses[:, 3]), np.sin(poses[:, 3])
    east, north = (there[:, :2] - poses[:, :2]).T
    ahead, left = east * cos + north * sin, north * cos - east * sin
    gap = ahead - (actor.size.length + other.size.length) / 2
    same = np.cos(there[:, 3] - poses[:, 3]) > np.cos(_SAME)
    meets = (np.abs(left) < (actor.size.width + other.size.width) / 2 - 0.2) & (ahead > 0) & (ahead < _SEEN)
    bad = same & meets & (speeds > _MOVES) & (gap < _LEAST * speeds)
    if bad.any():
        at = int(bad.argmax())
        told = f"{speeds[at]:.1f} m/s at {times[at]:g} s"
        yield f"{actor.id} drives {max(gap[at], 0.0):.1f} m behind {other.id} with {told}"


class _Limits:
    """The lanes of a map that have a limit, as pieces."""

    def __init__(self, map: Map) -> None:
        lanes = [lane for lane in map.lanes if lane.kind in (LaneKind.DRIVING, LaneKind.BUS) and lane.speed > 0]
        lines = [lane.centre[:, :2] for lane in lanes] or [np.zeros((0, 2))]
        self.starts = np.concatenate([line[:-1] for line in lines])
        self.steps = np.concatenate([line[1:] - line[:-1] for line in lines])
        self.reach = np.concatenate([lane.width[:-1] / 2 + 1.0 for lane in lanes] or [np.zeros(0)])
        self.most = np.repeat([lane.speed for lane in lanes], [len(line) - 1 for line in lines] if lanes else [])
        self.way = np.arctan2(self.steps[:, 1], self.steps[:, 0])

    def faults(self, actor: Actor, poses: Numbers, speeds: Numbers) -> Iterator[str]:
        """A vehicle faster than every lane allows that it is on and along which it drives."""
        for at in np.flatnonzero(speeds > self.most.min(initial=np.inf) * _OVER + _MORE):
            seen = poses[at, :2] - self.starts
            share = np.clip((seen * self.steps).sum(1) / np.maximum((self.steps**2).sum(1), 1e-9), 0, 1)
            on = np.hypot(*(seen - share[:, None] * self.steps).T) < self.reach
            on &= np.cos(self.way - poses[at, 3]) > np.cos(_LIKE)
            if on.any() and speeds[at] > self.most[on].max() * _OVER + _MORE:
                told = f"{speeds[at]:.1f} m/s at {actor.track.times[at]:g} s"
                yield f"{actor.id} drives {told} where {self.most[on].max():.1f} is the limit"
                return
