"""A value that has been overtaken."""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.claim import Step
from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, bare_side, carried_on, resolved, shuffled, spoil, told
from provender.reasoning.corruptions.tools.truth import integers
from provender.reasoning.corruptions.tools.wording import claim_with, restated
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class StaleValue:
    """A step that works with the result of an earlier step in place of the one that it needs, faultlessly.

    Example:
        "... = 17." and "... = 34." are followed by "17 - 4 = 13." where 34 - 4 was called for.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "stale_value", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Each number that a step takes from another, replaced by the result of yet another that came before."""
    steps = told(problem).steps
    results = [_result(step) for step in steps]
    for place in shuffled(len(steps), rng):
        step = steps[place]
        taken = [results[use] for use in step.uses]
        others = [found for found in dict.fromkeys(results[:place]) if found is not None and found not in taken]
        for number in taken:
            if number is None or not others:
                continue
            other = rng.choice(others)
            changed = [other if found == number else found for found in integers(step.claim)]
            claim = resolved(claim_with(step.claim, changed))
            if claim and claim != step.claim and (moved := restated(step, claim)):
                yield Edit(carried_on(problem, place, moved), f"step {place + 1}")


def _result(step: Step) -> int | None:
    """The number that a step works out."""
    side = bare_side(step.claim)
    return None if side is None else int(str(step.claim.args[side]))
