"""Labels and pictures spoilt on purpose, one kind of fault at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil
from provender.twin.frame import Frame, Kind, Thing
from provender.twin.render.picture import frame as looked

Fault: TypeAlias = Literal[
    "shifted_box", "swapped_ids", "wrong_class", "mirrored_labels", "mirrored_picture", "depth_in_feet", "deeper",
    "wrong_focal", "stale_frame", "stale_picture", "ignored_extinction", "wrong_clear", "shrunk_mask", "lost_thing",
    "ghost", "wrong_shown", "moved_solid", "turned_solid", "downward_normals", "wrong_contrast", "wrong_order",
    "brighter", "shifted_labels", "sky_for_house", "unseen_dirt", "unseen_snow",
]  # fmt: skip


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Plants one kind of fault in a frame.

    Attributes:
        kind: of fault.

    Example:
        With `kind: shifted_box`, the 2D box of a child lies three pixels to the right of it.
    """

    kind: Fault

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where there is nothing that could be spoilt so."""
        return spoil(record, self.kind, _FAULTS[self.kind], of=Frame, seed=seed)


def _other(frame: Frame, thing: Thing, **changed: object) -> Frame:
    """A frame in which a thing is told of otherwise."""
    new = replace(thing, **changed)  # type: ignore[arg-type]
    return replace(frame, things=tuple(new if one is thing else one for one in frame.things))


def _seen(frame: Frame, rng: Stream, least: int = 1) -> Thing | None:
    """A thing of which at least so many pixels are seen."""
    some = [thing for thing in frame.things if (frame.instance == thing.instance).sum() >= least]
    return rng.choice(some) if some else None


def _shifted_box(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    thing = _seen(frame, rng)
    if thing is None:
        return None
    by = rng.choice((-3, -2, -1, 1, 2, 3))
    x0, y0, x1, y1 = thing.box
    return Spoilt(_other(frame, thing, box=(x0 + by, y0, x1 + by, y1)), thing.id, f"its box is {by} pixels off")


def _swapped_ids(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    if len(frame.things) < 2:
        return None
    one = rng.choice(frame.things)
    two = rng.choice([thing for thing in frame.things if thing is not one])
    table = np.arange(65536, dtype=np.uint16)
    table[one.instance], table[two.instance] = two.instance, one.instance
    if not (np.isin(frame.instance, (one.instance, two.instance))).any():
        return None
    return Spoilt(replace(frame, instance=table[frame.instance]), one.id, f"it is called {two.id} in the mask")


def _wrong_class(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    thing = _seen(frame, rng)
    if thing is None:
        return None
    kind = frame.kind.copy()
    own = frame.instance == thing.instance
    kind[own] = Kind.TREE if rng.chance(1, 2) else Kind.VAN if thing.kind != "van" else Kind.CAR
    return Spoilt(replace(frame, kind=kind), thing.id, "its pixels are of another class")


def _mirrored_labels(frame: Frame, _: Stream) -> Spoilt[Frame] | None:
    names = ("depth", "normal", "kind", "instance")
    turned: dict[str, Any] = {name: np.ascontiguousarray(getattr(frame, name)[:, ::-1]) for name in names}
    return Spoilt(replace(frame, **turned), "labels", "they are mirrored")


def _mirrored_picture(frame: Frame, _: Stream) -> Spoilt[Frame] | None:
    return Spoilt(replace(frame, colour=np.ascontiguousarray(frame.colour[:, ::-1])), "colour", "it is mirrored")


def _deep(frame: Frame, by: float, told: str) -> Spoilt[Frame]:
    """Depths times a factor."""
    depth = np.where(frame.depth > 0, np.clip(np.rint(frame.depth * by), 1, 65535), 0).astype(np.uint16)
    return Spoilt(replace(frame, depth=depth), "depth", told)


def _depth_in_feet(frame: Frame, _: Stream) -> Spoilt[Frame] | None:
    return _deep(frame, 3.28084, "it is in feet")


def _deeper(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    by = rng.choice((0.95, 0.97, 1.03, 1.05))
    return _deep(frame, by, f"it is {by:g} times what it is")


def _wrong_focal(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    by = rng.choice((0.95, 0.97, 1.03, 1.05))
    cameras = tuple(replace(one, focal=one.focal * by) for one in frame.scene.cameras)
    return Spoilt(
        replace(frame, scene=replace(frame.scene, cameras=cameras)), "camera", f"its focal length is {by:g} times"
    )


def _later(frame: Frame, rng: Stream) -> float | None:
    """Another time of the scene at which the camera is elsewhere; None where it stands."""
    actor = next((one for one in frame.scene.actors if one.id == frame.lens.rides), None)
    if actor is None:
        return None
    step = rng.choice((-0.4, 0.4))
    time = frame.time + step if 0 <= frame.time + step <= frame.scene.end else frame.time - step
    here, there = actor.track.at(np.array([frame.time, time]))
    return time if np.hypot(*(here - there)[:2]) > 0.5 else None


def _stale_frame(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    time = _later(frame, rng)
    if time is None:
        return None
    return Spoilt(replace(frame, time=time), "time", f"it is of {frame.time:g} s")


def _stale_picture(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    time = _later(frame, rng)
    if time is None:
        return None
    other = looked(frame.scene, frame.lens, time, key=rng.below(2**31))
    return Spoilt(replace(frame, colour=other.colour), "colour", f"it is of {time:g} s")


def _ignored_extinction(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    if frame.scene.weather.fog < 0.005:
        return None
    clear = replace(frame.scene, weather=replace(frame.scene.weather, fog=0.0))
    other = looked(clear, frame.lens, frame.time, key=rng.below(2**31))
    told = replace(frame, colour=other.colour, budget=other.budget, exposure=other.exposure)
    return Spoilt(told, "colour", "it is drawn without the fog")


def _wrong_clear(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    thing = rng.choice(frame.things) if frame.things else None
    if thing is None or thing.clear > 0.97:
        return None
    return Spoilt(_other(frame, thing, clear=1.0), thing.id, "all of its light is said to come through")


def _shrunk_mask(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    thing = _seen(frame, rng, 20)
    if thing is None:
        return None
    alone = thing.amodal()
    alone[: max(len(alone) // 5, 1)] = False
    return Spoilt(_other(frame, thing, mask=np.packbits(alone).tobytes()), thing.id, "its top is not in its mask")


def _lost_thing(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    thing = _seen(frame, rng)
    if thing is None:
        return None
    rest = tuple(one for one in frame.things if one is not thing)
    return Spoilt(replace(frame, things=rest), thing.id, "it is not told of")


def _ghost(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    thing = _seen(frame, rng, 20)
    if thing is None:
        return None
    wide = frame.lens.pixels[0]
    by = max(thing.whole[2] - thing.whole[0], 12) * (1 if thing.whole[2] < wide / 2 else -1)
    x0, x1 = thing.whole[0] + by, thing.whole[2] + by
    if not 0 <= x0 < x1 <= wide:
        return None
    instance, kind = frame.instance.copy(), frame.kind.copy()
    own = np.roll(frame.instance == thing.instance, by, 1)
    instance[own], kind[own] = thing.instance, Kind[thing.kind.upper()]
    return Spoilt(replace(frame, instance=instance, kind=kind), thing.id, "a second one is beside it")


def _wrong_shown(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    thing = rng.choice(frame.things) if frame.things else None
    if thing is None:
        return None
    other = thing.shown - 0.05 if thing.shown > 0.5 else thing.shown + 0.05
    return Spoilt(_other(frame, thing, shown=other), thing.id, f"{other:.2f} of it is said to be shown")


def _solid(frame: Frame, rng: Stream, place: int, by: float) -> Spoilt[Frame] | None:
    """One number of a 3D box changed."""
    thing = rng.choice(frame.things) if frame.things else None
    if thing is None:
        return None
    told = list(thing.solid)
    told[place] += by
    return Spoilt(_other(frame, thing, solid=tuple(told)), thing.id, f"number {place} of its 3D box is {by:g} off")


def _moved_solid(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    return _solid(frame, rng, rng.below(6), rng.choice((-0.3, -0.1, 0.1, 0.3)))


def _turned_solid(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    return _solid(frame, rng, 6, rng.choice((-0.2, 0.2, np.pi / 2, np.pi)))


def _downward_normals(frame: Frame, _: Stream) -> Spoilt[Frame] | None:
    told = (256 - frame.normal.astype(np.int64)).clip(0, 255).astype(np.uint8)
    told[frame.kind == Kind.SKY] = 0
    return Spoilt(replace(frame, normal=told), "normal", "they point into the surfaces")


def _wrong_contrast(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    some = []
    for thing in frame.things:
        own = frame.instance == thing.instance
        bright = frame.colour.max(-1)[own]
        if own.sum() >= 150 and (bright > 245).mean() < 0.005:
            some.append(thing)
    if not some:
        return None
    thing = rng.choice(some)
    other = thing.contrast + 0.6 + 0.5 * thing.contrast
    return Spoilt(_other(frame, thing, contrast=other), thing.id, f"a contrast of {other:.2f}")


def _wrong_order(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    some = [thing for thing in frame.things if 0.05 < thing.shown < 0.9 and len(thing.mask) > 12]
    if not some:
        return None
    thing = rng.choice(some)
    x0, y0, x1, y1 = thing.whole
    instance, kind = frame.instance.copy(), frame.kind.copy()
    alone = thing.amodal()
    instance[y0:y1, x0:x1][alone] = thing.instance
    kind[y0:y1, x0:x1][alone] = Kind[thing.kind.upper()]
    changed = replace(_other(frame, thing, shown=1.0, box=thing.whole), instance=instance, kind=kind)
    return Spoilt(changed, thing.id, "it is in front of what hides it")


def _brighter(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    by = rng.choice((0.5, 0.7, 1.4, 2.0))
    return Spoilt(replace(frame, exposure=frame.exposure * by), "exposure", f"it is told {by:g} times")


def _shifted_labels(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    by = rng.choice((-3, -2, 2, 3))
    names = ("depth", "normal", "kind", "instance")
    moved: dict[str, Any] = {name: np.roll(getattr(frame, name), by, 1) for name in names}
    return Spoilt(replace(frame, **moved), "labels", f"they lie {by} pixels off")


def _sky_for_house(frame: Frame, _: Stream) -> Spoilt[Frame] | None:
    house = frame.kind == Kind.BUILDING
    if house.mean() < 0.05:
        return None
    kind = np.where(house, 0, frame.kind).astype(np.uint8)
    depth = np.where(house, 0, frame.depth).astype(np.uint16)
    normal = np.where(house[..., None], 0, frame.normal).astype(np.uint8)
    return Spoilt(replace(frame, depth=depth, normal=normal, kind=kind), "houses", "they are sky")


def _unseen(frame: Frame, told: str, **air: float) -> Spoilt[Frame]:
    """The weather told otherwise."""
    scene = replace(frame.scene, weather=replace(frame.scene.weather, **air))
    return Spoilt(replace(frame, scene=scene), "weather", told)


def _unseen_dirt(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    if frame.scene.weather.dirt > 0 or frame.scene.weather.snow > 0:  # flakes hide as much
        return None
    share = rng.between(35, 60) / 100
    return _unseen(frame, f"dirt is told on {share:.0%} of the lens, and none is there", dirt=share)


def _unseen_snow(frame: Frame, rng: Stream) -> Spoilt[Frame] | None:
    if frame.scene.weather.snow > 0 or frame.scene.weather.dirt > 0 or frame.scene.weather.rain > 0:
        return None
    return _unseen(frame, "snow is told of, and none falls", snow=rng.between(10, 40) / 10)


_FAULTS: Mapping[str, Callable[[Frame, Stream], Spoilt[Frame] | None]] = {
    name[1:]: fault
    for name, fault in list(globals().items())
    if name[1:] in Fault.__args__  # type: ignore[attr-defined]
}
