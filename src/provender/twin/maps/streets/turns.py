"""Which lane leads to which through a junction, and the curve between them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from provender.twin.maps.geometry import distinct, hermite
from provender.twin.maps.map import ROLLING, Lane, LaneKind, Points, Side
from provender.twin.maps.streets.arm import Arm

_AHEAD = np.radians(40)
_BACK = np.radians(165)
_GROUPS = (ROLLING, frozenset({LaneKind.CYCLING}))


class Turn(NamedTuple):
    """A lane through a junction, with the lane it comes from and the one it leads to."""

    before: str
    lane: Lane
    after: str


def turns(junction: str, arms: Sequence[Arm], drives: Side) -> list[Turn]:
    """The lanes for wheels through a junction.

    Turns to the near side lead from the outermost lane to the outermost, across from the innermost to the innermost,
    straight on each to its like. Where there is any way on, no lane is left without one, nor without one that leads
    to it.
    """
    made: list[Turn] = []
    for kinds in _GROUPS:
        pairs = [
            (one, two, enter, leave)
            for one in arms
            for two, enter, leave in _pairs(one, arms, drives=drives, kinds=kinds)
        ]
        pairs += _missed(arms, pairs, drives=drives, kinds=kinds)
        for one, two, enter, leave in pairs:
            made.append(_turn(f"{junction}:{len(made)}", junction, (one, enter), (two, leave)))
    return made


def _turn(id: str, junction: str, before: tuple[Arm, str], after: tuple[Arm, str]) -> Turn:
    """One lane from an arm's strip to another's."""
    (start, wide), (end, narrow) = (arm.ends[name] for arm, name in (before, after))
    centre = through(start, end)
    strip = next(strip for strip in before[0].street.strips if strip.name == before[1])
    lane = Lane(
        id=id,
        road="",
        kind=strip.kind,
        centre=centre,
        width=np.linspace(wide, narrow, len(centre)),
        speed=min(before[0].street.speed, after[0].street.speed),
        junction=junction,
    )
    return Turn(before[0].lane(before[1]), lane, after[0].lane(after[1]))


def through(start: Points, end: Points) -> Points:
    """(n, 3) the curve from where a lane was cut to where another was; both poses look out of the junction."""
    curve = hermite(np.array([start[0], -start[1]]), end)
    curve = distinct(curve, 1e-3)
    if len(curve) < 2:  # nothing lies between them: a millimetre keeps it a line
        curve = np.array([start[0], start[0] - 1e-3 * start[1]])
    return np.column_stack([curve, np.zeros(len(curve))])


def _lanes(arm: Arm, kinds: Iterable[LaneKind], *, inwards: bool, drives: Side) -> list[str]:
    """Names of an arm's lanes that lead to the junction, or away from it, from the inner to the outer."""
    way = (-1 if arm.at_start else 1) * (1 if inwards else -1)
    names = [strip.name for strip in arm.street.strips if strip.kind in kinds and strip.way == way]
    if (way == 1) == (drives == "right"):
        return names
    return names[::-1]


def _angle(one: Arm, two: Arm) -> float:
    """Radians by which one turns to the left when going from an arm into another."""
    came = -one.out
    return float(np.arctan2(came[0] * two.out[1] - came[1] * two.out[0], came @ two.out))


def _pairs(
    one: Arm, arms: Sequence[Arm], *, drives: Side, kinds: frozenset[LaneKind]
) -> Iterator[tuple[Arm, str, str]]:
    """(the other arm, its lane entered from, the lane left to) for all that leads on from an arm."""
    enter = _lanes(one, kinds, inwards=True, drives=drives)
    ways = [
        (_angle(one, two), two, leave)
        for two in arms
        if two is not one and (leave := _lanes(two, kinds, inwards=False, drives=drives))
    ]
    ahead = [way for way in ways if abs(way[0]) < _BACK] or ways
    if not enter or not ahead:
        return
    straight = min(ahead, key=lambda way: abs(way[0]))
    for angle, two, leave in ahead:
        near = (angle < 0) == (drives == "right")
        if two is straight[1] or abs(angle) < _AHEAD:
            matched = _alike(enter, leave)
        else:
            matched = [(enter[-1], leave[-1])] if near else [(enter[0], leave[0])]
        yield from ((two, *pair) for pair in matched)


def _missed(
    arms: Sequence[Arm], pairs: Sequence[tuple[Arm, Arm, str, str]], *, drives: Side, kinds: frozenset[LaneKind]
) -> Iterator[tuple[Arm, Arm, str, str]]:
    """A way into each lane that none of the pairs leads to, from the arm that lies most nearly opposite."""
    reached = {(two.lane(leave)) for _, two, _, leave in pairs}
    for two in arms:
        origins = [
            (abs(_angle(one, two)), at, one)
            for at, one in enumerate(arms)
            if one is not two and _lanes(one, kinds, inwards=True, drives=drives)
        ]
        for leave in _lanes(two, kinds, inwards=False, drives=drives):
            if two.lane(leave) not in reached and origins:
                one = min(origins)[2]
                yield one, two, _lanes(one, kinds, inwards=True, drives=drives)[0], leave


def _alike(enter: Sequence[str], leave: Sequence[str]) -> list[tuple[str, str]]:
    """Lanes matched from the outer ones inwards; what is too many on either side shares the innermost."""
    outer, other = enter[::-1], leave[::-1]
    last = max(len(outer), len(other))
    return [(outer[min(k, len(outer) - 1)], other[min(k, len(other) - 1)]) for k in range(last)]
