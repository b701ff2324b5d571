"""WebDataset tars, opened by Python's own reader: samples whole and in order, labels to the bit."""

import json
import tarfile
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tests.twin.exporters.shots import exported, held, shots
from tests.twin.exporters.test_coco import decoded

from provender.core.errors import RecipeError
from provender.twin.frame import Kind, Thing


def samples(data: bytes) -> dict[str, dict[str, bytes]]:
    """Name -> suffix -> file, as a streaming reader groups them: what shares a name follows one another."""
    found: dict[str, dict[str, bytes]] = {}
    with tarfile.open(fileobj=BytesIO(data), mode="r|") as tar:
        for entry in tar:
            name, _, suffix = entry.name.partition(".")
            assert name not in found or name == [*found][-1]
            file = tar.extractfile(entry)
            assert file is not None
            found.setdefault(name, {})[suffix] = file.read()
            assert (entry.mtime, entry.uid, entry.gid, entry.uname) == (0, 0, 0, "")
    return found


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """What is exported, two frames a file."""
    return exported("twin/webdataset", frames=2)


def test_shards_hold_equally_many_frames(files: dict[str, bytes]) -> None:
    tars = [name for name in files if name.endswith(".tar")]

    assert tars == [f"train-{number:06d}.tar" for number in range(3)]
    assert [len(samples(files[name])) for name in tars] == [2, 2, 1]
    assert [name for tar in tars for name in samples(files[tar])] == [f"{at:06d}" for at in range(len(shots()))]
    assert files == exported("twin/webdataset", frames=2)


def test_every_label_comes_back_to_the_bit(files: dict[str, bytes]) -> None:
    every = [one for name in files if name.endswith(".tar") for one in samples(files[name]).values()]

    for sample, frame in zip(every, shots(), strict=True):
        arrays: dict[str, Any] = {"rgb": frame.colour}
        arrays |= {name: getattr(frame, name) for name in ("depth", "normal", "kind", "instance")}
        assert {*(f"{name}.png" for name in arrays), "json"} == set(sample)
        for name, wanted in arrays.items():
            assert (np.asarray(Image.open(BytesIO(sample[f"{name}.png"]))) == wanted).all()
        told = json.loads(sample["json"])
        assert (told["time"], told["camera"]["focal"]) == (frame.time, frame.lens.focal)
        for one, thing in zip(told["things"], frame.things, strict=True):
            plain = {name: value for name, value in one.items() if name not in ("amodal", "perceivable")}
            x0, y0, x1, y1 = thing.whole
            mask = np.packbits(decoded(one["amodal"])[y0:y1, x0:x1]).tobytes()
            again: dict[str, Any] = {
                name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()
            }
            assert thing == Thing(mask=mask, **again)
            assert decoded(one["amodal"]).sum() == thing.amodal().sum()


def test_classes_are_told(files: dict[str, bytes]) -> None:
    assert {kind.name.lower(): int(kind) for kind in Kind} == json.loads(files["classes.json"])


def test_no_frames_make_no_shard() -> None:
    assert ["classes.json"] == [*exported("twin/webdataset", held())]


def test_a_file_of_no_frames_is_refused() -> None:
    with pytest.raises(RecipeError, match="fills no file"):
        exported("twin/webdataset", frames=0)
