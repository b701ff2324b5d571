"""Beams in fog against light whose paths were traced until they ended: `tools/beam_reference.py`, of the same lamps."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from provender.twin.render.air import beams
from provender.twin.render.lights import Lights
from provender.twin.render.rays import Rays

KEPT = Path(__file__).with_name("beam_reference.npz")
LAMPS = {  # where, whither, shape and greatest intensity
    "oncoming": ((25.0, 3.0, -0.7), (-1.0, 0.0, 0.0), 1, 34.0),
    "own": ((1.5, 0.6, -0.7), (1.0, 0.0, 0.0), 1, 34.0),
    "street": ((14.0, -5.0, 4.6), (0.0, 0.21, -0.9777), 0, 4.2),
}
CASES = [(lamp, fog) for lamp in LAMPS for fog in ("0.02", "0.05", "0.1")]
OFF = {  # how far the sum over the picture may be from all light, by fog
    "oncoming": (0.1, 0.1, 0.17), "street": (0.1, 0.12, 0.17), "own": (0.2, 0.3, 0.43),
}  # fmt: skip
WIDE, HIGH, BLOCK = 320, 160, 40


def made(lamp: str, fog: str, *, thin: float | None = None) -> npt.NDArray[np.float64]:
    """(4, 8) what our beams are in the reference's blocks."""
    at, way, shape, power = LAMPS[lamp]
    x, y = np.meshgrid(np.arange(WIDE) + 0.5 - WIDE / 2, np.arange(HIGH) + 0.5 - HIGH / 2)
    ways = np.stack([np.ones_like(x), -x / (WIDE * 0.866), -y / (WIDE * 0.866)], -1).astype(np.float32)
    dark = np.zeros(3, np.float32)
    place, middle, bright = (np.array([row], np.float32) for row in (at, way, (power,) * 3))
    shine = Lights(place, middle, bright, np.array([shape]), dark, dark, dark, dark, dark, float(fog))
    nowhere = Rays(np.array([[[-500, 0, -500], [-500, 1, -500], [-500, 0, -499]]], np.float32))
    far = np.full((HIGH, WIDE), 1e4, np.float32)
    found = beams(nowhere, shine, ways, far) if thin is None else beams(nowhere, shine, ways, far, thin=thin)
    seen: npt.NDArray[np.float64] = found[..., 0].reshape(4, BLOCK, 8, BLOCK).mean((1, 3)) / power
    return seen


def traced(lamp: str, fog: str) -> npt.NDArray[np.float64]:
    """(4, 4, 8) light scattered once, light scattered more often, and their standard errors."""
    with np.load(KEPT) as kept:
        return np.asarray(kept[f"{lamp}/{fog}"], np.float64)


@pytest.mark.parametrize(("lamp", "fog"), CASES)
def test_the_reference_has_converged(lamp: str, fog: str) -> None:
    once, more, *errors = traced(lamp, fog)

    assert np.sqrt(np.square(errors).sum()) < 0.025 * (once + more).sum()


@pytest.mark.parametrize(("lamp", "fog"), CASES)
def test_light_that_is_scattered_once_is_as_much_as_was_traced(lamp: str, fog: str) -> None:
    once = traced(lamp, fog)[0]
    ours = made(lamp, fog, thin=1.0)

    assert ours.sum() == pytest.approx(once.sum(), rel=0.12)
    assert np.abs(ours - once).sum() < 0.15 * once.sum()  # block by block


@pytest.mark.parametrize(("lamp", "fog"), CASES)
def test_all_light_is_as_much_as_was_traced_within_what_is_told(lamp: str, fog: str) -> None:
    once, more = traced(lamp, fog)[:2]
    room = OFF[lamp][("0.02", "0.05", "0.1").index(fog)]

    assert made(lamp, fog).sum() == pytest.approx((once + more).sum(), rel=room)


@pytest.mark.parametrize(("lamp", "fog"), CASES)
def test_thinner_fog_is_nearer_to_all_light_than_one_scattering(lamp: str, fog: str) -> None:
    once, more = traced(lamp, fog)[:2]
    off = [abs(np.log(made(lamp, fog, thin=thin).sum() / (once + more).sum())) for thin in (None, 1.0)]

    assert off[0] < off[1]
