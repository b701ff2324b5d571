"""What the judge of robot episodes catches, and whether it ever refuses a sound one.

Episodes of pushing and grasping are made by turns; each is judged as it is, and once with every kind of fault planted
in it. `BENCH_EPISODES` says how many, an even number.

    kinds             kind of fault -> [caught, planted]          wanted: >= 99 % of each
    fault_kinds       kinds of fault                              wanted: >= 12
    false_alarms      sound episodes that were refused            wanted: 0
    sound             sound episodes judged                       wanted: >= 200
    reached           task -> share of episodes that reach their goal
    episodes_per_s    episodes made a CPU-second
    judged_per_s      episodes judged a CPU-second
    replayed          episodes made twice with the same bytes, of all
"""

import time
from collections import Counter
from typing import get_args

from bench import harness
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.twin.robots.corruptions.tabletop import Fault
from provender.twin.robots.corruptions.tabletop import Tabletop as Spoil
from provender.twin.robots.generators.tabletop import Tabletop as Make
from provender.twin.robots.verifiers.tabletop import Tabletop as Judge

_TASKS = ("push", "grasp")
_AGAIN = 10  # every so many episodes, one is made again


def made(index: int) -> Record:
    """An episode, the tasks by turns."""
    (record,) = Make(task=_TASKS[index % 2])(Shard(seed=11, start=index // 2, count=1, recipe=""))  # type: ignore[arg-type]
    assert isinstance(record, Record)
    return record


def main() -> None:
    """Judge sound and spoilt episodes."""
    given = harness.options(__doc__ or "", episodes=60)
    planted, caught, reached = Counter[str](), Counter[str](), Counter[str]()
    alarms = replayed = 0
    making = judging = 0.0
    for index in range(given.episodes):
        began = time.process_time()
        record = made(index)
        making += time.process_time() - began
        began = time.process_time()
        (verdict,) = Judge()([record])
        judging += time.process_time() - began
        reached[record.tags["task"]] += record.tags["ended"] == "reached"
        if index % _AGAIN == 0:
            replayed += made(index).payload == record.payload
        if verdict.outcome is not Outcome.PASS:
            alarms += 1
            print(f"FALSE ALARM {index} {record.tags}: {verdict.reason}", flush=True)
        for kind in get_args(Fault):
            bad = Spoil(kind=kind)(record, seed=0)
            if bad is None:
                continue
            planted[kind] += 1
            hit = Judge()([bad.record])[0].outcome is Outcome.FAIL
            caught[kind] += hit
            if not hit:
                print(f"NOT CAUGHT {index} {kind} in {record.tags} at {bad.where}: {bad.falsehood}", flush=True)
    kinds = {kind: [caught[kind], planted[kind]] for kind in sorted(planted)}
    harness.show(("fault", "caught", "planted"), [(kind, *pair) for kind, pair in kinds.items()])
    figures = {
        "kinds": kinds,
        "fault_kinds": len(planted),
        "false_alarms": alarms,
        "sound": given.episodes,
        "reached": {task: round(2 * reached[task] / given.episodes, 3) for task in _TASKS},
        "episodes_per_s": round(given.episodes / making, 2),
        "judged_per_s": round(given.episodes / judging, 2),
        "replayed": [replayed, -(-given.episodes // _AGAIN)],
    }
    harness.finish("twin_robots", figures)


if __name__ == "__main__":
    main()
