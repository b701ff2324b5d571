"""The differences between two recipes are all found, named, and none are invented."""

from dataclasses import replace

from hypothesis import given, settings
from tests.recipes.strategies import recipes

from provender.core.recipe import Recipe, Use
from provender.recipes.diff import diff

A, B, C = (Use(name=name) for name in ("wing/a", "wing/b", "wing/c"))
BASE = Recipe(name="r", generators=(A, B), mix={("language", "sw"): 0.4})


def told(old: Recipe, new: Recipe) -> list[str]:
    """The changes as text."""
    return [str(change) for change in diff(old.canonical(), new.canonical())]


@given(old=recipes(), new=recipes())
@settings(max_examples=25)
def test_a_diff_is_empty_exactly_when_the_digests_agree(old: Recipe, new: Recipe) -> None:
    assert (not told(old, new)) == (old.digest == new.digest)
    assert not told(old, old)


def test_a_changed_share_is_one_line() -> None:
    assert told(BASE, replace(BASE, mix={("language", "sw"): 0.5})) == ["mix.language.sw: 0.4 -> 0.5"]


def test_a_part_added_in_front_is_one_line() -> None:
    assert told(BASE, replace(BASE, generators=(C, A, B))) == ['generators[wing/c]: (nothing) -> "wing/c"']


def test_a_changed_dial_is_found_by_the_parts_name() -> None:
    new = replace(BASE, generators=(A, replace(B, dials={"level": 3})))

    assert told(BASE, new) == ["generators[wing/b].dials.level: (nothing) -> 3"]


def test_the_order_of_parts_counts() -> None:
    assert told(BASE, replace(BASE, generators=(B, A))) == ["generators (order): wing/a, wing/b -> wing/b, wing/a"]


def test_a_part_used_twice_is_told_apart() -> None:
    assert told(BASE, replace(BASE, generators=(A, B, A))) == ['generators[wing/a#2]: (nothing) -> "wing/a"']
