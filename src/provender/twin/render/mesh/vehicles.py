"""Cars, vans, buses, lorries and bicycles: lofted bodies with glass, wheels, lights and plates; each fills its box."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

import numpy as np

from provender.core.seeds import stream
from provender.twin.render.mesh.shapes import Array, Colour, Material, Part, box, circle, joined, moved, skin, tube
from provender.twin.scene import Actor, ActorKind, Size

_PAINT: tuple[Colour, ...] = (
    (0.02, 0.02, 0.022), (0.35, 0.36, 0.37), (0.62, 0.62, 0.6), (0.12, 0.125, 0.13), (0.04, 0.07, 0.2),
    (0.32, 0.03, 0.03), (0.05, 0.12, 0.09), (0.42, 0.36, 0.26), (0.08, 0.2, 0.32),
)  # fmt: skip
_LOW = (  # share of the length ahead of the middle; of the height: underside, top; of half the width
    (-0.50, 0.30, 0.50, 0.78), (-0.492, 0.21, 0.60, 0.92), (-0.44, 0.16, 0.645, 0.985), (-0.26, 0.14, 0.655, 1.0),
    (0.0, 0.13, 0.645, 1.0), (0.2, 0.13, 0.63, 1.0), (0.34, 0.14, 0.575, 0.99), (0.44, 0.16, 0.52, 0.965),
    (0.485, 0.19, 0.47, 0.89), (0.50, 0.28, 0.41, 0.76),
)  # fmt: skip
_CABINS = {  # share of the length; top as a share of the height; whether the roof begins
    "hatch": ((-0.475, 0.64), (-0.40, 0.94), (-0.33, 0.985), (-0.12, 1.0), (0.05, 0.985), (0.13, 0.94), (0.30, 0.60)),
    "saloon": ((-0.40, 0.64), (-0.24, 0.95), (-0.19, 0.985), (-0.05, 1.0), (0.05, 0.985), (0.12, 0.94), (0.29, 0.60)),
    "van": ((-0.497, 0.55), (-0.49, 0.96), (-0.46, 0.99), (-0.1, 1.0), (0.2, 0.99), (0.28, 0.95), (0.42, 0.52)),
}  # fmt: skip
_PLAIN: Colour = (0.4, 0.41, 0.42)  # of what is still to be painted
_LIVERY: Mapping[ActorKind, Colour] = {ActorKind.BUS: (0.45, 0.3, 0.05), ActorKind.AMBULANCE: (0.7, 0.68, 0.55)}
_DARK: Colour = (0.015, 0.015, 0.016)


def is_parked(actor: Actor) -> bool:
    """Whether a vehicle stands with its lights off."""
    return actor.id.startswith("parked/")


def vehicle(actor: Actor, lit: bool) -> Part:
    """A vehicle at the origin, heading along x.

    Args:
        lit: whether its lamps shine.
    """
    rng = stream(actor.looks, 0, "twin/vehicle")
    paint = rng.choice(_PAINT)
    shape = "van" if actor.kind is ActorKind.VAN else rng.choice(("hatch", "saloon"))
    coach = actor.kind in (ActorKind.BUS, ActorKind.TRUCK, ActorKind.AMBULANCE)
    made = _body(actor.kind, actor.size, "coach" if coach else shape, lit)
    if coach:
        own: Colour = _LIVERY.get(actor.kind, paint)
        return made._replace(tint=np.where((made.tint == _PLAIN).all(1)[:, None], own, made.tint))
    return made._replace(tint=np.where((made.material == Material.PAINT)[:, None], paint, made.tint))


@lru_cache(maxsize=64)
def _body(kind: ActorKind, size: Size, shape: str, lit: bool) -> Part:
    """A vehicle that is still to be painted."""
    parts = _coach(kind, size) if shape == "coach" else _car(size, shape)
    parts += _lights(size, lit, tall=kind is not ActorKind.CAR)
    made = joined(parts)
    long = np.linalg.norm(made.normals, axis=2, keepdims=True)  # nothing where a sliver's two normals cancel
    made = made._replace(normals=np.where(long > 1e-6, made.normals / np.maximum(long, 1e-6), [0.0, 0.0, 1.0]))
    low, high = made.corners.min((0, 1)), made.corners.max((0, 1))
    scale = np.array(size) / (high - low)
    middle = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
    return made._replace(corners=(made.corners - middle) * scale)


def _car(size: Size, shape: str) -> list[Part]:
    """A body of two lofts on four wheels."""
    low = np.array(_LOW)
    if shape == "van":
        low[:, 2] = np.minimum(low[:, 2], 0.55) * 0.82
        low[:, 1] *= 0.62
    wheel = min(0.22 * size.height, 0.34)
    return [
        _shell(low, size),
        *_cabin(np.array(_CABINS[shape]), size, van=shape == "van"),
        *_wheels(size, wheel, (-0.31, 0.31)),
    ]


def _shell(stations: Array, size: Size) -> Part:
    """The lower body: rounded sections along the car, painted, dark below."""
    ring = circle(20)
    soft = np.sign(ring) * np.abs(ring) ** 0.45
    rings = []
    for x, under, top, wide in stations:
        y = soft[:, 0] * wide * size.width / 2
        z = (under + top) / 2 * size.height + soft[:, 1] * (top - under) / 2 * size.height
        rings.append(np.stack([np.full(20, x * size.length), y, z], 1))
    ends = [ring.mean(0, keepdims=True) + (ring - ring.mean(0)) * 0.0 for ring in (rings[0], rings[-1])]
    made = skin(np.array([ends[0], *rings, ends[1]]), Material.PAINT, _PLAIN)
    low = made.corners[..., 2].max(1) < 0.22 * size.height
    made.material[low] = Material.RUBBER
    made.tint[low] = _DARK
    return made


def _cabin(stations: Array, size: Size, *, van: bool) -> list[Part]:
    """The upper body: glass between pillars under a painted roof."""
    levels = np.array([0.0, 0.12, 0.86, 1.0])
    side = np.array([0.94, 0.92, 0.78 if not van else 0.88, 0.66 if not van else 0.8]) * size.width / 2
    base = (0.6 if not van else 0.42) * size.height
    rings = []
    for x, top in stations:
        high = base + levels * (top * size.height - base)
        right = np.stack([np.full(4, x * size.length), -side, high], 1)
        left = right * [1, -1, 1]
        rings.append(np.concatenate([left, right[::-1]]))
    grid = np.array(rings)
    count = grid.shape[1]
    made = skin(grid, Material.PAINT, _PLAIN)
    cell = np.repeat(np.arange(len(grid) - 1), count * 2)
    edge = np.tile(np.repeat(np.arange(count), 2), len(grid) - 1)
    last = len(grid) - 2
    windowed = (cell >= 4) if van else (cell >= 1) & (cell != 3)
    sides = np.isin(edge, (1, 5)) & windowed & (cell < last)
    screens = np.isin(edge, (1, 2, 3, 4, 5)) & ((cell == last) | ((cell == 0) & (not van)))
    made.material[sides | screens] = Material.GLASS
    made.tint[sides | screens] = (0.02, 0.024, 0.028)
    flatly = flat_normals(made)
    return [made._replace(normals=np.where((sides | screens)[:, None, None], flatly, 0.5 * (made.normals + flatly)))]


def flat_normals(part: Part) -> Array:
    """(n, 3, 3) the normals of the triangles' planes, on the side of the smooth ones."""
    normal = np.cross(part.corners[:, 1] - part.corners[:, 0], part.corners[:, 2] - part.corners[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    return np.repeat(normal[:, None], 3, 1)


def _wheels(size: Size, radius: float, axles: tuple[float, ...]) -> list[Part]:
    """Tyres with rims in dark arches."""
    found = []
    across = radius * 0.6
    ring = circle(18)
    for x in axles:
        for side in (-1.0, 1.0):
            outer = side * size.width / 2
            profile = ((0.0, 0.0), (0.0, 0.62), (0.02, 0.68), (0.0, 0.97), (0.04, 1.0), (across, 1.0), (across, 0.0))
            rings = [
                np.stack([x * size.length + wide * radius * ring[:, 0], np.full(18, outer - side * inward),
                          radius + wide * radius * ring[:, 1]], 1)
                for inward, wide in profile
            ]  # fmt: skip
            made = skin(np.array(rings), Material.RUBBER, _DARK)
            rim = np.repeat(np.arange(len(profile) - 1), 36) < 2
            made.material[rim] = Material.RIM
            made.tint[rim] = (0.3, 0.3, 0.31)
            arch = np.array(
                [
                    [x * size.length + 1.16 * radius * a, outer - side * 0.012, radius + 1.16 * radius * b]
                    for a, b in ring
                ]
            )
            hub = arch.mean(0)
            fan = np.stack([np.repeat(hub[None], 18, 0), arch, np.roll(arch, -1, 0)], 1)
            from_side = skin(np.array([arch * 0 + hub, arch]), Material.RUBBER, _DARK)
            found += [made, from_side._replace(corners=np.repeat(fan, 2, 0))]
    return found


def _lights(size: Size, lit: bool, *, tall: bool) -> list[Part]:
    """Headlamps, tail lamps and plates, a little proud of the body."""
    front, rear = size.length / 2, -size.length / 2
    high = 0.66 if not tall else min(0.85, 0.35 * size.height)
    out = []
    head = Material.HEAD_LIT if lit else Material.LIGHT_OFF
    tail = Material.TAIL_LIT if lit else Material.LIGHT_OFF
    for side in (-1.0, 1.0):
        y = side * size.width * 0.36
        out.append(box((0.10, 0.17 * size.width, 0.13), (front - 0.075, y, high), head, (0.7, 0.7, 0.7)))
        out.append(box((0.10, 0.14 * size.width, 0.15), (rear + 0.07, y * 1.05, high + 0.16), tail, (0.35, 0.02, 0.02)))
    for x in (front - 0.02, rear + 0.02):
        out.append(box((0.04, 0.5, 0.11), (x, 0, high - 0.2), Material.PLATE, (0.7, 0.7, 0.66)))
    return out


def _coach(kind: ActorKind, size: Size) -> list[Part]:
    """A bus, a lorry or an ambulance: a tall body with a band of glass."""
    length, width, height = size
    low, thick = 0.35, height - 0.35
    parts = [box((length, width * 0.98, thick), (0, 0, low + thick / 2), Material.PAINT, _PLAIN)]
    glass: Colour = (0.02, 0.024, 0.028)
    pane = 0.32 * height
    if kind is ActorKind.BUS:
        count = max(int(length / 1.5), 2)
        for place in (np.arange(count) + 0.5) / count * length * 0.94 - 0.47 * length:
            parts.append(box((1.25, width, pane), (place, 0, 0.63 * height), Material.GLASS, glass))
    else:
        parts.append(box((1.1, width, pane * 0.8), (0.38 * length, 0, 0.62 * height), Material.GLASS, glass))
        stripe = (0.5, 0.04, 0.03) if kind is ActorKind.AMBULANCE else (0.2, 0.2, 0.21)
        parts.append(
            box((0.7 * length, width * 0.99, 0.25), (-0.12 * length, 0, 0.42 * height), Material.PAINT, stripe)
        )
    parts.append(box((0.02, width * 0.88, pane * 1.15), (length / 2, 0, 0.6 * height), Material.GLASS, glass))
    return [*parts, *_wheels(size, min(0.5, 0.17 * height), (-0.3, 0.33))]


def bicycle(actor: Actor, rider: Part) -> Part:
    """A bicycle with somebody on it, within the actor's box."""
    length, width, height = actor.size
    radius, frame = 0.34, (0.1, 0.02, 0.02)
    hub = {"material": Material.METAL, "tint": frame, "sides": 6}
    parts = []
    for x in (-0.5, 0.5):
        turn = np.linspace(0, 2 * np.pi, 17)
        rim = np.stack([x + radius * np.cos(turn), 0 * turn, radius + radius * np.sin(turn)], 1)
        parts += [
            tube(one, two, (0.018, 0.018), material=Material.RUBBER, tint=_DARK, sides=5) for one, two in pairwise(rim)
        ]
    joints = [(-0.5, 0, 0.34), (-0.05, 0, 0.3), (-0.2, 0, 0.85), (0.38, 0, 0.85), (0.5, 0, 0.34), (0.36, 0, 1.02)]
    for one, two in ((0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (3, 4), (3, 5)):
        parts.append(tube(joints[one], joints[two], (0.02, 0.02), **hub))
    parts.append(tube((0.36, -0.25, 1.02), (0.36, 0.25, 1.02), (0.015, 0.015), **hub))
    lamp = box((0.03, 0.06, 0.06), (-0.6, 0, 0.72), Material.PLATE, (0.6, 0.03, 0.03))
    seated = rider.placed(moved(-0.12, 0, 0.0, 0.0))
    shrink = (height - 0.35) / seated.corners[..., 2].max()
    seated = seated._replace(corners=seated.corners * [0.8, 0.9, shrink] + [0, 0, 0.35])
    made = joined([*parts, lamp, seated])
    low, high = made.corners.min((0, 1)), made.corners.max((0, 1))
    middle = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
    return made._replace(corners=(made.corners - middle) * np.array([length, width, height]) / (high - low))
