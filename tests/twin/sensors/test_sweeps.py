"""Sweeps of lidar and radar are true of their scenes, are written down whole, and are refused when spoilt."""

from dataclasses import replace
from functools import lru_cache
from typing import get_args

import numpy as np
import pytest

from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.twin.scene import Actor, ActorKind, Scene, Size, Track, Weather, standing
from provender.twin.sensors.corruptions.sweeps import Fault
from provender.twin.sensors.corruptions.sweeps import Sweeps as Spoilt
from provender.twin.sensors.echoes import STRAY, Echoes, Radar
from provender.twin.sensors.generators.sweeps import Sweeps
from provender.twin.sensors.lidar import Mounted
from provender.twin.sensors.radar import sweep
from provender.twin.sensors.spin import Lidar
from provender.twin.sensors.sweep import Sweep, SweepCodec
from provender.twin.sensors.verifiers.sweeps import sweep_faults

SCENARIOS = ("ball_then_child", "cut_in", "animal")
RADAR = Radar(rides="ego", strays=0.0)


@lru_cache
def made(scenario: str, index: int = 0) -> Record:
    """A record in fog."""
    part = Sweeps(map="city", scenario=scenario, conditions={"fog": "dense"})  # type: ignore[arg-type]
    (record,) = part(Shard(seed=5, start=index, count=1, recipe=""))
    assert isinstance(record, Record)
    return record


def road(speed: float, other: float, *, ahead: float = 30.0, rain: float = 0.0) -> Scene:
    """A car that follows another on an empty plain, m/s."""
    place = made("cut_in").payload
    assert isinstance(place, Sweep)

    def along(x: float, by: float) -> Track:
        return Track(times=np.array([0.0, 2.0]), poses=np.array([[x, 0, 0, 0], [x + 2 * by, 0, 0, 0]], np.float64))

    actors = (
        Actor(id="ego", kind=ActorKind.CAR, size=Size(4.4, 1.8, 1.5), track=along(0.0, speed)),
        Actor(id="other", kind=ActorKind.CAR, size=Size(4.4, 1.8, 1.5), track=along(ahead, other)),
    )
    plain = replace(place.scene.map, buildings=(), trees=(), lamps=(), signals=())
    return Scene(map=plain, actors=actors, weather=Weather(rain=rain), end=2.0)


def echoes(scene: Scene, key: int = 1, radar: Radar = RADAR) -> Echoes:
    """One sweep of a scene."""
    return many(scene, range(key, key + 1), radar)[0]


def many(scene: Scene, keys: range, radar: Radar = RADAR) -> list[Echoes]:
    """A sweep for each key."""
    mounted = Mounted(scene, Lidar(rides="ego"), 0.0)
    return [sweep(mounted, radar, key) for key in keys]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_sound_sweep_passes(scenario: str) -> None:
    sound = made(scenario).payload
    assert isinstance(sound, Sweep)

    assert list(sweep_faults(sound)) == []
    assert len(sound.spin.ring) > 20_000
    assert (sound.echoes.instance != STRAY).sum() > 5


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_sweep_is_taken_while_its_scene_goes_on(scenario: str) -> None:
    for index in range(3):
        told = made(scenario, index).payload
        assert isinstance(told, Sweep)
        assert 0 <= told.time < told.scene.end
        walls = told.echoes.instance == 0
        ego = next(actor for actor in told.scene.actors if actor.id == "ego").track
        speed = float(np.hypot(*ego.velocity(np.array([told.time]))[0, :2]))
        rates = told.echoes.rate[walls] + speed * np.cos(told.echoes.azimuth[walls])
        assert np.abs(np.median(rates)) < 0.15 if walls.any() else True


@pytest.mark.slow
def test_a_shard_may_be_cut_anywhere() -> None:
    part = Sweeps(map="city", rings=16, columns=180)
    shards = [Shard(seed=3, start=start, count=count, recipe="") for start, count in ((0, 3), (0, 1), (1, 2))]
    whole, *pieces = (list(part(shard)) for shard in shards)

    assert whole == [*pieces[0], *pieces[1]]


@pytest.mark.parametrize("kind", get_args(Fault))
def test_a_spoilt_sweep_is_refused(kind: Fault) -> None:
    planted = 0
    for scenario in SCENARIOS:
        spoilt = Spoilt(kind=kind)(made(scenario), seed=1)
        if spoilt is not None:
            planted += 1
            assert isinstance(spoilt.record.payload, Sweep)
            assert next(sweep_faults(spoilt.record.payload), ""), scenario

    assert planted


def crossing(*others: Actor) -> Sweep:
    """What a car that stands tells of others on an empty plain."""
    scene = road(0.0, 0.0)
    scene = replace(scene, actors=(scene.actors[0], *others))
    mounted = Mounted(scene, Lidar(rides="ego"), 0.0)
    return Sweep(scene=scene, time=0.0, lidar=mounted.lidar, radar=RADAR, spin=mounted.spin(1),
                 echoes=sweep(mounted, RADAR, 1))  # fmt: skip


def parked(id: str, x: float, y: float, *, kind: ActorKind = ActorKind.CAR, heading: float = np.pi / 2) -> Actor:
    """Somebody that stands, a vehicle across the street."""
    size = Size(4.4, 1.8, 1.5) if kind is ActorKind.CAR else Size(5.2, 1.95, 2.4)
    return Actor(id=id, kind=kind, size=size, track=standing(x, y, heading))


