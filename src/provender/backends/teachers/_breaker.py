"""Stops asking a server that only fails, says so, and tries it again with one call at a time."""

from collections.abc import Callable

_FAULTS = 10  # in a row
_FIRST_S = 1.0
_LONGEST_S = 60.0


class Breaker:
    """A circuit breaker on a clock of the caller's; used from one thread.

    Args:
        now: a clock in seconds.
        tell: called with ("paused", facts) and ("resumed", facts).

    Attributes:
        open: whether it is.

    Guarantees:
        It opens after ten faults in a row, and only then; a 429 is no fault.
        While it is open, one call at a time tries the server, at growing distances.
        Calls that began before it opened change nothing.
    """

    def __init__(self, *, now: Callable[[], float], tell: Callable[[str, dict[str, object]], None]) -> None:
        self._now = now
        self._tell = tell
        self.open = False
        self._faults = 0
        self._openings = 0
        self._pause_s = _FIRST_S
        self._closed_at = 0.0
        self._next = 0.0
        self._trying = False

    def wait(self) -> float | None:
        """Seconds until a call may start, 0 for now; None while one call is trying the server."""
        if not self.open:
            return 0.0
        return None if self._trying else max(0.0, self._next - self._now())

    def start(self) -> int:
        """Count a call in; returns its mark for `end`."""
        if self.open:
            self._trying = True
        return self._openings

    def end(self, mark: int, *, fault: str | None) -> None:
        """Count a call out; `fault` says what went wrong with line or server, None for any answer."""
        if mark != self._openings:
            return
        if fault is None:
            self._faults = 0
            if self.open:
                self._close()
            return
        self._faults += 1
        if self.open:
            self._trying = False
            self._pause_s = min(_LONGEST_S, self._pause_s * 2)
            self._pause(fault)
        elif self._faults >= _FAULTS:
            self.open, self._pause_s, self._closed_at = True, _FIRST_S, self._now()
            self._openings += 1
            self._pause(fault)

    def _pause(self, fault: str) -> None:
        """Until the next try."""
        self._next = self._now() + self._pause_s
        self._tell("paused", {"seconds": self._pause_s, "faults": self._faults, "fault": fault})

    def _close(self) -> None:
        """The server is back."""
        self.open, self._trying = False, False
        self._tell("resumed", {"seconds": round(self._now() - self._closed_at, 3)})
