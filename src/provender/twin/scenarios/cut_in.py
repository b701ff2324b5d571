"""A car changes into the ego's lane close ahead, and slower."""

from provender.twin.actors.way import blend
from provender.twin.maps.map import Floats, LaneKind
from provender.twin.scene import Actor, ActorKind
from provender.twin.stage.place import Place, Strip
from provender.twin.stage.scenario import Scenario, Spread
from provender.twin.stage.setting import Setting


def _beside(place: Place) -> Strip | None:
    """The lane of the same direction next to the ego's."""
    return place.strip(LaneKind.DRIVING, near=False) or place.strip(LaneKind.DRIVING, near=True)


def _fits(place: Place) -> bool:
    """Two lanes of one direction."""
    return _beside(place) is not None


def _stage(on: Setting) -> list[Actor]:
    """The other car, whose change of lanes ends when the ego's front would be at the place."""
    lane = _beside(on.place)
    assert lane is not None, "the place fits"
    size = on.size(ActorKind.CAR)
    pace = max(on.speed - on.values["slower"], 2.0)
    along = on.values["gap"] + size.length / 2 + pace * (on.times - on.arrives)
    before = on.values["gap"] + size.length / 2 - pace * on.values["lasts"]
    path = _path(on, lane.out, (before, before + pace * on.values["lasts"]))
    return [on.drives("other", ActorKind.CAR, along, out=path, size=size)]


def _path(on: Setting, out: float, change: tuple[float, float]) -> Floats:
    """(n,) out of the ego's lane at each point of its way: `out` before the change, 0 after it."""
    s = on.place.way.s - on.place.at
    return out * (1 - blend((s - change[0]) / (change[1] - change[0])))


SCENARIO = Scenario(
    tells="A car changes into the ego's lane close ahead of it.",
    spreads={
        "speed": Spread(12.0, 1.8, 6.0, 17.0),
        "slower": Spread(3.0, 1.2, 0.3, 8.0),  # m/s less than the ego
        "gap": Spread(6.0, 3.0, 0.8, 20.0),  # m from bumper to bumper when it is across, if the ego does nothing
        "lasts": Spread(2.6, 0.5, 1.6, 4.0),  # s of the change
    },
    fits=_fits,
    stage=_stage,
)
