"""What corruptions of motion share: who moves, and a scene with other poses for one of them."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from provender.core.seeds import Stream
from provender.twin.corruptions._spoil import Spoilt, with_actor
from provender.twin.maps.map import Floats, Points
from provender.twin.scene import VEHICLES, Actor, ActorKind, Scene

BODIES = VEHICLES | {ActorKind.ADULT, ActorKind.CHILD, ActorKind.DOG, ActorKind.BICYCLE}


def paces(actor: Actor) -> Floats:
    """(n - 1,) m/s along the ground from each state to the next."""
    track = actor.track
    return np.asarray(np.hypot(*np.diff(track.poses[:, :2], axis=0).T) / np.diff(track.times))


def moments(scene: Scene, least: float, kinds: frozenset[ActorKind] = BODIES) -> Iterator[tuple[Actor, list[int]]]:
    """Actors of some kinds with the inner states from and to which each moves at `least` m/s."""
    for actor in scene.actors:
        if actor.kind in kinds and len(actor.track.times) > 4:
            fast = paces(actor) > least
            places = [int(at) + 1 for at in np.flatnonzero(fast[:-1] & fast[1:])]
            if places:
                yield actor, places


def drawn(scene: Scene, rng: Stream, least: float, kinds: frozenset[ActorKind] = BODIES) -> tuple[Actor, int] | None:
    """One actor who moves, and one of its moments; None where nobody does."""
    known = [*moments(scene, least, kinds)]
    if not known:
        return None
    actor, places = rng.choice(known)
    return actor, rng.choice(places)


def posed(scene: Scene, actor: Actor, poses: Points, told: str) -> Spoilt[Scene]:
    """The scene with other poses for an actor, and what is now false."""
    return Spoilt(with_actor(scene, replace(actor, track=replace(actor.track, poses=poses))), actor.id, told)
