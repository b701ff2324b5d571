"""Lines and rings in the plane: lengths, offsets, cuts, curves; crossings and containment of rings."""

import numpy as np
import numpy.typing as npt

from provender.twin.maps.map import Floats, Points

_NEAR = 1e-6  # metres: what is nearer is the same point
_ROWS = 64  # neighbouring edges compared at once with those near them, so that time and memory stay small


def lengths(line: Points) -> Floats:
    """(n,) metres along a line from its start, in the plane."""
    steps = np.hypot(*np.diff(line[:, :2], axis=0).T)
    return np.concatenate([[0.0], np.cumsum(steps)])


def distinct(line: Points, within: float = _NEAR) -> Points:
    """A line without points that repeat the one before."""
    if len(line) < 2:
        return line
    far = np.hypot(*np.diff(line[:, :2], axis=0).T) > within
    kept: Points = line[np.concatenate([[True], far])]
    return kept


def at(line: Points, along: Floats) -> Points:
    """Points of a line at distances from its start, (n, dimensions of the line)."""
    s = lengths(line)
    return np.stack([np.interp(along, s, line[:, axis]) for axis in range(line.shape[1])], 1)


def cut(line: Points, start: float, end: float) -> Points:
    """The piece of a line between two distances from its start, start < end."""
    s = lengths(line)
    within = line[(s > start + _NEAR) & (s < end - _NEAR)]
    ends = at(line, np.array([start, end]))
    return np.concatenate([ends[:1], within, ends[1:]])


def directions(line: Points) -> Points:
    """(n - 1, 2) unit vectors of a line's segments."""
    steps = np.diff(line[:, :2], axis=0)
    unit: Points = steps / np.maximum(np.hypot(*steps.T), 1e-12)[:, None]
    return unit


def left_of(vectors: Points) -> Points:
    """(n, 2) vectors turned by a quarter to the left."""
    return np.stack([-vectors[:, 1], vectors[:, 0]], 1)


def normals(line: Points) -> Points:
    """(n, 2) where a parallel line one metre to the left has its points; sharp bends reach no farther than 2 m."""
    sides = left_of(directions(line))
    before, after = np.concatenate([sides[:1], sides]), np.concatenate([sides, sides[-1:]])
    middle = before + after
    mitred: Points = middle / np.maximum((middle * before).sum(1), 0.5)[:, None]
    return mitred


def offset(line: Points, by: Floats | float) -> Points:
    """A parallel line `by` metres to the left (negative: to the right), a distance for each point or for all.

    Where an inner bend is tighter than that, the bend is first made a corner: the parallel never runs backwards.
    Keeps heights.
    """
    by = np.broadcast_to(np.asarray(by, np.float64), len(line))
    while True:
        moved = line.copy()
        moved[:, :2] += normals(line) * by[:, None]
        forward = (np.diff(moved[:, :2], axis=0) * directions(line)).sum(1) > _NEAR
        if forward.all() or len(line) <= 2:
            return moved
        line, by = _cornered(line, by, int(np.argmin(forward)))


def _cornered(line: Points, by: Floats, segment: int) -> tuple[Points, Floats]:
    """A line, and a value at each point, without one segment: its neighbours are drawn out until they meet."""
    if segment in (0, len(line) - 2):
        inner = 1 if segment == 0 else segment
        return np.delete(line, inner, 0), np.delete(by, inner)
    before, first, second, after = line[segment - 1 : segment + 3, :2]
    one, two = first - before, second - after
    cross = one[0] * two[1] - one[1] * two[0]
    middle = line[segment : segment + 2].mean(0)
    gap = second - first
    far = (gap[0] * two[1] - gap[1] * two[0]) / cross if abs(cross) > 1e-9 else -1.0
    if 0 <= far * np.hypot(*one) < 3 * np.hypot(*gap):
        middle[:2] = first + far * one
    line, by = line.copy(), by.copy()
    line[segment], by[segment] = middle, by[segment : segment + 2].mean()
    return np.delete(line, segment + 1, 0), np.delete(by, segment + 1)


