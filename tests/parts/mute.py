"""A throwaway audit that finds nothing to measure in any data."""

from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.anchor import Anchor
from provender.core.errors import NothingToAudit
from provender.core.record import Record
from provender.core.verdict import Finding


@dataclass(frozen=True, slots=True)
class Mute:
    """Has nothing to say.

    Attributes:
        limit: of what it would find.
    """

    limit: float | None = None

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Never a finding."""
        raise NothingToAudit("there is nothing to hear", where="throwaway/mute", mend="speak up")
