"""A step told before what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, shuffled, spoil, told, with_steps
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class ReorderedSteps:
    """Two steps exchanged, one of which needs the other.

    Example:
        "17 × 2 = 34." stands before "12 + 5 = 17."
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "reordered_steps", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Each step told before one that it rests on; the grounds are renumbered."""
    steps = told(problem).steps
    for late in shuffled(len(steps), rng):
        for early in steps[late].uses:
            order = list(range(len(steps)))
            order[early], order[late] = late, early
            at = {was: now for now, was in enumerate(order)}
            moved = [replace(steps[was], uses=tuple(sorted(at[use] for use in steps[was].uses))) for was in order]
            false = f"step {late + 1} is told before step {early + 1}, on which it rests"
            yield Edit(with_steps(problem, moved), f"step {early + 1}", tuple(order), false)
