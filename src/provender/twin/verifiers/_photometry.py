"""Do the colours agree with the light that is told of, with the fog, and with the contrast of every thing?"""

from collections.abc import Iterator

import numpy as np

from provender.twin.frame import BURNT, DEPTH_STEPS, Frame, Kind, Thing
from provender.twin.verifiers._pinhole import Eye, Numbers, slants

_LUMA = np.array([0.2126, 0.7152, 0.0722])
_RING = 4  # pixels around a thing
_SPREAD = 3_000.0  # electrons of the sensor at an exposed radiance of one, and
_READ = 6.0  # of reading it
_COVERED = 0.97  # share of light that passes, below which a pixel of the lens counts as covered
_ROOM = 0.16  # between a share of the lens and that of 192 pixels spread over it: over four standard errors
_SPRAY = 0.25  # wetness up to which wheels throw up nothing
_SNOWS, _FLAKES = 1.0, 0.02  # mm an hour from which on at least so many pixels have a flake before them
_MANY = 40  # pixels from which on a contrast can be measured


def light_faults(frame: Frame, seen: Eye) -> Iterator[str]:
    """What the colours contradict."""
    slant = slants(seen)
    share = slant**-2.0  # of the lens
    untold = list(_budget(frame, slant, share))
    yield from untold or _between(frame)
    light = undone(frame, share) @ _LUMA
    for thing in frame.things:
        yield from _contrast(frame, thing, light)


def undone(frame: Frame, share: Numbers) -> Numbers:
    """(h, w, 3) radiances from colours: the sensor's curve, exposure and vignetting undone."""
    film = np.minimum((np.arange(256) / 255.0) ** 2.2, 0.9985)
    exposed = np.minimum(-np.log1p(-film), BURNT) / frame.exposure  # of each of 256 steps
    found: Numbers = exposed[frame.colour] / share[..., None]
    return found


def _budget(frame: Frame, slant: Numbers, share: Numbers) -> Iterator[str]:
    """At each told pixel, surface exp(-fog d) passed + added is what was written, within noise."""
    told = frame.budget.astype(np.float64)
    if len(told) < 32 or (told[:, 2:] < -1e-6).any() or (told[:, 8] > 1).any() or not np.isfinite(told).all():
        yield "the light is not told of"
        return
    column, row = told[:, :2].astype(np.int64).T
    high, wide = frame.kind.shape
    if column.min() < 0 or row.min() < 0 or column.max() >= wide or row.max() >= high:
        yield "light is told of outside the picture"
        return
    far = frame.depth[row, column] / DEPTH_STEPS * np.sqrt(slant[row, column])
    sky = frame.kind[row, column] == Kind.SKY
    unknown = ~sky & (far == 0)
    fog = frame.scene.weather.fog
    through = np.where(sky, 1.0 if fog == 0 else 0.0, np.exp(-fog * far))
    light = told[:, 2:5] * (through * told[:, 8])[:, None] + told[:, 5:8]
    exposed = light * frame.exposure * share[row, column][:, None]
    noise = np.sqrt(exposed / _SPREAD + (_READ / _SPREAD) ** 2)
    low, high_ = (255 * (1 - np.exp(-np.maximum(exposed + k * noise, 0))) ** (1 / 2.2) for k in (-6, 6))
    written = frame.colour[row, column].astype(np.float64)
    wrong = ((written < low - 1.5) | (written > high_ + 1.5)).any(1) & ~unknown
    if wrong.sum() > 0:
        yield f"{int(wrong.sum())} of {len(told)} pixels are not as bright as the light that is told of"


def _between(frame: Frame) -> Iterator[str]:
    """What hides some light before the sensor is as much as the weather says: nothing, the lens's dirt, or flakes."""
    air, passed = frame.scene.weather, frame.budget[:, 8].astype(np.float64)
    covered = float((passed < _COVERED).mean())
    if air.dirt == 0 and air.rain == 0 and air.snow == 0 and air.wet <= _SPRAY and passed.min() < 1:
        yield "the light of a pixel is held back, and nothing falls and the lens is clean"
    if air.dirt > covered + _ROOM:
        yield f"{covered:.0%} of the lens is covered, not {air.dirt:.0%}"
    if air.dirt < covered - _ROOM and air.snow == 0 and air.wet <= _SPRAY:
        yield f"{covered:.0%} of the lens is covered, not {air.dirt:.0%}"
    if air.snow >= _SNOWS and (passed < 1).mean() < _FLAKES:
        yield "it snows, and no flake is seen"


def _contrast(frame: Frame, thing: Thing, light: Numbers) -> Iterator[str]:
    """The contrast of a thing against the pixels around it."""
    x0, y0, x1, y1 = thing.box
    top, left = max(y0 - _RING, 0), max(x0 - _RING, 0)
    own = frame.instance[top : y1 + _RING, left : x1 + _RING] == thing.instance
    if not own.any():
        if thing.contrast != 0:
            yield f"{thing.id} is not seen and has a contrast"
        return
    near = _grown(own, _RING) & ~own
    if own.sum() < _MANY or near.sum() < _MANY:
        return
    part = light[top : y1 + _RING, left : x1 + _RING]
    around = part[near].mean()
    contrast = abs(part[own].mean() - around) / max(around, 1e-6)
    noise = 0.03 + 0.06 * thing.contrast + 1.5 / np.sqrt(min(own.sum(), near.sum())) * 0.2
    if abs(contrast - thing.contrast) > noise:
        yield f"the contrast of {thing.id} is {contrast:.3f} in the picture, not {thing.contrast:.3f}"


def _grown(mask: "np.ndarray", by: int) -> "np.ndarray":
    """A mask and all within `by` steps of it."""
    for _ in range(by):
        wide = np.pad(mask, 1)
        mask = wide[1:-1, 1:-1] | wide[:-2, 1:-1] | wide[2:, 1:-1] | wide[1:-1, :-2] | wide[1:-1, 2:]
    return mask
