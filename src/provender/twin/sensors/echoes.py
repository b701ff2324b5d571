"""What an automotive radar is, and what one sweep of it tells."""

from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from provender.core.errors import RecipeError

Floats: TypeAlias = npt.NDArray[np.float64]
STRAY = 65_535
"""The instance of an echo of nothing: noise over the threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar:
    """A 77 GHz radar that tells objects with their range rate.

    An echo's signal to noise ratio (SNR), in decibels, is `snr_100` for 10 square metres of radar cross-section (RCS)
    at 100 m straight ahead in clear air, falls with the fourth power of the range (the radar equation: Skolnik,
    Introduction to Radar Systems) and of the cosine of the azimuth, and with rain on both ways. The told RCS is worked
    out back from the SNR by the first two alone, as a sensor does that cannot see rain.

    Attributes:
        rides: the id of the actor that carries it.
        at: metres ahead, to the left and up of the carrier's pose.
        half_angle: radians to either side that it sees.
        longest: metres beyond which nothing is told.
        range_cell, angle_cell: metres and radians within which reflections of one thing are one echo.
        range_noise, angle_noise, rate_noise: one sigma, metres, radians and m/s.
        snr_100, least_snr: dB, see above, and below which there is no echo.
        strays: mean number of echoes of nothing in a sweep.
    """

    rides: str
    at: tuple[float, float, float] = (2.2, 0.0, 0.6)
    half_angle: float = 1.0
    longest: float = 150.0
    range_cell: float = 0.8
    angle_cell: float = 0.035
    range_noise: float = 0.1
    angle_noise: float = 0.008
    rate_noise: float = 0.08
    snr_100: float = 24.0
    least_snr: float = 12.0
    strays: float = 2.0

    def __post_init__(self) -> None:
        if not 0 < self.half_angle < 1.5 or min(self.longest, self.range_cell, self.angle_cell) <= 0:
            told = f"half_angle={self.half_angle}, longest={self.longest}"
            raise RecipeError(
                f"{told} are no radar", where="a radar", mend="give 0 < half_angle < 1.5 and sizes over 0"
            )

    def rcs(self, snr: Floats, metres: Floats, azimuth: Floats) -> Floats:
        """dB of a square metre that a sensor tells of an SNR."""
        seen: Floats = snr - self.snr_100 + 10 + 40 * np.log10(metres / 100) - 40 * np.log10(np.cos(azimuth))
        return seen


Column: TypeAlias = npt.NDArray[Any]


class Echoes(NamedTuple):
    """One sweep: n echoes, the nearest first.

    Attributes:
        metres: (n,) float32, as all but the last, from the sensor.
        azimuth: (n,) radians to the left of ahead.
        rate: (n,) m/s at which the distance grows, the sensor's own motion included.
        rcs: (n,) dB of a square metre.
        snr: (n,) dB.
        instance: (n,) uint16, 0 for the map, k for actor k - 1 of the scene, `STRAY` for nothing.
    """

    metres: Column
    azimuth: Column
    rate: Column
    rcs: Column
    snr: Column
    instance: Column
