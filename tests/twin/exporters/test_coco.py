"""COCO files, read back by the format's own definition, hold the frames' labels to the bit."""

import json
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis.extra import numpy as npst
from PIL import Image
from tests.twin.exporters.shots import exported, held, shots

from provender.twin.exporters._told import rle
from provender.twin.frame import Kind


def decoded(told: dict[str, Any]) -> npt.NDArray[np.bool_]:
    """A mask from compressed run lengths."""
    numbers, value, shift = list[int](), 0, 0
    for char in told["counts"]:
        group = ord(char) - 48
        value |= (group & 31) << shift
        shift += 5
        if not group & 32:
            value -= (1 << shift) if group & 16 else 0
            numbers.append(value + (numbers[-2] if len(numbers) > 2 else 0))
            value, shift = 0, 0
    flat = np.repeat(np.arange(len(numbers)) % 2 == 1, numbers)
    return flat.reshape(told["size"][::-1]).T


def array(data: bytes) -> npt.NDArray[Any]:
    """The pixels of a picture."""
    return np.asarray(Image.open(BytesIO(data)))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """What is exported."""
    return exported("twin/coco", licence="CC-BY-4.0")


@given(npst.arrays(np.bool_, npst.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=70)))
def test_run_lengths_come_back_to_the_bit(mask: npt.NDArray[np.bool_]) -> None:
    assert (decoded(rle(mask)) == mask).all()


@pytest.mark.parametrize(("mask", "counts"), [(np.zeros((3, 4)), "<"), (np.ones((2, 3)), "06"), (np.eye(3), "013000")])
def test_run_lengths_are_written_as_pycocotools_writes_them(mask: npt.NDArray[Any], counts: str) -> None:
    assert counts == rle(mask.astype(bool))["counts"]


@pytest.mark.parametrize("name", ["instances", "amodal"])
def test_masks_and_boxes_are_those_of_the_frames(name: str, files: dict[str, bytes]) -> None:
    told = json.loads(files[f"annotations/{name}.json"])
    kinds = {one["id"]: one["name"] for one in told["categories"]}
    by_image: dict[int, dict[str, Any]] = {}
    for one in told["annotations"]:
        by_image.setdefault(one["image_id"], {})[one["actor"]] = one

    for image, frame in zip(told["images"], shots(), strict=True):
        expected = [thing for thing in frame.things if name == "amodal" or thing.shown > 0]
        found = by_image[image["id"]]
        assert {thing.id for thing in expected} == set(found)
        for thing in expected:
            mask, box = frame.instance == thing.instance, thing.box
            if name == "amodal":
                box = thing.whole
                mask = np.zeros_like(mask)
                mask[box[1] : box[3], box[0] : box[2]] = thing.amodal()
            one = found[thing.id]
            assert (decoded(one["segmentation"]) == mask).all()
            assert (one["area"], one["bbox"]) == (mask.sum(), [*box[:2], box[2] - box[0], box[3] - box[1]])
            assert (thing.kind, thing.shown) == (kinds[one["category_id"]], one["shown"])
            assert (thing.contrast, thing.perceivable) == (one["contrast"], one["perceivable"])


def test_an_actor_has_one_id_in_both_files(files: dict[str, bytes]) -> None:
    seen, whole = (json.loads(files[f"annotations/{name}.json"])["annotations"] for name in ("instances", "amodal"))
    whole_of = {one["id"]: one for one in whole}

    assert len(whole_of) == len(whole) > len(seen)
    for one in seen:
        other = whole_of[one["id"]]
        assert (one["image_id"], one["actor"]) == (other["image_id"], other["actor"])
        assert not (decoded(one["segmentation"]) & ~decoded(other["segmentation"])).any()


def test_segments_tell_every_pixels_class_and_instance(files: dict[str, bytes]) -> None:
    told = json.loads(files["annotations/panoptic.json"])
    kinds = {one["id"]: one["name"] for one in told["categories"]}
    things = {one["id"] for one in told["categories"] if one["isthing"]}

    for one, frame in zip(told["annotations"], shots(), strict=True):
        red, green, blue = np.moveaxis(array(files[f"panoptic/{one['file_name']}"]).astype(np.int64), 2, 0)
        ids = red + 256 * green + 65536 * blue
        assert set(np.unique(ids).tolist()) == {segment["id"] for segment in one["segments_info"]}
        for segment in one["segments_info"]:
            mask = ids == segment["id"]
            assert {kinds[segment["category_id"]]} == {Kind(kind).name.lower() for kind in np.unique(frame.kind[mask])}
            assert len(np.unique(frame.instance[mask])) == 1
            assert (segment["category_id"] in things) == bool(frame.instance[mask][0])
            assert segment["area"] == mask.sum()


def test_pictures_are_the_frames(files: dict[str, bytes]) -> None:
    for image, frame in zip(json.loads(files["annotations/instances.json"])["images"], shots(), strict=True):
        assert (array(files[f"images/{image['file_name']}"]) == frame.colour).all()
        assert (image["height"], image["width"]) == frame.instance.shape


def test_whom_a_map_asks_to_be_named_is_named(files: dict[str, bytes]) -> None:
    told = json.loads(files["annotations/instances.json"])
    names = {one["id"]: one["name"] for one in told["licenses"]}

    assert [frame.scene.map.attribution in names[image["license"]] for image, frame in
            zip(told["images"], shots(), strict=True)] == [True] * len(shots())  # fmt: skip
    assert ["OpenStreetMap" in name for name in told["info"]["attribution"]] == [True]
    assert all(name.startswith("CC-BY-4.0") for name in names.values())


def test_the_same_dataset_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert files == exported("twin/coco", licence="CC-BY-4.0")


def test_without_frames_there_are_no_annotations() -> None:
    files = exported("twin/coco", held(), panoptic=False)

    assert {"annotations/instances.json", "annotations/amodal.json"} == set(files)
    assert not json.loads(files["annotations/instances.json"])["annotations"]
