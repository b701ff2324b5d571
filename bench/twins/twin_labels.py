"""What the judges of labels catch, and whether they ever refuse a sound frame or clip.

Frames of every light and weather, and clips of every scenario, are made, by turns in made-up streets and, with
`MAP=path`, on a map; each is judged as it is, and once with every kind of fault planted in it. `BENCH_FRAMES` and
`BENCH_CLIPS` say how many (300 plant 300 of most kinds).

    kinds             kind of fault in a frame -> [caught, planted]   wanted: >= 99 % of each
    clip_kinds        the same of clips                               wanted: >= 99 % of each
    fault_kinds       of both                                         wanted: >= 20
    false_alarms      sound frames and clips that were refused        wanted: 0
    sound, clips      sound frames and clips judged
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import get_args

from bench import harness
from provender.core.protocols import Verifier
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Corrupted, Outcome
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


def made(count: int, wide: int) -> Iterator[Record]:
    """Sound frames, light and weather by turns."""
    places = ["city", *([os.environ["MAP"]] if os.environ.get("MAP") else [])]
    for index in range(count):
        light, weather = _AIR[index % len(_AIR)]
        place = places[index // len(_AIR) % len(places)]
        dirt = (0.0, 0.0, 0.1, 0.3)[index // len(_AIR) % 4]
        part = Frames(map=place, light=light, weather=weather, wide=wide, dirt=dirt)  # type: ignore[arg-type]
        yield from part(Shard(seed=11, start=index, count=1, recipe=""))


def filmed(count: int, wide: int) -> Iterator[Record]:
    """Sound clips, scenarios, light and weather by turns."""
    places = ["city", *([os.environ["MAP"]] if os.environ.get("MAP") else [])]
    names, lights, fogs = get_args(Name), ("night", "day", "dusk"), ("fog", "none", "mist", "dense")
    for index in range(count):
        part = ScenarioClips(
            map=places[index % len(places)], scenario=names[index % len(names)], light=lights[index % 3],  # type: ignore[arg-type]
            conditions={"fog": fogs[index % 4]}, wide=wide, frames=5, rate=(10.0, 5.0, 12.5)[index // 3 % 3],
        )  # fmt: skip
        yield from (one for one in part(Shard(seed=12, start=index, count=1, recipe="")) if isinstance(one, Record))


class Count:
    """Sound records judged and refused, and of each kind of fault how many were planted, at most `most`, and caught."""

    def __init__(
        self, judge: Verifier, kinds: Sequence[str], spoil: Callable[[str, Record], Corrupted | None], *, most: int = 0
    ) -> None:
        self.judge, self.kinds, self.spoil, self.most = judge, kinds, spoil, most
        self.planted, self.caught = Counter[str](), Counter[str]()
        self.sound = self.alarms = 0

    def add(self, record: Record) -> None:
        """Judge a record as it is, and with each fault."""
        self.sound += 1
        (verdict,) = self.judge([record])
        if verdict.outcome is not Outcome.PASS:
            self.alarms += 1
            print(f"FALSE ALARM {record.tags}: {verdict.reason}")
        for kind in self.kinds:
            bad = None if 0 < self.most <= self.planted[kind] else self.spoil(kind, record)
            if bad is None:
                continue
            hit = self.judge([bad.record])[0].outcome is Outcome.FAIL
            self.planted[kind] += 1
            self.caught[kind] += hit
            if not hit:
                print(f"NOT CAUGHT {kind} in {record.tags} at {bad.where}: {bad.falsehood}")

    def found(self) -> dict[str, list[int]]:
        """Kind -> [caught, planted]."""
        return {kind: [self.caught[kind], self.planted[kind]] for kind in sorted(self.planted)}


def main() -> None:
    """Judge sound and spoilt frames and clips."""
    given = harness.options(__doc__ or "", frames=60, clips=13, wide=320)
    stills = Count(Labels(), get_args(Fault), lambda kind, record: Spoil(kind=kind)(record, seed=0))  # type: ignore[arg-type]
    films = Count(ClipLabels(), get_args(ClipFault), lambda kind, record: SpoilClip(kind=kind)(record, seed=0))  # type: ignore[arg-type]
    for record in made(given.frames, given.wide):
        stills.add(record)
    for record in filmed(given.clips, given.wide):
        films.add(record)
    for told, counted in (("fault in a frame", stills), ("fault in a clip", films)):
        harness.show((told, "caught", "planted"), [(kind, *pair) for kind, pair in counted.found().items()])
    figures = {
        "kinds": stills.found(),
        "clip_kinds": films.found(),
        "fault_kinds": len(stills.planted) + len(films.planted),
        "false_alarms": stills.alarms + films.alarms,
        "sound": stills.sound,
        "clips": films.sound,
    }
    harness.finish("twin_labels", figures)


if __name__ == "__main__":
    main()
