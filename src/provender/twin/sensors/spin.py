"""What a spinning lidar is, and what one turn of it tells."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provender.core.errors import RecipeError


@dataclass(frozen=True, slots=True, kw_only=True)
class Lidar:
    """A lidar.

    Attributes:
        rides: the id of the actor that carries it.
        at: metres ahead, to the left and up of the carrier's pose.
        rings, columns: rays up and around; 64 and 1,800 at least, for that is what the labels are judged on.
        low, high: radians of the lowest and the highest ring.
        range_10: metres at which a surface that reflects a tenth is just found in clear air.
        longest: metres beyond which nothing is told.
        noise: metres, one sigma of a range.
        turn_s: seconds of a turn.
    """

    rides: str
    at: tuple[float, float, float] = (0.0, 0.0, 1.95)
    rings: int = 64
    columns: int = 1800
    low: float = -0.433
    high: float = 0.035
    range_10: float = 80.0
    longest: float = 120.0
    noise: float = 0.02
    turn_s: float = 0.1

    def __post_init__(self) -> None:
        if self.rings < 2 or self.columns < 4 or not self.low < self.high:
            told = f"rings={self.rings}, columns={self.columns}, low={self.low}, high={self.high}"
            raise RecipeError(f"{told} are no lidar", where="a lidar", mend="give 2 rings, 4 columns and low < high")


class Spin(NamedTuple):
    """One turn: n returns, ring by ring, each ring from ahead by the left.

    Attributes:
        xyz: (n, 3) metres ahead, to the left and up of the sensor.
        ring, column: (n,) of the ray.
        after: (n,) seconds since the turn began.
        intensity: (n,) 0 to 255: reflected share times the cosine and the light that the air lets through, of 1.
        instance: (n,) 0 for the map, k for actor k - 1 of the scene.
        kind: (n,) a `Kind`.
    """

    xyz: npt.NDArray[np.float32]
    ring: npt.NDArray[np.uint16]
    column: npt.NDArray[np.uint16]
    after: npt.NDArray[np.float32]
    intensity: npt.NDArray[np.uint8]
    instance: npt.NDArray[np.uint16]
    kind: npt.NDArray[np.uint8]
