"""Whom a driver on a way has to mind: who is in its path, or comes into it just when the car is there."""

from typing import NamedTuple

from provender.twin.actors.idm import Driver, acceleration

CLEAR = 0.35  # m beside the car that should stay free
HARD = 2.5  # m/s2: where more is needed, brakes are used to the full
_PATIENCE = 0.8  # s by which two may miss each other without concern
_AHEAD = 4.0  # s that a driver thinks ahead


class Other(NamedTuple):
    """Somebody in the coordinates of a way, at one moment.

    Attributes:
        gap: metres from the car's front to the nearest of them along the way.
        left: metres to the left of the car's path.
        reach, wide: half of what they cover along the way, and across it.
        rate, drift: m/s along the way, and to the left.
    """

    gap: float
    left: float
    reach: float
    wide: float
    rate: float
    drift: float


def within(other: Other, wide: float) -> bool:
    """Whether somebody is in the path of a car `wide` metres broad."""
    return abs(other.left) < wide / 2 + CLEAR + other.wide


def crossing(other: Other, speed: float, *, wide: float, long: float) -> tuple[float, float] | None:
    """Seconds until somebody enters a car's path and until the car would be there; None where they do not meet."""
    room = wide / 2 + CLEAR + other.wide
    if other.left * other.drift >= 0:
        return None
    enters, leaves = (abs(other.left) - room) / abs(other.drift), (abs(other.left) + room) / abs(other.drift)
    closing = max(speed - other.rate, 0.1)
    first = other.gap / closing
    last = first + (2 * other.reach + long) / closing
    meets = enters < _AHEAD and enters < last + _PATIENCE and first - _PATIENCE < leaves
    return (enters, first) if meets else None


def answer(other: Other, speed: float, *, wanted: float, grip: float) -> float:
    """The acceleration, m/s2, with which a driver answers somebody who is in the way or will be."""
    closing = speed - other.rate
    needed = closing**2 / (2 * max(other.gap, 0.05)) if closing > 0 else 0.0
    if needed > HARD:
        return -grip
    return acceleration(Driver(speed=max(wanted, 0.5)), speed, max(other.gap, 0.05), max(other.rate, 0.0))
