"""Tracks against the scene, against the frames' boxes, and against what bodies can do."""

from collections.abc import Iterator, Mapping

import numpy as np

from provender.twin.clip import Clip, Tracked
from provender.twin.frame import KIND_OF, Frame
from provender.twin.scene import Actor, ActorKind
from provender.twin.verifiers._pinhole import Numbers, eye
from provender.twin.verifiers._states import WHEELS, G, between, length

_NEAR = 1e-6  # m and m/s
_BOX = 2e-3  # m, and radians
_FASTEST: Mapping[str, float] = {  # m/s
    "adult": 10.5, "child": 9.0, "dog": 20.0, "bicycle": 25.0, "ball": 40.0, "door": 5.0, "load": 70.0,
}  # fmt: skip
_HARDEST: Mapping[str, float] = {"adult": 14.0, "child": 14.0, "dog": 25.0, "bicycle": 9.0}  # m/s2, over two steps
_TURN = 0.9  # of a vehicle's speed over its turning: metres of radius that it can at least
_STRUCK = frozenset({"ball", "load", "door"})
_AROUND = 0.05  # s: velocities are means over this to either side


def track_faults(clip: Clip) -> Iterator[str]:
    """Who is tracked, then each track."""
    numbers = [track.instance for track in clip.tracks]
    if numbers != sorted(set(numbers)):
        yield "a number is more than one track's"
    told = {track.instance: track for track in clip.tracks}
    for at, frame in enumerate(clip.frames):
        for thing in frame.things:
            track = told.get(thing.instance)
            if track is None or track.id != thing.id or track.kind != thing.kind:
                yield f"{thing.id} is in frame {at} and in no track of its number"
                return
    met = {thing.instance for frame in clip.frames for thing in frame.things}
    if set(numbers) - met:
        yield f"{told[min(set(numbers) - met)].id} has a track and is in no frame"
        return
    for track in clip.tracks:
        actor = clip.scene.actors[track.instance - 1]
        if len(track.states) != len(clip.frames) or track.size != tuple(float(side) for side in actor.size):
            yield f"the track of {track.id} is not of its size, or not of every frame"
            return
        yield from _alone(track, clip.times)
        yield from _scene(track, actor, clip)
        yield from _boxes(track, clip.frames)


def _alone(track: Tracked, times: Numbers) -> Iterator[str]:
    """The track by itself: no jump, no push that its kind cannot have, no velocity that its places contradict."""
    states = np.array(track.states)
    places, rates = states[:, :3], states[:, 4:]
    step = np.diff(times)
    means = np.diff(places, axis=0) / step[:, None]
    fastest = _FASTEST.get(track.kind, 70.0)
    if length(means).max() > fastest or length(rates).max() > fastest:
        yield f"{track.id}, a {track.kind}, is tracked at {max(length(means).max(), length(rates).max()):.1f} m/s"
    hardest = _HARDEST.get(track.kind, 1.3 * G)
    if track.kind in _STRUCK:
        return
    if len(means) > 1:
        pushes = length(np.diff(means, axis=0)) / step[1:]
        if pushes.max() > hardest:
            yield f"{track.id}, a {track.kind}, is tracked with a push of {pushes.max():.1f} m/s2"
    off = np.maximum(length(rates[1:] - means), length(rates[:-1] - means))
    room = hardest * (step / 2 + _AROUND) + 0.02
    if (off > room).any():
        yield f"the velocity of {track.id} is {off.max():.2f} m/s from how it moves"
    if ActorKind(track.kind) in WHEELS:
        turned = np.abs(between(states[:-1, 3], states[1:, 3]))
        if (turned * 2.5 > length(means) * step + 0.05).any():
            yield f"{track.id} turns on the spot"


def _scene(track: Tracked, actor: Actor, clip: Clip) -> Iterator[str]:
    """Poses and velocities against the scene's own track."""
    states, times = np.array(track.states), clip.times
    poses = actor.track.at(times)
    away = np.abs(between(states[:, 3], poses[:, 3]))
    if track.id != actor.id or track.kind != KIND_OF[actor.kind].name.lower():
        yield f"actor {track.instance} of the scene is not {track.id}"
    off = length(states[:, :3] - poses[:, :3])
    if off.max() > _NEAR or away.max() > _NEAR:
        at = int(np.maximum(off, away).argmax())
        yield f"{track.id} is tracked {off[at]:.2f} m from where it is in frame {at}"
    low, high = np.maximum(times - _AROUND, 0.0), np.minimum(times + _AROUND, clip.scene.end)
    gone = (actor.track.at(high) - actor.track.at(low))[:, :3] / (high - low)[:, None]
    wrong = length(states[:, 4:] - gone)
    if wrong.max() > 1e-4:
        yield f"{track.id} is told to move {wrong.max():.2f} m/s otherwise than it does"


def _boxes(track: Tracked, frames: "tuple[Frame, ...]") -> Iterator[str]:
    """The boxes of each frame, from its camera's axes put back into the map's frame."""
    for number, frame in enumerate(frames):
        thing = next((one for one in frame.things if one.instance == track.instance), None)
        if thing is None:
            continue
        seen = eye(frame)
        middle = seen.at + np.array(thing.solid[:3]) @ seen.axes
        state = np.array(track.states[number])
        off = np.linalg.norm(middle - state[:3] - [0, 0, track.size[2] / 2])
        turn = abs(float(between(np.array(state[3]), np.array(thing.solid[6] + seen.heading))))
        if off > _BOX or turn > _BOX or np.abs(np.array(thing.solid[3:6]) - track.size).max() > _BOX:
            yield f"the box of {track.id} in frame {number} is not its track's"
