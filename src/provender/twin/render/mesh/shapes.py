"""Triangles, and the shapes that everything is put together from.

A `Part` is a bag of triangles in metres: corners `(n, 3, 3)`, a normal at each corner `(n, 3, 3)`, surface coordinates
`(n, 3, 2)` in metres unless the material says otherwise, and a material and a tint for each triangle.
"""

from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

Array = npt.NDArray[np.float64]
Colour = tuple[float, float, float]  # linear albedo, 0 to 1


class Material(IntEnum):
    """What a surface is made of; the shader knows a texture for each."""

    EARTH = 1
    ASPHALT = 2
    PAVING = 3
    KERB = 4
    GRASS = 5
    WATER = 6
    MARKING = 7
    BRICK = 8  # surface coordinates count windows along and floors up
    PLASTER = 9  # as BRICK
    ROOF = 10
    BARK = 11
    LEAVES = 12
    METAL = 13
    LAMP_LIT = 14
    PAINT = 15
    GLASS = 16
    RUBBER = 17
    RIM = 18
    LIGHT_OFF = 19
    HEAD_LIT = 20
    TAIL_LIT = 21
    PLATE = 22
    SKIN = 23
    HAIR = 24
    CLOTH = 25
    BALL = 26
    FUR = 27
    CARD = 28
    SIGN = 29
    CYCLEWAY = 30
    SIGNAL_LIT = 31


class Part(NamedTuple):
    """Triangles of one thing."""

    corners: Array
    normals: Array
    uv: Array
    material: npt.NDArray[np.uint8]
    tint: Array  # (n, 3)

    def placed(self, move: Array) -> "Part":
        """The part turned and moved by a (4, 4) rigid transform."""
        return self._replace(corners=self.corners @ move[:3, :3].T + move[:3, 3], normals=self.normals @ move[:3, :3].T)


def joined(parts: Sequence[Part]) -> Part:
    """Several parts as one."""
    return Part(*(np.concatenate(group) for group in zip(*parts, strict=True)))


def flat(corners: Array, material: Material, tint: Colour, uv: Array | None = None) -> Part:
    """Triangles (n, 3, 3) with the normals of their planes; surface coordinates are x and y unless given."""
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    count = len(corners)
    uv = corners[..., :2] if uv is None else uv
    materials = np.full(count, material, np.uint8)
    return Part(
        corners, np.repeat(normal[:, None], 3, 1), uv, materials, np.tile(np.array(tint, np.float64), (count, 1))
    )


def quads(points: Array) -> Array:
    """(n, 4, 3) corners in order -> (2 n, 3, 3) triangles."""
    return points[:, [[0, 1, 2], [0, 2, 3]]].reshape(-1, 3, points.shape[-1])


