"""Do bodies keep apart at every moment? Boxes clipped against each other's edges, and heights."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from provender.twin.scene import Actor, Scene

_DEEP = 0.01  # m that two boxes may reach into each other
_STEP = 0.1  # s

Numbers = npt.NDArray[np.float64]


def apart_faults(scene: Scene) -> Iterator[str]:
    """Pairs that are inside each other at some step, one of them moving."""
    times = np.arange(0.0, scene.end + _STEP / 2, _STEP)
    poses = [actor.track.at(times) for actor in scene.actors]
    moves = [len(actor.track.times) > 1 for actor in scene.actors]
    reach = np.array([np.hypot(actor.size.length, actor.size.width) / 2 for actor in scene.actors])
    for one in range(len(poses)):
        for two in range(one + 1, len(poses)):
            if not (moves[one] or moves[two]) or _joined(scene.actors[one], scene.actors[two]):
                continue
            far = np.abs(poses[one][:, :2] - poses[two][:, :2]).max(1)
            close = np.flatnonzero(far < reach[one] + reach[two])
            at = _first([scene.actors[one], scene.actors[two]], [poses[one][close], poses[two][close]])
            if at is not None:
                time = times[close[at]]
                yield f"{scene.actors[one].id} and {scene.actors[two].id} are inside each other at {time:g} s"


def _joined(one: Actor, two: Actor) -> bool:
    """Whether one is fixed to the other."""
    return one.part_of == two.id or two.part_of == one.id


def _first(actors: Sequence[Actor], poses: Sequence[Numbers]) -> int | None:
    """The first of m moments at which two boxes share ground and height; None where they never do."""
    (first, second), (one, two) = actors, poses
    low, high = (
        np.maximum(one[:, 2], two[:, 2]),
        np.minimum(one[:, 2] + first.size.height, two[:, 2] + second.size.height),
    )
    shared = np.flatnonzero(high - low > _DEEP)
    for at in shared:
        if _overlap(_corners(first, one[at]), _corners(second, two[at])) > 0:
            return int(at)
    return None


def _corners(actor: Actor, pose: Numbers) -> Numbers:
    """(4, 2) counter-clockwise, drawn in by half of what may overlap."""
    long, wide = actor.size.length / 2 - _DEEP / 2, actor.size.width / 2 - _DEEP / 2
    cos, sin = np.cos(pose[3]), np.sin(pose[3])
    local = np.array([[long, wide], [-long, wide], [-long, -wide], [long, -wide]])
    return np.asarray(local @ np.array([[cos, sin], [-sin, cos]]) + pose[:2])


def _overlap(one: Numbers, two: Numbers) -> float:
    """Area, m2, that two convex rings share (I. Sutherland, G. Hodgman, Reentrant polygon clipping, 1974)."""
    ring = [*one]
    for start, end in zip(two, np.roll(two, -1, axis=0), strict=True):
        edge, kept = end - start, []
        sides = [float(edge[0] * (point - start)[1] - edge[1] * (point - start)[0]) for point in ring]
        for at, side in enumerate(sides):
            before = sides[at - 1]
            if (before > 0) != (side > 0):
                kept.append(ring[at - 1] + before / (before - side) * (ring[at] - ring[at - 1]))
            if side > 0:
                kept.append(ring[at])
        ring = kept
        if len(ring) < 3:
            return 0.0
    shape = np.array(ring)
    x, y = shape[:, 0], shape[:, 1]
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)
