"""Contacts of single ticks, and their sums over the steps of an episode."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from provender.twin.robots.episode import STEP, Array

TICK = 0.002  # s
TICKS = round(STEP / TICK)
_DEEP = 0.002  # m
_SPREAD, _FAINT = 1.6, 0.02  # of loads to normal forces, and N of which nothing is asked
_GAIN, _SPRING = 5e-4, 5e-4  # J, and J per newton that soft surfaces give back
_NOTHING = 1e-9  # N: surfaces that meet without pressing are no contact


class Touches(NamedTuple):
    """The c contacts of a tick.

    Attributes:
        step: (c,).
        pair: (c, 2) bodies.
        at, frame: (c, 3) and (c, 9): place, and axes as rows, the first from one body to the other.
        wrench: (c, 6) on the other body, along and about those axes.
        one, other: (c, 3) the bodies' middles.
        speed: (c, 3) of the other body where it is part of the tool, in the mean of before and after.
        gap: (c,) metres, negative where surfaces press into each other.
    """

    step: npt.NDArray[np.int64]
    pair: npt.NDArray[np.int64]
    at: Array
    frame: Array
    wrench: Array
    one: Array
    other: Array
    speed: Array
    gap: Array


def touches(model: Any, data: Any, *, before: Array, after: Array, step: int) -> Touches:
    """What touched in the tick that MuJoCo has just made; `before` and `after` (t, 3) are the tool's speeds."""
    found = data.contact
    pair = model.geom_bodyid[found.geom]
    place = np.minimum(found.efc_address[:, None] + np.arange(6), data.nefc - 1)
    wrench = np.where(np.arange(6) < found.dim[:, None], data.efc_force[place], 0.0)
    speeds = np.zeros((model.nbody, 3))
    speeds[-len(after) :] = (before + after) / 2
    middles = data.xpos
    return Touches(
        np.full(len(pair), step), pair, found.pos.copy(), found.frame.copy(), wrench, middles[pair[:, 0]],
        middles[pair[:, 1]], speeds[pair.max(1)], found.dist.copy(),
    )  # fmt: skip


def summed(ticks: Sequence[Touches], steps: int, tool: int) -> tuple[Array, Array]:
    """(m, 19) contacts of an episode, and (n,) joules that the tool does in each step; `tool` is its first body."""
    if not ticks:
        return np.zeros((0, 19)), np.zeros(steps)
    all_ = Touches(*(np.concatenate(column) for column in zip(*ticks, strict=True)))
    frame = all_.frame.reshape(-1, 3, 3)
    force = np.einsum("ck,ckd->cd", all_.wrench[:, :3], frame)
    spin = np.einsum("ck,ckd->cd", all_.wrench[:, 3:], frame)
    press = all_.wrench[:, :1] * frame[:, 0]
    on_other = np.cross(all_.at - all_.other, force) + spin
    on_one = -np.cross(all_.at - all_.one, force) - spin
    turned = (all_.pair[:, 0] > all_.pair[:, 1])[:, None]
    force, press = np.where(turned, -force, force), np.where(turned, -press, press)
    low, high = all_.pair.min(1), all_.pair.max(1)
    on_low, on_high = np.where(turned, on_other, on_one), np.where(turned, on_one, on_other)
    on_low[low == 0] = 0.0
    weight = all_.wrench[:, :1]
    columns = np.concatenate([force, press, on_low, on_high, all_.at * weight, weight], 1)
    key = (all_.step * 256 + low) * 256 + high
    keys, group = np.unique(key, return_inverse=True)
    totals = np.zeros((len(keys), columns.shape[1]))
    np.add.at(totals, group, columns)
    middle = totals[:, 12:15] / np.maximum(totals[:, 15:], 1e-12)
    names = np.stack([keys // 65_536, keys // 256 % 256, keys % 256], 1).astype(np.float64)
    by_tool = (high >= tool) & (low < tool) & (low > 0)
    given = -(force * all_.speed).sum(1)[by_tool] * TICK
    work = np.bincount(all_.step[by_tool], given, minlength=steps)
    rows = np.concatenate([names, totals[:, :12] / TICKS, middle, totals[:, 15:] / TICKS], 1)
    return rows[rows[:, -1] > _NOTHING], np.asarray(work, np.float64)


DOUBTS = ("sinking", "contradicting normals", "load against force", "energy from nothing")
"""Why the engine is not believed, in the order in which it is asked."""


def doubt(ticks: Sequence[Touches], rows: Array, energy: Array) -> str:
    """Why the engine has left the range in which it can be believed; "" where it has not.

    Contacts are soft: under a blow or a pinch, surfaces sink into each other, normals contradict, or energy comes from
    nothing.
    """
    deepest = min((float(tick.gap.min()) for tick in ticks), default=0.0)
    press = np.linalg.norm(rows[:, 6:9], axis=1)
    load = np.bincount(rows[:, 0].astype(np.int64), rows[:, 18], minlength=len(energy) - 1)
    total = energy[:, 0] + energy[:, 1] - energy[:, 2]
    gain = np.diff(total) > _GAIN + _SPRING * load
    found = (
        deepest < -_DEEP,
        any(_contradicts(tick) for tick in ticks),
        bool((rows[:, 18] > _SPREAD * press + _FAINT).any()),
        bool(gain.any()),
    )
    return next((name for name, so in zip(DOUBTS, found, strict=True) if so), "")


def _contradicts(tick: Touches) -> bool:
    """Whether a normal points into the body that it should point out of, which no convex body has."""
    normal = tick.frame[:, :3]
    out_of_one = ((tick.at - tick.one) * normal).sum(1) > 0
    into_other = ((tick.other - tick.at) * normal).sum(1) > 0
    return bool(((tick.wrench[:, 0] > _FAINT) & (tick.pair[:, 0] > 0) & ~(out_of_one & into_other)).any())
