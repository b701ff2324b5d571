"""Labels of a frame from what its rays hit."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from numba import njit

from provender.twin.frame import DEPTH_STEPS, KIND_OF, Thing
from provender.twin.render.mesh.build import Mesh
from provender.twin.render.mesh.shapes import Array
from provender.twin.render.rays import Hits, Single
from provender.twin.render.view import View
from provender.twin.scene import Actor, Scene

_FAR = 255.0  # m
_NEAR = 0.3  # m
_LUMA = np.array([0.2126, 0.7152, 0.0722])
_RING = 4  # pixels around a thing that it is held against

Box = tuple[int, int, int, int]
Mask = npt.NDArray[np.bool_]


def pixel_labels(
    hits: Hits, normals: Single, of: tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint16]], size: tuple[int, int]
) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint8], npt.NDArray[np.uint8], npt.NDArray[np.uint16]]:
    """Depth, normal, class and instance of each pixel of a picture (h, w), as `twin/frame.py` writes them.

    Args:
        normals: (h w, 3) unit vectors where the rays met.
        of: class and instance of each triangle.
    """
    depth, instance = np.zeros(size, np.uint16), np.zeros(size, np.uint16)
    normal, kind = np.zeros((*size, 3), np.uint8), np.zeros(size, np.uint8)
    _pixels(hits, normals, of, (depth.reshape(-1), normal.reshape(-1, 3), kind.reshape(-1), instance.reshape(-1)))
    return depth, normal, kind, instance


@njit(cache=True)
def _pixels(hits, normals, of, out):  # type: ignore[no-untyped-def]
    """Fills in each in turn; ways are one metre ahead long, so distances are metres along the axis."""
    depth, normal, kind, instance = out
    for n in range(len(hits.triangle)):
        k = hits.triangle[n]
        if k < 0:
            continue
        kind[n], instance[n] = of[0][k], of[1][k]
        if hits.distance[n] <= _FAR:
            depth[n] = max(int(np.rint(np.float64(hits.distance[n]) * DEPTH_STEPS)), 1)
        for c in range(3):
            normal[n, c] = int(np.rint(128.0 + 127.0 * np.float64(normals[n, c])))


def things(scene: Scene, view: View, mesh: Mesh, seen: tuple[npt.NDArray[np.uint16], Single, float]) -> Iterator[Thing]:
    """Every actor that alone would have a pixel in the picture.

    Args:
        seen: instances of the pixels, the radiance that came to each, and the time.
    """
    instance, light, time = seen
    bright = light @ _LUMA
    poses = scene.at(time)
    order = np.argsort(mesh.instance, kind="stable")
    starts = np.searchsorted(mesh.instance[order], np.arange(len(scene.actors) + 2))
    for number, actor in enumerate(scene.actors, 1):
        corners = mesh.corners[order[starts[number] : starts[number + 1]]]
        if actor.id == view.camera.rides or not len(corners):
            continue
        found = _alone(corners, view, (instance, number))
        if found is None:
            continue
        whole, mask = found
        x0, y0, x1, y1 = whole
        own = int((instance[y0:y1, x0:x1] == number).sum())
        solid = _solid(actor, poses[actor.id], view)
        gone = float(np.linalg.norm(solid[:3]))
        yield Thing(
            instance=number,
            id=actor.id,
            kind=KIND_OF[actor.kind].name.lower(),
            box=_box(instance, number, whole),
            whole=whole,
            solid=solid,
            shown=own / int(mask.sum()),
            clear=float(np.exp(-scene.weather.fog * gone)),
            contrast=_contrast((instance, number), whole, bright) if own else 0.0,
            mask=np.packbits(mask).tobytes(),
        )


def _alone(corners: Single, view: View, seen_as: tuple[npt.NDArray[np.uint16], int]) -> tuple[Box, Mask] | None:
    """The box of an actor's pixels as if nothing hid them, and which of the box they are.

    Args:
        seen_as: instances of the pixels, and the actor's own number.
    """
    wide, high = view.camera.pixels
    seen = np.stack([corners @ view.right, -(corners @ view.up), corners @ view.ahead], -1)
    if seen[..., 2].min() < _NEAR:
        seen = _before(seen)
        if not len(seen):
            return None
    place = seen[..., :2] / seen[..., 2:] * view.camera.focal + [wide / 2, high / 2]
    flat = place.reshape(-1, 2)
    left, top = np.clip(np.floor(flat.min(0)), 0, [wide, high]).astype(int)
    right, low = np.clip(np.ceil(flat.max(0)), 0, [wide, high]).astype(int)
    if right <= left or low <= top:
        return None
    mask = _filled(place, int(left), int(top), np.zeros((low - top, right - left), np.bool_))
    instance, number = seen_as
    mask |= instance[top:low, left:right] == number  # whatever the rounding of rays
    if not mask.any():
        return None
    x0, y0, x1, y1 = around(mask)
    return (int(left) + x0, int(top) + y0, int(left) + x1, int(top) + y1), mask[y0:y1, x0:x1]


@njit(cache=True)
def _before(triangles):  # type: ignore[no-untyped-def]
    """(m, 3, 3) what of triangles (n, 3, 3) lies farther ahead than the nearest that is looked at.

    Source: I. E. Sutherland and G. W. Hodgman, Reentrant polygon clipping, 1974.
    """
    found = np.empty((2 * len(triangles), 3, 3))
    count = 0
    ring = np.empty((4, 3))
    for n in range(len(triangles)):
        many = 0
        for k in range(3):
            one, two = triangles[n, k], triangles[n, (k + 1) % 3]
            if one[2] >= _NEAR:
                ring[many] = one
                many += 1
            if (one[2] >= _NEAR) != (two[2] >= _NEAR):
                ring[many] = one + (two - one) * ((_NEAR - one[2]) / (two[2] - one[2]))
                many += 1
        for k in range(1, many - 1):
            found[count, 0], found[count, 1], found[count, 2] = ring[0], ring[k], ring[k + 1]
            count += 1
    return found[:count]


@njit(cache=True)
def _filled(triangles, left, top, mask):  # type: ignore[no-untyped-def]
    """Sets the pixels of a mask, whose corner is at left, top, that have their middle in a triangle (n, 3, 2)."""
    high, wide = mask.shape
    for n in range(len(triangles)):
        one = triangles[n] - np.array([left + 0.5, top + 0.5])  # middles of pixels are whole numbers
        first, last = max(int(np.ceil(one[:, 0].min())), 0), min(int(np.floor(one[:, 0].max())), wide - 1)
        for row in range(max(int(np.ceil(one[:, 1].min())), 0), min(int(np.floor(one[:, 1].max())), high - 1) + 1):
            _fill_row(one, mask[row, first : last + 1], first, row)
    return mask


@njit(cache=True)
def _fill_row(triangle, pixels, first, row):  # type: ignore[no-untyped-def]
    """Sets those pixels of a row that are on the same side of a triangle's three sides, or on one."""
    (ax, ay), (bx, by), (cx, cy) = triangle
    turn = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    for at in range(len(pixels)):
        x, y = first + at, row
        one = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) * turn
        two = ((cx - bx) * (y - by) - (cy - by) * (x - bx)) * turn
        three = ((ax - cx) * (y - cy) - (ay - cy) * (x - cx)) * turn
        if one >= 0 and two >= 0 and three >= 0 and turn != 0:
            pixels[at] = True


