"""What it takes to get a town out of a map file, and the memory that a worker needs to make frames of it.

Each measurement is a process of its own. `MAP=path` names the file; without it a made-up grid of 240 m is built.

    build_s   CPU seconds from file to map, median of three                              wanted: < 5 on the Neukölln map
    peak_mb   greatest resident size of a process that makes, judges and writes frames   wanted: < 1,500
    map_mb    the same of one that only builds the map
"""

import json
import os
import statistics
import subprocess
import sys

from bench import harness

_CHILD = """
import json, resource, sys, time
from pathlib import Path
from provender.twin.maps.city.city import City, build
from provender.twin.maps.load import load_map
start = time.process_time()
found = load_map(Path(sys.argv[1])) if sys.argv[1] else build(City(kind="grid"))
spent = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([spent, peak, len(found.lanes), len(found.buildings), len(found.warnings)]))
"""
_WORKER = """
import resource, sys
from provender.core.recipe import Shard
from provender.twin.frame import FrameCodec
from provender.twin.generators.frames import Frames
from provender.twin.verifiers.labels import Labels
part = Frames(map=sys.argv[1] or "city", weather="rain")
records = list(part(Shard(seed=9, start=0, count=int(sys.argv[2]), recipe="")))
Labels()(records)
_, blobs = FrameCodec().encode([record.payload for record in records])
list(blobs)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def measured(file: str) -> list[float]:
    """CPU seconds, peak MB, lanes, buildings and warnings of one fresh process."""
    ran = subprocess.run([sys.executable, "-c", _CHILD, file], capture_output=True, check=True, text=True)
    told: list[float] = json.loads(ran.stdout)
    return told


def worker(file: str, frames: int) -> float:
    """Peak MB of a fresh process that makes, judges and writes a shard of frames of 640 x 360."""
    command = [sys.executable, "-c", _WORKER, file, str(frames)]
    return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def main() -> None:
    """Measure three times."""
    given = harness.options(__doc__ or "", frames=8)
    file = os.environ.get("MAP", "")
    runs = [measured(file) for _ in range(3)]
    spent, alone = (statistics.median(run[at] for run in runs) for at in (0, 1))
    peak = worker(file, given.frames)
    head = ("map", "build_s", "map_mb", "peak_mb", "lanes", "buildings", "warnings")
    name = os.path.basename(file) or "made-up grid"
    harness.show(head, [(name, f"{spent:.2f}", f"{alone:.0f}", f"{peak:.0f}", *runs[0][2:])])
    figures = {"build_s": round(spent, 3), "peak_mb": round(peak, 1), "map_mb": round(alone, 1)}
    harness.finish("twin_memory", figures)


if __name__ == "__main__":
    main()
