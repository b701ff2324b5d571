"""A car that faces the way it comes from."""

from dataclasses import dataclass, replace

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil, with_actor
from provender.twin.scene import Actor, ActorKind, Scene

_CLEARLY = 3.2  # m/s: slower ones might back out of a drive


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class WrongWay:
    """Turns a moving car's heading by half a turn, as a mistaken sign would.

    Example:
        ego drives along street/2:f1 with its bonnet to the rear.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where no car moves faster than one that backs out of a drive."""
        return spoil(record, "wrong_way", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One car turned round."""
    movers = [
        actor
        for actor in scene.actors
        if actor.kind in (ActorKind.CAR, ActorKind.VAN) and len(actor.track.times) > 1 and _fastest(actor) > _CLEARLY
    ]
    if not movers:
        return None
    actor = rng.choice(movers)
    poses = actor.track.poses + np.array([0.0, 0.0, 0.0, np.pi])
    told = f"{actor.id} faces the way it goes"
    return Spoilt(with_actor(scene, replace(actor, track=replace(actor.track, poses=poses))), actor.id, told)


def _fastest(actor: Actor) -> float:
    """Its greatest speed, m/s."""
    return float((np.hypot(*np.diff(actor.track.poses[:, :2], axis=0).T) / np.diff(actor.track.times)).max())
