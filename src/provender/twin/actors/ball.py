"""A ball that flies, bounces and rolls: each piece in closed form.

It is a hollow sphere. At each bounce the ground gives back a share of its speed of fall, and friction turns slip into
spin until it rolls (R. Cross, Grip-slip behavior of a bouncing ball, Am. J. Phys. 70, 2002); then it slows evenly.
"""

from typing import NamedTuple

import numpy as np

from provender.twin.actors.grip import GRAVITY
from provender.twin.maps.map import Floats, Points

_QUIET = 0.35  # m/s: a bounce slower than this is none


class Ball(NamedTuple):
    """What a ball is like.

    Attributes:
        restitution: share of the speed of fall that a bounce gives back.
        grip: friction between ball and ground.
        rolling: m/s2 by which it slows when it rolls.
    """

    restitution: float = 0.72
    grip: float = 0.5
    rolling: float = 0.35


def flight(times: Floats, *, speed: float, up: float, height: float, ball: Ball) -> Points:
    """(n, 2) metres along its way and above the ground at `times` (n,) since it was let go, without spin.

    Args:
        speed, up: along the ground and upwards, m/s.
        height: of its underside at first, m.

    Guarantees:
        Height is never negative; energy of motion and height never grows.
    """
    along, above = np.zeros(len(times)), np.zeros(len(times))
    start, x, slip = 0.0, 0.0, speed
    while height > 0 or up > _QUIET:
        lasts = (up + np.sqrt(up**2 + 2 * GRAVITY * height)) / GRAVITY
        piece = (times >= start) & (times < start + lasts)
        since = times[piece] - start
        along[piece], above[piece] = x + speed * since, height + up * since - GRAVITY * since**2 / 2
        fall = GRAVITY * lasts - up
        lost = min(
            ball.grip * (1 + ball.restitution) * fall, 0.4 * slip
        )  # 0.4: a hollow sphere rolls when it lost that
        speed, slip = speed - lost, slip - 2.5 * lost
        start, x, up, height = start + lasts, x + (speed + lost) * lasts, ball.restitution * fall, 0.0
    since = np.clip(times - start, 0.0, speed / ball.rolling)
    rolls = times >= start
    along[rolls] = (x + speed * since - ball.rolling * since**2 / 2)[rolls]
    return np.column_stack([along, np.maximum(above, 0.0)])
