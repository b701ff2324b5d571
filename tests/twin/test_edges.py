"""On the very edge of a wall or a mask rounding decides what a ray meets: a judge asks nothing there, but beside it."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from provender.core.recipe import Shard
from provender.twin.frame import DEPTH_STEPS, Frame, Thing
from provender.twin.generators.frames import Frames
from provender.twin.verifiers._pinhole import body, eye
from provender.twin.verifiers._shapes import _hidden, _rim
from provender.twin.verifiers._surroundings import _edges, _first_wall
from provender.twin.verifiers.labels import frame_faults


@lru_cache(maxsize=1)
def seen() -> Frame:
    """A street by day."""
    (record,) = Frames(map="city", light="day", weather="clear", wide=240)(Shard(seed=5, start=0, count=1, recipe=""))
    assert isinstance(record.payload, Frame)
    return record.payload


def met(above: float, room: float) -> float:
    """Where a ray meets the first wall in sight, `above` its top; 1 is that wall."""
    frame = seen()
    at = eye(frame)
    starts, ends, _, tops = _edges(frame)
    for start, end, top in zip(starts, ends, tops, strict=True):
        ways = np.array([[*(start + end) / 2, top + high] for high in (-0.5, above)]) - at.at
        if _first_wall(frame, at, ways[:1])[0] == pytest.approx(1.0):
            return float(_first_wall(frame, at, ways[1:], room=room)[0])
    raise AssertionError("no wall is in sight")


def test_a_ray_within_two_centimetres_of_a_roof_may_meet_the_wall_or_not() -> None:
    assert met(0.01, 0.0) != pytest.approx(1.0, abs=1e-3)
    assert met(0.01, 0.02) == pytest.approx(1.0)
    assert met(-0.01, 0.0) == pytest.approx(1.0)
    assert met(-0.01, -0.02) != pytest.approx(1.0, abs=1e-3)


def test_what_a_ray_meets_may_lie_behind_the_roof_that_it_grazes() -> None:
    part = Frames(map="city", light="night", weather="rain", wide=240)
    (record,) = part(Shard(seed=21, start=586, count=1, recipe=""))
    assert isinstance(record.payload, Frame)
    row, column = 0, 19  # a house 30 m away, over a roof 18 m away whose top edge the ray crosses

    assert float(record.payload.depth[row, column]) == pytest.approx(30 * DEPTH_STEPS, rel=0.01)
    assert list(frame_faults(record.payload)) == []


def spots(thing: Thing, *, rim: bool) -> np.ndarray:
    """(n, 2) rows and columns of its seen pixels on the rim of its mask, or within it."""
    x0, y0, x1, y1 = thing.whole
    own = seen().instance[y0:y1, x0:x1] == thing.instance
    places: np.ndarray = np.argwhere(own & (_rim(thing.amodal()) == rim)) + np.array([y0, x0])
    return places


def hole(thing: Thing, *, rim: bool) -> str:
    """What is said where one pixel of a thing is told to show what is far behind it."""
    frame = seen()
    row, column = spots(thing, rim=rim)[0]
    instance, depth = frame.instance.copy(), frame.depth.copy()
    instance[row, column], depth[row, column] = 0, 200 * DEPTH_STEPS
    changed = replace(frame, instance=instance, depth=depth)
    box = body(frame.scene.actors[thing.instance - 1], frame.time)
    return next(_hidden(changed, thing, box, eye(frame)), "")


def test_one_pixel_of_a_rim_may_fall_to_either_side_and_none_within() -> None:
    thing = max(seen().things, key=lambda one: len(spots(one, rim=False)))

    assert hole(thing, rim=True) == ""
    assert "hidden by what is farther" in hole(thing, rim=False)
