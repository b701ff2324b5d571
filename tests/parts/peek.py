"""A throwaway audit that tells how much it was shown of what is held back."""

from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.anchor import Anchor
from provender.core.record import Record
from provender.core.verdict import Finding, Interval


@dataclass(frozen=True, slots=True)
class Peek:
    """Counts the probe's and the exam's records."""

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """The count, of which one is too much."""
        seen = len(anchor.probe) + len(anchor.exam)
        exactly = Interval(low=seen, high=seen)
        return Finding(audit="throwaway/peek", value=seen, limit=0, interval=exactly, reason=f"{seen} were shown")
