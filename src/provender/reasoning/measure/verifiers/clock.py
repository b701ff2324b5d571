"""Proves journeys by the clock: all in minutes, the time by `datetime` too, the angle by 11/2 degrees a minute."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from functools import reduce
from typing import ClassVar, NamedTuple, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import as_term, in_figures, value
from provender.reasoning.read.forms import DECIMAL_SIGN, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.phrases.clock import ASKS, SAYS
from provender.reasoning.read.steps import Kind, Line, judge_steps, latest

_DAY = 24 * 60


class _Task(NamedTuple):
    """What is asked; the time that is given; the legs and the difference of the clocks in minutes."""

    kind: str
    time: tuple[int, int]
    legs: tuple[int, ...]
    zone: int

    @property
    def moves(self) -> tuple[int, ...]:
        """What the clock goes on by, leg after leg and zone at last; back, where the start is asked for."""
        moves = (*self.legs, *((self.zone,) if self.zone else ()))
        return tuple(-move for move in moves) if self.kind == "leave" else moves


def _minutes(v: Values, whole: str) -> bool:
    """Hours and minutes are so many minutes."""
    return bool(60 * v["h"] + v["m"] == v[whole] and v["m"] < 60)


def _clock(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """The time of the question."""
    return v["time"] == task.time == (v["h"], v["m"]) and _minutes(v, "t")


def _leg(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """One of the legs."""
    return 1 <= v["i"] <= len(task.legs) and v["d"] == task.legs[v["i"] - 1] and _minutes(v, "d")


def _shift(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """How far the clocks differ."""
    return task.zone != 0 and v["d"] == abs(task.zone) and _minutes(v, "d")


def _total(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The start, every leg, and the difference of the clocks, each as a sentence before has worked it out."""
    found = [latest(before, "clock"), *(latest(before, "leg", i=i) for i in range(1, len(task.legs) + 1))]
    found += [latest(before, "shift")] if task.zone else []
    if None in found:
        return False
    h, m = task.time
    return (v["sum"], v["s"]) == ((60 * h + m, *task.moves), 60 * h + m + sum(task.moves))


