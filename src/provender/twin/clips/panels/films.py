"""Clips in the report: a film that plays, a contact sheet of its labels, and everybody's way through it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
from PIL import Image

from provender.core.protocols import Block, Judged
from provender.core.registry import panel
from provender.twin.clip import Clip, Flow, Tracked, shifts
from provender.twin.panels._chosen import chosen
from provender.twin.panels.frames import hues, outlined

Picture = npt.NDArray[np.uint8]

_FILM, _CELL = 480, 240  # pixels of width, of the film and of a picture in the sheet
_SHOWN = 4  # moments in the sheet
_GAP = 4  # pixels between its pictures
_QUALITY, _FINE = 60, 85  # of the film and of the sheet, which are only for looking at
_LONGEST = 10.0  # pixels of flow, at least, that have the full colour


@panel
@dataclass(frozen=True, slots=True, kw_only=True)
class Films:
    """The first clips of each fate, each as an animated WebP and as a contact sheet: colours, instances, depth, flow.

    Attributes:
        most: accepted clips.
        refused: refused clips, the first of each reason.

    Example:
        Shown by every report on clips.
    """

    heading: ClassVar[str] = "What the cameras filmed"

    most: int = 4
    refused: int = 2

    def __call__(self, samples: Sequence[Judged], /) -> Iterable[Block]:
        """Accepted clips, then what was refused."""
        for item in chosen(samples, Clip, most=self.most, refused=self.refused, words=slice(2, 5)):
            yield from _blocks(item)


def _blocks(item: Judged) -> Iterator[Block]:
    """The film with its conditions, and the sheet with who is in it."""
    clip = item.record.payload
    assert isinstance(clip, Clip)
    told = item.reason or f"accepted: {item.grade} by {item.verifier}"
    scene, first, last = clip.scene, clip.frames[0].time, clip.frames[-1].time
    lines = [f"{len(clip.frames)} frames, {first:.2f} to {last:.2f} s", *scene.text().splitlines()[1:3]]
    if scene.map.attribution:
        lines.append(scene.map.attribution)
    name = f"{scene.scenario.replace('_', ' ')}, {scene.map.name}, {item.record.origin.index}"
    yield Block(title=name, caption=told, lines=tuple(lines), image=film(clip))
    near = sorted(clip.tracks, key=lambda track: _nearest(clip, track))[:8]
    yield Block(
        title=f"Labels of {name}",
        caption="From the left: colours (green: perceivable, red: present and not perceivable), instances, depth, and "
        "flow to the next frame (its direction as a hue).",
        head=("who", "kind", "nearest", "speed", "shown", "perceivable"),
        rows=tuple(_row(clip, track) for track in near),
        image=_webp([sheet(clip)], quality=_FINE),
    )


def film(clip: Clip) -> bytes:
    """An animated WebP at the clip's own pace, over and over."""
    step = max(clip.lens.pixels[0] // _FILM, 1)
    pace = round(float(np.diff(clip.times).mean()) * 1000)
    return _webp([frame.colour[::step, ::step] for frame in clip.frames], quality=_QUALITY, duration=pace, loop=0)


def _webp(pictures: Sequence[Picture], **given: int) -> bytes:
    """Pictures as a WebP that shows one after the other."""
    first, *rest = (Image.fromarray(np.ascontiguousarray(picture)) for picture in pictures)
    out = BytesIO()
    first.save(out, "WEBP", save_all=bool(rest), append_images=rest, **given)
    return out.getvalue()


def sheet(clip: Clip) -> Picture:
    """(h, w, 3) some moments below each other: colours with boxes, instances, depth, flow."""
    last = len(clip.flow) - 1
    moments = sorted({round(last * share / (_SHOWN - 1)) for share in range(_SHOWN)})
    step = max(clip.lens.pixels[0] // _CELL, 1)
    rows = []
    for at in moments:
        frame = clip.frames[at]
        far = frame.depth.astype(np.float64) / 256
        near = np.where(frame.depth > 0, 255 / (1 + far / 12), 0).astype(np.uint8)
        cells = (outlined(frame, line=step), hues(frame), np.repeat(near[..., None], 3, 2), painted(clip.flow[at]))
        small = [np.pad(cell[::step, ::step], ((0, _GAP), (0, _GAP), (0, 0)), constant_values=255) for cell in cells]
        rows.append(np.concatenate(small, 1))
    return np.ascontiguousarray(np.concatenate(rows, 0)[:-_GAP, :-_GAP])


def painted(flow: Flow) -> Picture:
    """(h, w, 3) the direction of flow as a hue, its length as how strong; black where nothing is told."""
    told = shifts(flow)
    known = np.isfinite(told[..., 0])
    right, down = np.where(known[..., None], told, 0).transpose(2, 0, 1)
    length = np.hypot(right, down)
    most = max(float(np.quantile(length[known], 0.95)) if known.any() else 0.0, _LONGEST)
    strong = np.clip(length / most, 0, 1)[..., None]
    turn = np.arctan2(down, right)[..., None]
    hue = 0.5 + 0.5 * np.cos(turn - np.array([0.0, 2.0944, 4.1888]))
    found: Any = 255 * (1 - strong * (1 - hue))
    picture: Picture = np.where(known[..., None], np.clip(found, 0, 255), 0).astype(np.uint8)
    return picture


def _nearest(clip: Clip, track: Tracked) -> float:
    """Metres from the camera's carrier, at the nearest."""
    own = np.array([clip.scene.at(frame.time).get(clip.lens.rides, np.zeros(4))[:2] for frame in clip.frames])
    return float(np.hypot(*(np.array(track.states)[:, :2] - own).T).min())


def _row(clip: Clip, track: Tracked) -> tuple[str, ...]:
    """Somebody, in words."""
    speeds = np.hypot(*np.array(track.states)[:, 4:6].T)
    things = [thing for frame in clip.frames for thing in frame.things if thing.instance == track.instance]
    seen = sum(thing.perceivable for thing in things)
    shown = f"{max(thing.shown for thing in things):.0%}" if things else ""
    speed = "stands" if speeds.max() < 0.05 else f"{speeds.min():.1f} to {speeds.max():.1f} m/s"
    return (track.id, track.kind, f"{_nearest(clip, track):.1f} m", speed, shown,
            f"in {seen} of {len(clip.frames)} frames")  # fmt: skip
