"""The watch over a loop: what each cycle no longer says of what the anchor says, whole and by slice."""

from collections.abc import Mapping, Sequence

from provender.core.record import Record
from provender.core.verdict import Finding, Interval
from provender.run.workshop import Workshop
from provender.stages.monitors.errors import ALL
from provender.stages.monitors.missing import Missing, missing, slices, told_apart

NAME = "monitor/missing_mass"
_HALF = 0.5  # of the chance of a false alarm is for coverage, the other for the cycles' own runs
_LEAST = 30  # records of the anchor that a slice needs for a line of its own


def part_of(number: int) -> float:
    """The part of a loop's chance of a false alarm that cycle `number` may spend; those of all cycles sum to 1.

    >>> sum(part_of(number) for number in range(10_000)) <= 1
    True
    """
    return 1 / ((number + 1) * (number + 2))


def uncovered(
    workshop: Workshop, number: int, first: Sequence[Record], now: Sequence[Record]
) -> tuple[dict[str, float], Finding | None]:
    """What cycle `number` misses of the anchor's control split, by slice; and whether that is more than at first.

    Args:
        first, now: accepted records of cycle 0 and of this one.

    Returns:
        Slice -> share missed, and the finding; nothing where there is no anchor, where it is private, or where the
        recipe watches no cycle.
    """
    recipe, anchor = workshop.recipe, workshop.anchor()
    if recipe.watch.missing is None or anchor.private or not len(anchor.control):
        return {}, None
    parts = {ALL: list(anchor.control), **slices(anchor.control, recipe.watch.by)}
    parts = {name: held for name, held in parts.items() if name == ALL or len(held) >= _LEAST}
    alpha = recipe.watch.false_alarm * _HALF * part_of(number) / len(parts)
    settled = sorted({tag for tag, _ in recipe.mix})
    sides = [{ALL: list(records), **slices(records, recipe.watch.by)} for records in (first, now)]
    seen = {}
    for name, held in parts.items():
        then, here = (told_apart(side.get(name, ()), settled) for side in sides)
        told = missing([record.payload.text() for record in held], then, here, alpha=alpha, seed=recipe.seed)
        if told is not None:
            seen[name] = told
    if not seen:
        return {}, None
    return {name: told.now for name, told in seen.items()}, _finding(number, seen, limit=recipe.watch.missing)


def _finding(number: int, seen: Mapping[str, Missing], *, limit: float) -> Finding:
    """The slice that surely lost most."""
    worst = max(seen, key=lambda name: seen[name].rise.low)
    rise = seen[worst].rise
    return Finding(
        audit=NAME,
        value=max(0.0, (rise.low + rise.high) / 2),
        limit=limit,
        interval=Interval(low=max(0.0, rise.low), high=max(0.0, rise.high), level=rise.level),
        reason=f"cycle {number} no longer says {seen[worst].now:.1%} of what the anchor says in the slice {worst}; at "
        f"first, at equal size, it was {seen[worst].first:.1%}",
        parts={name: told.now for name, told in seen.items()},
        mend="the data narrows from cycle to cycle: let more of it be made from the world and less by students or "
        "teachers (generators without a teacher, limits.anchor_share for the student), lower limits.depth, and look at "
        "what is gone with `provender show`; or, if the loss is wanted, raise watch.missing",
    )


def spent_by_run(false_alarm: float, number: int) -> float:
    """The chance of a false alarm of the run of cycle `number`, of that of the whole loop."""
    return false_alarm * (1 - _HALF) * part_of(number)
