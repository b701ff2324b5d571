"""Scenarios as scenes: what each is about happens in it, and what was drawn is kept."""

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from tests.twin.maps.small import town

from provender.core import registry
from provender.core.errors import RecipeError, UnknownName
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.seeds import stream
from provender.core.verdict import Outcome
from provender.twin import scenarios
from provender.twin.criticality.scene import criticality
from provender.twin.generators.scenario import Name
from provender.twin.scene import Actor, ActorKind, Scene, Weather
from provender.twin.stage import surroundings
from provender.twin.stage.scenario import COMMON, load_scenario

NAMES = get_args(Name)


def scenes(count: int = 6, seed: int = 3, **dials: object) -> list[Scene]:
    """Scenes of the generator."""
    part = registry.load("generator", "twin/scenario", dials)
    made = list(part(Shard(seed=seed, start=0, count=count, recipe="c")))
    assert all(isinstance(record, Record) for record in made), made
    return [record.payload for record in made]


@pytest.fixture(scope="module")
def staged() -> Mapping[str, list[Scene]]:
    """Six scenes of every scenario."""
    return {name: scenes(scenario=name) for name in NAMES}


def who(scene: Scene, name: str) -> Actor:
    """An actor by its id."""
    return next(actor for actor in scene.actors if actor.id == name)


