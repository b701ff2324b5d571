"""What the judges of robot episodes and of their pictures catch, and whether they ever refuse a sound one.

Episodes of pushing and grasping are made by turns; each is judged as it is, and with every kind of fault planted in it,
up to `BENCH_PLANTED` of a kind; so are reels, episodes as pictures 160 pixels wide. `BENCH_EPISODES` (even) and
`BENCH_REELS` say how many, `BENCH_SEED` which. Kinds that few episodes can bear are planted in further ones, which are
not counted as sound, of the task that bears more of them, until there are `BENCH_PLANTED` or `BENCH_MOST` episodes were
made. With `BENCH_JOURNAL=path` each is written down as it is judged, and a run that was cut goes on from there.

    kinds             kind of fault in an episode -> [caught, planted]   wanted: >= 99 % of each, 300 planted
    picture_kinds     the same of reels                                  wanted: >= 99 % of each
    fault_kinds       kinds of fault, of both
    false_alarms      sound episodes and reels that were refused         wanted: 0
    sound, reels      sound episodes and reels judged                    wanted: >= 200 episodes
    reached           task -> share of episodes that reach their goal
    dropped           why MuJoCo was not believed -> [episodes dropped, refused by the judge by itself]
    replayed          episodes made twice with the same bytes, of all
"""

from argparse import Namespace
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any, get_args

from bench.twins.counted import Count, Journal, spoilt

from bench import harness
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.twin.robots.corruptions.filmed import Fault as PictureFault
from provender.twin.robots.corruptions.filmed import Filmed as SpoilReel
from provender.twin.robots.corruptions.tabletop import Fault
from provender.twin.robots.corruptions.tabletop import Tabletop as Spoil
from provender.twin.robots.episode import Episode
from provender.twin.robots.generators.filmed import Filmed
from provender.twin.robots.generators.tabletop import Tabletop as Make
from provender.twin.robots.verifiers.filmed import Filmed as ReelJudge
from provender.twin.robots.verifiers.tabletop import Tabletop as Judge

_TASKS = ("push", "grasp")
_AGAIN = 10  # every so many episodes, one is made again


class _Told:
    """What is counted of episodes beside their verdicts; kept in the journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.counts = Counter[str]()

    def add(self, index: int, seed: int) -> None:
        """Count an episode, and what was dropped before it."""
        row = self._journal.rows.get(f"about {index}")
        if row is None:
            row = {"counts": dict(_about(index, seed))}
            self._journal.add(f"about {index}", row)
        self.counts.update(dict(row["counts"]))  # type: ignore[call-overload]


@lru_cache(maxsize=1)
def made(index: int, seed: int) -> object:
    """An episode, the tasks by turns."""
    part = Make(task=_TASKS[index % 2])  # type: ignore[arg-type]
    return next(iter(part(Shard(seed=seed, start=index // 2, count=1, recipe=""))))


def filmed(index: int, seed: int) -> object:
    """A reel, the tasks by turns."""
    part = Filmed(task=_TASKS[index % 2], wide=160, shots=3)  # type: ignore[arg-type]
    return next(iter(part(Shard(seed=seed + 1, start=index // 2, count=1, recipe=""))))


def _about(index: int, seed: int) -> Mapping[str, int]:
    """How it ended, whether it comes again, what was dropped, and whether the judge would have refused that."""
    task, found = _TASKS[index % 2], Counter[str]()
    record = made(index, seed)
    if not isinstance(record, Record) or not isinstance(record.payload, Episode):
        return {"failed": 1}
    found[f"reached {task}"] += record.payload.success
    if index % _AGAIN == 0:
        again = made.__wrapped__(index, seed)
        found["again"] += isinstance(again, Record) and again.payload == record.payload
        found["asked again"] += 1
    if not any(name.startswith("dropped ") for name, _ in record.payload.drawn):
        return found
    *dropped, _ = Make(task=task).tries(seed, index // 2)  # type: ignore[arg-type]
    for episode, why in dropped:
        found[f"dropped {why}"] += 1
        found[f"refused {why}"] += Judge()([replace(record, payload=episode)])[0].outcome is Outcome.FAIL
    return found


def _filled(played: Count, given: Namespace) -> None:
    """Plants kinds that are short of faults in further episodes, of the task that bore more of the rarest so far."""
    next_of = dict.fromkeys(_TASKS, given.episodes // 2)
    bore = {task: Counter[str]() for task in _TASKS}
    for _ in range(given.episodes, given.most):
        rarest = min(get_args(Fault), key=played.planted.__getitem__)
        if played.planted[rarest] >= min(given.planted, given.episodes):
            break
        task = max(_TASKS, key=lambda task: (bore[task][rarest] + 1) / (next_of[task] - given.episodes // 2 + 1))
        index = 2 * next_of[task] + _TASKS.index(task)
        before = played.planted.copy()
        played.add(f"episode {index}", partial(made, index, given.seed))
        bore[task] += played.planted - before
        next_of[task] += 1


def main() -> None:
    """Judge sound and spoilt episodes and reels."""
    given = harness.options(__doc__ or "", episodes=60, reels=10, planted=300, most=2000, seed=11, journal="")
    journal = Journal(given.journal, {"planted": given.planted, "seed": given.seed})
    shared: dict[str, Any] = {"most": given.planted, "journal": journal}
    played = Count(Judge(), get_args(Fault), partial(spoilt, Spoil), **shared)
    shown = Count(ReelJudge(), get_args(PictureFault), partial(spoilt, SpoilReel), **shared)
    told = _Told(journal)
    for index in range(given.episodes):
        played.add(f"episode {index}", partial(made, index, given.seed))
        told.add(index, given.seed)
    sound = played.sound
    _filled(played, given)
    for index in range(given.reels):
        shown.add(f"reel {index}", partial(filmed, index, given.seed))
    for head, counted in (("fault in an episode", played), ("fault in pictures", shown)):
        harness.show((head, "caught", "planted"), [(kind, *pair) for kind, pair in counted.found().items()])
    counts = told.counts
    doubts = sorted(name.partition(" ")[2] for name in counts if name.startswith("dropped "))
    figures = {
        "kinds": played.found(),
        "picture_kinds": shown.found(),
        "fault_kinds": sum(many > 0 for one in (played, shown) for many in one.planted.values()),
        "false_alarms": played.alarms + shown.alarms,
        "sound": sound,
        "judged": played.sound,
        "reels": shown.sound,
        "reached": {task: round(2 * counts[f"reached {task}"] / max(given.episodes, 1), 3) for task in _TASKS},
        "dropped": {why: [counts[f"dropped {why}"], counts[f"refused {why}"]] for why in doubts},
        "replayed": [counts["again"], counts["asked again"]],
    }
    harness.finish("twin_robots", figures)


if __name__ == "__main__":
    main()
