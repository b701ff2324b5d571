"""The result of a step on the way given as the answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, bare_side, shuffled, spoil, told, with_answer
from provender.reasoning.corruptions.tools.truth import integers
from provender.reasoning.corruptions.tools.wording import term_with
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class IntermediateAnswer:
    """Question and steps are sound; the answer is what an earlier step worked out.

    Example:
        "12 + 5 = 17. 17 × 2 = 34." is answered "17".
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "intermediate_answer", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Any number that a step before the last works out, in place of the answer's last number."""
    derivation = told(problem)
    found = integers(derivation.answer)
    for place in shuffled(len(derivation.steps) - 1, rng):
        side = bare_side(derivation.steps[place].claim)
        if side is None or not found:
            continue
        result = int(str(derivation.steps[place].claim.args[side]))
        answer = term_with(derivation.answer, [*found[:-1], result])
        if answer != derivation.answer and (after := with_answer(problem, answer)):
            yield Edit(after, "answer")
