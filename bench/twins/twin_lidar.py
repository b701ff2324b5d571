"""How many turns of a lidar a core casts, 64 rings of 1,800 rays, in a foggy street with all its actors.

`MAP=path` names the file of a place; without it, made-up streets. A turn is rays, dropout, noise and labels. CPU
seconds of one process, the median of five streets; laying the triangles of a moment is timed apart.

    spins_per_s         turns a CPU second, where triangles lie already     wanted: >= 40
    moments_per_s       the same with a scene's triangles laid for each turn
    returns             mean returns of a turn
"""

import os
import statistics

from bench import harness
from provender.twin.generators.frames import Frames
from provender.twin.sensors.lidar import Mounted
from provender.twin.sensors.spin import Lidar


def main() -> None:
    """Cast turns in several streets."""
    given = harness.options(__doc__ or "", spins=20, streets=5)
    part, lidar = Frames(map=os.environ.get("MAP", "city")), Lidar(rides="ego")
    rows = []
    for street in range(given.streets):
        scene, time, _ = part.scene(9, 16 * street)
        Mounted(scene, lidar, time).spin(0)
        before = harness.cpu_now()
        mounted = Mounted(scene, lidar, time)
        laid = harness.cpu_now()
        found = [len(mounted.spin(key).ring) for key in range(given.spins)]
        spent = (harness.cpu_now() - laid) / given.spins
        rows.append((street, len(mounted.mesh.kind), 1 / spent, 1 / (spent + laid - before), statistics.mean(found)))
    harness.show(("street", "triangles", "turns a CPU s", "moments a CPU s", "returns"),
                 [(*row[:2], *(f"{value:.1f}" for value in row[2:])) for row in rows])  # fmt: skip
    each = [statistics.median(row[place] for row in rows) for place in (2, 3, 4)]
    names = ("spins_per_s", "moments_per_s", "returns")
    harness.finish("twin_lidar", {name: round(value, 2) for name, value in zip(names, each, strict=True)})


if __name__ == "__main__":
    main()
