"""What surfaces look like close up: a texture for each material, made from hashes of where one looks, never from files.

Every function is compiled by numba. `detail` is the size of a pixel on the surface in metres: finer patterns are
faded out before they would flicker. What is called with numbers written out says of which types it is: else it would
be compiled anew for every one of them.
"""

import numpy as np
from numba import njit

from provender.twin.render.mesh.shapes import Material

_EARTH, _ASPHALT, _PAVING, _KERB, _GRASS = (
    int(Material[name]) for name in ("EARTH", "ASPHALT", "PAVING", "KERB", "GRASS")
)
_WATER, _MARKING, _BRICK, _PLASTER = (int(Material[name]) for name in ("WATER", "MARKING", "BRICK", "PLASTER"))
_ROOF, _BARK, _LEAVES, _CYCLEWAY = (int(Material[name]) for name in ("ROOF", "BARK", "LEAVES", "CYCLEWAY"))
_SKIN, _HAIR, _CLOTH, _BALL, _FUR, _CARD = (
    int(Material[name]) for name in ("SKIN", "HAIR", "CLOTH", "BALL", "FUR", "CARD")
)


@njit("f8(i8, i8, i8)", cache=True)
def chance(x: int, y: int, seed: int) -> float:
    """A number in [0, 1) for a cell of the plane."""
    h = (x * 374761393 + y * 668265263 + seed * 1274126177) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    h = ((h ^ (h >> 16)) * 2246822519) & 0xFFFFFFFF
    return ((h ^ (h >> 15)) & 0xFFFFFF) / 16777216.0


@njit("f8(f8, f8, i8)", cache=True)
def noise(x: float, y: float, seed: int) -> float:
    """Smooth noise of the plane, mean 0, in [-1, 1], cells of one unit."""
    i, j = int(np.floor(x)), int(np.floor(y))
    u, v = x - i, y - j
    u, v = u * u * (3 - 2 * u), v * v * (3 - 2 * v)
    low = chance(i, j, seed) * (1 - u) + chance(i + 1, j, seed) * u
    high = chance(i, j + 1, seed) * (1 - u) + chance(i + 1, j + 1, seed) * u
    return 2 * (low * (1 - v) + high * v) - 1


@njit("f8(f8, f8, f8, f8)", cache=True)
def grain(x: float, y: float, size: float, detail: float) -> float:
    """Noise with cells of `size` metres, faded where pixels are larger than them."""
    fade = 1.0 - detail / size
    return 0.0 if fade <= 0 else fade * noise(x / size, y / size, 7)


@njit("f8(f8, f8, f8)", cache=True)
def line(place: float, wide: float, detail: float) -> float:
    """How much of a pixel a joint covers that lies at every whole number; `wide` and `detail` in the same unit."""
    off = abs(place - np.floor(place + 0.5))
    soft = max(detail, 1e-4)
    cover = min(max((wide / 2 + soft / 2 - off) / soft, 0.0), 1.0)
    return cover * min(1.0, wide / soft)


@njit(cache=True)
def ground(material: int, x: float, y: float, detail: float) -> float:
    """What the tint of ground is multiplied by at x, y metres."""
    broad = 0.16 * noise(x * 0.31, y * 0.31, 3) + 0.1 * noise(x * 1.3, y * 1.3, 4)
    if material in (_ASPHALT, _CYCLEWAY):
        patch = 0.16 if chance(int(np.floor(x / 5.0)), int(np.floor(y / 3.0)), 5) > 0.86 else 0.0
        fine = 0.34 * grain(x, y, 0.022, detail) + 0.16 * grain(x, y, 0.09, detail)
        crack = abs(noise(x * 0.42 + 1.5 * noise(x, y, 8), y * 0.42, 9))
        dark = 0.35 * max(0.0, 1 - crack / (0.012 + detail)) * min(1.0, 0.02 / (detail + 1e-4))
        return (1 + broad - patch + fine) * (1 - dark)
    if material == _PAVING:
        row = y / 0.4
        shift = 0.5 if int(np.floor(row)) & 1 else 0.0
        column = x / 0.5 + shift
        joint = max(line(row, 0.03, detail / 0.4), line(column, 0.024, detail / 0.5))
        stone = 0.22 * (chance(int(np.floor(column)), int(np.floor(row)), 11) - 0.5) * min(1.0, 0.3 / (detail + 1e-4))
        return (1 + 0.6 * broad + stone + 0.15 * grain(x, y, 0.03, detail)) * (1 - 0.5 * joint)
    if material == _GRASS:
        return 1 + 2.0 * broad + 0.5 * grain(x, y, 0.05, detail) + 0.4 * grain(x, y, 0.3, detail)
    if material == _MARKING:
        worn = noise(x * 2.1, y * 2.1, 12) + 0.6 * grain(x, y, 0.08, detail)
        return 1 - 0.45 * max(0.0, worn)
    return 1 + 1.3 * broad + 0.25 * grain(x, y, 0.06, detail)


@njit(cache=True)
def wall(material: int, along: float, high: float, detail: float) -> float:
    """What the tint of a wall is multiplied by; metres along and up."""
    dirt = 0.13 * noise(along * 0.5, high * 0.22, 21) + 0.07 * noise(along * 3.1, high * 0.8, 22)
    damp = 0.28 * max(0.0, 1 - high / (0.7 + 0.4 * noise(along * 0.9, 0.0, 23)))
    if material == _BRICK:
        row = high / 0.075
        shift = 0.5 if int(np.floor(row)) & 1 else 0.0
        column = along / 0.22 + shift
        joint = max(line(row, 0.15, detail / 0.075), line(column, 0.05, detail / 0.22))
        stone = 0.5 * (chance(int(np.floor(column)), int(np.floor(row)), 24) - 0.5) * min(1.0, 0.06 / (detail + 1e-4))
        return (1 + dirt + stone - damp) * (1 - joint) + 1.55 * joint
    return 1 + dirt - damp + 0.1 * grain(along, high, 0.02, detail)


@njit(cache=True)
def thing(material: int, u: float, v: float, detail: float) -> float:
    """What the tint of anything smaller is multiplied by; metres along and around."""
    shade = 1.0
    if material == _CLOTH:
        shade += 0.25 * grain(u, v, 0.012, detail) + 0.3 * grain(u * 2.2, v * 0.6, 0.09, detail)
    elif material == _LEAVES:
        shade += 0.9 * grain(u, v, 0.16, detail) + 0.6 * grain(u, v, 0.5, detail)
    elif material == _BARK:
        shade += 0.5 * grain(u * 4, v * 0.5, 0.05, detail)
    elif material in (_HAIR, _FUR):
        shade += 0.5 * grain(u, v * 3, 0.02, detail)
    elif material == _SKIN:
        shade += 0.07 * grain(u, v, 0.02, detail)
    elif material == _BALL:
        shade += 0.7 * (int(np.floor(u / 0.055)) & 1)
    elif material == _CARD:
        shade = (1 + 0.15 * grain(u, v, 0.1, detail)) * (1 - 0.3 * line(u / 0.5, 0.02, detail / 0.5))
    return shade
