"""Flow against depth and motion: each pixel's point is carried on with its body, and looked at by the next camera."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provender.twin.clip import Clip, Fate, shifts
from provender.twin.frame import DEPTH_STEPS, Frame, Kind
from provender.twin.scene import Actor, ActorKind
from provender.twin.verifiers._pinhole import Eye, Numbers, body, eye, project, ways

Mask = npt.NDArray[np.bool_]

_SUPPLE = frozenset({ActorKind.ADULT, ActorKind.CHILD, ActorKind.DOG, ActorKind.BICYCLE})
_ROUND = 0.03  # pixels: half a step of flow, and single precision
_HALF = 0.6 / DEPTH_STEPS  # m
_ENDLESS = 1e6  # m
_MARGIN = 0.75  # pixels from the picture's edge at which a point may count as in or out
_LIMBS = 4.0  # of a body's speed and more, at which its limbs move against it,
_SLOW = 1.5  # m/s more
_BODY = 0.45  # of a body's motion that the mean of most of it may differ by
_MOST = 0.5  # of a body
_MANY = 30  # pixels from which on a body's mean motion is asked for
_RANGE = 500.0  # pixels within which flow must be told
_CLOSE = 0.3  # m before the camera, nearer than which nothing is asked
_WRONG = 3  # pixels of a kind at least: one alone may lie on an edge of single precision
_LOOSE = 8  # pixels, and this share of a picture, that may be seen through gaps narrower than a pixel
_GAPS = 5e-4
_REACH = 2  # pixels around where a point lands in which something must be as far as it


class _Pair(NamedTuple):
    """Two frames with their cameras."""

    one: Frame
    two: Frame
    first: Eye
    second: Eye


def flow_faults(clip: Clip, number: int) -> Iterator[str]:
    """What is wrong with the flow from a frame to the next."""
    one, two = clip.frames[number], clip.frames[number + 1]
    pair = _Pair(one, two, eye(one), eye(two))
    told, fate = shifts(clip.flow[number]), clip.flow[number][..., 2]
    if fate.max() > Fate.LOST:
        yield f"{fate.max()} is no fate of a pixel"
        return
    want, ahead, slack = _wanted(pair)
    yield from _carried(told, (want, ahead, slack), one)
    yield from _bodies(pair, told, want, ahead)
    yield from _fates(pair, clip.flow[number], ahead, want)


def _wanted(pair: _Pair) -> tuple[Numbers, Numbers, Numbers]:
    """(h, w, 2) the flow of every pixel, (h, w) metres ahead, and (h, w) pixels that it may differ; nan if unknown."""
    one = pair.one
    away, sky = ways(pair.first), one.kind == Kind.SKY
    far = np.where(sky, _ENDLESS, one.depth / DEPTH_STEPS)
    known = sky | (one.depth > 0)
    want, ahead, slack = np.full((*far.shape, 2), np.nan), np.full(far.shape, np.nan), np.full(far.shape, np.inf)
    for who in np.unique(one.instance).tolist():
        own = known & (one.instance == who)
        actor = one.scene.actors[who - 1] if who else None
        want[own], ahead[own], slack[own] = _expected(pair, actor, (away[own], far[own], sky[own]))
        if actor is not None and actor.kind in _SUPPLE:
            slack[own] += _limbs(pair, actor, ahead[own])
    return want, ahead, slack


def _expected(
    pair: _Pair, actor: Actor | None, points: tuple[Numbers, Numbers, Mask]
) -> tuple[Numbers, Numbers, Numbers]:
    """(n, 2) the flow of one body's points, (n,) metres ahead they are then, and (n,) pixels that depth leaves open.

    Args:
        points: (n, 3) the ways to them, (n,) metres ahead they are now, and (n,) whether they are sky.
    """
    away, far, sky = points
    found = []
    for by in (0.0, -_HALF, _HALF):
        place = pair.first.at + away * (far + by)[:, None]
        if actor is not None:
            place = _moved(actor, place, pair.one.time, pair.two.time)
        place = np.where(sky[:, None], away * _ENDLESS + pair.second.at, place)
        found.append(project(pair.second, place))
    here = project(pair.first, pair.first.at + away)
    room = np.hypot(*(found[1] - found[2])[:, :2].T)
    return found[0][:, :2] - here[:, :2], found[0][:, 2], room + _ROUND


def _moved(actor: Actor, place: Numbers, before: float, after: float) -> Numbers:
    """Places on an actor, carried with its box."""
    first, then = body(actor, before), body(actor, after)
    carried: Numbers = then.middle + (place - first.middle) @ first.axes.T @ then.axes
    return carried


def _gone(pair: _Pair, actor: Actor) -> float:
    """Metres by which a body moves."""
    return float(np.linalg.norm(body(actor, pair.two.time).middle - body(actor, pair.one.time).middle))


def _limbs(pair: _Pair, actor: Actor, ahead: Numbers) -> Numbers:
    """(n,) pixels that limbs may be off."""
    step = pair.two.time - pair.one.time
    off: Numbers = pair.first.focal * (_LIMBS * _gone(pair, actor) + _SLOW * step) / np.maximum(ahead, 0.3)
    return off


def _carried(told: "npt.NDArray[np.float32]", wanted: tuple[Numbers, Numbers, Numbers], one: Frame) -> Iterator[str]:
    """Every pixel moves as its body does."""
    want, ahead, slack = wanted
    within = (ahead > _CLOSE) & (np.abs(want) < _RANGE).all(-1)
    untold = within & np.isnan(told[..., 0])
    if untold.sum() >= _WRONG:
        yield f"it is not told of {int(untold.sum())} pixels"
    off = np.hypot(*np.moveaxis(told - want, 2, 0))
    bad = within & (off > slack)
    if bad.sum() >= _WRONG:
        row, column = np.argwhere(bad)[int(bad.sum()) // 2]
        who = one.scene.actors[one.instance[row, column] - 1].id if one.instance[row, column] else "the map"
        yield (
            f"{int(bad.sum())} pixels do not move as they should: at {column}, {row} {who} moves by "
            f"{told[row, column, 0]:.2f}, {told[row, column, 1]:.2f} and not by "
            f"{want[row, column, 0]:.2f}, {want[row, column, 1]:.2f}"
        )


def _bodies(pair: _Pair, told: "npt.NDArray[np.float32]", want: Numbers, ahead: Numbers) -> Iterator[str]:
    """The mean of who has limbs moves as the body does."""
    for thing in pair.one.things:
        actor = pair.one.scene.actors[thing.instance - 1]
        own = (pair.one.instance == thing.instance) & np.isfinite(told[..., 0]) & np.isfinite(want[..., 0])
        if actor.kind not in _SUPPLE or own.sum() < _MANY or thing.shown < _MOST:
            continue
        off = float(np.hypot(*(told[own] - want[own]).mean(0)))
        room = 0.3 + _BODY * _gone(pair, actor) * pair.first.focal / float(ahead[own].mean())
        if off > room:
            yield f"{thing.id} as a whole is {off:.2f} pixels from where its body goes"


def _fates(pair: _Pair, flow: "npt.NDArray[np.uint16]", ahead: Numbers, want: Numbers) -> Iterator[str]:
    """What is said to be seen then is in the picture and not behind what is nearer; what is lost is."""
    high, wide = ahead.shape
    fate = flow[..., 2]
    row, column = np.nonzero((fate != Fate.UNTOLD) & np.isfinite(ahead))
    x, y = column + 0.5 + want[row, column, 0], row + 0.5 + want[row, column, 1]
    inside = (x > _MARGIN) & (x < wide - _MARGIN) & (y > _MARGIN) & (y < high - _MARGIN)
    outside = (x < -_MARGIN) | (x > wide + _MARGIN) | (y < -_MARGIN) | (y > high + _MARGIN)
    seen = fate[row, column] == Fate.SEEN
    near, distant = _around(pair.two)
    there = np.clip(y, 0, high - 1).astype(int), np.clip(x, 0, wide - 1).astype(int)
    then = ahead[row, column]
    room = 0.25 + 0.03 * then
    hidden = inside & (distant[there] < then - room)
    bare = inside & (near[there] > then - 0.02 - 0.002 * then) & (then < 200)
    supple = [number for number, actor in enumerate(pair.one.scene.actors, 1) if actor.kind in _SUPPLE]
    still = ~np.isin(pair.one.instance[row, column], supple)  # of whom limbs are elsewhere than the body says
    most = _LOOSE + _GAPS * wide * high
    for what, told in (
        (seen & outside, "seen that have left the picture"),
        (seen & hidden, "seen that are hidden then"),
        (~seen & bare, "lost that nothing hides"),
    ):
        if (what & still).sum() > most:
            yield f"{int((what & still).sum())} pixels are said to be {told}"


def _around(frame: Frame) -> tuple[Numbers, Numbers]:
    """(h, w) metres of the nearest and of the farthest in the five by five pixels around each; sky is endless."""
    depth = np.where(frame.depth > 0, frame.depth / DEPTH_STEPS, np.where(frame.kind == Kind.SKY, _ENDLESS, 255.0))
    near = far = np.pad(depth, _REACH, mode="edge")
    for axis, size in enumerate(depth.shape):
        parts = [slice(at, at + size) for at in range(2 * _REACH + 1)]
        near = np.minimum.reduce([near[part] if axis == 0 else near[:, part] for part in parts])
        far = np.maximum.reduce([far[part] if axis == 0 else far[:, part] for part in parts])
    return near, far
