"""What is said of data: of one record (Verdict), of a dataset (Finding), of a student (Scorecard)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from math import hypot, sqrt
from statistics import NormalDist
from typing import Any

from provender.core.chart import Chart, chart_of, plain
from provender.core.record import Key, Record

NO_EVIDENCE: Mapping[str, str] = {}  # a plain dict, since verdicts are pickled; typed read-only
_Z95 = 1.959963984540054  # two-sided normal quantile


class Grade(Enum):
    """How firmly a pass holds, strongest first.

    PROVED: a formal check covers the record's whole claim. ANCHORED: held against truth we own.
    SCREENED: nothing wrong was found; it can only reject, never verify.
    """

    PROVED = "proved"
    ANCHORED = "anchored"
    SCREENED = "screened"

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return _RANK[self]

    def meets(self, wanted: "Grade") -> bool:
        """Whether this grade is `wanted` or stronger."""
        return _RANK[self] <= _RANK[wanted]


_RANK = {grade: rank for rank, grade in enumerate(Grade)}


class Outcome(Enum):
    """What a verifier says. Silence is not a pass."""

    PASS = "pass"
    FAIL = "fail"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One verifier's word on one record.

    Attributes:
        record: the record's key.
        verifier: the verifier's name.
        outcome: pass, fail, or abstain (cannot tell).
        grade: how firmly a pass holds; None unless `outcome` is PASS.
        reason: one sentence; the first words are stable so that reasons can be counted.
        evidence: what was seen, by name, e.g. {"step": "2", "claim": '["=",["+",4,4],9]'}.
            For private payloads digests only, never values.
    """

    record: Key
    verifier: str
    outcome: Outcome
    grade: Grade | None = None
    reason: str = ""
    evidence: Mapping[str, str] = field(default_factory=lambda: NO_EVIDENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A confidence interval, both ends included."""

    low: float
    high: float
    level: float = 0.95

    @classmethod
    def wilson(cls, hits: int, n: int, *, level: float = 0.95) -> "Interval":
        """The interval of a share, `hits` of `n` seen (Wilson 1927); [0, 1] when nothing was seen.

        >>> seen = Interval.wilson(8, 10)
        >>> round(seen.low, 3), round(seen.high, 3)
        (0.49, 0.943)
        """
        if not n:
            return cls(low=0.0, high=1.0, level=level)
        z = _Z95 if level == 0.95 else NormalDist().inv_cdf((1 + level) / 2)
        share, square = hits / n, z * z / n
        middle = (share + square / 2) / (1 + square)
        reach = z * sqrt(share * (1 - share) / n + square / (4 * n)) / (1 + square)
        return cls(low=middle - reach if hits else 0.0, high=middle + reach if hits < n else 1.0, level=level)

    @classmethod
    def gain(cls, before: tuple[float, int], after: tuple[float, int]) -> "Interval":
        """The 95 % interval of the difference of two marks (share, items): Newcombe (1998), method 10."""
        (was, earlier), (mark, n) = before, after
        old, new = cls.wilson(round(was * earlier), earlier), cls.wilson(round(mark * n), n)
        gained = mark - was
        return cls(
            low=gained - hypot(mark - new.low, old.high - was), high=gained + hypot(new.high - mark, was - old.low)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An audit's measurement of a whole dataset.

    Attributes:
        value: what was measured.
        limit: the most that is allowed; None if the audit only reports.
        interval: of `value`, 95 %.
        reason: one sentence a person can act on.
        parts: the value by slice, if the audit has slices.
        intervals: of those parts that have one, 95 %.
        shown: what a report draws of it.
        mend: what to do where it is broken; "" leaves it to whoever stops.
    """

    audit: str
    value: float
    limit: float | None
    interval: Interval
    reason: str
    parts: Mapping[str, float] = field(default_factory=dict)
    intervals: Mapping[str, Interval] = field(default_factory=dict)
    shown: tuple[Chart, ...] = ()
    mend: str = ""

    def plain(self) -> dict[str, Any]:
        """The finding as JSON values, charts and `broken` among them."""
        return {
            "audit": self.audit,
            "value": self.value,
            "limit": self.limit,
            "interval": [self.interval.low, self.interval.high],
            "reason": self.reason,
            "parts": dict(self.parts),
            "intervals": {name: [each.low, each.high] for name, each in self.intervals.items()},
            "broken": self.broken,
            "shown": [plain(chart) for chart in self.shown],
            **({"mend": self.mend} if self.mend else {}),
        }

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Finding":
        """Read what `plain` wrote."""
        return cls(
            audit=told["audit"],
            value=told["value"],
            limit=told["limit"],
            interval=Interval(low=told["interval"][0], high=told["interval"][1]),
            reason=told["reason"],
            parts=told["parts"],
            intervals={name: Interval(low=low, high=high) for name, (low, high) in told.get("intervals", {}).items()},
            shown=tuple(chart_of(chart) for chart in told.get("shown", ())),
            mend=told.get("mend", ""),
        )

    def of_wing(self, name: str) -> "Finding":
        """As a finding of one wing of several; as it is where there is one, ""."""
        return replace(self, audit=f"{self.audit} ({name})") if name else self

    @property
    def broken(self) -> bool:
        """Whether the whole interval lies beyond the limit: only then does the run stop."""
        return self.limit is not None and self.interval.low > self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """A student's marks, each a share in [0, 1].

    Attributes:
        overall: the mark on the whole exam.
        by_tag: (tag, value) -> the mark on what carries it.
        n: items scored.
        n_by_tag: items scored per (tag, value).
        interval: of `overall`, 95 %.
        measure: what the mark is, as it is said after a percentage: "60.9% right", "31.2% average precision".
        counted: what the items are, e.g. "things to be found".
        measures: what a share right does not tell, by name, e.g. "auc" and "calibration"; nothing is steered by it.
        measures_by_tag: the same per (tag, value).
        interval_by_tag: of marks in `by_tag`, 95 %, where the student tells it.
        few: items of each (tag, value) that is not marked, being too few to tell.
    """

    overall: float
    by_tag: Mapping[tuple[str, str], float]
    n: int
    n_by_tag: Mapping[tuple[str, str], int]
    interval: Interval
    measure: str = "right"
    counted: str = "items"
    measures: Mapping[str, float] = field(default_factory=dict)
    measures_by_tag: Mapping[tuple[str, str], Mapping[str, float]] = field(default_factory=dict)
    interval_by_tag: Mapping[tuple[str, str], Interval] = field(default_factory=dict)
    few: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, exam: Sequence[Record], right: Sequence[bool]) -> "Scorecard":
        """The marks of a student that answered item k of `exam` rightly where `right[k]`."""
        asked: Counter[tuple[str, str]] = Counter()
        known: Counter[tuple[str, str]] = Counter()
        for record, good in zip(exam, right, strict=True):
            asked.update(record.tags.items())
            known.update(record.tags.items() if good else ())
        return cls(
            overall=sum(right) / len(exam) if exam else 0.0,
            by_tag={tag: known[tag] / asked[tag] for tag in sorted(asked)},
            n=len(exam),
            n_by_tag={tag: asked[tag] for tag in sorted(asked)},
            interval=Interval.wilson(sum(right), len(exam)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrupted:
    """A record spoilt on purpose, to measure what a verifier catches.

    Attributes:
        record: the spoilt record.
        kind: the corruption's type, e.g. "carry_slip".
        where: "question", "step 3", "sentence 3", "answer".
        falsehood: what is now false, in one sentence; empty if every statement is still true
            (such a corruption is sound and is not counted as planted).
    """

    record: Record
    kind: str
    where: str
    falsehood: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A record of which it is known whether a judge must refuse it.

    Attributes:
        record: to be judged.
        faulty: whether it must be refused; a sound one must not be.
        kind: of the fault, or of what only looks like one, e.g. "phone", "order number".
        slices: by which error rates are told apart, e.g. {"language": "sw"}; the kind is one of its own.
    """

    record: Record
    faulty: bool
    kind: str
    slices: Mapping[str, str] = field(default_factory=lambda: NO_EVIDENCE)
