"""The end of a run: the seal, the summary, and what to say when records are missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from provender.core.errors import Shortfall
from provender.core.recipe import wing_of
from provender.run.curator import Curator
from provender.run.ledger.cost import spent_besides, spent_by
from provender.run.ledger.facts import note_facts, read_facts
from provender.stages.balance import Cell, Maker, Tally, told
from provender.stages.raking import rake
from provender.store.folder import RunFolder

_MOST_WEIGHED = 100_000  # records of a run for which weights are worked out


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What came out of a run.

    Attributes:
        folder: of the run.
        digest: of the dataset: equal for equal recipe and seed.
        wanted, accepted, tried: records.
        cells: per cell its name, quota, tried, accepted.
        funnel: verifier -> outcome -> count.
        refused: "verifier: reason" -> count, commonest first.
        mix: tag -> value -> (asked, got) counts.
        cpu_s: CPU seconds to make and judge all records.
        besides: CPU seconds of "learning" before and of "audits" after, where there were any.
        spent: teacher -> records, tokens and cost, over all attempts at the run.
        weighing: where records are missing, what weights would make of those that are there: worth (as so many without
            weights), of, most (the largest weight), empty and missed (what cannot be met), cells (name, weight).
        shares: for each slice its accepted records that nobody proved, by lineage; "" is no teacher.
        support: for each part of the mix that was learned: its name, real records behind it as they may be told,
            records asked for.
    """

    folder: Path
    digest: str
    wanted: int
    accepted: int
    tried: int
    cells: tuple[tuple[str, int, int, int], ...]
    funnel: Mapping[str, Mapping[str, int]]
    refused: Mapping[str, int]
    mix: Mapping[str, Mapping[str, tuple[int, int]]]
    cpu_s: float
    spent: Mapping[str, Mapping[str, float]]
    besides: Mapping[str, float] = field(default_factory=dict)
    support: tuple[tuple[str, str, int], ...] = ()
    weighing: Mapping[str, Any] = field(default_factory=dict)
    shares: tuple[tuple[str, Mapping[str, int]], ...] = ()


def finish(folder: RunFolder, curator: Curator) -> Summary:
    """Note the facts of the run, seal it, and sum it up.

    Guarantees:
        Finishing again gives the same summary, cost included.
    """
    summary = _summary(folder, curator)
    note_facts(folder, summary)
    digest = folder.seal()
    noted = read_facts(folder)
    return replace(summary, digest=digest, cpu_s=noted["cpu_s"], besides=noted["besides"], spent=noted["spent"])


def _summary(folder: RunFolder, curator: Curator) -> Summary:
    """The summary, still without the digest that the seal gives."""
    pairs = list(zip(curator.cells, curator.tallies, strict=True))
    refused: Counter[str] = Counter()
    for _, tally in pairs:
        refused.update(tally.refused)
    return Summary(
        folder=folder.path,
        digest="",
        wanted=sum(cell.quota for cell in curator.cells),
        accepted=curator.accepted,
        tried=curator.tried,
        cells=tuple((str(cell), cell.quota, tally.tried, tally.accepted) for cell, tally in pairs),
        funnel={name: dict(counts) for name, counts in curator.funnel.items()},
        refused=dict(refused.most_common()),
        mix=_mix(pairs, several=bool(curator.workshop.recipe.wings)),
        cpu_s=curator.cpu_s,
        besides=spent_besides(folder),
        spent=spent_by(folder),
        support=tuple(
            (str(cell), told(cell.behind), cell.quota) for cell, _ in pairs if cell.behind is not None and cell.quota
        ),
        weighing={} if curator.workshop.recipe.wings else _weighing(pairs),
        shares=curator.shares,
    )


