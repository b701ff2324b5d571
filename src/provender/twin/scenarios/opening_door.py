"""The door of a parked car opens into the ego's way."""

import numpy as np

from provender.twin.actors.way import blend
from provender.twin.maps.map import LaneKind
from provender.twin.scene import Actor, ActorKind, Size, Track
from provender.twin.stage.place import Place
from provender.twin.stage.scenario import Scenario, Spread
from provender.twin.stage.setting import Setting

_DOOR = Size(1.0, 0.06, 1.0)
_SILL = 0.33  # m above the ground; its top edge is then not level with a camera, which makes rays undecided
_HINGE = 0.2  # of the car's length ahead of its middle


def _fits(place: Place) -> bool:
    """A row of parked cars close beside the lane."""
    row = place.strip(LaneKind.PARKING)
    return row is not None and row.out < 3.2


def _stage(on: Setting) -> list[Actor]:
    """The parked car, with the hinge of its door at the place, and the door."""
    row = on.place.strip(LaneKind.PARKING)
    assert row is not None, "the place fits"
    size = on.size(ActorKind.CAR)
    out = row.out - row.width / 2 + size.width / 2 + on.values["from_lane"]
    car = on.stands("parked/door", ActorKind.CAR, (-_HINGE * size.length, out), size=size)
    heading = float(car.track.poses[0, 3])
    ahead = np.array([np.cos(heading), np.sin(heading)])
    inward = -on.place.side * np.array([-ahead[1], ahead[0]])  # from the kerb to the road
    hinge = car.track.poses[0, :2] + _HINGE * size.length * ahead + (size.width + _DOOR.width) / 2 * inward
    opens = on.arrives - on.values["before"]
    turn = heading + on.place.side * np.radians(on.values["degrees"]) * blend((on.times - opens) / on.values["lasts"])
    middle = hinge - _DOOR.length / 2 * np.stack([np.cos(turn), np.sin(turn)], 1)
    poses = np.column_stack([middle, np.full(len(turn), _SILL), turn])
    door = on.actor("door", ActorKind.DOOR, Track(times=on.times, poses=poses), size=_DOOR, part_of=car.id)
    return [car, door]


SCENARIO = Scenario(
    tells="The door of a parked car opens.",
    spreads={
        "speed": Spread(9.0, 1.8, 4.0, 14.0),
        "before": Spread(1.3, 0.6, 0.0, 3.0),  # s before the ego would be there
        "lasts": Spread(1.0, 0.2, 0.6, 1.8),  # s until it is open
        "degrees": Spread(62.0, 8.0, 35.0, 75.0),
        "from_lane": Spread(0.08, 0.05, 0.02, 0.3),  # m between the car and the lane
    },
    fits=_fits,
    stage=_stage,
)
