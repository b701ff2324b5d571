"""Balance: quotas meet the mix, orders fill exactly what is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.errors import RecipeError
from provender.stages.balance import Maker, Order, Tally, cells, next_orders, note_wave

GCD = Maker(name="r/gcd", weight=1.0, makes={"topic": ("gcd",), "language": ("en", "sw"), "level": ("1", "2", "3")})
SUM = Maker(name="r/sum", weight=2.0, makes={"topic": ("sum",), "language": ("en",)})
TWO = (GCD, SUM)


def _margin(found, tag, value):
    return sum(cell.quota for cell in found if (tag, value) in cell.tags)


@given(count=st.integers(0, 10_000), share=st.floats(0, 0.3), levels=st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_cells_quotas_sum_to_the_count_and_meet_the_margins(count, share, levels):
    mix = {("language", "sw"): share}
    total = sum(levels)
    if total > 1e-3:
        mix |= {("level", str(at + 1)): level / total for at, level in enumerate(levels)}

    found = cells((GCD,), mix, count)

    assert count == sum(cell.quota for cell in found)
    for (tag, value), wanted in mix.items():
        assert abs(_margin(found, tag, value) - wanted * count) <= 1


@given(count=st.integers(0, 3000), share=st.floats(0, 1), third=st.floats(0, 1))
def test_cells_of_many_values_meet_every_margin_to_the_record(count, share, third):
    tall = Maker(name="r/tall", weight=1.0, makes={"a": tuple("uvwxy"), "b": tuple("123456789"), "c": tuple("mn")})
    found = cells((tall,), {("a", "u"): share, ("b", "1"): third, ("c", "m"): 0.5}, count)

    assert count == sum(cell.quota for cell in found)
    assert abs(_margin(found, "a", "u") - share * count) <= 1
    assert abs(_margin(found, "b", "1") - third * count) <= 1
    assert abs(_margin(found, "c", "m") - count / 2) <= 1
    assert all(cell.quota >= 0 for cell in found)


def test_cells_without_a_mix_follow_the_weights():
    found = cells(TWO, {}, 300)

    assert [("r/gcd", 100), ("r/sum", 200)] == [(cell.name, cell.quota) for cell in found]


def test_cells_give_what_is_left_to_the_other_values():
    found = cells(TWO, {("language", "sw"): 0.25}, 400)

    assert 100 == _margin(found, "language", "sw")
    assert 300 == _margin(found, "language", "en")


@pytest.mark.parametrize(
    ("mix", "words"),
    [
        ({("language", "sw"): 0.7, ("language", "en"): 0.7}, "sum to 1.4"),
        ({("language", "sw"): 0.1, ("language", "en"): 0.1}, "name every value there is"),
        ({("language", "fr"): 0.1}, "no generator of the recipe makes language=fr"),
        ({("colour", "red"): 0.1}, "no generator of the recipe makes colour=red"),
        ({("language", "sw"): 0.6, ("topic", "sum"): 0.6}, "cannot be"),
    ],
)
def test_cells_refuse_an_impossible_mix(mix, words):
    with pytest.raises(RecipeError, match=words):
        cells(TWO, mix, 100)


def test_cells_of_count_all_take_what_each_generator_holds():
    held = Maker(name="r/held", weight=1.0, makes={}, size=42)

    assert [42] == [cell.quota for cell in cells((held,), {}, None)]


@given(
    quotas=st.integers(1, 400),
    rate=st.floats(0.05, 1.0),
    cap_factor=st.integers(1, 40),
    seed=st.integers(0, 100),
)
def test_next_orders_fill_the_quota_within_the_cap_and_never_overlap(quotas, rate, cap_factor, seed):
    found = cells(TWO, {("language", "sw"): 0.3}, quotas)
    tallies = [Tally() for _ in found]
    used: dict[str, set[int]] = {}
    cap = quotas * cap_factor

    while orders := next_orders(found, tallies, TWO, cap=cap):
        for order in orders:
            indices = range(order.start, order.start + order.count)
            assert not used.setdefault(found[order.cell].name, set()).intersection(indices)
            used[found[order.cell].name].update(indices)
            good = sum((index * 2654435761 + seed) % 1000 < rate * 1000 for index in indices)
            tally = tallies[order.cell]
            room = found[order.cell].quota - tally.accepted
            note_wave(tally, tried=order.count, accepted=min(good, room), refused={})

    assert cap >= sum(tally.tried for tally in tallies)
    if rate > 0.5 and cap_factor >= 10:
        assert [cell.quota for cell in found] == [tally.accepted for tally in tallies]


def test_next_orders_give_up_on_a_cell_that_stays_dry():
    found = cells((SUM,), {}, 10)
    tallies = [Tally()]
    waves = 0

    while orders := next_orders(found, tallies, (SUM,), cap=10**9):
        note_wave(tallies[0], tried=sum(order.count for order in orders), accepted=0, refused={"x": 1})
        waves += 1

    assert 3 == waves


def test_next_orders_stop_where_a_generator_ends():
    held = Maker(name="r/held", weight=1.0, makes={}, size=7)
    found = cells((held,), {}, 10)
    tallies = [Tally()]

    assert (Order(cell=0, start=0, count=7),) == next_orders(found, tallies, (held,), cap=1000)
    note_wave(tallies[0], tried=7, accepted=3, refused={})
    assert () == next_orders(found, tallies, (held,), cap=1000)
