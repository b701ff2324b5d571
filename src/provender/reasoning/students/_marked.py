"""Worked problems of which it is known where they go wrong, and how a problem's steps are told apart."""

from dataclasses import dataclass
from re import split

from provender.reasoning.problem import Problem
from provender.reasoning.students._clues import Worked

SOUND = "sound"  # the kind of no fault


@dataclass(frozen=True, slots=True)
class Marked:
    """A worked problem of which it is known where it goes wrong.

    Attributes:
        worked: the problem.
        wrong: the first wrong step, from 0; the number of steps where the answer alone is wrong; None for a sound one.
        kind: of the fault, "sound" for none.
        language: ISO 639-1 code.
        family: of the problem: the generator's topic, e.g. "gcd".
    """

    worked: Worked
    wrong: int | None
    kind: str
    language: str
    family: str


def steps_of(problem: Problem) -> tuple[str, ...]:
    """The steps of a solution: its lines, or the sentences of a single line."""
    lines = [line.strip() for line in problem.solution.split("\n") if line.strip()]
    if len(lines) == 1 and problem.derivation is None:
        lines = [part.strip() for part in split(r"(?<=[.!?])\s+(?=[^\W\d_])", lines[0])]
    return tuple(lines)


def worked_of(problem: Problem) -> Worked:
    """A problem as it is judged."""
    return Worked(problem.question, steps_of(problem), problem.answer)
