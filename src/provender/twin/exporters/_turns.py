"""Rotations as unit quaternions w, x, y, z."""

import numpy as np
import numpy.typing as npt

from provender.twin.scene import Camera

Matrix = npt.NDArray[np.float64]


def mounted(camera: Camera) -> Matrix:
    """(3, 3) from a camera's axes (right, down, ahead) to its carrier's (ahead, left, up)."""
    yaw, pitch = camera.yaw, camera.pitch
    ahead = np.array([np.cos(yaw) * np.cos(pitch), np.sin(yaw) * np.cos(pitch), np.sin(pitch)])
    right = np.array([np.sin(yaw), -np.cos(yaw), 0.0])
    return np.column_stack([right, np.cross(ahead, right), ahead])


def yawed(heading: float) -> list[float]:
    """A turn about the axis that points up."""
    return [float(np.cos(heading / 2)), 0.0, 0.0, float(np.sin(heading / 2))]


def quaternion(turn: Matrix) -> list[float]:
    """Of a rotation matrix, w >= 0: the eigenvector of K. Itzhack (2000), which no angle makes unsound.

    >>> quaternion(np.eye(3))
    [1.0, 0.0, 0.0, 0.0]
    """
    (a, b, c), (d, e, f), (g, h, i) = turn
    told = np.array(
        [[a - e - i, b + d, c + g, h - f], [b + d, e - a - i, f + h, c - g], [c + g, f + h, i - a - e, d - b],
         [h - f, c - g, d - b, a + e + i]]
    )  # fmt: skip
    x, y, z, w = np.linalg.eigh(told)[1][:, -1]
    sign = -1.0 if w < 0 else 1.0
    return [float(part * sign) + 0.0 for part in (w, x, y, z)]
