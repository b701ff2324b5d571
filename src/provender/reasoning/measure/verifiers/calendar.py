"""Proves calendar questions: years, months and days one by one, the whole once more by the standard library."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, NamedTuple, TypeAlias, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.forms import Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.phrases.calendar import ASKS, SAYS, WEEKDAYS, written
from provender.reasoning.read.steps import Kind, Line, judge_steps, latest

Day: TypeAlias = tuple[int, int, int]  # year, month, day

_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MOST_DAYS = 20_000


class _Task(NamedTuple):
    """What is asked; the date that is given and its weekday, 1 to 7; the other date, or the days to it."""

    kind: str
    start: Day
    w: int
    other: Day
    n: int


_YEARS = {"common": 365, "leap": 366, "century": 365, "leap_century": 366}


def _length(before: Sequence[Said], y: int) -> int | None:
    """How many days a sentence before gives a year."""
    return next((_YEARS[said.kind] for said in before if said.kind in _YEARS and said.values["y"] == y), None)


def _year(kind: str) -> Callable[[_Task, Values, Sequence[Said]], bool]:
    """A year is of this kind."""

    def follows(_task: _Task, v: Values, _before: Sequence[Said]) -> bool:
        y = v["y"]
        by = [divisor for divisor in (4, 100, 400) if y % divisor == 0]
        return {(): "common", (4,): "leap", (4, 100): "century", (4, 100, 400): "leap_century"}[tuple(by)] == kind

    return follows


def _months(before: Sequence[Said], y: int, m: int) -> tuple[int, ...] | None:
    """Lengths of the months before month `m`; None where a sentence about the year is needed and is not there."""
    lengths = list(_MONTHS[: m - 1])
    if m > 2:
        year = _length(before, y)
        if year is None:
            return None
        lengths[1] += year - 365
    return tuple(lengths) or (0,)


def _ordinal(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """All months before the date, and its day."""
    y, m, d = v["date"]
    months = _months(before, y, m)
    if months is None or v["date"] not in (task.start, task.other):
        return False
    return (v["sum"], v["n"]) == ((*months, d), sum(months) + d)


def _between(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """What is left of the first year, the years between, and the last date's days."""
    one, two = (latest(before, "ordinal", date=day) for day in (task.start, task.other))
    years = [_length(before, y) for y in range(task.start[0], task.other[0])]
    if one is None or two is None or None in years:
        return False
    lengths = [year or 0 for year in years]
    parts = (lengths[0], -one["n"], *lengths[1:], two["n"]) if lengths else (two["n"], -one["n"])
    return (v["sum"], v["n"]) == (parts, sum(parts))


