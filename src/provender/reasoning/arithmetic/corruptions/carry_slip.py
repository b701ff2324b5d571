"""A carry lost or invented, and what follows from it."""

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
class CarrySlip:
    """A result that is a ten, a hundred or a thousand off; mostly, all later steps are worked out from it.

    Example:
        "47 + 38 = 85" becomes "47 + 38 = 75", and so does the answer.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "carry_slip", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Off by a power of ten that the number has, or by one more place where it has a single figure."""

    def slip(result: int) -> int:
        size: int = 10 ** rng.between(1, max(1, len(str(abs(result))) - 1))
        return result + size if rng.chance(1, 2) else result - size

    return slips(problem, rng, slip)
