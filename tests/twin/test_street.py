"""The first generator of scenes, and what its judge catches, fault by fault."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from tests.conformance.parts import CORRUPTIONS

from provender.core import registry
from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.twin.generators.street import Street
from provender.twin.maps.geometry import lengths
from provender.twin.maps.map import LaneKind
from provender.twin.scene import Actor, ActorKind, Scene, Size, Track, standing

FAULTS = [name for name in CORRUPTIONS if name.startswith("twin/") and name.count("/") == 1]
JUDGE = registry.load("verifier", "twin/sound")


def scenes(count: int = 16, **dials: object) -> list[Record]:
    """Records of the generator."""
    part: Street = registry.load("generator", "twin/street", dials)
    return list(part(Shard(seed=5, start=0, count=count, recipe="c")))


@pytest.fixture(scope="module")
def records() -> list[Record]:
    """Scenes of both small layouts."""
    return [*scenes(32), *scenes(32, layout="roundabout", light="night")]


def scene_of(record: Record) -> Scene:
    """The record's scene."""
    assert isinstance(record.payload, Scene)
    return record.payload


def test_every_scene_is_sound(records: list[Record]) -> None:
    assert [verdict.reason for verdict in JUDGE(records) if verdict.outcome is not Outcome.PASS] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught(fault: str, records: list[Record]) -> None:
    """Over 100 planted of each kind, none missed: the lower end of a 95 % interval is over 96 %."""
    part = registry.load("corruption", fault)
    planted = [bad for record in records for seed in (0, 1) if (bad := part(record, seed=seed))]
    missed = [
        (bad.where, bad.falsehood)
        for bad, verdict in zip(planted, JUDGE([bad.record for bad in planted]), strict=True)
        if verdict.outcome is not Outcome.FAIL
    ]

    assert len(planted) > 100
    assert missed == []


def test_scenes_are_a_car_on_its_lane_among_others(records: list[Record]) -> None:
    kinds = Counter(actor.kind for record in records for actor in scene_of(record).actors)

    assert {ActorKind.CAR, ActorKind.VAN, ActorKind.ADULT, ActorKind.CHILD} <= set(kinds)
    for record in records:
        scene = scene_of(record)
        ego = next(actor for actor in scene.actors if actor.id == "ego")
        assert scene.cameras[0].rides == "ego"
        assert np.linalg.norm(ego.track.poses[-1] - ego.track.poses[0]) > 2.0


def test_night_is_dark_and_day_is_not(records: list[Record]) -> None:
    for record in records:
        light = scene_of(record).light
        assert light.lamps == (record.tags["light"] == "night")
        assert (light.altitude > 0) == (record.tags["light"] == "day")


def test_neighbours_share_a_city_and_far_records_do_not() -> None:
    places = [scene_of(record).map.digest for record in scenes(33, traffic=0.0)]

    assert [len(set(places[:16])), len(set(places[16:32])), len(set(places))] == [1, 1, 3]


def test_parked_cars_stand_in_their_lane(records: list[Record]) -> None:
    for record in records:
        scene = scene_of(record)
        for actor in scene.actors:
            if actor.because.startswith("rule:parking"):
                lane = scene.map.lane[actor.because.removeprefix("rule:parking ")]
                assert lane.kind is LaneKind.PARKING
                assert np.hypot(*(lane.centre[:, :2] - actor.track.poses[0, :2]).T).min() < lengths(lane.centre)[-1]


@pytest.mark.parametrize("dials", [{"seconds": 0.1}, {"seconds": 99}, {"latitude": 80}])
def test_a_dial_out_of_bounds_is_refused(dials: dict[str, object]) -> None:
    with pytest.raises(RecipeError):
        registry.load("generator", "twin/street", dials)


def spoilt(record: Record, *actors: Actor) -> Record:
    """A record with more actors."""
    scene = scene_of(record)
    return replace(record, payload=replace(scene, actors=(*scene.actors, *actors)))


def judged(record: Record) -> str:
    """What is said of a record; "" when it passes."""
    return str(JUDGE([record])[0].reason)


def test_a_runner_faster_than_any_is_refused(records: list[Record]) -> None:
    track = Track(times=np.array([0.0, 1.0]), poses=np.array([[500.0, 0, 0, 0], [512, 0, 0, 0]]))
    runner = Actor(id="runner", kind=ActorKind.ADULT, size=Size(0.4, 0.5, 1.8), track=track)

    assert "runner, a adult, moves at 12.0 m/s" in judged(spoilt(records[0], runner))


def test_a_car_that_drives_beside_the_road_is_refused(records: list[Record]) -> None:
    track = Track(times=np.array([0.0, 1.0]), poses=np.array([[500.0, 0, 0, 0], [510, 0, 0, 0]]))
    car = Actor(id="other", kind=ActorKind.CAR, size=Size(4, 1.8, 1.5), track=track)

    assert "beside all lanes" in judged(spoilt(records[0], car))


@pytest.mark.parametrize(("gap", "apart"), [(4.2, True), (4.0, True), (3.9, False), (0.0, False)])
def test_boxes_may_touch_and_no_more(gap: float, apart: bool, records: list[Record]) -> None:
    size = Size(4.0, 1.8, 1.5)
    cars = [
        Actor(id=f"c{at}", kind=ActorKind.CAR, size=size, track=standing(500 + at * gap * 0.6, at * gap * 0.8, 0.9273))
        for at in (0, 1)
    ]

    assert (judged(spoilt(records[0], *cars)) == "") == apart
