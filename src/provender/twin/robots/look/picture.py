"""A picture of a table: rays, surfaces, light, sensor and labels, by the renderer of streets.

Things are drawn ten times as large as they are, so that what the renderer leaves out around surfaces (millimetres in a
street) is a tenth of a millimetre here; labels are told in true metres.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provender.twin.render.labels import around
from provender.twin.render.lights import LAMP, Lights
from provender.twin.render.mesh.build import Mesh
from provender.twin.render.mesh.shapes import Part
from provender.twin.render.mirror import mirror, sky
from provender.twin.render.openness import openness
from provender.twin.render.rays import Hits, Rays, Single
from provender.twin.render.sensor import developed, exposure
from provender.twin.render.shading import shaded
from provender.twin.render.surface import Look, Surfaces, surfaces
from provender.twin.robots.episode import Array, Body
from provender.twin.robots.look.solids import made_of, part
from provender.twin.robots.look.turns import after, back, matrix
from provender.twin.robots.reel import DEPTH_STEPS, FARTHEST, Box, Lens, Seen, Shot, sort_of

_LARGER = 10.0
_EDGE = np.array(
    [[-0.16, -0.34], [0.37, 0.03], [-0.21, 0.31]]
)  # of a pixel: where an edge is looked at beside its middle
_FOLD = 0.9  # cosine between the normals of neighbours from which on there is an edge
_TOLD = 128  # pixels whose light is told
_PICK = 2_654_435_761
_NEAR = 0.05  # m

Mask = npt.NDArray[np.bool_]


class Light(NamedTuple):
    """What shines: the unit vector to the sun, how strong sun, room and lamp are, and where the lamp hangs."""

    sun: tuple[float, float, float]
    sunny: float
    room: float
    lamp: float
    hangs: tuple[float, float, float]


class _Look(NamedTuple):
    """What is looked at: triangles about the camera, drawn larger, and what shines on them."""

    mesh: Mesh
    rays: Rays
    lights: Lights
    lens: Lens
    axes: Array  # (3, 3) right, down, ahead as columns


def shot(solids: tuple[Body, ...], poses: Array, lens: Lens, light: Light, *, step: int, key: int) -> Shot:
    """What a camera sees of solids at poses (s, 7).

    Args:
        key: of the sensor's noise.
    """
    wide, high = lens.pixels
    look = _laid(solids, poses, lens, light)
    hits, ways, points = _met(look, _centres(lens))
    solid = hits.triangle >= 0
    instance = np.where(solid, look.mesh.instance[hits.triangle], 0).astype(np.uint16)
    kind = np.where(solid, look.mesh.kind[hits.triangle], 0).astype(np.uint8)
    ahead = hits.distance.astype(np.float64) / _LARGER
    depth = np.where(solid & (ahead <= FARTHEST), np.rint(ahead * DEPTH_STEPS), 0).astype(np.uint16)
    normal = np.where(solid[:, None], np.rint(128 + 127 * points.normal), 0).astype(np.uint8)
    radiance = _radiance(look, (hits, ways, points), (high, wide))
    edges = _edges(instance.reshape(high, wide), points.normal.reshape(high, wide, 3))
    radiance[edges] = _softened(look, edges, radiance[edges])
    picture = radiance.reshape(high, wide, 3)
    gain = exposure(picture)
    return Shot(
        step=step,
        colour=developed(picture, gain, lens.focal, key),
        depth=depth.reshape(high, wide),
        normal=normal.reshape(high, wide, 3),
        kind=kind.reshape(high, wide),
        instance=instance.reshape(high, wide),
        seen=tuple(_seen(look, solids, poses, instance.reshape(high, wide))),
        exposure=gain,
        light=_light(radiance, wide, key),
    )


def _laid(solids: tuple[Body, ...], poses: Array, lens: Lens, light: Light) -> _Look:
    """All triangles about the camera."""
    eye = np.array(lens.pose[:3])
    meshes = [_mesh(body, pose, number, eye) for number, (body, pose) in enumerate(zip(solids, poses, strict=True), 1)]
    mesh = Mesh(*(np.concatenate([getattr(one, name) for one in meshes]) for name in Mesh.__slots__))
    return _Look(mesh, Rays(mesh.corners), _lights(light, eye), lens, matrix(np.array(lens.pose[3:])))


def _mesh(body: Body, pose: Array, instance: int, eye: Array) -> Mesh:
    """A body where it is."""
    move = np.eye(4)
    move[:3, :3], move[:3, 3] = matrix(pose[3:]), pose[:3] - eye
    shape: Part = part(body.shape, body.half, *made_of(body)).placed(move)
    count = len(shape.corners)
    return Mesh(
        (_LARGER * shape.corners).astype(np.float32), shape.normals.astype(np.float32),
        (_LARGER * shape.uv).astype(np.float32), shape.material, np.full(count, sort_of(body), np.uint8),
        np.full(count, instance, np.uint16), shape.tint.astype(np.float32), np.full(count, body.looks, np.int32),
    )  # fmt: skip


def _lights(light: Light, eye: Array) -> Lights:
    """The renderer's table of lights."""
    warm, cold, white = np.array([1.0, 0.93, 0.82]), np.array([0.9, 0.95, 1.0]), np.array([1.0, 0.97, 0.93])
    hangs = (np.array([light.hangs]) - eye) * _LARGER
    power = light.lamp * white * (_LARGER * light.hangs[2]) ** 2
    at, down, strong, sun, sunlight, zenith, horizon, air = (
        np.asarray(each, np.float32)
        for each in (hangs, [[0.0, 0.0, -1.0]], power[None], light.sun, light.sunny * warm, light.room * cold,
                     light.room * white, np.zeros(3))
    )  # fmt: skip
    return Lights(at, down, strong, np.array([LAMP]), sun, sunlight, zenith, horizon, air, 0.0)


