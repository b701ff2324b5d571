"""Somebody crosses the road from behind a bus that stands on the other side."""

from provender.twin.actors.way import trip
from provender.twin.maps.map import LaneKind
from provender.twin.scene import Actor, ActorKind
from provender.twin.stage.place import Place
from provender.twin.stage.scenario import Scenario, Spread
from provender.twin.stage.setting import Setting


def _fits(place: Place) -> bool:
    """A lane that comes towards the ego, on which a bus can stand."""
    return place.strip(LaneKind.DRIVING, along=False, near=False) is not None


def _stage(on: Setting) -> list[Actor]:
    """The bus, its rear just before the place; an adult who steps out behind it."""
    lane = on.place.strip(LaneKind.DRIVING, along=False, near=False)
    assert lane is not None, "the place fits"
    size = on.size(ActorKind.BUS)
    bus = on.stands(
        "bus", ActorKind.BUS, (-size.length / 2 - on.values["behind"], lane.out), turn=3.14159265, size=size
    )
    start, pace = on.place.far_edge - 0.8, on.values["walk_speed"]
    reaches = (0.0 - start) / pace
    begins = on.arrives - on.values["before"] - reaches
    goal = on.place.edge + 0.8
    gone = trip(on.times, start=begins, metres=goal - start, speed=pace, gain=2.0)
    return [bus, on.walks("adult", ActorKind.ADULT, [(0.0, start), (0.0, goal)], gone)]


SCENARIO = Scenario(
    tells="Somebody crosses from behind a bus that stands on the other side of the road.",
    spreads={
        "before": Spread(0.9, 0.4, -0.6, 2.0),  # s by which they are in the lane's middle before the car would be
        "walk_speed": Spread(1.6, 0.4, 0.8, 3.5),  # m/s
        "behind": Spread(0.9, 0.3, 0.5, 2.5),  # m from the bus's rear
    },
    fits=_fits,
    stage=_stage,
)
