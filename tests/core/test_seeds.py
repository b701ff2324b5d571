"""Streams: uniform, and independent of every neighbour. Seeds are fixed, so nothing here can fail by chance;
each statistical law's limit is one that a sound source breaks once in a million such draws.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.seeds import stream

ONE_IN_A_MILLION = 4.753424  # the normal quantile of 1 - 1e-6
DRAWN = 8  # faces of the die that the pairs are thrown with
PAIRS = 12_800  # 200 for each of the 64 pairs

NEIGHBOURS: dict[str, Callable[[int], tuple[int, int]]] = {
    "of seeds": lambda i: (stream(i, 0, "part").below(DRAWN), stream(i + 1, 0, "part").below(DRAWN)),
    "of indices": lambda i: (stream(5, i, "part").below(DRAWN), stream(5, i + 1, "part").below(DRAWN)),
    "of seed + index": lambda i: (stream(5, i, "part").below(DRAWN), stream(6, i - 1 + 2**40, "part").below(DRAWN)),
    "of parts": lambda i: (stream(5, i, "part").below(DRAWN), stream(5, i, "party").below(DRAWN)),
    "of draws": lambda i: ((rng := stream(5, i, "part")).below(DRAWN), rng.below(DRAWN)),
}
seeds = st.integers(-(2**80), 2**80)
indices = st.integers(0, 2**64 - 1)
WHOLE = st.lists(st.integers(1, 2**700), min_size=1, max_size=12)


def too_far(observed: Sequence[int], expected: float) -> bool:
    """Whether counts stray from evenness by more than one in a million even sources would (chi-square).

    The quantile after Wilson and Hilferty (1931).
    """
    freedom = len(observed) - 1
    strayed = sum((count - expected) ** 2 for count in observed) / expected
    root = sqrt(2 / (9 * freedom))
    return strayed > freedom * (1 - root**2 + ONE_IN_A_MILLION * root) ** 3


def test_a_loaded_die_is_found_out() -> None:
    assert too_far([1250, 950, 950, 950, 950, 950], 1000)
    assert not too_far([1030, 970, 1000, 1010, 990, 1000], 1000)


@pytest.mark.parametrize("faces", [2, 3, 6, 10, 97])
def test_draws_are_uniform(faces: int) -> None:
    rng = stream(20, 0, "uniform")
    counts = Counter(rng.below(faces) for _ in range(300 * faces))

    assert not too_far([counts[face] for face in range(faces)], 300)


@pytest.mark.parametrize("faces", [3, 10])
def test_first_draws_are_uniform_over_the_indices(faces: int) -> None:
    counts = Counter(stream(21, index, "uniform").below(faces) for index in range(1000 * faces))

    assert not too_far([counts[face] for face in range(faces)], 1000)


@pytest.mark.parametrize("pair", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_neighbours_are_independent(pair: Callable[[int], tuple[int, int]]) -> None:
    """All 64 pairs alike often: one draw tells nothing of the other."""
    counts = Counter(pair(number) for number in range(PAIRS))

    assert not too_far([counts[a, b] for a in range(DRAWN) for b in range(DRAWN)], PAIRS / DRAWN**2)


def test_orders_of_a_shuffle_are_alike_likely() -> None:
    def order(index: int) -> tuple[int, ...]:
        items = [0, 1, 2, 3]
        stream(22, index, "shuffle").shuffle(items)
        return tuple(items)

    counts = Counter(map(order, range(4800)))

    assert len(counts) == 24
    assert not too_far(list(counts.values()), 200)


def test_draws_are_the_same_on_every_machine() -> None:
    """A change of these numbers changes every dataset that was ever made: it needs a decision and a new version."""
    rng = stream(7, 3, "reasoning/arithmetic/gcd")

    assert [rng.below(1000) for _ in range(8)] == [882, 220, 163, 662, 477, 883, 608, 461]
    assert rng.below(10**200) % 10**9 == 994628348


@given(seed=seeds, index=indices, part=st.text(st.characters(exclude_categories=["Cs"])), sizes=WHOLE)
def test_the_same_stream_gives_the_same_draws(seed: int, index: int, part: str, sizes: list[int]) -> None:
    first, second = stream(seed, index, part), stream(seed, index, part)
    drawn = [first.below(n) for n in sizes]

    assert drawn == [second.below(n) for n in sizes]
    assert all(0 <= value < n for value, n in zip(drawn, sizes, strict=True))


@given(seed=seeds, index=indices)
def test_a_draw_uses_up_its_bits(seed: int, index: int) -> None:
    """What was drawn is not drawn again, however many bits a draw takes."""
    rng = stream(seed, index, "long")
    drawn = [rng.below(2**bits) for bits in (600, 600, 2000, 2000, 64, 64)]

    assert len(set(drawn)) == len(drawn)


@given(index=indices, low=st.integers(-(10**30), 10**30), width=st.integers(0, 3))
def test_between_reaches_both_ends_and_no_further(index: int, low: int, width: int) -> None:
    rng = stream(1, index, "between")
    drawn = {rng.between(low, low + width) for _ in range(400)}

    assert drawn == set(range(low, low + width + 1))


@given(index=indices, items=st.lists(st.integers(), max_size=30), share=st.integers(0, 30))
def test_a_sample_takes_different_places_and_leaves_the_items_alone(index: int, items: list[int], share: int) -> None:
    before, count = list(items), min(share, len(items))

    taken = stream(1, index, "sample").sample(items, count)

    assert len(taken) == count
    assert not Counter(taken) - Counter(items)
    assert items == before


@given(index=indices, items=st.lists(st.integers(), min_size=1))
def test_a_shuffle_loses_nothing_and_a_choice_is_one_of_them(index: int, items: list[int]) -> None:
    rng, shuffled = stream(1, index, "shuffle"), list(items)

    rng.shuffle(shuffled)

    assert sorted(shuffled) == sorted(items)
    assert rng.choice(items) in items


@pytest.mark.parametrize(("numerator", "expected"), [(0, {False}), (7, {True}), (3, {False, True})])
def test_a_chance_of_none_never_comes_and_a_chance_of_all_always(numerator: int, expected: set[bool]) -> None:
    assert {stream(1, index, "chance").chance(numerator, 7) for index in range(100)} == expected
