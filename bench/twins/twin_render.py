"""How many labelled frames a second are made, judged and written down: foggy nights in which a child runs after a ball.

`MAP=path` names the file of a place; without it, made-up streets. A frame counts when its scene is drawn, looked at,
judged by `twin/labels` and encoded as its shard would hold it. CPU seconds of one process, after two frames to warm up.

    fps_640   frames a second on two cores at 640 x 360: two over the CPU seconds of one frame   wanted: >= 3
    fps_320   the same at 320 x 180                                                             wanted: >= 10
    peak_mb   greatest resident size of the process, MB                                         wanted: < 1,500
"""

import os
import resource

from bench import harness
from provender.core.recipe import Shard
from provender.core.verdict import Outcome
from provender.twin.frame import FrameCodec
from provender.twin.generators.frames import Frames
from provender.twin.verifiers.labels import Labels

CORES = 2


def seconds(wide: int, frames: int) -> tuple[float, int, float]:
    """CPU seconds of a frame, how many were accepted, and kilobytes of a frame."""
    part = Frames(map=os.environ.get("MAP", "city"), wide=wide)
    FrameCodec().encode([record.payload for record in part(Shard(seed=9, start=0, count=2, recipe=""))])
    accepted, size = 0, 0
    before = harness.cpu_now()
    for index in range(2, frames + 2):
        records = list(part(Shard(seed=9, start=index, count=1, recipe="")))
        accepted += sum(verdict.outcome is Outcome.PASS for verdict in Labels()(records))
        _, blobs = FrameCodec().encode([record.payload for record in records])
        size += sum(len(blob.data) for blob in blobs if blob.name.startswith("frames/"))
    return (harness.cpu_now() - before) / frames, accepted, size / frames / 1024


def main() -> None:
    """Both sizes."""
    given = harness.options(__doc__ or "", frames=16)
    figures: dict[str, float] = {}
    rows = []
    for wide in (640, 320):
        spent, accepted, size = seconds(wide, given.frames)
        figures[f"fps_{wide}"] = round(CORES / spent, 2)
        rows.append((f"{wide} x {wide * 9 // 16}", f"{spent:.3f}", f"{CORES / spent:.2f}", accepted, f"{size:.0f}"))
    figures["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    harness.show(("frame", "CPU s", "a second on 2 cores", f"accepted of {given.frames}", "kB"), rows)
    harness.finish("twin_render", figures)


if __name__ == "__main__":
    main()
