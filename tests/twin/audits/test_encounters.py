"""Encounters of every scenario: each has a graph of its own, and copies under another name are found out."""

from dataclasses import replace

import pytest

from provender.core import registry
from provender.core.anchor import Anchor
from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.twin.audits.encounters import Encounters, graph
from provender.twin.scene import Scene

NAMES = registry.find("generator", "twin/scenario").makes["scenario"]  # type: ignore[attr-defined]


def staged(name: str, count: int) -> list[Record]:
    """Scenes of a scenario."""
    part = registry.load("generator", "twin/scenario", {"scenario": name})
    return [one for one in part(Shard(seed=1, start=0, count=count, recipe="")) if isinstance(one, Record)]


def graphs(records: list[Record]) -> set[tuple[str, ...]]:
    """Those that there are."""
    return {graph(record.payload) for record in records if isinstance(record.payload, Scene)}


def test_a_graph_tells_who_moves_how_against_the_ego_and_what_is_fixed_to_what() -> None:
    assert graphs(staged("ball_then_child", 2)) == {("ball across", "2 car stands", "child across")}
    assert graphs(staged("opening_door", 2)) == {("car stands", "door on car")}
    assert graphs(staged("reversing_out", 2)) == {("car across backwards",)}


@pytest.mark.slow
def test_a_scenario_under_two_names_is_found_out() -> None:
    some = staged("reversing_out", 10)
    copies = [replace(one, payload=replace(one.payload, scenario="other")) for one in some]  # type: ignore[type-var]

    apart = Encounters()([*some, *staged("ball_then_child", 10)], Anchor())
    alike = Encounters(limit=0.5)([*some, *copies], Anchor())

    assert apart.value == 0
    assert alike.value == 1
    assert alike.broken
    assert "1 pairs of 2 scenarios 1 have one graph" in alike.reason


@pytest.mark.slow
def test_no_two_scenarios_have_one_graph_of_actors() -> None:
    found = Encounters()([record for name in NAMES for record in staged(name, 8)], Anchor())

    assert len(found.shown[0].rows) == len(NAMES)  # type: ignore[union-attr]
    assert f"of {len(NAMES)} scenarios 0 have one graph of actors" in found.reason
    assert found.value == 0


def test_a_limit_that_is_no_share_is_refused() -> None:
    with pytest.raises(RecipeError, match="no share"):
        Encounters(limit=2)
