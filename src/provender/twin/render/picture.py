"""A frame of a scene: rays, surfaces, light, air, sensor and labels, in that order."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from provender.twin.frame import Frame
from provender.twin.render.air import beams, halo, veil
from provender.twin.render.labels import pixel_labels, things
from provender.twin.render.lights import Lights, lights
from provender.twin.render.mesh.build import Mesh, build
from provender.twin.render.mirror import mirror, sky
from provender.twin.render.openness import openness
from provender.twin.render.rays import Hits, Rays, Single, pinhole
from provender.twin.render.sensor import developed, exposure, shutter, unburnt
from provender.twin.render.shading import shaded
from provender.twin.render.surface import Look, Surfaces, surfaces
from provender.twin.render.view import View, centres, view
from provender.twin.render.weather.between import Between, between
from provender.twin.scene import Camera, Scene

_EDGE = np.array(
    [[-0.16, -0.34], [0.37, 0.03], [-0.21, 0.31]]
)  # of a pixel: where an edge is looked at, beside its middle
_SPARK = 4.0  # the most that one of them counts for
_COARSE = 4  # pixels between the rays of a first look
_BUDGET = 192  # pixels whose light is told part by part
_PICK = 2_654_435_761  # a step through the pixels that comes near all of them


class _Looked(NamedTuple):
    """What one bundle of rays from the camera found."""

    hits: Hits
    ways: Single
    points: Surfaces


class Shot(NamedTuple):
    """A frame, and what its rays met."""

    frame: Frame
    view: View
    mesh: Mesh
    rays: Rays
    hits: Hits


def frame(scene: Scene, camera: Camera, time: float, *, key: int = 0) -> Frame:
    """What a camera sees.

    Args:
        key: of the sensor's noise.
    """
    return shot(scene, camera, time, key=key).frame


def shot(scene: Scene, camera: Camera, time: float, *, key: int = 0) -> Shot:
    """What a camera sees, for who asks how it was found.

    Args:
        key: of the sensor's noise.
    """
    seen = view(scene, camera, time)
    mesh = build(scene, time, seen.at, without=camera.rides)
    rays = Rays(mesh.corners)
    shine = lights(scene, time, seen.at, seen.at)
    wide, high = camera.pixels
    look = Look(1.0 / camera.focal, scene.weather.wet, _lit_share(scene), lying(scene.weather.snow))
    ways = seen.ways(centres(camera))
    hits = pinhole(mesh.corners, seen.axes, (wide, high, camera.focal))
    first = _Looked(hits, ways, surfaces(mesh, hits, (np.zeros_like(ways), ways), look))
    surface, distance = _radiance(rays, mesh, first, (shine, look, (high, wide)))
    through, added = veil(distance, shine)
    scattered = beams(rays, shine, first.ways.reshape(high, wide, 3), _lengths(first).reshape(high, wide))
    whole = surface * through + added
    edges = _edges(mesh, first, (high, wide))
    whole[edges] = _soft(rays, mesh, seen, (edges, whole[edges], shine, look))
    picture = whole.reshape(high, wide, 3) + scattered
    gain = exposure(picture)
    glow = halo(picture, 4.0 / gain, min(shine.fog * 40.0, 1.0)) + scattered
    ahead = hits.distance.reshape(high, wide)  # ways are one metre ahead long; inf for the sky
    clean = whole.reshape(high, wide, 3) + glow
    picture, over = between(scene, seen, time, (clean, ahead, shine, shutter(gain)))
    depth, normal, kind, instance = pixel_labels(hits, first.points.normal, (mesh.kind, mesh.instance), (high, wide))
    made = Frame(
        scene=scene,
        camera=camera.id,
        time=time,
        colour=developed(picture, gain, camera.focal, key),
        depth=depth,
        normal=normal,
        kind=kind,
        instance=instance,
        things=tuple(things(scene, seen, mesh, (instance, unburnt(picture, gain, camera.focal), time))),
        exposure=gain,
        budget=_budget((surface, added + glow.reshape(-1, 3), over), edges, key),
    )
    return Shot(made, seen, mesh, rays, first.hits)


def in_sight(scene: Scene, camera: Camera, time: float) -> set[str]:
    """Who is seen by a ray in any sixteenth pixel: a look before a picture is paid for."""
    seen = view(scene, camera, time)
    mesh = build(scene, time, seen.at, without=camera.rides)
    wide, high = camera.pixels
    ways = seen.ways(centres(camera).reshape(high, wide, 2)[::_COARSE, ::_COARSE].reshape(-1, 2))
    hits = Rays(mesh.corners).first(np.zeros_like(ways), ways)
    met = np.unique(mesh.instance[hits.triangle[hits.triangle >= 0]])
    return {scene.actors[number - 1].id for number in met.tolist() if number}


def lying(snow: float) -> float:
    """0 to 1: how thickly snow lies that falls at some mm an hour; a scene has no past, so it lies as it falls."""
    return float(1 - np.exp(-snow / 0.7))


def _lit_share(scene: Scene) -> float:
    """The share of windows behind which there is light."""
    return 0.28 if scene.light.altitude < -0.05 else 0.02


def _look(rays: Rays, mesh: Mesh, ways: Single, look: Look) -> _Looked:
    """Rays from the camera, and the surfaces they meet."""
    starts = np.zeros_like(ways)
    hits = rays.first(starts, ways)
    return _Looked(hits, ways, surfaces(mesh, hits, (starts, ways), look))


def _lengths(looked: _Looked) -> Single:
    """(n,) lengths of the rays' directions to what they met; far for the sky."""
    return np.where(looked.hits.triangle >= 0, looked.hits.distance, np.float32(1e4))


