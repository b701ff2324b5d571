"""Where the sun stands, by moment and place: the equations of NOAA's solar calculator.

They follow Meeus, Astronomical Algorithms, 2nd edition (1998), chapter 25, low accuracy: good to about 0.01 degree
between 1900 and 2100. Altitudes are geometric: the air lifts a sun at the horizon by another half degree.
"""

from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np

from provender.core.errors import RecipeError
from provender.twin.maps.map import Floats

_J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)


class Sun(NamedTuple):
    """Radians: azimuth clockwise from north, altitude above the horizon, declination; minutes of equation of time."""

    azimuth: float
    altitude: float
    declination: float
    equation_of_time: float

    def towards(self) -> Floats:
        """(3,) unit vector to the sun: east, north, up."""
        flat = np.cos(self.altitude)
        return np.array([flat * np.sin(self.azimuth), flat * np.cos(self.azimuth), np.sin(self.altitude)])


def sun(moment: datetime, place: tuple[float, float]) -> Sun:
    """The sun at a moment, seen from a place.

    Args:
        moment: with a time zone, from 1900 to 2100.
        place: latitude and longitude in degrees, north and east positive.

    Raises:
        RecipeError: the moment has no time zone or lies outside, or the place is not on earth.

    >>> seen = sun(datetime(2024, 6, 20, 11, 2, tzinfo=UTC), (52.47, 13.44))
    >>> round(float(np.degrees(seen.altitude)))  # near noon on the longest day: 90 - 52.5 + 23.4
    61
    """
    lat, lon = place
    where = "the sun's position"
    if moment.tzinfo is None or not 1900 <= moment.year < 2100:
        raise RecipeError(
            f"{moment.isoformat()} is no moment for it", where=where, mend="give a zone and a year from 1900"
        )
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise RecipeError(f"{lat}, {lon} is no place on earth", where=where, mend="give degrees, latitude first")
    at = moment.astimezone(UTC)
    declination, equation = _apparent((at - _J2000).total_seconds() / 86_400 / 36_525)
    minutes = at.hour * 60 + at.minute + (at.second + at.microsecond / 1e6) / 60
    hour = np.radians((minutes + equation + 4 * lon) / 4 - 180)  # 0 where the sun is highest, negative before
    phi = np.radians(lat)
    up = np.sin(phi) * np.sin(declination) + np.cos(phi) * np.cos(declination) * np.cos(hour)
    north = np.cos(phi) * np.sin(declination) - np.sin(phi) * np.cos(declination) * np.cos(hour)
    east = -np.cos(declination) * np.sin(hour)
    return Sun(
        azimuth=float(np.arctan2(east, north) % (2 * np.pi)),
        altitude=float(np.arctan2(up, np.hypot(east, north))),
        declination=float(declination),
        equation_of_time=float(equation),
    )


def _apparent(century: float) -> tuple[float, float]:
    """Declination in radians and the equation of time in minutes, Julian centuries after noon of 1 January 2000."""
    t = century
    mean = np.radians((280.46646 + t * (36_000.76983 + t * 0.0003032)) % 360)
    anomaly = np.radians(357.52911 + t * (35_999.05029 - 0.0001537 * t))
    eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t)
    centre = (
        np.sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t))
        + np.sin(2 * anomaly) * (0.019993 - 0.000101 * t)
        + np.sin(3 * anomaly) * 0.000289
    )
    node = np.radians(125.04 - 1_934.136 * t)  # of the moon's orbit, for nutation
    longitude = mean + np.radians(centre - 0.00569 - 0.00478 * np.sin(node))
    tilt = 23 + (26 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60) / 60
    tilt = np.radians(tilt + 0.00256 * np.cos(node))
    y = np.tan(tilt / 2) ** 2
    equation = (
        y * np.sin(2 * mean)
        - 2 * eccentricity * np.sin(anomaly)
        + 4 * eccentricity * y * np.sin(anomaly) * np.cos(2 * mean)
        - 0.5 * y**2 * np.sin(4 * mean)
        - 1.25 * eccentricity**2 * np.sin(2 * anomaly)
    )
    return float(np.arcsin(np.sin(tilt) * np.sin(longitude))), float(4 * np.degrees(equation))
