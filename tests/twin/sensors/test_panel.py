"""The report draws a sweep: points where they are, and who was met."""

from dataclasses import replace
from functools import lru_cache
from io import BytesIO

import numpy as np
from PIL import Image

from provender.core.protocols import Judged
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.twin.frame import Kind
from provender.twin.sensors.generators.sweeps import Sweeps as Made
from provender.twin.sensors.panels.sweeps import Sweeps
from provender.twin.sensors.sweep import Sweep

PINK = np.array([255, 84, 160])


@lru_cache
def sample() -> Record:
    """A child after its ball."""
    (record,) = Made(map="city", conditions={"fog": "fog"})(Shard(seed=5, start=0, count=1, recipe=""))
    assert isinstance(record, Record)
    return record


def picture(record: Record) -> np.ndarray:
    """What the panel draws of it."""
    (block,) = Sweeps()([Judged(record=record, fate="accepted", reason="", verifier="x", grade="screened")])
    return np.asarray(Image.open(BytesIO(block.image))).astype(int)


def test_whom_it_is_about_stands_first_in_the_table() -> None:
    (block,) = Sweeps()([Judged(record=sample(), fate="accepted", reason="", verifier="x", grade="screened")])
    sweep = sample().payload
    assert isinstance(sweep, Sweep)
    rows = {row[0]: row for row in block.rows}
    number = next(n for n, actor in enumerate(sweep.scene.actors, 1) if actor.id == "child")

    assert {"child", "ball"} <= {row[0] for row in block.rows[:4]}
    assert rows["child"][3] == f"{(sweep.spin.instance == number).sum():,}"
    assert "ego" not in rows


def test_a_child_is_drawn_where_its_points_are() -> None:
    sweep = sample().payload
    assert isinstance(sweep, Sweep)
    own = sweep.spin.kind == Kind.CHILD
    assert own.any()
    without = replace(sweep, spin=type(sweep.spin)(*(column[~own] for column in sweep.spin)))
    shown, bare = picture(sample()), picture(replace(sample(), payload=without))
    across = (sweep.lidar.columns // 2 - sweep.spin.column[own].astype(int)) % sweep.lidar.columns
    middle = np.median(across) / sweep.lidar.columns * shown.shape[1]

    changed = np.argwhere(np.abs(shown - bare).sum(2)[506:618] > 60)  # the turn, by class

    assert len(changed) > 5
    assert abs(np.median(changed[:, 1]) - middle) < 12
    assert (np.abs(shown[:500] - PINK).sum(2) < 40).any()
