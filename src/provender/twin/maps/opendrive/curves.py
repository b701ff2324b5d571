"""The reference line of a road: straight pieces, arcs, clothoids, cubics (ASAM OpenDRIVE 1.7, chapter 7)."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from provender.twin.maps.map import Floats, Points

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(16)  # exact to machine precision for a turn of one radian
_PANEL = 1.0  # radians of turn that one set of nodes covers
MOST_CURVATURE = 10.0  # 1/m: tighter is no road, and would need endlessly many panels


class Piece(NamedTuple):
    """One geometry: where it begins and which curve it follows from there.

    `kind` is "line", "arc", "spiral", "poly3" or "paramPoly3"; `shape` holds the curve's numbers in the order of the
    standard: arc (curvature), spiral (curvature at start, at end), poly3 (a, b, c, d),
    paramPoly3 (aU, bU, cU, dU, aV, bV, cV, dV, 1 where p runs from 0 to 1 and 0 where it runs to the length).
    """

    s: float
    x: float
    y: float
    heading: float
    length: float
    kind: str
    shape: tuple[float, ...] = ()

    def curvature(self) -> float:
        """The tightest it gets, 1/m; of cubics an estimate from their ends."""
        if self.kind == "arc":
            return abs(self.shape[0])
        if self.kind == "spiral":
            return max(map(abs, self.shape))
        if self.kind == "line":
            return 0.0
        along = np.linspace(0.0, self.length, 17)
        turns = np.abs(np.diff(np.unwrap(poses(self, along)[:, 2])))
        return float(turns.max() / max(along[1], 1e-9))


def poses(piece: Piece, along: Floats) -> Points:
    """(n, 3) x, y and heading at distances from the piece's start."""
    local = {"line": _spiral, "arc": _spiral, "spiral": _spiral, "poly3": _poly3, "paramPoly3": _param}
    u, v, turn = local[piece.kind](piece, along)
    cos, sin = np.cos(piece.heading), np.sin(piece.heading)
    return np.stack([piece.x + u * cos - v * sin, piece.y + u * sin + v * cos, piece.heading + turn], 1)


def _spiral(piece: Piece, along: Floats) -> tuple[Floats, Floats, Floats]:
    """Curvature that stays or grows evenly: the integral of the heading's cosine and sine by Gauss and Legendre."""
    if not piece.shape:  # a line
        return along, np.zeros_like(along), np.zeros_like(along)
    start, end = piece.shape[0], piece.shape[-1]  # an arc tells one curvature
    growth = (end - start) / piece.length if piece.length else 0.0

    def heading(s: Floats) -> Floats:
        turned: Floats = start * s + growth * s**2 / 2
        return turned

    most = max(abs(start), abs(end)) * float(np.max(along, initial=0.0))
    panels = int(most / _PANEL) + 1
    edges = np.arange(panels) / panels
    spots = (edges[:, None] + (_NODES + 1) / 2 / panels).ravel()  # (panels * 16,) in [0, 1]
    weights = np.tile(_WEIGHTS / 2 / panels, panels)
    seen = heading(along[:, None] * spots)
    return along * (np.cos(seen) @ weights), along * (np.sin(seen) @ weights), heading(along)


def _cubic(shape: Sequence[float], p: Floats) -> Floats:
    """a + b p + c p2 + d p3."""
    a, b, c, d = shape
    value: Floats = a + p * (b + p * (c + p * d))
    return value


def _slope(shape: Sequence[float], p: Floats) -> Floats:
    """The derivative of `_cubic`."""
    _, b, c, d = shape
    value: Floats = b + p * (2 * c + p * 3 * d)
    return value


def _poly3(piece: Piece, along: Floats) -> tuple[Floats, Floats, Floats]:
    """v over u, where u is found from the length of the curve so far."""
    fine = np.linspace(0.0, piece.length, 513)  # u never gets ahead of the length
    mids = (fine[1:] + fine[:-1]) / 2
    ends, middle = np.hypot(1.0, _slope(piece.shape, fine)), np.hypot(1.0, _slope(piece.shape, mids))
    steps = (ends[1:] + 4 * middle + ends[:-1]) / 6 * np.diff(fine)  # Simpson
    u = np.interp(along, np.concatenate([[0.0], np.cumsum(steps)]), fine)
    return u, _cubic(piece.shape, u), np.arctan(_slope(piece.shape, u))


def _param(piece: Piece, along: Floats) -> tuple[Floats, Floats, Floats]:
    """Both coordinates as cubics of one parameter."""
    across, up, normalized = piece.shape[:4], piece.shape[4:8], piece.shape[8]
    p = along / piece.length if normalized and piece.length else along
    return _cubic(across, p), _cubic(up, p), np.arctan2(_slope(up, p), _slope(across, p))


class Cubics(NamedTuple):
    """A quantity along a road: cubics, each valid from its start to the next; nothing before the first."""

    starts: Floats  # (m,) ascending
    shapes: Points  # (m, 4)

    def at(self, s: Floats) -> Floats:
        """(n,) values."""
        if not len(self.starts):
            return np.zeros_like(s)
        which = np.searchsorted(self.starts, s + 1e-9, "right") - 1
        a, b, c, d = self.shapes[np.maximum(which, 0)].T
        p = s - self.starts[np.maximum(which, 0)]
        return np.where(which < 0, 0.0, a + p * (b + p * (c + p * d)))

    def flat(self) -> bool:
        """Whether it is a constant piece by piece."""
        return not self.shapes[:, 1:].any()


class Line:
    """All pieces of a road's reference line."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = sorted(pieces)
        self.starts = np.array([piece.s for piece in self.pieces])
        self.length = self.pieces[-1].s + self.pieces[-1].length

    def at(self, s: Floats) -> Points:
        """(n, 3) x, y, heading at distances along the road."""
        found = np.empty((len(s), 3))
        which = np.clip(np.searchsorted(self.starts, s + 1e-9, "right") - 1, 0, None)
        for at in np.unique(which):
            piece, mine = self.pieces[at], which == at
            found[mine] = poses(piece, np.clip(s[mine] - piece.s, 0.0, piece.length))
        return found

    def spots(self, chord: float) -> Floats:
        """Distances along the road so dense that a chord leaves the curve by `chord` metres at most."""
        told = []
        for piece in self.pieces:
            curve = piece.curvature()
            step = np.sqrt(8 * chord / curve) if curve > 1e-9 else np.inf
            count = int(min(piece.length / step, 2_000)) + 1
            told.append(piece.s + np.linspace(0.0, piece.length, count + 1))
        return np.unique(np.concatenate(told))