def hermite(start: Points, end: Points, *, pull: float = 0.4, steps: int = 12) -> Points:
    """(steps + 1, 2) a smooth curve from one pose to another.

    Args:
        start, end: (2, 2), a point and the unit vector in which the curve passes it.
        pull: handles as a share of the distance between the points.
    """
    reach = pull * float(np.hypot(*(end[0] - start[0])))
    corners = np.array([start[0], start[0] + reach * start[1], end[0] - reach * end[1], end[0]])
    curve: Points = bernstein(np.linspace(0.0, 1.0, steps + 1)[:, None]) @ corners
    return curve


def bernstein(t: Points) -> Points:
    """(n, 4) weights of a cubic Bezier curve's corners at `t` (n, 1)."""
    return np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])


def area(ring: Points) -> float:
    """Signed area of a ring, m2; positive counter-clockwise."""
    x, y = (ring - ring[0]).T  # near the origin, so that no digits are lost
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


def ring_of(line: Points) -> Points:
    """A line as a ring: counter-clockwise, without repeated points and without its end where that is its start."""
    ring = distinct(line)
    if len(ring) > 1 and np.hypot(*(ring[0] - ring[-1])) <= _NEAR:
        ring = ring[:-1]
    return ring[::-1] if len(ring) > 2 and area(ring) < 0 else ring


def crosses_itself(ring: Points) -> bool:
    """Whether two edges of a ring that are no neighbours touch, or a ring has fewer than three corners or no area."""
    n = len(ring)
    if n < 3 or abs(area(ring)) < 1e-4:
        return True
    ends = np.roll(ring, -1, axis=0)
    for rows in np.split(np.arange(n), range(_ROWS, n, _ROWS)):
        first, second = _pairs((ring, ends), rows, (ring, ends))
        keep = (second > first + 1) & ~((first == 0) & (second == n - 1))
        one, two = first[keep], second[keep]
        if touching(ring[one], ends[one], ring[two], ends[two]).any():
            return True
    return False


def _pairs(
    edges: tuple[Points, Points], rows: npt.NDArray[np.int64], others: tuple[Points, Points]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Some rows of edges (starts, ends), each with every other edge that reaches into the rectangle around them all."""
    corners = np.concatenate([edges[0][rows], edges[1][rows]])
    low, high = corners.min(0), corners.max(0)
    near = (np.minimum(*others) <= high).all(1) & (np.maximum(*others) >= low).all(1)
    first, second = np.meshgrid(rows, np.flatnonzero(near), indexing="ij")
    return first.ravel(), second.ravel()


def touching(a: Points, b: Points, c: Points, d: Points) -> npt.NDArray[np.bool_]:
    """(n,) whether the segments a-b and c-d, each (n, 2), share a point."""

    def side(p: Points, q: Points, r: Points) -> Floats:
        turned: Floats = (q[:, 0] - p[:, 0]) * (r[:, 1] - p[:, 1]) - (q[:, 1] - p[:, 1]) * (r[:, 0] - p[:, 0])
        return np.where(np.abs(turned) < 1e-9, 0.0, np.sign(turned))

    apart = (np.minimum(a, b) > np.maximum(c, d)).any(1) | (np.minimum(c, d) > np.maximum(a, b)).any(1)
    one, two = side(a, b, c), side(a, b, d)
    three, four = side(c, d, a), side(c, d, b)
    touch: npt.NDArray[np.bool_] = (one * two <= 0) & (three * four <= 0) & ~apart
    return touch


def rings_cross(one: Points, two: Points) -> bool:
    """Whether the edges of two rings share a point."""
    ends, others = np.roll(one, -1, axis=0), np.roll(two, -1, axis=0)
    for rows in np.split(np.arange(len(one)), range(_ROWS, len(one), _ROWS)):
        first, second = _pairs((one, ends), rows, (two, others))
        if touching(one[first], ends[first], two[second], others[second]).any():
            return True
    return False


def inside(ring: Points, points: Points) -> npt.NDArray[np.bool_]:
    """(m,) whether points (m, 2) lie in a ring, by the parity of the edges to their right."""
    a, b = ring, np.roll(ring, -1, axis=0)
    x, y = points[:, :1], points[:, 1:2]
    spans = (a[:, 1] > y) != (b[:, 1] > y)
    rise = np.where(b[:, 1] == a[:, 1], 1.0, b[:, 1] - a[:, 1])
    where = a[:, 0] + (y - a[:, 1]) / rise * (b[:, 0] - a[:, 0])
    odd: npt.NDArray[np.bool_] = ((spans & (x < where)).sum(1) % 2).astype(bool)
    return odd
