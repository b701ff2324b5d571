"""A driver who watches the road: follows, sees what nothing hides, and brakes a reaction later as tyres allow."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, inf, sin

import numpy as np

from provender.twin.actors.grip import left_for_braking
from provender.twin.actors.idm import Driver, acceleration
from provender.twin.actors.minding import Other, answer, crossing, within
from provender.twin.actors.way import STEP, Way
from provender.twin.maps.map import Floats, Points
from provender.twin.scene import Actor, Size

_SIDEWAYS = 2.0  # m/s2 that a driver asks of a bend
_CALM = 1.5  # m/s2 of braking before one
_OVER = 0.25  # m by which somebody must be taller than what hides them, to be seen over it


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """A driver and what they drive on.

    Attributes:
        start: metres along the way of the car's middle at first.
        sight: metres at which things can be seen at all, in this air and light.
        leaves: (n,) metres to the left of the way at its points, where the car leaves it.
    """

    way: Way
    size: Size
    start: float
    speed: float
    reaction: float
    friction: float
    sight: float
    leaves: Floats | None = field(default=None)


@dataclass(slots=True)
class _Other:
    """Somebody whom the driver may have to mind, in the way's own coordinates at each step."""

    along: Floats
    left: Floats
    reach: Floats
    wide: Floats
    rate: Floats
    drift: Floats
    spot: Points
    height: float
    seen: float = inf


def drive(watcher: Watcher, others: Sequence[Actor], hiding: Sequence[Actor], *, times: Floats) -> Floats:
    """(n,) metres along the way of the car's middle at `times` (n,), in even steps.

    Args:
        others: whom the driver minds.
        hiding: what may hide them.
    """
    minded = [_seen_from(watcher.way, actor, times) for actor in others]
    screens = [_screen(actor, times) for actor in hiding]
    allowed = allowed_on(watcher.way)
    bends = watcher.way.bends
    place, speed, gone = watcher.start, watcher.speed, []
    for step, time in enumerate(times):
        gone.append(place)
        unseen = [other for other in minded if other.seen == inf]
        if unseen:
            spot = watcher.way.place(np.array([place]))[0]
        for other in unseen:
            if _visible(spot, other, watcher.sight, screens, step=step):
                other.seen = float(time)
        free = min(watcher.speed, float(np.interp(place, watcher.way.s, allowed)))
        grip = left_for_braking(speed**2 * float(np.interp(place, watcher.way.s, bends)), watcher.friction * 0.95)
        push = max(acceleration(Driver(speed=max(free, 0.5)), speed), -min(grip, 2 * _CALM))
        for other in minded:
            if time >= other.seen + watcher.reaction:
                push = min(push, _answer(watcher, other, (place, speed), step=step, grip=grip))
        push = max(min(push, grip), -grip)
        after = max(speed + push * STEP, 0.0)
        place, speed = place + (speed + after) / 2 * STEP, after
    return np.array(gone)


def _seen_from(way: Way, actor: Actor, times: Floats) -> _Other:
    """An actor in the coordinates of a way."""
    poses = actor.track.at(times)
    along, left = way.nearest(poses)
    turned = poses[:, 3] - way.place(along)[:, 2]
    long, wide = actor.size.length / 2, actor.size.width / 2
    return _Other(
        along=along,
        left=left,
        reach=long * np.abs(np.cos(turned)) + wide * np.abs(np.sin(turned)),
        wide=long * np.abs(np.sin(turned)) + wide * np.abs(np.cos(turned)),
        rate=np.gradient(along, times),
        drift=np.gradient(left, times),
        spot=poses[:, :2],
        height=actor.size.height + float(poses[:, 2].max()),
    )


def allowed_on(way: Way) -> Floats:
    """(n,) m/s that bends ahead allow at each point of a way."""
    most = _SIDEWAYS / np.maximum(np.abs(way.bends), 1e-4)
    for at in range(len(most) - 2, -1, -1):
        most[at] = min(most[at], most[at + 1] + 2 * _CALM * (way.s[at + 1] - way.s[at]))
    allowed: Floats = np.sqrt(most)
    return allowed


def _screen(actor: Actor, times: Floats) -> tuple[Points, Floats, float]:
    """What hides: its poses, half its box, its height."""
    return actor.track.at(times), np.array([actor.size.length, actor.size.width]) / 2, actor.size.height


def _visible(
    spot: Floats, other: _Other, sight: float, screens: Sequence[tuple[Points, Floats, float]], *, step: int
) -> bool:
    """Whether nothing stands between a driver and somebody, and they are near and ahead enough to be seen."""
    goal = other.spot[step]
    away = goal - spot[:2]
    far = float(np.hypot(*away))
    if far > sight or away @ [cos(spot[2]), sin(spot[2])] < 0:
        return False
    return not any(
        other.height < height + _OVER and _cuts(spot[:2], goal, poses[step], half) for poses, half, height in screens
    )


def _cuts(eye: Floats, goal: Floats, pose: Floats, half: Floats) -> bool:
    """Whether the line from `eye` to `goal` passes through a box (slabs)."""
    ahead = np.array([[cos(pose[3]), sin(pose[3])], [-sin(pose[3]), cos(pose[3])]])
    start, way = ahead @ (eye - pose[:2]), ahead @ (goal - eye)
    if (np.abs(start) < half).all() or (np.abs(start + way) < half).all():
        return False  # the viewer's own box, or the box that is looked at
    safe = np.where(np.abs(way) < 1e-9, 1e-9, way)
    ends = np.sort(np.stack([(-half - start) / safe, (half - start) / safe]), axis=0)
    return bool(max(ends[0].max(), 0.0) < min(ends[1].min(), 1.0))


def _answer(watcher: Watcher, other: _Other, state: tuple[float, float], *, step: int, grip: float) -> float:
    """The acceleration with which a driver answers somebody; infinite where they are no concern."""
    place, speed = state
    front, rear = watcher.size.length / 2, place - watcher.size.length / 2
    if float(other.along[step] + other.reach[step]) < rear:
        return inf
    own = 0.0 if watcher.leaves is None else float(np.interp(other.along[step], watcher.way.s, watcher.leaves))
    seen = Other(
        gap=float(other.along[step] - other.reach[step]) - place - front,
        left=float(other.left[step]) - own,
        reach=float(other.reach[step]),
        wide=float(other.wide[step]),
        rate=float(other.rate[step]),
        drift=float(other.drift[step]),
    )
    size = watcher.size
    if not within(seen, size.width) and not crossing(seen, speed, wide=size.width, long=size.length):
        return inf
    return answer(seen, speed, wanted=watcher.speed, grip=grip)
