"""Turns as unit quaternions, scalar first, and as matrices whose columns are a body's axes."""

import numpy as np

from provender.twin.robots.episode import Array


def matrix(turn: Array) -> Array:
    """(3, 3) of a quaternion (4,)."""
    w, x, y, z = turn
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )


def after(one: Array, other: Array) -> Array:
    """(4,) the turn that is `other` followed by `one`."""
    a, b = one[0], other[0]
    u, v = one[1:], other[1:]
    return np.append(a * b - u @ v, a * v + b * u + np.cross(u, v))


def back(turn: Array) -> Array:
    """(4,) the turn undone."""
    return np.asarray(turn * [1.0, -1.0, -1.0, -1.0])


def upright_along(way: Array) -> Array:
    """(4,) the shortest turn that carries z onto a unit vector."""
    half = np.array([1 + way[2], -way[1], way[0], 0.0])
    if half[0] < 1e-9:
        half = np.array([0.0, 1.0, 0.0, 0.0])  # straight down
    return np.asarray(half / np.linalg.norm(half))


def looking(ahead: Array) -> Array:
    """(4,) a camera's turn: its axes right, down and ahead, right being level."""
    right = np.cross(ahead, [0.0, 0.0, 1.0])
    right /= np.linalg.norm(right)
    axes = np.stack([right, np.cross(ahead, right), ahead], 1)
    w = np.sqrt(max(1 + np.trace(axes), 0.0)) / 2
    if w > 0.1:
        rest = np.array([axes[2, 1] - axes[1, 2], axes[0, 2] - axes[2, 0], axes[1, 0] - axes[0, 1]]) / (4 * w)
        return np.append(w, rest)
    values, vectors = np.linalg.eigh((axes + axes.T) / 2)  # of a half turn the axis is what stays
    axis = vectors[:, np.argmax(values)]
    angle = np.arccos(np.clip((np.trace(axes) - 1) / 2, -1, 1))
    off = np.array([axes[2, 1] - axes[1, 2], axes[0, 2] - axes[2, 0], axes[1, 0] - axes[0, 1]])
    axis = axis * (-1.0 if axis @ off < 0 else 1.0)
    return np.append(np.cos(angle / 2), np.sin(angle / 2) * axis)
