"""Corners of actors' boxes as a camera sees them, by the judge's own geometry."""

import numpy as np
import numpy.typing as npt

from provender.twin.frame import Frame
from provender.twin.verifiers._pinhole import body, eye, project

Numbers = npt.NDArray[np.float64]
_SIGNS = np.array([[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)])


def world_corners(frame: Frame, name: str) -> Numbers:
    """(8, 3) metres in the map's frame."""
    box = body(next(actor for actor in frame.scene.actors if actor.id == name), frame.time)
    corners: Numbers = box.middle + (_SIGNS * box.half) @ box.axes
    return corners


def scene_corners(frame: Frame, name: str) -> Numbers:
    """(8, 3) pixels to the right and down, and metres ahead."""
    return project(eye(frame), world_corners(frame, name))


def same_corners(one: Numbers, other: Numbers, *, within: float) -> bool:
    """Whether two sets of points are the same, whatever their order."""
    apart = np.abs(one[:, None] - other[None]).max(2)
    return bool(apart.min(1).max() < within and apart.min(0).max() < within)
