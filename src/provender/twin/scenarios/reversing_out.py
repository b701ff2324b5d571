"""A car backs out of a drive into the ego's lane."""

import numpy as np

from provender.twin.actors.way import REAR, Way, rolling, trip
from provender.twin.maps.geometry import inside
from provender.twin.scene import Actor, ActorKind
from provender.twin.stage.place import Place
from provender.twin.stage.scenario import Scenario, Spread
from provender.twin.stage.setting import Setting

_RADIUS = 4.6  # m of its rear axle's turn
_REAR = 1.1  # m from the place to where its rear axle ends up, so that its rear is at the place
_BEYOND = 4.0  # m of its way after the turn, which it does not need
_HALF = 1.5  # m of the drive to either side of its middle
_DEEP = 5.5  # m of the drive behind the kerb
_OFF = 0.3  # m behind the kerb that its rear is at first


def _fits(place: Place) -> bool:
    """Nothing stands where the drive is."""
    across = np.linspace(-_HALF, _HALF, 7) + _RADIUS + _REAR
    along, out = np.meshgrid(across, place.edge + np.linspace(0.0, _DEEP, 12))
    spots = place.poses(along.ravel(), out.ravel())[:, :2]
    things = [tree.at for tree in place.map.trees] + [lamp.at for lamp in place.map.lamps]
    free = not things or np.hypot(*(spots[:, None] - np.array(things)[None]).T).min() > 0.6
    return bool(free) and not any(inside(house.outline, spots).any() for house in place.map.buildings)


def _stage(on: Setting) -> list[Actor]:
    """The car: its nose in the drive, its rear swings towards the ego until it stands in the lane."""
    size, pace = on.size(ActorKind.CAR), on.values["back_speed"]
    start = on.place.edge + _OFF + size.length / 2
    turn = np.linspace(0.0, np.pi / 2, 20)
    arc = np.stack([_REAR + _RADIUS * np.cos(turn), _RADIUS * (1 - np.sin(turn))], 1)
    straight = np.array([[_REAR + _RADIUS, max(start, _RADIUS + 0.5)]])
    way = Way(on.place.line(*map(tuple, np.concatenate([straight, arc, [[_REAR - _BEYOND, 0.0]]]))))
    first = float(way.nearest(on.place.poses(_REAR + _RADIUS, start))[0][0])
    enters = (on.place.edge + _OFF - 1.0) / pace
    begins = max(on.arrives - on.values["before"] - enters, 0.1)
    gone = trip(on.times, start=begins, metres=way.length - _BEYOND - REAR * size.length - first, speed=pace, gain=1.2)
    track = rolling(way, first + gone, size, times=on.times, backwards=True)
    return [on.actor("reversing", ActorKind.CAR, track, size=size)]


SCENARIO = Scenario(
    tells="A car backs out of a drive.",
    spreads={
        "speed": Spread(9.5, 1.8, 4.0, 14.0),
        "before": Spread(1.2, 0.6, -0.3, 3.0),  # s by which its rear is in the lane before the ego would be there
        "back_speed": Spread(1.7, 0.3, 1.0, 2.6),  # m/s
    },
    fits=_fits,
    stage=_stage,
)
