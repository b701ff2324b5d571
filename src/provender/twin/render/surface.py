"""From hits to surfaces: where, which way they face, what they reflect and what they give off."""

from typing import NamedTuple

import numpy as np
from numba import njit

from provender.twin.render.mesh.build import Mesh
from provender.twin.render.mesh.shapes import Material
from provender.twin.render.rays import Hits, Single
from provender.twin.render.textures import _BRICK, _PLASTER, chance, ground, noise, thing, wall
from provender.twin.render.weather.snow import snowed

_LAST_GROUND = int(Material.MARKING)
_WATER, _GLASS, _PAINT, _RIM = (int(Material[name]) for name in ("WATER", "GLASS", "PAINT", "RIM"))
_LAMP, _HEAD, _TAIL, _SIGNAL = (int(Material[name]) for name in ("LAMP_LIT", "HEAD_LIT", "TAIL_LIT", "SIGNAL_LIT"))
_PLATE, _SIGN, _MARKING, _CYCLEWAY = (int(Material[name]) for name in ("PLATE", "SIGN", "MARKING", "CYCLEWAY"))
_METAL = int(Material.METAL)


class Look(NamedTuple):
    """What surfaces look like depends on.

    Attributes:
        pixel: metres that a pixel covers at one metre.
        wet: 0 to 1, how wet the ground is.
        lit: share of windows behind which there is light.
        snow: 0 to 1, how thickly snow lies.
    """

    pixel: float
    wet: float
    lit: float
    snow: float


class Surfaces(NamedTuple):
    """n points that are looked at.

    Attributes:
        at, normal: (n, 3) metres from the origin; unit vectors towards the viewer.
        albedo, glow: (n, 3) what is reflected in all directions, and given off.
        gloss: (n, 3) roughness 0 to 1, share that is mirrored head-on, share that returns to its light.
    """

    at: Single
    normal: Single
    albedo: Single
    glow: Single
    gloss: Single


def surfaces(mesh: Mesh, hits: Hits, rays: tuple[Single, Single], look: Look) -> Surfaces:
    """The points hit by rays (starts, ways)."""
    count = len(hits.triangle)
    made = Surfaces(*(np.zeros((count, 3), np.float32) for _ in range(5)))
    arrays = (mesh.normals, mesh.uv, mesh.tint)
    _surfaces((*arrays, mesh.material, mesh.seed), (hits, rays), look, made)
    return made


@njit(cache=True)
def _window(u, v, seed):  # type: ignore[no-untyped-def]
    """Of a facade at window u along and floor v up: 0 wall, 1 frame or sill, 2 pane; and whether somebody is in."""
    i, j = int(np.floor(u)), int(np.floor(v))
    x, y = u - i, v - j
    door = j == 0 and chance(i, 0, seed + 5) < 0.22
    shop = j == 0 and chance(0, 1, seed + 9) < 0.3
    left, right, low, high = 0.28, 0.72, 0.3, 0.82
    if door:
        left, right, low, high = 0.32, 0.68, 0.0, 0.74
    elif shop:
        left, right, low, high = 0.08, 0.92, 0.14, 0.84
    lived = chance(i, j, seed + 1)
    if not (left < x < right and low < y < high):
        near = left - 0.035 < x < right + 0.035 and low - 0.045 < y < high + 0.025
        return (1 if near else 0), lived
    frame = min(x - left, right - x) < 0.022 or min(y - low, high - y) < 0.02
    if not shop:
        frame = frame or abs(x - 0.5) < 0.012 or (not door and abs(y - 0.64) < 0.012)
    return (1 if frame else 3 if door else 2), lived


@njit(cache=True)
def _facade(material, place, look, out):  # type: ignore[no-untyped-def]
    """Albedo factor, glow and gloss of a wall; `look` is seed, detail, share of lit windows; `out` (3, 3) is filled."""
    seed, detail, lit = look
    u, v = place
    what, lived = _window(u, v, seed)
    if what == 0:
        out[0, :] *= wall(material, u * 2.5, v * 3.1, detail)
        return
    if what == 1:
        out[0, :] = 0.42 if chance(3, 3, seed) < 0.7 else 0.12
        return
    if what == 3:
        out[0, 0], out[0, 1], out[0, 2] = 0.09, 0.05, 0.03
        out[2, 0], out[2, 1] = 0.5, 0.02
        return
    out[0, :] = 0.012
    out[2, 0], out[2, 1] = 0.04, 0.06
    if lived < lit:
        curtain = 0.55 + 0.45 * noise(u * 9.0, v * 1.5, seed)
        warm = chance(int(np.floor(u)), int(np.floor(v)), seed + 2)
        level = (
            (0.05 + 0.11 * chance(int(np.floor(u)), int(np.floor(v)), seed + 3))
            * curtain
            * (0.6 + 0.4 * (v - np.floor(v)))
        )
        out[1, 0], out[1, 1], out[1, 2] = level, level * (0.62 + 0.2 * warm), level * (0.28 + 0.4 * warm)
    elif lived > 0.7:
        out[0, :] = 0.2 * (0.8 + 0.2 * noise(u * 16.0, 0.0, seed))


