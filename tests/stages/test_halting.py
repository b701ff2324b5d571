"""A loop ends at its target, its budget, or where nothing is gained; and after its last cycle at the latest."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.recipe import Loop
from provender.core.verdict import Interval, Scorecard
from provender.stages.halting import halt

PATIENT = Loop(cycles=9, patience=2)


def _marks(shares: Sequence[float], n: int = 400) -> list[Scorecard]:
    return [Scorecard(overall=share, by_tag={}, n=n, n_by_tag={}, interval=Interval(low=0, high=1)) for share in shares]


@pytest.mark.parametrize(
    ("loop", "shares", "cost", "words"),
    [
        (Loop(cycles=9, target=0.8), [0.5, 0.8], 0.0, "target is reached"),
        (Loop(cycles=9, max_cost=2.0), [0.5], 2.0, "budget is spent"),
        (PATIENT, [0.5, 0.51, 0.52], 0.0, "no sure gain in 2 cycles"),
        (PATIENT, [0.7, 0.5, 0.69], 0.0, "no sure gain"),
        (Loop(cycles=2), [0.1, 0.9], 0.0, "all cycles are done"),
    ],
)
def test_loop_ends_and_says_why(loop: Loop, shares: list[float], cost: float, words: str) -> None:
    assert words in halt(loop, {"": _marks(shares)}, cost)


@pytest.mark.parametrize("shares", [[0.5], [0.5, 0.52], [0.5, 0.6, 0.75], [0.5, 0.7, 0.69]])
def test_loop_goes_on_while_it_gains(shares: list[float]) -> None:
    assert "" == halt(PATIENT, {"": _marks(shares)}, 10.0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.integers(1, 12))
def test_no_loop_has_more_than_its_cycles(shares: list[float], cycles: int) -> None:
    ended = halt(Loop(cycles=cycles, patience=None), {"": _marks(shares)}, 0.0)

    assert (ended != "") == (len(shares) >= cycles)
