"""WebDataset: tar files of pictures and labels, read in order by loaders that stream.

    train-000000.tar
        000000.rgb.png        colours
        000000.depth.png      16 bits, 256 to the metre along the optical axis, 0 for nothing
        000000.normal.png     128 + 127 n in the map's frame
        000000.kind.png       classes, by the numbers in classes.json
        000000.instance.png   16 bits, 0 the map
        000000.json           camera, weather, light, every actor's boxes, visibilities and amodal mask, lineage
    classes.json

A sample is what shares a name up to its first dot (webdataset's documentation, "The WebDataset Format"). The files hold
neither times nor owners, so that the same dataset gives the same bytes.
"""

import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from provender.core.errors import RecipeError
from provender.core.protocols import Dataset
from provender.core.registry import exporter
from provender.twin.exporters._told import Shown, as_json, frames, lineage, rle, whole
from provender.twin.frame import Frame, Kind, Thing
from provender.twin.png import png

_BLOCK = tarfile.BLOCKSIZE


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class WebDataset:
    """Tar files of equally many frames, the last one shorter.

    Attributes:
        frames: in each tar file.

    Guarantees:
        Every label comes back to the bit; same dataset, same bytes.

    Example:
        exports: [{name: twin/webdataset, dials: {frames: 500}}]
    """

    frames: int = 1000

    def __post_init__(self) -> None:
        if self.frames < 1:
            raise RecipeError(f"frames={self.frames} fills no file", where="twin/webdataset", mend="give 1 or more")

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields each tar file member by member, then its end."""
        name = ""
        for shown in frames(dataset):
            if shown.number % self.frames == 0:
                if name:
                    yield name, bytes(2 * _BLOCK)
                name = f"train-{shown.number // self.frames:06d}.tar"
            for suffix, data in _members(shown):
                yield name, _member(f"{shown.name}.{suffix}", data)
        if name:
            yield name, bytes(2 * _BLOCK)
        yield "classes.json", as_json({kind.name.lower(): int(kind) for kind in Kind})


def _member(name: str, data: bytes) -> bytes:
    """A tar header, the data, and zeros up to a whole block."""
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    return entry.tobuf(tarfile.USTAR_FORMAT) + data + bytes(-len(data) % _BLOCK)


def _members(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """The files of a frame."""
    frame = shown.frame
    yield "rgb.png", png(frame.colour)
    for name in ("depth", "normal", "kind", "instance"):
        yield f"{name}.png", png(getattr(frame, name))
    yield "json", as_json(_told(shown))


def _told(shown: Shown) -> dict[str, object]:
    """All that is no picture."""
    frame, scene = shown.frame, shown.frame.scene
    return {
        "scene": scene.digest().hex(),
        "scenario": scene.scenario,
        "map": scene.map.name,
        "attribution": scene.map.attribution,
        "time": frame.time,
        "camera": asdict(frame.lens),
        "exposure": frame.exposure,
        "weather": asdict(scene.weather),
        "light": asdict(scene.light),
        "things": [_thing(frame, thing) for thing in frame.things],
        "provender": lineage(shown),
    }


def _thing(frame: Frame, thing: Thing) -> dict[str, object]:
    """One actor; its amodal mask in COCO's compressed run lengths."""
    plain = {name: getattr(thing, name) for name in Thing.__slots__ if name != "mask"}
    return {**plain, "perceivable": thing.perceivable, "amodal": rle(whole(frame, thing))}
