"""Walls of a map as lines seen from above: how far places are from them, and what lies behind them."""

import numpy as np
import numpy.typing as npt

from provender.twin.scene import Scene

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_INTO, _CORNER = 0.7, 0.04  # m, and share of the way, that a line of sight may enter an outline at its end: of a
# corner an echo tells the middle of what comes back from both sides
_GAP = 0.002  # radians between the lines of sight that look for a gap between houses


def edges(scene: Scene) -> tuple[Numbers, Numbers]:
    """(n, 2), (n, 2) starts and ends of all walls."""
    rings = [ring for house in scene.map.buildings for ring in (house.outline, *house.holes)]
    if not rings:
        return np.empty((0, 2)), np.empty((0, 2))
    return np.concatenate(rings), np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])


def from_walls(scene: Scene, places: Numbers) -> Numbers:
    """(n,) metres to the nearest wall."""
    starts, ends = edges(scene)
    if not len(starts):
        return np.full(len(places), np.inf)
    step = ends - starts
    off = places[:, None] - starts
    share = np.clip((off * step).sum(2) / np.maximum((step**2).sum(1), 1e-12), 0, 1)
    found: Numbers = np.linalg.norm(off - share[..., None] * step, axis=2).min(1)
    return found


def crossed(start: Numbers, places: Numbers, walls: tuple[Numbers, Numbers]) -> Flags:
    """(n,) whether a line from `start` to shortly before a place meets an edge."""
    starts, ends = walls
    sight = places - start
    away = np.maximum(np.linalg.norm(sight, axis=1), 1e-9)
    sight = sight * np.clip(1 - _CORNER - _INTO / away, 0, 1)[:, None]
    edge, off = ends - starts, starts - start
    turned = sight[:, None, 0] * edge[:, 1] - sight[:, None, 1] * edge[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        along = (off[:, 0] * edge[:, 1] - off[:, 1] * edge[:, 0]) / turned
        share = (off[:, 0] * sight[:, None, 1] - off[:, 1] * sight[:, None, 0]) / turned
    met: Flags = ((along > 0) & (along < 1) & (share > 0) & (share < 1)).any(1)
    return met


def through_houses(scene: Scene, start: Numbers, places: Numbers, aside: float) -> Flags:
    """(n,) whether a place cannot be seen past the walls, not even through a gap `aside` radians to either side."""
    walls = edges(scene)
    met = crossed(start, places, walls)
    for turned in np.exp(1j * np.arange(-aside, aside, _GAP)):
        sight = places[met] - start
        seen = (sight[:, 0] + 1j * sight[:, 1]) * turned
        met[met] = crossed(start, start + np.stack([seen.real, seen.imag], 1), walls)
    return met
