"""How many labelled frames a second are made, judged and written down: foggy nights in which a child runs after a ball.

`MAP=path` names the file of a place; without it, made-up streets. A frame counts when its scene is drawn, looked at,
judged by `twin/labels` and encoded as its shard would hold it. CPU seconds of one process, after two frames to warm up.
Beside it the same triangles, lamps and camera go to other renderers, each in an environment of its own, for one picture
of 640 x 360 without labels (`BENCH_PEERS=0` leaves them out; `BENCH_SAMPLES`, `BENCH_CYCLES` are paths a pixel).

    fps_640    frames a second on two cores at 640 x 360: two over the CPU seconds of one frame   wanted: >= 3
    fps_320    the same at 320 x 180                                                             wanted: >= 10
    renderers  name -> CPU seconds of a frame at 640 x 360; ours with all labels, not yet judged and written
    peak_mb    greatest resident size of the process, MB                                         wanted: < 1,500
"""

import os
import resource
import tempfile
from pathlib import Path

import numpy as np
from bench.peers.setup import ask

from bench import harness
from provender.core.recipe import Shard
from provender.core.verdict import Outcome
from provender.twin.frame import FrameCodec
from provender.twin.generators.frames import Frames
from provender.twin.render.lights import lights
from provender.twin.render.picture import Shot, shot
from provender.twin.verifiers.labels import Labels

CORES = 2
_TINTS = 6  # steps of each colour that the others are given


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


def beside(samples: int, cycles: int) -> tuple[dict[str, float], list[tuple[str, str, str]], dict[str, str]]:
    """CPU seconds by renderer, a row for each, and why those that gave nothing did not."""
    scene, time, key = Frames(map=os.environ.get("MAP", "city")).scene(9, 2)
    shots: list[Shot] = []
    ours = harness.median(
        lambda: harness.cpu_seconds(lambda: shots.append(shot(scene, scene.cameras[0], time, key=key)))
    )
    found = {"provender": round(ours, 3)}
    rows = [("provender", f"{ours:.2f}", "beams in fog without noise; all labels")]
    missing = {}
    with tempfile.TemporaryDirectory() as home:
        _hand_over(shots[0], time, Path(home) / "scene.npz")
        for peer, paths in (("mitsuba", samples), ("bpy", cycles), ("mujoco", 1)):
            told, why = ask(peer, "render.py", str(Path(home) / "scene.npz"), str(paths))
            if told is None:
                missing[peer] = why
                rows.append((peer, "-", why))
                continue
            found[peer] = round(float(told["seconds"]), 3)
            rows.append((peer, f"{told['seconds']:.2f}", told["yields"]))
    return found, rows, missing


def _hand_over(made: Shot, time: float, file: Path) -> None:
    """Triangles, colours in a few steps, lamps and camera, as arrays."""
    view, mesh, scene = made.view, made.mesh, made.frame.scene
    tints, tint_of = np.unique(np.rint(mesh.tint * _TINTS) / _TINTS, axis=0, return_inverse=True)
    shine = lights(scene, time, view.at, view.at)
    np.savez(
        file, corners=mesh.corners, tints=np.maximum(tints, 0.02), tint_of=tint_of.reshape(-1), right=view.right,
        up=view.up, ahead=view.ahead, focal=view.camera.focal, pixels=np.array(view.camera.pixels), fog=shine.fog,
        lamp_at=shine.at, lamp_way=shine.way, lamp_power=shine.power, exposure=made.frame.exposure,
    )  # fmt: skip


def main() -> None:
    """Both sizes, then the others."""
    given = harness.options(__doc__ or "", frames=16, peers=1, samples=4, cycles=8)
    figures: dict[str, object] = {}
    rows = []
    for wide in (640, 320):
        spent, accepted, size = seconds(wide, given.frames)
        figures[f"fps_{wide}"] = round(CORES / spent, 2)
        rows.append((f"{wide} x {wide * 9 // 16}", f"{spent:.3f}", f"{CORES / spent:.2f}", accepted, f"{size:.0f}"))
    figures["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    harness.show(("frame", "CPU s", "a second on 2 cores", f"accepted of {given.frames}", "kB"), rows)
    missing: dict[str, str] = {}
    if given.peers:
        renderers, others, missing = beside(given.samples, given.cycles)
        figures["renderers"] = renderers
        harness.show(("640 x 360 by", "CPU s", "what comes out"), others, title="the same triangles, lamps and camera")
    harness.finish("twin_render", figures, peer=missing)


if __name__ == "__main__":
    main()
