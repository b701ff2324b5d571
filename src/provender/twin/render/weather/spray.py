"""Water that wheels throw up from a wet road: soft clouds behind whatever drives fast enough.

A wheel throws it from about 4 m/s on, in a plume that grows backwards; here each is three round clouds, the extinction
of which falls off as a Gaussian, so that the optical depth along a ray up to a surface has a closed form. Their density
is a choice made by eye, not a measurement.
"""

import math

import numpy as np
from numba import njit

from provender.twin.render.lights import Lights
from provender.twin.render.mesh.shapes import Array
from provender.twin.render.mesh.vehicles import is_parked
from provender.twin.render.rays import Single
from provender.twin.render.view import View
from provender.twin.render.weather.falling import _lit
from provender.twin.render.weather.over import put
from provender.twin.scene import VEHICLES, Scene

_SLOW, _FAST = 4.0, 18.0  # m/s at which it begins, and is at its most
_DRY = 0.25  # wetness up to which nothing is thrown up
_MOST = 0.5  # 1/m, extinction in the middle of the first cloud
_CLOUDS = ((0.5, 0.35, 0.3, 1.0), (1.6, 0.55, 0.45, 0.6), (3.4, 0.8, 0.7, 0.3))  # m back, up, wide; share of density


def spray(scene: Scene, view: View, time: float, given: tuple[Single, Lights, tuple[Single, Single]]) -> bool:
    """Puts all clouds over a picture, and tells whether there are any.

    Args:
        given: (h, w) metres ahead to the surfaces, the lights, and what passes (h, w) and is added (h, w, 3) so far.
    """
    ahead, shine, out = given
    axes = view.axes
    sky = (0.45 * shine.horizon + 0.3 * shine.zenith + 0.12 * shine.sunlight).astype(np.float32)
    table = (shine.at, shine.way, shine.power, shine.shape, shine.fog)
    clouds = sorted(_clouds(scene, view, time), key=lambda cloud: -float(cloud[0] @ cloud[0]))
    for middle, wide, dense in clouds:
        sent = np.empty(3)
        _lit(middle, table, (sky, False), sent)
        _cloud((axes @ middle, wide, dense), view.camera.focal, sent, (ahead, *out))
    return bool(clouds)


def _clouds(scene: Scene, view: View, time: float) -> list[tuple[Array, float, float]]:
    """Middle from the eye, width in metres and extinction in 1/m of every cloud."""
    found: list[tuple[Array, float, float]] = []
    wet = (scene.weather.wet - _DRY) / (1 - _DRY)
    if wet <= 0 or scene.weather.snow > 0:
        return found
    for actor in scene.actors:
        if actor.kind not in VEHICLES or is_parked(actor) or actor.id == view.camera.rides:
            continue
        x, y, z, heading = actor.track.at(np.array([time]))[0]
        speed = float(np.hypot(*actor.track.velocity(np.array([time]))[0, :2]))
        share = min(max((speed - _SLOW) / (_FAST - _SLOW), 0.0), 1.0)
        for back, up, wide, density in _CLOUDS if share > 0 else ():
            for side in (-0.38, 0.38):
                long, out = -0.32 * actor.size.length - back, side * actor.size.width
                at = np.array([x + long * np.cos(heading) - out * np.sin(heading),
                               y + long * np.sin(heading) + out * np.cos(heading), z + up])  # fmt: skip
                found.append((at - view.at, wide, _MOST * wet * share * density))
    return found


@njit(cache=True)
def _cloud(cloud, focal, sent, out):  # type: ignore[no-untyped-def]
    """Draws one where its optical depth, up to the surface of each pixel, is not too small to be seen."""
    middle, size, dense = cloud
    ahead, passing, light = out
    tall, wide = ahead.shape
    if middle[2] < 3 * size:
        return
    reach = 3 * size * focal / (middle[2] - 2 * size)
    x, y = wide / 2 + focal * middle[0] / middle[2], tall / 2 + focal * middle[1] / middle[2]
    root = size * math.sqrt(2.0)
    for row in range(max(int(y - reach), 0), min(int(y + reach) + 1, tall)):
        down = (row + 0.5 - tall / 2) / focal
        for column in range(max(int(x - reach), 0), min(int(x + reach) + 1, wide)):
            right = (column + 0.5 - wide / 2) / focal
            long = math.sqrt(1 + right * right + down * down)
            along = (middle[0] * right + middle[1] * down + middle[2]) / long
            beside = middle[0] ** 2 + middle[1] ** 2 + middle[2] ** 2 - along * along
            far = min(ahead[row, column], 1e4) * long
            within = math.erf((far - along) / root) + math.erf(along / root)
            depth = dense * math.exp(-beside / (2 * size * size)) * size * math.sqrt(math.pi / 2) * within
            if depth > 1e-3:
                put((passing, light), (row, column), 1 - math.exp(-depth), sent)
