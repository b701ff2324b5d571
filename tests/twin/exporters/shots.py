"""A few small frames as an exporter sees them: one street by two cameras at two times, and one of a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.twin.test_frames import TOWN

from provender.core.protocols import Dataset, Judged
from provender.core.record import Blob, Origin, Record
from provender.core.registry import load
from provender.twin.frame import Frame
from provender.twin.generators.frames import Frames
from provender.twin.render.picture import frame
from provender.twin.scene import Camera, Scene

WIDE = 160


@dataclass(frozen=True)
class Held:
    """A dataset of these records."""

    held: tuple[Judged, ...]

    @property
    def facts(self) -> Mapping[str, object]:
        """What cards tell."""
        return {"digest": "d1" * 16, "name": "street", "accepted": len(self.held)}

    def records(self) -> Iterator[Judged]:
        """All of them."""
        return iter(self.held)

    def blobs(self) -> Iterator[Blob]:
        """None."""
        return iter(())

    def tables(self) -> Iterator[Any]:
        """None: these exporters ask for records."""
        return iter(())


def held(*payloads: Any) -> Dataset:
    """A dataset of payloads."""
    origins = (Origin(source="twin/frames", version="1", recipe="", seed=5, index=at) for at in range(len(payloads)))
    records = [Record(payload=one, origin=origin) for one, origin in zip(payloads, origins, strict=True)]
    return Held(tuple(Judged(record=record, fate="accepted", grade="screened") for record in records))


def street() -> Scene:
    """By day, with parked cars, seen by a camera that looks ahead and one that looks aside and down."""
    scene = Frames(map="city", light="day", weather="clear", wide=WIDE).scene(5, 16)[0]
    aside = Camera(id="Left/1", rides="ego", at=(0.2, 0.3, 1.6), yaw=0.5, pitch=-0.12, pixels=(WIDE, 96), focal=110.0)
    return replace(scene, cameras=(*scene.cameras, aside))


@lru_cache(maxsize=1)
def shots() -> tuple[Frame, ...]:
    """The frames, those of the street later ones first."""
    scene = street()
    seen = [frame(scene, camera, time, key=3) for time in (2.25, 2.0) for camera in scene.cameras]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "town.osm"
        file.write_text(TOWN, "utf-8")
        part = Frames(map=str(file), light="night", weather="fog", wide=WIDE)
        town, time, key = part.scene(5, 1)
    return (*seen, frame(town, town.cameras[0], time, key=key))


def exported(name: str, dataset: Dataset | None = None, **dials: object) -> dict[str, bytes]:
    """An exporter's files by name, pieces put together."""
    files: dict[str, bytes] = {}
    for file, data in load("exporter", name, dials)(dataset or held(*shots())):
        files[file] = files.get(file, b"") + data
    return files
