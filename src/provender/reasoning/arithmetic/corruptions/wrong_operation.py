"""The wrong operation, worked out faultlessly."""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.operations import SIGNS, reoperations
from provender.reasoning.corruptions.tools.spoil import Edit, spoil
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class WrongOperation:
    """One operation for another: the equation is true, and it is not the one that is called for.

    Example:
        "12 + 5 = 17" becomes "12 × 5 = 60", and all that follows is worked out from 60.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "wrong_operation", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Each sum, difference, product and quotient as each of the others."""

    def others(op: str, operands: list[int]) -> Iterator[tuple[str, list[int]]]:
        yield from ((other, operands) for other in rng.sample([sign for sign in SIGNS if sign != op], len(SIGNS) - 1))

    return reoperations(problem, rng, others)
