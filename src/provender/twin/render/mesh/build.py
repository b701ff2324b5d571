"""A moment of a scene as one list of triangles, each with its class, instance, material and tint."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from provender.twin.frame import KIND_OF, Kind
from provender.twin.maps.map import Map
from provender.twin.render.mesh.furniture import furniture
from provender.twin.render.mesh.ground import fallen, ground
from provender.twin.render.mesh.people import person
from provender.twin.render.mesh.shapes import Array, Material, Part, ball, box, joined, moved, tube
from provender.twin.render.mesh.vehicles import bicycle, is_parked, vehicle
from provender.twin.scene import VEHICLES, Actor, ActorKind, Scene


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """n triangles around an origin, so that single precision serves.

    Attributes:
        corners, normals: (n, 3, 3) metres from the origin, and unit vectors.
        uv: (n, 3, 2).
        material, kind: (n,).
        instance: (n,) 0 for the map, k for actor k - 1 of the scene.
        tint: (n, 3).
        seed: (n,) of what is drawn on it.
    """

    corners: npt.NDArray[np.float32]
    normals: npt.NDArray[np.float32]
    uv: npt.NDArray[np.float32]
    material: npt.NDArray[np.uint8]
    kind: npt.NDArray[np.uint8]
    instance: npt.NDArray[np.uint16]
    tint: npt.NDArray[np.float32]
    seed: npt.NDArray[np.int32]


def build(scene: Scene, time: float, origin: Array, *, without: str = "") -> Mesh:
    """The triangles of a scene at a time.

    Args:
        origin: (3,) metres, subtracted from everything.
        without: the id of an actor that is left out: who carries the camera.
    """
    still = _map_mesh(scene.map, scene.light.lamps, (float(origin[0]), float(origin[1]), float(origin[2])))
    moving = [
        _mesh(actor_part(actor, scene, time), KIND_OF[actor.kind], number, origin)
        for number, actor in enumerate(scene.actors, 1)
        if actor.id != without
    ]
    return _together([still, *moving])


@lru_cache(maxsize=4)
def _map_mesh(map: Map, lit: bool, origin: tuple[float, float, float]) -> Mesh:
    """The triangles of a map, kept while frames of one place are made."""
    middle = np.array(origin)
    parts = [_mesh(part, kind, 0, middle) for kind, part in ground(map, middle[:2])]
    for number, (kind, _, part) in enumerate(furniture(map, lit)):
        one = _mesh(part, kind, 0, middle)
        one.seed[:] = number + 1
        parts.append(one)
    return _together(parts)


def _together(meshes: list[Mesh]) -> Mesh:
    """Several meshes as one."""
    names = Mesh.__slots__
    return Mesh(*(np.concatenate([getattr(mesh, name) for mesh in meshes]) for name in names))


def _mesh(part: Part, kind: Kind, instance: int, origin: Array) -> Mesh:
    """A part as a mesh."""
    count = len(part.corners)
    return Mesh(
        (part.corners - origin).astype(np.float32),
        part.normals.astype(np.float32),
        part.uv.astype(np.float32),
        part.material.astype(np.uint8),
        np.full(count, kind, np.uint8),
        np.full(count, instance, np.uint16),
        part.tint.astype(np.float32),
        np.full(count, instance, np.int32),
    )


def actor_part(actor: Actor, scene: Scene, time: float) -> Part:
    """The triangles of an actor where it is at a time."""
    x, y, z, heading = actor.track.at(np.array([time]))[0]
    gone, speed = travelled(actor, time)
    if actor.kind in VEHICLES:
        made = vehicle(actor, scene.light.beams != "off" and not is_parked(actor))
    elif actor.kind is ActorKind.BICYCLE:
        made = bicycle(actor, person(actor, gone * 0.4, min(speed, 2.0)))
    elif actor.kind in (ActorKind.ADULT, ActorKind.CHILD):
        made = person(actor, gone, speed)
    else:
        made = joined(list(_thing(actor, gone)))
    return made.placed(moved(x, y, z, heading))


def travelled(actor: Actor, time: float) -> tuple[float, float]:
    """Metres gone along a track up to a time, and the speed then."""
    times = np.append(actor.track.times[actor.track.times < time], time)
    places = actor.track.at(times)[:, :2]
    gone = float(np.hypot(*np.diff(places, axis=0).T).sum()) if len(places) > 1 else 0.0
    return gone, float(np.hypot(*actor.track.velocity(np.array([time]))[0, :2]))


def _thing(actor: Actor, gone: float) -> Iterator[Part]:
    """A ball, a dog, a door or what fell."""
    length, width, height = actor.size
    if actor.kind is ActorKind.BALL:
        tint = ((0.6, 0.05, 0.04), (0.7, 0.55, 0.05), (0.05, 0.2, 0.6), (0.65, 0.25, 0.03))[actor.looks % 4]
        yield ball((0, 0, height / 2), (length / 2, width / 2, height / 2), Material.BALL, tint, fine=12)
    elif actor.kind is ActorKind.DOOR:
        yield box((length, width, height), (0, 0, height / 2), Material.PAINT, (0.3, 0.3, 0.31))
    elif actor.kind is ActorKind.DOG:
        yield from _dog(actor, gone)
    else:
        yield fallen(actor.size)


def _dog(actor: Actor, gone: float) -> Iterator[Part]:
    """Four legs that trot, a body, a head and a tail, within the actor's box."""
    length, width, height = actor.size
    tint = ((0.18, 0.1, 0.05), (0.03, 0.025, 0.02), (0.4, 0.3, 0.18))[actor.looks % 3]
    fur = {"material": Material.FUR, "tint": tint}
    thick, back = 0.35 * width, 0.68 * height
    yield tube((-0.28 * length, 0, back), (0.2 * length, 0, back), (thick, thick * 1.1), **fur)
    yield tube((0.22 * length, 0, back), (0.34 * length, 0, 0.86 * height), (thick * 0.7, thick * 0.6), **fur)
    yield tube((0.34 * length, 0, 0.87 * height), (0.46 * length, 0, 0.82 * height), (thick * 0.6, thick * 0.35), **fur)
    yield tube((-0.3 * length, 0, back), (-0.47 * length, 0, 0.9 * height), (thick * 0.25, thick * 0.12), **fur)
    for x, phase in ((-0.24, 0.0), (0.18, np.pi)):
        for side in (-1.0, 1.0):
            swing = 0.35 * np.sin(gone * 9 + phase + (side > 0) * np.pi)
            foot = (x * length + 0.5 * height * np.sin(swing) * 0.6, side * 0.3 * width, 0.05 * height)
            yield tube((x * length, side * 0.3 * width, back - 0.05), foot, (thick * 0.42, thick * 0.28), **fur)
