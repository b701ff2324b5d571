"""A solution that stops before its goal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provender.core.claim import Step, Term
from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.falsehood import LISTS, SETS
from provender.reasoning.corruptions.tools.spoil import Edit, shuffled, spoil, told, with_steps
from provender.reasoning.corruptions.tools.truth import integers
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class StopsEarly:
    """The last steps left out; the answer stands there as if it had been reached.

    Example:
        "12 + 5 = 17. 17 × 2 = 34." becomes "12 + 5 = 17.", answered "34".
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "stops_early", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Cut anywhere before the last step where what is left does not say all of the answer."""
    steps = told(problem).steps
    for left in shuffled(len(steps) - 1, rng):
        kept = steps[: left + 1]
        if not _reached(told(problem).answer, kept):
            false = f"the solution stops after step {left + 1} and never reaches its goal"
            yield Edit(with_steps(problem, kept), f"step {left + 2}", tuple(range(left + 1)), false)


def _reached(answer: Term, steps: Sequence[Step]) -> bool:
    """Whether every number of the answer, and every claim in it, stands in some step."""
    known = {number for step in steps for number in integers(step.claim)}
    claimed = {(step.claim.relation, *step.claim.args) for step in steps}
    entries = answer[1:] if isinstance(answer, tuple) and answer[0] in (*LISTS, *SETS) else (answer,)
    return all(entry in claimed or (set(integers(entry)) <= known and bool(integers(entry))) for entry in entries)
