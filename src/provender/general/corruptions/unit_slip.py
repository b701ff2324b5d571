"""The right number in the wrong unit.

71,492 km becomes 71,492 m
"""

from dataclasses import dataclass

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.verdict import Corrupted
from provender.general.corruptions._change import NUMBER, in_both, lookup, rng_of

_OTHERS = {
    "km": ("m", "cm", "mile"), "m": ("km", "cm", "foot"), "km²": ("m²", "ha"), "m²": ("km²", "cm²"), "kg": ("g", "t"),
    "g": ("kg", "mg"), "t": ("kg",), "d": ("h", "min"), "h": ("min", "s"), "s": ("min", "h"), "min": ("s", "h"),
    "°C": ("K", "°F"), "K": ("°C",), "m/s": ("km/h", "km/s"), "km/h": ("m/s",), "l": ("ml",), "m s^-1": ("km s^-1",),
}  # fmt: skip


@corruption
@dataclass(frozen=True, slots=True)
class UnitSlip:
    """Puts another unit behind an answer's number, in the explanation too.

    Example:
        A distance of 12 km in the answer becomes one of 12 m.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where the answer has no unit that is known here."""
        told = lookup(record)
        found = NUMBER.match(told.answer) if told else None
        if told is None or found is None or (unit := told.answer[found.end() :].strip()) not in _OTHERS:
            return None
        other = rng_of(record, seed, "unit_slip").choice(_OTHERS[unit])
        return in_both(record, told, f"{found[0]} {other}", "unit_slip")
