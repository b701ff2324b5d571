"""Ordinary traffic: it keeps its distance and its lights, changes lanes where that pays, and is the same again."""

from itertools import pairwise

import numpy as np
import pytest

from provender.core import registry
from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.seeds import stream
from provender.core.verdict import Outcome
from provender.twin.actors import following
from provender.twin.actors.crowd import Car, moving, told_at
from provender.twin.actors.following import traffic
from provender.twin.actors.idm import Driver
from provender.twin.actors.way import Way
from provender.twin.maps.map import Map
from provender.twin.scene import Actor, ActorKind, Scene, Size, Track, standing

TIMES = np.round(np.arange(0.0, 6.05, 0.1), 6)
CAR = Size(4.4, 1.8, 1.5)


def streets(count: int, **dials: object) -> list[Scene]:
    """Scenes of traffic as usual."""
    part = registry.load("generator", "twin/street", {"layout": "grid", "seconds": 4.0, **dials})
    return [record.payload for record in part(Shard(seed=4, start=0, count=count, recipe=""))]


def others(scene: Scene) -> list[Actor]:
    """Whom the dial has added."""
    return [actor for actor in scene.actors if actor.because.startswith("rule:traffic")]


@pytest.fixture(scope="module")
def busy() -> list[Scene]:
    """Three scenes with a vehicle on every thirty metres of lane."""
    return streets(3, traffic=33.0)


def test_without_it_scenes_are_what_they_were(busy: list[Scene]) -> None:
    for alone, scene in zip(streets(3, traffic=0.0), busy, strict=True):
        assert not others(alone)
        assert [one.id for one in alone.actors] == [one.id for one in scene.actors if one not in others(scene)]


def test_the_same_index_has_the_same_traffic_under_ids_of_its_own(busy: list[Scene]) -> None:
    (again,) = streets(1, traffic=33.0)

    assert again == busy[0]
    assert len({actor.id for actor in again.actors}) == len(again.actors)
    assert {len(actor.track.times) for actor in others(again)} == {41}


def test_more_to_a_kilometre_are_more(busy: list[Scene]) -> None:
    few = streets(3, traffic=8.0)

    assert sum(len(others(scene)) for scene in busy) > 2 * sum(len(others(scene)) for scene in few) > 0


def test_judges_that_know_no_model_of_drivers_pass_it(busy: list[Scene]) -> None:
    (record,) = registry.load("generator", "twin/street", {"traffic": 0.0})(Shard(seed=4, start=0, count=1, recipe=""))
    for scene in busy:
        (motion,), (sound,) = (
            registry.load("verifier", name)([Record(payload=scene, origin=record.origin)])
            for name in ("twin/motion", "twin/sound")
        )
        assert (motion.outcome, motion.reason) == (Outcome.PASS, "")
        assert (sound.outcome, sound.reason) == (Outcome.PASS, "")


def test_a_driver_stops_behind_what_stands_and_who_is_free_keeps_their_speed() -> None:
    place = main_road()
    lane = next(lane for lane in place.lanes if lane.speed > 0 and not lane.junction)
    way = Way(np.array([[0.0, 0.0], [300.0, 0.0]]))
    cars = [Car(Driver(speed=12.0), CAR, ActorKind.CAR, (lane,), way, place, 12.0, 0) for place in (10.0, 100.0)]
    wall = Actor(id="box", kind=ActorKind.LOAD, size=Size(1.0, 1.0, 1.0), track=standing(90.0, 0.0))
    for _ in range(150):
        around = moving(cars).beside(told_at([wall], 0.0))
        for at, car in enumerate(cars):
            push = following._push(car, at, around, friction=0.8, drives="right", own=2)
            car.place, car.speed = car.place + car.speed * 0.1, max(car.speed + push * 0.1, 0.0)

    assert 12.0 == pytest.approx(cars[1].speed, abs=0.01)
    assert cars[0].speed < 0.5
    assert 84.0 < cars[0].place + CAR.length / 2 < 89.5


def test_nobody_passes_a_red_light() -> None:
    place = main_road()
    lane = next(lane for lane in place.lanes if lane.successors and not lane.junction)
    way = Way(
        np.concatenate([lane.centre[:, :2], lane.centre[-1:, :2] + 60 * (lane.centre[-1] - lane.centre[-2])[None, :2]])
    )
    end = float(way.nearest(lane.centre[-1:, :2])[0][0])
    car = Car(Driver(speed=8.0), CAR, ActorKind.CAR, (lane,), way, end - 30.0, 8.0, 0, red=frozenset({lane.id}))
    for _ in range(150):
        push = following._push(car, 0, moving([car]), friction=0.8, drives="right", own=1)
        car.place, car.speed = car.place + car.speed * 0.1, max(car.speed + push * 0.1, 0.0)

    assert [pytest.approx(end, abs=0.5)] == [*car.stops]
    assert end - 4.0 < car.place + CAR.length / 2 < end


def test_somebody_behind_a_slow_one_changes_lanes_and_nobody_is_touched() -> None:
    """On a main road of two lanes a direction, behind a bus at walking pace."""
    place, changed = main_road(), 0
    lane = next(lane for lane in place.lanes if lane.id == "street/0:b2")  # of two of its direction
    for seed in range(4):
        slow = crawling(lane.centre[:, :2])
        made = traffic(place, [slow], spot=lane.centre[0, :2] + 40.0 * unit(lane.centre), per_km=25.0, times=TIMES,
                       friction=0.8, rng=stream(seed, 0, "test"))  # fmt: skip
        changed += sum(_aside(actor) > 2.5 for actor in made)

    assert changed >= 1


def main_road() -> Map:
    """A made-up city with a main road."""
    (scene,) = streets(1, layout="tee", traffic=0.0)
    return scene.map


def unit(line: np.ndarray) -> np.ndarray:
    """The direction in which a line begins."""
    step = line[1, :2] - line[0, :2]
    return np.asarray(step / np.hypot(*step))


def crawling(line: np.ndarray) -> Actor:
    """A bus at 1 m/s along a line."""
    heading = float(np.arctan2(*unit(line)[::-1]))
    places = line[0] + (58.0 + 1.0 * TIMES)[:, None] * unit(line)
    poses = np.column_stack([places, np.zeros(len(TIMES)), np.full(len(TIMES), heading)])
    return Actor(id="ego", kind=ActorKind.BUS, size=Size(11.0, 2.5, 3.0), track=Track(times=TIMES, poses=poses))


def _aside(actor: Actor) -> float:
    """Metres that somebody moves sideways whose heading ends as it began; 0 for others."""
    first, last = actor.track.poses[0], actor.track.poses[-1]
    if abs(np.sin(last[3] - first[3])) > 0.1:
        return 0.0
    away = last[:2] - first[:2]
    return float(abs(away[1] * np.cos(first[3]) - away[0] * np.sin(first[3])))


def test_who_would_drive_right_behind_another_is_left_out(busy: list[Scene]) -> None:
    for scene in busy:
        for one, two in pairwise(others(scene)):
            assert not following._late(one, two, one.track.times, limits=(0.4, 0.8))


@pytest.mark.parametrize("name", ["twin/street", "twin/scenario", "twin/frames", "twin/clips/scenario"])
def test_more_than_fit_are_refused(name: str) -> None:
    dials = {"map": "city"} if name in ("twin/frames", "twin/clips/scenario") else {}
    with pytest.raises(RecipeError, match="do not fit"):
        registry.load("generator", name, {**dials, "traffic": 200.0})
