"""A line for each teacher and slice: how much speaks against the claim that few of its unproved records are wrong.

A probe is a record of a teacher of which the truth is known, hidden among those of which it is not, and which no other
judge refuses: what holds for probes holds for the unproved ones beside them. The k-th line that is opened has the
part 1 / (k (k + 1)) of the chance of a false alarm, so that all lines together keep to it, however many there will be.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log, nextafter
from typing import NamedTuple

from provender.core.chart import Chart, Curves, Sheet
from provender.core.verdict import Finding, Interval
from provender.stages.monitors import betting

NAME = "monitor/teacher_error"
ALL = "all"
_DRAWN = 5  # lines of a chart; the others stand in its table
_SEEN = 100  # points of a line are a hundredth of its length apart
_TENS = log(10)


class Probe(NamedTuple):
    """A record of a teacher that no judge but the truth may refuse.

    Attributes:
        slices: what it belongs to, e.g. ("level 3", "language sw"); everything is in "all" besides.
        wrong: whether it is.
    """

    teacher: str
    slices: tuple[str, ...]
    wrong: bool


@dataclass(slots=True, kw_only=True)
class Line:
    """What was seen of one teacher in one slice.

    Attributes:
        alpha: its part of the chance of a false alarm.
        n, wrong: probes, and wrong ones among them.
        unproved: records that were let in without proof.
        trace: (probes, log10 of the wealth) as it went, in so many points as can be seen.
        alarmed: probes at the first alarm; None while there is none.
        least: what its share of wrong records is at least, as the alarm showed it.
    """

    teacher: str
    slice: str
    alpha: float
    n: int = 0
    wrong: int = 0
    unproved: int = 0
    trace: list[tuple[int, float]] = field(default_factory=list)
    alarmed: int | None = None
    least: float = 0.0

    def __str__(self) -> str:
        return f"{self.teacher}, {self.slice}"


@dataclass(slots=True, kw_only=True)
class Errors:
    """All lines of a run.

    Attributes:
        limit: most of a teacher's unproved records that may be wrong in any slice, in (0, 1).
        false_alarm: chance that a sound run is ever stopped, all lines and looks together.
        lines: (teacher, slice) -> its line, in the order in which they came.

    Guarantees:
        Depends on the probes and their order alone.
        A run in which every teacher errs at most `limit` in every slice is stopped with probability at most
        `false_alarm`, however often one looks.
    """

    limit: float
    false_alarm: float
    lines: dict[tuple[str, str], Line] = field(default_factory=dict)

    def look(self, probes: Iterable[Probe]) -> None:
        """Take probes in, one after the other."""
        for probe in probes:
            for name in (ALL, *probe.slices):
                line = self._line(probe.teacher, name)
                line.n += 1
                line.wrong += probe.wrong
                if probe.wrong and line.alarmed is None and self._ruined(line):
                    least = betting.at_least(line.wrong, line.n, line.alpha)
                    line.alarmed, line.least = line.n, max(least, nextafter(self.limit, 1.0))
                if line.n % max(1, line.n // _SEEN) == 0:
                    line.trace.append((line.n, self._wealth(line)))

    def let_in(self, teacher: str, slices: Iterable[str], count: int) -> None:
        """Count records that were accepted without proof."""
        for name in (ALL, *slices):
            self._line(teacher, name).unproved += count

    def alarms(self) -> list[Line]:
        """Lines that stop the run, narrow ones first: ruined claims of which unproved records were let in."""
        found = [line for line in self.lines.values() if line.alarmed is not None and line.unproved]
        return sorted(found, key=lambda line: (line.slice == ALL, -line.least))

    def findings(self) -> Iterator[Finding]:
        """What was seen, the worst line first; nothing where no probe was seen."""
        seen = sorted((line for line in self.lines.values() if line.n), key=self._doubt, reverse=True)
        if not seen:
            return
        alarms = self.alarms()
        worst = alarms[0] if alarms else seen[0]
        yield Finding(
            audit=NAME,
            value=worst.wrong / worst.n,
            limit=self.limit if worst.unproved else None,
            interval=_interval(worst),
            reason=self._told(worst),
            parts={str(line): line.wrong / line.n for line in seen},
            intervals={str(line): betting.sequence(line.wrong, line.n) for line in seen},
            shown=tuple(self._charts(seen)),
            mend=_mend(worst) if worst in alarms else "",
        )

    def _line(self, teacher: str, name: str) -> Line:
        """The line of a teacher and slice, opened where it is new."""
        if (teacher, name) not in self.lines:
            place = len(self.lines) + 1
            self.lines[teacher, name] = Line(
                teacher=teacher, slice=name, alpha=self.false_alarm / (place * (place + 1))
            )
        return self.lines[teacher, name]

    def _ruined(self, line: Line) -> bool:
        """Whether the wealth against the claim has reached its line."""
        return betting.log_wealth(line.wrong, line.n, self.limit) >= -log(line.alpha)

    def _wealth(self, line: Line) -> float:
        """Log10 of the wealth against a line's claim now."""
        return betting.log_wealth(line.wrong, line.n, self.limit) / _TENS

    def _doubt(self, line: Line) -> float:
        """How near a line is to its alarm."""
        return betting.log_wealth(line.wrong, line.n, self.limit) + log(line.alpha)

    def _told(self, line: Line) -> str:
        """The worst line in a sentence."""
        seen = f"{line.teacher} is wrong in {line.wrong} of {line.n} probes in the slice {line.slice}"
        if line.alarmed is None:
            told = betting.found_by(line.n, self.limit, line.alpha)
            return f"{seen}; an error rate of {told:.0%} would have raised the alarm by now, nine times of ten"
        return (
            f"{seen}, so at least {line.least:.1%} of what it says there is wrong, and {self.limit:.1%} may be; the "
            f"alarm came at probe {line.alarmed}; {line.unproved:,} unproved records of that kind had been accepted"
        )

    def _charts(self, seen: list[Line]) -> Iterator[Chart]:
        """The wealth of the worst lines with their alarm, and a table of all."""
        drawn = [line for line in seen if len(line.trace) > 1][:_DRAWN]
        if drawn:
            yield Curves(
                title="Evidence against each teacher, by slice",
                caption="How many powers of ten the wealth of a gambler, who bets that a teacher errs too much, is "
                "away from its alarm. At 0, chance explains it no longer.",
                lines=tuple((str(each), _from_alarm(each)) for each in drawn),
                levels=((0.0, "alarm"),),
                across="probes (records whose truth is known)",
                up="log10 of the wealth, from its alarm",
            )
        yield Sheet(
            title="Teachers and slices under watch",
            head=("teacher, slice", "probes", "wrong", "unproved records accepted", "log10 of the wealth", "alarm at"),
            rows=tuple(
                (str(each), str(each.n), str(each.wrong), f"{each.unproved:,}", f"{self._wealth(each):.2f}",
                 f"{-log(each.alpha) / _TENS:.2f}") for each in seen
            ),
        )  # fmt: skip


def _interval(line: Line) -> Interval:
    """Of its share of wrong records, at the level of its alarm: intervals of all looks hold together."""
    seen = betting.sequence(line.wrong, line.n, 1 - 2 * line.alpha)
    low = max(seen.low, line.least)
    return Interval(low=low, high=max(low, seen.high), level=seen.level)


def _from_alarm(line: Line) -> tuple[tuple[float, float], ...]:
    """A trace, measured from its alarm."""
    alarm = -log(line.alpha) / _TENS
    return tuple((float(n), wealth - alarm) for n, wealth in [(0, 0.0), *line.trace])


def _mend(line: Line) -> str:
    """What to do about a teacher that is wrong in a slice."""
    where = "" if line.slice == ALL else f" in the slice {line.slice}"
    return (
        f"`provender show --rejected` shows what {line.teacher} had wrong; then take another teacher{where}, leave it "
        "out of the mix, or accept only what is proved or anchored (accept: anchored); or, if so many errors are "
        "bearable, raise watch.error"
    )


def slices_of(tags: Mapping[str, str], by: Iterable[str]) -> tuple[str, ...]:
    """A record's slices: its values of the tags that are told apart."""
    return tuple(f"{tag} {tags[tag]}" for tag in by if tag in tags)
