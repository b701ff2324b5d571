"""KITTI: pictures, labels with 2D and 3D boxes, calibration, and depth as KITTI writes it; points, flow and tracks.

    training/image_2/000000.png
    training/label_2/000000.txt      type, truncated, occluded, alpha, 2D box, height width length, x y z, rotation_y
    training/calib/000000.txt        P0 to P3, R0_rect, Tr_velo_to_cam, Tr_imu_to_velo
    training/depth_2/000000.png      16 bits, 256 to the metre, 0 for nothing

Of sweeps and clips see `_velodyne.py` and `_films.py`.

The format is that of the development kit of KITTI's object benchmark (Geiger, Lenz and Urtasun, CVPR 2012). Its camera
looks along z with x to the right and y down, and does not tilt; where ours does, P2 holds the tilt as well, so that
boxes stand upright and still project onto their pictures. Pixels are counted by their middles, from 0, and a 2D box
includes its last ones. `occluded` is 0 where at least 80 % of a thing is shown, 1 from 40 %, and else 2.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from provender.core.protocols import Dataset
from provender.core.registry import exporter
from provender.twin.clip import Clip
from provender.twin.exporters._films import flows
from provender.twin.exporters._told import frames_of
from provender.twin.exporters._velodyne import boxes, labels, points
from provender.twin.frame import Frame, Thing
from provender.twin.png import png
from provender.twin.scene import Camera
from provender.twin.sensors.sweep import Sweep

_TYPES = {
    "car": "Car",
    "van": "Van",
    "ambulance": "Van",
    "truck": "Truck",
    "bicycle": "Cyclist",
    "adult": "Pedestrian",
    "child": "Pedestrian",
}
_NEAR = 0.1  # m ahead of the camera, where a box is cut off before it is projected

Numbers = npt.NDArray[np.float64]


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class Kitti:
    """A folder as KITTI's object benchmark has it.

    Attributes:
        unperceived: of things that fog or dark hides: "dontcare" leaves a DontCare region where they are, "keep" labels
            them like any other.

    Guarantees:
        A 3D box projects through P2 onto its thing; the 2D box is the one of all of the thing that is in the picture.

    Example:
        exports: [twin/kitti]
    """

    unperceived: Literal["dontcare", "keep"] = "dontcare"

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields four files a frame or sweep, flow and tracks of clips, and who must be named."""
        named: dict[str, None] = {}
        number = sequence = 0
        for judged in dataset.records():
            payload = judged.record.payload
            if isinstance(payload, Sweep):
                yield from self._sweep(payload, f"{number:06d}")
                named[payload.scene.map.attribution] = None
                number += 1
            for _, frame in frames_of(judged):
                yield from self._frame(frame, f"{number:06d}")
                named[frame.scene.map.attribution] = None
                number += 1
            if isinstance(payload, Clip):
                yield from flows(payload, sequence)
                yield f"training/label_02/{sequence:04d}.txt", self._tracks(payload)
                sequence += 1
        if told := "".join(f"{name}\n" for name in named if name):
            yield "ATTRIBUTION.txt", told.encode()

    def _frame(self, frame: Frame, name: str) -> Iterator[tuple[str, bytes]]:
        """What a camera saw."""
        lines = [self._line(frame, thing) for thing in frame.things if thing.shown > 0]
        yield f"training/image_2/{name}.png", png(frame.colour)
        yield f"training/label_2/{name}.txt", "".join(f"{line}\n" for line in lines).encode()
        yield f"training/calib/{name}.txt", _calibration(projection(frame.lens)).encode()
        yield f"training/depth_2/{name}.png", png(frame.depth)

    def _sweep(self, sweep: Sweep, name: str) -> Iterator[tuple[str, bytes]]:
        """What a lidar told."""
        yield f"training/velodyne/{name}.bin", points(sweep)
        yield f"training/labels/{name}.label", labels(sweep)
        yield f"training/label_2/{name}.txt", "".join(f"{line}\n" for line in boxes(sweep, _TYPES)).encode()
        yield f"training/calib/{name}.txt", _calibration(np.eye(3, 4)).encode()

    def _tracks(self, clip: Clip) -> bytes:
        """Everybody's boxes over time: a track is an instance, -1 for a region to leave out."""
        told = []
        for at, frame in enumerate(clip.frames):
            for thing in (thing for thing in frame.things if thing.shown > 0):
                line = self._line(frame, thing)
                told.append(f"{at} {-1 if line.startswith('DontCare') else thing.instance} {line}\n")
        return "".join(told).encode()

    def _line(self, frame: Frame, thing: Thing) -> str:
        """One line of a label file."""
        x0, y0, x1, y1 = thing.whole
        edges = f"{x0:.2f} {y0:.2f} {x1 - 1:.2f} {y1 - 1:.2f}"
        if self.unperceived == "dontcare" and not thing.perceivable:
            return f"DontCare -1 -1 -10 {edges} -1 -1 -1 -1000 -1000 -1000 -10"
        box = upright(thing, frame.lens)
        place = f"{box.alpha:.6f} {edges} {box.height:.4f} {box.width:.4f} {box.length:.4f}"
        where = f"{box.x:.4f} {box.y:.4f} {box.z:.4f} {box.rotation_y:.6f}"
        hidden = 0 if thing.shown >= 0.8 else 1 if thing.shown >= 0.4 else 2
        return f"{_TYPES.get(thing.kind, 'Misc')} {_truncated(box, frame.lens):.4f} {hidden} {place} {where}"


