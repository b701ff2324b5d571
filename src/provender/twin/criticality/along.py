"""Measures of two who are on one line, the second closing in on the first: all closed forms, on arrays of any shape.

Distances are metres from bumper to bumper, speeds m/s, decelerations m/s2 counted positive. Where nothing threatens,
times are infinite and needed decelerations zero. Sources: J. C. Hayward, Near-miss determination through use of a scale
of danger, 1972 (time to collision); B. L. Allen, B. T. Shin, P. Cooper, Analysis of traffic conflicts and collisions,
1978 (post-encroachment time); D. F. Cooper, N. Ferguson, Traffic studies at T-junctions, 1976 (deceleration rate to
avoid a crash); J. Jansson, Collision avoidance theory, 2005 (required deceleration, brake threat number).
"""

import numpy as np
from numpy.typing import ArrayLike

from provender.twin.actors.grip import GRAVITY
from provender.twin.maps.map import Floats

_ROLLS = 1e-9  # m/s or m/s2: a closing speed or a deceleration below this is none


def ttc(gap: ArrayLike, closing: ArrayLike) -> Floats:
    """Time to collision, s: how long until they touch if both keep their speeds; 0 once they touch.

    >>> float(ttc(20.0, 8.0))
    2.5
    """
    gap, closing = np.asarray(gap, np.float64), np.asarray(closing, np.float64)
    closes = closing > _ROLLS
    free = np.where(closes, np.maximum(gap, 0) / np.where(closes, closing, 1.0), np.inf)
    time: Floats = np.where(gap <= 0, 0.0, free)
    return time


def pet(left: ArrayLike, reached: ArrayLike) -> Floats:
    """Post-encroachment time, s: from when the first left a place until the second reached it; negative: both there.

    >>> float(pet(3.0, 4.2))
    1.2
    """
    time: Floats = np.asarray(reached, np.float64) - np.asarray(left, np.float64)
    return np.round(time, 12)


def drac(gap: ArrayLike, closing: ArrayLike) -> Floats:
    """Deceleration rate to avoid a crash, m/s2: that of the follower if the other keeps its speed; infinite at no gap.

    >>> float(drac(20.0, 8.0))
    1.6
    """
    gap, closing = np.asarray(gap, np.float64), np.maximum(np.asarray(closing, np.float64), 0)
    rate = np.where(gap > 0, closing**2 / (2 * np.where(gap > 0, gap, 1.0)), np.inf)
    needed: Floats = np.where(closing > 0, rate, 0.0)
    return needed


def required_deceleration(
    gap: ArrayLike, speed: ArrayLike, lead_speed: ArrayLike, lead_deceleration: ArrayLike
) -> Floats:
    """The least constant deceleration of the follower, m/s2, with which they never touch.

    The one ahead brakes until it stands. Either both have one speed at the moment of the least gap while it still
    rolls, or it already stands there: the first where the follower's speed would reach the other's before that.

    >>> float(required_deceleration(20.0, 8.0, 0.0, 0.0))
    1.6
    """
    gap, own, lead, brake = (
        np.asarray(value, np.float64) for value in np.broadcast_arrays(gap, speed, lead_speed, lead_deceleration)
    )
    brakes = brake > _ROLLS
    safe = np.where(brakes, brake, 1.0)
    rolling = brake + drac(gap, own - lead)
    halts = np.where(brakes, lead / safe, np.where(lead > 0, np.inf, 0.0))
    alike = np.where(own > lead, (own - lead) / np.where(rolling > brake, rolling - brake, np.inf), 0.0)
    room = gap + np.where(brakes, lead**2 / (2 * safe), 0.0)
    standing = np.where(room > 0, own**2 / (2 * np.where(room > 0, room, 1.0)), np.inf)
    both = own * (halts < np.inf)  # a follower who is slower may still run into one who brakes
    ahead = np.where((own > lead) & (alike <= halts), rolling, np.where(both > 0, standing, 0.0))
    needed: Floats = np.where((own <= 0) | ((gap <= 0) & (own <= lead)), 0.0, np.where(gap <= 0, np.inf, ahead))
    return needed


def brake_threat_number(required: ArrayLike, friction: ArrayLike) -> Floats:
    """What is required as a share of what the tyres can give: above 1 no braking helps any more.

    >>> float(brake_threat_number(3.924, 0.8))
    0.5
    """
    share: Floats = np.asarray(required, np.float64) / (np.asarray(friction, np.float64) * GRAVITY)
    return share


def stopping_margin(
    gap: ArrayLike, speed: ArrayLike, friction: ArrayLike, *, reaction: float = 1.0, lead_room: ArrayLike = 0.0
) -> Floats:
    """Metres left after a full stop that begins now; negative when it comes too late.

    Args:
        reaction: s before the brakes bite.
        lead_room: metres that the one ahead still rolls until it stands.

    >>> float(stopping_margin(30.0, 10.0, 0.5, reaction=1.0).round(2))
    9.81
    """
    speed, friction = np.asarray(speed, np.float64), np.asarray(friction, np.float64)
    stops = speed * reaction + speed**2 / (2 * friction * GRAVITY)
    left: Floats = np.asarray(gap, np.float64) + np.asarray(lead_room, np.float64) - stops
    return left
