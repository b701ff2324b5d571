"""One end of a street at a node: which way it leads, how wide it is, and where its lanes were cut."""

from dataclasses import dataclass, field

import numpy as np

from provender.twin.maps.geometry import lengths
from provender.twin.maps.map import Points
from provender.twin.maps.streets.street import Street


@dataclass(slots=True, eq=False)
class Arm:
    """One end of a street at a node.

    Attributes:
        at_start: whether it is the street's start.
        out: (2,) unit vector from the node into the street.
        left, right: metres from the line to the outer edges, seen from the node outwards.
        near, far: of the carriageway's edges, likewise left and right.
        trim: metres to cut off.
        ends: strip name -> ((2, 2) point and direction outwards, width) where its lane was cut.
    """

    street: Street
    at_start: bool
    out: Points
    left: float
    right: float
    near: float
    far: float
    trim: float = 0.0
    ends: dict[str, tuple[Points, float]] = field(default_factory=dict)

    def lane(self, name: str) -> str:
        """The id of a strip's lane."""
        return f"{self.street.id}:{name}"


def arm_of(street: Street, *, at_start: bool) -> Arm:
    """One end of a street; its direction is that of its first ten metres."""
    line = street.line if at_start else street.line[::-1]
    along = lengths(line)
    reach = min(10.0, float(along[-1]))
    ahead = np.array([np.interp(reach, along, line[:, axis]) for axis in (0, 1)]) - line[0]
    wide, road = street.edges(), street.carriageway()
    if not at_start:
        wide, road = wide[::-1], road[::-1]
    out = ahead / max(float(np.hypot(*ahead)), 1e-9)
    return Arm(street=street, at_start=at_start, out=out, left=wide[0], right=wide[1], near=road[0], far=road[1])