def _rest(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """What is left of whole weeks."""
    between = latest(before, "between")
    return between is not None and (v["n"], v["r"]) == (between["n"], between["n"] % 7)


def _named(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """So many days after the weekday that the question gives."""
    rest = latest(before, "rest")
    x = v["w"] + v["r"]
    return rest is not None and (v["w"], v["r"], v["x"], v["day"] % 7) == (task.w, rest["r"], x % 7, x % 7)


def _count(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The day of the year and the days after it."""
    one = latest(before, "ordinal", date=task.start)
    known = task.kind == "after" and one is not None
    return known and (v["y"], v["a"], v["n"], v["t"]) == (task.start[0], one and one["n"], task.n, v["a"] + v["n"])


def _left(task: _Task, before: Sequence[Said], y: int) -> int | None:
    """The days counted from the start of year `y`."""
    if y == task.start[0]:
        count = latest(before, "count")
        return None if count is None else int(count["t"])
    over = latest(before, "over", y=y - 1)
    return None if over is None else int(over["s"])


def _over(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """A year that the count goes beyond."""
    t, d = _left(task, before, v["y"]), _length(before, v["y"])
    return t is not None and d is not None and t > d and (v["t"], v["d"], v["s"]) == (t, d, t - d)


def _month(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The months that the count goes beyond, and the day of the next."""
    y, m, d = v["date"]
    t, months = _left(task, before, y), _months(before, y, m)
    if t is None or months is None or v["y"] != y:
        return False
    longest = 29 if m == 2 and y % 4 == 0 and (y % 100 != 0 or y % 400 == 0) else _MONTHS[m - 1]
    fits = 1 <= d <= longest
    return fits and (v["t"], v["sum"], v["d"]) == (t, months, d) and t - sum(months) == d


def _thursday(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The Thursday of the date's week, which decides its year."""
    one = latest(before, "ordinal", date=task.start)
    known = task.kind == "iso" and one is not None
    return known and (v["n"], v["w"], v["t"]) == (one and one["n"], task.w, v["n"] + 4 - v["w"])


def _week(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """How many Thursdays the year has had by then."""
    thursday = latest(before, "thursday")
    return thursday is not None and (v["t"], v["k"]) == (thursday["t"], (thursday["t"] + 6) // 7)


def _summed(parts: Sequence[int]) -> Term:
    """A sum whose second part alone may be taken away."""
    if len(parts) == 1:
        return parts[0]
    if parts[1] >= 0:
        return ("+", *parts)
    first: Term = ("-", parts[0], -parts[1])
    return ("+", first, *parts[2:]) if len(parts) > 2 else first


def _equal(*sides: Term) -> Claim:
    """All sides have one value."""
    return Claim("=", sides)


def _days_of(days: int) -> Callable[[Values], Claim]:
    """A year has so many days."""
    return lambda v: _equal(("days", v["y"]), days)


@final
class _Calendar(Kind[_Task]):
    """The task is what is asked, and of which dates."""

    topic = "calendar"
    tight = True
    asks = ASKS
    says = SAYS
    lines: ClassVar = {
        **{kind: Line(_days_of(days), _year(kind)) for kind, days in _YEARS.items()},
        "ordinal": Line(lambda v: _equal(("+", *v["sum"]), v["n"]), _ordinal),
        "between": Line(lambda v: _equal(_summed(v["sum"]), v["n"]), _between),
        "rest": Line(lambda v: _equal(("mod", v["n"], 7), v["r"]), _rest),
        "named": Line(lambda v: _equal(("mod", ("+", v["w"], v["r"]), 7), v["x"]), _named),
        "count": Line(lambda v: _equal(("+", v["a"], v["n"]), v["t"]), _count),
        "over": Line(lambda v: _equal(("-", v["t"], v["d"]), v["s"]), _over),
        "month": Line(lambda v: _equal(("-", v["t"], _summed(v["sum"])), v["d"]), _month),
        "thursday": Line(lambda v: _equal(("-", ("+", v["n"], 4), v["w"]), v["t"]), _thursday),
        "week": Line(lambda v: _equal(("//", ("+", v["t"], 6), 7), v["k"]), _week),
    }

    def task(self, said: Said) -> _Task:
        """Dates that there are, in the order asked for, with the weekday that the first one has."""
        v = said.values
        other = v.get("other", v["date"])
        task = _Task(said.kind, v["date"], v.get("day", 0), other, v.get("n", 0))
        try:
            start, end = date(*task.start), date(*task.other)
        except ValueError as error:
            raise Wrong("question has a date that there is not", why=error) from None
        if task.w and start.isoweekday() != task.w:
            raise Wrong("question gives a date another weekday than it has")
        if task.n > _MOST_DAYS or (end - start).days > _MOST_DAYS or min(start, end).year < 1600 or end < start:
            raise Wrong("question asks for days too far away, or for days before")
        if (task.kind == "weekday" and start == end) or (task.kind == "after" and not task.n):
            raise Wrong("question asks for what it says")
        if task.kind == "iso" and start.isocalendar().year != start.year:
            raise Wrong("question has a date in a week of another year")
        return task

    def givens(self, task: _Task) -> tuple[Claim, ...]:
        """The weekday of the date, where one is given."""
        return (_equal(("weekday", ("date", *task.start)), task.w),) if task.w else ()

    def goal(self, task: _Task) -> Term:
        """The weekday, the date or the week."""
        start: Term = ("date", *task.start)
        if task.kind == "weekday":
            return ("weekday", ("date", *task.other))
        return ("after", start, task.n) if task.kind == "after" else ("iso_week", start)

    def solve(self, task: _Task) -> Term:
        """The standard library's proleptic Gregorian calendar."""
        start = date(*task.start)
        if task.kind == "weekday":
            return ("weekday", date(*task.other).isoweekday() % 7)
        if task.kind == "iso":
            return start.isocalendar().week
        end = start + timedelta(days=task.n)
        return ("date", end.year, end.month, end.day)

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The last sentence's claim."""
        start, end = date(*task.start), date(*task.other)
        if task.kind == "weekday":
            r = (end - start).days % 7
            return _equal(("mod", ("+", task.w, r), 7), (task.w + r) % 7)
        if task.kind == "iso":
            return _equal(("//", ("+", start.timetuple().tm_yday + 4 - task.w, 6), 7), answer)
        end = start + timedelta(days=task.n)
        feb = 28 + (date(end.year, 3, 1) - date(end.year, 2, 28)).days - 1
        months = (31, feb, *_MONTHS[2:])[: end.month - 1] or (0,)
        return _equal(("-", end.timetuple().tm_yday, _summed(months)), end.day)

    def write(self, answer: Term, language: str) -> str:
        """A weekday's name, a date, or the number of a week."""
        if isinstance(answer, int):
            return str(answer)
        if answer[0] == "weekday":
            return WEEKDAYS[language].split()[int(str(answer[1])) - 1]
        y, m, d = (int(str(part)) for part in answer[1:])
        return written(language, (y, m, d))


_KIND = _Calendar()


@verifier
@dataclass(frozen=True, slots=True)
class Calendar:
    """Follows years, months and days, and asks the standard library.

    Example:
        "1900 is divisible by 4 and not by 100, so it has 366 days." fails: it had 365.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Calendar.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