def _day(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The minute of the day."""
    total = latest(before, "total")
    return total is not None and (v["s"], v["r"]) == (total["s"], total["s"] % _DAY)


def _shown(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """That minute as hour and minute."""
    day = latest(before, "day")
    return day is not None and v["r"] == day["r"] and v["time"] == (v["h"], v["m"]) and _minutes(v, "r")


def _minute_hand(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Six degrees a minute."""
    shown = latest(before, "shown")
    return task.kind == "angle" and shown is not None and (v["m"], v["a"]) == (shown["m"], 6 * shown["m"])


def _twelve(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The hour as the dial has it."""
    shown = latest(before, "shown")
    return task.kind == "angle" and shown is not None and (v["h"], v["e"]) == (shown["h"], shown["h"] % 12)


def _hour_hand(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Thirty degrees an hour, half a degree a minute."""
    shown, dial = latest(before, "shown"), latest(before, "twelve")
    if shown is None or dial is None:
        return False
    return (v["e"], v["m"], v["b"]) == (dial["e"], shown["m"], 30 * dial["e"] + Fraction(shown["m"], 2))


def _between(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The larger of both positions less the smaller."""
    long, short = latest(before, "minute_hand"), latest(before, "hour_hand")
    if long is None or short is None:
        return False
    y, x = sorted((long["a"], short["b"]))
    return (v["x"], v["y"], v["c"]) == (x, y, x - y)


def _other(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """What is left of the full turn."""
    between = latest(before, "between")
    return between is not None and (v["c"], v["o"]) == (between["c"], 360 - between["c"])


def _smaller(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The smaller of the two."""
    between, other = latest(before, "between"), latest(before, "other")
    if between is None or other is None:
        return False
    return (v["c"], v["o"], v["z"]) == (between["c"], other["o"], min(between["c"], other["o"]))


def _hm(h: int, m: int) -> Term:
    """h × 60 + m."""
    return ("+", ("*", h, 60), m)


def _summed(first: Term, moves: Sequence[int], *, hours: bool = False) -> Term:
    """The moves added to what comes first, or taken away."""

    def add(term: Term, move: int) -> Term:
        size = abs(move)
        return ("+" if move > 0 else "-", term, _hm(*divmod(size, 60)) if hours else size)

    return reduce(add, moves, first)


def _smallest(c: int | Fraction, o: int | Fraction, z: int | Fraction) -> Claim:
    """The claim of the last sentence about an angle."""
    return Claim("=", (("min", as_term(c), as_term(o)), as_term(z)))


@final
class _Clock(Kind[_Task]):
    """The task is the journey and what is asked of it."""

    topic = "clock"
    tight = True
    asks = ASKS
    says = SAYS
    lines: ClassVar = {
        "clock": Line(lambda v: Claim("=", (_hm(v["h"], v["m"]), v["t"])), _clock),
        "leg": Line(lambda v: Claim("=", (_hm(v["h"], v["m"]), v["d"])), _leg),
        "shift": Line(lambda v: Claim("=", (_hm(v["h"], v["m"]), v["d"])), _shift),
        "total": Line(lambda v: Claim("=", (_summed(v["sum"][0], v["sum"][1:]), v["s"])), _total),
        "day": Line(lambda v: Claim("=", (("mod", v["s"], _DAY), v["r"])), _day),
        "shown": Line(lambda v: Claim("=", (v["r"], _hm(v["h"], v["m"]))), _shown),
        "minute_hand": Line(lambda v: Claim("=", (("*", v["m"], 6), as_term(v["a"]))), _minute_hand),
        "twelve": Line(lambda v: Claim("=", (("mod", v["h"], 12), v["e"])), _twelve),
        "hour_hand": Line(
            lambda v: Claim("=", (("+", ("*", v["e"], 30), ("/", v["m"], 2)), as_term(v["b"]))), _hour_hand
        ),
        "between": Line(lambda v: Claim("=", (("-", as_term(v["x"]), as_term(v["y"])), as_term(v["c"]))), _between),
        "other": Line(lambda v: Claim("=", (("-", 360, as_term(v["c"])), as_term(v["o"]))), _other),
        "smaller": Line(lambda v: _smallest(v["c"], v["o"], v["z"]), _smaller),
    }

    def task(self, said: Said) -> _Task:
        """The journey."""
        v = said.values
        task = _Task(said.kind, v["time"], v["legs"], v["zone"])
        if abs(task.zone) > 26 * 60:  # from -12 to +14 hours, the ends of the earth's time zones
            raise Wrong("question has time zones too far apart", minutes=task.zone)
        return task

    def goal(self, task: _Task) -> Term:
        """The time, or the angle at that time."""
        minute: Term = ("mod", _summed(_hm(*task.time), task.moves, hours=True), _DAY)
        return ("angle" if task.kind == "angle" else "clock", minute)

    def solve(self, task: _Task) -> Term:
        """The calendar's clock; the hands meet every 720/11 minutes, so they part by 11/2 degrees a minute."""
        at = datetime(2000, 1, 15, *task.time) + timedelta(minutes=sum(task.moves))
        if task.kind != "angle":
            return ("values", at.hour, at.minute)
        apart = Fraction(11, 2) * (60 * at.hour + at.minute) % 360
        return as_term(min(apart, 360 - apart))

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The minute of the day as a time, or the smaller of two angles."""
        minute = (60 * task.time[0] + task.time[1] + sum(task.moves)) % _DAY
        h, m = divmod(minute, 60)
        if task.kind != "angle":
            return Claim("=", (minute, _hm(h, m)))
        apart = abs(30 * (h % 12) + Fraction(m, 2) - 6 * m)
        return _smallest(apart, 360 - apart, Fraction(value(answer) or 0))

    def write(self, answer: Term, language: str) -> str:
        """02:35, or degrees as a decimal."""
        if isinstance(answer, tuple) and answer[0] == "values":
            return f"{answer[1]:02}:{answer[2]:02}"
        return in_figures(Fraction(value(answer) or 0), DECIMAL_SIGN[language]) or ""


_KIND = _Clock()


@verifier
@dataclass(frozen=True, slots=True)
class Clock:
    """Follows a journey minute by minute, and reads the time off a calendar.

    Example:
        22:45 and 3 h 50 min make 26:35 on no clock: 1595 mod 1440 = 155, 02:35.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Clock.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
