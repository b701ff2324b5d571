"""Do floor, legs and arm stand and hold together, and are the colours those of the light that is told of?"""

from collections.abc import Iterator

import numpy as np

from provender.twin.robots.episode import Array
from provender.twin.robots.reel import Reel, Shot
from provender.twin.robots.verifiers._fields import turned
from provender.twin.robots.verifiers._rays import Eye, Scene, met

_CLOSE = 1e-6  # m
_STILL = ("floor", "leg1", "leg2", "leg3", "leg4", "post", "shoulder")
_ENDS = {"post": (-1.0, None), "upper": (-1.0, "shoulder"), "fore": (-1.0, "elbow"), "stem": (1.0, "wrist")}
_TIPS = {"post": "shoulder", "upper": "elbow", "fore": "wrist"}
_FULL, _READ = 3_000.0, 6.0  # electrons of the sensor at an exposed radiance of one, and of reading it
_SIGMAS = 6.0
_LEAST = 32  # pixels told
_MANY, _BRIGHTER = 0.008, 1.15  # share of the picture that is table in sun and in shade, and how much they differ
_LUMA = np.array([0.2126, 0.7152, 0.0722])


def stand_faults(reel: Reel) -> Iterator[str]:
    """Fittings against each other and against table and tool."""
    names = {body.id: place for place, body in enumerate(reel.fittings)}
    if set(names) != {*_STILL, *_ENDS, "elbow", "wrist"} or len(names) < len(reel.fittings):
        yield "the fittings are not a floor, four legs and the links of an arm"
        return
    if any(body.role not in ("room", "table", "arm") or min(body.half) <= 0 for body in reel.fittings):
        yield "a fitting is no part of room, table or arm"
        return
    if np.abs(np.linalg.norm(reel.fitted[..., 3:], axis=-1) - 1).max() > _CLOSE:
        yield "a fitting has a quaternion of no turn"
        return
    where = {name: reel.fitted[:, place, :3] for name, place in names.items()}
    for name in _STILL:
        if np.abs(reel.fitted[:, names[name]] - reel.fitted[:1, names[name]]).max() > _CLOSE:
            yield f"{name} moves"
    for name, joint in _joints(reel, names):
        if np.abs(joint - where[name]).max() > _CLOSE:
            yield f"the arm is apart at its {name}, by {np.abs(joint - where[name]).max() * 1000:.1f} mm"
    yield from _ground_faults(reel, names)


def _end(reel: Reel, place: int, sign: float) -> Array:
    """(m, 3) one end of a fitting along its own z."""
    axis = turned(reel.fitted[:, place, 3:])[..., 2]
    return np.asarray(reel.fitted[:, place, :3] + sign * reel.fittings[place].half[2] * axis)


def _joints(reel: Reel, names: dict[str, int]) -> Iterator[tuple[str, Array]]:
    """(m, 3) ends of links, and the joint that each should be at."""
    for link, (sign, joint) in _ENDS.items():
        if joint:
            yield joint, _end(reel, names[link], sign)
    for link, joint in _TIPS.items():
        yield joint, _end(reel, names[link], 1.0)


def _ground_faults(reel: Reel, names: dict[str, int]) -> Iterator[str]:
    """Legs and post stand on the floor, the table on its legs, and the stem holds the tool."""
    top = reel.fitted[:, names["floor"], 2] + reel.fittings[names["floor"]].half[2]
    for name in ("leg1", "leg2", "leg3", "leg4", "post"):
        if np.abs(_end(reel, names[name], -1.0)[:, 2] - top).max() > _CLOSE:
            yield f"{name} does not stand on the floor"
    under = -2 * reel.episode.bodies[0].half[2]
    if any(np.abs(_end(reel, names[f"leg{n}"], 1.0)[:, 2] - under).max() > _CLOSE for n in range(1, 5)):
        yield "the table does not lie on its legs"
    tool = next(place for place, body in enumerate(reel.episode.bodies) if body.role == "tool")
    steps = [shot.step for shot in reel.shots]
    held = reel.episode.poses[steps, tool, :3] + [0.0, 0.0, reel.episode.bodies[tool].half[2]]
    if np.abs(_end(reel, names["stem"], -1.0) - held).max() > _CLOSE:
        yield "the arm does not hold its tool"


def light_faults(reel: Reel, shot: Shot, scene: Scene, *, poses: Array, seen: Eye) -> Iterator[str]:
    """Colours against the light that is told of; and the table is brighter where the sun reaches it."""
    slant = (scene.way**2).sum(1)
    share = slant**-2.0
    yield from _written_faults(shot, share)
    if abs(np.linalg.norm(reel.sun) - 1) > _CLOSE or reel.sun[2] <= 0:
        yield "the sun is nowhere above"
        return
    film = np.minimum((shot.colour.reshape(-1, 3) / 255.0) ** 2.2, 0.9985)
    bright = (-np.log1p(-film) / (shot.exposure * share[:, None])) @ _LUMA
    top = np.flatnonzero((scene.instance == 1) & (scene.normal[:, 2] > 0.99) & (film.max(1) < 0.99))
    lit = _in_sun(reel, poses, seen.at + scene.far[top, None] * scene.way[top])
    if min(lit.sum(), (~lit).sum()) < _MANY * len(slant):
        return
    ratio = float(np.median(bright[top[lit]]) / max(float(np.median(bright[top[~lit]])), 1e-9))
    if ratio < _BRIGHTER:
        yield f"the table is {ratio:.2f} times as bright in the sun as in the shade of what stands before it"


def _in_sun(reel: Reel, poses: Array, places: Array) -> "np.ndarray":
    """(n,) whether nothing lies between places on the table and the sun."""
    free = np.ones(len(places), np.bool_)
    way = np.tile(np.array(reel.sun), (len(places), 1))
    for body, pose in zip(reel.solids[1:], poses[1:], strict=True):
        free[met(body, pose, places, way).ray] = False
    return free


def _written_faults(shot: Shot, share: Array) -> Iterator[str]:
    """At each told pixel, what the sensor makes of the light is what was written, within noise."""
    told = shot.light.astype(np.float64)
    high, wide = shot.instance.shape
    if len(told) < _LEAST or not np.isfinite(told).all() or (told < 0).any() or not shot.exposure > 0:
        yield "the light is not told of"
        return
    column, row = told[:, :2].astype(np.int64).T
    if column.max() >= wide or row.max() >= high:
        yield "light is told of outside the picture"
        return
    exposed = told[:, 2:] * shot.exposure * share[row * wide + column][:, None]
    noise = np.sqrt(exposed / _FULL + (_READ / _FULL) ** 2)
    low, top = (255 * (1 - np.exp(-np.maximum(exposed + k * noise, 0))) ** (1 / 2.2) for k in (-_SIGMAS, _SIGMAS))
    written = shot.colour[row, column].astype(np.float64)
    wrong = ((written < low - 1.5) | (written > top + 1.5)).any(1)
    if wrong.any():
        yield f"{int(wrong.sum())} of {len(told)} pixels are not as bright as the light that is told of"
