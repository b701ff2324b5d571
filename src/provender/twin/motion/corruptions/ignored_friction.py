"""A road more slippery than those on it know."""

from dataclasses import dataclass, replace

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil
from provender.twin.motion.corruptions._tracks import moments
from provender.twin.scene import VEHICLES, Actor, Scene

_FELT = 1.5  # m/s2


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class IgnoredFriction:
    """Gives the road a third to a half of the friction that the hardest push of a vehicle needs.

    Example:
        ego brakes by 6.8 m/s2 on a road that holds 2.9.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where no vehicle is pushed by more than 1.5 m/s2."""
        return spoil(record, "ignored_friction", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """The friction lowered."""
    hard = [(actor, push) for actor, _ in moments(scene, 0.5, VEHICLES) if (push := _hardest(actor)) > _FELT]
    if not hard:
        return None
    actor, push = rng.choice(hard)
    held = push * rng.between(33, 50) / 100
    weather = replace(scene.weather, friction=held / 9.81)
    told = f"the road holds the {push:.1f} m/s2 of {actor.id}"
    return Spoilt(replace(scene, weather=weather), actor.id, told)


def _hardest(actor: Actor) -> float:
    """The largest change of velocity in a second, m/s2."""
    rates = np.diff(actor.track.poses[:, :2], axis=0) / np.diff(actor.track.times)[:, None]
    return float(np.hypot(*(np.diff(rates, axis=0) / np.diff(actor.track.times)[1:, None]).T).max())
