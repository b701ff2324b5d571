"""No verifiers named means all of the generators' wings."""

from provender.core.recipe import Recipe, Use
from provender.recipes.resolve import resolve

BARE = Recipe(name="r", generators=(Use(name="reasoning/arithmetic/gcd"),))


def test_the_wings_verifiers_are_filled_in() -> None:
    names = [use.name for use in resolve(BARE).verifiers]

    assert "reasoning/arithmetic/gcd" in names
    assert names == sorted(names)
    assert {name.partition("/")[0] for name in names} == {"reasoning"}


def test_resolving_again_changes_nothing() -> None:
    assert resolve(resolve(BARE)) == resolve(BARE)


def test_named_verifiers_stay() -> None:
    named = Recipe(name="r", generators=BARE.generators, verifiers=(Use(name="reasoning/arithmetic/gcd"),))

    assert resolve(named) is named
