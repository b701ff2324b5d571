"""The breaker: opens after ten faults in a row, tries with single calls at growing distances, says what it does."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from provender.backends.teachers._breaker import Breaker


@dataclass
class Bench:
    """A breaker on a clock that the test moves, and what it told."""

    now: float = 0.0
    told: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.breaker = Breaker(now=lambda: self.now, tell=lambda kind, facts: self.told.append((kind, facts)))

    def call(self, fault: str | None) -> None:
        self.breaker.end(self.breaker.start(), fault=fault)

    def trip(self) -> None:
        for _ in range(10):
            self.call("down")


@given(runs=st.lists(st.integers(0, 9), max_size=20))
def test_breaker_stays_closed_while_no_ten_faults_follow_each_other(runs: list[int]) -> None:
    bench = Bench()
    for faults in runs:
        for _ in range(faults):
            bench.call("down")
        bench.call(None)

    assert (bench.breaker.open, bench.told) == (False, [])


def test_breaker_opens_after_ten_and_says_why() -> None:
    bench = Bench()
    bench.trip()

    assert bench.told == [("paused", {"seconds": 1.0, "faults": 10, "fault": "down"})]
    assert bench.breaker.wait() == 1.0


def test_breaker_tries_with_one_call_at_a_time_at_growing_distances() -> None:
    bench = Bench()
    bench.trip()
    pauses = []
    for _ in range(8):
        wait = bench.breaker.wait()
        assert wait is not None
        pauses.append(wait)
        bench.now += wait
        assert bench.breaker.wait() == 0.0
        mark = bench.breaker.start()
        assert bench.breaker.wait() is None, "one is trying"
        bench.breaker.end(mark, fault="still down")

    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]


def test_breaker_closes_with_the_first_answer_and_forgets() -> None:
    bench = Bench()
    bench.trip()
    bench.now = 5.0
    bench.call(None)

    assert bench.told[-1] == ("resumed", {"seconds": 5.0})
    assert bench.breaker.wait() == 0.0
    for _ in range(9):
        bench.call("down")
    assert not bench.breaker.open


def test_calls_from_before_it_opened_change_nothing() -> None:
    bench = Bench()
    before = [bench.breaker.start() for _ in range(30)]
    for mark in before[:10]:
        bench.breaker.end(mark, fault="down")
    for place, mark in enumerate(before[10:]):
        bench.breaker.end(mark, fault=None if place % 2 else "down")

    assert bench.breaker.open
    assert [kind for kind, _ in bench.told] == ["paused"]
