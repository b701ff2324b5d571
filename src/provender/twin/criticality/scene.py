"""How critical a scene is to the one that carries the camera: its measures against everybody else, at every moment."""

from typing import NamedTuple

import numpy as np

from provender.twin.actors.grip import GRAVITY
from provender.twin.criticality.along import drac
from provender.twin.criticality.boxes import boxes, contact, encroachment
from provender.twin.maps.map import Floats
from provender.twin.scene import Actor, Scene

_STEP = 0.1  # s


class Criticality(NamedTuple):
    """The worst of a scene for its ego, over all moments and all others.

    Attributes:
        other: the actor with whom the time to collision is least; "" where none ever threatens.
        ttc: least time to collision, s; infinite where none threatens.
        pet: least post-encroachment time with `other`, s.
        drac: largest deceleration, m/s2, that avoids `other` at its speed, along the way to where they would touch.
        brake_threat: `drac` as a share of what the road's friction gives.
        contact: whether the ego and somebody touch.
    """

    other: str = ""
    ttc: float = np.inf
    pet: float = np.inf
    drac: float = 0.0
    brake_threat: float = 0.0
    contact: bool = False


def criticality(scene: Scene, *, ego: str = "ego") -> Criticality:
    """The measures; of a scene without that actor, nothing threatens."""
    own = next((actor for actor in scene.actors if actor.id == ego), None)
    if own is None:
        return Criticality()
    times = np.arange(0.0, max(scene.end - _STEP / 2, _STEP / 2), _STEP)  # at its end nothing has a velocity
    found = Criticality()
    for actor in scene.actors:
        if actor is own or actor.part_of == ego:
            continue
        least = contact(boxes(own, times), boxes(actor, times))
        if least.min() < found.ttc:
            found = Criticality(other=actor.id, ttc=float(least.min()), contact=bool(least.min() == 0))
    if not found.other:
        return found
    other = next(actor for actor in scene.actors if actor.id == found.other)
    hardest = float(_needed(own, other, times).max())
    threat = hardest / (scene.weather.friction * GRAVITY)
    return found._replace(pet=encroachment(own, other, times), drac=hardest, brake_threat=threat)


def _needed(own: Actor, other: Actor, times: Floats) -> Floats:
    """(m,) the deceleration that avoids the other wherever the two would touch; 0 where they would not."""
    first, second = boxes(own, times), boxes(other, times)
    time = contact(first, second)
    closing = np.hypot(*(first.velocity - second.velocity).T)
    meets = np.isfinite(time) & (time > 0)
    return np.where(meets, drac(np.where(meets, time, 1.0) * closing, closing), 0.0)
