"""A ball rolls out between parked cars; a child runs after it."""

import numpy as np

from provender.twin.actors.ball import Ball, flight
from provender.twin.actors.legs import chasing
from provender.twin.maps.map import LaneKind
from provender.twin.scene import Actor, ActorKind, Track
from provender.twin.stage.place import Place
from provender.twin.stage.scenario import Scenario, Spread
from provender.twin.stage.setting import Setting

_STEP = 0.02  # s between the ball's states: a bounce is shorter than a driver's blink
_FROM = 0.35  # m behind the kerb where the ball lies until it is kicked


def _fits(place: Place) -> bool:
    """A row of parked cars beside the lane."""
    row = place.strip(LaneKind.PARKING)
    return row is not None and row.width > 1.7


def _stage(on: Setting) -> list[Actor]:
    """Two parked cars with a gap between them, a child on the pavement, and the ball that it kicks through the gap."""
    row = on.place.strip(LaneKind.PARKING)
    assert row is not None, "the place fits"
    gap, cars = on.values["gap"], [on.size(ActorKind.CAR) for _ in range(2)]
    spots = [-(gap + cars[0].length) / 2, (gap + cars[1].length) / 2]
    names = ("parked/before", "parked/after")
    stand = [
        on.stands(name, ActorKind.CAR, (spot, row.out), size=size)
        for name, spot, size in zip(names, spots, cars, strict=True)
    ]
    edge = on.place.edge
    reaches = (edge + _FROM) / on.values["ball_speed"]
    kicked = max(on.arrives - on.values["before"] - reaches, 0.1)
    ball = on.actor("ball", ActorKind.BALL, _ball(on, kicked))
    start = on.place.poses(0.15, edge + _FROM + 0.6)[0, :2]
    runs = chasing(
        ball.track,
        start,
        begins=kicked + on.values["delay"],
        speed=on.values["child_speed"],
        gain=3.0,
        times=on.times,
    )
    return [*stand, ball, on.actor("child", ActorKind.CHILD, runs)]


def _ball(on: Setting, kicked: float) -> Track:
    """The ball: at rest behind the kerb, then kicked straight across the road, a little slanted."""
    times = np.arange(round(on.times[-1] / _STEP) + 1) * _STEP
    kind = Ball(restitution=on.values["restitution"], rolling=0.3)
    speed = on.values["ball_speed"]
    gone = flight(np.maximum(times - kicked, 0.0), speed=speed, up=on.values["ball_up"], height=0.0, ball=kind)
    start, ahead = on.place.line((0.0, on.place.edge + _FROM), (on.values["slant"], 0.0))
    way = (ahead - start) / np.hypot(*(ahead - start))
    places = start + gone[:, :1] * way
    heading = np.full(len(times), np.arctan2(way[1], way[0]))
    return Track(times=times, poses=np.column_stack([places, gone[:, 1], heading]))


SCENARIO = Scenario(
    tells="A ball comes out between parked cars, and a child after it.",
    spreads={
        "before": Spread(1.5, 0.6, 0.2, 3.0),  # s by which the ball is in the lane before the car would be
        "ball_speed": Spread(4.5, 0.9, 2.5, 8.0),  # m/s
        "ball_up": Spread(1.6, 0.5, 0.5, 3.5),  # m/s
        "restitution": Spread(0.7, 0.05, 0.5, 0.85),
        "slant": Spread(0.0, 0.25, -0.5, 0.5),  # m along the road by the time it is in the lane
        "delay": Spread(0.5, 0.2, 0.1, 1.5),  # s until the child runs
        "child_speed": Spread(3.0, 0.7, 1.2, 5.0),  # m/s
        "gap": Spread(2.0, 0.3, 1.3, 3.0),  # m between the parked cars
    },
    fits=_fits,
    stage=_stage,
)
