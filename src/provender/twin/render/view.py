"""Where a camera is and looks, and a ray for each of its pixels."""

from typing import NamedTuple, cast

import numpy as np
from numba import njit

from provender.twin.render.mesh.shapes import Array
from provender.twin.render.rays import Single
from provender.twin.scene import Camera, Scene


class View(NamedTuple):
    """A camera at a moment.

    Attributes:
        at: (3,) metres, in the map's frame.
        right, up, ahead: (3,) unit vectors.
        turn: radians of its heading.
    """

    camera: Camera
    at: Array
    right: Array
    up: Array
    ahead: Array
    turn: float

    @property
    def axes(self) -> Array:
        """(3, 3) right, down and ahead, as rows."""
        return np.stack([self.right, -self.up, self.ahead])

    def ways(self, places: Array) -> Single:
        """(n, 3) directions through places (n, 2) of the picture, one metre ahead long."""
        return cast(
            "Single", _ways(places, (*self.camera.pixels, self.camera.focal), (self.right, self.up, self.ahead))
        )

    def seen(self, points: Array) -> Array:
        """(n, 3) how far to the right, down and ahead points (n, 3) are."""
        off = points - self.at
        return np.stack([off @ self.right, -(off @ self.up), off @ self.ahead], -1)


@njit(cache=True)
def _ways(places, lens, axes):  # type: ignore[no-untyped-def]
    """Each direction in turn; `lens` is width, height and focal length."""
    wide, high, focal = lens
    right, up, ahead = axes
    out = np.empty((len(places), 3), np.float32)
    for n in range(len(places)):
        x, y = (places[n, 0] - wide / 2) / focal, (places[n, 1] - high / 2) / focal
        for c in range(3):
            out[n, c] = ahead[c] + x * right[c] - y * up[c]
    return out


def view(scene: Scene, camera: Camera, time: float) -> View:
    """The camera at a time, carried by whom it rides on."""
    x, y, z, heading = scene.at(time)[camera.rides] if camera.rides else (0.0, 0.0, 0.0, 0.0)
    cos, sin = np.cos(heading), np.sin(heading)
    ahead, left, up = camera.at
    at = np.array([x + ahead * cos - left * sin, y + ahead * sin + left * cos, z + up])
    turn = heading + camera.yaw
    way = np.array([np.cos(turn) * np.cos(camera.pitch), np.sin(turn) * np.cos(camera.pitch), np.sin(camera.pitch)])
    right = np.array([np.sin(turn), -np.cos(turn), 0.0])
    return View(camera, at, right, np.cross(right, way), way, float(turn))


def centres(camera: Camera) -> Array:
    """(h w, 2) the middles of the pixels, row by row."""
    wide, high = camera.pixels
    x, y = np.meshgrid(np.arange(wide) + 0.5, np.arange(high) + 0.5)
    return np.stack([x.ravel(), y.ravel()], 1)
