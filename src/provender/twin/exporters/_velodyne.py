"""Sweeps as KITTI and SemanticKITTI have them: points, a class and an instance for each, boxes and calibration.

    training/velodyne/000000.bin      float32: x ahead, y left, z up in metres, reflectance from 0 to 1
    training/labels/000000.label      uint32: class in the lower 16 bits, instance in the upper (0 for the map)
    training/label_2/000000.txt       boxes of who was met, in a camera that sits in the scanner and looks ahead
    training/calib/000000.txt         such a camera's; there is no picture, so 2D boxes are -1

Classes are those of the development kit of SemanticKITTI (Behley and others, ICCV 2019). Nobody who was not met by a
point is labelled, since nothing in the data tells of them; what hides whom is not known either, so `occluded` is 3.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from provender.twin.frame import Kind
from provender.twin.scene import Actor
from provender.twin.sensors.sweep import Sweep

_CLASSES: Mapping[Kind, int] = {
    Kind.GROUND: 72, Kind.ROAD: 40, Kind.PAVEMENT: 48, Kind.KERB: 48, Kind.MARKING: 60, Kind.BUILDING: 50,
    Kind.TREE: 70, Kind.POLE: 80, Kind.SIGN: 81, Kind.CAR: 10, Kind.VAN: 10, Kind.BUS: 13, Kind.TRUCK: 18,
    Kind.AMBULANCE: 20, Kind.BICYCLE: 31, Kind.ADULT: 30, Kind.CHILD: 30, Kind.DOG: 99, Kind.BALL: 99, Kind.LOAD: 99,
    Kind.DOOR: 10,
}  # fmt: skip
_CLASS = np.zeros(256, np.uint32)
_CLASS[list(_CLASSES)] = list(_CLASSES.values())


def points(sweep: Sweep) -> bytes:
    """Points with what comes back of each."""
    spin = sweep.spin
    return np.column_stack([spin.xyz, spin.intensity / np.float32(255)]).astype("<f4").tobytes()


def labels(sweep: Sweep) -> bytes:
    """Class and instance of each point."""
    return (_CLASS[sweep.spin.kind] | sweep.spin.instance.astype(np.uint32) << 16).astype("<u4").tobytes()


def boxes(sweep: Sweep, types: Mapping[str, str]) -> Iterator[str]:
    """A line of a label file for each actor that a point met."""
    met = np.unique(sweep.spin.instance)
    for number in met[met > 0].tolist():
        yield _line(sweep, sweep.scene.actors[number - 1], types)


def _line(sweep: Sweep, actor: Actor, types: Mapping[str, str]) -> str:
    """One actor."""
    own, there = (sweep.scene.at(sweep.time)[who] for who in (sweep.lidar.rides, actor.id))
    flat = np.exp(-1j * own[3]) * complex(there[0] - own[0], there[1] - own[1])
    ahead, left, up = np.array([flat.real, flat.imag, there[2] - own[2]]) - sweep.lidar.at
    turn = _wrapped(-np.pi / 2 - (there[3] - own[3]))
    alpha = _wrapped(turn - float(np.arctan2(-left, ahead)))
    length, width, height = actor.size
    size = f"{height:.4f} {width:.4f} {length:.4f}"
    kind = types.get(str(actor.kind), "Misc")
    return f"{kind} -1 3 {alpha:.6f} -1 -1 -1 -1 {size} {-left:.4f} {-up:.4f} {ahead:.4f} {turn:.6f}"


def _wrapped(angle: float) -> float:
    """An angle between -pi and pi."""
    return float((angle + np.pi) % (2 * np.pi) - np.pi)
