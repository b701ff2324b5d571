"""Where streets meet: how much of each is cut off, the outline of the carriageway, and the pavement around corners."""

from collections.abc import Sequence

import numpy as np

from provender.twin.maps.geometry import at, hermite, lengths, ring_of
from provender.twin.maps.map import Lane, LaneKind, Points
from provender.twin.maps.streets.arm import Arm
from provender.twin.maps.streets.turns import Turn, through

_RADIUS = 4.0  # m of a kerb around a corner
_YARD = 1.5  # m where one of the two leads into a yard
_LONGEST = 30.0  # m cut off at most: beyond, two streets run side by side
_STRAIGHT = np.radians(172)


def _turned(one: Arm, two: Arm) -> float:
    """Radians counter-clockwise from one arm to another, in (0, 2 pi]."""
    cross = one.out[0] * two.out[1] - one.out[1] * two.out[0]
    turned = float(np.arctan2(cross, one.out @ two.out)) % (2 * np.pi)
    return turned or 2 * np.pi


def trims(arms: Sequence[Arm]) -> None:
    """Say how much is cut off each arm so that neighbours do not overlap and kerbs can be round.

    The left edge of an arm, `a` from its line, meets the right edge of the next, `b` from its own and turned by
    t, at (b + a cos t) / sin t along the first: two lines in the plane.

    Args:
        arms: of one node, counter-clockwise.
    """
    if len(arms) < 2:
        return
    for one, two in zip(arms, [*arms[1:], *arms[:1]], strict=True):
        turn = _turned(one, two)
        if turn >= _STRAIGHT:
            continue
        a, b = one.left, two.right
        sine, cosine = max(np.sin(turn), 0.05), np.cos(turn)
        radius = _YARD if {"service", "track"} & {one.street.kind, two.street.kind} else _RADIUS
        kerb = min(radius / np.tan(turn / 2), 2 * radius)
        one.trim = max(one.trim, min(float((b + a * cosine) / sine + kerb), _LONGEST))
        two.trim = max(two.trim, min(float((a + b * cosine) / sine + kerb), _LONGEST))
    if len(arms) == 2:  # a bend, or a street that changes its width: no corner to round, only a little to fade over
        for arm in arms:
            arm.trim = max(arm.trim, 1.0)


def _edge(arm: Arm, side: int) -> Points:
    """(2, 2) point and outward direction of a carriageway's edge where the arm was cut; side 1 left, -1 right."""
    line = arm.street.line if arm.at_start else arm.street.line[::-1]
    s = lengths(line)
    start, ahead = at(line, np.array([arm.trim, min(arm.trim + 1.0, float(s[-1]))]))
    out = ahead - start if np.hypot(*(ahead - start)) > 1e-6 else arm.out
    out = out / np.hypot(*out)
    reach = arm.near if side > 0 else -arm.far
    return np.array([start + reach * np.array([-out[1], out[0]]), out])


def outline_of(arms: Sequence[Arm]) -> Points:
    """(n, 2) ring of a junction's carriageway: across each arm, around each corner."""
    rolling = [arm for arm in arms if arm.near + arm.far > 0]
    if len(rolling) < 2:
        return np.empty((0, 2))
    pieces = []
    for one, two in zip(rolling, [*rolling[1:], *rolling[:1]], strict=True):
        left, right = _edge(one, 1), _edge(two, -1)
        pieces.append(_edge(one, -1)[:1])
        pieces.append(hermite(np.array([left[0], -left[1]]), right, steps=6))
    return ring_of(np.concatenate(pieces))


def walks(junction: str, arms: Sequence[Arm]) -> list[Turn]:
    """The pavement around each corner, from an arm's left one to the next arm's right one.

    Arms that nobody walks along, such as the way into a yard, are passed by.
    """
    made: list[Turn] = []
    walked = [arm for arm in arms if _walk(arm, left=True) or _walk(arm, left=False)]
    for one, two in zip(walked, [*walked[1:], *walked[:1]], strict=True):
        before, after = _walk(one, left=True), _walk(two, left=False)
        if one is two or not before or not after:
            continue
        (start, wide), (end, narrow) = one.ends[before], two.ends[after]
        lane = Lane(
            id=f"{junction}:walk{len(made)}",
            road="",
            kind=LaneKind.WALKING,
            centre=through(start, end),
            width=np.linspace(wide, narrow, len(through(start, end))),
            two_way=True,
            junction=junction,
        )
        made.append(Turn(one.lane(before), lane, two.lane(after)))
    return made


def _walk(arm: Arm, *, left: bool) -> str:
    """The name of the pavement on one side of an arm, seen outwards; "" where there is none."""
    first = left == arm.at_start  # a street's strips run from the left of its line
    strip = arm.street.strips[0 if first else -1]
    return strip.name if strip.kind is LaneKind.WALKING else ""