def _weighing(pairs: Sequence[tuple[Cell, Tally]]) -> dict[str, Any]:
    """What weights would make of a run that is short; empty where nothing is missing, or there is nothing to weigh."""
    there = [(cell, tally.accepted) for cell, tally in pairs if tally.accepted]
    accepted, wanted = sum(count for _, count in there), sum(cell.quota for cell, _ in pairs)
    if not 0 < accepted < wanted or accepted > _MOST_WEIGHED or not any(cell.tags for cell, _ in there):
        return {}
    asked: Counter[tuple[str, str]] = Counter()
    for cell, _ in pairs:
        asked.update(dict.fromkeys(cell.tags, cell.quota))
    tags = [dict(cell.tags) for cell, count in there for _ in range(count)]
    raked = rake(tags, {pair: count / wanted for pair, count in asked.items() if pair[1]})
    weights, at = {}, 0
    for cell, count in there:
        weights[str(cell)], at = round(float(raked.weights[at]), 4), at + count
    return {
        "worth": round(raked.worth, 1),
        "of": accepted,
        "most": max(weights.values()),
        "empty": [f"{tag}={value}" for tag, value in raked.empty],
        "missed": [f"{tag}={value} by {share:+.1%}" for (tag, value), share in raked.missed.items()],
        "cells": list(weights.items()),
    }


def _mix(pairs: Sequence[tuple[Cell, Tally]], *, several: bool) -> dict[str, dict[str, tuple[int, int]]]:
    """Margins asked for and got, by tag; the generator counts as one. Of several wings each has its own."""
    mix: dict[str, dict[str, tuple[int, int]]] = {}
    for cell, tally in pairs:
        told = f" ({wing_of(cell.name)})" if several else ""
        for tag, value in (("generator", cell.name), *((f"{tag}{told}", value) for tag, value in cell.tags)):
            asked, got = mix.setdefault(tag, {}).get(value, (0, 0))
            mix[tag][value] = (asked + cell.quota, got + tally.accepted)
    return mix


def shortfall(summary: Summary, curator: Curator, makers: Sequence[Maker], *, counted: bool) -> Shortfall | None:
    """The error for a run that could not fill its quotas; None when it did.

    Args:
        counted: whether the recipe asked for a number; "all" has no shortfall.
    """
    if not counted or summary.accepted >= summary.wanted:
        return None
    lines, mends = [], []
    for cell, tally in zip(curator.cells, curator.tallies, strict=True):
        if tally.accepted < cell.quota:
            why, mend = _why(tally, makers[cell.maker])
            lines.append(f"    {cell}: {tally.accepted:,} of {cell.quota:,} after {tally.tried:,} tries; {why}")
            mends.append(mend)
    shown = lines[:8] + ([f"    ... and {len(lines) - 8} cells more"] if len(lines) > 8 else [])
    if weighed := summary.weighing:
        mends.append(_weighed(weighed))
    return Shortfall(
        f"{summary.accepted:,} of {summary.wanted:,} records were accepted:\n" + "\n".join(shown),
        where=str(summary.folder),
        mend="; ".join(dict.fromkeys(mends)),
    )


def _weighed(told: Mapping[str, Any]) -> str:
    """What weights would do, in half a sentence."""
    gaps = [*(f"{name} is empty" for name in told["empty"]), *told["missed"]]
    left = f", but for {', '.join(gaps[:4])}" if gaps else ""
    return (
        f"or weigh what is there, as the report says: {told['of']:,} records meet the mix{left}, "
        f"and are worth {told['worth']:,.0f}"
    )


def _why(tally: Tally, maker: Maker) -> tuple[str, str]:
    """Why a cell is short, and what to change."""
    if maker.size is not None and tally.tried >= maker.size:
        return f"the generator holds {maker.size:,} items", "ask for fewer records, or count: all"
    if not tally.refused:
        return "nothing was tried", "raise limits.max_candidates"
    reason, times = tally.refused.most_common(1)[0]
    why = f"commonest refusal: {reason} ({times:,} times)"
    if reason.startswith("repeats"):
        return why, "its items are used up: raise the level or widen the dials, or lower its share"
    if reason.startswith("generate"):
        return why, "mend the generator or the teacher, then run again with --fresh"
    return why, "raise limits.max_candidates, or change the generator's dials"
