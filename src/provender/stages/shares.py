"""Teacher shares: no lineage of models may have made too much of a slice's records that nobody proved.

What is proved or held against an anchor does not count: there it does not matter who said it. Of the rest a lineage's
own errors, which its records share, are outweighed only by what others made.
"""

from collections.abc import Mapping, Sequence
from math import floor

TEACHER_SHARE = "limits.teacher_share"

_CLOSE = 1e-9


def over_share(
    lineages: Sequence[str | None], *, share: float, made: Mapping[str, int], others: int
) -> tuple[list[int], dict[str, int], int]:
    """Which of a slice's newly accepted, unverified records break the teacher share.

    Args:
        lineages: of the new records that are neither PROVED nor ANCHORED, in order; None is no teacher.
        share: most that one lineage may be of them, in [0, 1].
        made: lineage -> records kept in earlier waves.
        others: records without a teacher kept in earlier waves.

    Returns:
        Positions to drop (the latest first to go), the new `made`, the new `others`.

    Guarantees:
        After the drop no lineage is more than `share` of the slice's unverified records.
    """
    places: dict[str, list[int]] = {}
    for at, lineage in enumerate(lineages):
        if lineage is not None:
            places.setdefault(lineage, []).append(at)
    others += sum(lineage is None for lineage in lineages)
    kept = {name: made.get(name, 0) + len(places.get(name, ())) for name in sorted({*made, *places})}
    drop: list[int] = []
    changed = share < 1
    while changed:
        changed = False
        total = others + sum(kept.values())
        for name in sorted(kept, key=lambda name: (-kept[name], name)):
            allowed = floor(share / (1 - share) * (total - kept[name]) + _CLOSE)
            surplus = min(kept[name] - allowed, len(places.get(name, ())))
            if surplus > 0:
                drop += places[name][-surplus:]
                del places[name][-surplus:]
                kept[name] -= surplus
                changed = True
                break
    return sorted(drop), kept, others
