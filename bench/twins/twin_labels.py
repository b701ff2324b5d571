"""What the judges of labels catch, and whether they ever refuse a sound frame or clip.

Frames of every light and weather, and clips of every scenario, are made, by turns in made-up streets and, with
`MAP=path`, on a map; each is judged as it is, and once with every kind of fault planted in it, up to `BENCH_PLANTED`
of a kind. `BENCH_FRAMES` and `BENCH_CLIPS` say how many, `BENCH_WIDE` how many pixels wide, `BENCH_SEED` which, and
`BENCH_TRAFFIC` how many cars to a kilometre of lane drive in the frames. With `BENCH_JOURNAL=path` each is written down
as it is judged, and a run that was cut goes on from there.

    kinds             kind of fault in a frame -> [caught, planted]   wanted: >= 99 % of each
    clip_kinds        the same of clips                               wanted: >= 99 % of each
    fault_kinds       of both                                         wanted: >= 20
    false_alarms      sound frames and clips that were refused        wanted: 0
    sound, clips      sound frames and clips judged               wanted: >= 3,000 frames
    wide              pixels of a picture's width
"""

import os
from functools import partial
from typing import Any, get_args

from bench.twins.counted import Count, Journal, spoilt

from bench import harness
from provender.core.recipe import Shard
from provender.twin.clips.corruptions.labels import Fault as ClipFault
from provender.twin.clips.corruptions.labels import Labels as SpoilClip
from provender.twin.clips.generators.scenario import ScenarioClips
from provender.twin.clips.verifiers.labels import Labels as ClipLabels
from provender.twin.corruptions.labels import Fault
from provender.twin.corruptions.labels import Labels as Spoil
from provender.twin.generators.frames import Frames
from provender.twin.generators.scenario import Name
from provender.twin.verifiers.labels import Labels

_AIR = (("night", "fog"), ("day", "clear"), ("night", "rain"), ("day", "snow"), ("day", "fog"), ("night", "clear"),
        ("day", "rain"), ("night", "snow"))  # fmt: skip


def place(turn: int) -> str:
    """A made-up city and the map that was given, by turns."""
    places = ["city", *([os.environ["MAP"]] if os.environ.get("MAP") else [])]
    return places[turn % len(places)]


def made(index: int, *, wide: int, seed: int, traffic: float) -> object:
    """A sound frame, light and weather by turns."""
    light, weather = _AIR[index % len(_AIR)]
    round_ = index // len(_AIR)
    dirt = (0.0, 0.0, 0.1, 0.3)[round_ % 4]
    air: dict[str, Any] = {"light": light, "weather": weather, "dirt": dirt}
    part = Frames(map=place(round_), wide=wide, traffic=traffic, **air)
    return next(iter(part(Shard(seed=seed, start=index, count=1, recipe=""))))


def filmed(index: int, *, wide: int, seed: int) -> object:
    """A sound clip, scenarios, light and weather by turns; a failure where nothing of the scenario can be seen."""
    names, lights, fogs = get_args(Name), ("night", "day", "dusk"), ("fog", "none", "mist", "dense")
    part = ScenarioClips(
        map=place(index), scenario=names[index % len(names)], light=lights[index % 3],  # type: ignore[arg-type]
        conditions={"fog": fogs[index % 4]}, wide=wide, frames=5, rate=(10.0, 5.0, 12.5)[index // 3 % 3],
    )  # fmt: skip
    return next(iter(part(Shard(seed=seed + 1, start=index, count=1, recipe=""))))


def main() -> None:
    """Judge sound and spoilt frames and clips."""
    told = __doc__ or ""
    given = harness.options(told, frames=60, clips=13, wide=320, planted=300, seed=11, traffic=0.0, journal="")
    settings = {name: getattr(given, name) for name in ("wide", "planted", "seed", "traffic")}
    settings["map"] = os.environ.get("MAP", "")
    shared: dict[str, Any] = {"most": given.planted, "journal": Journal(given.journal, settings)}
    stills = Count(Labels(), get_args(Fault), partial(spoilt, Spoil), **shared)
    films = Count(ClipLabels(), get_args(ClipFault), partial(spoilt, SpoilClip), **shared)
    for index in range(given.frames):
        stills.add(f"frame {index}", partial(made, index, wide=given.wide, seed=given.seed, traffic=given.traffic))
    for index in range(given.clips):
        films.add(f"clip {index}", partial(filmed, index, wide=given.wide, seed=given.seed))
    for fault, counted in (("fault in a frame", stills), ("fault in a clip", films)):
        harness.show((fault, "caught", "planted"), [(kind, *pair) for kind, pair in counted.found().items()])
    figures = {
        "kinds": stills.found(),
        "clip_kinds": films.found(),
        "fault_kinds": sum(kind > 0 for counted in (stills, films) for kind in counted.planted.values()),
        "false_alarms": stills.alarms + films.alarms,
        "sound": stills.sound,
        "wide": given.wide,
        "clips": films.sound,
    }
    harness.finish("twin_labels", figures)


if __name__ == "__main__":
    main()
