"""What a judge lets through and what it wrongly refuses, by slice, on records whose truth is known.

    judge                    slice             let through     refused
    general/personal_data    all               0 of 150        1 of 150
                             language sw       0 of 30         0 of 30

A judge that can verify, or that gives an opinion, lets through what it passes; one that only screens lets through
whatever it does not refuse.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from provender.core.verdict import Gold, Grade, Interval, Outcome, Verdict
from provender.stages.judges.exact import clopper_pearson, needed, upper_bound

ALL = "all"
LIMIT = 0.05
LEAST = 10  # golds of a slice that has a line of its own
CALIBRATED, UNCALIBRATED, LAX, SCREENS = "calibrated", "uncalibrated", "too lax", "screens only"
SILENT = "silent on these records"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A judge's errors on some of its golds.

    Attributes:
        name: "all", or what its golds share, e.g. "language sw".
        faulty, let: faulty golds, and those of them that it let through.
        sound, refused: sound golds, and those of them that it refused.
        silent: golds of either kind on which it abstained.
    """

    name: str
    faulty: int
    let: int
    sound: int
    refused: int
    silent: int = 0

    @property
    def false_accepts(self) -> Interval:
        """Of the share of faulty records that it lets through, 95 %, exact."""
        return clopper_pearson(self.let, self.faulty)

    @property
    def false_rejects(self) -> Interval:
        """Of the share of sound records that it refuses, 95 %, exact."""
        return clopper_pearson(self.refused, self.sound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A judge with its error rates.

    Attributes:
        judge: its name.
        verifies: whether it passes with a grade that verifies; else it only screens.
        slices: "all" first.
        own: whether it has a gold set of its own.
        spoke: whether it said anything of records such as these.
        said: what it said of each gold, "P", "F" or "A", so that a later look can be compared.
        limit: the largest share of faulty records that it may let through.
    """

    judge: str
    verifies: bool
    own: bool
    slices: tuple[Slice, ...]
    said: str
    limit: float = LIMIT
    spoke: bool = True

    @property
    def bound(self) -> float:
        """What its share of false accepts does not exceed, 95 %, one-sided."""
        return upper_bound(self.slices[0].let, self.slices[0].faulty)

    @property
    def state(self) -> str:
        """What its passes are worth, in a word or two.

        "calibrated": the bound holds. "uncalibrated": too few golds to tell. "too lax": it may let more through than
        the limit. "screens only": it never verifies nor was meant to find every fault; only its refusals count.
        "silent on these records": it abstained on each, so there is nothing to measure; a pass of it would not verify.
        """
        if not self.spoke:
            return SILENT
        if self.slices[0].faulty < needed(self.limit):
            return UNCALIBRATED
        if self.bound <= self.limit:
            return CALIBRATED
        return LAX if self.verifies or self.own else SCREENS

    def plain(self) -> dict[str, Any]:
        """As JSON values, intervals and state among them."""
        return {
            "judge": self.judge,
            "verifies": self.verifies,
            "state": self.state,
            "bound": self.bound,
            "limit": self.limit,
            "said": self.said,
            "slices": [_plain(each) for each in self.slices],
        }


def rates(
    judge: str, golds: Sequence[Gold], verdicts: Sequence[Verdict], *, limit: float = LIMIT, own: bool = True,
    opines: bool = False, spoke: bool = True,
) -> Calibration:  # fmt: skip
    """A judge's error rates on golds, by their kinds and slices.

    Args:
        verdicts: of the judge, one a gold, in order.
        opines: whether the judge gives opinions: then its silence lets nothing through.
        spoke: False for a judge that abstains on all records such as these.

    Guarantees:
        Every gold counts once in "all" and once in each of its slices; a slice of under ten golds has no line.
    """
    told = list(zip(golds, verdicts, strict=True))
    verifies = any(verdict.grade in (Grade.PROVED, Grade.ANCHORED) for verdict in verdicts)
    groups: dict[str, list[tuple[bool, Outcome]]] = defaultdict(list)
    for gold, verdict in told:
        for name in (ALL, *(f"{key} {value}" for key, value in sorted(gold.slices.items())), f"kind {gold.kind}"):
            groups[name].append((gold.faulty, verdict.outcome))
    names = [ALL, *sorted(name for name, group in groups.items() if name != ALL and len(group) >= LEAST)]
    return Calibration(
        judge=judge,
        verifies=verifies,
        own=own,
        slices=tuple(_slice(name, groups[name], silence=not verifies and not opines) for name in names),
        said="".join(verdict.outcome.name[0] for verdict in verdicts),
        limit=limit,
        spoke=spoke,
    )


def _slice(name: str, group: Sequence[tuple[bool, Outcome]], *, silence: bool) -> Slice:
    """The counts of some golds; `silence` lets through as well."""
    through = {Outcome.PASS, Outcome.ABSTAIN} if silence else {Outcome.PASS}
    return Slice(
        name=name,
        faulty=sum(faulty for faulty, _ in group),
        let=sum(faulty and outcome in through for faulty, outcome in group),
        sound=sum(not faulty for faulty, _ in group),
        refused=sum(not faulty and outcome is Outcome.FAIL for faulty, outcome in group),
        silent=sum(outcome is Outcome.ABSTAIN for _, outcome in group),
    )


def _plain(part: Slice) -> dict[str, Any]:
    """A slice as JSON values."""
    accepts, rejects = part.false_accepts, part.false_rejects
    return {
        "name": part.name,
        "faulty": part.faulty,
        "let": part.let,
        "false_accepts": [accepts.low, accepts.high],
        "sound": part.sound,
        "refused": part.refused,
        "false_rejects": [rejects.low, rejects.high],
        "silent": part.silent,
    }


class Drift(NamedTuple):
    """How otherwise a judge speaks of the same golds than before.

    Attributes:
        changed: golds of which it says something else.
        p: how likely so one-sided a change is by chance, two-sided.
        harsher, milder: of those, how many fared worse (from pass to silence, from silence to refusal), and better.
    """

    changed: int
    p: float
    harsher: int = 0
    milder: int = 0


_KIND = {"F": 0, "A": 1, "P": 2}  # what was said, from the harshest


def drifted(before: Mapping[str, Any], now: Calibration) -> Drift:
    """What a judge says otherwise of its golds than before, by the exact sign test.

    The test (McNemar 1947) over golds of which it was right once and wrong once needs their truth; over what fared
    worse and what fared better it needs none, and that is what is tested.

    Args:
        before: as `Calibration.plain` told it, of the same golds.

    Returns:
        No change where the golds are others.
    """
    old = str(before.get("said", ""))
    if before.get("judge") != now.judge or len(old) != len(now.said):
        return Drift(0, 1.0)
    moved = [_KIND.get(b, 1) - _KIND.get(a, 1) for a, b in zip(old, now.said, strict=True)]
    harsher, milder = sum(each < 0 for each in moved), sum(each > 0 for each in moved)
    return Drift(harsher + milder, _sign_test(harsher, milder), harsher, milder)


def _sign_test(one: int, other: int) -> float:
    """Two-sided p-value of so uneven a split under a fair coin."""
    total, least = one + other, min(one, other)
    weight, tail = 1, 0
    for at in range(least + 1):
        tail += weight
        weight = weight * (total - at) // (at + 1)
    return min(1.0, float(2 * tail / 2**total))
