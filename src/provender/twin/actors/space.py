"""Who touches whom, and when."""

from collections.abc import Sequence

import numpy as np

from provender.twin.criticality.boxes import Boxes, boxes, contact
from provender.twin.maps.map import Floats, Points
from provender.twin.scene import Actor

MARGIN = 0.02  # m that boxes are grown by when asked whether they touch


class Space:
    """Where everybody's box is at every step, worked out once for each."""

    def __init__(self, times: Floats, *, margin: float = MARGIN) -> None:
        self.times, self.margin = times, margin
        self._known: dict[str, tuple[Boxes, Points, Floats]] = {}

    def of(self, actor: Actor) -> tuple[Boxes, Points, Floats]:
        """An actor's boxes, the corners (2, 2) of all that they reach, and the heights (n,) of its underside."""
        if actor.id not in self._known:
            box, reach = (
                boxes(actor, self.times),
                float(np.hypot(actor.size.length, actor.size.width)) / 2 + self.margin,
            )
            area = np.stack([box.middle.min(0) - reach, box.middle.max(0) + reach])
            low = actor.track.at(self.times)[:, 2] if len(actor.track.times) > 1 else actor.track.poses[[0], 2]
            self._known[actor.id] = box, area, low
        return self._known[actor.id]

    def first(self, one: Actor, two: Actor) -> int:
        """The first step at which two touch; their number where they never do. What is fixed to the other may."""
        never = len(self.times)
        (first, area, low), (second, other, foot) = self.of(one), self.of(two)
        if two.part_of == one.id or one.part_of == two.id or (area[0] > other[1]).any() or (other[0] > area[1]).any():
            return never
        over = (low + one.size.height > foot) & (foot + two.size.height > low)
        touch = (contact(first._replace(half=first.half + self.margin), second) == 0) & over
        return int(touch.argmax()) if touch.any() else never

    def meets(self, actor: Actor, others: Sequence[Actor]) -> bool:
        """Whether an actor touches any of the others at some step."""
        return any(self.first(actor, other) < len(self.times) for other in others)
