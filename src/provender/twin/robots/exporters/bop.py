"""BOP: pictures of tables with the 6D pose of every object, as the benchmark for 6D object pose estimation has them.

    camera.json  dataset_info.md
    models/models_info.json          diameter, extent and symmetries of every object, mm
    models/obj_000001.ply            vertices, normals, colours, triangles, mm
    train/000000/scene_camera.json   of each picture: K, depth_scale, the table's pose in the camera's axes
    train/000000/scene_gt.json       of each picture: the objects' ids and poses in the camera's axes, mm
    train/000000/scene_gt_info.json  of each of those: boxes, counts of pixels, the share that is visible
    train/000000/rgb/000000.png  depth/000000.png  mask/000000_000000.png  mask_visib/000000_000000.png

The format is that of the BOP toolkit's documentation ("Format of the BOP datasets"; Hodan et al., ECCV 2018): a reel is
a scene, and a model is a shape in a size, with the colour that it had first. Pixels are counted by their middles, from
0, so that K's middle is half a pixel less than half a picture. A box is x, y, width, height; where nothing of a thing
is visible it is -1, -1, -1, -1, as the toolkit writes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from provender.core.protocols import Dataset, Judged
from provender.core.registry import exporter
from provender.twin.exporters._told import as_json, digest_of
from provender.twin.png import png
from provender.twin.robots.episode import Body
from provender.twin.robots.exporters._models import Shape, info, ply, shape_of
from provender.twin.robots.look.turns import back, matrix
from provender.twin.robots.reel import DEPTH_STEPS, Box, Lens, Reel, Seen, Shot

_MM = 1000.0


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class Bop:
    """Reels as a folder in BOP's format; records of other payloads are left out.

    Attributes:
        split: "train", "val" or "test", the folder that scenes lie in.

    Guarantees:
        Depth times `depth_scale` are the millimetres of the reel; a model's vertices, posed and projected through K,
        lie on its mask; same dataset, same bytes.

    Example:
        exports: [twin/robots/bop]
    """

    split: str = "train"

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields each scene's pictures and its three files, then the models."""
        models: dict[Shape, int] = {}
        lens: Lens | None = None
        count = 0
        for judged in dataset.records():
            reel = judged.record.payload
            if not isinstance(reel, Reel):
                continue
            for body in reel.episode.bodies:
                if body.role == "object" and shape_of(body) not in models:
                    number = models[shape_of(body)] = len(models) + 1
                    yield f"models/obj_{number:06d}.ply", ply(body)
            yield from _scene(judged, reel, f"{self.split}/{count:06d}", models)
            lens = lens or reel.lens
            count += 1
        yield "models/models_info.json", as_json({str(number): info(shape) for shape, number in models.items()})
        if lens is not None:
            yield "camera.json", as_json(_camera(lens))
        yield "dataset_info.md", _info(dataset, count, len(models))


def _scene(judged: Judged, reel: Reel, folder: str, models: dict[Shape, int]) -> Iterator[tuple[str, bytes]]:
    """One reel's files."""
    cameras, truths, infos = {}, {}, {}
    for number, shot in enumerate(reel.shots):
        yield f"{folder}/rgb/{number:06d}.png", png(shot.colour)
        yield f"{folder}/depth/{number:06d}.png", png(shot.depth)
        some = [(one, reel.solids[one.instance - 1]) for one in shot.seen]
        things = [(one, body) for one, body in some if body.role == "object"]
        for place, (one, _) in enumerate(things):
            whole = _whole(shot, one)
            yield f"{folder}/mask/{number:06d}_{place:06d}.png", png(_white(whole))
            yield f"{folder}/mask_visib/{number:06d}_{place:06d}.png", png(_white(shot.instance == one.instance))
        cameras[str(number)] = _scene_camera(reel)
        truths[str(number)] = [_truth(one, body, models) for one, body in things]
        infos[str(number)] = [_counts(shot, one) for one, _ in things]
    yield f"{folder}/scene_camera.json", as_json(cameras)
    yield f"{folder}/scene_gt.json", as_json(truths)
    yield f"{folder}/scene_gt_info.json", as_json(infos)
    record = judged.record
    told = {"key": str(record.key), "tags": dict(record.tags), "grade": judged.grade, "passed": list(judged.passed),
            "steps": [shot.step for shot in reel.shots], "success": reel.episode.success}  # fmt: skip
    yield f"{folder}/provender.json", as_json(told)


def _k(lens: Lens) -> list[float]:
    """K, row by row."""
    (wide, high), focal = lens.pixels, lens.focal
    return [focal, 0.0, (wide - 1) / 2, 0.0, focal, (high - 1) / 2, 0.0, 0.0, 1.0]


def _scene_camera(reel: Reel) -> dict[str, object]:
    """K, what makes millimetres of depth, and where the table's frame is in the camera's axes."""
    pose = np.array(reel.lens.pose)
    turn = matrix(back(pose[3:]))
    return {
        "cam_K": _k(reel.lens),
        "depth_scale": _MM / DEPTH_STEPS,
        "cam_R_w2c": turn.ravel().tolist(),
        "cam_t_w2c": (-_MM * turn @ pose[:3]).tolist(),
    }


def _truth(one: Seen, body: Body, models: dict[Shape, int]) -> dict[str, object]:
    """Which model, and its pose."""
    pose = np.array(one.pose)
    return {
        "cam_R_m2c": matrix(pose[3:]).ravel().tolist(),
        "cam_t_m2c": (_MM * pose[:3]).tolist(),
        "obj_id": models[shape_of(body)],
    }


def _counts(shot: Shot, one: Seen) -> dict[str, object]:
    """Boxes and pixels."""
    whole = _whole(shot, one)
    visible = int((shot.instance == one.instance).sum())
    return {
        "bbox_obj": _box(one.whole),
        "bbox_visib": _box(one.box) if visible else [-1, -1, -1, -1],
        "px_count_all": int(whole.sum()),
        "px_count_valid": int((whole & (shot.depth > 0)).sum()),
        "px_count_visib": visible,
        "visib_fract": one.shown,
    }


def _whole(shot: Shot, one: Seen) -> npt.NDArray[np.bool_]:
    """(h, w) a thing's pixels as if nothing hid it."""
    mask = np.zeros(shot.instance.shape, np.bool_)
    x0, y0, x1, y1 = one.whole
    mask[y0:y1, x0:x1] = one.amodal()
    return mask


def _white(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint8]:
    """A mask as BOP has it: 255 within."""
    return np.where(mask, 255, 0).astype(np.uint8)


def _box(box: Box) -> list[int]:
    """x, y, width, height."""
    x0, y0, x1, y1 = box
    return [x0, y0, x1 - x0, y1 - y0]


def _camera(lens: Lens) -> dict[str, object]:
    """The first reel's camera: each scene tells its own."""
    k = _k(lens)
    return {"cx": k[2], "cy": k[5], "depth_scale": _MM / DEPTH_STEPS, "fx": k[0], "fy": k[4],
            "height": lens.pixels[1], "width": lens.pixels[0]}  # fmt: skip


def _info(dataset: Dataset, scenes: int, models: int) -> bytes:
    """What it is."""
    return (
        f"# Objects on tables, made by Provender\n\n{scenes} scenes and {models} models of boxes, cylinders and "
        "spheres; every picture's labels were held against rays and closed forms worked out anew.\n\n"
        f"Dataset digest: {digest_of(dataset)}\n"
    ).encode()
