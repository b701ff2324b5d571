"""Ways in which a clip can be wrong though each of its frames looks right: one kind at a time, to measure its judge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.clip import FLOW_STEPS, FLOW_ZERO, Clip, Fate, Flow, State, Tracked, shifts
from provender.twin.corruptions._spoil import Spoilt, spoil
from provender.twin.frame import Frame
from provender.twin.render.picture import frame as looked

Fault: TypeAlias = Literal[
    "stale_frame", "off_by_one_frame", "stale_picture", "repeated_picture", "swapped_frames", "dropped_frame",
    "flow_sign", "flow_swapped_axes", "flow_scale", "flow_of_the_camera_alone", "flow_to_the_frame_before",
    "flow_two_frames_on", "no_flow", "flow_mirrored", "ignored_hiding", "swapped_tracks", "switched_tracks",
    "teleport", "speed_in_km_h", "velocity_backwards", "late_track", "lost_track", "turned_track", "renumbered_frame",
]  # fmt: skip
_MOVES = 0.5  # pixels in the mean, for a fault of flow to make anything false
_GOES = 0.3  # m/s, for a fault of time or velocity to do so


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Plants one kind of fault in a clip.

    Attributes:
        kind: of fault.

    Example:
        With `kind: stale_frame`, the fourth frame is what the camera saw a frame earlier, under its own time.
    """

    kind: Fault

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where there is nothing that could be spoilt so."""
        return spoil(record, self.kind, _FAULTS[self.kind], of=Clip, seed=seed, room="twin/clips")


def _with_frame(clip: Clip, at: int, frame: Frame) -> Clip:
    """A clip with another frame in one place."""
    return replace(clip, frames=(*clip.frames[:at], frame, *clip.frames[at + 1 :]))


def _with_flow(clip: Clip, at: int, flow: Flow) -> Clip:
    """A clip with another flow in one place."""
    return replace(clip, flow=(*clip.flow[:at], flow, *clip.flow[at + 1 :]))


def _with_track(clip: Clip, old: Tracked, new: Tracked) -> Clip:
    """A clip with another track in the place of one."""
    return replace(clip, tracks=tuple(new if track is old else track for track in clip.tracks))


def _moving(clip: Clip, at: int) -> bool:
    """Whether the picture changes from a frame to the next by more than noise."""
    told = shifts(clip.flow[at])
    return bool(np.nanmean(np.hypot(told[..., 0], told[..., 1])) > _MOVES)


def _moment(clip: Clip, rng: Stream, *, last: int = 0) -> int | None:
    """A frame from which to the next the picture moves; None where there is none."""
    some = [at for at in range(len(clip.flow) - last) if _moving(clip, at)]
    return rng.choice(some) if some else None


def _mover(clip: Clip, rng: Stream) -> Tracked | None:
    """Somebody who moves all the time."""
    some = [track for track in clip.tracks if min(np.hypot(*state[4:6]) for state in track.states) > _GOES]
    return rng.choice(some) if some else None


def _states(track: Tracked) -> "np.ndarray":
    """(n, 7)."""
    return np.array(track.states)


def _told(states: "np.ndarray") -> tuple[State, ...]:
    """States as a track holds them."""
    return tuple((*row,) for row in states.tolist())


def _stale(clip: Clip, rng: Stream, by: int) -> Spoilt[Clip] | None:
    """A frame with what another one shows, under its own time."""
    some = [at for at in range(len(clip.frames)) if 0 <= at + by < len(clip.frames) and _moving(clip, min(at, at + by))]
    if not some:
        return None
    at = rng.choice(some)
    told = replace(clip.frames[at + by], time=clip.frames[at].time)
    return Spoilt(_with_frame(clip, at, told), f"frame {at}", f"it shows what frame {at + by} shows")


def _stale_frame(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    return _stale(clip, rng, -1)


def _off_by_one_frame(clip: Clip, _: Stream) -> Spoilt[Clip] | None:
    if not any(_moving(clip, at) for at in range(len(clip.flow))):
        return None
    times = [frame.time for frame in clip.frames]
    shown = [*clip.frames[1:], clip.frames[-1]]
    frames = tuple(replace(frame, time=time) for frame, time in zip(shown, times, strict=True))
    return Spoilt(replace(clip, frames=frames), "frames", "each shows what the next should")


def _stale_picture(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    at = _moment(clip, rng)
    if at is None:
        return None
    old = looked(clip.scene, clip.lens, clip.frames[at].time, key=rng.below(2**31))
    told = replace(clip.frames[at + 1], colour=old.colour)
    return Spoilt(_with_frame(clip, at + 1, told), f"frame {at + 1}", f"its picture is taken when frame {at} was")


def _repeated_picture(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    at = _moment(clip, rng)
    if at is None:
        return None
    told = replace(clip.frames[at + 1], colour=clip.frames[at].colour)
    return Spoilt(_with_frame(clip, at + 1, told), f"frame {at + 1}", f"its picture is that of frame {at}")


def _swapped_frames(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    at = _moment(clip, rng)
    if at is None:
        return None
    one, two = clip.frames[at : at + 2]
    swapped = _with_frame(clip, at, replace(two, time=one.time))
    swapped = _with_frame(swapped, at + 1, replace(one, time=two.time))
    return Spoilt(swapped, f"frame {at}", f"it and frame {at + 1} have changed places")


def _dropped_frame(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    if len(clip.frames) < 4:
        return None
    at = rng.between(1, len(clip.frames) - 2)
    frames = (*clip.frames[:at], *clip.frames[at + 1 :])
    flow = (*clip.flow[:at], *clip.flow[at + 1 :])
    tracks = tuple(replace(one, states=(*one.states[:at], *one.states[at + 1 :])) for one in clip.tracks)
    return Spoilt(replace(clip, frames=frames, flow=flow, tracks=tracks), f"frame {at}", "it is missing")


def _changed(clip: Clip, rng: Stream, change: "Callable[[np.ndarray], np.ndarray]", told: str) -> Spoilt[Clip] | None:
    """A flow whose numbers (h, w, 2) are others."""
    at = _moment(clip, rng)
    if at is None:
        return None
    old = clip.flow[at]
    steps = np.rint(change(old[..., :2].astype(np.float64) - FLOW_ZERO)) + FLOW_ZERO
    new = old.copy()
    new[..., :2] = np.where(old[..., 2:] == Fate.UNTOLD, 0, np.clip(steps, 0, 65_535))
    return Spoilt(_with_flow(clip, at, new), f"flow {at}", told)


def _flow_sign(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    return _changed(clip, rng, lambda told: -told, "it runs from the next frame to this")


def _flow_swapped_axes(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    return _changed(clip, rng, lambda told: told[..., ::-1], "right and down are swapped")


def _flow_scale(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    by = rng.choice((0.5, 0.9, 1.1, 2.0))
    return _changed(clip, rng, lambda told: by * told, f"it is {by:g} times what it is")


def _flow_mirrored(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    at = _moment(clip, rng)
    if at is None:
        return None
    return Spoilt(_with_flow(clip, at, np.ascontiguousarray(clip.flow[at][:, ::-1])), f"flow {at}", "it is mirrored")


def _flow_of_the_camera_alone(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    """Somebody who moves, and of whom most is seen, is given the flow of what stands around."""
    for track in sorted(clip.tracks, key=lambda _: rng.below(2**31)):
        for at, frame in enumerate(clip.frames[:-1]):
            own = frame.instance == track.instance
            thing = next((one for one in frame.things if one.instance == track.instance), None)
            if thing is None or thing.shown < 0.6 or own.sum() < 40:
                continue
            new = clip.flow[at].copy()
            level = np.abs(np.arange(len(own))[:, None] - np.flatnonzero(own.any(1)).mean()) < 6
            around = new[level & (frame.instance == 0) & (new[..., 2] != Fate.UNTOLD)][:, :2]
            if not len(around) or (new[own][:, 2] == Fate.UNTOLD).any():
                continue
            still = np.median(around, axis=0)
            off = np.hypot(*(new[own][:, :2].mean(0) - still)) / FLOW_STEPS
            gone = np.hypot(*np.subtract(track.states[at + 1][:2], track.states[at][:2]))
            if off < 2.0 or off < 0.8 * gone * clip.lens.focal / thing.solid[2]:
                continue
            new[own, :2] = still.astype(np.uint16)
            return Spoilt(_with_flow(clip, at, new), f"flow {at}", f"{track.id} moves as the ground beside it")
    return None


def _flow_to_the_frame_before(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    at = _moment(clip, rng)
    if at is None or at == 0 or np.array_equal(clip.flow[at], clip.flow[at - 1]):
        return None
    return Spoilt(_with_flow(clip, at, clip.flow[at - 1]), f"flow {at}", f"it is that of frame {at - 1}")


def _flow_two_frames_on(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    at = _moment(clip, rng, last=1)
    if at is None or np.array_equal(clip.flow[at], clip.flow[at + 1]):
        return None
    return Spoilt(_with_flow(clip, at, clip.flow[at + 1]), f"flow {at}", f"it is that of frame {at + 1}")


def _no_flow(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    return _changed(clip, rng, lambda told: 0 * told, "nothing moves")


def _ignored_hiding(clip: Clip, _: Stream) -> Spoilt[Clip] | None:
    """What others come to hide, or the picture's edge cuts off, is said to be seen."""
    most = [int((flow[..., 2] == Fate.LOST).sum()) for flow in clip.flow]
    at = int(np.argmax(most))
    if most[at] < 0.02 * clip.flow[at][..., 2].size or not _moving(clip, at):
        return None
    new = clip.flow[at].copy()
    new[..., 2] = np.where(new[..., 2] == Fate.LOST, Fate.SEEN, new[..., 2])
    return Spoilt(_with_flow(clip, at, new), f"flow {at}", "nothing is lost from sight")


