"""The limiter: slow start, one cut an episode, faults neutral, Retry-After and limits a minute honoured."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provender.backends.teachers._limiter import Limiter, Meter, Outcome, Ticket
from provender.core.recipe import Pace


@dataclass
class Clock:
    """Seconds that a test moves."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def limiter(**pace: int) -> tuple[Limiter, Clock]:
    clock = Clock()
    return Limiter(Pace(**pace), now=clock), clock  # type: ignore[arg-type]


def fill(full: Limiter) -> list[Ticket]:
    """Start calls until no more may."""
    tickets = []
    while full.wait(0) == 0:
        tickets.append(full.start(0))
    return tickets


def done(full: Limiter, tickets: list[Ticket]) -> None:
    for ticket in tickets:
        full.end(ticket, Outcome.DONE)


def test_limiter_doubles_from_four_to_its_most() -> None:
    full, _ = limiter(connections=100)

    seen = []
    for _ in range(7):
        tickets = fill(full)
        seen.append(len(tickets))
        done(full, tickets)

    assert seen == [4, 8, 16, 32, 64, 100, 100]


def test_limiter_does_not_grow_while_it_is_not_used_up() -> None:
    idle, _ = limiter(connections=100)
    for _ in range(50):
        done(idle, [idle.start(0)])

    assert idle.window == 4


def test_limiter_cuts_once_an_episode_however_many_calls_it_hits() -> None:
    full, clock = limiter(connections=64)
    for _ in range(4):
        done(full, fill(full))
    tickets = fill(full)

    for ticket in tickets:
        full.end(ticket, Outcome.LIMITED, retry_after=3.0)

    assert (len(tickets), full.episodes, int(full.window)) == (64, 1, 44)
    assert full.wait(0) == 3.0
    clock.now = 3.0
    (second,) = fill(full)[:1]
    full.end(second, Outcome.LIMITED, retry_after=1.0)
    assert full.episodes == 2


def test_limiter_grows_by_one_after_a_cut() -> None:
    full, clock = limiter(connections=64)
    full.end(fill(full)[0], Outcome.LIMITED, retry_after=0.0)
    clock.now = 1.0
    full.under_way = 0
    sizes = []
    for _ in range(4):
        tickets = fill(full)
        sizes.append(len(tickets))
        done(full, tickets)

    assert sizes == [2, 3, 4, 5]


@pytest.mark.parametrize("faults", [1, 50])
def test_limiter_is_not_shrunk_by_faults_which_only_pause_its_growth(faults: int) -> None:
    full, _ = limiter(connections=64)
    for _ in range(faults):
        tickets = fill(full)
        done(full, tickets[1:])
        full.end(tickets[0], Outcome.FAULT)

    assert full.window == 4


def test_limiter_never_falls_below_one() -> None:
    full, clock = limiter(connections=8)
    for _ in range(50):
        ticket = full.start(0)
        full.end(ticket, Outcome.LIMITED, retry_after=0.0)

    assert full.window == 1.0
    clock.now = 1.0
    assert full.wait(0) == 0


def test_limiter_waits_longer_with_every_episode_that_names_no_time() -> None:
    full, clock = limiter(connections=8)
    pauses = []
    for _ in range(9):
        clock.now += 1000
        pauses.append(full.end(full.start(0), Outcome.LIMITED))

    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]


calls = st.lists(st.tuples(st.floats(0, 30), st.integers(1, 60)), min_size=1, max_size=60)


@given(calls=calls, most=st.integers(1, 100))
@settings(max_examples=200)
def test_meter_lets_no_minute_hold_more_than_its_limit(calls: list[tuple[float, int]], most: int) -> None:
    meter, now = Meter(most), 0.0
    started: list[tuple[float, int]] = []
    for gap, amount in calls:
        now += gap
        while wait := meter.wait(amount, now):
            now += wait
        meter.add(amount, now)
        started.append((now, amount))

    for place, (at, _) in enumerate(started):
        minute = [amount for then, amount in started[place:] if then - at < 60]
        assert sum(minute) <= most or len(minute) == 1


def test_limiter_keeps_to_requests_and_tokens_a_minute() -> None:
    by_call, clock = limiter(connections=64, requests_per_minute=3)
    done(by_call, fill(by_call))
    assert by_call.wait(0) == pytest.approx(60, abs=0.01)
    clock.now = 60.01
    assert by_call.wait(0) == 0.0

    by_token, _ = limiter(connections=64, tokens_per_minute=100)
    ticket = by_token.start(90)
    assert by_token.wait(20) == pytest.approx(60, abs=0.01)
    by_token.end(ticket, Outcome.DONE, tokens=50)
    assert by_token.wait(20) == 0.0


def test_meter_corrects_only_what_still_counts() -> None:
    meter = Meter(10)
    entry = meter.add(10, 0.0)
    assert meter.wait(5, 61.0) == 0.0
    meter.add(5, 61.0)
    meter.correct(entry, 1000)

    assert meter.wait(5, 61.0) == 0.0
