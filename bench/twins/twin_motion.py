"""Faults planted in sequences, and whether the wing's judges of motion fail every one of them; sound ones too.

Scenes of every scenario, of traffic as usual, and of streets full of it, each through every corruption that needs no
pictures.

    kinds         of faults
    planted       scenes in which something was made false, over all kinds    wanted: >= 300 of each
    caught        of those, how many a judge failed                           wanted: >= 99 % of each
    sound         scenes as made                                              wanted: >= 1,000
    false_alarms  of those, how many a judge failed                           wanted: 0
"""

from collections import Counter
from dataclasses import fields

from bench import harness
from provender.core import dials, registry
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.twin.scene import Scene

JUDGES = ("twin/motion", "twin/sound")


def made(each: int, seed: int) -> list[Record]:
    """Sound scenes, `each` of every scenario, four times as many of traffic as usual, and as many of busy streets."""
    names = registry.find("generator", "twin/scenario").makes["scenario"]  # type: ignore[attr-defined]
    orders = [("twin/scenario", {"scenario": name}, each) for name in names]
    layouts = ("grid", "tee", "roundabout", "curved")
    orders += [("twin/street", {"layout": layout}, each) for layout in layouts]
    orders += [
        ("twin/street", {"layout": layout, "traffic": 24.0, "seconds": 3.0}, each * 4 // 3) for layout in layouts
    ]
    records = []
    for name, given, count in orders:
        drawn = registry.load("generator", name, given)(Shard(seed=seed, start=0, count=count, recipe=""))
        records += [record for record in drawn if isinstance(record, Record)]
    return records


def ready(part: type) -> bool:
    """Whether a corruption may be made without a dial; those of labels are measured with their pictures."""
    return all(map(dials.has_default, fields(part)))


def failed(records: list[Record]) -> list[str]:
    """What the judges say of each record; "" where all pass."""
    said = zip(*(registry.load("verifier", judge)(records) for judge in JUDGES), strict=True)
    return [next((told.reason for told in verdicts if told.outcome is Outcome.FAIL), "") for verdicts in said]


def main() -> None:
    """Plant, judge, count."""
    given = harness.options(__doc__ or "", each=60, planted=300, seed=8)
    records = made(given.each, given.seed)
    found = {name: registry.find("corruption", name) for name in registry.names("corruption")}
    kinds = [name for name, part in found.items() if name.startswith("twin/") and ready(part)]
    planted: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for kind in kinds:
        part = registry.load("corruption", kind)
        bad = [one for record in records if isinstance(record.payload, Scene) and (one := part(record, seed=1))]
        some = bad[:: max(1, len(bad) // given.planted)][: given.planted + 20]
        told = failed([one.record for one in some])
        planted[kind], caught[kind] = len(some), sum(bool(reason) for reason in told)
        missed = [one for one, reason in zip(some, told, strict=True) if not reason]
        for one in missed[:3]:
            print(f"NOT CAUGHT {one.kind} at {one.where}: {one.falsehood}; {one.record.payload.text().splitlines()[0]}")
    alarms = [reason for reason in failed(records) if reason]
    for reason in alarms[:5]:
        print(f"FALSE ALARM {reason}")
    harness.show(("kind", "planted", "caught"), [(kind, planted[kind], caught[kind]) for kind in kinds])
    harness.finish(
        "twin_motion",
        {
            "kinds": len(kinds),
            "planted": planted.total(),
            "caught": caught.total(),
            "least_caught": round(min(caught[kind] / max(planted[kind], 1) for kind in kinds), 4),
            "least_planted": min(planted.values()),
            "sound": len(records),
            "false_alarms": len(alarms),
        },
    )


if __name__ == "__main__":
    main()
