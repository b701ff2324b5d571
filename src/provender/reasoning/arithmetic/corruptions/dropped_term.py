"""A term forgotten."""

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
class DroppedTerm:
    """One term of a sum, or one factor of a product, left out; the rest is worked out faultlessly.

    Example:
        "3 + 4 + 5 = 12" becomes "3 + 5 = 8", and all that follows is worked out from 8.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "dropped_term", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Sums and products of three or more, one of them left out."""

    def shorter(op: str, operands: list[int]) -> Iterator[tuple[str, list[int]]]:
        for gone in rng.sample(range(len(operands)), len(operands) if len(operands) > 2 and op in "+*" else 0):
            yield op, operands[:gone] + operands[gone + 1 :]

    return reoperations(problem, rng, shorter)
