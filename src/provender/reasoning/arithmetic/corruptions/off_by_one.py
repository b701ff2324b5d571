"""A result that is one too large or too small, and what follows from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, slips, spoil
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class OffByOne:
    """A result off by one; mostly, all later steps are worked out from it.

    Example:
        "7 × 8 = 56" becomes "7 × 8 = 57", and so does the answer.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "off_by_one", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """One up or one down."""
    return slips(problem, rng, lambda result: result + (1 if rng.chance(1, 2) else -1))
