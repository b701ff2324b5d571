"""A step left out that others rest on."""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.claim import Step
from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, shuffled, spoil, told, with_steps
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class DroppedStep:
    """A step left out; what rested on it now rests on nothing, or on the wrong step.

    Example:
        "12 + 5 = 17. 17 × 2 = 34." becomes "17 × 2 = 34."
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "dropped_step", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Each step but the last, in random order; the others renumbered, or left as they count."""
    steps = told(problem).steps
    for gone in shuffled(max(0, len(steps) - 1), rng):
        kept = tuple(place for place in range(len(steps)) if place != gone)
        careful = rng.chance(2, 3)
        left = [_renumbered(steps[place], gone) if careful else steps[place] for place in kept]
        yield Edit(with_steps(problem, left), f"step {gone + 1}", kept)


def _renumbered(step: Step, gone: int) -> Step:
    """The step resting on what is left, under the new numbers."""
    uses = tuple(use - (use > gone) for use in step.uses if use != gone)
    return Step(step.claim, step.text, step.rule, uses)
