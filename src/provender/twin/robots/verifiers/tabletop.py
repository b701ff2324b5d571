"""Is an episode at a table true to mechanics, and does it say rightly how it ended? Held against laws, not a replay.

It knows an episode and nothing of how one is made, nor any physics engine: distances of shapes, Newton's and Euler's
laws, Coulomb's cone, energies and servos are worked out anew. That a thing's weight is what a scale would say cannot be
known so: what passes is SCREENED.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.twin.robots.episode import Episode
from provender.twin.robots.verifiers._contacts import contact_faults
from provender.twin.robots.verifiers._facts import Facts
from provender.twin.robots.verifiers._motion import energy_faults, momentum_faults, motion_faults, servo_faults
from provender.twin.robots.verifiers._shape import end_faults, overlap_faults, shape_faults
from provender.twin.verifiers._judged import judged

NAME = "twin/robots/tabletop"


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Tabletop:
    """Fails an episode that breaks a law of mechanics or is told wrongly; passes any other as SCREENED.

    Checked are: success against where the body of the goal ends; bodies inside each other; displacements and turns
    against speeds and rates; momentum and spin against forces, torques and weight; energies, and that none comes from
    nothing; contacts where bodies touch and nowhere else; Coulomb's cone, and friction on its rim in sliding; the tool
    against its servos and actions; the gripper's width against its fingers.

    Example:
        An episode that is told to have reached its goal, whose target ends 3 cm from it, fails.
    """

    screens: ClassVar[bool] = True

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judged(records, Episode, episode_faults, name=NAME)


def episode_faults(episode: Episode) -> Iterator[str]:
    """What is wrong with an episode, in words; its form first, since the rest rests on it."""
    first = list(shape_faults(episode))
    yield from first
    if first:
        return
    facts = Facts(episode)
    checks = (end_faults, motion_faults, momentum_faults, energy_faults, servo_faults, overlap_faults, contact_faults)
    for check in checks:
        yield from check(facts)
