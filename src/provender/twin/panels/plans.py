"""Scenes in the report, seen from above: where everybody is at the start, and the way each goes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from provender.core.protocols import Block, Judged
from provender.core.registry import panel
from provender.twin.maps.crop import around, crop
from provender.twin.maps.plan import escape, plan
from provender.twin.scene import Actor, ActorKind, Scene

_REACH = 45.0  # m around the middle of who moves
_BEYOND = 15.0  # m of ground more than that, for the plan's margin
_FILL = {
    ActorKind.ADULT: "#7b3fa0",
    ActorKind.CHILD: "#d0147f",
    ActorKind.DOG: "#8a5a1a",
    ActorKind.BALL: "#e07b00",
    ActorKind.BICYCLE: "#00857a",
}
_PARKED, _DRIVING = "#4f6d8f", "#0b63c4"


@panel
@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """A plan of the first scenes of each kind and fate.

    Attributes:
        most: plans of accepted scenes.
        refused: plans of refused scenes, the first of each reason.

    Example:
        Shown by every report on scenes.
    """

    heading: ClassVar[str] = "Scenes from above"

    most: int = 6
    refused: int = 4

    def __call__(self, samples: Sequence[Judged], /) -> Iterable[Block]:
        """Accepted scenes, one for each set of tags at first; then what was refused."""
        told = [item for item in samples if isinstance(item.record.payload, Scene)]
        first: dict[tuple[str, ...], Judged] = {}
        reasons: dict[str, Judged] = {}
        for item in told:
            if item.fate == "accepted":
                first.setdefault(tuple(item.record.tags.values()), item)
            else:
                reasons.setdefault(" ".join(item.reason.split()[1:4]), item)
        yield from (_block(item) for item in [*first.values()][: self.most])
        yield from (_block(item) for item in [*reasons.values()][: self.refused])


def _block(item: Judged) -> Block:
    """One scene."""
    scene = item.record.payload
    assert isinstance(scene, Scene)
    poses = [actor.track.poses.mean(0) for actor in scene.actors if len(actor.track.times) > 1]
    poses = poses or [actor.track.poses[0] for actor in scene.actors]
    x, y = np.mean(poses, axis=0)[:2] if poses else (0.0, 0.0)
    ground = crop(scene.map, around(float(x), float(y), _REACH + _BEYOND))
    drawn = plan(ground, box=around(float(x), float(y), _REACH), over="".join(_actors(scene)))
    lines = scene.text().splitlines()[1:3]
    told = item.reason or f"accepted: {item.grade} by {item.verifier}"
    return Block(title=f"{scene.map.name}, {item.record.origin.index}", caption=told, svg=drawn, lines=tuple(lines))


def _actors(scene: Scene) -> Iterator[str]:
    """Each actor's box at the start, its way as a line, and its name where one points at it."""
    for actor in scene.actors:
        moving = len(actor.track.times) > 1
        fill = _FILL.get(actor.kind, _DRIVING if moving else _PARKED)
        if moving:
            way = " ".join(f"{x:.2f},{-y:.2f}" for x, y in actor.track.poses[:, :2])
            yield f'<polyline points="{way}" fill="none" stroke="{fill}" stroke-width="0.4" stroke-dasharray="1 0.6"/>'
        corners = " ".join(f"{x:.2f},{-y:.2f}" for x, y in _corners(actor))
        told = escape(f"{actor.id}, {actor.kind}, {actor.because}")
        shape = f'<polygon points="{corners}" fill="{fill}" stroke="#fff" stroke-width="0.15">'
        yield f"{shape}<title>{told}</title></polygon>"


def _corners(actor: Actor) -> "list[tuple[float, float]]":
    """An actor's box at its first pose, with a pointed front; people are drawn no smaller than 0.8 m."""
    x, y, _, heading = actor.track.poses[0]
    long, wide = max(actor.size.length, 0.8) / 2, max(actor.size.width, 0.8) / 2
    shape = np.array([[long, 0], [0.75 * long, wide], [-long, wide], [-long, -wide], [0.75 * long, -wide]])
    cos, sin = np.cos(heading), np.sin(heading)
    placed = shape @ np.array([[cos, sin], [-sin, cos]]) + [x, y]
    return [(float(px), float(py)) for px, py in placed]
