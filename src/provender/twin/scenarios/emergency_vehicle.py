"""An ambulance comes up from behind; the ego changes lanes to let it by."""

import numpy as np

from provender.twin.actors.way import blend
from provender.twin.maps.map import Floats, LaneKind
from provender.twin.scene import Actor, ActorKind
from provender.twin.stage.place import Place
from provender.twin.stage.scenario import Scenario, Spread
from provender.twin.stage.setting import Setting


def _fits(place: Place) -> bool:
    """A lane of the same direction on the kerb's side."""
    return place.strip(LaneKind.DRIVING, near=True) is not None


def _stage(on: Setting) -> list[Actor]:
    """The ambulance, whose front would be at the ego's rear when that is at the place."""
    size = on.size(ActorKind.AMBULANCE)
    pace = on.speed + on.values["faster"]
    along = pace * (on.times - on.arrives) - on.ego.length - size.length / 2 - 0.3
    return [on.drives("ambulance", ActorKind.AMBULANCE, along, size=size)]


def _steers(on: Setting) -> Floats:
    """(n,) metres to the left: into the other lane, begun `yields` seconds before the ambulance would be there."""
    lane = on.place.strip(LaneKind.DRIVING, near=True)
    assert lane is not None, "the place fits"
    start = -on.ego.length / 2 - on.speed * on.values["yields"]
    share = blend((on.place.way.s - on.place.at - start) / (on.speed * on.values["lasts"]))
    return np.asarray(on.place.side * lane.out * share)


SCENARIO = Scenario(
    tells="An ambulance comes up from behind, and the ego makes way.",
    spreads={
        "speed": Spread(9.0, 1.5, 5.0, 13.0),
        "faster": Spread(6.0, 1.5, 3.0, 11.0),  # m/s more than the ego
        "yields": Spread(2.4, 0.6, 0.3, 3.4),  # s before the ambulance would be there that the ego begins to move over
        "lasts": Spread(2.6, 0.4, 1.8, 4.0),  # s of the change
    },
    fits=_fits,
    stage=_stage,
    steers=_steers,
)