def _pair(clip: Clip, rng: Stream) -> tuple[Tracked, Tracked] | None:
    """Two who are elsewhere."""
    if len(clip.tracks) < 2:
        return None
    one, two = rng.sample(list(clip.tracks), 2)
    return one, two


def _swapped_tracks(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    pair = _pair(clip, rng)
    if pair is None:
        return None
    one, two = pair
    swapped = _with_track(clip, one, replace(one, states=two.states))
    return Spoilt(_with_track(swapped, two, replace(two, states=one.states)), one.id, f"it goes where {two.id} does")


def _switched_tracks(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    pair = _pair(clip, rng)
    if pair is None:
        return None
    one, two = pair
    at = rng.between(1, len(clip.frames) - 1)
    first, second = (*one.states[:at], *two.states[at:]), (*two.states[:at], *one.states[at:])
    swapped = _with_track(clip, one, replace(one, states=first))
    return Spoilt(_with_track(swapped, two, replace(two, states=second)), one.id, f"from frame {at} on it is {two.id}")


def _teleport(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    track = rng.choice(clip.tracks) if clip.tracks else None
    if track is None:
        return None
    states, at = _states(track), rng.between(1, len(clip.frames) - 1)
    way, far = rng.below(6283) / 1000, rng.between(5, 100) / 10
    states[at:, :2] += far * np.array([np.cos(way), np.sin(way)])
    return Spoilt(_with_track(clip, track, replace(track, states=_told(states))), track.id, f"it jumps by {far:g} m")


def _speed_in_km_h(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    return _rates(clip, rng, 3.6, "its velocity is told in km/h")


def _velocity_backwards(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    return _rates(clip, rng, -1.0, "its velocity points backwards")


def _rates(clip: Clip, rng: Stream, by: float, told: str) -> Spoilt[Clip] | None:
    """Somebody's velocities times a factor."""
    track = _mover(clip, rng)
    if track is None:
        return None
    states = _states(track)
    states[:, 4:] *= by
    return Spoilt(_with_track(clip, track, replace(track, states=_told(states))), track.id, told)


def _late_track(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    track = _mover(clip, rng)
    if track is None:
        return None
    late = (track.states[0], *track.states[:-1])
    return Spoilt(_with_track(clip, track, replace(track, states=late)), track.id, "its track is a frame late")


def _lost_track(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    if not clip.tracks:
        return None
    track = rng.choice(clip.tracks)
    rest = tuple(one for one in clip.tracks if one is not track)
    return Spoilt(replace(clip, tracks=rest), track.id, "it has no track")


def _turned_track(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    track = rng.choice(clip.tracks) if clip.tracks else None
    if track is None:
        return None
    states, by = _states(track), rng.choice((-0.2, 0.2, np.pi / 2, np.pi))
    states[:, 3] += by
    return Spoilt(_with_track(clip, track, replace(track, states=_told(states))), track.id, f"it is turned by {by:.2f}")


def _renumbered_frame(clip: Clip, rng: Stream) -> Spoilt[Clip] | None:
    """From one frame to the next, two have each other's numbers."""
    some = [
        (at, frame) for at, frame in enumerate(clip.frames) if len(np.unique(frame.instance[frame.instance > 0])) > 1
    ]
    if not some:
        return None
    at, frame = rng.choice(some)
    one, two = rng.sample(np.unique(frame.instance[frame.instance > 0]).tolist(), 2)
    table = np.arange(65_536, dtype=np.uint16)
    table[one], table[two] = two, one
    told = replace(frame, instance=table[frame.instance])
    return Spoilt(_with_frame(clip, at, told), f"frame {at}", f"{one} and {two} have changed numbers")


_FAULTS: Mapping[str, Callable[[Clip, Stream], Spoilt[Clip] | None]] = {
    name[1:]: fault
    for name, fault in list(globals().items())
    if name[1:] in Fault.__args__  # type: ignore[attr-defined]
}
