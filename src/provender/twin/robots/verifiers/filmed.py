"""Are pictures of a table true of their episode? Every pixel and pose, by rays against closed forms of our own.

It knows an episode, a camera and what a reel says, and nothing of triangles or how pictures are made. Whether a ball is
blue cannot be known so: what passes is SCREENED.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.twin.robots.reel import Reel
from provender.twin.robots.verifiers._rays import eye, scene
from provender.twin.robots.verifiers._shots import array_faults, body_faults, pixel_faults
from provender.twin.robots.verifiers._stands import light_faults, stand_faults
from provender.twin.robots.verifiers.tabletop import episode_faults
from provender.twin.verifiers._judged import judged

NAME = "twin/robots/filmed"


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Filmed:
    """Fails a reel whose labels cannot be true or whose episode breaks mechanics; passes any other as SCREENED.

    Checked are: the episode, as `twin/robots/tabletop` does; of every pixel its body, class, depth to 0.1 mm and
    normal; boxes, visible and amodal masks; poses of all bodies in the camera's axes; that floor, legs and arm stand
    and hold together and the arm holds its tool; colours against the light told of, through the sensor's curve, and
    that the table is brighter in the sun than in the shade of what stands before it.

    Example:
        A picture whose depth is told for the moment before fails: the rays of its pixels meet the tool elsewhere.
    """

    screens: ClassVar[bool] = True

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judged(records, Reel, reel_faults, name=NAME)


def _played_faults(reel: Reel) -> Iterator[str]:
    """What is wrong with the episode."""
    yield from episode_faults(reel.episode)


def reel_faults(reel: Reel) -> Iterator[str]:
    """What is wrong with a reel, in words; its form and its episode first, since the rest rests on them."""
    for check in (array_faults, _played_faults, stand_faults):
        first = list(check(reel))
        yield from first
        if first:
            return
    seen = eye(reel.lens)
    for at, shot in enumerate(reel.shots):
        poses = reel.poses(at)
        found = scene(reel.solids, poses, seen)
        for fault in (
            *pixel_faults(reel, shot, found),
            *body_faults(reel, shot, found, poses=poses, seen=seen),
            *light_faults(reel, shot, found, poses=poses, seen=seen),
        ):
            yield f"picture {at}: {fault}"
