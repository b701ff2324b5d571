"""How many turns of a lidar a core casts, 64 rings of 1,800 rays, and what the judge of sweeps catches.

Turns are cast in foggy streets with all their actors. `MAP=path` names the file of a place; without it, made-up
streets. A turn is rays, dropout, noise and labels. CPU seconds of one process, the median of five streets; laying the
triangles of a moment is timed apart. Then sweeps of every scenario and air are judged as they are, and with every kind
of fault planted in them. `BENCH_SWEEPS` and `BENCH_PLANTED` say how many of each, `BENCH_SEED` which;
`BENCH_SWEEPS=0` times alone. With `BENCH_JOURNAL=path` each is written down as it is judged, and a run that was cut
goes on from there. The lost echoes of a vehicle are planted where four of them or more were met past the boxes of all
others: where it is seen only past legs, through spokes or over a bonnet, boxes cannot tell, and the judge lets it pass.
So it asks for nine in ten of all the vehicles within 30 m that give an echo.

    spins_per_s         turns a CPU second, where triangles lie already     wanted: >= 40
    moments_per_s       the same with a scene's triangles laid for each turn
    returns             mean returns of a turn
    kinds               kind of fault -> [caught, planted]                  wanted: >= 99 % of each
    false_alarms        sound sweeps that were refused                      wanted: 0
    sound               sound sweeps judged
"""

import os
import statistics
from functools import partial
from typing import get_args

from bench.twins.counted import Count, Journal, spoilt

from bench import harness
from provender.core.recipe import Shard
from provender.twin.generators.frames import Frames
from provender.twin.generators.scenario import Name
from provender.twin.sensors.corruptions.sweeps import Fault
from provender.twin.sensors.corruptions.sweeps import Sweeps as Spoil
from provender.twin.sensors.generators.sweeps import Sweeps
from provender.twin.sensors.lidar import Mounted
from provender.twin.sensors.spin import Lidar
from provender.twin.sensors.verifiers.sweeps import Sweeps as Judge

_AIR: tuple[dict[str, str], ...] = (
    {"fog": "fog"},
    {"fog": "none"},
    {"fog": "mist", "precipitation": "rain", "wet": "soaked"},
    {"fog": "dense"},
)


def swept(index: int, seed: int) -> object:
    """A sound sweep, scenarios and air by turns."""
    names, place = get_args(Name), os.environ.get("MAP", "city")
    part = Sweeps(map=place, scenario=names[index % len(names)], conditions=_AIR[index % len(_AIR)])
    return next(iter(part(Shard(seed=seed, start=index, count=1, recipe=""))))


def timed(spins: int, streets: int) -> dict[str, float]:
    """Cast turns in several streets."""
    part, lidar = Frames(map=os.environ.get("MAP", "city")), Lidar(rides="ego")
    rows = []
    for street in range(streets):
        scene, time, _ = part.scene(9, 16 * street)
        Mounted(scene, lidar, time).spin(0)
        before = harness.cpu_now()
        mounted = Mounted(scene, lidar, time)
        laid = harness.cpu_now()
        found = [len(mounted.spin(key).ring) for key in range(spins)]
        spent = (harness.cpu_now() - laid) / spins
        rows.append((street, len(mounted.mesh.kind), 1 / spent, 1 / (spent + laid - before), statistics.mean(found)))
    harness.show(("street", "triangles", "turns a CPU s", "moments a CPU s", "returns"),
                 [(*row[:2], *(f"{value:.1f}" for value in row[2:])) for row in rows])  # fmt: skip
    each = [statistics.median(row[place] for row in rows) for place in (2, 3, 4)]
    names = ("spins_per_s", "moments_per_s", "returns")
    return {name: round(value, 2) for name, value in zip(names, each, strict=True)}


def main() -> None:
    """Time turns, then judge sound and spoilt sweeps."""
    given = harness.options(__doc__ or "", spins=20, streets=5, sweeps=300, planted=300, seed=12, journal="")
    figures = timed(given.spins, given.streets)
    settings = {"planted": given.planted, "seed": given.seed, "map": os.environ.get("MAP", "")}
    journal = Journal(given.journal, settings)
    counted = Count(Judge(), get_args(Fault), partial(spoilt, Spoil), most=given.planted, journal=journal)
    for index in range(given.sweeps):
        counted.add(f"sweep {index}", partial(swept, index, given.seed))
    harness.show(("fault in a sweep", "caught", "planted"), [(kind, *pair) for kind, pair in counted.found().items()])
    told = {"kinds": counted.found(), "false_alarms": counted.alarms, "sound": counted.sound}
    harness.finish("twin_lidar", figures | told)


if __name__ == "__main__":
    main()
