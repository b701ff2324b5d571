"""A frame by MuJoCo's rasteriser: `render.py scene.npz`; prints CPU seconds and what came out."""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("MUJOCO_GL", "egl")
import mujoco
import numpy as np

FRAMES = 5


def main(file: str) -> None:
    """Load, render a few times, print the mean."""
    with np.load(file) as kept:
        given = {name: kept[name] for name in kept.files}
    model = built(given).compile()
    data = mujoco.MjData(model)
    mujoco.mj_forward(model, data)
    wide, high = (int(side) for side in given["pixels"])
    with mujoco.Renderer(model, high, wide) as renderer:
        renderer.update_scene(data, camera="eye")
        renderer.render()
        before = time.process_time()
        for _ in range(FRAMES):
            renderer.update_scene(data, camera="eye")
            picture = renderer.render()
        spent = (time.process_time() - before) / FRAMES
    with Path(file).with_name("mujoco.ppm").open("wb") as out:
        out.write(f"P6 {wide} {high} 255\n".encode() + picture.tobytes())
    print(json.dumps({"seconds": spent, "yields": "a raster of flat colours, 7 lights, no fog by beams; depth, ids"}))


def built(given: dict[str, Any]) -> Any:
    """The scene as a model without a thing that moves."""
    spec = mujoco.MjSpec()
    spec.visual.global_.offwidth, spec.visual.global_.offheight = (int(side) for side in given["pixels"])
    spec.visual.map.zfar, spec.visual.map.znear, spec.stat.extent = 300.0, 0.05, 1.0
    for number, tint in enumerate(given["tints"]):
        corners = given["corners"][given["tint_of"] == number]
        if len(corners) < 2:
            continue
        mesh = spec.add_mesh(name=f"part{number}", inertia=mujoco.mjtMeshInertia.mjMESH_INERTIA_SHELL)
        mesh.uservert, mesh.userface = corners.reshape(-1).tolist(), list(range(3 * len(corners)))
        mesh.maxhullvert = 8
        rgba = [*np.sqrt(tint).tolist(), 1.0]
        spec.worldbody.add_geom(type=mujoco.mjtGeom.mjGEOM_MESH, meshname=f"part{number}", rgba=rgba, contype=0,
                                conaffinity=0)  # fmt: skip
    lamps = list(zip(given["lamp_at"], given["lamp_way"], given["lamp_power"], strict=True))
    for at, way, power in lamps[:7]:
        spec.worldbody.add_light(pos=at, dir=way, diffuse=(power / power.max()).tolist(), cutoff=60, castshadow=True,
                                 attenuation=[0.0, 0.05, 0.01])  # fmt: skip
    fovy = float(np.degrees(2 * np.arctan(given["pixels"][1] / 2 / given["focal"])))
    turn = np.stack([given["right"], given["up"], -given["ahead"]], 1)
    quat = np.empty(4)
    mujoco.mju_mat2Quat(quat, turn.reshape(-1))
    spec.worldbody.add_camera(name="eye", pos=[0, 0, 0], quat=quat, fovy=fovy)
    return spec


if __name__ == "__main__":
    main(sys.argv[1])
