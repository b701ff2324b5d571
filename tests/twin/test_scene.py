"""A scene is a function of time, comes back from its columns to the bit, and carries its map with it."""

import pickle
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provender.core.registry import load
from provender.twin.maps.city.city import City, build
from provender.twin.scene import Actor, ActorKind, Camera, Light, Scene, SceneCodec, Size, Track, Weather, standing

MAPS = [build(City(kind="roundabout", seed=seed, size=120)) for seed in (1, 2)]
finite = st.floats(allow_nan=False, allow_infinity=False)
metres = st.floats(-1e4, 1e4)


@st.composite
def tracks(draw: st.DrawFn) -> Track:
    """A track of one to five poses."""
    times = draw(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=5, unique=True))
    poses = draw(st.lists(st.tuples(metres, metres, metres, metres), min_size=len(times), max_size=len(times)))
    return Track(times=np.array(sorted(times)), poses=np.array(poses))


actors = st.builds(
    Actor,
    id=st.text(min_size=1, max_size=5),
    kind=st.sampled_from(ActorKind),
    size=st.builds(Size, finite, finite, finite),
    track=tracks(),
    looks=st.integers(-(2**63), 2**63 - 1),
    because=st.text(max_size=5),
)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """A scene on one of two maps."""
    crowd = draw(st.lists(actors, max_size=4, unique_by=lambda actor: actor.id))
    rides = st.sampled_from(["", *(actor.id for actor in crowd)])
    camera = st.builds(Camera, id=st.text(max_size=3), rides=rides, yaw=finite, times=st.lists(finite).map(tuple))
    return Scene(
        map=draw(st.sampled_from(MAPS)),
        actors=tuple(crowd),
        weather=draw(st.builds(Weather, fog=finite, rain=finite, dirt=finite)),
        light=draw(st.builds(Light, azimuth=metres, lamps=st.booleans(), moment=st.text(max_size=5))),
        cameras=tuple(draw(st.lists(camera, max_size=2))),
        end=draw(finite),
        scenario=draw(st.text(max_size=5)),
        drawn=tuple(draw(st.lists(st.tuples(st.text(max_size=5), finite), max_size=3))),
        weight=draw(finite),
    )


@settings(max_examples=40)
@given(some=st.lists(scenes(), max_size=4))
def test_scenes_come_back_to_the_bit(some: list[Scene]) -> None:
    codec = SceneCodec()

    table, blobs = codec.encode(some)
    found = codec.decode(table, dict(blobs))

    assert table.schema == codec.schema
    assert [scene.digest() for scene in found] == [scene.digest() for scene in some]


def test_scenes_of_one_place_share_one_map() -> None:
    some = [Scene(map=MAPS[0]), Scene(map=MAPS[0], end=1.0), Scene(map=MAPS[1])]

    table, blobs = SceneCodec().encode(some)
    found = SceneCodec().decode(table, dict(blobs))

    assert len(list(blobs)) == 2
    assert found[0].map is found[1].map
    assert len({scene.group() for scene in found}) == 2


def test_the_registry_knows_the_codec() -> None:
    assert load("codec", Scene.codec) == SceneCodec()


@settings(max_examples=25)
@given(scene=scenes())
def test_a_scene_survives_a_pickle(scene: Scene) -> None:
    assert pickle.loads(pickle.dumps(scene)) == scene


@settings(max_examples=25)
@given(scene=scenes())
def test_a_scene_can_be_told_and_sketched(scene: Scene) -> None:
    assert len(scene.features()) == 9 + len(ActorKind)
    assert len(scene.text().splitlines()) >= 3 + len(scene.actors)


