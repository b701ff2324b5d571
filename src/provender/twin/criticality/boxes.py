"""Boxes that move in the plane: when they would touch, and how long apart they take the same place."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provender.twin.maps.map import Floats, Points
from provender.twin.scene import Actor

_PARALLEL = 1e-12


class Boxes(NamedTuple):
    """One box at m moments: middles (m, 2), headings (m,), velocities (m, 2), and half its length and width (2,)."""

    middle: Points
    heading: Floats
    velocity: Points
    half: Floats


def boxes(actor: Actor, times: Floats) -> Boxes:
    """An actor's box at some moments."""
    poses = actor.track.at(times)
    half = np.array([actor.size.length, actor.size.width]) / 2
    return Boxes(poses[:, :2], poses[:, 3], actor.track.velocity(times)[:, :2], half)


def contact(one: Boxes, two: Boxes) -> Floats:
    """(m,) seconds until the two touch if each keeps its velocity and heading; 0 where they do, infinite if never.

    On each of the four axes that could part two boxes their shadows overlap for one span of time; they touch in what
    is common to the four spans (separating axes, S. Gottschalk and others, OBBTree, 1996).
    """
    away, rate = two.middle - one.middle, two.velocity - one.velocity
    enter, leave = np.zeros(len(away)), np.full(len(away), np.inf)
    for turn in (one.heading, one.heading + np.pi / 2, two.heading, two.heading + np.pi / 2):
        axis = np.stack([np.cos(turn), np.sin(turn)], 1)
        reach = _shadow(one, turn) + _shadow(two, turn)
        gap, speed = (away * axis).sum(1), (rate * axis).sum(1)
        still = np.abs(speed) < _PARALLEL
        safe = np.where(still, 1.0, speed)
        ends = np.sort(np.stack([(-reach - gap) / safe, (reach - gap) / safe]), axis=0)
        over = np.abs(gap) <= reach
        enter = np.maximum(enter, np.where(still, np.where(over, 0.0, np.inf), ends[0]))
        leave = np.minimum(leave, np.where(still, np.where(over, np.inf, -np.inf), ends[1]))
    time: Floats = np.where(enter <= leave, enter, np.inf)
    return time


def _shadow(box: Boxes, turn: Floats) -> Floats:
    """(m,) how far a box reaches to either side along the direction `turn`."""
    seen = turn - box.heading
    reach: Floats = box.half[0] * np.abs(np.cos(seen)) + box.half[1] * np.abs(np.sin(seen))
    return reach


def encroachment(one: Actor, two: Actor, times: Floats) -> float:
    """Post-encroachment time, s: the least time between the two taking the same place; infinite if they never do.

    0 means that they touch. Counted in steps of `times` (m,), ascending.
    """
    first, second = boxes(one, times), boxes(two, times)
    rows, columns = np.meshgrid(np.arange(len(times)), np.arange(len(times)), indexing="ij")
    touch = contact(_at(first, rows.ravel()), _at(second, columns.ravel())) == 0
    apart = np.abs(times[rows.ravel()] - times[columns.ravel()])
    return float(apart[touch].min(initial=np.inf))


def _at(box: Boxes, which: npt.NDArray[np.int64]) -> Boxes:
    """A box at some of its moments, standing still."""
    return Boxes(box.middle[which], box.heading[which], np.zeros((len(which), 2)), box.half)
