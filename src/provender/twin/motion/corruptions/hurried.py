"""Traffic played too fast."""

from dataclasses import dataclass

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil
from provender.twin.motion.corruptions._tracks import paces, posed
from provender.twin.scene import Actor, Scene

_LIMIT = 14.0  # m/s where a lane tells none


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class Hurried:
    """Plays the way of a vehicle of ordinary traffic 1.5 to 2.5 times as fast as its lane allows at most.

    Example:
        traffic/2 drives its way at up to 24 m/s where 13.9 are allowed; in bends no tyre would hold.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where no traffic drives that has time enough."""
        return spoil(record, "hurried", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One track played faster, to where it ends in its second half."""
    known = [actor for actor in scene.actors if _drives(actor)]
    if not known:
        return None
    actor = rng.choice(known)
    lane = scene.map.lane.get(actor.because.rpartition(" ")[2])
    limit = lane.speed if lane and lane.speed > 0 else _LIMIT
    fast = max((one.speed for one in scene.map.lanes), default=limit)
    factor = max(limit, fast) * rng.between(150, 250) / 100 / float(paces(actor).max())
    times = actor.track.times
    middle = times[len(times) // 2]
    late = middle + factor * (times - middle)
    poses = actor.track.at(np.clip(late, times[0], times[-1]))
    for beyond, end, way in ((late > times[-1], -1, 1.0), (late < times[0], 0, -1.0)):
        pose = actor.track.poses[end]
        pace = float(paces(actor)[end])
        over = np.maximum(way * (late - times[end]), 0.0)[:, None] * pace * way
        poses[:, :2] += np.where(beyond[:, None], over * [np.cos(pose[3]), np.sin(pose[3])], 0.0)
    return posed(scene, actor, poses, f"{actor.id} keeps the limit")


def _drives(actor: Actor) -> bool:
    """Whether somebody is ordinary traffic that moves all the time."""
    return actor.because.startswith("rule:traffic") and len(actor.track.times) > 5 and paces(actor).min() > 2.0
