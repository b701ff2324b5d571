"""What it takes to get a town out of a map file, and the memory that it needs.

Each measurement is a process of its own. `MAP=path` names the file; without it a made-up grid of 240 m is built.

    build_s   CPU seconds from file to map, median of three   wanted: < 5 on the Neukölln map
    peak_mb   greatest resident size of that process, MB      wanted: < 1,500 (with a renderer, which comes later)
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


def measured(file: str) -> list[float]:
    """CPU seconds, peak MB, lanes, buildings and warnings of one fresh process."""
    ran = subprocess.run([sys.executable, "-c", _CHILD, file], capture_output=True, check=True, text=True)
    told: list[float] = json.loads(ran.stdout)
    return told


def main() -> None:
    """Measure three times."""
    harness.options(__doc__ or "")
    file = os.environ.get("MAP", "")
    runs = [measured(file) for _ in range(3)]
    spent, peak = (statistics.median(run[at] for run in runs) for at in (0, 1))
    head = ("map", "build_s", "peak_mb", "lanes", "buildings", "warnings")
    harness.show(head, [(os.path.basename(file) or "made-up grid", f"{spent:.2f}", f"{peak:.0f}", *runs[0][2:])])
    harness.finish("twin_memory", {"build_s": round(spent, 3), "peak_mb": round(peak, 1)})


if __name__ == "__main__":
    main()
