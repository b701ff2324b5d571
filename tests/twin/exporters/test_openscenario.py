"""OpenSCENARIO and OpenDRIVE files: structured as the standards say, everybody where they are at every time."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from tests.twin.exporters.shots import exported, held, shots

from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.twin.clip import Clip
from provender.twin.maps.map import Lane, LaneKind, Map
from provender.twin.maps.opendrive.reader import read_opendrive
from provender.twin.scene import Scene
from provender.twin.sensors.generators.sweeps import Sweeps

NAMES = ("ball_then_child", "opening_door", "wrong_way_cyclist")
# tag -> what it holds, in order ("?" at most once, "*" any number), and the attributes that it must have: from the
# class reference of ASAM OpenSCENARIO XML 1.2
STRUCTURE: Mapping[str, tuple[str, str]] = {
    "OpenSCENARIO": ("FileHeader ParameterDeclarations? CatalogLocations RoadNetwork Entities Storyboard", ""),
    "FileHeader": ("License?", "revMajor revMinor date description author"),
    "ParameterDeclarations": ("ParameterDeclaration*", ""),
    "ParameterDeclaration": ("", "name parameterType value"),
    "RoadNetwork": ("LogicFile", ""),
    "LogicFile": ("", "filepath"),
    "Entities": ("ScenarioObject*", ""),
    "Vehicle": ("BoundingBox Performance Axles Properties", "name vehicleCategory"),
    "Pedestrian": ("BoundingBox Properties", "name mass pedestrianCategory"),
    "MiscObject": ("BoundingBox Properties", "name mass miscObjectCategory"),
    "BoundingBox": ("Center Dimensions", ""),
    "Center": ("", "x y z"),
    "Dimensions": ("", "width length height"),
    "Performance": ("", "maxSpeed maxAcceleration maxDeceleration"),
    "Axles": ("FrontAxle RearAxle", ""),
    "FrontAxle": ("", "maxSteering wheelDiameter trackWidth positionX positionZ"),
    "RearAxle": ("", "maxSteering wheelDiameter trackWidth positionX positionZ"),
    "Properties": ("Property*", ""),
    "Storyboard": ("Init Story* StopTrigger", ""),
    "Init": ("Actions", ""),
    "Actions": ("GlobalAction* Private*", ""),
    "Private": ("PrivateAction*", "entityRef"),
    "Environment": ("TimeOfDay? Weather RoadCondition", "name"),
    "Weather": ("Sun Fog Precipitation", ""),
    "Sun": ("", "azimuth elevation"),
    "Fog": ("", "visualRange"),
    "Precipitation": ("", "precipitationType precipitationIntensity"),
    "RoadCondition": ("", "frictionScaleFactor wetness"),
    "Story": ("Act*", "name"),
    "Act": ("ManeuverGroup* StartTrigger", "name"),
    "ManeuverGroup": ("Actors Maneuver*", "name maximumExecutionCount"),
    "Actors": ("EntityRef*", "selectTriggeringEntities"),
    "Maneuver": ("Event*", "name"),
    "Event": ("Action* StartTrigger", "name priority"),
    "FollowTrajectoryAction": ("TimeReference TrajectoryFollowingMode TrajectoryRef", ""),
    "Timing": ("", "domainAbsoluteRelative scale offset"),
    "Trajectory": ("Shape", "name closed"),
    "Polyline": ("Vertex*", ""),
    "Vertex": ("Position", "time"),
    "WorldPosition": ("", "x y z h"),
    "StartTrigger": ("ConditionGroup*", ""),
    "StopTrigger": ("ConditionGroup*", ""),
    "Condition": ("ByValueCondition", "name delay conditionEdge"),
    "SimulationTimeCondition": ("", "value rule"),
}


@pytest.fixture(scope="module")
def scenes() -> list[Scene]:
    """One of several scenarios, by day and night."""
    found = []
    for at, name in enumerate(NAMES):
        part = load("generator", "twin/scenario", {"scenario": name, "light": ("day", "night")[at % 2]})
        made = [one.payload for one in part(Shard(seed=3, start=0, count=1, recipe="")) if isinstance(one, Record)]
        found += [one for one in made if isinstance(one, Scene)]
    assert len(found) == len(NAMES)
    return found


@pytest.fixture(scope="module")
def files(scenes: list[Scene]) -> dict[str, bytes]:
    """What is exported, the scene of a frame among it."""
    return exported("twin/openscenario", held(*scenes, shots()[-1]))


def boards(files: Mapping[str, bytes]) -> list[ElementTree.Element]:
    """The storyboards, in order."""
    return [ElementTree.fromstring(files[name]) for name in sorted(files) if name.endswith(".xosc")]


def out_of_place(root: ElementTree.Element) -> Iterator[str]:
    """Elements that hold what they should not, or lack what they must have."""
    for one in root.iter():
        inside, needed = STRUCTURE.get(one.tag, (None, ""))
        if lacking := set(needed.split()) - set(one.attrib):
            yield f"{one.tag} lacks {lacking}"
        if inside is None:
            continue
        tags = [child.tag for child in one]
        for rule in inside.split():
            count = 0
            while tags and tags[0] == rule.rstrip("?*"):
                count, tags = count + 1, tags[1:]
            if not (rule[-1] == "*" or count == 1 or (rule[-1] == "?" and count == 0)):
                yield f"{one.tag} has {count} of {rule}"
        if tags:
            yield f"{one.tag} holds {tags[0]} out of place"


def number(one: ElementTree.Element | None, *names: str) -> list[float]:
    """Attributes as numbers."""
    assert one is not None
    return [float(one.attrib[name]) for name in names]


def test_storyboards_are_structured_as_the_standard_says(files: dict[str, bytes]) -> None:
    for board in boards(files):
        assert not [*out_of_place(board)]
        names = [one.attrib["name"] for one in board.iter("ScenarioObject")]
        assert len(set(names)) == len(names)
        assert {one.attrib["entityRef"] for one in board.iter("EntityRef")} <= set(names)
        assert {one.attrib["entityRef"] for one in board.iter("Private")} == set(names)


def test_a_fault_of_structure_is_noticed(files: dict[str, bytes]) -> None:
    board = boards(files)[0]
    story = board.find("Storyboard/Story/Act/ManeuverGroup")
    assert story is not None
    story.append(story[0])
    del next(board.iter("Vertex")).attrib["time"]

    assert len([*out_of_place(board)]) == 2


def test_everybody_is_where_the_scene_has_them_at_every_time(files: dict[str, bytes], scenes: list[Scene]) -> None:
    for board, scene in zip(boards(files), [*scenes, shots()[-1].scene], strict=True):
        middles = {
            one.attrib["name"]: number(one.find(".//Center"), "x", "y", "z") for one in board.iter("ScenarioObject")
        }
        begins = {one.attrib["entityRef"]: [one.find(".//WorldPosition")] for one in board.iter("Private")}
        lines = {one.attrib["name"]: [*one.iter("Vertex")] for one in board.iter("Trajectory")}
        assert set(lines) == {actor.id for actor in scene.actors if len(actor.track.times) > 1}
        for actor in scene.actors:
            points = lines.get(actor.id) or begins[actor.id]
            times = [number(one, "time")[0] for one in lines.get(actor.id, [])] or actor.track.times.tolist()
            found = np.array([number(one.find(".//WorldPosition") if one.tag == "Vertex" else one, "x", "y", "z", "h")
                              for one in points if one is not None])  # fmt: skip
            ahead, _, high = middles[actor.id]
            way = np.stack([np.cos(found[:, 3]), np.sin(found[:, 3])], 1)
            assert times == actor.track.times.tolist()
            assert np.allclose(actor.track.poses[:, :2], found[:, :2] + ahead * way, atol=1e-9)
            assert (actor.track.poses[:, 2:] == found[:, 2:]).all()
            assert high == actor.size.height / 2


def test_sizes_air_and_what_was_drawn_are_told(files: dict[str, bytes], scenes: list[Scene]) -> None:
    for board, scene in zip(boards(files), scenes, strict=False):
        told = {one.attrib["name"]: float(one.attrib["value"]) for one in board.iter("ParameterDeclaration")}
        assert {**dict(scene.drawn), "weight": scene.weight} == told
        for one, actor in zip(board.iter("Dimensions"), scene.actors, strict=True):
            assert [*actor.size] == number(one, "length", "width", "height")
        assert number(board.find(".//Sun"), "elevation") == [scene.light.altitude]
        assert number(board.find(".//RoadCondition"), "frictionScaleFactor") == [scene.weather.friction]
        assert number(board.find("Storyboard/StopTrigger//SimulationTimeCondition"), "value") == [scene.end]


def read_back(data: bytes, folder: Path) -> Map:
    """The map of an OpenDRIVE file, by the wing's own reader."""
    file = folder / "map.xodr"
    file.write_bytes(data)
    return read_opendrive(file)


