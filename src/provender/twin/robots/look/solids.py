"""Boxes, cylinders and spheres as triangles, and what they are made of."""

from functools import lru_cache

import numpy as np

from provender.twin.render.mesh.shapes import Array, Colour, Material, Part, circle, flat, joined, quads
from provender.twin.robots.episode import Body

_AROUND, _UP = 96, 32  # sides of a circle, and rings of a ball: at 3 cm they lie 0.04 mm inside it at most
_COLOURS: tuple[Colour, ...] = (
    (0.62, 0.05, 0.04), (0.7, 0.42, 0.03), (0.08, 0.3, 0.09), (0.04, 0.13, 0.5), (0.5, 0.5, 0.48), (0.32, 0.07, 0.36),
    (0.02, 0.36, 0.4), (0.62, 0.24, 0.3), (0.06, 0.06, 0.07), (0.66, 0.62, 0.5),
)  # fmt: skip
_STUFFS = (Material.PAINT, Material.PAINT, Material.CLOTH, Material.BARK, Material.FUR)
_TOPS: tuple[tuple[Material, Colour], ...] = (
    (Material.BARK, (0.36, 0.2, 0.09)), (Material.BARK, (0.17, 0.085, 0.04)), (Material.BARK, (0.5, 0.36, 0.2)),
    (Material.CARD, (0.55, 0.55, 0.53)), (Material.CLOTH, (0.1, 0.16, 0.13)),
)  # fmt: skip
_FLOORS: tuple[Colour, ...] = ((0.2, 0.2, 0.21), (0.3, 0.25, 0.2), (0.12, 0.15, 0.2))
_ARMS: tuple[Colour, ...] = ((0.6, 0.22, 0.02), (0.6, 0.6, 0.58), (0.06, 0.2, 0.42))


def made_of(body: Body) -> tuple[Material, Colour]:
    """A body's material and tint, by its looks."""
    looks = body.looks
    if body.role == "object":
        stuff = Material.BALL if body.shape == "sphere" and looks % 3 else _STUFFS[looks // 16 % len(_STUFFS)]
        return stuff, _COLOURS[looks % len(_COLOURS)]
    if body.role == "table":
        return _TOPS[looks % len(_TOPS)]
    if body.role == "room":
        return Material.CLOTH, _FLOORS[looks % len(_FLOORS)]
    if body.role == "arm":
        return Material.PAINT, _ARMS[looks % len(_ARMS)]
    return Material.RIM, (0.4, 0.4, 0.42)


@lru_cache(maxsize=256)
def part(shape: str, half: tuple[float, float, float], material: Material, tint: Colour) -> Part:
    """A shape about its middle, in metres; triangles run anticlockwise seen from outside."""
    if shape == "box":
        return _box(half, material, tint)
    return _ball(half[0], material, tint) if shape == "sphere" else _can(half[0], half[2], material, tint)


def _box(half: tuple[float, float, float], material: Material, tint: Colour) -> Part:
    """Six faces, each with the surface coordinates of its own two axes."""
    parts = []
    for axis in range(3):
        one, two = (axis + 1) % 3, (axis + 2) % 3
        for side in (-1.0, 1.0):
            face = np.zeros((4, 3))
            face[:, axis] = side * half[axis]
            face[:, one] = half[one] * np.array([-1, 1, 1, -1]) * side
            face[:, two] = half[two] * np.array([-1, -1, 1, 1])
            parts.append(flat(quads(face[None]), material, tint, quads(face[None, :, [one, two]])))
    return joined(parts)


def _can(radius: float, high: float, material: Material, tint: Colour) -> Part:
    """A cylinder: smooth around, with flat ends."""
    rim = circle(_AROUND)
    rim = np.concatenate([rim, rim[:1]])
    rows = [np.column_stack([rim * radius, np.full(len(rim), end * high)]) for end in (-1.0, 1.0)]
    around = np.tile(np.column_stack([rim, np.zeros(len(rim))]), (2, 1, 1))
    along = np.linspace(0, 2 * np.pi * radius, len(rim))
    coordinates = np.stack([np.stack([along, np.full(len(rim), end * high)], 1) for end in (-1.0, 1.0)])
    side = _sheet(np.array(rows), around, coordinates, (material, tint))
    ends = []
    for row, end in zip(rows, (-1.0, 1.0), strict=True):
        pair = (row[:-1], row[1:]) if end > 0 else (row[1:], row[:-1])
        ends.append(np.stack([np.tile([0.0, 0.0, end * high], (_AROUND, 1)), *pair], 1))
    return joined([side, *(flat(triangles, material, tint) for triangles in ends)])


def _ball(radius: float, material: Material, tint: Colour) -> Part:
    """A sphere."""
    rim = circle(_AROUND)
    rim = np.concatenate([rim, rim[:1]])
    up = np.linspace(-np.pi / 2, np.pi / 2, _UP + 1)[:, None, None]
    wide = np.cos(up)
    wide[[0, -1]] = 0.0  # the poles are points
    way = np.concatenate([wide * rim[None], np.repeat(np.sin(up), len(rim), 1)], 2)
    along = np.linspace(0, 2 * np.pi * radius, len(rim))
    coordinates = np.stack(np.broadcast_arrays(along[None], radius * up[..., 0]), -1)
    return _sheet(way * radius, way, coordinates, (material, tint))


def _sheet(points: Array, normals: Array, coordinates: Array, stuff: tuple[Material, Colour]) -> Part:
    """Triangles between rows of points (m, k, 3), with a normal and surface coordinates of their own at each."""

    def cells(grid: Array) -> Array:
        corners = np.stack([grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]], 2)
        return quads(corners.reshape(-1, 4, grid.shape[-1]))

    triangles = cells(points)
    material, tint = stuff
    solid = np.linalg.norm(np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]), axis=1) > 0
    count = int(solid.sum())
    return Part(
        triangles[solid], cells(normals)[solid], cells(coordinates)[solid], np.full(count, material, np.uint8),
        np.tile(np.array(tint, np.float64), (count, 1)),
    )  # fmt: skip
