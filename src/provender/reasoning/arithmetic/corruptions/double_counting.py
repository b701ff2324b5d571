"""A term counted twice."""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.operations import reoperations
from provender.reasoning.corruptions.tools.spoil import Edit, spoil
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class DoubleCounting:
    """One term of a sum, or one factor of a product, taken twice; the equation is true and not called for.

    Example:
        "3 + 4 = 7" becomes "3 + 4 + 4 = 11", and all that follows is worked out from 11.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "double_counting", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Each term of a sum and each factor of a product, once more."""

    def longer(op: str, operands: list[int]) -> Iterator[tuple[str, list[int]]]:
        for again in rng.sample(range(len(operands)), len(operands) if op in "+*" else 0):
            yield op, [*operands, operands[again]]

    return reoperations(problem, rng, longer)
