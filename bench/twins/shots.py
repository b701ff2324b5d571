"""Sets of small pictures for the detector's bench, made in pieces that stay on the disk, so that a run goes on.

clear      traffic by clear day, a child that runs after its ball in each: `twin/frames`
weather    the same, light and weather drawn evenly from all that `twin/frames` has
covering   one case of a covering array after the other: `twin/covering`
full       the same, of two stagings of each case that which has more people and vehicles in sight
critical   of a few stagings of a scenario the one with the least time to collision, when it is least
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, get_args

import numpy as np

from bench import harness
from provender.core.recipe import Shard
from provender.core.record import Failure, Origin, Record
from provender.core.seeds import Stream, stream
from provender.twin.criticality.boxes import boxes, contact
from provender.twin.generators.covering import Covering
from provender.twin.generators.frames import Frames
from provender.twin.generators.scenario import Name, ScenarioScenes
from provender.twin.maps.crop import around, crop
from provender.twin.render.picture import frame
from provender.twin.scene import Scene
from provender.twin.students._pictures import Pictures, joined, pictures

HOME = harness.HERE.parent / "runs" / "bench" / "twin_detector"
PIECE = 32  # pictures in a file
_STAGED = 3  # scenes, of which the most critical is looked at
_ARRAYS = ("colours", "of", "classes", "boxes", "shown", "contrast")
_SEEN, _AHEAD = 105.0, 75.0  # m of a map that is kept, as `twin/covering` does


def shots(kind: str, count: int, *, seed: int, wide: int, map: str = "city") -> Pictures:
    """The first `count` pictures of a set; those that no staging met are replaced by later ones."""
    found, have = [], 0
    for piece in range(count):
        if have >= count:
            break
        found.append(_piece(kind, piece, seed=seed, wide=wide, map=map))
        have += len(found[-1].colours)
    return joined(found)


def _piece(kind: str, piece: int, *, seed: int, wide: int, map: str) -> Pictures:
    """One file of a set, made where it is not there yet."""
    place = "" if map == "city" else f"-{Path(map).stem}"
    file = HOME / f"{kind}{place}-{wide}-{seed}" / f"{piece:04d}.npz"
    if not file.exists():
        records = [
            one for index in range(piece * PIECE, (piece + 1) * PIECE) for one in _made(kind, index, seed, (wide, map))
        ]
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_suffix(".half")
        with half.open("wb") as out:
            _write(out, pictures(records, wide=wide, where="bench"))
        half.rename(file)
    return _read(file)


def _write(out: BinaryIO, whole: Pictures) -> None:
    """A set as arrays and JSON, without pickles."""
    told = np.frombuffer(json.dumps([whole.tags, whole.about]).encode(), np.uint8)
    np.savez_compressed(out, told=told, **{name: getattr(whole, name) for name in _ARRAYS})


def _read(file: Path) -> Pictures:
    """What `_write` wrote."""
    with np.load(file, allow_pickle=False) as kept:
        tags, about = json.loads(kept["told"].tobytes())
        return Pictures(tags=tuple(tags), about=tuple(about), **{name: kept[name] for name in _ARRAYS})


def _made(kind: str, index: int, seed: int, look: tuple[int, str]) -> Iterator[Record]:
    """The picture of an index, if it can be made."""
    wide, place = look
    rng = stream(seed, index, f"bench/{kind}")
    if kind == "clear":
        part = Frames(map=place, light="day", weather="clear", wide=wide)
    elif kind == "weather":
        part = Frames(
            map=place, light=rng.choice(("day", "night")), weather=rng.choice(("clear", "fog", "rain")), wide=wide
        )
    elif kind in ("covering", "full"):
        part = Covering(wide=wide, strength=3, stagings=2 if kind == "full" else 1)  # type: ignore[assignment]
    else:
        yield from _critical(seed, index, rng, wide)
        return
    for made in part(Shard(seed=seed, start=index, count=1, recipe="")):
        if not isinstance(made, Failure):
            yield made


def _critical(seed: int, index: int, rng: Stream, wide: int) -> Iterator[Record]:
    """The most critical of a few stagings of one scenario, in light, weather and crowd as they come."""
    part = ScenarioScenes(scenario=get_args(Name)[index % 13], light=rng.choice(("day", "dusk", "night")))
    staged = part(Shard(seed=seed, start=index * _STAGED, count=_STAGED, recipe=""))
    scenes = [one.payload for one in staged if isinstance(one, Record) and isinstance(one.payload, Scene)]
    if not scenes:
        return
    scene, time = min(((scene, *worst(scene)) for scene in scenes), key=lambda found: found[1])[::2]
    x, y, _, heading = scene.at(time)["ego"]
    here = around(float(x + _AHEAD * np.cos(heading)), float(y + _AHEAD * np.sin(heading)), _SEEN)
    camera = replace(scene.cameras[0], pixels=(wide, wide * 9 // 16), focal=wide * 0.866, times=(time,))
    shown = replace(scene, map=crop(scene.map, here), cameras=(camera,))
    origin = Origin(source="bench", version="1", recipe="", seed=seed, index=index)
    yield Record(
        payload=frame(shown, camera, time, key=rng.below(2**31)), origin=origin, tags={"scenario": scene.scenario}
    )


def worst(scene: Scene) -> tuple[float, float]:
    """The least time to collision of the ego with whom its scenario is about, s, and when that is."""
    times = np.round(np.arange(0.0, max(scene.end - 0.05, 0.05), 0.1), 6)
    ego = boxes(next(actor for actor in scene.actors if actor.id == "ego"), times)
    others = [actor for actor in scene.actors if actor.because.startswith("scenario:") and actor.part_of != "ego"]
    least = np.min([contact(ego, boxes(other, times)) for other in others], axis=0)
    at = int(least.argmin()) if np.isfinite(least).any() else len(times) // 2
    return float(least[at]), float(times[at])