def test_the_digest_sees_every_field() -> None:
    child = Actor(id="child", kind=ActorKind.CHILD, size=Size(0.3, 0.4, 1.1), track=standing(1, 2))
    scene = Scene(map=MAPS[0], actors=(child,), cameras=(Camera(id="front"),))
    others = [
        replace(scene, map=MAPS[1]),
        replace(scene, actors=(replace(child, looks=1),)),
        replace(scene, actors=(replace(child, track=standing(1, np.nextafter(2, 3))),)),
        replace(scene, weather=Weather(fog=1e-9)),
        replace(scene, light=Light(lamps=True)),
        replace(scene, cameras=(Camera(id="front", pitch=0.1),)),
        replace(scene, end=0.1),
        replace(scene, scenario="x"),
        replace(scene, drawn=(("speed", 1.0),)),
        replace(scene, weight=0.5),
        replace(scene, weather=Weather(friction=0.3)),
    ]

    assert len({scene.digest(), *(other.digest() for other in others)}) == 1 + len(others)


def test_between_its_poses_a_track_runs_straight_and_turns_the_shorter_way() -> None:
    track = Track(times=np.array([1.0, 3.0]), poses=np.array([[0, 0, 0, np.radians(170)], [4, 2, 0, np.radians(-170)]]))

    before, middle, after = track.at(np.array([0.0, 2.0, 9.0]))

    assert middle == pytest.approx([2, 1, 0, np.pi])
    assert before[:3].tolist() == [0, 0, 0]
    assert after[:3].tolist() == [4, 2, 0]


@given(track=tracks(), time=st.floats(-1e3, 1e3))
def test_velocity_is_the_change_of_place(track: Track, time: float) -> None:
    gaps = np.diff(track.times)
    if (np.abs(track.times - time) < 1e-3).any() or (gaps < 1e-3).any():
        return
    step = 1e-4

    moved = (track.at(np.array([time + step])) - track.at(np.array([time - step])))[0, :3] / (2 * step)

    assert np.abs(track.velocity(np.array([time]))[0] - moved).max() <= 1e-5 * (1 + np.abs(moved).max())


def test_a_scene_knows_where_everybody_is_at_any_time() -> None:
    car = Track(times=np.array([0.0, 2.0]), poses=np.array([[0.0, 0, 0, 0], [20, 0, 0, 0]]))
    size = Size(4.5, 1.8, 1.5)
    scene = Scene(map=MAPS[0], end=2.0, actors=(Actor(id="ego", kind=ActorKind.CAR, size=size, track=car),))

    assert scene.at(0.5)["ego"].tolist() == [5, 0, 0, 0]
    assert car.velocity(np.array([0.5]))[0].tolist() == [10, 0, 0]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Track(times=np.array([1.0, 1.0]), poses=np.zeros((2, 4))),
        lambda: Track(times=np.array([0.0]), poses=np.full((1, 4), np.nan)),
        lambda: Track(times=np.zeros(0), poses=np.zeros((0, 4))),
        lambda: Scene(
            map=MAPS[0],
            actors=(Actor(id="door", kind=ActorKind.DOOR, size=Size(1, 1, 1), track=standing(0, 0), part_of="car"),),
        ),
        lambda: Scene(map=MAPS[0], cameras=(Camera(id="c", rides="nobody"),)),
    ],
)
def test_what_cannot_be_is_not_made(wrong: object) -> None:
    with pytest.raises(AssertionError):
        wrong()  # type: ignore[operator]


def test_a_frame_of_a_scene_is_a_still_scene() -> None:
    car = Track(times=np.array([0.0, 2.0]), poses=np.array([[0.0, 0, 0, 0], [20, 0, 0, 0]]))
    ego = Actor(id="ego", kind=ActorKind.CAR, size=Size(4.5, 1.8, 1.5), track=car)
    scene = Scene(map=MAPS[0], end=2.0, actors=(ego,), cameras=(Camera(id="front", rides="ego", times=(0.0, 2.0)),))

    still = scene.still(0.5)

    assert (still.end, still.cameras[0].times) == (0.0, (0.0,))
    assert [actor.id for actor in still.actors] == ["ego"]
    assert still.at(7.0)["ego"].tolist() == scene.at(0.5)["ego"].tolist()
