"""Ways in which pictures of a table can be wrong: one kind at a time, to measure their judge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil
from provender.twin.robots.reel import Reel, Seen, Shot, Sort

Fault: TypeAlias = Literal[
    "shifted_box", "swapped_ids", "wrong_class", "mirrored_labels", "mirrored_picture", "shifted_labels",
    "depth_in_millimetres", "deeper", "depth_along_rays", "wrong_focal", "moved_camera", "stale_labels",
    "stale_picture", "wrong_step", "shrunk_mask", "lost_body", "ghost", "wrong_shown", "in_front", "moved_pose",
    "turned_pose", "quaternion_order", "pose_in_table_frame", "inverse_pose", "normals_in_camera_frame",
    "downward_normals", "broken_arm", "loose_tool", "brighter", "swapped_channels", "other_size",
]  # fmt: skip
_LABELS = ("depth", "normal", "kind", "instance")
_MANY = 12  # pixels of a body from which on something can be false of it


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class Filmed:
    """Plants one kind of fault in a reel.

    Attributes:
        kind: of fault.

    Example:
        With `kind: moved_pose`, an object is told 2 mm beside where the camera has it.
    """

    kind: Fault

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where there is nothing that could be spoilt so."""
        return spoil(record, self.kind, _FAULTS[self.kind], of=Reel, seed=seed, room="twin/robots/filmed")


def _one(reel: Reel, rng: Stream) -> tuple[int, Shot]:
    """A picture and its place."""
    at = rng.below(len(reel.shots))
    return at, reel.shots[at]


def _other(reel: Reel, at: int, told: str, where: str = "", **changed: Any) -> Spoilt[Reel]:
    """A reel in which one picture is told of otherwise."""
    shots = tuple(replace(shot, **changed) if n == at else shot for n, shot in enumerate(reel.shots))
    return Spoilt(replace(reel, shots=shots), f"picture {at}{where and ', ' + where}", told)


def _visible(shot: Shot, rng: Stream, least: int = _MANY) -> Seen | None:
    """A body of which at least so many pixels are seen."""
    some = [one for one in shot.seen if (shot.instance == one.instance).sum() >= least]
    return rng.choice(some) if some else None


def _told(
    reel: Reel, rng: Stream, told: str, change: Callable[[Seen], dict[str, object] | None]
) -> Spoilt[Reel] | None:
    """Something else said of a body that is seen."""
    at, shot = _one(reel, rng)
    one = _visible(shot, rng)
    new = None if one is None else change(one)
    if one is None or new is None:
        return None
    seen = tuple(replace(one, **new) if each is one else each for each in shot.seen)  # type: ignore[arg-type]
    return _other(reel, at, told, one.id, seen=seen)


