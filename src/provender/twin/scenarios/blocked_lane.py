"""A van stands in the ego's lane, and a car comes the other way."""

from provender.twin.maps.map import LaneKind
from provender.twin.scene import Actor, ActorKind
from provender.twin.stage.place import Place
from provender.twin.stage.scenario import Scenario, Spread
from provender.twin.stage.setting import Setting


def _fits(place: Place) -> bool:
    """A lane that comes towards the ego."""
    return place.strip(LaneKind.DRIVING, along=False, near=False) is not None


def _stage(on: Setting) -> list[Actor]:
    """The van that unloads, its rear at the place, and the oncoming car that leaves no room to pass."""
    lane = on.place.strip(LaneKind.DRIVING, along=False, near=False)
    assert lane is not None, "the place fits"
    size = on.size(ActorKind.VAN)
    van = on.stands("van", ActorKind.VAN, (size.length / 2, on.values["out"]), size=size)
    pace = min(on.values["other_speed"], on.speed)
    along = on.values["ahead"] + pace * (on.arrives - on.times)
    return [van, on.drives("oncoming", ActorKind.CAR, along, out=lane.out)]


SCENARIO = Scenario(
    tells="A van blocks the lane while somebody comes the other way.",
    spreads={
        "other_speed": Spread(9.0, 1.8, 4.0, 15.0),  # m/s
        "ahead": Spread(6.0, 6.0, -8.0, 25.0),  # m beyond the van's rear when the ego would be there
        "out": Spread(0.3, 0.15, 0.0, 0.6),  # m from the lane's middle to the kerb
    },
    fits=_fits,
    stage=_stage,
)
