"""A step that names the wrong grounds."""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.claim import Step
from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, shuffled, spoil, told, with_step
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class WrongUses:
    """A step said to rest on a step that does not give what it takes, or that comes after it.

    Example:
        Step 3 takes 85 from step 2 and names step 1.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "wrong_uses", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Each step in random order: one ground left out, replaced, or put after the step itself."""
    steps = told(problem).steps
    for place in shuffled(len(steps), rng):
        step = steps[place]
        for uses in _grounds(step.uses, place, len(steps), rng):
            moved = Step(step.claim, step.text, step.rule, uses)
            yield Edit(with_step(problem, place, moved), f"step {place + 1}")


def _grounds(uses: tuple[int, ...], place: int, count: int, rng: Stream) -> Iterator[tuple[int, ...]]:
    """Other grounds for a step, most deceptive first."""
    if uses:
        spot = rng.below(len(uses))
        rest = {use for use in uses if use != uses[spot]}
        yield tuple(sorted({*rest, rng.below(place)}))
        yield tuple(sorted(rest))
    yield tuple(sorted({*uses, rng.between(place, count - 1)}))