def box(size: Sequence[float], at: Sequence[float], material: Material, tint: Colour) -> Part:
    """A box (length, width, height) with its middle at a place."""
    signs = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float64)
    faces = []
    for axis in range(3):
        for side in (-1.0, 1.0):
            face = np.zeros((4, 3))
            face[:, [(axis + 1) % 3, (axis + 2) % 3]] = signs if side > 0 else signs[::-1]
            face[:, axis] = side
            faces.append(face)
    corners = np.array(faces) / 2 * np.array(size) + np.array(at)
    uv = quads(np.array([face[:, [(axis // 2 + 1) % 3, (axis // 2 + 2) % 3]] for axis, face in enumerate(corners)]))
    return flat(quads(corners), material, tint, uv)


def skin(rings: Array, material: Material, tint: Colour) -> Part:
    """A smooth closed surface over rings (m, k, 3); a ring may shrink to a point.

    The rings run anticlockwise seen from where the last one lies.
    """
    corners, normals, uv = _skin(np.ascontiguousarray(rings, np.float64))
    count = len(corners)
    tints = np.tile(np.array(tint, np.float64), (count, 1))
    return Part(corners, normals, uv, np.full(count, material, np.uint8), tints)


@njit(cache=True)
def _skin(rings):  # type: ignore[no-untyped-def]
    """Corners and normals (n, 3, 3), and surface coordinates (n, 3, 2) in metres around and along."""
    rows, many = rings.shape[:2]
    normal = _ring_normals(rings, _spine(rings))
    around, along = np.zeros(many + 1), np.zeros(rows)
    for k in range(many):
        wide = 0.0
        for row in range(rows):
            wide = max(wide, _apart(rings[row, (k + 1) % many], rings[row, k]))
        around[k + 1] = around[k] + wide
    for row in range(1, rows):
        long = 0.0
        for k in range(many):
            long = max(long, _apart(rings[row, k], rings[row - 1, k]))
        along[row] = along[row - 1] + long
    count = 2 * (rows - 1) * many
    corners, normals, uv = np.empty((count, 3, 3)), np.empty((count, 3, 3)), np.empty((count, 3, 2))
    for n in range(count):
        row, k, half = n // (2 * many), n // 2 % many, n % 2
        for corner in range(3):
            up = corner + half >= 2  # (0, 0), (0, 1), (1, 1) and (0, 0), (1, 1), (1, 0)
            right = corner > 0 and corner + half < 3
            for c in range(3):
                corners[n, corner, c] = rings[row + up, (k + right) % many, c]
                normals[n, corner, c] = normal[row + up, (k + right) % many, c]
            uv[n, corner, 0], uv[n, corner, 1] = around[k + right], along[row + up]
    return corners, normals, uv


@njit(cache=True)
def _spine(rings):  # type: ignore[no-untyped-def]
    """(m, 3) unit vectors along the middles of rings."""
    rows, many = rings.shape[:2]
    middle, axis = np.zeros((rows, 3)), np.empty((rows, 3))
    for row in range(rows):
        for k in range(many):
            for c in range(3):
                middle[row, c] += rings[row, k, c] / many
    for row in range(rows):
        for c in range(3):
            axis[row, c] = middle[min(row + 1, rows - 1), c] - middle[max(row - 1, 0), c]
        long = max(_long(axis[row]), 1e-12)
        for c in range(3):
            axis[row, c] /= long
    return axis


@njit(cache=True)
def _long(way):  # type: ignore[no-untyped-def]
    """Length of a vector."""
    return np.sqrt(way[0] ** 2 + way[1] ** 2 + way[2] ** 2)


@njit(cache=True)
def _ring_normals(rings, axis):  # type: ignore[no-untyped-def]
    """(m, k, 3) outward unit normals; along the axis where a ring has shrunk to a point."""
    rows, many = rings.shape[:2]
    normals = np.empty_like(rings)
    ahead, around = np.empty(3), np.empty(3)
    for row in range(rows):
        before, after = max(row - 1, 0), min(row + 1, rows - 1)
        outward = -1.0 if row * 2 < rows else 1.0
        for k in range(many):
            for c in range(3):
                ahead[c] = (rings[after, k, c] - rings[before, k, c]) / (after - before)
                around[c] = rings[row, (k + 1) % many, c] - rings[row, k - 1, c]
            for c in range(3):
                i, j = (c + 1) % 3, (c + 2) % 3
                normals[row, k, c] = around[i] * ahead[j] - around[j] * ahead[i]
            long = np.sqrt(normals[row, k, 0] ** 2 + normals[row, k, 1] ** 2 + normals[row, k, 2] ** 2)
            for c in range(3):
                normals[row, k, c] = normals[row, k, c] / long if long > 1e-9 else outward * axis[row, c]
    return normals


@njit(cache=True)
def _apart(one, two):  # type: ignore[no-untyped-def]
    """Metres between two points."""
    return np.sqrt((one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2 + (one[2] - two[2]) ** 2)


@cache
def circle(count: int) -> Array:
    """(count, 2) points of the unit circle, anticlockwise."""
    angle = np.arange(count) * (2 * np.pi / count)
    return np.stack([np.cos(angle), np.sin(angle)], 1)


def tube(
    start: Sequence[float] | Array, end: Sequence[float] | Array, radii: tuple[float, float], **given: object
) -> Part:
    """A tapered limb with round ends, from one radius to another.

    Args:
        given: material, tint; flatten, how much narrower it is across the way of x; sides.
    """
    ends = np.array((start, end), np.float64)
    flatten, sides = float(str(given.get("flatten", 1.0))), int(str(given.get("sides", 8)))
    return skin(_rings(ends, radii, flatten, circle(sides)), given["material"], given["tint"])  # type: ignore[arg-type]


@njit(cache=True)
def _rings(ends, radii, flatten, ring):  # type: ignore[no-untyped-def]
    """(8, k, 3) the rings of a limb: four on each of the half balls at its ends."""
    way, one, two = np.zeros(3), np.zeros(3), np.zeros(3)
    long = _apart(ends[1], ends[0])
    for c in range(3):
        way[c] = (ends[1, c] - ends[0, c]) / long
    other = 1 if abs(way[1]) < 0.9 else 0
    one[(other + 1) % 3], one[(other + 2) % 3] = -way[(other + 2) % 3], way[(other + 1) % 3]
    wide = _long(one)
    for c in range(3):
        one[c] /= wide
    for c in range(3):
        two[c] = way[(c + 1) % 3] * one[(c + 2) % 3] - way[(c + 2) % 3] * one[(c + 1) % 3]
    rings = np.empty((8, len(ring), 3))
    for row in range(8):
        turn = np.pi / 6 * (row - 3 if row < 4 else row - 4)
        radius = radii[0] if row < 4 else radii[1]
        along = np.sin(turn) * radius + (0.0 if row < 4 else long)
        wide = 0.0 if row in (0, 7) else np.cos(turn) * radius
        for k in range(len(ring)):
            for c in range(3):
                spread = ring[k, 0] * one[c] * flatten + ring[k, 1] * two[c]
                rings[row, k, c] = ends[0, c] + along * way[c] + wide * spread
    return rings


def ball(at: Sequence[float], radii: Sequence[float], material: Material, tint: Colour, *, fine: int = 10) -> Part:
    """An ellipsoid."""
    turn = np.linspace(-np.pi / 2, np.pi / 2, fine)
    wide = np.cos(turn)
    wide[[0, -1]] = 0.0
    ring = circle(2 * fine - 4)
    rings = np.concatenate([wide[:, None, None] * ring[None], np.repeat(np.sin(turn)[:, None, None], len(ring), 1)], 2)
    return skin(rings * np.array(radii) + np.array(at), material, tint)


def moved(x: float, y: float, z: float, heading: float) -> Array:
    """The (4, 4) transform to a pose."""
    cos, sin = np.cos(heading), np.sin(heading)
    return np.array([[cos, -sin, 0, x], [sin, cos, 0, y], [0, 0, 1, z], [0, 0, 0, 1]], np.float64)
