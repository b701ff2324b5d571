"""Are ground, houses and sky where the map has them? By planes and walls, each met by rays of our own."""

from collections.abc import Iterator

import numpy as np
from numba import njit

from provender.twin.frame import DEPTH_STEPS, Frame, Kind
from provender.twin.verifiers._pinhole import Eye, Numbers, ways_at

_GROUND = (Kind.GROUND, Kind.ROAD, Kind.PAVEMENT, Kind.MARKING)
_LOW, _HIGH = -0.07, 0.03  # m: within this, ground is flat
_SAMPLES = 384
_NEAR_WALL = 0.06  # m
_EDGE = 0.02  # m from a wall's edges, where rounding decides what a ray meets
_FAR = 200.0  # m


def surrounding_faults(frame: Frame, seen: Eye, places: Numbers) -> Iterator[str]:
    """What cannot be, ground first."""
    yield from _flat(frame, places)
    yield from _normals(frame, seen)
    yield from _walls(frame, seen)


def _flat(frame: Frame, places: Numbers) -> Iterator[str]:
    """Ground lies at its height, and faces up."""
    ground = np.isin(frame.kind, _GROUND) & (frame.depth > 0)
    high = places[ground][:, 2]
    if len(high) and (high.min() < _LOW or high.max() > _HIGH):
        yield f"ground lies at {high.min():.2f} to {high.max():.2f} m"
    if len(high) and (frame.normal[ground][:, 2] < 250).any():
        yield "ground does not face up"


def _normals(frame: Frame, seen: Eye) -> Iterator[str]:
    """Normals are unit vectors towards the camera."""
    lengths, towards = _faced(frame.normal, frame.kind, seen.axes, (seen.focal, seen.wide, seen.high))
    if lengths[0] < 0.97**2 or lengths[1] > 1.03**2:
        yield "a normal is no unit vector"
    if towards > 0.03:
        yield "a surface faces away from the camera"


@njit(cache=True)
def _faced(normal, kind, axes, lens):  # type: ignore[no-untyped-def]
    """Of all that is not sky: least and greatest squared length, and greatest cosine to the ray that sees it."""
    focal, wide, high = lens
    least, most, towards = 1.0, 1.0, -1.0
    for row in range(high):
        down = (row + 0.5 - high / 2) / focal
        for column in range(wide):
            if kind[row, column] == 0:
                continue
            right = (column + 0.5 - wide / 2) / focal
            square, along = 0.0, 0.0
            for c in range(3):
                part = (normal[row, column, c] - 128.0) / 127.0
                square += part * part
                along += part * (right * axes[0, c] + down * axes[1, c] + axes[2, c])
            least, most = min(least, square), max(most, square)
            towards = max(towards, along / np.sqrt(1 + right * right + down * down))
    return (least, most), towards


def _walls(frame: Frame, seen: Eye) -> Iterator[str]:
    """Houses stand on their outlines, and hide what is behind them."""
    high, wide = frame.kind.shape
    picked = (np.arange(_SAMPLES) * 40_503 + 7) % (high * wide)
    row, column = picked // wide, picked % wide
    way = ways_at(seen, row, column)
    first = _first_wall(frame, seen, way)
    depth, kind = frame.depth[row, column] / DEPTH_STEPS, frame.kind[row, column]
    wall = frame.normal[row, column][:, 2] < 200
    doubted = np.flatnonzero(np.logical_or.reduce(_contradicts((depth, kind, wall), (first, first))))
    if not len(doubted):
        return
    within = _first_wall(frame, seen, way[doubted], room=-_EDGE)
    there = _first_wall(frame, seen, way[doubted], room=_EDGE, least=depth[doubted] * 0.998 - _NEAR_WALL)
    close = np.isclose(depth[doubted], there, rtol=2e-3, atol=_NEAR_WALL)
    told = (depth[doubted], kind[doubted], wall[doubted] & ~close)
    sky, behind, nowhere = _contradicts(told, (within, first[doubted]))
    if sky.any():
        yield "there is sky where a house stands"
    if behind.any():
        yield f"a {Kind(int(told[1][behind][0])).name.lower()} is seen through a house"
    if nowhere.any():
        yield "a wall is seen where the map has none"


def _contradicts(
    told: tuple[Numbers, Numbers, Numbers], first: tuple[Numbers, Numbers]
) -> tuple[Numbers, Numbers, Numbers]:
    """(n,) pixels of sky before a wall, of what lies behind one, and of walls that are elsewhere.

    Args:
        told: depths, classes, and whether the surface stands upright.
        first: metres to walls that nobody sees past, and to those of which a pixel may be.
    """
    (depth, kind, wall), (hides, there) = told, first
    sky = kind == Kind.SKY
    behind = ~sky & (depth > 0) & (depth > hides * 1.002 + 0.1) & (hides < _FAR)
    house = (kind == Kind.BUILDING) & (depth > 0) & (depth < _FAR)
    return sky & (hides < _FAR), behind, ~np.isclose(depth, there, rtol=2e-3, atol=_NEAR_WALL) & house & wall


def _first_wall(frame: Frame, seen: Eye, way: Numbers, *, room: float = 0.0, least: Numbers | float = 0.05) -> Numbers:
    """(n,) metres along the axis at which rays first cross a wall of the map; inf where none does.

    Args:
        room: metres by which walls are higher and longer than the map has them.
        least: (n,) metres up to which what a ray crosses does not count.
    """
    walls = _edges(frame)
    over = room / np.maximum(np.linalg.norm(walls[1] - walls[0], axis=1), 1e-6)
    from_ = np.broadcast_to(np.maximum(least, 0.05), len(way))
    each = zip(way, from_, strict=True)
    first: Numbers = np.array([_nearest((*walls, over), seen.at, one, (room, near)) for one, near in each])
    return first


@njit(cache=True)
def _nearest(walls, at, way, limits):  # type: ignore[no-untyped-def]
    """One ray against each wall: two lines of the plane cross, and the ray is then between foot and top."""
    room, least = limits
    starts, ends, low, high, over = walls
    x, y, z = way
    first = np.inf
    for k in range(len(starts)):
        edge_x, edge_y = ends[k, 0] - starts[k, 0], ends[k, 1] - starts[k, 1]
        off_x, off_y = starts[k, 0] - at[0], starts[k, 1] - at[1]
        turned = x * edge_y - y * edge_x
        if turned == 0:
            continue
        along, share = (off_x * edge_y - off_y * edge_x) / turned, (off_x * y - off_y * x) / turned
        up = at[2] + along * z
        if along > least and -over[k] <= share <= 1 + over[k] and low[k] - room < up < high[k] + room:
            first = min(first, along)
    return first


def _edges(frame: Frame) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Starts and ends (n, 2) of all walls, and their feet and tops (n,)."""
    rings = [(ring, house) for house in frame.scene.map.buildings for ring in (house.outline, *house.holes)]
    if not rings:
        return np.empty((0, 2)), np.empty((0, 2)), np.empty(0), np.empty(0)
    starts = np.concatenate([ring for ring, _ in rings])
    ends = np.concatenate([np.roll(ring, -1, axis=0) for ring, _ in rings])
    low = np.concatenate([np.full(len(ring), house.base) for ring, house in rings])
    high = np.concatenate([np.full(len(ring), house.height) for ring, house in rings])
    return starts, ends, low, high
