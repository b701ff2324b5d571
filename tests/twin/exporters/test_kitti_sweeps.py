"""KITTI folders of sweeps and clips, read back as the development kits do: points, labels, boxes, flow, tracks."""

import struct
import zlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from tests.twin.exporters.shots import exported, held
from tests.twin.exporters.test_kitti import Label

from provender.core.recipe import Shard
from provender.core.record import Record
from provender.twin.clip import Clip, Fate, shifts
from provender.twin.clips.generators.scenario import ScenarioClips
from provender.twin.sensors.generators.sweeps import Sweeps
from provender.twin.sensors.sweep import Sweep


@lru_cache
def sweep() -> Sweep:
    """A child after its ball."""
    (record,) = Sweeps(map="city", conditions={"fog": "mist"})(Shard(seed=5, start=1, count=1, recipe=""))
    assert isinstance(record, Record)
    assert isinstance(record.payload, Sweep)
    return record.payload


@lru_cache
def clip() -> Clip:
    """A few frames of the same."""
    part = ScenarioClips(map="city", scenario="ball_then_child", wide=160, frames=3)
    (record,) = part(Shard(seed=5, start=1, count=1, recipe=""))
    assert isinstance(record, Record)
    assert isinstance(record.payload, Clip)
    return record.payload


@lru_cache
def files() -> dict[str, bytes]:
    """What is exported: the sweep is number 0, the frames of the clip 1 to 3."""
    return exported("twin/kitti", held(sweep(), clip()), unperceived="keep")


def sixteen(data: bytes) -> npt.NDArray[np.uint16]:
    """A PNG of three channels of 16 bits whose rows are not filtered, piece by piece."""
    at, body, wide, high = 8, b"", 0, 0
    while at < len(data):
        (size,), name = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        inside = data[at + 8 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size])[0] == zlib.crc32(name + inside)
        if name == b"IHDR":
            wide, high, *kind = struct.unpack(">IIBBBBB", inside)
            assert kind == [16, 2, 0, 0, 0]
        body += inside if name == b"IDAT" else b""
        at += 12 + size
    rows = np.frombuffer(zlib.decompress(body), np.uint8).reshape(high, 1 + 6 * wide)
    assert not rows[:, 0].any()
    return np.ascontiguousarray(rows[:, 1:]).view(">u2").reshape(high, wide, 3).astype(np.uint16)


def test_points_and_their_classes_come_back() -> None:
    points = np.frombuffer(files()["training/velodyne/000000.bin"], np.float32).reshape(-1, 4)
    told = np.frombuffer(files()["training/labels/000000.label"], np.uint32)

    assert (points[:, :3] == sweep().spin.xyz).all()
    assert np.abs(points[:, 3] * 255 - sweep().spin.intensity).max() < 1e-3
    assert (told >> 16 == sweep().spin.instance).all()
    assert {10, 30, 40, 50} <= set(np.unique(told & 0xFFFF).tolist())
    assert not (told & 0xFFFF == 0).any()


def test_points_lie_in_their_boxes() -> None:
    calib = dict(line.split(": ") for line in files()["training/calib/000000.txt"].decode().splitlines())
    velo = np.array(calib["Tr_velo_to_cam"].split(), np.float64).reshape(3, 4)
    points = np.frombuffer(files()["training/velodyne/000000.bin"], np.float32).reshape(-1, 4)[:, :3]
    seen = points @ velo[:, :3].T + velo[:, 3]
    instance = np.frombuffer(files()["training/labels/000000.label"], np.uint32) >> 16
    labels = [Label.read(line) for line in files()["training/label_2/000000.txt"].decode().splitlines()]
    numbers = np.unique(instance[instance > 0])

    for number, label in zip(numbers.tolist(), labels, strict=True):
        off = seen[instance == number] - label.at
        cos, sin = np.cos(label.rotation_y), np.sin(label.rotation_y)
        along, across = cos * off[:, 0] - sin * off[:, 2], sin * off[:, 0] + cos * off[:, 2]
        height, width, length = label.size
        reach = 0.7 if label.kind in ("Pedestrian", "Cyclist") else 0.15
        inside = (np.abs(along) < length / 2 + reach) & (np.abs(across) < width / 2 + reach)
        inside &= (off[:, 1] < 0.15) & (off[:, 1] > -height - 0.15)
        assert inside.mean() > 0.99, (number, label)


def test_flow_comes_back() -> None:
    for at, flow in enumerate(clip().flow):
        occ, noc = (sixteen(files()[f"training/flow_{kind}/0000_{at:06d}.png"]) for kind in ("occ", "noc"))
        told = shifts(flow)
        known = np.isfinite(told[..., 0])
        assert (occ[..., 2] == known).all()
        assert (noc[..., 2] == (flow[..., 2] == Fate.SEEN)).all()
        assert (((occ[..., :2].astype(float) - 2**15) / 64)[known] == told[known]).all()


def test_tracks_keep_their_numbers() -> None:
    found: dict[int, list[int]] = {}
    for line in files()["training/label_02/0000.txt"].decode().splitlines():
        frame, track, rest = line.split(" ", 2)
        assert f"{rest}\n" in files()[f"training/label_2/{int(frame) + 1:06d}.txt"].decode()
        found.setdefault(int(track), []).append(int(frame))
    wanted = {
        track.instance: [
            at for at, frame in enumerate(clip().frames)
            if any(thing.instance == track.instance and thing.shown > 0 for thing in frame.things)
        ]
        for track in clip().tracks
    }  # fmt: skip

    assert found == {number: seen for number, seen in wanted.items() if seen}