def around(mask: Mask) -> Box:
    """x, y, x, y around a mask; zeros when it is empty."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(rows):
        return (0, 0, 0, 0)
    return (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def _solid(actor: Actor, pose: Array, view: View) -> tuple[float, float, float, float, float, float, float]:
    """The 3D box in the camera's axes."""
    middle = pose[:3] + np.array([0, 0, actor.size.height / 2])
    right, down, ahead = (float(part) for part in view.seen(middle[None])[0])
    turn = float((pose[3] - view.turn + np.pi) % (2 * np.pi) - np.pi)
    length, width, height = (float(part) for part in actor.size)
    return (right, down, ahead, length, width, height, turn)


def _box(instance: npt.NDArray[np.uint16], number: int, whole: Box) -> Box:
    """The box of what is visible of an actor, which lies within its whole box."""
    left, top, right, low = whole
    x0, y0, x1, y1 = around(instance[top:low, left:right] == number)
    return (left + x0, top + y0, left + x1, top + y1) if x1 else (0, 0, 0, 0)


def _contrast(of: tuple[npt.NDArray[np.uint16], int], whole: Box, bright: Array) -> float:
    """How much brighter or darker the visible pixels of an actor are than those around it."""
    instance, number = of
    x0, y0, x1, y1 = _box(instance, number, whole)
    y0, x0 = max(y0 - _RING, 0), max(x0 - _RING, 0)
    part, light = instance[y0 : y1 + _RING, x0 : x1 + _RING] == number, bright[y0 : y1 + _RING, x0 : x1 + _RING]
    near = part.copy()
    for _ in range(_RING):
        grown = near.copy()
        grown[1:] |= near[:-1]
        grown[:-1] |= near[1:]
        grown[:, 1:] |= near[:, :-1]
        grown[:, :-1] |= near[:, 1:]
        near = grown
    ring = near & ~part
    if not ring.any():
        return 0.0
    beside = float(light[ring].mean())
    return abs(float(light[part].mean()) - beside) / max(beside, 1e-6)