class Upright(NamedTuple):
    """A 3D box in KITTI's camera: metres; x, y, z of the middle of its underside; radians about the axis that points
    down, 0 where it heads to the right.
    """

    height: float
    width: float
    length: float
    x: float
    y: float
    z: float
    rotation_y: float

    @property
    def alpha(self) -> float:
        """`rotation_y` as it looks from the camera: less the direction in which the box is seen."""
        return _turned(self.rotation_y - float(np.arctan2(self.x, self.z)))

    def corners(self) -> Numbers:
        """(8, 3) the underside's four, then those above them."""
        x = np.array([1, 1, -1, -1]) * self.length / 2
        z = np.array([1, -1, -1, 1]) * self.width / 2
        cos, sin = np.cos(self.rotation_y), np.sin(self.rotation_y)
        ring = np.stack([cos * x + sin * z, np.zeros(4), cos * z - sin * x], 1)
        ring += np.array([self.x, self.y, self.z])
        return np.concatenate([ring, ring - [0, self.height, 0]])


def upright(thing: Thing, camera: Camera) -> Upright:
    """A thing's 3D box in a camera that does not tilt."""
    right, down, ahead, length, width, height, turn = thing.solid
    cos, sin = np.cos(camera.pitch), np.sin(camera.pitch)
    down, ahead = float(cos * down - sin * ahead), float(cos * ahead + sin * down)
    return Upright(height, width, length, right, down + height / 2, ahead, _turned(-np.pi / 2 - turn))


def _turned(angle: float) -> float:
    """An angle between -pi and pi."""
    return float((angle + np.pi) % (2 * np.pi) - np.pi)


def projection(camera: Camera) -> Numbers:
    """(3, 4) P2: from a camera that does not tilt to the middles of pixels."""
    wide, high = camera.pixels
    inner = np.array([[camera.focal, 0, wide / 2 - 0.5], [0, camera.focal, high / 2 - 0.5], [0, 0, 1]])
    cos, sin = np.cos(camera.pitch), np.sin(camera.pitch)
    return np.column_stack([inner @ np.array([[1, 0, 0], [0, cos, sin], [0, -sin, cos]]), np.zeros(3)])


def _calibration(camera: Numbers) -> str:
    """A calibration file. Nothing is measured from elsewhere: scanner and carrier have their axes at the lens."""
    rows = {f"P{number}": camera for number in range(4)}
    rows["R0_rect"] = np.eye(3)
    rows["Tr_velo_to_cam"] = np.array([[0.0, -1, 0, 0], [0, 0, -1, 0], [1, 0, 0, 0]])
    rows["Tr_imu_to_velo"] = np.eye(3, 4)
    return "".join(f"{name}: {' '.join(f'{value:.12e}' for value in row.ravel())}\n" for name, row in rows.items())


def _truncated(box: Upright, camera: Camera) -> float:
    """The share of a box's outline, as projected, that lies outside of the picture."""
    places = _before(box.corners()) @ projection(camera)[:, :3].T
    across = places[:, :2] / places[:, 2:]
    low, high = across.min(0), across.max(0)
    inside = np.clip(high, -0.5, np.array(camera.pixels) - 0.5) - np.clip(low, -0.5, np.array(camera.pixels) - 0.5)
    return float(np.clip(1 - inside.prod() / max((high - low).prod(), 1e-12), 0, 1))


def _before(corners: Numbers) -> Numbers:
    """The corners that lie ahead, and where edges come from behind."""
    pairs = [(at, (at + 1) % 4) for at in range(4)]
    pairs += [(a + 4, b + 4) for a, b in pairs] + [(at, at + 4) for at in range(4)]
    cut = []
    for a, b in pairs:
        here, there = corners[a], corners[b]
        if (here[2] > _NEAR) != (there[2] > _NEAR):
            cut.append(here + (_NEAR - here[2]) / (there[2] - here[2]) * (there - here))
    return np.array([*corners[corners[:, 2] > _NEAR], *cut]).reshape(-1, 3)
