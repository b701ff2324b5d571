"""An exact result given as a round number."""

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
class Rounded:
    """A result rounded and written as if it were exact; mostly, all later steps are worked out from it.

    Example:
        "47 × 38 = 1786" becomes "47 × 38 = 1790".
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "rounded", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """To the nearest ten, or to one nought more where the number has the length for it."""

    def rounding(result: int) -> int:
        size: int = 10 ** rng.between(1, max(1, len(str(abs(result))) - 1))
        return (result + size // 2) // size * size

    return slips(problem, rng, rounding)
