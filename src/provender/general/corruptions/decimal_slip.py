"""A number ten times too large.

55.845 becomes 558.45, 26 becomes 260
"""

import re
from dataclasses import dataclass

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.general.corruptions._change import renumbered


@corruption
@dataclass(frozen=True, slots=True)
class DecimalSlip:
    """Moves the decimal sign of an answer by one place, in the explanation too.

    Example:
        A mass of 5.97 in the answer becomes one of 59.7.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where the answer is no number, or nought."""
        return renumbered(record, "decimal_slip", seed, _moved)


def _moved(_: Stream, number: str) -> str:
    """The number times ten, as far as its writing shows its decimal sign: the last sign that groups nothing."""
    at = max(number.rfind("."), number.rfind(","))
    decimals = number[at + 1 :] if at >= 0 else ""
    if not decimals or (len(decimals) == 3 and len(number[:at].lstrip("-−")) <= 3 and number[0] != "0"):
        digits = number.replace(".", "").replace(",", "") if at >= 0 and len(decimals) == 3 else number
        return digits if not digits.strip("0") else f"{digits}0"
    whole, rest = re.sub(r"[^\d−-]", "", number[:at]), decimals[1:]
    return f"{whole}{decimals[0]}{number[at] + rest if rest else ''}"
