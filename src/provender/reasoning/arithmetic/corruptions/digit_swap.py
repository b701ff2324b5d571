"""Two figures of a result written in each other's place."""

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
class DigitSwap:
    """A result with two neighbouring figures exchanged; mostly, all later steps are worked out from it.

    Example:
        "47 + 38 = 85" becomes "47 + 38 = 58", and so does the answer.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "digit_swap", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Two unlike neighbours exchanged, the first figure never for a nought."""

    def swap(result: int) -> int:
        figures = str(abs(result))
        spots = [
            spot for spot in range(len(figures) - 1) if figures[spot] != figures[spot + 1] != ("" if spot else "0")
        ]
        if not spots:
            return result
        spot = rng.choice(spots)
        swapped = int(figures[:spot] + figures[spot + 1] + figures[spot] + figures[spot + 2 :])
        return swapped if result >= 0 else -swapped

    return slips(problem, rng, swap)
