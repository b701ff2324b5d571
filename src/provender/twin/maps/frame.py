"""Latitude and longitude to metres on a plane that touches the earth at the origin, and back (WGS 84)."""

import numpy as np

from provender.twin.maps.map import Floats, Points

_A = 6_378_137.0  # equatorial radius, m (NIMA TR8350.2)
_F = 1 / 298.257223563
_E2 = _F * (2 - _F)


def _earth(lat: Floats, lon: Floats) -> Points:
    """(n, 3) geocentric metres of points on the ellipsoid; radians in."""
    across = _A / np.sqrt(1 - _E2 * np.sin(lat) ** 2)
    return np.stack(
        [across * np.cos(lat) * np.cos(lon), across * np.cos(lat) * np.sin(lon), across * (1 - _E2) * np.sin(lat)], 1
    )


def _axes(lat: float, lon: float) -> Points:
    """(2, 3) unit vectors east and north at a place; radians in."""
    east = [-np.sin(lon), np.cos(lon), 0.0]
    north = [-np.sin(lat) * np.cos(lon), -np.sin(lat) * np.sin(lon), np.cos(lat)]
    return np.array([east, north])


def to_plane(places: Points, origin: tuple[float, float]) -> Points:
    """Metres east and north of the origin.

    Args:
        places: (n, 2) latitude and longitude in degrees.
        origin: likewise.

    Returns:
        (n, 2). What curves away below the plane is left out: under 1 cm of length in 10 km.

    >>> to_plane(np.array([[52.0, 13.0], [52.001, 13.0]]), (52.0, 13.0)).round(2).tolist()
    [[0.0, 0.0], [0.0, 111.26]]
    """
    lat, lon = np.radians(origin)
    there = np.radians(places)
    plane: Points = (_earth(there[:, 0], there[:, 1]) - _earth(np.array([lat]), np.array([lon]))) @ _axes(lat, lon).T
    return plane


def to_place(points: Points, origin: tuple[float, float]) -> Points:
    """The inverse of `to_plane`: (n, 2) degrees; by Newton's steps, good to a micrometre within 50 km."""
    lat, lon = np.radians(origin)
    along = _A * (1 - _E2) / (1 - _E2 * np.sin(lat) ** 2) ** 1.5
    across = _A / np.sqrt(1 - _E2 * np.sin(lat) ** 2) * np.cos(lat)
    found: Points = np.degrees(np.stack([points[:, 1] / along + lat, points[:, 0] / across + lon], 1))
    for _ in range(8):
        missed = points[:, :2] - to_plane(found, origin)
        found = found + np.degrees(np.stack([missed[:, 1] / along, missed[:, 0] / across], 1))
    return found