def _centres(lens: Lens) -> Array:
    """(h w, 2) the middles of the pixels, row by row."""
    x, y = np.meshgrid(np.arange(lens.pixels[0]) + 0.5, np.arange(lens.pixels[1]) + 0.5)
    return np.stack([x.ravel(), y.ravel()], 1)


def _ways(look: _Look, places: Array) -> Single:
    """(n, 3) directions through places (n, 2) of the picture, one metre ahead long."""
    off = (places - np.array(look.lens.pixels) / 2) / look.lens.focal
    ways = np.column_stack([off, np.ones(len(off))]) @ look.axes.T
    return np.ascontiguousarray(ways, np.float32)


def _met(look: _Look, places: Array) -> tuple[Hits, Single, Surfaces]:
    """What rays through places of the picture meet first."""
    ways = _ways(look, places)
    starts = np.zeros_like(ways)
    hits = look.rays.first(starts, ways)
    return hits, ways, surfaces(look.mesh, hits, (starts, ways), _indoors(look))


def _indoors(look: _Look) -> Look:
    """A dry floor and no snow."""
    return Look(1.0 / look.lens.focal, wet=0.0, lit=0.0, snow=0.0)


def _radiance(look: _Look, met: tuple[Hits, Single, Surfaces], size: tuple[int, int] | None) -> Single:
    """(n, 3) what comes back along rays; of a whole picture its size."""
    hits, ways, points = met
    solid = hits.triangle >= 0
    open_ = np.ones(len(solid), np.float32) if size is None else openness(look.rays, points, hits, size)
    light = shaded(look.rays, points, look.lights, ways=ways, open_=open_)
    light[~solid] = sky(ways[~solid], look.lights)
    mirror(look.rays, look.mesh, (points, hits, ways), (light, look.lights, _indoors(look)), size=size)
    return light


