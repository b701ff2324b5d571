"""A lidar's turn lies on the scene, and its judge tells when it does not."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import pytest

from provender.core.errors import RecipeError
from provender.twin.generators.frames import Frames
from provender.twin.scene import Scene, Weather
from provender.twin.sensors.faults import spin_faults
from provender.twin.sensors.lidar import Mounted
from provender.twin.sensors.spin import Lidar, Spin

LIDAR = Lidar(rides="ego")
FOG = 0.03
OFF = np.array([0.5, 0.5, 0.0, 0.0])  # metres that boxes are shifted
Fault: TypeAlias = Callable[[int], tuple[Spin, Scene | None]]


@lru_cache
def scene(index: int) -> tuple[Scene, float]:
    """A foggy street, and a time in it."""
    made, time, _ = Frames(map="city", weather="fog", wide=160).scene(3, index)
    return replace(made, weather=replace(made.weather, fog=FOG)), time


@lru_cache
def turn(index: int, fog: float = FOG, key: int = 5) -> Spin:
    """A turn in it."""
    made, time = scene(index)
    return Mounted(replace(made, weather=Weather(fog=fog)), LIDAR, time).spin(key)


def failed(index: int, spin: Spin, shown: Scene | None = None) -> bool:
    """Whether the judge finds a fault."""
    made, time = scene(index)
    return any(True for _ in spin_faults(shown or made, LIDAR, time, spin))


@pytest.mark.parametrize("index", [0, 16, 32, 48])
def test_a_sound_turn_passes(index: int) -> None:
    made, time = scene(index)

    assert [] == list(spin_faults(made, LIDAR, time, turn(index)))


def test_a_turn_is_the_same_for_the_same_key() -> None:
    made, time = scene(0)

    again = Mounted(made, LIDAR, time).spin(5)

    assert [column.tobytes() for column in turn(0)] == [column.tobytes() for column in again]


def test_ranges_scatter_as_said() -> None:
    made, time = scene(0)
    mounted, still = Mounted(made, LIDAR, time), Mounted(made, replace(LIDAR, noise=0.0), time)
    one, two = mounted.spin(1), still.spin(1)
    places = [spin.ring.astype(int) * LIDAR.columns + spin.column for spin in (one, two)]

    _, first, second = np.intersect1d(places[0], places[1], return_indices=True)
    off = np.linalg.norm(one.xyz[first], axis=1) - np.linalg.norm(two.xyz[second], axis=1)

    assert 10_000 < len(off)
    assert abs(off.mean()) < 0.001
    assert off.std() == pytest.approx(LIDAR.noise, rel=0.05)


def test_fog_takes_returns_and_strength() -> None:
    clear, thick = turn(0, 0.0), turn(0, 0.06)
    far = [float(np.linalg.norm(spin.xyz, axis=1).max()) for spin in (clear, thick)]

    assert len(thick.ring) < len(clear.ring)
    assert far[1] < far[0]
    assert thick.intensity.mean() < clear.intensity.mean()


def _moved(index: int) -> tuple[Spin, Scene | None]:
    """Boxes half a metre off."""
    made, _ = scene(index)
    actors = [
        replace(a, track=replace(a.track, poses=a.track.poses + OFF)) if a.id != "ego" else a for a in made.actors
    ]
    return turn(index), replace(made, actors=tuple(actors))


def _swapped(index: int) -> tuple[Spin, Scene | None]:
    """The two things with most points change names."""
    spin = turn(index)
    count = np.bincount(spin.instance)
    count[0] = 0
    one, two = np.argsort(count)[-2:]
    table = np.arange(len(count), dtype=np.uint16)
    table[one], table[two] = two, one
    return spin._replace(instance=table[spin.instance]), None


def _rotated(index: int) -> tuple[Spin, Scene | None]:
    """The sensor is said to be turned by two degrees."""
    spin = turn(index)
    by = np.radians(2)
    spun = np.array([[np.cos(by), -np.sin(by), 0], [np.sin(by), np.cos(by), 0], [0, 0, 1]])
    return spin._replace(xyz=(spin.xyz @ spun.T).astype(np.float32)), None


def _stale(index: int) -> tuple[Spin, Scene | None]:
    """A turn of half a second ago."""
    made, time = scene(index)
    return Mounted(made, LIDAR, time - 0.5 if time > 0.5 else time + 0.5).spin(5), None


def _scaled(index: int, by: tuple[float, float, float]) -> tuple[Spin, Scene | None]:
    """Places times factors."""
    spin = turn(index)
    return spin._replace(xyz=spin.xyz * np.array(by, np.float32)), None


def _wrong_ring(index: int) -> tuple[Spin, Scene | None]:
    """Each point bears the ring of the one before it."""
    return turn(index)._replace(ring=np.roll(turn(index).ring, 1)), None


def _wrong_time(index: int) -> tuple[Spin, Scene | None]:
    """Each point bears the time of the next turn."""
    return turn(index)._replace(after=turn(index).after + np.float32(0.1)), None


FAULTS: dict[str, Fault] = {
    "shifted_box": _moved,
    "wrong_unit": lambda index: _scaled(index, (3.28084, 3.28084, 3.28084)),
    "mirrored": lambda index: _scaled(index, (1.0, -1.0, 1.0)),
    "swapped_ids": _swapped,
    "ignored_extinction": lambda index: (turn(index, 0.0), None),
    "stale_spin": _stale,
    "rotated_pose": _rotated,
    "wrong_ring": _wrong_ring,
    "wrong_time": _wrong_time,
}


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("index", [0, 16, 32, 48])
def test_the_judge_catches(kind: str, index: int) -> None:
    spin, shown = FAULTS[kind](index)

    assert failed(index, spin, shown)


def test_a_lidar_of_one_ring_is_refused() -> None:
    with pytest.raises(RecipeError, match="rings=1"):
        Lidar(rides="ego", rings=1)
