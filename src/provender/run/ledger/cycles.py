"""The rounds of a loop as its commits tell of them: what each wing made, learned, and is asked for next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from provender.core.recipe import Recipe
from provender.core.verdict import Finding, Scorecard
from provender.run.ledger.marks import read_scores

Mix = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One wing's part of a round.

    Attributes:
        made: records the student learned from, all cycles so far together; 0 without a student.
        probe: the student's marks that steer the next cycle; None without a student.
        mix: (tag, value) -> share that this cycle was asked for.
        changes: what the next recipe does otherwise, in sentences.
        next_mix: of the next recipe.
        missing: slice -> share of the anchor that no record of this cycle holds.
    """

    made: int
    probe: Scorecard | None
    mix: Mix
    changes: tuple[str, ...]
    next_mix: Mix
    missing: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """One round.

    Attributes:
        number: from 0.
        digest: of its dataset.
        wings: name -> its part; "" where the recipe names none.
        alarms: why the loop must not go on; empty while it may.
        cost: of its run, in the teachers' money.
    """

    number: int
    digest: str
    wings: Mapping[str, Part]
    alarms: tuple[Finding, ...] = ()
    cost: float = 0.0

    @property
    def only(self) -> Part:
        """The part of the only wing, where the recipe names none."""
        return self.wings[""]

    @property
    def probes(self) -> dict[str, Scorecard]:
        """Wing -> its student's marks."""
        return {name: part.probe for name, part in self.wings.items() if part.probe is not None}

    @property
    def next_mixes(self) -> dict[str, Mix]:
        """Wing -> the mix that it is asked for next."""
        return {name: part.next_mix for name, part in self.wings.items()}


def read_cycle(number: int, asked: Recipe, what: Mapping[str, Any]) -> Cycle:
    """A cycle from its commit.

    Args:
        asked: the recipe of this cycle.
    """
    views = asked.views()
    found = map(Finding.of, what["watch"])
    return Cycle(
        number=number,
        digest=what["digest"],
        wings={name: _part(views[name], told) for name, told in what["wings"].items()},
        alarms=tuple(finding for finding in found if finding.broken),
        cost=what["cost"],
    )


def _part(asked: Recipe, told: Mapping[str, Any]) -> Part:
    """A wing's part, as committed."""
    return Part(
        made=told["made"],
        probe=read_scores(told["probe"]) if told["probe"] else None,
        mix=asked.mix,
        changes=tuple(told["changes"]),
        next_mix={(tag, value): share for tag, value, share in told["next_mix"]},
        missing=told["missing"],
    )


def cycle_facts(cycles: Sequence[Cycle]) -> list[dict[str, Any]]:
    """Cycles as the report and `--json` show them.

    Keys: cycle, digest, cost, and made, changes, missing, mix and, where there is a student, overall, measure,
    interval, n, counted, by_tag, n_by_tag and measures; of a recipe over several wings those of each under "wings".
    """
    told = []
    for cycle in cycles:
        parts = {name: _facts(part) for name, part in cycle.wings.items()}
        whole = {"cycle": cycle.number, "digest": cycle.digest, "cost": cycle.cost}
        told.append({**whole, **parts.get("", {"wings": parts})})
    return told


def _facts(part: Part) -> dict[str, Any]:
    """A wing's part in plain JSON."""
    mix: dict[str, dict[str, float]] = {}
    for (tag, value), share in part.mix.items():
        mix.setdefault(tag, {})[value] = share
    told: dict[str, Any] = {
        "made": part.made, "changes": list(part.changes), "missing": dict(part.missing), "mix": mix,
    }  # fmt: skip
    if (probe := part.probe) is None:
        return told
    by_tag: dict[str, dict[str, float]] = {}
    counts: dict[str, dict[str, int]] = {}
    for (tag, value), share in probe.by_tag.items():
        by_tag.setdefault(tag, {})[value] = share
        counts.setdefault(tag, {})[value] = probe.n_by_tag[tag, value]
    return {
        **told,
        "overall": probe.overall,
        "measure": probe.measure,
        "interval": [probe.interval.low, probe.interval.high],
        "n": probe.n,
        "counted": probe.counted,
        "by_tag": by_tag,
        "n_by_tag": counts,
        "measures": dict(probe.measures),
    }
