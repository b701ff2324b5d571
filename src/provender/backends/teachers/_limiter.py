"""How many calls a teacher's server gets at once: as many as it bears, learned from what it says.

Slow start by doubling; one cut for each episode of 429s, however many calls it hits; faults of the server pause the
growth and never shrink the window, since a broken server is not a full one. The clock is an argument, so that a test
can hold it.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from provender.core.recipe import Pace

_FIRST = 4  # calls at once before anything is known of the server
_CUT = 0.7
_MINUTE = 60.0
_MARGIN = 0.001  # so that rounding never ends a wait too soon
_LONGEST_S = 60.0  # pause that is chosen here; a server may ask for more


class Outcome(Enum):
    """How a call ended, as far as the pace is concerned."""

    DONE = "done"
    LIMITED = "limited"
    FAULT = "fault"


class Meter:
    """A limit in any minute: a call starts only where the last sixty seconds leave it room."""

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._seen: deque[list[float]] = deque()  # [start, amount], amounts corrected later
        self._total = 0.0

    def wait(self, amount: float, now: float) -> float:
        """Seconds until `amount` has room; one that is above the limit goes when nothing else is there."""
        if self._most is None:
            return 0.0
        while self._seen and now - self._seen[0][0] >= _MINUTE:
            self._total -= self._seen.popleft()[1]
        over = self._total + amount - self._most
        wait = 0.0
        for start, held in self._seen:
            if over <= 0:
                break
            over -= held
            wait = start + _MINUTE + _MARGIN - now
        return wait

    def add(self, amount: float, now: float) -> list[float]:
        """Count a call that starts; returns its entry, for `correct`."""
        entry = [now, amount]
        if self._most is not None:
            self._seen.append(entry)
            self._total += amount
        return entry

    def correct(self, entry: list[float], amount: float) -> None:
        """The amount turned out otherwise; an entry that is a minute old counts no more."""
        if self._seen and entry[0] >= self._seen[0][0]:
            self._total += amount - entry[1]
            entry[1] = amount


@dataclass(slots=True, kw_only=True)
class Ticket:
    """A call under way: the episode it began in, and what it is counted as."""

    episode: int
    entry: list[float] = field(default_factory=list)


class Limiter:
    """Adaptive concurrency with optional limits a minute; used from one thread.

    Args:
        pace: the most calls at once, and limits a minute.
        now: a clock in seconds.

    Attributes:
        window: calls that may be under way.
        under_way: calls that are.
        episodes: cuts so far.

    Guarantees:
        A call that began before a cut causes no second one.
        Nothing starts before the longest Retry-After of an episode has passed.
        No minute sees more requests, or more tokens as far as they were known, than allowed.
    """

    def __init__(self, pace: Pace, *, now: Callable[[], float]) -> None:
        self._now = now
        self._most = pace.connections
        self.window = float(min(_FIRST, pace.connections))
        self.under_way = 0
        self.episodes = 0
        self._doubling = True
        self._since = 0  # calls done since the window last changed
        self._full = False  # whether it was used up since then
        self._barren = 0  # episodes since a call was last done
        self._paused_until = float("-inf")
        self._requests = Meter(pace.requests_per_minute)
        self._tokens = Meter(pace.tokens_per_minute)

    def wait(self, tokens: float) -> float | None:
        """Seconds until a call may start, 0 for now; None when one under way must end first."""
        if self.under_way >= int(self.window):
            self._full = True
            return None
        now = self._now()
        pause = max(0.0, self._paused_until - now)
        return max(pause, self._requests.wait(1, now), self._tokens.wait(tokens, now))

    def start(self, tokens: float) -> Ticket:
        """Count a call in."""
        now = self._now()
        self.under_way += 1
        self._requests.add(1, now)
        return Ticket(episode=self.episodes, entry=self._tokens.add(tokens, now))

    def end(
        self, ticket: Ticket, outcome: Outcome, *, tokens: float | None = None, retry_after: float | None = None
    ) -> float:
        """Count a call out, learn from it, and return the seconds of pause that it brought about."""
        self.under_way -= 1
        if tokens is not None:
            self._tokens.correct(ticket.entry, tokens)
        if outcome is Outcome.DONE:
            self._grow()
        elif outcome is Outcome.FAULT:
            self._since = 0
        else:
            return self._limited(ticket, retry_after)
        return 0.0

    def _grow(self) -> None:
        """After a full window of calls that were done: double, or once it was cut, add one."""
        self._barren = 0
        self._since += 1
        if self._since >= self.window and self._full:
            grown = self.window * 2 if self._doubling else self.window + 1
            self.window = min(float(self._most), grown)
            self._since, self._full = 0, False

    def _limited(self, ticket: Ticket, retry_after: float | None) -> float:
        """A 429: cut once an episode, and pause."""
        first = ticket.episode == self.episodes
        if first:
            self.episodes += 1
            self.window = max(1.0, float(int(self.window * _CUT)))
            self._doubling, self._since, self._full = False, 0, False
            self._barren += 1
        pause = retry_after
        if pause is None:
            pause = min(_LONGEST_S, 0.5 * 2 ** min(self._barren, 10)) if first else 0.0
        self._paused_until = max(self._paused_until, self._now() + pause)
        return pause
