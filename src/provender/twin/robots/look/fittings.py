"""What stands around a table and carries its tool: a floor, four legs, and an arm whose joints follow the tool.

The arm is only seen. Its tool is driven by servos along straight axes (see `episode.py`); the links are placed where an
arm of two equal links on a post would have them to hold the tool there.
"""

import numpy as np

from provender.twin.robots.episode import Array, Body, Episode
from provender.twin.robots.look.turns import upright_along

_FLOOR, _THICK = -0.75, 0.02  # m, height of the floor, and half the thickness of its slab
_SHOULDER = np.array([0.0, 0.5, 0.42])  # m
_LINK, _WRIST = 0.5, 0.12  # m, of each of the two links, and from the wrist's joint down to the tool
_LEG = 0.022


def fittings(table: Body, looks: int) -> tuple[Body, ...]:
    """Floor, legs, and the links of an arm from its post to its wrist."""
    high = (-2 * table.half[2] - _FLOOR) / 2
    post = (float(_SHOULDER[2]) - _FLOOR) / 2
    told = [
        ("floor", "room", "box", (3.0, 3.0, _THICK)),
        *((f"leg{number}", "table", "box", (_LEG, _LEG, high)) for number in range(1, 5)),
        ("post", "arm", "cylinder", (0.05, 0.05, post)),
        ("shoulder", "arm", "sphere", (0.065, 0.065, 0.065)),
        ("upper", "arm", "cylinder", (0.036, 0.036, _LINK / 2)),
        ("elbow", "arm", "sphere", (0.05, 0.05, 0.05)),
        ("fore", "arm", "cylinder", (0.03, 0.03, _LINK / 2)),
        ("wrist", "arm", "sphere", (0.036, 0.036, 0.036)),
        ("stem", "arm", "cylinder", (0.016, 0.016, _WRIST / 2)),
    ]
    shared = {"table": table.looks, "arm": looks, "room": looks // 8}
    return tuple(
        Body(id=name, role=role, shape=shape, half=half, mass=0.0, friction=0.0, looks=shared[role])
        for name, role, shape, half in told
    )


def fitted(episode: Episode, step: int) -> Array:
    """(f, 7) poses of the fittings at a moment."""
    table, tool = episode.bodies[0], next(at for at, body in enumerate(episode.bodies) if body.role == "tool")
    x, y, z = episode.poses[step, tool, :3]
    foot = z + episode.bodies[tool].half[2]  # the tool's top
    wrist = np.array([x, y, foot + _WRIST])
    elbow = _elbow(wrist)
    wide, deep = (half - _LEG for half in table.half[:2])
    low = (-2 * table.half[2] + _FLOOR) / 2
    legs = [_stands(a * wide, b * deep, low) for a in (-1, 1) for b in (-1, 1)]
    post = _stands(_SHOULDER[0], _SHOULDER[1], (_SHOULDER[2] + _FLOOR) / 2)
    links = [
        _stands(*_SHOULDER), _between(_SHOULDER, elbow), _stands(*elbow), _between(elbow, wrist), _stands(*wrist),
        _stands(x, y, foot + _WRIST / 2),
    ]  # fmt: skip
    return np.array([_stands(0.0, 0.0, _FLOOR - _THICK), *legs, post, *links])


def _elbow(wrist: Array) -> Array:
    """Where two links of one length meet between shoulder and wrist, as high as can be."""
    way = wrist - _SHOULDER
    far = float(np.linalg.norm(way))
    level = np.append(way[:2], 0.0) / max(float(np.hypot(*way[:2])), 1e-9)
    along = way / far
    up = np.array([0.0, 0.0, 1.0]) - along[2] * along
    up = up / np.linalg.norm(up) if np.linalg.norm(up) > 1e-6 else level
    return np.asarray(_SHOULDER + way / 2 + np.sqrt(_LINK**2 - far * far / 4) * up)


def _stands(x: float, y: float, z: float) -> Array:
    """A pose that is not turned."""
    return np.array([x, y, z, 1.0, 0.0, 0.0, 0.0])


def _between(one: Array, other: Array) -> Array:
    """The pose of a cylinder whose axis runs from one place to another."""
    way = other - one
    return np.concatenate([(one + other) / 2, upright_along(way / np.linalg.norm(way))])
