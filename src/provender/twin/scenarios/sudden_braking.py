"""The car ahead brakes hard to a halt."""

from provender.twin.actors.grip import GRAVITY
from provender.twin.actors.way import ramp
from provender.twin.scene import Actor, ActorKind
from provender.twin.stage.place import Place
from provender.twin.stage.scenario import Scenario, Spread
from provender.twin.stage.setting import Setting


def _fits(place: Place) -> bool:
    """Room to stop in."""
    return place.way.length - place.at > 45.0


def _stage(on: Setting) -> list[Actor]:
    """The car ahead, as fast as the ego until it brakes."""
    size = on.size(ActorKind.CAR)
    brakes = min(on.values["brakes"], 0.9 * on.friction * GRAVITY)
    ahead = on.values["headway"] * on.speed + size.length / 2
    gone = ramp(on.times, start=on.values["when"], first=on.speed, speed=0.0, gain=brakes)
    return [on.drives("lead", ActorKind.CAR, ahead - on.speed * on.arrives + gone, size=size)]


SCENARIO = Scenario(
    tells="The car ahead brakes hard until it stands.",
    spreads={
        "speed": Spread(12.5, 1.8, 6.0, 17.0),
        "headway": Spread(1.3, 0.4, 0.5, 3.0),  # s behind it
        "brakes": Spread(6.0, 1.2, 3.0, 8.5),  # m/s2, as far as the road holds
        "when": Spread(1.2, 0.4, 0.4, 2.5),  # s
    },
    fits=_fits,
    stage=_stage,
)
