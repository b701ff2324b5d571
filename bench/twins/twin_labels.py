"""What the judge of labels catches, and whether it ever refuses a sound frame.

Frames of every light and weather are made, by turns in made-up streets and, with `MAP=path`, on a map; each is judged
as it is, and once with every kind of fault planted in it. `BENCH_FRAMES` says how many (300 plant 300 of most kinds).

    kinds          kind of fault -> [caught, planted]     wanted: >= 99 % of each
    false_alarms   sound frames that were refused         wanted: 0
    sound          sound frames judged
"""

import os
from collections import Counter
from collections.abc import Iterator
from typing import get_args

from bench import harness
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.twin.corruptions.labels import Fault
from provender.twin.corruptions.labels import Labels as Spoil
from provender.twin.generators.frames import Frames
from provender.twin.verifiers.labels import Labels

_AIR = (("night", "fog"), ("day", "clear"), ("night", "rain"), ("day", "fog"), ("night", "clear"), ("day", "rain"))


def made(count: int, wide: int) -> Iterator[Record]:
    """Sound frames, light and weather by turns."""
    places = ["city", *([os.environ["MAP"]] if os.environ.get("MAP") else [])]
    for index in range(count):
        light, weather = _AIR[index % len(_AIR)]
        place = places[index // len(_AIR) % len(places)]
        part = Frames(map=place, light=light, weather=weather, wide=wide)  # type: ignore[arg-type]
        yield from part(Shard(seed=11, start=index, count=1, recipe=""))


def main() -> None:
    """Judge sound and spoilt frames."""
    given = harness.options(__doc__ or "", frames=60, wide=320)
    judge = Labels()
    planted, caught = Counter[str](), Counter[str]()
    alarms = sound = 0
    for record in made(given.frames, given.wide):
        sound += 1
        alarms += judge([record])[0].outcome is not Outcome.PASS
        for kind in get_args(Fault):
            bad = Spoil(kind=kind)(record, seed=0)
            if bad is not None:
                planted[kind] += 1
                caught[kind] += judge([bad.record])[0].outcome is Outcome.FAIL
    rows = [(kind, caught[kind], planted[kind]) for kind in sorted(planted)]
    harness.show(("fault", "caught", "planted"), rows)
    kinds = {kind: [caught[kind], planted[kind]] for kind in sorted(planted)}
    harness.finish("twin_labels", {"kinds": kinds, "false_alarms": alarms, "sound": sound})


if __name__ == "__main__":
    main()