def _shifted_box(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    by = rng.choice((-2, -1, 1, 2))

    def change(one: Seen) -> dict[str, object]:
        x0, y0, x1, y1 = one.box
        return {"box": (x0 + by, y0, x1 + by, y1)}

    return _told(reel, rng, f"its box is {by} pixels off", change)


def _swapped_ids(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    at, shot = _one(reel, rng)
    numbers = [int(k) for k in np.unique(shot.instance) if k and (shot.instance == k).sum() >= _MANY]
    if len(numbers) < 2:
        return None
    one, two = rng.sample(numbers, 2)
    table = np.arange(65_536, dtype=np.uint16)
    table[one], table[two] = two, one
    return _other(reel, at, f"{one} and {two} are exchanged in the mask", instance=table[shot.instance])


def _wrong_class(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    at, shot = _one(reel, rng)
    one = _visible(shot, rng, 1)
    if one is None:
        return None
    kind, own = shot.kind.copy(), shot.instance == one.instance
    kind[own] = rng.choice([sort for sort in Sort if sort != kind[own][0]])
    return _other(reel, at, "its pixels are of another class", one.id, kind=kind)


def _arrays(shot: Shot, change: Callable[[Any], Any], names: tuple[str, ...] = _LABELS) -> dict[str, Any]:
    """Arrays of a picture changed alike."""
    return {name: np.ascontiguousarray(change(getattr(shot, name))) for name in names}


def _mirrored_labels(reel: Reel, rng: Stream) -> Spoilt[Reel]:
    at, shot = _one(reel, rng)
    return _other(reel, at, "labels are mirrored", **_arrays(shot, lambda array: array[:, ::-1]))


def _mirrored_picture(reel: Reel, rng: Stream) -> Spoilt[Reel]:
    at, shot = _one(reel, rng)
    return _other(reel, at, "it is mirrored", **_arrays(shot, lambda array: array[:, ::-1], ("colour",)))


def _shifted_labels(reel: Reel, rng: Stream) -> Spoilt[Reel]:
    at, shot = _one(reel, rng)
    by, axis = rng.choice((-1, 1)), rng.below(2)
    told = f"labels lie {by} pixel {'below' if axis == 0 else 'aside'}"
    return _other(reel, at, told, **_arrays(shot, lambda array: np.roll(array, by, axis)))


def _deep(reel: Reel, rng: Stream, by: float, told: str) -> Spoilt[Reel]:
    at, shot = _one(reel, rng)
    return _other(reel, at, told, depth=np.clip(np.rint(shot.depth * by), 0, 65_535).astype(np.uint16))


def _depth_in_millimetres(reel: Reel, rng: Stream) -> Spoilt[Reel]:
    return _deep(reel, rng, 0.1, "depth is in millimetres")


def _deeper(reel: Reel, rng: Stream) -> Spoilt[Reel]:
    by = rng.choice((0.998, 0.999, 1.001, 1.002))
    return _deep(reel, rng, by, f"depth is {by:g} times what it is")


def _depth_along_rays(reel: Reel, rng: Stream) -> Spoilt[Reel]:
    at, shot = _one(reel, rng)
    wide, high = reel.lens.pixels
    x, y = np.meshgrid(np.arange(wide) + 0.5 - wide / 2, np.arange(high) + 0.5 - high / 2)
    long = np.sqrt(1 + (x * x + y * y) / reel.lens.focal**2)
    depth = np.where(shot.depth > 0, np.clip(np.rint(shot.depth * long), 1, 65_535), 0).astype(np.uint16)
    return _other(reel, at, "depth is along the rays", depth=depth)


def _wrong_focal(reel: Reel, rng: Stream) -> Spoilt[Reel]:
    by = rng.choice((0.98, 0.99, 1.01, 1.02))
    lens = replace(reel.lens, focal=reel.lens.focal * by)
    return Spoilt(replace(reel, lens=lens), "camera", f"its focal length is told {by:g} times")


def _moved_camera(reel: Reel, rng: Stream) -> Spoilt[Reel]:
    pose, axis = list(reel.lens.pose), rng.below(3)
    pose[axis] += rng.choice((-0.005, 0.005))
    lens = replace(reel.lens, pose=tuple(pose))  # type: ignore[arg-type]
    return Spoilt(replace(reel, lens=lens), "camera", "it is told 5 mm beside where it is")


def _pair(reel: Reel, rng: Stream) -> tuple[int, Shot, Shot] | None:
    """A picture, and another in which something has moved across pixels."""
    at, shot = _one(reel, rng)
    moved = [one for one in reel.shots if (one.instance != shot.instance).sum() >= 8 * _MANY]
    return (at, shot, rng.choice(moved)) if moved else None


def _stale_labels(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    found = _pair(reel, rng)
    if found is None:
        return None
    at, _, stale = found
    return _other(reel, at, f"labels are of step {stale.step}", **{name: getattr(stale, name) for name in _LABELS})


def _stale_picture(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    found = _pair(reel, rng)
    if found is None:
        return None
    at, _, stale = found
    return _other(reel, at, f"colours are of step {stale.step}", colour=stale.colour)


def _wrong_step(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    found = _pair(reel, rng)
    if found is None:
        return None
    at, shot, _ = found
    if not 0 < at < len(reel.shots) - 1:
        return None
    low, high = reel.shots[at - 1].step, reel.shots[at + 1].step
    poses, tool = reel.episode.poses, len(reel.episode.bodies) - 1
    some = [step for step in range(low + 1, high)
            if np.linalg.norm(poses[step, tool, :3] - poses[shot.step, tool, :3]) > 0.005]  # fmt: skip
    return _other(reel, at, "it is told of another step", step=rng.choice(some)) if some else None


def _shrunk_mask(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    def change(one: Seen) -> dict[str, object] | None:
        alone = one.amodal()
        alone[: max(len(alone) // 5, 1)] = False
        return {"mask": np.packbits(alone).tobytes()}

    return _told(reel, rng, "its top is not in its mask", change)


def _lost_body(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    at, shot = _one(reel, rng)
    one = _visible(shot, rng)
    if one is None:
        return None
    return _other(reel, at, "it is not told of", one.id, seen=tuple(each for each in shot.seen if each is not one))


def _ghost(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    """A second one beside it, in mask and class."""
    at, shot = _one(reel, rng)
    some = [one for one in shot.seen if (shot.instance == one.instance).sum() >= 2 * _MANY
            and 2 * (one.whole[2] - one.whole[0]) < reel.lens.pixels[0] // 2]  # fmt: skip
    if not some:
        return None
    one = rng.choice(some)
    by = (one.whole[2] - one.whole[0] + 2) * (1 if one.whole[2] < reel.lens.pixels[0] // 2 else -1)
    own = np.roll(shot.instance == one.instance, by, 1)
    instance, kind = shot.instance.copy(), shot.kind.copy()
    instance[own], kind[own] = one.instance, shot.kind[shot.instance == one.instance][0]
    return _other(reel, at, "a second one is beside it", one.id, instance=instance, kind=kind)


def _wrong_shown(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    return _told(reel, rng, "another share of it is said to be shown",
                 lambda one: {"shown": one.shown + (-0.05 if one.shown > 0.5 else 0.05)})  # fmt: skip


def _in_front(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    """What hides part of it is said to be behind it."""
    at, shot = _one(reel, rng)
    some = [one for one in shot.seen if 0.02 < one.shown < 0.95 and one.amodal().sum() * (1 - one.shown) >= 2 * _MANY]
    if not some:
        return None
    one = rng.choice(some)
    x0, y0, x1, y1 = one.whole
    instance, kind = shot.instance.copy(), shot.kind.copy()
    instance[y0:y1, x0:x1][one.amodal()] = one.instance
    kind[y0:y1, x0:x1][one.amodal()] = shot.kind[shot.instance == one.instance][0]
    seen = tuple(replace(one, shown=1.0, box=one.whole) if each is one else each for each in shot.seen)
    return _other(reel, at, "it is in front of what hides it", one.id, instance=instance, kind=kind, seen=seen)


def _posed(reel: Reel, rng: Stream, told: str, change: Callable[[Any], Any]) -> Spoilt[Reel] | None:
    """Another pose of a body that is seen."""

    def changed(one: Seen) -> dict[str, object] | None:
        new = change(np.array(one.pose))
        same = new is None or np.abs(np.abs(new) - np.abs(one.pose)).max() < 1e-4
        return None if same else {"pose": tuple(new.tolist())}

    return _told(reel, rng, told, changed)


def _moved_pose(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    by = np.zeros(7)
    by[rng.below(3)] = rng.choice((-0.002, -0.0005, 0.0005, 0.002))
    return _posed(reel, rng, f"it is told {np.abs(by).max() * 1000:g} mm off", lambda pose: pose + by)


def _multiplied(one: Any, other: Any) -> Any:
    """The turn that is `other` followed by `one`."""
    return np.append(one[0] * other[0] - one[1:] @ other[1:],
                     one[0] * other[1:] + other[0] * one[1:] + np.cross(one[1:], other[1:]))  # fmt: skip


def _turned_pose(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    by = np.zeros(4)
    angle = rng.choice((-0.02, 0.02, 0.2))
    by[0], by[1 + rng.below(3)] = np.cos(angle / 2), np.sin(angle / 2)
    return _posed(reel, rng, f"it is told turned by {angle:g} rad",
                  lambda pose: np.append(pose[:3], _multiplied(by, pose[3:])))  # fmt: skip


def _quaternion_order(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    return _posed(
        reel, rng, "its quaternion has the scalar last", lambda pose: np.append(pose[:3], np.roll(pose[3:], -1))
    )


def _pose_in_table_frame(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    at, shot = _one(reel, rng)
    one = _visible(shot, rng)
    if one is None:
        return None
    pose = tuple(reel.poses(at)[one.instance - 1].tolist())
    seen = tuple(replace(one, pose=pose) if each is one else each for each in shot.seen)
    return _other(reel, at, "its pose is in the table's frame", one.id, seen=seen)


def _inverse_pose(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    """Of the camera in the body's axes."""

    def change(pose: Any) -> Any:
        turn = pose[3:] * [1.0, -1.0, -1.0, -1.0]
        middle = _multiplied(_multiplied(turn, np.append(0.0, -pose[:3])), pose[3:])[1:]
        return np.append(middle, turn)

    return _posed(reel, rng, "its pose is the camera's in its own axes", change)


def _normals(reel: Reel, rng: Stream, told: str, change: Callable[[Any], Any]) -> Spoilt[Reel]:
    at, shot = _one(reel, rng)
    flat = (shot.normal.astype(np.float64) - 128) / 127
    new = np.where((shot.instance > 0)[..., None], np.rint(128 + 127 * change(flat)), 0)
    return _other(reel, at, told, normal=np.clip(new, 0, 255).astype(np.uint8))


def _normals_in_camera_frame(reel: Reel, rng: Stream) -> Spoilt[Reel]:
    w, x, y, z = reel.lens.pose[3:]
    axes = np.array([[1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
                     [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
                     [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)]])  # fmt: skip
    return _normals(reel, rng, "normals are in the camera's axes", lambda flat: flat @ axes)


def _downward_normals(reel: Reel, rng: Stream) -> Spoilt[Reel]:
    return _normals(reel, rng, "normals point into the surfaces", lambda flat: -flat)


def _fitted(reel: Reel, name: str, told: str, by: Any) -> Spoilt[Reel]:
    """A fitting elsewhere, in every picture."""
    place = [body.id for body in reel.fittings].index(name)
    fitted = reel.fitted.copy()
    fitted[:, place, :3] += by
    return Spoilt(replace(reel, fitted=fitted), name, told)


def _broken_arm(reel: Reel, rng: Stream) -> Spoilt[Reel]:
    name = rng.choice(("upper", "fore", "elbow", "wrist"))
    return _fitted(reel, name, "it is 5 mm beside its joints", np.array([rng.choice((-0.005, 0.005)), 0.0, 0.0]))


def _loose_tool(reel: Reel, rng: Stream) -> Spoilt[Reel]:
    return _fitted(reel, "stem", "it ends above the tool", np.array([0.0, 0.0, rng.choice((0.003, 0.01))]))


def _brighter(reel: Reel, rng: Stream) -> Spoilt[Reel]:
    at, shot = _one(reel, rng)
    by = rng.choice((0.5, 0.8, 1.25, 2.0))
    return _other(reel, at, f"its exposure is told {by:g} times", exposure=shot.exposure * by)


def _swapped_channels(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    at, shot = _one(reel, rng)
    if np.abs(shot.colour[..., 0].astype(int) - shot.colour[..., 2]).mean() < 4:
        return None  # nearly grey: nothing to be told apart
    return _other(reel, at, "red and blue are exchanged", **_arrays(shot, lambda array: array[..., ::-1], ("colour",)))


def _other_size(reel: Reel, rng: Stream) -> Spoilt[Reel] | None:
    """A fitting that is seen is told to be of another size."""
    seen = {one.instance for shot in reel.shots for one in shot.seen if (shot.instance == one.instance).sum() > 300}
    first = len(reel.episode.bodies) + 1
    some = [k for k in range(len(reel.fittings)) if first + k in seen and reel.fittings[k].role == "arm"]
    if not some:
        return None
    place, by = rng.choice(some), rng.choice((0.9, 1.1))
    body = reel.fittings[place]
    new = replace(body, half=(body.half[0] * by, body.half[1] * by, body.half[2]))
    fittings = (*reel.fittings[:place], new, *reel.fittings[place + 1 :])
    return Spoilt(replace(reel, fittings=fittings), body.id, f"it is told {by:g} times as thick")


_FAULTS: Mapping[str, Callable[[Reel, Stream], Spoilt[Reel] | None]] = {
    name[1:]: fault
    for name, fault in list(globals().items())
    if name[1:] in Fault.__args__  # type: ignore[attr-defined]
}