def test_every_file_is_a_scenario_that_can_be_asked_for() -> None:
    files = {file.stem for file in Path(scenarios.__file__).parent.glob("[!_]*.py")}

    assert files == set(NAMES)
    assert len({load_scenario(name).tells for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_drawn_is_kept_and_lies_within_its_bounds(name: str, staged: Mapping[str, list[Scene]]) -> None:
    known = {**COMMON, **load_scenario(name).spreads}

    for scene in staged[name]:
        assert dict(scene.drawn).keys() == known.keys()
        assert all(known[given].low <= value <= known[given].high for given, value in scene.drawn)
        assert scene.weight == 1.0
        assert scene.scenario == name


@pytest.mark.parametrize("name", NAMES)
def test_a_scene_lasts_and_everybody_is_told_of_until_its_end(name: str, staged: Mapping[str, list[Scene]]) -> None:
    for scene in staged[name]:
        moving = [actor for actor in scene.actors if len(actor.track.times) > 1]
        assert 1.0 <= scene.end <= 6.0
        assert {float(actor.track.times[-1]) for actor in moving} == {scene.end}
        assert scene.cameras[0].times[0] == 0.0
        assert scene.cameras[0].times[-1] == scene.end
        assert not any(actor.kind in {ActorKind.CHILD, ActorKind.BALL} and actor.size.height > 1.5 for actor in moving)


@pytest.mark.parametrize("name", NAMES)
def test_somebody_comes_near_the_ego(name: str, staged: Mapping[str, list[Scene]]) -> None:
    found = [criticality(scene) for scene in staged[name]]

    assert sum(one.ttc < 7 for one in found) >= 3
    assert not any(one.contact and one.ttc == 0 for one in found)  # a scene ends before a touch


def test_the_child_runs_after_the_ball_and_comes_from_behind_parked_cars(staged: Mapping[str, list[Scene]]) -> None:
    for scene in staged["ball_then_child"]:
        times = np.arange(0, scene.end, 0.1)
        ball, child = who(scene, "ball").track, who(scene, "child").track
        moves = [int(np.argmax(np.hypot(*np.diff(track.at(times)[:, :2], axis=0).T) > 0)) for track in (ball, child)]
        assert moves[0] < moves[1] or moves[1] == 0
        assert {"parked/before", "parked/after"} <= {actor.id for actor in scene.actors}
        assert ball.poses[:, 2].max() > 0.02 or scene.end < 1.5


def test_the_ego_lets_the_ambulance_by(staged: Mapping[str, list[Scene]]) -> None:
    aside = []
    for scene in staged["emergency_vehicle"]:
        ego = who(scene, "ego").track.poses
        away = ego[-1, :2] - ego[0, :2]
        heading = ego[0, 3]
        aside.append(abs(away[1] * np.cos(heading) - away[0] * np.sin(heading)))

    assert sum(metres > 1.5 for metres in aside) >= 3


def test_a_distribution_can_be_changed() -> None:
    slow = scenes(4, scenario="animal", distributions={"speed": {"mean": 5, "sd": 0}})

    assert {dict(scene.drawn)["speed"] for scene in slow} == {5.0}


@pytest.mark.parametrize(
    "dials",
    [
        {"distributions": {"sped": {"mean": 5}}},
        {"distributions": {"speed": {"middle": 5}}},
        {"conditions": {"smoke": "dense"}},
        {"conditions": {"fog": "thick"}},
    ],
)
def test_a_name_that_is_none_offers_the_nearest(dials: dict[str, object]) -> None:
    with pytest.raises(UnknownName):
        registry.load("generator", "twin/scenario", dials)


@pytest.mark.parametrize(
    "dials",
    [
        {"distributions": {"speed": {"sd": -1}}},
        {"distributions": {"speed": {"high": 99}}},
        {"distributions": {"speed": {"mean": float("nan")}}},
        {"conditions": {"precipitation": "rain", "wet": "dry"}},
        {"seconds": 1},
        {"frames": 0},
        {"latitude": 70},
    ],
)
def test_a_dial_that_makes_no_sense_is_refused(dials: dict[str, object]) -> None:
    with pytest.raises(RecipeError):
        registry.load("generator", "twin/scenario", dials)


@pytest.mark.parametrize("light", ["day", "dusk", "night"])
def test_the_sun_stands_as_the_light_says(light: str) -> None:
    heights = [np.degrees(scene.light.altitude) for scene in scenes(6, light=light, scenario="animal")]
    low, high = {"day": (6, 90), "dusk": (-5, 5), "night": (-90, -7)}[light]

    assert low <= min(heights)
    assert max(heights) <= high


def test_conditions_are_what_was_asked_for() -> None:
    asked = {"fog": "dense", "precipitation": "rain", "wet": "soaked", "crowd": "many"}

    for scene in scenes(4, scenario="cut_in", conditions=asked):
        assert 25 <= np.log(20) / scene.weather.fog <= 70
        assert scene.weather.rain > 0
        assert scene.weather.wet >= 0.6
        assert scene.weather.friction < Weather().friction


def test_only_what_can_be_together_is_drawn() -> None:
    rng = stream(1, 2, "test")
    found = [surroundings.draw({}, rng) for _ in range(300)]

    assert all(map(surroundings.possible, found))
    assert {one["precipitation"] for one in found} == {"none", "rain", "snow"}


@pytest.mark.parametrize("drives", ["left", "right"])
def test_scenarios_are_mirrored_where_traffic_drives_on_the_left(drives: str) -> None:
    judge = registry.load("verifier", "twin/sound")
    part = registry.load("generator", "twin/scenario", {"scenario": "opening_door", "drives": drives})
    records = list(part(Shard(seed=2, start=0, count=4, recipe="c")))

    assert [verdict.reason for verdict in judge(records) if verdict.outcome is not Outcome.PASS] == []
    for record in records:
        ego, car = who(record.payload, "ego").track.poses, who(record.payload, "parked/door").track.poses[0]
        away = ego[np.hypot(*(ego[:, :2] - car[:2]).T).argmin(), :2] - car[:2]
        left = away[1] * np.cos(car[3]) - away[0] * np.sin(car[3])
        assert (left > 0) == (drives == "right")


def test_a_map_from_a_file_is_a_stage_too(tmp_path: Path) -> None:
    file = tmp_path / "small.osm"
    file.write_text(town(), "utf-8")
    part = registry.load("generator", "twin/scenario", {"scenario": "animal", "map": str(file)})
    made = list(part(Shard(seed=2, start=0, count=4, recipe="c")))

    assert {one.payload.map.source for one in made if isinstance(one.payload, Scene)} == {"osm"}
