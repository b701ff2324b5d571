"""A lidar's turn lies on the scene, and thins out as air and range take their share."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from provender.core.errors import RecipeError
from provender.twin.generators.frames import Frames
from provender.twin.scene import Scene, Weather
from provender.twin.sensors.lidar import Mounted
from provender.twin.sensors.spin import Lidar, Spin
from provender.twin.sensors.verifiers._lidar import spin_faults

LIDAR = Lidar(rides="ego")
FOG = 0.03


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


def test_a_lidar_of_one_ring_is_refused() -> None:
    with pytest.raises(RecipeError, match="rings=1"):
        Lidar(rides="ego", rings=1)
