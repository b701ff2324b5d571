"""An oncoming car turns across the ego's way at a junction."""

from collections.abc import Iterator

import numpy as np

from provender.core.seeds import Stream
from provender.twin.actors.way import Way, rolling
from provender.twin.maps.geometry import lengths
from provender.twin.maps.map import Lane, LaneKind, Map, Points
from provender.twin.scene import Actor, ActorKind
from provender.twin.stage.place import Place, chain, place_on
from provender.twin.stage.scenario import Scenario, Spread
from provender.twin.stage.setting import Setting

_SIDEWAYS = 2.5  # m/s2 in its turn
_STRAIGHT, _TURNS = np.radians(25), np.radians(50)


def _turn(line: Points) -> float:
    """Radians by which a line turns, positive to the left."""
    steps = np.diff(line[:, :2], axis=0)
    ways = np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))
    return float(ways[-1] - ways[0])


def _meeting(own: Lane, other: Lane) -> tuple[float, float] | None:
    """Metres along two lanes where their middles come nearest, if they cross there."""
    first, second = Way(own.centre, smooth=0.3), Way(other.centre, smooth=0.3)
    gaps = np.hypot(*(first.points[:, None] - second.points[None]).T).T
    at, on = np.unravel_index(int(gaps.argmin()), gaps.shape)
    return (float(first.s[at]), float(second.s[on])) if gaps[at, on] < 0.5 else None


def _pairs(map: Map) -> Iterator[tuple[Lane, Lane, Lane]]:
    """A lane, how it goes straight on through a junction, and the path of one who comes from there and turns across."""
    sign = 1 if map.drives == "right" else -1
    for junction in map.junctions:
        inner = [map.lane[name] for name in junction.lanes if map.lane[name].kind is LaneKind.DRIVING]
        paths = [lane for lane in inner if len(lane.predecessors) == 1 and lane.successors]
        for own in paths:
            before = map.lane[own.predecessors[0]]
            if abs(_turn(own.centre)) > _STRAIGHT or not before.road or lengths(before.centre)[-1] < 25:
                continue
            yield from ((before, own, other) for other in paths if _across(own, other, sign))


def _across(own: Lane, other: Lane, sign: int) -> bool:
    """Whether one path comes towards another and turns across it."""
    heading, facing = (lane.centre[1, :2] - lane.centre[0, :2] for lane in (own, other))
    towards = heading @ facing < -0.8 * np.hypot(*heading) * np.hypot(*facing)
    return bool(towards) and sign * _turn(other.centre) > _TURNS and _meeting(own, other) is not None


def _places(map: Map, rng: Stream) -> Place | None:
    """A crossing of two such paths, drawn from all."""
    found = [*_pairs(map)]
    if not found:
        return None
    before, own, other = rng.choice(found)
    meets = _meeting(own, other)
    assert meets is not None, "the paths cross"
    return place_on(map, before, meets[0] + float(lengths(before.centre)[-1]), after=own, other=other)


def _stage(on: Setting) -> list[Actor]:
    """The other car, whose front would be on the ego's way `before` the ego."""
    path = on.place.other
    assert path is not None, "the place fits"
    size = on.size(ActorKind.CAR)
    before = [*chain(on.place.map, path, 60.0, forward=False)][::-1]
    after = [*chain(on.place.map, path, 40.0, forward=True)]
    way = Way(np.concatenate([lane.centre[:, :2] for lane in (*before, path, *after)]))
    meets = float(way.nearest(on.place.poses(0.0, 0.0))[0][0])
    pace = min(on.values["turn_speed"], float(np.sqrt(_SIDEWAYS / max(way.sharpest(meets - 15, meets + 15), 1e-3))))
    s = meets - size.length / 2 + pace * (on.times - on.arrives + on.values["before"])
    return [on.actor("turning", ActorKind.CAR, rolling(way, s, size, times=on.times), size=size)]


SCENARIO = Scenario(
    tells="An oncoming car turns across the ego's way.",
    spreads={
        "before": Spread(1.6, 0.5, -1.0, 2.5),  # s by which it is in the ego's way before the ego
        "turn_speed": Spread(5.5, 1.0, 3.0, 9.0),  # m/s
    },
    places=_places,
    stage=_stage,
)
