"""A frame by Mitsuba's volumetric path tracer: `render.py scene.npz samples`; prints CPU seconds and what came out."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import mitsuba
import numpy as np

FAR = 500.0  # m, the size of the ball of fog around the camera


def main(file: str, samples: str) -> None:
    """Load, render once, print."""
    mitsuba.set_variant("scalar_rgb")  # llvm_ad_rgb aborts the process with the LLVM of Debian 12
    with np.load(file) as kept:
        given = {name: kept[name] for name in kept.files}
    scene = mitsuba.load_dict(described(given, int(samples)))
    before = time.process_time()
    picture = np.asarray(mitsuba.render(scene))
    spent = time.process_time() - before
    mitsuba.Bitmap((picture * 0.5 * float(given["exposure"])).astype(np.float32)).convert(
        mitsuba.Bitmap.PixelFormat.RGB, mitsuba.Struct.Type.UInt8, srgb_gamma=True
    ).write(str(Path(file).with_name("mitsuba.png")))
    yields = f"fog by {samples} paths a pixel, much noise; depth and ids on demand"
    print(json.dumps({"seconds": spent, "yields": yields}))


def described(given: dict[str, Any], samples: int) -> dict[str, Any]:
    """The scene as Mitsuba's dictionary."""
    wide, high = (int(side) for side in given["pixels"])
    to = mitsuba.ScalarTransform4f().look_at([0, 0, 0], given["ahead"].tolist(), given["up"].tolist())
    found: dict[str, Any] = {
        "type": "scene",
        "integrator": {"type": "volpath", "max_depth": 4},
        "sensor": {
            "type": "perspective", "fov": float(np.degrees(2 * np.arctan(wide / 2 / given["focal"]))), "to_world": to,
            "film": {"type": "hdrfilm", "width": wide, "height": high, "rfilter": {"type": "box"}},
            "sampler": {"type": "independent", "sample_count": samples},
        },
    }  # fmt: skip
    if given["fog"] > 0:
        fog, phase = float(given["fog"]), {"type": "hg", "g": 0.75}
        found["air"] = {"type": "homogeneous", "albedo": 0.97, "sigma_t": fog, "phase": phase}
        found["sensor"]["medium"] = {"type": "ref", "id": "air"}
        ball = {"type": "sphere", "radius": FAR, "interior": {"type": "ref", "id": "air"}, "bsdf": {"type": "null"}}
        found["ball"] = ball
    for number, tint in enumerate(given["tints"]):
        corners = given["corners"][given["tint_of"] == number]
        if len(corners):
            found[f"part{number}"] = part(corners, tint)
    lamps = zip(given["lamp_at"], given["lamp_way"], given["lamp_power"], strict=True)
    for number, (at, way, power) in enumerate(lamps):
        turn = mitsuba.ScalarTransform4f().look_at(at.tolist(), (at + way).tolist(), [0.01, 0.02, 1])
        lamp: dict[str, Any] = {"type": "spot", "to_world": turn, "intensity": {"type": "rgb", "value": power.tolist()},
                                "cutoff_angle": 60.0, "beam_width": 15.0}  # fmt: skip
        if given["fog"] > 0:
            lamp["medium"] = {"type": "ref", "id": "air"}
        found[f"lamp{number}"] = lamp
    return found


def part(corners: Any, tint: Any) -> Any:
    """Triangles (n, 3, 3) of one colour."""
    bsdf = {"type": "twosided", "inner": {"type": "diffuse", "reflectance": {"type": "rgb", "value": tint.tolist()}}}
    properties = mitsuba.Properties()
    properties["bsdf"] = mitsuba.load_dict(bsdf)
    mesh = mitsuba.Mesh("part", 3 * len(corners), len(corners), props=properties)
    values = mitsuba.traverse(mesh)
    values["vertex_positions"] = corners.reshape(-1).astype(np.float32)
    values["faces"] = np.arange(3 * len(corners), dtype=np.uint32)
    values.update()
    return mesh


if __name__ == "__main__":
    main(*sys.argv[1:3])