def same(lane: Lane, other: Lane) -> bool:
    """Whether two lanes have the same middle and width at every point."""
    near = np.hypot(*(lane.centre[:, None, :2] - other.centre[None, :, :2]).T).T
    return bool((near.min(1) < 1e-6).all()) and bool(np.allclose(lane.width, other.width[near.argmin(1)], atol=1e-9))


def test_maps_come_back_lane_by_lane(files: dict[str, bytes], scenes: list[Scene], tmp_path: Path) -> None:
    maps = {scene.map.digest: scene.map for scene in [*scenes, shots()[-1].scene]}

    assert {f"maps/{digest.hex()}.xodr" for digest in maps} == {name for name in files if name.endswith(".xodr")}
    for digest, town in maps.items():
        found = read_back(files[f"maps/{digest.hex()}.xodr"], tmp_path)
        assert not found.warnings
        assert (town.drives, len(town.lanes)) == (found.drives, len(found.lanes))
        assert town.origin == found.origin
        for lane, other in zip(town.lanes, found.lanes, strict=True):
            assert same(lane, other), lane.id
            assert (lane.kind, bool(lane.junction)) == (other.kind, bool(other.junction))
            assert lane.kind is not LaneKind.DRIVING or np.isclose(lane.speed, other.speed)


def test_lanes_lead_on_as_they_did(files: dict[str, bytes], scenes: list[Scene], tmp_path: Path) -> None:
    town = scenes[0].map
    found = read_back(files[f"maps/{town.digest.hex()}.xodr"], tmp_path)
    names = {lane.id: other.id for lane, other in zip(town.lanes, found.lanes, strict=True)}
    driving = [lane for lane in town.lanes if lane.kind is LaneKind.DRIVING]

    assert any(lane.successors for lane in driving)
    for lane in driving:
        assert {names[one] for one in lane.successors} == set(found.lane[names[lane.id]].successors), lane.id


