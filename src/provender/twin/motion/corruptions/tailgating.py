"""One who drives right behind another, or through them."""

from dataclasses import dataclass

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil
from provender.twin.motion.corruptions._tracks import paces, posed
from provender.twin.scene import VEHICLES, Actor, Scene

_FAST = 5.0  # m/s at which the one ahead drives


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class Tailgating:
    """Sets a vehicle of ordinary traffic on the way of another, 1.2 m behind it to 3 m inside it.

    Example:
        traffic/3 follows traffic/7 at 12 m/s with half a metre between them.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where there is no traffic behind which one could drive."""
        return spoil(record, "tailgating", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One track laid behind another."""
    followers = [actor for actor in scene.actors if actor.because.startswith("rule:traffic")]
    leads = [actor for actor in scene.actors if actor.kind in VEHICLES and _drives(actor)]
    pairs = [(one, two) for one in followers for two in leads if one is not two]
    pairs = [(one, two) for one, two in pairs if len(one.track.times) == len(two.track.times)]
    if not pairs:
        return None
    actor, lead = rng.choice(pairs)
    behind = (actor.size.length + lead.size.length) / 2 + rng.between(-300, 120) / 100
    gone = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(lead.track.poses[:, :2], axis=0).T))])
    back = gone - behind
    poses = np.stack([np.interp(back, gone, column) for column in lead.track.poses.T], 1)
    start = lead.track.poses[0]
    poses[:, :2] += np.minimum(back, 0.0)[:, None] * [np.cos(start[3]), np.sin(start[3])]
    return posed(scene, actor, poses, f"{actor.id} keeps its distance from {lead.id}")


def _drives(actor: Actor) -> bool:
    """Whether somebody drives all the time, and straight enough that their path is known behind them."""
    if len(actor.track.times) < 5 or paces(actor).min() < _FAST:
        return False
    return float(np.ptp(np.unwrap(actor.track.poses[:, 3]))) < 0.1
