"""A group crosses where there is no crossing."""

from provender.twin.actors.way import trip
from provender.twin.scene import Actor, ActorKind
from provender.twin.stage.place import Place
from provender.twin.stage.scenario import Scenario, Spread
from provender.twin.stage.setting import Setting

_APART = 1.1  # m along the road between two who walk side by side


def _fits(place: Place) -> bool:
    """A road narrow enough to be crossed at once."""
    return place.edge - place.far_edge < 22.0


def _stage(on: Setting) -> list[Actor]:
    """Three to five adults side by side, each a little behind the one before."""
    count = 3 + on.rng.below(3)
    near = on.rng.chance(1, 2)
    first, last = on.place.edge + 0.6, on.place.far_edge - 0.6
    start, goal = (first, last) if near else (last, first)
    group = []
    for number in range(count):
        pace = on.values["walk_speed"] * (1 + on.rng.between(-8, 8) / 100)
        late = number * on.values["lag"]
        begins = on.arrives - on.values["before"] - abs(start) / pace + late
        gone = trip(on.times, start=begins, metres=abs(goal - start), speed=pace, gain=1.5)
        along = number * _APART
        line = [(along, start), (along + on.values["slant"], goal)]
        group.append(on.walks(f"walker/{chr(97 + number)}", ActorKind.ADULT, line, gone))
    return group


SCENARIO = Scenario(
    tells="Several people cross where there is no crossing.",
    spreads={
        "before": Spread(1.6, 0.7, -0.2, 3.2),  # s by which the first is in the lane before the car would be
        "walk_speed": Spread(1.35, 0.2, 0.7, 2.2),  # m/s
        "lag": Spread(0.3, 0.12, 0.0, 0.8),  # s from one to the next
        "slant": Spread(1.0, 1.0, -2.5, 2.5),  # m along the road while they cross
    },
    fits=_fits,
    stage=_stage,
)
