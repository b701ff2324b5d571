"""Is a map one that can be driven? Widths, links and houses."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from provender.twin.maps.map import Lane, LaneKind, Map

_WIDE = (1.9, 6.5)  # m of a lane for wheels outside junctions
_MEET = 0.2  # m between two lanes that follow each other
_TURN = np.radians(35)  # between the ways of two lanes where they meet
_WHEELS = (LaneKind.DRIVING, LaneKind.BUS)

Numbers = npt.NDArray[np.float64]


def map_faults(map: Map) -> Iterator[str]:
    """What is wrong with a map, in words."""
    wheels = [lane for lane in map.lanes if lane.kind in _WHEELS]
    for lane in wheels:
        if lane.width.min() < _WIDE[0] or lane.width.max() > _WIDE[1]:
            yield f"{lane.id} is {lane.width.min():.2f} to {lane.width.max():.2f} m wide"
        for name in lane.successors:
            yield from _link(lane, map.lane.get(name), name)
        for name in lane.predecessors:
            if name not in map.lane or lane.id not in map.lane[name].successors:
                yield f"{lane.id} is said to follow {name}, which does not know of it"
    if map.source == "city":
        yield from _houses(map, wheels)


def _link(lane: Lane, after: Lane | None, name: str) -> Iterator[str]:
    """What is wrong with one lane following another."""
    if after is None or lane.id not in after.predecessors:
        yield f"{lane.id} leads to {name}, which does not know of it"
        return
    gap = float(np.linalg.norm(after.centre[0] - lane.centre[-1]))
    if gap > _MEET:
        yield f"{lane.id} leads to {name}, {gap:.1f} m away"
    one, two = lane.centre[-1] - lane.centre[-2], after.centre[1] - after.centre[0]
    bend = float(np.arctan2(one[0] * two[1] - one[1] * two[0], one[0] * two[0] + one[1] * two[1]))
    if abs(bend) > _TURN and np.hypot(*one[:2]) > 0.05 and np.hypot(*two[:2]) > 0.05:
        yield f"{lane.id} leads to {name} at an angle of {np.degrees(abs(bend)):.0f} degrees"


def _houses(map: Map, wheels: list[Lane]) -> Iterator[str]:
    """Houses in which a point of a lane lies: its middle and both edges, a metre apart."""
    if not wheels:
        return
    points = np.concatenate([_strewn(lane, share) for lane in wheels for share in (-0.5, 0.0, 0.5)])
    for house in map.buildings:
        low, high = house.outline.min(0), house.outline.max(0)
        close = points[((points >= low) & (points <= high)).all(1)]
        if len(close) and winds(house.outline, close).any():
            yield f"{house.id} stands on a lane"


def _strewn(lane: Lane, share: float) -> Numbers:
    """(n, 2) points beside a lane's middle, `share` of its width to the left."""
    step = np.diff(lane.centre[:, :2], axis=0)
    long = np.hypot(step[:, 0], step[:, 1])
    many = (long + 2).astype(np.int64)
    piece = np.repeat(np.arange(len(step)), many)
    part = (np.arange(len(piece)) - np.repeat(np.cumsum(many) - many, many)) / many[piece]
    side = np.stack([-step[:, 1], step[:, 0]], 1) / long[:, None]
    reach = share * lane.width[:-1][piece][:, None]
    strewn: Numbers = lane.centre[:-1, :2][piece] + part[:, None] * step[piece] + reach * side[piece]
    return strewn


def winds(ring: Numbers, points: Numbers) -> npt.NDArray[np.bool_]:
    """(m,) whether a ring turns around points (m, 2): the angles under which its edges are seen add up to a turn."""
    seen = ring[None] - points[:, None]
    after = np.roll(seen, -1, axis=1)
    cross = seen[..., 0] * after[..., 1] - seen[..., 1] * after[..., 0]
    around: npt.NDArray[np.bool_] = np.abs(np.arctan2(cross, (seen * after).sum(2)).sum(1)) > np.pi
    return around
