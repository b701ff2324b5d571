"""A made-up city is sound, the same for the same seed, and its houses stand where nobody drives."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twin.maps.laws import breaches

from provender.core.errors import RecipeError
from provender.twin.maps.city.city import City, build
from provender.twin.maps.city.layout import Kind
from provender.twin.maps.map import ROLLING, LaneKind, Map

KINDS = get_args(Kind)
cities = st.builds(
    City,
    kind=st.sampled_from(KINDS),
    seed=st.integers(0, 2**32),
    size=st.integers(120, 200),
    drives=st.sampled_from(["left", "right"]),
)


@settings(max_examples=12)
@given(city=cities)
def test_a_city_is_sound(city: City) -> None:
    assert breaches(build(city)) == []


@settings(max_examples=4)
@given(city=cities)
def test_the_same_city_is_the_same_to_the_bit(city: City) -> None:
    assert build(city).digest == build(city).digest


def test_another_seed_or_index_is_another_city() -> None:
    digests = {build(City(kind="tee", seed=seed, index=index)).digest for seed in (0, 1) for index in (0, 1)}

    assert len(digests) == 4


@pytest.mark.parametrize("kind", KINDS)
def test_a_lane_for_wheels_that_ends_at_a_junction_goes_on(kind: Kind) -> None:
    city = build(City(kind=kind, seed=5))
    inner = [lane for lane in city.lanes if lane.kind in ROLLING and not lane.junction]
    stuck = [lane.id for lane in inner if not lane.successors and not lane.predecessors]

    assert not stuck
    dead_ends = sum(1 for lane in inner if not lane.successors)
    assert dead_ends == sum(1 for lane in inner if not lane.predecessors)
    assert kind in ("tee", "roundabout") or dead_ends == 0


@pytest.mark.parametrize("drives", ["left", "right"])
def test_traffic_keeps_to_its_side(drives: str) -> None:
    city = build(City(kind="grid", seed=2, drives="left" if drives == "left" else "right"))

    for road in city.roads:
        start, ahead = road.reference[0, :2], road.reference[1, :2] - road.reference[0, :2]
        for name in road.lanes:
            lane = city.lane[name]
            if lane.kind in ROLLING:
                place = lane.centre[0, :2] - start
                along = float((lane.centre[1, :2] - lane.centre[0, :2]) @ ahead) > 0
                on_left = float(ahead[0] * place[1] - ahead[1] * place[0]) > 0
                assert along == (on_left if drives == "left" else not on_left)


def test_a_lane_on_the_outside_keeps_the_number_of_the_kerb() -> None:
    city = build(City(kind="tee", seed=1))
    first = next(road for road in city.roads if road.kind == "secondary")
    kinds = [city.lane[name].kind for name in first.lanes]
    names = [name.rpartition(":")[2] for name in first.lanes if city.lane[name].kind is LaneKind.DRIVING]

    assert kinds[0] is kinds[-1] is LaneKind.WALKING
    assert names == ["b2", "b1", "f1", "f2"]


@settings(max_examples=4)
@given(city=cities)
def test_no_house_stands_on_a_lane(city: City) -> None:
    """Looked at from the lanes: points along both edges and the middle of each, by winding numbers."""
    built = build(city)
    points = np.concatenate([_edges(built, step) for step in (-0.5, 0.0, 0.5)])

    for house in built.buildings:
        near = ((points > house.outline.min(0)) & (points < house.outline.max(0))).all(1)
        assert not _winds(house.outline, points[near]).any(), house.id


def _edges(map: Map, share: float) -> np.ndarray:
    """Points along all lanes, so many widths to the left of the middle, a metre or so apart."""
    found = []
    for lane in map.lanes:
        steps = np.diff(lane.centre[:, :2], axis=0)
        for start, step, width in zip(lane.centre[:-1, :2], steps, lane.width, strict=False):
            long = np.hypot(*step)
            side = np.array([-step[1], step[0]]) / long * width * share
            found.append(start + side + np.linspace(0, 1, int(long) + 2)[:, None] * step)
    return np.concatenate(found)


def _winds(ring: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Whether a ring turns around each point: the sum of the angles under which its edges are seen."""
    seen = ring[None] - points[:, None]
    after = np.roll(seen, -1, axis=1)
    cross = seen[..., 0] * after[..., 1] - seen[..., 1] * after[..., 0]
    turned = np.arctan2(cross, (seen * after).sum(2)).sum(1)
    around: np.ndarray = np.abs(turned) > np.pi
    return around


def test_a_city_that_cannot_be_is_refused() -> None:
    with pytest.raises(RecipeError, match="choose one of grid"):
        build(City(kind="spiral"))  # type: ignore[arg-type]
    with pytest.raises(RecipeError, match="120 to 2,000"):
        build(City(size=5))
