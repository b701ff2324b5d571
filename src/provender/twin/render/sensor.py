"""A sensor: exposure, vignetting, shot and read noise, and the curve that `twin/frame.py` tells."""

import numpy as np
import numpy.typing as npt

from provender.twin.frame import BURNT
from provender.twin.render.rays import Single

_FULL = 3_000.0  # electrons at an exposed radiance of one
_READ = 6.0  # electrons
_KEY = 0.32  # what the middle brightness is exposed to
_LIGHTS, _HIGH = 0.006, 4.0  # share of a picture that may burn out, and what the next brightest is exposed to at most
_LEAST, _MOST = 0.5, 90.0


def exposure(picture: Single) -> float:
    """What makes a picture neither dark nor burnt out: from the mean of its logarithms, less where more would burn out.

    To the nearest hundredth. What is brightest, `_LIGHTS` of the picture, are lights and may burn.
    """
    bright = picture @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    middle = float(np.exp(np.log(bright + 2e-4).mean(dtype=np.float64)))
    some = bright[::2, ::2].ravel()
    high = float(np.partition(some, int((1 - _LIGHTS) * (some.size - 1)))[int((1 - _LIGHTS) * (some.size - 1))])
    return round(float(np.clip(min(_KEY / middle, _HIGH / max(high, 1e-6)), _LEAST, _MOST)), 2)


def shutter(gain: float) -> float:
    """Seconds of exposure: longer where it is dark, up to a thirtieth; what is missing then is amplified.

    >>> shutter(1.0), round(shutter(40.0), 4)
    (0.004, 0.0333)
    """
    return min(gain / 250.0, 1 / 30)


def vignette(high: int, wide: int, focal: float) -> Single:
    """(h, w, 1) the share of light that reaches each pixel."""
    x, y = np.meshgrid(np.arange(wide) + 0.5 - wide / 2, np.arange(high) + 0.5 - high / 2)
    share = (1 + (x * x + y * y) / focal**2) ** -2.0
    return share.astype(np.float32)[..., None]


def unburnt(picture: Single, gain: float, focal: float) -> Single:
    """(h, w, 3) radiances, those that burn out cut where they do."""
    high, wide = picture.shape[:2]
    return np.minimum(picture, BURNT / (gain * vignette(high, wide, focal)))


def developed(picture: Single, gain: float, focal: float, key: int) -> npt.NDArray[np.uint8]:
    """(h, w, 3) what is written of radiances (h, w, 3); the noise depends on `key` alone."""
    high, wide = picture.shape[:2]
    light = picture * gain * vignette(high, wide, focal)
    noise = np.random.Generator(np.random.Philox(key)).standard_normal(picture.shape, dtype=np.float32)
    light += noise * np.sqrt(np.maximum(light, 0) / _FULL + (_READ / _FULL) ** 2)
    film = 1 - np.exp(-np.maximum(light, 0))
    written: npt.NDArray[np.uint8] = (255 * film ** np.float32(1 / 2.2) + 0.5).astype(np.uint8)
    return written
