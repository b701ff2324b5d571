"""A frame by Blender's path tracer Cycles: `render.py scene.npz samples`; prints CPU seconds and what came out."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import bpy
import numpy as np
from mathutils import Matrix, Vector


def main(file: str, samples: str) -> None:
    """Load, render once, print."""
    with np.load(file) as kept:
        given = {name: kept[name] for name in kept.files}
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    for number, tint in enumerate(given["tints"]):
        part(given["corners"][given["tint_of"] == number], tint, scene)
    for at, way, power in zip(given["lamp_at"], given["lamp_way"], given["lamp_power"], strict=True):
        lamp(at, way, power, scene)
    look(given, scene)
    scene.render.engine = "CYCLES"
    scene.cycles.samples, scene.cycles.use_denoising, scene.cycles.max_bounces = int(samples), True, 3
    scene.render.filepath = str(Path(file).with_name("bpy.png"))
    scene.view_settings.exposure = float(np.log2(max(float(given["exposure"]), 1e-3)))
    before = time.process_time()
    bpy.ops.render.render(write_still=True)
    spent = time.process_time() - before
    print()
    yields = f"{samples} samples, denoised, without fog; soft light; masks on demand"
    print(json.dumps({"seconds": spent, "yields": yields}))


def part(corners: Any, tint: Any, scene: Any) -> None:
    """Triangles (n, 3, 3) of one colour."""
    if not len(corners):
        return
    mesh = bpy.data.meshes.new("part")
    mesh.from_pydata(corners.reshape(-1, 3).tolist(), [], np.arange(3 * len(corners)).reshape(-1, 3).tolist())
    material = bpy.data.materials.new("tint")
    material.use_nodes = True
    material.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (*tint.tolist(), 1.0)
    mesh.materials.append(material)
    scene.collection.objects.link(bpy.data.objects.new("part", mesh))


def lamp(at: Any, way: Any, power: Any, scene: Any) -> None:
    """A spot."""
    light = bpy.data.lights.new("lamp", "SPOT")
    light.energy, light.color = float(power.max()) * 4 * np.pi * np.pi, (power / power.max()).tolist()
    light.spot_size, light.spot_blend, light.shadow_soft_size = np.radians(120.0), 0.8, 0.08
    made = bpy.data.objects.new("lamp", light)
    made.location = at.tolist()
    made.rotation_euler = Vector(way.tolist()).to_track_quat("-Z", "Y").to_euler()
    scene.collection.objects.link(made)


def look(given: dict[str, Any], scene: Any) -> None:
    """The camera, and a dark sky."""
    wide, high = (int(side) for side in given["pixels"])
    camera = bpy.data.cameras.new("camera")
    camera.sensor_width, camera.lens = 36.0, 36.0 * float(given["focal"]) / wide
    made = bpy.data.objects.new("camera", camera)
    axes = np.stack([given["right"], given["up"], -given["ahead"]], 1)
    made.matrix_world = Matrix(np.block([[axes, np.zeros((3, 1))], [np.array([[0, 0, 0, 1.0]])]]).tolist())
    scene.collection.objects.link(made)
    scene.camera = made
    scene.render.resolution_x, scene.render.resolution_y = wide, high
    scene.world = bpy.data.worlds.new("sky")
    scene.world.use_nodes = True
    scene.world.node_tree.nodes["Background"].inputs["Color"].default_value = (0.002, 0.002, 0.003, 1.0)


if __name__ == "__main__":
    main(*sys.argv[1:3])
