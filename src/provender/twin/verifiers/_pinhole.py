"""A camera and the boxes of actors by plain matrices; written apart from what makes pictures."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from provender.twin.frame import DEPTH_STEPS, Frame
from provender.twin.scene import VEHICLES, Actor, ActorKind

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_WALKERS = frozenset({ActorKind.ADULT, ActorKind.CHILD, ActorKind.DOG})


class Eye(NamedTuple):
    """Where a camera is: (3,) metres, and (3, 3) the map's frame seen in its axes right, down, ahead."""

    at: Numbers
    axes: Numbers
    focal: float
    wide: int
    high: int
    heading: float


def eye(frame: Frame) -> Eye:
    """The camera of a frame."""
    camera = frame.lens
    pose = np.zeros(4)
    for actor in frame.scene.actors:
        if actor.id == camera.rides:
            pose = actor.track.at(np.array([frame.time]))[0]
    turn = np.array([[np.cos(pose[3]), -np.sin(pose[3])], [np.sin(pose[3]), np.cos(pose[3])]])
    at = pose[:3] + np.append(turn @ np.array(camera.at[:2]), camera.at[2])
    yaw, pitch = pose[3] + camera.yaw, camera.pitch
    spin = np.array([[np.cos(yaw), np.sin(yaw), 0], [-np.sin(yaw), np.cos(yaw), 0], [0, 0, 1]])
    tilt = np.array([[np.cos(pitch), 0, np.sin(pitch)], [0, 1, 0], [-np.sin(pitch), 0, np.cos(pitch)]])
    forward_left_up = tilt @ spin
    axes = np.array([-forward_left_up[1], -forward_left_up[2], forward_left_up[0]])
    return Eye(at, axes, camera.focal, *camera.pixels, float(yaw))


def ways(seen: Eye) -> Numbers:
    """(h, w, 3) in the map's frame, each one metre along the optical axis."""
    x = (np.arange(seen.wide) + 0.5 - seen.wide / 2) / seen.focal
    y = (np.arange(seen.high) + 0.5 - seen.high / 2) / seen.focal
    found: Numbers = x[None, :, None] * seen.axes[0] + y[:, None, None] * seen.axes[1] + seen.axes[2]
    return found


def slants(seen: Eye) -> Numbers:
    """(h, w) the squares of the lengths of `ways`: the axes are square to each other."""
    x = (np.arange(seen.wide) + 0.5 - seen.wide / 2) / seen.focal
    y = (np.arange(seen.high) + 0.5 - seen.high / 2) / seen.focal
    found: Numbers = 1 + x[None, :] ** 2 + y[:, None] ** 2
    return found


def ways_at(seen: Eye, row: Places, column: Places) -> Numbers:
    """(n, 3) `ways` of some pixels."""
    x = (column + 0.5 - seen.wide / 2) / seen.focal
    y = (row + 0.5 - seen.high / 2) / seen.focal
    found: Numbers = x[:, None] * seen.axes[0] + y[:, None] * seen.axes[1] + seen.axes[2]
    return found


def points(frame: Frame, seen: Eye) -> Numbers:
    """(h, w, 3) metres: where each pixel's depth says that it is."""
    found: Numbers = _points(frame.depth, seen.at, seen.axes, seen.focal)
    return found


@njit(cache=True)
def _points(depth, at, axes, focal):  # type: ignore[no-untyped-def]
    """Each pixel's in turn."""
    high, wide = depth.shape
    found = np.empty((high, wide, 3))
    for row in range(high):
        down = (row + 0.5 - high / 2) / focal
        for column in range(wide):
            right, ahead = (column + 0.5 - wide / 2) / focal, depth[row, column] / DEPTH_STEPS
            for c in range(3):
                found[row, column, c] = at[c] + ahead * (right * axes[0, c] + down * axes[1, c] + axes[2, c])
    return found


class Body(NamedTuple):
    """An actor's box: (3,) its middle, (3, 3) its axes as rows, (3,) half its size, and limbs' reach out of it."""

    middle: Numbers
    axes: Numbers
    half: Numbers
    slack: Numbers


def body(actor: Actor, time: float) -> Body:
    """The box of an actor. People and dogs swing limbs beyond it, by up to half their height."""
    x, y, z, heading = actor.track.at(np.array([time]))[0]
    axes = np.array([[np.cos(heading), np.sin(heading), 0], [-np.sin(heading), np.cos(heading), 0], [0, 0, 1]])
    half = np.array(actor.size) / 2
    slack = np.full(3, 0.03)
    if actor.kind in _WALKERS:
        slack = np.array([0.5, 0.22, 0.06]) * actor.size.height
    return Body(np.array([x, y, z + half[2]]), axes, half, slack)


def core(actor: Actor, time: float) -> Numbers:
    """(n, 3) places 0.04 m inside the actor whatever it looks like; none in what is thin or hollow."""
    box = body(actor, time)
    if actor.kind in VEHICLES:
        ahead, up = np.linspace(-0.6, 0.6, 5), np.array([-0.3, -0.15])
        inside = [[a, b, c] for a in ahead for b in (-0.5, 0.0, 0.5) for c in up]
    elif actor.kind is ActorKind.BALL:
        inside = [[0.0, 0.0, 0.0]]
    elif actor.kind in (ActorKind.ADULT, ActorKind.CHILD):
        inside = [[0.0, 0.0, 0.02], [0.0, 0.0, 0.08]]  # hips
    else:
        return np.empty((0, 3))
    found: Numbers = box.middle + (np.array(inside) * box.half) @ box.axes
    return found


def project(seen: Eye, places: Numbers) -> Numbers:
    """(n, 3) pixels to the right and down, and metres ahead, of places (n, 3)."""
    off = (places - seen.at) @ seen.axes.T
    with np.errstate(divide="ignore", invalid="ignore"):
        across = off[:, :2] / off[:, 2:] * seen.focal + [seen.wide / 2, seen.high / 2]
    return np.column_stack([across, off[:, 2]])