def _radiance(
    rays: Rays, mesh: Mesh, looked: _Looked, given: tuple[Lights, Look, tuple[int, int] | None]
) -> tuple[Single, Single]:
    """(n, 3) what leaves the surfaces towards the camera, and (n,) metres to them, inf for the sky."""
    shine, look, size = given
    solid = looked.hits.triangle >= 0
    open_ = np.ones(len(solid), np.float32) if size is None else openness(rays, looked.points, looked.hits, size)
    light = shaded(rays, looked.points, shine, ways=looked.ways, open_=open_)
    light[~solid] = sky(looked.ways[~solid], shine)
    mirror(rays, mesh, (looked.points, looked.hits, looked.ways), (light, shine, look), size=size)
    metres = np.linalg.norm(looked.ways, axis=1) * looked.hits.distance
    return light, np.where(solid, metres, np.inf).astype(np.float32)


def _edges(mesh: Mesh, looked: _Looked, size: tuple[int, int]) -> npt.NDArray[np.int64]:
    """Places of pixels that differ from their neighbours in what they show, or by a fold or a step in it."""
    return np.flatnonzero(_apart(looked.hits, (mesh.material, mesh.seed), looked.points.normal, size))


@njit(cache=True)
def _apart(hits, looks, normal, size):  # type: ignore[no-untyped-def]
    """(h w,) whether each pixel is unlike the one to its right or below, which is then unlike it as well."""
    (material, seed), (high, wide) = looks, size
    triangle, distance = hits.triangle, hits.distance
    edge = np.zeros(high * wide, np.bool_)
    for place in range(2 * high * wide):
        n, step = place // 2, 1 if place % 2 else wide
        m = n + step
        if m >= high * wide or (step == 1 and m % wide == 0):
            continue
        one, two = triangle[n], triangle[m]
        differ = (one < 0) != (two < 0)
        if one >= 0 and two >= 0:
            cos = normal[n, 0] * normal[m, 0] + normal[n, 1] * normal[m, 1] + normal[n, 2] * normal[m, 2]
            fold = cos < 0.6 and min(distance[n], distance[m]) < 100.0
            differ = material[one] != material[two] or seed[one] != seed[two] or fold
        if differ:
            edge[n] = edge[m] = True
    return edge


def _soft(rays: Rays, mesh: Mesh, seen: View, given: tuple[npt.NDArray[np.int64], Single, Lights, Look]) -> Single:
    """(n, 3) the mean radiance of pixels looked at in their middles, as given, and three places more, fog included."""
    edges, middle, shine, look = given
    places = centres(seen.camera)[edges]
    ways = seen.ways((places[:, None] + _EDGE).reshape(-1, 2))
    looked = _look(rays, mesh, ways, look)
    light, distance = _radiance(rays, mesh, looked, (shine, look, None))
    through, added = veil(distance, shine)
    beside = np.minimum(light * through + added, _SPARK).reshape(-1, len(_EDGE), 3)
    total = (beside.sum(1) + np.minimum(middle, _SPARK)) / (len(_EDGE) + 1)
    return total.astype(np.float32)


def _budget(light: tuple[Single, Single, Between], edges: npt.NDArray[np.int64], key: int) -> Single:
    """(n, 9) column, row, light from the surface and added on the way, and what passes, of pixels that are no edges."""
    surface, added, over = light
    wide = over.passing.shape[1]
    passing = over.passing.reshape(-1, 1)
    added = added * passing + over.light.reshape(-1, 3)
    smooth = np.ones(len(surface), np.bool_)
    smooth[edges] = False
    places = (np.arange(4 * _BUDGET, dtype=np.uint64) * np.uint64(_PICK) + np.uint64(key % 2**31)) % np.uint64(
        len(surface)
    )
    chosen = places[smooth[places]][:_BUDGET].astype(np.int64)
    told = (chosen % wide, chosen // wide, surface[chosen], added[chosen], passing[chosen])
    return np.column_stack(told).astype(np.float32)
