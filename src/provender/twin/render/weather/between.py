"""All that is between a street and the sensor, put over a picture: what falls, spray, dirt and drops on the lens."""

from typing import NamedTuple

import numpy as np

from provender.twin.render.lights import Lights
from provender.twin.render.rays import Single
from provender.twin.render.view import View
from provender.twin.render.weather.falling import falling
from provender.twin.render.weather.lens import lens
from provender.twin.render.weather.spray import spray
from provender.twin.scene import Scene


class Between(NamedTuple):
    """What weather does to a picture: `picture * passing + light`.

    Attributes:
        passing: (h, w) the share of each pixel's light that comes by all of it.
        light: (h, w, 3) what it sends itself.
    """

    passing: Single
    light: Single


def between(
    scene: Scene, view: View, time: float, given: tuple[Single, Single, Lights, float]
) -> tuple[Single, Between]:
    """The picture as it comes to the sensor, and what was done to it.

    Args:
        given: (h, w, 3) radiances without any of it, (h, w) metres ahead to the surfaces, the lights, and seconds that
            the shutter is open.
    """
    picture, ahead, shine, shutter = given
    passing, light = falling(scene, view, time, (ahead, shine, shutter))
    splashed = spray(scene, view, time, (ahead, shine, (passing, light)))
    air = scene.weather
    if not (splashed or air.rain > 0 or air.snow > 0 or air.dirt > 0):
        return picture, Between(passing, light)
    picture = picture * passing[..., None] + light
    clean, over = lens(scene, picture)
    done = Between(passing * clean, (light * clean[..., None] + over).astype(np.float32))
    return picture * clean[..., None] + over, done
