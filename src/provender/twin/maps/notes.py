"""Warnings as a reader collects them: each once, and never so many that they are a burden themselves."""

from provender.twin.maps.map import Warned

_MOST = 2_000


class Notes:
    """What was left out, mended or guessed."""

    def __init__(self) -> None:
        self._told: dict[Warned, None] = {}
        self._more = 0

    def add(self, id: str, what: str) -> None:
        """Note something about an element."""
        entry = Warned(id[:80], what[:200])
        if len(self._told) < _MOST:
            self._told[entry] = None
        elif entry not in self._told:
            self._more += 1

    def all(self) -> tuple[Warned, ...]:
        """The warnings in order; the last one counts those beyond the bound."""
        rest = (Warned("", f"and {self._more:,} more"),) if self._more else ()
        return (*self._told, *rest)
