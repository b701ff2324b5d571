"""Do wheels roll, legs walk and doors turn as they can?"""

from collections.abc import Iterator

import numpy as np

from provender.twin.scene import ActorKind, Scene
from provender.twin.verifiers._states import LEGS, WHEELS, G, States, between, length

_NOISE = 0.25  # m/s2 that differences of rounded states may add
_STEERS = np.tan(np.radians(42))  # of the front wheels, at most
_BASE = 0.55  # of its length between a vehicle's axles, at least
_AXLES = (0.2, 0.25, 0.3, 0.35)  # of its length from the middle back to where a rear axle may be
_SLIPS = (0.15, 0.05)  # m/s, and of its speed, that the rear axle may move sideways
_PACE = 0.5  # m/s under which a direction of motion means little
_REVERSE = 3.0  # m/s that nobody reverses at
_FASTEST = {ActorKind.ADULT: 10.5, ActorKind.CHILD: 8.0, ActorKind.DOG: 18.0, ActorKind.BICYCLE: 20.0}
_QUICKEST = {ActorKind.ADULT: 7.5, ActorKind.CHILD: 7.5, ActorKind.DOG: 12.0}  # m/s2
_AWRY = np.radians(70)  # between where one looks and where one goes
_SPIN = {ActorKind.DOOR: 4.0}
_LOOSE = 0.03  # m that a hinge may move


def moving_faults(found: States, scene: Scene) -> Iterator[str]:
    """What is wrong with how an actor moves, in words."""
    kind, name = found.actor.kind, f"{found.actor.id}, a {found.actor.kind},"
    speeds = length(found.rates)
    if kind in _FASTEST and speeds.max() > _FASTEST[kind]:
        yield f"{name} moves at {speeds.max():.1f} m/s"
    if kind in WHEELS or kind is ActorKind.BICYCLE:
        yield from _gripping(found, scene.weather.friction, name)
    if kind in WHEELS:
        yield from _rolling(found, name)
    if kind in LEGS:
        yield from _walking(found, name)
    off = float(np.abs(found.places[:, 2]).max())
    if kind in WHEELS | LEGS | {ActorKind.BICYCLE} and off > 0.05:
        yield f"{name} is {off:.2f} m off the ground"


def _gripping(found: States, friction: float, name: str) -> Iterator[str]:
    """The friction circle: along and across together, no push beyond what the road holds."""
    push = length(found.pushes[:, :2])
    if len(push) and push.max() > friction * G + _NOISE:
        at = found.times[1 + int(push.argmax())]
        yield f"{name} is pushed by {push.max():.1f} m/s2 at {at:g} s where the road holds {friction * G:.1f}"


def _rolling(found: States, name: str) -> Iterator[str]:
    """The rear axle goes where the vehicle points, and the heading turns no faster than steering can turn it."""
    size = found.actor.size.length
    turn = between(found.heading[:-1], found.heading[1:])
    middle = found.heading[:-1] + turn / 2
    ahead, left = np.stack([np.cos(middle), np.sin(middle)], 1), np.stack([-np.sin(middle), np.cos(middle)], 1)
    step = np.diff(found.times)
    forward = (found.rates[:, :2] * ahead).sum(1)
    across = (found.rates[:, :2] * left).sum(1)
    room = _SLIPS[0] + _SLIPS[1] * np.abs(forward)
    worst = [np.abs(across - share * size * turn / step) - room for share in _AXLES]
    slip = min(worst, key=lambda one: float(one.max()))
    if slip.max() > 0:
        yield f"{name} slides sideways at {found.times[int(slip.argmax())]:g} s"
    most = np.abs(forward) * step * _STEERS / (_BASE * size) + 0.01
    if (np.abs(turn) > most).any():
        yield f"{name} turns tighter than wheels can at {found.times[int((np.abs(turn) - most).argmax())]:g} s"
    if forward.min() < -_REVERSE:
        yield f"{name} reverses at {-forward.min():.1f} m/s"


def _walking(found: States, name: str) -> Iterator[str]:
    """Nobody speeds up or stops in less than a stride, and everybody looks about where they go."""
    kind = found.actor.kind
    push = length(found.pushes[:, :2])
    if len(push) and push.max() > _QUICKEST[kind]:
        yield f"{name} is pushed by {push.max():.1f} m/s2 at {found.times[1 + int(push.argmax())]:g} s"
    walks = length(found.rates[:, :2]) > _PACE
    away = np.abs(between(np.arctan2(found.rates[:, 1], found.rates[:, 0]), found.heading[:-1]))
    if (away[walks] > _AWRY).any():
        yield f"{name} walks {np.degrees(away[walks].max()):.0f} degrees off where it looks"


def hinge_faults(found: States, scene: Scene) -> Iterator[str]:
    """A door turns about its front edge, which stays where it is on its vehicle."""
    owner = next((actor for actor in scene.actors if actor.id == found.actor.part_of), None)
    if owner is None:
        yield f"{found.actor.id}, a door, belongs to nothing"
        return
    pose = owner.track.at(found.times)
    edge = found.places[:, :2] + found.actor.size.length / 2 * np.stack(
        [np.cos(found.heading), np.sin(found.heading)], 1
    )
    away = edge - pose[:, :2]
    cos, sin = np.cos(pose[:, 3]), np.sin(pose[:, 3])
    local = np.stack([away[:, 0] * cos + away[:, 1] * sin, away[:, 1] * cos - away[:, 0] * sin], 1)
    if np.abs(local - local[0]).max() > _LOOSE:
        yield f"{found.actor.id}, a door, comes off {owner.id}"
    swing = np.abs(between(found.heading[:-1], found.heading[1:])) / np.diff(found.times)
    if swing.max() > _SPIN[ActorKind.DOOR]:
        yield f"{found.actor.id}, a door, swings at {swing.max():.1f} rad/s"
    if (np.abs(local[0]) > np.array([owner.size.length, owner.size.width]) / 2 + 0.2).any():
        yield f"{found.actor.id}, a door, hangs beside {owner.id}"
