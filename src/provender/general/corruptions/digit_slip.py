"""A number with one digit wrong.

55.845 becomes 58.845
"""

from dataclasses import dataclass

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.verdict import Corrupted
from provender.general.corruptions._change import renumbered, slipped


@corruption
@dataclass(frozen=True, slots=True)
class DigitSlip:
    """Changes one digit of an answer, and of the explanation that repeats it.

    Example:
        A population of 83,456 in the answer becomes one of 83,956.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where the answer is no number."""
        return renumbered(record, "digit_slip", seed, slipped)
