"""The judge of motion: sound sequences pass, each kind of fault is caught, and plain impossibilities are named."""

from dataclasses import replace

import numpy as np
import pytest

from provender.core import registry
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.core.verdict import Outcome
from provender.twin.maps.map import Map
from provender.twin.scene import Actor, ActorKind, Scene, Size, Track, Weather, standing

FAULTS = [name for name in registry.names("corruption") if name.startswith("twin/motion/")]
NAMES = registry.find("generator", "twin/scenario").makes["scenario"]  # type: ignore[attr-defined]
JUDGE = registry.load("verifier", "twin/motion")
TIMES = np.round(np.arange(0.0, 3.05, 0.1), 6)
NOBODY = Origin(source="test", version="", recipe="", seed=0, index=0)


@pytest.fixture(scope="module")
def records() -> list[Record]:
    """Four scenes of each scenario."""
    parts = [registry.load("generator", "twin/scenario", {"scenario": name}) for name in NAMES]
    return [record for part in parts for record in part(Shard(seed=6, start=0, count=4, recipe="c"))]


@pytest.fixture(scope="module")
def busy() -> list[Record]:
    """Short scenes of ordinary traffic."""
    parts = [registry.load("generator", "twin/street", {"layout": name, "traffic": 16.0, "seconds": 2.0})
             for name in ("grid", "tee")]  # fmt: skip
    return [record for part in parts for record in part(Shard(seed=6, start=0, count=13, recipe="c"))]


def judged(*actors: Actor, friction: float = 0.8) -> str:
    """What is said of actors on an empty plane for three seconds; "" where they pass."""
    scene = Scene(map=Map(name="plane", source="test"), actors=actors, end=3.0, weather=Weather(friction=friction))
    return str(JUDGE([Record(payload=scene, origin=NOBODY)])[0].reason)


def actor(kind: ActorKind, size: Size, x: np.ndarray, *, z: np.ndarray | float = 0.0, name: str = "it") -> Actor:
    """Somebody who moves along x and looks that way."""
    poses = np.column_stack([x, np.zeros(len(x)), np.broadcast_to(z, len(x)), np.zeros(len(x))])
    return Actor(id=name, kind=kind, size=size, track=Track(times=TIMES[: len(x)], poses=poses))


CAR = Size(4.4, 1.8, 1.5)
BALL = Size(0.22, 0.22, 0.22)


def test_every_sound_sequence_passes(records: list[Record], busy: list[Record]) -> None:
    assert [verdict.reason for verdict in JUDGE([*records, *busy]) if verdict.outcome is not Outcome.PASS] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught(fault: str, records: list[Record], busy: list[Record]) -> None:
    """Over 40 planted of each kind, at most one missed; make bench NAME=twin_motion plants hundreds."""
    part = registry.load("corruption", fault)
    seeded = [*((record, 1) for record in (*records, *busy)), *((record, 2) for record in busy)]
    planted = [bad for record, seed in seeded if (bad := part(record, seed=seed))]
    said = JUDGE([bad.record for bad in planted])
    missed = [bad.falsehood for bad, told in zip(planted, said, strict=True) if told.outcome is not Outcome.FAIL]

    assert len(planted) > 40
    assert len(missed) <= 1, missed


@pytest.mark.parametrize(("mu", "sound"), [(0.8, True), (0.72, True), (0.6, False), (0.2, False)])
def test_a_car_brakes_no_harder_than_the_road_holds(mu: float, sound: bool) -> None:
    """7 m/s2 needs a friction of 0.71."""
    car = actor(
        ActorKind.CAR,
        CAR,
        15 * TIMES - 3.5 * TIMES**2 * (TIMES < 15 / 7) + (TIMES >= 15 / 7) * (112.5 / 7 - 15 * TIMES),
    )

    assert (judged(car, friction=mu) == "") == sound


def test_a_ball_falls_as_all_things_do() -> None:
    falls = actor(ActorKind.BALL, BALL, 2.0 * TIMES, z=np.maximum(4.0 - 4.905 * TIMES**2, 0.0))
    hangs = actor(ActorKind.BALL, BALL, 2.0 * TIMES, z=np.full(len(TIMES), 2.0))

    assert judged(falls) == ""
    assert "in the air" in judged(hangs)


def test_a_ball_gains_speed_from_a_foot_alone() -> None:
    x = np.where(TIMES < 1, 0.0, 5 * (TIMES - 1))
    child = Actor(id="child", kind=ActorKind.CHILD, size=Size(0.3, 0.4, 1.2), track=standing(-0.6, 0.0))

    assert "gains" in judged(actor(ActorKind.BALL, BALL, x)) or "pushed" in judged(actor(ActorKind.BALL, BALL, x))
    assert judged(actor(ActorKind.BALL, BALL, x), child) == ""


def test_two_may_not_meet_between_the_first_frame_and_the_last() -> None:
    wall = Actor(id="wall", kind=ActorKind.VAN, size=Size(5, 2, 2.4), track=standing(15.0, 0.0))

    assert "inside each other" in judged(actor(ActorKind.CAR, CAR, 12 * TIMES), wall)
    assert judged(actor(ActorKind.CAR, CAR, 3 * TIMES), wall) == ""


def test_a_door_stays_on_its_hinge() -> None:
    car = Actor(id="car", kind=ActorKind.CAR, size=CAR, track=standing(0, 0))
    turn = -np.minimum(TIMES, 1.0)
    hinge = np.array([1.0, 0.93])
    middle = hinge - 0.5 * np.stack([np.cos(turn), np.sin(turn)], 1)
    poses = np.column_stack([middle, np.full(len(turn), 0.3), turn])
    track = Track(times=TIMES, poses=poses)
    door = Actor(id="door", kind=ActorKind.DOOR, size=Size(1.0, 0.06, 1.0), track=track, part_of="car")
    loose = replace(door, track=Track(times=TIMES, poses=poses + np.outer(TIMES, [0.1, 0, 0, 0])))

    assert judged(car, door) == ""
    assert "comes off" in judged(car, loose)
    assert "belongs to nothing" in judged(car, replace(door, part_of=""))
