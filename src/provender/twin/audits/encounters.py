"""What encounters there are: of every scenario who meets whom and how, and how the time to collision is distributed."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from provender.core.anchor import Anchor
from provender.core.chart import Sheet
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding, Interval
from provender.twin.clip import Clip
from provender.twin.criticality.scene import criticality
from provender.twin.frame import Frame
from provender.twin.scene import VEHICLES, Actor, Scene

NAME = "twin/encounters"
_GOES = 0.3  # m/s from which on somebody moves
_ALONG, _AGAINST = np.radians(35), np.radians(145)  # turned from the ego's heading
_SCALE = 1.358  # of Kolmogorov and Smirnov's distance at 5 %: times sqrt((n + m) / (n m))
_QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
_FEW = 8  # scenes of a scenario below which its times tell nothing


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Encounters:
    """The share of pairs of scenarios alike: with one graph of actors, and times to collision that are not told apart.

    The graph of a scene has the ego and everybody of its scenario; its edges say how each moves against the ego (along,
    against, across, stands) and what is fixed to what. A scenario's is the one that most of its scenes have. Times are
    the least of each scene, and are told apart by the test of Kolmogorov and Smirnov at 5 %.

    Attributes:
        limit: most of that share, in [0, 1]; 1 only tells.

    Example:
        audits: [twin/encounters]
    """

    limit: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.limit <= 1:
            raise RecipeError(f"limit={self.limit} is no share", where=NAME, mend="give 0 to 1")

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Look at every scene."""
        scenes: dict[str, list[Scene]] = defaultdict(list)
        for record in records:
            scene = scene_of(record)
            if scene is not None and scene.scenario:
                scenes[scene.scenario].append(scene)
        graphs = {name: _most(scenes[name]) for name in sorted(scenes)}
        times = {name: np.array([criticality(scene).ttc for scene in scenes[name]]) for name in graphs}
        pairs = [*combinations(graphs, 2)]
        same = [(one, two) for one, two in pairs if graphs[one][0] == graphs[two][0]]
        alike = [(one, two) for one, two in pairs if not _apart(times[one], times[two])]
        share = len({*same} & {*alike}) / max(len(pairs), 1)
        reason = (
            f"of {len(pairs)} pairs of {len(graphs)} scenarios {len(same)} have one graph of actors and "
            f"{len(alike)} have times to collision that cannot be told apart"
        )
        interval = Interval(low=share, high=share)
        return Finding(audit=NAME, value=share, limit=self.limit, interval=interval, reason=reason,
                       parts={name: float(middle) for name in times if np.isfinite(middle := np.median(times[name]))},
                       shown=(_times(times), _graphs(graphs), _pairs(same, alike)))  # fmt: skip


def scene_of(record: Record) -> Scene | None:
    """The scene of a record, of a frame or of a clip."""
    payload = record.payload
    if isinstance(payload, Frame | Clip):
        return payload.scene
    return payload if isinstance(payload, Scene) else None


def graph(scene: Scene) -> tuple[str, ...]:
    """The edges of a scene's graph of actors in words, in order: "2 car stands", "child across", "door on car"."""
    ego = next((actor for actor in scene.actors if actor.id == "ego"), None)
    cast = [actor for actor in scene.actors if actor.because.startswith("scenario:")]
    if ego is None:
        return ()
    names = {actor.id: actor for actor in scene.actors}
    edges = [
        f"{one.kind} on {names[one.part_of].kind}" if one.part_of else f"{one.kind} {_way(ego, one, scene.end)}"
        for one in cast
    ]
    return tuple(f"{count} {edge}" if count > 1 else edge for edge, count in sorted(Counter(edges).items()))


def _way(ego: Actor, actor: Actor, end: float) -> str:
    """How somebody moves against the ego, over the whole scene."""
    moments = np.linspace(0, max(end - 1e-3, 0), 25)
    rates = actor.track.velocity(moments)[:, :2]
    speeds = np.hypot(*rates.T)
    if speeds.max() < _GOES:
        return "stands"
    fastest = int(speeds.argmax())
    heading = ego.track.at(moments[[fastest]])[0, 3]
    goes = float(np.arctan2(*rates[fastest][::-1]))
    turn, own = _turned(goes, heading), _turned(goes, float(actor.track.at(moments[[fastest]])[0, 3]))
    back = " backwards" if own > np.pi / 2 and actor.kind in VEHICLES else ""
    brakes = " and stops" if speeds[-3:].min() < 0.5 * speeds[0] and speeds[0] > _GOES else ""
    return ("along" if turn < _ALONG else "against" if turn > _AGAINST else "across") + back + brakes


def _turned(one: float, two: float) -> float:
    """Radians between two directions, 0 to pi."""
    return float(abs((one - two + np.pi) % (2 * np.pi) - np.pi))


def _most(scenes: Sequence[Scene]) -> tuple[tuple[str, ...], float]:
    """The graph that most scenes have, and the share that has it."""
    ((found, count),) = Counter(map(graph, scenes)).most_common(1)
    return found, count / len(scenes)


def _apart(one: np.ndarray, two: np.ndarray) -> bool:
    """Whether two samples are of different distributions, at 5 %."""
    if min(len(one), len(two)) < _FEW:
        return False
    points = np.concatenate([one, two])
    first, second = (np.searchsorted(np.sort(part), points, "right") / len(part) for part in (one, two))
    return bool(np.abs(first - second).max() > _SCALE * np.sqrt((len(one) + len(two)) / (len(one) * len(two))))


def _times(times: Mapping[str, np.ndarray]) -> Sheet:
    """Quantiles of the least time to collision, by scenario."""
    rows = []
    for name, found in times.items():
        finite = found[np.isfinite(found)]
        marks = [f"{value:.2f}" for value in np.quantile(finite, _QUANTILES)] if len(finite) else ["-"] * 5
        rows.append((name, str(len(found)), *marks, f"{1 - len(finite) / len(found):.0%}"))
    head = ("scenario", "scenes", "10 %", "25 %", "median", "75 %", "90 %", "nothing threatens")
    return Sheet(title="Least time to collision, seconds", head=head, rows=tuple(rows))


def _graphs(graphs: "Mapping[str, tuple[tuple[str, ...], float]]") -> Sheet:
    """Who meets the ego, by scenario."""
    rows = [(name, ", ".join(edges), f"{share:.0%}") for name, (edges, share) in graphs.items()]
    return Sheet(
        title="Who moves how against the ego", head=("scenario", "graph of actors", "of its scenes"), rows=tuple(rows)
    )


def _pairs(same: "list[tuple[str, str]]", alike: "list[tuple[str, str]]") -> Sheet:
    """What is not told apart."""
    rows = [(*pair, "one graph of actors") for pair in same] + [(*pair, "times to collision") for pair in alike]
    return Sheet(title="Not told apart", head=("scenario", "and", "by"), rows=tuple(rows))
