"""A cyclist rides towards the ego in its own lane."""

from provender.twin.actors.grip import GRAVITY
from provender.twin.actors.way import ramp
from provender.twin.scene import Actor, ActorKind
from provender.twin.stage.place import Place
from provender.twin.stage.scenario import Scenario, Spread
from provender.twin.stage.setting import Setting


def _fits(place: Place) -> bool:
    """Any lane will do that is no wider than a car needs beside a bicycle."""
    return next(strip.width for strip in place.strips if strip.lane is place.lane) < 4.2


def _stage(on: Setting) -> list[Actor]:
    """The cyclist, who would be at the place when the ego's front is, and brakes when they notice."""
    pace = on.values["ride_speed"]
    notices = max(on.arrives - on.values["notices"], 0.0)
    brakes = min(on.values["brakes"], 0.9 * on.friction * GRAVITY)
    gone = ramp(on.times, start=notices, first=pace, speed=0.0, gain=brakes)
    along = pace * on.arrives + 1.0 - gone
    return [on.drives("cyclist", ActorKind.BICYCLE, along, out=on.values["out"])]


SCENARIO = Scenario(
    tells="A cyclist comes the wrong way, in the ego's lane.",
    spreads={
        "ride_speed": Spread(4.5, 1.0, 2.0, 8.0),  # m/s
        "notices": Spread(0.8, 0.4, 0.2, 3.4),  # s before the two would meet
        "brakes": Spread(2.5, 0.6, 1.0, 4.5),  # m/s2, as far as the road holds
        "out": Spread(0.8, 0.35, -0.5, 1.1),  # m from the lane's middle to the kerb
    },
    fits=_fits,
    stage=_stage,
)
