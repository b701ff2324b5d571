"""Rings filled with triangles by cutting ears."""

import numpy as np

from provender.twin.maps.geometry import area
from provender.twin.render.mesh.shapes import Array


def filled(ring: Array) -> Array:
    """(n - 2, 3, 2) triangles that fill a ring (n, 2), counter-clockwise; holes are not seen.

    A ring that cannot be cut further (it crosses itself) is left as far as it came.
    Source: G. H. Meisters, Polygons have ears, 1975.
    """
    left = list(range(len(ring)))
    if area(ring) < 0:
        left.reverse()
    found: list[tuple[int, int, int]] = []
    while len(left) > 3:
        ear = next((place for place in range(len(left)) if _is_ear(ring, left, place)), None)
        if ear is None:
            break
        found.append((left[ear - 1], left[ear], left[(ear + 1) % len(left)]))
        del left[ear]
    if len(left) == 3:
        found.append((left[0], left[1], left[2]))
    return ring[np.array(found, np.int64).reshape(-1, 3)]


def _is_ear(ring: Array, left: list[int], place: int) -> bool:
    """Whether a corner sticks out and no other corner lies in its triangle."""
    a, b, c = ring[left[place - 1]], ring[left[place]], ring[left[(place + 1) % len(left)]]
    if _turn(a, b, c[None])[0] <= 1e-12:
        return False
    taken = {left[place - 1], left[place], left[(place + 1) % len(left)]}
    rest = ring[[one for one in left if one not in taken]]
    within = (_turn(a, b, rest) > 0) & (_turn(b, c, rest) > 0) & (_turn(c, a, rest) > 0)
    return not within.any()


def _turn(a: Array, b: Array, c: Array) -> Array:
    """Twice the signed area of a, b and each of c (n, 2)."""
    turned: Array = (b[0] - a[0]) * (c[:, 1] - a[1]) - (b[1] - a[1]) * (c[:, 0] - a[0])
    return turned