def _edges(instance: npt.NDArray[np.uint16], normal: Single) -> npt.NDArray[np.int64]:
    """Places of pixels that show another body than a neighbour, or another side of it."""
    edge = np.zeros(instance.shape, np.bool_)
    across = (instance[:, 1:] != instance[:, :-1]) | ((normal[:, 1:] * normal[:, :-1]).sum(-1) < _FOLD)
    down = (instance[1:] != instance[:-1]) | ((normal[1:] * normal[:-1]).sum(-1) < _FOLD)
    edge[:, 1:] |= across
    edge[:, :-1] |= across
    edge[1:] |= down
    edge[:-1] |= down
    return np.flatnonzero(edge)


def _softened(look: _Look, edges: npt.NDArray[np.int64], middle: Single) -> Single:
    """(n, 3) the mean radiance of pixels looked at in their middles, as given, and three places more."""
    places = _centres(look.lens)[edges]
    met = _met(look, (places[:, None] + _EDGE).reshape(-1, 2))
    beside = _radiance(look, met, None).reshape(-1, len(_EDGE), 3)
    found: Single = ((beside.sum(1) + middle) / (len(_EDGE) + 1)).astype(np.float32)
    return found


def _light(radiance: Single, wide: int, key: int) -> npt.NDArray[np.float32]:
    """(n, 5) columns, rows and radiances of some pixels."""
    step = np.arange(_TOLD, dtype=np.uint64) * np.uint64(_PICK) + np.uint64(key % 2**31)
    places = np.unique(step % np.uint64(len(radiance))).astype(np.int64)
    return np.column_stack([places % wide, places // wide, radiance[places]]).astype(np.float32)


def _seen(look: _Look, solids: tuple[Body, ...], poses: Array, instance: npt.NDArray[np.uint16]) -> Iterator[Seen]:
    """Every body that alone would have a pixel in the picture."""
    eye = np.array(look.lens.pose)
    for number, (body, pose) in enumerate(zip(solids, poses, strict=True), 1):
        shown = instance == number
        alone = _alone(look, number, _window(look, body, pose)) | shown
        if not alone.any():
            continue
        x0, y0, x1, y1 = whole = around(alone)
        middle = look.axes.T @ (pose[:3] - eye[:3])
        turn = after(back(eye[3:]), pose[3:])
        yield Seen(
            instance=number,
            id=body.id,
            box=around(shown),
            whole=whole,
            shown=int(shown.sum()) / int(alone.sum()),
            pose=(*middle.tolist(), *turn.tolist()),
            mask=np.packbits(alone[y0:y1, x0:x1]).tobytes(),
        )


def _window(look: _Look, body: Body, pose: Array) -> Box:
    """The part of the picture in which a body can be: x, y, x, y."""
    wide, high = look.lens.pixels
    signs = np.array([[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)])
    corners = pose[:3] + (signs * np.array(body.half)) @ matrix(pose[3:]).T
    right, down, ahead = ((corners - np.array(look.lens.pose[:3])) @ look.axes).T
    if ahead.min() < _NEAR:
        return (0, 0, wide, high)
    x, y = right / ahead * look.lens.focal + wide / 2, down / ahead * look.lens.focal + high / 2
    low = np.clip(np.floor([x.min(), y.min()]) - 1, 0, [wide, high]).astype(int)
    top = np.clip(np.ceil([x.max(), y.max()]) + 1, 0, [wide, high]).astype(int)
    return (int(low[0]), int(low[1]), int(top[0]), int(top[1]))


def _alone(look: _Look, number: int, window: Box) -> Mask:
    """(h, w) the pixels of a body as if nothing hid it."""
    wide, high = look.lens.pixels
    mask = np.zeros((high, wide), np.bool_)
    x0, y0, x1, y1 = window
    if x1 <= x0 or y1 <= y0:
        return mask
    x, y = np.meshgrid(np.arange(x0, x1) + 0.5, np.arange(y0, y1) + 0.5)
    ways = _ways(look, np.stack([x.ravel(), y.ravel()], 1))
    hits = Rays(look.mesh.corners[look.mesh.instance == number]).first(np.zeros_like(ways), ways)
    mask[y0:y1, x0:x1] = (hits.triangle >= 0).reshape(y1 - y0, x1 - x0)
    return mask
