"""Streets laid out: trimmed where they meet, each strip a lane, the lanes joined through the junctions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from provender.twin.maps.geometry import cut, lengths, offset
from provender.twin.maps.map import Junction, Lane, Points, Road, Side
from provender.twin.maps.streets.arm import Arm, arm_of
from provender.twin.maps.streets.corners import outline_of, trims, walks
from provender.twin.maps.streets.street import Street
from provender.twin.maps.streets.turns import Turn, turns

_MOST_TRIM = 0.42  # of a street's length at either end, so that something is left


class Laid(NamedTuple):
    """What came of the streets."""

    roads: tuple[Road, ...]
    lanes: tuple[Lane, ...]
    junctions: tuple[Junction, ...]


def lay(streets: Sequence[Street], *, drives: Side) -> Laid:
    """Roads, lanes and junctions of streets that meet at nodes.

    A node with one street is a dead end; any other becomes a junction called after it.
    """
    arms: dict[str, list[Arm]] = defaultdict(list)
    pairs = []
    for street in streets:
        pair = (arm_of(street, at_start=True), arm_of(street, at_start=False))
        pairs.append(pair)
        arms[street.start].append(pair[0])
        arms[street.end].append(pair[1])
    for node in arms.values():
        node.sort(key=lambda arm: float(np.arctan2(arm.out[1], arm.out[0])))
        trims(node)
    roads, lanes = [], []
    for street, pair in zip(streets, pairs, strict=True):
        road, made = _road(street, pair)
        roads.append(road)
        lanes += made
    junctions, through = [], []
    for name, node in arms.items():
        if len(node) > 1:
            found = turns(name, node, drives) + walks(name, node)
            through += found
            ids = tuple(turn.lane.id for turn in found)
            ends = tuple(dict.fromkeys(arm.street.id for arm in node))
            junctions.append(Junction(id=name, outline=outline_of(node), roads=ends, lanes=ids))
    return Laid(tuple(roads), joined(lanes, through), tuple(junctions))


def _road(street: Street, pair: tuple[Arm, Arm]) -> tuple[Road, list[Lane]]:
    """A street's road and lanes; tells both arms where the lanes were cut."""
    total = float(lengths(street.line)[-1])
    trim = [min(arm.trim, _MOST_TRIM * total) for arm in pair]
    line = cut(street.line, trim[0], total - trim[1]) if any(trim) else street.line
    for arm, short in zip(pair, trim, strict=True):
        arm.trim = short
    lanes = []
    for strip, middle in zip(street.strips, street.centres(), strict=True):
        flat = offset(line, middle)
        for arm, ends in zip(pair, (flat[:2], flat[:-3:-1]), strict=True):
            ahead = ends[1] - ends[0]
            pose = np.array([ends[0], ahead / max(float(np.hypot(*ahead)), 1e-9)])
            arm.ends[strip.name] = (pose, strip.width)
        lanes.append(
            Lane(
                id=f"{street.id}:{strip.name}",
                road=street.id,
                kind=strip.kind,
                centre=raised(flat if strip.way >= 0 else flat[::-1]),
                width=np.full(len(flat), strip.width),
                speed=street.speed if strip.way else 0.0,
                two_way=strip.way == 0,
            )
        )
    road = Road(
        id=street.id,
        kind=street.kind,
        reference=raised(line),
        lanes=tuple(lane.id for lane in lanes),
        name=street.name,
        layer=street.layer,
    )
    return road, lanes


def raised(line: Points) -> Points:
    """A line in the plane as one on the ground, (n, 3)."""
    return np.column_stack([line, np.zeros(len(line))])


def joined(lanes: Sequence[Lane], through: Sequence[Turn]) -> tuple[Lane, ...]:
    """All lanes with their neighbours ahead and behind."""
    ahead: dict[str, list[str]] = defaultdict(list)
    behind: dict[str, list[str]] = defaultdict(list)
    for turn in through:
        ahead[turn.before].append(turn.lane.id)
        behind[turn.after].append(turn.lane.id)
    outer = [replace(lane, successors=tuple(ahead[lane.id]), predecessors=tuple(behind[lane.id])) for lane in lanes]
    inner = [replace(turn.lane, predecessors=(turn.before,), successors=(turn.after,)) for turn in through]
    return (*outer, *inner)
