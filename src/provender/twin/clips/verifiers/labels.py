"""Are a clip's labels true of its scene? Frames, flow and tracks held against motion worked out anew.

It knows a scene and what a clip says, and nothing of how pictures are made. What passes is SCREENED, as with frames.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.twin.clip import Clip
from provender.twin.clips.verifiers._flow import flow_faults
from provender.twin.clips.verifiers._pictures import picture_faults
from provender.twin.clips.verifiers._tracks import track_faults
from provender.twin.verifiers._judged import judged
from provender.twin.verifiers.labels import frame_faults
from provender.twin.verifiers.motion import motion_faults

NAME = "twin/clips/labels"
_EVEN = 1e-5  # s


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Fails a clip whose labels cannot be true; passes any other as SCREENED.

    Checked are: every frame, as `twin/labels` does; the scene's motion, as `twin/motion` does; even steps of time, of
    one scene and one camera; flow against depth, the camera's motion and each body's; what flow says is seen or hidden
    then against the next frame; tracks against the scene, against each frame's boxes and against what bodies can do;
    who has which number throughout; pictures that stand still while what they show moves.

    Example:
        A clip of which the fifth picture is the fourth once more fails: what it shows has not moved as its flow says.
    """

    screens: ClassVar[bool] = True

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judged(records, Clip, clip_faults, name=NAME)


def clip_faults(clip: Clip) -> Iterator[str]:
    """What is wrong with a clip, in words; what the rest rests on first."""
    first = list(_steps(clip))
    yield from first
    if first:
        return
    yield from motion_faults(clip.scene)
    yield from track_faults(clip)
    for number, frame in enumerate(clip.frames):
        yield from (f"frame {number}: {reason}" for reason in frame_faults(frame))
    for number in range(len(clip.flow)):
        yield from (f"flow {number}: {reason}" for reason in flow_faults(clip, number))
        yield from (f"frame {number + 1}: {reason}" for reason in picture_faults(clip, number))


def _steps(clip: Clip) -> Iterator[str]:
    """One scene, one camera, its times in even steps, and a flow between each two frames."""
    first = clip.frames[0]
    if any(frame.scene != first.scene or frame.camera != first.camera for frame in clip.frames):
        yield "its frames are not of one scene and camera"
        return
    times = clip.times
    step = np.diff(times)
    if len(times) < 2 or (step <= 0).any() or np.ptp(step) > _EVEN:
        yield "its frames are not in even steps of time"
    if clip.lens.times != tuple(times.tolist()):
        yield "its frames are not of the times at which its camera looks"
    wide, high = clip.lens.pixels
    if len(clip.flow) != len(times) - 1 or any(flow.shape != (high, wide, 3) for flow in clip.flow):
        yield "it has not one flow between each two frames"
