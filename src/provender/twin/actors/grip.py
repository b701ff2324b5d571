"""How well tyres hold on a road, and what that leaves for braking in a bend."""

from math import sqrt

GRAVITY = 9.81  # m/s2

_DRY, _SOAKED, _SNOW = 0.85, 0.45, 0.25


def friction(wet: float, snow: float = 0.0) -> float:
    """The middle coefficient between tyres and asphalt.

    Between dry and soaked it falls in a straight line; snow that falls lies. The three values are the usual ones of
    accident reconstruction: dry 0.7 to 0.9, wet 0.4 to 0.6, packed snow 0.2 to 0.3.

    Args:
        wet: 0 dry to 1 standing water.
        snow: mm of water an hour.

    >>> [friction(0.0), round(friction(0.5), 2), friction(1.0, 2.0)]
    [0.85, 0.65, 0.25]
    """
    return _SNOW if snow > 0 else _DRY + (_SOAKED - _DRY) * wet


def left_for_braking(sideways: float, coefficient: float) -> float:
    """What the friction circle leaves along the road, m/s2, >= 0, when a bend takes `sideways` m/s2.

    >>> round(left_for_braking(3.0, 0.5), 2)
    3.88
    """
    return sqrt(max((coefficient * GRAVITY) ** 2 - sideways**2, 0.0))
