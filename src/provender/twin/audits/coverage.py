"""Which possible combinations of circumstances accepted frames, clips or scenes hold, as they show and not by tags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log

import numpy as np

from provender.core.anchor import Anchor
from provender.core.chart import Heat, Sheet
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding, Interval
from provender.twin.clip import Clip
from provender.twin.coverage.arrays import Array, Case, Row, drawn
from provender.twin.coverage.driving import array
from provender.twin.frame import Frame
from provender.twin.render.mesh.people import build, tone
from provender.twin.scene import Actor, ActorKind, Scene

NAME = "twin/coverage"
_SHOWN = 20  # combinations that are listed as missing
_BARE = 0.35  # of the strongest colour: what could be there and is not


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The share of possible pairs, or triples, of circumstances that no accepted record holds.

    Attributes:
        strength: 2 for pairs, 3 for triples.
        within: factors held to some of their values, as the generator's.
        limit: most that may be missing, in [0, 1]: 0 stops a run that lacks one combination, 1 only tells.

    Guarantees:
        What is counted is worked out from weather, light, map, people and distances of each record; of a clip from each
        of its frames.

    Example:
        audits: [{name: twin/coverage, dials: {limit: 0}}]
    """

    strength: int = 2
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limit: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.limit <= 1:
            raise RecipeError(f"limit={self.limit} is no share", where=NAME, mend="give 0 to 1")
        array(self.within, self.strength, where=NAME)

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Count the combinations."""
        wanted = array(self.within, self.strength, where=NAME)
        found = [
            {row for case in circumstances(record) if (row := _row(wanted, case)) is not None} for record in records
        ]
        rows = [row for of_one in found for row in sorted(of_one)]
        counted = sum(map(bool, found))
        missing = 1.0 - wanted.share(rows)
        kind = {2: "pairs", 3: "triples"}[self.strength]
        covered = sum(int(table.sum()) for table in wanted.covered(rows).values())
        reason = f"{covered:,} of {wanted.combinations:,} possible {kind} of circumstances are in {counted:,} records"
        if outside := len(records) - counted:
            reason += f"; {outside:,} more lie outside of the domain"
        sheets = (_counts(wanted, rows), *_lacking(wanted, rows))
        return Finding(
            audit=NAME,
            value=missing,
            limit=self.limit,
            interval=Interval(low=missing, high=missing),
            reason=reason,
            parts=_parts(wanted, rows),
            shown=(_picture(self.within, rows), *sheets),
        )


def circumstances(record: Record) -> Sequence[Case]:
    """Those of a frame, of each frame of a clip, of a scene when its camera first looks; of anything else none."""
    payload = record.payload
    if isinstance(payload, Frame):
        return [_told(payload.scene, payload.time)]
    if isinstance(payload, Clip):
        return [_told(payload.scene, frame.time) for frame in payload.frames]
    if isinstance(payload, Scene) and payload.cameras:
        return [_told(payload, payload.cameras[0].times[0])]
    return []


def seen(record: Record) -> Case:
    """The circumstances of a record, of a clip those of its first frame; of anything else none."""
    found = circumstances(record)
    return found[0] if found else {}


def _told(scene: Scene, time: float) -> Case:
    """The circumstances of a moment."""
    feet = [actor for actor in scene.actors if actor.kind in (ActorKind.ADULT, ActorKind.CHILD)]
    return {
        "scenario": scene.scenario,
        "layout": scene.map.name.partition(" ")[0],
        **_air(scene),
        "crowd": _band(sum(actor.because == "rule:pavement" for actor in feet), (("nobody", 1), ("few", 4)), "many"),
        "youngest": min((actor.kind.value for actor in feet), key=["child", "adult"].index, default="nobody"),
        "tone": _alike([_band(tone(actor), (("light", 3), ("medium", 6)), "dark") for actor in feet]),
        "build": _alike([_band(build(actor), (("slight", 0.98), ("average", 1.12)), "heavy") for actor in feet]),
        "distance": _band(_metres(scene, time), (("near", 10), ("middle", 20)), "far"),
    }


def _air(scene: Scene) -> Case:
    """Light, fog, what falls, and how wet it is."""
    air = scene.weather
    visible = log(20) / max(air.fog, 1e-9)
    high = np.degrees(scene.light.altitude)
    return {
        "light": _band(-high, (("day", -5.5), ("dusk", 6.0)), "night"),
        "fog": _band(-visible, (("none", -799.0), ("mist", -290.0), ("fog", -75.0)), "dense"),
        "precipitation": "rain" if air.rain else "snow" if air.snow else "none",
        "wet": _band(air.wet, (("dry", 0.01), ("damp", 0.55)), "soaked"),
    }


def _band(value: float, bands: Sequence[tuple[str, float]], beyond: str) -> str:
    """The name of the first band under whose end a value lies."""
    return next((name for name, end in bands if value < end), beyond)


def _alike(told: Sequence[str]) -> str:
    """What all are; "nobody" of none, and no value of any factor where they differ."""
    return told[0] if len(set(told)) == 1 else "" if told else "nobody"


def _metres(scene: Scene, time: float) -> float:
    """From the ego to the nearest that its scenario is about: to one that moves, if any does."""
    about = [actor for actor in scene.actors if actor.because.startswith("scenario:")]
    moving = [actor for actor in about if len(actor.track.times) > 1]
    ego = next((actor for actor in scene.actors if actor.id == "ego"), None)
    if ego is None or not about:
        return np.inf

    def middle(actor: Actor) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
        return actor.track.at(np.array([time]))[0, :2]

    return min(float(np.hypot(*(middle(actor) - middle(ego)))) for actor in moving or about)


def _row(wanted: Array, case: Case) -> Row | None:
    """A case in numbers; None where it is outside of the domain."""
    try:
        row = wanted.domain.row(case)
    except (KeyError, ValueError):
        return None
    return row if wanted.domain.allows(row) else None


def _parts(wanted: Array, rows: Sequence[Row]) -> dict[str, float]:
    """The share that is missing of each choice of factors."""
    covered = wanted.covered(rows)
    names = wanted.domain.names
    return {
        " × ".join(names[k] for k in part): 1 - float(covered[part].sum()) / max(int(table.sum()), 1)
        for part, table in wanted.possible.items()
    }


def _picture(within: Mapping[str, Sequence[str]], rows: Sequence[Row]) -> Heat:
    """Pairs of values: there, lacking, or impossible."""
    pairs = array(within, 2, where=NAME)
    covered = pairs.covered(rows)
    places = [(k, v) for k, name in enumerate(pairs.domain.names) for v in range(len(pairs.domain.factors[name]))]

    def told(one: tuple[int, int], two: tuple[int, int]) -> float | None:
        (a, x), (b, y) = sorted((one, two))
        if a == b or not pairs.possible[a, b][x, y]:
            return None
        return 1.0 if covered[a, b][x, y] else _BARE

    names = tuple(f"{name} {value}" for name, values in pairs.domain.factors.items() for value in values)
    caption = (
        "dark: in some accepted record; pale: possible and in none; blank: impossible, or two values of one factor"
    )
    values = tuple(tuple(told(one, two) for two in places) for one in places)
    return Heat(title="Pairs of circumstances", caption=caption, names=names, values=values)


def _counts(wanted: Array, rows: Sequence[Row]) -> Sheet:
    """How many records it took, beside what it takes at least and at random."""
    random = wanted.share(drawn(wanted.domain, len(rows), seed=0)) if rows else 0.0
    told = (
        ("moments counted", f"{len(rows):,}"),
        ("share covered", f"{wanted.share(rows):.1%}"),
        ("the same number at random would cover", f"{random:.1%}"),
        ("records that our array needs for all", f"{len(wanted.rows):,}"),
        ("records that any array needs at least", f"{wanted.bound:,}"),
    )
    return Sheet(title="Records it takes", head=("", ""), rows=told)


def _lacking(wanted: Array, rows: Sequence[Row]) -> Sequence[Sheet]:
    """The first combinations that are missing; nothing where none is."""
    lacking = [", ".join(f"{name} {value}" for name, value in case.items()) for case in wanted.missing(rows)]
    if not lacking:
        return ()
    shown = tuple((one,) for one in lacking[:_SHOWN])
    return (Sheet(title="What is missing", head=(f"{len(lacking):,} combinations",), rows=shown),)
