"""Parked rows, cars that follow their lane, and people on the pavement."""

from collections.abc import Iterator, Sequence

import numpy as np

from provender.core.seeds import Stream
from provender.twin.actors.way import STEP, Way, rolling
from provender.twin.maps.geometry import at, lengths
from provender.twin.maps.map import Lane, LaneKind, Map, Points
from provender.twin.maps.routes import gentlest, route
from provender.twin.scene import Actor, ActorKind, Size, Track, standing

_CLEAR = 6.0  # m from the end of a parking lane, where a crossing may be, to the first car
_SIDEWAYS = 2.0  # m/s2 that a calm driver asks of a bend
CARS = (  # kind and metres: small, middle, estate, van
    (ActorKind.CAR, Size(3.7, 1.65, 1.5)),
    (ActorKind.CAR, Size(4.3, 1.8, 1.45)),
    (ActorKind.CAR, Size(4.8, 1.85, 1.5)),
    (ActorKind.VAN, Size(5.3, 1.95, 2.3)),
)


def along(line: Points, places: "np.ndarray", *, late: float = 0.0) -> Points:
    """(n, 4) poses on a line at distances from its start, heading the way it runs."""
    here, ahead = at(line[:, :2], places - 0.5 - late), at(line[:, :2], places + 0.5)
    heading = np.unwrap(np.arctan2(*(ahead - here).T[::-1]))
    middle = at(line[:, :2], places)
    return np.column_stack([middle, np.zeros(len(places)), heading])


def parked(lanes: Sequence[Lane], rng: Stream) -> Iterator[Actor]:
    """Cars in a row along parking lanes, two places of five left free."""
    number = 0
    for lane in lanes:
        place, end = _CLEAR, float(lengths(lane.centre)[-1]) - _CLEAR
        while place + 6.0 < end:
            kind, size = rng.choice(CARS)
            if rng.chance(3, 5):
                x, y, _, heading = along(lane.centre, np.array([place + size.length / 2]))[0]
                yield Actor(
                    id=f"parked/{number}",
                    kind=kind,
                    size=size,
                    track=standing(x, y, heading),
                    looks=rng.below(2**31),
                    because=f"rule:parking {lane.id}",
                )
                number += 1
            place += size.length + rng.between(8, 16) / 10


def driven(map: Map, start: Lane, seconds: float, rng: Stream) -> Actor:
    """A car that follows its lane and those after it at one calm speed."""
    limit = start.speed * rng.between(60, 95) / 100
    found = route(map, start, limit * seconds + 20.0, rng)
    way = Way(found.line)
    speed = min(gentlest(found.line, _SIDEWAYS, limit), (way.length - 12.0) / seconds)
    kind, size = rng.choice(CARS)
    times = np.round(np.arange(0.0, seconds + STEP / 2, STEP), 6)
    track = rolling(way, 6.0 + speed * times, size, times=times)
    return Actor(id="ego", kind=kind, size=size, track=track, looks=rng.below(2**31), because=f"rule:lane {start.id}")


def walking(lanes: Sequence[Lane], seconds: float, rng: Stream) -> Iterator[Actor]:
    """Somebody on each pavement, a child or an adult, going either way."""
    for number, lane in enumerate(lanes):
        child = rng.chance(1, 4)
        speed = rng.between(80, 150) / 100
        room = float(lengths(lane.centre)[-1]) - speed * seconds - 2.0
        if room <= 0:
            continue
        line = lane.centre if rng.chance(1, 2) else lane.centre[::-1]
        times = np.array([0.0, seconds])
        track = Track(times=times, poses=along(line, 1.0 + room * rng.below(1000) / 1000 + speed * times))
        size = grown(child, rng)
        kind = ActorKind.CHILD if child else ActorKind.ADULT
        looks = rng.below(2**31)
        yield Actor(id=f"walker/{number}", kind=kind, size=size, track=track, looks=looks, because="rule:pavement")


def grown(child: bool, rng: Stream) -> Size:
    """The size of a child or of an adult who walks."""
    return Size(0.3, 0.4, rng.between(100, 145) / 100) if child else Size(0.35, 0.5, rng.between(155, 195) / 100)


def near(lanes: Sequence[Lane], kind: LaneKind, place: Points, reach: float) -> list[Lane]:
    """Lanes of a kind outside junctions of which a point lies within `reach` metres of a place."""
    return [
        lane
        for lane in lanes
        if lane.kind is kind and not lane.junction and np.hypot(*(lane.centre[:, :2] - place[:2]).T).min() < reach
    ]
