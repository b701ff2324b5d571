"""Abstract encounters by the hundred thousand: a child steps out, or the car ahead brakes; did it end in a hard blow?

One row of standard normals is one encounter. The car brakes a reaction after it sees the danger, as hard as the road
holds; the speed of impact follows in closed form.
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from provender.twin.actors.grip import GRAVITY
from provender.twin.braking.encounter import FACTORS as NATURAL

Numbers: TypeAlias = npt.NDArray[np.float64]

# columns: the six factors of an encounter, and which of the two it is
FACTORS = len(NATURAL) + 1
_MEAN, _SPREAD = np.array([*NATURAL.values(), (0.0, 1.0)]).T
_HALF = 1.2  # m from the car's middle in which a child is hit
_BRAKES = 7.0  # m/s2 of the car ahead


def impacts(z: Numbers) -> Numbers:
    """(n,) m/s at which the car hits, 0 where it does not, of encounters `z` (n, FACTORS).

    Where the last column is negative a child steps out `distance` ahead, seen from the moment it leaves its cover
    `room` metres beside the car's middle. Else the car ahead, `distance` / 2 away and `other's speed` slower, brakes.
    """
    x = _MEAN + _SPREAD * z
    speed, distance, reaction = np.maximum(x[:, 0], 1.0), np.maximum(x[:, 2], 2.0), np.clip(x[:, 4], 0.2, 3.0)
    hold = np.clip(np.exp(x[:, 5]), 0.1, 1.1) * GRAVITY
    child = _child(speed, distance, reaction, hold=hold, x=x)
    return np.where(z[:, 6] < 0, child, _lead(speed, distance / 2, reaction, hold=hold, x=x))


def _child(speed: Numbers, distance: Numbers, reaction: Numbers, *, hold: Numbers, x: Numbers) -> Numbers:
    """The speed at the child's line, if the child is in the car's path when the car is there."""
    pace, room = np.clip(x[:, 1], 0.3, 5.0), np.clip(x[:, 3], 0.5, 6.0)
    braking = np.maximum(distance - speed * reaction, 0.0)
    left = np.sqrt(np.maximum(speed**2 - 2 * hold * braking, 0.0))
    arrives = np.where(distance < speed * reaction, distance / speed, reaction + (speed - left) / hold)
    enters, leaves = np.maximum(room - _HALF, 0.0) / pace, (room + _HALF) / pace
    hit: Numbers = np.where((left > 0) & (arrives >= enters) & (arrives <= leaves), left, 0.0)
    return hit


def _lead(speed: Numbers, gap: Numbers, reaction: Numbers, *, hold: Numbers, x: Numbers) -> Numbers:
    """The speed left where the car ahead has come to stand."""
    lead = np.maximum(speed - np.clip(x[:, 1], 0.0, 5.0), 0.0)
    brake = np.minimum(_BRAKES, hold)
    room = gap + lead**2 / (2 * brake) - speed * reaction
    left: Numbers = np.sqrt(np.maximum(speed**2 - 2 * hold * np.maximum(room, 0.0), 0.0))
    return left