@pytest.mark.parametrize(("aside", "lost"), [(9.0, True), (3.2, True), (1.6, False)])
def test_a_vehicle_of_which_a_quarter_is_seen_gives_an_echo(aside: float, lost: bool) -> None:
    hides = parked("van", 15.0, aside, kind=ActorKind.VAN)  # at 3.2 m its shadow leaves a quarter of the car's side
    sound = crossing(parked("car", 18.0, 0.5), hides)
    kept = sound.echoes.instance != 2
    silent = replace(sound, echoes=Echoes(*(column[kept] for column in sound.echoes)))

    assert list(sweep_faults(sound)) == []
    assert (list(sweep_faults(silent)) == ["radar: car stands in plain sight and gives no echo"]) == lost


def walker(id: str, y: float) -> Actor:
    """An adult who crosses at the same pace as the others."""
    track = Track(times=np.array([0.0, 2.0]), poses=np.array([[14.0, y, 0, 0.0], [16.8, y, 0, 0.0]]))
    return Actor(id=id, kind=ActorKind.ADULT, size=Size(0.4, 0.5, 1.75), track=track)


def test_echoes_of_two_who_walk_a_metre_apart_keep_their_names() -> None:
    sound = crossing(walker("one", 0.5), walker("two", -0.5))
    names = np.array([0, 1, 3, 2], np.uint16)
    exchanged = replace(sound, echoes=sound.echoes._replace(instance=names[sound.echoes.instance]))

    assert list(sweep_faults(sound)) == []
    assert "fit better by" in next(fault for fault in sweep_faults(exchanged) if "exchanged" in fault)


@pytest.mark.parametrize(("speed", "other"), [(10.0, 4.0), (0.0, 0.0), (5.0, 12.0), (14.0, -6.0)])
def test_range_rates_are_those_of_the_motion_between(speed: float, other: float) -> None:
    found = echoes(road(speed, other))
    cars = found.rate[found.instance == 2]

    assert len(cars)
    assert np.abs(cars - (other - speed)).max() < 0.08 * 5.5 + 0.1


def test_a_car_that_turns_moves_at_its_ends() -> None:
    scene = road(0.0, 0.0, ahead=12.0)
    spun = Track(times=np.array([0.0, 1.0]), poses=np.array([[12.0, 0, 0, 1.2], [12.0, 0, 0, 2.2]]))
    scene = replace(scene, actors=(scene.actors[0], replace(scene.actors[1], track=spun)))
    found = echoes(scene, radar=replace(RADAR, rate_noise=0.0, angle_noise=0.0, range_noise=0.0))
    own = found.instance == 2
    across = found.metres[own] * np.sin(found.azimuth[own])

    assert found.rate[own] == pytest.approx(-across, abs=0.35)
    assert np.ptp(found.rate[own]) > 0.5


def test_echoes_fall_with_the_fourth_power_of_range_and_with_rain() -> None:
    def strength(ahead: float, rain: float = 0.0) -> float:
        some = many(road(0.0, 0.0, ahead=ahead, rain=rain), range(40))
        sums = [(10 ** (one.snr[one.instance == 2].astype(float) / 10)).sum() for one in some]
        return float(10 * np.log10(np.mean(sums)))

    near, far, wet = strength(32.2), strength(62.2), strength(62.2, 20.0)

    assert near - far == pytest.approx(40 * np.log10(2), abs=1.5)
    assert far - wet == pytest.approx(1.132 * 20**0.718 * 2 * 57.8 / 1000, abs=1.0)


def test_a_sweep_is_the_same_for_the_same_key_and_scatters_as_said() -> None:
    scene = road(0.0, 0.0, ahead=25.0)
    one, again = echoes(scene, 7), echoes(scene, 7)
    rates = np.concatenate([each.rate for each in many(scene, range(60))])

    assert [column.tobytes() for column in one] == [column.tobytes() for column in again]
    assert rates.std() == pytest.approx(RADAR.rate_noise, rel=0.15)


def test_strays_are_as_many_as_said() -> None:
    scene = road(0.0, 0.0)
    told = many(scene, range(100), replace(RADAR, strays=3.0))
    counts = [(each.instance == STRAY).sum() for each in told]

    assert np.mean(counts) == pytest.approx(3.0, abs=0.6)


def test_what_is_written_down_is_read_back() -> None:
    sweeps = [made(scenario).payload for scenario in SCENARIOS]
    table, blobs = SweepCodec().encode(sweeps)

    back = SweepCodec().decode(table, {blob.name: blob.data for blob in blobs})

    assert list(back) == sweeps
    assert [one.digest() for one in back] == [one.digest() for one in sweeps]


def test_a_thing_that_stands_has_no_rate_for_one_who_stands() -> None:
    scene = road(0.0, 0.0)
    still = replace(scene.actors[1], track=standing(20.0, 0.0))

    assert np.abs(echoes(replace(scene, actors=(scene.actors[0], still))).rate).max() < 0.08 * 5.5


@pytest.mark.parametrize("dials", [{"rings": 2}, {"columns": 10}, {"longest": 5.0}])
def test_sensors_of_no_car_are_refused(dials: dict[str, float]) -> None:
    with pytest.raises(RecipeError, match="no sensors of a car"):
        Sweeps(map="city", **dials)  # type: ignore[arg-type]


def test_a_radar_that_sees_behind_itself_is_refused() -> None:
    with pytest.raises(RecipeError, match="half_angle"):
        Radar(rides="ego", half_angle=2.0)
