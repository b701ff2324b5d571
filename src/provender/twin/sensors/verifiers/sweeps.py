"""Are points of a lidar and echoes of a radar true of their scene? By rays, boxes, walls and motion of our own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.twin.sensors.sweep import Sweep
from provender.twin.sensors.verifiers._lidar import spin_faults
from provender.twin.sensors.verifiers._radar import echo_faults
from provender.twin.verifiers._judged import judged

NAME = "twin/sensors/sweeps"


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Sweeps:
    """Fails points and echoes that cannot be; passes any other as SCREENED.

    Checked are: points on their rays and in the boxes of what they are said to hit, none deep in another's, ground at
    its height, strength against fog; echoes in the boxes of what they are of or near a wall, tree or pole, none
    through a house, range rates against tracks, RCS against SNR and range; vehicles that give none, though so much of
    them is in free sight that not all can have faded; two whose echoes fit far better under each other's name.

    Example:
        An echo of a child that is said to come at the car's own speed, though the child runs, fails.
    """

    screens: ClassVar[bool] = True

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judged(records, Sweep, sweep_faults, name=NAME)


def sweep_faults(sweep: Sweep) -> Iterator[str]:
    """What is wrong with a sweep, in words."""
    for fault in spin_faults(sweep.scene, sweep.lidar, sweep.time, sweep.spin):
        yield f"lidar: {fault}"
    for fault in echo_faults(sweep.scene, sweep.radar, sweep.time, sweep.echoes):
        yield f"radar: {fault}"
