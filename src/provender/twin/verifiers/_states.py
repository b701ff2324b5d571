"""An actor's states as they stand in its track: rates and pushes by differences, and nothing smoothed."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provender.twin.scene import Actor, ActorKind

Numbers = npt.NDArray[np.float64]

G = 9.81
WHEELS = frozenset({ActorKind.CAR, ActorKind.VAN, ActorKind.BUS, ActorKind.TRUCK, ActorKind.AMBULANCE})
LEGS = frozenset({ActorKind.ADULT, ActorKind.CHILD, ActorKind.DOG})


class States(NamedTuple):
    """n states of an actor with n >= 2.

    Attributes:
        times: (n,) seconds.
        places: (n, 3) metres; heading: (n,) radians, as told.
        rates: (n - 1, 3) m/s from each state to the next.
        pushes: (n - 2, 3) m/s2 at each state but the first and the last.
    """

    actor: Actor
    times: Numbers
    places: Numbers
    heading: Numbers
    rates: Numbers
    pushes: Numbers


def states(actor: Actor) -> States | None:
    """The states; None for one who has but one."""
    times, poses = actor.track.times, actor.track.poses
    if len(times) < 2:
        return None
    step = times[1:] - times[:-1]
    rates = (poses[1:, :3] - poses[:-1, :3]) / step[:, None]
    pushes = (rates[1:] - rates[:-1]) / ((step[1:] + step[:-1]) / 2)[:, None]
    return States(actor, times, poses[:, :3], poses[:, 3], rates, pushes)


def length(vectors: Numbers) -> Numbers:
    """(n,) of vectors (n, d)."""
    long: Numbers = np.sqrt((vectors**2).sum(1))
    return long


def between(one: Numbers, two: Numbers) -> Numbers:
    """(n,) radians from one direction to another, -pi to pi."""
    turn: Numbers = np.arctan2(np.sin(two - one), np.cos(two - one))
    return turn
