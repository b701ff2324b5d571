"""A result ten times too large or too small."""

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
class DecimalSlip:
    """A result with its decimal point one place off; mostly, all later steps are worked out from it.

    Example:
        "25 × 12 = 300" becomes "25 × 12 = 3000", or "= 30".
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "decimal_slip", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """A nought more, or one less where there is one to lose."""

    def shift(result: int) -> int:
        return result // 10 if result % 10 == 0 and rng.chance(1, 2) else result * 10

    return slips(problem, rng, shift)