@njit(cache=True)
def _material(material, uv, look, out):  # type: ignore[no-untyped-def]
    """Fills albedo (in: tint), glow and gloss; `look` is seed, detail, wet, share of lit windows."""
    seed, detail, wet, lit = look
    if material in (_BRICK, _PLASTER):
        out[2, 0], out[2, 1] = 0.9, 0.0
        _facade(material, uv, (seed, detail, lit), out)
    elif material <= _LAST_GROUND or material == _CYCLEWAY:
        x, y = uv
        out[0, :] *= max(ground(material, x, y, detail), 0.2)
        pool = min(max(wet * 1.5 - 0.35 + 0.5 * noise(x * 0.35, y * 0.35, 31), 0.0), 1.0) if wet > 0 else 0.0
        out[0, :] *= 1 - 0.45 * wet
        out[2, 0] = 0.9 - 0.5 * wet - 0.36 * pool
        out[2, 1] = 0.02 * wet + 0.02 * pool
        if material == _MARKING:
            out[2, 2] = 0.25
        if material == _WATER:
            out[2, 0], out[2, 1] = 0.05, 0.04
    else:
        out[0, :] *= max(thing(material, uv[0], uv[1], detail), 0.1)
        _made(material, out)


@njit(cache=True)
def _made(material, out):  # type: ignore[no-untyped-def]
    """Gloss and glow of made things."""
    if material == _PAINT:
        out[2, 0], out[2, 1] = 0.18, 0.05
    elif material == _GLASS:
        out[2, 0], out[2, 1] = 0.03, 0.08
    elif material in (_RIM, _METAL):
        out[2, 0], out[2, 1] = 0.35, 0.12
    elif material in (_PLATE, _SIGN):
        out[2, 2] = 6.0
    elif material == _LAMP:
        out[1, 0], out[1, 1], out[1, 2] = 5.0, 3.4, 1.9
    elif material == _HEAD:
        out[1, 0], out[1, 1], out[1, 2] = 6.0, 5.8, 5.2
    elif material == _TAIL:
        out[1, 0], out[1, 1], out[1, 2] = 0.55, 0.02, 0.012
    elif material == _SIGNAL:
        for c in range(3):
            out[1, c] = 1.2 * out[0, c]


@njit(cache=True)
def _surfaces(arrays, found, look, made):  # type: ignore[no-untyped-def]
    """Each point in turn."""
    normals, uvs, tint, materials, seeds = arrays
    (triangle, distance, us, vs), (starts, ways) = found
    pixel, wet, lit, snow = look
    out = np.zeros((3, 3), np.float32)
    uv = np.zeros(2, np.float32)
    for n in range(len(triangle)):
        k = triangle[n]
        if k < 0:
            continue
        a, b = us[n], vs[n]
        c = 1 - a - b
        facing = 0.0
        length = 0.0
        for axis in range(3):
            made.at[n, axis] = starts[n, axis] + distance[n] * ways[n, axis]
            made.normal[n, axis] = c * normals[k, 0, axis] + a * normals[k, 1, axis] + b * normals[k, 2, axis]
            facing += made.normal[n, axis] * ways[n, axis]
            length += made.normal[n, axis] ** 2
        scale = (-1.0 if facing > 0 else 1.0) / max(np.sqrt(length), 1e-9)
        for axis in range(3):
            made.normal[n, axis] *= scale
        for axis in range(2):
            uv[axis] = c * uvs[k, 0, axis] + a * uvs[k, 1, axis] + b * uvs[k, 2, axis]
        slant = max(-facing * scale if facing < 0 else facing * abs(scale), 0.06)
        out[0, :] = tint[k]
        out[1, :] = 0
        out[2, 0], out[2, 1], out[2, 2] = 0.9, 0.0, 0.0
        detail = pixel * distance[n] / np.sqrt(slant)
        place = (uv[0], uv[1])
        _material(materials[k], place, (seeds[k], detail, wet, lit), out)
        if snow > 0:
            snowed(materials[k], place, (snow, made.normal[n, 2], detail), out)
        for axis in range(3):
            made.albedo[n, axis] = min(out[0, axis], 0.9)
            made.glow[n, axis] = out[1, axis]
            made.gloss[n, axis] = out[2, axis]
