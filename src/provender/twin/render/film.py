"""A clip of a scene: a shot at each time, the flow from each to the next, and everybody's track."""

from collections.abc import Iterator, Sequence

import numpy as np

from provender.twin.clip import Clip, State, Tracked
from provender.twin.frame import KIND_OF, Frame
from provender.twin.render.flow import flow
from provender.twin.render.picture import shot
from provender.twin.scene import Actor, Camera, Scene

_AROUND = 0.05  # s to either side, over which a velocity is the mean


def film(scene: Scene, camera: Camera, keys: Sequence[int]) -> Clip:
    """What a camera sees at its times.

    Args:
        camera: of the scene, with two times or more.
        keys: of the sensor's noise, one a frame.
    """
    frames, flows = [], []
    last = None
    for time, key in zip(camera.times, keys, strict=True):
        now = shot(scene, camera, time, key=key)
        if last:
            flows.append(flow(last, now))
        frames.append(now.frame)
        last = now
    return Clip(frames=tuple(frames), flow=tuple(flows), tracks=tuple(_tracks(frames)))


def _tracks(frames: Sequence[Frame]) -> Iterator[Tracked]:
    """Those of who is told of in any frame."""
    scene = frames[0].scene
    met = {thing.instance for frame in frames for thing in frame.things}
    times = np.array([frame.time for frame in frames])
    for number in sorted(met):
        actor = scene.actors[number - 1]
        length, width, height = (float(metres) for metres in actor.size)
        yield Tracked(instance=number, id=actor.id, kind=KIND_OF[actor.kind].name.lower(),
                      size=(length, width, height), states=_states(actor, times, scene.end))  # fmt: skip


def _states(actor: Actor, times: "np.ndarray", end: float) -> tuple[State, ...]:
    """Poses and velocities at some times."""
    before, after = np.maximum(times - _AROUND, 0.0), np.minimum(times + _AROUND, end)
    gone = actor.track.at(after)[:, :3] - actor.track.at(before)[:, :3]
    rates = gone / (after - before)[:, None]
    rows = np.column_stack([actor.track.at(times), rates])
    return tuple((*row,) for row in rows.tolist())