def test_buildings_trees_and_lamps_stand_where_they_did(
    files: dict[str, bytes], scenes: list[Scene], tmp_path: Path
) -> None:
    town = scenes[0].map
    found = read_back(files[f"maps/{town.digest.hex()}.xodr"], tmp_path)

    assert (len(town.buildings), len(town.trees), len(town.lamps)) == (
        len(found.buildings), len(found.trees), len(found.lamps),
    )  # fmt: skip
    for house in town.buildings:
        apart = [np.abs(other.outline.mean(0) - house.outline.mean(0)).max() for other in found.buildings]
        other = found.buildings[int(np.argmin(apart))]
        gaps = np.hypot(*(house.outline[:, None] - other.outline[None]).T).T
        assert gaps.min(1).max() < 1e-6
        assert np.isclose(house.height - house.base, other.height)
    places = [([one.at[:2] for one in town.trees], [one.at[:2] for one in found.trees])]
    places += [([one.at[:2] for one in town.lamps], [one.at[:2] for one in found.lamps])]
    for here, there in places:
        assert all(min(float(np.hypot(*(other - at))) for other in there) < 1e-6 for at in here)


def test_a_scene_is_told_once_and_the_same_each_time(files: dict[str, bytes], scenes: list[Scene]) -> None:
    again = exported("twin/openscenario", held(*scenes, scenes[0], shots()[-1]))

    assert files == again


def test_the_scene_of_a_clip_and_of_a_sweep_is_told() -> None:
    one = shots()[0]
    clip = Clip(frames=(one,), flow=(), tracks=())
    (sweep,) = Sweeps(map="city", columns=90, rings=8)(Shard(seed=5, start=1, count=1, recipe=""))
    assert isinstance(sweep, Record)
    found = exported("twin/openscenario", held(clip, sweep.payload))

    assert [name for name in found if name.endswith(".xosc")] == ["scenes/000000.xosc", "scenes/000001.xosc"]
    assert found["scenes/000000.xosc"] == exported("twin/openscenario", held(one))["scenes/000000.xosc"]
