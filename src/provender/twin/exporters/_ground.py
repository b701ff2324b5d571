"""A map's drivable and walkable ground as a picture."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from provender.twin.maps.map import LaneKind, Map

STEP = 0.1  # m to the pixel
_MARGIN = 2.0  # m around the lanes
_GROUND = frozenset({LaneKind.DRIVING, LaneKind.BUS, LaneKind.CYCLING, LaneKind.WALKING, LaneKind.PARKING})


def lower_left(map: Map) -> tuple[float, float]:
    """Whole metres west and south of everything in a map."""
    west, south, _, _ = map.bounds
    return float(np.floor(west - _MARGIN)), float(np.floor(south - _MARGIN))


def drivable(map: Map) -> npt.NDArray[np.uint8]:
    """(h, w) 255 where lanes and junctions are, rows from north to south."""
    west, south = lower_left(map)
    east, north = map.bounds[2] + _MARGIN, map.bounds[3] + _MARGIN
    wide, high = (int(np.ceil((far - near) / STEP)) for near, far in ((west, east), (south, north)))
    picture = Image.new("L", (wide, high))
    draw = ImageDraw.Draw(picture)
    rings = [junction.outline for junction in map.junctions if len(junction.outline) > 2]
    for lane in (lane for lane in map.lanes if lane.kind in _GROUND):
        way = np.gradient(lane.centre[:, :2], axis=0)
        left = np.stack([-way[:, 1], way[:, 0]], 1) / np.maximum(np.hypot(*way.T), 1e-9)[:, None]
        reach = left * lane.width[:, None] / 2
        rings.append(np.concatenate([lane.centre[:, :2] + reach, (lane.centre[:, :2] - reach)[::-1]]))
    for ring in rings:
        places = np.stack([(ring[:, 0] - west) / STEP, high - (ring[:, 1] - south) / STEP], 1)
        draw.polygon([(float(x), float(y)) for x, y in places], fill=255)
    return np.asarray(picture, np.uint8)
