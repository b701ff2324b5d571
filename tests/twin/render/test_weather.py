"""What falls and sticks: as much as is told, in the places that physics gives it, and no label moved."""

from dataclasses import replace

import numpy as np
import pytest
from tests.twin.render.small import looked, scene

from provender.core.record import Origin, Record
from provender.core.verdict import Outcome
from provender.twin.frame import Frame
from provender.twin.render.lights import lights
from provender.twin.render.picture import frame, lying
from provender.twin.render.sensor import shutter
from provender.twin.render.view import view
from provender.twin.render.weather.falling import drops, falling, flakes
from provender.twin.render.weather.lens import lens
from provender.twin.scene import Weather
from provender.twin.verifiers.labels import Labels


def seen(**air: float) -> Frame:
    """The small scene in some weather."""
    made = replace(scene(), weather=Weather(**air))
    return frame(made, made.cameras[0], 0.0, key=1)


def passed(shutter: float, ahead: float = 1e3, **air: float) -> "np.ndarray":
    """(h, w) the share of light that passes what falls before a surface `ahead` metres away."""
    made = replace(scene(), weather=Weather(**air))
    wide, high = 640, 360
    eye = view(made, replace(made.cameras[0], pixels=(wide, high), focal=554.0), 0.0)
    far = np.full((high, wide), ahead, np.float32)
    return falling(made, eye, 0.0, (far, lights(made, 0.0, eye.at, eye.at), shutter))[0]


def test_drops_are_as_many_as_marshall_and_palmer_counted() -> None:
    sizes = np.linspace(1.0, 8.0, 7001)
    counted = np.trapezoid(8000 * np.exp(-4.1 * 10.0**-0.21 * sizes), sizes)

    assert drops(10.0).above(1.0) == pytest.approx(counted, rel=1e-4)


def test_harder_snow_falls_in_larger_flakes() -> None:
    assert flakes(4.0).slope < flakes(0.5).slope


def test_a_longer_exposure_draws_longer_and_fainter_streaks() -> None:
    short, long = (1 - passed(seconds, rain=1.5) for seconds in (1 / 500, 1 / 60))

    assert (long > 0).sum() > 1.5 * (short > 0).sum()
    assert long.max() < short.max()


def test_the_light_that_flakes_hold_back_does_not_depend_on_the_exposure() -> None:
    short, long = (float((1 - passed(seconds, snow=3.0)).sum()) for seconds in (1 / 1000, 1 / 250))

    assert long == pytest.approx(short, rel=0.25)


def test_nothing_falls_behind_a_wall() -> None:
    near, far = passed(1 / 60, ahead=2.0, snow=3.0), passed(1 / 60, snow=3.0)

    assert (near >= far).all()
    assert (near < 1).sum() < (far < 1).sum()


def test_as_much_of_a_lens_is_covered_as_is_told() -> None:
    made = replace(scene(), weather=Weather(dirt=0.3))
    passing, _ = lens(made, np.ones((90, 160, 3), np.float32))

    assert 0.3 <= (passing < 0.97).mean() < 0.36


def test_snow_lies_thicker_the_harder_it_falls() -> None:
    assert 0 == lying(0.0) < lying(0.5) < lying(3.0) < 1


def test_it_is_exposed_longer_where_it_is_dark_up_to_a_thirtieth() -> None:
    assert shutter(0.5) < shutter(5.0) < shutter(90.0) == 1 / 30


@pytest.mark.parametrize("air", [{"rain": 12.0, "wet": 0.9}, {"snow": 3.0, "wet": 0.3}, {"dirt": 0.2}])
def test_weather_changes_the_picture_and_neither_mask_nor_depth(air: dict[str, float]) -> None:
    clear, found = looked(), seen(**air)

    assert (found.colour != clear.colour).mean() > 0.1
    for name in ("depth", "normal", "kind", "instance"):
        assert (getattr(clear, name) == getattr(found, name)).all()


@pytest.mark.parametrize("air", [{"rain": 12.0, "wet": 0.9}, {"snow": 3.0, "wet": 0.3}, {"dirt": 0.2}])
def test_its_judge_passes_weather_that_is_told_and_no_other(air: dict[str, float]) -> None:
    found = seen(**air)
    told = replace(found, scene=replace(found.scene, weather=Weather()))
    origin = Origin(source="test", version="1", recipe="", seed=0, index=0)
    outcomes = [
        verdict.outcome for verdict in Labels()([Record(payload=one, origin=origin, tags={}) for one in (found, told)])
    ]

    assert outcomes == [Outcome.PASS, Outcome.FAIL]
