"""How drivers follow each other and change lanes: the intelligent driver model, and MOBIL.

Sources: M. Treiber, A. Hennecke, D. Helbing, Congested traffic states in empirical observations and microscopic
simulations, Phys. Rev. E 62, 2000; A. Kesting, M. Treiber, D. Helbing, General lane-changing model MOBIL for
car-following models, Transp. Res. Rec. 1999, 2007.
"""

from math import inf, sqrt
from typing import NamedTuple


class Driver(NamedTuple):
    """What a driver wants.

    Attributes:
        speed: on a free road, m/s.
        headway: s behind the one ahead.
        gain, comfort: of speeding up and of braking, m/s2.
        gap: metres bumper to bumper when standing.
        politeness: how much others' loss counts when changing lanes, 0 to 1.
        threshold: gain in m/s2 that a change of lanes must bring.
        safe: the hardest braking, m/s2, that it may ask of the one behind.
    """

    speed: float = 13.9
    headway: float = 1.4
    gain: float = 1.4
    comfort: float = 2.0
    gap: float = 2.0
    politeness: float = 0.3
    threshold: float = 0.15
    safe: float = 3.0


def acceleration(driver: Driver, speed: float, gap: float = inf, lead: float = 0.0) -> float:
    """The model's acceleration, m/s2, of one `gap` metres behind another at `lead` m/s.

    >>> acceleration(Driver(speed=10.0), 10.0)
    0.0
    >>> round(acceleration(Driver(speed=10.0), 0.0, gap=2.0), 3)
    0.0
    """
    wanted = driver.gap + max(
        0.0, speed * driver.headway + speed * (speed - lead) / (2 * sqrt(driver.gain * driver.comfort))
    )
    return driver.gain * (1 - (speed / driver.speed) ** 4 - (wanted / max(gap, 0.01)) ** 2)


class Seen(NamedTuple):
    """One whom a change of lanes concerns: as it would drive behind whoever is ahead of it before, and after."""

    before: float
    after: float


def changes(driver: Driver, own: Seen, new: Seen, old: Seen) -> bool:
    """Whether a driver changes lanes: safe for the new follower, and worth it against what both followers lose.

    Args:
        own, new, old: accelerations, m/s2, of the driver, of the one it would be in front of, and of its follower now.

    >>> free, nobody = Seen(-1.0, 0.5), Seen(0.0, 0.0)
    >>> changes(Driver(), free, nobody, nobody), changes(Driver(), free, Seen(0.0, -4.0), nobody)
    (True, False)
    """
    lost = new.before - new.after + old.before - old.after
    return new.after > -driver.safe and own.after - own.before - driver.politeness * lost > driver.threshold
