"""What stands along a street: houses, trees, lamps, lights and signs."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from provender.core.seeds import Stream, stream
from provender.twin.frame import Kind
from provender.twin.maps.map import Building, Lamp, Map, Signal, Tree
from provender.twin.render.mesh.rings import filled
from provender.twin.render.mesh.shapes import (
    Array,
    Colour,
    Material,
    Part,
    ball,
    box,
    flat,
    joined,
    moved,
    quads,
    tube,
)  # fmt: skip

_WALLS: tuple[tuple[Material, Colour], ...] = (
    (Material.BRICK, (0.26, 0.1, 0.065)), (Material.BRICK, (0.32, 0.18, 0.11)), (Material.BRICK, (0.2, 0.14, 0.1)),
    (Material.PLASTER, (0.52, 0.46, 0.33)), (Material.PLASTER, (0.5, 0.5, 0.46)), (Material.PLASTER, (0.45, 0.3, 0.2)),
    (Material.PLASTER, (0.36, 0.4, 0.38)), (Material.PLASTER, (0.55, 0.5, 0.44)), (Material.PLASTER, (0.5, 0.4, 0.3)),
)  # fmt: skip
_WINDOW, _FLOOR = 2.5, 3.1  # m from one window to the next, along and up
_BARK: Colour = (0.09, 0.065, 0.045)
_POLE: Colour = (0.11, 0.12, 0.12)


def drawn(id: str) -> Stream:
    """A stream of draws for something that has only a name."""
    return stream(int.from_bytes(blake2b(id.encode(), digest_size=8).digest(), "little"), 0, "twin/looks")


def furniture(map: Map, lit: bool) -> Iterator[tuple[Kind, str, Part]]:
    """Kind, id and triangles of all that stands."""
    for house in map.buildings:
        yield Kind.BUILDING, house.id, building(house)
    for tree in map.trees:
        yield Kind.TREE, tree.id, _tree(tree)
    for lamp in map.lamps:
        yield Kind.POLE, lamp.id, _lamp(lamp, lit)
    for signal in map.signals:
        yield Kind.SIGN, signal.id, _signal(signal)


@lru_cache(maxsize=4096)  # by identity: a piece cut out of a map keeps its things
def building(house: Building) -> Part:
    """Walls whose surface coordinates count windows and floors, and a roof."""
    material, tint = drawn(house.id).choice(_WALLS)
    floors = max(round((house.height - house.base) / _FLOOR), 1)
    parts = [_wall(ring, house, (material, tint), floors) for ring in (house.outline, *house.holes)]
    roof = filled(house.outline)
    top = np.concatenate([roof, np.full((len(roof), 3, 1), house.height)], 2)
    parts.append(flat(top, Material.ROOF, (0.12, 0.08, 0.07)))
    return joined(parts)


def _wall(ring: Array, house: Building, look: tuple[Material, Colour], floors: int) -> Part:
    """One ring of walls, whole windows on each."""
    after = np.roll(ring, -1, axis=0)
    long = np.hypot(*(after - ring).T)
    count = np.maximum(np.round(long / _WINDOW), 0.4 * (long > 0))
    low, high = np.full(len(ring), house.base), np.full(len(ring), house.height)
    corners = np.stack([np.column_stack(one) for one in ((ring, low), (after, low), (after, high), (ring, high))], 1)
    start = np.arange(len(ring)) * 64.0  # so that walls of one house differ
    left, right, base, top = start, start + count, np.zeros(len(ring)), np.full(len(ring), float(floors))
    uv = np.stack([np.column_stack(one) for one in ((left, base), (right, base), (right, top), (left, top))], 1)
    return flat(quads(corners), look[0], look[1], quads(uv))


@lru_cache(maxsize=4096)
def _tree(tree: Tree) -> Part:
    """A trunk with boughs and a crown of several leafy clumps."""
    rng = drawn(tree.id)
    trunk = tree.height * 0.42
    green: Colour = (0.05 + rng.below(30) / 1000, 0.1 + rng.below(50) / 1000, 0.025)
    thick = 0.02 * tree.height
    parts = [tube((0, 0, -0.1), (0, 0, trunk + 1), (thick, thick * 0.7), material=Material.BARK, tint=_BARK)]
    if tree.leaf == "needleleaved":
        for share in (0.3, 0.5, 0.7, 0.88):
            wide = tree.crown / 2 * (1.15 - share)
            parts.append(
                ball((0, 0, tree.height * share), (wide, wide, tree.height * 0.16), Material.LEAVES, green, fine=7)
            )
    else:
        high = tree.height - trunk
        for clump in range(6):
            turn, out = rng.below(628) / 100, tree.crown * rng.between(8, 28) / 100
            at = (out * np.cos(turn), out * np.sin(turn), trunk + high * rng.between(35, 75) / 100)
            wide = tree.crown * rng.between(20, 32) / 100
            parts.append(ball(at, (wide, wide, min(wide * 0.9, tree.height - at[2])), Material.LEAVES, green, fine=6))
            if clump < 2:
                bough = (thick * 0.4, thick * 0.2)
                parts.append(tube((0, 0, trunk), at, bough, material=Material.BARK, tint=_BARK, sides=5))
    return joined(parts).placed(moved(float(tree.at[0]), float(tree.at[1]), 0, 0))


@lru_cache(maxsize=1024)
def _lamp(lamp: Lamp, lit: bool) -> Part:
    """A pole with an arm and a flat lantern."""
    high, arm = lamp.height, 1.3
    glow = Material.LAMP_LIT if lit else Material.LIGHT_OFF
    parts = [
        tube((0, 0, 0), (0, 0, high), (0.08, 0.05), material=Material.METAL, tint=_POLE),
        tube((0, 0, high), (arm, 0, high + 0.12), (0.04, 0.035), material=Material.METAL, tint=_POLE, sides=6),
        box((0.6, 0.24, 0.08), (arm, 0, high + 0.14), Material.METAL, _POLE),
        box((0.5, 0.18, 0.03), (arm, 0, high + 0.085), glow, (0.6, 0.6, 0.6)),
    ]
    return joined(parts).placed(moved(float(lamp.at[0]), float(lamp.at[1]), 0, lamp.heading))


def _signal(signal: Signal) -> Part:
    """Traffic lights, or a round sign, on a pole; they face those who come."""
    pole = tube((0, 0, 0), (0, 0, 3.0), (0.05, 0.05), material=Material.METAL, tint=_POLE)
    if signal.kind != "lights":
        plate = tube(
            (0.05, 0, 2.4), (0.07, 0, 2.4), (0.3, 0.3), material=Material.SIGN, tint=(0.5, 0.05, 0.04), sides=16
        )
        parts = [pole, plate]
    else:
        parts = [pole, box((0.25, 0.3, 0.9), (0.1, 0, 2.75), Material.METAL, (0.02, 0.02, 0.02))]
        red = drawn(signal.id).chance(1, 2)
        for place, colour, on in (
            (3.03, (0.7, 0.03, 0.02), red),
            (2.75, (0.6, 0.4, 0.02), False),
            (2.47, (0.02, 0.6, 0.2), not red),
        ):
            dot = Material.SIGNAL_LIT if on else Material.LIGHT_OFF
            parts.append(ball((0.24, 0, place), (0.03, 0.09, 0.09), dot, colour, fine=6))
    turned = moved(float(signal.at[0]), float(signal.at[1]), 0, signal.heading + np.pi)
    return joined(parts).placed(turned)
