"""Does everybody in a scene move as bodies do? States held against mechanics, one actor and one pair at a time.

It reads the states as a student will and knows nothing of how they were made: differences of places, the friction of
the road, steering, strides, gravity, energy, and who could have touched what. Sound motion proves no label: SCREENED.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.twin.motion.gaps import gap_faults
from provender.twin.scene import Actor, ActorKind, Scene, Size
from provender.twin.verifiers._apart import apart_faults
from provender.twin.verifiers._falling import falling_faults
from provender.twin.verifiers._judged import judged
from provender.twin.verifiers._states import States, length, states
from provender.twin.verifiers._wheels import hinge_faults, moving_faults

NAME = "twin/motion"

_SIZES: Mapping[ActorKind, tuple[Size, Size]] = {  # metres that its kind can be
    ActorKind.CAR: (Size(2.4, 1.3, 1.0), Size(5.9, 2.3, 2.3)),
    ActorKind.VAN: (Size(3.8, 1.5, 1.5), Size(7.6, 2.5, 3.3)),
    ActorKind.BUS: (Size(6.0, 2.0, 2.3), Size(25.0, 2.6, 4.5)),
    ActorKind.TRUCK: (Size(5.0, 1.8, 2.0), Size(25.5, 2.7, 4.2)),
    ActorKind.AMBULANCE: (Size(4.5, 1.7, 1.9), Size(7.6, 2.5, 3.4)),
    ActorKind.BICYCLE: (Size(1.2, 0.35, 1.0), Size(2.6, 1.1, 2.2)),
    ActorKind.ADULT: (Size(0.15, 0.25, 1.2), Size(1.1, 1.1, 2.3)),
    ActorKind.CHILD: (Size(0.12, 0.2, 0.6), Size(0.9, 0.9, 1.7)),
    ActorKind.DOG: (Size(0.2, 0.08, 0.12), Size(1.8, 0.7, 1.2)),
    ActorKind.BALL: (Size(0.03, 0.03, 0.03), Size(0.6, 0.6, 0.6)),
    ActorKind.LOAD: (Size(0.1, 0.1, 0.05), Size(3.0, 2.5, 2.5)),
    ActorKind.DOOR: (Size(0.5, 0.02, 0.5), Size(1.6, 0.4, 2.2)),
}
_DEAD = 0.6  # m/s at which nobody begins or ends from one moment to the next
_EVEN = 1.02  # between the longest and the shortest step


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """Fails a scene in which somebody moves as no body can; passes any other as SCREENED.

    Checked are: sizes of their kind; states at even steps until the scene ends; speeds; the friction circle, rear axles
    that do not slide and steering of vehicles; strides and the direction of people and dogs; feet and wheels on the
    ground; doors on their hinges; gravity, momentum and energy of balls and loads; boxes inside each other; and
    of ordinary traffic gaps and limits.

    Example:
        A car that brakes by 7.5 m/s2 on wet cobbles that hold 4.4 fails, with its id, the moment and both figures.
    """

    screens: ClassVar[bool] = True

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judged(records, Scene, motion_faults, name=NAME)


def motion_faults(scene: Scene) -> Iterator[str]:
    """What cannot be."""
    if not 0.03 <= scene.weather.friction <= 1.3:
        yield f"friction {scene.weather.friction:g} is none of a road's"
    found = {actor.id: one for actor in scene.actors if (one := states(actor))}
    for actor in scene.actors:
        yield from _size(actor)
    for one in found.values():
        yield from _clock(one, scene)
        yield from moving_faults(one, scene)
        if one.actor.kind in {ActorKind.BALL, ActorKind.LOAD}:
            yield from falling_faults(one, scene)
        if one.actor.kind is ActorKind.DOOR:
            yield from hinge_faults(one, scene)
    yield from apart_faults(scene)
    yield from gap_faults(scene)


def _size(actor: Actor) -> Iterator[str]:
    """A size that its kind does not have."""
    small, large = _SIZES[actor.kind]
    if not all(low <= own <= high for low, own, high in zip(small, actor.size, large, strict=True)):
        told = " x ".join(f"{metres:.2f}" for metres in actor.size)
        yield f"{actor.id}, a {actor.kind}, is {told} m"


def _clock(found: States, scene: Scene) -> Iterator[str]:
    """States that are missing: an uneven step, or a motion that begins or ends where the scene does not."""
    step = np.diff(found.times)
    if step.max() > _EVEN * step.min():
        yield f"{found.actor.id} has a state {step.max():g} s after the last, others every {step.min():g} s"
    speeds = length(found.rates)
    if found.times[-1] < scene.end - 1e-6 and speeds[-1] > _DEAD:
        yield f"{found.actor.id} stops dead at {found.times[-1]:g} s from {speeds[-1]:.1f} m/s"
    if found.times[0] > 1e-6 and speeds[0] > _DEAD:
        yield f"{found.actor.id} sets off at {found.times[0]:g} s with {speeds[0]:.1f} m/s"
