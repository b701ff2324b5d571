"""Ways that wheels and feet can follow: smooth curves, and the boxes that roll along them.

A vehicle is a kinematic bicycle (R. Rajamani, Vehicle Dynamics and Control, 2012, ch. 2.2): its rear axle follows the
curve, it heads along it, and its steering angle is atan(wheelbase * curvature). The curve has no corners, so that speed
times curvature never jumps.
"""

from functools import cached_property

import numpy as np

from provender.twin.maps.geometry import at, distinct, lengths
from provender.twin.maps.map import Floats, Points
from provender.twin.scene import Size, Track

STEP = 0.1  # s between the states of what moves
REAR = 0.3  # of its length, from a vehicle's middle back to its rear axle
_FINE = 0.25  # m between the points of a curve


class Way:
    """A smooth curve near a line; distances `s` are metres along it, and it goes on straight beyond both ends."""

    def __init__(self, line: Points, *, smooth: float = 2.25, fine: float = _FINE) -> None:
        """Smooth `line` (n, 2) over about `smooth` metres: three running means, so that curvature is continuous."""
        line = distinct(np.asarray(line, np.float64)[:, :2], 1e-3)
        width = max(1, round(smooth / fine)) | 1
        pad = 3 * (width // 2)
        even = at(line, np.linspace(0, lengths(line)[-1], max(4, round(float(lengths(line)[-1]) / fine) + 1)))
        reach = np.arange(pad, 0, -1)[:, None]
        ends = even[0] + reach * (even[0] - even[1]), even[-1] + reach[::-1] * (even[-1] - even[-2])
        points = np.concatenate([ends[0], even, ends[1]])
        for _ in range(3):
            total = np.cumsum(np.vstack([np.zeros((1, 2)), points]), axis=0)
            points = (total[width:] - total[:-width]) / width
        self.points: Points = points
        self.s: Floats = lengths(points)
        self.length = float(self.s[-1])

    @cached_property
    def _tangents(self) -> Points:
        """(n, 2) the change from point to point."""
        return np.gradient(self.points, axis=0)

    def place(self, s: Floats) -> Points:
        """(m, 3) x, y and heading at distances from its start: cubic between its points."""
        s = np.asarray(s, np.float64)
        index = np.interp(s, self.s, np.arange(len(self.s)))
        low = np.clip(index.astype(np.int64), 0, len(self.s) - 2)
        t = (index - low)[:, None]
        here, there, out, into = self.points[low], self.points[low + 1], self._tangents[low], self._tangents[low + 1]
        where = (1 + 2 * t) * (1 - t) ** 2 * here + t * (1 - t) ** 2 * out + t**2 * (3 - 2 * t) * there
        where = where - t**2 * (1 - t) * into
        rate = 6 * t * (1 - t) * (there - here) + (1 - t) * (1 - 3 * t) * out + t * (3 * t - 2) * into
        unit = rate / np.hypot(*rate.T)[:, None]
        beyond = np.where(s < 0, s, np.maximum(s - self.length, 0.0))
        where = where + beyond[:, None] * unit
        return np.column_stack([where, np.unwrap(np.arctan2(unit[:, 1], unit[:, 0]))])

    @cached_property
    def bends(self) -> Floats:
        """(n,) curvature at its points, 1/m, positive to the left."""
        heading = np.unwrap(np.arctan2(self._tangents[:, 1], self._tangents[:, 0]))
        curvature: Floats = np.gradient(heading) / np.gradient(self.s)
        return curvature

    def sharpest(self, start: float, end: float) -> float:
        """The largest curvature between two places, 1/m, whichever way it bends."""
        within = (self.s >= start) & (self.s <= end)
        return float(np.abs(self.bends[within]).max(initial=0.0))

    def beside(self, s: Floats, left: Floats | float) -> Points:
        """(m, 3) x, y and heading of places `left` metres to the left of the curve."""
        found = self.place(np.asarray(s, np.float64))
        turn = found[:, 2]
        return np.column_stack(
            [found[:, :2] + np.stack([-np.sin(turn), np.cos(turn)], 1) * np.asarray(left).reshape(-1, 1), turn]
        )

    def shifted(self, left: Floats) -> "Way":
        """The way that runs `left` metres to the left at each of its own points."""
        return Way(self.beside(self.s, left)[:, :2])

    def nearest(self, points: Points) -> tuple[Floats, Floats]:
        """How far along the curve points (m, 2) lie, and how far to its left: both (m,)."""
        gaps = ((points[:, None, :2] - self.points[None, ::2]) ** 2).sum(2)
        rough = self.s[::2][gaps.argmin(1)]
        found = self.place(rough)
        away = points[:, :2] - found[:, :2]
        ahead = np.stack([np.cos(found[:, 2]), np.sin(found[:, 2])], 1)
        left = away[:, 1] * ahead[:, 0] - away[:, 0] * ahead[:, 1]
        return rough + (away * ahead).sum(1), left

    def window(self, points: Points, start: float, end: float) -> tuple[Floats, Floats, Floats]:
        """As `nearest`, between two places alone and a little less exact; with the way's direction there: all (m,)."""
        low, high = np.searchsorted(self.s, [start, end])
        low = min(int(low), len(self.s) - 4)
        near = slice(low, max(int(high), low + 4), 2)
        seen = points[:, None, :2] - self.points[None, near]
        which = (seen**2).sum(2).argmin(1)
        away = seen[np.arange(len(points)), which]
        tangent = self._tangents[near][which]
        ahead = tangent / np.hypot(*tangent.T)[:, None]
        left = away[:, 1] * ahead[:, 0] - away[:, 0] * ahead[:, 1]
        return self.s[near][which] + (away * ahead).sum(1), left, np.arctan2(ahead[:, 1], ahead[:, 0])


def rolling(way: Way, s: Floats, size: Size, *, times: Floats, backwards: bool = False) -> Track:
    """The track of a vehicle whose middle would be at `s` (n,) on a straight way, at `times` (n,).

    Where it rolls backwards, its bonnet points against the way.
    """
    sign = -1.0 if backwards else 1.0
    back = sign * REAR * size.length
    axle = way.place(s - back)
    heading = axle[:, 2] + (np.pi if backwards else 0.0)
    ahead = np.stack([np.cos(heading), np.sin(heading)], 1)
    middle = axle[:, :2] + REAR * size.length * ahead
    return Track(times=times, poses=np.column_stack([middle, np.zeros(len(s)), heading]))


def blend(share: Floats) -> Floats:
    """From 0 to 1, with no jump in speed or acceleration at either end (the quintic of least jerk)."""
    share = np.clip(share, 0.0, 1.0)
    return share**3 * (10 - 15 * share + 6 * share**2)


def ramp(times: Floats, *, start: float, speed: float, gain: float, first: float = 0.0) -> Floats:
    """(n,) metres gone by one who keeps `first` m/s until `start`, then changes to `speed` by `gain` m/s2.

    >>> ramp(np.array([1.0, 3.0, 5.0]), start=1.0, speed=4.0, gain=2.0).tolist()
    [0.0, 4.0, 12.0]
    """
    since = np.maximum(times - start, 0.0)  # `start` may lie before the first of the times
    turns = abs(speed - first) / gain
    changing = np.minimum(since, turns)
    gone: Floats = first * np.minimum(times, start) + first * changing + np.sign(speed - first) * gain * changing**2 / 2
    return gone + speed * np.maximum(since - turns, 0.0)


def trip(times: Floats, *, start: float, metres: float, speed: float, gain: float) -> Floats:
    """(n,) metres gone by one who stands, goes `metres` at `speed` m/s, and stands again.

    >>> trip(np.array([0.0, 2.0, 9.0]), start=1.0, metres=4.0, speed=2.0, gain=2.0).tolist()
    [0.0, 1.0, 4.0]
    """
    first = ramp(times, start=start, speed=speed, gain=gain)
    return first - ramp(times, start=start + metres / speed, speed=speed, gain=gain)
