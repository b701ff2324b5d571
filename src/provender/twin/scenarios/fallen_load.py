"""A box falls off the roof of a van ahead."""

import numpy as np

from provender.twin.actors.grip import GRAVITY
from provender.twin.maps.map import Floats
from provender.twin.scene import Actor, ActorKind, Size
from provender.twin.stage.place import Place
from provender.twin.stage.scenario import Scenario, Spread
from provender.twin.stage.setting import Setting

_SLIPS = 3.0  # m/s2 by which it slips back on the roof
_STRAIGHT = 0.002  # 1/m
_HOLD = 0.4  # friction between the box and the road


def _fits(place: Place) -> bool:
    """Room for the van to go on, and a straight road: what flies does not follow a bend."""
    straight = place.way.sharpest(place.at - 45.0, place.at + 30.0) < _STRAIGHT
    return straight and place.way.length - place.at > 40.0


def _stage(on: Setting) -> list[Actor]:
    """The van, as fast as the ego, and its load."""
    size, box = on.size(ActorKind.VAN), on.size(ActorKind.LOAD)
    ahead = on.values["headway"] * on.speed + size.length / 2 + on.speed * (on.times - on.arrives)
    van = on.drives("van", ActorKind.VAN, ahead, size=size)
    back, up = _falls(np.maximum(on.times - on.values["when"], 0.0), on.speed, size.height, box)
    at_rear = ahead - (size.length - box.length) / 2
    load = on.drives("load", ActorKind.LOAD, at_rear - back, size=box)
    load.track.poses[:, 2] = up
    return [van, load]


def _falls(since: Floats, speed: float, height: float, box: Size) -> tuple[Floats, Floats]:
    """Metres behind its place on the van, and above the road, at times since it slipped.

    It slips over the edge, flies, loses a part of its speed to the blow, and slides to a halt.
    """
    slips = (2 * (box.length + 0.05) / _SLIPS) ** 0.5
    lost = _SLIPS * slips
    drops = (2 * height / GRAVITY) ** 0.5
    blow = min(_HOLD * GRAVITY * drops, speed - lost)
    slides = max(speed - lost - blow, 0.0)
    rests = slides / (_HOLD * GRAVITY)
    first = np.minimum(since, slips)
    flies = np.clip(since - slips, 0.0, drops)
    ground = np.clip(since - slips - drops, 0.0, rests)
    own = slides * ground - _HOLD * GRAVITY * ground**2 / 2
    after = np.maximum(since - slips - drops, 0.0)
    back = _SLIPS * first**2 / 2 + lost * flies + speed * after - own
    return back, np.maximum(height - GRAVITY * flies**2 / 2, 0.0) * (since < slips + drops)


SCENARIO = Scenario(
    tells="A van ahead loses its load.",
    spreads={
        "speed": Spread(12.5, 1.5, 8.0, 17.0),
        "headway": Spread(1.5, 0.4, 0.7, 3.0),  # s behind the van
        "when": Spread(0.6, 0.3, 0.1, 1.5),  # s
    },
    fits=_fits,
    stage=_stage,
)
