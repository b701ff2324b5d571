"""Are a frame's labels true of its scene? Every pixel and box, held against geometry and photometry of its own.

It knows a scene and what a frame says, and nothing of how pictures are made: a camera, boxes, walls and ground are
worked out anew. Whether a coat is red cannot be known so: what passes is SCREENED.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.twin.frame import Frame
from provender.twin.verifiers._judged import judged
from provender.twin.verifiers._photometry import light_faults
from provender.twin.verifiers._pinhole import eye, points
from provender.twin.verifiers._shapes import array_faults, thing_faults
from provender.twin.verifiers._surroundings import surrounding_faults

NAME = "twin/labels"


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Fails a frame whose labels cannot be true; passes any other as SCREENED.

    Checked are: classes against instances; boxes against masks; visible within amodal masks; amodal masks within and
    filling the projected 3D boxes; depths within the 3D boxes, on the ground and on the walls of the map; what is
    hidden by what; sky behind no house; normals; 3D boxes against the scene; the light that fog lets through; colours
    against the light told of, through the sensor's curve; contrasts measured in the picture.

    Example:
        A frame of which the colours were drawn without the fog that its scene has fails: its pixels are brighter or
        darker than surface * exp(-fog d) + added allows.
    """

    screens: ClassVar[bool] = True

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judged(records, Frame, frame_faults, name=NAME)


def frame_faults(frame: Frame) -> Iterator[str]:
    """What is wrong with a frame, in words; sizes first, since the rest rests on them."""
    first = list(array_faults(frame))
    yield from first
    if first:
        return
    seen = eye(frame)
    places = points(frame, seen)
    yield from thing_faults(frame, seen, places)
    yield from surrounding_faults(frame, seen, places)
    yield from light_faults(frame, seen)
