"""Sweeps in the report: points, echoes and boxes from above, the turn of the lidar unrolled, and who was met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from provender.core.protocols import Block, Judged
from provender.core.registry import panel
from provender.twin.frame import PERCEIVABLE
from provender.twin.panels._chosen import chosen
from provender.twin.png import png
from provender.twin.sensors.panels._drawn import drawn
from provender.twin.sensors.sweep import Sweep

_WHO = 8  # rows of the table


@panel
@dataclass(frozen=True, slots=True, kw_only=True)
class Sweeps:
    """The first sweeps of each fate, each as a picture and a table of who was met.

    Attributes:
        most: accepted sweeps.
        refused: refused sweeps, the first of each reason.

    Example:
        Shown by every report on sweeps.
    """

    heading: ClassVar[str] = "What lidar and radar told"

    most: int = 4
    refused: int = 2

    def __call__(self, samples: Sequence[Judged], /) -> Iterable[Block]:
        """Accepted sweeps, then what was refused."""
        shown = chosen(samples, Sweep, most=self.most, refused=self.refused, words=slice(1, 5))
        return map(_block, shown)


def _block(item: Judged) -> Block:
    """One sweep."""
    sweep = item.record.payload
    assert isinstance(sweep, Sweep)
    scene = sweep.scene
    fog = f", fog in which one sees {-np.log(PERCEIVABLE) / scene.weather.fog:.0f} m" if scene.weather.fog else ""
    lines = [
        f"{len(sweep.spin.ring):,} points of {sweep.lidar.rings} x {sweep.lidar.columns:,} rays and "
        f"{len(sweep.echoes.rate)} echoes at {sweep.time:.2f} s{fog}. From above, the car looks to the right; boxes "
        "that no point met are grey; a ring is an echo, its line what comes or goes in half a second. Below, the turn "
        "unrolled, ahead in the middle: by class, and by range from yellow (2 m) to blue (100 m)."
    ]
    if scene.map.attribution:
        lines.append(scene.map.attribution)
    return Block(
        title=f"{scene.scenario.replace('_', ' ')}, {scene.map.name}, {item.record.origin.index}",
        caption=item.reason or f"accepted: {item.grade} by {item.verifier}",
        head=("who", "kind", "away", "points", "echoes", "range rate told"),
        rows=tuple(_rows(sweep)),
        lines=tuple(lines),
        image=png(drawn(sweep)),
    )


def _rows(sweep: Sweep) -> list[tuple[str, ...]]:
    """Whom it is about, then the nearest who were met."""
    now = sweep.scene.at(sweep.time)
    own = now[sweep.lidar.rides]
    found = []
    for number, actor in enumerate(sweep.scene.actors, 1):
        points, echo = int((sweep.spin.instance == number).sum()), sweep.echoes.instance == number
        about = actor.because.startswith("scenario:")
        if actor.id == sweep.lidar.rides or not (about or points or echo.any()):
            continue
        away = float(np.hypot(*(now[actor.id] - own)[:2]))
        rate = f"{round(float(sweep.echoes.rate[echo].mean()), 1) + 0.0:+.1f} m/s" if echo.any() else ""
        row = (actor.id, str(actor.kind), f"{away:.1f} m", f"{points:,}", str(int(echo.sum())), rate)
        found.append(((not about, away), row))
    return [row for _, row in sorted(found)[:_WHO]]
